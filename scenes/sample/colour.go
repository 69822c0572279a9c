package sample

import (
	"image/color"
	"math"
)

// hex is an sRGB colour, 0xRRGGBB.
type hex uint32

func (h hex) srgb() color.RGBA {
	return color.RGBA{uint8(h >> 16), uint8(h >> 8), uint8(h), 255}
}

func (h hex) linear() vec {
	c := h.srgb()
	return vec{toLinear(c.R), toLinear(c.G), toLinear(c.B)}
}

func toLinear(c uint8) float64 {
	f := float64(c) / 255
	if f <= 0.04045 {
		return f / 12.92
	}
	return math.Pow((f+0.055)/1.055, 2.4)
}

func (h hex) of(m material) paint { return paint{material: m, rgb: h.linear(), alpha: 1} }

// picture is the colour as a picture stores it, from 0 to 1.
func (h hex) picture() vec {
	c := h.srgb()
	return vec{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}
}

// tint is a colour for a material whose picture carries the colour already.
func tint(m material, h hex) paint { return h.of(m) }

// The house's colours. Everything that is not somebody's clothes or a book comes from here.
const (
	white        hex = 0xffffff
	plaster      hex = 0xf6f0e4
	linen        hex = 0xe9dfcd
	ceilingWhite hex = 0xfdfbf6
	teal         hex = 0x1d6568
	seafoam      hex = 0x8fbcb0
	sage         hex = 0x93a884
	terracotta   hex = 0xc9623f
	sun          hex = 0xf0b545
	rose         hex = 0xd9958a
	navy         hex = 0x2c4467
	slate        hex = 0x5c6670
	steel        hex = 0x8b9298
	graphite     hex = 0x33383e
	leaf         hex = 0x4f8a4c
	leafDark     hex = 0x2f6b41
	leafLight    hex = 0x86b35a
	soil         hex = 0x5a4333
	oakPaint     hex = 0xd2ac82 // painted wood, like timber from afar
	honey        hex = 0xffffff // timber as the picture shows it
	walnut       hex = 0xcdb096 // timber, darker
)
