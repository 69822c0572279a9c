package sample

// The GP surgery: 16 by 12.5 by 2.7 m. One comes in through a draught lobby in the south-west, with the desk straight
// ahead; a corridor of 1.5 m leads east between four rooms; the waiting bay lies in the south-east, along the windows.

var gpRoom = rect{-8, -6.25, 8, 6.25}

const (
	gpDoor               = -4.4
	gpDeskX, gpDeskZ     = -4.4, -2.25
	gpOffice             = -2.4 // the east wall of the office
	gpNorth, gpSouth     = -2.3, -0.7
	gpBayZ               = 3.25
	gpStoreZ             = -4.75
	gpHatchLow, gpHatchN = -4.55, -2.75
)

// gpLayout is what differs between the variants.
type gpLayout struct {
	waiting waiting
	queue   [2]float64 // the lane's ends along z
	screenZ float64    // of the second screen, on the wall beside the seats
	booth   bool       // a booth beside the office, to talk in private
}

var gpBay = []bench{{2.6, 5.85, 180, 7}, {2.6, 3.75, 0, 7}}

var gpSpots = []spot{{5.55, 5.4, 180}, {6.75, 5.4, 180}, {-0.65, 5.35, 180}}

var gpAsIs = gpLayout{
	waiting: waiting{
		benches: append([]bench{{-2.1, 0.2, 180, 5}, {-2.1, 1.7, 180, 5}}, gpBay...),
		spots:   gpSpots, zones: []rect{{-3.6, -0.1, -0.5, 2.3}, {-1.2, 3.4, 7.4, 6.2}},
	},
	queue: [2]float64{0, 2.2}, screenZ: 0,
}

var gpB = gpLayout{
	waiting: waiting{
		benches: append([]bench{{-2.55, 1.5, 90, 5}, {-1.2, 1.5, 90, 5}}, gpBay...),
		spots:   gpSpots, zones: []rect{{-2.9, -0.1, -0.2, 3.2}, {-1.2, 3.4, 7.4, 6.2}},
	},
	queue: [2]float64{0.9, 2.8}, screenZ: 2.1,
	booth: true,
}

var gpSurgery = Space{
	ID: "gp", Name: "GP surgery check-in", title: "GP surgery check-in",
	Variants: []Variant{
		{AsIs, "As it is: everybody hears what is said at the desk"},
		{B, "B: a side booth, and a call one can see, hear and read"},
	},
	Touchpoints: []string{"door", "kiosk", "desk", "seat", "screen", "corridor", "room"},
	signs:       gpSigns,
	draw: func(k *kit, variant string) {
		l := gpAsIs
		if variant == B {
			l = gpB
		}
		k.livery = livery{0x2f5b4c, 0x9dbfa3, 0xf0b545, 0xc9623f}
		k.gpShell()
		k.gpWalls(l.booth)
		k.gpService(l)
		k.gpWaiting(l)
		for i := range 4 {
			k.gpRoom(i)
		}
		k.gpPeople(l)
	},
}

func gpSigns(a *atlas) {
	deep, pale := hex(0x2f5b4c), hex(0xf4efdf)
	a.print(
		sign{"name", "Meddygfa y Bont", "Bridge Surgery", 620, 132, deep, paper},
		sign{"desk", "Derbynfa", "Reception", 420, 132, pale, deep},
		sign{"checkin", "Cofrestrwch yma", "Check in here", 560, 96, sun, ink},
		sign{"rooms", "Ystafelloedd", "Rooms 1–4", 420, 120, deep, paper},
		sign{"toilet", "Toiled", "Toilet", 240, 110, 0x2f6f9a, paper},
		sign{"store", "Storfa", "Store", 240, 110, slate, paper},
		sign{"booth", "Siarad yn breifat", "Talk in private", 420, 120, terracotta, paper},
		sign{"call", "Galwn eich enw hefyd, ac anfon neges destun", "We also say your name, and text you", 520, 110, sun, ink},
		sign{"waiting", "Ystafell aros", "Waiting", 420, 84, pale, deep},
	)
	for i, n := range []string{"room1", "room2", "room3", "room4"} {
		d := string(rune('1' + i))
		a.print(sign{n, "Ystafell " + d, "Room " + d, 240, 110, []hex{0x7d3f5c, 0x2f6f9a, 0x94622b, 0x4d7a3f}[i], paper})
	}
	a.touchScreen("kiosk", deep, "Rydw i yma", "I am here", choice{"Mae gen i apwyntiad", "I have an appointment", seafoam}, choice{"Cymorth", "I need help", sun})
	a.liveBoard("callscreen", deep, "Ewch i mewn", "Please go in",
		boardRow{"Siân P.", "2", sun}, boardRow{"George A.", "4", seafoam}, boardRow{"Leila H.", "1", seafoam})
	a.diary(deep)
	a.covers()
	a.notices([]poster{
		{seafoam, "Brechiad Ffliw", "Flu vaccine", "Mawrth · Tue"}, {sun, "Mynd am Dro", "Walking group", "10.00"},
		{rose, "Gofalwyr", "Carers’ tea", "14.00"}, {0xcfe0ee, "Dolen Glyw", "Hearing loop", "T"},
		{0xe3d7f0, "Cwsg Da", "Sleep well", "18.00"}, {0xf4e3c0, "Bwyta’n Iach", "Eat well", "12.30"},
	})
}

func (k *kit) gpShell() {
	k.hall(hall{
		area: gpRoom, height: 2.7, entrance: gpDoor, sunny: true,
		north: face{plaster, skylight, []opening{{-5.4, -3.4, 1.3, 2.3, 2}, {0.9, 3.1, 1.0, 2.3, 2}, {4.9, 7.1, 1.0, 2.3, 2}}},
		south: face{plaster, daylight, []opening{{-5.5, -3.3, 0, 2.5, 0}, {-2.5, -0.3, 0.9, 2.3, 2}, {0.6, 3.6, 0.9, 2.3, 3}, {4.3, 7.3, 0.9, 2.3, 3}}},
		west:  face{0xe6eadd, daylight, []opening{{-1.5, 0.9, 0.9, 2.3, 2}}},
		east: face{0xf3e8d6, skylight, []opening{{-5.2, -3.4, 1.0, 2.3, 2}, {-2.1, -0.9, 0.9, 2.3, 1}, {0.4, 2.2, 1.0, 2.3, 2},
			{3.7, 5.8, 0.9, 2.3, 2}}},
	})
	k.entrance(gpDoor, 6.25, 2.2, 2.5, 1.4)
	k.lobby(gpDoor, 6.25, 2.2, 2.0)
	k.arrival("Entrance", gpDoor, 5.4, 180)
	k.lamps(1.6, [2]float64{-4.4, -4.4}, [2]float64{-5.9, 0.8}, [2]float64{-2.9, -0.4}, [2]float64{-2.2, 2.4}, [2]float64{-6.2, 4.6}, [2]float64{-1.6, 4.8},
		[2]float64{1.6, 4.8}, [2]float64{4.6, 4.8}, [2]float64{7, 4.8}, [2]float64{2, -1.5}, [2]float64{6, -1.5},
		[2]float64{2, -4.3}, [2]float64{6, -4.3}, [2]float64{2, 1.3}, [2]float64{6, 1.3}, [2]float64{-1.2, -3.5})
}

// gpWalls parts the rooms.
func (k *kit) gpWalls(booth bool) {
	p := k.thing("room", vec{})
	white, green := plaster, hex(0xdfe6d8)
	along := func(x, z float64) pen { return p.at(x, 0, z).turn(-90) } // runs to +z, its front looks to -x
	along(-6.4, -6.25).partition(partition{length: 6.25 + gpNorth, front: white, back: white})
	p.at(-8, 0, gpNorth).partition(partition{length: 1.6, front: green, back: white})
	p.at(-7.2, 0, gpNorth+0.05).painted("toilet", hex(0x7fa3b5))

	office := partition{length: 6.25 + gpNorth, front: white, back: white}
	front := partition{length: -gpOffice, front: green, back: white}
	door := doorway(1.65)
	if booth {
		office.holes = []opening{{gpHatchLow + 6.25, gpHatchN + 6.25, 0, 2.1, 0}}
		office.back, front.back = 0xecd9c6, 0xecd9c6
		front.holes = []opening{door, glazing(0.3, 0.9, 1.9, 2.3)}
		p.at(gpOffice, 0, gpStoreZ).partition(partition{length: -gpOffice, front: 0xecd9c6, back: white})
	}
	along(gpOffice, -6.25).partition(office)
	q := p.at(gpOffice, 0, gpNorth)
	q.partition(front)
	if booth {
		q.door(door, swing{right: true, into: -1}, terracotta)
		q.at(0.62, 1.55, 0.05).plate("booth", 0.2)
	} else {
		q.at(1.3, 0, 0.05).painted("store", linen)
	}
	for _, z := range [][2]float64{{-6.25, gpNorth}, {gpSouth, gpBayZ}} {
		along(0, z[0]).partition(partition{length: z[1] - z[0], front: green, back: white})
		along(4, z[0]).partition(partition{length: z[1] - z[0], front: white, back: white})
	}
	p.at(0, 0, gpBayZ).partition(partition{length: 8, front: green, back: white})
	k.gpDoors(p)
}

// gpDoors are those of the four rooms, on both sides of the corridor; they open inwards.
func (k *kit) gpDoors(p pen) {
	for _, side := range []struct {
		z, into float64
		doors   [2]float64
		first   int
	}{{gpNorth, -1, [2]float64{0.8, 4.8}, 0}, {gpSouth, 1, [2]float64{3.2, 7.2}, 2}} {
		w := partition{length: 8, front: 0xf1ebdd, back: 0xf1ebdd}
		for _, x := range side.doors {
			w.holes = append(w.holes, doorway(x))
		}
		q := p.at(0, 0, side.z)
		q.partition(w)
		for i, o := range w.holes {
			q.door(o, swing{right: side.into > 0, into: side.into}, []hex{0x7d3f5c, 0x2f6f9a, 0x94622b, 0x4d7a3f}[side.first+i])
			x := side.doors[i] + 0.85
			if side.into > 0 {
				q.at(side.doors[i]-0.85, 1.55, -0.05).turn(180).plate([]string{"room3", "room4"}[i], 0.2)
			} else {
				q.at(x, 1.55, 0.05).plate([]string{"room1", "room2"}[i], 0.2)
			}
		}
	}
}

// gpService is the desk, the office behind it, the machines, the queue and the booth.
func (k *kit) gpService(l gpLayout) {
	f := k.touchpoint("desk", gpDeskX, gpDeskZ).at(gpDeskX, 0, gpDeskZ)
	f.enquiryDesk(1.5, 1.5)
	f.stationery(1.5, 1.5)
	f.at(0, 2.12, 0.3).hung("desk", "desk", 0.3, k.height)
	f.at(0.75, 0, -0.8).taskChair(k.livery.warm)
	for _, x := range []float64{-1.98, 1.55} { // between the desk and the walls
		f.box(k.livery.deep.of(satin), x, 0, -0.05, x+0.43, deskHigh, 0.05)
	}
	office := k.furniture().at(gpDeskX, 0, -6.25)
	office.nameWall(4, "name", 0.9)
	office.at(-0.6, 0, 0).cabinet(2.6, false)
	office.at(1.35, 0, 0.65).tallPlant(linen.of(matt), 1.7, 5)
	office.at(-1.2, 0.9, 0.25).bush(white.of(satin), 0.09, 0.14, 11, 3)
	office.at(-0.4, 0.9, 0.22).pile(4, 8)

	kiosks := k.touchpoint("kiosk", -7.62, 2.75)
	for _, z := range []float64{2.2, 3.3} {
		kiosks.at(-7.62, 0, z).turn(90).lectern("kiosk")
	}
	kiosks.at(-7.95, 1.7, 2.75).turn(90).plate("checkin", 0.24)
	q := k.furniture().at(gpDoor, 0, 0)
	q.lane(l.queue[0], l.queue[1])
	q.at(0, 0, l.queue[0]-0.12).waitHere()
	k.zone("queue", rect{gpDoor - 0.6, l.queue[0], gpDoor + 0.6, l.queue[1]})
	k.zone("staff", rect{-6.3, -6.2, gpOffice - 0.1, gpDeskZ - 0.45})
	k.touchpoint("corridor", -0.8, -1.5)
	k.furniture().at(-0.08, 2.02, -1.5).turn(-90).hung("rooms", "", 0.26, k.height)
	if l.booth {
		b := k.touchpoint("booth", gpOffice, -3.65).kind("desk")
		b.at(gpOffice, 0, -2.85).turn(90).lowCounter(1.6)
		on := k.furniture()
		on.at(gpOffice, deskLow, -4.2).turn(-130).monitor("workscreen")
		on.at(gpOffice+0.1, deskLow, -3.1).tissues()
		on.at(gpOffice-0.85, 0, -3.65).turn(90).taskChair(k.livery.deep)
		on.at(-1.2, 1.55, gpStoreZ+0.05).frameOnWall("hills1", 0.6)
	}
}

// gpWaiting is seats, screens and what makes waiting bearable.
func (k *kit) gpWaiting(l gpLayout) {
	k.waiting(l.waiting, 0x4f8a83, 0x93a884, 0xf0b545, 0x4f8a83, 0xc9623f)
	k.touchpoint("seat", 2.6, 4.8)
	k.screen("screen", 8-offWall, 2.0, 4.75).turn(-90).wallScreen("callscreen", 1.1)
	s := k.screen("screen 2", -0.05-offWall, 2.0, l.screenZ).turn(-90)
	s.wallScreen("callscreen", 1.1)
	p := k.furniture()
	if l.booth {
		s.at(0, -0.58, -offWall).plate("call", 0.24)
		p.at(7.95, 1.42, 4.75).turn(-90).plate("call", 0.24)
		for _, x := range []float64{-2, 2.6, 6} {
			p.at(x, k.height-0.02, 4.2).tilt(180).cylinder(white.of(satin), 16, 0.13, 0.03) // what calls the names
		}
	}
	p.at(7.35, 0, 3.9).tallPlant(terracotta.of(matt), 1.8, 11)
	p.at(-7.35, 0, 5.6).tallPlant(linen.of(matt), 1.9, 17)
	p.at(0.25, 0, 5.85).lowTable(3)
	p.at(5.1, 0, 3.7).lowTable(5)
	p.at(6.35, 0, 3.65).bookBin(sun, 3)
	p.at(2.6, 1.95, gpBayZ+0.05).plate("waiting", 0.2)
	for i := range 6 {
		x := 0.9 + 0.5*float64(i)
		p.at(x, 1.45, gpBayZ+0.056).card(print, []string{"notice0", "notice1", "notice2", "notice3", "notice4", "notice5"}[i], 0.33, 0.45)
	}
	for i, x := range []float64{5.2, 6.4} {
		p.at(x, 1.6, gpBayZ+0.05).frameOnWall([]string{"hills0", "hills2"}[i], 0.6)
	}
	p.at(-8, 1.9, -1.95).turn(90).wallClock(0.16)
	p.at(-7.55, 0, -0.3).turn(90).windowBench(1.8)
	p.at(gpDoor+1.8, 2.1, 4.1).turn(180).hung("exit", "exit", 0.2, k.height)
}

// windowBench is a low shelf with plants under a window, on a wall behind it.
func (p pen) windowBench(length float64) {
	p.box(oakPaint.of(shell), -length/2, 0, -0.4, length/2, 0.5, -0.05)
	p.box(honey.of(timber), -length/2-0.02, 0.5, -0.42, length/2+0.02, 0.54, -0.02)
	for i, x := range []float64{-length * 0.35, 0, length * 0.34} {
		p.at(x, 0.54, -0.22).bush([]hex{terracotta, white, seafoam}[i].of(satin), 0.1, 0.15, 10, 40+i)
	}
}

// gpRoom is one of the four consulting rooms: a couch by the window, a desk, two chairs, a basin.
func (k *kit) gpRoom(i int) {
	f := k.furniture()
	if i == 0 {
		f = k.touchpoint("room", 2.9, -3.15)
	}
	f = f.at([]float64{2, 6, 2, 6}[i], 0, []float64{-4.3, -4.3, 1.3, 1.3}[i])
	if i > 1 {
		f = f.turn(180)
	}
	f.at(-0.5, 0, -1.45).couch()
	f.at(1.94, 0, -0.7).turn(-90).cabinet(1.6, true)
	f.at(-0.85, 0, 0.1).turn(90).officeDesk(1.3, k.livery.deep)
	v := k.visitors(f.frame)
	v.at(0.45, 0, -0.5).turn(-90).chair(k.livery.soft)
	v.at(0.45, 0, 0.12).turn(-90).chair([]hex{sun, rose, seafoam, terracotta}[i])
	f.at(-1.94, 1.65, 0.1).turn(90).frameOnWall([]string{"hills0", "hills1", "hills2", "hills1"}[i], 0.6)
	if i != 0 {
		k.zone([]string{"", "room 2", "room 3", "room 4"}[i], rect{f.frame.o[0] - 1.9, f.frame.o[2] - 1.9, f.frame.o[0] + 1.9, f.frame.o[2] + 1.9})
	}
}

func (k *kit) gpPeople(l gpLayout) {
	p := k.people()
	p.at(gpDeskX+0.75, 0, gpDeskZ-0.85).sitting(k.staff(0), 0.5, 0.8)
	p.at(gpDeskX-0.8, 0, gpDeskZ-0.75).standing(k.staff(1), 0.55)
	p.at(gpDeskX-0.75, 0, gpDeskZ+0.95).turn(180).standing(citizen(3), 0.5)
	p.at(gpDoor, 0, l.queue[0]+0.35).turn(180).standing(citizen(5), 0.1)
	p.at(gpDoor+0.05, 0, l.queue[0]+1.25).turn(172).standing(citizen(7), 0.2)
	p.at(-6.95, 0, 3.3).turn(-90).standing(citizen(8), 0.6)
	p.at(2-0.85-0.8, 0, -4.33).turn(90).sitting(k.staff(2), 0.5, 0.6)
	p.at(6.45, 0, -4.2).turn(-90).sitting(citizen(6), 0.42, 0.4)
	p.at(6-0.85-0.8, 0, -4.33).turn(90).sitting(k.staff(4), 0.5, 0.7)
	s := l.waiting.spots[0]
	p.at(s.x, 0, s.z+0.1).turn(s.degrees).wheelchairUser(citizen(4))
	k.sitters(l.waiting, 7, 1)
	if l.booth {
		p.at(gpOffice-0.85, 0, -3.65).turn(90).sitting(k.staff(3), 0.5, 0.6)
	}
}
