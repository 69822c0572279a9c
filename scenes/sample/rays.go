package sample

import "math"

// solids finds what a ray meets: a tree of boxes around triangles, split where that is cheapest to search.
type solids struct {
	corners []facet // in the order of the tree's leaves
	nodes   []node
}

// facet is a triangle as a ray needs it: a corner and two edges.
type facet struct{ at, ab, ac vec }

func (f *facet) middle(axis int) float64 { return f.at[axis] + (f.ab[axis]+f.ac[axis])/3 }

// node holds the facets [first, first+count), or, if count is 0, two children: the next node and the one at skip.
type node struct {
	bounds       [8]float64 // low x, y, z, nothing, high x, y, z, nothing: a ray picks the near side by its own sign
	first, count int32
	skip         int32
	axis         int8 // along which the children are apart, the first being lower
}

const leafFacets = 4

func newSolids(triangles [][3]vec) *solids {
	s := &solids{corners: make([]facet, 0, len(triangles)), nodes: make([]node, 0, len(triangles))}
	for _, t := range triangles {
		s.corners = append(s.corners, facet{t[0], t[1].sub(t[0]), t[2].sub(t[0])})
	}
	if len(triangles) > 0 {
		s.split(0, len(triangles))
	}
	return s
}

// span is a box that grows.
type span struct{ low, high vec }

var nothing = span{vec{1e9, 1e9, 1e9}, vec{-1e9, -1e9, -1e9}}

func (b *span) hold(f *facet) {
	for i := range 3 {
		b.low[i] = min(b.low[i], f.at[i], f.at[i]+f.ab[i], f.at[i]+f.ac[i])
		b.high[i] = max(b.high[i], f.at[i], f.at[i]+f.ab[i], f.at[i]+f.ac[i])
	}
}

func (b *span) join(o *span) {
	for i := range 3 {
		b.low[i], b.high[i] = min(b.low[i], o.low[i]), max(b.high[i], o.high[i])
	}
}

func (b *span) surface() float64 {
	d := b.high.sub(b.low)
	return d[0]*d[1] + d[1]*d[2] + d[2]*d[0]
}

func (s *solids) split(from, to int) {
	n := len(s.nodes)
	box := nothing
	for i := from; i < to; i++ {
		box.hold(&s.corners[i])
	}
	s.nodes = append(s.nodes, node{bounds: [8]float64{box.low[0], box.low[1], box.low[2], 0, box.high[0], box.high[1], box.high[2]}})
	if to-from <= leafFacets {
		s.nodes[n].first, s.nodes[n].count = int32(from), int32(to-from)
		return
	}
	axis, middle := s.cheapest(from, to)
	s.split(from, middle)
	s.nodes[n].skip, s.nodes[n].axis = int32(len(s.nodes)), int8(axis)
	s.split(middle, to)
}

const bins = 16

// bin is the facets whose middle lies in one slice of a box.
type bin struct {
	box   span
	count int
}

// cheapest parts the facets along the best axis and says where: where the two boxes' surfaces, each weighed by what it
// holds, are least. It looks at so many places along each axis.
func (s *solids) cheapest(from, to int) (axis, middle int) {
	part := s.corners[from:to]
	best, at := math.Inf(1), 0.0
	for a := range 3 {
		low, high := math.Inf(1), math.Inf(-1)
		for i := range part {
			m := part[i].middle(a)
			low, high = min(low, m), max(high, m)
		}
		if high-low < 1e-9 {
			continue
		}
		if cost, k := slice(part, a, low, high); cost < best {
			best, axis, at = cost, a, low+(high-low)*float64(k)/bins
		}
	}
	middle = sift(part, func(f *facet) bool { return f.middle(axis) < at })
	if middle == 0 || middle == len(part) {
		middle = len(part) / 2 // all in one place
	}
	return axis, from + middle
}

// slice is the least cost along one axis, and after which slice.
func slice(part []facet, axis int, low, high float64) (cost float64, after int) {
	var all [bins]bin
	for i := range all {
		all[i].box = nothing
	}
	scale := bins / (high - low)
	for i := range part {
		b := &all[min(bins-1, int((part[i].middle(axis)-low)*scale))]
		b.box.hold(&part[i])
		b.count++
	}
	var right [bins]float64
	box, n := nothing, 0
	for i := bins - 1; i > 0; i-- {
		box.join(&all[i].box)
		n += all[i].count
		right[i] = box.surface() * float64(n)
	}
	cost, box, n = math.Inf(1), nothing, 0
	for i := 1; i < bins; i++ {
		box.join(&all[i-1].box)
		n += all[i-1].count
		if n == 0 || n == len(part) {
			continue
		}
		if c := box.surface()*float64(n) + right[i]; c < cost {
			cost, after = c, i
		}
	}
	return cost, after
}

// sift moves those that answer yes to the front, and says how many they are.
func sift(part []facet, yes func(*facet) bool) int {
	n := 0
	for i := range part {
		if yes(&part[i]) {
			part[n], part[i] = part[i], part[n]
			n++
		}
	}
	return n
}

// distance is how far a ray goes before it meets something; most if it meets nothing before that.
func (s *solids) distance(from, along vec, most float64) float64 {
	return s.follow(from, along, most, false)
}

// blocked says whether anything stands within this distance.
func (s *solids) blocked(from, along vec, most float64) bool {
	return s.follow(from, along, most, true) < most
}

// ray is a half line as a box wants it.
type ray struct {
	from, inverse vec
	near          [3]uint8 // which of a box's bounds it comes to first
}

func newRay(from, along vec) ray {
	r := ray{from: from, inverse: vec{1 / along[0], 1 / along[1], 1 / along[2]}}
	for i := range 3 {
		r.near[i] = uint8(i)
		if along[i] < 0 {
			r.near[i] += 4
		}
	}
	return r
}

func (s *solids) follow(from, along vec, most float64, any bool) float64 {
	if len(s.nodes) == 0 {
		return most
	}
	r := newRay(from, along)
	var stack [64]int32
	depth := 1
	for depth > 0 {
		depth--
		at := stack[depth&63]
		n := &s.nodes[at]
		if !r.meets(&n.bounds, most) {
			continue
		}
		if n.count == 0 {
			near, far := at+1, n.skip
			if along[n.axis] < 0 {
				near, far = far, near
			}
			stack[depth&63], stack[(depth+1)&63] = far, near
			depth += 2
			continue
		}
		for i := n.first; i < n.first+n.count; i++ {
			if d := s.corners[i].meet(from, along); d < most {
				most = d
				if any {
					return most
				}
			}
		}
	}
	return most
}

// meets says whether a ray comes through a box. Written out and without min and max, because a scene's light spends most of
// its time here.
func (r *ray) meets(b *[8]float64, most float64) bool {
	x, y, z := r.near[0]&7, r.near[1]&7, r.near[2]&7
	near := (b[x] - r.from[0]) * r.inverse[0]
	far := (b[x^4] - r.from[0]) * r.inverse[0]
	if far < 0 || near > most {
		return false
	}
	if a := (b[y] - r.from[1]) * r.inverse[1]; a > near {
		near = a
	}
	if a := (b[y^4] - r.from[1]) * r.inverse[1]; a < far {
		far = a
	}
	if near > far || far < 0 || near > most {
		return false
	}
	if a := (b[z] - r.from[2]) * r.inverse[2]; a > near {
		near = a
	}
	if a := (b[z^4] - r.from[2]) * r.inverse[2]; a < far {
		far = a
	}
	return near <= far && far >= 0 && near <= most
}

// meet is the distance along a ray to a facet's front or back, or infinity (Möller and Trumbore).
func (f *facet) meet(from, along vec) float64 {
	px := along[1]*f.ac[2] - along[2]*f.ac[1]
	py := along[2]*f.ac[0] - along[0]*f.ac[2]
	pz := along[0]*f.ac[1] - along[1]*f.ac[0]
	det := f.ab[0]*px + f.ab[1]*py + f.ab[2]*pz
	if det > -1e-14 && det < 1e-14 {
		return math.MaxFloat64
	}
	inverse := 1 / det
	tx, ty, tz := from[0]-f.at[0], from[1]-f.at[1], from[2]-f.at[2]
	u := (tx*px + ty*py + tz*pz) * inverse
	if u < 0 || u > 1 {
		return math.MaxFloat64
	}
	qx, qy, qz := ty*f.ab[2]-tz*f.ab[1], tz*f.ab[0]-tx*f.ab[2], tx*f.ab[1]-ty*f.ab[0]
	v := (along[0]*qx + along[1]*qy + along[2]*qz) * inverse
	if v < 0 || u+v > 1 {
		return math.MaxFloat64
	}
	if d := (f.ac[0]*qx + f.ac[1]*qy + f.ac[2]*qz) * inverse; d > 1e-6 {
		return d
	}
	return math.MaxFloat64
}
