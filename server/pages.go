package server

import (
	"bytes"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
)

// addresses of the pages; everything else of the client is an asset.
var pageAt = map[string]string{
	"/":                 "index.html",
	"/join":             "join.html",
	"/visit":            "visit.html",
	"/staff":            "staff.html",
	"/staff/*":          "staff.html",
	"/replay/{session}": "replay.html",
	"/headset":          "headset.html",
}

// pages are files of the built client. A page is asked for anew each time; an asset has its hash in its name and never changes.
func (s *Server) pages(r chi.Router) {
	for address, file := range pageAt {
		r.Get(address, func(w http.ResponseWriter, r *http.Request) {
			if !s.page(w, r, file, http.StatusOK) {
				pagesMissing(w, r)
			}
		})
	}
	r.Get("/assets/*", func(w http.ResponseWriter, r *http.Request) { s.asset(w, r, "public, max-age=31536000, immutable") })
	files, err := fs.ReadDir(s.Pages, ".")
	if err != nil {
		s.Log.Error("the client cannot be read", "error", err)
	}
	for _, f := range files { // favicon.svg and its like, beside the pages
		if name := f.Name(); !f.IsDir() && !strings.HasSuffix(name, ".html") && !strings.HasPrefix(name, ".") {
			r.Get("/"+name, func(w http.ResponseWriter, r *http.Request) { s.asset(w, r, "public, max-age=3600") })
		}
	}
}

func pagesMissing(w http.ResponseWriter, r *http.Request) {
	if !isNavigation(r) {
		writeProblem(w, noPages.body())
		return
	}
	http.Error(w, noPages.title+". "+noPages.detail, noPages.status)
}

// page answers with a page and says whether there is one.
func (s *Server) page(w http.ResponseWriter, r *http.Request, file string, status int) bool {
	text, err := fs.ReadFile(s.Pages, file)
	if err != nil {
		return false
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(status)
	_, _ = w.Write(text) // the client is gone if this fails
	return true
}

func (s *Server) asset(w http.ResponseWriter, r *http.Request, cache string) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	text, err := fs.ReadFile(s.Pages, name)
	if err != nil {
		s.notFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", cache)
	if media := mediaTypes[path.Ext(name)]; media != "" {
		w.Header().Set("Content-Type", media)
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(text))
}

// mediaTypes are spelled out, because what the machine's own table says varies.
var mediaTypes = map[string]string{
	".js":          "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".svg":         "image/svg+xml",
	".json":        "application/json",
	".wasm":        "application/wasm",
	".woff2":       "font/woff2",
	".png":         "image/png",
	".webp":        "image/webp",
	".glb":         "model/gltf-binary",
	".webmanifest": "application/manifest+json",
}

// isNavigation says whether a browser asks for a page to show, rather than a program for something to read.
func isNavigation(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && !strings.HasPrefix(r.URL.Path, "/api/") &&
		strings.Contains(r.Header.Get("Accept"), "text/html")
}
