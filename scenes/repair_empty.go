package scenes

import (
	"slices"

	"github.com/qmuntal/gltf"
)

// dropEmpty takes out parts that draw nothing, movements that move nothing, and lists and names of nothing. Nothing else changes
// its place in the file: what other things point at stays, as something small that is not shown.
func (m *mending) dropEmpty() error {
	if err := m.fillVacant(); err != nil {
		return err
	}
	if err := m.fillViews(); err != nil {
		return err
	}
	m.dropPayloads()
	bare, err := m.dropParts()
	if err != nil {
		return err
	}
	if err := m.unshow(bare); err != nil {
		return err
	}
	if err := m.dropMovements(); err != nil {
		return err
	}
	root, err := parseObject(m.text())
	if err != nil {
		return err
	}
	m.lists = make(map[string][]dict)
	dropNothings(&root)
	m.root = root
	return nil
}

// fillVacant gives accessors of nothing three elements of zeros, which nothing will show.
func (m *mending) fillVacant() error {
	list, err := m.list("accessors")
	if err != nil {
		return err
	}
	for i, a := range m.v.doc.Accessors {
		if !m.v.isVacant(i) {
			continue
		}
		list[i].set("count", 3)
		for _, name := range []string{"bufferView", "byteOffset", "sparse", "min", "max"} {
			list[i].drop(name)
		}
		if a.Type == gltf.AccessorVec3 || a.Type == gltf.AccessorScalar {
			zeros := make([]int, a.Type.Components())
			list[i].set("min", zeros)
			list[i].set("max", zeros)
		}
	}
	return nil
}

// dropParts takes out the primitives that draw nothing, and answers the meshes that drew nothing else.
func (m *mending) dropParts() (map[int]bool, error) {
	list, err := m.list("meshes")
	if err != nil {
		return nil, err
	}
	bare := make(map[int]bool)
	for i, mesh := range m.v.doc.Meshes {
		parts, err := parseArray(list[i].get("primitives"))
		if err != nil {
			return nil, err
		}
		var kept [][]byte
		for k, p := range mesh.Primitives {
			shows, err := m.shows(p)
			if err != nil {
				return nil, err
			}
			if shows {
				kept = append(kept, parts[k])
			}
		}
		if len(kept) == len(parts) && len(parts) > 0 {
			continue
		}
		if len(kept) == 0 {
			bare[i] = true
			one, err := m.speck()
			if err != nil {
				return nil, err
			}
			kept = [][]byte{one}
		}
		list[i].setRaw("primitives", joinArray(kept))
		if bare[i] {
			list[i].drop("weights")
		}
	}
	return bare, nil
}

// shows says whether a primitive has anything to be seen.
func (m *mending) shows(p *gltf.Primitive) (bool, error) {
	if !m.v.drawn(p) {
		return false, nil
	}
	if _, compressed := dracoOf(p); compressed || p.Mode != gltf.PrimitiveTriangles {
		return true, nil
	}
	if p.Indices == nil {
		return m.v.elements(p.Attributes[gltf.POSITION]) >= 3, nil
	}
	facts, err := m.v.readIndexes(m.v.doc.Accessors[*p.Indices])
	return facts.visible, err
}

// speck is a primitive of three points in one place.
func (m *mending) speck() ([]byte, error) {
	i, err := m.append("accessors", dict{
		{"componentType", []byte("5126")}, {"count", []byte("3")}, {"type", marshalled("VEC3")},
		{"min", []byte("[0,0,0]")}, {"max", []byte("[0,0,0]")},
	})
	attributes := dict{{gltf.POSITION, marshalled(i)}}
	return dict{{"attributes", attributes.bytes()}}.bytes(), err
}

// unshow takes meshes that draw nothing off their nodes.
func (m *mending) unshow(bare map[int]bool) error {
	list, err := m.list("nodes")
	if err != nil {
		return err
	}
	for i, n := range m.v.doc.Nodes {
		if n.Mesh != nil && bare[*n.Mesh] {
			for _, name := range []string{"mesh", "skin", "weights"} {
				list[i].drop(name)
			}
		}
	}
	return nil
}

// dropMovements takes out animations without channels. Nothing points at an animation.
func (m *mending) dropMovements() error {
	list, err := m.list("animations")
	if err != nil || list == nil {
		return err
	}
	m.lists["animations"] = slices.DeleteFunc(list, func(a dict) bool {
		return isNothing(a.get("channels")) || isNothing(a.get("samplers"))
	})
	return nil
}

// fillViews gives buffer views of no bytes one byte, which nothing will read, and takes away buffers that nothing looks into.
func (m *mending) fillViews() error {
	list, err := m.list("bufferViews")
	if err != nil {
		return err
	}
	for i, view := range m.v.doc.BufferViews {
		if view.ByteLength > 0 {
			continue
		}
		list[i].set("byteLength", 1)
		for _, name := range []string{"byteOffset", "byteStride", "target"} {
			list[i].drop(name)
		}
	}
	if len(list) == 0 {
		m.root.drop("buffers")
		delete(m.lists, "buffers")
		return nil
	}
	const most = 1 << 20
	if all := m.v.doc.Buffers; !m.v.parts.hasBin && len(all) > 0 && all[0].URI == "" && all[0].ByteLength <= most && m.added.size == 0 {
		m.added.add(section{nil, int64(all[0].ByteLength)}) // which only things that nobody sees look into
	}
	return nil
}

// dropPayloads takes away features of the whole scene that list nothing.
func (m *mending) dropPayloads() {
	if m.root.get("extensions") == nil {
		return
	}
	extensions := m.root.inside("extensions")
	extensions = slices.DeleteFunc(extensions, func(e dictEntry) bool {
		payload, err := parseObject(e.value)
		return err == nil && slices.ContainsFunc(payload, func(e dictEntry) bool { return isNothing(e.value) })
	})
	m.root.put("extensions", extensions)
}

func isNothing(raw []byte) bool {
	list, err := parseArray(raw)
	return err == nil && len(list) == 0
}

// dropNothings takes out of an object, and all that it holds, lists of nothing and names that are null. What extensions and extras
// hold is not ours to judge.
func dropNothings(o *dict) {
	*o = slices.DeleteFunc(*o, func(e dictEntry) bool {
		return e.name != "extras" && isNothing(e.value) || e.name == "name" && string(e.value) == "null"
	})
	for i, e := range *o {
		if e.name == "extras" || e.name == "extensions" || len(e.value) == 0 {
			continue
		}
		switch e.value[0] {
		case '{':
			if inner, err := parseObject(e.value); err == nil {
				dropNothings(&inner)
				(*o)[i].value = inner.bytes()
			}
		case '[':
			(*o)[i].value = withoutNothings(e.value)
		}
	}
}

// withoutNothings is a list with nothing taken out of the objects in it; one that holds anything else stays as it is written.
func withoutNothings(raw []byte) []byte {
	list, err := parseArray(raw)
	if err != nil || len(list) == 0 || list[0][0] != '{' {
		return raw
	}
	for k, one := range list {
		if inner, err := parseObject(one); err == nil {
			dropNothings(&inner)
			list[k] = inner.bytes()
		}
	}
	return joinArray(list)
}
