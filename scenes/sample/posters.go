package sample

import (
	"fmt"
	"math"
)

// What hangs on the noticeboard and the walls, and what the screens show.

type poster struct {
	field          hex
	welsh, english string
	when           string
}

var notices = []poster{
	{sun, "Amser Stori", "Story time", "10.30"}, {seafoam, "Clwb Gwau", "Knitting club", "14.00"}, {rose, "Bore Coffi", "Coffee morning", "10.00"},
	{0xcfe0ee, "Dysgu Cymraeg", "Learn Welsh", "18.00"}, {0xe3d7f0, "Cymorth Digidol", "Digital help", "11.00"}, {0xf4e3c0, "Côr y Bont", "Choir", "19.00"},
}

func notice(i int, n poster) func(canvas) {
	return func(c canvas) {
		w, h := c.width(), c.height()
		c.fill(n.field)
		accent := n.field.blend(ink, 0.55)
		switch i % 3 {
		case 0:
			c.circle(w*0.5, h*0.30, w*0.22, accent)
			c.circle(w*0.5, h*0.30, w*0.15, paper)
		case 1:
			c.round(w*0.25, h*0.14, w*0.5, h*0.3, 10, accent)
			c.line(w*0.3, h*0.30, w*0.7, h*0.22, 5, paper)
		case 2:
			c.shape(accent, [2]float64{w * 0.2, h * 0.45}, [2]float64{w * 0.5, h * 0.12}, [2]float64{w * 0.8, h * 0.45})
		}
		c.text(n.welsh, w/2, h*0.62, h*0.12, true, centre, ink)
		c.text(n.english, w/2, h*0.75, h*0.095, false, centre, ink)
		c.text(n.when, w/2, h*0.92, h*0.11, true, centre, accent)
	}
}

// hills is a framed print: three ridges and a sun, in one of three lights.
func hills(i int) func(canvas) {
	skies := [...][5]hex{
		{0xf7e3c4, 0xf0a95b, 0xd98a5a, 0xa9583f, 0x6d3b36},
		{0xdcebe8, 0xf3d27a, 0x8fb9ad, 0x4f8a83, 0x1d5358},
		{0xe9e2f0, 0xf6f1e4, 0xb3a6cc, 0x7c6fa3, 0x463f6b},
	}
	return func(c canvas) {
		s := skies[i]
		w, h := c.width(), c.height()
		c.fill(s[0])
		c.circle(w*(0.3+0.2*float64(i)), h*0.33, w*0.13, s[1])
		for ridge := range 3 {
			points := [][2]float64{{0, h}}
			for x := 0.0; x <= 1.001; x += 0.05 {
				y := 0.45 + 0.17*float64(ridge) - 0.13*math.Sin(x*5+float64(ridge*2+i)) - 0.04*math.Sin(x*13+float64(ridge))
				points = append(points, [2]float64{x * w, y * h})
			}
			c.shape(s[2+ridge], append(points, [2]float64{w, h})...)
		}
	}
}

func clockFace(c canvas) {
	c.fill(paper)
	w := c.width()
	for i := range 12 {
		sin, cos := math.Sincos(float64(i) * math.Pi / 6)
		inner := 0.40
		if i%3 == 0 {
			inner = 0.36
		}
		c.line(w/2+sin*w*inner, w/2-cos*w*inner, w/2+sin*w*0.45, w/2-cos*w*0.45, w*0.03, ink)
	}
	c.line(w/2, w/2, w*0.32, w*0.34, w*0.045, ink) // ten past ten
	c.line(w/2, w/2, w*0.78, w*0.33, w*0.03, ink)
	c.circle(w/2, w/2, w*0.04, terracotta)
}

// kioskScreen offers what people come for.
func kioskScreen(c canvas) {
	w, h := c.width(), c.height()
	c.fill(0xf7fbfb)
	c.rect(0, 0, w, h*0.2, teal)
	c.text("Sut gallwn ni helpu?", w/2, h*0.10, h*0.062, true, centre, white)
	c.text("How can we help?", w/2, h*0.165, h*0.048, false, centre, white)
	for i, b := range []struct {
		welsh, english string
		field          hex
	}{{"Benthyg", "Borrow", seafoam}, {"Dychwelyd", "Return", sun}, {"Adnewyddu", "Renew", 0xcfe0ee}} {
		y := h * (0.25 + 0.235*float64(i))
		c.round(w*0.08, y, w*0.84, h*0.2, 12, b.field)
		c.text(b.welsh, w/2, y+h*0.092, h*0.075, true, centre, ink)
		c.text(b.english, w/2, y+h*0.158, h*0.055, false, centre, ink)
	}
}

// catalogueScreen is what a computer shows.
func catalogueScreen(c canvas) {
	w, h := c.width(), c.height()
	c.fill(0xf4f1ea)
	c.rect(0, 0, w, h*0.14, navy)
	c.text("Catalog · Catalogue", w*0.04, h*0.105, h*0.085, true, left, white)
	c.round(w*0.05, h*0.2, w*0.7, h*0.12, 8, white)
	c.round(w*0.78, h*0.2, w*0.17, h*0.12, 8, terracotta)
	for i := range 4 {
		x := w * (0.05 + 0.235*float64(i))
		c.rect(x, h*0.4, w*0.19, h*0.36, cloth[(i*5+2)%len(cloth)])
		c.rect(x, h*0.8, w*0.17, h*0.03, slate)
		c.rect(x, h*0.86, w*0.11, h*0.03, steel)
	}
}

// notices are small posters, notice0 and so on.
func (a *atlas) notices(list []poster) {
	for i, n := range list {
		a.place(fmt.Sprintf("notice%d", i), 132, 180, notice(i, n))
	}
}

func (a *atlas) posters() {
	a.notices(notices)
	a.place("kiosk", 200, 270, kioskScreen)
	a.place("workscreen", 260, 160, catalogueScreen)
}
