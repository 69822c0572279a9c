package sample

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// canvas is a part of the atlas to draw on, in its own pixels from its upper left.
type canvas struct {
	img  *image.RGBA
	area image.Rectangle
	typeface
}

// typeface is the two cuts of the one typeface that all signs use.
type typeface struct{ regular, bold *opentype.Font }

func loadType() (typeface, error) {
	regular, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return typeface{}, fmt.Errorf("typeface: %w", err)
	}
	bold, err := opentype.Parse(gobold.TTF)
	if err != nil {
		return typeface{}, fmt.Errorf("typeface, bold: %w", err)
	}
	return typeface{regular, bold}, nil
}

func (c canvas) width() float64 { return float64(c.area.Dx()) }

func (c canvas) height() float64 { return float64(c.area.Dy()) }

func (c canvas) fill(h hex) {
	draw.Draw(c.img, c.area, image.NewUniform(h.srgb()), image.Point{}, draw.Src)
}

func (c canvas) rect(x, y, w, h float64, ink hex) {
	c.shape(ink, [2]float64{x, y}, [2]float64{x + w, y}, [2]float64{x + w, y + h}, [2]float64{x, y + h})
}

// shape fills a polygon.
func (c canvas) shape(ink hex, points ...[2]float64) {
	r := vector.NewRasterizer(c.area.Dx(), c.area.Dy())
	for i, q := range points {
		if i == 0 {
			r.MoveTo(float32(q[0]), float32(q[1]))
		} else {
			r.LineTo(float32(q[0]), float32(q[1]))
		}
	}
	r.ClosePath()
	r.Draw(c.img, c.area, image.NewUniform(ink.srgb()), image.Point{})
}

// round is a rectangle with round corners.
func (c canvas) round(x, y, w, h, radius float64, ink hex) {
	var points [][2]float64
	for corner, at := range [4][2]float64{{x + w - radius, y + h - radius}, {x + radius, y + h - radius}, {x + radius, y + radius}, {x + w - radius, y + radius}} {
		for i := range 9 {
			sin, cos := math.Sincos((float64(corner) + float64(i)/8) * math.Pi / 2)
			points = append(points, [2]float64{at[0] + radius*cos, at[1] + radius*sin})
		}
	}
	c.shape(ink, points...)
}

func (c canvas) circle(x, y, radius float64, ink hex) {
	c.round(x-radius, y-radius, 2*radius, 2*radius, radius, ink)
}

// line is a stroke with square ends.
func (c canvas) line(x0, y0, x1, y1, thick float64, ink hex) {
	l := math.Hypot(x1-x0, y1-y0)
	nx, ny := -(y1-y0)/l*thick/2, (x1-x0)/l*thick/2
	c.shape(ink, [2]float64{x0 + nx, y0 + ny}, [2]float64{x1 + nx, y1 + ny}, [2]float64{x1 - nx, y1 - ny}, [2]float64{x0 - nx, y0 - ny})
}

// Where a line of text stands relative to its x.
type anchor int

const (
	left anchor = iota
	centre
)

// text writes one line with its baseline at y. Text that is too wide for the canvas is set smaller.
func (c canvas) text(s string, x, y, size float64, bold bool, where anchor, ink hex) {
	cut := c.regular
	if bold {
		cut = c.bold
	}
	room := c.width() - x - c.width()*0.03
	if where == centre {
		room = 2*math.Min(x, c.width()-x) - c.width()*0.05
	}
	face := c.face(cut, size)
	if w := float64(font.MeasureString(face, s)) / 64; w > room {
		face = c.face(cut, size*room/w)
	}
	d := font.Drawer{Dst: c.img.SubImage(c.area).(*image.RGBA), Src: image.NewUniform(ink.srgb()), Face: face}
	if where == centre {
		x -= float64(font.MeasureString(face, s)) / 128
	}
	d.Dot = fixed.Point26_6{
		X: fixed.Int26_6(math.Round((float64(c.area.Min.X) + x) * 64)), Y: fixed.Int26_6(math.Round((float64(c.area.Min.Y) + y) * 64)),
	}
	d.DrawString(s)
}

func (c canvas) face(cut *opentype.Font, size float64) font.Face {
	face, err := opentype.NewFace(cut, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return face
}

// blend mixes two colours.
func (h hex) blend(other hex, t float64) hex {
	a, b := h.picture(), other.picture()
	m := a.lerp(b, t)
	c := color.RGBA{unit8(m[0]), unit8(m[1]), unit8(m[2]), 255}
	return hex(c.R)<<16 | hex(c.G)<<8 | hex(c.B)
}
