package sample

import (
	"cmp"
	"math"
	"slices"
)

// opening is a window or a doorway in a wall: from and to along it, low and high above the floor.
type opening struct {
	from, to, low, high float64
	panes               int // 0: nothing stands in it
}

const (
	wallThick = 0.3
	sillDepth = 0.16
)

// wall stands in a frame whose origin is its lower left corner as seen from the room, and looks along +z. Only what can be
// seen from the room is built: from above and from behind one looks in, as into a doll's house.
func (p pen) wall(with paint, length, height float64, openings ...opening) {
	us, vs := cuts(length), cuts(height)
	for _, o := range openings {
		us = append(us, o.from, o.to, o.from-0.15, o.to+0.15)
		vs = append(vs, o.low, o.high)
	}
	p.grid(with, tidy(us, length), tidy(vs, height), func(u, v float64) (vec, vec) { return vec{u, v, 0}, vec{0, 0, 1} },
		func(u, v float64) bool {
			return slices.ContainsFunc(openings, func(o opening) bool { return rect{o.from, o.low, o.to, o.high}.contains(u, v) })
		})
	p.quad(hex(0xcfc6b6).of(matt), vec{-wallThick, height, 0}, vec{length + wallThick, height, 0}, vec{length + wallThick, height, -wallThick}, vec{-wallThick, height, -wallThick})
	for _, o := range openings {
		p.reveal(with, o)
		if o.panes > 0 {
			p.window(o)
		}
	}
	p.skirting(length, openings)
}

// tidy sorts coordinates, keeps those within the length and drops near doubles.
func tidy(at []float64, length float64) []float64 {
	slices.Sort(at)
	var out []float64
	for _, x := range at {
		if x >= 0 && x <= length && (len(out) == 0 || x-out[len(out)-1] > 1e-6) {
			out = append(out, x)
		}
	}
	return out
}

// reveal is the depth of the wall around an opening.
func (p pen) reveal(with paint, o opening) {
	z := -wallThick
	p.quad(with, vec{o.from, o.low, 0}, vec{o.from, o.low, z}, vec{o.from, o.high, z}, vec{o.from, o.high, 0})
	p.quad(with, vec{o.to, o.low, z}, vec{o.to, o.low, 0}, vec{o.to, o.high, 0}, vec{o.to, o.high, z})
	p.quad(with, vec{o.from, o.high, 0}, vec{o.from, o.high, z}, vec{o.to, o.high, z}, vec{o.to, o.high, 0})
	if o.low > 0 {
		p.box(honey.of(timber), o.from-0.05, o.low-0.035, z, o.to+0.05, o.low, sillDepth-0.06)
	}
}

// window fills an opening with a wooden frame and glass.
func (p pen) window(o opening) {
	const w, z0, z1 = 0.06, -0.22, -0.14
	frame := oakPaint.of(shell)
	p.box(frame, o.from, o.low, z0, o.to, o.low+w, z1)
	p.box(frame, o.from, o.high-w, z0, o.to, o.high, z1)
	for i := range o.panes + 1 {
		x := o.from + (o.to-o.from-w)*float64(i)/float64(o.panes)
		p.box(frame, x, o.low+w, z0, x+w, o.high-w, z1)
	}
	p.pane(o.from+w, o.low+w, o.to-w, o.high-w, (z0+z1)/2)
}

// sunPatch is where the sun that comes through part of an opening lies on the floor, soft at its edges. The pen is the
// wall's; along is the way the light goes.
func (p pen) sunPatch(x0, y0, x1, y1 float64, along vec) {
	const soft, above = 0.07, 0.0115
	with := paint{material: sunlight, rgb: hex(0xffe9bd).linear(), alpha: 0.22}
	edge := with
	edge.alpha = 0
	floor := p
	floor.frame = world
	land := func(x, y float64) vec {
		q := p.frame.point(vec{x, y, -wallThick / 2})
		q = q.add(along.scale(-(q[1] - above) / along[1]))
		return vec{q[0], above, q[2]}
	}
	var inner, outer []uint32
	for _, c := range [][4]float64{{x0, y0, 1, 1}, {x1, y0, -1, 1}, {x1, y1, -1, -1}, {x0, y1, 1, -1}} {
		inner = append(inner, floor.add(with, land(c[0]+c[2]*soft, c[1]+c[3]*soft), vec{0, 1, 0}, 0, 0))
		outer = append(outer, floor.add(edge, land(c[0], c[1]), vec{0, 1, 0}, 0, 0))
	}
	m := p.mesh(with)
	m.upward(inner[0], inner[1], inner[2])
	m.upward(inner[0], inner[2], inner[3])
	for i := range 4 {
		j := (i + 1) % 4
		m.upward(outer[i], outer[j], inner[j])
		m.upward(outer[i], inner[j], inner[i])
	}
}

// upward adds a triangle that is seen from above.
func (m *mesh) upward(a, b, c uint32) {
	if m.vertices[b].at.sub(m.vertices[a].at).cross(m.vertices[c].at.sub(m.vertices[a].at))[1] < 0 {
		b, c = c, b
	}
	m.triangle(a, b, c)
}

// pane is a sheet of glass that faces along z.
func (p pen) pane(x0, y0, x1, y1, z float64) {
	p.quad(clearGlass, vec{x0, y0, z}, vec{x1, y0, z}, vec{x1, y1, z}, vec{x0, y1, z})
}

var (
	clearGlass = paint{material: glass, rgb: hex(0xdff0f2).linear(), alpha: 0.10}
	frosted    = paint{material: glass, rgb: vec{1, 1, 1}, alpha: 0.55}
)

func (p pen) skirting(length float64, openings []opening) {
	from := 0.0
	part := func(to float64) {
		if to-from > 0.02 {
			p.box(linen.of(shell), from, 0, 0, to, 0.1, 0.018)
		}
	}
	for _, o := range slices.SortedFunc(slices.Values(openings), func(a, b opening) int { return cmp.Compare(a.from, b.from) }) {
		if o.low == 0 {
			part(o.from)
			from = o.to
		}
	}
	part(length)
}

// daylight makes a window a source of light; the pen is the wall's.
func (p pen) daylight(o opening, strength vec) {
	n := max(1, int(math.Round((o.to-o.from)/1.6)))
	area := (o.to - o.from) * (o.high - o.low) / float64(n)
	for i := range n {
		x := o.from + (o.to-o.from)*(float64(i)+0.37)/float64(n)
		p.kit.sky.sources = append(p.kit.sky.sources, source{
			at: p.frame.point(vec{x, (o.low + o.high) / 2, -0.05}), facing: p.frame.normal(vec{0, 0, 1}), strength: strength.scale(area),
		})
	}
}

// ground is the floor: one plane of boards.
func (p pen) ground(area rect) {
	us, vs := evenly(area.x0, area.x1, 1.3), evenly(-area.y1, -area.y0, 1.3)
	p.grid(tint(planks, white), us, vs, func(u, v float64) (vec, vec) { return vec{u, 0, -v}, vec{0, 1, 0} }, nil)
}

// ceiling looks down.
func (p pen) ceiling(area rect, height float64) {
	us, vs := evenly(area.x0, area.x1, 1.3), evenly(area.y0, area.y1, 1.3)
	p.grid(ceilingWhite.of(shell), us, vs, func(u, v float64) (vec, vec) { return vec{u, height, v}, vec{0, -1, 0} }, nil)
}

// lamp is let into the ceiling, and gives light.
func (p pen) lamp(x, z, length, width float64) {
	f := p.at(x, p.kit.height-0.045, z)
	f.rim(white.of(satin), length+0.06, width+0.06, 0.045)
	f.at(0, -0.003, 0).tilt(90).card(glow, "lamp", length, width)
	p.kit.sky.sources = append(p.kit.sky.sources, source{at: f.frame.point(vec{0, -0.04, 0}), facing: vec{0, -1, 0}, strength: vec{1.5, 1.35, 1.1}})
}

// evenly parts a stretch into steps of about this length.
func evenly(from, to, step float64) []float64 {
	n := int(math.Ceil((to-from)/step - 1e-9))
	out := make([]float64, n+1)
	for i := range out {
		out[i] = from + (to-from)*float64(i)/float64(n)
	}
	return out
}

// rim is four upright sides, open above and below.
func (p pen) rim(with paint, width, depth, height float64) {
	for side := range 4 {
		w, d := width/2, depth/2
		if side%2 == 1 {
			w, d = d, w
		}
		p.turn(float64(side)*90).quad(with, vec{-w, 0, d}, vec{w, 0, d}, vec{w, height, d}, vec{-w, height, d})
	}
}

// surroundings is what lies outside: a lawn, and beyond it a painted ring that looks inwards.
func (p pen) surroundings(room, ring rect) {
	const low, high = -0.4, 5.0
	corners := [][2]float64{{ring.x0, ring.y1}, {ring.x0, ring.y0}, {ring.x1, ring.y0}, {ring.x1, ring.y1}, {ring.x0, ring.y1}}
	round := 2 * (ring.x1 - ring.x0 + ring.y1 - ring.y0)
	with := tint(outside, white)
	m, along := p.mesh(with), 0.0
	round /= 2 // the picture goes round twice, to be sharp
	for i := range 4 {
		a, b := corners[i], corners[i+1]
		l := math.Hypot(b[0]-a[0], b[1]-a[1])
		n := vec{-(b[1] - a[1]) / l, 0, (b[0] - a[0]) / l}
		q := p.add(with, vec{a[0], low, a[1]}, n, along/round, 1)
		p.add(with, vec{b[0], low, b[1]}, n, (along+l)/round, 1)
		p.add(with, vec{b[0], high, b[1]}, n, (along+l)/round, 0)
		p.add(with, vec{a[0], high, a[1]}, n, along/round, 0)
		m.triangle(q, q+1, q+2)
		m.triangle(q, q+2, q+3)
		along += l
	}
	for _, r := range []rect{
		{ring.x0, ring.y0, room.x0, ring.y1}, {room.x1, ring.y0, ring.x1, ring.y1},
		{room.x0, ring.y0, room.x1, room.y0}, {room.x0, room.y1, room.x1, ring.y1},
	} {
		q := p.add(with, vec{r.x0, -0.06, r.y1}, vec{0, 1, 0}, 0.1, 0.9)
		p.add(with, vec{r.x1, -0.06, r.y1}, vec{0, 1, 0}, 0.2, 0.9)
		p.add(with, vec{r.x1, -0.06, r.y0}, vec{0, 1, 0}, 0.2, 0.93)
		p.add(with, vec{r.x0, -0.06, r.y0}, vec{0, 1, 0}, 0.1, 0.93)
		m.triangle(q, q+1, q+2)
		m.triangle(q, q+2, q+3)
	}
}
