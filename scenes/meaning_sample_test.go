package scenes

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"rehearsal/scenes/sample"
	"rehearsal/scenes/validator"
)

// Samples mean what they were built to mean, say it again after it has been written back, and stay clean. Two of them stand for
// all: building one takes seconds.
func TestMeaningOfSamples(t *testing.T) {
	if testing.Short() {
		t.Skip("building the samples takes a while")
	}
	ctx := context.Background()
	for _, space := range sample.Spaces() {
		for _, variant := range space.Variants {
			if name := space.ID + " " + variant.ID; name != "library as-is" && name != "register b" {
				continue
			}
			t.Run(space.ID+" "+variant.ID, func(t *testing.T) {
				t.Parallel()
				file, err := space.Build(ctx, variant.ID)
				if err != nil {
					t.Fatal(err)
				}
				m := inspect(t, file).Meaning
				var called []string
				for _, p := range m.Touchpoints {
					called = append(called, p.Name)
				}
				for _, name := range space.Touchpoints {
					if !slices.Contains(called, name) {
						t.Errorf("no touchpoint %s among %v", name, called)
					}
				}
				if len(m.Spawns) == 0 || m.Spawns[0].Kind == proposed || len(m.Floor.Nodes) == 0 || m.Floor.Height != 0 || len(m.Mends()) != 0 {
					t.Errorf("spawns %+v, floor %+v, mends %v", m.Spawns, m.Floor, m.Mends())
				}
				for _, z := range m.Zones {
					if z.Max[0]-z.Min[0] < 0.5 || z.Max[2]-z.Min[2] < 0.5 {
						t.Errorf("zone %+v is no place", z)
					}
				}
				out := writtenWith(t, file, m)
				if d := difference(m, inspect(t, out).Meaning, true); d != "" {
					t.Error(d)
				}
				holdsNoWorse(t, file, out)
			})
		}
	}
}

// holdsNoWorse checks that the validator finds no error or warning in a file that it did not find before.
func holdsNoWorse(t *testing.T, before, after []byte) {
	t.Helper()
	found := func(file []byte) (all []string) {
		r, err := validator.Validate(context.Background(), bytes.NewReader(file), int64(len(file)), validator.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range r.Issues {
			if i.Severity <= validator.Warning {
				all = append(all, i.Severity.String()+" "+i.Code+" "+i.Pointer)
			}
		}
		slices.Sort(all)
		return all
	}
	was := found(before)
	for _, issue := range found(after) {
		if !slices.Contains(was, issue) {
			t.Errorf("now %s", issue)
		}
	}
}
