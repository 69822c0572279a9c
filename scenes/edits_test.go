package scenes

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// everything is a scene that uses whatever we look at.
func everything() *model {
	m := counter()
	m.addPicture(webpOf(8, 8), "image/webp")
	m.addPicture(ktx2Of(8, 8), "image/ktx2")
	delete(m.at("textures", 0), "source")
	m.at("textures", 0)["extensions"] = tree{extWebP: tree{"source": 0}}
	delete(m.at("textures", 1), "source")
	m.at("textures", 1)["extensions"] = tree{extBasis: tree{"source": 1}, extWebP: tree{"source": 0}}
	at, with := m.addData(le(uint32(1))), m.addData(le(float32(1), float32(1), float32(0)))
	m.at("accessors", 1)["sparse"] = tree{"count": 1, "indices": tree{"bufferView": at, "componentType": 5125}, "values": tree{"bufferView": with}}
	times := m.add("accessors", tree{"bufferView": with, "componentType": 5126, "count": 1, "type": "VEC3"})
	m.place(tree{"name": "spawn:a", "mesh": 0, "extensions": tree{extInstancing: tree{"attributes": tree{"TRANSLATION": times, "SCALE": times}}}})
	m.place(tree{"name": "tp:b", "matrix": identity(), "children": []any{m.add("nodes", tree{
		"rotation": []any{0, 1, 0, 0}, "scale": []any{1, 2, 3}, "extensions": tree{extHubs: tree{"spawn-point": tree{}}, extLOD: tree{"ids": []any{0}}},
	})}})
	draco := m.addData([]byte("DRACO\x02\x02\x01\x01\x00\x00\x00\x03\x01"))
	points := m.add("accessors", tree{"componentType": 5126, "count": 3, "type": "VEC3", "min": []any{0, 0, 0}, "max": []any{1, 1, 1}})
	corners := m.add("accessors", tree{"componentType": 5123, "count": 3, "type": "SCALAR"})
	joints := m.add("accessors", tree{"componentType": 5121, "count": 3, "type": "VEC4"})
	squeezed := m.add("meshes", tree{"primitives": []any{tree{
		"attributes": tree{"POSITION": points, "JOINTS_0": joints, "WEIGHTS_0": m.weights()}, "indices": corners, "mode": 4, "targets": []any{tree{"POSITION": points}},
		"extensions": tree{extDraco: tree{"bufferView": draco, "attributes": tree{"POSITION": 0}}},
	}}})
	m.place(tree{"mesh": squeezed, "skin": m.add("skins", tree{"joints": []any{0}, "skeleton": 0})})
	fallback := m.add("buffers", tree{"byteLength": 36, "extensions": tree{extMeshopt: tree{"fallback": true}}})
	packed := m.addData(append([]byte{0xa0}, make([]byte, 31)...))
	m.add("bufferViews", tree{"buffer": fallback, "byteLength": 36, "extensions": tree{extMeshopt: tree{
		"buffer": 0, "byteOffset": m.at("bufferViews", packed)["byteOffset"], "byteLength": 32, "byteStride": 12, "count": 3, "mode": "ATTRIBUTES",
	}}})
	m.add("animations", tree{
		"samplers": []any{tree{"input": m.times(), "output": m.add("accessors", tree{"componentType": 5126, "count": 3, "type": "VEC3"})}}, "channels": []any{tree{"sampler": 0, "target": tree{"node": 0, "path": "scale"}}},
	})
	m.doc["extensionsUsed"] = []any{extInstancing, extDraco, extMeshopt, extWebP, extBasis, extHubs, extLOD}
	return m
}

// weights are those of three points that follow one joint each.
func (m *model) weights() int {
	view := m.addData(le(float32(1), float32(0), float32(0), float32(0), float32(1), float32(0), float32(0), float32(0), float32(1), float32(0), float32(0), float32(0)))
	return m.add("accessors", tree{"bufferView": view, "componentType": 5126, "count": 3, "type": "VEC4"})
}

// times are those of three steps of an animation.
func (m *model) times() int {
	view := m.addData(le(float32(0), float32(1), float32(2)))
	return m.add("accessors", tree{"bufferView": view, "componentType": 5126, "count": 3, "type": "SCALAR", "min": []any{0}, "max": []any{2}})
}

// values a careless or hostile writer might put anywhere.
func oddValues() []any {
	return []any{
		nil, true, -1, 0, 1, 2, 3, 7, 0.5, 255, 65535, 1 << 31, 1 << 52, uint64(1 << 63), 1e30, 1e300, -1e38, 5121, 5125, 5126, "", "MAT4", "SCALAR",
		"data:,x", "http://x", "../x", []any{}, []any{0}, []any{0, 0, 0}, []any{nil}, tree{}, tree{"extensions": tree{}}, make([]int, 16),
	}
}

// mutate changes one member of a description at random.
func mutate(r *rand.Rand, at any) {
	for {
		var inside []any
		switch v := at.(type) {
		case tree:
			keys := make([]string, 0, len(v))
			for k := range v {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			if len(keys) == 0 {
				return
			}
			key := keys[r.IntN(len(keys))]
			if !isTree(v[key]) || r.IntN(6) == 0 {
				if r.IntN(8) == 0 {
					delete(v, key)
				} else {
					v[key] = oddValues()[r.IntN(len(oddValues()))]
				}
				return
			}
			at = v[key]
			continue
		case []any:
			inside = v
		}
		if len(inside) == 0 {
			return
		}
		i := r.IntN(len(inside))
		if !isTree(inside[i]) || r.IntN(6) == 0 {
			inside[i] = oddValues()[r.IntN(len(oddValues()))]
			return
		}
		at = inside[i]
	}
}

func isTree(v any) bool {
	switch v.(type) {
	case tree, []any:
		return true
	}
	return false
}

// A file that is wrong in a few random ways is answered, never fatal, and never gets by with what a reader could trip over:
// what is not refused has been decoded, and its figures are within the limits.
func TestRandomEdits(t *testing.T) {
	if r := inspect(t, everything().glb()); r.Refused() {
		t.Fatalf("before any edit: %v", r.Problems)
	}
	limits := DefaultLimits()
	passed := 0
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := everything()
		for range 1 + r.IntN(3) {
			mutate(r, m.doc)
		}
		report := inspect(t, m.glb())
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, m.text())
		}
		if report.Refused() {
			continue
		}
		passed++
		f := report.Figures
		if f.Triangles < 0 || f.Triangles > limits.Triangles || f.DrawCalls > limits.DrawCalls || f.TextureBytes < 0 || f.Nodes > int64(limits.Nodes) {
			t.Fatalf("seed %d: %+v", seed, f)
		}
	}
	if passed == 0 || passed > 3900 {
		t.Errorf("%d of 4000 passed; the edits test nothing", passed)
	}
}
