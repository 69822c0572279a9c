package scenes

// The grammar of a glTF description, as far as we look at it: which fields each object has, of which type, pointing where.
// Fields that are not named here are walked and counted, and may hold anything.

// pool is one of the document's arrays that others point into.
type pool uint8

const (
	noPool pool = iota
	accessors
	animations
	buffers
	bufferViews
	cameras
	images
	materials
	meshes
	nodes
	samplers
	sceneList
	skins
	textures
	lights
	pools // how many there are
)

func (p pool) String() string {
	return [pools]string{"", "accessors", "animations", "buffers", "bufferViews", "cameras", "images", "materials", "meshes",
		"nodes", "samplers", "scenes", "skins", "textures", "lights"}[p]
}

// kind is the type of a field.
type kind uint8

const (
	anything kind = iota
	text
	truth
	real       // finite, within a float32
	whole      // 0 … 2^53−1, written without a fraction
	index      // whole, into .pool
	reals      // array of real; .length of them unless 0
	bounds     // array of real, where exporters write null for the bounds of nothing
	indexes    // array of index
	named      // object of index by name
	namedList  // array of named
	object     // .shape
	objects    // array of .shape; they are .pool, if that is set
	extensions // object of payloads by extension name
	choice     // one of .choices, as written
	texts      // array of text
)

// field is one member of an object.
type field struct {
	kind     kind
	pool     pool
	shape    *shape
	length   int
	most     uint64 // of a whole, unless 0
	choices  []string
	required bool
	code     code // what a wrong value is called; jsonWrongType unless set
	vacates  bool // 0 says that the accessor has no elements
}

// shape is what an object may hold.
type shape struct {
	fields map[string]field
	// rest, if set, gives the field for a name that fields does not know.
	rest func(name string) field
	// check, if set, looks at which of the fields were there.
	check func(t *textScan, has map[string]bool)
}

// schema is the grammar: its root, and the payloads of extensions whose indices and sizes matter.
type schema struct {
	root     *shape
	payloads map[string]*shape
}

func newSchema() schema {
	info := textureInfo()
	return schema{root: documentShape(info), payloads: payloadShapes(info)}
}

func of(fields map[string]field) *shape {
	fields["extensions"] = field{kind: extensions}
	fields["extras"] = field{kind: anything}
	return &shape{fields: fields}
}

func in(p pool) field               { return field{kind: index, pool: p} }
func must(f field) field            { f.required = true; return f }
func list(p pool, s *shape) field   { return field{kind: objects, pool: p, shape: s} }
func geometry(f field) field        { f.code = geometryDamaged; return f }
func oneOf(choices ...string) field { return field{kind: choice, choices: choices} }
func numbersOf(length int) field    { return field{kind: reals, length: length} }
func wholeUpTo(most uint64) field   { return field{kind: whole, most: most} }
func nestedRequired(fields map[string]field) field {
	return must(field{kind: object, shape: of(fields)})
}

func textureInfo() *shape {
	return of(map[string]field{
		"index": must(in(textures)), "texCoord": wholeUpTo(1 << 10), "scale": {kind: real}, "strength": {kind: real},
	})
}

func documentShape(info *shape) *shape {
	return of(map[string]field{
		"asset": must(field{kind: object, shape: of(map[string]field{
			"version": must(field{kind: text}), "minVersion": {kind: text}, "generator": {kind: text}, "copyright": {kind: text},
		})}),
		"extensionsUsed": {kind: texts}, "extensionsRequired": {kind: texts},
		"accessors":   list(accessors, accessorShape()),
		"animations":  list(animations, animationShape()),
		"buffers":     list(buffers, bufferShape()),
		"bufferViews": list(bufferViews, viewShape()),
		"cameras":     list(cameras, cameraShape()),
		"images":      list(images, imageShape()),
		"materials":   list(materials, materialShape(info)),
		"meshes":      list(meshes, meshShape()),
		"nodes":       list(nodes, nodeShape()),
		"samplers":    list(samplers, samplerShape()),
		"scene":       in(sceneList),
		"scenes":      list(sceneList, of(map[string]field{"name": {kind: text}, "nodes": {kind: indexes, pool: nodes}})),
		"skins": list(skins, of(map[string]field{
			"name": {kind: text}, "inverseBindMatrices": in(accessors), "skeleton": in(nodes), "joints": must(field{kind: indexes, pool: nodes}),
		})),
		"textures": list(textures, of(map[string]field{"name": {kind: text}, "sampler": in(samplers), "source": in(images)})),
	})
}

func accessorShape() *shape {
	component := oneOf("5120", "5121", "5122", "5123", "5125", "5126")
	s := of(map[string]field{
		"name": {kind: text}, "bufferView": in(bufferViews), "byteOffset": geometry(field{kind: whole}),
		"componentType": must(component), "normalized": {kind: truth}, "count": geometry(must(field{kind: whole, vacates: true})),
		"type": must(oneOf("SCALAR", "VEC2", "VEC3", "VEC4", "MAT2", "MAT3", "MAT4")),
		"min":  {kind: bounds}, "max": {kind: bounds},
		"sparse": {kind: object, shape: of(map[string]field{
			"count": geometry(must(field{kind: whole})),
			"indices": nestedRequired(map[string]field{
				"bufferView": must(in(bufferViews)), "byteOffset": geometry(field{kind: whole}), "componentType": must(oneOf("5121", "5123", "5125")),
			}),
			"values": nestedRequired(map[string]field{"bufferView": must(in(bufferViews)), "byteOffset": geometry(field{kind: whole})}),
		})},
	})
	return s
}

func animationShape() *shape {
	return of(map[string]field{
		"name": {kind: text},
		"channels": must(list(noPool, of(map[string]field{
			"sampler": must(field{kind: whole}),
			"target":  nestedRequired(map[string]field{"node": in(nodes), "path": must(field{kind: text})}),
		}))),
		"samplers": must(list(noPool, of(map[string]field{
			"input": must(in(accessors)), "output": must(in(accessors)), "interpolation": oneOf("LINEAR", "STEP", "CUBICSPLINE"),
		}))),
	})
}

func bufferShape() *shape {
	return of(map[string]field{"name": {kind: text}, "uri": {kind: text}, "byteLength": geometry(must(field{kind: whole}))})
}

func viewShape() *shape {
	stride := geometry(field{kind: whole, most: 252})
	return of(map[string]field{
		"name": {kind: text}, "buffer": must(in(buffers)), "byteOffset": geometry(field{kind: whole}),
		"byteLength": geometry(must(field{kind: whole})), "byteStride": stride, "target": oneOf("34962", "34963"),
	})
}

func cameraShape() *shape {
	return of(map[string]field{
		"name": {kind: text}, "type": must(field{kind: text}),
		"orthographic": {kind: object, shape: of(map[string]field{"xmag": {kind: real}, "ymag": {kind: real}, "zfar": {kind: real}, "znear": {kind: real}})},
		"perspective":  {kind: object, shape: of(map[string]field{"aspectRatio": {kind: real}, "yfov": {kind: real}, "zfar": {kind: real}, "znear": {kind: real}})},
	})
}

func imageShape() *shape {
	return of(map[string]field{"name": {kind: text}, "uri": {kind: text}, "mimeType": {kind: text}, "bufferView": in(bufferViews)})
}

func materialShape(info *shape) *shape {
	texture := field{kind: object, shape: info}
	s := of(map[string]field{
		"name": {kind: text}, "normalTexture": texture, "occlusionTexture": texture, "emissiveTexture": texture,
		"emissiveFactor": numbersOf(3), "alphaMode": oneOf("OPAQUE", "MASK", "BLEND"), "alphaCutoff": {kind: real}, "doubleSided": {kind: truth},
		"pbrMetallicRoughness": {kind: object, shape: of(map[string]field{
			"baseColorFactor": numbersOf(4), "baseColorTexture": texture, "metallicFactor": {kind: real}, "roughnessFactor": {kind: real},
			"metallicRoughnessTexture": texture,
		})},
	})
	s.check = (*textScan).keepCutoff
	return s
}

func meshShape() *shape {
	return of(map[string]field{
		"name": {kind: text}, "weights": numbersOf(0),
		"primitives": must(list(noPool, of(map[string]field{
			"attributes": must(field{kind: named, pool: accessors}), "indices": in(accessors), "material": in(materials), "mode": wholeUpTo(6),
			"targets": {kind: namedList, pool: accessors},
		}))),
	})
}

func nodeShape() *shape {
	s := of(map[string]field{
		"name": {kind: text}, "camera": in(cameras), "children": {kind: indexes, pool: nodes}, "skin": in(skins), "mesh": in(meshes),
		"matrix": numbersOf(16), "rotation": numbersOf(4), "scale": numbersOf(3), "translation": numbersOf(3), "weights": numbersOf(0),
	})
	return s
}

func samplerShape() *shape {
	wrap := oneOf("33071", "33648", "10497")
	return of(map[string]field{
		"name": {kind: text}, "magFilter": oneOf("9728", "9729"), "minFilter": oneOf("9728", "9729", "9984", "9985", "9986", "9987"),
		"wrapS": wrap, "wrapT": wrap,
	})
}

// payloadShapes are the extensions that point into the document. An index inside them is as dangerous as any other.
func payloadShapes(info *shape) map[string]*shape {
	meshopt := of(map[string]field{
		"buffer": in(buffers), "byteOffset": geometry(field{kind: whole}), "byteLength": geometry(field{kind: whole}),
		"byteStride": geometry(wholeUpTo(256)), "count": geometry(field{kind: whole}), "mode": oneOf("ATTRIBUTES", "TRIANGLES", "INDICES"),
		"filter": oneOf("NONE", "OCTAHEDRAL", "QUATERNION", "EXPONENTIAL", "COLOR"), "fallback": {kind: truth},
	})
	source := of(map[string]field{"source": in(images)})
	shapes := map[string]*shape{
		extDraco:      of(map[string]field{"bufferView": must(in(bufferViews)), "attributes": must(field{kind: named})}),
		extMeshopt:    meshopt,
		extMeshoptKHR: meshopt,
		extInstancing: of(map[string]field{"attributes": must(field{kind: named, pool: accessors})}),
		extWebP:       source,
		extBasis:      source,
		extAVIF:       source,
		extLights: of(map[string]field{
			"lights": list(lights, of(map[string]field{"name": {kind: text}, "color": numbersOf(3), "intensity": {kind: real}, "range": {kind: real}})),
			"light":  in(lights),
		}),
		extLOD: of(map[string]field{"ids": {kind: indexes, pool: nodes}}),
		extTransform: of(map[string]field{
			"offset": numbersOf(2), "rotation": {kind: real}, "scale": numbersOf(2), "texCoord": wholeUpTo(1 << 10),
		}),
	}
	for _, name := range materialExtensions() {
		shapes[name] = &shape{rest: func(name string) field {
			if len(name) > len("Texture") && name[len(name)-len("Texture"):] == "Texture" {
				return field{kind: object, shape: info}
			}
			return field{kind: anything}
		}}
	}
	return shapes
}
