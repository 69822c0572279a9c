package validator

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// Limits bound what a file may ask of us before anything of it is believed. Zero fields mean the defaults.
type Limits struct {
	JSONBytes int64 // of the JSON text; at most 1 GiB
	Depth     int   // of nested arrays and objects
	Elements  int   // in any one array or object
	Values    int   // in the whole document
	ImageSide int   // pixels
	Data      int64 // bytes of accessors that are read; by default 16 times the buffers, at least 1 GiB
}

const mostJSONBytes = 1 << 30 // values know where their text lies in 32 bits

// DefaultLimits are wide enough for every scene a headset can show.
func DefaultLimits() Limits {
	return Limits{JSONBytes: 64 << 20, Depth: 128, Elements: 250_000, Values: 2_000_000, ImageSide: 16_384}
}

func (l Limits) orDefaults() Limits {
	d := DefaultLimits()
	if l.JSONBytes <= 0 {
		l.JSONBytes = d.JSONBytes
	}
	l.JSONBytes = min(l.JSONBytes, mostJSONBytes)
	if l.Depth <= 0 {
		l.Depth = d.Depth
	}
	if l.Elements <= 0 {
		l.Elements = d.Elements
	}
	if l.Values <= 0 {
		l.Values = d.Values
	}
	if l.ImageSide <= 0 {
		l.ImageSide = d.ImageSide
	}
	return l
}

// Options of one validation; the zero value validates a file that stands alone.
type Options struct {
	// Open finds a file beside the model by its decoded relative path; keeping it inside a folder is Open's business.
	// Nil: there are none. It is never asked for data:, http: or any other absolute URI.
	// What it returns is closed at the end when it is an io.Closer.
	Open        func(uri string) (io.ReaderAt, int64, error)
	Limits      Limits
	MostPerCode int      // issues kept of one code; 0 means 100
	Extensions  []string // further ones that the reader of the asset understands: an asset may require them
}

// ErrFault is a mistake of the validator, which the asset brought to light. Nothing is known of the asset then.
var ErrFault = errors.New("glTF: the validator failed")

// belt is the last: no input is known that needs it, but whoever serves others must not stop for one file.
func belt(err *error) {
	if fault := recover(); fault != nil {
		*err = fmt.Errorf("%w: %v", ErrFault, fault)
	}
}

// Validate reads a GLB or a glTF text and says what is wrong with it.
// The error is that of ctx or of reading src, never of the asset; or ErrFault.
func Validate(ctx context.Context, src io.ReaderAt, size int64, o Options) (r Report, err error) {
	defer belt(&err)
	o.Limits = o.Limits.orDefaults()
	l := newLedger(o.MostPerCode)
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	parts, err := readContainer(ctx, src, size, l)
	if err != nil {
		return Report{}, err
	}
	if err := validate(ctx, src, parts, o, l); err != nil && !errors.Is(err, errStopped) {
		return Report{}, err
	}
	return l.report(), nil
}

func validate(ctx context.Context, src io.ReaderAt, parts container, o Options, l *ledger) error {
	if !parts.hasJSON {
		return errStopped
	}
	if parts.json.length > o.Limits.JSONBytes {
		l.put(limitJSONBytes, "/", o.Limits.JSONBytes)
		l.cut = true
		return errStopped
	}
	text := make([]byte, parts.json.length)
	if err := readFull(src, text, parts.json.offset); err != nil {
		return fmt.Errorf("glTF: read the JSON: %w", err)
	}
	tree, err := readTree(ctx, text, parts.jsonCut, o.Limits, l)
	if err != nil {
		return err
	}
	if parts.jsonCut {
		return errStopped // it may look whole, but is not what was written
	}
	if tree.kind(root) != isObject {
		l.put(typeMismatch, "", tree.literal(root), "object")
		return errStopped
	}
	c := &checker{ctx: ctx, options: o, voice: voice{tree, l}, grammar: newGrammar(), glb: parts.binary,
		used: map[string]bool{}, loaded: map[string]bool{}, locations: map[ref]location{}}
	c.checkHidden()
	if !c.document() {
		return errStopped
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return c.linkAndRead(src, parts)
}

func (c *checker) linkAndRead(src io.ReaderAt, parts container) error {
	k := newLinker(c)
	defer k.closeFiles()
	k.link()
	if parts.cut {
		return errStopped // nothing is read of a container that is not whole
	}
	var bin *blob
	if parts.hasBIN {
		b := blob{src, parts.bin.offset + parts.bin.length}.section(parts.bin.offset, parts.bin.length)
		bin = &b
	}
	k.loadBuffers(bin)
	if err := k.loadImages(); err != nil {
		return err
	}
	if err := k.checkData(); err != nil {
		return err
	}
	for _, judge := range k.late {
		judge()
	}
	return nil
}
