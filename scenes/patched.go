package scenes

import "io"

// patch mends elements of the binary chunk while they are read.
type patch struct {
	at           int64 // in the chunk
	size, stride int64
	count        int64
	mend         func(element []byte)
}

// patched reads a source with elements mended. It keeps nothing but the patches.
type patched struct {
	src     io.ReaderAt
	patches []patch
}

func (p *patched) ReadAt(b []byte, at int64) (int, error) {
	n, err := p.src.ReadAt(b, at)
	for _, one := range p.patches {
		if trouble := p.apply(one, b[:n], at); trouble != nil {
			return 0, trouble
		}
	}
	return n, err
}

// apply mends those elements of a patch that lie in b, which was read from at. One that lies only partly in b is read whole.
func (p *patched) apply(one patch, b []byte, at int64) error {
	end := at + int64(len(b))
	first := max(0, (at-one.at)/one.stride-1)
	for k := first; k < one.count; k++ {
		from := one.at + k*one.stride
		switch to := from + one.size; {
		case from >= end:
			return nil
		case to <= at:
		case from >= at && to <= end:
			one.mend(b[from-at : to-at])
		default:
			whole := make([]byte, one.size)
			if err := readAt(p.src, whole, from); err != nil {
				return err
			}
			one.mend(whole)
			if from < at {
				copy(b, whole[at-from:])
			} else {
				copy(b[from-at:], whole)
			}
		}
	}
	return nil
}

// gathered reads elements that lie apart as if they lay together: each at a multiple of step, with zeros between.
type gathered struct {
	src          io.ReaderAt
	at           int64
	size, stride int64
	step, count  int64
}

func (g *gathered) ReadAt(b []byte, at int64) (int, error) {
	total := g.step * g.count
	if at >= total {
		return 0, io.EOF
	}
	end := min(at+int64(len(b)), total)
	first, last := at/g.step, (end-1)/g.step
	raw := make([]byte, (last-first)*g.stride+g.size)
	if err := readAt(g.src, raw, g.at+first*g.stride); err != nil {
		return 0, err
	}
	element := make([]byte, g.step)
	for k := first; k <= last; k++ {
		copy(element, raw[(k-first)*g.stride:][:g.size])
		from := k * g.step
		if from < at {
			copy(b, element[at-from:])
		} else {
			copy(b[from-at:end-at], element)
		}
	}
	if n := int(end - at); n < len(b) {
		return n, io.EOF
	}
	return int(end - at), nil
}
