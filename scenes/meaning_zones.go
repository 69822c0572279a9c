package scenes

import (
	"math"
	"slices"
)

// omiShape is a shape of OMI_physics_shape; what is absent has the extension's default.
type omiShape struct {
	Type string `json:"type"`
	Box  *struct {
		Size [3]float64 `json:"size"`
	} `json:"box"`
	Sphere   *omiRound `json:"sphere"`
	Capsule  *omiRound `json:"capsule"`
	Cylinder *omiRound `json:"cylinder"`
	Convex   *omiMesh  `json:"convex"`
	Trimesh  *omiMesh  `json:"trimesh"`
}

type omiRound struct {
	Radius *float64 `json:"radius"`
	Height *float64 `json:"height"`
}

type omiMesh struct {
	Mesh *int `json:"mesh"`
}

// readZones collects the boxes that have a name: nodes that say so, and the triggers of OMI, unless they belong to a seat, a link
// or another trigger.
func (r *reading) readZones() {
	shapes := r.shapes()
	parts := r.triggerParts()
	for _, i := range r.v.shown {
		s := &r.said[i]
		var around box
		switch {
		case s.zone.yes:
			around = r.zoneBox(i)
		case s.trigger != nil && !s.trigger.field && !parts[i] && !r.denies(i, saidZone) && !s.link.yes && !s.seat.yes && !s.spawn.yes && !s.touchpoint.yes:
			around = r.triggerBox(i, shapes)
		default:
			continue
		}
		if !around.empty() && !distant(around) {
			r.m.Zones = append(r.m.Zones, Zone{Name: r.called(i, s.zone), Node: r.refs[i], Min: around.min, Max: around.max})
		}
	}
	r.m.Zones = bounded(r.m.Zones)
}

// denies says whether a node's extras take back what an extension of it says.
func (r *reading) denies(i int, key string) bool {
	extras, _ := r.v.doc.Nodes[i].Extras.(map[string]any)
	value, has := extras[key]
	return has && value != nil && !flag(value).yes
}

// zoneBox is a zone's extent: the size it says it has, what it draws, or the cube that stands for an empty object in Blender.
func (r *reading) zoneBox(i int) box {
	around := emptyBox()
	size := r.said[i].size
	switch {
	case size != [3]float64{}:
		around.includeUnder(r.v.world[i], box{[3]float64{-size[0] / 2, 0, -size[2] / 2}, [3]float64{size[0] / 2, size[1], size[2] / 2}})
	case !r.below[i].empty():
		around = r.below[i]
	default:
		around.includeUnder(r.v.world[i], box{[3]float64{-1, -1, -1}, [3]float64{1, 1, 1}})
	}
	return around
}

// shapes are those that the file's physics uses.
func (r *reading) shapes() []omiShape {
	var all struct {
		Shapes []omiShape `json:"shapes"`
	}
	payload(r.v.doc.Extensions, extShape, &all)
	return all.Shapes
}

// triggerParts are the nodes whose triggers only make up that of another.
func (r *reading) triggerParts() map[int]bool {
	parts := make(map[int]bool)
	for _, i := range r.v.shown {
		t := r.said[i].trigger
		if t == nil {
			continue
		}
		for _, k := range t.Nodes {
			parts[k] = k != i
		}
		whole := func(p int) bool { t := r.said[p].trigger; return t != nil && t.Shape == nil && len(t.Nodes) == 0 }
		if t.Shape != nil && r.above(i, whole) {
			parts[i] = true
		}
	}
	return parts
}

// triggerBox is the extent of a trigger: of its shape and those of its parts.
func (r *reading) triggerBox(i int, shapes []omiShape) box {
	around := emptyBox()
	r.includeShape(&around, i, shapes)
	t := r.said[i].trigger
	for _, k := range t.Nodes {
		if k >= 0 && k < len(r.said) && slices.Contains(r.v.doc.Nodes[i].Children, k) {
			r.includeShape(&around, k, shapes)
		}
	}
	if t.Shape == nil && len(t.Nodes) == 0 {
		r.includeBelow(&around, i, shapes)
	}
	return around
}

func (r *reading) includeBelow(around *box, i int, shapes []omiShape) {
	for _, child := range r.v.doc.Nodes[i].Children {
		r.includeShape(around, child, shapes)
		r.includeBelow(around, child, shapes)
	}
}

func (r *reading) includeShape(around *box, i int, shapes []omiShape) {
	t := r.said[i].trigger
	if t == nil || t.Shape == nil || *t.Shape < 0 || *t.Shape >= len(shapes) {
		return
	}
	if own := r.shapeBox(shapes[*t.Shape]); !own.empty() {
		around.includeUnder(r.v.world[i], own)
	}
}

func (r *reading) shapeBox(s omiShape) box {
	half := func(x, y, z float64) box {
		x, y, z = math.Abs(x), math.Abs(y), math.Abs(z)
		return box{[3]float64{-x, -y, -z}, [3]float64{x, y, z}}
	}
	switch {
	case s.Box != nil:
		return half(s.Box.Size[0]/2, s.Box.Size[1]/2, s.Box.Size[2]/2)
	case s.Sphere != nil:
		radius := s.Sphere.radius()
		return half(radius, radius, radius)
	case s.Capsule != nil:
		radius := s.Capsule.radius()
		return half(radius, s.Capsule.height()/2+radius, radius)
	case s.Cylinder != nil:
		radius := s.Cylinder.radius()
		return half(radius, s.Cylinder.height()/2, radius)
	case s.Convex != nil:
		return r.drawn(s.Convex.Mesh)
	case s.Trimesh != nil:
		return r.drawn(s.Trimesh.Mesh)
	case s.Type == "box":
		return half(0.5, 0.5, 0.5)
	}
	return emptyBox()
}

func (r *reading) drawn(mesh *int) box {
	if mesh == nil || *mesh < 0 || *mesh >= len(r.v.doc.Meshes) {
		return emptyBox()
	}
	return r.v.meshBox(*mesh)
}

func (o *omiRound) radius() float64 { return valueOr(o.Radius, 0.5) }
func (o *omiRound) height() float64 { return valueOr(o.Height, 2) }

func valueOr(x *float64, otherwise float64) float64 {
	if x == nil {
		return otherwise
	}
	return *x
}
