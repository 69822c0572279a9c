package scenes

import (
	"encoding/binary"
	"io"
	"math"

	"github.com/qmuntal/gltf"
)

// indexFacts is what reading the indices of a primitive told.
type indexFacts struct {
	highest uint32
	visible bool // some triangle has three different corners
}

const (
	blockBytes = 256 << 10
	// Interleaved attributes share their bytes, so an honest file is read several times over, and only a dishonest one more.
	mostPasses = 16
)

// checkNumbers reads the geometry that is stored as it is, each accessor once and in blocks.
func (v *inspection) checkNumbers() error {
	if err := v.checkCompressed(); err != nil || v.found.refused {
		return err
	}
	v.indexes, v.actual = make(map[int]indexFacts), make(map[int]box)
	budget := mostPasses*v.size + 1<<20
	positions := v.positions()
	for i, a := range v.doc.Accessors {
		if v.isVacant(i) || !(positions[i] || a.ComponentType == gltf.ComponentFloat) {
			continue
		}
		if budget -= v.reach(a); budget < 0 {
			v.found.add(geometryReused, "")
			return nil
		}
		if err := v.checkFloats(i, a, positions[i]); err != nil {
			return err
		}
	}
	return v.checkIndexes(budget)
}

// positions are the accessors that place a mesh's vertices.
func (v *inspection) positions() map[int]bool {
	all := make(map[int]bool)
	for _, mesh := range v.doc.Meshes {
		for _, p := range mesh.Primitives {
			if position, ok := p.Attributes[gltf.POSITION]; ok {
				all[position] = true
			}
		}
	}
	return all
}

// reach is how many bytes have to be read for an accessor.
func (v *inspection) reach(a *gltf.Accessor) int64 {
	if a.BufferView == nil {
		return 0
	}
	return int64(a.Count) * int64(v.strideOf(a))
}

// each reads an accessor's elements one after the other; compressed and absent ones have none to read.
func (v *inspection) each(a *gltf.Accessor, visit func(element []byte)) error {
	if a.BufferView == nil {
		return nil
	}
	data := v.section(*a.BufferView)
	if data == nil {
		return nil
	}
	return v.eachOf(data, int64(a.ByteOffset), a.Count, elementBytes(a), v.strideOf(a), visit)
}

func (v *inspection) eachOf(data io.ReaderAt, at int64, count, size, stride int, visit func(element []byte)) error {
	perBlock := max(1, blockBytes/stride)
	block := make([]byte, min(count, perBlock)*stride)
	for count > 0 {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		n := min(count, perBlock)
		b := block[:(n-1)*stride+size]
		if err := readAt(data, b, at); err != nil {
			return err
		}
		for i := range n {
			visit(b[i*stride : i*stride+size])
		}
		count -= n
		at += int64(n * stride)
	}
	return nil
}

// checkFloats holds an accessor to finite numbers, and vertices to the bounds the file gives them: a viewer trusts those and
// hides what it takes to be out of sight.
func (v *inspection) checkFloats(i int, a *gltf.Accessor, position bool) error {
	finite, extent := true, emptyBox()
	component := a.ComponentType.ByteSize()
	visit := func(element []byte) {
		if a.ComponentType == gltf.ComponentFloat {
			for at := 0; at < len(element); at += 4 {
				finite = finite && binary.LittleEndian.Uint32(element[at:])&0x7f800000 != 0x7f800000
			}
		}
		if position {
			extent.include([3]float64{
				numberAt(element, a.ComponentType), numberAt(element[component:], a.ComponentType), numberAt(element[2*component:], a.ComponentType),
			})
		}
	}
	if err := v.each(a, visit); err != nil {
		return err
	}
	if err := v.eachSparse(i, a, visit); err != nil {
		return err
	}
	if !finite {
		v.found.add(geometryNumbers, v.called(accessors, i))
		return nil
	}
	if position && !extent.empty() && a.Sparse == nil {
		v.actual[i] = extent
		v.checkBounds(i, a, extent)
	}
	return nil
}

// eachSparse reads the elements that a sparse accessor replaces, and where.
func (v *inspection) eachSparse(i int, a *gltf.Accessor, visit func(element []byte)) error {
	s := a.Sparse
	if s == nil {
		return nil
	}
	places, values := v.section(s.Indices.BufferView), v.section(s.Values.BufferView)
	if places == nil || values == nil {
		return nil
	}
	size := s.Indices.ComponentType.ByteSize()
	inside := true
	err := v.eachOf(places, int64(s.Indices.ByteOffset), s.Count, size, size, func(element []byte) {
		inside = inside && numberAt(element, s.Indices.ComponentType) < float64(a.Count)
	})
	if err != nil {
		return err
	}
	if !inside {
		v.found.add(geometryIndex, v.called(accessors, i))
	}
	size = elementBytes(a)
	return v.eachOf(values, int64(s.Values.ByteOffset), s.Count, size, size, visit)
}

func (v *inspection) checkBounds(i int, a *gltf.Accessor, extent box) {
	if len(a.Min) != 3 || len(a.Max) != 3 || v.text.boundless[i] {
		return
	}
	slack := 0.01*extent.side() + 0.001 // writers round; nobody sees that
	for axis := range 3 {
		if extent.min[axis] < a.Min[axis]-slack || extent.max[axis] > a.Max[axis]+slack {
			v.found.add(geometryBounds, v.called(accessors, i))
			return
		}
	}
}

// numberAt reads one component, as it is stored.
func numberAt(b []byte, c gltf.ComponentType) float64 {
	switch c {
	case gltf.ComponentByte:
		return float64(int8(b[0]))
	case gltf.ComponentUbyte:
		return float64(b[0])
	case gltf.ComponentShort:
		return float64(int16(binary.LittleEndian.Uint16(b)))
	case gltf.ComponentUshort:
		return float64(binary.LittleEndian.Uint16(b))
	case gltf.ComponentUint:
		return float64(binary.LittleEndian.Uint32(b))
	}
	return float64(math.Float32frombits(binary.LittleEndian.Uint32(b)))
}

// full is what stands for 1 in a normalised component.
func full(a *gltf.Accessor) float64 {
	if !a.Normalized {
		return 1
	}
	switch a.ComponentType {
	case gltf.ComponentByte:
		return math.MaxInt8
	case gltf.ComponentUbyte:
		return math.MaxUint8
	case gltf.ComponentShort:
		return math.MaxInt16
	case gltf.ComponentUshort:
		return math.MaxUint16
	}
	return 1
}

// checkIndexes holds each face to vertices that exist.
func (v *inspection) checkIndexes(budget int64) error {
	for i, mesh := range v.doc.Meshes {
		for _, p := range mesh.Primitives {
			_, compressed := dracoOf(p)
			if p.Indices == nil || compressed || !v.drawn(p) {
				continue
			}
			facts, known := v.indexes[*p.Indices]
			if !known {
				a := v.doc.Accessors[*p.Indices]
				if budget -= v.reach(a); budget < 0 {
					v.found.add(geometryReused, "")
					return nil
				}
				var err error
				if facts, err = v.readIndexes(a); err != nil {
					return err
				}
				v.indexes[*p.Indices] = facts
			}
			switch {
			case int64(facts.highest) >= v.elements(p.Attributes[gltf.POSITION]):
				v.found.add(geometryIndex, v.called(meshes, i))
			case p.Mode == gltf.PrimitiveTriangles && !facts.visible:
				v.found.add(geometryEmpty, v.called(meshes, i))
			}
		}
	}
	return nil
}

func (v *inspection) readIndexes(a *gltf.Accessor) (indexFacts, error) {
	if a.BufferView != nil && v.section(*a.BufferView) == nil {
		return indexFacts{visible: true}, nil // compressed; it is known when it is unpacked
	}
	var facts indexFacts
	var corners [3]uint32
	at := 0
	err := v.each(a, func(element []byte) {
		n := uint32(numberAt(element, a.ComponentType))
		facts.highest = max(facts.highest, n)
		corners[at] = n
		if at = (at + 1) % 3; at == 0 && !facts.visible {
			facts.visible = corners[0] != corners[1] && corners[1] != corners[2] && corners[0] != corners[2]
		}
	})
	return facts, err
}
