package sample

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"rehearsal/scenes/validator"
)

// each runs a test for every variant of every space.
func each(t *testing.T, test func(t *testing.T, s Space, variant string)) {
	t.Helper()
	for _, s := range Spaces() {
		for _, v := range s.Variants {
			t.Run(s.ID+"/"+v.ID, func(t *testing.T) { test(t, s, v.ID) })
		}
	}
}

// The journeys of the product's own reference, in its order.
func journeys() map[string][]string {
	return map[string][]string{
		"library":   {"door", "sign", "kiosk", "desk", "pc", "shelf", "returns", "exit"},
		"gp":        {"door", "kiosk", "desk", "seat", "screen", "corridor", "room"},
		"housing":   {"door", "greeter", "ticket", "wait", "pod", "desk", "room", "exit"},
		"register":  {"door", "desk", "wait", "room", "certificate", "exit"},
		"emergency": {"door", "navigator", "reception", "wait", "triage", "screen", "stream door"},
	}
}

func TestEverySpaceComesAsItIsAndAsItCouldBe(t *testing.T) {
	var ids []string
	for _, s := range Spaces() {
		ids = append(ids, s.ID)
		if len(s.Variants) != 2 || s.Variants[0].ID != AsIs || s.Variants[1].ID != B {
			t.Errorf("%s: variants %v", s.ID, s.Variants)
		}
		if _, err := s.Build(t.Context(), "c"); !errors.Is(err, ErrUnknownVariant) {
			t.Errorf("%s: building an unknown variant: %v", s.ID, err)
		}
	}
	if want := []string{"library", "gp", "housing", "register", "emergency"}; !slices.Equal(ids, want) {
		t.Errorf("spaces are %v, want %v", ids, want)
	}
}

// Small enough for a headset, and nothing in them that a validator would mention but what it does not know.
func TestSpacesKeepTheirLimits(t *testing.T) {
	each(t, func(t *testing.T, s Space, variant string) {
		glb := buildOf(t, s.ID, variant)
		doc := decode(t, glb)
		triangles, calls := 0, 0
		for _, m := range doc.Meshes {
			for _, p := range m.Primitives {
				calls++
				triangles += doc.Accessors[*p.Indices].Count / 3
			}
		}
		t.Logf("%d bytes, %d triangles, %d draw calls", len(glb), triangles, calls)
		if len(glb) > mostBytes || triangles > mostTriangles || calls > mostDrawCalls {
			t.Errorf("%d bytes, %d triangles, %d draw calls", len(glb), triangles, calls)
		}
	})
}

func TestSpacesAreValid(t *testing.T) {
	each(t, func(t *testing.T, s Space, variant string) {
		glb := buildOf(t, s.ID, variant)
		report, err := validator.Validate(t.Context(), bytes.NewReader(glb), int64(len(glb)), validator.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range report.Issues {
			if i.Severity == validator.Error || i.Severity == validator.Warning {
				t.Errorf("%s %s at %s: %s", i.Severity, i.Code, i.Pointer, i.Message)
			}
		}
	})
}

// A version is known by the hash of its bytes.
func TestSpacesAreTheSameEachTime(t *testing.T) {
	for _, s := range Spaces() {
		for _, v := range s.Variants {
			first, second := drawn(t, s, v.ID), drawn(t, s, v.ID)
			if first != second {
				t.Errorf("%s, %s: two drawings differ", s.ID, v.ID)
			}
		}
	}
	again, err := spaceOf(t, "gp").Build(t.Context(), B)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again, buildOf(t, "gp", B)) {
		t.Error("two builds differ")
	}
}

// drawn is a hash of everything but the light.
func drawn(t *testing.T, s Space, variant string) [sha256.Size]byte {
	t.Helper()
	k, err := s.kit(variant)
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	for _, thing := range k.things {
		fmt.Fprintln(h, thing.name, thing.origin, thing.turned, thing.extras)
		for m := range thing.meshes {
			fmt.Fprintln(h, m, thing.meshes[m])
		}
	}
	h.Write(k.atlas.img.Pix)
	return [sha256.Size]byte(h.Sum(nil))
}

func TestBuildingStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := spaceOf(t, "gp").Build(ctx, AsIs); !errors.Is(err, context.Canceled) {
		t.Errorf("building after the context ended: %v", err)
	}
}

func TestTouchpointsStandInTheOrderOfTheJourney(t *testing.T) {
	want := journeys()
	each(t, func(t *testing.T, s Space, variant string) {
		k := kitIn(t, s.ID, variant)
		journey := slices.Clone(want[s.ID])
		if s.ID == "emergency" && variant == AsIs { // nobody and nothing tells how long it takes
			journey = slices.DeleteFunc(journey, func(n string) bool { return n == "navigator" || n == "screen" })
		}
		var names []string
		for _, p := range k.marked("tp:") {
			if name := strings.TrimPrefix(p.name, "tp:"); slices.Contains(want[s.ID], name) {
				names = append(names, name)
			}
		}
		if !slices.Equal(names, journey) {
			t.Errorf("journey is %v, want %v", names, journey)
		}
		if len(k.marked("spawn:")) != 1 || len(k.marked("zone:queue"))+len(k.marked("zone:waiting")) == 0 {
			t.Error("no way in, or nowhere to wait")
		}
	})
}

// Seats and wheelchair spaces as the reference counts them.
func TestSpacesHaveTheirSeats(t *testing.T) {
	seats := map[string][2]int{"library": {12, 2}, "gp": {24, 3}, "housing": {30, 4}, "register": {16, 2}, "emergency": {50, 6}}
	sizes := map[string][3]float64{"library": {16, 12, 3.2}, "gp": {16, 12.5, 2.7}, "housing": {20, 14, 3}, "register": {18, 10, 3}, "emergency": {22, 14, 2.7}}
	each(t, func(t *testing.T, s Space, variant string) {
		k := kitIn(t, s.ID, variant)
		if got := [2]int{len(k.marked("Seat.")), len(k.marked("zone:wheelchair"))}; got != seats[s.ID] {
			t.Errorf("%v seats and wheelchair spaces, want %v", got, seats[s.ID])
		}
		if got := [3]float64{k.floor.x1 - k.floor.x0, k.floor.y1 - k.floor.y0, k.height}; got != sizes[s.ID] {
			t.Errorf("the room is %v, want %v", got, sizes[s.ID])
		}
		for _, z := range k.marked("zone:wheelchair") {
			size := z.extras["size"].([3]float64)
			if math.Min(size[0], size[2]) < 0.9-1e-9 || math.Max(size[0], size[2]) < 1.4-1e-9 {
				t.Errorf("%s is %v", z.name, size)
			}
		}
	})
}

// Nothing hangs in the air outside, and there is floor under everything that has a place.
func TestEverythingIsInTheRoom(t *testing.T) {
	each(t, func(t *testing.T, s Space, variant string) {
		k := kitIn(t, s.ID, variant)
		for _, thing := range k.things {
			o := thing.origin
			if o[0] < k.floor.x0 || o[0] > k.floor.x1 || o[2] < k.floor.y0 || o[2] > k.floor.y1 {
				t.Errorf("%s stands at %v", thing.name, o)
			}
			if thing.name == "room" || strings.HasPrefix(thing.name, "tp:door") || thing.name == "tp:exit" {
				continue // walls have depth, and doors their leaves
			}
			for m := range thing.meshes {
				for _, v := range thing.meshes[m].vertices {
					const deep = 0.08
					if v.at[0] < k.floor.x0-deep || v.at[0] > k.floor.x1+deep || v.at[2] < k.floor.y0-deep || v.at[2] > k.floor.y1+deep || v.at[1] < -0.001 || v.at[1] > k.height+0.01 {
						t.Fatalf("%s (material %d) reaches %v", thing.name, m, v.at)
					}
				}
			}
		}
	})
}

// In every variant one gets from the door to every touchpoint on a way of 1.2 m (0.8 m through doors), and can turn there.
func TestOneCanGetEverywhere(t *testing.T) {
	each(t, func(t *testing.T, s Space, variant string) {
		k := kitIn(t, s.ID, variant)
		p := k.plan()
		ways := p.waysFrom(k.marked("spawn:")[0].origin)
		for _, point := range k.marked("tp:") {
			if point.origin[1] > 0 {
				continue // a screen is looked at
			}
			if ways.to(point.origin) == nil {
				t.Errorf("no way leads to %s", point.name)
			}
			if !p.room(point.origin, 1.8) {
				t.Errorf("nowhere near %s a circle of 1.5 m is free", point.name)
			}
		}
	})
}

// Counters: a part at 0.76 m, at least 1.5 m wide, with room for knees.
func TestCountersHaveALowPart(t *testing.T) {
	each(t, func(t *testing.T, s Space, variant string) {
		k := kitIn(t, s.ID, variant)
		desks := 0
		for _, point := range k.marked("tp:") {
			name := strings.TrimPrefix(point.name, "tp:")
			if !strings.HasPrefix(name, "desk") && name != "reception" && name != "booth" && point.extras["kind"] != "desk" {
				continue
			}
			desks++
			low := 0.0
			for m := range point.meshes {
				mesh := &point.meshes[m]
				for i := 0; i+2 < len(mesh.indices); i += 3 {
					a, b, c := mesh.vertices[mesh.indices[i]], mesh.vertices[mesh.indices[i+1]], mesh.vertices[mesh.indices[i+2]]
					if a.normal[1] > 0.99 && math.Abs(a.at[1]-deskLow) < 1e-6 {
						low += b.at.sub(a.at).cross(c.at.sub(a.at)).length() / 2
					}
				}
			}
			if low < 1.5*deskDepth {
				t.Errorf("%s has %.2f m² at %.2f m", point.name, low, deskLow)
			}
		}
		if desks == 0 {
			t.Error("no desk")
		}
	})
}

// kits are drawn once for all tests that only look at them.
var kits sync.Map

// builds are made once for all tests that only look at them.
var builds sync.Map

func buildOf(t *testing.T, id, variant string) []byte {
	t.Helper()
	make := func() ([]byte, error) { return spaceOf(t, id).Build(context.Background(), variant) }
	build, _ := builds.LoadOrStore(id+"/"+variant, sync.OnceValues(make))
	glb, err := build.(func() ([]byte, error))()
	if err != nil {
		t.Fatal(err)
	}
	return glb
}

func spaceOf(t *testing.T, id string) Space {
	t.Helper()
	all := Spaces()
	i := slices.IndexFunc(all, func(s Space) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("no space %s", id)
	}
	return all[i]
}

func kitIn(t *testing.T, id, variant string) *kit {
	t.Helper()
	draw := func() (*kit, error) { return spaceOf(t, id).kit(variant) }
	kept, _ := kits.LoadOrStore(id+"/"+variant, sync.OnceValues(draw))
	k, err := kept.(func() (*kit, error))()
	if err != nil {
		t.Fatal(err)
	}
	return k
}
