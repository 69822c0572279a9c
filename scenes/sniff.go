package scenes

import (
	"bytes"
	"encoding/binary"
	"path"
	"strings"
)

const (
	sniffBytes = 512
	magicGLB   = "glTF"
)

// signature is how a file of another kind begins.
type signature struct {
	prefix string
	code   code
	format string // a proper name, the same in every language
}

// signatures are what designers upload by mistake, most telling first.
func signatures() []signature {
	return []signature{
		{"version https://git-lfs", notGLTFLFS, ""},
		{"PK\x03\x04", notGLTFZip, ""},
		{"PK\x05\x06", notGLTFZip, ""},
		{"\x89PNG", notGLTFPicture, "PNG"},
		{"\xff\xd8\xff", notGLTFPicture, "JPEG"},
		{"GIF8", notGLTFPicture, "GIF"},
		{"BM", notGLTFPicture, "BMP"},
		{"RIFF", notGLTFPicture, "WebP"},
		{"\xabKTX", notGLTFPicture, "KTX2"},
		{"BLENDER", notGLTFBlend, ""},
		{"Kaydara FBX", notGLTFFBX, ""},
		{"; FBX", notGLTFFBX, ""},
		{"\x28\xb5\x2f\xfd", notGLTFPacked, ""}, // zstd, which is also how Blender saves
		{"\x1f\x8b", notGLTFPacked, ""},         // gzip
		{"Rar!", notGLTFPacked, ""},
		{"7z\xbc\xaf", notGLTFPacked, ""},
		{"solid ", notGLTFOther, "STL"},
		{"ply\n", notGLTFOther, "PLY"},
		{"ply\r", notGLTFOther, "PLY"},
		{"mtllib ", notGLTFOther, "OBJ"},
		{"PXR-USDC", notGLTFOther, "USD"},
		{"#usda", notGLTFOther, "USD"},
		{"ISO-10303-21", notGLTFOther, "IFC/STEP"},
		{"AC10", notGLTFOther, "DWG"},
		{"\xff\xfe\xff\x0eS\x00k\x00e\x00t\x00c\x00h\x00U\x00p", notGLTFOther, "SketchUp"},
		{"%PDF", notGLTFOther, "PDF"},
		{"# ", notGLTFOther, "OBJ"},
		{"# Blender", notGLTFOther, "OBJ"},
	}
}

// form is what a model is written as.
type form uint8

const (
	formOther form = iota
	formGLB
	formText // of a glTF, with its files beside it or written out in it
)

// formOf decides by content. Only for a text that begins in no way a description can is the name asked whether it was meant as one.
func formOf(head []byte, name string) form {
	if bytes.HasPrefix(head, []byte(magicGLB)) {
		return formGLB
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrder)), " \t\r\n")
	if len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		return formText
	}
	wide := bytes.HasPrefix(head, []byte("\xff\xfe{")) || bytes.HasPrefix(head, []byte("\xfe\xff\x00{"))
	if wide || len(text) > 0 && text[0] == '/' && strings.EqualFold(path.Ext(name), ".gltf") {
		return formText
	}
	return formOther
}

// isGLB looks at how a file begins: whether it is a GLB of version 2, and if not, says what it is instead.
func isGLB(head []byte, found *findings) bool {
	switch {
	case len(head) == 0:
		found.add(fileEmpty, "")
	case bytes.HasPrefix(head, []byte(magicGLB)):
		return isVersionTwo(head, found)
	default:
		sniffOther(head, found)
	}
	return false
}

func isVersionTwo(head []byte, found *findings) bool {
	if len(head) < headerBytes {
		found.add(fileCutOff, "", "size", number(int64(len(head))), "claimed", number(headerBytes))
		return false
	}
	switch version := binary.LittleEndian.Uint32(head[4:]); version {
	case 2:
		return true
	case 1:
		found.add(gltfOne, "")
	default:
		found.add(gltfVersion, "", "version", number(int64(version)))
	}
	return false
}

func sniffOther(head []byte, found *findings) {
	for _, s := range signatures() {
		if bytes.HasPrefix(head, []byte(s.prefix)) {
			found.add(s.code, "", "format", s.format)
			return
		}
	}
	text := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n"))
	switch {
	case strings.HasPrefix(text, "{"):
		found.add(gltfText, "")
	case strings.HasPrefix(text, "<") && strings.Contains(text, "<svg"):
		found.add(notGLTFSVG, "")
	case strings.HasPrefix(text, "<"):
		found.add(notGLTFWeb, "")
	default:
		found.add(notGLTF, "")
	}
}
