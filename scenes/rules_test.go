package scenes

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"
)

// validatorCodes are the codes that the validator can report, with their severities.
func validatorCodes(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("validator/codes_*.go")
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.CompositeLit)
			if !ok || len(literal.Elts) < 2 {
				return true
			}
			kind, isName := literal.Type.(*ast.Ident)
			severity, isSeverity := literal.Elts[1].(*ast.Ident)
			text, isText := literal.Elts[0].(*ast.BasicLit)
			if !isName || !isSeverity || !isText || kind.Name != "code" {
				return true
			}
			code, err := strconv.Unquote(text.Value)
			if err != nil {
				t.Fatal(err)
			}
			all[code] = severity.Name
			return true
		})
	}
	return all
}

// What the validator can find, a designer can be told; and nothing that breaks the format is passed over.
func TestEveryCodeOfTheValidatorHasARule(t *testing.T) {
	all, codes := rules(), validatorCodes(t)
	if len(codes) < 100 {
		t.Fatalf("only %d codes found", len(codes))
	}
	for code, severity := range codes {
		r, ok := all[code]
		if !ok {
			t.Errorf("%s has no rule", code)
			continue
		}
		if heavy := r.action == Refuse || r.action == Repair; heavy != (severity == "Error") {
			t.Errorf("%s is an %s, and we %s", code, severity, r.action)
		}
	}
	for code, r := range all {
		if _, ok := codes[code]; !ok {
			t.Errorf("%s is not a code of the validator", code)
		}
		if r.repair != "" && r.action != Repair {
			t.Errorf("%s: %s is offered for what we %s", code, r.repair, r.action)
		}
	}
}
