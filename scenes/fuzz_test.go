package scenes

import (
	"bytes"
	"context"
	"testing"
)

// FuzzInspect: whatever the bytes are, there is an answer, no panic, and the report holds.
func FuzzInspect(f *testing.F) {
	plain := counter()
	f.Add(plain.glb())
	f.Add(plain.glb()[:100])
	f.Add([]byte(plain.text()))
	f.Add([]byte(magicGLB + "\x02\x00\x00\x00"))
	for _, edit := range []func(m *model){
		func(m *model) { m.compressDraco(m.addData([]byte("DRACO\x02\x02\x01\x01\x00\x00\x00\x03\x01"))) },
		func(m *model) { m.compressMeshopt(m.addData([]byte("\xa0 and so on"))) },
		func(m *model) { m.addPicture(webpOf(8, 8), "image/webp") },
		func(m *model) { m.addPicture(ktx2Of(8, 8), "image/ktx2") },
		func(m *model) { m.addPicture([]byte("\xff\xd8\xff\xc0\x00\x11\x08\x00\x08\x00\x08"), "image/jpeg") },
		func(m *model) {
			m.addPicture([]byte(pngMagic+"\x00\x00\x00\x0dIHDR\x00\x00\x00\x08\x00\x00\x00\x08"), "image/png")
		},
		func(m *model) {
			times := m.add("accessors", tree{"bufferView": 1, "componentType": 5126, "count": 3, "type": "VEC3"})
			m.doc["extensionsUsed"] = []any{extInstancing}
			m.at("nodes", 0)["extensions"] = tree{extInstancing: tree{"attributes": tree{"TRANSLATION": times}}}
		},
		func(m *model) {
			m.place(tree{"name": "tp:desk", "matrix": identity(), "children": []any{m.add("nodes", tree{"name": "spawn", "rotation": []any{0, 1, 0, 0}})}})
		},
		func(m *model) {
			part := tree{"bufferView": 0, "componentType": 5123}
			m.at("accessors", 1)["sparse"] = tree{"count": 1, "indices": part, "values": tree{"bufferView": 1}}
		},
		func(m *model) { m.at("buffers", 0)["uri"] = dataURI("application/octet-stream", m.bin) },
	} {
		m := counter()
		edit(m)
		f.Add(m.glb())
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, b := range [][]byte{file, pack(string(file), plain.bin)} {
			r, err := inspectAs(context.Background(), bytes.NewReader(b), int64(len(b)), DefaultLimits())
			if err != nil {
				t.Fatalf("Inspect: %v", err)
			}
			holdsReport(t, r)
		}
	})
}
