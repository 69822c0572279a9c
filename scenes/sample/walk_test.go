package sample

import (
	"container/heap"
	"math"
	"strings"
)

// plan is a scene as somebody meets it who walks: which places of the floor are free, and how far it is from each to the
// next thing that stands between shin and head. People and the chairs of visitors give way.
type plan struct {
	area          rect
	width, height int
	clear         []float64 // metres to what is nearest
	narrow        []bool    // in or beside a doorway
}

const planCell = 0.05

func (k *kit) plan() *plan {
	p := &plan{area: k.floor, width: int((k.floor.x1 - k.floor.x0) / planCell), height: int((k.floor.y1 - k.floor.y0) / planCell)}
	taken := make([]bool, p.width*p.height)
	for _, t := range k.things {
		if t.name == "people" || t.name == "visitors" {
			continue
		}
		for m := range t.meshes {
			mesh := &t.meshes[m]
			for i := 0; i+2 < len(mesh.indices); i += 3 {
				shape := clip([]vec{mesh.vertices[mesh.indices[i]].at, mesh.vertices[mesh.indices[i+1]].at, mesh.vertices[mesh.indices[i+2]].at})
				p.mark(taken, shape)
			}
		}
	}
	p.clear = distances(taken, p.width, p.height)
	p.narrow = make([]bool, len(p.clear))
	for i := range p.narrow {
		at := p.point(i)
		for _, d := range k.doorways {
			p.narrow[i] = p.narrow[i] || math.Hypot(at[0]-d[0], at[2]-d[2]) < 0.75
		}
	}
	return p
}

func (p *plan) point(i int) vec {
	return vec{p.area.x0 + (float64(i%p.width)+0.5)*planCell, 0, p.area.y0 + (float64(i/p.width)+0.5)*planCell}
}

func (p *plan) cell(at vec) int {
	x, z := int((at[0]-p.area.x0)/planCell), int((at[2]-p.area.y0)/planCell)
	return min(max(z, 0), p.height-1)*p.width + min(max(x, 0), p.width-1)
}

// mark takes every place that a shape stands over.
func (p *plan) mark(taken []bool, shape []vec) {
	if len(shape) == 0 {
		return
	}
	box := rect{1e9, 1e9, -1e9, -1e9}
	for _, q := range shape {
		box = rect{min(box.x0, q[0]), min(box.y0, q[2]), max(box.x1, q[0]), max(box.y1, q[2])}
	}
	if box.x1 < p.area.x0 || box.x0 > p.area.x1 || box.y1 < p.area.y0 || box.y0 > p.area.y1 {
		return
	}
	from, to := p.cell(vec{box.x0 - planCell, 0, box.y0 - planCell}), p.cell(vec{box.x1 + planCell, 0, box.y1 + planCell})
	for z := from / p.width; z <= to/p.width; z++ {
		for x := from % p.width; x <= to%p.width; x++ {
			i := z*p.width + x
			taken[i] = taken[i] || flatDistance(shape, p.point(i)) < planCell*0.5
		}
	}
}

// distances is how far each cell is from the nearest that is taken, or from the edge (Felzenszwalb and Huttenlocher).
func distances(taken []bool, width, height int) []float64 {
	const far = 1e9
	grid := make([]float64, len(taken))
	for i := range grid {
		grid[i] = far
		if taken[i] {
			grid[i] = 0
		}
	}
	line := make([]float64, max(width, height))
	for x := range width {
		for z := range height {
			line[z] = grid[z*width+x]
		}
		for z, d := range parabolas(line[:height]) {
			grid[z*width+x] = d
		}
	}
	for z := range height {
		copy(grid[z*width:], parabolas(grid[z*width:(z+1)*width]))
	}
	for i := range grid {
		x, z := i%width, i/width
		edge := float64(min(x, z, width-1-x, height-1-z)) + 0.5
		grid[i] = math.Min(math.Sqrt(grid[i]), edge) * planCell
	}
	return grid
}

func parabolas(f []float64) []float64 {
	n := len(f)
	at, from := make([]int, 0, n), make([]float64, 0, n+1)
	for q := range n {
		s := math.Inf(-1)
		for len(at) > 0 {
			v := at[len(at)-1]
			s = (f[q] + float64(q*q) - f[v] - float64(v*v)) / float64(2*(q-v))
			if s > from[len(from)-1] {
				break
			}
			at, from = at[:len(at)-1], from[:len(from)-1]
			s = math.Inf(-1)
		}
		at, from = append(at, q), append(from, s)
	}
	out := make([]float64, n)
	k := 0
	for q := range n {
		for k+1 < len(at) && from[k+1] < float64(q) {
			k++
		}
		d := float64(q - at[k])
		out[q] = d*d + f[at[k]]
	}
	return out
}

// passable says whether a way of 1.2 m leads over a cell, or, in a doorway, one of 0.8 m.
func (p *plan) passable(i int) bool {
	if p.narrow[i] {
		return p.clear[i] >= 0.4-planCell/2
	}
	return p.clear[i] >= 0.6-planCell
}

// near is the passable cell closest to a place, and how far it is.
func (p *plan) near(at vec) (int, float64) {
	best, distance := -1, math.Inf(1)
	for i := range p.clear {
		q := p.point(i)
		if d := math.Hypot(q[0]-at[0], q[2]-at[2]); d < distance && p.passable(i) {
			best, distance = i, d
		}
	}
	return best, distance
}

// room says whether a circle of 1.5 m is free within reach of a place.
func (p *plan) room(at vec, reach float64) bool {
	for i := range p.clear {
		q := p.point(i)
		if p.clear[i] >= 0.75-planCell && math.Hypot(q[0]-at[0], q[2]-at[2]) <= reach {
			return true
		}
	}
	return false
}

// ways are the shortest paths from one place to all others.
type ways struct {
	*plan
	start  int
	cost   []float64
	before []int
}

func (p *plan) waysFrom(from vec) ways {
	start, _ := p.near(from)
	cost, before := make([]float64, len(p.clear)), make([]int, len(p.clear))
	for i := range cost {
		cost[i] = math.Inf(1)
	}
	cost[start] = 0
	open := &front{{start, 0}}
	for open.Len() > 0 {
		here := heap.Pop(open).(footstep)
		if here.cost > cost[here.cell] {
			continue
		}
		for dz := -1; dz <= 1; dz++ {
			for dx := -1; dx <= 1; dx++ {
				x, z := here.cell%p.width+dx, here.cell/p.width+dz
				if x < 0 || z < 0 || x >= p.width || z >= p.height || !p.passable(z*p.width+x) {
					continue
				}
				next, c := z*p.width+x, here.cost+math.Hypot(float64(dx), float64(dz))
				if c < cost[next]-1e-9 {
					cost[next], before[next] = c, here.cell
					heap.Push(open, footstep{next, c})
				}
			}
		}
	}
	return ways{p, start, cost, before}
}

// to is the path to the place nearest to a point that can be reached, or nil if that is out of an arm's reach.
func (w ways) to(at vec) []vec {
	end, nearest := -1, 1.3
	for i := range w.cost {
		q := w.point(i)
		if d := math.Hypot(q[0]-at[0], q[2]-at[2]); d < nearest && !math.IsInf(w.cost[i], 1) {
			end, nearest = i, d
		}
	}
	if end < 0 {
		return nil
	}
	var path []vec
	for i := end; i != w.start; i = w.before[i] {
		path = append(path, w.point(i))
	}
	return append(path, w.point(w.start))
}

type footstep struct {
	cell int
	cost float64
}

type front []footstep

func (f front) Len() int           { return len(f) }
func (f front) Less(i, j int) bool { return f[i].cost < f[j].cost }
func (f front) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }
func (f *front) Push(x any)        { *f = append(*f, x.(footstep)) }
func (f *front) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}

// marked lists the things whose name begins with a prefix.
func (k *kit) marked(prefix string) []*thing {
	var out []*thing
	for _, t := range k.things {
		if strings.HasPrefix(t.name, prefix) {
			out = append(out, t)
		}
	}
	return out
}

// sight is what stops a look: not people, and no glass.
func (k *kit) sight() *solids {
	var out [][3]vec
	for _, t := range k.things {
		if t.name == "people" {
			continue
		}
		for m := range t.meshes {
			if material(m) == glass || material(m) == sunlight {
				continue
			}
			mesh := &t.meshes[m]
			for i := 0; i+2 < len(mesh.indices); i += 3 {
				out = append(out, [3]vec{mesh.vertices[mesh.indices[i]].at, mesh.vertices[mesh.indices[i+1]].at, mesh.vertices[mesh.indices[i+2]].at})
			}
		}
	}
	return newSolids(out)
}

// sees says whether a straight line is free but for its last bit.
func (s *solids) sees(from, to vec) bool {
	along := to.sub(from)
	return !s.blocked(from, along.unit(), along.length()-0.12)
}
