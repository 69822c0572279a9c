package sample

import "math"

// Everything here stands on the floor in the middle of its frame, and looks along +z.

// leg is a tapered wooden leg.
func (p pen) leg(with paint, x, z, height, lean float64) {
	s, c := x, z
	l := math.Max(math.Hypot(s, c), 0.01)
	p.hose(with, 4, bead{vec{x, height, z}, 0.022}, bead{vec{x + s/l*lean, 0.004, z + c/l*lean}, 0.014})
}

// chair is an upholstered seat, 0.45 high, with a low round back.
func (p pen) chair(cloth hex) {
	with := cloth.of(woven)
	p.at(0, 0.35, 0.02).soft(with, 0.54, 0.11, 0.5, 0.04)
	p.at(0, 0.43, -0.23).tilt(-10).soft(with, 0.54, 0.42, 0.10, 0.045)
	p.at(0, 0.33, 0).block(honey.of(timber), 0.46, 0.03, 0.42)
	for _, x := range []float64{-0.2, 0.2} {
		for _, z := range []float64{-0.18, 0.2} {
			p.leg(walnut.of(timber), x, z, 0.34, 0.05)
		}
	}
}

// armchair is for reading.
func (p pen) armchair(cloth hex) {
	with := cloth.of(woven)
	p.at(0, 0.2, 0).soft(with, 0.74, 0.14, 0.66, 0.04)
	p.at(0, 0.32, 0.05).soft(with, 0.5, 0.14, 0.56, 0.05)
	p.at(0, 0.3, -0.3).tilt(-12).soft(with, 0.74, 0.6, 0.14, 0.06)
	for _, x := range []float64{-0.31, 0.31} {
		p.at(x, 0.28, 0.02).soft(with, 0.13, 0.3, 0.62, 0.055)
	}
	for _, x := range []float64{-0.28, 0.28} {
		for _, z := range []float64{-0.24, 0.26} {
			p.leg(walnut.of(timber), x, z, 0.21, 0.03)
		}
	}
}

// roundTable has one foot.
func (p pen) roundTable(with paint, radius, height float64) {
	p.at(0, height-0.035, 0).lathe(with, 24, ring{0, 0}, ring{radius - 0.02, 0}, ring{radius, 0.018}, ring{radius - 0.006, 0.035})
	p.at(0, height, 0).disc(with, 24, radius-0.006)
	p.lathe(graphite.of(satin), 14, ring{radius * 0.55, 0}, ring{radius * 0.52, 0.02}, ring{0.05, 0.035}, ring{0.032, 0.12}, ring{0.032, height - 0.03})
}

// table is a top on four straight legs.
func (p pen) table(with paint, width, depth, height float64) {
	p.box(with, -width/2, height-0.04, -depth/2, width/2, height, depth/2)
	for _, x := range []float64{-width/2 + 0.06, width/2 - 0.06} {
		for _, z := range []float64{-depth/2 + 0.06, depth/2 - 0.06} {
			p.at(x, 0, z).block(with, 0.055, height-0.04, 0.055)
		}
	}
}

// taskChair has a star foot and wheels.
func (p pen) taskChair(cloth hex) {
	with := cloth.of(woven)
	p.at(0, 0.42, 0).soft(with, 0.47, 0.08, 0.45, 0.03)
	p.at(0, 0.56, -0.21).tilt(-8).soft(with, 0.42, 0.42, 0.06, 0.028)
	p.tube(graphite.of(satin), 6, bead{vec{0, 0.44, -0.2}, 0.02}, bead{vec{0, 0.62, -0.23}, 0.02})
	p.lathe(graphite.of(satin), 10, ring{0.03, 0.08}, ring{0.03, 0.43})
	for i := range 5 {
		leg := p.turn(float64(i)*72 + 36)
		leg.hose(graphite.of(satin), 5, bead{vec{0, 0.1, 0}, 0.022}, bead{vec{0, 0.065, 0.25}, 0.016})
		leg.at(0, 0.03, 0.25).ball(graphite.of(satin), 5, 2, 0.03, -1, 1)
	}
}

// pouffe is a low round seat.
func (p pen) pouffe(cloth hex, radius, height float64) {
	with := cloth.of(woven)
	p.lathe(with, 20, ring{radius - 0.02, 0}, ring{radius, 0.04}, ring{radius, height - 0.05}, ring{radius - 0.015, height - 0.015}, ring{radius - 0.06, height}, ring{0, height + 0.005})
}

// pendant is a lamp on a cord; its frame hangs from the ceiling.
func (p pen) pendant(shade hex, drop, radius float64) {
	p.tube(steel.of(satin), 3, bead{vec{0, 0, 0}, 0.005}, bead{vec{0, -drop, 0}, 0.005})
	lamp := p.at(0, -drop-radius*0.8, 0)
	lamp.lathe(shade.of(satin), 20, ring{radius, 0}, ring{radius * 0.93, radius * 0.3}, ring{radius * 0.6, radius * 0.62}, ring{0.05, radius * 0.8}, ring{0, radius * 0.82})
	inside := lamp.at(0, radius*0.05, 0).tilt(180) // seen from below
	inside.cardRound(tint(glow, white), "lamp", radius*0.94)
}

// cardRound is a disc of one colour out of the atlas.
func (p pen) cardRound(with paint, name string, radius float64) {
	at := p.kit.atlas.uv(name)
	u, v := (at.x0+at.x1)/2, (at.y0+at.y1)/2
	m := p.mesh(with)
	middle := p.add(with, vec{}, vec{0, 1, 0}, u, v)
	const sides = 20
	for s := range sides {
		sin, cos := math.Sincos(2 * math.Pi * float64(s) / sides)
		ru, rv := u, v
		if name != "lamp" {
			ru, rv = u+(at.x1-at.x0)/2*sin, v+(at.y1-at.y0)/2*cos
		}
		p.add(with, vec{radius * sin, 0, radius * cos}, vec{0, 1, 0}, ru, rv)
		m.triangle(middle, middle+1+uint32(s), middle+1+uint32((s+1)%sides))
	}
}

// board is a sign with edges, its middle at the origin; both sides are printed if back is not empty.
func (p pen) board(front, back string, width, height, thick float64, edge paint) {
	e := thick / 2
	p.at(0, 0, -e).box(edge, -width/2-0.012, -height/2-0.012, -e*0.4, width/2+0.012, height/2+0.012, thick+e*0.4)
	p.at(0, 0, e*1.4+0.002).card(print, front, width, height)
	if back != "" {
		p.at(0, 0, -e*1.4-0.002).turn(180).card(print, back, width, height)
	}
}

// hung is a board on two cords, its lower edge at the frame's height.
func (p pen) hung(front, back string, height float64, ceiling float64) {
	width := height * p.aspect(front)
	p.at(0, height/2, 0).board(front, back, width, height, 0.03, honey.of(timber))
	for _, x := range []float64{-width / 2 * 0.8, width / 2 * 0.8} {
		p.tube(steel.of(satin), 3, bead{vec{x, height, 0}, 0.003}, bead{vec{x, ceiling - p.frame.o[1], 0}, 0.003})
	}
}

// frameOnWall is a picture in a wooden frame, hanging on a wall behind it.
func (p pen) frameOnWall(name string, height float64) {
	width := height * p.aspect(name)
	p.box(walnut.of(timber), -width/2-0.05, -height/2-0.05, 0, width/2+0.05, height/2+0.05, 0.03)
	p.at(0, 0, 0.033).card(print, name, width, height)
}

// wallClock hangs on a wall behind it.
func (p pen) wallClock(radius float64) {
	f := p.tilt(90) // its axis looks at us
	f.lathe(graphite.of(satin), 28, ring{radius + 0.02, 0}, ring{radius + 0.02, 0.04}, ring{radius, 0.05}, ring{radius, 0.035})
	f.at(0, 0.036, 0).turn(180).cardRound(tint(print, white), "clock", radius)
}

// monitor stands on a table: its screen looks along +z.
func (p pen) monitor(screen string) {
	p.block(graphite.of(satin), 0.22, 0.012, 0.16)
	p.at(0, 0.01, -0.03).block(graphite.of(satin), 0.05, 0.16, 0.03)
	f := p.at(0, 0.12, 0)
	f.soft(graphite.of(satin), 0.54, 0.34, 0.03, 0.012)
	if screen != "" {
		f.at(0, 0.17, 0.0165).card(glow, screen, 0.50, 0.30)
	}
}

// keyboard and mouse.
func (p pen) keyboard() {
	p.at(0, 0, 0).soft(linen.of(satin), 0.42, 0.018, 0.14, 0.008)
	p.at(0.3, 0, 0.01).soft(linen.of(satin), 0.06, 0.03, 0.1, 0.014)
}
