package sample

import (
	"bytes"
	"fmt"
	"math"

	"github.com/qmuntal/gltf"
	"github.com/qmuntal/gltf/ext/unlit"
	"github.com/qmuntal/gltf/modeler"
)

// finish describes a material to a viewer.
type finish struct {
	name      string
	roughness float64
	picture   int // an index into the file's textures, or -1
	unlit     bool
	blend     bool
}

// write turns the things into a GLB.
func (k *kit) write(title string, pictures pictures) ([]byte, error) {
	doc := gltf.NewDocument()
	doc.Asset.Generator = "Rehearsal"
	doc.Asset.Copyright = "CC0-1.0"
	doc.Scenes[0].Name = title
	doc.Samplers = []*gltf.Sampler{{MagFilter: gltf.MagLinear, MinFilter: gltf.MinLinearMipMapLinear, WrapS: gltf.WrapRepeat, WrapT: gltf.WrapRepeat}}
	textures := make(map[string]int)
	for _, p := range pictures {
		image, err := modeler.WriteImage(doc, p.name, p.mime, bytes.NewReader(p.data))
		if err != nil {
			return nil, fmt.Errorf("scene %s: picture %s: %w", title, p.name, err)
		}
		textures[p.name] = len(doc.Textures)
		doc.Textures = append(doc.Textures, &gltf.Texture{Name: p.name, Sampler: gltf.Index(0), Source: gltf.Index(image)})
	}
	writeMaterials(doc, textures)
	for _, t := range k.things {
		if err := k.writeThing(doc, t); err != nil {
			return nil, fmt.Errorf("scene %s: %s: %w", title, t.name, err)
		}
	}
	var out bytes.Buffer
	if err := gltf.NewEncoder(&out).Encode(doc); err != nil {
		return nil, fmt.Errorf("scene %s: encode: %w", title, err)
	}
	return out.Bytes(), nil
}

func writeMaterials(doc *gltf.Document, textures map[string]int) {
	finishes := [materials]finish{
		shell:    {name: "shell", roughness: 1, picture: -1, unlit: true},
		matt:     {name: "matt", roughness: 0.95, picture: -1},
		satin:    {name: "satin", roughness: 0.42, picture: -1},
		timber:   {name: "timber", roughness: 0.6, picture: textures["timber"]},
		woven:    {name: "woven", roughness: 1, picture: textures["woven"]},
		planks:   {name: "planks", roughness: 0.55, picture: textures["planks"]},
		print:    {name: "print", roughness: 1, picture: textures["print"], unlit: true},
		glow:     {name: "glow", roughness: 1, picture: textures["print"], unlit: true},
		glass:    {name: "glass", roughness: 0.08, picture: -1, blend: true},
		sunlight: {name: "sunlight", roughness: 1, picture: -1, unlit: true, blend: true},
		outside:  {name: "outside", roughness: 1, picture: textures["outside"], unlit: true},
	}
	for m, f := range finishes {
		pbr := &gltf.PBRMetallicRoughness{MetallicFactor: gltf.Float(0), RoughnessFactor: gltf.Float(f.roughness)}
		if f.picture >= 0 {
			pbr.BaseColorTexture = &gltf.TextureInfo{Index: f.picture}
		}
		out := &gltf.Material{Name: f.name, PBRMetallicRoughness: pbr}
		if f.unlit {
			out.Extensions = gltf.Extensions{unlit.ExtensionName: unlit.Unlit{}}
		}
		if f.blend {
			out.AlphaMode, out.DoubleSided = gltf.AlphaBlend, true
		}
		if material(m) == planks {
			out.OcclusionTexture = &gltf.OcclusionTexture{Index: gltf.Index(textures["contact"]), TexCoord: 1}
		}
		doc.Materials = append(doc.Materials, out)
	}
	doc.ExtensionsUsed = []string{unlit.ExtensionName, spawnPoint, seat}
}

// Where one arrives and where one can sit, for viewers that know the Open Metaverse extensions.
const (
	spawnPoint = "OMI_spawn_point"
	seat       = "OMI_seat"
)

func (k *kit) writeThing(doc *gltf.Document, t *thing) error {
	n := &gltf.Node{Name: t.name, Translation: t.origin}
	if t.extras != nil {
		n.Extras = t.extras
	}
	if t.turned != 0 { // what a node of glTF faces is its +z
		sin, cos := math.Sincos(t.turned * math.Pi / 360)
		n.Rotation = [4]float64{0, sin, 0, cos}
	}
	n.Extensions = gltf.Extensions{}
	if t.spawn != "" {
		n.Extensions[spawnPoint] = map[string]string{"title": t.spawn}
	}
	if t.seat {
		n.Extensions[seat] = map[string][3]float64{"back": {0, seatHigh, -0.2}, "knee": {0, seatHigh, 0.22}, "foot": {0, 0, 0.3}}
	}
	out := &gltf.Mesh{Name: t.name}
	for m := range t.meshes {
		if len(t.meshes[m].indices) == 0 {
			continue
		}
		p, err := k.primitive(doc, material(m), &t.meshes[m], t.origin)
		if err != nil {
			return err
		}
		out.Primitives = append(out.Primitives, p)
	}
	if len(out.Primitives) > 0 {
		n.Mesh = gltf.Index(len(doc.Meshes))
		doc.Meshes = append(doc.Meshes, out)
	}
	doc.Scenes[0].Nodes = append(doc.Scenes[0].Nodes, len(doc.Nodes))
	doc.Nodes = append(doc.Nodes, n)
	return nil
}

func (k *kit) primitive(doc *gltf.Document, m material, mesh *mesh, origin vec) (*gltf.Primitive, error) {
	count := len(mesh.vertices)
	at, normals, colours := make([][3]float32, count), make([][3]float32, count), make([][4]uint16, count)
	uvs, floor := make([][2]float32, 0, count), make([][2]float32, 0, count)
	for i, v := range mesh.vertices {
		at[i], normals[i] = single(v.at.sub(origin)), single(v.normal)
		c := v.paint.times(v.light)
		colours[i] = [4]uint16{unit16(c[0]), unit16(c[1]), unit16(c[2]), unit16(v.alpha)}
		if m.textured() {
			uvs = append(uvs, [2]float32{float32(v.uv[0]), float32(v.uv[1])})
		}
		if m == planks {
			floor = append(floor, [2]float32{
				float32((v.at[0] - k.floor.x0) / (k.floor.x1 - k.floor.x0)), float32((v.at[2] - k.floor.y0) / (k.floor.y1 - k.floor.y0)),
			})
		}
	}
	attributes, err := modeler.WritePrimitiveAttributes(doc,
		modeler.PrimitiveAttribute{Name: gltf.POSITION, Data: at},
		modeler.PrimitiveAttribute{Name: gltf.NORMAL, Data: normals},
		modeler.PrimitiveAttribute{Name: gltf.TEXCOORD_0, Data: uvs},
		modeler.PrimitiveAttribute{Name: gltf.TEXCOORD_1, Data: floor},
		modeler.PrimitiveAttribute{Name: gltf.COLOR_0, Data: colours},
	)
	if err != nil {
		return nil, err
	}
	return &gltf.Primitive{Attributes: attributes, Indices: gltf.Index(writeIndices(doc, mesh)), Material: gltf.Index(int(m))}, nil
}

func writeIndices(doc *gltf.Document, mesh *mesh) int {
	if len(mesh.vertices) > math.MaxUint16 {
		return modeler.WriteIndices(doc, mesh.indices)
	}
	short := make([]uint16, len(mesh.indices))
	for i, n := range mesh.indices {
		short[i] = uint16(n)
	}
	return modeler.WriteIndices(doc, short)
}

func single(v vec) [3]float32 { return [3]float32{float32(v[0]), float32(v[1]), float32(v[2])} }

func unit16(f float64) uint16 {
	return uint16(math.Round(math.Max(0, math.Min(1, f)) * math.MaxUint16))
}
