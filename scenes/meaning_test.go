package scenes

import (
	"math"
	"testing"

	"github.com/qmuntal/gltf"
)

// place adds a node to the scene.
func (m *model) place(n tree) {
	scene := m.at("scenes", 0)
	scene["nodes"] = append(scene["nodes"].([]any), m.add("nodes", n))
}

func TestSpawns(t *testing.T) {
	half := math.Sqrt2 / 2
	for name, c := range map[string]struct {
		node tree
		want Place
	}{
		"by prefix":                       {tree{"name": "spawn:entrance"}, Place{Name: "entrance"}},
		"in any case":                     {tree{"name": "Spawn: Front door"}, Place{Name: "Front door"}},
		"Blender's copy":                  {tree{"name": "SpawnPoint.001"}, Place{Name: "SpawnPoint.001"}},
		"with a blank":                    {tree{"name": "Spawn Point"}, Place{Name: "Spawn Point"}},
		"numbered":                        {tree{"name": "spawn_2"}, Place{Name: "spawn_2"}},
		"OMI with a title":                {tree{"name": "Empty", "extensions": tree{extSpawn: tree{"title": "Hill East"}}}, Place{Name: "Hill East", Yaw: math.Pi}},
		"OMI without":                     {tree{"name": "Empty", "extensions": tree{extSpawn: tree{}}}, Place{Name: "Empty", Yaw: math.Pi}},
		"Hubs":                            {tree{"name": "A", "extensions": tree{extHubsNew: tree{"spawn-point": tree{}}}}, Place{Name: "A", Yaw: math.Pi}},
		"Spoke's string":                  {tree{"name": "B", "extensions": tree{extHubs: tree{"waypoint": tree{"canBeSpawnPoint": "true"}}}}, Place{Name: "B", Yaw: math.Pi}},
		"to the left of what it looks at": {tree{"name": "spawn", "translation": []any{-9.5, 0, 3}}, Place{Name: "spawn", Position: [3]float64{-9.5, 0, 3}, Yaw: -math.Pi / 2}},
		"turned to face +x":               {tree{"name": "spawn", "rotation": []any{0, half, 0, half}}, Place{Name: "spawn", Yaw: -math.Pi / 2}},
		"turned around":                   {tree{"name": "spawn", "rotation": []any{0, 1, 0, 6e-17}}, Place{Name: "spawn"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := counter()
			m.doc["extensionsUsed"] = []any{extSpawn, extHubs, extHubsNew}
			m.at("nodes", 0)["translation"] = []any{-0.5, 0, 0} // the middle of the scene is the origin
			m.place(c.node)
			r := inspect(t, m.glb())
			if len(grave(r)) != 0 || len(r.Meaning.Spawns) != 1 {
				t.Fatalf("%v, spawns %v", codes(r), r.Meaning.Spawns)
			}
			got := r.Meaning.Spawns[0]
			if got.Name != c.want.Name || got.Position != c.want.Position || math.Abs(got.Yaw-c.want.Yaw) > 1e-6 {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func TestNotEveryNameIsASpawn(t *testing.T) {
	for _, name := range []string{"spawner", "Respawn", "spawning pool", "Seat", "tpdoor", "tp", "tp: ", ""} {
		m := counter()
		m.place(tree{"name": name, "extensions": tree{extHubs: tree{"waypoint": tree{"canBeSpawnPoint": false}}}})
		m.doc["extensionsUsed"] = []any{extHubs}
		if m := inspect(t, m.glb()).Meaning; len(m.Spawns) != 1 || m.Spawns[0].Kind != proposed || len(m.Touchpoints) != 0 {
			t.Errorf("%q: %v %v", name, m.Spawns, m.Touchpoints)
		}
	}
}

func TestTouchpointStandsInTheWorld(t *testing.T) {
	m := counter()
	child := m.add("nodes", tree{"name": "tp:Help desk", "translation": []any{1, 0, 0}})
	m.place(tree{"translation": []any{0, 0, 5}, "rotation": []any{0, 1, 0, 0}, "scale": []any{2, 2, 2}, "children": []any{child}})
	r := inspect(t, m.glb())
	if len(r.Meaning.Touchpoints) != 1 || r.Meaning.Touchpoints[0].Name != "Help desk" {
		t.Fatalf("%v", r.Meaning.Touchpoints)
	}
	for axis, want := range [3]float64{-2, 0, 5} {
		if got := r.Meaning.Touchpoints[0].Position[axis]; math.Abs(got-want) > 1e-9 {
			t.Errorf("position %v", r.Meaning.Touchpoints[0].Position)
		}
	}
}

// What is not in the scene that a viewer shows is not in the report either.
func TestOtherScenesAreNotShown(t *testing.T) {
	m := counter()
	hidden := m.add("nodes", tree{"name": "tp:hidden", "mesh": 0, "translation": []any{50, 0, 0}})
	m.add("scenes", tree{"nodes": []any{hidden}})
	if r := inspect(t, m.glb()); len(r.Meaning.Touchpoints) != 0 || r.Max[0] != 1 || r.Figures.DrawCalls != 1 {
		t.Errorf("%+v", r)
	}
}

func TestInstancesSpreadTheBounds(t *testing.T) {
	m := counter()
	where := m.addData(le(float32(0), float32(0), float32(0), float32(10), float32(0), float32(-4)))
	size := m.addData(le(float32(1), float32(1), float32(1), float32(2), float32(2), float32(2)))
	turn := m.addData([]byte{0, 0, 0, 127, 0, 127, 0, 0}) // normalised bytes: none, and half round
	vectors := func(view int) int {
		return m.add("accessors", tree{"bufferView": view, "componentType": 5126, "count": 2, "type": "VEC3"})
	}
	rotations := m.add("accessors", tree{"bufferView": turn, "componentType": 5120, "normalized": true, "count": 2, "type": "VEC4"})
	m.doc["extensionsUsed"] = []any{extInstancing}
	m.at("nodes", 0)["extensions"] = tree{extInstancing: tree{"attributes": tree{
		"TRANSLATION": vectors(where), "SCALE": vectors(size), "ROTATION": rotations,
	}}}
	r := inspect(t, m.glb())
	if len(grave(r)) != 0 || r.Figures.Triangles != 2 || r.Figures.DrawCalls != 1 {
		t.Errorf("%v %+v", r.Problems, r.Figures)
	}
	for axis, want := range [3]float64{10, 2, 0} {
		if math.Abs(r.Max[axis]-want) > 1e-6 {
			t.Errorf("bounds %v %v", r.Min, r.Max)
		}
	}
	if math.Abs(r.Min[2]+4) > 1e-6 || math.Abs(r.Min[0]) > 1e-6 {
		t.Errorf("bounds %v %v", r.Min, r.Max)
	}
}

func TestQuantisedPositionsAreMetres(t *testing.T) {
	m := counter()
	points := m.addData(le(int16(-32767), int16(0), int16(0), int16(0), int16(32767), int16(0), int16(0), int16(0), int16(0), int16(32767), int16(0), int16(0)))
	m.at("bufferViews", points)["byteStride"] = 8
	m.doc["accessors"].([]any)[1] = tree{
		"bufferView": points, "componentType": 5122, "normalized": true, "count": 3, "type": "VEC3",
		"min": []any{-32767, 0, 0}, "max": []any{32767, 32767, 0},
	}
	m.doc["extensionsUsed"], m.doc["extensionsRequired"] = []any{extQuantization}, []any{extQuantization}
	r := inspect(t, m.glb())
	if len(grave(r)) != 0 || r.Min != [3]float64{-1, 0, 0} || r.Max != [3]float64{1, 1, 0} {
		t.Errorf("%v %v %v", r.Problems, r.Min, r.Max)
	}
}

func TestTrianglesByMode(t *testing.T) {
	v := &inspection{text: &textScan{}}
	v.doc.Accessors = []*gltf.Accessor{{Count: 9}}
	for mode, want := range map[gltf.PrimitiveMode]int64{
		gltf.PrimitiveTriangles: 3, gltf.PrimitiveTriangleStrip: 7, gltf.PrimitiveTriangleFan: 7, gltf.PrimitivePoints: 0, gltf.PrimitiveLines: 0,
	} {
		p := &gltf.Primitive{Attributes: gltf.PrimitiveAttributes{gltf.POSITION: 0}, Mode: mode}
		if got := v.trianglesOf(p); got != want {
			t.Errorf("mode %v: %d, want %d", mode, got, want)
		}
	}
}

func TestLowerLevelsOfDetailAreNotCounted(t *testing.T) {
	m := counter()
	m.place(tree{"mesh": 0})
	m.doc["extensionsUsed"] = []any{extLOD}
	m.at("nodes", 0)["extensions"] = tree{extLOD: tree{"ids": []any{1}}}
	if r := inspect(t, m.glb()); r.Figures.DrawCalls != 1 || len(grave(r)) != 0 {
		t.Errorf("%+v %v", r.Figures, codes(r))
	}
}
