package sample

import (
	"fmt"
	"math"
)

// bookcase runs along x about the frame's origin; its back is at z = 0 and its books look along +z.
type bookcase struct {
	length, height, depth float64
	tiers                 int
	seed                  int
}

const (
	board    = 0.026
	plinth   = 0.1
	bayWidth = 0.9
)

func (p pen) bookcase(b bookcase) {
	wood := honey.of(timber)
	half := b.length / 2
	p.box(walnut.of(timber), -half, 0, 0.01, half, plinth, b.depth-0.03)
	p.quad(walnut.of(timber), vec{-half, plinth, 0.008}, vec{half, plinth, 0.008}, vec{half, b.height, 0.008}, vec{-half, b.height, 0.008})
	p.box(wood, -half-0.03, 0, 0, -half, b.height+0.02, b.depth)
	p.box(wood, half, 0, 0, half+0.03, b.height+0.02, b.depth)
	p.box(wood, -half, b.height-board, 0, half, b.height, b.depth)
	rise := (b.height - plinth - board) / float64(b.tiers)
	bays := int(b.length/bayWidth + 0.5)
	for tier := range b.tiers {
		y := plinth + rise*float64(tier)
		p.ledge(wood, -half, y, half, b.depth)
		for bay := range bays {
			x0 := -half + b.length*float64(bay)/float64(bays)
			x1 := x0 + b.length/float64(bays)
			seed := b.seed*1000 + tier*40 + bay
			p.at(0, y+0.0005, 0).books(x0+0.012, x1-0.012, rise-board-0.015, b.depth, seed)
		}
	}
	for bay := 1; bay < bays; bay++ {
		x := -half + b.length*float64(bay)/float64(bays)
		p.lath(wood, x-0.009, plinth, 0.01, x+0.009, b.height-board, b.depth-0.012)
	}
}

// ledge is a board of which top, front edge and underside are seen.
func (p pen) ledge(with paint, x0, y, x1, depth float64) {
	p.quad(with, vec{x0, y, depth}, vec{x1, y, depth}, vec{x1, y, 0.01}, vec{x0, y, 0.01})
	p.quad(with, vec{x0, y - board, depth}, vec{x1, y - board, depth}, vec{x1, y, depth}, vec{x0, y, depth})
	if p.frame.o[1]+y < 0.9 {
		return // nobody sees it from below
	}
	p.quad(with, vec{x0, y - board, 0.01}, vec{x1, y - board, 0.01}, vec{x1, y - board, depth}, vec{x0, y - board, depth})
}

// books fills one shelf with runs of books; here and there a cover is turned to the front, and now and then there is a gap.
func (p pen) books(x0, x1, room, depth float64, seed int) {
	x, gap := x0, false
	if room > 0.24 && hash(seed, 0, 60) < 0.24 {
		p.faceOut(x0+0.11, depth-0.06, room, seed)
		x, gap = x+0.24, true
	}
	for run := 0; x < x1-0.03; run++ {
		n := 6 + int(9*hash(seed, run, 61))
		tall := room * (0.72 + 0.2*hash(seed, run, 62))
		end, low := p.run(x, x1, tall, room, depth, n, seed*31+run)
		if gap {
			p.side(x, low, depth, -1, seed+run)
		}
		x = end
		if gap = hash(seed, run, 63) < 0.35 || x > x1-0.08; gap {
			p.side(x, low, depth, 1, seed*3+run)
			x += 0.03 + 0.09*hash(seed, run, 64)
		}
	}
}

// side is the outer board of the first or last book of a run, which shows where there is a gap; it looks towards facing x.
func (p pen) side(x, height, depth, facing float64, seed int) {
	with, face := cloth[wrap(seed, len(cloth))].of(matt), depth-0.047
	if facing > 0 {
		p.quad(with, vec{x, 0, face}, vec{x, 0, 0.02}, vec{x, height, 0.02}, vec{x, height, face})
		return
	}
	p.quad(with, vec{x, 0, 0.02}, vec{x, 0, face}, vec{x, height, face}, vec{x, height, 0.02})
}

// run is so many books side by side; it returns where the last one ends and how high the lowest is.
func (p pen) run(x, end, tall, room, depth float64, n, seed int) (to, low float64) {
	first, lowest, face := x, room, depth-0.035
	m := p.mesh(paint{material: print})
	for i := range n {
		w := 0.026 + 0.031*hash(seed, i, 65)
		if x+w > end {
			break
		}
		h := min(room-0.004, tall*(0.9+0.16*hash(seed, i, 66)))
		z := face - 0.012*hash(seed, i, 67)
		shade := vec{1, 1, 1}.scale(0.88 + 0.12*hash(seed, i, 68))
		at := p.kit.atlas.uv(fmt.Sprintf("spine%d", int(hash(seed, i, 69)*spineKinds)))
		with := paint{material: print, rgb: shade, alpha: 1}
		a := p.add(with, vec{x, 0, z}, vec{-0.2, 0, 1}.unit(), at.x0, at.y1)
		p.add(with, vec{x + w - 0.001, 0, z}, vec{0.2, 0, 1}.unit(), at.x1, at.y1)
		p.add(with, vec{x + w - 0.001, h, z}, vec{0.2, 0.1, 1}.unit(), at.x1, at.y0)
		p.add(with, vec{x, h, z}, vec{-0.2, 0.1, 1}.unit(), at.x0, at.y0)
		m.triangle(a, a+1, a+2)
		m.triangle(a, a+2, a+3)
		lowest, x = min(lowest, h), x+w
	}
	if x > first {
		p.pages(first, x, lowest-0.002, face-0.012)
	}
	return x, lowest - 0.002
}

// pages is what shows of a run from above.
func (p pen) pages(x0, x1, height, face float64) {
	with := tint(print, white)
	at := p.kit.atlas.uv("pages")
	end := at.x0 + (at.x1-at.x0)*math.Min(1, (x1-x0)/0.75)
	m := p.mesh(with)
	a := p.add(with, vec{x0, height, face}, vec{0, 1, 0}, at.x0, at.y1)
	p.add(with, vec{x1, height, face}, vec{0, 1, 0}, end, at.y1)
	p.add(with, vec{x1, height, 0.02}, vec{0, 1, 0}, end, at.y0)
	p.add(with, vec{x0, height, 0.02}, vec{0, 1, 0}, at.x0, at.y0)
	m.triangle(a, a+1, a+2)
	m.triangle(a, a+2, a+3)
}

// faceOut stands a book so that one sees its cover.
func (p pen) faceOut(x, z, room float64, seed int) {
	h := min(room*0.92, 0.26)
	w := h * 92 / 124
	f := p.at(x, 0.002, z).tilt(-7)
	f.box(cloth[wrap(seed*3, len(cloth))].of(matt), -w/2+0.003, 0.002, -0.025, w/2-0.003, h-0.003, -0.001)
	f.at(0, h/2, 0).card(print, fmt.Sprintf("cover%d", wrap(seed*5+seed/7, coverKinds)), w, h)
}

// island is two bookcases back to back with a sign at each end and books shown on top.
func (p pen) island(b bookcase, signs [2]string) {
	p.bookcase(b)
	other := b
	other.seed += 500
	p.turn(180).bookcase(other)
	for i, sign := range signs {
		f := p.turn(float64(i)*180).at(b.length/2+0.03, b.height-0.16, 0).turn(90)
		f.at(0, 0, 0.012).board(sign, "", 0.46, 0.46/p.aspect(sign), 0.016, white.of(satin))
	}
	for i := range 4 {
		x := (float64(i)-1.5)*b.length/4 + 0.2*(hash(i, b.seed, 71)-0.5)
		p.at(x, b.height, 0).easel(b.seed*7+i*3, float64(i%2)*180)
	}
}

// easel shows one book on top of something, towards +z or away from it.
func (p pen) easel(seed int, degrees float64) {
	f := p.turn(degrees)
	f.at(0, 0, -0.03).box(honey.of(timber), -0.1, 0, -0.06, 0.1, 0.02, 0.08)
	f.at(0, 0.015, 0).faceOut(0, 0.0, 0.3, seed)
}

// bookBin is a low box of picture books, for small hands.
func (p pen) bookBin(colour hex, seed int) {
	p.at(0, 0, 0).box(honey.of(timber), -0.45, 0.08, -0.2, 0.45, 0.12, 0.2)
	for _, z := range []float64{-0.2, 0.185} {
		p.box(colour.of(satin), -0.45, 0.08, z, 0.45, 0.4, z+0.015)
	}
	for _, x := range []float64{-0.45, -0.0075, 0.435} {
		p.box(colour.of(satin), x, 0.08, -0.2, x+0.015, 0.42, 0.2)
	}
	for _, x := range []float64{-0.4, 0.36} {
		p.box(honey.of(timber), x, 0, -0.16, x+0.04, 0.08, 0.16)
	}
	for side := range 2 {
		for i := range 4 {
			f := p.at(-0.225+0.45*float64(side), 0.2, 0.13-0.085*float64(i)).tilt(-16)
			f.faceOut(0.03*(hash(i, side, seed)-0.5), 0, 0.28, seed+i*5+side*3)
		}
	}
}

// newBooks is a round table with books that stand and lie.
func (p pen) newBooks() {
	p.roundTable(honey.of(timber), 0.6, 0.74)
	for i := range 6 {
		p.turn(float64(i)*60).at(0, 0.74, 0.4).easel(i*4+2, 0)
	}
	p.at(0, 0.74, 0).roundTable(honey.of(timber), 0.22, 0.18)
	p.at(0, 0.92, 0).pile(3, 5)
	p.at(0, 1.12, 0).board("new", "new", 0.42, 0.42/p.aspect("new"), 0.016, white.of(satin))
	p.at(0, 0.92, 0).tube(graphite.of(satin), 5, bead{vec{0, 0, 0}, 0.008}, bead{vec{0, 0.12, 0}, 0.008})
}
