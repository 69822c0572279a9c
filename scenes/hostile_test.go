package scenes

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// hostile is what a hostile file deserves.
type hostile struct {
	File    string `json:"file"`
	Verdict string `json:"verdict"` // reject, accept, or either
	Problem string `json:"problem"`
	Must    string `json:"must"`
	Big     bool   `json:"big"`
}

const (
	hostileTime   = 2 * time.Second
	hostileMemory = 256 << 20 // allocated in all, which is more than is ever held
)

// answered opens and inspects an upload inside the bounds that every file has to keep, and looks at what comes out.
func answered(t *testing.T, open func(context.Context) (*Bundle, []Problem, error)) Report {
	t.Helper()
	most := hostileTime
	if raceEnabled {
		most *= 15
	}
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	b, _, err := open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer closes(t, b)
	r, err := Inspect(ctx, b, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > hostileMemory && !raceEnabled {
		t.Errorf("took %d MB", took>>20)
	}
	holdsReport(t, r)
	return r
}

// deserved compares a report with what a file deserves. A file that may be mended instead of refused has to say what is wrong with it.
func deserved(t *testing.T, r Report, want hostile) {
	t.Helper()
	refused := r.Refused()
	mended := r.Verdict() == VerdictRepair && strings.Contains(want.Must, "repair instead")
	if want.Verdict != "either" && refused != (want.Verdict == "reject") && !mended {
		t.Errorf("%s, want %s: %v", r.Verdict(), want.Verdict, codes(r))
	}
	named := slices.ContainsFunc(codes(r), func(c string) bool { return c == want.Problem || strings.HasPrefix(c, want.Problem+"-") })
	if want.Verdict != "either" && want.Problem != "" && !named {
		t.Errorf("found %v, want %s", codes(r), want.Problem)
	}
}

// Every hostile file gets the verdict that it deserves, in the words for it, inside the bounds, in each form that it can come in:
// alone, and where it is a .gltf also beside the files of its folder, as that folder, and as a zip of it. What lies above the folder
// is never read.
func TestHostileCorpus(t *testing.T) {
	dir := filepath.Join(corpus(t), "hostile")
	const canary = "this was never uploaded"
	count := 0
	for _, want := range load[[]hostile](t, filepath.Join(dir, "hostile-expected.json")) {
		body, err := os.ReadFile(filepath.Join(dir, want.File))
		if want.Big && os.IsNotExist(err) {
			continue // TestBigHostileFiles builds its like
		}
		if err != nil {
			t.Error(err)
			continue
		}
		count++
		name := filepath.Base(want.File)
		forms := map[string]func(context.Context) (*Bundle, []Problem, error){"alone": func(ctx context.Context) (*Bundle, []Problem, error) {
			return OpenBundle(ctx, name, bytes.NewReader(body), int64(len(body)), DefaultLimits())
		}}
		if filepath.Ext(name) == ".gltf" {
			upload := filepath.Join(t.TempDir(), "a/b/c/d/e/f/upload")
			for above := filepath.Dir(upload); len(above) > len(t.TempDir()); above = filepath.Dir(above) {
				write(t, filepath.Join(above, "etc/passwd"), []byte(canary))
			}
			write(t, filepath.Join(upload, name), body)
			forms["beside"] = func(ctx context.Context) (*Bundle, []Problem, error) {
				return OpenFile(ctx, filepath.Join(upload, name), DefaultLimits())
			}
			forms["folder"] = func(ctx context.Context) (*Bundle, []Problem, error) { return OpenFolder(ctx, upload, DefaultLimits()) }
			zipped := zipOf(t, zip.Deflate, map[string][]byte{"upload/" + name: body})
			forms["zip"] = func(ctx context.Context) (*Bundle, []Problem, error) {
				return OpenBundle(ctx, "upload.zip", bytes.NewReader(zipped), int64(len(zipped)), DefaultLimits())
			}
		}
		for form, open := range forms {
			t.Run(want.File+" "+form, func(t *testing.T) {
				deserved(t, answered(t, open), want)
				b, _, err := open(context.Background())
				if err != nil {
					t.Fatal(err)
				}
				defer closes(t, b)
				if bytes.Contains(packed(t, b), []byte(canary)) {
					t.Error("it holds a file that was not uploaded")
				}
			})
		}
	}
	if count < 85 {
		t.Errorf("only %d files", count)
	}
}

// The hostile files that are too big to be kept are answered likewise.
func TestBigHostileFiles(t *testing.T) {
	wrap := func(member string) []byte { return []byte(`{"asset":{"version":"2.0"},` + member + `}`) }
	chain := func(n int) []byte {
		var b strings.Builder
		b.WriteString(`{"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[`)
		for i := range n - 1 {
			fmt.Fprintf(&b, `{"children":[%d]},`, i+1)
		}
		return []byte(b.String() + `{}]}`)
	}
	for name, c := range map[string]struct {
		file []byte
		want hostile
	}{
		"name-1MB.gltf":           {wrap(`"nodes":[{"name":"` + strings.Repeat("n", 1<<20) + `"}]`), hostile{Verdict: "either"}},
		"nested-1e6-arrays.gltf":  {wrap(`"extras":` + strings.Repeat("[", 1e6) + strings.Repeat("]", 1e6)), hostile{Verdict: "reject", Problem: "json-too-deep"}},
		"nested-1e6-objects.gltf": {wrap(`"extras":` + strings.Repeat(`{"a":`, 1e6) + "1" + strings.Repeat("}", 1e6)), hostile{Verdict: "reject", Problem: "json-too-deep"}},
		"chain-1000000.gltf":      {chain(1e6), hostile{Verdict: "reject"}}, // too deep, and too many
		"chain-19000.gltf":        {chain(19_000), hostile{Verdict: "reject", Problem: "hierarchy-too-deep"}},
		"flat-100000.gltf": {
			wrap(`"nodes":[` + strings.Repeat("{},", 1e5) + `{}]`), hostile{Verdict: "reject", Problem: "too-many-objects"},
		},
		"datauri-64MB.gltf": {
			wrap(`"buffers":[{"byteLength":50331648,"uri":"` + dataURI("application/octet-stream", make([]byte, 48<<20)) + `"}]`),
			hostile{Verdict: "reject", Problem: "file-too-big"},
		},
		"datauri-20MB.gltf": {embedded(15 << 20), hostile{Verdict: "accept"}},
		"uri-1MB.gltf":      {wrap(`"buffers":[{"byteLength":4,"uri":"` + strings.Repeat("a", 1<<20) + `.bin"}]`), hostile{Verdict: "reject", Problem: "file-missing"}},
		"uris-100000.gltf":  {wrap(`"images":[` + strings.Repeat(`{"uri":"a.png"},`, 1e5) + `{"uri":"b.png"}]`), hostile{Verdict: "reject", Problem: "file-missing"}},
		"keys-1e6.gltf":     {manyKeys(1e6), hostile{Verdict: "reject", Problem: "json-too-big"}},
		"entries-60000.zip": {
			crowd(t, 60_000), hostile{Verdict: "reject", Problem: "zip-too-many-files"},
		},
		"zeros-90MB.zip": {
			zipOf(t, zip.Store, map[string][]byte{"scene.glb": make([]byte, 90<<20)}), hostile{Verdict: "reject", Problem: "not-a-gltf"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			deserved(t, answered(t, func(ctx context.Context) (*Bundle, []Problem, error) {
				return OpenBundle(ctx, name, bytes.NewReader(c.file), int64(len(c.file)), DefaultLimits())
			}), c.want)
		})
	}
}

// embedded is the counter, written out as a text with so many bytes of geometry that nothing uses.
func embedded(unused int) []byte {
	m := counter()
	m.bin = append(m.bin, make([]byte, unused)...)
	m.at("buffers", 0)["byteLength"], m.at("buffers", 0)["uri"] = len(m.bin), dataURI("application/octet-stream", m.bin)
	return []byte(m.text())
}

// manyKeys is a description with an object of a great many members.
func manyKeys(n int) []byte {
	b := []byte(`{"asset":{"version":"2.0"},"extras":{`)
	for i := range n {
		b = append(strconv.AppendInt(append(b, `"`...), int64(i), 10), `":0,`...)
	}
	return append(b, `"":0}}`...)
}

// What real tools and shops make is taken, in whatever form it comes.
func TestRealUploads(t *testing.T) {
	dir := corpus(t)
	for folder, want := range map[string]int{"packages": 4, "blender": 30, "semantics/omi": 25} {
		count := 0
		err := filepath.WalkDir(filepath.Join(dir, folder), func(path string, entry os.DirEntry, err error) error {
			if e := filepath.Ext(path); err != nil || e != ".gltf" && e != ".glb" && e != ".zip" {
				return err
			}
			count++
			for form, open := range map[string]func(context.Context) (*Bundle, []Problem, error){
				"file": func(ctx context.Context) (*Bundle, []Problem, error) { return OpenPath(ctx, path, DefaultLimits()) },
				"folder": func(ctx context.Context) (*Bundle, []Problem, error) {
					return OpenPath(ctx, filepath.Dir(path), DefaultLimits())
				},
			} {
				if folder == "packages" && form == "folder" {
					continue
				}
				if strings.HasSuffix(path, "24_gpu_instancing.gltf") { // 7.6 million triangles
					deserved(t, answered(t, open), hostile{Verdict: "reject", Problem: "too-many-triangles"})
				} else if r := answered(t, open); r.Refused() {
					t.Errorf("%s as %s: %v", path, form, codes(r))
				}
			}
			return nil
		})
		if err != nil || count < want {
			t.Errorf("%s: %d uploads, %v", folder, count, err)
		}
	}
}

// No address is ever fetched: there is nothing in this package that could.
func TestNothingHereCanFetch(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 30 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range file.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			if err != nil || path == "net" || strings.HasPrefix(path, "net/") && path != "net/url" || path == "os/exec" || path == "syscall" && name != "zip.go" {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}
