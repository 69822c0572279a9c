package scenes

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

func pngOf(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// webpOf is a WebP of the extended kind as far as its canvas.
func webpOf(width, height int) []byte {
	b := slices.Concat([]byte("RIFF"), le(uint32(22)), []byte("WEBPVP8X"), le(uint32(10), uint32(0)))
	return append(b, byte(width-1), byte((width-1)>>8), byte((width-1)>>16), byte(height-1), byte((height-1)>>8), byte((height-1)>>16))
}

// ktx2Of is a KTX2 with one level of one byte.
func ktx2Of(width, height int) []byte {
	b := append([]byte(ktxMagic), le(uint32(0), uint32(1), uint32(width), uint32(height), uint32(0), uint32(0), uint32(1), uint32(1), uint32(1))...)
	b = append(b, make([]byte, 32)...)
	return append(append(b, le(uint64(104), uint64(1), uint64(1))...), 0)
}

func TestPicturesAreMeasured(t *testing.T) {
	for mediaType, c := range map[string]struct {
		data   []byte
		memory int64
	}{
		"image/png":  {pngOf(t, 300, 200), 300 * 200 * 4 * 4 / 3},
		"image/jpeg": {jpegOf(t, 300, 200), 300 * 200 * 4 * 4 / 3},
		"image/webp": {webpOf(300, 200), 300 * 200 * 4 * 4 / 3},
		"image/ktx2": {ktx2Of(300, 200), 300 * 200 * 4 / 3},
	} {
		t.Run(mediaType, func(t *testing.T) {
			m := counter()
			m.addPicture(c.data, mediaType)
			if feature := map[string]string{"image/webp": extWebP, "image/ktx2": extBasis}[mediaType]; feature != "" {
				m.doc["extensionsUsed"] = []any{feature}
				m.doc["textures"] = []any{tree{"extensions": tree{feature: tree{"source": 0}}}}
			}
			r := inspect(t, m.glb())
			if len(grave(r)) != 0 || r.Figures.TextureBytes != c.memory || r.Figures.LargestTexture != 300 || r.Figures.Textures != 1 {
				t.Errorf("%v %+v", r.Problems, r.Figures)
			}
		})
	}
}

func TestPictureInADataAddress(t *testing.T) {
	m := counter()
	m.addPicture(pngOf(t, 8, 8), "image/png")
	m.doc["images"] = []any{tree{"uri": dataURI("image/png", pngOf(t, 8, 8))}}
	if r := inspect(t, m.glb()); len(grave(r)) != 0 || r.Figures.LargestTexture != 8 {
		t.Errorf("%v %+v", r.Problems, r.Figures)
	}
}

// A fallback for older viewers takes no memory where the compressed picture is shown.
func TestFallbackPictureIsNotCounted(t *testing.T) {
	m := counter()
	m.addPicture(pngOf(t, 64, 64), "image/png")
	small := m.add("images", tree{"mimeType": "image/webp", "bufferView": m.addData(webpOf(16, 16))})
	m.at("textures", 0)["extensions"] = tree{extWebP: tree{"source": small}}
	m.doc["extensionsUsed"] = []any{extWebP}
	if r := inspect(t, m.glb()); len(grave(r)) != 0 || r.Figures.LargestTexture != 16 {
		t.Errorf("%v %+v", r.Problems, r.Figures)
	}
}

func TestPictureProblems(t *testing.T) {
	small := pngOf(t, 8, 8)
	sized := func(width, height uint32) []byte {
		b := slices.Clone(small)
		binary.BigEndian.PutUint32(b[16:], width)
		binary.BigEndian.PutUint32(b[20:], height)
		return b
	}
	shown := func(data []byte, mediaType string) func(m *model) {
		return func(m *model) { m.addPicture(data, mediaType) }
	}
	runEdited(t, []edited{
		{"BMP", shown([]byte("BM and so on and on"), "image/png"), pictureType, "Wall"},
		{"SVG", shown([]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "image/png"), pictureType, "Wall"},
		{"AVIF", shown([]byte("\x00\x00\x00\x20ftypavif"), "image/avif"), pictureType, "Wall"},
		{"error page", shown([]byte("<!doctype html>"), "image/png"), picturePage, "Wall"},
		{"LFS pointer", shown([]byte("version https://git-lfs.github.com/spec/v1"), "image/png"), picturePointer, "Wall"},
		{"noise", shown([]byte{1, 2, 3, 4, 5}, "image/png"), pictureDamaged, "Wall"},
		{"header only", shown(small[:30], "image/png"), pictureDamaged, "Wall"},
		{"cut off", shown(small[:len(small)-6], "image/png"), pictureDamaged, "Wall"},
		{"JPEG cut off", shown(jpegOf(t, 8, 8)[:30], "image/jpeg"), pictureDamaged, "Wall"},
		{"WebP cut off", shown(webpOf(8, 8)[:20], "image/webp"), pictureDamaged, "Wall"},
		{"KTX2 cut off", shown(ktx2Of(8, 8)[:104], "image/ktx2"), pictureDamaged, "Wall"},
		{"no width", shown(sized(0, 8), "image/png"), pictureNoSize, "Wall"},
		{"marked as JPEG", shown(small, "image/jpeg"), pictureMislabeled, "Wall"},
		{"5,000 wide", shown(sized(5000, 10), "image/png"), pictureBig, "Wall"},
		{"8,000 square", shown(sized(8000, 8000), "image/png"), pictureTooBig, "Wall"},
		{"30,000 wide", shown(sized(30000, 1), "image/png"), pictureTooBig, "Wall"},
		{"4 billion square", shown(sized(0xffffffff, 0xffffffff), "image/png"), pictureTooBig, "Wall"},
		{"neither bytes nor address", func(m *model) {
			m.addPicture(small, "image/png")
			delete(m.at("images", 0), "bufferView")
		}, structureWrong, "Wall"},
		{"texture without a picture", func(m *model) {
			m.addPicture(small, "image/png")
			delete(m.at("textures", 0), "source")
		}, pictureNone, "Paint"},
		{"many of them", func(m *model) {
			for range 9 {
				m.addPicture(sized(4096, 4096), "image/png")
			}
		}, picturesBig, ""},
		{"far too many of them", func(m *model) {
			for range 17 {
				m.addPicture(sized(4096, 4096), "image/png")
			}
		}, picturesTooBig, ""},
	})
}

func TestOutside(t *testing.T) {
	elsewhere := func(uri string) func(m *model) {
		return func(m *model) {
			m.addPicture(pngOf(t, 8, 8), "image/png")
			m.doc["images"] = []any{tree{"name": "Wall", "uri": uri}}
		}
	}
	runEdited(t, []edited{
		{"beside it", elsewhere("textures/wall.png"), fileMissing, "Wall"},
		{"escaped twice", elsewhere("%252e%252e/wall.png"), fileMissing, "Wall"},
		{"above it", elsewhere("../../etc/hostname"), fileOutside, "Wall"},
		{"above it, escaped", elsewhere("%2e%2e/wall.png"), fileOutside, "Wall"},
		{"absolute", elsewhere("/etc/hostname"), fileOutside, "Wall"},
		{"on a drive", elsewhere("C:/Users/designer/wall.png"), fileOutside, "Wall"},
		{"with backslashes", elsewhere(`textures\wall.png`), fileMissing, "Wall"},
		{"file:", elsewhere("file:///etc/hostname"), fileOutside, "Wall"},
		{"javascript:", elsewhere("javascript:alert(1)"), fileOutside, "Wall"},
		{"on the internet", elsewhere("http://169.254.169.254/wall.png"), linkOutside, "Wall"},
		{"somewhere's root", elsewhere("//example.org/wall.png"), linkOutside, "Wall"},
		{"a page as picture", elsewhere(dataURI("text/html", nil)), pictureDamaged, "Wall"},
		{"a broken data address", elsewhere("data:image/png;base64,!!"), pictureDamaged, "Wall"},
		{"a buffer beside it", func(m *model) { m.at("buffers", 0)["uri"] = "scene.bin" }, fileMissing, ""},
		{"a page as buffer", func(m *model) { m.at("buffers", 0)["uri"] = dataURI("text/html", m.bin) }, geometryType, ""},
		{"a short data address", func(m *model) { m.at("buffers", 0)["uri"] = dataURI("application/octet-stream", m.bin[:9]) }, fileCutOff, "Counter"},
		{"a link in an extension", func(m *model) {
			m.doc["extensionsUsed"] = []any{extHubs}
			m.at("nodes", 0)["extensions"] = tree{extHubs: tree{"video": tree{"src": "http://10.0.0.1/cam.mp4"}}}
		}, linkIgnored, "Counter"},
		{"a link in extras", func(m *model) { m.at("nodes", 0)["extras"] = tree{"href": "javascript:alert(1)"} }, linkIgnored, "Counter"},
	})
}
