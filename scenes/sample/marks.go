package sample

import "fmt"

// Marks are the nodes by which a reader of the file knows what is where. All but screens stand at floor level.

const seatHigh = 0.45

// touchpoint begins, or goes on with, a place of the journey.
func (k *kit) touchpoint(name string, x, z float64) pen { return k.thing("tp:"+name, vec{x, 0, z}) }

// kind says what a touchpoint is where its name does not.
func (p pen) kind(kind string) pen { return p.says("kind", kind) }

// party says that only some of the public come to a touchpoint.
func (p pen) party(party string) pen { return p.says("party", party) }

func (p pen) says(key, value string) pen {
	if p.thing.extras == nil {
		p.thing.extras = make(map[string]any)
	}
	p.thing.extras[key] = value
	return p
}

// screen is a touchpoint that hangs: its node is where one looks, not where one stands.
func (k *kit) screen(name string, x, y, z float64) pen {
	return k.thing("tp:"+name, vec{x, y, z}).at(x, y, z)
}

// arrival is where people come in, and which way they look then, in degrees: 0 looks along +z.
func (k *kit) arrival(title string, x, z, degrees float64) {
	t := k.thing("spawn:entrance", vec{x, 0, z}).thing
	t.spawn, t.turned = title, degrees
}

// zone says what a part of the floor is for: so wide, so high and so deep about its node, on which it stands.
func (k *kit) zone(name string, area rect) {
	x, z := (area.x1-area.x0)/2, (area.y1-area.y0)/2
	t := k.thing("zone:"+name, vec{area.x0 + x, 0, area.y0 + z}).thing
	t.extras = map[string]any{"size": [3]float64{2 * x, 2.1, 2 * z}}
}

// wheelchairSpace is a place of 0.9 by 1.4 m that is kept free of chairs; turned by degrees, as a chair would be.
func (k *kit) wheelchairSpace(number int, x, z, degrees float64) {
	const width, depth = 0.9, 1.4
	w, d := width/2, depth/2
	if int(degrees)/90%2 != 0 {
		w, d = d, w
	}
	k.furniture().at(x, 0.004, z).turn(degrees).tilt(-90).card(print, "wheelchair", width, depth)
	k.zone(fmt.Sprintf("wheelchair %d", number), rect{x - w, z - d, x + w, z + d})
}

// publicSeat is a chair for anybody, and the mark of a place to sit.
func (p pen) publicSeat(cloth hex) {
	p.chair(cloth)
	p.sitHere()
}

// sitHere marks a seat whose sitter looks along +z.
func (p pen) sitHere() {
	k := p.kit
	k.seats++
	t := k.thing(fmt.Sprintf("Seat.%03d", k.seats), p.frame.o).thing
	t.seat, t.turned = true, p.frame.degrees()
}

// row is chairs side by side about the frame's origin.
func (p pen) row(n int, pitch float64, cloths ...hex) {
	for i := range n {
		p.at((float64(i)-float64(n-1)/2)*pitch, 0, 0).publicSeat(cloths[i%len(cloths)])
	}
}
