package validator

// grammar is what an asset may hold: glTF 2.0, and the extensions that are known.
type grammar struct {
	root       []field // of the document; its order is that in which members are judged
	sections   []section
	asset      *shape
	extensions map[string]*extension
}

// section is a top-level array of objects.
type section struct {
	name string
	of   *shape
}

// place is a kind of object, as extensions see it: what stands where it does not belong is an error.
type place uint8

const (
	placeOther place = iota
	placeRoot
	placeNode
	placeMaterial
	placePrimitive
	placeTexture
	placeTextureInfo
	placeChannelTarget
	placeBufferView
	placeImage
)

// extension is one that is known.
type extension struct {
	at       map[place]*shape
	link     map[place]func(k *linker, is, of ref)
	alone    bool // does not go together with other extensions of the same object
	required bool // an asset that uses it must require it
	ours     bool // the Khronos validator does not know it
}

func newGrammar() grammar {
	info := &shape{place: placeTextureInfo, fields: []field{index("index").must(), integer("texCoord")}}
	normal := &shape{place: placeTextureInfo, fields: append([]field{number("scale")}, info.fields...)}
	occlusion := &shape{place: placeTextureInfo, fields: append([]field{number("strength").from(0).to(1)}, info.fields...)}
	g := grammar{asset: assetShape()}
	g.sections = []section{
		{"accessors", accessorShape()},
		{"animations", animationShape()},
		{"buffers", bufferShape()},
		{"bufferViews", bufferViewShape()},
		{"cameras", cameraShape()},
		{"images", imageShape()},
		{"materials", materialShape(info, normal, occlusion)},
		{"meshes", meshShape()},
		{"nodes", nodeShape()},
		{"samplers", samplerShape()},
		{"scenes", &shape{fields: []field{indices("nodes"), text("name")}}},
		{"skins", skinShape()},
		{"textures", &shape{place: placeTexture, fields: []field{index("sampler"), index("source"), text("name")}}},
	}
	g.root = []field{plain("extensionsUsed"), plain("extensionsRequired"), plain("asset"), plain("scene")}
	for _, s := range g.sections {
		g.root = append(g.root, plain(s.name))
	}
	g.extensions = khronosExtensions(info, normal)
	for name, e := range ourExtensions() {
		g.extensions[name] = e
	}
	return g
}

const (
	glByte   = 5120
	glUbyte  = 5121
	glShort  = 5122
	glUshort = 5123
	glUint   = 5125
	glFloat  = 5126

	targetVertices = 34962
	targetIndices  = 34963
)

func accessorShape() *shape {
	sparse := &shape{fields: []field{
		integer("count").from(1).must(),
		object("indices", &shape{fields: []field{
			index("bufferView").must(), integer("byteOffset"), integer("componentType").oneOfInts(glUbyte, glUshort, glUint).must(),
		}}).must(),
		object("values", &shape{fields: []field{index("bufferView").must(), integer("byteOffset")}}).must(),
	}}
	return &shape{judge: judgeAccessor, fields: []field{
		index("bufferView"),
		plain("byteOffset"),
		integer("componentType").oneOfInts(glByte, glUbyte, glShort, glUshort, glUint, glFloat).must(),
		integer("count").from(1).must(),
		text("type").oneOf("SCALAR", "VEC2", "VEC3", "VEC4", "MAT2", "MAT3", "MAT4").must(),
		boolean("normalized"),
		plain("min"),
		plain("max"),
		object("sparse", sparse),
		text("name"),
	}}
}

func animationShape() *shape {
	target := &shape{place: placeChannelTarget, judge: judgeTarget, fields: []field{index("node"), text("path").must()}}
	channel := &shape{fields: []field{index("sampler").must(), object("target", target).must()}}
	sampler := &shape{fields: []field{
		index("input").must(), text("interpolation").oneOf("LINEAR", "STEP", "CUBICSPLINE"), index("output").must(),
	}}
	return &shape{fields: []field{objects("channels", channel), objects("samplers", sampler), text("name")}}
}

func assetShape() *shape {
	return &shape{judge: judgeAsset, fields: []field{
		text("copyright"), text("generator"), text("version").like(versionPattern).must(), text("minVersion").like(versionPattern),
	}}
}

func bufferShape() *shape {
	return &shape{judge: judgeBuffer, fields: []field{integer("byteLength").from(1).must(), text("uri"), text("name")}}
}

func bufferViewShape() *shape {
	return &shape{place: placeBufferView, judge: judgeBufferView, fields: []field{
		integer("byteLength").from(1).must(),
		integer("byteStride").from(4).to(252),
		integer("target").oneOfInts(targetVertices, targetIndices),
		index("buffer").must(),
		integer("byteOffset"),
		text("name"),
	}}
}

func cameraShape() *shape {
	return &shape{judge: judgeCamera, fields: []field{
		text("type").oneOf("orthographic", "perspective").must(), plain("orthographic"), plain("perspective"), text("name"),
	}}
}

func orthographicShape() *shape {
	return &shape{judge: judgeOrthographic, fields: []field{
		number("xmag").must(), number("ymag").must(), number("zfar").over(0).must(), number("znear").from(0).must(),
	}}
}

func perspectiveShape() *shape {
	return &shape{judge: judgePerspective, fields: []field{
		number("yfov").over(0).must(), number("zfar").over(0), number("znear").over(0).must(), number("aspectRatio").over(0),
	}}
}

func imageShape() *shape {
	return &shape{place: placeImage, judge: judgeImage, fields: []field{index("bufferView"), plain("mimeType"), text("uri"), text("name")}}
}

func materialShape(info, normal, occlusion *shape) *shape {
	pbr := &shape{fields: []field{
		numbers("baseColorFactor", 4).from(0).to(1),
		object("baseColorTexture", info),
		number("metallicFactor").from(0).to(1),
		number("roughnessFactor").from(0).to(1),
		object("metallicRoughnessTexture", info),
	}}
	return &shape{place: placeMaterial, judge: judgeMaterial, fields: []field{
		object("pbrMetallicRoughness", pbr),
		object("normalTexture", normal),
		object("occlusionTexture", occlusion),
		object("emissiveTexture", info),
		numbers("emissiveFactor", 3).from(0).to(1),
		text("alphaMode").oneOf("OPAQUE", "MASK", "BLEND"),
		number("alphaCutoff").from(0),
		boolean("doubleSided"),
		text("name"),
	}}
}

func meshShape() *shape {
	primitive := &shape{place: placePrimitive, judge: judgePrimitive, fields: []field{
		integer("mode").to(6),
		{name: "attributes", rule: ruleIndexMap, required: true, key: judgeSemantic},
		{name: "targets", rule: ruleIndexMaps, key: judgeTargetSemantic},
		index("indices"),
		index("material"),
	}}
	return &shape{judge: judgeMesh, fields: []field{numbers("weights"), objects("primitives", primitive), text("name")}}
}

func nodeShape() *shape {
	return &shape{place: placeNode, judge: judgeNode, fields: []field{
		numbers("matrix", 16),
		numbers("translation", 3),
		numbers("rotation", 4).from(-1).to(1),
		numbers("scale", 3),
		index("camera"),
		indices("children"),
		index("mesh"),
		index("skin"),
		numbers("weights"),
		text("name"),
	}}
}

func samplerShape() *shape {
	return &shape{fields: []field{
		integer("magFilter").oneOfInts(9728, 9729),
		integer("minFilter").oneOfInts(9728, 9729, 9984, 9985, 9986, 9987),
		integer("wrapS").oneOfInts(33071, 33648, 10497),
		integer("wrapT").oneOfInts(33071, 33648, 10497),
		text("name"),
	}}
}

func skinShape() *shape {
	joints := indices("joints")
	return &shape{fields: []field{index("inverseBindMatrices"), index("skeleton"), joints.must(), text("name")}}
}
