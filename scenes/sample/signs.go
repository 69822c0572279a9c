package sample

import "math"

// All signs are in Welsh first, then English, and carry nobody's badge.

const (
	ink   hex = 0x1f2a30
	paper hex = 0xfbf6ea
)

// arrow points: 0 up, 1 right, 2 down, 3 left.
func (c canvas) arrow(x, y, size float64, towards int, colour hex) {
	place := func(u, v float64) [2]float64 {
		for range towards {
			u, v = -v, u
		}
		return [2]float64{x + u*size, y + v*size}
	}
	c.shape(colour, place(-0.11, 0.45), place(-0.11, -0.1), place(-0.34, -0.1), place(0, -0.48), place(0.34, -0.1), place(0.11, -0.1), place(0.11, 0.45))
}

// bilingual is a sign of two lines on a coloured field.
func bilingual(welsh, english string, field, letters hex) func(canvas) {
	return func(c canvas) {
		c.fill(field)
		h := c.height()
		c.text(welsh, c.width()/2, h*0.48, h*0.40, true, centre, letters)
		c.text(english, c.width()/2, h*0.82, h*0.28, false, centre, letters.blend(field, 0.12))
	}
}

// oneLine is a sign with both languages beside each other.
func oneLine(words string, field, letters hex) func(canvas) {
	return func(c canvas) {
		c.fill(field)
		c.text(words, c.width()/2, c.height()*0.66, c.height()*0.48, true, centre, letters)
	}
}

// directory is the board near the door.
func directory(c canvas) {
	c.fill(teal)
	w := c.width()
	c.text("Croeso", w*0.08, w*0.2, w*0.18, true, left, paper)
	c.text("Welcome", w*0.08, w*0.33, w*0.11, false, left, paper)
	c.rect(w*0.08, w*0.40, w*0.84, w*0.012, sun)
	for i, row := range []struct {
		towards        int
		welsh, english string
	}{
		{0, "Hunanwasanaeth", "Self-service"},
		{0, "Desg Ymholiadau", "Enquiries"},
		{1, "Llyfrau", "Books"},
		{1, "Cornel y Plant", "Children’s corner"},
		{1, "Cyfrifiaduron", "Computers"},
		{3, "Seddau", "Seating"},
	} {
		y := w * (0.49 + float64(i)*0.228)
		c.round(w*0.08, y, w*0.157, w*0.157, w*0.03, seafoam)
		c.arrow(w*0.158, y+w*0.079, w*0.11, row.towards, ink)
		c.text(row.welsh, w*0.28, y+w*0.072, w*0.08, true, left, paper)
		c.text(row.english, w*0.28, y+w*0.153, w*0.07, false, left, 0xd5e8e2)
	}
}

// wheelchair marks a space on the floor that is kept free of chairs.
func wheelchair(c canvas) {
	c.fill(0x2f6f9a)
	w, h := c.width(), c.height()
	c.round(w*0.05, h*0.04, w*0.9, h*0.92, w*0.08, paper)
	c.round(w*0.08, h*0.06, w*0.84, h*0.88, w*0.06, 0x2f6f9a)
	x, y, s := w*0.42, h*0.48, w*0.0052
	c.circle(x, y-70*s, 13*s, paper)
	c.line(x, y-52*s, x+3*s, y+2*s, 14*s, paper)
	c.line(x+2*s, y-28*s, x+34*s, y-28*s, 10*s, paper)
	c.line(x+2*s, y-2*s, x+38*s, y-2*s, 14*s, paper)
	c.line(x+34*s, y-4*s, x+50*s, y+42*s, 13*s, paper)
	c.line(x+46*s, y+44*s, x+62*s, y+38*s, 10*s, paper)
	const from, to, steps = 1.9, 6.0, 32 // the wheel: an arc, clockwise from the top, open in front
	for i := range steps {
		sin0, cos0 := math.Sincos(from + (to-from)*float64(i)/steps)
		sin1, cos1 := math.Sincos(from + (to-from)*(float64(i)+1.2)/steps)
		c.line(x+2*s+sin0*40*s, y+22*s-cos0*40*s, x+2*s+sin1*40*s, y+22*s-cos1*40*s, 10*s, paper)
	}
}

func (a *atlas) signs() {
	a.place("directory", 360, 686, directory)
	a.place("welcome", 620, 132, bilingual("Llyfrgell y Bont", "Bridge Library", teal, paper))
	a.place("enquiries", 540, 132, bilingual("Desg Ymholiadau", "Enquiries", paper, teal))
	a.place("kiosks", 620, 96, oneLine("Hunanwasanaeth · Self-service", sun, ink))
	a.place("children", 560, 96, oneLine("Cornel y Plant · Children", terracotta, paper))
	a.place("returns", 400, 116, bilingual("Dychwelyd Llyfrau", "Book returns", teal, paper))
	a.place("computers", 420, 84, oneLine("Cyfrifiaduron · Computers", navy, paper))
	a.place("notices", 420, 56, oneLine("Hysbysfwrdd · Noticeboard", seafoam, ink))
	a.place("slot", 170, 60, oneLine("Yma · Here", paper, ink))
	for _, s := range []struct {
		name, welsh, english string
		field                hex
	}{
		{"fiction", "Ffuglen", "Fiction", 0x7d3f5c}, {"history", "Hanes", "History", 0x94622b}, {"wales", "Cymru", "Wales", 0x2e6b4a},
		{"nature", "Natur", "Nature", 0x4d7a3f}, {"travel", "Teithio", "Travel", 0x2f6f9a}, {"crime", "Trosedd", "Crime", 0x3f4557},
		{"new", "Newydd", "New books", terracotta},
	} {
		a.place(s.name, 240, 110, bilingual(s.welsh, s.english, s.field, paper))
	}
}
