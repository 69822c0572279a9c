package validator

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The corpus lies beside the project; without it these tests have nothing to say.
const corpus = "../../../shared/data/gltf"

func needCorpus(t testing.TB) {
	t.Helper()
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the corpus is not here")
	}
}

func readJSON[T any](t testing.TB, path string) (v T) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return v
}

// beside opens files in the folder of a model and nowhere else.
func beside(t testing.TB, model string) func(uri string) (io.ReaderAt, int64, error) {
	dir, err := os.OpenRoot(filepath.Dir(model))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dir.Close() })
	return func(uri string) (io.ReaderAt, int64, error) {
		f, err := dir.Open(filepath.FromSlash(uri))
		if err != nil {
			return nil, 0, err
		}
		info, err := f.Stat()
		if err == nil && !info.Mode().IsRegular() {
			err = errors.New("not a file")
		}
		if err != nil {
			f.Close()
			return nil, 0, err
		}
		return f, info.Size(), nil
	}
}

func validateFile(t testing.TB, path string) Report {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	r, err := Validate(context.Background(), f, info.Size(), Options{Open: beside(t, path)})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if took := time.Since(began); took > mostTime && !slow {
		t.Errorf("%s: took %v", path, took)
	}
	return r
}

// codesOf are the different codes of one severity, our own left out.
func codesOf(r Report, s Severity, own map[string]bool) []string {
	found := map[string]bool{}
	for _, i := range r.Issues {
		if i.Severity == s && !own[i.Code] {
			found[i.Code] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

type khronosVerdict struct {
	Path                    string
	Accept                  bool
	Errors, Warnings, Infos []string
}

type khronosReport struct {
	Issues struct {
		Messages []struct {
			Code, Message, Pointer string
			Severity               int
			Offset                 *int64
		}
	}
}

// The rule: on the Khronos validator's own assets, accept and reject as it does, with the same error codes.
func TestAgreesWithKhronos(t *testing.T) {
	needCorpus(t)
	own := ownCodes(t)
	all := readJSON[[]khronosVerdict](t, filepath.Join(corpus, "khronos-validator/expected-khronos.json"))
	exact, others, places := 0, 0, 0
	for _, want := range all {
		path := filepath.Join(corpus, want.Path)
		r := validateFile(t, path)
		if r.HasErrors() == want.Accept {
			t.Errorf("%s: accepted: %v, want %v: %v", want.Path, !r.HasErrors(), want.Accept, r.Issues)
		}
		if got := codesOf(r, Error, own); slices.Equal(got, want.Errors) {
			exact++
		} else {
			t.Errorf("%s: errors %v, want %v", want.Path, got, want.Errors)
		}
		if slices.Equal(codesOf(r, Warning, own), want.Warnings) && slices.Equal(codesOf(r, Information, own), want.Infos) {
			others++
		} else {
			t.Errorf("%s: warnings %v, want %v; information %v, want %v", want.Path,
				codesOf(r, Warning, own), want.Warnings, codesOf(r, Information, own), want.Infos)
		}
		if said := differences(t, path, r, own); said == "" {
			places++
		} else {
			t.Errorf("%s: %s", want.Path, said)
		}
	}
	t.Logf("%d assets: error codes the same for %d, warnings and information for %d, every issue in the same place for %d", len(all), exact, others, places)
}

// differences compares every issue's code, severity and place with the official report.
func differences(t *testing.T, path string, r Report, own map[string]bool) string {
	want := map[string]int{}
	for _, m := range readJSON[khronosReport](t, path+".report.json").Issues.Messages {
		at := m.Pointer
		if m.Offset != nil {
			at = "@" + itoa(int(*m.Offset))
		}
		want[Severity(m.Severity).String()+" "+m.Code+" "+at]++
	}
	for _, i := range r.Issues {
		at := i.Pointer
		if i.Offset >= 0 {
			at = "@" + itoa(int(i.Offset))
		}
		if !own[i.Code] {
			want[i.Severity.String()+" "+i.Code+" "+at]--
		}
	}
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if n := want[key]; n > 0 {
			b.WriteString(" missing: " + key)
		} else if n < 0 {
			b.WriteString(" too much: " + key)
		}
	}
	return b.String()
}

// otherwise are files of which we say something else than the Khronos validator does, and why.
var otherwise = map[string]struct {
	errors string // of Khronos' codes
	why    string
}{
	"broken-real/dummy.gltf":               {"GLB_INVALID_MAGIC", "the file is not JSON; we go by content, not by name"},
	"hostile/wrongfile/gltf-named.glb":     {"", "a glTF text under the name of a GLB is a glTF text: we go by content, not by name"},
	"hostile/container/json-chunk-4GB.glb": {"GLB_CHUNK_TOO_BIG GLB_UNEXPECTED_END_OF_CHUNK_DATA INVALID_JSON", "the chunk ends early, whether or not its text is JSON"},
}

// refused are files that the Khronos validator accepts and we do not.
var refused = map[string]string{
	"broken-real/batch-four-squares-compressed/batch-four-squares-compressed.gltf": "REQUIRED_EXTENSION_UNSUPPORTED",
	"extensions/box-techniques-embedded.gltf":                                      "REQUIRED_EXTENSION_UNSUPPORTED",
	"hostile/accessors/draco-garbage.glb":                                          "DRACO_INVALID_HEADER",
	"hostile/extensions/required-unknown.glb":                                      "REQUIRED_EXTENSION_UNSUPPORTED",
	"hostile/images/png-30000.glb":                                                 "LIMIT_IMAGE_SIDE",
	"hostile/images/png-width-0.glb":                                               "IMAGE_ZERO_DIMENSIONS",
	"hostile/json/duplicate-nodes-key.gltf":                                        "JSON_DUPLICATE_KEY",
}

// sameWarnings leaves out what a newer Khronos validator than the one asked says otherwise, and what it does not know.
func sameWarnings(got, want []string) bool {
	later := []string{"NODE_SKINNED_MESH_NON_ROOT", "NODE_SKINNED_MESH_PARENT_TRANSFORMS"}
	ktx2 := []string{"IMAGE_UNRECOGNIZED_FORMAT", "VALUE_NOT_IN_LIST"}
	trim := func(codes []string) []string {
		return slices.DeleteFunc(slices.Clone(codes), func(c string) bool { return slices.Contains(later, c) || slices.Contains(ktx2, c) })
	}
	return slices.Equal(trim(got), trim(want))
}

type expectedFile struct {
	Path                    string
	Accept                  bool
	Errors, Warnings, Infos map[string]int
}

// The rule: on every other file of the corpus the same error codes, except where it is written why not.
func TestAgreesOnRealFiles(t *testing.T) {
	needCorpus(t)
	own := ownCodes(t)
	all := readJSON[struct{ Files []expectedFile }](t, filepath.Join(corpus, "expected.json"))
	for _, want := range all.Files {
		path := filepath.Join(corpus, want.Path)
		if _, err := os.Stat(path); err != nil || strings.HasPrefix(want.Path, "khronos-validator/") {
			continue // the big ones are made by other tests; Khronos' own have a test of their own
		}
		r := validateFile(t, path)
		errors := slices.Sorted(maps.Keys(want.Errors))
		if o, ok := otherwise[want.Path]; ok {
			errors = strings.Fields(o.errors)
		}
		if got := codesOf(r, Error, own); !slices.Equal(got, errors) {
			t.Errorf("%s: errors %v, want %v", want.Path, got, errors)
		}
		if !sameWarnings(codesOf(r, Warning, own), slices.Sorted(maps.Keys(want.Warnings))) {
			t.Errorf("%s: warnings %v, want %v", want.Path, codesOf(r, Warning, own), want.Warnings)
		}
		ours := ""
		for _, i := range r.Issues {
			if own[i.Code] && i.Severity == Error {
				ours = i.Code
			}
		}
		if ours != refused[want.Path] {
			t.Errorf("%s: of our own errors %q, want %q", want.Path, ours, refused[want.Path])
		}
	}
}
