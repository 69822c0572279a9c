package scenes

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/qmuntal/gltf"
)

// How far from one a length may be, as the Khronos validator has it: bytes cannot come closer.
const (
	slackDirection = 0.00674
	slackTurn      = 0.00769
)

// direct makes normals, tangents and rotations one long.
func (m *mending) direct() error {
	done := make(map[int]bool)
	once := func(i int, mend func([]byte)) {
		if !done[i] {
			done[i] = true
			m.mendElements(i, mend)
		}
	}
	for _, mesh := range m.v.doc.Meshes {
		for _, p := range mesh.Primitives {
			if i, ok := p.Attributes[gltf.NORMAL]; ok && m.v.doc.Accessors[i].Type == gltf.AccessorVec3 {
				once(i, unitElement(m.v.doc.Accessors[i], 3, slackDirection, false))
			}
			if i, ok := p.Attributes[gltf.TANGENT]; ok && m.v.doc.Accessors[i].Type == gltf.AccessorVec4 {
				once(i, unitElement(m.v.doc.Accessors[i], 3, slackDirection, true))
			}
		}
	}
	for _, i := range m.turns() {
		once(i, unitElement(m.v.doc.Accessors[i], 4, slackTurn, false))
	}
	return m.directNodes()
}

// turns are the accessors that rotate nodes over time. Of a cubic spline the slopes between the turns have no length to keep, and
// it is left alone.
func (m *mending) turns() []int {
	var all []int
	for _, a := range m.v.doc.Animations {
		for _, c := range a.Channels {
			s := a.Samplers[c.Sampler]
			if c.Target.Path == gltf.TRSRotation && s.Interpolation != gltf.InterpolationCubicSpline && m.v.doc.Accessors[s.Output].Type == gltf.AccessorVec4 {
				all = append(all, s.Output)
			}
		}
	}
	return all
}

func (m *mending) directNodes() error {
	list, err := m.list("nodes")
	if err != nil {
		return err
	}
	for i, n := range m.v.doc.Nodes {
		if list[i].get("rotation") == nil {
			continue
		}
		q := n.Rotation[:]
		length, ok := lengthOf(q)
		if !ok {
			q[0], q[1], q[2], q[3], length = 0, 0, 0, 2, 2 // of which no turn is made below
		}
		if math.Abs(length-1) > 1e-7 {
			for k := range q {
				q[k] /= length
			}
			list[i].set("rotation", q)
		}
	}
	return nil
}

// lengthOf answers whether a vector points anywhere at all.
func lengthOf(v []float64) (float64, bool) {
	var sum float64
	for _, x := range v {
		sum += x * x
	}
	length := math.Sqrt(sum)
	return length, length > 1e-12 && !math.IsInf(length, 0)
}

// unitElement makes the first width components of an element one long, if they are not, and a sign of the one after them. What points
// nowhere points up, or is no rotation.
func unitElement(a *gltf.Accessor, width int, slack float64, signed bool) func(element []byte) {
	component, one := a.ComponentType.ByteSize(), full(a)
	return func(element []byte) {
		v := make([]float64, width)
		for k := range v {
			v[k] = max(-1e30, min(1e30, numberAt(element[k*component:], a.ComponentType)/one))
		}
		length, ok := lengthOf(v)
		if !ok {
			clear(v)
			v[min(width-1, 1+2*(width-3))], length = 1, 1
		}
		if !ok || math.Abs(length-1) > slack {
			for k := range v {
				putNumber(element[k*component:], a.ComponentType, v[k]/length*one)
			}
		}
		if signed {
			at := element[width*component:]
			if w := numberAt(at, a.ComponentType); w != one && w != -one {
				putNumber(at, a.ComponentType, math.Copysign(one, w))
			}
		}
	}
}

// putNumber writes one component, rounded and within what its type can hold.
func putNumber(b []byte, c gltf.ComponentType, x float64) {
	whole := math.Round(x)
	switch c {
	case gltf.ComponentByte:
		b[0] = byte(int8(max(-127, min(127, whole))))
	case gltf.ComponentUbyte:
		b[0] = byte(max(0, min(255, whole)))
	case gltf.ComponentShort:
		binary.LittleEndian.PutUint16(b, uint16(int16(max(-32767, min(32767, whole)))))
	case gltf.ComponentUshort:
		binary.LittleEndian.PutUint16(b, uint16(max(0, min(65535, whole))))
	case gltf.ComponentUint:
		binary.LittleEndian.PutUint32(b, uint32(max(0, min(math.MaxUint32, whole))))
	default:
		binary.LittleEndian.PutUint32(b, math.Float32bits(float32(x)))
	}
}

// weigh makes the weights of each point of a skin add up to one. Points that follow more than four joints are left alone.
func (m *mending) weigh() error {
	done := make(map[int]bool)
	for _, mesh := range m.v.doc.Meshes {
		for _, p := range mesh.Primitives {
			i, ok := p.Attributes[gltf.WEIGHTS_0]
			if _, more := p.Attributes["WEIGHTS_1"]; !ok || more || done[i] || m.v.doc.Accessors[i].Type != gltf.AccessorVec4 {
				continue
			}
			done[i] = true
			m.mendElements(i, wholeWeights(m.v.doc.Accessors[i]))
		}
	}
	return nil
}

func wholeWeights(a *gltf.Accessor) func(element []byte) {
	component, one := a.ComponentType.ByteSize(), full(a)
	exact := a.ComponentType != gltf.ComponentFloat
	return func(element []byte) {
		var w [4]float64
		var sum float64
		heaviest := 0
		for k := range w {
			w[k] = max(0, numberAt(element[k*component:], a.ComponentType))
			if sum += w[k]; w[k] > w[heaviest] {
				heaviest = k
			}
		}
		if sum == 0 || exact && sum == one || !exact && math.Abs(sum-one) < 2e-7 && !negative(element, a) {
			return
		}
		rest := one
		for k := range w {
			if w[k] *= one / sum; exact {
				w[k] = math.Round(w[k])
			}
			rest -= w[k]
		}
		if exact {
			w[heaviest] += rest
		}
		for k := range w {
			putNumber(element[k*component:], a.ComponentType, w[k])
		}
	}
}

func negative(element []byte, a *gltf.Accessor) bool {
	for k := range 4 {
		if numberAt(element[k*a.ComponentType.ByteSize():], a.ComponentType) < 0 {
			return true
		}
	}
	return false
}

// clampColours brings painted colours between black and full.
func (m *mending) clampColours() {
	done := make(map[int]bool)
	for _, mesh := range m.v.doc.Meshes {
		for _, p := range mesh.Primitives {
			for _, name := range slices.Sorted(maps.Keys(p.Attributes)) {
				i := p.Attributes[name]
				a := m.v.doc.Accessors[i]
				if !strings.HasPrefix(name, "COLOR_") || a.ComponentType != gltf.ComponentFloat || done[i] {
					continue
				}
				done[i] = true
				m.mendElements(i, func(element []byte) {
					for at := 0; at+4 <= len(element); at += 4 {
						if x := numberAt(element[at:], a.ComponentType); !(x >= 0 && x <= 1) {
							putNumber(element[at:], a.ComponentType, max(0, min(1, x)))
						}
					}
				})
			}
		}
	}
}
