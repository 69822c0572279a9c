package scenes

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/qmuntal/gltf"
)

// WithMeaning answers the same GLB, and its size, with a meaning written into it: as OMI_spawn_point, OMI_seat, OMI_link and
// KHR_node_visibility, and the rest in extras. A node that already is what it should be only gets what was missing; one that
// should no longer be is told so; and what no node stands for gets a node of its own. A mark that somebody moved moves its node
// if that is nothing but a mark, and leaves furniture where it is. All else is kept byte for byte.
func WithMeaning(ctx context.Context, src io.ReaderAt, size int64, m Meaning) (io.Reader, int64, error) {
	if err := m.Check(); err != nil {
		return nil, 0, err
	}
	v, err := laidOut(ctx, src, size)
	if err != nil {
		return nil, 0, fmt.Errorf("scenes: write meaning: %w", err)
	}
	description := make([]byte, v.parts.json.size)
	if err := readAt(v.src, description, v.parts.json.at); err != nil {
		return nil, 0, err
	}
	w, err := v.startWriting(description, m)
	if err != nil {
		return nil, 0, fmt.Errorf("scenes: write meaning: %w", err)
	}
	w.write()
	text, err := w.text()
	if err != nil {
		return nil, 0, fmt.Errorf("scenes: write meaning: %w", err)
	}
	rest := v.parts.json.at + v.parts.json.size
	return reframed(text, v.src, rest, v.size-rest)
}

// reframed is a GLB of a new description and the chunks that followed the old one.
func reframed(text []byte, src io.ReaderAt, at, size int64) (io.Reader, int64, error) {
	text = append(text, bytes.Repeat([]byte{' '}, (4-len(text)%4)%4)...)
	total := headerBytes + chunkBytes + int64(len(text)) + size
	if total > math.MaxUint32 {
		return nil, 0, fmt.Errorf("scenes: write meaning: %w", ErrTooLarge)
	}
	head := []byte(magicGLB)
	for _, word := range []uint32{2, uint32(total), uint32(len(text)), chunkJSON} {
		head = binary.LittleEndian.AppendUint32(head, word)
	}
	return io.MultiReader(bytes.NewReader(head), bytes.NewReader(text), io.NewSectionReader(src, at, size)), total, nil
}

// laidOut looks at a scene as Inspect does, so that one knows where everything is.
func laidOut(ctx context.Context, src io.ReaderAt, size int64) (*inspection, error) {
	limits := DefaultLimits()
	limits.Bytes = max(limits.Bytes, size) // it has been taken once
	b, _, err := OpenBundle(ctx, "scene.glb", src, size, limits)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	v := &inspection{ctx: ctx, limits: limits, report: Report{Meaning: noMeaning()}}
	for _, p := range b.Problems() {
		v.found.put(p)
	}
	if err := v.run(b); err != nil {
		return nil, err
	}
	if v.found.refused {
		return nil, &RefusedError{v.finished()}
	}
	return v, nil
}

// writing is a meaning on its way into a file.
type writing struct {
	r      *reading
	m      Meaning
	top    dict
	raw    [][]byte     // of each node, as it was read
	edited map[int]dict // of those that change
	added  []dict
	used   []string       // extensions that are written
	spoken map[int]int    // how many places want each node
	party  map[int]string // of each node that something stands on
	rooted map[int]bool   // nodes that an animation or a skin needs where they are
}

func (v *inspection) startWriting(description []byte, m Meaning) (*writing, error) {
	w := &writing{r: v.listenToAll(), m: m, edited: make(map[int]dict), spoken: make(map[int]int), party: make(map[int]string), rooted: make(map[int]bool)}
	var err error
	if w.top, err = parseObject(description); err != nil {
		return nil, err
	}
	if raw := w.top.get("nodes"); raw != nil {
		if w.raw, err = parseArray(raw); err != nil {
			return nil, err
		}
	}
	for _, list := range [][]Place{m.Spawns, m.Seats, m.Touchpoints} {
		for _, p := range list {
			w.spoken[w.find(p.Node)]++
		}
	}
	for _, z := range m.Zones {
		w.spoken[w.find(z.Node)]++
	}
	for _, l := range m.Links {
		w.spoken[w.find(l.Node)]++
	}
	for _, a := range v.doc.Animations {
		for _, c := range a.Channels {
			if c.Target.Node != nil {
				w.rooted[*c.Target.Node] = true
			}
		}
	}
	for _, s := range v.doc.Skins {
		for _, j := range s.Joints {
			w.rooted[j] = true
		}
	}
	return w, nil
}

// find is the shown node that a reference means; −1 if none is.
func (w *writing) find(ref string) int {
	if i, ok := w.r.index[ref]; ok && slices.Contains(w.r.v.shown, i) {
		return i
	}
	return -1
}

func (w *writing) write() {
	w.writeSpawns()
	w.writeSeats()
	w.writeTouchpoints()
	w.writeLinks()
	w.writeZones()
	w.writeHidden()
	w.writeFloor()
}

// node is a node as it will be written.
func (w *writing) node(i int) (dict, error) {
	if o, ok := w.edited[i]; ok {
		return o, nil
	}
	return parseObject(w.raw[i])
}

// edit changes a node.
func (w *writing) edit(i int, change func(*dict)) {
	o, err := w.node(i)
	if err != nil {
		return // it was read before, so it can be
	}
	change(&o)
	w.edited[i] = o
}

// extension changes an extension of a node, and says that the file uses it.
func (w *writing) extension(i int, name string, change func(*dict)) {
	w.use(name)
	w.edit(i, func(o *dict) {
		all := o.inside("extensions")
		one := all.inside(name)
		change(&one)
		all.setRaw(name, one.bytes())
		o.put("extensions", all)
	})
}

func (w *writing) use(name string) {
	if !slices.Contains(w.used, name) {
		w.used = append(w.used, name)
	}
}

// extra sets or, for nil, takes away one of a node's extras. Extras that are no object become one that keeps them.
func (w *writing) extra(i int, key string, value any) {
	w.edit(i, func(o *dict) { setExtra(o, key, value) })
}

func setExtra(o *dict, key string, value any) {
	all := o.inside("extras")
	if old := o.get("extras"); old != nil && old[0] != '{' && string(old) != "null" {
		all.setRaw("was", old)
	}
	if value == nil {
		all.drop(key)
	} else {
		all.set(key, value)
	}
	o.put("extras", all)
}

// hear listens to a node as it will be written.
func (w *writing) hear(i int) saying {
	o, ok := w.edited[i]
	if !ok {
		return w.r.said[i]
	}
	var n gltf.Node
	if json.Unmarshal(o.bytes(), &n) != nil {
		return saying{}
	}
	return listen(&n)
}

// heard is the name by which a node is what a key says; false if it is not.
func (w *writing) heard(i int, key string) (string, bool) {
	s := w.hear(i)
	c := s.of(key)
	return w.r.called(i, c), c.yes
}

// ensure makes a node be what a key says, under a name.
func (w *writing) ensure(i int, key, name string) {
	if called, ok := w.heard(i, key); ok && called == name {
		return
	}
	if f := flag(name); f.name == name && key != saidLink {
		w.extra(i, key, name)
		return
	}
	w.extra(i, saidLabel, name) // a name that reads like yes or no
	if key != saidLink {
		w.extra(i, key, true)
	}
}

// deny makes a node no longer be what a key says.
func (w *writing) deny(i int, key, extension string) {
	if _, has := w.r.v.doc.Nodes[i].Extensions[extension]; has {
		w.edit(i, func(o *dict) {
			all := o.inside("extensions")
			all.drop(extension)
			o.put("extensions", all)
		})
	}
	if _, still := w.heard(i, key); still {
		w.extra(i, key, false)
	}
}

// add puts a new node at the root of the scene, and answers its index.
func (w *writing) add(name string, position [3]float64, yaw float64) int {
	i := len(w.raw)
	o := dict{}
	o.set("name", name)
	setTransform(&o, position, yaw)
	w.raw = append(w.raw, o.bytes())
	w.added = append(w.added, o)
	w.r.said = append(w.r.said, saying{})
	w.r.refs = append(w.r.refs, "#"+strconv.Itoa(i))
	w.r.v.doc.Nodes = append(w.r.v.doc.Nodes, &gltf.Node{Name: name})
	w.edited[i] = o
	return i
}

// setTransform places a node. What a node of glTF faces is its +z.
func setTransform(o *dict, position [3]float64, yaw float64) {
	for _, part := range []string{"matrix", "translation", "rotation", "scale"} {
		o.drop(part)
	}
	if position != [3]float64{} {
		o.set("translation", position)
	}
	if half := math.Remainder(yaw+math.Pi, 2*math.Pi) / 2; half != 0 {
		o.set("rotation", [4]float64{0, math.Sin(half), 0, math.Cos(half)})
	}
}

// isMark says whether a node is nothing but a mark at the root of the scene, so that it can be moved.
func (w *writing) isMark(i int) bool {
	n := w.r.v.doc.Nodes[i]
	for name := range n.Extensions {
		if !slices.Contains([]string{extSpawn, extSeat, extLink, extVisibility}, name) {
			return false
		}
	}
	return n.Mesh == nil && n.Camera == nil && n.Skin == nil && len(n.Children) == 0 && w.r.v.parent[i] < 0 && !w.rooted[i] && w.spoken[i] == 1
}

// anyParty is that of what is nobody's in particular, and leaves its node's alone.
const anyParty = "\x00"

// stand finds the node for something at a point, or makes one. It answers the node's index.
func (w *writing) stand(taken map[int]bool, ref, name, party string, position [3]float64, fits func(int) bool, yaw float64) int {
	i := w.find(ref)
	old, spoken := w.party[i]
	free := i >= 0 && !taken[i] && (!spoken || old == party || party == anyParty)
	switch {
	case free && fits(i):
	case free && w.isMark(i):
		w.edit(i, func(o *dict) { setTransform(o, position, yaw) })
	default:
		i = w.add(name, position, yaw)
	}
	taken[i] = true
	if party == anyParty {
		return i
	}
	w.party[i] = party
	if w.hear(i).party != party {
		w.extra(i, saidParty, nil)
		if party != "" {
			w.extra(i, saidParty, party)
		}
	}
	return i
}

// text is the whole description.
func (w *writing) text() ([]byte, error) {
	for i, o := range w.edited {
		w.raw[i] = o.bytes()
	}
	w.top.setRaw("nodes", joinArray(w.raw))
	if err := w.writeScene(); err != nil {
		return nil, err
	}
	var used []string
	if raw := w.top.get("extensionsUsed"); raw != nil {
		if err := json.Unmarshal(raw, &used); err != nil {
			return nil, err
		}
	}
	before := len(used)
	for _, name := range w.used {
		if !slices.Contains(used, name) {
			used = append(used, name)
		}
	}
	if len(used) > before {
		w.top.set("extensionsUsed", used)
	}
	return w.top.bytes(), nil
}

// writeScene adds the new nodes to the scene that is shown, and says that its meaning is confirmed.
func (w *writing) writeScene() error {
	list, which := [][]byte{[]byte("{}")}, 0
	var err error
	if raw := w.top.get("scenes"); raw != nil && len(w.r.v.doc.Scenes) > 0 {
		if list, err = parseArray(raw); err != nil {
			return err
		}
		which = shownScene(&w.r.v.doc)
	}
	scene, err := parseObject(list[which])
	if err != nil {
		return err
	}
	var roots [][]byte
	if raw := scene.get("nodes"); raw != nil {
		if roots, err = parseArray(raw); err != nil {
			return err
		}
	}
	for k := range w.added {
		roots = append(roots, marshalled(len(w.raw)-len(w.added)+k))
	}
	scene.setRaw("nodes", joinArray(roots))
	said := scene.inside("extras").inside(confirmedKey)
	said.set(heightKey, w.m.Floor.Height)
	said.set(inferredKey, w.m.Floor.Inferred)
	setExtra(&scene, confirmedKey, json.RawMessage(said.bytes()))
	list[which] = scene.bytes()
	w.top.setRaw("scenes", joinArray(list))
	return nil
}
