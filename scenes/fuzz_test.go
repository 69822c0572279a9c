package scenes

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
)

// FuzzInspect: whatever the bytes are, as an upload of any form, there is an answer, no panic, and the report holds.
func FuzzInspect(f *testing.F) {
	plain := counter()
	f.Add(plain.glb())
	f.Add(plain.glb()[:100])
	f.Add([]byte(plain.text()))
	f.Add([]byte(magicGLB + "\x02\x00\x00\x00"))
	for _, edit := range []func(m *model){
		func(m *model) { m.compressDraco(m.addData([]byte("DRACO\x02\x02\x01\x01\x00\x00\x00\x03\x01"))) },
		func(m *model) { m.compressMeshopt(m.addData(append([]byte{0xa0}, make([]byte, 31)...))) },
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
	seedForms(f)
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, form := range [][]byte{file, pack(string(file), plain.bin), besides(t, file, plain.bin)} {
			fuzzed(t, form)
		}
	})
}

// seedForms adds what uploads look like: zips, texts with their files in them, and where real ones lie beside the repository, those.
func seedForms(f *testing.F) {
	text, files := parted(f, "scene.bin", `textures\wall.png`)
	files["hall/scene.gltf"] = []byte(text)
	f.Add([]byte(text))
	f.Add(zipOf(f, zip.Deflate, files))
	f.Add(zipOf(f, zip.Store, files))
	f.Add(overlapping(f, counter().glb()))
	f.Add(zip64(zipOf(f, zip.Store, files), 1<<40, 1<<40))
	f.Add([]byte(byteOrder + string(embedded(8))))
	for _, pattern := range []string{"hostile/*/*", "packages/*", "broken-real/*", "semantics/own/*", "blender/*/*.gltf"} {
		names, err := filepath.Glob(filepath.Join("../../shared/data/gltf", pattern))
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			if info, err := os.Stat(name); err != nil || info.IsDir() || info.Size() > 32<<10 {
				continue
			}
			file, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(file)
		}
	}
}

// besides is a zip with that text and what it may name.
func besides(t testing.TB, text, bin []byte) []byte {
	return zipOf(t, zip.Store, map[string][]byte{"a/scene.gltf": text, "a/scene.bin": bin, "a/textures/wall.png": []byte(pngMagic)})
}

// fuzzed inspects an upload. What is not refused is one GLB, which is not refused either.
func fuzzed(t *testing.T, file []byte) {
	ctx, limits := context.Background(), DefaultLimits()
	limits.Bytes = 8 << 20 // a zip of a few bytes may unpack to so much
	b, _, err := OpenBundle(ctx, "scene", bytes.NewReader(file), int64(len(file)), limits)
	if err != nil {
		t.Fatalf("OpenBundle: %v", err)
	}
	defer closes(t, b)
	r, err := Inspect(ctx, b, limits)
	if err != nil {
		t.Fatalf("Inspect: %v", err)
	}
	holdsReport(t, r)
	src, size, err := b.Packed(ctx)
	if err != nil {
		t.Fatalf("Packed: %v", err)
	}
	if r.Refused() || b.Itself() {
		return
	}
	again, err := inspectAs(ctx, src, size, limits)
	if err != nil || again.Refused() {
		t.Errorf("packed it is refused: %v, %v", codes(again), err)
	}
}
