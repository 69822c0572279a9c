package scenes

import (
	"context"
	"errors"
	"io"
	"path"
	"slices"
)

// What [Bundle.Open] answers for a file that cannot be had.
var (
	ErrFileMissing = errors.New("scenes: not in the upload")
	ErrFileOutside = errors.New("scenes: outside the upload")
	ErrLink        = errors.New("scenes: on the internet")
)

// Bundle is the files of one upload: the model, and what it names. It may be read from many goroutines, for as long as its
// source; what it opened itself it closes.
type Bundle struct {
	name     string // of the model, as it is called within the upload
	model    section
	problems []Problem
	closers  []io.Closer
}

// section is a file, or a part of one.
type section struct {
	src  io.ReaderAt
	size int64
}

// OpenBundle looks at what kind of upload src is, by its content: a GLB, the text of a glTF, or a zip with a model and its
// files. name is what its designer calls it. What is wrong with it are problems, and there is a Bundle to close even when they
// refuse it; an error is trouble with reading, or the end of ctx.
func OpenBundle(ctx context.Context, name string, src io.ReaderAt, size int64, limits Limits) (*Bundle, []Problem, error) {
	b := &Bundle{name: path.Base(name), model: section{src, size}}
	return b, b.Problems(), ctx.Err()
}

// OpenFolder finds the model in a folder. No file outside the folder is opened, whatever the model names.
func OpenFolder(ctx context.Context, dir string, limits Limits) (*Bundle, []Problem, error) {
	return nil, nil, errors.ErrUnsupported
}

// Problems are what was found while opening. Inspect's report begins with them.
func (b *Bundle) Problems() []Problem { return slices.Clone(b.problems) }

// Model is the file that describes the scene; nil and 0 when the upload holds none.
func (b *Bundle) Model() (name string, src io.ReaderAt, size int64) {
	return b.name, b.model.src, b.model.size
}

// Open answers a file that the model names, by its address as it stands there: ErrFileMissing, ErrFileOutside, ErrLink.
func (b *Bundle) Open(uri string) (io.ReaderAt, int64, error) {
	return nil, 0, ErrFileMissing
}

// Itself says whether Packed is the upload, byte for byte, so that the upload can be kept as it is.
func (b *Bundle) Itself() bool { return true }

// Packed is the same scene as one GLB: nothing is lost, and the same upload gives the same bytes. Only its description is held in
// memory; the rest is read where it lies, so it is good until Close.
func (b *Bundle) Packed(ctx context.Context) (io.ReaderAt, int64, error) {
	return b.model.src, b.model.size, ctx.Err()
}

// Close lets go of what was opened.
func (b *Bundle) Close() error {
	var all []error
	for _, c := range b.closers {
		all = append(all, c.Close())
	}
	return errors.Join(all...)
}
