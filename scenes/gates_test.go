package scenes

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"
)

// The pages show the gates that the engine judges by.
func TestPagesHaveTheSameGates(t *testing.T) {
	text, err := os.ReadFile("gates.json")
	if err != nil {
		t.Fatal(err)
	}
	var written []Headset
	if err := json.Unmarshal(text, &written); err != nil || !reflect.DeepEqual(written, Headsets()) {
		want, _ := json.MarshalIndent(Headsets(), "", "  ")
		t.Errorf("gates.json says otherwise (%v); it should be\n%s", err, want)
	}
}

func TestGatesRise(t *testing.T) {
	limits := DefaultLimits()
	for _, h := range Headsets() {
		gates := reflect.ValueOf(h.Gates)
		for i := range gates.NumField() {
			g := gates.Field(i).Interface().(Gate)
			if g.Green <= 0 || g.Red <= g.Green || g.Stop != 0 && g.Stop < g.Red {
				t.Errorf("%s: %s is %+v", h.Key, gates.Type().Field(i).Name, g)
			}
		}
		if g := h.Gates; g.Triangles.Stop != limits.Triangles || g.DrawCalls.Stop != limits.DrawCalls || g.Bytes.Stop != limits.Bytes ||
			g.LargestTexture.Stop != int64(limits.TextureSide) {
			t.Errorf("%s: the stops %+v are not those of the limits", h.Key, g)
		}
	}
}
