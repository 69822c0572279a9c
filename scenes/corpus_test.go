package scenes

import (
	"context"
	"encoding/json"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// corpus is where real models lie beside the repository, on machines that have them. Nothing of it is copied.
func corpus(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../shared/data/gltf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "MANIFEST.json")); err != nil {
		t.Skip("no models beside the repository")
	}
	return dir
}

func load[T any](t *testing.T, path string) (v T) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return v
}

// manifest is what is known of each model by other means than ours.
type manifest struct {
	Files []struct {
		Path  string `json:"path"`
		Stats *struct {
			Triangles       int64   `json:"triangles"`
			DrawCalls       int64   `json:"drawCalls"`
			Materials       int64   `json:"materials"`
			Textures        int64   `json:"textures"`
			Nodes           int64   `json:"nodes"`
			Depth           int64   `json:"depth"`
			Animations      int64   `json:"animations"`
			MaxTexture      int64   `json:"maxTexture"`
			TextureMemoryMB float64 `json:"textureMemoryMB"`
		} `json:"stats"`
	} `json:"files"`
}

func checkIn2s(t *testing.T, path string) Report {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	r, err := CheckFile(ctx, path, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	holdsReport(t, r)
	return r
}

// Real scenes are accepted, with the figures that others found. townhall-overbudget is over a red gate (370 draw calls) and under every
// stop, so it is accepted and warned of, as the budget's "red, override needed" is.
func TestRealScenes(t *testing.T) {
	dir := corpus(t)
	warned := map[string][]string{
		"service-scenes/townhall-overbudget.glb":              {string(manyDrawCalls)},
		"scenes/LittlestTokyo-transformed.glb":                {string(scaleSuspicious)},
		"scenes/LoadingEnvironment.glb":                       {string(scaleSuspicious)},
		"scenes/japanese-bridge-garden/scene.glb":             {string(featureIgnored)},
		"scenes/thor_and_the_midgard_serpent-transformed.glb": {string(geometryEmpty)},
		"furniture/smoke-detector/model.glb":                  {string(scaleTiny)},
	}
	count := 0
	for _, f := range load[manifest](t, filepath.Join(dir, "MANIFEST.json")).Files {
		folder, _, _ := strings.Cut(f.Path, "/")
		if !strings.HasSuffix(f.Path, ".glb") || f.Stats == nil || !slices.Contains([]string{"service-scenes", "scenes", "furniture", "objects", "extensions", "semantics"}, folder) {
			continue
		}
		count++
		t.Run(f.Path, func(t *testing.T) {
			r := checkIn2s(t, filepath.Join(dir, f.Path))
			if r.Refused() {
				t.Fatalf("refused: %+v", r.Problems)
			}
			if want := warned[f.Path]; !slices.Equal(slices.Compact(warnings(r)), want) && (want != nil || strings.Contains(f.Path, "scenes/") || folder == "furniture") {
				t.Errorf("warned of %v, want %v", codes(r), want)
			}
			s := f.Stats
			want := Figures{
				Bytes: r.Figures.Bytes, Triangles: s.Triangles, DrawCalls: s.DrawCalls, Materials: s.Materials, Textures: s.Textures,
				TextureBytes: r.Figures.TextureBytes, LargestTexture: s.MaxTexture, Nodes: s.Nodes, Depth: s.Depth, Animations: s.Animations,
			}
			if strings.HasSuffix(f.Path, "thor_and_the_midgard_serpent-transformed.glb") {
				want.DrawCalls = 8 // the manifest counts two empty primitives, which draw nothing
			}
			if r.Figures != want {
				t.Errorf("figures %+v, want %+v", r.Figures, want)
			}
			if mb := float64(r.Figures.TextureBytes) / (1 << 20); math.Abs(mb-s.TextureMemoryMB) > 0.06 {
				t.Errorf("textures take %.2f MB, want %.1f", mb, s.TextureMemoryMB)
			}
		})
	}
	if count < 50 {
		t.Errorf("only %d models", count)
	}
}

// grave are the problems that are more than a note.
func grave(r Report) []Problem {
	var all []Problem
	for _, p := range r.Problems {
		if p.Action != Note {
			all = append(all, p)
		}
	}
	return all
}

// warnings are the kinds of what a designer is warned of.
func warnings(r Report) []string {
	var all []string
	for _, p := range r.Problems {
		if p.Action == Warn {
			all = append(all, p.Kind)
		}
	}
	return all
}

// Files that designers really uploaded by mistake.
func TestBrokenRealFiles(t *testing.T) {
	dir := filepath.Join(corpus(t), "broken-real")
	for name, want := range map[string]code{
		"Flamingo.glb":              notGLTFWeb,
		"sponza.glb":                notGLTFLFS,
		"box-textured-binary.glb":   gltfOne,
		"air-conditioner/model.glb": scaleSuspicious,
		"dummy.gltf":                notGLTF,
		"gltf1-box/box.gltf":        gltfOne,
		"donut/model.gltf":          jsonInvalid,
	} {
		r := checkIn2s(t, filepath.Join(dir, name))
		if _, ok := find(r, want); !ok || r.Refused() != (want.action() == Refuse) {
			t.Errorf("%s: %v, want %s", name, codes(r), want)
		}
	}
}

// Nothing else in the corpus makes the inspection slow or unsure of itself, whatever it is.
func TestEveryFileIsAnswered(t *testing.T) {
	count := 0
	err := filepath.WalkDir(corpus(t), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		count++
		checkIn2s(t, path)
		return nil
	})
	if err != nil || count < 500 {
		t.Errorf("%d files, %v", count, err)
	}
}
