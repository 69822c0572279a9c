package sample

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
)

// picture is an encoded image that goes into the file.
type picture struct {
	name, mime string
	data       []byte
}

type pictures []picture

// How many metres a repeating picture spans.
const (
	planksSpan = 2.2
	timberSpan = 1.2
	wovenSpan  = 0.16
)

// span is the metres that one repetition of a material's picture covers; the atlas is addressed in its own units.
func (m material) span() float64 {
	switch m {
	case planks:
		return planksSpan
	case timber:
		return timberSpan
	case woven:
		return wovenSpan
	}
	return 1
}

// shader colours one pixel of a picture; u and v run from 0 to 1.
type shader func(u, v float64) vec

func render(ctx context.Context, width, height int, f shader) (*image.RGBA, error) {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	err := inParallel(ctx, height, func(y int) {
		for x := range width {
			c := f((float64(x)+0.5)/float64(width), (float64(y)+0.5)/float64(height))
			img.SetRGBA(x, y, color.RGBA{unit8(c[0]), unit8(c[1]), unit8(c[2]), 255})
		}
	})
	return img, err
}

func unit8(f float64) uint8 { return uint8(math.Round(math.Max(0, math.Min(1, f)) * 255)) }

// floorboards: twelve rows of oak boards, each its own tone, with fine dark joints.
func floorboards(u, v float64) vec {
	const rows = 12
	row := int(v * rows)
	offset := hash(row, 1, 7)
	along := math.Mod(u+offset, 1)
	board := int(along * 2)
	in := math.Mod(along*2, 1)
	tone := hash(row, board, 11)
	grain := layers(u, v*0.999, 5, rows*14, 3, 100+row*2+board)
	rings := 0.5 + 0.5*math.Sin((v*rows*7+2.5*layers(u, v, 3, rows*2, 2, 31+row*2+board))*2*math.Pi)
	c := hex(0xc39a6b).picture().lerp(hex(0xddb98a).picture(), tone)
	c = c.lerp(hex(0xa87c4f).picture(), 0.34*step(0.45, 0.8, grain)).lerp(hex(0xb58a5a).picture(), 0.22*rings)
	edge := math.Min(math.Mod(v*rows, 1), 1-math.Mod(v*rows, 1)) / rows * planksSpan
	end := math.Min(in, 1-in) / 2 * planksSpan
	return c.scale(1 - 0.42*(1-step(0.0, 0.0035, math.Min(edge, end))))
}

// oak: straight grain along u, with a little flame.
func oak(u, v float64) vec {
	grain := layers(u, v, 3, 70, 3, 5)
	flame := 0.5 + 0.5*math.Sin((v*9+1.6*layers(u, v, 2, 4, 3, 17))*2*math.Pi)
	c := hex(0xd9b285).picture().lerp(hex(0xc4966a).picture(), 0.45*flame)
	return c.lerp(hex(0xa97c52).picture(), 0.4*step(0.5, 0.85, grain))
}

// weave: threads over and under, almost white, to be tinted.
func weave(u, v float64) vec {
	const threads = 16
	x, y := u*threads, v*threads
	over := (int(x)+int(y))%2 == 0
	across := math.Abs(math.Mod(x, 1) - 0.5)
	if over {
		across = math.Abs(math.Mod(y, 1) - 0.5)
	}
	s := 0.8 + 0.2*(1-across*across*4)
	s *= 0.94 + 0.06*hash(int(x), int(y), 3)
	return vec{s, s, s}
}

// encode makes a JPEG of this quality, or a PNG when it is 0.
func encode(name string, img image.Image, quality int) (picture, error) {
	var out bytes.Buffer
	if quality > 0 {
		if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
			return picture{}, fmt.Errorf("picture %s: %w", name, err)
		}
		return picture{name, "image/jpeg", out.Bytes()}, nil
	}
	if err := png.Encode(&out, img); err != nil {
		return picture{}, fmt.Errorf("picture %s: %w", name, err)
	}
	return picture{name, "image/png", out.Bytes()}, nil
}

// contact is how much of the room each place of the floor sees: the soft shadows under furniture. Neighbours look in
// different directions, and each takes the mean of nine.
func (k *kit) contact(ctx context.Context, s *solids, perMetre float64) (*image.Gray, error) {
	width, height := int((k.floor.x1-k.floor.x0)*perMetre), int((k.floor.y1-k.floor.y0)*perMetre)
	const each = 11
	all := hemisphere(9 * each)
	var directions [9][]vec
	for i, d := range all {
		directions[i%9] = append(directions[i%9], d)
	}
	raw := make([]float64, width*height)
	err := inParallel(ctx, len(raw), func(i int) {
		x, y := i%width, i/width
		at := vec{k.floor.x0 + (float64(x)+0.5)/perMetre, lift, k.floor.y0 + (float64(y)+0.5)/perMetre}
		raw[i] = openness(s, directions[x%3*3+y%3], at, vec{0, 1, 0})
	})
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range raw {
		img.Pix[i] = unit8(math.Pow(blurred(raw, width, height, i%width, i/width), 1.35))
	}
	return img, err
}

// blurred is the mean of a place and its neighbours.
func blurred(raw []float64, width, height, x, y int) float64 {
	sum, n := 0.0, 0.0
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if x+dx >= 0 && x+dx < width && y+dy >= 0 && y+dy < height {
				sum, n = sum+raw[(y+dy)*width+x+dx], n+1
			}
		}
	}
	return sum / n
}
