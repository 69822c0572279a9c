package sample

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// sky is where a scene's baked light comes from: windows and lamps, sampled at points.
type sky struct {
	sources []source
}

// source is a patch of a window or a lamp.
type source struct {
	at, facing vec
	strength   vec
}

const (
	skyRays  = 24    // per vertex; more looks the same
	skyReach = 1.7   // metres beyond which nothing shades
	faint    = 0.012 // what is not worth asking whether it is in the shade
	lift     = 0.012

	overFurniture = 2.25
	overFrames    = 0.16
)

// What looks down is lit by the floor alone.
var bounce = vec{0.93, 0.885, 0.83}

// The darkest a corner gets: not black but the warm brown of light that has been on wood before.
var shade = vec{0.20, 0.145, 0.115}

// bake sets the light of every vertex: how much of the room it sees, and how well windows and lamps see it.
func (k *kit) bake(ctx context.Context) (*solids, error) {
	s := newSolids(k.opaque())
	directions := hemisphere(skyRays)
	for _, t := range k.things {
		for m := range t.meshes {
			if !material(m).lit() {
				continue
			}
			mesh := &t.meshes[m]
			settle(material(m), mesh)
			err := inParallel(ctx, len(mesh.vertices), func(i int) {
				v := &mesh.vertices[i]
				v.light = k.sky.light(s, directions, v.eye, v.normal)
				if material(m) == shell && v.normal[1] < 0 {
					v.light = v.light.times(bounce)
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

// settle says from where each vertex looks: a little off its surface and a little towards the middle of its triangles, so
// that a corner that stands inside another thing does not go black. The floor looks from above the furniture, whose shadows
// are in a picture of their own, and walls from in front of what hangs on them: they have too few corners to draw either.
func settle(of material, m *mesh) {
	sum, n := make([]vec, len(m.vertices)), make([]float64, len(m.vertices))
	for i := 0; i+2 < len(m.indices); i += 3 {
		a, b, c := m.indices[i], m.indices[i+1], m.indices[i+2]
		middle := m.vertices[a].at.add(m.vertices[b].at).add(m.vertices[c].at).scale(1.0 / 3)
		for _, q := range [3]uint32{a, b, c} {
			sum[q], n[q] = sum[q].add(middle), n[q]+1
		}
	}
	for i := range m.vertices {
		v := &m.vertices[i]
		inward := sum[i].scale(1 / math.Max(n[i], 1)).sub(v.at)
		step := math.Min(0.03, inward.length()*0.4)
		v.eye = v.at.add(inward.unit().scale(step)).add(v.normal.scale(lift))
		switch of {
		case planks:
			v.eye = v.at.add(v.normal.scale(overFurniture))
		case shell:
			v.eye = v.eye.add(v.normal.scale(overFrames))
		}
	}
}

// light is the colour of the light at a point that faces along normal; 1 is as light as paper gets.
func (k sky) light(s *solids, directions []vec, at, normal vec) vec {
	open := openness(s, directions, at, normal)
	direct := vec{}
	for _, l := range k.sources {
		to := l.at.sub(at)
		d := to.length()
		along := to.scale(1 / d)
		facing := along.dot(normal) * math.Max(0, -along.dot(l.facing))
		if facing <= 0.01 || facing*max(l.strength[0], l.strength[1]) < faint*(d*d+0.6) {
			continue
		}
		if s.blocked(at, along, d-0.05) {
			continue
		}
		direct = direct.add(l.strength.scale(facing / (d*d + 0.6)))
	}
	ambient := shade.lerp(vec{1, 1, 1}, open).scale(0.82)
	var out vec
	for i := range 3 {
		out[i] = math.Min(1, ambient[i]+0.30*(1-math.Exp(-1.2*direct[i])))
	}
	return out
}

// openness is the share of the hemisphere that is free; what is near counts more than what is far.
func openness(s *solids, directions []vec, at, normal vec) float64 {
	f := around(normal)
	sum := 0.0
	for _, d := range directions {
		free := s.distance(at, f.direction(d), skyReach) / skyReach
		sum += free * (2 - free)
	}
	return sum / float64(len(directions))
}

// around is a frame whose z is the normal.
func around(normal vec) frame {
	side := vec{1, 0, 0}
	if math.Abs(normal[0]) > 0.7 {
		side = vec{0, 1, 0}
	}
	y := normal.cross(side).unit()
	return frame{x: y.cross(normal), y: y, z: normal}
}

// hemisphere spreads directions about z, more of them near z, evenly and always the same (a sunflower's spiral).
func hemisphere(n int) []vec {
	out := make([]vec, n)
	golden := math.Pi * (3 - math.Sqrt(5))
	for i := range out {
		r := math.Sqrt((float64(i) + 0.5) / float64(n))
		sin, cos := math.Sincos(golden * float64(i))
		out[i] = vec{r * cos, r * sin, math.Sqrt(1 - r*r)}
	}
	return out
}

// opaque is every triangle that stops light.
func (k *kit) opaque() [][3]vec {
	var out [][3]vec
	for _, t := range k.things {
		for m := range t.meshes {
			if material(m) >= glass || material(m) == print {
				continue // what is printed lies on something
			}
			mesh := &t.meshes[m]
			for i := 0; i+2 < len(mesh.indices); i += 3 {
				out = append(out, [3]vec{mesh.vertices[mesh.indices[i]].at, mesh.vertices[mesh.indices[i+1]].at, mesh.vertices[mesh.indices[i+2]].at})
			}
		}
	}
	return out
}

// inParallel calls each(0) … each(n-1) on all cores, until ctx ends; the order does not matter, since each writes only its
// own. Between two pieces the others of this program may run.
func inParallel(ctx context.Context, n int, each func(i int)) error {
	const piece = 64
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(piece)) - piece
				if from >= n {
					return
				}
				for i := from; i < min(from+piece, n); i++ {
					each(i)
				}
				runtime.Gosched()
			}
		})
	}
	all.Wait()
	return ctx.Err()
}
