package scenes

import (
	"math"
	"slices"

	"github.com/qmuntal/gltf"
)

// bound writes the least and the greatest number of each component of what has to have them, or has them wrong.
func (m *mending) bound() error {
	list, err := m.list("accessors")
	if err != nil {
		return err
	}
	needed := m.boundAccessors()
	for i, a := range m.v.doc.Accessors {
		if m.v.isVacant(i) || !needed[i] && list[i].get("min") == nil && list[i].get("max") == nil {
			continue
		}
		least, most, ok, err := m.extent(i)
		if err != nil {
			return err
		}
		if ok && !(slices.Equal(least, a.Min) && slices.Equal(most, a.Max)) {
			list[i].set("min", least)
			list[i].set("max", most)
		}
	}
	return nil
}

// boundAccessors are those that the format wants bounds of.
func (m *mending) boundAccessors() map[int]bool {
	all := m.v.positions()
	for _, mesh := range m.v.doc.Meshes {
		for _, p := range mesh.Primitives {
			for _, target := range p.Targets {
				if i, ok := target[gltf.POSITION]; ok {
					all[i] = true
				}
			}
		}
	}
	for _, animation := range m.v.doc.Animations {
		for _, s := range animation.Samplers {
			all[s.Input] = true
		}
	}
	return all
}

// extent is the least and greatest of each component; of what cannot be read, or is not finite, there is none.
func (m *mending) extent(i int) (least, most []float64, ok bool, err error) {
	a := m.v.doc.Accessors[i]
	if dracoOnly := m.v.dracoAccessors()[i] && a.BufferView == nil; dracoOnly {
		return nil, nil, false, nil
	}
	width, component := a.Type.Components(), a.ComponentType.ByteSize()
	least, most = make([]float64, width), make([]float64, width)
	for k := range width {
		least[k], most[k] = math.Inf(1), math.Inf(-1)
	}
	starts := componentStarts(a, component)
	finite := true
	ok, err = m.everyElement(i, func(element []byte) {
		for k, at := range starts {
			x := numberAt(element[at:], a.ComponentType)
			finite = finite && !math.IsNaN(x) && !math.IsInf(x, 0)
			least[k], most[k] = min(least[k], x), max(most[k], x)
		}
	})
	return least, most, ok && finite, err
}

// componentStarts is where the components lie in an element; columns of small matrices are padded to four bytes.
func componentStarts(a *gltf.Accessor, component int) []int {
	width := a.Type.Components()
	rows := map[gltf.AccessorType]int{gltf.AccessorMat2: 2, gltf.AccessorMat3: 3, gltf.AccessorMat4: 4}[a.Type]
	all := make([]int, width)
	for k := range all {
		all[k] = k * component
		if rows > 0 {
			column := (rows*component + 3) / 4 * 4
			all[k] = k/rows*column + k%rows*component
		}
	}
	return all
}
