package validator

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"
)

// codesIn reads the names of the codes that a file declares.
func codesIn(t testing.TB, file string) map[string]bool {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if c, ok := n.(*ast.CompositeLit); ok && len(c.Elts) == 3 {
			if name, ok := c.Elts[0].(*ast.BasicLit); ok && name.Kind == token.STRING {
				s, err := strconv.Unquote(name.Value)
				if err != nil {
					t.Fatal(err)
				}
				found[s] = true
			}
		}
		return true
	})
	return found
}

func ownCodes(t testing.TB) map[string]bool { return codesIn(t, "codes_own.go") }

func khronosCodes(t testing.TB) map[string]bool {
	all := map[string]bool{}
	files, err := filepath.Glob("codes_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f == "codes_own.go" || f == "codes_test.go" {
			continue
		}
		for name := range codesIn(t, f) {
			all[name] = true
		}
	}
	return all
}
