package sample

// sign is one cell of print with its words.
type sign struct {
	name, welsh, english string
	width, height        int
	field, letters       hex
}

// print places signs: in two lines, or in one if they are much wider than high.
func (a *atlas) print(signs ...sign) {
	for _, s := range signs {
		if s.width > 5*s.height {
			a.place(s.name, s.width, s.height, oneLine(s.welsh+" · "+s.english, s.field, s.letters))
			continue
		}
		a.place(s.name, s.width, s.height, bilingual(s.welsh, s.english, s.field, s.letters))
	}
}

// way is a line of a board: where to, and in which direction (0 ahead, 1 right, 2 back, 3 left).
type way struct {
	towards        int
	welsh, english string
}

// wayBoard is the board near a door: a welcome and the ways.
func (a *atlas) wayBoard(name string, field, disc hex, ways ...way) {
	a.place(name, 360, 150+82*len(ways), func(c canvas) {
		c.fill(field)
		w := c.width()
		c.text("Croeso", w*0.08, w*0.19, w*0.16, true, left, paper)
		c.text("Welcome", w*0.08, w*0.31, w*0.10, false, left, paper)
		c.rect(w*0.08, w*0.37, w*0.84, w*0.012, sun)
		for i, row := range ways {
			y := w * (0.44 + float64(i)*0.228)
			c.round(w*0.08, y, w*0.157, w*0.157, w*0.03, disc)
			c.arrow(w*0.158, y+w*0.079, w*0.11, row.towards, ink)
			c.text(row.welsh, w*0.28, y+w*0.072, w*0.08, true, left, paper)
			c.text(row.english, w*0.28, y+w*0.153, w*0.07, false, left, field.blend(white, 0.8))
		}
	})
}

// choice is one button of a machine's screen.
type choice struct {
	welsh, english string
	field          hex
}

// touchScreen asks a question and offers answers, beside each other.
func (a *atlas) touchScreen(name string, head hex, welsh, english string, choices ...choice) {
	a.place(name, 330, 225, func(c canvas) {
		w, h := c.width(), c.height()
		c.fill(0xf7fbfb)
		c.rect(0, 0, w, h*0.27, head)
		c.text(welsh, w/2, h*0.125, h*0.1, true, centre, white)
		c.text(english, w/2, h*0.225, h*0.075, false, centre, white)
		n := float64(len(choices))
		for i, b := range choices {
			y := h * (0.31 + 0.67*float64(i)/n)
			tall := h*0.67/n - h*0.035
			c.round(w*0.06, y, w*0.88, tall, 10, b.field)
			c.text(b.welsh, w/2, y+tall*0.48, tall*0.42, true, centre, ink)
			c.text(b.english, w/2, y+tall*0.86, tall*0.32, false, centre, ink)
		}
	})
}

// boardRow is one line of a screen on a wall.
type boardRow struct {
	left, right string
	field       hex
}

// liveBoard is a screen on a wall: a head in two languages, and lines.
func (a *atlas) liveBoard(name string, head hex, welsh, english string, rows ...boardRow) {
	a.place(name, 520, 300, func(c canvas) {
		w, h := c.width(), c.height()
		c.fill(0x15242b)
		c.rect(0, 0, w, h*0.24, head)
		c.text(welsh, w*0.04, h*0.115, h*0.1, true, left, white)
		c.text(english, w*0.04, h*0.205, h*0.075, false, left, white)
		tall := h * 0.72 / float64(len(rows))
		for i, r := range rows {
			y := h*0.27 + tall*float64(i)
			c.round(w*0.03, y, w*0.94, tall*0.88, 8, 0x21353e)
			c.round(w*0.64, y+tall*0.08, w*0.31, tall*0.72, 8, r.field)
			named := canvas{img: c.img, area: c.area, typeface: c.typeface}
			named.area.Max.X -= int(w * 0.37)
			named.text(r.left, w*0.05, y+tall*0.57, min(tall*0.4, h*0.1), false, left, white)
			inner := canvas{img: c.img, area: c.area, typeface: c.typeface}
			inner.area.Min.X += int(w * 0.64)
			inner.area.Max.X -= int(w * 0.05)
			inner.text(r.right, w*0.155, y+tall*0.57, min(tall*0.42, h*0.105), true, centre, ink)
		}
	})
}

// diary is what a computer of the staff shows: a day's appointments.
func (a *atlas) diary(head hex) {
	a.place("workscreen", 260, 160, func(c canvas) {
		w, h := c.width(), c.height()
		c.fill(0xf4f1ea)
		c.rect(0, 0, w, h*0.14, head)
		c.text("Heddiw · Today", w*0.04, h*0.105, h*0.085, true, left, white)
		for i := range 5 {
			y := h * (0.22 + 0.15*float64(i))
			c.rect(w*0.05, y+h*0.03, w*0.08, h*0.04, steel)
			c.round(w*0.17, y, w*(0.36+0.3*hash(i, 7, 90)), h*0.1, 4, []hex{seafoam, sun, rose, 0xcfe0ee, sage}[i])
		}
	})
}
