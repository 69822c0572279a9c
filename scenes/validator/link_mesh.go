package validator

import "slices"

func readMesh(k *linker, is ref, _ int) *mesh {
	m := &mesh{is: is, weights: k.good(is, "weights")}
	for p := range k.children(k.good(is, "primitives")) {
		m.primitives = append(m.primitives, readPrimitive(k, p))
	}
	return m
}

func readPrimitive(k *linker, is ref) *primitive {
	p := &primitive{is: is, attributesIs: k.good(is, "attributes"), mode: k.integerOf(is, "mode", 4), count: -1, vertices: -1,
		attributes: map[string]*accessor{}}
	p.semantics = k.semanticsOf(p.attributesIs, false)
	p.texCoordUsed = make([]bool, p.semantics.texCoords)
	for t := range k.children(k.good(is, "targets")) {
		p.targets = append(p.targets, t)
	}
	k.byPrimitive[is] = p
	return p
}

func (k *linker) linkMeshes() {
	for _, m := range k.meshes {
		if m == nil {
			continue
		}
		for _, p := range m.primitives {
			k.linkVariants(p)
			k.linkPrimitive(p)
		}
	}
}

func (k *linker) linkPrimitive(p *primitive) {
	for e := range k.children(p.attributesIs) {
		if index, ok := k.reference(e); ok {
			k.linkAttribute(p, e, index)
		}
	}
	k.linkIndices(p)
	if p.count != -1 && !modeFits(p.mode, p.count) {
		k.say(meshPrimitiveIncompatibleMode, p.is, p.count, modeNames[p.mode])
	}
	k.linkPrimitiveMaterial(p)
	for _, target := range p.targets {
		for e := range k.children(target) {
			if index, ok := k.reference(e); ok {
				k.linkTargetAttribute(p, e, index)
			}
		}
	}
}

// reference reads an element of an index map that was not spoiled.
func (k *linker) reference(e ref) (int, bool) {
	n, ok := k.integer(e)
	return int(n), ok && !k.tree.at(e).bad
}

var modeNames = []string{"POINTS", "LINES", "LINE_LOOP", "LINE_STRIP", "TRIANGLES", "TRIANGLE_STRIP", "TRIANGLE_FAN"}

func modeFits(mode, count int64) bool {
	switch mode {
	case 1:
		return count%2 == 0
	case 2, 3:
		return count >= 2
	case 4:
		return count%3 == 0
	case 5, 6:
		return count >= 3
	}
	return true
}

func (k *linker) linkAttribute(p *primitive, e ref, index int) {
	a := at(k.accessors, index)
	if a == nil {
		k.say(unresolvedReference, e, index)
		return
	}
	semantic := k.key(e)
	p.attributes[semantic] = a
	in := p.attributesIs
	k.useAccessor(a, accessorVertices, in, semantic)
	k.useView(a.view, viewVertices, in, semantic)
	if semantic == "POSITION" && !(a.hasMin && a.hasMax) {
		k.say(meshPrimitivePositionAccessorWithoutBounds, e)
	}
	base, _, _ := indexedSemantic(semantic)
	if formats := k.attributeFormats(base); formats != nil {
		if !slices.Contains(formats, a.format()) {
			k.say(meshPrimitiveAttributesAccessorInvalidFormat, e, a.format(), list(formats))
		} else {
			a.checkAttribute(e, semantic)
		}
	} else if a.component == glUint {
		k.say(meshPrimitiveAttributesAccessorUnsignedInt, e)
	}
	k.checkAlignment(a, e)
	if p.vertices == -1 {
		p.vertices, p.count = a.count, a.count
	} else if p.vertices != a.count {
		k.say(meshPrimitiveUnequalAccessorCount, e)
	}
	k.checkShared(a, e)
}

func (a *accessor) checkAttribute(e ref, semantic string) {
	switch semantic {
	case "NORMAL":
		a.checks = append(a.checks, &unitCheck{place: e, scale: a.scale()})
	case "TANGENT":
		a.checks = append(a.checks, &unitCheck{place: e, scale: a.scale(), sign: true})
	case "COLOR_0":
		if a.component == glFloat {
			a.checks = append(a.checks, &clampCheck{place: e})
		}
	}
}

// checkAlignment: vertex data begin at multiples of four bytes.
func (k *linker) checkAlignment(a *accessor, e ref) {
	if a.offset > 0 && a.offset%4 != 0 || a.elementSize()%4 != 0 && a.view != nil && a.view.stride == -1 {
		k.say(meshPrimitiveAccessorUnaligned, e)
	}
}

// checkShared: accessors that share a buffer view need to know its stride.
func (k *linker) checkShared(a *accessor, e ref) {
	if a.view == nil || a.view.stride != -1 {
		return
	}
	if a.view.accessors == nil {
		a.view.accessors = map[*accessor]struct{}{}
	}
	if _, known := a.view.accessors[a]; known {
		return
	}
	a.view.accessors[a] = struct{}{}
	if len(a.view.accessors) > 1 {
		k.say(meshPrimitiveAccessorWithoutBytestride, e)
	}
}

var indexFormats = []format{{"SCALAR", glUbyte, false}, {"SCALAR", glUshort, false}, {"SCALAR", glUint, false}}

func (k *linker) linkIndices(p *primitive) {
	p.indices = resolve(k, p.is, "indices", k.accessors)
	a := p.indices
	if a == nil {
		return
	}
	e := k.get(p.is, "indices")
	p.count = a.count
	k.useAccessor(a, accessorIndices, p.is, "indices")
	k.useView(a.view, viewIndices, p.is, "indices")
	if a.view != nil && a.view.stride != -1 {
		k.say(meshPrimitiveIndicesAccessorWithBytestride, e)
	}
	if !slices.Contains(indexFormats, a.format()) {
		k.say(meshPrimitiveIndicesAccessorInvalidFormat, e, a.format(), list(indexFormats))
		return
	}
	most := int64(-1)
	if p.vertices != -1 {
		most = p.vertices - 1
	}
	_, restart := componentRange(a.component)
	a.checks = append(a.checks, &indexCheck{
		place: e, most: float64(most), restart: float64(restart), triangles: p.mode == 4 || p.mode == -1, total: p.count / 3,
	})
}

func (k *linker) linkPrimitiveMaterial(p *primitive) {
	m := resolve(k, p.is, "material", k.materials)
	s := p.semantics
	if m != nil {
		m.used = true
		if !(s.normal && s.tangent) && m.needsTangent {
			c := meshPrimitiveNoTangentSpace
			if m.normal {
				c = meshPrimitiveGeneratedTangentSpace
			}
			k.sayIn(c, p.is, "material")
		}
		k.bindTexCoords(p, m, p.is)
	}
	if s.tangent && (m == nil || !m.needsTangent) {
		k.sayIn(unusedMeshTangent, p.attributesIs, "TANGENT")
	}
	for i, used := range p.texCoordUsed {
		if !used {
			k.sayIn(unusedObject, p.attributesIs, "TEXCOORD_"+itoa(i))
		}
	}
}

// bindTexCoords: what a material needs a primitive must have; is holds the reference to the material.
func (k *linker) bindTexCoords(p *primitive, m *material, is ref) {
	for _, b := range m.bindings {
		switch {
		case b.set < 0:
		case b.set >= int64(len(p.texCoordUsed)):
			if k.admits(meshPrimitiveTooFewTexcoords) {
				k.keep(meshPrimitiveTooFewTexcoords, k.pointerTo(is, "material"), -1, []any{k.pointer(b.is), b.set})
			}
		default:
			p.texCoordUsed[b.set] = true
		}
	}
}

func (k *linker) linkTargetAttribute(p *primitive, e ref, index int) {
	a := at(k.accessors, index)
	if a == nil {
		k.say(unresolvedReference, e, index)
		return
	}
	semantic := k.key(e)
	in := k.tree.at(e).parent
	k.useAccessor(a, accessorVertices, in, semantic)
	k.useView(a.view, viewVertices, in, semantic)
	if base := p.attributes[semantic]; base == nil {
		k.say(meshPrimitiveMorphTargetNoBaseAccessor, e)
	} else if base.count != a.count {
		k.say(meshPrimitiveMorphTargetInvalidAttributeCount, e)
	}
	if semantic == "POSITION" && !(a.hasMin && a.hasMax) {
		k.say(meshPrimitivePositionAccessorWithoutBounds, e)
	}
	base, _, _ := indexedSemantic(semantic)
	if formats := k.targetFormats(base); formats != nil && !slices.Contains(formats, a.format()) {
		k.say(meshPrimitiveAttributesAccessorInvalidFormat, e, a.format(), list(formats))
	}
	k.checkAlignment(a, e)
	k.checkShared(a, e)
}

// linkVariants: each variant has one material in a primitive.
func (k *linker) linkVariants(p *primitive) {
	x := k.extension(p.is, "KHR_materials_variants")
	if x == none {
		return
	}
	declared := k.extension(root, "KHR_materials_variants") != none
	seen := map[int]bool{}
	for mapping := range k.children(k.good(x, "mappings")) {
		if !declared {
			k.say(unsatisfiedDependency, mapping, "/extensions/KHR_materials_variants")
			continue
		}
		for e := range k.children(k.good(mapping, "variants")) {
			if index, ok := k.reference(e); ok {
				k.linkVariant(e, index, seen)
			}
		}
		if m := resolve(k, mapping, "material", k.materials); m != nil {
			m.used = true
			k.bindTexCoords(p, m, mapping)
		}
	}
}

func (k *linker) linkVariant(e ref, index int, seen map[int]bool) {
	if seen[index] {
		k.say(khrMaterialsVariantsNonUniqueVariant, e)
	}
	seen[index] = true
	if used := k.carried["KHR_materials_variants"]; index < len(used) {
		used[index] = true
	} else {
		k.say(unresolvedReference, e, index)
	}
}
