package scenes

import "io"

// section answers the bytes of a view that are stored as they are, and nil for a compressed one.
func (v *inspection) section(view int) io.ReaderAt {
	b := v.doc.BufferViews[view]
	if _, compressed := meshoptOf(b.Extensions); compressed || v.buffers[b.Buffer] == nil {
		return nil
	}
	return io.NewSectionReader(v.buffers[b.Buffer], int64(b.ByteOffset), int64(b.ByteLength))
}
