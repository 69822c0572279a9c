package scenes

import (
	"math"
	"path/filepath"
	"slices"
	"testing"
)

// knownRoom is what one room means, in whichever convention it says so.
type knownRoom struct {
	Scene       string       `json:"scene"`
	SpawnPoints []knownPlace `json:"spawnPoints"`
	Seats       []knownPlace `json:"seats"`
	Links       []struct {
		Node string `json:"node"`
		URI  string `json:"uri"`
	} `json:"links"`
	Walkable string   `json:"walkable"`
	Hidden   []string `json:"hidden"`
}

type knownPlace struct {
	Node        string     `json:"node"`
	Translation [3]float64 `json:"translation"`
	YawDeg      float64    `json:"yawDeg"` // of the node; it faces its local +z
}

func civicTruth(t *testing.T) (string, knownRoom) {
	dir := filepath.Join(corpus(t), "semantics/own")
	return dir, load[knownRoom](t, filepath.Join(dir, "civic-office.truth.json"))
}

// The same room means the same in each of the conventions for saying so: nothing is missing, and nothing is there besides.
func TestMeaningOfTheSameRoom(t *testing.T) {
	dir, want := civicTruth(t)
	for _, convention := range []string{"omi", "hubs", "names"} {
		t.Run(convention, func(t *testing.T) {
			m := checkIn2s(t, filepath.Join(dir, "civic-office."+convention+".glb")).Meaning
			holdsPlaces(t, m.Spawns, want.SpawnPoints)
			holdsPlaces(t, m.Seats, want.Seats)
			// In names and extras, the seats and the helper are renamed to say what they are.
			renamed := convention == "names"
			for i, s := range m.Spawns {
				if s.Name != want.SpawnPoints[i].Node || !renamed && s.Node != s.Name {
					t.Errorf("spawn %+v, want %s", s, want.SpawnPoints[i].Node)
				}
			}
			for i, s := range m.Seats {
				if !renamed && (s.Name != want.Seats[i].Node || s.Node != s.Name) {
					t.Errorf("seat %+v, want %s", s, want.Seats[i].Node)
				}
			}
			for i, l := range m.Links {
				if len(m.Links) != len(want.Links) || l.Node != want.Links[i].Node || l.Address != want.Links[i].URI {
					t.Fatalf("links %+v, want %+v", m.Links, want.Links)
				}
			}
			hidden := want.Hidden
			if renamed {
				hidden = []string{"Floor_navmesh"}
			}
			if !slices.Equal(m.Hidden, hidden) || !slices.Equal(m.Floor.Nodes, []string{want.Walkable}) {
				t.Errorf("hidden %v, floor %v", m.Hidden, m.Floor)
			}
			if m.Floor.Inferred || m.Floor.Height != 0 || m.Units != "m" || m.Up != "y" || len(m.Touchpoints)+len(m.Zones) != 0 || len(m.Links) != len(want.Links) {
				t.Errorf("%+v", m)
			}
			if convention == "omi" && m.Title != want.Scene {
				t.Errorf("title %q", m.Title)
			}
		})
	}
}

func holdsPlaces(t *testing.T, got []Place, want []knownPlace) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d places, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		yaw := math.Remainder(w.YawDeg*math.Pi/180+math.Pi, 2*math.Pi)
		if got[i].Position != w.Translation || math.Abs(math.Remainder(got[i].Yaw-yaw, 2*math.Pi)) > 1e-6 {
			t.Errorf("%+v, want %+v", got[i], w)
		}
	}
}

// The same room without a word of what it means: its floor is seen by its shape, and people come in on it, clear of the furniture.
func TestMeaningOfASilentRoom(t *testing.T) {
	dir, _ := civicTruth(t)
	r := checkIn2s(t, filepath.Join(dir, "civic-office.none.glb"))
	m := r.Meaning
	if !slices.Equal(m.Floor.Nodes, []string{"Object.000"}) || !m.Floor.Inferred || m.Floor.Height != 0 {
		t.Errorf("floor %+v", m.Floor)
	}
	if len(m.Seats)+len(m.Touchpoints)+len(m.Zones)+len(m.Links)+len(m.Hidden) != 0 || m.Units != "m" || m.Up != "y" {
		t.Errorf("%+v", m)
	}
	if len(m.Spawns) != 1 || m.Spawns[0].Node != "" || m.Spawns[0].Kind != proposed {
		t.Errorf("spawns %+v", m.Spawns)
	}
}
