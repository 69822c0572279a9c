package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// folder is one folder of the data set, and what is known of its files.
type folder struct {
	Name    string
	Files   []file
	answers map[string]outcome // by engine
}

// file is a model, and the answer that it deserves.
type file struct {
	Path   string // to open
	Name   string // in the data set
	Accept verdict
	Codes  []string // of errors by the official validator; nil where it was not asked
}

// verdict is what becomes of a file.
type verdict string

const (
	accept verdict = "accept"
	reject verdict = "reject"
	either verdict = "either"
)

func readFolders(data string) ([]folder, error) {
	var expected struct {
		Files []struct {
			Path   string         `json:"path"`
			Accept bool           `json:"accept"`
			Errors map[string]int `json:"errors"`
		} `json:"files"`
	}
	var hostile []struct {
		File    string  `json:"file"`
		Verdict verdict `json:"verdict"`
	}
	if err := errors.Join(load(filepath.Join(data, "expected.json"), &expected), load(filepath.Join(data, "hostile/hostile-expected.json"), &hostile)); err != nil {
		return nil, err
	}
	by := make(map[string][]file)
	add := func(name string, deserves verdict, codes []string) {
		path, err := filepath.Abs(filepath.Join(data, name))
		if _, missing := os.Stat(path); err != nil || missing != nil {
			return // too big to be kept
		}
		folder, _, _ := strings.Cut(name, "/")
		by[folder] = append(by[folder], file{path, name, deserves, codes})
	}
	for _, f := range expected.Files {
		if strings.HasPrefix(f.Path, "hostile/") {
			continue
		}
		codes := make([]string, 0, len(f.Errors))
		for code := range f.Errors {
			codes = append(codes, code)
		}
		slices.Sort(codes)
		deserves := reject
		if f.Accept {
			deserves = accept
		}
		add(f.Path, deserves, codes)
	}
	for _, f := range hostile {
		add("hostile/"+f.File, f.Verdict, nil)
	}
	zips, err := fs.Glob(os.DirFS(data), "packages/*.zip")
	if err != nil {
		return nil, err
	}
	for _, name := range zips {
		add(name, accept, nil)
	}
	var all []folder
	for name, files := range by {
		all = append(all, folder{Name: name, Files: files})
	}
	slices.SortFunc(all, func(a, b folder) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

func load(path string, into any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, into)
}
