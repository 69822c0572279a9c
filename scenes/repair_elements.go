package scenes

import (
	"io"

	"github.com/qmuntal/gltf"
)

// stored says where a view's bytes lie in the binary chunk, as they are before anything is unpacked: of a compressed view, those
// that stand in for it where a reader cannot unpack.
func (m *mending) stored(view int) (at int64, ok bool) {
	b := m.v.doc.BufferViews[view]
	buffer := m.v.doc.Buffers[b.Buffer]
	if b.Buffer != 0 || buffer.URI != "" || m.v.buffers[b.Buffer] == nil {
		return 0, false
	}
	return int64(b.ByteOffset), true
}

// mendElements patches the elements of an accessor, and those of its sparse storage.
func (m *mending) mendElements(i int, mend func(element []byte)) {
	a := m.v.doc.Accessors[i]
	if m.v.isVacant(i) {
		return
	}
	size := int64(elementBytes(a))
	if a.BufferView != nil {
		if at, ok := m.stored(*a.BufferView); ok {
			m.patches = append(m.patches, patch{at + int64(a.ByteOffset), size, int64(m.v.strideOf(a)), int64(a.Count), mend})
		}
	}
	if s := a.Sparse; s != nil {
		if at, ok := m.stored(s.Values.BufferView); ok {
			m.patches = append(m.patches, patch{at + int64(s.Values.ByteOffset), size, size, int64(s.Count), mend})
		}
	}
}

// chunk is the binary chunk as it will be.
func (m *mending) chunk() io.ReaderAt {
	var body joined
	if size := m.binSize(); size > 0 {
		body.add(section{&patched{io.NewSectionReader(m.v.src, m.v.parts.bin.at, size), m.patches}, size})
	}
	if m.added.size > 0 {
		body.add(section{&m.added, m.added.size})
	}
	return &body
}

// everyElement visits the elements of an accessor as they will be: those of sparse storage in their places, and zeros where nothing
// is stored. It says whether they can be read, which those of a compressed accessor cannot.
func (m *mending) everyElement(i int, visit func(element []byte)) (bool, error) {
	a := m.v.doc.Accessors[i]
	size := elementBytes(a)
	replaced, ok := m.replacements(a)
	if !ok {
		return false, nil
	}
	if a.BufferView == nil {
		return true, m.zeros(a, replaced, visit)
	}
	at, ok := m.stored(*a.BufferView)
	if !ok {
		return false, nil
	}
	base := &elements{src: m.chunk(), at: at + int64(a.ByteOffset), size: size, stride: m.v.strideOf(a), left: a.Count}
	for k := 0; ; k++ {
		element, err := base.next()
		if element == nil || err != nil {
			return true, err
		}
		if instead, err := replaced.at(k); err != nil {
			return true, err
		} else if instead != nil {
			element = instead
		}
		visit(element)
		if k&0xffff == 0 && m.v.ctx.Err() != nil {
			return true, m.v.ctx.Err()
		}
	}
}

// zeros visits the elements of an accessor that stores only sparse ones; of the others, one is enough.
func (m *mending) zeros(a *gltf.Accessor, replaced *replacements, visit func(element []byte)) error {
	if replaced == nil || replaced.places.left < a.Count {
		visit(make([]byte, elementBytes(a)))
	}
	for replaced != nil {
		element, err := replaced.values.next()
		if element == nil || err != nil {
			return err
		}
		visit(element)
	}
	return nil
}

// elements reads elements one after the other, a block at a time.
type elements struct {
	src          io.ReaderAt
	at           int64
	size, stride int
	left         int
	block        []byte
}

// next answers nil after the last. What it answers is good until the next call.
func (e *elements) next() ([]byte, error) {
	if e.left == 0 {
		return nil, nil
	}
	if len(e.block) == 0 {
		n := min(e.left, max(1, blockBytes/e.stride))
		e.block = make([]byte, (n-1)*e.stride+e.size)
		if err := readAt(e.src, e.block, e.at); err != nil {
			return nil, err
		}
		e.at += int64(n * e.stride)
	}
	element := e.block[:e.size]
	e.block = e.block[min(e.stride, len(e.block)):]
	e.left--
	return element, nil
}

// replacements are the elements of sparse storage, in the order of their places.
type replacements struct {
	places, values *elements
	component      gltf.ComponentType
	place          int
	value          []byte
	done           bool
}

func (m *mending) replacements(a *gltf.Accessor) (*replacements, bool) {
	s := a.Sparse
	if s == nil {
		return nil, true
	}
	places, ok := m.stored(s.Indices.BufferView)
	values, also := m.stored(s.Values.BufferView)
	if !ok || !also {
		return nil, false
	}
	one, size := s.Indices.ComponentType.ByteSize(), elementBytes(a)
	return &replacements{
		component: s.Indices.ComponentType, place: -1,
		places: &elements{src: m.chunk(), at: places + int64(s.Indices.ByteOffset), size: one, stride: one, left: s.Count},
		values: &elements{src: m.chunk(), at: values + int64(s.Values.ByteOffset), size: size, stride: size, left: s.Count},
	}, true
}

// at answers what stands at a place instead, or nil. It is asked for one place after the other.
func (r *replacements) at(k int) ([]byte, error) {
	if r == nil {
		return nil, nil
	}
	for r.place < k && !r.done {
		place, err := r.places.next()
		if err != nil {
			return nil, err
		}
		if place == nil {
			r.done = true
			return nil, nil
		}
		r.place = int(numberAt(place, r.component))
		if r.value, err = r.values.next(); err != nil {
			return nil, err
		}
	}
	if r.place == k {
		return r.value, nil
	}
	return nil, nil
}
