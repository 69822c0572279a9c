package sample

import "math"

// What one sees from the windows: hills, hedges and a wide sky, painted on a ring around the building.

// panorama goes round (u) and from the sky to the grass (v). It is painted in light colours, as seen from a room.
func panorama(u, v float64) vec {
	up := 1 - v
	c := hex(0xfbfaf4).picture().lerp(hex(0xb5d8ee).picture(), step(0.36, 0.95, up))
	if up > 0.42 {
		cloud := layers(u, v*0.5, 9, 7, 4, 400)
		c = c.lerp(vec{1, 1, 1}, 0.85*step(0.48, 0.7, cloud)*step(0.42, 0.6, up))
	}
	if up > 0.62 {
		return c // above everything that stands
	}
	for i, h := range []struct {
		base, rise float64
		cells      int
		far, near  hex
	}{
		{0.385, 0.115, 4, 0xc9dbe2, 0xbcd3d2},
		{0.355, 0.085, 7, 0xbdd6c4, 0xafcdaf},
		{0.325, 0.055, 9, 0xb3d19f, 0xa3c68a},
	} {
		ridge := h.base + h.rise*layers(u, 0.5, h.cells, 1, 3, 500+i)
		if up < ridge {
			c = h.far.picture().lerp(h.near.picture(), step(0.0, 0.1, ridge-up))
			wood := step(0.60, 0.63, layers(u, v, 48, 30, 2, 650+i))
			c = c.lerp(hex(0x84b07a).picture(), 0.4*wood*float64(i+1)/3)
		}
	}
	return nearby(c, u, up)
}

// nearby puts trees, a hedge and the lawn in front of the hills.
func nearby(c vec, u, up float64) vec {
	const trees = 17
	for i := range trees {
		centre := (float64(i) + 0.8*hash(i, 0, 900)) / trees
		across := math.Mod(u-centre+1.5, 1) - 0.5
		size := 0.011 + 0.012*hash(i, 1, 900)
		if math.Abs(across) > 1.5*size {
			continue
		}
		crown := 0.36 + 0.07*hash(i, 2, 900)
		if math.Abs(across) < 0.0012 && up < crown && up > 0.25 {
			c = hex(0x9a8166).picture()
		}
		x, y := across/size, (up-crown)/(size*5.2)
		if x*x+y*y+1.1*(layers(u, up, 220, 44, 3, 910)-0.5) < 0.9 {
			tone := step(-0.9, 0.9, y-0.5*x+0.9*(layers(u, up, 320, 80, 2, 920)-0.5))
			c = hex(0x6f9f66).picture().lerp(hex(0xc3d88f).picture(), tone)
		}
	}
	if up > 0.3 {
		return c
	}
	hedge := 0.275 + 0.014*layers(u, 0.5, 90, 1, 3, 930)
	if up < hedge {
		c = hex(0x9dc281).picture().lerp(hex(0x6f9f63).picture(), step(0, 0.05, hedge-up)*0.8+0.2*layers(u, up, 400, 80, 2, 940))
	}
	if up < 0.232 {
		c = hex(0xc3d99a).picture().lerp(hex(0xaecb83).picture(), layers(u, up, 160, 40, 2, 950))
	}
	return c
}
