package validator

import "math"

// khronosExtensions are those that the Khronos validator checks, and what it checks of them.
func khronosExtensions(info, normal *shape) map[string]*extension {
	material := func(s *shape, link func(k *linker, is, of ref)) *extension {
		return &extension{at: map[place]*shape{placeMaterial: s}, link: map[place]func(*linker, ref, ref){placeMaterial: link}}
	}
	alone := func(e *extension) *extension { e.alone = true; return e }
	return map[string]*extension{
		"EXT_texture_webp": {
			at:   map[place]*shape{placeTexture: {fields: []field{index("source")}}},
			link: map[place]func(*linker, ref, ref){placeTexture: linkWebP},
		},
		"KHR_animation_pointer": {
			at:   map[place]*shape{placeChannelTarget: {fields: []field{text("pointer").like(jsonPointerPattern).must()}}},
			link: map[place]func(*linker, ref, ref){placeChannelTarget: linkAnimationPointer},
		},
		"KHR_lights_punctual": {
			at: map[place]*shape{
				placeRoot: {fields: []field{objects("lights", lightShape())}},
				placeNode: {fields: []field{index("light").must()}},
			},
			link: map[place]func(*linker, ref, ref){placeNode: linkLight},
		},
		"KHR_materials_anisotropy":        material(anisotropyShape(info), linkAnisotropy),
		"KHR_materials_clearcoat":         material(clearcoatShape(info, normal), linkClearcoat),
		"KHR_materials_dispersion":        material(&shape{fields: []field{number("dispersion").from(0)}}, linkDispersion),
		"KHR_materials_emissive_strength": material(&shape{fields: []field{number("emissiveStrength").from(0)}}, linkEmissiveStrength),
		"KHR_materials_ior":               material(&shape{fields: []field{number("ior").from(1).or(0)}}, nil),
		"KHR_materials_iridescence":       material(iridescenceShape(info), linkTextures("iridescenceTexture", "iridescenceThicknessTexture")),
		"KHR_materials_pbrSpecularGlossiness": alone(material(glossinessShape(info),
			linkTextures("diffuseTexture", "specularGlossinessTexture"))),
		"KHR_materials_sheen":        material(sheenShape(info), linkTextures("sheenColorTexture", "sheenRoughnessTexture")),
		"KHR_materials_specular":     material(specularShape(info), linkTextures("specularTexture", "specularColorTexture")),
		"KHR_materials_transmission": material(transmissionShape(info), linkTextures("transmissionTexture")),
		"KHR_materials_unlit":        alone(material(&shape{}, nil)),
		"KHR_materials_variants": {
			at: map[place]*shape{
				placeRoot:      {fields: []field{objects("variants", &shape{fields: []field{text("name").must()}})}},
				placePrimitive: {fields: []field{objects("mappings", mappingShape())}},
			},
		},
		"KHR_materials_volume":  material(volumeShape(info), linkVolume),
		"KHR_mesh_quantization": {required: true},
		"KHR_node_visibility":   {at: map[place]*shape{placeNode: {fields: []field{boolean("visible")}}}},
		"KHR_texture_transform": {
			at:   map[place]*shape{placeTextureInfo: transformShape()},
			link: map[place]func(*linker, ref, ref){placeTextureInfo: linkTransform},
		},
	}
}

func lightShape() *shape {
	return &shape{judge: judgeLight, fields: []field{
		numbers("color", 3).from(0).to(1),
		number("intensity").from(0),
		text("type").oneOf("directional", "point", "spot").must(),
		plain("spot"),
		number("range").over(0),
		text("name"),
	}}
}

func spotShape() *shape {
	return &shape{judge: judgeSpot, fields: []field{
		number("innerConeAngle").from(0).under(math.Pi / 2), number("outerConeAngle").over(0).to(math.Pi / 2),
	}}
}

func anisotropyShape(info *shape) *shape {
	return &shape{fields: []field{
		number("anisotropyStrength").from(0).to(1), number("anisotropyRotation"), object("anisotropyTexture", info),
	}}
}

func clearcoatShape(info, normal *shape) *shape {
	return &shape{fields: []field{
		number("clearcoatFactor").from(0).to(1),
		object("clearcoatTexture", info),
		number("clearcoatRoughnessFactor").from(0).to(1),
		object("clearcoatRoughnessTexture", info),
		object("clearcoatNormalTexture", normal),
	}}
}

func iridescenceShape(info *shape) *shape {
	return &shape{judge: judgeIridescence, fields: []field{
		number("iridescenceFactor").from(0).to(1),
		object("iridescenceTexture", info),
		number("iridescenceIor").from(1),
		number("iridescenceThicknessMinimum").from(0),
		number("iridescenceThicknessMaximum").from(0),
		object("iridescenceThicknessTexture", info),
	}}
}

func glossinessShape(info *shape) *shape {
	return &shape{fields: []field{
		numbers("diffuseFactor", 4).from(0).to(1),
		object("diffuseTexture", info),
		numbers("specularFactor", 3).from(0).to(1),
		number("glossinessFactor").from(0).to(1),
		object("specularGlossinessTexture", info),
	}}
}

func sheenShape(info *shape) *shape {
	return &shape{fields: []field{
		numbers("sheenColorFactor", 3).from(0).to(1),
		object("sheenColorTexture", info),
		number("sheenRoughnessFactor").from(0).to(1),
		object("sheenRoughnessTexture", info),
	}}
}

func specularShape(info *shape) *shape {
	return &shape{fields: []field{
		number("specularFactor").from(0).to(1),
		object("specularTexture", info),
		numbers("specularColorFactor", 3).from(0),
		object("specularColorTexture", info),
	}}
}

func transmissionShape(info *shape) *shape {
	return &shape{fields: []field{number("transmissionFactor").from(0).to(1), object("transmissionTexture", info)}}
}

func volumeShape(info *shape) *shape {
	return &shape{fields: []field{
		numbers("attenuationColor", 3).from(0).to(1),
		number("attenuationDistance").over(0),
		number("thicknessFactor").from(0),
		object("thicknessTexture", info),
	}}
}

func mappingShape() *shape {
	return &shape{fields: []field{indices("variants").must(), index("material").must(), text("name")}}
}

func transformShape() *shape {
	return &shape{fields: []field{numbers("offset", 2), number("rotation"), numbers("scale", 2), integer("texCoord")}}
}

// ourExtensions are known to us only. What they refer to is used, and what they hold is looked at.
func ourExtensions() map[string]*extension {
	basisu := &extension{ours: true,
		at:   map[place]*shape{placeTexture: {fields: []field{index("source").must()}}},
		link: map[place]func(*linker, ref, ref){placeTexture: linkBasisU},
	}
	draco := &extension{ours: true,
		at: map[place]*shape{placePrimitive: {fields: []field{
			index("bufferView").must(), {name: "attributes", rule: ruleIndexMap, required: true, key: func(*checker, ref, string) {}},
		}}},
		link: map[place]func(*linker, ref, ref){placePrimitive: linkDraco},
	}
	instancing := &extension{ours: true,
		at: map[place]*shape{placeNode: {fields: []field{
			{name: "attributes", rule: ruleIndexMap, required: true, key: func(*checker, ref, string) {}},
		}}},
		link: map[place]func(*linker, ref, ref){placeNode: linkInstancing},
	}
	return map[string]*extension{
		"KHR_texture_basisu":         basisu,
		"KHR_draco_mesh_compression": draco,
		"EXT_mesh_gpu_instancing":    instancing,
		"EXT_meshopt_compression":    meshoptExtension("NONE", "OCTAHEDRAL", "QUATERNION", "EXPONENTIAL"),
		"KHR_meshopt_compression":    meshoptExtension("NONE", "OCTAHEDRAL", "QUATERNION", "EXPONENTIAL", "COLOR"),
	}
}

// meshoptExtension: the KHR form is the EXT form with one filter more. The fallback buffer may say that it is one.
func meshoptExtension(filters ...string) *extension {
	return &extension{ours: true,
		at: map[place]*shape{placeBufferView: {fields: []field{
			index("buffer").must(),
			integer("byteOffset"),
			integer("byteLength").from(1).must(),
			integer("byteStride").from(1).must(),
			integer("count").from(1).must(),
			text("mode").oneOf("ATTRIBUTES", "TRIANGLES", "INDICES").must(),
			text("filter").oneOf(filters...),
		}}},
		link: map[place]func(*linker, ref, ref){placeBufferView: linkMeshopt},
	}
}
