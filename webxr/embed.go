// Package webxr holds the built client. `make build` fills dist; a tree without it still compiles, and the server then
// says that the client is missing.
package webxr

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files is the built client: one HTML page per entry and hashed assets under assets/.
func Files() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a constant valid path
	}
	return sub
}
