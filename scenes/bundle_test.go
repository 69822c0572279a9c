package scenes

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// parted is the counter with a picture, with its geometry and picture in files of their own.
func parted(t testing.TB, bin, picture string) (text string, files map[string][]byte) {
	t.Helper()
	m := counter()
	image := m.add("images", tree{"name": "Wall", "uri": picture})
	texture := m.add("textures", tree{"source": image})
	material := m.add("materials", tree{"name": "Paint", "emissiveTexture": tree{"index": texture}})
	m.at("meshes", 0, "primitives", 0)["material"] = material
	m.at("meshes", 0, "primitives", 0, "attributes")["TEXCOORD_0"] = m.add("accessors", tree{"componentType": 5126, "count": 3, "type": "VEC2"})
	m.at("buffers", 0)["uri"] = bin
	return m.text(), map[string][]byte{"scene.bin": m.bin, "textures/wall.png": pngOf(t, 8, 8)}
}

func openBytes(t *testing.T, name string, file []byte, limits Limits) (*Bundle, []Problem) {
	t.Helper()
	b, problems, err := OpenBundle(context.Background(), name, bytes.NewReader(file), int64(len(file)), limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closes(t, b) })
	return b, problems
}

func closes(t testing.TB, b *Bundle) {
	t.Helper()
	if err := b.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}

func kinds(problems []Problem) []string {
	all := []string{}
	for _, p := range problems {
		all = append(all, p.Kind)
	}
	return all
}

func packed(t *testing.T, b *Bundle) []byte {
	t.Helper()
	src, size, err := b.Packed(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	file := make([]byte, size)
	if err := readAt(src, file, 0); err != nil {
		t.Fatal(err)
	}
	return file
}

// description is a packed GLB's, and its binary chunk.
func description(t *testing.T, glb []byte) (doc map[string]any, text string, bin []byte) {
	t.Helper()
	n := binary.LittleEndian.Uint32(glb[12:])
	text = string(glb[20 : 20+n])
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if rest := glb[20+n:]; len(rest) > 0 {
		bin = rest[8:]
	}
	return doc, text, bin
}

// Every sensible form of an upload is the same scene, whatever its files are called and wherever they lie.
func TestEveryFormIsTheSameScene(t *testing.T) {
	text, files := parted(t, "scene.bin", "textures/wall.png")
	spaced, _ := parted(t, "my%20room.bin", "my%20textures/wall%20%231.png")
	bare, _ := parted(t, "my room.bin", "my textures/wall #1.png")
	windows, _ := parted(t, "scene.bin", `textures\wall.png`)
	accent, _ := parted(t, "d%C5%B5r.bin", "textures/wall.png") // ŵ in one piece
	written, _ := parted(t, dataURI("application/octet-stream", files["scene.bin"]), dataURI("image/png", files["textures/wall.png"]))
	escaped := strings.ReplaceAll(written, "/", `\/`)
	bin, wall := files["scene.bin"], files["textures/wall.png"]
	for name, c := range map[string]struct {
		files map[string][]byte
		kinds []string
	}{
		"flat":           {map[string][]byte{"scene.gltf": []byte(text), "scene.bin": bin, "textures/wall.png": wall}, []string{}},
		"a folder in it": {map[string][]byte{"My hall/x/scene.gltf": []byte(text), "My hall/x/scene.bin": bin, "My hall/x/textures/wall.png": wall}, []string{}},
		"left by a Mac": {map[string][]byte{
			"hall/scene.gltf": []byte(text), "hall/scene.bin": bin, "hall/textures/wall.png": wall,
			"__MACOSX/hall/._scene.gltf": {0}, "hall/.DS_Store": {0}, "hall/._scene.gltf": {0}, "hall/textures/Thumbs.db": {0},
		}, []string{}},
		"percent signs":  {map[string][]byte{"my room.gltf": []byte(spaced), "my room.bin": bin, "my textures/wall #1.png": wall}, []string{}},
		"bare spaces":    {map[string][]byte{"my room.gltf": []byte(bare), "my room.bin": bin, "my textures/wall #1.png": wall}, []string{}},
		"signs in names": {map[string][]byte{"my room.gltf": []byte(spaced), "my%20room.bin": bin, "my%20textures/wall%20%231.png": wall}, []string{}},
		"backslashes":    {map[string][]byte{"scene.gltf": []byte(windows), "scene.bin": bin, "textures/wall.png": wall}, []string{string(uriBackslash)}},
		"odd case":       {map[string][]byte{"Scene.GLTF": []byte(text), "scene.bin": bin, "Textures/WALL.PNG": wall}, []string{string(fileNameCase)}},
		"accents apart":  {map[string][]byte{"scene.gltf": []byte(accent), "dw\u0302r.bin": bin, "textures/wall.png": wall}, []string{}},
		"written out":    {map[string][]byte{"scene.gltf": []byte(written)}, []string{}},
		"escaped":        {map[string][]byte{"scene.gltf": []byte(escaped)}, []string{}},
		"a mark before":  {map[string][]byte{"scene.gltf": []byte(byteOrder + written)}, []string{string(byteOrderGone)}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for path, body := range c.files {
				write(t, filepath.Join(dir, path), body)
			}
			folder, problems, err := OpenFolder(context.Background(), dir, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			defer closes(t, folder)
			if !slices.Equal(kinds(problems), c.kinds) {
				t.Errorf("folder: %v", problems)
			}
			first := packed(t, folder)
			holdsCounter(t, first, bin, wall)
			for _, method := range []uint16{0, 8} {
				b, problems := openBytes(t, "upload.zip", zipOf(t, method, c.files), DefaultLimits())
				if !slices.Equal(kinds(problems), c.kinds) {
					t.Errorf("zip: %v", problems)
				}
				if second := packed(t, b); !bytes.Equal(first, second) {
					t.Error("the zip is another scene than the folder")
				}
				if b.Itself() || folder.Itself() {
					t.Error("a zip or folder is taken for a GLB")
				}
			}
		})
	}
}

// holdsCounter checks that a GLB is whole: the counter with its picture.
func holdsCounter(t *testing.T, glb, bin, wall []byte) {
	t.Helper()
	b, problems := openBytes(t, "scene.glb", glb, DefaultLimits())
	if len(problems) > 0 || !b.Itself() {
		t.Errorf("packed: %v", problems)
	}
	if r := inspect(t, glb); slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Action != Note }) || r.Figures.Triangles != 1 || r.Figures.Textures != 1 || r.Figures.LargestTexture != 8 {
		t.Errorf("packed: %+v", r)
	}
	doc, _, body := description(t, glb)
	if !bytes.HasPrefix(body, bin) || !bytes.Contains(body, wall) {
		t.Error("the bytes are not all there")
	}
	image := doc["images"].([]any)[0].(map[string]any)
	if image["name"] != "Wall" || image["mimeType"] != "image/png" || image["bufferView"] != 2.0 || image["uri"] != nil {
		t.Errorf("picture %v", image)
	}
}

// A model in a folder within the upload may reach its neighbours; nothing may be reached from the upload's own root.
func TestNeighboursInTheUpload(t *testing.T) {
	text, files := parted(t, "../buffers/scene.bin", "../../textures/wall.png")
	upload := map[string][]byte{
		"hall/source/x/scene.gltf": []byte(text), "hall/source/buffers/scene.bin": files["scene.bin"], "hall/textures/wall.png": files["textures/wall.png"],
	}
	b, problems := openBytes(t, "hall.zip", zipOf(t, 8, upload), DefaultLimits())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	holdsCounter(t, packed(t, b), files["scene.bin"], files["textures/wall.png"])
}

// A picture whose address means the designer's own computer is found by its name, if there is only one of that; geometry never is, nor
// what lies around a single file.
func TestAPictureFromAnotherPlace(t *testing.T) {
	for _, uri := range []string{`C:\Users\sian\wall.png`, "C:/Users/sian/wall.png", "file:///home/sian/WALL.png", "pictures/wall.png", "../../wall.png"} {
		text, files := parted(t, "scene.bin", uri)
		files["scene.gltf"] = []byte(text)
		dir := t.TempDir()
		for path, body := range files {
			write(t, filepath.Join(dir, path), body)
		}
		folder, problems, err := OpenFolder(context.Background(), dir, DefaultLimits())
		if err != nil || !slices.Equal(kinds(problems), []string{string(fileElsewhere)}) {
			t.Fatalf("%s: %v, %v", uri, problems, err)
		}
		holdsCounter(t, packed(t, folder), files["scene.bin"], files["textures/wall.png"])
		zipped, problems := openBytes(t, "a.zip", zipOf(t, zip.Deflate, files), DefaultLimits())
		if !slices.Equal(kinds(problems), []string{string(fileElsewhere)}) || !bytes.Equal(packed(t, zipped), packed(t, folder)) {
			t.Errorf("%s: %v", uri, problems)
		}
		alone, problems, err := OpenFile(context.Background(), filepath.Join(dir, "scene.gltf"), DefaultLimits())
		if err != nil || !(Report{Problems: problems}).Refused() {
			t.Errorf("%s: %v, %v", uri, problems, err)
		}
		closes(t, folder)
		closes(t, alone)
		files["old/wall.png"] = nil
		if _, problems := openBytes(t, "a.zip", zipOf(t, zip.Deflate, files), DefaultLimits()); !(Report{Problems: problems}).Refused() {
			t.Errorf("%s: one of two was taken: %v", uri, problems)
		}
	}
	text, files := parted(t, "C:/scene.bin", "textures/wall.png")
	files["scene.gltf"] = []byte(text)
	if _, problems := openBytes(t, "a.zip", zipOf(t, zip.Deflate, files), DefaultLimits()); !(Report{Problems: problems}).Refused() {
		t.Errorf("geometry was taken: %v", problems)
	}
}

// What the model does not name is not read, let alone packed.
func TestOnlyWhatIsNamedIsPacked(t *testing.T) {
	text, files := parted(t, "scene.bin", "textures/wall.png")
	files["scene.gltf"] = []byte(text)
	plain, _ := openBytes(t, "a.zip", zipOf(t, 8, files), DefaultLimits())
	files["hall.blend"] = bytes.Repeat([]byte("BLENDER"), 1<<20)
	limits := DefaultLimits()
	limits.Bytes = 1 << 20
	more, problems := openBytes(t, "a.zip", zipOf(t, 8, files), limits)
	if len(problems) > 0 || !bytes.Equal(packed(t, plain), packed(t, more)) {
		t.Errorf("%v", problems)
	}
}

// A GLB with everything inside is kept as it came, byte for byte.
func TestAGLBIsItself(t *testing.T) {
	file := counter().glb()
	b, problems := openBytes(t, "C:\\scenes\\counter.glb", file, DefaultLimits())
	if name, _, _ := b.Model(); name != "counter.glb" || len(problems) > 0 || !b.Itself() || !bytes.Equal(packed(t, b), file) {
		t.Errorf("%s %v %v", name, problems, b.Itself())
	}
	inside, _ := openBytes(t, "counter.zip", zipOf(t, 8, map[string][]byte{"a/counter.glb": file}), DefaultLimits())
	if inside.Itself() || !bytes.Equal(packed(t, inside), file) {
		t.Error("in a zip it is another")
	}
}

// A GLB that keeps its pictures beside it, as some asset shops sell them, is completed.
func TestAGLBWithPicturesBeside(t *testing.T) {
	m := counter()
	image := m.add("images", tree{"uri": "Textures/colormap.png"})
	m.add("textures", tree{"source": image})
	m.add("images", tree{"uri": "Textures/colormap.png"})
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.glb"), m.glb())
	write(t, filepath.Join(dir, "Textures/colormap.png"), pngOf(t, 8, 8))
	b, problems, err := OpenFile(context.Background(), filepath.Join(dir, "a.glb"), DefaultLimits())
	if err != nil || len(problems) > 0 || b.Itself() {
		t.Fatal(err, problems)
	}
	defer closes(t, b)
	doc, _, bin := description(t, packed(t, b))
	first, second := doc["images"].([]any)[0].(map[string]any), doc["images"].([]any)[1].(map[string]any)
	if first["bufferView"] != 2.0 || second["bufferView"] != 2.0 || bytes.Count(bin, pngOf(t, 8, 8)) != 1 {
		t.Errorf("the picture is not there once: %v %v", first, second)
	}
	alone, problems := openBytes(t, "a.glb", m.glb(), DefaultLimits())
	if !slices.Equal(kinds(problems), []string{string(fileMissing)}) || problems[0].Pointer != "/images/0/uri" || problems[0].Code != "IO_ERROR" {
		t.Errorf("%+v", problems)
	}
	if _, _, err := alone.Open("Textures/colormap.png"); err != ErrFileMissing {
		t.Error(err)
	}
}

// One model is taken, the one nearest to the top; where nobody can know which is meant, they are named.
func TestWhichModel(t *testing.T) {
	glb := counter().glb()
	for want, c := range map[string]struct {
		names []string
		kinds []string
		said  string
	}{
		"a.glb":     {[]string{"a.glb", "a.gltf", "b/c.glb"}, []string{string(severalChosen)}, "c.glb"},
		"x/a.GLB":   {[]string{"x/a.GLB", "x/A.gltf"}, nil, ""},
		"":          {[]string{"x/a.glb", "x/b.glb", "x/y/c.glb"}, []string{string(severalModels)}, "a.glb, b.glb, c.glb"},
		"room.gltf": {[]string{"room.gltf", "__MACOSX/._room.gltf", "._a.glb"}, nil, ""},
	} {
		files := map[string][]byte{}
		for _, name := range c.names {
			files[name] = glb
		}
		b, problems := openBytes(t, "a.zip", zipOf(t, 8, files), DefaultLimits())
		problems = slices.DeleteFunc(problems, func(p Problem) bool { return p.Kind == string(extensionWrong) })
		name, src, _ := b.Model()
		if (want == "") != (src == nil) || want != "" && name != want || !slices.Equal(kinds(problems), append([]string{}, c.kinds...)) {
			t.Errorf("%v: %s, %v", c.names, name, problems)
		}
		for _, p := range problems {
			if p.Values["found"] != c.said {
				t.Errorf("%v: %v", c.names, p)
			}
		}
	}
	_, problems := openBytes(t, "a.zip", zipOf(t, 8, map[string][]byte{"room.blend": {1}}), DefaultLimits())
	if !slices.Equal(kinds(problems), []string{string(noModel)}) || problems[0].Values["found"] != "room.blend" {
		t.Errorf("%v", problems)
	}
}

// No file outside the upload is opened: not by a path, not by a link, not by the folder's name for its parent.
func TestNothingOutsideIsOpened(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "canary.bin"), counter().bin)
	write(t, filepath.Join(dir, "canary/canary.bin"), counter().bin)
	if err := os.Symlink("../canary.bin", mkdir(t, filepath.Join(dir, "upload"))+"/link.bin"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../canary", filepath.Join(dir, "upload/linked")); err != nil {
		t.Fatal(err)
	}
	for _, uri := range []string{
		"../canary.bin", `..\\canary.bin`, "%2e%2e/canary.bin", "a/../../canary.bin", filepath.Join(dir, "canary.bin"), "link.bin", "linked/canary.bin",
		"file://" + filepath.Join(dir, "canary.bin"), "%2e%2e%2fcanary.bin", "..%5ccanary.bin", "http://127.0.0.1:1/canary.bin", "//127.0.0.1:1/canary.bin",
		"C:/canary.bin", "canary%00.bin", "LINK.BIN",
	} {
		m := counter()
		m.at("buffers", 0)["uri"] = strings.ReplaceAll(uri, `\\`, `\`)
		write(t, filepath.Join(dir, "upload/scene.gltf"), []byte(m.text()))
		for form, open := range map[string]func() (*Bundle, []Problem, error){
			"file": func() (*Bundle, []Problem, error) {
				return OpenFile(context.Background(), filepath.Join(dir, "upload/scene.gltf"), DefaultLimits())
			},
			"folder": func() (*Bundle, []Problem, error) {
				return OpenFolder(context.Background(), filepath.Join(dir, "upload"), DefaultLimits())
			},
		} {
			b, problems, err := open()
			if err != nil {
				t.Fatal(err)
			}
			if len(problems) != 1 || problems[0].Action != Refuse {
				t.Errorf("%s %s: %v", form, uri, problems)
			}
			if _, _, err := b.Open(m.at("buffers", 0)["uri"].(string)); err == nil {
				t.Errorf("%s %s was opened", form, uri)
			}
			closes(t, b)
		}
	}
}

// A folder may hold what would wait or never end when it is opened.
func TestPipesAreNotOpened(t *testing.T) {
	dir := t.TempDir()
	m := counter()
	m.at("buffers", 0)["uri"] = "pipe.bin"
	write(t, filepath.Join(dir, "scene.gltf"), []byte(m.text()))
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.bin"), 0o600); err != nil {
		t.Skip(err)
	}
	b, problems, err := OpenFolder(context.Background(), dir, DefaultLimits())
	if err != nil || !slices.Equal(kinds(problems), []string{string(fileMissing)}) {
		t.Fatal(err, problems)
	}
	closes(t, b)
	if _, _, err := OpenFile(context.Background(), filepath.Join(dir, "pipe.bin"), DefaultLimits()); err == nil {
		t.Error("a pipe was opened")
	}
}

// A folder is bounded as a zip is.
func TestFoldersAreBounded(t *testing.T) {
	dir := t.TempDir()
	text, files := parted(t, "scene.bin", "textures/wall.png")
	files["scene.gltf"] = []byte(text)
	for path, body := range files {
		write(t, filepath.Join(dir, path), body)
	}
	for _, c := range []struct {
		change func(l *Limits)
		want   code
	}{
		{func(l *Limits) { l.Files = 3 }, zipManyFiles},
		{func(l *Limits) { l.Bytes = int64(len(text)) + 10 }, fileTooBig},
		{func(l *Limits) { l.TextBytes = int64(len(text)) - 1 }, fileTooBig},
	} {
		limits := DefaultLimits()
		c.change(&limits)
		b, problems, err := OpenFolder(context.Background(), dir, limits)
		if err != nil || !slices.Contains(kinds(problems), string(c.want)) {
			t.Errorf("want %s: %v %v", c.want, problems, err)
		}
		closes(t, b)
	}
}

// A context that has ended ends the opening.
func TestOpeningEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, file := range [][]byte{counter().glb(), zipOf(t, 8, map[string][]byte{"a.glb": counter().glb()}), []byte("{}")} {
		if _, _, err := OpenBundle(ctx, "a", bytes.NewReader(file), int64(len(file)), DefaultLimits()); err == nil {
			t.Error("opened")
		}
	}
}

func write(t *testing.T, path string, body []byte) {
	t.Helper()
	mkdir(t, filepath.Dir(path))
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, path string) string {
	t.Helper()
	if err := os.MkdirAll(path, 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}
