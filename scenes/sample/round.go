package sample

import "math"

// ring is one step of a turned profile: so wide, so high.
type ring struct{ r, y float64 }

// lathe turns a profile about the frame's y, from its lowest ring upwards, with smooth sides.
func (p pen) lathe(with paint, sides int, profile ...ring) {
	m := p.mesh(with)
	first := uint32(len(m.vertices))
	along := 0.0
	for i, at := range profile {
		if i > 0 {
			along += math.Hypot(at.r-profile[i-1].r, at.y-profile[i-1].y)
		}
		out, up := profileNormal(profile, i)
		for s := 0; s <= sides; s++ {
			sin, cos := math.Sincos(2 * math.Pi * float64(s) / float64(sides))
			p.add(with, vec{at.r * sin, at.y, at.r * cos}, vec{out * sin, up, out * cos}, 2*math.Pi*math.Max(at.r, 0.05)*float64(s)/float64(sides), -along)
		}
	}
	row := uint32(sides + 1)
	for i := range uint32(len(profile) - 1) {
		for s := range uint32(sides) {
			a, b := first+i*row+s, first+i*row+s+1
			if profile[i].r > 1e-6 {
				m.triangle(a, b, b+row)
			}
			if profile[i+1].r > 1e-6 {
				m.triangle(a, b+row, a+row)
			}
		}
	}
}

// profileNormal is the direction outwards and upwards at one ring of a profile.
func profileNormal(profile []ring, i int) (out, up float64) {
	a, b := profile[max(i-1, 0)], profile[min(i+1, len(profile)-1)]
	if profile[i].r < 1e-6 { // a pole
		if i == 0 {
			return 0, -1
		}
		return 0, 1
	}
	l := math.Hypot(b.r-a.r, b.y-a.y)
	return (b.y - a.y) / l, (a.r - b.r) / l
}

// cylinder stands on the frame's origin with a crisp top.
func (p pen) cylinder(with paint, sides int, radius, height float64) {
	p.lathe(with, sides, ring{radius, 0}, ring{radius, height})
	p.at(0, height, 0).disc(with, sides, radius)
}

// disc is a flat round that looks up.
func (p pen) disc(with paint, sides int, radius float64) {
	m := p.mesh(with)
	centre := p.add(with, vec{}, vec{0, 1, 0}, 0, 0)
	for s := range sides {
		sin, cos := math.Sincos(2 * math.Pi * float64(s) / float64(sides))
		p.add(with, vec{radius * sin, 0, radius * cos}, vec{0, 1, 0}, radius*sin, radius*cos)
		m.triangle(centre, centre+1+uint32(s), centre+1+uint32((s+1)%sides))
	}
}

// ball is a sphere about the frame's origin, from one height to another (-1 to 1 of its radius).
func (p pen) ball(with paint, sides, rings int, radius, from, to float64) {
	var profile []ring
	for i := range rings + 1 {
		a := math.Asin(from) + (math.Asin(to)-math.Asin(from))*float64(i)/float64(rings)
		profile = append(profile, ring{math.Max(0, radius*math.Cos(a)), radius * math.Sin(a)})
	}
	for i := range profile {
		if profile[i].r < 1e-9 {
			profile[i].r = 0
		}
	}
	p.lathe(with, sides, profile...)
}

// bead is a point of a tube and how thick the tube is there.
type bead struct {
	at vec
	r  float64
}

// tube runs through beads with smooth sides and round-ish ends: arms, stems, rails.
func (p pen) tube(with paint, sides int, beads ...bead) {
	first, n := p.hose(with, sides, beads...), uint32(sides)
	p.cap(with, first, n, beads[0], beads[0].at.sub(beads[1].at).unit(), true)
	last := len(beads) - 1
	p.cap(with, first+uint32(last)*n, n, beads[last], beads[last].at.sub(beads[last-1].at).unit(), false)
}

// hose is a tube without ends, for what ends inside other things; it returns its first vertex.
func (p pen) hose(with paint, sides int, beads ...bead) uint32 {
	m := p.mesh(with)
	first := uint32(len(m.vertices))
	side := vec{1, 0, 0}
	if d := beads[len(beads)-1].at.sub(beads[0].at).unit(); math.Abs(d[0]) > 0.8 {
		side = vec{0, 0, 1}
	}
	for i, b := range beads {
		ahead := beads[min(i+1, len(beads)-1)].at.sub(beads[max(i-1, 0)].at).unit()
		u := side.sub(ahead.scale(side.dot(ahead))).unit()
		v := ahead.cross(u)
		for s := range sides {
			sin, cos := math.Sincos(2 * math.Pi * float64(s) / float64(sides))
			n := u.scale(cos).add(v.scale(sin))
			p.add(with, b.at.add(n.scale(b.r)), n, float64(s)*b.r, float64(i)*0.3)
		}
	}
	n := uint32(sides)
	for i := range uint32(len(beads) - 1) {
		for s := range n {
			a, b := first+i*n+s, first+i*n+(s+1)%n
			m.triangle(a, b, b+n)
			m.triangle(a, b+n, a+n)
		}
	}
	return first
}

// cap closes a tube's end with a low cone.
func (p pen) cap(with paint, first, n uint32, end bead, out vec, flip bool) {
	m := p.mesh(with)
	tip := p.add(with, end.at.add(out.scale(end.r*0.35)), out, 0, 0)
	for s := range n {
		a, b := first+s, first+(s+1)%n
		if flip {
			a, b = b, a
		}
		m.triangle(a, b, tip)
	}
}
