package validator

import "math"

// voice says issues about values of a tree.
type voice struct {
	*tree
	*ledger
}

// say puts an issue about a value into the ledger; the pointer is only built when it is kept.
func (v voice) say(code code, is ref, args ...any) {
	if v.admits(code) {
		v.keep(code, v.pointer(is), -1, args)
	}
}

// sayIn is for a member of is that may not be there.
func (v voice) sayIn(code code, is ref, name string, args ...any) {
	if v.admits(code) {
		v.keep(code, v.pointerTo(is, name), -1, args)
	}
}

// check looks at the elements of an accessor in one pass, block by block; a block holds whole elements.
type check interface {
	block(v voice, values []float64, first int64, width int) // first: the index of the first component
	done(v voice)
}

// whole is for checks that have nothing to say at the end.
type whole struct{}

func (whole) done(voice) {}

// finiteCheck: NaN and the infinities are no positions.
type finiteCheck struct {
	whole
	place ref
}

func (c *finiteCheck) block(v voice, values []float64, first int64, _ int) {
	for i, x := range values {
		if x-x != 0 { // NaN, or an infinity
			v.say(accessorInvalidFloat, c.place, first+int64(i), x)
		}
	}
}

// boundCheck compares declared bounds with what is there.
type boundCheck struct {
	place    ref // of min or max
	max      bool
	declared []float64
	actual   []float64
	outside  []int64
}

func newBoundCheck(place ref, declared []float64, max bool) *boundCheck {
	return &boundCheck{place: place, max: max, declared: declared, actual: make([]float64, len(declared)), outside: make([]int64, len(declared))}
}

func (c *boundCheck) block(_ voice, values []float64, first int64, width int) {
	if first == 0 {
		copy(c.actual, values[:width])
	}
	for i := range width {
		declared, actual, outside := c.declared[i], c.actual[i], int64(0)
		if c.max {
			for at := i; at < len(values); at += width {
				if x := values[at]; x > actual {
					actual = x
				}
				if values[at] > declared {
					outside++
				}
			}
		} else {
			for at := i; at < len(values); at += width {
				if x := values[at]; x < actual {
					actual = x
				}
				if values[at] < declared {
					outside++
				}
			}
		}
		c.actual[i] = actual
		c.outside[i] += outside
	}
}

func (c *boundCheck) done(v voice) {
	mismatch, outside := accessorMinMismatch, accessorElementOutOfMinBound
	if c.max {
		mismatch, outside = accessorMaxMismatch, accessorElementOutOfMaxBound
	}
	i := 0
	for e := range v.children(c.place) {
		if c.declared[i] != c.actual[i] {
			v.say(mismatch, e, c.declared[i], c.actual[i])
			if c.outside[i] > 0 {
				v.say(outside, e, c.outside[i], c.declared[i])
			}
		}
		i++
	}
}

// scale turns normalised integers into fractions.
type scale struct {
	divisor float64 // 0: the values are what they are
	signed  bool
}

func (a *accessor) scale() scale {
	if !a.normalized || a.component == glFloat {
		return scale{}
	}
	return a.fraction()
}

// fraction is the scale of integers even where the accessor does not call them normalised.
func (a *accessor) fraction() scale {
	least, most := componentRange(a.component)
	return scale{divisor: float64(most), signed: least < 0}
}

func (s scale) of(x float64) float64 {
	if s.divisor == 0 {
		return x
	}
	if x /= s.divisor; s.signed {
		return math.Max(x, -1)
	}
	return x
}

// unitCheck: normals and tangents have length 1; the fourth component of a tangent says which way.
type unitCheck struct {
	whole
	place ref
	scale scale
	sign  bool
}

func (c *unitCheck) block(v voice, values []float64, first int64, width int) {
	for at := 0; at+width <= len(values); at += width {
		x, y, z := values[at], values[at+1], values[at+2]
		if c.scale.divisor != 0 {
			x, y, z = c.scale.of(x), c.scale.of(y), c.scale.of(z)
		}
		sum := x*x + y*y + z*z
		if sum < (1-unitError3)*(1-unitError3) || sum > (1+unitError3)*(1+unitError3) {
			if length := math.Sqrt(sum); math.Abs(length-1) > unitError3 {
				v.say(accessorVector3NonUnit, c.place, first+int64(at), first+int64(at)+2, length)
			}
		}
		if c.sign {
			if w := c.scale.of(values[at+3]); w != 1 && w != -1 {
				v.say(accessorInvalidSign, c.place, first+int64(at), first+int64(at)+3, w)
			}
		}
	}
}

// clampCheck: colours lie between 0 and 1.
type clampCheck struct {
	whole
	place ref
}

func (c *clampCheck) block(v voice, values []float64, first int64, _ int) {
	for i, x := range values {
		if x > 1 || x < 0 {
			v.say(accessorNonClamped, c.place, first+int64(i), x)
		}
	}
}

// indexCheck: a face uses points that exist, and three different ones.
type indexCheck struct {
	place         ref
	most, restart float64
	triangles     bool
	total         int64
	degenerate    int64
	corner        [3]float64
	corners       int
}

func (c *indexCheck) block(v voice, values []float64, first int64, _ int) {
	for i, x := range values {
		if x > c.most {
			v.say(accessorIndexOob, c.place, first+int64(i), x, c.most)
		}
		if x == c.restart {
			v.say(accessorIndexPrimitiveRestart, c.place, x, first+int64(i))
		}
		if !c.triangles {
			continue
		}
		c.corner[c.corners] = x
		if c.corners++; c.corners == 3 {
			c.corners = 0
			if c.corner[0] == c.corner[1] || c.corner[1] == c.corner[2] || c.corner[2] == c.corner[0] {
				c.degenerate++
			}
		}
	}
}

func (c *indexCheck) done(v voice) {
	if c.degenerate > 0 {
		v.say(accessorIndexTriangleDegenerate, c.place, c.degenerate, c.total)
	}
}

// timeCheck: time begins at 0 or later and grows.
type timeCheck struct {
	whole
	place ref
	last  float64
}

func (c *timeCheck) block(v voice, values []float64, first int64, _ int) {
	for i, x := range values {
		if x < 0 {
			v.say(accessorAnimationInputNegative, c.place, first+int64(i), x)
			continue
		}
		if first+int64(i) != 0 && x <= c.last {
			v.say(accessorAnimationInputNonIncreasing, c.place, first+int64(i), x, c.last)
		}
		c.last = x
	}
}

// quaternionCheck: rotations have length 1; between cubic splines' tangents only the middle one of three is a rotation.
type quaternionCheck struct {
	whole
	place  ref
	scale  scale
	spline bool
}

func (c *quaternionCheck) block(v voice, values []float64, first int64, width int) {
	for at := 0; at+width <= len(values); at += width {
		if c.spline && (first+int64(at))/int64(width)%3 != 1 {
			continue
		}
		var sum float64
		for _, x := range values[at : at+4] {
			x = c.scale.of(x)
			sum += x * x
		}
		if length := math.Sqrt(sum); math.Abs(length-1) > unitError4 {
			v.say(accessorAnimationSamplerOutputNonNormalizedQuaternion, c.place, first+int64(at), first+int64(at)+3, length)
		}
	}
}

// bindCheck: the last row of an inverse bind matrix is 0 0 0 1.
type bindCheck struct {
	whole
	place ref
}

func (c *bindCheck) block(v voice, values []float64, first int64, _ int) {
	for i := 3; i < len(values); i += 4 {
		want := 0.0
		if i%16 == 15 {
			want = 1
		}
		if values[i] != want {
			v.say(accessorInvalidIBM, c.place, first+int64(i), i%16, values[i])
		}
	}
}
