package sample

// material is what a surface is made of; each becomes one glTF material, and each material of a thing one draw call.
type material int

const (
	shell    material = iota // walls and ceiling: all their light is baked, so that no viewer's lamps leave one in the dark
	matt                     // painted, skin, leaves
	satin                    // lacquer, plastic, coated steel
	timber                   // grain
	woven                    // felt and wool
	planks                   // the floor
	print                    // signs, spines, posters: the atlas; all their light is baked, so that they can be read
	glow                     // lamps and screens: the atlas, its own light
	glass                    // transparent
	sunlight                 // where the sun falls on the floor: transparent, its own light
	outside                  // what is seen through the windows: its own light
	materials
)

// textured materials show a picture that is laid on by uv; the others are one colour.
func (m material) textured() bool { return m >= timber && m <= glow || m == outside }

// lit materials take baked light.
func (m material) lit() bool { return m < glow }

// paint is a material in a colour (linear; it multiplies the material's picture).
type paint struct {
	material
	rgb   vec
	alpha float64
}

// vertex colour is kept apart from baked light until the scene is written.
type vertex struct {
	at, normal vec
	uv         [2]float64
	paint      vec
	alpha      float64
	light      vec
	eye        vec // from where the vertex looks around when its light is baked
}

// mesh is the triangles of one material within one thing.
type mesh struct {
	vertices []vertex
	indices  []uint32
}

func (m *mesh) vertex(v vertex) uint32 {
	m.vertices = append(m.vertices, v)
	return uint32(len(m.vertices) - 1)
}

func (m *mesh) triangle(a, b, c uint32) { m.indices = append(m.indices, a, b, c) }

// thing is a named node: a touchpoint, a zone, or a part of the room.
type thing struct {
	name   string
	origin vec
	turned float64 // degrees about y; a thing with shapes is never turned
	spawn  string  // title; empty if nobody arrives here
	seat   bool
	extras map[string]any
	meshes [materials]mesh
}

// kit collects the things of a scene and knows the pictures that they use.
type kit struct {
	things []*thing
	atlas  *atlas
	sky    sky
	floor  rect
	height float64 // of the ceiling
	livery livery
	seats  int

	doorways []vec // the middles of those that stand open
}

// livery is the colours by which one knows a service.
type livery struct{ deep, soft, accent, warm hex }

// thing begins a named node whose origin is at this point, or goes on with it; its shapes are still given in the scene's
// own metres.
func (k *kit) thing(name string, at vec) pen {
	for _, t := range k.things {
		if t.name == name {
			return pen{kit: k, thing: t, frame: world}
		}
	}
	t := &thing{name: name, origin: at}
	k.things = append(k.things, t)
	return pen{kit: k, thing: t, frame: world}
}

// furniture is the one node of all that has no name of its own: few nodes, few draw calls.
func (k *kit) furniture() pen { return k.thing("furniture", vec{}) }

// pen draws shapes of one thing, in a frame.
type pen struct {
	kit   *kit
	thing *thing
	frame frame
}

func (p pen) at(x, y, z float64) pen {
	p.frame = p.frame.move(x, y, z)
	return p
}

func (p pen) turn(degrees float64) pen {
	p.frame = p.frame.turn(degrees)
	return p
}

func (p pen) tilt(degrees float64) pen {
	p.frame = p.frame.tilt(degrees)
	return p
}

func (p pen) stretch(x, y, z float64) pen {
	p.frame = p.frame.stretch(x, y, z)
	return p
}

func (p pen) mesh(with paint) *mesh { return &p.thing.meshes[with.material] }

// add puts a vertex, given in the pen's frame, in the mesh of its paint.
func (p pen) add(with paint, at, normal vec, u, v float64) uint32 {
	span := with.span()
	return p.mesh(with).vertex(vertex{
		at: p.frame.point(at), normal: p.frame.normal(normal), uv: [2]float64{u / span, v / span},
		paint: with.rgb, alpha: with.alpha, light: vec{1, 1, 1},
	})
}
