package validator

func readBuffer(k *linker, is ref, _ int) *buffer {
	return &buffer{is: is, length: k.integerOf(is, "byteLength", -1)}
}

func readBufferView(k *linker, is ref, _ int) *bufferView {
	return &bufferView{
		is: is, buffer: k.indexOf(is, "buffer"), offset: k.integerOf(is, "byteOffset", 0), length: k.integerOf(is, "byteLength", -1),
		stride: k.integerOf(is, "byteStride", -1), target: k.integerOf(is, "target", -1),
	}
}

func readAccessor(k *linker, is ref, index int) *accessor {
	a := &accessor{
		is: is, index: index, viewIndex: k.indexOf(is, "bufferView"), offset: k.integerOf(is, "byteOffset", 0),
		component: k.integerOf(is, "componentType", -1), count: k.integerOf(is, "count", -1), kind: k.stringOf(is, "type"),
		normalized: k.kind(k.get(is, "normalized")) == isTrue,
	}
	if a.viewIndex < 0 {
		a.offset = 0
	}
	if a.component >= 0 && a.components() > 0 {
		a.min, a.max = k.numbersOf(is, "min"), k.numbersOf(is, "max")
		if a.component == glFloat {
			single32(a.min)
			single32(a.max)
		}
	}
	a.hasMin, a.hasMax = a.min != nil, a.max != nil
	if s := k.good(is, "sparse"); s != none {
		a.sparse = readSparse(k, s)
	}
	if a.component == glFloat {
		a.checks = append(a.checks, &finiteCheck{place: is})
	}
	if a.hasMin {
		a.checks = append(a.checks, newBoundCheck(k.get(is, "min"), a.min, false))
	}
	if a.hasMax {
		a.checks = append(a.checks, newBoundCheck(k.get(is, "max"), a.max, true))
	}
	return a
}

func single32(all []float64) {
	for i := range all {
		all[i] = float64(float32(all[i]))
	}
}

// readSparse is nil unless all three parts are there.
func readSparse(k *linker, is ref) *sparse {
	indices, values := k.good(is, "indices"), k.good(is, "values")
	s := &sparse{
		is: is, indicesIs: indices, valuesIs: values, count: k.integerOf(is, "count", -1),
		indicesViewIndex: k.indexOf(indices, "bufferView"), indicesOffset: k.integerOf(indices, "byteOffset", 0),
		indicesComponent: k.integerOf(indices, "componentType", -1),
		valuesViewIndex:  k.indexOf(values, "bufferView"), valuesAt: k.integerOf(values, "byteOffset", 0),
	}
	if s.count < 0 || indices == none || values == none {
		return nil
	}
	return s
}

func (k *linker) linkBufferViews() {
	for _, v := range k.bufferViews {
		if v == nil {
			continue
		}
		switch v.target {
		case targetVertices:
			v.use = viewVertices
		case targetIndices:
			v.use = viewIndices
		}
		v.holder = resolve(k, v.is, "buffer", k.buffers)
		if v.holder == nil {
			continue
		}
		v.holder.used = true
		if v.holder.length < 0 {
			continue
		}
		if v.offset >= v.holder.length {
			k.sayIn(bufferViewTooLong, v.is, "byteOffset", v.buffer, v.holder.length)
		} else if v.offset+v.length > v.holder.length {
			k.sayIn(bufferViewTooLong, v.is, "byteLength", v.buffer, v.holder.length)
		}
	}
}

// useAs marks what a buffer view is for; is and name are where it is used.
func (k *linker) useView(v *bufferView, use viewUse, is ref, name string) {
	if v == nil {
		return
	}
	v.used = true
	if v.use == viewUnused {
		v.use = use
		if use == viewIndices || use == viewVertices {
			k.sayIn(bufferViewTargetMissing, is, name)
		}
	} else if v.use != use {
		k.sayIn(bufferViewTargetOverride, is, name, v.use, use)
	}
}

func (k *linker) useAccessor(a *accessor, use accessorUse, is ref, name string) {
	a.used = true
	if a.use == accessorUnused {
		a.use = use
	} else if a.use != use {
		k.sayIn(accessorUsageOverride, is, name, a.use, use)
	}
}

func (k *linker) linkAccessors() {
	for _, a := range k.accessors {
		if a == nil {
			continue
		}
		a.view = at(k.bufferViews, a.viewIndex)
		if a.sparse != nil {
			a.sparse.valuesView = at(k.bufferViews, a.sparse.valuesViewIndex)
			a.sparse.indicesView = at(k.bufferViews, a.sparse.indicesViewIndex)
		}
		if a.readable() {
			k.linkAccessor(a)
		}
	}
}

func (k *linker) linkAccessor(a *accessor) {
	if a.viewIndex >= 0 {
		if a.view == nil {
			k.sayIn(unresolvedReference, a.is, "bufferView", a.viewIndex)
		} else {
			a.view.used = true
			if a.view.stride >= 0 && a.view.stride < a.elementSize() {
				k.say(accessorSmallBytestride, a.is, a.view.stride, a.elementSize())
			}
			k.checkRun(a.is, a.view, a.viewIndex, a.offset, componentSize(a.component), a.byteLength())
		}
	}
	s := a.sparse
	if s == nil {
		return
	}
	if s.count > a.count {
		k.sayIn(accessorSparseCountOutOfRange, s.is, "count", s.count, a.count)
	}
	size := componentSize(a.component)
	if s.indicesComponent >= 0 {
		n := componentSize(s.indicesComponent)
		k.linkSparsePart(s.indicesIs, s.indicesView, s.indicesViewIndex, s.indicesOffset, n, n*s.count)
	} else {
		k.linkSparsePart(s.indicesIs, s.indicesView, s.indicesViewIndex, -1, 1, 0)
	}
	k.linkSparsePart(s.valuesIs, s.valuesView, s.valuesViewIndex, s.valuesAt, size, size*a.components()*s.count)
}

func (k *linker) linkSparsePart(is ref, view *bufferView, index int, offset, component, length int64) {
	if index < 0 {
		return
	}
	if view == nil {
		k.sayIn(unresolvedReference, is, "bufferView", index)
		return
	}
	k.useView(view, viewOther, is, "bufferView")
	if view.stride >= 0 {
		k.sayIn(bufferViewInvalidByteStride, is, "bufferView")
	}
	k.checkRun(is, view, index, offset, component, length)
}

// checkRun says how a run of bytes is not aligned or does not lie in its buffer view.
func (k *linker) checkRun(is ref, view *bufferView, index int, offset, component, length int64) {
	if offset < 0 {
		return
	}
	if offset%component != 0 {
		k.sayIn(accessorOffsetAlignment, is, "byteOffset", offset, component)
	}
	if view.offset < 0 {
		return
	}
	if total := view.offset + offset; total%component != 0 {
		k.say(accessorTotalOffsetAlignment, is, total, component)
	}
	if offset > view.length {
		k.sayIn(accessorTooLong, is, "byteOffset", offset, length, index, view.length)
	} else if offset+length > view.length {
		k.say(accessorTooLong, is, offset, length, index, view.length)
	}
}

func (k *linker) linkImages() {
	for _, i := range k.images {
		if i == nil {
			continue
		}
		i.view = resolve(k, i.is, "bufferView", k.bufferViews)
		if i.view == nil {
			continue
		}
		k.useView(i.view, viewImage, i.is, "bufferView")
		if i.view.stride >= 0 {
			k.sayIn(imageBufferViewWithBytestride, i.is, "bufferView")
		}
	}
}
