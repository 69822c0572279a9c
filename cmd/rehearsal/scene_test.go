package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"rehearsal/scenes"
)

// buildProgram builds the real binary.
func buildProgram(t testing.TB) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "rehearsal")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return binary
}

// answer is what a run of the binary printed, and how it ended.
type answer struct {
	out, err string
	exit     int
}

func ask(t *testing.T, binary, dir string, args ...string) answer {
	t.Helper()
	var out, problems bytes.Buffer
	cmd := exec.Command(binary, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &problems
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return answer{out.String(), problems.String(), cmd.ProcessState.ExitCode()}
}

// uploads are the same small scene in every form, and what is none.
func uploads(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	glb, err := floor(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	text := `{"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"name":"Floor","mesh":0}],
"meshes":[{"primitives":[{"attributes":{"POSITION":0},"material":0}]}],"materials":[{"name":"Paint","emissiveFactor":[1,1,1]}],
"accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3","min":[0,0,0],"max":[1,0,1]}],
"bufferViews":[{"buffer":0,"byteLength":36}],"buffers":[{"uri":"my%20floor.bin","byteLength":36}]}`
	bin := []byte("\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x3f\x00\x00\x80\x3f\x00\x00\x00\x00\x00\x00\x00\x00")
	var zipped bytes.Buffer
	w := zip.NewWriter(&zipped)
	for name, body := range map[string][]byte{"hall/floor.gltf": []byte(text), "hall/my floor.bin": bin, "__MACOSX/hall/._floor.gltf": {0}} {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{
		"floor.glb": glb, "folder/floor.gltf": []byte(text), "folder/my floor.bin": bin, "floor.zip": zipped.Bytes(), "alone.gltf": []byte(text),
		"picture.glb": []byte("\x89PNG\r\n\x1a\n"),
	} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700), os.WriteFile(filepath.Join(dir, name), body, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// What scripts count on: the exit, one JSON object a line for each file in the order of the command line, and nothing else on stdout.
func TestSceneCheckForScripts(t *testing.T) {
	binary, dir := buildProgram(t), uploads(t)
	for _, c := range []struct {
		args     []string
		exit     int
		verdicts []string
	}{
		{[]string{"floor.glb"}, 0, []string{"accept"}},
		{[]string{"folder/floor.gltf"}, 0, []string{"accept"}},
		{[]string{"folder"}, 0, []string{"accept"}},
		{[]string{"floor.zip"}, 0, []string{"accept"}},
		{[]string{"floor.zip", "picture.glb", "folder", "alone.gltf", "floor.glb"}, 1, []string{"accept", "refuse", "accept", "refuse", "accept"}},
		{[]string{"picture.glb", "none.glb", "floor.glb"}, 2, []string{"refuse", "accept"}},
		{[]string{"none.glb"}, 2, nil},
		{nil, 2, nil},
		{[]string{"--nonsense", "floor.glb"}, 2, nil},
		{[]string{"--lang", "fr", "floor.glb"}, 2, nil},
	} {
		a := ask(t, binary, dir, append([]string{"scene", "check", "--json"}, c.args...)...)
		if a.exit != c.exit {
			t.Errorf("%v: exit %d, want %d: %s", c.args, a.exit, c.exit, a.err)
		}
		if c.verdicts == nil && a.exit == 2 { // the usage may be printed
			continue
		}
		var verdicts []string
		for l := range strings.Lines(a.out) {
			verdicts = append(verdicts, holdsLine(t, l).Verdict)
		}
		if !slices.Equal(verdicts, c.verdicts) {
			t.Errorf("%v: %v, want %v", c.args, verdicts, c.verdicts)
		}
	}
}

// holdsLine checks what every line has, and nothing more.
func holdsLine(t *testing.T, text string) line {
	t.Helper()
	var l line
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil || d.More() {
		t.Fatalf("%q: %v", text, err)
	}
	if l.File == "" || l.Problems == nil || l.Verdict == "refuse" != slices.ContainsFunc(l.Problems, func(p lineProblem) bool { return p.Action == scenes.Refuse }) {
		t.Errorf("%s", text)
	}
	for _, p := range l.Problems {
		if p.Code == "" || p.Problem == "" || p.Message == "" || !slices.Contains([]scenes.Severity{"error", "warning", "information", "hint"}, p.Severity) {
			t.Errorf("%+v", p)
		}
	}
	return l
}

// People read what is wrong, why that matters and what to do, in the words of the pages and in either language; colours are for
// terminals.
func TestSceneCheckForPeople(t *testing.T) {
	binary, dir := buildProgram(t), uploads(t)
	english := ask(t, binary, dir, "scene", "check", "picture.glb", "floor.zip")
	want := scenes.Problem{Kind: "not-a-gltf-picture", Values: map[string]string{"format": "PNG"}}
	for _, text := range []string{
		"picture.glb: cannot be used as a scene", want.Message("en"), want.Do("en"), "GLB_INVALID_MAGIC", "floor.zip: can be used as a scene", "1 triangle, 1 draw call",
	} {
		if !strings.Contains(english.out, text) {
			t.Errorf("%q is not in:\n%s", text, english.out)
		}
	}
	if !strings.Contains(english.err, "1 file of 2 refused") || english.exit != 1 || strings.Contains(english.out, "\x1b") {
		t.Errorf("%+v", english)
	}
	if welsh := ask(t, binary, dir, "scene", "check", "--lang", "cy", "picture.glb"); !strings.Contains(welsh.out, want.Message("cy")) {
		t.Errorf("%s", welsh.out)
	}
	broken := ask(t, binary, dir, "scene", "check", "none.glb", "floor.glb")
	if !strings.Contains(broken.err, "none.glb: no such file") || !strings.Contains(broken.out, "floor.glb: can be used") {
		t.Errorf("%+v", broken)
	}
}

// Colours need a terminal.
func TestInkNeedsATerminal(t *testing.T) {
	if inkFor(io.Discard) {
		t.Error("a writer is taken for a terminal")
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if inkFor(file) {
		t.Error("a file is taken for a terminal")
	}
	if got := ink(true).in(red, "no"); got != "\x1b[31mno\x1b[0m" {
		t.Errorf("%q", got)
	}
}

// What goes in by the command line comes out by it: as a scene, as its next version, as another variant, and nothing is written over.
func TestSceneImportAndExport(t *testing.T) {
	binary, dir := buildProgram(t), uploads(t)
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"import", "folder/floor.gltf"}, 0, `"floor"`},
		{[]string{"import", "--of", "Floor", "--variant", "a", "floor.zip"}, 0, "version 2"},
		{[]string{"import", "--of", "floor", "--name", "Wider door", "folder"}, 0, `variant "Wider door"`},
		{[]string{"import", "--name", "Hall", "floor.glb"}, 0, `"Hall"`},
		{[]string{"import", "picture.glb"}, 1, "picture (PNG)"},
		{[]string{"import", "none.glb"}, 2, "no such file"},
		{[]string{"import", "--variant", "b", "floor.glb"}, 2, "--of"},
		{[]string{"import", "--of", "nowhere", "floor.glb"}, 1, "Hall"},
		{[]string{"import", "--of", "floor", "--variant", "z", "floor.glb"}, 1, "not found"},
		{[]string{"export", "Hall", "out.glb"}, 0, "version 1"},
		{[]string{"export", "Hall", "out.glb"}, 1, "exists"},
		{[]string{"export", "floor", "--variant", "b", "b.glb"}, 0, "variant b"},
		{[]string{"export", "floor", "--variant", "c", "c.glb"}, 1, `no variant "c"`},
		{[]string{"export", "floor", "--version", "none", "c.glb"}, 1, `no version "none"`},
		{[]string{"check", "out.glb", "b.glb"}, 0, "can be used"},
	} {
		args := append([]string{"scene"}, c.args...)
		if c.args[0] != "check" {
			args = slices.Concat(args[:2], []string{"--data", "data"}, args[2:])
		}
		a := ask(t, binary, dir, args...)
		if a.exit != c.exit || !strings.Contains(a.out+a.err, c.says) {
			t.Errorf("%v: exit %d, want %d and %q:\n%s%s", c.args, a.exit, c.exit, c.says, a.out, a.err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "c.glb")); !os.IsNotExist(err) {
		t.Error("a file was left behind")
	}
}

// A wrong ID lists the right ones, and writes nothing.
func TestSceneSampleOfWhat(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--space", "castle", filepath.Join(dir, "a.glb")}, "library"},
		{[]string{"--variant", "z", filepath.Join(dir, "a.glb")}, "as-is"},
	} {
		out := newPaper()
		if code := run(t.Context(), append([]string{"scene", "sample"}, c.args...), terminal{out, out}); code != 2 || !strings.Contains(out.String(), c.says) {
			t.Errorf("%v: exit %d, %s", c.args, code, out)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}

// Two are under way at a time, and the first asked is the first answered.
func TestInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var under, most atomic.Int32
		work := func(n int) int {
			most.Store(max(most.Load(), under.Add(1)))
			time.Sleep(time.Duration(10-n) * time.Second) // of the bubble's clock
			under.Add(-1)
			return n
		}
		var got []int
		for n := range inOrder([]int{0, 1, 2, 3, 4, 5, 6, 7}, 2, work) {
			got = append(got, n)
		}
		if !slices.Equal(got, []int{0, 1, 2, 3, 4, 5, 6, 7}) || most.Load() != 2 {
			t.Errorf("%v, %d at once", got, most.Load())
		}
		for n := range inOrder([]int{0, 1, 2, 3}, 2, work) {
			if n == 1 {
				break
			}
		}
	})
}
