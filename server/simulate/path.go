package simulate

import "math"

// point is a place on the floor: x and z.
type point [2]float64

func (p point) to(q point) float64 { return math.Hypot(q[0]-p[0], q[1]-p[1]) }

func (p point) mix(q point, u float64) point {
	return point{p[0] + (q[0]-p[0])*u, p[1] + (q[1]-p[1])*u}
}

// path is a polyline with its length up to each point.
type path struct {
	points []point
	length []float64
}

// corner is how far before a turn one begins to turn, in metres: people cut corners, and furniture allows a little of it.
const corner = 0.35

// newPath rounds the corners of a way through points.
func newPath(through []point) path {
	var p path
	p.add(through[0])
	for i := 1; i+1 < len(through); i++ {
		a, b, c := through[i-1], through[i], through[i+1]
		before, after := a.to(b), b.to(c)
		if before < 1e-6 || after < 1e-6 {
			continue
		}
		from := b.mix(a, min(corner, before/2)/before)
		to := b.mix(c, min(corner, after/2)/after)
		for k := range 9 { // a quadratic curve
			u := float64(k) / 8
			p.add(from.mix(b, u).mix(b.mix(to, u), u))
		}
	}
	p.add(through[len(through)-1])
	return p
}

func (p *path) add(q point) {
	along := 0.0
	if n := len(p.points); n > 0 {
		along = p.length[n-1] + p.points[n-1].to(q)
	}
	p.points = append(p.points, q)
	p.length = append(p.length, along)
}

func (p path) total() float64 { return p.length[len(p.length)-1] }

// at is the place that lies along metres down the path.
func (p path) at(along float64) point {
	for i := 1; i < len(p.points); i++ {
		if along <= p.length[i] {
			step := p.length[i] - p.length[i-1]
			if step < 1e-9 {
				return p.points[i]
			}
			return p.points[i-1].mix(p.points[i], (along-p.length[i-1])/step)
		}
	}
	return p.points[len(p.points)-1]
}

// yaw is which way one looks who walks there.
func (p path) yaw(along float64) float64 {
	a, b := p.at(max(0, along-0.1)), p.at(min(p.total(), along+0.1))
	return math.Atan2(a[0]-b[0], a[1]-b[1])
}

// ramp is how long one takes to get going and to stop, in seconds.
const ramp = 0.9

// walkTime is how long a walk of a length takes at a pace: a smooth start, an even middle, a smooth stop.
func walkTime(length, pace float64) float64 {
	if length < pace*ramp {
		return 2 * math.Sqrt(length*ramp/max(pace, 0.1))
	}
	return length/pace + ramp
}

// walked is how far along a walk one is at t of walkTime: minimum-jerk speed up and down.
func walked(length, pace, t float64) float64 {
	total := walkTime(length, pace)
	t = max(0, min(total, t))
	if length < pace*ramp { // one minimum-jerk movement
		u := t / max(total, 1e-9)
		return length * u * u * u * (10 - 15*u + 6*u*u)
	}
	up := func(t float64) float64 {
		u := min(1, t/ramp)
		return pace * ramp * u * u * u * u * (2.5 - 3*u + u*u)
	}
	switch {
	case t < ramp:
		return up(t)
	case t > total-ramp:
		return length - up(total-t)
	default:
		return up(ramp) + pace*(t-ramp)
	}
}
