package sample

import "math"

// vec is a point or a direction in metres: x to the right, y up, z towards the viewer.
type vec [3]float64

func (a vec) add(b vec) vec { return vec{a[0] + b[0], a[1] + b[1], a[2] + b[2]} }

func (a vec) sub(b vec) vec { return vec{a[0] - b[0], a[1] - b[1], a[2] - b[2]} }

func (a vec) scale(s float64) vec { return vec{a[0] * s, a[1] * s, a[2] * s} }

func (a vec) times(b vec) vec { return vec{a[0] * b[0], a[1] * b[1], a[2] * b[2]} }

func (a vec) dot(b vec) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

func (a vec) length() float64 { return math.Sqrt(a.dot(a)) }

func (a vec) cross(b vec) vec {
	return vec{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

// unit is a direction of length 1; the zero vector points up.
func (a vec) unit() vec {
	l := a.length()
	if l < 1e-12 {
		return vec{0, 1, 0}
	}
	return a.scale(1 / l)
}

func (a vec) lerp(b vec, t float64) vec { return a.add(b.sub(a).scale(t)) }

// frame is where and how a thing stands: its own axes, and its origin, in the scene.
type frame struct{ x, y, z, o vec }

var world = frame{vec{1, 0, 0}, vec{0, 1, 0}, vec{0, 0, 1}, vec{}}

func (f frame) point(p vec) vec {
	return f.o.add(f.x.scale(p[0])).add(f.y.scale(p[1])).add(f.z.scale(p[2]))
}

// normal turns a direction with the frame; it stays square to the surface when the frame is stretched.
func (f frame) normal(n vec) vec {
	return f.y.cross(f.z).scale(n[0]).add(f.z.cross(f.x).scale(n[1])).add(f.x.cross(f.y).scale(n[2])).unit()
}

func (f frame) direction(d vec) vec {
	return f.x.scale(d[0]).add(f.y.scale(d[1])).add(f.z.scale(d[2]))
}

func (f frame) move(x, y, z float64) frame {
	f.o = f.point(vec{x, y, z})
	return f
}

// turn rotates anticlockwise as seen from above, in degrees.
func (f frame) turn(degrees float64) frame {
	s, c := math.Sincos(degrees * math.Pi / 180)
	f.x, f.z = f.x.scale(c).sub(f.z.scale(s)), f.x.scale(s).add(f.z.scale(c))
	return f
}

// tilt rotates about the frame's own x: what pointed up leans towards +z.
func (f frame) tilt(degrees float64) frame {
	s, c := math.Sincos(degrees * math.Pi / 180)
	f.y, f.z = f.y.scale(c).add(f.z.scale(s)), f.z.scale(c).sub(f.y.scale(s))
	return f
}

func (f frame) stretch(x, y, z float64) frame {
	f.x, f.y, f.z = f.x.scale(x), f.y.scale(y), f.z.scale(z)
	return f
}

// rect is a rectangle seen from above, or in a picture.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) contains(x, y float64) bool { return x > r.x0 && x < r.x1 && y > r.y0 && y < r.y1 }

// roll rotates about the frame's own z.
func (f frame) roll(degrees float64) frame {
	s, c := math.Sincos(degrees * math.Pi / 180)
	f.x, f.y = f.x.scale(c).add(f.y.scale(s)), f.y.scale(c).sub(f.x.scale(s))
	return f
}

// degrees is how far a level frame is turned.
func (f frame) degrees() float64 { return math.Atan2(f.z[0], f.z[2]) * 180 / math.Pi }
