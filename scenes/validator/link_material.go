package validator

func readTexture(k *linker, is ref, _ int) *texture {
	t := &texture{is: is, source: k.indexOf(is, "source"), sampler: k.indexOf(is, "sampler")}
	k.byTexture[is] = t
	return t
}

func readMaterial(k *linker, is ref, _ int) *material {
	m := &material{is: is, normal: k.good(is, "normalTexture") != none}
	k.byMaterial[is] = m
	return m
}

func (k *linker) linkTextures() {
	for _, t := range k.textures {
		if t == nil {
			continue
		}
		t.image = resolve(k, t.is, "source", k.images)
		if t.image != nil {
			t.image.used = true
			k.wantType(t.is, t.image, "image/jpeg", "image/png")
		}
		k.resolveMark(t.is, "sampler", "samplers", k.samplers)
	}
}

// wantType judges, once the images were read, whether a texture may use its image.
func (k *linker) wantType(is ref, i *image, types ...string) {
	k.late = append(k.late, func() {
		mime := i.mime
		if mime == "" {
			mime = i.found
		}
		for _, t := range types {
			if mime == t {
				return
			}
		}
		if mime != "" {
			k.sayIn(textureInvalidImageMimeType, is, "source", mime, list(types))
		}
	})
}

func (k *linker) linkMaterials() {
	for _, m := range k.materials {
		if m == nil {
			continue
		}
		if pbr := k.good(m.is, "pbrMetallicRoughness"); pbr != none {
			k.linkTexture(m, pbr, "baseColorTexture")
			k.linkTexture(m, pbr, "metallicRoughnessTexture")
		}
		if k.linkTexture(m, m.is, "normalTexture") != none {
			m.needsTangent = true
		}
		k.linkTexture(m, m.is, "occlusionTexture")
		k.linkTexture(m, m.is, "emissiveTexture")
	}
}

// linkTexture resolves a texture of a material and remembers the coordinates that it needs.
func (k *linker) linkTexture(m *material, in ref, name string) ref {
	info := k.good(in, name)
	if info == none {
		return none
	}
	if t := resolve(k, info, "index", k.textures); t != nil {
		t.used = true
	}
	if m != nil {
		m.bindings = append(m.bindings, binding{info, k.integerOf(info, "texCoord", 0)})
	}
	return info
}

func linkTextures(names ...string) func(k *linker, is, of ref) {
	return func(k *linker, is, of ref) {
		for _, name := range names {
			k.linkTexture(k.byMaterial[of], is, name)
		}
	}
}

func linkClearcoat(k *linker, is, of ref) {
	m := k.byMaterial[of]
	k.linkTexture(m, is, "clearcoatTexture")
	k.linkTexture(m, is, "clearcoatRoughnessTexture")
	if info := k.linkTexture(m, is, "clearcoatNormalTexture"); info != none {
		if m != nil {
			m.needsTangent = true
		}
		k.compareTexCoord(of, info, khrMaterialsClearcoatClearcoatNormalTextureTexcoord)
	}
}

func linkAnisotropy(k *linker, is, of ref) {
	m := k.byMaterial[of]
	if info := k.linkTexture(m, is, "anisotropyTexture"); info != none {
		if m != nil {
			m.needsTangent = true
		}
		k.compareTexCoord(of, info, khrMaterialsAnisotropyAnisotropyTextureTexcoord)
	}
}

// compareTexCoord: a tangent space is one set of coordinates.
func (k *linker) compareTexCoord(of, info ref, c code) {
	normal := k.good(of, "normalTexture")
	if normal != none && k.integerOf(normal, "texCoord", 0) != k.integerOf(info, "texCoord", 0) {
		k.say(c, info)
	}
}

func linkDispersion(k *linker, is, of ref) {
	if k.get(k.good(of, "extensions"), "KHR_materials_volume") == none {
		k.say(khrMaterialsDispersionNoVolume, is)
	}
}

func linkEmissiveStrength(k *linker, is, of ref) {
	if strength := k.numberOf(is, "emissiveStrength", 1); strength == 1 || strength != strength {
		return
	}
	factor := k.numbersOf(of, "emissiveFactor")
	if factor == nil && k.has(of, "emissiveFactor") {
		return // said to be wrong already
	}
	for _, f := range factor {
		if f != 0 {
			return
		}
	}
	k.say(khrMaterialsEmissiveStrengthZeroFactor, is)
}

func linkVolume(k *linker, is, of ref) {
	k.linkTexture(k.byMaterial[of], is, "thicknessTexture")
	transmits := false
	for e := range k.children(k.good(of, "extensions")) {
		name := k.key(e)
		transmits = transmits || name == "KHR_materials_transmission" || !k.loaded[name] // an unknown one may
	}
	if !transmits {
		k.say(khrMaterialsVolumeNoTransmission, is)
	}
	if k.kind(k.get(of, "doubleSided")) == isTrue && k.numberOf(is, "thicknessFactor", 0) > 0 {
		k.say(khrMaterialsVolumeDoubleSided, is)
	}
}

// linkTransform: a transform may name other coordinates than its texture does.
func linkTransform(k *linker, is, of ref) {
	if set := k.integerOf(is, "texCoord", -1); set >= 0 {
		for m := of; m != root && m != none; m = k.tree.at(m).parent {
			if found := k.byMaterial[m]; found != nil {
				found.bindings = append(found.bindings, binding{is, set})
				return
			}
		}
	}
}

func linkWebP(k *linker, is, _ ref) { k.linkSource(is, "image/webp") }

func linkBasisU(k *linker, is, of ref) {
	k.linkSource(is, "image/ktx2")
}

func (k *linker) linkSource(is ref, mime string) {
	if i := resolve(k, is, "source", k.images); i != nil {
		i.used = true
		k.wantType(is, i, mime)
	}
}
