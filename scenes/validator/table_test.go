package validator

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
)

// probe is a small asset that does one thing wrong.
type probe struct {
	code, pointer string
	asset         string
}

func gltf(members string) string { return `{"asset":{"version":"2.0"},` + members + `}` }

func using(extension, members string) string {
	return gltf(`"extensionsUsed":["` + extension + `"],` + members)
}

// bytesAs makes a buffer, and a view of it all, of what it is given.
func bytesAs(data []byte, view string) string {
	return fmt.Sprintf(`"buffers":[{"byteLength":%d,"uri":"data:application/octet-stream;base64,%s"}],"bufferViews":[{"buffer":0,"byteLength":%[1]d%[3]s}]`,
		len(data), base64.StdEncoding.EncodeToString(data), view)
}

func little(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
	return b.Bytes()
}

func floats(values ...float32) []byte { return little(values) }

func accessorOf(component int, count int, kind, more string) string {
	return fmt.Sprintf(`{"bufferView":0,"componentType":%d,"count":%d,"type":"%s"%s}`, component, count, kind, more)
}

func imageOf(mime string, data []byte) string {
	return fmt.Sprintf(`"images":[{"bufferView":0,"mimeType":"%s"}],`, mime) + bytesAs(data, "")
}

func png(chunks ...string) []byte {
	b := []byte("\x89PNG\r\n\x1A\n")
	for _, c := range chunks {
		b = binary.BigEndian.AppendUint32(b, uint32(len(c)-4))
		b = append(b, c...)
		b = append(b, 0, 0, 0, 0)
	}
	return b
}

func ihdr(width, height uint32) string {
	b := binary.BigEndian.AppendUint32([]byte("IHDR"), width)
	b = binary.BigEndian.AppendUint32(b, height)
	return string(append(b, 8, 2, 0, 0, 0))
}

// probesOfKhronos are for codes that the Khronos validator's assets here do not show.
func probesOfKhronos() []probe {
	primitive := func(attributes, more string) string {
		return `"meshes":[{"primitives":[{"attributes":{` + attributes + `}` + more + `}]}]`
	}
	one := bytesAs(make([]byte, 64), "")
	textured := `"textures":[{"source":0}],"images":[{"uri":"a.png"}],`
	return []probe{
		{"ACCESSOR_INDEX_PRIMITIVE_RESTART", "/meshes/0/primitives/0/indices", gltf(primitive(`"POSITION":1`, `,"indices":0`) + `,"accessors":[` +
			accessorOf(5121, 3, "SCALAR", "") + `,` + accessorOf(5126, 1, "VEC3", "") + `],` + bytesAs([]byte{0, 1, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0}, ""))},
		{"ACCESSOR_INVALID_IBM", "/skins/0/inverseBindMatrices", gltf(`"nodes":[{}],"skins":[{"joints":[0],"inverseBindMatrices":0}],"accessors":[` +
			accessorOf(5126, 1, "MAT4", "") + `],` + one)},
		{"ACCESSOR_MATRIX_ALIGNMENT", "/accessors/0/byteOffset", gltf(`"accessors":[` + accessorOf(5121, 1, "MAT2", `,"byteOffset":2`) + `],` + one)},
		{"ACCESSOR_NORMALIZED_INVALID", "/accessors/0/normalized", gltf(`"accessors":[` + accessorOf(5126, 1, "VEC2", `,"normalized":true`) + `],` + one)},
		{"ACCESSOR_SPARSE_COUNT_OUT_OF_RANGE", "/accessors/0/sparse/count", gltf(`"accessors":[{"componentType":5126,"count":1,"type":"SCALAR","sparse":{"count":2,"indices":{"bufferView":0,"componentType":5121},"values":{"bufferView":0,"byteOffset":4}}}],` + one)},
		{"ACCESSOR_SPARSE_INDEX_OOB", "/accessors/0/sparse", gltf(`"accessors":[{"componentType":5126,"count":1,"type":"SCALAR","sparse":{"count":1,"indices":{"bufferView":0,"componentType":5121},"values":{"bufferView":0,"byteOffset":4}}}],` + bytesAs([]byte{7, 0, 0, 0, 0, 0, 0, 0}, ""))},
		{"ACCESSOR_SPARSE_INDICES_NON_INCREASING", "/accessors/0/sparse", gltf(`"accessors":[{"componentType":5126,"count":3,"type":"SCALAR","sparse":{"count":2,"indices":{"bufferView":0,"componentType":5121},"values":{"bufferView":0,"byteOffset":4}}}],` + bytesAs(make([]byte, 12), ""))},
		{"ACCESSOR_USAGE_OVERRIDE", "/meshes/0/primitives/0/indices", gltf(primitive(`"_A":0`, `,"indices":0`) + `,"accessors":[` + accessorOf(5121, 4, "SCALAR", "") + `],` + one)},
		{"ANIMATION_CHANNEL_TARGET_NODE_WEIGHTS_NO_MORPHS", "/animations/0/channels/0/target", gltf(`"nodes":[{}],"animations":[{"samplers":[{"input":0,"output":0}],"channels":[{"sampler":0,"target":{"node":0,"path":"weights"}}]}]`)},
		{"ANIMATION_SAMPLER_INPUT_ACCESSOR_INVALID_FORMAT", "/animations/0/samplers/0/input", gltf(`"animations":[{"samplers":[{"input":0,"output":0}],"channels":[{"sampler":0,"target":{"path":"scale"}}]}],"accessors":[` + accessorOf(5126, 1, "VEC3", "") + `],` + one)},
		{"ANIMATION_SAMPLER_INPUT_ACCESSOR_WITHOUT_BOUNDS", "/animations/0/samplers/0/input", gltf(`"animations":[{"samplers":[{"input":0,"output":0}],"channels":[{"sampler":0,"target":{"path":"scale"}}]}],"accessors":[` + accessorOf(5126, 1, "SCALAR", "") + `],` + one)},
		{"ARRAY_LENGTH_NOT_IN_LIST", "/nodes/0/scale", gltf(`"nodes":[{"scale":[1,2]}]`)},
		{"ARRAY_TYPE_MISMATCH", "/nodes/0/scale", gltf(`"nodes":[{"scale":[1,2,"3"]}]`)},
		{"BUFFER_DATA_URI_MIME_TYPE_INVALID", "/buffers/0/uri", gltf(`"buffers":[{"byteLength":1,"uri":"data:text/html;base64,AA=="}]`)},
		{"BUFFER_GLB_CHUNK_TOO_BIG", "/buffers/0", string(glbOf(gltf(`"buffers":[{"byteLength":1}]`), make([]byte, 8)))},
		{"CAMERA_XMAG_YMAG_NEGATIVE", "/cameras/0/orthographic/xmag", gltf(`"cameras":[{"type":"orthographic","orthographic":{"xmag":-1,"ymag":1,"zfar":2,"znear":1}}]`)},
		{"CAMERA_XMAG_YMAG_ZERO", "/cameras/0/orthographic/ymag", gltf(`"cameras":[{"type":"orthographic","orthographic":{"xmag":1,"ymag":0,"zfar":2,"znear":1}}]`)},
		{"GLB_CHUNK_LENGTH_UNALIGNED", "", "glTF\x02\x00\x00\x00\x16\x00\x00\x00\x02\x00\x00\x00JSON{}"},
		{"GLB_EMPTY_BIN_CHUNK", "", string(glbOf(gltf(`"extras":{}`), []byte{}))},
		{"GLB_EXTRA_DATA", "", string(glbOf(gltf(`"extras":{}`), nil)) + "more"},
		{"GLB_INVALID_VERSION", "", "glTF\x01\x00\x00\x00\x0C\x00\x00\x00"},
		{"GLB_UNEXPECTED_END_OF_CHUNK_DATA", "", string(glbOf(gltf(`"extras":{}`), nil))[:40]},
		{"IMAGE_DATA_INVALID", "/images/0", gltf(imageOf("image/png", png(ihdr(1, 1)+"x", "IDAT")))},
		{"IMAGE_FEATURES_UNSUPPORTED", "/images/0", gltf(imageOf("image/png", png(ihdr(1, 1), "pHYs\x00\x00\x00\x01\x00\x00\x00\x02\x00", "IDAT")))},
		{"IMAGE_UNEXPECTED_EOS", "/images/0", gltf(imageOf("image/png", png(ihdr(1, 1))))},
		{"INVALID_GL_VALUE", "/accessors/0/min", gltf(`"accessors":[` + accessorOf(5121, 1, "SCALAR", `,"min":[256],"max":[0]`) + `],` + one)},
		{"INVALID_INDEX", "/nodes/0/mesh", gltf(`"nodes":[{"mesh":-1}]`)},
		{"KHR_ANIMATION_POINTER_ANIMATION_CHANNEL_TARGET_PATH", "/animations/0/channels/0/target/extensions/KHR_animation_pointer", using("KHR_animation_pointer",
			`"animations":[{"samplers":[{"input":0,"output":0}],"channels":[{"sampler":0,"target":{"path":"scale","extensions":{"KHR_animation_pointer":{"pointer":"/nodes/0"}}}}]}]`)},
		{"KHR_MATERIALS_ANISOTROPY_ANISOTROPY_TEXTURE_TEXCOORD", "/materials/0/extensions/KHR_materials_anisotropy/anisotropyTexture", using("KHR_materials_anisotropy",
			textured+`"materials":[{"normalTexture":{"index":0},"extensions":{"KHR_materials_anisotropy":{"anisotropyTexture":{"index":0,"texCoord":1}}}}]`)},
		{"KHR_MATERIALS_DISPERSION_NO_VOLUME", "/materials/0/extensions/KHR_materials_dispersion", using("KHR_materials_dispersion", `"materials":[{"extensions":{"KHR_materials_dispersion":{"dispersion":1}}}]`)},
		{"KHR_MATERIALS_IRIDESCENCE_THICKNESS_RANGE_WITHOUT_TEXTURE", "/materials/0/extensions/KHR_materials_iridescence/iridescenceThicknessMinimum", using("KHR_materials_iridescence",
			`"materials":[{"extensions":{"KHR_materials_iridescence":{"iridescenceThicknessMinimum":1}}}]`)},
		{"KHR_MATERIALS_VARIANTS_NON_UNIQUE_VARIANT", "/meshes/0/primitives/0/extensions/KHR_materials_variants/mappings/1/variants/0", using("KHR_materials_variants",
			`"extensions":{"KHR_materials_variants":{"variants":[{"name":"a"}]}},"materials":[{}],`+primitive(`"_A":0`, `,"extensions":{"KHR_materials_variants":{"mappings":[{"variants":[0],"material":0},{"variants":[0],"material":0}]}}`))},
		{"MATERIAL_ALPHA_CUTOFF_INVALID_MODE", "/materials/0/alphaCutoff", gltf(`"materials":[{"alphaCutoff":0.5}]`)},
		{"MESH_PRIMITIVE_ACCESSOR_UNALIGNED", "/meshes/0/primitives/0/attributes/_A", gltf(primitive(`"_A":0`, "") + `,"accessors":[` + accessorOf(5121, 3, "SCALAR", "") + `],` + one)},
		{"MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_INVALID_FORMAT", "/meshes/0/primitives/0/attributes/NORMAL", gltf(primitive(`"NORMAL":0`, "") + `,"accessors":[` + accessorOf(5126, 3, "VEC2", "") + `],` + one)},
		{"MESH_PRIMITIVE_INCOMPATIBLE_MODE", "/meshes/0/primitives/0", gltf(primitive(`"_A":0`, `,"mode":1`) + `,"accessors":[` + accessorOf(5126, 3, "VEC2", "") + `],` + one)},
		{"MESH_PRIMITIVE_INDICES_ACCESSOR_INVALID_FORMAT", "/meshes/0/primitives/0/indices", gltf(primitive(`"_B":1`, `,"indices":0`) + `,"accessors":[` + accessorOf(5126, 3, "SCALAR", "") + `],` + one)},
		{"MESH_PRIMITIVE_JOINTS_WEIGHTS_MISMATCH", "/meshes/0/primitives/0/attributes", gltf(primitive(`"JOINTS_0":0`, ""))},
		{"NODE_MATRIX_NON_TRS", "/nodes/0/matrix", gltf(`"nodes":[{"matrix":[1,0,0,0,5,1,0,0,0,0,1,0,0,0,0,1]}]`)},
		{"NODE_SKINNED_MESH_LOCAL_TRANSFORMS", "/nodes/0", gltf(`"nodes":[{"mesh":0,"skin":0,"scale":[1,2,1]}],"skins":[{"joints":[0]}]`)},
		{"NODE_SKINNED_MESH_WITHOUT_SKIN", "/nodes/0", gltf(`"nodes":[{"mesh":0}],` + primitive(`"JOINTS_0":0,"WEIGHTS_0":0`, ""))},
		{"NODE_SKIN_NO_SCENE", "/nodes/0", gltf(`"scenes":[{"nodes":[0]},{"nodes":[1]}],"nodes":[{"mesh":0,"skin":0},{}],"skins":[{"joints":[1]}]`)},
		{"NON_OBJECT_EXTRAS", "/nodes/0/extras", gltf(`"nodes":[{"extras":1}]`)},
		{"NON_REQUIRED_EXTENSION", "/extensionsUsed/0", using("KHR_mesh_quantization", `"extras":{}`)},
		{"SKIN_IBM_ACCESSOR_WITH_BYTESTRIDE", "/skins/0/inverseBindMatrices", gltf(`"nodes":[{}],"skins":[{"joints":[0],"inverseBindMatrices":0}],"accessors":[` +
			accessorOf(5126, 1, "MAT4", "") + `],` + bytesAs(make([]byte, 64), `,"byteStride":64`))},
		{"TEXTURE_INVALID_IMAGE_MIME_TYPE", "/textures/0/source", using("EXT_texture_webp", `"textures":[{"source":0}],"images":[{"bufferView":0,"mimeType":"image/webp"}]`)},
		{"UNUSED_EXTENSION_REQUIRED", "/extensionsRequired/0", gltf(`"extensionsUsed":["KHR_materials_ior"],"extensionsRequired":["KHR_materials_unlit"]`)},
		{"UNUSED_MESH_WEIGHTS", "/meshes/0/weights", gltf(`"nodes":[{"mesh":0,"weights":[1]}],"meshes":[{"weights":[0],"primitives":[{"attributes":{"_A":0},"targets":[{"_A":0}]}]}],"accessors":[{"componentType":5126,"count":3,"type":"SCALAR"}]`)},
	}
}

func meshoptProbe(code, members string, data []byte, length int) probe {
	at := "/bufferViews/1/extensions/EXT_meshopt_compression"
	return probe{code, at, using("EXT_meshopt_compression", fmt.Sprintf(
		`"buffers":[{"byteLength":%d,"uri":"data:application/octet-stream;base64,%s"},{"byteLength":%d}],"bufferViews":[{"buffer":0,"byteLength":1},{"buffer":1,"byteLength":%[3]d,"extensions":{"EXT_meshopt_compression":{"buffer":0,%s}}}]`,
		len(data), base64.StdEncoding.EncodeToString(data), length, members))}
}

func dracoProbe(code, pointer, primitive string, data []byte) probe {
	return probe{code, "/meshes/0/primitives/0/extensions/KHR_draco_mesh_compression" + pointer, using("KHR_draco_mesh_compression",
		`"meshes":[{"primitives":[{"attributes":{"POSITION":0},`+primitive+`}]}],"accessors":[{"componentType":5126,"count":3,"type":"VEC3"},{"componentType":5123,"count":3,"type":"SCALAR"}],`+bytesAs(data, ""))}
}

func ktx2Of(width, height, format, levels, scheme uint32, level []byte) []byte {
	b := append([]byte("\xABKTX 20\xBB\r\n\x1A\n"), little(format, uint32(1), width, height, uint32(0), uint32(0), uint32(1), levels, scheme)...)
	b = append(b, make([]byte, 32)...)
	return append(append(b, level...), make([]byte, 64)...)
}

func probesOfOurs() []probe {
	x := `"extensions":{"KHR_draco_mesh_compression":{"bufferView":0,"attributes":{"POSITION":0}}}`
	triangle := []byte("DRACO\x02\x02\x01\x00\x00\x00\x02\x03")
	level := little(uint64(104), uint64(16), uint64(16))
	basis := func(data []byte) string { return using("KHR_texture_basisu", imageOf("image/ktx2", data)) }
	instancing := func(attributes, node string) string {
		return using("EXT_mesh_gpu_instancing", `"nodes":[{`+node+`"extensions":{"EXT_mesh_gpu_instancing":{"attributes":{`+attributes+`}}}}],"accessors":[{"componentType":5126,"count":2,"type":"VEC3"},{"componentType":5126,"count":3,"type":"VEC3"}]`)
	}
	meshopt := func(code, members string) probe {
		return meshoptProbe(code, members, bytes.Repeat([]byte{0xA0}, 64), 64)
	}
	at := "/nodes/0/extensions/EXT_mesh_gpu_instancing"
	webp := append([]byte("RIFF\xFF\x00\x00\x00WEBPVP8X\x0A\x00\x00\x00\x00\x00\x00\x00"), make([]byte, 8)...)
	return []probe{
		{"JSON_DUPLICATE_KEY", "/nodes", gltf(`"nodes":[{}],"nodes":[{}]`)},
		{"LIMIT_JSON_DEPTH", "/a/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0", gltf(`"a":` + strings.Repeat("[", 40) + strings.Repeat("]", 40))},
		{"LIMIT_JSON_ELEMENTS", "/a", gltf(`"a":[` + repeat(300, func(int) string { return "0" }) + `]`)},
		{"LIMIT_JSON_VALUES", "/c", gltf(`"a":[` + repeat(200, func(int) string { return "0" }) + `],"b":[` + repeat(200, func(int) string { return "0" }) + `],"c":[` + repeat(200, func(int) string { return "0" }) + `]`)},
		{"LIMIT_JSON_BYTES", "/", gltf(`"a":"` + strings.Repeat("a", 10_000) + `"`)},
		{"LIMIT_ACCESSOR_DATA", "/", gltf(`"accessors":[` + accessorOf(5126, 2, "SCALAR", `,"min":[0],"max":[0]`) + `,` + repeat(200, func(int) string { return accessorOf(5126, 2, "SCALAR", "") }) + `],` + bytesAs(make([]byte, 8), ""))},
		{"LIMIT_IMAGE_SIDE", "/images/0", gltf(imageOf("image/png", png(ihdr(512, 512), "IDAT")))},
		{"IMAGE_ZERO_DIMENSIONS", "/images/0", gltf(imageOf("image/png", png(ihdr(0, 1), "IDAT")))},
		{"IMAGE_LENGTH_MISMATCH", "/images/0", using("EXT_texture_webp", imageOf("image/webp", webp))},
		{"KTX2_INVALID_HEADER", "/images/0", basis(ktx2Of(4, 4, 0, 9, 0, level))},
		{"KTX2_INVALID_LEVEL", "/images/0", basis(ktx2Of(8, 4, 0, 1, 0, level))},
		{"KTX2_UNSUPPORTED", "/images/0", basis(ktx2Of(4, 4, 37, 1, 0, level))},
		{"PROPERTY_CASE", "/Nodes", gltf(`"Nodes":[]`)},
		{"URI_IN_EXTENSION", "/nodes/0/extras/video", gltf(`"nodes":[{"extras":{"video":"https://example.org/"}}]`)},
		{"REQUIRED_EXTENSION_UNSUPPORTED", "/extensionsRequired/0", gltf(`"extensionsUsed":["ACME_x"],"extensionsRequired":["ACME_x"]`)},
		dracoProbe("DRACO_INVALID_HEADER", "", x+`,"indices":1`, []byte("DRACO\x07\x00\x01\x00\x00\x00\x01\x03")),
		dracoProbe("DRACO_COUNT_MISMATCH", "", x+`,"indices":1`, triangle),
		dracoProbe("DRACO_INVALID_MODE", "", x+`,"mode":1`, triangle),
		dracoProbe("DRACO_UNKNOWN_ATTRIBUTE", "/attributes/NORMAL", `"extensions":{"KHR_draco_mesh_compression":{"bufferView":0,"attributes":{"NORMAL":0}}}`, triangle),
		dracoProbe("DRACO_NO_INDICES", "", x, triangle),
		meshopt("MESHOPT_INVALID_COUNT", `"byteLength":64,"byteStride":4,"count":16,"mode":"TRIANGLES"`),
		meshopt("MESHOPT_INVALID_STRIDE", `"byteLength":64,"byteStride":6,"count":16,"mode":"ATTRIBUTES"`),
		meshopt("MESHOPT_INVALID_FILTER", `"byteLength":64,"byteStride":4,"count":16,"mode":"INDICES","filter":"OCTAHEDRAL"`),
		meshopt("MESHOPT_LENGTH_MISMATCH", `"byteLength":64,"byteStride":4,"count":17,"mode":"ATTRIBUTES"`),
		meshopt("MESHOPT_INVALID_HEADER", `"byteLength":64,"byteStride":4,"count":16,"mode":"INDICES"`),
		meshopt("MESHOPT_DATA_TOO_SHORT", `"byteLength":8,"byteStride":4,"count":16,"mode":"INDICES"`),
		meshopt("MESHOPT_DATA_TOO_LONG", `"byteLength":640,"byteStride":4,"count":16,"mode":"ATTRIBUTES"`),
		{"INSTANCING_UNEQUAL_COUNT", at + "/attributes/SCALE", instancing(`"TRANSLATION":0,"SCALE":1`, `"mesh":0,`)},
		{"INSTANCING_INVALID_FORMAT", at + "/attributes/ROTATION", instancing(`"ROTATION":0`, `"mesh":0,`)},
		{"INSTANCING_NO_MESH", at, instancing(`"SCALE":0`, "")},
	}
}

// narrow limits make limits cheap to reach.
func narrow() Limits {
	return Limits{JSONBytes: 9000, Depth: 32, Elements: 250, Values: 500, ImageSide: 256, Data: 4}
}

func (p probe) run(t *testing.T, limits Limits) {
	t.Helper()
	r, err := Validate(context.Background(), strings.NewReader(p.asset), int64(len(p.asset)), Options{Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range r.Issues {
		if strings.Contains(i.Message, "%!") {
			t.Errorf("%s: message %q", i.Code, i.Message)
		}
	}
	for _, i := range r.Issues {
		if i.Code == p.code && i.Pointer == p.pointer {
			return
		}
	}
	t.Errorf("no %s at %q: %v", p.code, p.pointer, r.Issues)
}

// The rule: every code is found where it belongs.
func TestEachCode(t *testing.T) {
	tried := map[string]bool{}
	for _, p := range probesOfKhronos() {
		tried[p.code] = true
		t.Run(p.code, func(t *testing.T) { p.run(t, Limits{}) })
	}
	for _, p := range probesOfOurs() {
		tried[p.code] = true
		limits := Limits{}
		if strings.HasPrefix(p.code, "LIMIT_") {
			limits = narrow()
			if p.code == "LIMIT_ACCESSOR_DATA" {
				limits = Limits{Data: 4}
			}
		}
		t.Run(p.code, func(t *testing.T) { p.run(t, limits) })
	}
	for code := range ownCodes(t) {
		if !tried[code] && code != "LIMIT_NODE_STEPS" { // TestHostileTexts shows it
			t.Errorf("nothing shows %s", code)
		}
	}
}

// The rule: between this table and the corpus, no code is only a name.
func TestEveryKhronosCodeIsShown(t *testing.T) {
	needCorpus(t)
	shown := map[string]bool{}
	for _, p := range probesOfKhronos() {
		shown[p.code] = true
	}
	for _, want := range readJSON[[]khronosVerdict](t, filepath.Join(corpus, "khronos-validator/expected-khronos.json")) {
		r := validateFile(t, filepath.Join(corpus, want.Path))
		for _, i := range r.Issues {
			shown[i.Code] = true
		}
	}
	for code := range khronosCodes(t) {
		if !shown[code] {
			t.Errorf("nothing shows %s", code)
		}
	}
}

// The rule: what is valid is said to be valid, whatever it is compressed with.
func TestValidExtensionsOfOurs(t *testing.T) {
	level := little(uint64(104), uint64(16), uint64(16))
	for name, asset := range map[string]string{
		"draco": dracoProbe("", "", `"indices":1,"extensions":{"KHR_draco_mesh_compression":{"bufferView":0,"attributes":{"POSITION":0}}}`,
			[]byte("DRACO\x02\x02\x01\x00\x00\x00\x01\x03")).asset,
		"meshopt": meshoptProbe("", `"byteLength":64,"byteStride":4,"count":16,"mode":"ATTRIBUTES"`, bytes.Repeat([]byte{0xA0}, 64), 64).asset,
		"ktx2":    using("KHR_texture_basisu", imageOf("image/ktx2", ktx2Of(4, 4, 0, 1, 0, level))),
	} {
		r, err := Validate(context.Background(), strings.NewReader(asset), int64(len(asset)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range r.Issues {
			if i.Severity <= Warning && i.Code != "MESH_PRIMITIVE_POSITION_ACCESSOR_WITHOUT_BOUNDS" {
				t.Errorf("%s: %+v", name, i)
			}
		}
	}
}

// The rule: not a number and the infinities are found wherever they stand, and bounds compare as the data do.
func TestFloatsThatAreNone(t *testing.T) {
	nan := float32(math.NaN())
	asset := gltf(`"accessors":[` + accessorOf(5126, 4, "SCALAR", `,"min":[1],"max":[3]`) + `],` + bytesAs(floats(1, nan, 3, float32(math.Inf(1))), ""))
	r, err := Validate(context.Background(), strings.NewReader(asset), int64(len(asset)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Counts["ACCESSOR_INVALID_FLOAT"] != 2 || r.Counts["ACCESSOR_MAX_MISMATCH"] != 1 || r.Counts["ACCESSOR_MIN_MISMATCH"] != 0 {
		t.Errorf("found %v", r.Counts)
	}
}

// The rule: packed, interleaved and sparse data are the same numbers, in every component type.
func TestElements(t *testing.T) {
	for component, data := range map[int][]byte{
		glByte: little([]int8{1, 2, 3, 4, 5, 6, 7, 8}), glUbyte: little([]uint8{1, 2, 3, 4, 5, 6, 7, 8}), glShort: little([]int16{1, 2, 3, 4, 5, 6, 7, 8}),
		glUshort: little([]uint16{1, 2, 3, 4, 5, 6, 7, 8}), glUint: little([]uint32{1, 2, 3, 4, 5, 6, 7, 8}), glFloat: floats(1, 2, 3, 4, 5, 6, 7, 8),
	} {
		size := len(data) / 8
		holds(t, fmt.Sprint(component, " packed"), `"accessors":[`+accessorOf(component, 2, "VEC4", `,"min":[1,2,3,4],"max":[5,6,7,8]`)+`],`+bytesAs(data, ""))
		holds(t, fmt.Sprint(component, " interleaved"), `"accessors":[`+accessorOf(component, 2, "VEC2", fmt.Sprintf(`,"byteOffset":%d,"min":[2,3],"max":[6,7]`, size))+`],`+
			bytesAs(data, fmt.Sprintf(`,"byteStride":%d`, size*4)))
		views := fmt.Sprintf(`"bufferViews":[{"buffer":0,"byteOffset":%d,"byteLength":2},{"buffer":0,"byteLength":%[1]d},`, len(data))
		holds(t, fmt.Sprint(component, " sparse"), fmt.Sprintf(`"accessors":[{"componentType":%d,"count":9000,"type":"VEC2","min":[0,0],"max":[3,4],
			"sparse":{"count":2,"indices":{"bufferView":0,"componentType":5121},"values":{"bufferView":1}}}],`, component)+
			strings.Replace(bytesAs(append(data, 2, 200), ""), `"bufferViews":[`, views, 1))
	}
	// Columns of small matrices begin at multiples of four bytes; what lies between is not looked at.
	holds(t, "matrix", `"accessors":[`+accessorOf(glUbyte, 1, "MAT2", `,"min":[1,2,3,4],"max":[1,2,3,4]`)+`],`+bytesAs([]byte{1, 2, 99, 99, 3, 4, 99, 99}, ""))
}

func holds(t *testing.T, name, members string) {
	t.Helper()
	asset := gltf(members)
	r, err := Validate(context.Background(), strings.NewReader(asset), int64(len(asset)), Options{})
	if err != nil || r.HasErrors() {
		t.Errorf("%s: %v %v", name, r.Issues, err)
	}
}
