package sample

import "slices"

// partition is an inner wall, seen from both sides: it runs along x from the frame's origin, in the middle of its
// thickness. A hole from the floor is a doorway; any other is a pane of glass, as is a doorway's fanlight.
type partition struct {
	length      float64
	front, back hex // towards +z and -z
	holes       []opening
}

const (
	partitionThick = 0.1
	casing         = 0.04
	doorHigh       = 2.1
)

func (p pen) partition(w partition) {
	const h = partitionThick / 2
	height := p.kit.height
	p.at(0, 0, h).leafOfWall(w.front, w.length, height, w.holes)
	var mirrored []opening
	for _, o := range w.holes {
		o.from, o.to = w.length-o.to, w.length-o.from
		mirrored = append(mirrored, o)
	}
	p.at(w.length, 0, -h).turn(180).leafOfWall(w.back, w.length, height, mirrored)
	p.quad(hex(0xcfc6b6).of(matt), vec{0, height, h}, vec{w.length, height, h}, vec{w.length, height, -h}, vec{0, height, -h})
	p.at(0, 0, -h).turn(-90).leafOfWall(w.front, partitionThick, height, nil)
	p.at(w.length, 0, h).turn(90).leafOfWall(w.front, partitionThick, height, nil)
	for _, o := range w.holes {
		p.cased(o)
	}
}

// leafOfWall is one face of a partition.
func (p pen) leafOfWall(colour hex, length, height float64, holes []opening) {
	us, vs := coarse(length), coarse(height)
	for _, o := range holes {
		us = append(us, o.from, o.to)
		vs = append(vs, o.low, o.high)
	}
	p.grid(colour.of(shell), tidy(us, length), tidy(vs, height), func(u, v float64) (vec, vec) { return vec{u, v, 0}, vec{0, 0, 1} },
		func(u, v float64) bool {
			return slices.ContainsFunc(holes, func(o opening) bool { return rect{o.from, o.low, o.to, o.high}.contains(u, v) })
		})
	p.skirting(length, holes)
}

// coarse divides an edge as cuts does, but for its ends in wide steps: there are many inner walls.
func coarse(length float64) []float64 {
	if length < 1.2 {
		return cuts(length)
	}
	return append(append([]float64{0}, evenly(0.25, length-0.25, 1.3)...), length)
}

// cased is the wooden frame of a hole, with glass in it if it is no doorway.
func (p pen) cased(o opening) {
	const d = partitionThick/2 + 0.016
	wood := honey.of(timber)
	p.box(wood, o.from, o.low, -d, o.from+casing, o.high, d)
	p.box(wood, o.to-casing, o.low, -d, o.to, o.high, d)
	p.box(wood, o.from, o.high-casing, -d, o.to, o.high, d)
	if o.low == 0 {
		return
	}
	p.box(wood, o.from, o.low, -d, o.to, o.low+casing, d)
	p.pane(o.from+casing, o.low+casing, o.to-casing, o.high-casing, 0)
}

// doorway is a hole for a door whose clear width is 0.9.
func doorway(middle float64) opening {
	const wide = 0.94 + 2*casing
	return opening{from: middle - wide/2, to: middle + wide/2, high: doorHigh}
}

// wideDoorway is one for a door of two leaves.
func wideDoorway(middle, wide float64) opening {
	return opening{from: middle - wide/2 - casing, to: middle + wide/2 + casing, high: doorHigh}
}

// doubleDoor has a leaf on either side; both stand open to one side.
func (p pen) doubleDoor(o opening, into float64, colour hex) {
	half := (o.to - o.from) / 2
	left, right := o, o
	left.to, right.from = o.from+half+casing, o.from+half-casing
	p.door(left, swing{into: into}, colour)
	p.door(right, swing{right: true, into: into}, colour)
}

// glazing is a pane from one height to another.
func glazing(from, to, low, high float64) opening { return opening{from, to, low, high, 1} }

// swing says where a door hangs and to which side it stands open; closed if neither.
type swing struct {
	right bool    // hung on the right as seen from +z
	into  float64 // 1: towards +z, -1: away from it, 0: closed
}

// door hangs in a doorway of the partition that the pen draws. An open one leans a little past the right angle, so that
// the doorway stays clear.
func (p pen) door(o opening, s swing, colour hex) {
	if s.into != 0 {
		p.kit.doorways = append(p.kit.doorways, p.frame.point(vec{(o.from + o.to) / 2, 0, 0}))
	}
	x, degrees := o.from+casing, -97*s.into
	if s.right {
		x, degrees = o.to-casing, 180+97*s.into
	}
	p.at(x, 0, s.into*(partitionThick/2+0.02)).turn(degrees).doorLeaf(o.to-o.from-2*casing-0.005, doorHigh-casing-0.005, colour)
}

// doorLeaf runs along x from its hinges, with a strip of glass to look through.
func (p pen) doorLeaf(width, height float64, colour hex) {
	const thick, low, high = 0.022, 0.7, 1.75
	with := colour.of(satin)
	x0, x1 := width-0.34, width-0.2
	p.box(with, 0, 0.01, -thick, x0, height, thick)
	p.box(with, x1, 0.01, -thick, width, height, thick)
	p.box(with, x0, 0.01, -thick, x1, low, thick)
	p.box(with, x0, high, -thick, x1, height, thick)
	p.pane(x0, low, x1, high, 0)
	for _, z := range []float64{-0.05, 0.05} {
		p.at(width-0.12, 1.0, z).soft(steel.of(satin), 0.14, 0.025, 0.03, 0.01)
	}
}

// painted is a closed door that is only a picture of one, on a wall behind it, and what it says.
func (p pen) painted(sign string, colour hex) {
	p.box(walnut.of(timber), -0.54, 0, 0, 0.54, 2.14, 0.025)
	p.box(colour.of(satin), -0.48, 0.01, 0.025, 0.48, 2.08, 0.035)
	p.at(0.38, 1.0, 0.05).soft(steel.of(satin), 0.13, 0.025, 0.04, 0.01)
	if sign != "" {
		p.at(0, 1.6, 0.04).card(print, sign, 0.52, 0.52/p.aspect(sign))
	}
}

// plate is a sign on a wall behind it, so high.
func (p pen) plate(sign string, height float64) {
	p.at(0, 0, 0.015).board(sign, "", height*p.aspect(sign), height, 0.016, honey.of(timber))
}
