package validator

import "slices"

var timeFormats = []format{{"SCALAR", glFloat, false}}

// track is an animation sampler.
type track struct {
	is            ref
	input, output *accessor
	interpolation string
	used          bool
}

// channel drives a property of a node.
type channel struct {
	is, target ref
	node       int
	path       string
	drives     bool // it has a sampler
}

func (k *linker) linkAnimations() {
	for a := range k.children(k.good(root, "animations")) {
		samplers, channels := k.good(a, "samplers"), k.good(a, "channels")
		if k.kind(a) != isObject || samplers == none || channels == none {
			continue
		}
		var tracks []*track
		for s := range k.children(samplers) {
			tracks = append(tracks, k.linkTrack(s))
		}
		var driven []channel
		for c := range k.children(channels) {
			driven = append(driven, k.linkChannel(c, tracks))
		}
		k.findSameTargets(driven)
		for _, t := range tracks {
			if !t.used {
				k.say(unusedObject, t.is)
			}
		}
	}
}

func (k *linker) linkTrack(is ref) *track {
	t := &track{is: is, interpolation: "LINEAR"}
	if i := k.get(is, "interpolation"); i != none && k.kind(i) != isNull {
		t.interpolation = k.stringOf(is, "interpolation")
	}
	if t.input = resolve(k, is, "input", k.accessors); t.input != nil {
		k.linkTimes(t, k.get(is, "input"))
	}
	if t.output = resolve(k, is, "output", k.accessors); t.output != nil {
		k.useAccessor(t.output, accessorValues, is, "output")
		k.useView(t.output.view, viewOther, is, "output")
		k.forbidStride(t.output, is, "output")
	}
	return t
}

func (k *linker) forbidStride(a *accessor, is ref, name string) {
	if a.view != nil && a.view.stride != -1 {
		k.sayIn(animationSamplerAccessorWithBytestride, is, name)
	}
}

func (k *linker) linkTimes(t *track, e ref) {
	a := t.input
	k.useAccessor(a, accessorTimes, t.is, "input")
	k.useView(a.view, viewOther, t.is, "input")
	k.forbidStride(a, t.is, "input")
	if a.format() != timeFormats[0] {
		k.say(animationSamplerInputAccessorInvalidFormat, e, a.format(), list(timeFormats))
	} else {
		a.checks = append(a.checks, &timeCheck{place: e})
	}
	if !a.hasMin || !a.hasMax {
		k.say(animationSamplerInputAccessorWithoutBounds, e)
	}
	if t.interpolation == "CUBICSPLINE" && a.count < 2 {
		k.say(animationSamplerInputAccessorTooFewElements, e, t.interpolation, 2, a.count)
	}
}

func (k *linker) linkChannel(is ref, tracks []*track) channel {
	c := channel{is: is, target: k.good(is, "target"), node: -1}
	if c.target != none {
		c.node, c.path = k.indexOf(c.target, "node"), k.stringOf(c.target, "path")
		if n := resolve(k, c.target, "node", k.nodes); n != nil {
			n.used = true
			k.linkTarget(c, n)
		}
	}
	index := k.indexOf(is, "sampler")
	c.drives = index >= 0
	t := at(tracks, index)
	if t == nil {
		if index >= 0 {
			k.sayIn(unresolvedReference, is, "sampler", index)
		}
		return c
	}
	t.used = true
	if c.target != none && t.output != nil {
		k.linkValues(c, t)
	}
	return c
}

func (k *linker) linkTarget(c channel, n *node) {
	switch c.path {
	case "translation", "rotation", "scale":
		if k.good(n.is, "matrix") != none {
			k.say(animationChannelTargetNodeMatrix, c.target)
		}
		if n.skin != nil {
			k.sayIn(animationChannelTargetNodeSkin, c.target, "path")
		}
	case "weights":
		if targetsOf(n) == 0 {
			k.say(animationChannelTargetNodeWeightsNoMorphs, c.target)
		}
	}
}

func targetsOf(n *node) int64 {
	if n == nil || n.mesh == nil || n.mesh.primitives == nil {
		return 0
	}
	return int64(len(n.mesh.primitives[0].targets))
}

func (k *linker) linkValues(c channel, t *track) {
	e := k.get(c.is, "sampler")
	if c.path == "rotation" && t.output.components() == 4 {
		t.output.checks = append(t.output.checks, &quaternionCheck{
			place: e, scale: t.output.scale(), spline: t.interpolation == "CUBICSPLINE",
		})
	}
	if formats := outputFormats(c.path); formats != nil && !slices.Contains(formats, t.output.format()) {
		k.say(animationSamplerOutputAccessorInvalidFormat, e, t.output.format(), list(formats), c.path)
	}
	if t.input == nil || t.input.count == -1 || t.output.count == -1 || t.interpolation == "" {
		return
	}
	expected := t.input.count
	if t.interpolation == "CUBICSPLINE" {
		expected *= 3
	}
	switch {
	case c.path == "weights":
		expected *= targetsOf(at(k.nodes, c.node))
	case outputFormats(c.path) == nil:
		return
	}
	if expected != 0 && expected != t.output.count {
		k.say(animationSamplerOutputAccessorInvalidCount, e, expected, t.output.count)
	}
}

// findSameTargets says for each channel which later ones drive the same property.
func (k *linker) findSameTargets(driven []channel) {
	type property struct {
		node int
		path string
	}
	later := map[property][]int{}
	for i, c := range driven {
		if c.node >= 0 {
			p := property{c.node, c.path}
			later[p] = append(later[p], i)
		}
	}
	for i, c := range driven {
		if c.node < 0 {
			continue
		}
		p := property{c.node, c.path}
		if later[p] = later[p][1:]; !c.drives {
			continue
		}
		for n, j := range later[p] {
			if k.counts[animationDuplicateTargets.name] >= k.most {
				k.skip(animationDuplicateTargets, len(later[p])-n)
				break
			}
			k.sayIn(animationDuplicateTargets, driven[i].is, "target", j)
		}
	}
}

func linkAnimationPointer(k *linker, is, of ref) {
	k.say(incompleteExtensionSupport, is)
	if at(k.nodes, k.indexOf(of, "node")) != nil {
		k.say(khrAnimationPointerAnimationChannelTargetNode, is)
	}
	if path := k.stringOf(of, "path"); path != "pointer" {
		k.say(khrAnimationPointerAnimationChannelTargetPath, is, path)
	}
}

func linkLight(k *linker, is, _ ref) {
	if k.extension(root, "KHR_lights_punctual") == none {
		k.say(unsatisfiedDependency, is, "/extensions/KHR_lights_punctual")
		return
	}
	used, index := k.carried["KHR_lights_punctual"], k.indexOf(is, "light")
	if index >= len(used) {
		k.sayIn(unresolvedReference, is, "light", index)
	} else if index >= 0 {
		used[index] = true
	}
}
