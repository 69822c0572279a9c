package motion

import (
	"math"
	"sort"
)

// MoveMs is the longest that a movement between two samples is drawn; before it the older sample is held.
const MoveMs = 100

// At is what is drawn of somebody at session time ms, from samples that rise in time: the rule of docs/PROTOCOL.md 4, which live and
// replay share. ok is false before the first sample. Flags name the hands that are shown; cut is not among them.
func (o Origin) At(samples []Sample, ms float64) (shown Placed, ok bool) {
	next := sort.Search(len(samples), func(i int) bool { return samples[i].Ms() > ms })
	if next == 0 {
		return Placed{}, false
	}
	a := samples[next-1]
	shown = o.Place(a.Pose)
	shown.Flags &^= FlagCut
	if next == len(samples) {
		return shown, true
	}
	b := samples[next]
	start := max(a.Ms(), b.Ms()-MoveMs)
	if b.Pose.Flags&FlagCut != 0 || ms <= start {
		return shown, true
	}
	u := (ms - start) / (b.Ms() - start)
	to := o.Place(b.Pose)
	shown.Head = between(shown.Head, to.Head, u)
	if both := a.Pose.Flags & b.Pose.Flags; both&FlagLeft != 0 {
		shown.Left = between(shown.Left, to.Left, u)
	}
	if both := a.Pose.Flags & b.Pose.Flags; both&FlagRight != 0 {
		shown.Right = between(shown.Right, to.Right, u)
	}
	return shown, true
}

// between moves positions linearly, rotations by normalised linear interpolation along the shorter way.
func between(a, b Transform, u float64) Transform {
	var out Transform
	for i := range 3 {
		out.Position[i] = a.Position[i] + (b.Position[i]-a.Position[i])*u
	}
	dot, sum := 0.0, 0.0
	for i := range 4 {
		dot += a.Rotation[i] * b.Rotation[i]
	}
	for i := range 4 {
		to := b.Rotation[i]
		if dot < 0 {
			to = -to
		}
		out.Rotation[i] = a.Rotation[i] + (to-a.Rotation[i])*u
		sum += out.Rotation[i] * out.Rotation[i]
	}
	length := math.Sqrt(sum)
	if length < 1e-9 {
		out.Rotation = a.Rotation
		return out
	}
	for i := range 4 {
		out.Rotation[i] /= length
	}
	return out
}
