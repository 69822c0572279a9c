package sample

import "math"

// hash is a number in [0, 1) that is always the same for the same place.
func hash(x, y, seed int) float64 {
	h := uint64(x)*0x9E3779B97F4A7C15 ^ uint64(y)*0xC2B2AE3D27D4EB4F ^ uint64(seed)*0x165667B19E3779F9
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 32
	h *= 0x94D049BB133111EB
	h ^= h >> 29
	return float64(h>>11) / (1 << 53)
}

// noise is smooth in [0, 1), and repeats after so many cells each way.
func noise(x, y float64, acrossX, acrossY, seed int) float64 {
	x0, y0 := math.Floor(x), math.Floor(y)
	fx, fy := smooth(x-x0), smooth(y-y0)
	at := func(dx, dy int) float64 {
		return hash(wrap(int(x0)+dx, acrossX), wrap(int(y0)+dy, acrossY), seed)
	}
	low := at(0, 0) + (at(1, 0)-at(0, 0))*fx
	high := at(0, 1) + (at(1, 1)-at(0, 1))*fx
	return low + (high-low)*fy
}

// layers adds finer and finer noise; u and v run from 0 to 1 over the picture, which repeats.
func layers(u, v float64, cellsX, cellsY, octaves, seed int) float64 {
	sum, weight, total := 0.0, 1.0, 0.0
	for o := range octaves {
		sum += weight * noise(u*float64(cellsX), v*float64(cellsY), cellsX, cellsY, seed+o)
		total += weight
		weight /= 2
		cellsX, cellsY = cellsX*2, cellsY*2
	}
	return sum / total
}

func smooth(t float64) float64 { return t * t * (3 - 2*t) }

// step rises smoothly from 0 at a to 1 at b.
func step(a, b, x float64) float64 { return smooth(math.Max(0, math.Min(1, (x-a)/(b-a)))) }

func wrap(n, m int) int { return ((n % m) + m) % m }
