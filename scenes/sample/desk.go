package sample

// Desks, kiosks, places to work. All look along +z: that is the side of the public.

const (
	deskLow, deskHigh = 0.76, 1.05
	deskDepth         = 0.8
	kneeRoom          = 0.5
)

// enquiryDesk has a high part to stand at and, to the right as the public sees it, a low part with room for knees.
func (p pen) enquiryDesk(high, low float64) {
	p.at(-high, 0, 0).highCounter(high)
	p.lowCounter(low)
}

// highCounter is a part to stand at, from the frame's origin to the right; on its staff side is a worktop to sit at.
func (p pen) highCounter(width float64) {
	body, top := p.kit.livery.deep.of(satin), honey.of(timber)
	back, front := -deskDepth/2, deskDepth/2
	p.box(graphite.of(satin), 0, 0, back+0.3, width-0.02, 0.09, front-0.06)
	p.box(body, 0, 0.09, front-0.34, width, deskHigh-0.04, front)
	p.box(top, -0.03, deskHigh-0.04, front-0.38, width+0.02, deskHigh, front+0.05)
	p.slats(0.04, width-0.06, 0.13, deskHigh-0.07, front)
	p.box(top, 0, deskLow-0.04, back, width, deskLow, front-0.34)
	p.box(body, 0, 0, back, 0.04, deskLow-0.04, front-0.34)
}

// lowCounter is a part to sit at, with room for knees on both sides.
func (p pen) lowCounter(width float64) {
	body, top := p.kit.livery.deep.of(satin), honey.of(timber)
	back, front := -deskDepth/2, deskDepth/2
	p.box(top, 0, deskLow-0.04, back, width+0.02, deskLow, front+0.04)
	p.box(body, 0.02, 0, front-kneeRoom-0.04, width, deskLow-0.04, front-kneeRoom)
	p.box(body, width-0.05, 0, back, width, deskLow-0.04, front)
	p.box(top, 0.0, 0, back, 0.05, deskLow-0.04, front-kneeRoom)
}

// slats are upright laths on a panel that faces along z.
func (p pen) slats(x0, x1, y0, y1, z float64) {
	n := int((x1 - x0) / 0.085)
	for i := range n + 1 {
		x := x0 + (x1-x0-0.035)*float64(i)/float64(n)
		p.lath(honey.of(timber), x, y0, z, x+0.035, y1, z+0.022)
	}
}

// lath is a box of which only front and sides are seen.
func (p pen) lath(with paint, x0, y0, z0, x1, y1, z1 float64) {
	p.quad(with, vec{x0, y0, z1}, vec{x1, y0, z1}, vec{x1, y1, z1}, vec{x0, y1, z1})
	p.quad(with, vec{x1, y0, z1}, vec{x1, y0, z0}, vec{x1, y1, z0}, vec{x1, y1, z1})
	p.quad(with, vec{x0, y0, z0}, vec{x0, y0, z1}, vec{x0, y1, z1}, vec{x0, y1, z0})
	p.quad(with, vec{x0, y1, z1}, vec{x1, y1, z1}, vec{x1, y1, z0}, vec{x0, y1, z0})
}

// stationery is what lies on the enquiry desk.
func (p pen) stationery(high, low float64) {
	p.at(-high*0.55, deskLow, -0.12).turn(180).monitor("workscreen")
	p.at(-high*0.55, deskLow, -0.30).turn(180).keyboard()
	p.at(low*0.72, deskLow, -0.16).turn(150).monitor("workscreen")
	p.at(-high*0.86, deskHigh, 0.2).bush(terracotta.of(matt), 0.07, 0.11, 9, 3)
	p.at(-0.28, deskHigh, 0.24).leafletStand()
	p.at(low*0.28, deskLow, -0.08).pile(4, 9)
	p.at(low-0.22, deskLow, 0.1).deskLamp()
}

func (p pen) leafletStand() {
	for i := range 3 {
		f := p.at(float64(i)*0.125-0.125, 0.012, 0).tilt(-18)
		f.box(clearPlastic, -0.055, 0, -0.012, 0.055, 0.1, 0.004)
		f.at(0, 0.085, 0.006).card(print, []string{"notice0", "notice3", "notice4"}[i], 0.1, 0.14)
		f.at(0, 0.085, -0.014).turn(180).cardIn(tint(print, linen), "white", 0.1, 0.14)
	}
}

var clearPlastic = hex(0xdfe8ea).of(satin)

// pile is a stack of books that lie.
func (p pen) pile(n, seed int) {
	y := 0.0
	for i := range n {
		h := 0.022 + 0.022*hash(i, 1, seed)
		f := p.at(0, y, 0).turn(40*hash(i, 2, seed) - 20)
		f.box(cloth[(i*7+seed)%len(cloth)].of(matt), -0.12, 0, -0.085, 0.12, h, 0.085)
		f.lath(paper.of(matt), -0.117, 0.003, 0.05, 0.117, h-0.003, 0.087)
		y += h
	}
}

func (p pen) deskLamp() {
	p.cylinder(sun.of(satin), 14, 0.075, 0.02)
	p.tube(sun.of(satin), 5, bead{vec{0, 0.02, 0}, 0.009}, bead{vec{0.02, 0.24, -0.05}, 0.009}, bead{vec{-0.1, 0.42, 0}, 0.009})
	p.at(-0.13, 0.36, 0).lathe(sun.of(satin), 14, ring{0.085, 0}, ring{0.05, 0.08}, ring{0.012, 0.11}, ring{0, 0.11})
}

// kiosk is a self-service machine: a foot, a tray at 0.85 for books, a tilted screen above it.
func (p pen) kiosk() {
	p.soft(graphite.of(satin), 0.52, 0.05, 0.5, 0.02)
	p.at(0, 0.04, -0.06).soft(white.of(satin), 0.46, 0.78, 0.24, 0.04)
	p.at(0, 0.8, 0.04).soft(white.of(satin), 0.54, 0.06, 0.44, 0.025)
	p.at(0, 0.861, 0.1).soft(sun.of(satin), 0.36, 0.006, 0.22, 0.002)
	head := p.at(0, 0.84, -0.1).tilt(-14)
	head.soft(teal.of(satin), 0.5, 0.7, 0.07, 0.025)
	head.at(0, 0.36, 0.0365).card(glow, "kiosk", 0.42, 0.567)
}

// screenWall stands behind kiosks: felt towards the door, a noticeboard on its back.
func (p pen) screenWall(width, height float64) {
	p.box(honey.of(timber), -width/2, 0, -0.04, width/2, height, 0.05)
	p.box(oakPaint.of(shell), -width/2, 0, -0.05, width/2, height, -0.04)
	p.box(seafoam.of(woven), -width/2+0.06, 0.12, 0.05, width/2-0.06, height-0.34, 0.07)
	p.at(0, height-0.17, 0.06).board("kiosks", "", 0.24*p.aspect("kiosks"), 0.24, 0.03, honey.of(timber))
	back := p.at(0, 0, -0.05).turn(180)
	back.box(hex(0xe6cfa8).of(shell), -width/2+0.1, 0.75, 0, width/2-0.1, height-0.12, 0.02)
	back.at(0, height-0.24, 0.022).card(print, "notices", 0.14*p.aspect("notices"), 0.14)
	for i := range notices {
		x := (float64(i) - 2.5) * (width - 0.5) / 6
		f := back.at(x, 1.3+0.09*(hash(i, 0, 77)-0.5), 0.024)
		f.frame = f.frame.roll(6 * (hash(i, 1, 77) - 0.5))
		f.card(print, []string{"notice0", "notice1", "notice2", "notice3", "notice4", "notice5"}[i], 0.33, 0.45)
		f.at(0, 0.2, 0.004).tilt(90).disc(terracotta.of(satin), 8, 0.012)
	}
}

// workstation is a place at a computer, for somebody who sits at its +z side.
func (p pen) workstation() {
	p.at(0, deskLow, -0.12).monitor("workscreen")
	p.at(-0.05, deskLow, 0.16).keyboard()
	p.at(0, 0, 0.78).turn(180).taskChair(terracotta)
}

// returnsUnit takes books back through a slot at 0.9, into a trolley behind a flap.
func (p pen) returnsUnit() {
	p.box(seafoam.of(shell), -0.6, 0, 0, 0.6, 2.05, 0.5)
	p.box(honey.of(timber), -0.64, 2.05, 0, 0.64, 2.1, 0.53)
	p.at(0, 1.72, 0.515).board("returns", "", 1.04, 1.04/p.aspect("returns"), 0.02, honey.of(timber))
	p.box(honey.of(timber), -0.34, 0.82, 0.5, 0.34, 1.2, 0.53)
	p.box(hex(0x14181b).of(matt), -0.24, 0.93, 0.53, 0.24, 1.07, 0.534)
	p.at(0, 0.9, 0.53).tilt(20).box(steel.of(satin), -0.26, -0.012, 0, 0.26, 0, 0.12)
	p.at(0, 1.13, 0.535).card(print, "slot", 0.22, 0.08)
	p.box(hex(0xa5cdc2).of(shell), -0.5, 0.06, 0.5, 0.5, 0.72, 0.512)
	p.tube(steel.of(satin), 5, bead{vec{-0.14, 0.62, 0.535}, 0.01}, bead{vec{0.14, 0.62, 0.535}, 0.01})
}

// gate is one post of the pair that hears a book that has not been borrowed.
func (p pen) gate() {
	p.box(steel.of(satin), -0.04, 0, -0.27, 0.04, 0.04, 0.27)
	p.box(white.of(satin), -0.018, 0.04, -0.25, 0.018, 1.45, -0.2)
	p.box(white.of(satin), -0.018, 0.04, 0.2, 0.018, 1.45, 0.25)
	p.box(white.of(satin), -0.018, 1.45, -0.25, 0.018, 1.5, 0.25)
	p.at(0, 0, 0).turn(90).pane(-0.2, 0.06, 0.2, 1.45, 0)
}
