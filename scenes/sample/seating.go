package sample

// bench is a row of public seats: the middle of the row, the way the sitters look (in degrees, 0 is +z), and how many.
type bench struct {
	x, z, degrees float64
	seats         int
}

const seatPitch = 0.62

// space is a wheelchair space: its middle, and the way one looks.
type spot struct{ x, z, degrees float64 }

// waiting is where the public waits: seats, and among them places for wheelchairs. Some of the seats are taken.
type waiting struct {
	benches []bench
	spots   []spot
	zones   []rect
}

func (k *kit) waiting(w waiting, cloths ...hex) {
	p := k.furniture()
	for i, b := range w.benches {
		turned := make([]hex, 0, len(cloths))
		for j := range cloths {
			turned = append(turned, cloths[(i+j)%len(cloths)])
		}
		p.at(b.x, 0, b.z).turn(b.degrees).row(b.seats, seatPitch, turned...)
	}
	for i, s := range w.spots {
		k.wheelchairSpace(i+1, s.x, s.z, s.degrees)
	}
	for i, area := range w.zones {
		k.zone([]string{"waiting", "waiting 2", "waiting 3"}[i], area)
	}
}

// sitters puts people on so many of a layout's seats, far enough apart.
func (k *kit) sitters(w waiting, people, first int) {
	total := 0
	for _, b := range w.benches {
		total += b.seats
	}
	seat, placed := 0, 0
	for _, b := range w.benches {
		for i := range b.seats {
			seat++
			if seat*people/total == placed {
				continue
			}
			p := k.people().at(b.x, 0, b.z).turn(b.degrees).at((float64(i)-float64(b.seats-1)/2)*seatPitch, 0, 0)
			l := citizen(first + placed*7)
			l.height = 0
			p.seated(l, 0.35+0.5*hash(placed, first, 12))
			placed = seat * people / total
		}
	}
}
