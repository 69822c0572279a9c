package scenes

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func writtenWith(t *testing.T, file []byte, m Meaning) []byte {
	t.Helper()
	r, size, err := WithMeaning(context.Background(), bytes.NewReader(file), int64(len(file)), m)
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil || int64(len(out)) != size {
		t.Fatalf("%d bytes of %d: %v", len(out), size, err)
	}
	return out
}

func sorted(m Meaning) Meaning {
	byPlace := func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), slices.Compare(a.Position[:], b.Position[:]), cmp.Compare(a.Party, b.Party))
	}
	m.Seats, m.Touchpoints = slices.SortedFunc(slices.Values(m.Seats), byPlace), slices.SortedFunc(slices.Values(m.Touchpoints), byPlace)
	m.Zones = slices.SortedFunc(slices.Values(m.Zones), func(a, b Zone) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), slices.Compare(a.Min[:], b.Min[:]))
	})
	m.Links = slices.SortedFunc(slices.Values(m.Links), func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), slices.Compare(a.Position[:], b.Position[:]))
	})
	m.Hidden, m.Floor.Nodes = slices.Sorted(slices.Values(m.Hidden)), slices.Sorted(slices.Values(m.Floor.Nodes))
	return m
}

// difference says where two meanings differ: the order of spawns counts, that of the rest does not. Nodes count where asked.
func difference(want, got Meaning, nodes bool) string {
	want, got = sorted(want), sorted(got)
	for _, l := range []struct {
		name      string
		want, got []Place
	}{{"spawns", want.Spawns, got.Spawns}, {"seats", want.Seats, got.Seats}, {"touchpoints", want.Touchpoints, got.Touchpoints}} {
		same := slices.EqualFunc(l.want, l.got, func(a, b Place) bool {
			return a.Name == b.Name && isSpot(a.Position, b.Position) && isYaw(a.Yaw, b.Yaw) && a.Party == b.Party &&
				(a.Kind == b.Kind || a.Kind == proposed) && (!nodes || a.Node == b.Node || a.Kind == proposed)
		})
		if !same {
			return fmt.Sprintf("%s\nwant %+v\n got %+v", l.name, l.want, l.got)
		}
	}
	if !slices.EqualFunc(want.Zones, got.Zones, func(a, b Zone) bool {
		return a.Name == b.Name && isSpot(a.Min, b.Min) && isSpot(a.Max, b.Max) && (!nodes || a.Node == b.Node)
	}) {
		return fmt.Sprintf("zones\nwant %+v\n got %+v", want.Zones, got.Zones)
	}
	if !slices.EqualFunc(want.Links, got.Links, func(a, b Link) bool {
		return a.Name == b.Name && a.Address == b.Address && isSpot(a.Position, b.Position) && (!nodes || a.Node == b.Node)
	}) {
		return fmt.Sprintf("links\nwant %+v\n got %+v", want.Links, got.Links)
	}
	if !slices.Equal(want.Hidden, got.Hidden) || !slices.Equal(want.Floor.Nodes, got.Floor.Nodes) ||
		want.Floor.Height != got.Floor.Height || want.Floor.Inferred != got.Floor.Inferred {
		return fmt.Sprintf("floor or hidden\nwant %+v %v\n got %+v %v", want.Floor, want.Hidden, got.Floor, got.Hidden)
	}
	return ""
}

// What is read, written and read again is what it was, and so are the nodes that say it.
func TestMeaningIsWrittenBack(t *testing.T) {
	dir, _ := civicTruth(t)
	for _, convention := range []string{"omi", "hubs", "names", "none"} {
		file, err := os.ReadFile(filepath.Join(dir, "civic-office."+convention+".glb"))
		if err != nil {
			t.Fatal(err)
		}
		m := inspect(t, file).Meaning
		once := writtenWith(t, file, m)
		r := inspect(t, once)
		if d := difference(m, r.Meaning, true); d != "" {
			t.Errorf("%s: %s", convention, d)
		}
		if twice := writtenWith(t, once, r.Meaning); !bytes.Equal(once, twice) {
			t.Errorf("%s: writing it again changes it", convention)
		}
		holdsTheRest(t, file, once)
		holdsNoWorse(t, file, once)
	}
}

// holdsTheRest checks that all but what means something is as it was, byte for byte.
func holdsTheRest(t *testing.T, before, after []byte) {
	t.Helper()
	split := func(file []byte) (dict, []byte) {
		n := binary.LittleEndian.Uint32(file[headerBytes:])
		o, err := parseObject(file[headerBytes+chunkBytes : headerBytes+chunkBytes+n])
		if err != nil {
			t.Fatal(err)
		}
		return o, file[headerBytes+chunkBytes+n:]
	}
	was, bin := split(before)
	is, binNow := split(after)
	if !bytes.Equal(bin, binNow) {
		t.Error("the binary chunk changed")
	}
	for _, m := range was {
		if !slices.Contains([]string{"nodes", "scenes", "extensionsUsed"}, m.name) && !bytes.Equal(m.value, is.get(m.name)) {
			t.Errorf("%s changed", m.name)
		}
	}
}

// Whatever a designer does to a meaning, the file says it afterwards.
func TestEditedMeaningIsWrittenBack(t *testing.T) {
	dir, _ := civicTruth(t)
	for _, convention := range []string{"omi", "hubs", "names", "none"} {
		file, err := os.ReadFile(filepath.Join(dir, "civic-office."+convention+".glb"))
		if err != nil {
			t.Fatal(err)
		}
		holdsEdits(t, convention, file, 4)
	}
}

func TestEditedMeaningOfOddScenes(t *testing.T) {
	holdsEdits(t, "everything", everything().glb(), 60)
	holdsEdits(t, "marks", marked().glb(), 150)
}

func holdsEdits(t *testing.T, name string, file []byte, seeds uint64) {
	t.Helper()
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 4))
		m := inspect(t, file).Meaning
		editAtRandom(r, &m)
		out := writtenWith(t, file, m)
		got := inspect(t, out)
		if d := difference(m, got.Meaning, false); d != "" || got.Refused() {
			t.Fatalf("%s, seed %d: %s", name, seed, d)
		}
		editAtRandom(r, &got.Meaning)
		if d := difference(got.Meaning, inspect(t, writtenWith(t, out, got.Meaning)).Meaning, false); d != "" {
			t.Fatalf("%s, seed %d, second edit: %s", name, seed, d)
		}
		holdsTheRest(t, file, out)
	}
}

// marked is a scene with one of everything that can be said, some of it on one node, and below others.
func marked() *model {
	m := counter()
	m.doc["extensionsUsed"] = []any{extSpawn, extSeat, extLink, extBody, extShape, extVisibility, extHubs}
	m.doc["extensions"] = tree{extShape: tree{"shapes": []any{tree{"type": "box", "box": tree{"size": []any{1, 2, 3}}}, tree{"type": "sphere"}}}}
	m.place(tree{"name": "spawn:Front", "translation": []any{0.2, 0, 0.4}})
	m.place(tree{"name": "SpawnPoint", "rotation": []any{0, 0.6, 0, 0.8}, "extras": tree{"party": "bereaved", "type": "spawn"}})
	child := m.add("nodes", tree{"name": "Seat", "translation": []any{1, 0, 0}, "mesh": 0})
	other := m.add("nodes", tree{"extensions": tree{extSeat: tree{"back": []any{0, 0, 0}, "knee": []any{1, 0, 0}, "foot": []any{1, -1, 0}}}})
	m.place(tree{"name": "Row", "translation": []any{0, 0, 5}, "rotation": []any{0, 1, 0, 0}, "scale": []any{2, 1, 2}, "children": []any{child, other}})
	m.place(tree{"name": "tp:Help desk", "extras": tree{"party": "renters", "link": "https://example.org/desk", "zone": "At the desk", "size": []any{1, 2, 3}}})
	m.place(tree{"name": "zone:waiting", "mesh": 0, "matrix": []any{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 4, 0, 4, 1}})
	m.place(tree{"name": "Gate", "extensions": tree{extBody: tree{"trigger": tree{"shape": 0}}, extLink: tree{"uri": "https://example.org/"}}})
	m.place(tree{"name": "Watch", "extensions": tree{extBody: tree{"trigger": tree{"shape": 1}}}})
	m.place(tree{"name": "Twice", "mesh": 0, "extras": "a note"})
	m.place(tree{"name": "Twice", "mesh": 0, "translation": []any{3, 0, 0}, "extensions": tree{extVisibility: tree{"visible": false}}})
	m.place(tree{"name": "Floor_navmesh", "mesh": 0, "extensions": tree{extHubs: tree{"nav-mesh": tree{}, "link": tree{"href": "https://example.org/hubs"}}}})
	m.add("animations", tree{"samplers": []any{}, "channels": []any{}})
	delete(m.doc, "animations")
	return m
}

func editAtRandom(r *rand.Rand, m *Meaning) {
	point := func() [3]float64 { return [3]float64{r.Float64()*8 - 4, r.Float64(), r.Float64()*8 - 4} }
	name := func() string {
		return []string{"Desk", "true", "no", "0", "Ffenestr y gofrestr", `"quoted" \ name`, "Floor", "tp:x", "#4", "Seat", "a — b"}[r.IntN(11)]
	}
	for _, l := range []*[]Place{&m.Spawns, &m.Seats, &m.Touchpoints} {
		for range r.IntN(4) {
			if len(*l) == 0 || r.IntN(4) == 0 {
				*l = append(*l, Place{Name: name(), Position: point(), Yaw: r.Float64()*6 - 3, Kind: "other"})
				continue
			}
			i := r.IntN(len(*l))
			p := &(*l)[i]
			switch r.IntN(6) {
			case 0:
				*l = slices.Delete(*l, i, i+1)
			case 1:
				p.Position = point()
			case 2:
				p.Yaw = r.Float64()*6 - 3
			case 3:
				p.Name = name()
			case 4:
				p.Party = []string{"", "bereaved", "renters"}[r.IntN(3)]
			case 5:
				k := r.IntN(len(*l))
				(*l)[i], (*l)[k] = (*l)[k], (*l)[i]
			}
		}
	}
	if len(m.Spawns) == 0 {
		m.Spawns = append(m.Spawns, Place{Name: name(), Position: point()})
	}
	for i := range m.Spawns {
		m.Spawns[i].Kind = ""
	}
	for i := range m.Seats {
		m.Seats[i].Kind = ""
	}
	for i := range m.Touchpoints {
		m.Touchpoints[i].Kind = placeKinds()[r.IntN(len(placeKinds()))]
	}
	editRest(r, m, point, name)
}

func editRest(r *rand.Rand, m *Meaning, point func() [3]float64, name func() string) {
	if len(m.Links) > 0 && r.IntN(2) == 0 {
		m.Links = slices.Delete(m.Links, 0, 1)
	}
	if len(m.Links) > 0 && r.IntN(2) == 0 {
		m.Links[0].Address, m.Links[0].Name = "https://example.org/new?a=1&b=2", name()
	}
	if r.IntN(3) == 0 {
		m.Links = append(m.Links, Link{Name: name(), Address: "http://example.org/", Position: point()})
	}
	if len(m.Zones) > 0 && r.IntN(2) == 0 {
		m.Zones = slices.Delete(m.Zones, 0, 1)
	}
	if len(m.Zones) > 0 && r.IntN(2) == 0 {
		m.Zones[0].Max[1] += 1.5
	}
	if r.IntN(2) == 0 {
		at := point()
		m.Zones = append(m.Zones, Zone{Name: name(), Min: at, Max: [3]float64{at[0] + 2, at[1], at[2] + 1.1}})
	}
	all := append(slices.Clone(m.Floor.Nodes), m.Hidden...)
	if r.IntN(3) == 0 {
		m.Hidden = nil
	}
	if r.IntN(3) == 0 && len(all) > 0 {
		m.Hidden = []string{all[r.IntN(len(all))]}
	}
	if r.IntN(3) == 0 {
		m.Floor = Floor{Nodes: []string{}, Height: 0.25, Inferred: true}
	}
}

// A mark is moved by moving its node; furniture stays where it is, and the mark becomes a node of its own.
func TestMovedMarksLeaveFurnitureAlone(t *testing.T) {
	m := counter()
	m.place(tree{"name": "SpawnPoint", "extras": tree{"spawn": "In"}})
	m.place(tree{"name": "Seat", "mesh": 0})
	file := m.glb()
	meaning := inspect(t, file).Meaning
	meaning.Spawns[0].Position, meaning.Seats[0].Position = [3]float64{0.5, 0, 2}, [3]float64{0.25, 0, 1}
	r := inspect(t, writtenWith(t, file, meaning))
	if d := difference(meaning, r.Meaning, false); d != "" {
		t.Fatal(d)
	}
	if r.Figures.Nodes != 4 || r.Meaning.Spawns[0].Node != "SpawnPoint" || r.Meaning.Seats[0].Node != "seat:Seat" {
		t.Errorf("%d nodes, %+v", r.Figures.Nodes, r.Meaning)
	}
	if r.Max != [3]float64{1, 1, 0} {
		t.Errorf("the chair moved: %v", r.Max)
	}
}

// Every scene that is accepted can be given back with its meaning in it.
func TestEveryMeaningIsWrittenBack(t *testing.T) {
	dir := corpus(t)
	count := 0
	for _, f := range load[manifest](t, filepath.Join(dir, "MANIFEST.json")).Files {
		if !strings.HasSuffix(f.Path, ".glb") || f.Stats == nil {
			continue
		}
		file, err := os.ReadFile(filepath.Join(dir, f.Path))
		if err != nil {
			t.Fatal(err)
		}
		r := inspect(t, file)
		if r.Refused() || r.Meaning.Check() != nil {
			continue
		}
		count++
		out := writtenWith(t, file, r.Meaning)
		again := inspect(t, out)
		if d := difference(r.Meaning, again.Meaning, false); d != "" || again.Refused() {
			t.Errorf("%s: %s", f.Path, d)
		}
		holdsNoWorse(t, file, out)
		if again.Min != r.Min || again.Max != r.Max {
			t.Errorf("%s: bounds changed", f.Path)
		}
	}
	if count < 50 {
		t.Errorf("only %d scenes", count)
	}
}

func TestMeaningThatCannotBeKept(t *testing.T) {
	ok := Meaning{Spawns: []Place{{Name: "In"}}}
	if err := ok.Check(); err != nil {
		t.Fatal(err)
	}
	for kind, change := range map[string]func(*Meaning){
		"no-way-in":       func(m *Meaning) { m.Spawns = nil },
		"places-too-many": func(m *Meaning) { m.Seats = make([]Place, mostPlaces+1) },
		"name-missing":    func(m *Meaning) { m.Seats = []Place{{}} },
		"name-too-long":   func(m *Meaning) { m.Zones = []Zone{{Name: strings.Repeat("x", 200)}} },
		"place-nowhere":   func(m *Meaning) { m.Spawns = []Place{{Name: "In", Position: [3]float64{0, math.Inf(1), 0}}} },
		"zone-inside-out": func(m *Meaning) { m.Zones = []Zone{{Name: "Queue", Min: [3]float64{1, 0, 0}}} },
		"link-address":    func(m *Meaning) { m.Links = []Link{{Name: "Next", Address: "javascript:alert(1)"}} },
		"kind-unknown":    func(m *Meaning) { m.Touchpoints = []Place{{Name: "Desk", Kind: "spaceship"}} },
	} {
		m := ok
		change(&m)
		var fault *MeaningError
		if err := m.Check(); !errors.As(err, &fault) || fault.Kind != kind || !errors.Is(err, ErrMeaning) {
			t.Errorf("%s: %v", kind, err)
		}
		if _, _, err := WithMeaning(context.Background(), nil, 0, m); !errors.Is(err, ErrMeaning) {
			t.Errorf("%s was written: %v", kind, err)
		}
	}
}

// FuzzMeaning: whatever a file that is accepted says, its meaning can be written into it, and is read again.
func FuzzMeaning(f *testing.F) {
	f.Add(marked().text())
	f.Add(everything().text())
	f.Add(counter().text())
	bin := marked().bin
	f.Fuzz(func(t *testing.T, text string) {
		file := pack(text, bin)
		r := inspect(t, file)
		if r.Refused() || r.Meaning.Check() != nil {
			return
		}
		again := inspect(t, writtenWith(t, file, r.Meaning))
		if d := difference(r.Meaning, again.Meaning, false); d != "" || again.Refused() {
			t.Errorf("%s %v", d, again.Problems)
		}
	})
}
