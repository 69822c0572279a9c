package scenes

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/qmuntal/gltf"
)

// What Repaired can mend, by the names under which it is offered.
const (
	repairBounds     = "bounds"         // of geometry and of the times of animations, from their numbers
	repairDirections = "directions"     // normals, tangents and rotations made one long
	repairValues     = "values"         // of materials, lights, cameras and colours, brought into their range
	repairWeights    = "weights"        // of skins, so that each point's add up to one
	repairEmpty      = "empty-parts"    // parts that draw nothing, and lists of nothing, taken out
	repairLayout     = "layout"         // of numbers in the file, as the format asks
	repairPictures   = "picture-types"  // as they are, not as they were said to be
	repairPlaces     = "picture-places" // for pictures on surfaces that do not say where
	repairFeatures   = "features"       // that are used without a word of it

	repairMillimetres = "units-millimetres"
	repairCentimetres = "units-centimetres"
	repairInches      = "units-inches"
	repairUpright     = "up-z"
)

// ErrRepair is for a repair that nobody offers.
var ErrRepair = errors.New("scenes: no such repair")

// craft is how a repair is made.
type craft struct {
	code string
	make func(m *mending) error
}

// crafts are all repairs in the order in which they are made: what is taken out needs no mending.
func crafts() []craft {
	scale := func(metres float64) func(m *mending) error {
		return func(m *mending) error {
			return m.wrap(dict{{"name", marshalled("Metres")}, {"scale", marshalled([]float64{metres, metres, metres})}})
		}
	}
	upright := func(m *mending) error {
		return m.wrap(dict{{"name", marshalled("Upright")}, {"rotation", []byte("[-0.7071067811865476,0,0,0.7071067811865476]")}})
	}
	return []craft{
		{repairEmpty, (*mending).dropEmpty}, {repairLayout, (*mending).layOut}, {repairDirections, (*mending).direct},
		{repairWeights, (*mending).weigh}, {repairValues, (*mending).clamp}, {repairBounds, (*mending).bound},
		{repairPictures, (*mending).markPictures}, {repairPlaces, (*mending).placePictures}, {repairFeatures, (*mending).declare},
		{repairUpright, upright}, {repairMillimetres, scale(0.001)}, {repairCentimetres, scale(0.01)}, {repairInches, scale(0.0254)},
	}
}

// repairs are the codes of all repairs.
func repairs() []string {
	all := make([]string, 0, len(crafts()))
	for _, c := range crafts() {
		all = append(all, c.code)
	}
	return all
}

// Repaired answers a GLB with the repairs of the given codes made, and its size. What no repair is about stays as it is, byte for
// byte; the same file and codes give the same bytes. Only the description is held in memory: numbers are mended while they are
// read, from src, which has to stay open until then.
func Repaired(ctx context.Context, src io.ReaderAt, size int64, codes []string, limits Limits) (io.Reader, int64, error) {
	for _, code := range codes {
		if !slices.Contains(repairs(), code) {
			return nil, 0, fmt.Errorf("%w: %q", ErrRepair, code)
		}
	}
	m, err := openMending(ctx, src, size, limits)
	if err != nil {
		return nil, 0, err
	}
	for _, c := range crafts() {
		if !slices.Contains(codes, c.code) {
			continue
		}
		if err := m.step(c); err != nil {
			return nil, 0, fmt.Errorf("scenes: repair %s: %w", c.code, err)
		}
	}
	return m.assembled()
}

// mending is a GLB under repair.
type mending struct {
	v       *inspection
	root    dict
	lists   map[string][]dict // the arrays of the description that were taken apart
	patches []patch           // to the binary chunk
	added   joined            // what comes after it
}

func openMending(ctx context.Context, src io.ReaderAt, size int64, limits Limits) (*mending, error) {
	v := &inspection{ctx: ctx, src: src, size: size, limits: limits}
	v.limits.Bytes = max(v.limits.Bytes, size)
	for _, stage := range []func() error{v.readContainer, v.readText, v.decode, v.checkStorage} {
		if err := stage(); err != nil {
			return nil, fmt.Errorf("scenes: repair: %w", err)
		}
		if v.found.refused {
			return nil, &RefusedError{v.finished()}
		}
	}
	text := make([]byte, v.parts.json.size)
	if err := readAt(src, text, v.parts.json.at); err != nil {
		return nil, err
	}
	root, err := parseObject(text)
	if err != nil {
		return nil, fmt.Errorf("scenes: repair: %w", err)
	}
	return &mending{v: v, root: root, lists: make(map[string][]dict)}, nil
}

// step makes one repair, and looks at the description anew: the next one goes by what it left.
func (m *mending) step(c craft) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	if err := m.v.ctx.Err(); err != nil {
		return err
	}
	if err := c.make(m); err != nil {
		return err
	}
	return m.reread()
}

// reread decodes the description as it is now.
func (m *mending) reread() error {
	v := m.v
	text, err := scanText(v.ctx, m.text(), v.limits)
	if err != nil {
		return err
	}
	if v.text = text; !text.holds() {
		text.report(&v.found)
		return &RefusedError{v.finished()}
	}
	v.doc, v.shown = gltf.Document{}, nil
	if err := v.decode(); err != nil {
		return err
	}
	v.grown = m.added.size
	if err := v.checkStorage(); err != nil {
		return err
	}
	if v.found.refused {
		return &RefusedError{v.finished()}
	}
	if len(v.buffers) > 0 && v.buffers[0] != nil {
		v.buffers[0] = m.chunk()
	}
	return nil
}

// list takes an array of objects apart.
func (m *mending) list(name string) ([]dict, error) {
	if known, ok := m.lists[name]; ok {
		return known, nil
	}
	raw := m.root.get(name)
	if raw == nil {
		return nil, nil
	}
	entries, err := parseArray(raw)
	if err != nil {
		return nil, err
	}
	list := make([]dict, len(entries))
	for i, e := range entries {
		if list[i], err = parseObject(e); err != nil {
			return nil, err
		}
	}
	m.lists[name] = list
	return list, nil
}

// append puts an object at the end of an array, and answers its index.
func (m *mending) append(name string, entry dict) (int, error) {
	list, err := m.list(name)
	m.lists[name] = append(list, entry)
	return len(list), err
}

// text is the description as it is now.
func (m *mending) text() []byte {
	names := make([]string, 0, len(m.lists))
	for name := range m.lists {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		raw := make([][]byte, 0, len(m.lists[name]))
		for _, entry := range m.lists[name] {
			raw = append(raw, entry.bytes())
		}
		if len(raw) == 0 {
			m.root.drop(name)
			continue
		}
		m.root.setRaw(name, joinArray(raw))
	}
	return m.root.bytes()
}

// place puts data after the binary chunk and answers a new view of it.
func (m *mending) place(data section, view dict) (int, error) {
	bin := m.binSize()
	m.added.add(section{nil, (placeBytes - (bin+m.added.size)%placeBytes) % placeBytes})
	at := bin + m.added.size
	m.added.add(data)
	view.set("buffer", 0)
	view.set("byteOffset", at)
	view.set("byteLength", data.size)
	if err := m.grow(); err != nil {
		return 0, err
	}
	return m.append("bufferViews", view)
}

// binSize is how much of the binary chunk the description speaks of.
func (m *mending) binSize() int64 {
	if len(m.v.doc.Buffers) == 0 || !m.v.parts.hasBin {
		return 0
	}
	return m.v.parts.bin.size
}

func (m *mending) grow() error {
	buffers, err := m.list("buffers")
	if err != nil {
		return err
	}
	if len(buffers) == 0 {
		_, err := m.append("buffers", dict{{"byteLength", []byte(strconv.FormatInt(m.added.size, 10))}})
		return err
	}
	buffers[0].set("byteLength", m.binSize()+m.added.size)
	return nil
}

// assembled is the repaired file.
func (m *mending) assembled() (io.Reader, int64, error) {
	var body joined
	if size := m.binSize(); size > 0 {
		bin := io.NewSectionReader(m.v.src, m.v.parts.bin.at, size)
		body.add(section{&patched{bin, m.patches}, size})
	}
	if m.added.size > 0 {
		body.add(section{&m.added, m.added.size})
	}
	file, size, err := assemble(m.text(), body)
	if err != nil {
		return nil, 0, err
	}
	return io.NewSectionReader(file, 0, size), size, nil
}
