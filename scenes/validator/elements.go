package validator

import (
	"encoding/binary"
	"fmt"
	"math"
)

// elementReader streams the elements of an accessor, a block at a time, as numbers; sparse ones are put in their places.
type elementReader struct {
	a       *accessor
	src     blob // of the accessor's bytes; without a view nothing
	at      int64
	offsets []int // of the components in an element
	packed  bool  // elements follow one another without gaps
	sparse  *sparseReader
	raw     []byte
	out     []float64
}

// newElementReader is nil where the elements are not all there: that was said by the linker, or when files were read.
func newElementReader(a *accessor) *elementReader {
	if !a.readable() || a.components() == 0 || a.view == nil && a.sparse == nil {
		return nil
	}
	r := &elementReader{a: a, offsets: a.componentOffsets()}
	r.packed = a.stride() == a.components()*componentSize(a.component) && a.elementSize() == a.stride()
	if a.view != nil {
		if a.stride() < a.elementSize() || !a.view.fits(a.offset, componentSize(a.component), a.byteLength()) {
			return nil
		}
		if r.src = a.view.bytes(a.offset, a.byteLength()); r.src.ReaderAt == nil {
			return nil
		}
	}
	if a.sparse != nil {
		if r.sparse = newSparseReader(a); r.sparse == nil {
			return nil
		}
	}
	return r
}

// bytes of a run in a view, if they are all there.
func (v *bufferView) bytes(offset, length int64) blob {
	if v.holder == nil || v.offset+offset+length > v.holder.data.size {
		return blob{}
	}
	return v.holder.data.section(v.offset+offset, length)
}

// componentOffsets: columns of small matrices begin at multiples of four bytes.
func (a *accessor) componentOffsets() []int {
	size := int(componentSize(a.component))
	rows := map[string]int{"MAT2": 2, "MAT3": 3, "MAT4": 4}[a.kind]
	offsets := make([]int, a.components())
	for i := range offsets {
		offsets[i] = i * size
		if rows > 0 {
			column := (rows*size + 3) &^ 3
			offsets[i] = i/rows*column + i%rows*size
		}
	}
	return offsets
}

// cost is how many bytes reading it all takes.
func (r *elementReader) cost() int64 {
	cost := r.a.byteLength()
	if r.sparse != nil {
		cost += r.a.sparse.count * (4 + r.a.elementSize())
	}
	return cost
}

// next reads up to most elements; none at the end.
func (r *elementReader) next(most int64) ([]float64, error) {
	n := min(most, r.a.count-r.at)
	if n <= 0 {
		return nil, nil
	}
	if need := int(n) * len(r.offsets); cap(r.out) < need {
		r.out = make([]float64, need)
	}
	out := r.out[:int(n)*len(r.offsets)]
	if r.src.ReaderAt == nil {
		clear(out)
	} else if err := r.fill(out, n); err != nil {
		return nil, err
	}
	if r.sparse != nil {
		if err := r.sparse.overlay(out, r.at, n); err != nil {
			return nil, err
		}
	}
	r.at += n
	return out, nil
}

func (r *elementReader) fill(out []float64, n int64) error {
	stride := r.a.stride()
	length := int((n-1)*stride + r.a.elementSize())
	if cap(r.raw) < length {
		r.raw = make([]byte, length)
	}
	raw := r.raw[:length]
	if err := readFull(r.src, raw, r.at*stride); err != nil {
		return fmt.Errorf("accessor %d: read: %w", r.a.index, err)
	}
	if r.packed {
		decodeRun(out, raw, r.a.component)
		return nil
	}
	for i, offset := range r.offsets {
		decodeColumn(out[i:], raw[offset:], r.a.component, len(r.offsets), int(stride))
	}
	return nil
}

// decodeColumn decodes one component of every element: each width-th of out from each stride-th byte of raw.
func decodeColumn(out []float64, raw []byte, component int64, width, stride int) {
	switch component {
	case glFloat:
		for o, at := 0, 0; o < len(out); o, at = o+width, at+stride {
			out[o] = float64(math.Float32frombits(binary.LittleEndian.Uint32(raw[at:])))
		}
	default:
		size := int(componentSize(component))
		for o, at := 0, 0; o < len(out); o, at = o+width, at+stride {
			decodeRun(out[o:o+1], raw[at:at+size], component)
		}
	}
}

// decodeRun decodes components that follow one another.
func decodeRun(out []float64, raw []byte, component int64) {
	switch component {
	case glFloat:
		for i := range out {
			out[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(raw[i*4:])))
		}
	case glUint:
		for i := range out {
			out[i] = float64(binary.LittleEndian.Uint32(raw[i*4:]))
		}
	case glUshort:
		for i := range out {
			out[i] = float64(binary.LittleEndian.Uint16(raw[i*2:]))
		}
	case glShort:
		for i := range out {
			out[i] = float64(int16(binary.LittleEndian.Uint16(raw[i*2:])))
		}
	case glByte:
		for i := range out {
			out[i] = float64(int8(raw[i]))
		}
	default:
		for i := range out {
			out[i] = float64(raw[i])
		}
	}
}

// sparseReader walks the elements that replace others. Indices that do not grow are never reached, as in any one-pass reader.
type sparseReader struct {
	indices, values blob
	s               *sparse
	component       int64 // of the values
	width           int   // components of an element
	at              int64 // of the next entry
	block           []float64
	from            int64 // the entry with which block begins
	raw             []byte
}

const sparseBlock = 4096

func newSparseReader(a *accessor) *sparseReader {
	s := a.sparse
	if s.indicesView == nil || s.valuesView == nil || s.indicesComponent < 0 || s.count > a.count {
		return nil
	}
	size, length := componentSize(a.component), componentSize(a.component)*a.components()*s.count
	if !s.valuesView.fits(s.valuesAt, size, length) {
		return nil
	}
	r := &sparseReader{s: s, component: a.component, width: int(a.components()), values: s.valuesView.bytes(s.valuesAt, length)}
	if r.indices = s.indexBytes(); r.indices.ReaderAt == nil || r.values.ReaderAt == nil {
		return nil
	}
	return r
}

// indexBytes are the indices, if they are all there.
func (s *sparse) indexBytes() blob {
	if s.indicesView == nil || s.indicesComponent < 0 {
		return blob{}
	}
	size := componentSize(s.indicesComponent)
	if !s.indicesView.fits(s.indicesOffset, size, size*s.count) {
		return blob{}
	}
	return s.indicesView.bytes(s.indicesOffset, size*s.count)
}

// index reads the index of the next entry; −1 at the end.
func (r *sparseReader) index() (int64, error) {
	if r.at >= r.s.count {
		return -1, nil
	}
	if r.block == nil || r.at >= r.from+int64(len(r.block)) {
		n := min(sparseBlock, r.s.count-r.at)
		size := componentSize(r.s.indicesComponent)
		raw := make([]byte, n*size)
		if err := readFull(r.indices, raw, r.at*size); err != nil {
			return -1, fmt.Errorf("sparse indices: read: %w", err)
		}
		r.block, r.from = make([]float64, n), r.at
		decodeRun(r.block, raw, r.s.indicesComponent)
	}
	return int64(r.block[r.at-r.from]), nil
}

// overlay replaces elements among the n from first on.
func (r *sparseReader) overlay(out []float64, first, n int64) error {
	size := int(componentSize(r.component)) * r.width
	for {
		index, err := r.index()
		if err != nil || index < first || index >= first+n {
			return err
		}
		if r.raw == nil {
			r.raw = make([]byte, size)
		}
		if err := readFull(r.values, r.raw, r.at*int64(size)); err != nil {
			return fmt.Errorf("sparse values: read: %w", err)
		}
		decodeRun(out[int(index-first)*r.width:][:r.width], r.raw, r.component)
		r.at++
		next, err := r.index()
		if err != nil {
			return err
		}
		if next <= index {
			r.at = r.s.count // never reached
		}
	}
}
