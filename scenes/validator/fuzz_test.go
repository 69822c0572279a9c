package validator

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// FuzzValidate: whatever the bytes are, there is an answer: no panic, no failure, every issue with a place.
func FuzzValidate(f *testing.F) {
	f.Add([]byte(assetOnly + `}`))
	for _, folder := range []string{"hostile", "khronos-validator"} {
		_ = filepath.WalkDir(filepath.Join(corpus, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !(strings.HasSuffix(path, ".glb") || strings.HasSuffix(path, ".gltf")) {
				return nil // the corpus may not be here
			}
			if info, err := d.Info(); err == nil && info.Size() < 4096 {
				f.Add(readFile(f, path))
			}
			return nil
		})
	}
	f.Fuzz(func(t *testing.T, asset []byte) {
		r, err := Validate(context.Background(), bytes.NewReader(asset), int64(len(asset)), Options{Limits: Limits{Values: 10_000, Data: 1 << 20}})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range r.Issues {
			if i.Code == "" || i.Message == "" || i.Pointer != "" && i.Offset >= 0 || strings.Contains(i.Message, "%!") {
				t.Errorf("%+v", i)
			}
		}
	})
}
