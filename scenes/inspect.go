package scenes

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/qmuntal/gltf"
)

// inspection is one Inspect under way.
type inspection struct {
	ctx    context.Context
	name   string // of the model's file
	src    io.ReaderAt
	size   int64
	limits Limits
	found  findings

	parts   container
	grown   int64 // bytes that a repair puts after the binary chunk
	text    *textScan
	doc     gltf.Document
	buffers []io.ReaderAt // of each buffer; nil for one that holds nothing
	parent  []int         // of each node; −1 for a root
	world   []matrix      // of each node that is shown
	shown   []int         // nodes of the scene that is shown, parents first
	indexes map[int]indexFacts
	sized   bool        // the bounds that the file gives are those of its numbers
	faced   bool        // no face is without area
	actual  map[int]box // of POSITION accessors that were read
	objects heavies
	offers  offers
	images  heavies
	extents []box // of each node's own mesh in the world
	report  Report
}

// Inspect looks at an upload: at the model as it came by the rules of the format, and if nothing refuses it, at the one file that
// is made of it by what a headset can show. A file that cannot be a scene is a Report with problems; an error is only trouble with
// reading, or the end of ctx.
func Inspect(ctx context.Context, b *Bundle, limits Limits) (r Report, err error) {
	v := &inspection{ctx: ctx, limits: limits, report: Report{Heaviest: []Heavy{}, Meaning: noMeaning(), Repairs: []Offer{}}}
	defer func() {
		if p := recover(); p != nil {
			v.found.add(checkFailed, "")
			r, err = v.finished(), nil
		}
	}()
	name, _, _ := b.Model()
	v.name = cmp.Or(cleanName(path.Base(name)), "scene")
	for _, p := range b.Problems() {
		v.found.put(p)
	}
	if err := v.run(b); err != nil {
		return Report{}, err
	}
	return v.finished(), nil
}

// CheckFile inspects a file on disk, with those that lie beside it.
func CheckFile(ctx context.Context, path string, limits Limits) (Report, error) {
	b, _, err := OpenFile(ctx, path, limits)
	if err != nil {
		return Report{}, fmt.Errorf("check scene: %w", err)
	}
	defer b.Close()
	return Inspect(ctx, b, limits)
}

func (v *inspection) run(b *Bundle) error {
	stages := []func() error{
		func() error { return v.checkModel(b) },
		func() error { return v.pack(b) },
		v.readContainer, v.readText, v.decode, v.checkStructure, v.checkPictures, v.checkNumbers, v.measure,
	}
	for _, stage := range stages {
		if v.found.refused {
			return nil
		}
		if err := v.ctx.Err(); err != nil {
			return err
		}
		if err := stage(); err != nil {
			return err
		}
	}
	if !v.found.refused {
		v.findMeaning()
	}
	return nil
}

func (v *inspection) finished() Report {
	v.gatherOffers()
	v.report.Problems = v.found.problems()
	v.nameHeaviest()
	for i, p := range v.report.Problems {
		if p.Where == "" && p.asksWhere() { // nothing has a name but the file itself
			v.report.Problems[i].Where = v.name
		}
	}
	return v.report
}

// pack makes one file of the upload. It is what is kept and served, and what the later stages look at.
func (v *inspection) pack(b *Bundle) (err error) {
	v.src, v.size, err = b.Packed(v.ctx)
	return err
}

func (v *inspection) readContainer() (err error) {
	v.parts, err = openContainer(v.src, v.size, v.limits, &v.found)
	return err
}

func (v *inspection) readText() error {
	if v.parts.json.size > v.limits.JSONBytes {
		v.found.add(jsonTooBig, "")
		return nil
	}
	description := make([]byte, v.parts.json.size)
	if err := readAt(v.src, description, v.parts.json.at); err != nil {
		return err
	}
	var err error
	v.text, err = scanText(v.ctx, description, v.limits)
	if err == nil && !v.text.holds() {
		if v.text.report(&v.found); !v.found.refused { // it has been said in other words; still the parser must not see it
			v.found.add(structureWrong, "")
		}
	}
	return err
}

// decode hands the checked text to the parser. What it still turns away breaks the format in a way no reader has to accept.
func (v *inspection) decode() error {
	if err := json.Unmarshal(v.text.text, &v.doc); err != nil {
		v.found.add(structureWrong, "", "detail", strings.TrimPrefix(err.Error(), "gltf: "))
		return nil
	}
	v.checkVersion()
	return nil
}

func (v *inspection) checkVersion() {
	major, _, _ := strings.Cut(v.doc.Asset.Version, ".")
	least, _, _ := strings.Cut(v.doc.Asset.MinVersion, ".")
	switch {
	case major == "1" || major == "0":
		v.found.add(gltfOne, "")
	case major != "2":
		v.found.add(gltfVersion, "", "version", v.doc.Asset.Version)
	case least != "" && least != "2" || v.doc.Asset.MinVersion > "2.0":
		v.found.add(gltfNewer, "", "version", v.doc.Asset.MinVersion)
	}
}

// checkStorage finds where the numbers and the objects are, so that they can be looked into.
func (v *inspection) checkStorage() error {
	v.shown = nil
	v.checkBuffers()
	v.checkForest()
	if !v.found.refused {
		v.checkViews()
		v.checkAccessors()
	}
	return nil
}

// checkStructure looks at everything that the description alone decides. Each check stands by itself, so that a designer hears of
// all that is wrong at once.
func (v *inspection) checkStructure() error {
	v.checkExtensions()
	v.checkLinks()
	v.checkBuffers()
	v.checkForest()
	if v.found.refused {
		return nil
	}
	v.checkViews()
	v.checkAccessors()
	v.checkPrimitives()
	v.checkTransforms()
	v.countFigures()
	return nil
}

// called is the designer's name of an entry of the document.
func (v *inspection) called(p pool, i int) string { return v.text.names.of(place{p, i}) }
