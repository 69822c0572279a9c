package validator

func readNode(k *linker, is ref, _ int) *node {
	return &node{is: is, parent: -1, camera: k.indexOf(is, "camera"), skinIndex: k.indexOf(is, "skin"),
		hasChildren: k.good(is, "children") != none}
}

func (k *linker) linkNodes() {
	for i, n := range k.nodes {
		if n == nil {
			continue
		}
		k.resolveMark(n.is, "camera", "cameras", k.cameras)
		if n.skin = resolve(k, n.is, "skin", k.skins); n.skin != nil {
			n.skin.used = true
		}
		if n.mesh = resolve(k, n.is, "mesh", k.meshes); n.mesh != nil {
			n.mesh.used = true
			k.linkNodeMesh(n)
		}
		k.linkNodeList(k.good(n.is, "children"), func(e ref, child int) {
			if k.nodes[child].parent >= 0 {
				k.say(nodeParentOverride, e, child)
			}
			k.nodes[child].parent = int32(i)
		})
	}
	k.kin = k.family()
}

// linkNodeList resolves references to nodes.
func (k *linker) linkNodeList(list ref, found func(e ref, index int)) {
	for e := range k.children(list) {
		index, ok := k.reference(e)
		if !ok {
			continue
		}
		n := at(k.nodes, index)
		if n == nil {
			k.say(unresolvedReference, e, index)
			continue
		}
		n.used = true
		found(e, index)
	}
}

func (k *linker) linkNodeMesh(n *node) {
	if n.mesh.primitives == nil {
		return
	}
	weights := k.good(n.is, "weights")
	targets := len(n.mesh.primitives[0].targets)
	if weights != none && k.len(weights) != targets {
		k.say(nodeWeightsInvalid, weights, k.len(weights), targets)
	}
	if weights == none && n.mesh.weights != none {
		n.mesh.weightsUsed = true
	}
	all, any := true, false
	for _, p := range n.mesh.primitives {
		all = all && p.semantics.joints == 0
		any = any || p.semantics.joints != 0
	}
	if n.skin != nil && all {
		k.say(nodeSkinWithNonSkinnedMesh, n.is)
	}
	if n.skin == nil && any {
		k.say(nodeSkinnedMeshWithoutSkin, n.is)
	}
}

func (k *linker) linkScenes() {
	k.listed = make([][]int32, len(k.nodes))
	i := int32(0)
	for s := range k.children(k.good(root, "scenes")) {
		k.linkNodeList(k.good(s, "nodes"), func(e ref, index int) {
			if k.nodes[index].parent >= 0 {
				k.say(sceneNonRootNode, e, index)
			}
			if l := k.listed[index]; len(l) == 0 || l[len(l)-1] != i {
				k.listed[index] = append(l, i)
			}
		})
		i++
	}
}

// linkHierarchy judges nodes by where they stand among the others.
func (k *linker) linkHierarchy() {
	f := k.kin
	for i, n := range k.nodes {
		if n == nil {
			continue
		}
		if k.isEmpty(n) {
			k.say(nodeEmpty, n.is)
		}
		if f.looped(i) {
			k.say(nodeLoop, n.is)
		}
		if n.skin == nil {
			continue
		}
		if n.parent >= 0 {
			k.say(nodeSkinnedMeshNonRoot, n.is)
			if f.moved(k, n.parent) {
				k.say(nodeSkinnedMeshParentTransforms, n.is)
			}
		}
		if k.hasTransform(n.is) {
			k.say(nodeSkinnedMeshLocalTransforms, n.is)
		}
		if top := n.skin.top; top >= 0 && !k.sharesScenes(f, i, int(top)) {
			k.say(nodeSkinNoScene, n.is)
		}
	}
}

func (k *linker) isEmpty(n *node) bool {
	extras := k.get(n.is, "extras")
	return !n.isJoint && !n.hasChildren && n.mesh == nil && (n.camera < 0 || !k.isObjectAt("cameras", n.camera)) &&
		!k.extended(n.is, placeNode) && (extras == none || k.kind(extras) == isNull)
}

func (k *linker) hasTransform(is ref) bool {
	differs := func(name string, plain ...float64) bool {
		for i, v := range k.numbersOf(is, name) {
			if i < len(plain) && float32(v) != float32(plain[i]) {
				return true
			}
		}
		return false
	}
	return differs("matrix", 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1) ||
		differs("translation", 0, 0, 0) || differs("rotation", 0, 0, 0, 1) || differs("scale", 1, 1, 1)
}

// sharesScenes says whether every scene that shows node i shows the root of its joints, too.
func (k *linker) sharesScenes(f *family, i, top int) bool {
	root := f.rootOf(top)
	if root < 0 {
		return true
	}
	for n, steps := i, 0; n >= 0 && steps <= len(k.nodes); n, steps = int(k.nodes[n].parent), steps+1 {
		if !k.spend(1 + len(k.listed[n])) {
			return true
		}
		for _, scene := range k.listed[n] {
			if !shows(k.listed[root], scene) {
				return false
			}
		}
	}
	return true
}

func shows(scenes []int32, scene int32) bool {
	for _, s := range scenes {
		if s == scene {
			return true
		}
	}
	return false
}

// spend takes steps from the budget of walks that a document may make as long as it likes.
func (k *linker) spend(steps int) bool {
	if k.steps < 0 {
		return false
	}
	if k.steps -= steps; k.steps < 0 {
		k.say(limitSteps, root, mostSteps)
		k.cut = true
	}
	return k.steps >= 0
}
