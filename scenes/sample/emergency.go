package sample

// The emergency department's front: 22 by 14 by 2.7 m. The reception is straight ahead of the draught lobby, three triage
// rooms lie along the west wall, the children's corner is in the south-west, and the seats face the doors to the streams.

var emergencyRoom = rect{-11, -7, 11, 7}

const (
	emergencyDoor      = -3.0
	emergencyDeskZ     = -3.2
	emergencyTriage    = -7.5 // the east wall of the triage rooms
	emergencyStreams   = -5.0 // the wall with the doors to the streams
	emergencyReception = -0.2 // the east wall of the reception
)

// emergencyLayout is what differs between the variants.
type emergencyLayout struct {
	boards    bool // what says how long it takes
	navigator bool // somebody who meets people at the door
}

// emergencyWaiting is fifty seats in five rows with an aisle, and a wheelchair space at the end of every other.
var emergencyWaiting = func() waiting {
	w := waiting{zones: []rect{{0.2, -2.5, 10.2, 6.2}}}
	for i := range 5 {
		z := -1.6 + 1.72*float64(i)
		w.benches = append(w.benches, bench{2.85, z, 180, 5}, bench{7.45, z, 180, 5})
		if i%2 == 0 {
			w.spots = append(w.spots, spot{0.7, z + 0.2, 180}, spot{9.55, z + 0.2, 180})
		}
	}
	return w
}()

var emergencyDepartment = Space{
	ID: "emergency", Name: "Emergency department triage", title: "Emergency department triage",
	Variants: []Variant{
		{AsIs, "As it is: nobody knows how long it will take"},
		{B, "B: live boards in view, and a navigator at the door"},
	},
	Touchpoints: []string{"door", "navigator", "reception", "wait", "triage", "screen", "stream door"},
	signs:       emergencySigns,
	draw: func(k *kit, variant string) {
		l := emergencyLayout{boards: variant == B, navigator: variant == B}
		k.livery = livery{0x1f4e5f, 0xa9c7cf, 0xf0b545, 0xd2603f}
		k.emergencyShell()
		k.emergencyWalls()
		k.emergencyReceptionDesk()
		for i := range 3 {
			k.emergencyTriageRoom(i)
		}
		k.emergencyWaitingArea(l)
		k.emergencyChildren()
		k.emergencyPeople(l)
	},
}

func emergencySigns(a *atlas) {
	deep, pale := hex(0x1f4e5f), hex(0xf1efe4)
	a.print(
		sign{"name", "Adran Achosion Brys y Bont", "Bridge Emergency Department", 640, 132, deep, paper},
		sign{"reception", "Derbynfa", "Reception", 420, 132, pale, deep},
		sign{"triage1", "Brysbennu 1", "Triage 1", 240, 110, 0x94622b, paper},
		sign{"triage2", "Brysbennu 2", "Triage 2", 240, 110, 0x94622b, paper},
		sign{"triage3", "Brysbennu 3", "Triage 3", 240, 110, 0x94622b, paper},
		sign{"minor", "Mân anafiadau", "Minor injuries", 420, 120, 0x4d7a3f, paper},
		sign{"assess", "Asesu", "Assessment", 420, 120, 0x7d3f5c, paper},
		sign{"children", "Plant", "Children", 360, 110, terracotta, paper},
		sign{"ask", "Gofynnwch i mi", "Ask me", 300, 130, sun, ink},
	)
	a.wayBoard("ways", deep, 0xa9c7cf, way{0, "Derbynfa", "Reception"}, way{3, "Brysbennu", "Triage"}, way{1, "Seddau", "Seating"}, way{3, "Plant", "Children"})
	a.liveBoard("board", deep, "Amser aros nawr", "Waiting time now",
		boardRow{"Brysbennu · Triage", "15 min", seafoam}, boardRow{"Mân anafiadau · Minor injuries", "50 min", sun},
		boardRow{"Asesu · Assessment", "1 h 40", rose}, boardRow{"Nesaf · Next:  Tom, Amina, Leila", "3", 0xcfe0ee})
	a.diary(deep)
	a.covers()
	a.notices([]poster{
		{sun, "Golchwch eich Dwylo", "Wash your hands", "20 s"}, {seafoam, "Dŵr yfed", "Drinking water", "0.5 l"},
		{rose, "Byddwch yn Garedig", "Please be kind", "♥"}, {0xcfe0ee, "Dolen Glyw", "Hearing loop", "T"},
		{0xe3d7f0, "Cyfieithwyr", "Interpreters", "24 / 7"}, {0xf4e3c0, "Tacsi", "Taxi", "01 23"},
	})
}

func (k *kit) emergencyShell() {
	k.hall(hall{
		area: emergencyRoom, height: 2.7, entrance: emergencyDoor, sunny: true,
		north: face{plaster, skylight, []opening{{2, 4.4, 1.3, 2.3, 2}, {6.8, 9.2, 1.3, 2.3, 2}}},
		south: face{plaster, daylight, []opening{{-10, -6, 0.5, 2.3, 3}, {-4.5, -1.5, 0, 2.5, 0}, {0.6, 3.6, 0.7, 2.3, 2}, {4.2, 7.2, 0.7, 2.3, 2}, {7.8, 10.4, 0.7, 2.3, 2}}},
		west:  face{0xf3e8d6, skylight, []opening{{-6.2, -4.4, 1.3, 2.3, 2}, {-2.7, -0.9, 1.3, 2.3, 2}, {0.8, 2.6, 1.3, 2.3, 2}, {4.3, 6.3, 0.7, 2.3, 2}}},
		east:  face{0xe3ebea, skylight, []opening{{-3.6, -1.4, 0.7, 2.3, 2}, {-0.4, 1.8, 0.7, 2.3, 2}, {2.8, 5.0, 0.7, 2.3, 2}}},
	})
	k.entrance(emergencyDoor, 7, 3.0, 2.5, 1.6)
	k.lobby(emergencyDoor, 7, 3.0, 2.5)
	k.arrival("Entrance", emergencyDoor, 6.2, 180)
	k.lampRows(1.9, []float64{-5.2, -1.4, 2.6, 6.2, 9.6}, []float64{-1.4, 1.6, 4.8})
	k.lamps(1.4, [2]float64{-9.2, -5.2}, [2]float64{-9.2, -1.7}, [2]float64{-9.2, 1.8}, [2]float64{-8.4, 5.2}, [2]float64{-4.4, -5.2}, [2]float64{-1.6, -5.2},
		[2]float64{3, -6}, [2]float64{8, -6}, [2]float64{5.2, -3.8})
}

func (k *kit) emergencyWalls() {
	p := k.thing("room", vec{})
	blue := hex(0xdde7e6)
	along := func(x, z float64) pen { return p.at(x, 0, z).turn(-90) }
	w := partition{length: 10.5, front: 0xf6f1e6, back: blue}
	colours := []hex{0xc98a3c, 0xc98a3c, 0xc98a3c}
	for i := range 3 {
		w.holes = append(w.holes, doorway(3.5*float64(i)+2.55))
	}
	west := along(emergencyTriage, -7)
	west.partition(w)
	for i, o := range w.holes {
		west.door(o, swing{right: true, into: 1}, colours[i])
		west.at(o.from-0.35, 1.55, -0.05).turn(180).plate([]string{"triage1", "triage2", "triage3"}[i], 0.2)
		p.at(-11, 0, -3.5+3.5*float64(i)).partition(partition{length: 3.5, front: plaster, back: plaster})
	}
	along(-5.8, -7).partition(partition{length: 7 + emergencyDeskZ, front: blue, back: plaster})
	along(emergencyReception, -7).partition(partition{length: 7 + emergencyDeskZ, front: plaster, back: blue})

	streams := partition{length: 11 - emergencyReception, front: blue, back: plaster}
	minor, assess := wideDoorway(2.4-emergencyReception, 1.6), wideDoorway(8.2-emergencyReception, 1.6)
	streams.holes = []opening{minor, assess}
	q := p.at(emergencyReception, 0, emergencyStreams)
	q.partition(streams)
	q.doubleDoor(minor, -1, hex(0x6f9a5e))
	q.doubleDoor(assess, -1, hex(0x9a6580))
	k.touchpoint("stream door", 2.4, emergencyStreams).at(2.4, 2.3, emergencyStreams+0.05).plate("minor", 0.26)
	k.touchpoint("stream door 2", 8.2, emergencyStreams).at(8.2, 2.3, emergencyStreams+0.05).plate("assess", 0.26)
}

// emergencyReceptionDesk has places for four, one of them low.
func (k *kit) emergencyReceptionDesk() {
	f := k.touchpoint("reception", emergencyDoor, emergencyDeskZ).at(emergencyDoor, 0, emergencyDeskZ)
	f.at(-2.65, 0, 0).highCounter(1.75)
	f.at(-0.9, 0, 0).lowCounter(1.8)
	f.at(0.9, 0, 0).highCounter(1.75)
	f.box(k.livery.deep.of(satin), 2.61, 0, -0.4, 2.65, deskLow-0.04, 0.06)
	for _, x := range []float64{-1.75, 1.75} {
		f.at(x, deskLow, -0.12).turn(180).monitor("workscreen")
		f.at(x, deskLow, -0.30).turn(180).keyboard()
		f.at(x, 0, -0.85).taskChair(k.livery.warm)
	}
	f.at(0.5, deskLow, -0.16).turn(150).monitor("workscreen")
	f.at(-0.55, deskLow, 0.1).tissues()
	f.at(-2.4, deskHigh, 0.2).bush(terracotta.of(matt), 0.07, 0.11, 9, 3)
	f.at(2.2, deskHigh, 0.2).leafletStand()
	f.at(0, 2.1, 0.35).hung("reception", "", 0.32, k.height)
	f.at(0, 0, -0.85).taskChair(k.livery.warm)
	q := k.furniture().at(emergencyDoor, 0, -7)
	q.nameWall(5.4, "name", 0.9)
	q.cabinet(4.2, false)
	q.at(-1.6, 0.9, 0.25).bush(white.of(satin), 0.09, 0.14, 11, 3)
	q.at(0.3, 0.9, 0.25).pile(4, 8)
	q.at(1.5, 0.9, 0.25).bush(sun.of(satin), 0.09, 0.14, 11, 5)
	q.at(1.2, 0, 1.2).turn(180).officeDesk(1.4, k.livery.deep)
	lane := k.furniture().at(emergencyDoor, 0, 0)
	lane.lane(-0.1, 2.3)
	lane.at(0, 0, -0.22).waitHere()
	k.zone("queue", rect{emergencyDoor - 0.6, -0.1, emergencyDoor + 0.6, 2.3})
	k.zone("staff", rect{-5.7, -6.9, emergencyReception - 0.1, emergencyDeskZ - 0.45})
}

func (k *kit) emergencyTriageRoom(i int) {
	z := -5.25 + 3.5*float64(i)
	f := k.furniture()
	if i == 1 {
		f = k.touchpoint("triage", -8.95, z+0.45).kind("room")
	} else {
		k.zone([]string{"triage 1", "", "triage 3"}[i], rect{-10.9, z - 1.6, -7.6, z + 1.6})
	}
	f.at(-9.25, 0, z).turn(90).triage([]hex{sun, rose, seafoam}[i])
}

func (k *kit) emergencyWaitingArea(l emergencyLayout) {
	k.waiting(emergencyWaiting, 0x3f7382, 0x8fb3b5, 0x3f7382, 0xf0b545, 0x3f7382, 0xd2603f)
	k.touchpoint("wait", 5.15, 1.0)
	p := k.furniture()
	for _, x := range []float64{-2.4, 2.6} { // ways one can follow on the floor
		p.at(emergencyDoor, 0, 0).strip([]hex{0xc98a3c, 0x6f9a5e}[int(x+2.4)/5], x)
	}
	if l.boards {
		k.screen("screen", 5.3, 1.86, emergencyStreams+0.05+offWall).wallScreen("board", 2.1)
		k.screen("screen 2", -6.6, 2.33, 3.3).turn(70).hungScreen("board", 1.1, false)
		k.screen("screen 3", 11-offWall, 1.9, -4.3).turn(-90).wallScreen("board", 1.1)
	} else {
		p.at(5.3, 1.7, emergencyStreams+0.05).noticeRow()
	}
	if l.navigator {
		n := k.touchpoint("navigator", -1.2, 3.2).at(-0.95, 0, 3.15)
		n.cylinder(graphite.of(satin), 20, 0.22, 0.02)
		n.tube(steel.of(satin), 6, bead{vec{0, 0.02, 0}, 0.02}, bead{vec{0, 1.2, 0}, 0.02})
		n.at(0, 1.32, 0).turn(-35).board("ask", "ask", 0.6, 0.26, 0.02, honey.of(timber))
	}
	board := k.touchpoint("sign", -5.6, 2.0).at(-5.6, 0, 2.0).turn(30)
	board.soft(graphite.of(satin), 0.7, 0.04, 0.4, 0.015)
	board.at(0, 0.86, 0.03).board("ways", "", 0.84, 0.84/board.aspect("ways"), 0.05, honey.of(timber))
	p.at(10.35, 0, 6.35).tallPlant(terracotta.of(matt), 1.9, 11)
	p.at(0.45, 0, -4.35).tallPlant(seafoam.of(matt), 1.8, 13)
	p.at(10.3, 0, -4.3).tallPlant(linen.of(matt), 1.8, 17)
	p.at(-6.9, 0, -4.0).tallPlant(sun.of(matt), 1.8, 19)
	p.at(-6.6, 0, -6.95).waterPoint()
	p.at(11, 2.0, -0.9).turn(-90).wallClock(0.18)
	p.at(emergencyDoor+2.3, 2.1, 4.4).turn(180).hung("exit", "exit", 0.22, k.height)
}

// strip is a coloured way on the floor from before the queue to one side.
func (p pen) strip(colour hex, to float64) {
	p.sheet(colour.of(woven), min(0, to), -1.05, max(0, to), -0.93, 0.0045)
}

// noticeRow is six small posters side by side on a wall behind it.
func (p pen) noticeRow() {
	for i := range 6 {
		x := 0.46 * (float64(i) - 2.5)
		p.at(x, 0, 0.008).card(print, []string{"notice0", "notice1", "notice2", "notice3", "notice4", "notice5"}[i], 0.36, 0.49)
	}
}

// waterPoint is a tap for everybody, on a wall behind it.
func (p pen) waterPoint() {
	p.at(0, 0, 0.2).soft(white.of(satin), 0.4, 0.95, 0.36, 0.03)
	p.at(0, 0.95, 0.2).soft(steel.of(satin), 0.36, 0.03, 0.3, 0.01)
	p.tube(steel.of(satin), 6, bead{vec{0, 0.96, 0.08}, 0.014}, bead{vec{0, 1.15, 0.1}, 0.012}, bead{vec{0, 1.13, 0.2}, 0.01})
	p.at(0, 1.5, 0.01).card(print, "notice1", 0.36, 0.49)
}

func (k *kit) emergencyChildren() {
	p := k.furniture()
	p.at(-8.2, 0, 5.3).playCorner(1.45)
	p.at(-10.65, 0, 4.6).turn(90).bookBin(terracotta, 3)
	p.at(-10.65, 0, 5.9).turn(90).bookBin(sun, 4)
	p.at(-8, 0, 6.98).turn(180).windowSeat(3.8)
	wall := p.at(-11, 0.1, 3.55)
	for i, h := range []struct {
		x, radius float64
		colour    hex
	}{{1.0, 0.85, 0xf3d893}, {2.0, 0.7, 0xbfd8c8}, {2.8, 0.45, 0xe7b7a0}, {1.5, 0.5, 0x9cc3b2}} {
		wall.at(h.x, 0, 0.004+0.002*float64(i)).halfDisc(h.colour.of(shell), h.radius)
	}
	p.at(-6.0, 2.15, 4.2).turn(60).hung("children", "children", 0.22, k.height)
	p.bunting(vec{-10.9, 2.55, 4.2}, vec{-5.4, 2.5, 6.6}, 16)
	k.zone("play", rect{-11, 3.6, -5, 7})
}

func (k *kit) emergencyPeople(l emergencyLayout) {
	p := k.people()
	for i, x := range []float64{-1.75, 0, 1.75} {
		p.at(emergencyDoor+x, 0, emergencyDeskZ-0.9).sitting(k.staff(i), 0.5, 0.7)
	}
	p.at(-1.1, 0, -5.9).turn(-120).standing(k.staff(3), 0.3)
	p.at(emergencyDoor-1.7, 0, emergencyDeskZ+0.95).turn(180).standing(citizen(2), 0.5)
	for i, z := range []float64{0.4, 1.5} {
		p.at(emergencyDoor+0.05*float64(i), 0, z).turn(180+9*float64(i)).standing(citizen(i*2+1), 0.1)
	}
	if l.navigator {
		n := k.staff(1)
		n.top = sun
		p.at(-1.5, 0, 2.95).turn(-15).standing(n, 0.35)
	}
	k.sitters(emergencyWaiting, 7, 2)
	s := emergencyWaiting.spots[1]
	p.at(s.x, 0, s.z+0.1).turn(180).wheelchairUser(citizen(4))
	p.at(-9.3, 0, -0.97).turn(-40).standing(k.staff(5), 0.4)
	p.at(-9.2, 0, 5.6).turn(120).sitting(boy, 0.35, 0.5)
	p.at(-7.1, 0, 4.9).turn(-80).sitting(girl, 0.35, 0.5)
	p.at(-8.9, 0, 6.72).turn(180).sitting(citizen(5), 0.46, 0.5)
}
