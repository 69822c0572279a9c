package sample

import "math"

// What stands in the rooms behind doors. Each is drawn about the middle of its room.

// interview is a table to talk at: two chairs on either side, one place free for a wheelchair.
func (p pen) interview(felt hex) {
	p.at(0, 0.004, 0).disc(p.kit.livery.soft.of(woven), 28, 0.95)
	p.at(0, 0.005, 0).disc(linen.of(woven), 28, 0.8)
	p.roundTable(honey.of(timber), 0.5, 0.72)
	for i, degrees := range []float64{200, 290, 20} {
		p.kit.visitors(p.frame).turn(degrees).at(0, 0, -0.78).chair([]hex{felt, p.kit.livery.soft, felt}[i])
	}
	p.at(-0.2, 0.72, -0.1).tissues()
}

// tissues are a box of them.
func (p pen) tissues() {
	p.soft(p.kit.livery.soft.of(satin), 0.22, 0.08, 0.12, 0.012)
	p.at(0, 0.085, 0).turn(30).tilt(20).soft(white.of(matt), 0.07, 0.06, 0.02, 0.008)
}

// couch is what one is examined on, its head towards -x.
func (p pen) couch() {
	p.box(graphite.of(satin), -0.8, 0.08, -0.25, 0.8, 0.14, 0.25)
	for _, x := range []float64{-0.6, 0.6} {
		p.at(x, 0.1, 0).block(steel.of(satin), 0.1, 0.36, 0.3)
	}
	p.at(0.3, 0.44, 0).soft(p.kit.livery.deep.of(satin), 1.3, 0.12, 0.64, 0.04)
	p.at(-0.62, 0.44, 0).roll(-14).soft(p.kit.livery.deep.of(satin), 0.62, 0.12, 0.64, 0.04)
	p.at(0.3, 0.561, 0).box(white.of(matt), -0.65, 0, -0.24, 0.65, 0.004, 0.24)
}

func (p pen) roll(degrees float64) pen {
	p.frame = p.frame.roll(degrees)
	return p
}

// cabinet is cupboards along a wall behind it, with a basin at the right if asked for.
func (p pen) cabinet(width float64, basin bool) {
	p.box(graphite.of(satin), -width/2+0.02, 0, 0, width/2-0.02, 0.08, 0.4)
	p.box(white.of(satin), -width/2, 0.08, 0, width/2, 0.86, 0.45)
	p.box(honey.of(timber), -width/2-0.02, 0.86, 0, width/2+0.02, 0.9, 0.48)
	n := max(1, int(width/0.6+0.5))
	for i := range n {
		x := -width/2 + width*float64(i)/float64(n)
		p.box(linen.of(satin), x+0.012, 0.1, 0.45, x+width/float64(n)-0.012, 0.845, 0.462)
		p.at(x+width/float64(n)/2, 0.76, 0.47).block(graphite.of(satin), 0.14, 0.014, 0.016)
	}
	if basin {
		q := p.at(width/2-0.35, 0.9, 0.24)
		q.soft(white.of(satin), 0.46, 0.05, 0.36, 0.02)
		q.at(0, 0.046, 0.02).soft(steel.of(satin), 0.34, 0.008, 0.24, 0.003)
		q.tube(steel.of(satin), 6, bead{vec{0, 0.03, -0.14}, 0.014}, bead{vec{0, 0.24, -0.13}, 0.012}, bead{vec{0, 0.25, -0.02}, 0.01}, bead{vec{0, 0.2, 0}, 0.009})
		p.at(width/2-0.35, 1.35, 0).box(seafoam.of(shell), -0.35, -0.3, 0, 0.35, 0.25, 0.01)
	}
}

// triage is a room of 3.5 m whose door is at +z, to the left: a couch, a basin, a place to write.
func (p pen) triage(chair hex) {
	p.at(-0.75, 0, -1.35).couch()
	p.at(0.98, 0, -1.7).cabinet(1.1, true)
	p.at(1.32, 0, 0.05).turn(90).officeDesk(1.2, p.kit.livery.deep)
	p.kit.visitors(p.frame).at(0.42, 0, 1.15).turn(-150).chair(chair)
	p.at(-1.69, 1.6, -0.3).turn(90).frameOnWall("hills1", 0.5)
}

// visitors is the node of the chairs that people move as they need them, in the frame of another pen.
func (k *kit) visitors(f frame) pen {
	p := k.thing("visitors", vec{})
	p.frame = f
	return p
}

// officeDesk is a table with a screen, for somebody who sits at its -z side; whoever comes sits at the other.
func (p pen) officeDesk(width float64, chair hex) {
	p.table(honey.of(timber), width, 0.75, 0.74)
	p.at(width*0.25, 0.74, -0.05).turn(180).monitor("workscreen")
	p.at(width*0.25, 0.74, -0.24).turn(180).keyboard()
	p.at(-width*0.3, 0.74, 0.02).pile(3, int(width*10))
	p.at(width*0.1, 0, -0.8).taskChair(chair)
}

// playCorner is a round rug with things for children, about the frame's origin.
func (p pen) playCorner(radius float64) {
	for i, h := range []hex{sun, 0xf4e9d2, terracotta, 0xf4e9d2, seafoam, teal, 0xf4e9d2, sun} {
		p.at(0, 0.003+0.0008*float64(i), 0).disc(h.of(woven), 36, radius*(1-float64(i)/8.4))
	}
	for i, s := range [][2]float64{{-0.75, -0.6}, {0.85, -0.5}, {-0.9, 0.45}} {
		p.at(s[0]*radius, 0, s[1]*radius).pouffe([]hex{teal, terracotta, sage}[i], 0.2, 0.3)
	}
	p.at(0.1, 0, 0.1).roundTable(honey.of(timber), 0.36, 0.46)
	for i, b := range [][4]float64{{0, 0.47, 0.1, 10}, {0.14, 0.47, 0.06, 40}, {0.07, 0.57, 0.08, 22}, {-0.55, 0.01, 0.1, 65}, {0.6, 0.01, 0.5, 15}} {
		p.at(b[0], b[1], b[2]).turn(b[3]).soft([]hex{terracotta, teal, sun, sage, rose}[i].of(satin), 0.1, 0.1, 0.1, 0.012)
	}
	p.at(-0.35*radius, 0.13, 0.7*radius).ball(rose.of(satin), 14, 8, 0.12, -1, 1)
}

// nameWall is laths on the service's deep colour, with its name: a wall behind it, about the frame's x.
func (p pen) nameWall(width float64, sign string, from float64) {
	h := width / 2
	p.quad(p.kit.livery.deep.of(shell), vec{-h, 0.1, 0.02}, vec{h, 0.1, 0.02}, vec{h, p.kit.height - 0.002, 0.02}, vec{-h, p.kit.height - 0.002, 0.02})
	p.slats(-h+0.05, h-0.05, from, p.kit.height-0.004, 0.02)
	high := math.Min(0.5, (width-0.16)/p.aspect(sign))
	p.at(0, 2.0, 0.075).board(sign, "", high*p.aspect(sign), high, 0.04, honey.of(timber))
}

// lowTable is a round table with something to read.
func (p pen) lowTable(seed int) {
	p.roundTable(honey.of(timber), 0.3, 0.42)
	p.at(-0.05, 0.42, 0.02).pile(2, seed)
}
