package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The rules of the house (docs/ARCHITECTURE.md), held here because only cmd may know every room.

const root = "../.."

// ban says that files below from must not import anything matching what, and why.
type ban struct {
	from string
	what *regexp.Regexp
	why  string
}

func own(pattern string) *regexp.Regexp { return regexp.MustCompile(`^rehearsal/` + pattern) }

var goBans = []ban{
	{"scenes", own(`(server|cmd|webxr)`), "a scene is understood without knowing who asks; others may import the package"},
	{"server/motion", own(`.`), "poses are integers: no network, no storage, no clock"},
	{"server/motion", regexp.MustCompile(`^(net|net/.*|database/.*|os|time)$`), "poses are integers: no network, no storage, no clock"},
	{"server/session", own(`(scenes|webxr|cmd|server/(api|sqlite|identity|simulate|authority)|server$)`), "the domain knows poses and nothing else of ours"},
	{"server/session", regexp.MustCompile(`^(net/http|database/sql|github\.com/gorilla/.*|github\.com/mattn/.*)$`), "the domain neither serves nor stores"},
	{"server/identity", own(`(scenes|webxr|cmd|server/(api|sqlite|session|simulate|motion)|server$)`), "who is asking does not depend on what is asked"},
	{"server/identity", regexp.MustCompile(`^(net/http|database/sql|github\.com/mattn/.*)$`), "identity neither serves nor stores"},
	{"server/sqlite", own(`(webxr|cmd|server/(api|simulate)|server$)`), "stores serve the domain, not the adapters"},
	{"server/sqlite", regexp.MustCompile(`^(net/http|github\.com/gorilla/.*)$`), "stores serve the domain, not the adapters"},
	{"server/simulate", own(`(webxr|cmd|scenes|server/(api|sqlite|identity)|server$)`), "simulated people use the log as real ones do"},
	{"server", own(`(cmd|server/sqlite)`), "adapters get their stores from cmd"},
	{"webxr", own(`.`), "the client is files"},
}

func TestArrowsPointAtTheDomain(t *testing.T) {
	for _, file := range sources(t, ".go") {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, "_test.go") {
			continue // a test may stand outside its room to look at it
		}
		for _, spec := range parsed.Imports {
			path := strings.Trim(spec.Path.Value, `"`)
			for _, b := range goBans {
				if within(file, b.from) && b.what.MatchString(path) && !allowedBelow(file, b.from, path) {
					t.Errorf("%s imports %s: %s", file, path, b.why)
				}
			}
		}
	}
}

// within: a ban on "server" is for the adapters themselves, other bans reach everything below their folder.
func within(file, from string) bool {
	if from == "server" {
		return filepath.Dir(file) == "server"
	}
	return strings.HasPrefix(file, from+"/")
}

func allowedBelow(file, from, path string) bool { // a package's own subfolders are its own business
	return strings.HasPrefix(path, "rehearsal/"+from+"/") && strings.HasPrefix(file, from+"/")
}

var webBans = []ban{
	{"webxr/src/motion", regexp.MustCompile(`^(three|preact|@)|/(log|net|xr|world|plan|ui|text)/`), "poses are integers: no DOM, no three"},
	{"webxr/src/log", regexp.MustCompile(`^(three|preact|@)|/(net|xr|world|plan|ui)/`), "the log is pure"},
	{"webxr/src/space", regexp.MustCompile(`^(three|preact|@)|/(motion|log|net|xr|world|plan|ui|text|design)/`), "a space is triangles and numbers: it runs in a worker, and its sentences are in the catalogue"},
	{"webxr/src/text", regexp.MustCompile(`^(three|preact|@preact/signals$|@[^p])|/(motion|log|net|xr|world|plan|ui)/`), "words depend on nothing but the signal (@preact/signals-core) by which they follow the language"},
	{"webxr/src/net", regexp.MustCompile(`^(three|preact)|/(xr|world|plan|ui)/`), "rooms meet in the log; pages introduce them"},
	{"webxr/src/upload", regexp.MustCompile(`^(three|preact|@preact/signals$)|/(log|motion|text|xr|world|plan|ui)/`), "a file on its way needs the wire and no page"},
	{"webxr/src/lighter", regexp.MustCompile(`^(three/addons/(loaders|controls)|preact|@preact)|/(log|motion|net|text|upload|xr|world|plan|ui)/`), "making a scene lighter is bytes to bytes, in a worker"},
	{"webxr/src/xr", regexp.MustCompile(`/(net|world|plan|ui)/`), "rooms meet in the log; pages introduce them"},
	{"webxr/src/world", regexp.MustCompile(`/(net|xr|plan|ui)/`), "rooms meet in the log; pages introduce them"},
	{"webxr/src/plan", regexp.MustCompile(`^three|/(net|xr|world|ui)/`), "the plan is DOM only, equal to the headset"},
	{"webxr/src/ui", regexp.MustCompile(`/(xr|world|plan)/`), "rooms meet in the log; pages introduce them"},
}

var importLine = regexp.MustCompile(`(?m)^\s*(?:import|export)\b[^;"']*?(?:from\s*)?["']([^"']+)["']|import\(\s*["']([^"']+)["']`)

func TestArrowsOfTheClient(t *testing.T) {
	for _, file := range append(sources(t, ".ts"), sources(t, ".tsx")...) {
		if strings.Contains(file, ".test.") || !strings.HasPrefix(file, "webxr/src/") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range importLine.FindAllStringSubmatch(string(text), -1) {
			path := m[1] + m[2]
			if strings.HasPrefix(path, ".") {
				path = "/" + filepath.Join(filepath.Dir(file), path) + "/"
			}
			for _, b := range webBans {
				if strings.HasPrefix(file, b.from+"/") && b.what.MatchString(path) {
					t.Errorf("%s imports %s: %s", file, path, b.why)
				}
			}
		}
	}
}

func TestFunctionsAreShort(t *testing.T) {
	for _, file := range sources(t, ".go") {
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, filepath.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if lines := files.Position(f.End()).Line - files.Position(f.Pos()).Line + 1; lines > 80 {
				t.Errorf("%s: %s has %d lines; 80 is the limit", file, f.Name.Name, lines)
			}
		}
		if lines := files.File(parsed.Pos()).LineCount(); lines > 500 && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s has %d lines; give its nouns files of their own", file, lines)
		}
	}
}

func TestEveryPackageIsExplainedOnce(t *testing.T) {
	docs := map[string][]string{}
	for _, file := range sources(t, ".go") {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Dir(file)
		if _, known := docs[dir]; !known {
			docs[dir] = nil
		}
		if parsed.Doc != nil {
			docs[dir] = append(docs[dir], file)
		}
	}
	for dir, files := range docs {
		if len(files) != 1 {
			t.Errorf("%s has %d package comments %v; one file explains a package", dir, len(files), files)
		}
	}
}

func TestTopLevelIsFixed(t *testing.T) {
	allowed := []string{"cmd", "server", "scenes", "webxr", "docs", "go.mod", "go.sum", "Dockerfile", "README.md", "Makefile", "bin", "data"}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(allowed, e.Name()) {
			t.Errorf("%s does not belong at the top", e.Name())
		}
	}
}

// sources lists the project's own files of one kind, generated ones left out, as paths from the root.
func sources(t *testing.T, suffix string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (name == "node_modules" || name == "dist" || name == "dist-e2e" || name == "data" || (strings.HasPrefix(name, ".") && path != root)) {
			return filepath.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(name, suffix) && !strings.Contains(name, ".gen.") {
			rel, err := filepath.Rel(root, path)
			found = append(found, filepath.ToSlash(rel))
			return err
		}
		return nil
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("no %s files below %s: %v", suffix, root, err)
	}
	return found
}
