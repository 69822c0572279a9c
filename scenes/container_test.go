package scenes

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

func TestContainer(t *testing.T) {
	good := counter()
	file, text := good.glb(), good.text()
	jsonLength := binary.LittleEndian.Uint32(file[12:])
	with := func(at int, value uint32) []byte {
		b := slices.Clone(file)
		binary.LittleEndian.PutUint32(b[at:], value)
		return b
	}
	chunk := func(kind uint32, data string) []byte {
		return append(le(uint32(len(data)), kind), data...)
	}
	frame := func(chunks ...[]byte) []byte {
		body := slices.Concat(chunks...)
		return append(append([]byte(magicGLB), le(uint32(2), uint32(headerBytes+len(body)))...), body...)
	}
	for text4 := text; len(text4)%4 != 0; text4 += " " {
		text = text4 + " "
	}
	description, bin := chunk(chunkJSON, text), chunk(chunkBIN, string(good.bin))
	for name, c := range map[string]struct {
		file []byte
		code code
	}{
		"empty":                       {nil, fileEmpty},
		"half":                        {file[:len(file)/2], fileCutOff},
		"only a magic":                {file[:4], fileCutOff},
		"length of 4 GB":              {with(8, 0xffffffff), fileCutOff},
		"description of 4 GB":         {with(12, 0xfffffff0), fileDamaged},
		"binary chunk of 4 GB":        {with(20+int(jsonLength), 0xfffffff0), fileCutOff},
		"version 1":                   {with(4, 1), gltfOne},
		"version 3":                   {with(4, 3), gltfVersion},
		"wrong magic":                 {append([]byte("glTX"), file[4:]...), notGLTF},
		"no chunk":                    {frame(), fileDamaged},
		"empty description":           {frame(chunk(chunkJSON, "")), fileNoScene},
		"binary chunk first":          {frame(bin, description), fileDamaged},
		"two descriptions":            {frame(description, description), fileDamaged},
		"two binary chunks":           {frame(description, bin, bin), fileDamaged},
		"binary chunk after another":  {frame(description, chunk(7, "abcd"), bin), fileDamaged},
		"half a chunk header":         {frame(description, bin, []byte("abcd")), fileCutOff},
		"an unknown chunk":            {frame(description, bin, chunk(7, "abcd")), unknownData},
		"thousands of unknown chunks": {frame(description, bin, []byte(strings.Repeat(string(chunk(7, "")), 20_000))), tooManyChunks},
	} {
		t.Run(name, func(t *testing.T) {
			r := inspect(t, c.file)
			if _, ok := find(r, c.code); !ok || r.Refused() != (c.code.action() == Refuse) {
				t.Errorf("found %v, want %s", codes(r), c.code)
			}
		})
	}
}

// What comes after a model is no part of it.
func TestATailIsCut(t *testing.T) {
	file := counter().glb()
	for _, tail := range []string{"P", "PK\x03\x04", "PK\x03\x04 and much more"} {
		r := inspect(t, append(slices.Clone(file), tail...))
		if _, ok := find(r, trailingData); !ok || r.Verdict() != VerdictAccept || r.Figures.Bytes != int64(len(file)) {
			t.Errorf("%q: %s, %v, %+v", tail, r.Verdict(), codes(r), r.Figures)
		}
	}
}

func TestOtherFilesAreNamed(t *testing.T) {
	for begin, want := range map[string]code{
		"version https://git-lfs.github.com/spec/v1\noid sha256:00": notGLTFLFS,
		"<!DOCTYPE html><html>":                 notGLTFWeb,
		"\ufeff\n <?xml version='1.0'?><Error>": notGLTFWeb,
		"<svg xmlns='…'>":                       notGLTFSVG,
		"<?xml version='1.0'?>\n<svg >":         notGLTFSVG,
		"\x89PNG\r\n":                           notGLTFPicture,
		"\xff\xd8\xff\xe0":                      notGLTFPicture,
		"BLENDER-v401":                          notGLTFBlend,
		"Kaydara FBX Binary  ":                  notGLTFFBX,
		"\x28\xb5\x2f\xfd":                      notGLTFPacked,
		"solid cube":                            notGLTFOther,
		"ISO-10303-21;":                         notGLTFOther,
		"dummy file":                            notGLTF,
		"\x00":                                  notGLTF,
	} {
		r := inspect(t, []byte(begin))
		if _, ok := find(r, want); !ok || !r.Refused() || len(r.Problems) != 1 {
			t.Errorf("%.20q: %v, want %s", begin, codes(r), want)
		}
	}
}
