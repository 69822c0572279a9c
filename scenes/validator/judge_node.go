package validator

import "math"

// Slightly more than the largest error of vectors quantised to signed bytes.
const (
	unitError3 = 0.00674
	unitError4 = 0.00769
)

func judgeNode(c *checker, is ref) {
	if r := c.numbersOf(is, "rotation"); r != nil {
		var sum float64
		for _, v := range r {
			sum += float64(float32(v)) * float64(float32(v))
		}
		if math.Abs(1-math.Sqrt(sum)) > unitError4 {
			c.sayIn(rotationNonUnit, is, "rotation")
		}
	}
	if c.indexOf(is, "mesh") < 0 {
		for _, name := range []string{"skin", "weights"} {
			if c.good(is, name) != none {
				c.sayIn(unsatisfiedDependency, is, name, "mesh")
			}
		}
	}
	if m := c.numbersOf(is, "matrix"); m != nil {
		c.judgeMatrix(is, m)
	}
}

func (c *checker) judgeMatrix(is ref, numbers []float64) {
	for _, name := range []string{"translation", "rotation", "scale"} {
		if c.good(is, name) != none {
			c.sayIn(nodeMatrixTRS, is, "matrix")
			break
		}
	}
	m := single(numbers)
	if m == identity {
		c.sayIn(nodeMatrixDefault, is, "matrix")
	} else if !m.decomposable() {
		c.sayIn(nodeMatrixNonTRS, is, "matrix")
	}
}

// matrix is 4 by 4, column by column, in single precision, which is what readers keep.
type matrix [16]float32

var identity = matrix{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}

func single(numbers []float64) (m matrix) {
	for i := range min(len(numbers), 16) {
		m[i] = float32(numbers[i])
	}
	return m
}

// decomposable says whether the matrix is a translation, a rotation and a scale, by making it of them again.
func (m matrix) decomposable() bool {
	if m[3] != 0 || m[7] != 0 || m[11] != 0 || m[15] != 1 {
		return false
	}
	determinant := m.determinant()
	if determinant == 0 || math.IsNaN(determinant) {
		return false
	}
	scale := [3]float64{m.column(0), m.column(1), m.column(2)}
	if determinant < 0 {
		scale[0] = -scale[0]
	}
	var turn [9]float64
	for column := range 3 {
		for row := range 3 {
			turn[column*3+row] = round(float64(m[column*4+row]) * (1 / scale[column]))
		}
	}
	q := quaternionOf(turn)
	again := compose([4]float64{round(q[0]), round(q[1]), round(q[2]), round(q[3])}, scale, m)
	return math.Abs(again.largest()-m.largest()) < 0.00005
}

// round to single precision: each step of the comparison loses what readers lose.
func round(f float64) float64 { return float64(float32(f)) }

func (m matrix) column(c int) float64 {
	x, y, z := float64(m[c*4]), float64(m[c*4+1]), float64(m[c*4+2])
	return math.Sqrt(x*x + y*y + z*z)
}

// determinant of the upper 3 by 3, which is the whole one's when the last row is 0 0 0 1.
func (m matrix) determinant() float64 {
	f := func(i int) float64 { return float64(m[i]) }
	return f(0)*(f(5)*f(10)-f(6)*f(9)) - f(4)*(f(1)*f(10)-f(2)*f(9)) + f(8)*(f(1)*f(6)-f(2)*f(5))
}

// largest is the largest column sum of magnitudes.
func (m matrix) largest() float64 {
	var largest float64
	for c := range 4 {
		var sum float64
		for r := range 4 {
			sum += math.Abs(float64(m[c*4+r]))
		}
		largest = max(largest, sum)
	}
	return largest
}

// quaternionOf a rotation, 3 by 3, column by column: x, y, z, w.
func quaternionOf(m [9]float64) (q [4]float64) {
	if trace := m[0] + m[4] + m[8]; trace > 0 {
		s := math.Sqrt(trace + 1)
		q[3] = s / 2
		s = 0.5 / s
		q[0], q[1], q[2] = (m[5]-m[7])*s, (m[6]-m[2])*s, (m[1]-m[3])*s
		return q
	}
	i := 0
	if m[0] < m[4] {
		i = 1
	}
	if m[i*4] < m[8] {
		i = 2
	}
	j, k := (i+1)%3, (i+2)%3
	s := math.Sqrt(m[i*4] - m[j*4] - m[k*4] + 1)
	q[i] = s / 2
	s = 0.5 / s
	q[3] = (m[j*3+k] - m[k*3+j]) * s
	q[j] = (m[i*3+j] + m[j*3+i]) * s
	q[k] = (m[i*3+k] + m[k*3+i]) * s
	return q
}

// compose makes a matrix of a rotation, a scale, and the translation of another.
func compose(q [4]float64, scale [3]float64, from matrix) matrix {
	x, y, z, w := q[0], q[1], q[2], q[3]
	turn := [9]float64{
		1 - 2*(y*y+z*z), 2 * (x*y + z*w), 2 * (x*z - y*w),
		2 * (x*y - z*w), 1 - 2*(x*x+z*z), 2 * (y*z + x*w),
		2 * (x*z + y*w), 2 * (y*z - x*w), 1 - 2*(x*x+y*y),
	}
	m := identity
	for column := range 3 {
		for row := range 3 {
			m[column*4+row] = float32(round(turn[column*3+row]) * round(scale[column]))
		}
		m[12+column] = from[12+column]
	}
	return m
}
