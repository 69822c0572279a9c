package scenes

import (
	"fmt"
	"testing"
	"time"
)

func at(name string, x, z float64) thing {
	return thing{kind: "node", name: name, at: [3]float64{x, 0, z}}
}

// Things are the same by name; of several with one name, those that stand where one stood.
func TestDifferences(t *testing.T) {
	turned := at("Sign", 1, 1)
	turned.pose[0] = 0.5
	for name, c := range map[string]struct {
		before, after         []thing
		added, removed, moved string
	}{
		"nothing":                {[]thing{at("Desk", 1, 1)}, []thing{at("Desk", 1.005, 1)}, "", "", ""},
		"came and went":          {[]thing{at("Desk", 1, 1)}, []thing{at("Kiosk", 1, 1)}, "Kiosk", "Desk", ""},
		"moved":                  {[]thing{at("Desk", 1, 1)}, []thing{at("Desk", 4, 5)}, "", "", "Desk 5.00"},
		"turned":                 {[]thing{at("Sign", 1, 1)}, []thing{turned}, "", "", "Sign 0.00"},
		"one of a row":           {[]thing{at("Seat", 1, 0), at("Seat", 2, 0), at("Seat", 3, 0)}, []thing{at("Seat", 2, 0), at("Seat", 3, 0)}, "", "Seat", ""},
		"one more in a row":      {[]thing{at("Seat", 1, 0), at("Seat", 2, 0)}, []thing{at("Seat", 0, 0), at("Seat", 1, 0), at("Seat", 2, 0)}, "Seat", "", ""},
		"one of a row moved":     {[]thing{at("Seat", 1, 0), at("Seat", 2, 0)}, []thing{at("Seat", 2, 0), at("Seat", 1, 3)}, "", "", "Seat 3.00"},
		"another kind, one name": {[]thing{at("Desk", 1, 1)}, []thing{{kind: "zone", name: "Desk", at: [3]float64{1, 0, 1}}}, "Desk", "Desk", ""},
	} {
		x := differences(c.before, c.after)
		added, removed, moved := "", "", ""
		for _, a := range x.Added {
			added += a.Name
		}
		for _, r := range x.Removed {
			removed += r.Name
		}
		for _, m := range x.Moved {
			moved += fmt.Sprintf("%s %.2f", m.Name, m.Metres)
		}
		if added != c.added || removed != c.removed || moved != c.moved {
			t.Errorf("%s: added %q, removed %q, moved %q", name, added, removed, moved)
		}
	}
}

// However many things have one name, it ends soon, and the lists stay short.
func TestDifferencesOfManyAlike(t *testing.T) {
	var before, after []thing
	for i := range 20_000 {
		before, after = append(before, at("Chair", float64(i), 0)), append(after, at("Chair", float64(i), 9))
	}
	from := time.Now()
	x := differences(before, append(after, at("Chair", -1, 0)))
	if len(x.Moved) != mostChanges || len(x.Added) != 1 || x.Unlisted != 20_000-mostChanges {
		t.Errorf("%d moved, %d added, %d unlisted", len(x.Moved), len(x.Added), x.Unlisted)
	}
	if took := time.Since(from); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}
