package validator_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rehearsal/scenes/validator"
)

// asset is a model in memory, with the files beside it.
type asset struct {
	path   string
	bytes  []byte
	beside map[string][]byte
}

func (a *asset) open(uri string) (io.ReaderAt, int64, error) {
	b, ok := a.beside[uri]
	if !ok {
		root, err := os.OpenRoot(filepath.Dir(a.path))
		if err != nil {
			return nil, 0, err
		}
		defer root.Close()
		if b, err = root.ReadFile(uri); err != nil {
			return nil, 0, err
		}
		a.beside[uri] = b
	}
	return bytes.NewReader(b), int64(len(b)), nil
}

// BenchmarkAgainstKhronos validates every model beside the repository that is not made to do harm, and has the official validator
// on Node do the same: the same files, all in memory, both warm, and of three answers of the official one the fastest. Printed is
// how many times as fast ours is.
func BenchmarkAgainstKhronos(b *testing.B) {
	assets := assetsBeside(b)
	validate := func() (size int64) {
		for _, a := range assets {
			_, err := validator.Validate(context.Background(), bytes.NewReader(a.bytes), int64(len(a.bytes)), validator.Options{Open: a.open})
			if err != nil {
				b.Fatalf("%s: %v", a.path, err)
			}
			size += int64(len(a.bytes))
			for _, other := range a.beside {
				size += int64(len(other))
			}
		}
		return size
	}
	size := validate()
	theirs := byKhronos(b, assets)
	b.SetBytes(size)
	for b.Loop() {
		validate()
	}
	ours := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(size)/theirs/1e6, "Khronos-MB/s")
	b.ReportMetric(theirs/ours, "times-Khronos")
}

func assetsBeside(b *testing.B) (all []*asset) {
	dir, err := filepath.Abs("../../../shared/data/gltf")
	if err != nil {
		b.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "hostile" {
			return fs.SkipDir
		}
		if ext := filepath.Ext(path); entry.IsDir() || ext != ".glb" && ext != ".gltf" {
			return nil
		}
		text, err := os.ReadFile(path)
		all = append(all, &asset{path, text, make(map[string][]byte)})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	if len(all) == 0 {
		b.Skip("no models beside the repository")
	}
	return all
}

// byKhronos answers the seconds that the official validator takes.
func byKhronos(b *testing.B, assets []*asset) (seconds float64) {
	if _, err := os.Stat("../../webxr/node_modules/gltf-validator"); err != nil {
		b.Skip("the official validator is not installed: npm ci in webxr")
	}
	cmd := exec.Command("node", "../../.ci/scenestable/khronos.mjs", "../../webxr", "3")
	var paths strings.Builder
	for _, a := range assets {
		paths.WriteString(a.path + "\n")
	}
	cmd.Stdin = strings.NewReader(paths.String())
	out, err := cmd.Output()
	if err != nil {
		b.Skipf("node: %v", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	count := 0
	for lines.Scan() {
		var reply struct {
			Micros float64 `json:"micros"`
			Failed string  `json:"failed"`
		}
		if err := json.Unmarshal(lines.Bytes(), &reply); err != nil || reply.Failed != "" {
			b.Fatalf("%v %s", err, lines.Text())
		}
		seconds += reply.Micros / 1e6
		count++
	}
	if count != len(assets) {
		b.Fatalf("the official validator answered %d of %d", count, len(assets))
	}
	return seconds
}
