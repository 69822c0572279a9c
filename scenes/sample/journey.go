package sample

import (
	"math"
	"time"
)

// Stop is where somebody stands at one touchpoint, which way they look (yaw in radians: 0 looks along -z, positive turns
// left), and for how long.
type Stop struct {
	Name     string
	Position [3]float64
	Yaw      float64
	Dwell    time.Duration
}

// LibraryJourney is the visit in order, from the door and out again.
func LibraryJourney() []Stop {
	stop := func(name string, x, z, lookX, lookZ float64, seconds int) Stop {
		return Stop{name, [3]float64{x, 0, z}, math.Atan2(x-lookX, z-lookZ), time.Duration(seconds) * time.Second}
	}
	return []Stop{
		stop("door", -2, 5.3, -2, 0, 3),
		stop("sign", -0.6, 3.6, 0.42, 2.35, 7),
		stop("kiosk", -2, 2.15, -2, 1.3, 18),
		stop("desk", -1.1, -2.35, -1.1, -4.1, 30),
		stop("pc", 2.2, -4.0, 2.2, -5.6, 16),
		stop("shelf", 4.7, 0.02, 4.7, -0.9, 14),
		stop("returns", 1.7, 4.75, 1.7, 6, 6),
		stop("exit", -2, 5.3, -2, 8, 2),
	}
}

// LibraryPaths has one path for each leg of the journey: from each stop to the next, both included, around what stands
// in the way. There are always 0.3 m of room on either side.
func LibraryPaths() [][][3]float64 {
	between := [][][2]float64{
		{},
		{},
		{{-1.0, 2.2}, {-0.25, 1.7}, {-0.2, 0.6}},
		{{0.3, -2.6}, {1.3, -3.6}},
		{{2.2, -3.2}, {2.3, -0.3}},
		{{2.5, 0.1}, {2.55, 3.2}, {2.3, 4.2}},
		{{0.6, 4.6}, {-1.6, 4.3}},
	}
	stops := LibraryJourney()
	paths := make([][][3]float64, 0, len(between))
	for i, via := range between {
		path := [][3]float64{stops[i].Position}
		for _, w := range via {
			path = append(path, [3]float64{w[0], 0, w[1]})
		}
		paths = append(paths, append(path, stops[i+1].Position))
	}
	return paths
}
