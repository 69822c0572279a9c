package scenes

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// packedFile is a model of the corpus and the files beside it as one file.
func packedFile(t *testing.T, path string) []byte {
	t.Helper()
	ctx := context.Background()
	b, _, err := OpenFile(ctx, path, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	src, size, err := b.Packed(ctx)
	if err != nil {
		return nil
	}
	file, err := io.ReadAll(io.NewSectionReader(src, 0, size))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// What the examples of the Open Metaverse extensions mean.
func TestMeaningOfOMI(t *testing.T) {
	dir := filepath.Join(corpus(t), "semantics/omi")
	type found struct{ spawns, seats, zones, hidden []string }
	want := map[string]found{
		"OMI_environment_sky-mars_physical_sky":     {},
		"OMI_environment_sky-space_black_gradient":  {},
		"OMI_physics_body-compound_trigger":         {zones: []string{"CompoundTriggerL", "SeparateTrigger"}},
		"OMI_physics_body-dynamic_with_velocity":    {},
		"OMI_physics_body-indirect_children":        {zones: []string{"TriggerDirect", "TriggerIndirect", "TriggerSameNode"}},
		"OMI_physics_body-static_compound_collider": {},
		"OMI_physics_body-trigger_box":              {zones: []string{"TriggerBox"}},
		"OMI_physics_body-two_boxes":                {zones: []string{"TriggerBody"}},
		"OMI_physics_shape-box_collider":            {},
		"OMI_physics_shape-concave_trimesh_only":    {},
		"OMI_physics_shape-convex_hull_only":        {},
		"OMI_physics_shape-default_box":             {},
		"OMI_physics_body-triggers":                 {zones: []string{"Triggers", "Standalone"}},
		"OMI_physics_gravity-ramp_gravity":          {},
		"OMI_physics_gravity-rounded_cube":          {},
		"OMI_physics_joint-hanging_rope":            {},
		"OMI_physics_joint-rope_railing":            {},
		"OMI_physics_joint-slider_ball":             {},
		"OMI_physics_joint-swing_and_slide":         {},
		"OMI_physics_shape-concave_trimesh":         {},
		"OMI_physics_shape-convex_hull":             {},
		"OMI_seat-recliner_chair_legs":              {seats: []string{"ReclinerChairLegs 180"}},
		"OMI_seat-simple_chair_down_x":              {seats: []string{"SimpleChairDownX 90"}},
		"OMI_seat-simple_chair_neg_z":               {seats: []string{"SimpleChairNegZ 0"}},
		"OMI_seat-simple_chair_what":                {seats: []string{"SimpleChairWhat -150"}},
		"OMI_spawn_point-red_spawn_point":           {spawns: []string{"Spawn Point 180"}},
		"OMI_spawn_point-spawn_point":               {spawns: []string{"Spawn Point 180"}},
		"OMI_vehicle_hover_thruster-hovercraft":     {seats: []string{"PassengerSeatFront 180", "PassengerSeatRearLeft 180", "PassengerSeatRearRight 180", "PilotSeat 180"}},
		"OMI_vehicle_thruster-simple_spaceship":     {seats: []string{"SimpleSpaceshipPilotSeat 180"}},
		"OMI_vehicle_wheel-simple_car":              {seats: []string{"SeatBackLeft 180", "SeatBackRight 180", "SeatPassenger 180", "SeatPilot 180"}},
	}
	models, err := filepath.Glob(filepath.Join(dir, "*/*.gltf"))
	if err != nil || len(models) < len(want) {
		t.Fatalf("%d models, %v", len(models), err)
	}
	for _, path := range models {
		name := filepath.Base(filepath.Dir(path))
		r := inspect(t, packedFile(t, path))
		w, is := want[name]
		if r.Refused() || !is {
			t.Errorf("%s: %v", name, r.Problems)
		}
		m := r.Meaning
		got := found{spawns: looks(m.Spawns), seats: looks(m.Seats), hidden: m.Hidden}
		for _, z := range m.Zones {
			got.zones = append(got.zones, z.Name)
		}
		if !slices.Equal(got.spawns, w.spawns) || !slices.Equal(got.seats, w.seats) || !slices.Equal(got.zones, w.zones) || !slices.Equal(got.hidden, w.hidden) {
			t.Errorf("%s: %+v, want %+v", name, got, w)
		}
	}
}

// looks are names, and the degrees in which people look there; what was proposed is left out.
func looks(places []Place) (all []string) {
	for _, p := range places {
		if p.Kind != proposed {
			all = append(all, p.Name+" "+strconv.Itoa(int(math.Round(p.Yaw*180/math.Pi))))
		}
	}
	return all
}

// A trigger made up of several shapes is one zone, and one beside them another.
func TestTriggersAreZones(t *testing.T) {
	m := counter()
	m.doc["extensionsUsed"] = []any{extBody, extShape}
	m.doc["extensions"] = tree{extShape: tree{"shapes": []any{
		tree{"type": "box", "box": tree{"size": []any{3, 1, 1}}}, tree{"type": "box", "box": tree{"size": []any{1, 3, 1}}},
		tree{"type": "capsule", "capsule": tree{"radius": 0.5, "height": 1}}, tree{"type": "convex", "convex": tree{"mesh": 0}},
	}}}
	trigger := func(t tree) tree { return tree{extBody: tree{"trigger": t}} }
	a := m.add("nodes", tree{"name": "A", "translation": []any{1, 0, 0}, "extensions": trigger(tree{"shape": 0})})
	b := m.add("nodes", tree{"name": "B", "translation": []any{0, 2, 0}, "extensions": trigger(tree{"shape": 1})})
	alone := m.add("nodes", tree{"name": "Alone", "translation": []any{0, 0, 4}, "extensions": trigger(tree{"shape": 2})})
	m.place(tree{"name": "L", "children": []any{a, b, alone}, "extensions": trigger(tree{"nodes": []any{a, b}})})
	inner := m.add("nodes", tree{"name": "Inner", "extensions": trigger(tree{"shape": 3})})
	m.place(tree{"name": "Whole", "children": []any{inner}, "extensions": trigger(tree{})})
	m.place(tree{"name": "Field", "extensions": tree{extBody: tree{"trigger": tree{"shape": 0}}, extGravity: tree{"gravity": 1}}})
	want := []Zone{
		{"L", "L", [3]float64{-0.5, -0.5, -0.5}, [3]float64{2.5, 3.5, 0.5}},
		{"Whole", "Whole", [3]float64{0, 0, 0}, [3]float64{1, 1, 0}},
		{"Alone", "Alone", [3]float64{-0.5, -1, 3.5}, [3]float64{0.5, 1, 4.5}},
	}
	if got := inspect(t, m.glb()).Meaning.Zones; !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// A floor, or a height that stands for one, and a place to come in at are found in every scene that is accepted, and lie within it.
func TestEverySceneHasAFloor(t *testing.T) {
	dir := corpus(t)
	count, inferred := 0, 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.Contains(path, "hostile") || !strings.HasSuffix(path, ".glb") && !strings.HasSuffix(path, ".gltf") {
			return err
		}
		file := packedFile(t, path)
		if file == nil {
			return nil
		}
		r := inspect(t, file)
		if r.Refused() {
			return nil
		}
		count++
		m := r.Meaning
		if m.Floor.Inferred {
			inferred++
		}
		high := r.Max[1] - r.Min[1]
		if m.Floor.Height < r.Min[1]-0.01 || m.Floor.Height > r.Min[1]+max(0.4*high, 0.5) {
			t.Errorf("%s: floor %+v, bounds %v %v", path, m.Floor, r.Min, r.Max)
		}
		if len(m.Floor.Nodes) == 0 && !m.Floor.Inferred || len(m.Spawns) == 0 {
			t.Errorf("%s: %+v", path, m)
		}
		for _, s := range m.Spawns {
			if s.Kind == proposed && (s.Position[0] < r.Min[0] || s.Position[0] > r.Max[0] || s.Position[2] < r.Min[2] || s.Position[2] > r.Max[2] || s.Position[1] != m.Floor.Height) {
				t.Errorf("%s: %+v outside %v %v", path, s, r.Min, r.Max)
			}
		}
		return nil
	})
	if err != nil || count < 120 || inferred == count {
		t.Errorf("%d scenes, %d with an inferred floor, %v", count, inferred, err)
	}
}

// Real files in the wrong units, or on their side, are found out, and those that are right are left alone.
func TestScaleOfRealScenes(t *testing.T) {
	dir := corpus(t)
	for path, want := range map[string][]string{
		"broken-real/air-conditioner/model.glb":   {"units-millimetres"},
		"scenes/LittlestTokyo-transformed.glb":    {"units-centimetres"},
		"scenes/simple_room.glb":                  {"up-z"},
		"scenes/LoadingEnvironment.glb":           {},
		"scenes/hall.glb":                         {},
		"blender/16_volume/16_volume.gltf":        {},
		"service-scenes/branch-library.glb":       {},
		"service-scenes/civic-office.glb":         {},
		"service-scenes/street-service-point.glb": {},
		"furniture/smoke-detector/model.glb":      {},
	} {
		if got := inspect(t, packedFile(t, filepath.Join(dir, path))).Meaning.Mends(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

// slabOf is a box of a scene under construction: its middle and its size.
func (m *model) slabOf(name string, at, size [3]float64) {
	half := m.add("accessors", tree{
		"bufferView": m.addData(le(float32(-size[0]/2), float32(-size[1]/2), float32(-size[2]/2), float32(size[0]/2), float32(size[1]/2), float32(size[2]/2),
			float32(-size[0]/2), float32(size[1]/2), float32(size[2]/2))),
		"componentType": 5126, "count": 3, "type": "VEC3",
		"min": []any{-float32(size[0] / 2), -float32(size[1] / 2), -float32(size[2] / 2)}, "max": []any{float32(size[0] / 2), float32(size[1] / 2), float32(size[2] / 2)},
	})
	mesh := m.add("meshes", tree{"primitives": []any{tree{"attributes": tree{"POSITION": half}}}})
	m.place(tree{"name": name, "mesh": mesh, "translation": []any{at[0], at[1], at[2]}})
}

// room is a room of 8 × 6 m with a door and two chairs, with so many units to a metre.
func room(unit float64, up string) *model {
	m := counter()
	m.at("scenes", 0)["nodes"] = []any{}
	put := func(name string, at, size [3]float64) {
		if up == "z" {
			at, size = [3]float64{at[0], -at[2], at[1]}, [3]float64{size[0], size[2], size[1]}
		}
		for axis := range 3 {
			at[axis], size[axis] = at[axis]*unit, size[axis]*unit
		}
		m.slabOf(name, at, size)
	}
	put("Boden", [3]float64{0, -0.05, 0}, [3]float64{8, 0.1, 6})
	put("Nenfwd", [3]float64{0, 2.75, 0}, [3]float64{8, 0.1, 6})
	put("Main door", [3]float64{0, 1.05, 2.95}, [3]float64{1, 2.1, 0.1})
	put("Cadair 1", [3]float64{2, 0.45, 1}, [3]float64{0.5, 0.9, 0.5})
	put("Chair.002", [3]float64{3, 0.45, 1}, [3]float64{0.5, 0.9, 0.5})
	put("Chair leg", [3]float64{3, 0.2, 1}, [3]float64{0.05, 0.4, 0.05})
	return m
}

func TestScaleAndUpAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		unit  float64
		up    string
		mends []string
	}{
		"metres":             {1, "y", []string{}},
		"centimetres":        {100, "y", []string{"units-centimetres"}},
		"millimetres":        {1000, "y", []string{"units-millimetres"}},
		"inches":             {1 / 0.0254, "y", []string{"units-inches"}},
		"on its side":        {1, "z", []string{"up-z"}},
		"on its side, in mm": {1000, "z", []string{"units-millimetres", "up-z"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := inspect(t, room(c.unit, c.up).glb()).Meaning
			if !slices.Equal(m.Mends(), c.mends) {
				t.Errorf("%v, want %v", m.Mends(), c.mends)
			}
			if len(m.Seats) != 2 || m.Seats[0].Node != "Cadair 1" || m.Seats[1].Node != "Chair.002" {
				t.Errorf("seats %+v", m.Seats)
			}
			if c.up == "y" && (!slices.Equal(m.Floor.Nodes, []string{"Boden"}) || m.Floor.Inferred || m.Floor.Height != 0) {
				t.Errorf("floor %+v", m.Floor)
			}
		})
	}
}

// Somebody who comes in where nothing says where does not stand in the furniture.
func TestProposedSpawnStandsFree(t *testing.T) {
	m := room(1, "y")
	m.slabOf("Table", [3]float64{0, 0.4, 0}, [3]float64{3, 0.8, 3})
	s := inspect(t, m.glb()).Meaning.Spawns
	if len(s) != 1 || s[0].Kind != proposed || math.Abs(s[0].Position[0]) < 1.5 && math.Abs(s[0].Position[2]) < 1.5 || s[0].Position[1] != 0 {
		t.Errorf("%+v", s)
	}
}

func TestKindsOfTouchpoints(t *testing.T) {
	for name, want := range map[string]string{
		"Help desk": "desk", "Exit sign": "sign", "Arwydd allanfa": "sign", "desg gymorth": "desk", "Entrance": "door", "drws ffrynt": "door",
		"Self-service kiosk": "kiosk", "Ciosg": "kiosk", "QueueScreen": "screen", "Sgrin": "screen", "Waiting room": "room", "Waiting area": "seat",
		"Door to meeting room": "door", "Way out": "exit", "Allanfa": "exit", "ystafell dawel": "room", "Returns": "other", "help_desk.001": "desk",
		"Seddau": "seat", "Counter 2": "desk", "reception": "desk", "": "other",
	} {
		if got := kindOf(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

func TestPlacesSayWhatTheyAre(t *testing.T) {
	m := counter()
	m.place(tree{"name": "Empty", "extras": tree{"touchpoint": "Desg y llyfrgell", "party": "renters"}})
	m.place(tree{"name": "TP_Kiosk", "extras": tree{"kind": "Screen"}})
	m.place(tree{"name": "tp:Not me", "extras": tree{"touchpoint": false}})
	m.place(tree{"name": "Corner", "extras": tree{"type": "zone", "label": "Quiet corner", "size": []any{2, 1, 4}}, "translation": []any{5, 0, 0}})
	m.place(tree{"name": "zone:Queue", "scale": []any{2, 1, 3}})
	m.place(tree{"name": "Sedd 2", "extras": tree{"seat": "By the window"}})
	m.place(tree{"name": "Poster", "extras": tree{"link": "https://example.org/a"}})
	m.place(tree{"name": "Trap", "extras": tree{"link": "javascript:alert(1)"}})
	got := inspect(t, m.glb()).Meaning
	tp := got.Touchpoints
	if len(tp) != 2 || tp[0].Name != "Desg y llyfrgell" || tp[0].Kind != "desk" || tp[0].Party != "renters" || tp[1].Name != "Kiosk" || tp[1].Kind != "screen" {
		t.Errorf("touchpoints %+v", tp)
	}
	zones := []Zone{
		{"Quiet corner", "Corner", [3]float64{4, 0, -2}, [3]float64{6, 1, 2}},
		{"Queue", "zone:Queue", [3]float64{-2, -1, -3}, [3]float64{2, 1, 3}},
	}
	if !slices.Equal(got.Zones, zones) {
		t.Errorf("zones %+v", got.Zones)
	}
	if len(got.Seats) != 1 || got.Seats[0].Name != "By the window" {
		t.Errorf("seats %+v", got.Seats)
	}
	if len(got.Links) != 1 || got.Links[0].Name != "Poster" || got.Links[0].Address != "https://example.org/a" {
		t.Errorf("links %+v", got.Links)
	}
}

// A file made to be slow to understand is not.
func TestMeaningOfManyNodesIsFoundQuickly(t *testing.T) {
	m := counter()
	var nodes []any
	const deep, wide = 250, 19_000
	for i := range deep {
		nodes = append(nodes, tree{"name": "Chair group " + strconv.Itoa(i), "children": []any{i + 1}})
	}
	last := nodes[deep-1].(tree)
	last["children"] = nil
	children := []any{}
	for i := range wide {
		children = append(children, deep+i)
		nodes = append(nodes, tree{"name": "Chair", "mesh": 0, "extras": tree{"walkable": i%2 == 0, "hidden": i%2 == 0}})
	}
	last["children"] = children
	m.doc["nodes"] = nodes
	limits := DefaultLimits()
	limits.DrawCalls = wide
	began := time.Now()
	file := m.glb()
	r, err := inspectAs(context.Background(), bytes.NewReader(file), int64(len(file)), limits)
	if took := time.Since(began); err != nil || r.Refused() || took > 10*time.Second {
		t.Errorf("%v %v after %v", err, codes(r), took)
	}
	if len(r.Meaning.Seats) != mostPlaces || len(r.Meaning.Hidden) != mostPlaces {
		t.Errorf("%d seats, %d hidden", len(r.Meaning.Seats), len(r.Meaning.Hidden))
	}
}

// However much a file says, a report stays small, and names are cleaned: they are somebody else's text.
func TestMeaningIsBounded(t *testing.T) {
	m := counter()
	for i := range 400 {
		m.place(tree{"name": "tp:\u202edesk\n" + strings.Repeat("x", 300), "extras": tree{"seat": true, "spawn": true, "zone": true, "hidden": true, "link": "https://example.org/" + strconv.Itoa(i)}})
	}
	got := inspect(t, m.glb()).Meaning
	for _, count := range []int{len(got.Touchpoints), len(got.Seats), len(got.Spawns), len(got.Zones), len(got.Links), len(got.Hidden)} {
		if count != mostPlaces {
			t.Errorf("%d", count)
		}
	}
	if name := got.Touchpoints[0].Name; cleanName(name) != name || strings.ContainsAny(name, "\u202e\n") || len([]rune(name)) > mostName+1 {
		t.Errorf("%q", name)
	}
}
