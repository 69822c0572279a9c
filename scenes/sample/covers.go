package sample

import "fmt"

const (
	spineKinds = 40
	coverKinds = 14
)

// cloth is what books are bound in.
var cloth = [...]hex{
	0xb5432f, 0xd8893b, 0xe9b949, 0x6f8f4e, 0x2f6b57, 0x2b6f7f, 0x3d5a8a, 0x574a86, 0x8a4468, 0xc97a7a,
	0xe8dcc3, 0xd9c7a3, 0x7a5a44, 0x44403f, 0xf2efe6, 0x9fb7c4, 0xc2d0a8, 0xdf6f4f, 0x1f3f54, 0xa63d57,
}

// spine is a book's back: a cloth, a label or bands, and lines that stand for its title.
func spine(i int) func(canvas) {
	return func(c canvas) {
		base := cloth[i%len(cloth)]
		w, h := c.width(), c.height()
		c.fill(base)
		light := base.blend(white, 0.75)
		if toLinear(base.srgb().G) > 0.4 {
			light = base.blend(ink, 0.75)
		}
		switch i * 7 % 5 {
		case 0:
			c.rect(0, h*0.10, w, h*0.03, light)
			c.rect(0, h*0.86, w, h*0.03, light)
		case 1:
			c.rect(w*0.12, h*0.14, w*0.76, h*0.34, light)
		case 2:
			c.rect(0, h*0.72, w, h*0.28, base.blend(cloth[(i+7)%len(cloth)], 0.8))
		case 3:
			c.rect(0, 0, w, h*0.2, base.blend(ink, 0.35))
			c.circle(w/2, h*0.88, w*0.2, light)
		case 4:
			c.rect(0, h*0.3, w, h*0.02, light)
			c.rect(0, h*0.62, w, h*0.02, light)
		}
		title := light
		if i*7%5 == 1 {
			title = base.blend(ink, 0.3)
		}
		c.rect(w*0.36, h*0.20, w*0.12, h*(0.2+0.2*hash(i, 1, 40)), title)
		c.rect(w*0.56, h*0.20, w*0.09, h*(0.12+0.2*hash(i, 2, 40)), title)
		if i%3 != 0 {
			c.rect(w*0.1, h*0.925, w*0.8, h*0.04, paper.blend(base, 0.2)) // the shelf mark
		}
	}
}

// Titles of books that do not exist.
var titles = [coverKinds][2]string{
	{"Y Bont", "nofel"}, {"Tide Tables", "a novel"}, {"Adar Bach", "llyfr lluniau"}, {"Bread", "slow and good"}, {"Glaw", "cerddi"},
	{"The Allotment", "a year"}, {"Mynydd", "ffotograffau"}, {"Small Engines", "how they run"}, {"Ceffyl Glas", "stori"},
	{"Moon Bus", "a story"}, {"Hen Ffyrdd", "teithiau"}, {"Kind Machines", "essays"}, {"Cawl", "ryseitiau"}, {"North Light", "a mystery"},
}

// cover is a book's front: a field, a simple picture and its title.
func cover(i int) func(canvas) {
	return func(c canvas) {
		base, other := cloth[(i*3+1)%len(cloth)], cloth[(i*7+5)%len(cloth)]
		w, h := c.width(), c.height()
		c.fill(base)
		switch i % 4 {
		case 0:
			c.circle(w*0.5, h*0.62, w*0.28, other)
			c.rect(0, h*0.72, w, h*0.28, base.blend(ink, 0.4))
		case 1:
			c.shape(other, [2]float64{0, h}, [2]float64{w * 0.35, h * 0.5}, [2]float64{w * 0.6, h * 0.75}, [2]float64{w * 0.8, h * 0.6}, [2]float64{w, h})
			c.circle(w*0.72, h*0.48, w*0.1, sun)
		case 2:
			for k := range 5 {
				c.rect(w*0.12, h*(0.5+0.09*float64(k)), w*(0.76-0.1*float64(k)), h*0.05, other)
			}
		case 3:
			c.circle(w*0.35, h*0.65, w*0.2, other)
			c.circle(w*0.62, h*0.7, w*0.24, other.blend(white, 0.4))
		}
		letters := paper
		if toLinear(base.srgb().G) > 0.35 {
			letters = ink
		}
		c.text(titles[i][0], w/2, h*0.24, h*0.16, true, centre, letters)
		c.text(titles[i][1], w/2, h*0.38, h*0.10, false, centre, letters)
	}
}

// pages is what one sees of a row of books from above.
func pages(c canvas) {
	c.fill(0xefe6d2)
	x := 0.0
	for i := 0; x < c.width(); i++ {
		w := 9 + 9*hash(i, 3, 40)
		c.rect(x, 0, w, c.height(), hex(0xf3ead6).blend(0xd9cba9, hash(i, 4, 40)))
		c.rect(x, 0, 1.6, c.height(), cloth[i*7%len(cloth)])
		c.rect(x+w-1.6, 0, 1.6, c.height(), cloth[i*7%len(cloth)])
		x += w
	}
}

func (a *atlas) books() {
	for i := range spineKinds {
		a.place(fmt.Sprintf("spine%d", i), 28, 128, spine(i))
	}
	a.place("pages", 256, 16, pages)
	a.covers()
}

func (a *atlas) covers() {
	for i := range coverKinds {
		a.place(fmt.Sprintf("cover%d", i), 92, 124, cover(i))
	}
}
