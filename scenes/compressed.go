package scenes

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/qmuntal/gltf"
)

// A Draco stream begins with "DRACO", version (2 bytes), geometry type, method, flags (2 bytes); then for a mesh, unless metadata
// comes between, the method's header, which says how many faces there are.
const (
	dracoHead      = 11
	dracoMesh      = 1
	dracoEdge      = 1 // edgebreaker; 0 is sequential
	dracoMetadata  = 0x8000
	dracoPeek      = dracoHead + 1 + 2*binary.MaxVarintLen32
	faceUnknown    = -1
	meshoptHeadOf  = "ATTRIBUTES\xa0TRIANGLES\xe0INDICES\xd0"
	meshoptVersion = 0x0f
)

// dracoFaces reads the head of a compressed primitive: how many faces it holds, if it says so where we look.
func dracoFaces(head []byte) (faces int64, ok bool) {
	if len(head) < dracoHead || !bytes.HasPrefix(head, []byte("DRACO")) || head[5] != 2 || head[7] > dracoMesh {
		return 0, false
	}
	if head[7] != dracoMesh || binary.LittleEndian.Uint16(head[9:])&dracoMetadata != 0 || head[6] < 2 {
		return faceUnknown, true
	}
	rest := head[dracoHead:]
	if head[8] == dracoEdge {
		if len(rest) == 0 {
			return 0, false
		}
		_, n := binary.Uvarint(rest[1:]) // after the traversal type, the vertices
		if n <= 0 {
			return 0, false
		}
		rest = rest[1+n:]
	}
	count, n := binary.Uvarint(rest)
	if n <= 0 || count > 1<<32 {
		return 0, false
	}
	return int64(count), true
}

// checkCompressed looks at how each compressed piece of geometry begins. Whether the rest can be unpacked shows when it is.
func (v *inspection) checkCompressed() error {
	for i, mesh := range v.doc.Meshes {
		for _, p := range mesh.Primitives {
			d, ok := dracoOf(p)
			if !ok {
				continue
			}
			if err := v.checkDraco(p, d, v.called(meshes, i)); err != nil {
				return err
			}
		}
	}
	for i, view := range v.doc.BufferViews {
		m, ok := meshoptOf(view.Extensions)
		if !ok {
			continue
		}
		head := make([]byte, 1)
		if err := readAt(v.buffers[m.Buffer], head, m.ByteOffset); err != nil {
			return err
		}
		_, after, known := bytes.Cut([]byte(meshoptHeadOf), []byte(m.Mode))
		if !known || m.Mode == "" || head[0]&^meshoptVersion != after[0] {
			v.found.add(geometryCompressed, v.called(bufferViews, i))
		}
	}
	return nil
}

func (v *inspection) checkDraco(p *gltf.Primitive, d dracoPrimitive, where string) error {
	view := v.doc.BufferViews[d.BufferView]
	data := v.buffers[view.Buffer]
	if data == nil { // it would have to be unpacked twice
		v.found.add(geometryCompressed, where)
		return nil
	}
	head := make([]byte, min(view.ByteLength, dracoPeek))
	if err := readAt(data, head, int64(view.ByteOffset)); err != nil {
		return err
	}
	faces, ok := dracoFaces(head)
	declared := v.trianglesOf(p)
	if !ok || faces > 2*declared+1 {
		v.found.add(geometryCompressed, where)
	}
	return nil
}

// section answers the bytes of a view that are stored as they are, and nil for a compressed one.
func (v *inspection) section(view int) io.ReaderAt {
	b := v.doc.BufferViews[view]
	if _, compressed := meshoptOf(b.Extensions); compressed || v.buffers[b.Buffer] == nil {
		return nil
	}
	return io.NewSectionReader(v.buffers[b.Buffer], int64(b.ByteOffset), int64(b.ByteLength))
}
