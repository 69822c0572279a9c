package validator

import (
	"io"
	"slices"
)

// linker resolves what refers to what. Objects that could not be read are nil and resolve nothing.
type linker struct {
	*checker
	buffers     []*buffer
	bufferViews []*bufferView
	accessors   []*accessor
	images      []*image
	textures    []*texture
	materials   []*material
	meshes      []*mesh
	nodes       []*node
	skins       []*skin
	cameras     []bool // used
	samplers    []bool
	holds       map[string]map[int]bool // of top-level arrays of other things: which elements are objects
	byMaterial  map[ref]*material
	byPrimitive map[ref]*primitive
	byTexture   map[ref]*texture
	carried     map[string][]bool // used elements of what extensions of the document hold: lights, variants
	closers     []io.Closer
	kin         *family
	listed      [][]int32 // by node: the scenes that name it
	late        []func()  // what is judged when files were read
	steps       int       // left for walks whose cost a document may multiply
}

// mostSteps bounds all walks together; a document of honest size takes a few per node.
const mostSteps = 50_000_000

func newLinker(c *checker) *linker {
	k := &linker{checker: c, steps: mostSteps, carried: map[string][]bool{},
		byMaterial: map[ref]*material{}, byPrimitive: map[ref]*primitive{}, byTexture: map[ref]*texture{}}
	k.buffers = each(k, "buffers", readBuffer)
	k.bufferViews = each(k, "bufferViews", readBufferView)
	k.accessors = each(k, "accessors", readAccessor)
	k.images = each(k, "images", func(k *linker, is ref, _ int) *image { return &image{is: is, mime: k.stringOf(is, "mimeType")} })
	k.textures = each(k, "textures", readTexture)
	k.materials = each(k, "materials", readMaterial)
	k.meshes = each(k, "meshes", readMesh)
	k.skins = each(k, "skins", func(k *linker, is ref, _ int) *skin { return &skin{is: is, length: -1, top: -1} })
	k.nodes = each(k, "nodes", readNode)
	k.cameras = make([]bool, k.len(k.good(root, "cameras")))
	k.samplers = make([]bool, k.len(k.good(root, "samplers")))
	k.carried["KHR_lights_punctual"] = make([]bool, k.len(k.carriedList("KHR_lights_punctual", "lights")))
	k.carried["KHR_materials_variants"] = make([]bool, k.len(k.carriedList("KHR_materials_variants", "variants")))
	return k
}

// each reads the elements of a top-level array; what is no object is nil.
func each[T any](k *linker, section string, read func(k *linker, is ref, index int) *T) []*T {
	m := k.good(root, section)
	all := make([]*T, 0, k.len(m))
	for e := range k.children(m) {
		var one *T
		if k.kind(e) == isObject {
			one = read(k, e, len(all))
		}
		all = append(all, one)
	}
	return all
}

// at is the safe index: nil outside.
func at[T any](all []*T, index int) *T {
	if index < 0 || index >= len(all) {
		return nil
	}
	return all[index]
}

// resolve finds what a member refers to, or says that it refers to nothing.
func resolve[T any](k *linker, is ref, name string, all []*T) *T {
	index := k.indexOf(is, name)
	found := at(all, index)
	if index >= 0 && found == nil {
		k.sayIn(unresolvedReference, is, name, index)
	}
	return found
}

// resolveMark is for what nothing else needs to know: cameras, samplers.
func (k *linker) resolveMark(is ref, name, section string, used []bool) {
	index := k.indexOf(is, name)
	switch {
	case index < 0:
	case index >= len(used) || !k.isObjectAt(section, index):
		k.sayIn(unresolvedReference, is, name, index)
	default:
		used[index] = true
	}
}

func (k *linker) isObjectAt(section string, index int) bool {
	if k.holds == nil {
		k.holds = map[string]map[int]bool{}
	}
	if k.holds[section] == nil {
		k.holds[section] = map[int]bool{}
		i := 0
		for e := range k.children(k.good(root, section)) {
			k.holds[section][i] = k.kind(e) == isObject
			i++
		}
	}
	return k.holds[section][index]
}

// carriedList finds an array in an extension object of the document.
func (k *linker) carriedList(extension, name string) ref {
	return k.good(k.extension(root, extension), name)
}

// link resolves everything, in the order in which one kind of object needs another.
func (k *linker) link() {
	k.linkBufferViews()
	k.linkAccessors()
	k.linkImages()
	k.linkTextures()
	k.linkExtensions(placeTexture)
	k.linkMaterials()
	k.linkExtensions(placeMaterial, placeTextureInfo)
	k.linkMeshes()
	k.linkExtensions(placePrimitive)
	k.linkNodes()
	k.linkExtensions(placeNode)
	k.linkSkins()
	k.linkAnimations()
	k.linkExtensions(placeChannelTarget)
	k.linkScenes()
	k.linkExtensions(placeBufferView)
	if scene := k.indexOf(root, "scene"); scene >= 0 && !k.isObjectAt("scenes", scene) {
		k.sayIn(unresolvedReference, root, "scene", scene)
	}
	k.linkHierarchy()
	k.reportUnused()
}

func (k *linker) linkExtensions(places ...place) {
	for _, l := range k.linked {
		if slices.Contains(places, l.place) {
			l.link(k, l.is, l.of)
		}
	}
}

// reportUnused names what nothing refers to.
func (k *linker) reportUnused() {
	unused(k, k.accessors, func(a *accessor) (ref, bool) { return a.is, a.used })
	unused(k, k.buffers, func(b *buffer) (ref, bool) { return b.is, b.used })
	unused(k, k.bufferViews, func(v *bufferView) (ref, bool) { return v.is, v.used })
	k.unusedMarks(k.good(root, "cameras"), k.cameras)
	unused(k, k.images, func(i *image) (ref, bool) { return i.is, i.used })
	unused(k, k.materials, func(m *material) (ref, bool) { return m.is, m.used })
	unused(k, k.meshes, func(m *mesh) (ref, bool) { return m.is, m.used })
	unused(k, k.nodes, func(n *node) (ref, bool) { return n.is, n.used })
	k.unusedMarks(k.good(root, "samplers"), k.samplers)
	unused(k, k.skins, func(s *skin) (ref, bool) { return s.is, s.used })
	unused(k, k.textures, func(t *texture) (ref, bool) { return t.is, t.used })
	k.unusedMarks(k.carriedList("KHR_lights_punctual", "lights"), k.carried["KHR_lights_punctual"])
	k.unusedMarks(k.carriedList("KHR_materials_variants", "variants"), k.carried["KHR_materials_variants"])
	for _, m := range k.meshes {
		if m != nil && m.weights != none && m.used && !m.weightsUsed {
			k.say(unusedMeshWeights, m.weights)
		}
	}
}

func unused[T any](k *linker, all []*T, look func(*T) (ref, bool)) {
	for _, one := range all {
		if one == nil {
			continue
		}
		if is, used := look(one); !used {
			k.say(unusedObject, is)
		}
	}
}

func (k *linker) unusedMarks(list ref, used []bool) {
	i := 0
	for e := range k.children(list) {
		if k.kind(e) == isObject && !used[i] {
			k.say(unusedObject, e)
		}
		i++
	}
}
