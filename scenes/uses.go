package scenes

// use is what an accessor is for; it may be several things at once.
type use uint8

const (
	useVertices use = 1 << iota // an attribute of a primitive, or of a morph target
	useIndices
	useAnimation
	useSkin
	useOther
)

// uses are what the accessors are for.
func (v *inspection) uses() map[int]use {
	all := make(map[int]use)
	for _, mesh := range v.doc.Meshes {
		for _, p := range mesh.Primitives {
			for _, i := range p.Attributes {
				all[i] |= useVertices
			}
			for _, target := range p.Targets {
				for _, i := range target {
					all[i] |= useVertices
				}
			}
			if p.Indices != nil {
				all[*p.Indices] |= useIndices
			}
		}
	}
	for _, a := range v.doc.Animations {
		for _, s := range a.Samplers {
			all[s.Input] |= useAnimation
			all[s.Output] |= useAnimation
		}
	}
	for _, s := range v.doc.Skins {
		if s.InverseBindMatrices != nil {
			all[*s.InverseBindMatrices] |= useSkin
		}
	}
	for _, n := range v.doc.Nodes {
		for _, i := range instancesOf(n) {
			all[i] |= useOther
		}
	}
	return all
}

// needed are the views that something to be seen or played stands on. Nobody misses the bytes of others.
func (v *inspection) needed() map[int]bool {
	all := make(map[int]bool)
	for i := range v.uses() {
		a := v.doc.Accessors[i]
		if a.BufferView != nil {
			all[*a.BufferView] = true
		}
		if s := a.Sparse; s != nil {
			all[s.Indices.BufferView], all[s.Values.BufferView] = true, true
		}
	}
	for _, image := range v.doc.Images {
		if image.BufferView != nil {
			all[*image.BufferView] = true
		}
	}
	for _, mesh := range v.doc.Meshes {
		for _, p := range mesh.Primitives {
			if d, ok := dracoOf(p); ok {
				all[d.BufferView] = true
			}
		}
	}
	return all
}
