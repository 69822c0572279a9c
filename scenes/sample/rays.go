package sample

import (
	"cmp"
	"math"
	"slices"
)

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
	low, high    vec
	first, count int32
	skip         int32
	axis         int8 // along which the children are apart, the first being lower
}

const leafFacets = 4

func newSolids(triangles [][3]vec) *solids {
	s := &solids{}
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
	s.nodes = append(s.nodes, node{low: box.low, high: box.high})
	if to-from <= leafFacets {
		s.nodes[n].first, s.nodes[n].count = int32(from), int32(to-from)
		return
	}
	axis, middle := s.cheapest(from, to)
	s.split(from, middle)
	s.nodes[n].skip, s.nodes[n].axis = int32(len(s.nodes)), int8(axis)
	s.split(middle, to)
}

// cheapest sorts the facets along the best axis and says where to part them: where the two boxes' surfaces, each weighed
// by what it holds, are least.
func (s *solids) cheapest(from, to int) (axis, middle int) {
	part := s.corners[from:to]
	best := math.Inf(1)
	right := make([]float64, len(part))
	for a := range 3 {
		sortAlong(part, a)
		box := nothing
		for i := len(part) - 1; i > 0; i-- {
			box.hold(&part[i])
			right[i] = box.surface() * float64(len(part)-i)
		}
		box = nothing
		for i := 1; i < len(part); i++ {
			box.hold(&part[i-1])
			if cost := box.surface()*float64(i) + right[i]; cost < best {
				best, axis, middle = cost, a, from+i
			}
		}
	}
	sortAlong(part, axis)
	return axis, middle
}

func sortAlong(part []facet, axis int) {
	slices.SortFunc(part, func(a, b facet) int { return cmp.Compare(a.middle(axis), b.middle(axis)) })
}

// distance is how far a ray goes before it meets something; most if it meets nothing before that.
func (s *solids) distance(from, along vec, most float64) float64 {
	return s.follow(from, along, most, false)
}

// blocked says whether anything stands within this distance.
func (s *solids) blocked(from, along vec, most float64) bool {
	return s.follow(from, along, most, true) < most
}

func (s *solids) follow(from, along vec, most float64, any bool) float64 {
	if len(s.nodes) == 0 {
		return most
	}
	inverse := vec{1 / along[0], 1 / along[1], 1 / along[2]}
	var stack [64]int32
	depth := 1
	for depth > 0 {
		depth--
		at := stack[depth]
		n := s.nodes[at]
		if !n.meets(from, inverse, most) {
			continue
		}
		if n.count == 0 {
			near, far := at+1, n.skip
			if along[n.axis] < 0 {
				near, far = far, near
			}
			stack[depth], stack[depth+1] = far, near
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

// meets says whether a ray comes through a node's box. Written out and without min and max, because a scene's light spends
// most of its time here.
func (n node) meets(from, inverse vec, most float64) bool {
	near, far := 0.0, most
	for i := range 3 {
		a, b := (n.low[i]-from[i])*inverse[i], (n.high[i]-from[i])*inverse[i]
		if inverse[i] < 0 {
			a, b = b, a
		}
		if a > near {
			near = a
		}
		if b < far {
			far = b
		}
		if near > far {
			return false
		}
	}
	return true
}

// meet is the distance along a ray to a facet's front or back, or infinity (Möller and Trumbore).
func (f facet) meet(from, along vec) float64 {
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
