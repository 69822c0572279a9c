package scenes

import (
	"bytes"
	"encoding/base64"
	"io"
	"math/bits"
	"net/url"
	"strings"

	"github.com/qmuntal/gltf"
)

// fits says whether offset + stride·(count−1) + size stays within length, without overflowing.
func fits(offset, stride, count, size, length uint64) bool {
	if count == 0 {
		return offset <= length
	}
	high, run := bits.Mul64(stride, count-1)
	end, carry := bits.Add64(run, size, 0)
	end, more := bits.Add64(end, offset, 0)
	return high == 0 && carry == 0 && more == 0 && end <= length
}

// checkBuffers finds the bytes of each buffer: the binary chunk, a data address, or nothing at all where meshopt compression
// only names a fallback.
func (v *inspection) checkBuffers() {
	v.buffers = make([]io.ReaderAt, len(v.doc.Buffers))
	for i, b := range v.doc.Buffers {
		where := v.called(buffers, i)
		switch {
		case b.URI != "":
			v.openData(i, b, where)
		case isFallback(b.Extensions):
			if int64(b.ByteLength) > v.limits.Expanded {
				v.found.add(tooManyVertices, where)
			}
		case i != 0 || !v.parts.hasBin:
			// What stands on it is said of its views; an unused one only holds a place.
		case int64(b.ByteLength) > v.parts.bin.size+v.grown:
			v.found.add(fileCutOff, "", "size", number(v.parts.bin.size), "claimed", number(int64(b.ByteLength)))
		default:
			v.buffers[i] = io.NewSectionReader(v.src, v.parts.bin.at, int64(b.ByteLength))
		}
	}
}

// openData decodes a buffer's data address; it is part of the description, which has a cap.
func (v *inspection) openData(i int, b *gltf.Buffer, where string) {
	if schemeOf(b.URI) != "data" {
		return // said by checkOutside
	}
	data, ok := dataOf(b.URI)
	if !ok || len(data) < b.ByteLength {
		v.found.add(geometryDamaged, where)
		return
	}
	v.buffers[i] = bytes.NewReader(data[:b.ByteLength])
}

// dataOf decodes a data address.
func dataOf(uri string) ([]byte, bool) {
	head, body, ok := strings.Cut(uri, ",")
	if !ok {
		return nil, false
	}
	if strings.HasSuffix(head, ";base64") {
		data, err := base64.StdEncoding.DecodeString(body)
		return data, err == nil
	}
	plain, err := url.PathUnescape(body)
	return []byte(plain), err == nil
}

// checkViews holds each view to its buffer, and all of them together to a few times the file: a reader copies every view.
func (v *inspection) checkViews() {
	var copied, expanded int64
	needed := v.needed()
	for i, view := range v.doc.BufferViews {
		where := v.called(bufferViews, i)
		buffer := v.doc.Buffers[view.Buffer]
		if !fits(uint64(view.ByteOffset), 0, 1, uint64(view.ByteLength), uint64(buffer.ByteLength)) {
			v.found.add(geometryDamaged, where)
			continue
		}
		m, compressed := meshoptOf(view.Extensions)
		switch {
		case compressed:
			copied, expanded = copied+m.ByteLength, expanded+int64(view.ByteLength)
		case v.buffers[view.Buffer] == nil:
			if needed[i] {
				v.found.add(geometryMissing, where)
			}
		default:
			copied += int64(view.ByteLength)
		}
	}
	if copied > 4*v.size {
		v.found.add(geometryReused, "")
	}
	if expanded > v.limits.Expanded {
		v.found.add(tooManyVertices, "scene")
	}
}

// elementBytes is the size of one element of an accessor.
func elementBytes(a *gltf.Accessor) int { return gltf.SizeOfElement(a.ComponentType, a.Type) }

// strideOf is how far apart an accessor's elements lie.
func (v *inspection) strideOf(a *gltf.Accessor) int {
	if a.BufferView != nil {
		if s := v.doc.BufferViews[*a.BufferView].ByteStride; s != 0 {
			return s
		}
	}
	return elementBytes(a)
}

// isVacant says whether an accessor has no elements. The parser was shown one, which is not there.
func (v *inspection) isVacant(i int) bool { return v.text.vacant[i] }

// checkAccessors holds each accessor to its view, sparse storage included, before anything is read through it.
func (v *inspection) checkAccessors() {
	draco := v.dracoAccessors()
	var absent int64
	for i, a := range v.doc.Accessors {
		if v.isVacant(i) {
			continue
		}
		where := v.called(accessors, i)
		if int64(a.Count) > v.limits.Expanded { // one byte each would already be too much
			v.found.add(tooManyVertices, where)
			if a.BufferView == nil && a.Sparse == nil {
				continue
			}
		}
		if !v.accessorFits(a) || !v.sparseFits(a) {
			v.found.add(geometryDamaged, where)
			continue
		}
		if !v.readable(a) {
			v.found.add(geometryLayout, where)
		}
		if a.BufferView == nil && !draco[i] {
			absent += int64(a.Count) * int64(elementBytes(a))
			if absent > v.limits.Expanded/8 {
				v.found.add(tooManyVertices, where)
			}
		}
	}
}

func (v *inspection) accessorFits(a *gltf.Accessor) bool {
	if a.BufferView == nil {
		return a.ByteOffset == 0
	}
	view := v.doc.BufferViews[*a.BufferView]
	size, stride := elementBytes(a), v.strideOf(a)
	return stride >= size &&
		fits(uint64(a.ByteOffset), uint64(stride), uint64(a.Count), uint64(size), uint64(view.ByteLength))
}

// readable says whether three.js can make arrays of an accessor: interleaved, it takes whole strides from the start of the first.
func (v *inspection) readable(a *gltf.Accessor) bool {
	stride := v.strideOf(a)
	if a.BufferView == nil || stride == elementBytes(a) {
		return true
	}
	start := a.ByteOffset / stride * stride
	return fits(uint64(start), uint64(stride), uint64(a.Count), uint64(stride), uint64(v.doc.BufferViews[*a.BufferView].ByteLength))
}

func (v *inspection) sparseFits(a *gltf.Accessor) bool {
	s := a.Sparse
	if s == nil {
		return true
	}
	if s.Count < 1 || s.Count > a.Count {
		return false
	}
	places, values := v.doc.BufferViews[s.Indices.BufferView], v.doc.BufferViews[s.Values.BufferView]
	one, size := s.Indices.ComponentType.ByteSize(), elementBytes(a)
	return s.Indices.ByteOffset%one == 0 && s.Values.ByteOffset%a.ComponentType.ByteSize() == 0 &&
		fits(uint64(s.Indices.ByteOffset), uint64(one), uint64(s.Count), uint64(one), uint64(places.ByteLength)) &&
		fits(uint64(s.Values.ByteOffset), uint64(size), uint64(s.Count), uint64(size), uint64(values.ByteLength))
}

// dracoAccessors are those whose elements come out of compressed primitives.
func (v *inspection) dracoAccessors() map[int]bool {
	all := make(map[int]bool)
	for _, mesh := range v.doc.Meshes {
		for _, p := range mesh.Primitives {
			d, ok := dracoOf(p)
			if !ok {
				continue
			}
			if p.Indices != nil {
				all[*p.Indices] = true
			}
			for name := range d.Attributes {
				if a, ok := p.Attributes[name]; ok {
					all[a] = true
				}
			}
		}
	}
	return all
}
