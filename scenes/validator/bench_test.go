package validator

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"testing"
	"time"
)

// bigGLB makes an asset of many meshes with positions, normals, coordinates and indices, valid in every way.
func bigGLB(t testing.TB, size int) []byte {
	t.Helper()
	const vertices, faces = 40_000, 60_000
	per := vertices*(12+12+8) + faces*3*4
	meshes := max(1, size/per)
	var bin bytes.Buffer
	var views, accessors, list, nodes, roots bytes.Buffer
	for m := range meshes {
		at := bin.Len()
		writeMesh(&bin, vertices, faces)
		comma := ""
		if m > 0 {
			comma = ","
		}
		n := at + vertices*24
		fmt.Fprintf(&views, `%s{"buffer":0,"byteOffset":%d,"byteLength":%d,"byteStride":12,"target":34962},{"buffer":0,"byteOffset":%d,"byteLength":%d,"byteStride":8,"target":34962},{"buffer":0,"byteOffset":%d,"byteLength":%d,"target":34963}`,
			comma, at, vertices*24, n, vertices*8, n+vertices*8, faces*12)
		fmt.Fprintf(&accessors, `%s{"bufferView":%d,"componentType":5126,"count":%d,"type":"VEC3","min":[0,0,0],"max":[%d,1,0]},{"bufferView":%d,"byteOffset":%d,"componentType":5126,"count":%d,"type":"VEC3"},{"bufferView":%d,"componentType":5126,"count":%d,"type":"VEC2"},{"bufferView":%d,"componentType":5125,"count":%d,"type":"SCALAR"}`,
			comma, m*3, vertices, vertices-1, m*3, vertices*12, vertices, m*3+1, vertices, m*3+2, faces*3)
		fmt.Fprintf(&list, `%s{"primitives":[{"attributes":{"POSITION":%d,"NORMAL":%d,"TEXCOORD_0":%d},"indices":%d}]}`, comma, m*4, m*4+1, m*4+2, m*4+3)
		fmt.Fprintf(&nodes, `%s{"mesh":%d}`, comma, m)
		fmt.Fprintf(&roots, `%s%d`, comma, m)
	}
	text := fmt.Sprintf(`{"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[%s]}],"nodes":[%s],"meshes":[%s],"accessors":[%s],"bufferViews":[%s],"buffers":[{"byteLength":%d}]}`,
		&roots, &nodes, &list, &accessors, &views, bin.Len())
	return glbOf(text, bin.Bytes())
}

func writeMesh(bin *bytes.Buffer, vertices, faces int) {
	var b []byte
	float := func(f float32) { b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f)) }
	for i := range vertices {
		float(float32(i))
		float(float32(i % 2))
		float(0)
	}
	for range vertices {
		float(0)
		float(1)
		float(0)
	}
	for i := range vertices {
		float(float32(i%100) / 100)
		float(0)
	}
	for f := range faces {
		for corner := range 3 {
			b = binary.LittleEndian.AppendUint32(b, uint32((f+corner)%vertices))
		}
	}
	bin.Write(b)
}

// glbOf frames a text and a buffer.
func glbOf(text string, bin []byte) []byte {
	for len(text)%4 != 0 {
		text += " "
	}
	for len(bin)%4 != 0 {
		bin = append(bin, 0)
	}
	b := binary.LittleEndian.AppendUint32(nil, magicGLB)
	b = binary.LittleEndian.AppendUint32(b, 2)
	total := headerBytes + chunkHeaderBytes + len(text)
	if bin != nil {
		total += chunkHeaderBytes + len(bin)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(total))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
	b = binary.LittleEndian.AppendUint32(b, chunkJSON)
	b = append(b, text...)
	if bin != nil {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(bin)))
		b = binary.LittleEndian.AppendUint32(b, chunkBIN)
		b = append(b, bin...)
	}
	return b
}

// The rule: a GLB of 100 MB takes less than 2 s and 150 MB besides itself.
func TestHundredMegabytes(t *testing.T) {
	asset := bigGLB(t, 100<<20)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	r, err := Validate(context.Background(), bytes.NewReader(asset), int64(len(asset)), Options{})
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	if err != nil || r.Counts["UNUSED_OBJECT"] != len(r.Issues) || r.HasErrors() {
		t.Fatalf("%v, %v", err, r.Counts)
	}
	used := after.TotalAlloc - before.TotalAlloc
	t.Logf("%d MB in %v, %d MB allocated in all", len(asset)>>20, took, used>>20)
	if !slow && (took > 2*time.Second || used > 150<<20) {
		t.Errorf("took %v and %d MB", took, used>>20)
	}
}

func BenchmarkValidate(b *testing.B) {
	asset := bigGLB(b, 100<<20)
	b.SetBytes(int64(len(asset)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Validate(context.Background(), bytes.NewReader(asset), int64(len(asset)), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// eager is an io.ReaderAt that says at once that the file ends, as it may.
type eager struct{ *bytes.Reader }

func (e eager) ReadAt(p []byte, at int64) (int, error) {
	n, err := e.Reader.ReadAt(p, at)
	if at+int64(n) == e.Size() {
		err = io.EOF
	}
	return n, err
}

// broken fails to read behind an offset.
type broken struct {
	*bytes.Reader
	from int64
}

var errDisk = errors.New("the disk is on fire")

func (b broken) ReadAt(p []byte, at int64) (int, error) {
	if at+int64(len(p)) > b.from {
		return 0, errDisk
	}
	return b.Reader.ReadAt(p, at)
}

// The rule: failures of the source are errors, and its end is none.
func TestSources(t *testing.T) {
	asset := bigGLB(t, 1)
	size := int64(len(asset))
	r, err := Validate(context.Background(), eager{bytes.NewReader(asset)}, size, Options{})
	if err != nil || r.HasErrors() {
		t.Errorf("eager: %v, %v", r.Issues, err)
	}
	for _, from := range []int64{0, 11, 15, 100, size / 2, size - 1} {
		if _, err := Validate(context.Background(), broken{bytes.NewReader(asset), from}, size, Options{}); !errors.Is(err, errDisk) {
			t.Errorf("broken from %d: %v", from, err)
		}
	}
}
