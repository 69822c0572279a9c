package scenes

import (
	"math"
	"slices"
)

const sameSpot = 1e-6 // metres, or radians

func isSpot(a, b [3]float64) bool {
	return math.Abs(a[0]-b[0]) < sameSpot && math.Abs(a[1]-b[1]) < sameSpot && math.Abs(a[2]-b[2]) < sameSpot
}

func isYaw(a, b float64) bool { return math.Abs(math.Remainder(a-b, 2*math.Pi)) < sameSpot }

// fits says whether a node stands where a place is, and looks its way.
func (w *writing) fits(p Place, yawAt func(int) float64) func(int) bool {
	return func(i int) bool {
		world := w.r.v.world[i]
		return isSpot(placed(world), p.Position) && isYaw(yawAt(i), p.Yaw)
	}
}

func (w *writing) nodeYaw(i int) float64 { return yawOf(w.r.v.world[i]) }

func (w *writing) writeSpawns() {
	taken := make(map[int]bool)
	var order []int
	for _, p := range w.m.Spawns {
		i := w.stand(taken, p.Node, "spawn:"+p.Name, p.Party, p.Position, w.fits(p, w.nodeYaw), p.Yaw)
		w.extension(i, extSpawn, func(o *dict) { o.set("title", p.Name) })
		w.ensure(i, saidSpawn, p.Name)
		order = append(order, i)
	}
	w.denyOthers(taken, saidSpawn, extSpawn)
	w.writeOrder(order)
}

// writeOrder numbers the spawns where their nodes would be read in another order.
func (w *writing) writeOrder(order []int) {
	numbered := !slices.IsSortedFunc(order, func(a, b int) int { return w.rank(a) - w.rank(b) })
	for k, i := range order {
		switch {
		case numbered:
			w.extra(i, saidOrder, k+1)
		case w.hear(i).order != 0:
			w.extra(i, saidOrder, nil)
		}
	}
}

// rank is when a node will be read: roots first, of which the new ones are last.
func (w *writing) rank(i int) int {
	const below = 1 << 30
	k := slices.Index(w.r.v.shown, i)
	switch {
	case k < 0:
		return below/2 + i
	case w.r.v.parent[i] >= 0:
		return below + k
	}
	return k
}

// denyOthers takes back what nodes say that nothing stands on any more.
func (w *writing) denyOthers(taken map[int]bool, key, extension string) {
	for _, i := range w.r.v.shown {
		if taken[i] {
			continue
		}
		if _, says := w.heard(i, key); says {
			w.deny(i, key, extension)
		}
	}
}

func (w *writing) writeSeats() {
	taken := make(map[int]bool)
	yaw := func(i int) float64 {
		return w.r.said[i].seated.yaw(w.r.v.world[i], w.nodeYaw(i))
	}
	for _, p := range w.m.Seats {
		i := w.stand(taken, p.Node, "seat:"+p.Name, p.Party, p.Position, w.fits(p, yaw), p.Yaw)
		moved := i >= len(w.r.v.world) || !w.fits(p, yaw)(i)
		scale := 1.0
		if !moved {
			scale = sizeUnder(w.r.v.world[i])
		}
		sits := !moved && payload(w.r.v.doc.Nodes[i].Extensions, extSeat, &omiSeat{})
		w.extension(i, extSeat, func(o *dict) { completeSeat(o, sits, scale) })
		w.ensure(i, saidSeat, p.Name)
	}
	w.denyOthers(taken, saidSeat, extSeat)
}

// completeSeat gives a seat its three points: those of a chair, or, where some are there, for the others what was read in their
// place.
func completeSeat(o *dict, sits bool, scale float64) {
	points := []string{"back", "foot", "knee"}
	if !sits || !slices.ContainsFunc(points, func(p string) bool { return o.get(p) != nil }) {
		o.set("back", [3]float64{0, 0.45 / scale, -0.2 / scale})
		o.set("foot", [3]float64{0, 0, 0.3 / scale})
		o.set("knee", [3]float64{0, 0.45 / scale, 0.22 / scale})
		return
	}
	for _, p := range points {
		if o.get(p) == nil {
			o.set(p, [3]float64{})
		}
	}
}

// sizeUnder is how much larger a node makes what is in it.
func sizeUnder(m matrix) float64 {
	size := math.Cbrt(math.Abs(determinant(m)))
	if size < 1e-6 || math.IsNaN(size) {
		return 1
	}
	return size
}

func (w *writing) writeTouchpoints() {
	taken := make(map[int]bool)
	for _, p := range w.m.Touchpoints {
		i := w.stand(taken, p.Node, "tp:"+p.Name, p.Party, p.Position, w.fits(p, w.nodeYaw), p.Yaw)
		w.ensure(i, saidTouchpoint, p.Name)
		kind := w.hear(i).kind
		if !slices.Contains(placeKinds(), kind) {
			kind = kindOf(p.Name)
		}
		if kind != p.Kind {
			w.extra(i, saidKind, p.Kind)
		}
	}
	w.denyOthers(taken, saidTouchpoint, "")
}

func (w *writing) writeLinks() {
	taken := make(map[int]bool)
	for _, l := range w.m.Links {
		at := Place{Position: l.Position}
		i := w.stand(taken, l.Node, "link:"+l.Name, anyParty, l.Position, w.fits(at, func(int) float64 { return 0 }), math.Pi)
		if _, says := w.heard(i, saidLink); !says {
			w.extra(i, saidLink, nil) // it may say that it is none
		}
		w.extension(i, extLink, func(o *dict) { o.set("uri", l.Address); o.set("title", l.Name) })
		w.ensure(i, saidLink, l.Name)
	}
	w.denyOthers(taken, saidLink, extLink)
}

func (w *writing) writeZones() {
	taken := make(map[int]bool)
	parts, shapes := w.r.triggerParts(), w.r.shapes()
	for _, z := range w.m.Zones {
		middle := [3]float64{(z.Min[0] + z.Max[0]) / 2, z.Min[1], (z.Min[2] + z.Max[2]) / 2}
		i := w.find(z.Node)
		byTrigger := func(i int) bool { return w.isTriggerZone(i, parts) && isBox(w.r.triggerBox(i, shapes), z) }
		kept := i >= 0 && !taken[i] && byTrigger(i) && w.r.called(i, claim{}) == z.Name
		i = w.stand(taken, z.Node, "zone:"+z.Name, anyParty, middle, func(i int) bool { return kept || isBox(w.r.zoneBox(i), z) }, math.Pi)
		if kept {
			continue
		}
		if i >= len(w.r.v.world) || !isBox(w.r.zoneBox(i), z) {
			w.extra(i, saidSize, [3]float64{z.Max[0] - z.Min[0], z.Max[1] - z.Min[1], z.Max[2] - z.Min[2]})
		}
		w.ensure(i, saidZone, z.Name)
	}
	w.denyOthers(taken, saidZone, "")
	for _, i := range w.r.v.shown {
		if !taken[i] && w.isTriggerZone(i, parts) {
			w.extra(i, saidZone, false)
		}
	}
}

// isTriggerZone says whether a node will be read as a zone because it is a trigger.
func (w *writing) isTriggerZone(i int, parts map[int]bool) bool {
	s := w.hear(i)
	if s.trigger == nil || s.trigger.field || parts[i] || s.zone.yes || s.link.yes || s.seat.yes || s.spawn.yes || s.touchpoint.yes {
		return false
	}
	o, err := w.node(i)
	if err != nil {
		return false
	}
	said := o.inside("extras").get(saidZone)
	return said == nil || string(said) == "null"
}

func isBox(b box, z Zone) bool {
	return !b.empty() && isSpot(b.min, z.Min) && isSpot(b.max, z.Max)
}

func (w *writing) writeHidden() {
	for _, i := range w.r.v.shown {
		is := w.r.hides(i, w.hear(i).hidden)
		want := slices.Contains(w.m.Hidden, w.r.refs[i])
		switch {
		case want && !is:
			w.extension(i, extVisibility, func(o *dict) { o.set("visible", false) })
			if !w.r.hides(i, w.hear(i).hidden) {
				w.extra(i, saidHidden, true)
			}
		case is && !want:
			w.deny(i, saidHidden, extVisibility)
		}
	}
}

// writeFloor marks the floor. What says that it can be walked on and is not of it, is told otherwise.
func (w *writing) writeFloor() {
	r := w.r
	for _, i := range r.v.shown {
		r.unseen[i] = r.hides(i, w.hear(i).hidden) || r.v.parent[i] >= 0 && r.unseen[r.v.parent[i]]
	}
	floor := make(map[string]bool)
	for _, i := range r.v.shown {
		if _, says := w.heard(i, saidWalkable); !says || r.below[i].empty() {
			continue
		}
		on := r.refs[i]
		if !w.hear(i).insists {
			on = r.refs[r.twin(i)]
		}
		if !slices.Contains(w.m.Floor.Nodes, on) {
			w.deny(i, saidWalkable, "")
			continue
		}
		floor[on] = true
	}
	for _, ref := range w.m.Floor.Nodes {
		if i := w.find(ref); i >= 0 && !floor[ref] {
			w.extra(i, saidWalkable, true)
		}
	}
}
