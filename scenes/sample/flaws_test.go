package sample

import (
	"math"
	"strings"
	"testing"
)

// Each space has one flaw as it is, which B has not. The flaws are measured on the shapes themselves.

const earshot = 3.0

// The library: from the door one does not see the desk, or whoever stands behind it.
func TestLibraryDeskComesIntoView(t *testing.T) {
	for variant, want := range map[string]bool{AsIs: false, B: true} {
		k := kitIn(t, "library", variant)
		s := k.sight()
		seen := 0
		for _, x := range []float64{-3.7, -2.9, -2, -1.1, -0.3} {
			for _, eye := range []float64{1.2, 1.6} {
				if s.sees(vec{libraryDoor[0], eye, 5.5}, vec{x, 1.15, libraryDesk[2] - 0.2}) {
					seen++
				}
			}
		}
		if got := seen >= 8; got != want || !want && seen > 0 {
			t.Errorf("%s: %d of 10 looks from the door reach the desk", variant, seen)
		}
	}
}

// overheard lists who hears what is said at a place.
func (k *kit) overheard(at vec) []string {
	s := k.sight()
	var out []string
	hears := func(name string, q vec) {
		if math.Hypot(q[0]-at[0], q[2]-at[2]) <= earshot && s.sees(vec{q[0], 1.2, q[2]}, vec{at[0], 1.2, at[2]}) {
			out = append(out, name)
		}
	}
	for _, seat := range k.marked("Seat.") {
		hears(seat.name, seat.origin)
	}
	for _, q := range k.marked("zone:queue") {
		size := q.extras["size"].([3]float64)
		for _, end := range []float64{-0.5, 0, 0.5} {
			hears(q.name, q.origin.add(vec{0, 0, end * size[2]}))
		}
	}
	return out
}

// The GP surgery: everybody hears what is said at the desk.
func TestSurgeryDeskIsOverheard(t *testing.T) {
	as := kitIn(t, "gp", AsIs)
	if who := as.overheard(vec{gpDeskX, 0, gpDeskZ}); len(who) < 2 {
		t.Errorf("as it is only %v hear the desk", who)
	}
	if len(as.marked("tp:booth")) != 0 {
		t.Error("as it is has a booth")
	}
	b := kitIn(t, "gp", B)
	for _, name := range []string{"tp:desk", "tp:booth"} {
		for _, point := range b.marked(name) {
			if who := b.overheard(point.origin); len(who) > 0 {
				t.Errorf("B: %v hear %s", who, name)
			}
		}
	}
	if len(b.marked("tp:booth")) != 1 {
		t.Error("B has no booth")
	}
}

// Elsewhere queue and seats keep their distance.
func TestOtherDesksAreNotOverheard(t *testing.T) {
	each(t, func(t *testing.T, s Space, variant string) {
		if s.ID == "gp" || s.ID == "library" {
			return
		}
		k := kitIn(t, s.ID, variant)
		for _, point := range append(k.marked("tp:desk"), k.marked("tp:reception")...) {
			if who := k.overheard(point.origin); len(who) > 0 {
				t.Errorf("%v hear %s", who, point.name)
			}
		}
	})
}

// The housing desks: hardly anywhere to talk in private.
func TestHousingHasAPrivateRoomForTwoDesks(t *testing.T) {
	for variant, want := range map[string]bool{AsIs: false, B: true} {
		k := kitIn(t, "housing", variant)
		desks, rooms := len(k.marked("tp:desk")), len(k.marked("tp:room"))
		if got := rooms >= desks/2; got != want || desks != 6 {
			t.Errorf("%s: %d private rooms for %d desks", variant, rooms, desks)
		}
		if triage := len(k.marked("tp:triage")) == 1; triage != want {
			t.Errorf("%s: triage desk is %v", variant, triage)
		}
	}
}

// The register office: the bereaved share their way with wedding parties.
func TestRegisterWaysPart(t *testing.T) {
	for variant, want := range map[string]bool{AsIs: true, B: false} {
		k := kitIn(t, "register", variant)
		p := k.plan()
		ways := make(map[string][]vec)
		for _, party := range []string{bereaved, weddingFolk} {
			at := k.marked("spawn:")[0].origin
			for _, point := range k.marked("tp:") {
				if point.extras["party"] == party {
					leg := p.waysFrom(at).to(point.origin)
					if leg == nil {
						t.Fatalf("%s: no way for the %s to %s", variant, party, point.name)
					}
					ways[party], at = append(ways[party], leg...), point.origin
				}
			}
		}
		short, long := ways[bereaved], ways[weddingFolk]
		if len(short) > len(long) {
			short, long = long, short
		}
		shared := 0
		for _, a := range short {
			for _, b := range long {
				if math.Hypot(a[0]-b[0], a[2]-b[2]) < 0.75 {
					shared++
					break
				}
			}
		}
		share := float64(shared) / float64(len(short))
		t.Logf("%s: %.0f %% shared", variant, 100*share)
		if got := share > 1.0/3; got != want {
			t.Errorf("%s: the parties share %.0f %% of their way", variant, 100*share)
		}
	}
}

// uninformed lists the seats from which no screen is seen, before or beside whoever sits there.
func (k *kit) uninformed() (without []string, seats int) {
	s := k.sight()
	for _, seat := range k.marked("Seat.") {
		seats++
		seen := false
		ahead := vec{math.Sin(seat.turned * math.Pi / 180), 0, math.Cos(seat.turned * math.Pi / 180)}
		for _, screen := range k.marked("tp:screen") {
			eye := seat.origin.add(vec{0, 1.15, 0})
			to := screen.origin.sub(eye)
			angle := math.Acos(vec{to[0], 0, to[2]}.unit().dot(ahead)) * 180 / math.Pi
			seen = seen || angle < 110 && to.length() < 15 && s.sees(eye, screen.origin)
		}
		if !seen {
			without = append(without, seat.name)
		}
	}
	return without, seats
}

// The emergency department: nobody knows how long it will take. Everywhere else one who sits sees when it is their turn.
func TestSeatsSeeAScreen(t *testing.T) {
	each(t, func(t *testing.T, s Space, variant string) {
		if s.ID == "library" {
			return // nobody is called there
		}
		k := kitIn(t, s.ID, variant)
		without, seats := k.uninformed()
		switch {
		case s.ID == "emergency" && variant == AsIs && len(without) < seats:
			t.Errorf("as it is only %v see no screen", without)
		case (s.ID != "emergency" || variant == B) && len(without) > 0:
			t.Errorf("%v of %d seats see no screen", without, seats)
		}
	})
}

// Where people come in they see who or what they are to turn to first.
func TestFirstContactIsSeenFromTheEntrance(t *testing.T) {
	each(t, func(t *testing.T, s Space, variant string) {
		if s.ID == "library" {
			return // see above
		}
		k := kitIn(t, s.ID, variant)
		solids, from := k.sight(), k.marked("spawn:")[0].origin
		first := "tp:desk"
		for _, name := range []string{"tp:reception", "tp:greeter", "tp:navigator"} {
			if len(k.marked(name)) > 0 {
				first = name
			}
		}
		to := k.marked(first)[0].origin
		for _, eye := range []float64{1.15, 1.55} {
			if !solids.sees(from.add(vec{0, eye, 0}), to.add(vec{0, 1.15, -0.3})) {
				t.Errorf("%s is not seen from the entrance at %.2f m", strings.TrimPrefix(first, "tp:"), eye)
			}
		}
	})
}
