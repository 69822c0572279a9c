package scenes

import (
	"io"
	"math/bits"
)

// layOut gives every accessor that shares a view wrongly, or lies in it as the format does not allow, a view of its own: over the
// same bytes where they lie well, over a copy at the end where they do not.
func (m *mending) layOut() error {
	uses := m.v.uses()
	moved := make(map[int]bool) // views that something was taken out of
	for i := range m.v.doc.Accessors {
		if m.v.isVacant(i) || !m.misplaced(i, uses) {
			continue
		}
		moved[*m.v.doc.Accessors[i].BufferView] = true
		if err := m.movePlace(i, uses[i]); err != nil {
			return err
		}
	}
	return m.plainViews(moved)
}

// sharers counts the accessors of each view by what they are for.
func (m *mending) sharers(uses map[int]use) map[int]map[use]int {
	all := make(map[int]map[use]int)
	for i, a := range m.v.doc.Accessors {
		if a.BufferView == nil || uses[i] == 0 {
			continue
		}
		if all[*a.BufferView] == nil {
			all[*a.BufferView] = make(map[use]int)
		}
		all[*a.BufferView][uses[i]]++
	}
	return all
}

// misplaced says whether an accessor has to move.
func (m *mending) misplaced(i int, uses map[int]use) bool {
	a := m.v.doc.Accessors[i]
	if a.BufferView == nil {
		return false
	}
	view := m.v.doc.BufferViews[*a.BufferView]
	_, compressed := meshoptOf(view.Extensions)
	if _, ok := m.stored(*a.BufferView); !ok || compressed {
		return false
	}
	together := m.sharers(uses)[*a.BufferView]
	component := a.ComponentType.ByteSize()
	vertices := uses[i]&useVertices != 0
	size, stride := elementBytes(a), m.v.strideOf(a)
	switch {
	case len(together) > 1, bits.OnesCount8(uint8(uses[i])) > 1:
		return true
	case a.ByteOffset%component != 0, (view.ByteOffset+a.ByteOffset)%component != 0:
		return true
	case vertices && ((a.ByteOffset|(view.ByteOffset+a.ByteOffset))%4 != 0 || stride%4 != 0):
		return true
	case vertices && together[useVertices] > 1 && view.ByteStride == 0:
		return true
	}
	return !vertices && (view.ByteStride != 0 || stride != size)
}

// movePlace gives an accessor a view of its own.
func (m *mending) movePlace(i int, is use) error {
	a := m.v.doc.Accessors[i]
	at, _ := m.stored(*a.BufferView)
	at += int64(a.ByteOffset)
	size, stride := int64(elementBytes(a)), int64(m.v.strideOf(a))
	step := size
	if is&useVertices != 0 {
		step = (size + 3) / 4 * 4
	}
	view := dict{}
	if step != size {
		view.set("byteStride", step)
	}
	var index int
	var err error
	if at%4 == 0 && stride == step && is&(is-1) == 0 {
		view.set("buffer", 0)
		view.set("byteOffset", at)
		view.set("byteLength", step*int64(a.Count-1)+size)
		index, err = m.append("bufferViews", view)
	} else {
		source := &patched{io.NewSectionReader(m.v.src, m.v.parts.bin.at, m.binSize()), nil}
		copied := &gathered{src: source, at: at, size: size, stride: stride, step: step, count: int64(a.Count)}
		index, err = m.place(section{copied, step * int64(a.Count)}, view)
	}
	if err != nil {
		return err
	}
	list, err := m.list("accessors")
	if err != nil {
		return err
	}
	list[i].set("bufferView", index)
	list[i].drop("byteOffset")
	return nil
}

// plainViews takes off views what they say of accessors that are gone, and off pictures what only accessors have.
func (m *mending) plainViews(moved map[int]bool) error {
	list, err := m.list("bufferViews")
	if err != nil {
		return err
	}
	for _, image := range m.v.doc.Images {
		if image.BufferView != nil {
			moved[*image.BufferView] = true
		}
	}
	still := make(map[int]bool)
	accessors, err := m.list("accessors")
	if err != nil {
		return err
	}
	for i, a := range m.v.doc.Accessors {
		if a.BufferView != nil && string(accessors[i].get("bufferView")) == string(marshalled(*a.BufferView)) {
			still[*a.BufferView] = true
		}
	}
	for i := range m.v.doc.BufferViews {
		if !moved[i] {
			continue
		}
		list[i].drop("target")
		if !still[i] {
			list[i].drop("byteStride")
		}
	}
	return nil
}
