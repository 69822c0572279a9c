package sample

import "math"

// What one sees from the windows: hills, hedges and a wide sky, painted on a ring around the building.

// panorama goes once around (u) and from the sky to the grass (v).
func panorama(u, v float64) vec {
	up := 1 - v
	c := hex(0xf4f8fa).picture().lerp(hex(0x9cc7e6).picture(), step(0.45, 1.0, up))
	cloud := layers(u, v*0.5, 12, 6, 4, 400)
	c = c.lerp(vec{1, 1, 1}, 0.75*step(0.5, 0.72, cloud)*step(0.5, 0.62, up))
	for i, h := range []struct {
		base, rise float64
		cells      int
		far, near  hex
	}{
		{0.50, 0.16, 5, 0xb4cbd2, 0xa3c2bd},
		{0.44, 0.12, 8, 0x9dc0a4, 0x8db58b},
		{0.37, 0.09, 11, 0x86b077, 0x79a666},
	} {
		ridge := h.base + h.rise*layers(u, 0.5, h.cells, 1, 3, 500+i)
		if up < ridge {
			field := layers(u, v, 40, 12, 2, 600+i)
			c = h.far.picture().lerp(h.near.picture(), step(0.0, 0.12, ridge-up)).scale(0.95 + 0.1*field)
			c = c.lerp(hex(0x5f8f55).picture(), 0.35*step(0.62, 0.66, layers(u, v, 60, 24, 2, 650+i))*float64(i)/2)
		}
	}
	return nearby(c, u, up)
}

// nearby puts trees, a hedge and the lawn in front of the hills.
func nearby(c vec, u, up float64) vec {
	const trees = 26
	for i := range trees {
		centre := (float64(i) + 0.7*hash(i, 0, 900)) / trees
		across := math.Mod(u-centre+1.5, 1) - 0.5
		size := 0.018 + 0.02*hash(i, 1, 900)
		if math.Abs(across) > 1.5*size {
			continue
		}
		top := 0.42 + 0.22*hash(i, 2, 900)
		x, y := across/size, (up-top+0.10)/0.13
		edge := x*x + y*y + 0.5*(layers(u, up, 160, 40, 2, 910)-0.5)
		if math.Abs(across) < 0.002 && up < top && up > 0.25 {
			c = hex(0x7c6248).picture()
		}
		if edge < 1 {
			tone := step(-0.8, 0.9, y-0.4*x+0.8*(layers(u, up, 240, 60, 2, 920)-0.5))
			c = hex(0x4d7f47).picture().lerp(hex(0xa5c26e).picture(), tone)
		}
	}
	hedge := 0.31 + 0.025*layers(u, 0.5, 120, 1, 3, 930)
	if up < hedge {
		c = hex(0x6a9a52).picture().lerp(hex(0x3f6f3f).picture(), step(0, 0.06, hedge-up)*0.8+0.2*layers(u, up, 300, 60, 2, 940))
	}
	if up < 0.235 {
		c = hex(0x9dbf6c).picture().lerp(hex(0x86ad5a).picture(), layers(u, up, 200, 30, 2, 950))
	}
	return c
}
