package sample

import "math"

// pot stands on the floor.
func (p pen) pot(with paint, radius, height float64) {
	sides := 18
	if radius < 0.15 {
		sides = 11
	}
	p.lathe(with, sides, ring{radius * 0.72, 0}, ring{radius, height * 0.9}, ring{radius, height}, ring{radius * 0.9, height}, ring{radius * 0.88, height - 0.04})
	p.at(0, height-0.045, 0).disc(soil.of(matt), 11, radius*0.9)
}

// blade is one bent leaf from the frame's origin along +z, seen from both sides.
func (p pen) blade(with paint, length, width, rise, droop float64) {
	m := p.mesh(with)
	const steps = 3
	for side := range 2 {
		n := vec{0, 1 - 2*float64(side), 0}
		first := uint32(len(m.vertices))
		for i := range steps + 1 {
			t := float64(i) / steps
			w := width / 2 * math.Sin(math.Pi*math.Min(1, 0.08+t*0.92)) * (1 - 0.25*t)
			y, z := rise*t-droop*t*t, length*t
			p.add(with, vec{-w, y + w*0.25, z}, n.add(vec{-0.4, 0, -rise + 2*droop*t}).unit(), 0, 0)
			p.add(with, vec{w, y + w*0.25, z}, n.add(vec{0.4, 0, -rise + 2*droop*t}).unit(), 0, 0)
		}
		for i := range uint32(steps) {
			a, b, c, d := first+2*i, first+2*i+1, first+2*i+3, first+2*i+2
			if side == 1 {
				a, b, c, d = b, a, d, c
			}
			m.triangle(a, d, c)
			m.triangle(a, c, b)
		}
	}
}

// tallPlant has broad leaves on a stem.
func (p pen) tallPlant(pot paint, height float64, seed int) {
	p.pot(pot, 0.24, 0.42)
	p.tube(hex(0x7a5f45).of(matt), 6, bead{vec{0, 0.36, 0}, 0.024}, bead{vec{0.03, height * 0.6, 0.02}, 0.018}, bead{vec{0, height * 0.93, 0}, 0.01})
	const leaves = 19
	for i := range leaves {
		t := float64(i) / (leaves - 1)
		green := []hex{leaf, leafDark, leafLight, leaf}[i%4]
		f := p.at(0.02, 0.42+(height-0.5)*(0.18+0.8*t), 0.01).turn(float64(i)*137.5 + 40*hash(i, 0, seed))
		size := 0.5 - 0.26*t + 0.08*hash(i, 1, seed)
		f.blade(green.of(matt), size, size*0.52, size*(0.35+0.5*t), size*(0.55-0.2*t))
	}
}

// bush is a pot of narrow arching leaves.
func (p pen) bush(pot paint, radius, height float64, leaves, seed int) {
	p.pot(pot, radius, height)
	for i := range leaves {
		green := []hex{leaf, leafLight, leafDark}[i%3]
		f := p.at(0, height-0.04, 0).turn(float64(i)*137.5 + 30*hash(i, 0, seed))
		size := radius * (1.6 + 1.1*hash(i, 1, seed))
		f.blade(green.of(matt), size, size*0.24, size*(1.0+0.5*hash(i, 2, seed)), size*0.85)
	}
}

// clipped is a round shrub in a square planter, for outside.
func (p pen) clipped(seed int) {
	p.block(slate.of(shell), 0.6, 0.5, 0.6)
	for i, b := range []struct{ x, y, z, r float64 }{{0, 0.78, 0, 0.38}, {0.16, 0.66, 0.12, 0.24}, {-0.18, 0.68, 0.1, 0.23}, {0.02, 1.02, -0.03, 0.24}} {
		green := []hex{leafDark, leaf, leaf, leafLight}[i]
		p.at(b.x, b.y, b.z).turn(float64(seed*31)).ball(green.of(shell), 12, 7, b.r, -1, 1)
	}
}
