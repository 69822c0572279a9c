package scenes

import (
	"encoding/json"
	"slices"

	"github.com/qmuntal/gltf"
)

// Extensions that change how geometry and pictures are stored, or say what a scene means.
const (
	extDraco        = "KHR_draco_mesh_compression"
	extMeshopt      = "EXT_meshopt_compression"
	extMeshoptKHR   = "KHR_meshopt_compression"
	extQuantization = "KHR_mesh_quantization"
	extInstancing   = "EXT_mesh_gpu_instancing"
	extWebP         = "EXT_texture_webp"
	extAVIF         = "EXT_texture_avif"
	extBasis        = "KHR_texture_basisu"
	extTransform    = "KHR_texture_transform"
	extLights       = "KHR_lights_punctual"
	extVariants     = "KHR_materials_variants"
	extLOD          = "MSFT_lod"
	extSpawn        = "OMI_spawn_point"
	extSeat         = "OMI_seat"
	extLink         = "OMI_link"
	extBody         = "OMI_physics_body"
	extShape        = "OMI_physics_shape"
	extGravity      = "OMI_physics_gravity"
	extVisibility   = "KHR_node_visibility"
	extXMP          = "KHR_xmp_json_ld"
	extHubs         = "MOZ_hubs_components"
	extHubsNew      = "HUBS_components"
)

// materialExtensions are those of materials that the viewer draws.
func materialExtensions() []string {
	return []string{
		"KHR_materials_unlit", "KHR_materials_clearcoat", "KHR_materials_diffuse_roughness", "KHR_materials_dispersion",
		"KHR_materials_ior", "KHR_materials_sheen", "KHR_materials_specular", "KHR_materials_transmission",
		"KHR_materials_iridescence", "KHR_materials_anisotropy", "KHR_materials_volume", "KHR_materials_emissive_strength",
		"EXT_materials_bump",
	}
}

// shown are the extensions a file may require: what three.js r187's GLTFLoader draws with its Draco, KTX2 and meshopt
// decoders. Variants are not switched, but what is drawn without them is the design's own default.
func shown() []string {
	return append(materialExtensions(), extDraco, extMeshopt, extMeshoptKHR, extQuantization, extInstancing, extWebP, extBasis,
		extTransform, extLights, extVariants)
}

// understood are extensions that draw nothing, so that nothing is missing when they are not drawn.
func understood() []string {
	return []string{extSpawn, extHubs, extHubsNew, extLOD, "OMI_seat", "OMI_link", "KHR_xmp_json_ld", "KHR_xmp"}
}

// checkExtensions holds the file to what can be shown, and says what will be missing.
func (v *inspection) checkExtensions() {
	used, required := v.doc.ExtensionsUsed, v.doc.ExtensionsRequired
	able, quiet := shown(), understood()
	for _, name := range required {
		if !slices.Contains(able, name) {
			v.found.add(featureUnsupported, name)
		}
	}
	for _, name := range used {
		if !slices.Contains(required, name) && !slices.Contains(able, name) && !slices.Contains(quiet, name) {
			v.found.add(featureIgnored, name)
		}
	}
}

// payload decodes an extension's payload, which the scan has checked; it answers whether there was one.
func payload(e gltf.Extensions, name string, into any) bool {
	value, ok := e[name]
	if !ok {
		return false
	}
	raw, ok := value.(json.RawMessage)
	if !ok { // some package of this process has registered a type for it
		var err error
		if raw, err = json.Marshal(value); err != nil {
			return false
		}
	}
	return json.Unmarshal(raw, into) == nil
}

// meshoptView is how EXT_meshopt_compression stores a buffer view.
type meshoptView struct {
	Buffer     int    `json:"buffer"`
	ByteOffset int64  `json:"byteOffset"`
	ByteLength int64  `json:"byteLength"`
	ByteStride int64  `json:"byteStride"`
	Count      int64  `json:"count"`
	Mode       string `json:"mode"`
}

func meshoptOf(e gltf.Extensions) (meshoptView, bool) {
	var m meshoptView
	ok := payload(e, extMeshopt, &m) || payload(e, extMeshoptKHR, &m)
	return m, ok
}

// isFallback says whether a buffer only stands in for readers that cannot decompress, and holds nothing.
func isFallback(e gltf.Extensions) bool {
	var f struct {
		Fallback bool `json:"fallback"`
	}
	return (payload(e, extMeshopt, &f) || payload(e, extMeshoptKHR, &f)) && f.Fallback
}

// dracoPrimitive is how KHR_draco_mesh_compression stores a primitive.
type dracoPrimitive struct {
	BufferView int            `json:"bufferView"`
	Attributes map[string]int `json:"attributes"`
}

func dracoOf(p *gltf.Primitive) (dracoPrimitive, bool) {
	var d dracoPrimitive
	ok := payload(p.Extensions, extDraco, &d)
	return d, ok
}

// instancesOf answers the attributes of EXT_mesh_gpu_instancing.
func instancesOf(n *gltf.Node) map[string]int {
	var i struct {
		Attributes map[string]int `json:"attributes"`
	}
	if n.Mesh == nil || !payload(n.Extensions, extInstancing, &i) {
		return nil
	}
	return i.Attributes
}

// sourceOf answers the picture a texture shows here: a compressed one if it has one that the viewer takes.
func sourceOf(t *gltf.Texture) *int {
	var s struct {
		Source *int `json:"source"`
	}
	for _, name := range []string{extBasis, extWebP} {
		if payload(t.Extensions, name, &s) && s.Source != nil {
			return s.Source
		}
	}
	return t.Source
}
