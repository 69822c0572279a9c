package validator

import (
	"context"
	"math"
)

// weightTasks look at what binds vertices to joints: each set of four joints with its weights, all sets together.
func (k *linker) weightTasks() []*task {
	skins := k.smallestSkins()
	var tasks []*task
	for _, m := range k.meshes {
		if m == nil || skins[m] < 0 {
			continue
		}
		index, found := skins[m]
		if !found || k.skins[index].length < 1 {
			continue
		}
		for _, p := range m.primitives {
			if t := k.weightTask(p, index); t != nil {
				tasks = append(tasks, t)
			}
		}
	}
	return tasks
}

// smallestSkins finds for each mesh the skin with the fewest joints that a node uses it with.
func (k *linker) smallestSkins() map[*mesh]int {
	found := map[*mesh]int{}
	for _, n := range k.nodes {
		if n == nil || n.mesh == nil || n.skin == nil || n.skin.length < 0 {
			continue
		}
		if have, ok := found[n.mesh]; !ok || n.skin.length < k.skins[have].length {
			found[n.mesh] = n.skinIndex
		}
	}
	return found
}

func (k *linker) weightTask(p *primitive, skinIndex int) *task {
	if p.semantics.joints == 0 {
		return nil
	}
	w := &weightCheck{place: p.attributesIs, skin: skinIndex, most: float64(k.skins[skinIndex].length - 1)}
	var cost int64
	for i := range p.semantics.joints {
		joints, weights := p.attributes["JOINTS_"+itoa(i)], p.attributes["WEIGHTS_"+itoa(i)]
		if joints == nil || weights == nil || joints.count != p.vertices || weights.count != p.vertices ||
			joints.components() != 4 || weights.components() != 4 {
			return nil
		}
		a, b := newElementReader(joints), newElementReader(weights)
		if a == nil || b == nil {
			return nil
		}
		w.joints, w.weights = append(w.joints, a), append(w.weights, b)
		w.fractions = append(w.fractions, weights.fractionOrOne())
		cost += a.cost() + b.cost()
	}
	return &task{cost: cost, run: w.run}
}

func (a *accessor) fractionOrOne() float64 {
	if a.component == glFloat {
		return 1
	}
	return 1 / a.fraction().divisor
}

type weightCheck struct {
	place           ref // the attributes
	skin            int
	most            float64 // the greatest joint index
	joints, weights []*elementReader
	fractions       []float64
	seen            []float64 // joints of one vertex
}

// A sum of weights in single precision may miss 1 by this for each of them.
const weightError = 2e-7

func (c *weightCheck) run(ctx context.Context, v voice) error {
	joints, weights := make([][]float64, len(c.joints)), make([][]float64, len(c.joints))
	for first := int64(0); ; first += blockElements {
		if err := ctx.Err(); err != nil {
			return err
		}
		var err error
		for i := range c.joints {
			if joints[i], err = c.joints[i].next(blockElements); err != nil {
				return err
			}
			if weights[i], err = c.weights[i].next(blockElements); err != nil {
				return err
			}
		}
		if len(joints[0]) == 0 {
			return nil
		}
		for at := 0; at < len(joints[0]); at += 4 {
			c.vertex(v, first*4+int64(at), at, joints, weights)
		}
	}
}

func (c *weightCheck) vertex(v voice, index int64, at int, joints, weights [][]float64) {
	var sum float32
	allowed := 0.0
	c.seen = c.seen[:0]
	for component := range 4 {
		for set := range joints {
			joint := joints[set][at+component]
			where := index + int64(component)
			if joint > c.most {
				v.sayIn(accessorJointsIndexOob, c.place, "JOINTS_"+itoa(set), where, component, joint, c.most, c.skin)
				continue
			}
			weight := weights[set][at+component] * c.fractions[set]
			if weight == 0 {
				if joint != 0 {
					v.sayIn(accessorJointsUsedZeroWeight, c.place, "JOINTS_"+itoa(set), where, component, joint)
				}
				continue
			}
			fresh := c.add(joint)
			if !fresh {
				v.sayIn(accessorJointsIndexDuplicate, c.place, "JOINTS_"+itoa(set), where, component, joint)
			}
			if weight < 0 {
				v.sayIn(accessorWeightsNegative, c.place, "WEIGHTS_"+itoa(set), where, component, weight)
			} else if fresh {
				sum = float32(float64(sum) + weight)
				allowed += weightError
			}
		}
	}
	if math.Abs(float64(sum)-1) > allowed {
		for set := range joints {
			v.sayIn(accessorWeightsNonNormalized, c.place, "WEIGHTS_"+itoa(set), index, index+3, sum)
		}
	}
}

// add says whether a joint is the vertex's first of its number.
func (c *weightCheck) add(joint float64) bool {
	for _, s := range c.seen {
		if s == joint {
			return false
		}
	}
	c.seen = append(c.seen, joint)
	return true
}
