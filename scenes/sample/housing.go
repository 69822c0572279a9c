package sample

import "fmt"

// The council's one-stop shop with its housing desks: 20 by 14 by 3.0 m. Six open desks stand in the north-west, private
// rooms with a second door for the staff in the north-east, seats in the south-west, machines along the east wall.

var housingRoom = rect{-10, -7, 10, 7}

const (
	housingDeskZ  = -4.0
	housingRoomsN = -5.4 // the rooms lie between these
	housingRoomsS = -2.4
	housingFirst  = 1.0 // where the first room, or the alcove, begins
)

// housingLayout is what differs between the variants.
type housingLayout struct {
	rooms  int  // private rooms, from the east
	triage bool // a desk for a first conversation
}

var housingWaiting = waiting{
	benches: []bench{{-5.6, 1.2, 180, 10}, {-5.6, 2.9, 180, 10}, {-5.6, 4.6, 180, 10}},
	spots:   []spot{{-1.95, 1.4, 180}, {-1.95, 3.1, 180}, {-1.95, 4.8, 180}, {-9.35, 3.1, 180}},
	zones:   []rect{{-9.9, 0.4, -1.4, 5.8}},
}

var housingDesks = Space{
	ID: "housing", Name: "Council one-stop shop and housing desks", title: "Council one-stop shop and housing desks",
	Variants: []Variant{
		{AsIs, "As it is: hardly anywhere to talk in private"},
		{B, "B: a first conversation, and a third room"},
	},
	Touchpoints: []string{"door", "greeter", "ticket", "wait", "pod", "desk", "room", "exit"},
	signs:       housingSigns,
	draw: func(k *kit, variant string) {
		l := housingLayout{rooms: 2}
		if variant == B {
			l = housingLayout{rooms: 3, triage: true}
		}
		k.livery = livery{0x2c4467, 0xa3b8cc, 0xf0b545, 0xc9623f}
		k.housingShell()
		k.housingRooms(l)
		k.housingDeskRow()
		k.housingWelcome(l)
		k.housingMachines()
		k.housingWaitingArea()
		k.housingPeople(l)
	},
}

func housingSigns(a *atlas) {
	deep, pale := hex(0x2c4467), hex(0xf3eee0)
	a.print(
		sign{"name", "Canolfan y Bont", "Bridge Centre", 620, 132, deep, paper},
		sign{"desks", "Desgiau 1–6", "Desks 1–6", 420, 120, pale, deep},
		sign{"greeter", "Sut gallwn ni helpu?", "How can we help?", 420, 130, sun, ink},
		sign{"ticket", "Cymerwch docyn", "Take a ticket", 420, 120, deep, paper},
		sign{"pods", "Hunanwasanaeth", "Self-service", 420, 110, 0x2f6b57, paper},
		sign{"scan", "Sganio dogfennau", "Scan documents", 420, 110, 0x2f6b57, paper},
		sign{"play", "Cornel chwarae", "Play corner", 360, 110, terracotta, paper},
		sign{"triage", "Sgwrs gyntaf", "First conversation", 420, 120, terracotta, paper},
		sign{"copier", "Ffurflenni", "Forms", 300, 110, slate, paper},
	)
	for i := range 3 {
		a.print(sign{fmt.Sprintf("room%d", i+1), fmt.Sprintf("Ystafell breifat %d", i+1), fmt.Sprintf("Private room %d", i+1), 320, 110, 0x7d3f5c, paper})
	}
	for i := range 6 {
		n := i + 1
		a.place(fmt.Sprintf("number%d", n), 110, 110, func(c canvas) {
			c.fill(deep)
			c.text(fmt.Sprint(n), c.width()/2, c.height()*0.74, c.height()*0.7, true, centre, sun)
		})
	}
	a.touchScreen("kiosk", deep, "Pam rydych chi yma?", "Why are you here?", choice{"Tai", "Housing", seafoam}, choice{"Treth a budd-daliadau", "Tax and benefits", sun}, choice{"Arall", "Other", 0xcfe0ee})
	a.liveBoard("callscreen", deep, "Nawr yn gweini", "Now serving", boardRow{"A 41", "Desg 3", sun}, boardRow{"A 42", "Desg 5", seafoam}, boardRow{"B 17", "Ystafell 2", rose})
	a.diary(deep)
	a.covers()
	a.notices([]poster{
		{sun, "Banc Bwyd", "Food bank", "Iau · Thu"}, {seafoam, "Cyngor Dyled", "Debt advice", "10–12"},
		{rose, "Tai Cymdeithasol", "Social housing", "14.00"}, {0xcfe0ee, "Dolen Glyw", "Hearing loop", "T"},
		{0xe3d7f0, "Cyfieithwyr", "Interpreters", "☎"}, {0xf4e3c0, "Swyddi", "Jobs club", "11.00"},
	})
}

func (k *kit) housingShell() {
	k.hall(hall{
		area: housingRoom, height: 3.0, entrance: 0, sunny: true,
		north: face{plaster, skylight, []opening{{-9.4, -7.6, 1.3, 2.5, 2}, {1.6, 3.4, 1.5, 2.5, 2}, {4.6, 6.4, 1.5, 2.5, 2}, {7.6, 9.4, 1.5, 2.5, 2}}},
		south: face{plaster, daylight, []opening{{-9.2, -6.0, 0.6, 2.5, 3}, {-5.6, -3.2, 0.6, 2.5, 2}, {-2.4, 2.4, 0, 2.6, 0}, {3.4, 8.6, 0.6, 2.5, 4}}},
		west:  face{0xe8ebe6, daylight, []opening{{-6.4, -4.8, 1.1, 2.5, 2}, {-2.6, 0.2, 0.8, 2.5, 3}, {1.2, 5.4, 0.8, 2.5, 4}}},
		east:  face{0xf3e8d6, skylight, []opening{{-1.2, 4.2, 1.75, 2.6, 5}}},
	})
	k.entrance(0, 7, 4.8, 2.6, 1.8)
	k.furniture().at(0, 0, 5.95).mat(2.4, 1.7)
	k.arrival("Entrance", 0, 6.1, 180)
	exit := k.touchpoint("exit", 0.5, 5.9)
	exit.at(0.45, 2.32, 6.5).turn(180).hung("exit", "exit", 0.24, k.height)
	k.lampRows(2.0, []float64{-7.6, -3.4, 0.8, 5.2, 8.8}, []float64{-0.9, 2.2, 5.2})
	k.lampRows(2.0, []float64{-8, -4.4, -0.8}, []float64{-4.6})
	k.lampRows(1.3, []float64{2.5, 5.5, 8.5}, []float64{-3.9, -6.2})
}

// housingRooms are 3 by 3 m, each with a door for the public and one for the staff; where a third could be is an alcove.
func (k *kit) housingRooms(l housingLayout) {
	p := k.thing("room", vec{})
	cream, blue := hex(0xf1e9db), hex(0xe2e7ea)
	from := 10 - 3*float64(l.rooms)
	front := partition{length: 10 - from, front: blue, back: cream}
	back := partition{length: 10 - housingFirst, front: cream, back: plaster}
	for i := range l.rooms {
		x := 3 * float64(i)
		front.holes = append(front.holes, doorway(x+0.75), glazing(x+1.55, x+2.8, 1.65, 2.35))
		back.holes = append(back.holes, doorway(from-housingFirst+x+2.25))
	}
	q, r := p.at(from, 0, housingRoomsS), p.at(housingFirst, 0, housingRoomsN)
	q.partition(front)
	r.partition(back)
	for i := range l.rooms {
		q.door(front.holes[2*i], swing{into: -1}, 0x8a5a74)
		r.door(back.holes[i], swing{right: true, into: -1}, 0x6f7f8c)
		number := i + 1
		if l.rooms == 3 {
			number = []int{3, 1, 2}[i]
		}
		q.at(3*float64(i)+2.17, 1.38, 0.05).plate(fmt.Sprintf("room%d", number), 0.26)
		k.housingRoom(number, from+3*float64(i)+1.5)
	}
	for x := housingFirst; x < 9; x += 3 {
		p.at(x, 0, housingRoomsN).turn(-90).partition(partition{length: housingRoomsS - housingRoomsN, front: cream, back: cream})
	}
	k.zone("staff", rect{-9.9, -6.9, 0.9, housingDeskZ - 0.45})
	if l.rooms == 3 {
		return
	}
	a := k.furniture().at(2.5, 0, housingRoomsN)
	a.at(-0.7, 0, 0.4).soft(hex(0xd9dcdc).of(satin), 0.62, 0.82, 0.58, 0.03)
	a.at(-0.7, 0.81, 0.4).soft(graphite.of(satin), 0.64, 0.2, 0.6, 0.03)
	a.at(0.65, 0, 0.05).cabinet(1.2, false)
	a.at(0.65, 0.9, 0.3).pile(4, 3)
	a.at(0.1, 1.75, 0.05).plate("copier", 0.24)
	a.at(0.4, 1.3, 0.056).noticeBoard(3)
	a.at(-0.85, 0, 2.3).tallPlant(sun.of(matt), 1.7, 21)
}

// noticeBoard is the first few notices on a wall behind it.
func (p pen) noticeBoard(n int) {
	for i := range n {
		p.at(0.4*(float64(i)-float64(n-1)/2), 0, 0).card(print, fmt.Sprintf("notice%d", i), 0.33, 0.45)
	}
}

// housingRoom is one private room about x.
func (k *kit) housingRoom(number int, x float64) {
	name := "room"
	if number > 1 {
		name = fmt.Sprintf("room %d", number)
	}
	z := (housingRoomsN + housingRoomsS) / 2
	k.touchpoint(name, x-0.4, z+0.5)
	f := k.furniture().at(x, 0, z)
	f.at(0.3, 0, -0.35).interview([]hex{seafoam, rose, sage}[number-1])
	f.at(1.42, 1.6, 0.5).turn(-90).frameOnWall(fmt.Sprintf("hills%d", number-1), 0.7)
	f.at(1.15, 0, 1.1).bush(terracotta.of(matt), 0.17, 0.34, 11, number)
}

// housingDeskRow is the six open desks, all low, with felt between them.
func (k *kit) housingDeskRow() {
	for i := range 6 {
		name := "desk"
		if i > 0 {
			name = fmt.Sprintf("desk %d", i+1)
		}
		x := -9.0 + 1.8*float64(i)
		f := k.touchpoint(name, x, housingDeskZ).at(x, 0, housingDeskZ)
		f.at(-0.78, 0, 0).lowCounter(1.56)
		on := k.furniture().at(x, 0, housingDeskZ) // the desk itself stays two draw calls
		on.at(0.45, deskLow, -0.18).turn(150).monitor("workscreen")
		on.at(0.35, deskLow, -0.3).turn(180).keyboard()
		on.at(-0.5, deskLow, -0.1).pile(2, i+3)
		on.at(0, 2.25, 0.1).hung(fmt.Sprintf("number%d", i+1), fmt.Sprintf("number%d", i+1), 0.3, k.height)
		on.at(0.1, 0, -0.85).taskChair([]hex{navy, terracotta}[i%2])
		k.visitors(f.frame).at(0.05, 0, 0.78).turn(180).chair([]hex{sage, sun, seafoam}[i%3])
		if i < 5 {
			k.furniture().at(x+0.9, 0.02, housingDeskZ).box([]hex{seafoam, sun, sage, rose, seafoam}[i].of(woven), -0.025, 0, -0.45, 0.025, 1.35, 0.5)
		}
	}
	p := k.furniture().at(-4.5, 0, -7)
	p.nameWall(5.6, "name", 0.9)
	p.cabinet(5.2, false)
	p.at(-2.1, 0.9, 0.25).bush(white.of(satin), 0.1, 0.15, 13, 3)
	p.at(-0.4, 0.9, 0.25).pile(5, 8)
	p.at(1.3, 0.9, 0.25).bush(sun.of(satin), 0.1, 0.15, 13, 5)
	p.at(4.4, 0, 0.65).tallPlant(linen.of(matt), 1.9, 7)
}

// housingWelcome is who and what one meets first.
func (k *kit) housingWelcome(l housingLayout) {
	g := k.touchpoint("greeter", -0.95, 4.3).at(-1.25, 0, 3.85)
	g.cylinder(graphite.of(satin), 20, 0.2, 0.02)
	g.tube(steel.of(satin), 6, bead{vec{0, 0.02, 0}, 0.02}, bead{vec{0, 1.25, 0}, 0.02})
	g.at(0, 1.38, 0).turn(15).board("greeter", "greeter", 0.78, 0.24, 0.02, honey.of(timber))
	t := k.touchpoint("ticket", 1.9, 3.7).at(1.9, 0, 3.7)
	t.turn(-25).lectern("kiosk")
	t.at(0, 2.2, 0).turn(-10).hung("ticket", "ticket", 0.26, k.height)
	k.zone("queue", rect{-0.6, 0.9, 0.6, 2.9})
	s := k.screen("screen", -5.6, 2.5, -2.7)
	s.hungScreen("callscreen", 1.4, true)
	k.furniture().at(-1.6, 2.28, -2.7).hung("desks", "", 0.28, k.height)
	if !l.triage {
		return
	}
	d := k.touchpoint("triage", 3.0, 0.1).kind("desk").at(3.0, 0, 0.1)
	d.at(-0.8, 0, 0).lowCounter(1.6)
	d.at(0.45, deskLow, -0.18).turn(150).monitor("workscreen")
	d.at(-0.3, deskLow, 0.0).tissues()
	d.at(0, 0, -0.9).taskChair(terracotta)
	d.at(0, 2.3, 0.1).hung("triage", "", 0.28, k.height)
	for _, x := range []float64{-1.0, 1.0} {
		d.box(rose.of(woven), x-0.025, 0.02, -0.9, x+0.025, 1.4, 0.45)
	}
	d.box(rose.of(woven), -1.0, 0.02, -1.35, 1.0, 1.4, -1.3)
	k.visitors(d.frame).at(0.1, 0, 0.8).turn(180).chair(sun)
}

// housingMachines are the four pods, the scan station and the children's corner.
func (k *kit) housingMachines() {
	pods := k.touchpoint("pod", 9.4, 1.45).kind("kiosk")
	for i := range 4 {
		f := pods.at(9.5, 0, -0.6+1.36*float64(i)).turn(-90)
		f.pod([]hex{seafoam, sun, sage, rose}[i], false)
		if i != 2 { // one stays free for a wheelchair
			k.visitors(f.frame).at(0, 0, 0.62).turn(180).taskChair(navy)
		}
	}
	pods.at(9.95, 1.5, 1.44).turn(-90).plate("pods", 0.26)
	scan := k.touchpoint("scan", 9.5, 5.6).kind("kiosk")
	scan.at(9.5, 0, 5.6).turn(-90).scanner()
	scan.at(9.95, 1.5, 5.6).turn(-90).plate("scan", 0.26)
	p := k.furniture()
	p.at(5.2, 0, 5.1).playCorner(1.35)
	p.at(7.3, 0, 6.6).turn(180).bookBin(sun, 4)
	p.at(5.2, 2.3, 5.1).turn(15).hung("play", "play", 0.24, k.height)
	k.zone("play", rect{3.2, 3.6, 7.4, 6.9})
}

func (k *kit) housingWaitingArea() {
	k.waiting(housingWaiting, 0x4a6a8f, 0xa3b8cc, 0xf0b545, 0x4a6a8f, 0x93a884)
	k.touchpoint("wait", -5.6, 0.1)
	p := k.furniture()
	p.at(-9.55, 0, -1.2).turn(90).windowBench(2.4)
	p.at(-9.35, 0, 6.35).tallPlant(terracotta.of(matt), 2.0, 9)
	p.at(-2.9, 0, 6.35).tallPlant(seafoam.of(matt), 1.9, 11)
	p.at(9.35, 0, -1.75).tallPlant(linen.of(matt), 1.9, 12)
	p.at(-10, 2.3, -0.1).turn(90).at(0.9, 0, 0).wallClock(0.18)
	for i, x := range []float64{-1.2, -0.2} {
		p.at(x, 1.65, -6.98).frameOnWall([]string{"hills0", "hills2"}[i], 0.7)
	}
	for _, x := range []float64{-7.6, -3.6} {
		p.at(x, k.height, 2.9).pendant(sun, 0.55, 0.24)
	}
}

func (k *kit) housingPeople(l housingLayout) {
	p := k.people()
	for i, here := range []bool{true, false, true, false, true, true} {
		if here {
			p.at(-8.9+1.8*float64(i), 0, housingDeskZ-0.88).sitting(k.staff(i), 0.5, 0.7)
		}
	}
	for i, x := range []float64{-8.95, -1.75} {
		c := citizen(i*3 + 2)
		c.height = 0
		p.at(x, 0, housingDeskZ+0.78).turn(180).seated(c, 0.6)
	}
	greeter := k.staff(2)
	greeter.top = sun
	p.at(-0.8, 0, 3.55).turn(15).standing(greeter, 0.35)
	p.at(1.7, 0, 4.35).turn(165).standing(citizen(6), 0.7)
	k.sitters(housingWaiting, 5, 3)
	s := housingWaiting.spots[1]
	p.at(s.x, 0, s.z+0.1).turn(180).wheelchairUser(citizen(4))
	p.at(8.75, 0, 0.76).turn(90).sitting(citizen(7), 0.46, 0.8)
	p.at(5.0, 0, 4.3).turn(10).sitting(girl, 0.34, 0.5)
	p.at(6.4, 0, 5.4).turn(-60).standing(citizen(5), 0.2)
	if l.triage {
		p.at(3.0, 0, -0.8).sitting(k.staff(5), 0.5, 0.7)
		p.at(2.6, 0, 1.15).turn(170).standing(citizen(8), 0.3)
	}
}
