package scenes

import "math"

// Units that scenes are made in. glTF is in metres; programs that are not, export the others by mistake.
const (
	unitMetre      = "m"
	unitCentimetre = "cm"
	unitMillimetre = "mm"
	unitInch       = "in"
)

// metre is how many of the scene's units a metre has.
func (m Meaning) metre() float64 {
	switch m.Units {
	case unitCentimetre:
		return 100
	case unitMillimetre:
		return 1000
	case unitInch:
		return 1 / 0.0254
	}
	return 1
}

// Mends are the repairs that what was found asks for; nothing of it is done unless somebody says so.
func (m Meaning) Mends() []string {
	codes := []string{}
	switch m.Units {
	case unitCentimetre:
		codes = append(codes, "units-centimetres")
	case unitMillimetre:
		codes = append(codes, "units-millimetres")
	case unitInch:
		codes = append(codes, "units-inches")
	}
	if m.Up == "z" {
		codes = append(codes, "up-z")
	}
	return codes
}

// guessSeats takes chairs for seats, where no node says that it is one; a person sits where the chair stands, looking its way.
func (r *reading) guessSeats() {
	if len(r.m.Seats) > 0 {
		return
	}
	words := seatWords()
	under := make([]bool, len(r.said)) // a chair, or part of one
	for _, i := range r.v.shown {
		if len(r.m.Seats) == mostPlaces {
			return
		}
		part := r.v.parent[i] >= 0 && under[r.v.parent[i]]
		under[i] = part || isCalled(r.v.doc.Nodes[i].Name, words)
		own := r.below[i]
		if part || !under[i] || r.unseen[i] || own.empty() || distant(own) || r.said[i].seat.yes || r.denies(i, saidSeat) {
			continue
		}
		place := r.place(i, claim{})
		around := own
		for _, axis := range []int{0, 2} {
			around.min[axis], around.max[axis] = own.min[axis]-0.1*r.m.metre(), own.max[axis]+0.1*r.m.metre()
		}
		if p := place.Position; p[0] < around.min[0] || p[0] > around.max[0] || p[2] < around.min[2] || p[2] > around.max[2] || p[1] < own.min[1]-0.1 || p[1] > own.max[1] {
			place.Position = [3]float64{(own.min[0] + own.max[0]) / 2, own.min[1], (own.min[2] + own.max[2]) / 2}
		}
		r.m.Seats = append(r.m.Seats, place)
	}
}

// guessScale says in which units the scene is, and which way is up. What doors and chairs measure decides; where nothing is
// called so, only a scene that would be hundreds of metres long is doubted.
func (r *reading) guessScale() {
	all := emptyBox()
	votes := make(map[string]int)
	for _, i := range r.v.shown {
		own := r.below[i]
		if own.empty() {
			continue
		}
		all.include(own.min)
		all.include(own.max)
		if r.isCalled(i, doorWords()) {
			vote(votes, own.side(), 1.8, 2.6)
		}
		if r.isCalled(i, seatWords()) {
			vote(votes, own.side(), 0.6, 1.3)
		}
	}
	if all.empty() {
		return
	}
	r.m.Units = unitOf(all, votes)
	r.m.Up = r.upAxis(all)
}

// vote counts the unit in which a length is between two of metres.
func vote(votes map[string]int, length, least, most float64) {
	for _, unit := range []string{unitMetre, unitCentimetre, unitMillimetre, unitInch} {
		if metres := length / (Meaning{Units: unit}).metre(); metres >= least && metres <= most {
			votes[unit]++
		}
	}
}

func unitOf(all box, votes map[string]int) string {
	best := unitMetre
	for _, unit := range []string{unitCentimetre, unitMillimetre, unitInch} {
		metres := all.side() / (Meaning{Units: unit}).metre()
		if votes[unit] > votes[best] && metres > 0.4 && metres < hugeScene {
			best = unit
		}
	}
	if votes[best] > 0 || all.side() <= hugeScene {
		return best
	}
	// Nothing to compare with: a room is a few metres high, and most else that is as large as this is one thing in millimetres;
	// what would then have no height to speak of is a wide plain.
	high := (all.max[1] - all.min[1]) / 100
	if high < 0.05 {
		return unitMetre
	}
	if wide := math.Sqrt(area(all)) / 100; high >= 2 && high <= 15 && wide >= 4 && all.side()/100 < hugeScene {
		return unitCentimetre
	}
	return unitMillimetre
}

// upAxis is z where floors lie across it and ceilings are along it, or doors stand along it. Without names, it takes a slab
// at the very bottom along z that all else stands on, and nothing of the kind along y.
func (r *reading) upAxis(all box) string {
	var y, z int
	for _, i := range r.v.shown {
		own := r.v.extents[i]
		if own.empty() || distant(own) {
			continue
		}
		if r.isCalled(i, floorWords()) || r.isCalled(i, ceilingWords()) {
			y, z = y+slab(own, all, 1, 0.2), z+slab(own, all, 2, 0.2)
		}
		if r.isCalled(i, doorWords()) {
			y, z = y+tall(own, 1), z+tall(own, 2)
		}
	}
	if y == 0 && z == 0 {
		y, z = r.slabs(all)
	}
	if z > y {
		return "z"
	}
	return "y"
}

// slab is 1 for a box that is thin along an axis, and wide across it by a share of the scene.
func slab(b, all box, axis int, share float64) int {
	thin := b.max[axis] - b.min[axis]
	for other := range 3 {
		wide := b.max[other] - b.min[other]
		if other != axis && (wide < share*(all.max[other]-all.min[other]) || thin > 0.1*wide) {
			return 0
		}
	}
	return 1
}

// tall is 1 for a box that is by far longest along an axis.
func tall(b box, axis int) int {
	for other := range 3 {
		if other != axis && b.max[other]-b.min[other] > 0.8*(b.max[axis]-b.min[axis]) {
			return 0
		}
	}
	return 1
}

// slabs looks for something to stand on along y and along z, among things without telling names.
func (r *reading) slabs(all box) (y, z int) {
	if len(r.v.shown) < 4 {
		return 0, 0
	}
	things := 0
	for _, i := range r.v.shown {
		own := r.v.extents[i]
		if own.empty() || r.unseen[i] {
			continue
		}
		things++
		y += slab(own, all, 1, 0.5)
		// Rooms stand on 0; what is shown on a wall has the wall behind it.
		if high := all.max[2] - all.min[2]; own.max[2] <= all.min[2]+0.1*high && math.Abs(own.max[2]) <= 0.1*high {
			z += slab(own, all, 2, 0.8)
		}
	}
	if things < 4 || all.max[1]-all.min[1] < 1.5*(all.max[2]-all.min[2]) {
		return y, 0 // it is no higher than a room; it may as well be a street front
	}
	return y, z
}
