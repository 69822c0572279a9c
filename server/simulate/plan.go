package simulate

import (
	"math"
	"math/rand/v2"

	"rehearsal/server/session"
)

// plan is one person's visit, laid out in seconds before anybody moves.
type plan struct {
	index           int
	slot            session.Slot
	name, mode      string
	wheels          bool    // comes in a wheelchair
	eyes            float64 // height of the eyes
	pace            float64 // metres a second
	arrives, leaves float64
	phases          []phase
	marks           []mark

	// While the crowd is planned.
	stops []int // which they make, in order
	next  int
	ready float64 // when they reach the next stop
	way   path    // to it
}

// phase is a walk (path has points) or a stay.
type phase struct {
	from, until float64
	way         path
	pace        float64
	at          point
	face        float64
	points      bool // at what they are here for
	reads       bool // looks a little down
}

type mark struct {
	at    float64
	label string
}

var names = []string{"Heron", "Otter", "Robin", "Hazel", "Marten", "Rowan", "Plover", "Teal", "Linden", "Wren", "Merlin", "Fern"}

// planCrowd lays out everyone's visit. People come one after another, leave out some of the stops, and wait where somebody is
// before them; whoever reaches a stop first is served first.
func planCrowd(stops []Stop, people int, seed uint64) []*plan {
	crowd := make([]*plan, people)
	at := 1.5
	for i := range crowd {
		crowd[i] = newPlan(stops, i, at, seed)
		at += between(dice(seed, i, 1), 9, 16)
	}
	taken := make([][][2]float64, len(stops)) // when each stop was occupied
	for {
		var first *plan
		for _, p := range crowd {
			if p.next < len(p.stops) && (first == nil || p.ready < first.ready) {
				first = p
			}
		}
		if first == nil {
			return crowd
		}
		first.serve(stops, taken, dice(seed, first.index, 16+uint64(first.next)))
	}
}

func newPlan(stops []Stop, i int, arrives float64, seed uint64) *plan {
	r := dice(seed, i, 0)
	p := &plan{
		index: i, slot: session.Slot(i) + 2, name: names[i%len(names)], mode: "headset",
		eyes: between(r, 1.48, 1.76), pace: between(r, 0.85, 1.3), arrives: arrives, leaves: arrives,
	}
	switch i % 6 {
	case 1:
		p.mode = "desktop"
	case 3:
		p.mode = "phone"
	case 4:
		p.wheels, p.eyes, p.pace = true, 1.18, 0.9
	}
	for s := range stops {
		if s == 0 || s == len(stops)-1 || r.Float64() < 0.72 {
			p.stops = append(p.stops, s)
		}
	}
	p.ready = arrives
	p.way = newPath([]point{floor(stops[0])})
	return p
}

func floor(s Stop) point { return point{s.Position[0], s.Position[2]} }

// serve takes p from the stop before to the next, through the queue if there is one, and sends it on its way.
func (p *plan) serve(stops []Stop, taken [][][2]float64, r *rand.Rand) {
	s := p.stops[p.next]
	stop, first, last := stops[s], p.next == 0, p.next == len(p.stops)-1
	arrive := p.ready
	var ahead int
	free := arrive
	for _, t := range taken[s] {
		if t[1] > arrive {
			ahead++
			free = max(free, t[1]+0.8)
		}
	}
	if first || last { // the door has room for everybody
		ahead, free = 0, arrive
	}
	if !first {
		arrive = p.approach(stop, ahead, free)
	}
	if ahead > 0 && free-p.ready > 6 {
		p.marks = append(p.marks, mark{p.ready + 3, "Waiting for the " + stop.Name})
	}
	stay := stop.Dwell.Seconds() * between(r, 0.65, 1.25)
	if last {
		stay = 0.8
	}
	p.phases = append(p.phases, phase{
		from: arrive, until: arrive + stay, at: floor(stop), face: stop.Face,
		points: !first && !last && stay > 5 && r.Float64() < 0.6, reads: !first && !last,
	})
	if p.index == 0 && stop.Name == "sign" {
		p.marks = append(p.marks, mark{arrive + stay*0.6, "Looks for the way at the sign"})
	}
	taken[s] = append(taken[s], [2]float64{p.ready, arrive + stay})
	p.leaves = arrive + stay
	p.next++
	if p.next < len(p.stops) {
		p.way = p.wayOn(stops, s, p.stops[p.next])
		p.ready = p.leaves + walkTime(p.way.total(), p.pace)
	}
}

// approach walks to a stop, with a wait on the way behind those who are ahead; it returns the time of arrival.
func (p *plan) approach(stop Stop, ahead int, free float64) float64 {
	from := p.leaves
	total := p.way.total()
	back := min(total*0.8, 0.95*float64(ahead))
	if back == 0 || free-from-walkTime(total, p.pace) <= 0 {
		p.phases = append(p.phases, phase{from: from, until: p.ready, way: p.way, pace: p.pace})
		return p.ready
	}
	head, rest := p.way.split(total - back)
	stand := from + walkTime(head.total(), p.pace)
	leave := max(free, stand+0.5)
	p.phases = append(p.phases,
		phase{from: from, until: stand, way: head, pace: p.pace},
		phase{from: stand, until: leave, at: head.at(head.total()), face: head.faceEnd(stop)},
		phase{from: leave, until: leave + walkTime(rest.total(), p.pace), way: rest, pace: p.pace})
	return leave + walkTime(rest.total(), p.pace)
}

// faceEnd looks from the end of a path towards a stop.
func (p path) faceEnd(stop Stop) float64 {
	a, b := p.at(p.total()), floor(stop)
	if a.to(b) < 0.05 {
		return stop.Face
	}
	return math.Atan2(a[0]-b[0], a[1]-b[1])
}

// split cuts a path in two.
func (p path) split(along float64) (head, rest path) {
	cut := p.at(along)
	for i, q := range p.points {
		if p.length[i] < along {
			head.add(q)
		}
	}
	head.add(cut)
	rest.add(cut)
	for i, q := range p.points {
		if p.length[i] > along {
			rest.add(q)
		}
	}
	return head, rest
}

// wayOn is the way from one stop to a later one. It passes the stops that are left out, at a little distance, because it is only
// known how to get around the furniture from each stop to the next.
func (p *plan) wayOn(stops []Stop, from, to int) path {
	through := []point{floor(stops[from])}
	for s := from + 1; s <= to; s++ {
		for _, v := range stops[s].Via {
			through = append(through, point{v[0], v[2]})
		}
		if s == to || len(stops[s].Via) == 0 {
			through = append(through, floor(stops[s]))
		}
	}
	return newPath(through)
}

// at is the phase of a time. Before the first one waits at the door.
func (p *plan) at(t float64) phase {
	current := p.phases[0]
	for _, f := range p.phases {
		if f.from > t {
			break
		}
		current = f
	}
	return current
}
