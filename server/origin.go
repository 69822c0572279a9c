package server

import (
	"math"

	"rehearsal/scenes"
	"rehearsal/server/motion"
)

// OriginOf is where a session on the scene counts its millimetres from: the middle of the floor, so that the 131 m that a
// record can express lie around it.
func OriginOf(r scenes.Report) motion.Origin {
	mm := func(metres float64) int32 {
		return int32(math.Round(max(-1e6, min(1e6, metres)) * 1000))
	}
	return motion.Origin{X: mm((r.Min[0] + r.Max[0]) / 2), Y: mm(r.Min[1]), Z: mm((r.Min[2] + r.Max[2]) / 2)}
}
