package sample

import "math"

// libraryChildren is the children's corner: a round rug, low boxes of picture books, a seat in the window, bunting.
func (k *kit) libraryChildren() {
	p := k.furniture()
	rug := p.at(5.3, 0, 4.1)
	for i, h := range []hex{sun, 0xf4e9d2, terracotta, 0xf4e9d2, seafoam, teal, 0xf4e9d2, sun} {
		rug.at(0, 0.003+0.0008*float64(i), 0).disc(h.of(woven), 40, 1.65*(1-float64(i)/8.4))
	}
	p.at(7.55, 0, 3.0).turn(-90).bookBin(terracotta, 3)
	p.at(7.55, 0, 4.15).turn(-90).bookBin(sun, 4)
	p.at(4.9, 0, 6).turn(180).windowSeat(4.4)
	for i, s := range []struct{ x, z float64 }{{4.5, 3.3}, {6.2, 3.4}, {4.2, 4.6}} {
		p.at(s.x, 0, s.z).pouffe([]hex{teal, terracotta, sage}[i], 0.24, 0.34)
	}
	p.toys()
	for i, z := range []float64{2.75, 3.75, 4.75} {
		p.at(8, 1.85, z).turn(-90).frameOnWall([]string{"hills0", "hills1", "hills2"}[i], 0.62)
	}
	wall := p.at(8, 0.1, 0).turn(-90)
	for i, h := range []struct {
		z, radius float64
		colour    hex
	}{{5.0, 0.95, 0xf3d893}, {3.9, 0.8, 0xbfd8c8}, {2.75, 0.5, 0xe7b7a0}, {4.5, 0.55, 0x9cc3b2}} {
		wall.at(h.z, 0, 0.004+0.002*float64(i)).halfDisc(h.colour.of(shell), h.radius)
	}
	for i, c := range []struct{ x, y, z, radius float64 }{{4.2, 2.8, 5.0, 0.75}, {6.9, 2.88, 4.9, 0.6}, {6.6, 2.74, 2.75, 0.5}} {
		p.at(c.x, c.y, c.z).cloud([]hex{sun, seafoam, rose}[i], c.radius)
	}
	p.at(3.35, 2.35, 3.0).turn(-70).hung("children", "children", 0.24, libraryHeight)
	p.bunting(vec{3.3, 3.1, 2.2}, vec{7.95, 2.95, 2.3}, 15)
	p.bunting(vec{3.3, 3.1, 2.2}, vec{3.1, 2.95, 5.95}, 12)
	p.at(7.4, 0, 5.35).tallPlant(sun.of(matt), 1.7, 17)
}

// cloud is a round of felt that hangs under the ceiling and keeps a corner quiet.
func (p pen) cloud(colour hex, radius float64) {
	p.lathe(colour.of(shell), 28, ring{0, 0}, ring{radius - 0.02, 0}, ring{radius, 0.015}, ring{radius, 0.04})
	for i := range 3 {
		c := p.turn(float64(i)*120).at(0, 0.03, radius*0.7)
		c.tube(steel.of(satin), 3, bead{vec{}, 0.003}, bead{vec{0, p.kit.height - c.frame.o[1], 0}, 0.003})
	}
}

// halfDisc is a hill painted on a wall.
func (p pen) halfDisc(with paint, radius float64) {
	m := p.mesh(with)
	const sides = 20
	first := p.add(with, vec{}, vec{0, 0, 1}, 0, 0)
	for i := range sides + 1 {
		sin, cos := math.Sincos(math.Pi * float64(i) / sides)
		p.add(with, vec{radius * cos, radius * sin, 0}, vec{0, 0, 1}, 0, 0)
	}
	for i := range uint32(sides) {
		m.triangle(first, first+1+i, first+2+i)
	}
}

// windowSeat is a bench along a wall behind it, with cushions.
func (p pen) windowSeat(length float64) {
	h := length / 2
	p.box(oakPaint.of(shell), -h, 0, 0, h, 0.4, 0.5)
	p.box(honey.of(timber), -h-0.02, 0.38, 0, h+0.02, 0.42, 0.53)
	for i := range 4 {
		x := -h + length*(float64(i)+0.5)/4
		p.at(x, 0.42, 0.25).soft([]hex{seafoam, sun, seafoam, rose}[i].of(woven), length/4-0.02, 0.08, 0.5, 0.03)
	}
	for i, x := range []float64{-1.8, -0.2, 1.3} {
		p.at(x, 0.5, 0.1).tilt(-20).soft([]hex{terracotta, teal, sun}[i].of(woven), 0.4, 0.36, 0.12, 0.05)
	}
}

// toys are blocks and a ball on the rug.
func (p pen) toys() {
	for i, b := range []struct{ x, y, z, turn float64 }{{5.2, 0.01, 4.4, 10}, {5.36, 0.01, 4.42, 40}, {5.28, 0.13, 4.41, 22}, {5.6, 0.01, 3.9, 65}} {
		p.at(b.x, b.y, b.z).turn(b.turn).soft([]hex{terracotta, teal, sun, sage}[i].of(satin), 0.12, 0.12, 0.12, 0.012)
	}
	p.at(4.75, 0.15, 4.05).ball(rose.of(satin), 16, 10, 0.14, -1, 1)
}

// bunting is flags on a string that sags.
func (p pen) bunting(from, to vec, flags int) {
	at := func(t float64) vec {
		q := from.lerp(to, t)
		q[1] -= 0.35 * math.Sin(math.Pi*t)
		return q
	}
	colours := []hex{terracotta, sun, teal, rose, sage, navy}
	var string []bead
	for i := range flags + 1 {
		string = append(string, bead{at(float64(i) / float64(flags)), 0.004})
	}
	p.tube(white.of(matt), 3, string...)
	for i := range flags {
		a, b := at((float64(i)+0.12)/float64(flags)), at((float64(i)+0.88)/float64(flags))
		tip := a.lerp(b, 0.5).sub(vec{0, 0.24, 0})
		n := b.sub(a).cross(vec{0, 1, 0}).unit()
		with := colours[i%len(colours)].of(matt)
		for _, side := range []float64{1, -1} {
			m := p.mesh(with)
			q := p.add(with, a, n.scale(side), 0, 0)
			p.add(with, tip, n.scale(side), 0, 0)
			p.add(with, b, n.scale(side), 0, 0)
			if side > 0 {
				m.triangle(q, q+1, q+2)
			} else {
				m.triangle(q, q+2, q+1)
			}
		}
	}
}
