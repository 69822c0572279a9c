package scenes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestGoodSceneHasNoProblems(t *testing.T) {
	r := inspect(t, counter().glb())
	if len(warnings(r)) != 0 || r.Verdict() != VerdictAccept {
		t.Fatalf("problems: %v", codes(r))
	}
	if want := (Figures{Bytes: r.Figures.Bytes, Triangles: 1, DrawCalls: 1, Nodes: 1, Depth: 1}); r.Figures != want {
		t.Errorf("figures %+v, want %+v", r.Figures, want)
	}
	if r.Min != [3]float64{0, 0, 0} || r.Max != [3]float64{1, 1, 0} {
		t.Errorf("bounds %v %v", r.Min, r.Max)
	}
}

// edited is a scene that is wrong in one way, and what the designer is told.
type edited struct {
	name  string
	edit  func(m *model)
	code  code
	where string
}

func runEdited(t *testing.T, cases []edited) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := counter()
			c.edit(m)
			r := inspect(t, m.glb())
			p, ok := find(r, c.code)
			if !ok {
				t.Fatalf("found %v, want %s", codes(r), c.code)
			}
			if c.where != "" && p.Where != c.where {
				t.Errorf("where %q, want %q", p.Where, c.where)
			}
			if r.Refused() != (p.Action == Refuse) && p.Action != Repair {
				t.Errorf("refused %v by %v", r.Refused(), codes(r))
			}
		})
	}
}

func TestStructure(t *testing.T) {
	runEdited(t, []edited{
		{"index past its array", func(m *model) { m.at("nodes", 0)["mesh"] = 7 }, referenceBroken, "Counter"},
		{"scene past its array", func(m *model) { m.doc["scene"] = 3 }, referenceBroken, ""},
		{"child past its array", func(m *model) { m.at("nodes", 0)["children"] = []any{9} }, referenceBroken, "Counter"},
		{"negative index", func(m *model) { m.at("nodes", 0)["mesh"] = -1 }, referenceBroken, "Counter"},
		{"fractional index", func(m *model) { m.at("nodes", 0)["mesh"] = 0.5 }, jsonWrongType, ""},
		{"null entry", func(m *model) { m.doc["buffers"] = []any{nil} }, jsonWrongType, "Counter"},
		{"null index", func(m *model) { m.at("nodes", 0)["mesh"] = nil }, jsonWrongType, ""},
		{"object for an array", func(m *model) { m.doc["nodes"] = tree{} }, jsonWrongType, ""},
		{"array for a number", func(m *model) { m.at("accessors", 0)["type"] = []any{3} }, jsonWrongType, ""},
		{"matrix of 15", func(m *model) { m.at("nodes", 0)["matrix"] = make([]int, 15) }, jsonWrongType, ""},
		{"matrix and translation", func(m *model) {
			m.at("nodes", 0)["matrix"], m.at("nodes", 0)["translation"] = identity(), []any{1, 0, 0}
		}, transformTwo, "Counter"},
		{"matrix of zeros", func(m *model) { m.at("nodes", 0)["matrix"] = make([]int, 16) }, transformInvalid, "Counter"},
		{"rotation of zeros", func(m *model) { m.at("nodes", 0)["rotation"] = make([]int, 4) }, rotationLength, "Counter"},
		{"scale of zero", func(m *model) { m.at("nodes", 0)["scale"] = make([]int, 3) }, objectZeroSize, "Counter"},
		{"scales that multiply past a float", func(m *model) {
			m.at("nodes", 0)["scale"] = []any{1e30, 1e30, 1e30}
			m.at("scenes", 0)["nodes"] = []any{m.add("nodes", tree{"scale": []any{1e30, 1e30, 1e30}, "children": []any{0}})}
		}, transformInvalid, "Counter"},
		{"its own parent", func(m *model) { m.at("nodes", 0)["children"] = []any{0} }, nodeLoop, "Counter"},
		{"loop of two", func(m *model) {
			m.at("nodes", 0)["children"] = []any{m.add("nodes", tree{"children": []any{0}})}
		}, nodeLoop, "Counter"},
		{"two parents", func(m *model) {
			child := m.add("nodes", tree{"name": "Chair"})
			m.at("nodes", 0)["children"] = []any{child}
			m.add("nodes", tree{"children": []any{child}})
		}, nodeTwoParents, "Chair"},
		{"twice in the scene", func(m *model) { m.at("scenes", 0)["nodes"] = []any{0, 0} }, nodeTwoParents, "Counter"},
		{"no scene", func(m *model) { delete(m.doc, "scenes"); delete(m.doc, "scene") }, sceneEmpty, ""},
		{"nothing in the scene", func(m *model) { m.at("scenes", 0)["nodes"] = []any{} }, sceneEmpty, ""},
		{"no asset", func(m *model) { delete(m.doc, "asset") }, notGLTFAsset, ""},
		{"version 1.0", func(m *model) { m.at("asset")["version"] = "1.0" }, gltfOne, ""},
		{"version 9.9", func(m *model) { m.at("asset")["version"] = "9.9" }, gltfVersion, ""},
		{"needs 2.1", func(m *model) { m.at("asset")["minVersion"], m.at("asset")["version"] = "2.1", "2.1" }, gltfNewer, ""},
		{"unknown feature required", func(m *model) {
			m.doc["extensionsUsed"], m.doc["extensionsRequired"] = []any{"ACME_hologram"}, []any{"ACME_hologram"}
		}, featureUnsupported, "ACME_hologram"},
		{"required and not used", func(m *model) { m.doc["extensionsRequired"] = []any{"KHR_materials_unlit"} }, extensionUndeclared, ""},
		{"unknown feature used", func(m *model) { m.doc["extensionsUsed"] = []any{"ACME_sparkle"} }, featureIgnored, "ACME_sparkle"},
		{"animation without its sampler", func(m *model) {
			m.doc["animations"] = []any{tree{"name": "Door opens", "samplers": []any{}, "channels": []any{tree{"sampler": 0, "target": tree{"path": "scale"}}}}}
		}, animationEmpty, "Door opens"},
		{"texture index in an extension", func(m *model) {
			m.doc["extensionsUsed"] = []any{"KHR_materials_sheen"}
			m.doc["materials"] = []any{tree{"name": "Velvet", "extensions": tree{"KHR_materials_sheen": tree{"sheenColorTexture": tree{"index": 4}}}}}
		}, referenceBroken, "Velvet"},
		{"1 km wide", func(m *model) { m.at("nodes", 0)["scale"] = []any{1000, 1000, 1000} }, scaleSuspicious, ""},
		{"1 mm wide", func(m *model) { m.at("nodes", 0)["scale"] = []any{0.001, 0.001, 0.001} }, scaleTiny, ""},
		{"far away", func(m *model) { m.at("nodes", 0)["translation"] = []any{1e9, 0, 0} }, farFromOrigin, "Counter"},
	})
}

// A sparse accessor is held to the same as any other.
func TestSparseGeometry(t *testing.T) {
	runEdited(t, []edited{
		{"sparse and huge", func(m *model) {
			part := tree{"bufferView": 1, "componentType": 5125}
			m.at("accessors", 1)["sparse"] = tree{"count": 200_000_000, "indices": part, "values": tree{"bufferView": 1}}
		}, geometryDamaged, "Counter"},
		{"sparse and empty", func(m *model) {
			part := tree{"bufferView": 1, "componentType": 5125}
			m.at("accessors", 1)["sparse"] = tree{"count": 0, "indices": part, "values": tree{"bufferView": 1}}
		}, geometryDamaged, "Counter"},
		{"sparse, empty and huge", func(m *model) {
			part := tree{"bufferView": 1, "componentType": 5125}
			m.at("accessors", 1)["count"] = 4_000_000_000
			m.at("accessors", 1)["sparse"] = tree{"count": 0, "indices": part, "values": tree{"bufferView": 1}}
		}, geometryDamaged, "Counter"},
		{"a count of nothing in an extension", func(m *model) {
			m.at("accessors", 1)["count"] = 4
			m.doc["extensionsUsed"] = []any{extMeshopt}
			m.at("accessors", 1)["extensions"] = tree{extMeshopt: tree{"buffer": 0, "byteLength": 36, "count": 0}}
		}, geometryDamaged, "Counter"},
		{"sparse past the end", func(m *model) {
			at, with := m.addData(le(uint32(99))), m.addData(le(float32(1), float32(1), float32(1)))
			m.at("accessors", 1)["sparse"] = tree{
				"count": 1, "indices": tree{"bufferView": at, "componentType": 5125}, "values": tree{"bufferView": with},
			}
		}, geometryIndex, "Counter"},
	})
}

func TestGeometry(t *testing.T) {
	huge := 1 << 52
	runEdited(t, []edited{
		{"count past the view", func(m *model) { m.at("accessors", 1)["count"] = 4 }, geometryDamaged, "Counter"},
		{"negative count", func(m *model) { m.at("accessors", 1)["count"] = -3 }, geometryDamaged, "Counter"},
		{"offset that overflows", func(m *model) { m.at("accessors", 1)["byteOffset"] = huge }, geometryDamaged, "Counter"},
		{"view past its buffer", func(m *model) { m.at("bufferViews", 1)["byteLength"] = 400 }, geometryDamaged, "Counter"},
		{"stride below the element", func(m *model) { m.at("bufferViews", 1)["byteStride"] = 8 }, geometryDamaged, "Counter"},
		{"offset between components", func(m *model) {
			m.at("accessors", 1)["byteOffset"], m.at("accessors", 1)["count"] = 2, 2
		}, geometryLoose, "Counter"},
		{"last stride cut short", func(m *model) {
			m.at("accessors", 1)["bufferView"] = m.addData(le(make([]float32, 4), float32(1), make([]float32, 4), float32(1), float32(0)))
			m.at("bufferViews", 2)["byteStride"] = 16
		}, geometryLayout, "Counter"},
		{"buffer past its chunk", func(m *model) { m.at("buffers", 0)["byteLength"] = 5000 }, fileCutOff, ""},
		{"buffer without bytes", func(m *model) {
			m.at("bufferViews", 1)["buffer"] = m.add("buffers", tree{"byteLength": 60})
		}, geometryMissing, "Counter"},
		{"a billion points of nothing", func(m *model) {
			delete(m.at("accessors", 1), "bufferView")
			m.at("accessors", 1)["count"] = 1_300_000_000
		}, tooManyVertices, "Counter"},
		{"points in pairs", func(m *model) { m.at("accessors", 1)["type"] = "VEC2" }, geometryDamaged, "Counter"},
		{"indices with fractions", func(m *model) {
			m.at("accessors", 0)["componentType"], m.at("accessors", 0)["bufferView"] = 5126, 1
		}, geometryDamaged, "Counter"},
		{"index past the points", func(m *model) { m.bin[4] = 3 }, geometryIndex, "Counter"},
		{"no area", func(m *model) { m.bin[2], m.bin[4] = 0, 0 }, geometryEmpty, "Counter"},
		{"not a number", func(m *model) { copy(m.bin[8:], le(float32(math.NaN()))) }, geometryNumbers, "Counter"},
		{"infinity", func(m *model) { copy(m.bin[8:], le(float32(math.Inf(-1)))) }, geometryNumbers, "Counter"},
		{"bounds that lie", func(m *model) {
			m.at("accessors", 1)["min"], m.at("accessors", 1)["max"] = []any{10, 10, 10}, []any{11, 11, 11}
		}, geometryBounds, "Counter"},
		{"no bounds", func(m *model) { delete(m.at("accessors", 1), "min") }, geometryNoBounds, "Counter"},
		{"more colours than points", func(m *model) {
			m.at("meshes", 0, "primitives", 0, "attributes")["COLOR_0"] = m.add("accessors", tree{"bufferView": 1, "componentType": 5126, "count": 2, "type": "VEC3"})
		}, geometryDamaged, "Counter"},
		{"repeated a hundred million times", func(m *model) {
			times := m.add("accessors", tree{"componentType": 5126, "count": 100_000_000, "type": "VEC3"})
			m.doc["extensionsUsed"] = []any{extInstancing}
			m.at("nodes", 0)["extensions"] = tree{extInstancing: tree{"attributes": tree{"TRANSLATION": times}}}
		}, tooManyTriangles, "Counter"},
		{"Draco that is none", func(m *model) { m.compressDraco(m.addData([]byte("garbage, garbage, garbage"))) }, geometryCompressed, "Counter"},
		{"Draco of a million faces for one", func(m *model) {
			m.compressDraco(m.addData(append([]byte("DRACO\x02\x02\x01\x00\x00\x00"), 0xc0, 0x84, 0x3d, 3, 0, 0, 0, 0)))
		}, geometryCompressed, "Counter"},
		{"meshopt that is none", func(m *model) { m.compressMeshopt(m.addData([]byte("garbage"))) }, geometryCompressed, "Counter"},
		{"views that overlap", func(m *model) {
			m.addData(make([]byte, 1<<16))
			for range 10 {
				m.add("bufferViews", tree{"buffer": 0, "byteOffset": 0, "byteLength": 1 << 16})
			}
		}, geometryReused, ""},
	})
}

// compressDraco makes the counter a compressed primitive.
func (m *model) compressDraco(view int) {
	m.doc["extensionsUsed"], m.doc["extensionsRequired"] = []any{extDraco}, []any{extDraco}
	m.at("meshes", 0, "primitives", 0)["extensions"] = tree{extDraco: tree{"bufferView": view, "attributes": tree{"POSITION": 0}}}
	delete(m.at("accessors", 0), "bufferView")
	delete(m.at("accessors", 1), "bufferView")
}

// compressMeshopt stores the counter's points in a view, over a fallback buffer that has no bytes.
func (m *model) compressMeshopt(view int) {
	m.doc["extensionsUsed"], m.doc["extensionsRequired"] = []any{extMeshopt}, []any{extMeshopt}
	from := m.at("bufferViews", view)
	fallback := m.add("buffers", tree{"byteLength": 36, "extensions": tree{extMeshopt: tree{"fallback": true}}})
	points := m.at("bufferViews", 1)
	points["buffer"], points["byteOffset"], points["byteStride"] = fallback, 0, 12
	points["extensions"] = tree{extMeshopt: tree{
		"buffer": 0, "byteOffset": from["byteOffset"], "byteLength": from["byteLength"], "byteStride": 12, "count": 3, "mode": "ATTRIBUTES",
	}}
}

// What real exporters write passes, though the parser underneath would turn it away or a strict reading forbids it.
func TestHonestOddities(t *testing.T) {
	for name, edit := range map[string]func(m *model){
		"fallback buffer without URI": func(m *model) { m.compressMeshopt(m.addData(append([]byte{0xa0}, make([]byte, 31)...))) },
		"Draco":                       func(m *model) { m.compressDraco(m.addData([]byte("DRACO\x02\x02\x01\x00\x00\x00\x01\x03"))) },
		"alphaCutoff without alphaMode": func(m *model) {
			m.doc["materials"] = []any{tree{"alphaCutoff": 0.3, "name": "Leaf"}}
		},
		"null extras":           func(m *model) { m.at("meshes", 0)["extras"] = nil },
		"data address":          func(m *model) { m.at("buffers", 0)["uri"] = dataURI("application/octet-stream", m.bin); m.bin = nil },
		"member we do not know": func(m *model) { m.at("nodes", 0)["acme"] = tree{"deep": []any{1, "two", nil, tree{}}} },
		"unused placeholder":    func(m *model) { m.add("buffers", tree{"byteLength": 4}) },
		"sparse": func(m *model) {
			at, with := m.addData(le(uint32(1))), m.addData(le(float32(1), float32(1), float32(0)))
			m.at("accessors", 1)["sparse"] = tree{
				"count": 1, "indices": tree{"bufferView": at, "componentType": 5125}, "values": tree{"bufferView": with},
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := counter()
			edit(m)
			if r := inspect(t, m.glb()); len(grave(r)) != 0 {
				t.Errorf("problems: %+v", r.Problems)
			}
		})
	}
}

// An empty primitive shows nothing and harms nothing; the parser underneath refuses its count of 0.
func TestEmptyPrimitiveIsAWarning(t *testing.T) {
	m := counter()
	none := m.add("accessors", tree{"componentType": 5126, "count": 0, "type": "VEC3", "min": []any{nil, nil, nil}, "max": []any{nil, nil, nil}, "bufferView": 1})
	primitives := m.at("meshes", 0)
	primitives["primitives"] = append(primitives["primitives"].([]any), tree{"attributes": tree{"POSITION": none}})
	r := inspect(t, m.glb())
	if _, ok := find(r, geometryEmpty); !ok || r.Refused() || r.Figures.DrawCalls != 1 {
		t.Errorf("%v, %+v", codes(r), r.Figures)
	}
}

func TestText(t *testing.T) {
	good := counter()
	text := good.text()
	deep := strings.Repeat("[", 100) + strings.Repeat("]", 100)
	for name, c := range map[string]struct {
		text string
		code code
	}{
		"byte order mark":    {"\ufeff" + text, byteOrderMark},
		"Latin-1":            {strings.Replace(text, "Counter", "Caf\xe9", 1), textEncoding},
		"lone surrogate":     {strings.Replace(text, "Counter", `\ud800`, 1), jsonInvalid},
		"comment":            {"// hello\n" + text, jsonInvalid},
		"NaN":                {strings.Replace(text, `"scene":0`, `"scene":NaN`, 1), jsonInvalid},
		"two documents":      {text + "{}", jsonInvalid},
		"cut off":            {text[:len(text)/2], jsonInvalid},
		"only blanks":        {"    ", jsonInvalid},
		"an array":           {"[]", jsonWrongType},
		"a word":             {"null", jsonWrongType},
		"the same key twice": {strings.Replace(text, `"scene":0`, `"scene":0,"scene":0`, 1), jsonDuplicate},
		"key in capitals":    {strings.Replace(text, `"scene":0`, `"scene":0,"NODES":[]`, 1), jsonWrongCase},
		"key with a Kelvin":  {strings.Replace(text, `"scene":0`, `"scene":0,"s`+"\u212a"+`ins":[]`, 1), jsonWrongCase},
		"1e999":              {strings.Replace(text, `"mesh":0`, `"mesh":0,"translation":[1e999,0,0]`, 1), numberRange},
		"1e300":              {strings.Replace(text, `"mesh":0`, `"mesh":0,"translation":[1e300,0,0]`, 1), numberRange},
		"deep":               {strings.Replace(text, `"scene":0`, `"scene":0,"extras":`+deep, 1), jsonTooDeep},
		"100,000 objects":    {`{"asset":{"version":"2.0"},"nodes":[{}` + strings.Repeat(",{}", 99_999) + `]}`, tooManyObjects},
		"millions of things": {`{"asset":{"version":"2.0"},"materials":[{}` + strings.Repeat(",{}", 1<<20) + `]}`, jsonTooBig},
		"millions of values": {`{"asset":{"version":"2.0"},"extras":[0` + strings.Repeat(",0", 3<<20) + `]}`, jsonTooBig},
		"20,000 members":     {`{"asset":{"version":"2.0"},"extras":{` + members(20_000) + `}}`, jsonTooBig},
		"17 MB":              {text + strings.Repeat(" ", 17<<20), jsonTooBig},
		"a million deep":     {`{"asset":{"version":"2.0"},"extras":` + strings.Repeat("[", 1_000_000), jsonTooDeep},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			r := inspect(t, pack(c.text, good.bin))
			if _, ok := find(r, c.code); !ok || r.Refused() != (c.code.action() == Refuse) {
				t.Errorf("found %v, want %s", codes(r), c.code)
			}
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

func members(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "\"%d\":0,", i)
	}
	return b.String() + `"last":0`
}

// A name is somebody else's text: it is shown, on one line and not endlessly, and never believed.
func TestNamesAreCleaned(t *testing.T) {
	m := counter()
	m.at("nodes", 0)["name"] = "Front\u202e desk\n\x00" + strings.Repeat("x", 1<<20)
	m.at("nodes", 0)["scale"] = []any{0, 0, 0}
	p, ok := find(inspect(t, m.glb()), objectZeroSize)
	if !ok || !strings.HasPrefix(p.Where, "Front desk xxx") || len([]rune(p.Where)) != mostName+1 {
		t.Errorf("where %q", p.Where)
	}
}

func TestManyProblemsAreCutShort(t *testing.T) {
	m := counter()
	for range 1000 {
		child := m.add("nodes", tree{})
		m.add("nodes", tree{"children": []any{child}})
		m.add("nodes", tree{"children": []any{child}})
	}
	counts := make(map[string]int)
	for _, p := range inspect(t, m.glb()).Problems {
		if counts[p.Code]++; counts[p.Code] > mostPerCode {
			t.Errorf("%d of %s", counts[p.Code], p.Code)
		}
	}
}

func TestReadingTroubleIsAnError(t *testing.T) {
	file := counter().glb()
	for cut := 1; cut < len(file); cut += 37 {
		_, err := inspectAs(context.Background(), bytes.NewReader(file[:cut]), int64(len(file)), DefaultLimits())
		if !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
			t.Fatalf("a source that ends at %d of %d: %v", cut, len(file), err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := inspectAs(ctx, bytes.NewReader(file), int64(len(file)), DefaultLimits()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestTooBigIsSaidBeforeReading(t *testing.T) {
	limits := DefaultLimits()
	r, err := inspectAs(context.Background(), bytes.NewReader(nil), limits.Bytes+1, limits)
	if _, ok := find(r, fileTooBig); !ok || err != nil {
		t.Errorf("%v, %v", codes(r), err)
	}
}

func TestGatesWarnAndStopsRefuse(t *testing.T) {
	m := counter()
	for range 2 {
		m.at("scenes", 0)["nodes"] = append(m.at("scenes", 0)["nodes"].([]any), m.add("nodes", tree{"mesh": 0}))
	}
	file := m.glb()
	for _, c := range []struct {
		set  func(l *Limits)
		code code
	}{
		{func(l *Limits) { l.Gates.Triangles.Red = 2 }, manyTriangles},
		{func(l *Limits) { l.Triangles = 2 }, tooManyTriangles},
		{func(l *Limits) { l.Gates.DrawCalls.Red = 2 }, manyDrawCalls},
		{func(l *Limits) { l.DrawCalls = 2 }, tooManyDrawCalls},
		{func(l *Limits) { l.Vertices = 2 }, tooManyVertices},
		{func(l *Limits) { l.Nodes = 2 }, tooManyObjects},
		{func(l *Limits) { l.Gates.Bytes.Red = 100 }, fileBig},
		{func(l *Limits) { l.JSONBytes = 100 }, jsonTooBig},
		{func(l *Limits) { l.Triangles, l.DrawCalls, l.Nodes, l.Vertices = 3, 3, 3, 3 }, ""},
	} {
		limits := DefaultLimits()
		c.set(&limits)
		r, err := inspectAs(context.Background(), bytes.NewReader(file), int64(len(file)), limits)
		if err != nil {
			t.Fatal(err)
		}
		if c.code == "" {
			if len(grave(r)) != 0 {
				t.Errorf("at the limits: %v", codes(r))
			}
			continue
		}
		if _, ok := find(r, c.code); !ok || r.Refused() != (c.code.action() == Refuse) {
			t.Errorf("found %v, want %s", codes(r), c.code)
		}
	}
}

// Work that multiplies is done once: many nodes may show a mesh of many parts.
func TestManyNodesOfManyPartsAreCountedQuickly(t *testing.T) {
	m := counter()
	part := m.at("meshes", 0, "primitives", 0)
	for range 20_000 {
		m.at("meshes", 0)["primitives"] = append(m.at("meshes", 0)["primitives"].([]any), part)
	}
	for range 19_000 {
		m.place(tree{"mesh": 0})
	}
	start := time.Now()
	r := inspect(t, m.glb())
	if _, ok := find(r, tooManyDrawCalls); !ok || time.Since(start) > 5*time.Second {
		t.Errorf("%v after %s", codes(r), time.Since(start))
	}
}

// panicking is a source with a bug in it.
type panicking struct{}

func (panicking) ReadAt([]byte, int64) (int, error) { panic("a bug") }

func TestAPanicIsAReport(t *testing.T) {
	r, err := Inspect(context.Background(), &Bundle{model: section{panicking{}, 1000}}, DefaultLimits())
	if _, ok := find(r, checkFailed); !ok || err != nil || !r.Refused() {
		t.Errorf("%v, %v", codes(r), err)
	}
}

func TestCheckFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "counter.glb")
	if _, err := CheckFile(context.Background(), path, DefaultLimits()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if err := os.WriteFile(path, counter().glb(), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := CheckFile(context.Background(), path, DefaultLimits()); err != nil || len(grave(r)) != 0 {
		t.Errorf("%v, %v", codes(r), err)
	}
}
