package scenes

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/qmuntal/gltf"
)

const extStrength = "KHR_materials_emissive_strength"

// markPictures says of each picture what it is, and of each texture how to show one of the newer kinds.
func (m *mending) markPictures() error {
	images, err := m.list("images")
	if err != nil {
		return err
	}
	kinds := make(map[int]string)
	for i, image := range m.v.doc.Images {
		data, size := m.v.pictureData(image)
		if data == nil || size == 0 {
			continue
		}
		p, err := lookAt(data, size)
		if err != nil {
			return err
		}
		if kinds[i] = p.mediaType(); kinds[i] != "" && image.BufferView != nil && image.MimeType != kinds[i] {
			images[i].set("mimeType", kinds[i])
		}
		if feature := featureOf(kinds[i]); feature != "" {
			if err := m.feature(feature, false); err != nil {
				return err
			}
		}
	}
	return m.markTextures(kinds)
}

// featureOf is what the format calls a kind of picture that it did not have at first.
func featureOf(mediaType string) string {
	return map[string]string{"image/webp": extWebP, "image/ktx2": extBasis}[mediaType]
}

func (m *mending) markTextures(kinds map[int]string) error {
	textures, err := m.list("textures")
	if err != nil {
		return err
	}
	for i, t := range m.v.doc.Textures {
		if t.Source == nil {
			continue
		}
		feature := featureOf(kinds[*t.Source])
		if feature == "" {
			continue
		}
		extensions := textures[i].inside("extensions")
		if extensions.get(feature) == nil {
			extensions.put(feature, dict{{"source", marshalled(*t.Source)}})
			textures[i].put("extensions", extensions)
		}
		textures[i].drop("source")
		if err := m.feature(feature, true); err != nil {
			return err
		}
	}
	return nil
}

// feature lists a feature as used, and as needed if nothing can be shown without it.
func (m *mending) feature(name string, needed bool) error {
	lists := []string{"extensionsUsed"}
	if needed {
		lists = append(lists, "extensionsRequired")
	}
	for _, list := range lists {
		var names []string
		if raw := m.root.get(list); raw != nil {
			if err := json.Unmarshal(raw, &names); err != nil {
				return err
			}
		}
		if !slices.Contains(names, name) {
			m.root.set(list, append(names, name))
		}
	}
	return nil
}

// declare lists the features that are used without a word of it.
func (m *mending) declare() error {
	names := make([]string, 0, len(m.v.text.seen))
	for name := range m.v.text.seen {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := m.feature(name, name == extDraco); err != nil {
			return err
		}
	}
	return nil
}

// placePictures gives the points of surfaces that show a picture, and do not say where, one and the same place on it, which is how
// viewers show them.
func (m *mending) placePictures() error {
	materials, err := m.list("materials")
	if err != nil {
		return err
	}
	meshes, err := m.list("meshes")
	if err != nil {
		return err
	}
	zeros := make(map[int64]int)
	for i, mesh := range m.v.doc.Meshes {
		parts, err := parseArray(meshes[i].get("primitives"))
		if err != nil {
			return err
		}
		for k, p := range mesh.Primitives {
			if p.Material == nil {
				continue
			}
			if parts[k], err = m.placed(parts[k], p, setsOf(materials[*p.Material]), zeros); err != nil {
				return err
			}
		}
		meshes[i].setRaw("primitives", joinArray(parts))
	}
	return nil
}

const mostSets = 16 // of texture coordinates that one surface may have

// placed is a primitive with as many sets of texture coordinates as its material needs.
func (m *mending) placed(raw []byte, p *gltf.Primitive, sets int, zeros map[int64]int) ([]byte, error) {
	position, ok := p.Attributes[gltf.POSITION]
	if !ok || sets > mostSets {
		return raw, nil
	}
	part, err := parseObject(raw)
	if err != nil {
		return raw, err
	}
	attributes := part.inside("attributes")
	count := m.v.elements(position)
	for k := range sets {
		name := "TEXCOORD_" + strconv.Itoa(k)
		if attributes.get(name) != nil {
			continue
		}
		if _, ok := zeros[count]; !ok {
			zeros[count], err = m.append("accessors", dict{
				{"componentType", []byte("5126")}, {"count", marshalled(count)}, {"type", marshalled("VEC2")},
			})
			if err != nil {
				return raw, err
			}
		}
		attributes.set(name, zeros[count])
	}
	part.put("attributes", attributes)
	return part.bytes(), nil
}

// setsOf is how many sets of texture coordinates a material asks for.
func setsOf(material dict) int {
	most := 0
	for _, e := range material {
		if e.name == "extras" || !strings.HasPrefix(string(e.value), "{") {
			continue
		}
		inner, err := parseObject(e.value)
		if err != nil {
			continue
		}
		if strings.HasSuffix(e.name, "Texture") {
			set := numberIn(inner, "texCoord", 0)
			set = numberIn(inner.inside("extensions").inside(extTransform), "texCoord", set)
			most = max(most, int(set)+1)
		}
		most = max(most, setsOf(inner))
	}
	return most
}
