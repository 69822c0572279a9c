package sample

// hall is the shell of a space: floor, four walls with their openings, ceiling and the view. Openings of the north and
// south walls are given in the scene's x, those of the west and east walls in its z.
type hall struct {
	area                     rect
	height                   float64
	north, south, west, east face
	entrance                 float64 // the middle of the way to the door, in the south wall
	sunny                    bool    // the morning sun comes through the south windows
}

// face is one wall as seen from inside.
type face struct {
	colour hex
	light  vec // of its windows
	holes  []opening
}

// Light of windows on the sunny and on the other side of a house.
var (
	daylight = vec{1.15, 1.15, 1.12}
	skylight = vec{0.8, 0.82, 0.84}
	morning  = vec{-0.42, -0.72, -0.55} // the way the sun's light goes
)

func (k *kit) hall(h hall) {
	k.floor, k.height = h.area, h.height
	k.thing("Floor", vec{}).ground(h.area)
	p := k.thing("room", vec{})
	a := h.area
	width, depth := a.x1-a.x0, a.y1-a.y0
	for _, w := range []struct {
		pen    pen
		face   face
		length float64
		along  func(float64) float64 // from the scene's coordinate to the wall's own
	}{
		{p.at(a.x0, 0, a.y0), h.north, width, func(x float64) float64 { return x - a.x0 }},
		{p.at(a.x1, 0, a.y1).turn(180), h.south, width, func(x float64) float64 { return a.x1 - x }},
		{p.at(a.x0, 0, a.y1).turn(90), h.west, depth, func(z float64) float64 { return a.y1 - z }},
		{p.at(a.x1, 0, a.y0).turn(-90), h.east, depth, func(z float64) float64 { return z - a.y0 }},
	} {
		var holes []opening
		for _, o := range w.face.holes {
			from, to := w.along(o.from), w.along(o.to)
			o.from, o.to = min(from, to), max(from, to)
			holes = append(holes, o)
			w.pen.daylight(o, w.face.light)
			if h.sunny && w.pen.frame.z[2] < -0.9 {
				w.pen.sunThrough(o)
			}
		}
		w.pen.wall(w.face.colour.of(shell), w.length, h.height, holes...)
	}
	p.ceiling(a, h.height)
	p.surroundings(a, rect{a.x0 - 2, a.y0 - 2, a.x1 + 2, a.y1 + 3.6})
	p.approach(h.entrance, a.y1)
}

// sunThrough lays a patch of sun on the floor for each pane of a window.
func (p pen) sunThrough(o opening) {
	for i := range o.panes {
		wide := (o.to - o.from) / float64(o.panes)
		x := o.from + wide*float64(i)
		p.sunPatch(x+0.07, o.low+0.1, x+wide-0.03, o.high-0.1, morning)
	}
}

// approach is the paving before a door in the south wall, with two shrubs.
func (p pen) approach(x, z float64) {
	p.box(hex(0xcfc8bb).of(matt), x-3.2, -0.2, z, x+3.2, -0.004, z+2.6)
	p.at(x-2.9, 0, z+1.2).clipped(1)
	p.at(x+2.9, 0, z+1.2).clipped(2)
}

// lamps hang under the ceiling, so long along x, at these places of the floor.
func (k *kit) lamps(length float64, at ...[2]float64) {
	p := k.thing("room", vec{})
	for _, q := range at {
		p.lamp(q[0], q[1], length, 0.16)
	}
}

// lampRows hangs lamps where the rows and columns meet.
func (k *kit) lampRows(length float64, xs, zs []float64) {
	for _, z := range zs {
		for _, x := range xs {
			k.lamps(length, [2]float64{x, z})
		}
	}
}

// lobby is a draught lobby of glass inside the south wall about x: so wide and so deep, open doors before and behind.
func (k *kit) lobby(x, z, width, depth float64) {
	p := k.thing("room", vec{})
	const frame, door = 0.07, 1.4
	wood := oakPaint.of(shell)
	height := k.height
	for _, side := range []float64{-1, 1} {
		q := p.at(x+side*width/2, 0, z)
		q.box(wood, -frame/2, 0, -depth, frame/2, 0.1, 0)
		q.box(wood, -frame/2, 2.25, -depth, frame/2, 2.32, 0)
		q.box(wood, -frame/2, 0, -depth-frame/2, frame/2, height, -depth+frame/2)
		glass := q.turn(90)
		glass.pane(0, 0.1, depth, height, 0)
		glass.dots(0.15, depth-0.15)
		front := p.at(x, 0, z-depth)
		from, to := door/2, width/2
		if side < 0 {
			from, to = -width/2, -door/2
		}
		front.box(wood, from, 0, -frame/2, to, 0.1, frame/2)
		front.box(wood, side*door/2-frame/2, 0, -frame/2, side*door/2+frame/2, height, frame/2)
		front.pane(from, 0.1, to, height, 0)
	}
	p.at(x, 0, z-depth).box(wood, -width/2, 2.25, -frame/2, width/2, 2.32, frame/2)
	p.at(x, 0, z-depth).pane(-door/2, 2.32, door/2, height, 0)
	p.at(x, 0, z-depth/2).box(hex(0x4d4a45).of(woven), -width/2+0.1, 0, -depth/2+0.1, width/2-0.1, 0.008, depth/2-0.05)
}

// dots keep people from walking into glass.
func (p pen) dots(from, to float64) {
	n := max(2, int((to-from)/0.16))
	for i := range n {
		for _, y := range []float64{1.0, 1.5} {
			x := from + (to-from)*float64(i)/float64(n-1)
			p.quad(frosted, vec{x - 0.025, y - 0.025, 0.004}, vec{x + 0.025, y - 0.025, 0.004}, vec{x + 0.025, y + 0.025, 0.004}, vec{x - 0.025, y + 0.025, 0.004})
		}
	}
}

// entrance is the glazed front with its open door in the south wall, as a touchpoint.
func (k *kit) entrance(x, z, width, height, door float64) {
	k.touchpoint("door", x, z).at(x, 0, z).turn(180).storefront(width, height, door)
}

// mat lies before a door.
func (p pen) mat(width, depth float64) {
	p.box(hex(0x4d4a45).of(woven), -width/2, 0, -depth/2, width/2, 0.008, depth/2)
}
