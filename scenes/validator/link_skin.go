package validator

var bindFormats = []format{{"MAT4", glFloat, false}}

func (k *linker) linkSkins() {
	for _, s := range k.skins {
		if s != nil {
			k.linkSkin(s, k.kin)
		}
	}
}

func (k *linker) linkSkin(s *skin, f *family) {
	joints := k.good(s.is, "joints")
	looped, together := false, true
	if joints != none {
		s.length = k.len(joints)
		k.linkNodeList(joints, func(_ ref, index int) {
			k.nodes[index].isJoint = true
			looped = looped || f.depth[index] < 0
			together = together && (len(s.joints) == 0 || f.together(s.joints[0], index))
			if len(s.joints) == 0 {
				s.top = int32(index)
			} else {
				s.top = f.common(s.top, int32(index))
			}
			s.joints = append(s.joints, index)
		})
		if !together || len(s.joints) == 0 {
			k.say(skinNoCommonRoot, joints)
		}
	}
	k.linkBindMatrices(s)
	skeleton := k.indexOf(s.is, "skeleton")
	if resolve(k, s.is, "skeleton", k.nodes) == nil || looped {
		return
	}
	if s.top < 0 || f.depth[skeleton] > f.depth[s.top] || f.depth[skeleton] < 0 || f.ancestor(s.top, f.depth[skeleton]) != int32(skeleton) {
		k.sayIn(skinSkeletonInvalid, s.is, "skeleton")
	}
}

func (k *linker) linkBindMatrices(s *skin) {
	a := resolve(k, s.is, "inverseBindMatrices", k.accessors)
	if a == nil {
		return
	}
	e := k.get(s.is, "inverseBindMatrices")
	k.useAccessor(a, accessorBindMatrices, s.is, "inverseBindMatrices")
	k.useView(a.view, viewBindMatrices, s.is, "inverseBindMatrices")
	if a.view != nil && a.view.stride != -1 {
		k.say(skinIBMAccessorWithBytestride, e)
	}
	if a.format() != bindFormats[0] {
		k.say(skinIBMInvalidFormat, e, a.format(), list(bindFormats))
	} else {
		a.checks = append(a.checks, &bindCheck{place: e})
	}
	if s.length >= 0 && a.count < int64(s.length) {
		k.say(invalidIBMAccessorCount, e, s.length, a.count)
	}
}
