package scenes

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
)

const (
	mostChanges = 200  // listed of each kind
	mostAlike   = 256  // things of one name among which the same one is looked for
	movedFrom   = 0.01 // metres; less is rounding
	turnedFrom  = 1e-3 // of any number of the turning and scaling part
)

// Comparison is what differs from one version to another. Things are known by their names: what has none is not compared.
type Comparison struct {
	SameFile      bool // only the meaning can differ
	Nodes, Places Changes
}

// Changes are what came, went and moved, by name; at most so many of each are listed.
type Changes struct {
	Added, Removed, Moved []Change
	Unlisted              int
}

// Change is one thing that differs. From and To are the same of what came or went.
type Change struct {
	Name     string
	Kind     string // node, spawn, seat, touchpoint, zone or link
	From, To [3]float64
	Metres   float64
}

// Compare lists the differences of two versions of a scene: ErrNotFound when one is not the scene's.
func (c *Catalogue) Compare(ctx context.Context, scene, a, b string) (x Comparison, va, vb Version, err error) {
	if va, err = c.VersionIn(ctx, scene, a); err != nil {
		return x, va, vb, err
	}
	if vb, err = c.VersionIn(ctx, scene, b); err != nil {
		return x, va, vb, err
	}
	x = Comparison{SameFile: va.SHA256 == vb.SHA256, Places: differences(va.Meaning.things(), vb.Meaning.things())}
	if x.SameFile {
		x.Nodes = differences(nil, nil)
		return x, va, vb, nil
	}
	done, err := c.turn(ctx)
	if err != nil {
		return x, va, vb, err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, inspectionMost)
	defer cancel()
	before, err := c.nodesOf(ctx, va)
	if err != nil {
		return x, va, vb, err
	}
	after, err := c.nodesOf(ctx, vb)
	if err != nil {
		return x, va, vb, err
	}
	x.Nodes = differences(before, after)
	return x, va, vb, nil
}

func (c *Catalogue) nodesOf(ctx context.Context, v Version) ([]thing, error) {
	content, err := c.Content(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("nodes of %s: %w", v.ID, err)
	}
	things, err := namedNodes(ctx, content, v.Bytes, c.limits)
	if err != nil {
		return nil, fmt.Errorf("nodes of %s: %w", v.ID, err)
	}
	return things, nil
}

// thing is something with a name and a place.
type thing struct {
	kind, name string
	at         [3]float64
	pose       [9]float64 // how it is turned and scaled
}

// namedNodes lists the nodes that are shown and have a name, each where the middle of what it shows is.
func namedNodes(ctx context.Context, src io.ReaderAt, size int64, limits Limits) ([]thing, error) {
	v := &inspection{ctx: ctx, src: src, size: size, limits: limits}
	for _, stage := range []func() error{v.readContainer, v.readText, v.decode} {
		if err := stage(); err != nil {
			return nil, err
		}
		if v.found.refused {
			return nil, &RefusedError{Report{Problems: v.found.problems()}}
		}
	}
	if v.checkForest(); v.found.refused {
		return nil, &RefusedError{Report{Problems: v.found.problems()}}
	}
	v.checkTransforms()
	var all []thing
	for _, i := range v.shown {
		n, world := v.doc.Nodes[i], v.world[i]
		if name := cleanName(n.Name); name != "" {
			t := thing{kind: "node", name: name, at: v.middleOf(i)}
			for column := range 3 {
				copy(t.pose[3*column:], world[4*column:4*column+3])
			}
			all = append(all, t)
		}
	}
	return all, nil
}

// middleOf is the middle of a node's mesh by the bounds that the file gives it, or where the node is.
func (v *inspection) middleOf(i int) [3]float64 {
	n, world := v.doc.Nodes[i], v.world[i]
	middle, seen := [3]float64{}, 0
	if n.Mesh != nil {
		for _, p := range v.doc.Meshes[*n.Mesh].Primitives {
			position, ok := p.Attributes["POSITION"]
			if !ok {
				continue
			}
			a := v.doc.Accessors[position]
			if len(a.Min) != 3 || len(a.Max) != 3 {
				continue
			}
			seen++
			for axis := range middle {
				middle[axis] += (float64(a.Min[axis]) + float64(a.Max[axis])) / 2
			}
		}
	}
	var at [3]float64
	for axis := range at {
		at[axis] = world[12+axis]
		for column := range middle {
			at[axis] += world[4*column+axis] * middle[column] / float64(max(1, seen))
		}
	}
	return at
}

// things are the places of a meaning.
func (m Meaning) things() []thing {
	var all []thing
	for kind, places := range map[string][]Place{"spawn": m.Spawns, "seat": m.Seats, "touchpoint": m.Touchpoints} {
		for _, p := range places {
			all = append(all, thing{kind: kind, name: p.Name, at: p.Position, pose: [9]float64{math.Cos(p.Yaw), math.Sin(p.Yaw)}})
		}
	}
	for _, z := range m.Zones {
		var middle [3]float64
		var size [9]float64
		for i := range middle {
			middle[i], size[i] = (z.Min[i]+z.Max[i])/2, z.Max[i]-z.Min[i]
		}
		all = append(all, thing{kind: "zone", name: z.Name, at: middle, pose: size})
	}
	for _, l := range m.Links {
		all = append(all, thing{kind: "link", name: l.Name, at: l.Position})
	}
	return all
}

// differences matches things by kind and name. Of several with one name the nearest are the same, so that a chair that was taken
// from a row does not move all others.
func differences(before, after []thing) Changes {
	changes := Changes{Added: []Change{}, Removed: []Change{}, Moved: []Change{}}
	type key struct{ kind, name string }
	was := map[key][]thing{}
	for _, t := range before {
		was[key{t.kind, t.name}] = append(was[key{t.kind, t.name}], t)
	}
	// What stands where it stood is taken out first: the rest has moved, come or gone.
	var rest []thing
	for _, t := range after {
		k := key{t.kind, t.name}
		i := slices.IndexFunc(was[k][:min(len(was[k]), mostAlike)], func(old thing) bool { return !t.movedFrom(old) })
		if i < 0 {
			rest = append(rest, t)
			continue
		}
		was[k] = without(was[k], i)
	}
	for _, t := range rest {
		k := key{t.kind, t.name}
		if len(was[k]) == 0 {
			changes.Added = append(changes.Added, Change{t.name, t.kind, t.at, t.at, 0})
			continue
		}
		nearest := 0
		for i, old := range was[k][:min(len(was[k]), mostAlike)] {
			if distance(old.at, t.at) < distance(was[k][nearest].at, t.at) {
				nearest = i
			}
		}
		old := was[k][nearest]
		changes.Moved = append(changes.Moved, Change{t.name, t.kind, old.at, t.at, distance(old.at, t.at)})
		was[k] = without(was[k], nearest)
	}
	for _, left := range was {
		for _, t := range left {
			changes.Removed = append(changes.Removed, Change{t.name, t.kind, t.at, t.at, 0})
		}
	}
	for _, list := range []*[]Change{&changes.Added, &changes.Removed, &changes.Moved} {
		slices.SortFunc(*list, func(a, b Change) int {
			return cmp.Or(cmp.Compare(b.Metres, a.Metres), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind), slices.Compare(a.To[:], b.To[:]))
		})
		if over := len(*list) - mostChanges; over > 0 {
			changes.Unlisted += over
			*list = (*list)[:mostChanges]
		}
	}
	return changes
}

// without takes the i-th out, in whatever order: a list of thousands is not moved up for each.
func without(list []thing, i int) []thing {
	list[i] = list[0]
	return list[1:]
}

func (t thing) movedFrom(old thing) bool {
	if distance(t.at, old.at) > movedFrom {
		return true
	}
	for i := range t.pose {
		if math.Abs(t.pose[i]-old.pose[i]) > turnedFrom {
			return true
		}
	}
	return false
}

func distance(a, b [3]float64) float64 {
	return math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2])
}
