package scenes

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// offered are the codes of all repairs on offer.
func offered(r Report) []string {
	var all []string
	for _, o := range r.Repairs {
		all = append(all, o.Code)
	}
	return all
}

func repaired(t *testing.T, file []byte, codes ...string) []byte {
	t.Helper()
	src, size, err := Repaired(context.Background(), bytes.NewReader(file), int64(len(file)), codes, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(src)
	if err != nil || int64(len(out)) != size {
		t.Fatalf("%d bytes of %d: %v", len(out), size, err)
	}
	return out
}

// Whatever is offered to be mended is mended: after all of it the file is accepted, and looks and means what it did.
func TestEveryRepairableFileIsRepaired(t *testing.T) {
	count := 0
	err := filepath.WalkDir(corpus(t), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains([]string{".glb", ".gltf", ".zip"}, filepath.Ext(path)) {
			return err
		}
		before := checkIn2s(t, path)
		if before.Verdict() != VerdictRepair && len(before.Repairs) == 0 || before.Refused() {
			return nil
		}
		count++
		t.Run(filepath.Base(path), func(t *testing.T) { holdsRepair(t, path, before) })
		return nil
	})
	if err != nil || count < 10 {
		t.Errorf("%d files, %v", count, err)
	}
}

func holdsRepair(t *testing.T, path string, before Report) {
	b, _, err := OpenFile(context.Background(), path, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer closes(t, b)
	file := repaired(t, packed(t, b), offered(before)...)
	after := inspect(t, file)
	if after.Verdict() != VerdictAccept || slices.ContainsFunc(after.Repairs, func(o Offer) bool { return !strings.HasPrefix(o.Code, "units") }) {
		t.Errorf("%s after %v: %+v, %v", after.Verdict(), offered(before), grave(after), after.Repairs)
	}
	if again := repaired(t, packed(t, b), offered(before)...); !bytes.Equal(file, again) {
		t.Error("the same repairs make another file")
	}
	if before.Figures.TextureBytes != after.Figures.TextureBytes || before.Figures.Triangles < after.Figures.Triangles || before.Figures.Materials != after.Figures.Materials {
		t.Errorf("figures %+v, were %+v", after.Figures, before.Figures)
	}
	if !slices.ContainsFunc(offered(before), func(c string) bool { return strings.HasPrefix(c, "units") || strings.HasPrefix(c, "up") }) &&
		before.Figures.Triangles == after.Figures.Triangles && !reflect.DeepEqual(before.Meaning, after.Meaning) {
		t.Errorf("it meant %+v, and means %+v", before.Meaning, after.Meaning)
	}
}

// Each repair mends what it is for, and is offered by the name of the thing.
func TestRepairs(t *testing.T) {
	up := func(x, y, z float32) []byte { return le(x, y, z) }
	for _, c := range []struct {
		name, code, where string
		edit              func(m *model)
		holds             func(m map[string]any, bin []byte) bool
	}{
		{"bounds that lie", repairBounds, "Counter", func(m *model) { m.at("accessors", 1)["max"] = []any{9, 9, 9} }, func(d map[string]any, _ []byte) bool {
			return reflect.DeepEqual(d["accessors"].([]any)[1].(map[string]any)["max"], []any{1.0, 1.0, 0.0})
		}},
		{"normals of length two", repairDirections, "Counter", func(m *model) {
			view := m.addData(slices.Concat(up(0, 0, 2), up(0, 0, 1), up(0, 0, 0)))
			m.at("meshes", 0, "primitives", 0, "attributes")["NORMAL"] = m.add("accessors", tree{"bufferView": view, "componentType": 5126, "count": 3, "type": "VEC3"})
		}, func(_ map[string]any, bin []byte) bool {
			return bytes.Equal(bin[44:80], slices.Concat(up(0, 0, 1), up(0, 0, 1), up(0, 1, 0)))
		}},
		{"a rotation of length two", repairDirections, "Counter", func(m *model) { m.at("nodes", 0)["rotation"] = []any{0, 0, 0, 2} }, nil},
		{"weights of two", repairWeights, "Counter", func(m *model) {
			view := m.addData(slices.Concat(up(2, 0, 2), le(float32(0)), up(1, 0, 0), le(float32(0)), up(0.5, 0, 0), le(float32(0))))
			joints := m.add("accessors", tree{"componentType": 5121, "count": 3, "type": "VEC4", "bufferView": m.addData([]byte{0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0})})
			attributes := m.at("meshes", 0, "primitives", 0, "attributes")
			attributes["JOINTS_0"], attributes["WEIGHTS_0"] = joints, m.add("accessors", tree{"bufferView": view, "componentType": 5126, "count": 3, "type": "VEC4"})
			m.at("nodes", 0)["skin"] = m.add("skins", tree{"joints": []any{m.add("nodes", tree{"name": "Hip"}), 2}})
			m.place(tree{"name": "Knee"})
			m.at("scenes", 0)["nodes"] = []any{0, 3}
			m.at("nodes", 2)["name"] = "Root"
			m.add("nodes", tree{"name": "Figure", "children": []any{1, 2}})
		}, func(_ map[string]any, bin []byte) bool {
			return bytes.Equal(bin[44:60], append(up(0.5, 0, 0.5), 0, 0, 0, 0))
		}},
		{"a glow of four", repairValues, "Lamp", func(m *model) { m.doc["materials"] = []any{tree{"name": "Lamp", "emissiveFactor": []any{4, 2, 0}}} },
			func(d map[string]any, _ []byte) bool {
				lamp := d["materials"].([]any)[0].(map[string]any)
				strength := lamp["extensions"].(map[string]any)[extStrength].(map[string]any)["emissiveStrength"]
				return reflect.DeepEqual(lamp["emissiveFactor"], []any{1.0, 0.5, 0.0}) && strength == 4.0 && slices.Contains(d["extensionsUsed"].([]any), any(extStrength))
			}},
		{"a roughness of seven", repairValues, "Wood", func(m *model) {
			m.doc["materials"] = []any{tree{"name": "Wood", "pbrMetallicRoughness": tree{"roughnessFactor": 7, "metallicFactor": 0.25}}}
		}, func(d map[string]any, _ []byte) bool {
			return reflect.DeepEqual(d["materials"].([]any)[0].(map[string]any)["pbrMetallicRoughness"], map[string]any{"roughnessFactor": 1.0, "metallicFactor": 0.25})
		}},
		{"a list of nothing", repairEmpty, "", func(m *model) { m.doc["cameras"] = []any{} }, func(d map[string]any, _ []byte) bool { return d["cameras"] == nil }},
		{"a name of null", repairEmpty, "Counter", func(m *model) { m.at("meshes", 0)["name"] = nil }, nil},
		{"a stride on indices", repairLayout, "Counter", func(m *model) {
			view := m.addData(le(uint16(0), uint16(9), uint16(1), uint16(9), uint16(2), uint16(9)))
			m.at("bufferViews", view)["byteStride"] = 4
			m.at("accessors", 0)["bufferView"] = view
		}, nil},
		{"points between four bytes", repairLayout, "Counter", func(m *model) {
			view := m.addData(slices.Concat([]byte{0, 0}, up(0, 0, 0), up(1, 0, 0), up(0, 1, 0)))
			m.at("accessors", 1)["bufferView"], m.at("accessors", 1)["byteOffset"] = view, 2
		}, nil},
		{"a PNG called JPEG", repairPictures, "Wall", func(m *model) { m.addPicture(pngOf(t, 8, 8), "image/jpeg") }, nil},
		{"a WebP nobody was told of", repairPictures, "Wall", func(m *model) { m.addPicture(webpOf(8, 8), "image/webp") }, nil},
		{"a picture without a place", repairPlaces, "Counter", func(m *model) {
			m.addPicture(pngOf(t, 8, 8), "image/png")
			delete(m.at("meshes", 0, "primitives", 0, "attributes"), "TEXCOORD_0")
		}, nil},
		{"a feature nobody was told of", repairFeatures, "KHR_materials_unlit", func(m *model) {
			m.doc["materials"] = []any{tree{"extensions": tree{"KHR_materials_unlit": tree{}}}}
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := counter()
			c.edit(m)
			before := inspect(t, m.glb())
			i := slices.IndexFunc(before.Repairs, func(o Offer) bool { return o.Code == c.code })
			if before.Verdict() != VerdictRepair || i < 0 || c.where != "" && !slices.Contains(before.Repairs[i].Where, c.where) {
				t.Fatalf("%s, %+v, %+v", before.Verdict(), before.Repairs, grave(before))
			}
			file := repaired(t, m.glb(), offered(before)...)
			if after := inspect(t, file); after.Verdict() != VerdictAccept || len(after.Repairs) > 0 {
				t.Errorf("%s: %+v", after.Verdict(), grave(after))
			}
			if doc, _, bin := description(t, file); c.holds != nil && !c.holds(doc, bin) {
				t.Errorf("%v\n%v", doc, bin)
			}
		})
	}
}

// A scene in millimetres gets one node over all, and nothing else moves.
func TestUnitsAreOneNode(t *testing.T) {
	m := counter()
	m.place(tree{"name": "spawn:door", "translation": []any{2000, 0, 0}})
	file := repaired(t, m.glb(), repairMillimetres, repairUpright)
	doc, _, _ := description(t, file)
	if nodes := doc["nodes"].([]any); len(nodes) != 4 || !reflect.DeepEqual(doc["scenes"].([]any)[0].(map[string]any)["nodes"], []any{3.0}) {
		t.Errorf("%v", doc)
	}
	if r := inspect(t, file); r.Verdict() != VerdictAccept || len(r.Meaning.Spawns) != 1 || r.Meaning.Spawns[0].Position[0] != 2 {
		t.Errorf("%+v, %+v", grave(r), r.Meaning.Spawns)
	}
}

func TestNobodyOffersARepairThatIsNone(t *testing.T) {
	file := counter().glb()
	if _, _, err := Repaired(context.Background(), bytes.NewReader(file), int64(len(file)), []string{"polish"}, DefaultLimits()); !errors.Is(err, ErrRepair) {
		t.Errorf("%v", err)
	}
	if out := repaired(t, file); !reflect.DeepEqual(inspect(t, out), inspect(t, file)) {
		t.Error("no repair is no change")
	}
}

// A mended file reads the same in whatever pieces it is read.
func TestPatchesInPieces(t *testing.T) {
	raw := make([]byte, 1000)
	for i := range raw {
		raw[i] = byte(i)
	}
	invert := func(element []byte) {
		for i, b := range element {
			element[i] = ^b
		}
		slices.Reverse(element)
	}
	p := &patched{bytes.NewReader(raw), []patch{{at: 3, size: 12, stride: 20, count: 30, mend: invert}, {at: 700, size: 7, stride: 7, count: 11, mend: invert}}}
	whole := make([]byte, len(raw))
	if _, err := p.ReadAt(whole, 0); err != nil {
		t.Fatal(err)
	}
	gather := &gathered{src: bytes.NewReader(raw), at: 5, size: 6, stride: 10, step: 8, count: 50}
	together := make([]byte, 400)
	if n, err := gather.ReadAt(together, 0); n != 400 || err != nil {
		t.Fatal(n, err)
	}
	for length := 1; length < 40; length++ {
		for at := 0; at+length <= 400; at += 7 {
			piece := make([]byte, length)
			if _, err := p.ReadAt(piece, int64(at)); err != nil || !bytes.Equal(piece, whole[at:at+length]) {
				t.Fatalf("%d bytes at %d of the patched: %v", length, at, err)
			}
			if _, err := gather.ReadAt(piece, int64(at)); err != nil || !bytes.Equal(piece, together[at:at+length]) {
				t.Fatalf("%d bytes at %d of the gathered: %v", length, at, err)
			}
		}
	}
}
