package scenes

import (
	"math"

	"github.com/qmuntal/gltf"
)

const (
	farAway   = 10_000 // metres from the origin
	hugeScene = 500    // metres; larger is most often a unit mistaken
	tinyScene = 0.25
)

// measure finds the bounds of what is seen.
func (v *inspection) measure() error {
	all := emptyBox()
	extents := make([]box, len(v.doc.Meshes))
	for i := range extents {
		extents[i] = v.meshBox(i)
	}
	v.extents = make([]box, len(v.doc.Nodes))
	for i := range v.extents {
		v.extents[i] = emptyBox()
	}
	for _, i := range v.shown {
		n := v.doc.Nodes[i]
		if n.Mesh == nil || extents[*n.Mesh].empty() {
			continue
		}
		own := extents[*n.Mesh]
		around, err := v.nodeBox(i, n, own)
		if err != nil {
			return err
		}
		v.extents[i] = around
		if distant(around) {
			v.found.add(farFromOrigin, v.called(nodes, i))
			continue
		}
		all.include(around.min)
		all.include(around.max)
	}
	if all.empty() {
		return nil
	}
	v.report.Min, v.report.Max = all.min, all.max
	switch side := all.side(); {
	case side > hugeScene:
		v.found.add(scaleSuspicious, "", "metres", number(int64(math.Round(side))))
	case side > 0 && side < tinyScene:
		v.found.add(scaleTiny, "", "millimetres", number(int64(math.Round(side*1000))))
	}
	return nil
}

func distant(b box) bool {
	for axis := range 3 {
		if !(math.Abs(b.min[axis]) <= farAway && math.Abs(b.max[axis]) <= farAway) {
			return true
		}
	}
	return false
}

// meshBox is a mesh's extent in its own space.
func (v *inspection) meshBox(mesh int) box {
	all := emptyBox()
	for _, p := range v.doc.Meshes[mesh].Primitives {
		if !v.drawn(p) {
			continue
		}
		position := p.Attributes[gltf.POSITION]
		a := v.doc.Accessors[position]
		extent, known := v.actual[position]
		if !known && len(a.Min) == 3 && len(a.Max) == 3 && !v.text.boundless[position] {
			extent, known = box{[3]float64(a.Min), [3]float64(a.Max)}, true
		}
		if !known {
			continue
		}
		for axis := range 3 {
			extent.min[axis] /= full(a)
			extent.max[axis] /= full(a)
		}
		all.include(extent.min)
		all.include(extent.max)
	}
	return all
}

// nodeBox is the extent of a node's mesh in the world, at each of its instances.
func (v *inspection) nodeBox(i int, n *gltf.Node, own box) (box, error) {
	around := emptyBox()
	attributes := instancesOf(n)
	if len(attributes) == 0 {
		around.includeUnder(v.world[i], own)
		return around, nil
	}
	translations, err := v.vectors(attributes, "TRANSLATION", 3)
	if err != nil {
		return around, err
	}
	rotations, err := v.vectors(attributes, "ROTATION", 4)
	if err != nil {
		return around, err
	}
	scales, err := v.vectors(attributes, "SCALE", 3)
	if err != nil {
		return around, err
	}
	for k := range v.instances(n) {
		t, q, s := [3]float64{}, [4]float64{0, 0, 0, 1}, [3]float64{1, 1, 1}
		if len(translations) > int(k) {
			t = [3]float64(translations[k][:3])
		}
		if len(rotations) > int(k) && rotations[k] != [4]float64{} {
			q = rotations[k]
		}
		if len(scales) > int(k) {
			s = [3]float64(scales[k][:3])
		}
		around.includeUnder(multiply(v.world[i], compose(t, q, s)), own)
	}
	return around, nil
}

// vectors reads an attribute of instances; one that is compressed or has another shape answers none.
func (v *inspection) vectors(attributes map[string]int, name string, width int) ([][4]float64, error) {
	i, ok := attributes[name]
	if !ok || v.isVacant(i) {
		return nil, nil
	}
	a := v.doc.Accessors[i]
	if a.Type.Components() != width {
		return nil, nil
	}
	var all [][4]float64
	size := a.ComponentType.ByteSize()
	err := v.each(a, func(element []byte) {
		var x [4]float64
		for k := range width {
			x[k] = numberAt(element[k*size:], a.ComponentType) / full(a)
		}
		all = append(all, x)
	})
	return all, err
}
