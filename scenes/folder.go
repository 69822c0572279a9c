package scenes

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

const mostFolders = 16 // how deep a model may lie

// folderFiles are the files of a folder on disk. The root keeps every path inside, links included.
type folderFiles struct {
	root   *os.Root
	limits Limits
	upload bool // all of the folder is the upload, and not one file in it
}

func openFolder(dir string, limits Limits) (*folderFiles, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &folderFiles{root: root, limits: limits}, nil
}

// folder finds the model of a folder and opens it.
func (o *opening) folder(f *folderFiles) error {
	f.upload = true
	names, whole, err := f.list(o.ctx)
	if err != nil {
		return err
	}
	if !whole {
		o.found.add(zipManyFiles, "", "most", number(int64(f.limits.Files)))
		return nil
	}
	name := o.choose(names)
	if name == "" {
		return nil
	}
	o.bundle.name = name
	file, err := f.open(o, name)
	if err != nil || o.found.refused {
		return err
	}
	return o.model(file, f)
}

// list names the files of a folder, those nearest to its root first. It is not whole when there are more than are allowed.
func (f *folderFiles) list(ctx context.Context) (names []string, whole bool, err error) {
	seen := 0
	for queue := []string{"."}; len(queue) > 0; queue = queue[1:] {
		entries, err := f.read(queue[0])
		if err != nil {
			return nil, false, err
		}
		if seen += len(entries); seen > f.limits.Files {
			return nil, false, nil
		}
		for _, e := range entries {
			name := path.Join(queue[0], e.Name())
			switch {
			case isRubbish(name):
			case e.IsDir() && strings.Count(name, "/") < mostFolders:
				queue = append(queue, name)
			case e.Type().IsRegular():
				names = append(names, name)
			}
		}
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
	}
	return names, true, nil
}

// read lists one folder in order, one entry more than is allowed at most.
func (f *folderFiles) read(dir string) ([]fs.DirEntry, error) {
	d, err := f.root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	entries, err := d.ReadDir(f.limits.Files + 1)
	if err != nil && len(entries) == 0 && !isEnd(err) {
		return nil, err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

func (f *folderFiles) find(name string) (string, error) {
	if info, err := f.root.Stat(name); err == nil && info.Mode().IsRegular() {
		return name, nil
	}
	here := "."
	for part := range strings.SplitSeq(name, "/") {
		entries, err := f.read(here)
		if err != nil {
			return "", nil // not a folder, or not ours to read: what is asked for is not there
		}
		i := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return e.Name() == part })
		if i < 0 {
			i = slices.IndexFunc(entries, func(e fs.DirEntry) bool { return alike(e.Name()) == alike(part) })
		}
		if i < 0 {
			return "", nil
		}
		here = path.Join(here, entries[i].Name())
	}
	if info, err := f.root.Stat(here); err != nil || !info.Mode().IsRegular() {
		return "", nil
	}
	return here, nil
}

func (f *folderFiles) called(o *opening, base string) (string, error) {
	if !f.upload {
		return "", nil
	}
	names, _, err := f.list(o.ctx)
	return only(names, base), err
}

// only is the one path that ends in a file of that name; empty when there is none, or several.
func only(names []string, base string) string {
	found := ""
	for _, name := range names {
		switch {
		case alike(path.Base(name)) != alike(base):
		case found != "":
			return ""
		default:
			found = name
		}
	}
	return found
}

func (f *folderFiles) open(o *opening, name string) (section, error) {
	file, err := f.root.Open(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return section{}, ErrFileMissing
		}
		return section{}, fmt.Errorf("open %s: %w", name, err)
	}
	o.bundle.closers = append(o.bundle.closers, file)
	info, err := file.Stat()
	if err != nil {
		return section{}, fmt.Errorf("open %s: %w", name, err)
	}
	if o.left -= info.Size(); o.left < 0 {
		o.found.add(fileTooBig, "", "size", megabytes(o.limits.Bytes-o.left), "most", megabytes(o.limits.Bytes))
	}
	return section{file, info.Size()}, nil
}

// alike is the same for names that differ only in case, or in whether an accent is a letter's part or follows it: a Mac writes
// ŵ in a zip otherwise than a model does in an address.
func alike(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// isRubbish names what file managers leave in folders.
func isRubbish(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.EqualFold(part, "__MACOSX") || strings.HasPrefix(part, "._") {
			return true
		}
	}
	last := strings.ToLower(path.Base(name))
	return last == ".ds_store" || last == "thumbs.db" || last == "desktop.ini"
}

// choose picks the model: the one nearest to the root. Of the same model in both forms it is the GLB.
func (o *opening) choose(names []string) string {
	var models []string
	for _, name := range names {
		if e := strings.ToLower(path.Ext(name)); e == ".glb" || e == ".gltf" {
			models = append(models, name)
		}
	}
	if len(models) == 0 {
		o.found.add(noModel, "", "found", listed(names))
		return ""
	}
	depth := func(name string) int { return strings.Count(name, "/") }
	slices.SortStableFunc(models, func(a, b string) int {
		if d := depth(a) - depth(b); d != 0 {
			return d
		}
		return strings.Compare(alike(a), alike(b)) // room.glb before room.gltf
	})
	first := models[0]
	stem := func(name string) string { return alike(strings.TrimSuffix(name, path.Ext(name))) }
	rivals := slices.ContainsFunc(models[1:], func(m string) bool { return depth(m) == depth(first) && stem(m) != stem(first) })
	if rivals {
		o.found.add(severalModels, "", "found", listed(models))
		return ""
	}
	if others := slices.DeleteFunc(models[1:], func(m string) bool { return stem(m) == stem(first) }); len(others) > 0 {
		o.found.add(severalChosen, first, "found", listed(others))
	}
	return first
}

// listed names the first few files.
func listed(names []string) string {
	const most = 4
	short := make([]string, 0, most)
	for _, name := range names[:min(most, len(names))] {
		short = append(short, cleanName(path.Base(name)))
	}
	if len(names) > most {
		short = append(short, "…")
	}
	return strings.Join(short, ", ")
}

// sameLetters says whether names differ only in how accents are written, which nobody can see.
func sameLetters(a, b string) bool { return norm.NFC.String(a) == norm.NFC.String(b) }
