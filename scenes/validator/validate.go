package validator

import (
	"context"
	"io"
)

// Limits bound what a file may ask of us before anything of it is believed. Zero fields mean the defaults.
type Limits struct {
	JSONBytes int64 // of the JSON text
	Depth     int   // of nested arrays and objects
	Elements  int   // in any one array or object
	Values    int   // in the whole document
}

// DefaultLimits are wide enough for every scene a headset can show.
func DefaultLimits() Limits {
	return Limits{JSONBytes: 64 << 20, Depth: 128, Elements: 500_000, Values: 2_000_000}
}

func (l Limits) orDefaults() Limits {
	d := DefaultLimits()
	if l.JSONBytes <= 0 {
		l.JSONBytes = d.JSONBytes
	}
	if l.Depth <= 0 {
		l.Depth = d.Depth
	}
	if l.Elements <= 0 {
		l.Elements = d.Elements
	}
	if l.Values <= 0 {
		l.Values = d.Values
	}
	return l
}

// Options of one validation; the zero value validates a file that stands alone.
type Options struct {
	// Open finds a file beside the model by its decoded relative path. Nil: there are none.
	// It is never asked for data:, http: or any other absolute URI. What it returns is closed when it is an io.Closer.
	Open        func(uri string) (io.ReaderAt, int64, error)
	Limits      Limits
	MostPerCode int // issues kept of one code; 0 means 100
}

// Validate reads a GLB or a glTF text and says what is wrong with it.
// The error is that of ctx or of reading src, never of the asset.
func Validate(ctx context.Context, src io.ReaderAt, size int64, o Options) (Report, error) {
	o.Limits = o.Limits.orDefaults()
	l := newLedger(o.MostPerCode)
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	if _, err := readContainer(src, size, l); err != nil {
		return Report{}, err
	}
	return l.report(), nil
}
