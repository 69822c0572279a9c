package scenes

import "testing"

func sized(min, max [3]float64, m Meaning) Version {
	return Version{Report: Report{Min: min, Max: max, Meaning: m}, Meaning: m}
}

// What a designer said goes along when the file is mended or made lighter, at its new size; a scene of another shape means what its
// file says.
func TestWhatADesignerSaidIsCarried(t *testing.T) {
	found := noMeaning()
	found.Spawns = []Place{{Name: "Found"}}
	old := sized([3]float64{-1000, 0, -2000}, [3]float64{1000, 3000, 2000}, noMeaning())
	old.Meaning.Spawns = []Place{{Name: "Door", Position: [3]float64{500, 0, 2000}, Yaw: 1}}
	old.Meaning.Zones = []Zone{{Name: "Queue", Min: [3]float64{0, 0, 0}, Max: [3]float64{1000, 3000, 1000}}}
	old.Meaning.Links = []Link{{Name: "Help", Position: [3]float64{100, 200, 300}}}
	old.Meaning.Floor.Height = 150

	metres := carried(old, sized([3]float64{-1, 0, -2}, [3]float64{1, 3, 2}, found))
	if p := metres.Spawns[0]; p.Name != "Door" || !stands(p.Position, 0.5, 0, 2) || p.Yaw != 1 {
		t.Errorf("%+v", p)
	}
	if z := metres.Zones[0]; !stands(z.Min, 0, 0, 0) || !stands(z.Max, 1, 3, 1) {
		t.Errorf("%+v", z)
	}
	if !stands(metres.Links[0].Position, 0.1, 0.2, 0.3) || !stands([3]float64{metres.Floor.Height}, 0.15, 0, 0) {
		t.Errorf("%+v, %v", metres.Links, metres.Floor.Height)
	}
	if old.Meaning.Spawns[0].Position[0] != 500 {
		t.Error("the old version changed")
	}
	if m := carried(old, sized([3]float64{-1, 0, -2}, [3]float64{1, 2, 3}, found)); m.Spawns[0].Name != "Found" {
		t.Errorf("turned over: %+v", m)
	}
	untouched := sized([3]float64{-1, 0, -2}, [3]float64{1, 3, 2}, noMeaning())
	if m := carried(untouched, sized([3]float64{-1, 0, -2}, [3]float64{1, 3, 2}, found)); m.Spawns[0].Name != "Found" {
		t.Errorf("nobody said anything: %+v", m)
	}
}

func stands(p [3]float64, x, y, z float64) bool { return distance(p, [3]float64{x, y, z}) < 1e-9 }
