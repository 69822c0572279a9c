package scenes

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// declaredCodes are the constants of type code.
func declaredCodes(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "code" && len(spec.Values) == 1 {
				value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, value)
			}
			return true
		})
	}
	return all
}

func english(w words) string { return w.What + w.Why + w.Do }

func TestEveryCodeHasASentenceInEveryLanguage(t *testing.T) {
	all, err := sentences()
	if err != nil {
		t.Fatal(err)
	}
	declared := declaredCodes(t)
	for _, repair := range repairs() {
		declared = append(declared, "repair-"+repair)
	}
	if len(declared) < 50 {
		t.Fatalf("only %d codes found", len(declared))
	}
	inside := regexp.MustCompile(`\pL\. |[!?] `)
	gaps := regexp.MustCompile(`\{\w+\}`)
	for _, language := range Languages() {
		for _, c := range declared {
			w := all[language][c]
			sentence := w.What + w.Why + w.Do
			for _, s := range []string{w.What, w.Why, w.Do} {
				if s == "" || inside.MatchString(s) || !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "?") {
					t.Errorf("%s: %s does not say one sentence: %q", language, c, s)
				}
			}
			want, got := gaps.FindAllString(english(all["en"][c]), -1), gaps.FindAllString(sentence, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(slices.Compact(want), slices.Compact(got)) {
				t.Errorf("%s: %s has %v, English has %v", c, language, got, want)
			}
		}
		if len(all[language]) != len(declared) {
			t.Errorf("%s has %d sentences for %d codes", language, len(all[language]), len(declared))
		}
	}
}

func TestMessageOfAnotherLanguageIsEnglish(t *testing.T) {
	p := Problem{Kind: string(fileEmpty)}
	if p.Message("fr") != p.Message("en") || p.Message("cy") == p.Message("en") {
		t.Errorf("fr: %q, cy: %q", p.Message("fr"), p.Message("cy"))
	}
}

func TestNumbersAreGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567", 100000: "100,000"} {
		if got := number(n); got != want {
			t.Errorf("number(%d) = %q, want %q", n, got, want)
		}
	}
}
