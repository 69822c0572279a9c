package sample

// The register office: 18 by 10 by 3.0 m. The desk faces the door, two registration rooms lie in the north-west, and the
// ceremony room, 9 by 7 m, takes the north-east. South of it is a strip along the windows.

var registerRoom = rect{-9, -5, 9, 5}

const (
	registerDoor          = -1.0
	registerDeskX         = -2.4
	registerDeskZ         = 0.3
	registerRoomsS        = -2.0 // the south wall of the registration rooms
	registerCeremonyS     = 2.0  // the south wall of the ceremony room
	registerCeremonyDoor  = 1.5
	registerQuiet         = -4.0 // the wall of the quiet waiting room
	registerQuietDoor     = 1.7
	bereaved, weddingFolk = "bereaved", "wedding"
)

// registerLayout is what differs between the variants.
type registerLayout struct {
	waiting waiting
	screens []spot
	split   bool // those who mourn and those who marry wait, and leave, apart
}

var registerAsIs = registerLayout{
	waiting: waiting{
		benches: []bench{{-6.6, 2.6, 180, 7}, {-6.25, 4.2, 180, 9}},
		spots:   []spot{{-3.6, 2.7, 180}, {-2.95, 4.2, 180}}, zones: []rect{{-8.9, 1.5, -2.6, 4.9}},
	},
	screens: []spot{{-5.5, registerRoomsS + 0.05 + offWall, 0}},
}

var registerB = registerLayout{
	waiting: waiting{
		benches: []bench{{-6.9, 4.3, 180, 5}, {-8.5, 1.9, 90, 3}, {5.75, 4.35, 180, 8}},
		spots:   []spot{{-4.7, 4.1, 180}, {2.65, 4.1, 180}}, zones: []rect{{-8.9, 0.9, -4.1, 4.9}, {2.1, 2.9, 8.9, 4.9}},
	},
	screens: []spot{{-5.5, registerRoomsS + 0.05 + offWall, 0}, {5.2, registerCeremonyS + 0.05 + offWall, 0}},
	split:   true,
}

var registerOffice = Space{
	ID: "register", Name: "Register office", title: "Register office",
	Variants: []Variant{
		{AsIs, "As it is: the bereaved share their way with wedding parties"},
		{B, "B: waiting and leaving apart"},
	},
	Touchpoints: []string{"door", "desk", "wait", "room", "certificate", "exit", "wait wedding", "ceremony", "exit wedding"},
	signs:       registerSigns,
	draw: func(k *kit, variant string) {
		l := registerAsIs
		if variant == B {
			l = registerB
		}
		k.livery = livery{0x5b3a5c, 0xd8bcc4, 0xe6b54a, 0xc9705f}
		k.registerShell(l)
		k.registerWalls(l)
		k.registerDesk()
		for i := range 2 {
			k.registerRoom(i)
		}
		k.registerCeremony()
		k.registerWaiting(l)
		k.registerWays(l)
		k.registerPeople(l)
	},
}

func registerSigns(a *atlas) {
	deep, pale := hex(0x5b3a5c), hex(0xf6efe6)
	a.print(
		sign{"name", "Swyddfa Gofrestru y Bont", "Bridge Register Office", 620, 132, deep, paper},
		sign{"desk", "Derbynfa", "Reception", 420, 132, pale, deep},
		sign{"room1", "Ystafell gofrestru 1", "Registration room 1", 320, 110, 0x2f6b57, paper},
		sign{"room2", "Ystafell gofrestru 2", "Registration room 2", 320, 110, 0x2f6b57, paper},
		sign{"ceremony", "Ystafell seremoni", "Ceremony room", 420, 120, 0xb58a2e, paper},
		sign{"certificates", "Tystysgrifau", "Certificates", 420, 120, deep, paper},
		sign{"quiet", "Aros yn dawel", "Quiet waiting", 420, 120, 0x4f6f68, paper},
		sign{"guests", "Gwesteion priodas", "Wedding guests", 420, 120, 0xb58a2e, paper},
		sign{"waiting", "Ystafell aros", "Waiting", 420, 120, pale, deep},
		sign{"garden", "Allan drwy’r ardd", "Out through the garden", 420, 110, 0x2e7d4f, paper},
	)
	a.liveBoard("callscreen", deep, "Nesaf", "Next", boardRow{"10.15  Mr & Mrs Rees", "1", sun}, boardRow{"10.30  Amina K.", "2", seafoam}, boardRow{"11.00  Seremoni · Ceremony", "✓", rose})
	a.diary(deep)
	a.notices([]poster{
		{0xf2dfe2, "Genedigaethau", "Births", "42"}, {0xe3d7f0, "Profedigaeth", "Bereavement", "♥"}, {sun, "Priodasau", "Weddings", "2027"},
		{0xcfe0ee, "Dolen Glyw", "Hearing loop", "T"}, {seafoam, "Coed Newydd", "A tree each", "100"}, {0xf4e3c0, "Côr y Bont", "Choir", "19.00"},
	})
}

func (k *kit) registerShell(l registerLayout) {
	west := []opening{{-4.4, -2.6, 1.1, 2.5, 2}, {1.4, 4.2, 0.8, 2.5, 3}}
	east := []opening{{-4.2, -1.6, 0.7, 2.5, 2}, {-1.0, 1.4, 0.7, 2.5, 2}}
	out, guests := opening{-1.6, -0.4, 0, 2.3, 0}, opening{2.6, 3.8, 0, 2.3, 0}
	if !l.split { // windows now, doors then
		out, guests = opening{-1.6, -0.4, 0.8, 2.3, 1}, opening{2.6, 3.8, 0.7, 2.3, 1}
	}
	k.hall(hall{
		area: registerRoom, height: 3.0, entrance: registerDoor, sunny: true,
		north: face{plaster, skylight, []opening{{-8.2, -6.4, 1.1, 2.5, 2}, {-4.7, -2.9, 1.1, 2.5, 2}, {0.8, 2.8, 0.6, 2.6, 2}, {6.2, 8.2, 0.6, 2.6, 2}}},
		south: face{plaster, daylight, []opening{{-8.4, -4.4, 0.8, 2.5, 4}, {-2.6, 0.6, 0, 2.6, 0}, {2.0, 8.4, 0.8, 2.5, 5}}},
		west:  face{0xeee6e4, daylight, append(west, out)},
		east:  face{0xf6eee2, skylight, append(east, guests)},
	})
	k.entrance(registerDoor, 5, 3.2, 2.6, 1.6)
	k.furniture().at(registerDoor, 0, 4.15).mat(2.2, 1.4)
	k.arrival("Entrance", registerDoor, 4.2, 180)
	k.lamps(1.5, [2]float64{-7.2, -3.5}, [2]float64{-3.8, -3.5}, [2]float64{-7, -1}, [2]float64{-1.2, -0.9}, [2]float64{-7.2, 2.2}, [2]float64{-4.4, 2.2},
		[2]float64{-1.2, 2.5}, [2]float64{2.2, 3.5}, [2]float64{5.2, 3.5}, [2]float64{8, 3.5})
	for _, x := range []float64{2.2, 6.8} {
		for _, z := range []float64{-3.4, 0} {
			k.lamps(1.2, [2]float64{x, z})
			k.furniture().at(x+1.1, 3, z).pendant(sun, 0.75, 0.2)
		}
	}
	p := k.thing("room", vec{})
	if l.split {
		paving := hex(0xcfc8bb).of(matt)
		p.box(paving, -10.9, -0.2, -2.2, -9, -0.004, 0.2)
		p.box(paving, 9, -0.2, 2.0, 10.9, -0.004, 4.4)
		for _, side := range []float64{-1, 1} {
			z := []float64{-1.0, 0, 3.2}[int(side)+1]
			f := p.at(side*9.15, 0, z).turn(-90 * side)
			f.outerDoor(1.2, 2.3, 0x7f9a86)
		}
	}
}

// outerDoor stands open outwards in an opening of an outer wall.
func (p pen) outerDoor(width, height float64, colour hex) {
	frame := oakPaint.of(shell)
	for _, x := range []float64{-width / 2, width/2 - 0.05} {
		p.box(frame, x, 0, -0.08, x+0.05, height, 0.08)
	}
	p.box(frame, -width/2, height-0.06, -0.08, width/2, height, 0.08)
	p.at(-width/2+0.05, 0, -0.1).turn(95).doorLeaf(width-0.1, height-0.08, colour)
}

func (k *kit) registerWalls(l registerLayout) {
	p := k.thing("room", vec{})
	cream, blush, green := hex(0xf6efe4), hex(0xf3e4da), hex(0xe0e6de)
	one, two := doorway(1.4), doorway(4.5)
	rooms := partition{length: 7, front: blush, back: green, holes: []opening{one, two}}
	q := p.at(-9, 0, registerRoomsS)
	q.partition(rooms)
	q.door(one, swing{into: -1}, 0x6f9a86)
	q.door(two, swing{into: -1}, 0x6f9a86)
	q.at(2.45, 1.55, 0.05).plate("room1", 0.22)
	q.at(5.6, 1.55, 0.05).plate("room2", 0.22)
	for _, x := range []float64{-5.5, -2} {
		p.at(x, 0, -5).turn(-90).partition(partition{length: 5 + registerRoomsS, front: green, back: green})
	}
	p.at(0, 0, -5).turn(-90).partition(partition{length: 5 + registerCeremonyS, front: blush, back: cream})
	hall := wideDoorway(registerCeremonyDoor, 1.5)
	south := partition{length: 9, front: blush, back: cream, holes: []opening{hall, glazing(3.2, 4.2, 1.0, 2.3), glazing(6.4, 8.2, 1.0, 2.3)}}
	r := p.at(0, 0, registerCeremonyS)
	r.partition(south)
	r.doubleDoor(hall, -1, 0xa87c54)
	r.at(registerCeremonyDoor, 2.45, 0.05).plate("ceremony", 0.3)
	p.at(-2, 0, registerRoomsS).partition(partition{length: 2, front: blush, back: plaster})
	if !l.split {
		return
	}
	door := doorway(registerQuietDoor - 0.9)
	quiet := partition{length: 4.1, front: green, back: blush, holes: []opening{door, glazing(1.8, 3.6, 1.75, 2.4)}}
	w := p.at(registerQuiet, 0, 0.9).turn(-90)
	w.partition(quiet)
	w.door(door, swing{right: true, into: 1}, 0x6f9a86)
	w.at(1.62, 1.55, -0.05).turn(180).plate("quiet", 0.2)
}

// registerDesk is where everybody comes first, and beside it the counter where certificates are given out.
func (k *kit) registerDesk() {
	f := k.touchpoint("desk", registerDeskX+0.3, registerDeskZ).at(registerDeskX, 0, registerDeskZ)
	f.enquiryDesk(0.9, 1.5)
	on := k.furniture().at(registerDeskX, 0, registerDeskZ)
	on.at(-0.45, deskLow, -0.12).turn(180).monitor("workscreen")
	on.at(1.15, deskLow, -0.16).turn(150).monitor("workscreen")
	on.at(0.35, deskLow, 0.0).tissues()
	on.at(-0.7, deskHigh, 0.2).flowers(0.07, 5)
	on.at(0.7, 0, -0.8).taskChair(k.livery.warm)
	on.at(0.3, 2.2, 0.3).hung("desk", "", 0.3, k.height)
	f.box(k.livery.deep.of(satin), 1.53, 0, -0.05, 2.36, deskHigh, 0.05)
	back := k.furniture().at(-1, 0, registerRoomsS+0.05)
	back.nameWall(1.96, "name", 0.9)

	c := k.touchpoint("certificate", -3.55, -1.0).at(-3.55, 0, -1.0).turn(-90)
	c.at(-0.78, 0, 0).lowCounter(1.56)
	c.at(0, 2.2, 0.1).hung("certificates", "certificates", 0.26, k.height)
	c.at(-0.4, deskLow, 0.05).turn(12).box(paper.of(matt), -0.11, 0, -0.15, 0.11, 0.004, 0.15)
	c.at(0.1, deskLow, 0.05).turn(-8).box(paper.of(matt), -0.11, 0, -0.15, 0.11, 0.004, 0.15)
	k.zone("staff", rect{-3.1, -1.9, -0.1, registerDeskZ - 0.45})
}

// flowers are a vase of round heads.
func (p pen) flowers(radius float64, seed int) {
	p.lathe(white.of(satin), 11, ring{radius * 0.6, 0}, ring{radius, radius}, ring{radius * 0.6, radius * 2.4})
	for i := range 9 {
		f := p.at(0, radius*2.2, 0).turn(float64(i) * 137.5)
		out, up := radius*(0.4+1.2*hash(i, 1, seed)), radius*(1.4+1.6*hash(i, 2, seed))
		f.hose(leafDark.of(matt), 3, bead{vec{}, radius * 0.06}, bead{vec{0, up, out}, radius * 0.05})
		f.at(0, up, out).ball([]hex{rose, white, sun, 0xe3b7c4}[i%4].of(matt), 7, 3, radius*0.42, -1, 1)
	}
}

// registerRoom is where a birth or a death is registered: a table to sit around, nothing that hurries.
func (k *kit) registerRoom(i int) {
	x := []float64{-7.25, -3.75}[i]
	f := k.furniture().at(x, 0, -3.5)
	if i == 0 {
		k.touchpoint("room", x-0.5, -3.0).party(bereaved)
	} else {
		k.zone("room 2", rect{x - 1.7, -4.9, x + 1.7, -2.1})
	}
	f.at(0.5, 0, -0.3).interview([]hex{sage, rose}[i])
	f.at(0.65, 0.72, -0.5).flowers(0.05, i+2)
	f.at(-1.69, 1.6, -0.6).turn(90).frameOnWall([]string{"hills1", "hills2"}[i], 0.7)
	f.at(1.08, 0, 0.82).tallPlant(linen.of(matt), 1.6, 31+i)
}

// registerCeremony is rows of chairs with an aisle, a table, and an arch of flowers between the windows.
func (k *kit) registerCeremony() {
	k.touchpoint("ceremony", 4.5, -2.7).party(weddingFolk).kind("room")
	p := k.furniture().at(4.5, 0, 0)
	p.sheet(hex(0xd9b3b8).of(woven), -0.55, -3.3, 0.55, 1.5, 0.0045)
	for row := range 3 {
		for seat := range 8 {
			x := []float64{-3.0, -2.35, -1.7, -1.05, 1.05, 1.7, 2.35, 3.0}[seat]
			p.at(x, 0, -2.15+0.85*float64(row)).turn(180).chair([]hex{linen, 0xd8bcc4}[(row+seat)%2])
		}
	}
	p.at(0, 0, -3.95).table(honey.of(timber), 1.5, 0.6, deskLow)
	p.at(-0.4, deskLow, -3.95).flowers(0.09, 3)
	p.at(0.3, deskLow, -3.9).box(navy.of(matt), -0.2, 0, -0.14, 0.2, 0.03, 0.14)
	p.at(0, 0, -4.7).flowerArch()
	for _, at := range [2]struct{ x, plantX, plantZ float64 }{{-3.9, -4.1, 0}, {3.9, 3.9, 1.2}} { // one out of the way of the door's leaf
		p.at(at.x, 0, -4.4).pedestal()
		p.at(at.plantX, 0, at.plantZ).tallPlant(white.of(matt), 1.8, 40+int(at.x))
	}
	p.at(-4.44, 1.7, -2.4).turn(90).frameOnWall("hills0", 0.9)
	p.at(-4.44, 1.7, -0.8).turn(90).frameOnWall("hills2", 0.9)
	k.zone("ceremony", rect{0.1, -4.9, 8.9, 1.9})
}

// flowerArch is a bow of leaves and heads.
func (p pen) flowerArch() {
	var bow []bead
	point := func(t float64) vec {
		if t < 0.25 {
			return vec{-0.95, 1.4 * t * 4, 0}
		}
		if t > 0.75 {
			return vec{0.95, 1.4 * (1 - t) * 4, 0}
		}
		f := frame{vec{1, 0, 0}, vec{0, 0, 1}, vec{0, -1, 0}, vec{0, 1.4, 0}}.turn((0.25 - t) * 360)
		return f.point(vec{-0.95, 0, 0})
	}
	for i := range 25 {
		at := point(float64(i) / 24)
		bow = append(bow, bead{vec{at[0], max(at[1], 0.012), at[2]}, 0.025})
	}
	p.tube(honey.of(timber), 5, bow...)
	for i := range 46 {
		at := point(float64(i) / 45)
		if at[1] < 0.2 {
			continue
		}
		f := p.at(at[0], at[1], at[2]).turn(float64(i) * 137.5)
		f.blade([]hex{leaf, leafDark, leafLight}[i%3].of(matt), 0.26, 0.1, 0.12, 0.14)
		if i%2 == 0 {
			f.at(0.03, 0.03, 0.07).ball([]hex{white, rose, 0xe3b7c4, sun}[i/2%4].of(matt), 7, 3, 0.05+0.025*hash(i, 0, 8), -1, 1)
		}
	}
}

// pedestal holds flowers.
func (p pen) pedestal() {
	p.lathe(white.of(satin), 14, ring{0.2, 0}, ring{0.18, 0.04}, ring{0.11, 0.1}, ring{0.1, 0.85}, ring{0.17, 0.92}, ring{0.17, 0.95}, ring{0, 0.95})
	p.at(0, 0.95, 0).flowers(0.13, 11)
}

func (k *kit) registerWaiting(l registerLayout) {
	k.waiting(l.waiting, 0x8a6a86, 0xd8bcc4, 0x93a884, 0x8a6a86)
	p := k.furniture()
	for i, s := range l.screens {
		name := "screen"
		if i > 0 {
			name = "screen 2"
		}
		k.screen(name, s.x, 2.42, s.z).turn(s.degrees).wallScreen("callscreen", 1.0)
	}
	p.at(-8.35, 0, 0.5).tallPlant(terracotta.of(matt), 1.9, 5)
	p.at(-0.35, 0, 1.0).bush(linen.of(matt), 0.2, 0.4, 17, 8)
	p.at(-9, 2.2, 0.6).turn(90).wallClock(0.17)
	p.at(4.7, 0, registerCeremonyS+0.25).giftTable()
	if l.split {
		p.at(5.2, 1.55, registerCeremonyS+0.05).plate("guests", 0.24)
		p.at(-7.4, 0, 2.9).lowTable(4)
		p.at(-7.4, 0.42, 2.9).flowers(0.06, 9)
		p.at(-6.6, 0.004, 2.7).disc(sage.of(woven), 28, 1.2)
		p.at(-4.06, 1.2, 3.6).turn(-90).frameOnWall("hills1", 0.55)
	} else {
		p.at(-8.95, 1.6, 0.1).turn(90).plate("waiting", 0.2)
		p.at(4.7, 1.65, registerCeremonyS+0.056).noticeBoard(3)
	}
}

// giftTable has flowers and a book to sign, on a wall behind it.
func (p pen) giftTable() {
	p.table(honey.of(timber), 1.2, 0.42, 0.76)
	p.at(-0.35, 0.76, 0).flowers(0.08, 21)
	p.at(0.25, 0.76, 0.02).box(navy.of(matt), -0.18, 0, -0.13, 0.18, 0.03, 0.13)
	p.at(0.25, 0.79, 0.02).box(paper.of(matt), -0.17, 0, -0.12, 0.17, 0.006, 0.12)
}

// registerWays are the touchpoints of the two parties: as it is they wait together and leave by one door.
func (k *kit) registerWays(l registerLayout) {
	if !l.split {
		k.touchpoint("wait", -5.6, 1.3).party(bereaved)
		k.touchpoint("wait wedding", -4.6, 1.3).party(weddingFolk)
		k.touchpoint("exit", registerDoor-0.3, 4.1).party(bereaved)
		k.touchpoint("exit wedding", registerDoor+0.3, 4.1).party(weddingFolk)
		k.furniture().at(registerDoor, 2.3, 4.6).turn(180).hung("exit", "exit", 0.22, k.height)
		return
	}
	k.touchpoint("wait", -6.4, 3.0).party(bereaved)
	k.touchpoint("wait wedding", 5.2, 3.5).party(weddingFolk)
	k.touchpoint("exit", -8.6, -0.8).party(bereaved).at(-8.95, 2.55, -1.0).turn(90).plate("garden", 0.26)
	k.touchpoint("exit wedding", 8.2, 3.2).party(weddingFolk).at(8.95, 2.55, 3.2).turn(-90).plate("garden", 0.26)
}

func (k *kit) registerPeople(l registerLayout) {
	p := k.people()
	p.at(registerDeskX+0.7, 0, registerDeskZ-0.83).sitting(k.staff(0), 0.5, 0.7)
	p.at(-3.0, 0, -1.05).turn(-90).standing(k.staff(1), 0.5)
	p.at(registerDeskX-0.45, 0, registerDeskZ+0.95).turn(180).standing(citizen(3), 0.4)
	k.sitters(l.waiting, 5, 4)
	s := l.waiting.spots[0]
	p.at(s.x, 0, s.z+0.1).turn(180).wheelchairUser(citizen(4))
	bride := look{skin: 0x8d5a3c, hair: 0x17130f, top: white, bottom: white, shoes: white, cut: bun, skirt: true, height: 1.68}
	groom := look{skin: 0xf0c8a8, hair: 0x3a2418, top: navy, bottom: navy, shoes: 0x2a2320, cut: short, height: 1.78}
	p.at(4.15, 0, -3.0).turn(160).standing(bride, 0.2)
	p.at(4.85, 0, -3.0).turn(-160).standing(groom, 0.1)
	p.at(4.5, 0, -4.45).standing(k.staff(3), 0.5)
	for i, c := range []struct{ x, z float64 }{{-1.05, -2.15}, {1.7, -2.15}, {-2.35, -1.3}, {1.05, -0.45}} {
		guest := citizen(i*3 + 1)
		guest.height = 0
		p.at(4.5+c.x, 0, c.z).turn(180).seated(guest, 0.3)
	}
	r := citizen(9)
	r.height = 0
	p.at(-7.25+0.5, 0, -3.8).turn(20).at(0, 0, -0.78).seated(r, 0.5)
}
