package sample

import (
	"cmp"
	"fmt"
	"image"
	"slices"
)

// atlas is one picture that holds everything printed: signs, posters, spines, screens. One picture, one material, few
// draw calls.
type atlas struct {
	img   *image.RGBA
	face  typeface
	cells map[string]image.Rectangle
	used  [atlasWidth]int // how far down each column is taken
	high  int             // of the picture, once every cell has its place
	full  error           // the first cell that found no room, or was never drawn
}

const (
	atlasWidth, atlasHeight = 2048, 1280
	gutter                  = 6 // keeps neighbours out of the smaller mipmaps
)

func newAtlas() (*atlas, error) {
	face, err := loadType()
	if err != nil {
		return nil, err
	}
	return &atlas{
		img: image.NewRGBA(image.Rect(0, 0, atlasWidth, atlasHeight)), face: face,
		cells: make(map[string]image.Rectangle),
	}, nil
}

// basics are what furniture and lamps show in every space.
func (a *atlas) basics() {
	a.place("white", 12, 12, func(c canvas) { c.fill(white) })
	a.place("lamp", 12, 12, func(c canvas) { c.fill(0xfff7e6) })
	a.place("dark", 12, 12, func(c canvas) { c.fill(0x23282d) })
	a.place("wheelchair", 190, 296, wheelchair)
	a.place("wait", 520, 54, oneLine("Arhoswch yma os gwelwch yn dda · Please wait here", sun, ink))
	a.place("exit", 400, 84, oneLine("Allanfa · Way out", 0x2e7d4f, paper))
	a.place("staff", 240, 110, bilingual("Staff yn unig", "Staff only", slate, paper))
	for i := range 3 {
		a.place(fmt.Sprintf("hills%d", i), 150, 200, hills(i))
	}
	a.place("clock", 128, 128, clockFace)
}

// place draws a new cell where it hangs highest.
func (a *atlas) place(name string, width, height int, draw func(c canvas)) {
	at, top := 0, atlasHeight
	for x := 0; x+width+2*gutter <= atlasWidth; x += 2 {
		if y := slices.Max(a.used[x : x+width+2*gutter]); y < top {
			at, top = x, y
		}
	}
	if top+height+2*gutter > atlasHeight {
		a.full = cmp.Or(a.full, fmt.Errorf("atlas: no room for %s", name))
		return
	}
	for x := at; x < at+width+2*gutter; x++ {
		a.used[x] = top + height + 2*gutter
	}
	area := image.Rect(at+gutter, top+gutter, at+gutter+width, top+gutter+height)
	draw(canvas{img: a.img, area: area, typeface: a.face})
	a.bleed(area)
	a.cells[name] = area
}

// bleed repeats a cell's edge into its gutter.
func (a *atlas) bleed(area image.Rectangle) {
	outer := area.Inset(-gutter)
	for y := outer.Min.Y; y < outer.Max.Y; y++ {
		for x := outer.Min.X; x < outer.Max.X; x++ {
			if !image.Pt(x, y).In(area) {
				a.img.SetRGBA(x, y, a.img.RGBAAt(min(max(x, area.Min.X), area.Max.X-1), min(max(y, area.Min.Y), area.Max.Y-1)))
			}
		}
	}
}

// seal cuts off what no cell took; it comes after all cells and before anything shows them.
func (a *atlas) seal() {
	a.high = min(atlasHeight, (slices.Max(a.used[:])+63)/64*64)
	a.img = a.img.SubImage(image.Rect(0, 0, atlasWidth, a.high)).(*image.RGBA)
}

// uv is where a cell lies, from 0 to 1.
func (a *atlas) uv(name string) rect {
	c, ok := a.cells[name]
	if !ok && a.full == nil {
		a.full = fmt.Errorf("atlas: no cell %s", name)
	}
	return rect{
		float64(c.Min.X) / atlasWidth, float64(c.Min.Y) / float64(a.high), float64(c.Max.X) / atlasWidth, float64(c.Max.Y) / float64(a.high),
	}
}

// card hangs a cell in the pen's frame: its middle at the origin, facing +z.
func (p pen) card(m material, name string, width, height float64) {
	p.cardIn(tint(m, white), name, width, height)
}

func (p pen) cardIn(with paint, name string, width, height float64) {
	at := p.kit.atlas.uv(name)
	x, y, n := width/2, height/2, vec{0, 0, 1}
	a := p.add(with, vec{-x, -y, 0}, n, at.x0, at.y1)
	b := p.add(with, vec{x, -y, 0}, n, at.x1, at.y1)
	c := p.add(with, vec{x, y, 0}, n, at.x1, at.y0)
	d := p.add(with, vec{-x, y, 0}, n, at.x0, at.y0)
	p.mesh(with).triangle(a, b, c)
	p.mesh(with).triangle(a, c, d)
}

// aspect is a cell's width for a height of 1.
func (p pen) aspect(name string) float64 {
	c := p.kit.atlas.cells[name]
	return float64(c.Dx()) / float64(max(c.Dy(), 1))
}
