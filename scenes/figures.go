package scenes

import "github.com/qmuntal/gltf"

// endless is where counts stop counting: claims may be absurd, and sums of them must not wrap.
const endless = 1 << 60

func sum(a, b int64) int64 { return min(a+b, endless) }

func product(a, b int64) int64 {
	if a > 0 && b > endless/a {
		return endless
	}
	return a * b
}

// elements is how many elements an accessor has.
func (v *inspection) elements(i int) int64 {
	if v.isVacant(i) {
		return 0
	}
	return int64(v.doc.Accessors[i].Count)
}

// trianglesOf counts the triangles of a primitive once.
func (v *inspection) trianglesOf(p *gltf.Primitive) int64 {
	var n int64
	if position, ok := p.Attributes[gltf.POSITION]; ok {
		n = v.elements(position)
	}
	if p.Indices != nil {
		n = v.elements(*p.Indices)
	}
	switch p.Mode {
	case gltf.PrimitiveTriangles:
		return n / 3
	case gltf.PrimitiveTriangleStrip, gltf.PrimitiveTriangleFan:
		return max(0, n-2)
	}
	return 0
}

// checkPrimitives counts the vertices, and says what draws nothing.
func (v *inspection) checkPrimitives() {
	vertices, seen := int64(0), make(map[int]bool)
	for i, mesh := range v.doc.Meshes {
		where := v.called(meshes, i)
		for _, p := range mesh.Primitives {
			position, ok := p.Attributes[gltf.POSITION]
			if !ok || v.elements(position) == 0 || p.Indices != nil && v.elements(*p.Indices) == 0 {
				v.found.add(geometryEmpty, where)
				continue
			}
			if seen[position] {
				continue
			}
			seen[position] = true
			if vertices += v.elements(position); vertices > v.limits.Vertices {
				v.found.add(tooManyVertices, where)
				return
			}
		}
	}
}

// countFigures adds up what is drawn.
func (v *inspection) countFigures() {
	f := &v.report.Figures
	f.Bytes = v.size
	f.Materials, f.Textures = int64(len(v.doc.Materials)), int64(len(v.doc.Textures))
	f.Nodes, f.Animations = int64(len(v.doc.Nodes)), int64(len(v.doc.Animations))
	lower := v.lowerLevels()
	triangles, calls := v.meshFigures()
	var instances int64
	v.objects = make(heavies)
	for _, i := range v.shown {
		n := v.doc.Nodes[i]
		if n.Mesh == nil || lower[i] {
			continue
		}
		times := v.instances(n)
		if len(instancesOf(n)) > 0 {
			instances = sum(instances, times)
		}
		all := product(triangles[*n.Mesh], times)
		f.Triangles, f.DrawCalls = sum(f.Triangles, all), f.DrawCalls+calls[*n.Mesh]
		v.objects.add(Heavy{Name: v.groupOf(i), Kind: "object", Triangles: all, DrawCalls: calls[*n.Mesh]})
	}
	v.judgeFigures(instances)
}

// meshFigures counts the triangles and draw calls of each mesh once, however many nodes show it.
func (v *inspection) meshFigures() (triangles, calls []int64) {
	triangles, calls = make([]int64, len(v.doc.Meshes)), make([]int64, len(v.doc.Meshes))
	for i, mesh := range v.doc.Meshes {
		for _, p := range mesh.Primitives {
			if v.drawn(p) {
				triangles[i] = sum(triangles[i], v.trianglesOf(p))
				calls[i]++
			}
		}
	}
	return triangles, calls
}

func (v *inspection) judgeFigures(instances int64) {
	f, l := v.report.Figures, v.limits
	heaviest := v.objects.mostTriangles()
	switch {
	case f.Triangles > l.Triangles:
		v.found.add(tooManyTriangles, heaviest, "count", number(f.Triangles), "most", number(l.Triangles))
	case f.Triangles > l.Gates.Triangles.Red:
		v.found.add(manyTriangles, heaviest, "count", number(f.Triangles), "good", number(l.Gates.Triangles.Red))
	}
	if instances > l.Instances {
		v.found.add(tooManyInstances, heaviest, "count", number(instances), "most", number(l.Instances))
	}
	switch {
	case f.DrawCalls > l.DrawCalls:
		v.found.add(tooManyDrawCalls, "", "count", number(f.DrawCalls), "most", number(l.DrawCalls))
	case f.DrawCalls > l.Gates.DrawCalls.Red:
		v.found.add(manyDrawCalls, "", "count", number(f.DrawCalls), "good", number(l.Gates.DrawCalls.Red))
	}
	if f.DrawCalls == 0 {
		v.found.add(sceneEmpty, "")
	}
}

// drawn says whether a primitive draws anything.
func (v *inspection) drawn(p *gltf.Primitive) bool {
	position, ok := p.Attributes[gltf.POSITION]
	return ok && v.elements(position) > 0 && (p.Indices == nil || v.elements(*p.Indices) > 0)
}

// instances is how many times a node shows its mesh.
func (v *inspection) instances(n *gltf.Node) int64 {
	attributes := instancesOf(n)
	if len(attributes) == 0 {
		return 1
	}
	var most int64
	for _, a := range attributes {
		most = max(most, v.elements(a))
	}
	return most
}

// lowerLevels are the nodes that MSFT_lod shows in place of others.
func (v *inspection) lowerLevels() map[int]bool {
	lower := make(map[int]bool)
	for _, n := range v.doc.Nodes {
		var lod struct {
			IDs []int `json:"ids"`
		}
		payload(n.Extensions, extLOD, &lod)
		for _, id := range lod.IDs {
			lower[id] = true
		}
	}
	return lower
}
