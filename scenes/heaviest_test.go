package scenes

import (
	"reflect"
	"testing"
)

// Copies of an object weigh together, an object without a name is called by its group, and lower levels of detail weigh nothing.
func TestTheHeaviestAreNamed(t *testing.T) {
	m := counter()
	m.place(tree{"name": "Chairs", "children": []any{m.add("nodes", tree{"mesh": 0}), m.add("nodes", tree{"mesh": 0})}})
	m.place(tree{"name": "Lamp", "mesh": 0})
	m.place(tree{"name": "Lamp far away", "mesh": 0})
	m.at("nodes", 4)["extensions"] = tree{extLOD: tree{"ids": []any{5}}}
	m.doc["extensionsUsed"] = []any{extLOD}
	m.addPicture(pngOf(t, 64, 32), "image/png")
	r := inspect(t, m.glb())
	want := []Heavy{
		{Name: "Chairs", Kind: "object", Triangles: 2, DrawCalls: 2}, {Name: "Counter", Kind: "object", Triangles: 1, DrawCalls: 1},
		{Name: "Lamp", Kind: "object", Triangles: 1, DrawCalls: 1},
	}
	if !reflect.DeepEqual(r.Heaviest, want) {
		t.Errorf("%+v, want %+v", r.Heaviest, want)
	}
	m = counter()
	m.addPicture(pngOf(t, 2000, 3000), "image/png")
	if r := inspect(t, m.glb()); len(r.Heaviest) != 2 || r.Heaviest[0] != (Heavy{Name: "Wall", Kind: "picture", TextureBytes: 32_000_000}) {
		t.Errorf("%+v", r.Heaviest)
	}
}
