package scenes

import "math"

// matrix is a 4×4 transform by columns, as glTF writes it.
type matrix = [16]float64

func identity() matrix { return matrix{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1} }

// compose makes a matrix of translation, rotation (a quaternion, normalised here; one of zeros turns nothing) and scale.
func compose(t [3]float64, q [4]float64, s [3]float64) matrix {
	length := math.Sqrt(q[0]*q[0] + q[1]*q[1] + q[2]*q[2] + q[3]*q[3])
	if length == 0 {
		q[3], length = 1, 1
	}
	x, y, z, w := q[0]/length, q[1]/length, q[2]/length, q[3]/length
	return matrix{
		(1 - 2*(y*y+z*z)) * s[0], 2 * (x*y + z*w) * s[0], 2 * (x*z - y*w) * s[0], 0,
		2 * (x*y - z*w) * s[1], (1 - 2*(x*x+z*z)) * s[1], 2 * (y*z + x*w) * s[1], 0,
		2 * (x*z + y*w) * s[2], 2 * (y*z - x*w) * s[2], (1 - 2*(x*x+y*y)) * s[2], 0,
		t[0], t[1], t[2], 1,
	}
}

func multiply(a, b matrix) (m matrix) {
	for column := range 4 {
		for row := range 4 {
			for k := range 4 {
				m[column*4+row] += a[k*4+row] * b[column*4+k]
			}
		}
	}
	return m
}

// determinant is that of the upper left 3×3.
func determinant(m matrix) float64 {
	return m[0]*(m[5]*m[10]-m[9]*m[6]) - m[4]*(m[1]*m[10]-m[9]*m[2]) + m[8]*(m[1]*m[6]-m[5]*m[2])
}

func apply(m matrix, p [3]float64) (r [3]float64) {
	for row := range 3 {
		r[row] = m[row]*p[0] + m[4+row]*p[1] + m[8+row]*p[2] + m[12+row]
	}
	return r
}

// box is an axis-aligned box; the empty one holds nothing.
type box struct{ min, max [3]float64 }

func emptyBox() box {
	inf := math.Inf(1)
	return box{[3]float64{inf, inf, inf}, [3]float64{-inf, -inf, -inf}}
}

func (b box) empty() bool { return b.min[0] > b.max[0] }

func (b *box) include(p [3]float64) {
	for i := range 3 {
		b.min[i], b.max[i] = min(b.min[i], p[i]), max(b.max[i], p[i])
	}
}

// side is the longest one.
func (b box) side() float64 {
	return max(b.max[0]-b.min[0], b.max[1]-b.min[1], b.max[2]-b.min[2])
}

// includeUnder takes in the corners of another box under a transform.
func (b *box) includeUnder(m matrix, o box) {
	for corner := range 8 {
		p := o.min
		for axis := range 3 {
			if corner>>axis&1 == 1 {
				p[axis] = o.max[axis]
			}
		}
		b.include(apply(m, p))
	}
}

// yawOf is where a node of glTF faces, its local +z, as an angle about +y at which one looks that way; 0 looks along −z.
func yawOf(m matrix) float64 { return yawTowards(m[8], m[10]) }

// yawTowards is the angle at which one looks along (x, z).
func yawTowards(x, z float64) float64 {
	if math.Hypot(x, z) < 1e-9 { // straight up or down
		return 0
	}
	yaw := math.Atan2(-x, -z)
	if yaw <= -math.Pi+1e-9 { // one name for looking straight back
		return math.Pi
	}
	if math.Abs(yaw) < 1e-12 { // what a quaternion in floating point makes of 0
		return 0
	}
	return yaw
}
