package scenes

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

// tree is a description that a test can take apart.
type tree = map[string]any

// model is a scene under construction: a description and the bytes of its binary chunk.
type model struct {
	doc tree
	bin []byte
}

// counter is a scene with one object, called Counter: a triangle of three points, 1 m wide.
func counter() *model {
	m := &model{}
	indices := m.view(le(uint16(0), uint16(1), uint16(2), uint16(0)))
	points := m.view(le(float32(0), float32(0), float32(0), float32(1), float32(0), float32(0), float32(0), float32(1), float32(0)))
	m.doc = tree{
		"asset": tree{"version": "2.0"}, "scene": 0, "scenes": []any{tree{"nodes": []any{0}}},
		"nodes":  []any{tree{"name": "Counter", "mesh": 0}},
		"meshes": []any{tree{"primitives": []any{tree{"attributes": tree{"POSITION": 1}, "indices": 0}}}},
		"accessors": []any{
			tree{"bufferView": 0, "componentType": 5123, "count": 3, "type": "SCALAR"},
			tree{"bufferView": 1, "componentType": 5126, "count": 3, "type": "VEC3", "min": []any{0, 0, 0}, "max": []any{1, 1, 0}},
		},
		"bufferViews": []any{indices, points},
		"buffers":     []any{tree{"byteLength": len(m.bin)}},
	}
	return m
}

// view appends bytes to the binary chunk and describes them.
func (m *model) view(data []byte) tree {
	for len(m.bin)%4 != 0 {
		m.bin = append(m.bin, 0)
	}
	v := tree{"buffer": 0, "byteOffset": len(m.bin), "byteLength": len(data)}
	m.bin = append(m.bin, data...)
	return v
}

// add appends to one of the document's arrays and answers the index.
func (m *model) add(array string, entry any) int {
	list, _ := m.doc[array].([]any)
	m.doc[array] = append(list, entry)
	return len(list)
}

// addData appends a view of data.
func (m *model) addData(data []byte) int {
	i := m.add("bufferViews", m.view(data))
	m.doc["buffers"].([]any)[0].(tree)["byteLength"] = len(m.bin)
	return i
}

// addPicture appends a picture, and a texture and material that show it on the counter.
func (m *model) addPicture(data []byte, mediaType string) {
	image := m.add("images", tree{"name": "Wall", "mimeType": mediaType, "bufferView": m.addData(data)})
	texture := m.add("textures", tree{"source": image})
	material := m.add("materials", tree{"name": "Paint", "pbrMetallicRoughness": tree{"baseColorTexture": tree{"index": texture}}})
	m.at("meshes", 0, "primitives", 0)["material"] = material
	m.at("meshes", 0, "primitives", 0, "attributes")["TEXCOORD_0"] = m.add("accessors", tree{"componentType": 5126, "count": 3, "type": "VEC2"})
}

// at walks into the description by names and positions.
func (m *model) at(path ...any) tree {
	var here any = m.doc
	for _, step := range path {
		switch s := step.(type) {
		case string:
			here = here.(tree)[s]
		case int:
			here = here.([]any)[s]
		}
	}
	return here.(tree)
}

func (m *model) text() string {
	b, err := json.Marshal(m.doc)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func (m *model) glb() []byte { return pack(m.text(), m.bin) }

// pack frames a description and a binary chunk.
func pack(text string, bin []byte) []byte {
	text += strings.Repeat(" ", (4-len(text)%4)%4)
	chunks := append(le(uint32(len(text)), uint32(chunkJSON)), text...)
	if bin != nil {
		bin = append(slices.Clone(bin), make([]byte, (4-len(bin)%4)%4)...)
		chunks = append(append(chunks, le(uint32(len(bin)), uint32(chunkBIN))...), bin...)
	}
	return append(append([]byte(magicGLB), le(uint32(2), uint32(headerBytes+len(chunks)))...), chunks...)
}

// le writes values in little-endian order.
func le(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
	return b.Bytes()
}

func dataURI(mediaType string, data []byte) string {
	return "data:" + mediaType + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// inspectAs inspects what lies in src.
func inspectAs(ctx context.Context, src io.ReaderAt, size int64, limits Limits) (Report, error) {
	b, _, err := OpenBundle(ctx, "scene.glb", src, size, limits)
	if err != nil {
		return Report{}, err
	}
	defer b.Close()
	return Inspect(ctx, b, limits)
}

func inspect(t *testing.T, file []byte) Report {
	t.Helper()
	r, err := inspectAs(context.Background(), bytes.NewReader(file), int64(len(file)), DefaultLimits())
	if err != nil {
		t.Fatalf("Inspect: %v", err)
	}
	holdsReport(t, r)
	return r
}

// holdsReport checks what is true of every report.
func holdsReport(t *testing.T, r Report) {
	t.Helper()
	for _, p := range r.Problems {
		if p.Code == string(checkFailed) {
			t.Errorf("the inspection panicked")
		}
		if (p.Severity == Error) != (p.Action == Refuse || p.Action == Repair) {
			t.Errorf("%s: severity %s", p.Code, p.Severity)
		}
		plain := Problem{Kind: p.Kind, Where: "x", Values: map[string]string{}}
		if p.Where == "" {
			plain.Where = ""
		}
		for name, value := range p.Values {
			plain.Values[name] = value[:min(1, len(value))]
			if strings.ContainsAny(value, "(){}") {
				plain.Values[name] = "x"
			}
		}
		for _, lang := range Languages() {
			if s := plain.Message(lang); s == p.Code || strings.ContainsAny(s, "{}\n") || strings.Contains(s, "“”") || strings.Contains(s, "()") {
				t.Errorf("%s in %s: %q", p.Code, lang, s)
			}
		}
	}
	for _, x := range append(r.Min[:], r.Max[:]...) {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Errorf("bounds %v %v", r.Min, r.Max)
		}
	}
	for _, s := range r.Meaning.Spawns {
		if math.IsNaN(s.Yaw) || math.IsNaN(s.Position[0]+s.Position[1]+s.Position[2]) {
			t.Errorf("spawn %+v", s)
		}
	}
	if r.Problems == nil || r.Meaning.Spawns == nil || r.Meaning.Touchpoints == nil {
		t.Errorf("a list is null in JSON: %+v", r)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Errorf("report: %v", err)
	}
}

// codes are the kinds of a report's problems.
func codes(r Report) []string {
	all := []string{}
	for _, p := range r.Problems {
		all = append(all, p.Kind)
	}
	return all
}

func find(r Report, c code) (Problem, bool) {
	for _, p := range r.Problems {
		if p.Kind == string(c) {
			return p, true
		}
	}
	return Problem{}, false
}
