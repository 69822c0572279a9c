package scenes

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

const (
	leastFloor = 1.0  // square metres; less is a step or a shelf
	leastShare = 0.2  // of the scene's footprint; less is a table
	sameFloor  = 0.12 // metres between the tops of pieces of one floor
)

// readFloor takes the surfaces that say one can walk on them. A hidden helper that is the same mesh in the same place as
// something visible only says that of the visible one, which is what people stand on.
func (r *reading) readFloor() {
	top, most := 0.0, -1.0
	for _, i := range r.v.shown {
		if !r.said[i].walkable.yes || r.below[i].empty() {
			continue
		}
		on := i
		if !r.said[i].insists {
			on = r.twin(i)
		}
		if ref := r.refs[on]; !slices.Contains(r.m.Floor.Nodes, ref) && len(r.m.Floor.Nodes) < mostPlaces {
			r.m.Floor.Nodes = append(r.m.Floor.Nodes, ref)
		}
		if own := r.below[on]; area(own) > most {
			most, top = area(own), standingHeight(own)
		}
	}
	if len(r.m.Floor.Nodes) > 0 {
		r.m.Floor.Height = rounded(top)
	}
	if r.told != nil {
		r.m.Floor.Height, r.m.Floor.Inferred = r.told.Height, r.told.Inferred
	}
}

// twin is the visible node that draws the same mesh in the same place as a hidden one, or the node itself.
func (r *reading) twin(i int) int {
	mesh := r.v.doc.Nodes[i].Mesh
	if mesh == nil || !r.unseen[i] {
		return i
	}
	if r.users == nil {
		r.users = make(map[int][]int)
		for _, k := range r.v.shown {
			if m := r.v.doc.Nodes[k].Mesh; m != nil && len(r.users[*m]) < mostTwins {
				r.users[*m] = append(r.users[*m], k)
			}
		}
	}
	for _, k := range r.users[*mesh] {
		if !r.unseen[k] && near(r.v.world[i], r.v.world[k]) {
			return k
		}
	}
	return i
}

const mostTwins = 256 // nodes of one mesh among which a helper's twin is looked for

func near(a, b matrix) bool {
	for k := range a {
		if math.Abs(a[k]-b[k]) > 0.01 {
			return false
		}
	}
	return true
}

// guessFloor finds what people walk on where nothing says so: what is called a floor and looks like one, or else the largest
// flat thing that lies low and takes up much of the scene. Where everything is one piece, there is only a height.
func (r *reading) guessFloor() {
	all := box{r.v.report.Min, r.v.report.Max}
	var called, flat []int
	for _, i := range r.v.shown {
		own := r.v.extents[i]
		if own.empty() || r.unseen[i] || distant(own) || area(own) < leastFloor*square(r.m.metre()) {
			continue
		}
		if liesLow(own, all) {
			flat = append(flat, i)
		}
		if r.isCalled(i, floorWords()) && isWide(own) {
			called = append(called, i)
		}
	}
	if len(called) > 0 {
		r.stand(called)
		return
	}
	slices.SortStableFunc(flat, func(a, b int) int { return cmp.Compare(area(r.v.extents[b]), area(r.v.extents[a])) })
	r.m.Floor.Inferred = true
	if len(flat) == 0 || area(r.v.extents[flat[0]]) < leastShare*area(all) {
		r.m.Floor.Height = rounded(bottom(all))
		return
	}
	level := r.v.extents[flat[0]].max[1]
	r.stand(slices.DeleteFunc(flat, func(i int) bool { return math.Abs(r.v.extents[i].max[1]-level) > sameFloor*r.m.metre() }))
}

// isCalled says whether a node, or the one above it that only holds it, is called one of these words.
func (r *reading) isCalled(i int, words []string) bool {
	if isCalled(r.v.doc.Nodes[i].Name, words) {
		return true
	}
	p := r.v.parent[i]
	return p >= 0 && len(r.v.doc.Nodes[p].Children) == 1 && isCalled(r.v.doc.Nodes[p].Name, words)
}

// stand makes nodes the floor. People stand on the largest where nothing is below them.
func (r *reading) stand(on []int) {
	largest := slices.MaxFunc(on, func(a, b int) int { return cmp.Compare(area(r.v.extents[a]), area(r.v.extents[b])) })
	r.m.Floor.Height = rounded(standingHeight(r.v.extents[largest]))
	for _, i := range bounded(on) {
		r.m.Floor.Nodes = append(r.m.Floor.Nodes, r.refs[r.holder(i)])
	}
	slices.SortFunc(r.m.Floor.Nodes, func(a, b string) int { return cmp.Compare(r.index[a], r.index[b]) })
}

// holder is the node that only holds i and has a name of its own, where i has none; or i.
func (r *reading) holder(i int) int {
	p := r.v.parent[i]
	if p >= 0 && strings.HasPrefix(r.refs[i], "#") && !strings.HasPrefix(r.refs[p], "#") && len(r.v.doc.Nodes[p].Children) == 1 && r.v.doc.Nodes[p].Mesh == nil {
		return p
	}
	return i
}

func area(b box) float64 {
	if b.empty() {
		return 0
	}
	return (b.max[0] - b.min[0]) * (b.max[2] - b.min[2])
}

func square(x float64) float64 { return x * x }

// isWide says whether a box is much wider than high: it may be hilly.
func isWide(b box) bool {
	return b.max[1]-b.min[1] <= 0.25*math.Sqrt(area(b))
}

// liesLow says whether a box is flat and lies in the lower part of the scene.
func liesLow(b, all box) bool {
	side := min(b.max[0]-b.min[0], b.max[2]-b.min[2])
	high := all.max[1] - all.min[1]
	return b.max[1]-b.min[1] <= 0.08*side && b.min[1] <= all.min[1]+0.25*high
}

// standingHeight is the top of a flat thing; of a hilly one, its lowest point.
func standingHeight(b box) float64 {
	if b.max[1]-b.min[1] <= 0.08*math.Sqrt(area(b)) {
		return b.max[1]
	}
	return b.min[1]
}

// bottom is where people stand in a scene that is one piece: at 0, where designers put the floor, unless nothing is near it.
func bottom(all box) float64 {
	high := all.max[1] - all.min[1]
	if all.min[1] <= 0.05*high && all.min[1] >= -0.35*high {
		return 0
	}
	return all.min[1]
}

// rounded is a height in whole tenths of a millimetre: what single precision makes of 0 is 0.
func rounded(height float64) float64 { return math.Round(height*1e4)/1e4 + 0 }

// proposeSpawn puts people where nothing stands, as near to the middle as that goes, looking along the longer side.
func (r *reading) proposeSpawn() {
	ground := r.ground()
	unit := r.m.metre()
	var solid []box
	for _, i := range r.v.shown {
		own := r.v.extents[i]
		low, high := r.m.Floor.Height+0.3*unit, r.m.Floor.Height+1.8*unit
		if !own.empty() && !r.unseen[i] && own.max[1] > low && own.min[1] < high && area(own) < 0.5*area(ground) {
			solid = append(solid, own)
		}
	}
	if len(solid) > mostObstacles {
		slices.SortStableFunc(solid, func(a, b box) int { return cmp.Compare(area(b), area(a)) })
		solid = solid[:mostObstacles]
	}
	best, score := [3]float64{}, math.Inf(-1)
	const steps = 12
	for kx := range steps + 1 {
		for kz := range steps + 1 {
			x := mix(ground.min[0], ground.max[0], float64(kx)/steps)
			z := mix(ground.min[2], ground.max[2], float64(kz)/steps)
			free := min(clearance(solid, x, z), x-ground.min[0], ground.max[0]-x, z-ground.min[2], ground.max[2]-z)
			away := math.Hypot(x-(ground.min[0]+ground.max[0])/2, z-(ground.min[2]+ground.max[2])/2)
			if own := min(free, unit) - 0.02*away; own > score {
				best, score = [3]float64{x, r.m.Floor.Height, z}, own
			}
		}
	}
	yaw := 0.0
	if ground.max[0]-ground.min[0] > 1.5*(ground.max[2]-ground.min[2]) {
		yaw = -math.Pi / 2
	}
	r.m.Spawns = append(r.m.Spawns, Place{Name: "Start", Position: best, Yaw: yaw, Kind: proposed})
}

const mostObstacles = 4096 // that a proposed spawn keeps clear of

// ground is the largest walkable surface, or the whole scene.
func (r *reading) ground() box {
	largest := emptyBox()
	for _, ref := range r.m.Floor.Nodes {
		if own := r.below[r.index[ref]]; area(own) > area(largest) {
			largest = own
		}
	}
	if largest.empty() {
		return box{r.v.report.Min, r.v.report.Max}
	}
	return largest
}

func mix(a, b, t float64) float64 { return a + (b-a)*t }

// clearance is how far (x, z) is from the nearest box, seen from above; negative inside one.
func clearance(solid []box, x, z float64) float64 {
	nearest := math.Inf(1)
	for _, b := range solid {
		dx := max(b.min[0]-x, x-b.max[0])
		dz := max(b.min[2]-z, z-b.max[2])
		d := max(dx, dz)
		if dx > 0 && dz > 0 {
			d = math.Hypot(dx, dz)
		}
		nearest = min(nearest, d)
	}
	return nearest
}
