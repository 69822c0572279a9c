package validator

import (
	"slices"
	"strings"
)

// Extensions that the Khronos validator does not know.

// linkInstancing: the attributes of the instances are as many as the instances.
func linkInstancing(k *linker, is, of ref) {
	attributes := k.good(is, "attributes")
	if k.indexOf(of, "mesh") < 0 {
		k.say(instancingNoMesh, is)
	}
	count := int64(-1)
	for e := range k.children(attributes) {
		index, ok := k.reference(e)
		if !ok {
			continue
		}
		a := at(k.accessors, index)
		if a == nil {
			k.say(unresolvedReference, e, index)
			continue
		}
		a.used = true
		if a.view != nil {
			a.view.used = true
		}
		if formats := instanceFormats(k.key(e)); formats != nil && !slices.Contains(formats, a.format()) {
			k.say(instancingFormat, e, a.format(), list(formats))
		}
		if count >= 0 && a.count != count {
			k.say(instancingCount, e, count, a.count)
		}
		if count < 0 {
			count = a.count
		}
	}
}

func instanceFormats(name string) []format {
	switch name {
	case "TRANSLATION", "SCALE":
		return formatsOf(false, "VEC3", glFloat)
	case "ROTATION":
		return formatsOf(true, "VEC4", glFloat, glByte, glShort)
	}
	return nil
}

// linkMeshopt judges what a compressed buffer view says of itself, and its first byte once files were read.
func linkMeshopt(k *linker, is, of ref) {
	holder := resolve(k, is, "buffer", k.buffers)
	if holder != nil {
		holder.used = true
	}
	m := meshopt{
		is: is, holder: holder, buffer: k.indexOf(is, "buffer"), offset: k.integerOf(is, "byteOffset", 0), length: k.integerOf(is, "byteLength", -1),
		stride: k.integerOf(is, "byteStride", -1), count: k.integerOf(is, "count", -1), mode: k.stringOf(is, "mode"), filter: "NONE",
	}
	if f := k.stringOf(is, "filter"); f != "" {
		m.filter = f
	}
	if m.offset < 0 || m.length < 0 || m.stride < 0 || m.count < 0 || m.mode == "" {
		return
	}
	k.judgeMeshopt(m)
	if whole := k.integerOf(of, "byteLength", -1); whole >= 0 && m.count*m.stride != whole {
		k.say(meshoptLength, is, m.count*m.stride, whole)
	}
	if holder != nil && holder.length >= 0 && m.offset+m.length > holder.length {
		k.say(meshoptOutside, is, m.offset, m.length, m.buffer, holder.length)
		return
	}
	k.late = append(k.late, func() { k.judgeMeshoptData(m) })
}

type meshopt struct {
	is                            ref
	holder                        *buffer
	buffer                        int
	offset, length, stride, count int64
	mode, filter                  string
}

func (k *linker) judgeMeshopt(m meshopt) {
	strides, filters := true, m.filter == "NONE"
	switch m.mode {
	case "ATTRIBUTES":
		filters = true
		switch m.filter {
		case "OCTAHEDRAL", "COLOR":
			strides = m.stride == 4 || m.stride == 8
		case "QUATERNION":
			strides = m.stride == 8
		default:
			strides = m.stride%4 == 0 && m.stride <= 256
		}
	case "TRIANGLES", "INDICES":
		strides = m.stride == 2 || m.stride == 4
	default:
		return
	}
	if !strides {
		k.say(meshoptStride, m.is, m.stride, m.mode, m.filter)
	}
	if !filters {
		k.say(meshoptFilter, m.is, m.filter, m.mode)
	}
	if m.mode == "TRIANGLES" && m.count%3 != 0 {
		k.say(meshoptCount, m.is, m.count, m.mode)
	}
	if m.length < m.least() {
		k.say(meshoptTooShort, m.is, m.length, m.count, m.mode)
	}
}

// least is the fewest bytes that can hold the elements: a claim of more is a way to make a reader allocate.
func (m meshopt) least() int64 {
	switch m.mode {
	case "TRIANGLES": // a header, a code byte a triangle, a table of 16
		return 1 + m.count/3 + 16
	case "INDICES": // a header, a byte an index, 4 at the end
		return 1 + m.count + 4
	}
	// Version 1 may leave out a byte of a block's elements for two bits; a block has at most 256. A header and the first
	// element are always there.
	blocks := (m.count + 255) / 256
	return 1 + m.stride + blocks*(m.stride/4)
}

func (k *linker) judgeMeshoptData(m meshopt) {
	if m.holder == nil || m.holder.data.ReaderAt == nil || m.offset >= m.holder.data.size {
		return
	}
	var b [1]byte
	if err := m.holder.data.read(b[:], m.offset); err != nil {
		return // said when the buffer was read
	}
	kind, version := b[0]&0xF0, b[0]&0x0F
	want := map[string]byte{"ATTRIBUTES": 0xA0, "TRIANGLES": 0xE0, "INDICES": 0xD0}[m.mode]
	if want != 0 && (kind != want || version > 1) {
		k.say(meshoptHeader, m.is, b[0], m.mode)
	}
}

// linkDraco judges what compressed geometry says of itself against what the primitive declares.
func linkDraco(k *linker, is, of ref) {
	p := k.byPrimitive[of]
	view := resolve(k, is, "bufferView", k.bufferViews)
	if view != nil {
		view.used = true
	}
	if p == nil {
		return
	}
	if p.mode != 4 && p.mode != 5 {
		k.say(dracoMode, is)
	}
	for e := range k.children(k.good(is, "attributes")) {
		if name := k.key(e); !k.has(p.attributesIs, name) && !strings.HasPrefix(name, "_") {
			k.say(dracoAttribute, e)
		}
	}
	if p.indices == nil {
		k.say(dracoNoIndices, is)
	}
	if view != nil && view.offset >= 0 && view.length >= 0 {
		k.late = append(k.late, func() { k.judgeDracoData(is, p, view) })
	}
}
