package scenes

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// What [Bundle.Open] answers for a file that cannot be had.
var (
	ErrFileMissing = errors.New("scenes: not in the upload")
	ErrFileOutside = errors.New("scenes: outside the upload")
	ErrLink        = errors.New("scenes: on the internet")
)

// What can be wrong with an upload, before its model is looked at.
const (
	extensionWrong code = "extension-wrong"
	byteOrderGone  code = "byte-order-mark-removed"
	noModel        code = "no-model"
	severalModels  code = "several-models"
	severalChosen  code = "several-models-one-chosen"
	uriBackslash   code = "uri-backslash"
	fileNameCase   code = "file-name-case"
	fileIgnored    code = "file-missing-ignored"
	fileElsewhere  code = "file-elsewhere"

	zipDamaged      code = "zip-damaged"
	zipDamagedCut   code = "zip-damaged-cut-off"
	zipDamagedTwice code = "zip-damaged-twice"
	zipEncrypted    code = "zip-encrypted"
	zipMethod       code = "zip-method-unsupported"
	zipTooBig       code = "zip-too-big"
	zipManyFiles    code = "zip-too-many-files"
	zipUnsafe       code = "zip-unsafe-path"
	zipShortcut     code = "zip-unsafe-path-shortcut"
)

// Bundle is the files of one upload: the model, and what it names. It may be read from many goroutines, for as long as its
// source; what it opened itself it closes.
type Bundle struct {
	name     string // of the model, as it is called within the upload
	model    section
	text     span  // of the description, within the model
	bin      span  // of the binary chunk, within the model
	end      int64 // of a GLB that other data follows; 0 for one that ends as it says
	itself   bool
	problems []Problem
	named    map[string]resolved // by address, as it stands in the model
	outline  *outline            // where the description names files; nil when it could not be read
	closers  []io.Closer
}

// section is a file, or a part of one.
type section struct {
	src  io.ReaderAt
	size int64
}

// resolved is what an address leads to.
type resolved struct {
	section
	path     string // of the file within the upload; empty for one that is written out in the address
	declared string // media type that a data address gives
	err      error
}

// files are what lies beside a model. A path has slashes, no dots, and is never outside.
type files interface {
	// find answers the path that a file really has: the same, or one that differs only in case or in how an accent is
	// written; empty when there is none.
	find(path string) (string, error)
	// called answers the only file of that name, wherever it lies in the upload; empty when there is none, or several.
	called(o *opening, base string) (string, error)
	// open answers a file that find found. What is wrong with it is said in o.
	open(o *opening, path string) (section, error)
}

// opening is one upload being opened.
type opening struct {
	ctx    context.Context
	limits Limits
	found  findings
	bundle *Bundle
	left   int64 // bytes that may yet be taken or unpacked
}

func begin(ctx context.Context, name string, limits Limits) *opening {
	return &opening{ctx: ctx, limits: limits, left: limits.Bytes, bundle: &Bundle{name: name, named: make(map[string]resolved)}}
}

// OpenBundle looks at what kind of upload src is, by its content: a GLB, the text of a glTF, or a zip with a model and its
// files. name is what its designer calls it. What is wrong with it are problems, and there is a Bundle to close even when they
// refuse it; an error is trouble with reading, or the end of ctx.
func OpenBundle(ctx context.Context, name string, src io.ReaderAt, size int64, limits Limits) (*Bundle, []Problem, error) {
	o := begin(ctx, path.Base(strings.ReplaceAll(cmp.Or(name, "scene"), `\`, "/")), limits)
	return o.finish(o.upload(section{src, size}, nil))
}

// OpenPath opens an upload that lies on disk, in whatever form: a folder, or a file as OpenFile does.
func OpenPath(ctx context.Context, name string, limits Limits) (*Bundle, []Problem, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, nil, err
	case info.IsDir():
		return OpenFolder(ctx, name, limits)
	}
	return OpenFile(ctx, name, limits)
}

// OpenFile opens an upload that lies on disk. A model may name files in its own folder, and none anywhere else.
func OpenFile(ctx context.Context, name string, limits Limits) (*Bundle, []Problem, error) {
	file, size, err := openRegular(name)
	if err != nil {
		return nil, nil, err
	}
	folder, err := openFolder(filepath.Dir(name), limits)
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	o := begin(ctx, filepath.Base(name), limits)
	o.bundle.closers = []io.Closer{file, folder.root}
	return o.finish(o.upload(section{file, size}, folder))
}

// OpenFolder finds the model in a folder. No file outside the folder is opened, whatever the model names.
func OpenFolder(ctx context.Context, dir string, limits Limits) (*Bundle, []Problem, error) {
	folder, err := openFolder(dir, limits)
	if err != nil {
		return nil, nil, err
	}
	o := begin(ctx, filepath.Base(dir), limits)
	o.bundle.closers = []io.Closer{folder.root}
	return o.finish(o.folder(folder))
}

// openRegular opens a file, and nothing that would wait or never end.
func openRegular(name string) (*os.File, int64, error) {
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = &os.PathError{Op: "open", Path: name, Err: errors.New("not a file")}
	}
	if err != nil {
		return nil, 0, err
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	return file, info.Size(), nil
}

func (o *opening) finish(err error) (*Bundle, []Problem, error) {
	b := o.bundle
	if err == nil {
		err = o.ctx.Err()
	}
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("open %s: %w", b.name, err), b.Close())
	}
	b.problems = o.found.problems()
	return b, b.Problems(), nil
}

// upload opens a file of any form; beside is what lies beside it, or nil.
func (o *opening) upload(file section, beside files) error {
	if file.size > o.limits.Bytes {
		o.found.add(fileTooBig, "", "size", megabytes(file.size), "most", megabytes(o.limits.Bytes))
		return nil
	}
	head, err := headOf(file)
	if err != nil {
		return err
	}
	if isZip(head) {
		return o.zip(file)
	}
	o.bundle.itself = true
	return o.model(file, beside)
}

func headOf(file section) ([]byte, error) {
	head := make([]byte, min(file.size, sniffBytes))
	return head, readAt(file.src, head, 0)
}

// model opens the file that describes the scene, and all that it names.
func (o *opening) model(file section, beside files) error {
	b := o.bundle
	b.model = file
	head, err := headOf(file)
	if err != nil {
		return err
	}
	extension := strings.ToLower(path.Ext(b.name))
	switch formOf(head, b.name) {
	case formGLB:
		err = o.binary(extension)
	case formText:
		err = o.plain(head, extension)
	default:
		o.other(head, extension)
	}
	if err != nil || o.found.refused || b.text.size == 0 {
		return err
	}
	description := make([]byte, b.text.size)
	if err := readAt(b.model.src, description, b.text.at); err != nil {
		return err
	}
	b.outline = readOutline(o.ctx, description, o.limits)
	return o.resolveAll(beside)
}

// binary finds the description in a GLB. One whose parts do not fit is for the inspection to judge.
func (o *opening) binary(extension string) error {
	if extension == ".gltf" {
		o.found.add(extensionWrong, o.bundle.name, "format", "GLB")
	}
	var unsaid findings
	parts, err := openContainer(o.bundle.model.src, o.bundle.model.size, o.limits, &unsaid)
	if err != nil || unsaid.refused || parts.json.size > o.limits.JSONBytes {
		return err
	}
	o.bundle.text, o.bundle.bin = parts.json, parts.bin
	if parts.end < o.bundle.model.size {
		o.bundle.end, o.bundle.itself = parts.end, false
	}
	return nil
}

// other says what a file is that is no model.
func (o *opening) other(head []byte, extension string) {
	o.bundle.model = section{}
	var said findings
	if len(head) == 0 {
		said.add(fileEmpty, "")
	} else {
		sniffOther(head, &said)
	}
	for _, p := range said.list {
		switch {
		case extension == ".gltf":
			p.Code = "INVALID_JSON"
		case len(head) == 0:
			p.Code = "GLB_UNEXPECTED_END_OF_HEADER"
		default:
			p.Code = "GLB_INVALID_MAGIC"
		}
		o.found.put(p)
	}
}

const byteOrder = "\xef\xbb\xbf"

// plain takes the text of a glTF. A byte order mark, which some editors put before it, is left out.
func (o *opening) plain(head []byte, extension string) error {
	b := o.bundle
	b.itself = false
	if b.model.size > o.limits.TextBytes {
		o.found.add(fileTooBig, "", "size", megabytes(b.model.size), "most", megabytes(o.limits.TextBytes))
		return nil
	}
	if extension == ".glb" {
		o.found.add(extensionWrong, b.name, "format", "glTF")
	}
	if bytes.HasPrefix(head, []byte(byteOrder)) {
		p := problemOf(byteOrderGone, "", "")
		p.Code = "INVALID_JSON" // it was none, before
		o.found.put(p)
		b.model.size -= int64(len(byteOrder))
		b.model.src = io.NewSectionReader(b.model.src, int64(len(byteOrder)), b.model.size)
	}
	b.text = span{0, b.model.size}
	return nil
}

// Problems are what was found while opening; the report of an inspection begins with them. What the format's rules say of the
// same pointers is said twice.
func (b *Bundle) Problems() []Problem { return slices.Clone(b.problems) }

// Model is the file that describes the scene; src is nil when the upload holds none.
func (b *Bundle) Model() (name string, src io.ReaderAt, size int64) {
	return b.name, b.model.src, b.model.size
}

// described are the limits for the model as it came. The text of a glTF may hold its files, so it may be longer than a GLB's.
func (b *Bundle) described(limits Limits) Limits {
	if b.text.size > 0 && b.text.at == 0 {
		limits.JSONBytes = max(limits.JSONBytes, limits.TextBytes)
	}
	return limits
}

// Open answers a file that the model names, by its address as it stands there: ErrFileMissing, ErrFileOutside, ErrLink.
func (b *Bundle) Open(uri string) (io.ReaderAt, int64, error) {
	r, ok := b.named[uri]
	switch {
	case !ok:
		return nil, 0, ErrFileMissing
	case r.err != nil:
		return nil, 0, r.err
	}
	return r.src, r.size, nil
}

// Itself says whether Packed is the upload, byte for byte, so that the upload can be kept as it is.
func (b *Bundle) Itself() bool { return b.itself }

// Close lets go of what was opened.
func (b *Bundle) Close() error {
	var all []error
	for _, c := range b.closers {
		all = append(all, c.Close())
	}
	return errors.Join(all...)
}
