package sample

import "math"

// thin faces are not cut: nobody sees a gradient on them.
const thin = 0.13

// cuts divides an edge so that light baked at the corners has somewhere to fade: close together at both ends.
func cuts(length float64) []float64 {
	if length < 0.7 {
		return []float64{0, length}
	}
	if length < 1.3 {
		return []float64{0, 0.12, length / 2, length - 0.12, length}
	}
	at := []float64{0, 0.12, 0.4}
	step := 0.7
	if length > 6 {
		step = 1.1 // a wall
	}
	n := int(math.Ceil((length - 0.8) / step))
	for i := 1; i < n; i++ {
		at = append(at, 0.4+(length-0.8)*float64(i)/float64(n))
	}
	return append(at, length-0.4, length-0.12, length)
}

// quad is a flat four-sided face, anticlockwise from its lower left as seen from the front. Its picture is laid on in metres.
func (p pen) quad(with paint, a, b, c, d vec) {
	if with.material == timber && d.sub(a).length() > b.sub(a).length() {
		a, b, c, d = b, c, d, a // the grain runs along
	}
	n := b.sub(a).cross(d.sub(a)).unit()
	width, height := b.sub(a).length(), d.sub(a).length()
	us, vs := cuts(width), cuts(height)
	if !with.lit() || with.material == print || min(width, height) < thin {
		us, vs = []float64{0, width}, []float64{0, height}
	}
	off := 0.0
	if with.material == timber { // no two boards are alike
		off = math.Mod(math.Abs(p.frame.point(a).dot(vec{3.7, 6.1, 9.3})), 7)
		us, vs = shifted(us, off), shifted(vs, off)
	}
	p.grid(with, us, vs, func(u, v float64) (vec, vec) {
		s, t := (u-off)/width, (v-off)/height
		return a.lerp(b, s).lerp(d.lerp(c, s), t), n
	}, nil)
}

func shifted(at []float64, by float64) []float64 {
	out := make([]float64, len(at))
	for i := range at {
		out[i] = at[i] + by
	}
	return out
}

// grid is a sheet over two lists of coordinates; skip leaves cells out, as for a window.
func (p pen) grid(with paint, us, vs []float64, at func(u, v float64) (point, normal vec), skip func(u, v float64) bool) {
	m := p.mesh(with)
	index := make(map[[2]int]uint32)
	corner := func(i, j int) uint32 {
		if n, ok := index[[2]int{i, j}]; ok {
			return n
		}
		q, n := at(us[i], vs[j])
		index[[2]int{i, j}] = p.add(with, q, n, us[i], -vs[j])
		return index[[2]int{i, j}]
	}
	for j := 0; j+1 < len(vs); j++ {
		for i := 0; i+1 < len(us); i++ {
			if skip != nil && skip((us[i]+us[i+1])/2, (vs[j]+vs[j+1])/2) {
				continue
			}
			a, b, c, d := corner(i, j), corner(i+1, j), corner(i+1, j+1), corner(i, j+1)
			m.triangle(a, b, c)
			m.triangle(a, c, d)
		}
	}
}

// box spans two corners. A face that lies on the floor is left out: nobody sees it.
func (p pen) box(with paint, x0, y0, z0, x1, y1, z1 float64) {
	p.quad(with, vec{x0, y0, z1}, vec{x1, y0, z1}, vec{x1, y1, z1}, vec{x0, y1, z1})
	p.quad(with, vec{x1, y0, z0}, vec{x0, y0, z0}, vec{x0, y1, z0}, vec{x1, y1, z0})
	p.quad(with, vec{x1, y0, z1}, vec{x1, y0, z0}, vec{x1, y1, z0}, vec{x1, y1, z1})
	p.quad(with, vec{x0, y0, z0}, vec{x0, y0, z1}, vec{x0, y1, z1}, vec{x0, y1, z0})
	p.quad(with, vec{x0, y1, z1}, vec{x1, y1, z1}, vec{x1, y1, z0}, vec{x0, y1, z0})
	if p.frame.point(vec{x0, y0, z0})[1] > 0.001 {
		p.quad(with, vec{x0, y0, z0}, vec{x1, y0, z0}, vec{x1, y0, z1}, vec{x0, y0, z1})
	}
}

// block is a box of this size standing in the middle of the frame's origin.
func (p pen) block(with paint, width, height, depth float64) {
	p.box(with, -width/2, 0, -depth/2, width/2, height, depth/2)
}

// soft is a block with rounded edges, for cushions and plastic. Its bevels borrow the faces' vertices, so that they shade
// smoothly and cost no more than indices.
func (p pen) soft(with paint, width, height, depth, bevel float64) {
	outer := vec{width / 2, height / 2, depth / 2}
	var index [3][8]uint32 // by the face's axis and the corner (bit i set: positive side of axis i)
	for corner := range 8 {
		for axis := range 3 {
			at, normal := vec{}, vec{}
			for i := range 3 {
				side := float64(2*(corner>>i&1) - 1)
				at[i] = side * (outer[i] - bevel)
				if i == axis {
					at[i], normal[i] = side*outer[i], side
				}
			}
			at[1] += height / 2
			index[axis][corner] = p.add(with, at, normal, at[(axis+1)%3], at[(axis+2)%3])
		}
	}
	p.softFaces(with, func(axis, corner int) uint32 { return index[axis][corner] })
}

// softFaces joins the 24 vertices of a soft block: 6 faces, 12 edges, 8 corners.
func (p pen) softFaces(with paint, at func(axis, corner int) uint32) {
	m := p.mesh(with)
	outward := func(n vec, a, b, c uint32) {
		u, v := m.vertices[b].at.sub(m.vertices[a].at), m.vertices[c].at.sub(m.vertices[a].at)
		if u.cross(v).dot(n) < 0 {
			b, c = c, b
		}
		m.triangle(a, b, c)
	}
	strip := func(a, b, c, d uint32) {
		n := m.vertices[a].normal.add(m.vertices[d].normal)
		outward(n, a, b, c)
		outward(n, c, b, d)
	}
	for axis := range 3 {
		u, v := 1<<((axis+1)%3), 1<<((axis+2)%3)
		for side := range 2 {
			s := side << axis
			strip(at(axis, s), at(axis, s|u), at(axis, s|v), at(axis, s|u|v))
		}
		for quarter := range 4 { // the edges along this axis
			s := (quarter&1)*u | (quarter>>1)*v
			strip(at((axis+1)%3, s), at((axis+1)%3, s|1<<axis), at((axis+2)%3, s), at((axis+2)%3, s|1<<axis))
		}
	}
	for corner := range 8 {
		a, b, c := at(0, corner), at(1, corner), at(2, corner)
		outward(m.vertices[a].normal.add(m.vertices[b].normal).add(m.vertices[c].normal), a, b, c)
	}
}
