package sample

import (
	"math"
)

// The branch library reception: 16 by 12 by 3.2 m, the door in the south (+z) wall.

const libraryHeight = 3.2

var (
	libraryRoom  = rect{-8, -6, 8, 6}
	libraryDoor  = vec{-2, 0, 6}
	libraryDesk  = vec{-2, 0, -3.35}
	libraryKiosk = vec{-2, 0, 1.3} // as it is
)

// libraryLayout is what differs between the variants.
type libraryLayout struct {
	kiosk   vec     // the middle of the row of kiosks
	degrees float64 // which way its users come from
	wall    float64 // how high the screen behind them is
	queue   rect
}

var (
	libraryAsIs = libraryLayout{kiosk: libraryKiosk, wall: 2.15, queue: rect{-3.6, -0.35, -0.4, 0.88}}
	libraryB    = libraryLayout{kiosk: vec{-4.35, 0, 3.1}, degrees: 90, wall: 2.15, queue: rect{-2.7, -0.25, -1.3, 2.2}}
)

var libraryReception = Space{
	ID: "library", Name: "Branch library reception", title: "Branch library reception",
	Variants: []Variant{
		{AsIs, "As it is: the kiosks hide the desk from the door"},
		{B, "B: the desk in view"},
	},
	Touchpoints: []string{"door", "sign", "kiosk", "desk", "pc", "shelf", "returns", "exit"},
	signs: func(a *atlas) {
		a.signs()
		a.posters()
		a.books()
	},
	draw: func(k *kit, variant string) {
		l := libraryAsIs
		if variant == B {
			l = libraryB
		}
		k.floor, k.height = libraryRoom, libraryHeight
		k.livery = livery{teal, seafoam, sun, terracotta}
		k.libraryShell()
		k.libraryEntrance()
		k.libraryService(l)
		k.libraryBooks()
		k.libraryWaiting()
		k.libraryChildren()
		k.libraryPeople()
		k.libraryMarks(l)
	},
}

// libraryShell is floor, walls, windows and ceiling.
func (k *kit) libraryShell() {
	k.hall(hall{
		area: libraryRoom, height: libraryHeight, entrance: libraryDoor[0], sunny: true,
		north: face{plaster, skylight, []opening{{1.3, 4.7, 1.25, 2.65, 3}}},
		south: face{plaster, daylight, []opening{{2.9, 7.3, 0.5, 2.6, 3}, {-4.4, 0.4, 0, 2.7, 0}, {-7.3, -5.3, 1.5, 2.6, 2}}},
		west:  face{0xe9eadb, daylight, []opening{{1.5, 3.5, 0.9, 2.6, 2}, {-1, 1, 0.9, 2.6, 2}, {-3.5, -1.5, 0.9, 2.6, 2}}},
		east:  face{0xf3e6d3, skylight, []opening{{-3.4, 1.8, 2.35, 2.95, 5}}},
	})
	south := k.thing("room", vec{}).at(8, 0, 6).turn(180)
	south.sunPatch(9.17, 0.02, 10.83, 2.2, morning)
	south.sunPatch(7.75, 0.15, 9.05, 2.2, morning)
	south.sunPatch(10.95, 0.15, 12.3, 2.2, morning)
	k.lampRows(2.2, []float64{-5.9, -2, 1.9, 5.8}, []float64{-3.9, -0.3, 3.4})
}

// libraryEntrance is the glazed front with its open door, the mat, the board, the gates.
func (k *kit) libraryEntrance() {
	door := k.thing("tp:door", libraryDoor)
	f := door.at(libraryDoor[0], 0, libraryDoor[2]).turn(180)
	f.storefront(4.8, 2.7, 1.8)
	door.at(-2, 0, 4.85).box(hex(0x4d4a45).of(woven), -1.2, 0, -0.75, 1.2, 0.008, 0.95)

	sign := k.thing("tp:sign", vec{0.42, 0, 2.35})
	board := sign.at(0.42, 0, 2.35).turn(-38)
	board.soft(graphite.of(satin), 0.7, 0.04, 0.4, 0.015)
	board.at(0, 1.04, 0.03).board("directory", "", 0.9, 0.9/sign.aspect("directory"), 0.05, honey.of(timber))

	exit := k.thing("tp:exit", vec{-2, 0, 5})
	for _, x := range []float64{-3.25, -0.75} {
		exit.at(x, 0, 5).gate()
	}
	exit.at(-2, 2.4, 5.55).turn(180).hung("exit", "", 0.26, libraryHeight)
}

// storefront is a glazed front with an open double sliding door in its middle; it stands in a wall whose face is at z = 0.
func (p pen) storefront(width, height, door float64) {
	const w, z0, z1, transom = 0.07, -0.24, -0.12, 2.25
	frame := oakPaint.of(shell)
	for _, x := range []float64{-width / 2, -door/2 - w, door / 2, width/2 - w} {
		p.box(frame, x, 0, z0, x+w, height, z1)
	}
	p.box(frame, -width/2, height-w, z0, width/2, height, z1)
	p.box(frame, -width/2, transom, z0, width/2, transom+w, z1)
	for _, side := range []float64{-1, 1} {
		q := p.at(side*(width/2+door/2)/2, 0, 0)
		half := (width/2 - door/2) / 2
		q.box(frame, -half+0.01, 0, z0+0.02, half-0.01, 0.12, z1-0.02)
		q.pane(-half, 0.12, half, transom, -0.18)
		q.pane(-half, transom, half, height, -0.18)
		leaf := p.at(side*(door/2+door/4+0.02), 0, -0.08)
		leaf.slidingLeaf(door/2, transom-0.02)
	}
	p.pane(-door/2, transom+w, door/2, height-w, -0.18)
}

// slidingLeaf is one half of the door, pushed aside.
func (p pen) slidingLeaf(width, height float64) {
	metal := slate.of(satin)
	h := width / 2
	p.box(metal, -h, 0.01, -0.02, -h+0.05, height, 0.02)
	p.box(metal, h-0.05, 0.01, -0.02, h, height, 0.02)
	p.box(metal, -h, height-0.06, -0.02, h, height, 0.02)
	p.box(metal, -h, 0.01, -0.02, h, 0.09, 0.02)
	p.pane(-h, 0.05, h, height, 0)
	for i := range 6 { // so that nobody walks into the glass
		for _, y := range []float64{1.0, 1.5} {
			x := -h + 0.12 + (width-0.24)*float64(i)/5
			p.quad(frosted, vec{x - 0.025, y - 0.025, 0.004}, vec{x + 0.025, y - 0.025, 0.004}, vec{x + 0.025, y + 0.025, 0.004}, vec{x - 0.025, y + 0.025, 0.004})
		}
	}
}

// libraryService is the desk and what is behind it, the kiosks in front of it, the computers and the returns slot.
func (k *kit) libraryService(l libraryLayout) {
	desk := k.thing("tp:desk", libraryDesk)
	f := desk.at(libraryDesk[0], 0, libraryDesk[2])
	f.enquiryDesk(1.8, 1.8)
	f.stationery(1.8, 1.8)
	f.at(0, 2.3, 0.3).hung("enquiries", "enquiries", 0.34, libraryHeight)
	for _, x := range []float64{-1.35, 1.35} {
		f.at(x, libraryHeight, 0).pendant(terracotta, 0.85, 0.2)
	}
	f.at(0.9, 0, -0.78).taskChair(navy)
	k.libraryBackWall()

	kiosks := k.thing("tp:kiosk", l.kiosk)
	f = kiosks.at(l.kiosk[0], 0, l.kiosk[2]).turn(l.degrees)
	f.at(0, 0, -0.3).screenWall(2.8, l.wall)
	for i := range 3 {
		f.at(float64(i-1)*0.88, 0, 0).kiosk()
	}

	pc := k.touchpoint("pc", 3, -5.6)
	f = pc.at(3, 0, -5.6)
	f.table(honey.of(timber), 3.2, 0.72, deskLow)
	f.at(0, deskLow, 0.02).box(sage.of(woven), -0.015, 0, -0.3, 0.015, 0.4, 0.3)
	f.at(-0.8, 0, 0).workstation()
	f.at(0.8, 0, 0).workstation()
	f.at(0, 2.72, -0.37).board("computers", "", 0.28*pc.aspect("computers"), 0.28, 0.02, honey.of(timber))

	k.thing("tp:returns", vec{1.7, 0, 5.7}).at(1.7, 0, 6).turn(180).returnsUnit()
}

// libraryBackWall is laths on deep green, the library's name, and low cupboards.
func (k *kit) libraryBackWall() {
	p := k.furniture().at(-2, 0, -6)
	p.quad(teal.of(shell), vec{-2.7, 0.1, 0.02}, vec{2.7, 0.1, 0.02}, vec{2.7, libraryHeight - 0.002, 0.02}, vec{-2.7, libraryHeight - 0.002, 0.02})
	p.slats(-2.65, 2.65, 0.86, libraryHeight-0.004, 0.02)
	p.at(0, 2.2, 0.075).board("welcome", "", 0.56*p.aspect("welcome"), 0.56, 0.04, honey.of(timber))
	p.box(linen.of(satin), -2.6, 0.08, 0.02, 2.6, 0.82, 0.41)
	p.box(graphite.of(satin), -2.58, 0, 0.02, 2.58, 0.08, 0.38)
	p.box(honey.of(timber), -2.62, 0.82, 0.02, 2.62, 0.85, 0.43)
	for i := range 6 {
		x := -2.6 + 5.2*float64(i)/6
		p.box(white.of(satin), x+0.012, 0.1, 0.41, x+5.2/6-0.012, 0.805, 0.425)
		p.at(x+5.2/12, 0.72, 0.43).block(graphite.of(satin), 0.14, 0.014, 0.016)
	}
	p.at(-2.2, 0.85, 0.24).bush(white.of(satin), 0.11, 0.17, 13, 21)
	p.at(-1.3, 0.85, 0.25).pile(5, 31)
	p.at(1.25, 0.85, 0.25).pile(3, 33)
	p.at(2.2, 0.85, 0.24).bush(sun.of(satin), 0.1, 0.15, 13, 22)
}

// libraryBooks is the shelves: three islands with aisles of 1.2 m, one long case on the wall, a table of new books.
func (k *kit) libraryBooks() {
	p := k.touchpoint("shelf", 3.3, 0)
	for i, signs := range [3][2]string{{"travel", "nature"}, {"history", "wales"}, {"fiction", "crime"}} {
		z := -2.7 + 1.8*float64(i)
		p.at(4.7, 0, z).island(bookcase{length: 3.54, height: 1.38, depth: 0.3, tiers: 4, seed: i + 1}, signs)
	}
	p.at(8, 0, -0.8).turn(-90).bookcase(bookcase{length: 5.6, height: 2.1, depth: 0.3, tiers: 6, seed: 9})
	p.at(6.35, 0, -6).bookcase(bookcase{length: 1.8, height: 1.0, depth: 0.3, tiers: 3, seed: 21})
	q := k.furniture()
	q.at(6.35, 1.75, -6).frameOnWall("hills1", 0.8)
	q.at(6.8, 1.0, -5.85).bush(terracotta.of(satin), 0.09, 0.14, 11, 32)
	q.at(7.4, 0, -5.4).tallPlant(seafoam.of(matt), 1.9, 41)
	q.at(6.2, 0, -4.9).turn(25).armchair(sage)
	q.at(1.5, 0, 1.2).newBooks()
	q.at(1.5, libraryHeight, 1.2).pendant(sun, 0.9, 0.22)
}

// libraryWaiting is twelve seats in two rows that look at each other, places for two wheelchairs, and a reading corner.
func (k *kit) libraryWaiting() {
	p := k.furniture()
	colours := []hex{teal, sage, terracotta, teal, sun, sage}
	p.at(-6.4, 0, -0.2).carpetOf(2.9, 4.4)
	for i := range 6 {
		z := -1.85 + 0.66*float64(i)
		p.at(-7.5, 0, z).turn(90).publicSeat(colours[i])
		p.at(-5.3, 0, z).turn(-90).publicSeat(colours[(i+2)%6])
	}
	for i, x := range []float64{-7.2, -5.6} {
		k.wheelchairSpace(i+1, x, 2.75, 90)
	}
	for _, z := range []float64{-1.1, 0.7} {
		p.at(-6.4, 0, z).roundTable(honey.of(timber), 0.3, 0.42)
		p.at(-6.45, 0.42, z).pile(2, int(z*10)+40)
	}
	for _, z := range []float64{-1.1, 0.7} {
		p.at(-6.4, libraryHeight, z).pendant(seafoam, 0.95, 0.22)
	}
	p.at(-7.4, 0, -2.85).tallPlant(terracotta.of(matt), 2.1, 5)
	p.at(-5.0, 0, -2.45).bush(linen.of(matt), 0.2, 0.4, 17, 8)
	q := k.furniture()
	q.at(-6.4, 0, 6).turn(180).bookcase(bookcase{length: 2.6, height: 1.0, depth: 0.3, tiers: 3, seed: 14})
	q.at(-7.2, 0, 4.6).turn(60).armchair(rose)
	q.at(-5.5, 0, 4.75).turn(-110).armchair(sun)
	q.at(-6.4, 0, 4.75).roundTable(honey.of(timber), 0.25, 0.5)
	q.at(-7.4, 0, 5.4).tallPlant(linen.of(matt), 1.75, 6)
	q.at(-5.4, 1.0, 5.85).turn(180).bush(teal.of(satin), 0.09, 0.14, 11, 12)
	q.at(-8, 1.75, 0.95).turn(90).wallClock(0.17)
	k.libraryStaffCorner()
}

// libraryStaffCorner is the door to the back rooms and the copier.
func (k *kit) libraryStaffCorner() {
	p := k.furniture().at(-6.6, 0, -6)
	p.box(walnut.of(timber), -0.56, 0, 0, 0.56, 2.16, 0.03)
	p.box(honey.of(timber), -0.5, 0, 0.03, 0.5, 2.1, 0.045)
	p.at(0.4, 1.0, 0.06).soft(steel.of(satin), 0.13, 0.025, 0.04, 0.01)
	p.at(0, 1.6, 0.05).card(print, "staff", 0.5, 0.5/p.aspect("staff"))
	q := p.at(1.25, 0, 0.35)
	q.soft(hex(0xd9dcdc).of(satin), 0.62, 0.82, 0.58, 0.03)
	q.at(0, 0.81, 0).soft(graphite.of(satin), 0.64, 0.2, 0.6, 0.03)
	q.at(0.42, 0.55, 0).soft(linen.of(satin), 0.26, 0.03, 0.34, 0.01)
	q.at(0.18, 1.0, 0.2).tilt(-50).soft(seafoam.of(satin), 0.2, 0.12, 0.02, 0.008)
}

// carpetOf lies flat under seats.
func (p pen) carpetOf(width, depth float64) {
	edge := hex(0xd9c69c).of(woven)
	p.sheet(hex(0x6f8f8a).of(woven), -width/2, -depth/2, width/2, depth/2, 0.004)
	for i := range 15 {
		x := width * ((float64(i)+0.5)/15 - 0.5)
		p.sheet([]hex{0x8fb0a6, 0xd9c69c, 0x5d7f7c}[i%3].of(woven), x-0.03, -depth/2+0.06, x+0.03, depth/2-0.06, 0.0055)
	}
	for _, z := range []float64{-depth/2 + 0.03, depth/2 - 0.03} {
		p.sheet(edge, -width/2, z-0.03, width/2, z+0.03, 0.0055)
	}
}

// sheet lies flat at a height, fine enough to take the shadows of what stands on it.
func (p pen) sheet(with paint, x0, z0, x1, z1, y float64) {
	part := func(from, to float64) []float64 {
		n := max(1, int(math.Round((to-from)/0.3)))
		out := make([]float64, n+1)
		for i := range out {
			out[i] = from + (to-from)*float64(i)/float64(n)
		}
		return out
	}
	p.grid(with, part(x0, x1), part(-z1, -z0), func(u, v float64) (vec, vec) { return vec{u, y, -v}, vec{0, 1, 0} }, nil)
}

// libraryMarks are the nodes without a shape: where one arrives, and what the parts of the room are for.
func (k *kit) libraryMarks(l libraryLayout) {
	k.arrival("Entrance", -2, 5.2, 180)
	k.zone("queue", l.queue)
	k.zone("waiting", rect{-8, -2.3, -4.8, 3.5})
	k.zone("staff", rect{-4.7, -6, 0.7, -3.75})
	k.zone("play", rect{3.3, 2.3, 8, 6})
	p := k.furniture().at(-2, 0.003, -1.1)
	p.tilt(-90).card(print, "wait", 1.7, 1.7/p.aspect("wait"))
}
