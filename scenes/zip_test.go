package scenes

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// zipOf packs files in the order of their names.
func zipOf(t testing.TB, method uint16, files map[string][]byte) []byte {
	t.Helper()
	var all []entry
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all = append(all, entry{FileHeader: zip.FileHeader{Name: name, Method: method}, body: files[name]})
	}
	return zipEntries(t, all...)
}

// entry is one file of a zip, as a test wants it.
type entry struct {
	zip.FileHeader
	body []byte
	raw  bool // sizes and checksum are as the header has them
}

func zipEntries(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		header := e.FileHeader
		make := w.CreateHeader
		if e.raw {
			make = w.CreateRaw
		}
		f, err := make(&header)
		if err == nil {
			_, err = f.Write(e.body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(t testing.TB, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		_, err = w.Write(body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lying is a compressed GLB whose header tells other sizes, or another checksum.
func lying(t *testing.T, body []byte, change func(h *zip.FileHeader)) []byte {
	t.Helper()
	small := deflated(t, body)
	h := zip.FileHeader{
		Name: "scene.glb", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(body), CompressedSize64: uint64(len(small)), UncompressedSize64: uint64(len(body)),
	}
	change(&h)
	return zipEntries(t, entry{h, small, true})
}

// A zip that lies, hides or overflows is refused by what it does, in words of its own.
func TestZipsAreNotTrusted(t *testing.T) {
	glb := counter().glb()
	good := zipOf(t, zip.Deflate, map[string][]byte{"scene.glb": glb})
	zeros := make([]byte, 40<<20)
	link := zip.FileHeader{Name: "wall.png"}
	link.SetMode(fs.ModeSymlink | 0o777)
	pipe := zip.FileHeader{Name: "wall.png"}
	pipe.SetMode(fs.ModeNamedPipe | 0o777)
	named := func(name string) []byte { return zipOf(t, zip.Store, map[string][]byte{"scene.glb": glb, name: glb}) }
	edited := func(signature string, at int, with ...byte) []byte {
		file := slices.Clone(good)
		copy(file[bytes.LastIndex(file, []byte(signature))+at:], with)
		return file
	}
	const central, end = "PK\x01\x02", "PK\x05\x06"
	for name, c := range map[string]struct {
		file []byte
		want code
	}{
		"cut off":               {good[:len(good)-30], zipDamaged},
		"cut in half":           {good[:len(good)/2], zipDamaged},
		"nothing in it":         {zipOf(t, 0, nil), noModel},
		"says 10 bytes":         {lying(t, glb, func(h *zip.FileHeader) { h.UncompressedSize64 = 10 }), zipDamaged},
		"says too many bytes":   {lying(t, glb, func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 40 }), zipDamaged},
		"says more than it has": {lying(t, glb, func(h *zip.FileHeader) { h.CompressedSize64 = 1 << 40 }), zipDamaged},
		"another checksum":      {lying(t, glb, func(h *zip.FileHeader) { h.CRC32++ }), zipDamaged},
		"damaged":               {slices.Concat(good[:60], []byte("damaged"), good[67:]), zipDamaged},
		"a bomb":                {lying(t, zeros, func(*zip.FileHeader) {}), zipTooBig},
		"a stored lie":          {zipEntries(t, entry{zip.FileHeader{Name: "scene.glb", CompressedSize64: 10, UncompressedSize64: 20}, glb[:10], true}), zipDamaged},
		"a password":            {edited(central, 8, 1), zipEncrypted},
		"unusual method":        {edited(central, 10, 93), zipMethod},
		"no such place":         {edited(central, 42, 0xff, 0xff, 0xff, 0x7f), zipDamaged},
		"a place before":        {before(t, glb), zipDamaged},
		"more than there are":   {edited(end, 8, 9, 0, 9, 0), zipDamaged},
		"zip64 lies":            {zip64(good, 1<<40+1, 1<<40), zipDamaged},
		"zip64 counts":          {zip64(good, 1<<60, uint64(len(good))), noModel},
		"a link":                {zipEntries(t, entry{link, []byte("/etc/passwd"), false}, entry{zip.FileHeader{Name: "scene.glb"}, glb, false}), zipShortcut},
		"a pipe":                {zipEntries(t, entry{pipe, nil, false}, entry{zip.FileHeader{Name: "scene.glb"}, glb, false}), zipUnsafe},
		"dots":                  {named("../x.glb"), zipUnsafe},
		"dots below":            {named("a/../../x.glb"), zipUnsafe},
		"back dots":             {named(`a\..\x.glb`), zipUnsafe},
		"a root":                {named("/etc/x.glb"), zipUnsafe},
		"a drive":               {named("c:x.glb"), zipUnsafe},
		"a nul":                 {named("x\x00.glb"), zipUnsafe},
		"twice":                 {zipEntries(t, entry{zip.FileHeader{Name: "a.glb"}, glb, false}, entry{zip.FileHeader{Name: "./a.glb"}, glb, false}), zipDamagedTwice},
		"on top":                {overlapping(t, glb), zipDamaged},
		"many":                  {crowd(t, 5000), zipManyFiles},
	} {
		t.Run(name, func(t *testing.T) {
			limits := DefaultLimits()
			limits.Spool = t.TempDir()
			from := time.Now()
			b, problems := openBytes(t, "scene.zip", c.file, limits)
			if took := time.Since(from); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
			got := kinds(problems)
			if len(got) != 1 || !strings.HasPrefix(got[0], string(c.want)) {
				t.Errorf("found %v, want %s", got, c.want)
			}
			if _, src, _ := b.Model(); src != nil {
				t.Error("there is a model")
			}
			if left, err := os.ReadDir(limits.Spool); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// zip64 gives a zip a second ending, which counts and places as it likes.
func zip64(file []byte, count, at uint64) []byte {
	end := bytes.LastIndex(file, []byte("PK\x05\x06"))
	b := slices.Clone(file[:end])
	b = append(append(b, "PK\x06\x06"...), le(uint64(44), uint16(45), uint16(45), uint32(0), uint32(0), count, count, uint64(100), at)...)
	b = append(append(b, "PK\x06\x07"...), le(uint32(0), uint64(end), uint32(1))...)
	return append(append(b, "PK\x05\x06"...), le(uint32(0), uint16(0xffff), uint16(0xffff), uint32(0xffffffff), uint32(0xffffffff), uint16(0))...)
}

// before is a zip whose file lies before its start.
func before(t testing.TB, glb []byte) []byte {
	t.Helper()
	extra := append([]byte{1, 0, 8, 0}, bytes.Repeat([]byte{0xff}, 8)...)
	file := zipEntries(t, entry{zip.FileHeader{Name: "scene.glb", Extra: extra}, glb, false})
	copy(file[bytes.LastIndex(file, []byte("PK\x01\x02"))+42:], "\xff\xff\xff\xff")
	return file
}

// overlapping is a zip in which two names share their bytes.
func overlapping(t testing.TB, glb []byte) []byte {
	t.Helper()
	file := zipOf(t, zip.Store, map[string][]byte{"scene.glb": glb, "other.glb": glb})
	first := bytes.Index(file, []byte("PK\x01\x02"))
	second := first + 1 + bytes.Index(file[first+1:], []byte("PK\x01\x02"))
	copy(file[second+42:second+46], file[first+42:first+46])
	return file
}

// crowd is a zip of many empty files.
func crowd(t testing.TB, n int) []byte {
	t.Helper()
	all := []entry{{zip.FileHeader{Name: "scene.glb"}, counter().glb(), false}}
	for i := range n {
		all = append(all, entry{zip.FileHeader{Name: fmt.Sprintf("textures/file-%06d.png", i)}, nil, true})
	}
	return zipEntries(t, all...)
}

// Sixty thousand files are answered at once and in little memory, whatever number the zip itself gives.
func TestACrowdedZipTakesLittle(t *testing.T) {
	honest := crowd(t, 60_000)
	modest := slices.Clone(honest)
	binary.LittleEndian.PutUint16(modest[len(modest)-12:], 1) // of files, it says
	for _, file := range [][]byte{honest, modest} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, problems := openBytes(t, "a.zip", file, DefaultLimits())
		runtime.ReadMemStats(&after)
		if !slices.Equal(kinds(problems), []string{string(zipManyFiles)}) {
			t.Errorf("%v", problems)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 32<<20 {
			t.Errorf("%d MB", took>>20)
		}
	}
}

// The unpacked files have no name on disk, even while they are read.
func TestTheSpoolHasNoName(t *testing.T) {
	text, files := parted(t, "scene.bin", "textures/wall.png")
	files["scene.gltf"] = []byte(text)
	limits := DefaultLimits()
	limits.Spool = t.TempDir()
	b, problems := openBytes(t, "a.zip", zipOf(t, zip.Deflate, files), limits)
	if left, err := os.ReadDir(limits.Spool); err != nil || len(left) > 0 || len(problems) > 0 {
		t.Errorf("%v, %v, %v", left, problems, err)
	}
	holdsCounter(t, packed(t, b), files["scene.bin"], files["textures/wall.png"])
}

// All files together are counted, not each by itself.
func TestUnpackedBytesAreCountedTogether(t *testing.T) {
	text, files := parted(t, "scene.bin", "textures/wall.png")
	files["scene.gltf"] = []byte(text)
	limits := DefaultLimits()
	for _, body := range files {
		limits.Bytes += int64(len(body))
	}
	limits.Bytes -= DefaultLimits().Bytes + 1
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		file := zipOf(t, method, files)
		limits := limits
		limits.Bytes = max(limits.Bytes, int64(len(file)))
		if int64(len(file)) > limits.Bytes {
			continue
		}
		_, problems := openBytes(t, "a.zip", zipOf(t, method, files), limits)
		want := []string{string(zipTooBig)}
		if int64(len(file)) == limits.Bytes {
			want = []string{}
		}
		if !slices.Equal(kinds(problems), want) {
			t.Errorf("%v, want %v", problems, want)
		}
	}
}

// Names that an old program wrote are read as it meant them.
func TestOldNames(t *testing.T) {
	text, files := parted(t, "W%C3%A4nde.bin", "textures/wall.png")
	wall := files["textures/wall.png"]
	file := zipEntries(t,
		entry{zip.FileHeader{Name: "a.gltf"}, []byte(text), false}, entry{zip.FileHeader{Name: "textures/wall.png"}, wall, false},
		entry{zip.FileHeader{Name: "W\x84nde.bin", NonUTF8: true}, files["scene.bin"], false})
	b, problems := openBytes(t, "a.zip", file, DefaultLimits())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	holdsCounter(t, packed(t, b), files["scene.bin"], wall)
}

// Trouble with reading is an error, and is not blamed on the zip.
func TestZipTroubleIsAnError(t *testing.T) {
	file := zipOf(t, zip.Deflate, map[string][]byte{"scene.glb": counter().glb()})
	trouble := errors.New("the disk is gone")
	for fails := range 40 {
		src := &failing{bytes.NewReader(file), fails, trouble}
		b, problems, err := OpenBundle(context.Background(), "a.zip", src, int64(len(file)), DefaultLimits())
		switch {
		case err == nil && src.left >= 0:
			closes(t, b)
			return // it was all read
		case !errors.Is(err, trouble):
			t.Errorf("after %d reads: %v, %v", fails, problems, err)
		}
	}
	t.Error("never read to the end")
}

// failing reads a few times and then no more.
type failing struct {
	io.ReaderAt
	left int
	err  error
}

func (f *failing) ReadAt(b []byte, at int64) (int, error) {
	if f.left--; f.left < 0 {
		return 0, f.err
	}
	return f.ReaderAt.ReadAt(b, at)
}
