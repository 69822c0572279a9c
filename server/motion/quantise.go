package motion

import "math"

// Transform is a place in metres and a rotation (x, y, z, w) in scene space.
type Transform struct {
	Position [3]float64
	Rotation [4]float64
}

// Origin is the point of the scene, in millimetres, from which a session's heads are counted.
type Origin struct{ X, Y, Z int32 }

// Quantise turns a captured pose into integers; left and right are nil while they are not tracked. It is done once per pose, by
// whoever captured it. A hand is taken relative to the quantised head, so that its rounding does not add to the head's.
func (o Origin) Quantise(head Transform, left, right *Transform, cut bool) Pose {
	p := Pose{Flags: FlagKey}
	x, y, z := millimetres(head.Position)
	p.Head = Joint{
		X:   clamp(x-int64(o.X), headMinX, headMaxX),
		Y:   clamp(y-int64(o.Y), headMinY, headMaxY),
		Z:   clamp(z-int64(o.Z), headMinX, headMaxX),
		Rot: smallestThree(head.Rotation),
	}
	if left != nil {
		p.Flags |= FlagLeft
		p.Left = o.hand(p.Head, *left)
	}
	if right != nil {
		p.Flags |= FlagRight
		p.Right = o.hand(p.Head, *right)
	}
	if cut {
		p.Flags |= FlagCut
	}
	return p
}

func (o Origin) hand(head Joint, t Transform) Joint {
	x, y, z := millimetres(t.Position)
	return Joint{
		X:   clamp(x-int64(o.X)-int64(head.X), handMin, handMax),
		Y:   clamp(y-int64(o.Y)-int64(head.Y), handMin, handMax),
		Z:   clamp(z-int64(o.Z)-int64(head.Z), handMin, handMax),
		Rot: smallestThree(t.Rotation),
	}
}

func millimetres(p [3]float64) (x, y, z int64) {
	return round(p[0] * 1000), round(p[1] * 1000), round(p[2] * 1000)
}

// round is floor(v + 0.5), as the protocol says it. The conversion keeps the compiler from fusing a multiplication into the addition,
// which would round differently from JavaScript. What is not finite is 0; what no scene holds is cut off before it overflows.
func round(v float64) int64 {
	if math.IsNaN(v) {
		return 0
	}
	return int64(math.Floor(max(-1e12, min(1e12, float64(v))) + 0.5))
}

func clamp(v int64, low, high int32) int32 {
	return int32(max(int64(low), min(int64(high), v)))
}

// smallestThree drops the component with the largest magnitude: the others fix it, and they stay below 1/√2.
func smallestThree(q [4]float64) Quat {
	index := 0
	for i := 1; i < 4; i++ {
		if math.Abs(q[i]) > math.Abs(q[index]) {
			index = i
		}
	}
	sign := 1.0
	if q[index] < 0 {
		sign = -1
	}
	var steps [3]uint16
	n := 0
	for i, c := range q {
		if i != index {
			scaled := float64(float64(sign*c*stepMid) * math.Sqrt2)
			steps[n] = uint16(clamp(round(scaled)+stepMid, 0, stepMax))
			n++
		}
	}
	return Quat{uint8(index), steps[0], steps[1], steps[2]}
}

// Rotation is the quaternion (x, y, z, w) that q stands for.
func (q Quat) Rotation() [4]float64 {
	var out [4]float64
	sum, n := 0.0, 0
	for i := range out {
		if i == int(q.Index) {
			continue
		}
		c := (float64([3]uint16{q.A, q.B, q.C}[n]) - stepMid) / (stepMid * math.Sqrt2)
		out[i] = c
		sum += c * c
		n++
	}
	out[q.Index&3] = math.Sqrt(max(0, 1-sum))
	return out
}

// Placed is a pose back in scene space. A hand that its flags do not name is zero.
type Placed struct {
	Flags             uint8
	Head, Left, Right Transform
}

// Place turns integers back into metres.
func (o Origin) Place(p Pose) Placed {
	out := Placed{Flags: p.Flags, Head: o.place(Joint{}, p.Head)}
	if p.Flags&FlagLeft != 0 {
		out.Left = o.place(p.Head, p.Left)
	}
	if p.Flags&FlagRight != 0 {
		out.Right = o.place(p.Head, p.Right)
	}
	return out
}

func (o Origin) place(from, j Joint) Transform {
	return Transform{
		Position: [3]float64{
			float64(int64(o.X)+int64(from.X)+int64(j.X)) / 1000,
			float64(int64(o.Y)+int64(from.Y)+int64(j.Y)) / 1000,
			float64(int64(o.Z)+int64(from.Z)+int64(j.Z)) / 1000,
		},
		Rotation: j.Rot.Rotation(),
	}
}
