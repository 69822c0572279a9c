package scenes

import (
	"encoding/binary"
	"io"
	"math"

	"github.com/qmuntal/gltf"
)

// indexFacts is what reading the indices of a primitive told.
type indexFacts struct {
	visible bool // some triangle has three different corners
}

const (
	blockBytes = 256 << 10
	// Interleaved attributes share their bytes, so an honest file is read several times over, and only a dishonest one more.
	mostPasses = 16
)

// checkNumbers reads what the format's own check left open: where things really are, when the file says it wrongly, and which parts
// have no area. Each accessor is read once and in blocks.
func (v *inspection) checkNumbers() error {
	v.indexes, v.actual = make(map[int]indexFacts), make(map[int]box)
	budget := mostPasses*v.size + 1<<20
	positions := v.positions()
	for i, a := range v.doc.Accessors {
		if v.sized || v.isVacant(i) || !positions[i] || a.Type != gltf.AccessorVec3 {
			continue
		}
		if budget -= v.reach(a); budget < 0 {
			v.found.add(geometryReused, "")
			return nil
		}
		if err := v.readExtent(i, a); err != nil {
			return err
		}
	}
	if v.faced {
		return nil
	}
	return v.checkFaces(budget)
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

// readExtent finds how far the points of an accessor reach.
func (v *inspection) readExtent(i int, a *gltf.Accessor) error {
	extent := emptyBox()
	component := a.ComponentType.ByteSize()
	visit := func(element []byte) {
		extent.include([3]float64{
			numberAt(element, a.ComponentType), numberAt(element[component:], a.ComponentType), numberAt(element[2*component:], a.ComponentType),
		})
	}
	if err := v.each(a, visit); err != nil {
		return err
	}
	if err := v.eachSparse(a, visit); err != nil {
		return err
	}
	if side := extent.side(); !extent.empty() && !math.IsInf(side, 0) && !math.IsNaN(side) && a.Sparse == nil {
		v.actual[i] = extent
	}
	return nil
}

// eachSparse reads the elements that a sparse accessor has instead of others.
func (v *inspection) eachSparse(a *gltf.Accessor, visit func(element []byte)) error {
	if a.Sparse == nil {
		return nil
	}
	values := v.section(a.Sparse.Values.BufferView)
	if values == nil {
		return nil
	}
	size := elementBytes(a)
	return v.eachOf(values, int64(a.Sparse.Values.ByteOffset), a.Sparse.Count, size, size, visit)
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

// checkFaces says which parts have no face with an area.
func (v *inspection) checkFaces(budget int64) error {
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
			if p.Mode == gltf.PrimitiveTriangles && !facts.visible {
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
		corners[at] = n
		if at = (at + 1) % 3; at == 0 && !facts.visible {
			facts.visible = corners[0] != corners[1] && corners[1] != corners[2] && corners[0] != corners[2]
		}
	})
	return facts, err
}
