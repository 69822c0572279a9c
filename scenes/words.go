package scenes

import (
	"embed"
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed words/*.json
var wordFiles embed.FS

// sentences are the sentences of every language by code. They are read once, when first asked for.
var sentences = sync.OnceValues(func() (map[string]map[string]string, error) {
	all := make(map[string]map[string]string)
	for _, language := range Languages() {
		text, err := wordFiles.ReadFile("words/" + language + ".json")
		if err != nil {
			return nil, err
		}
		var words map[string]string
		if err := json.Unmarshal(text, &words); err != nil {
			return nil, err
		}
		all[language] = words
	}
	return all, nil
})

// Languages are those that Message speaks.
func Languages() []string { return []string{"en", "cy"} }

// Message is the problem in a sentence for a designer: what is wrong, where, and what to do. A language it does not speak gets
// English.
func (p Problem) Message(lang string) string {
	all, err := sentences()
	if err != nil {
		return p.Code
	}
	words, ok := all[lang]
	if !ok {
		words = all["en"]
	}
	sentence, ok := words[p.Code]
	if !ok {
		return p.Code
	}
	fill := []string{"{where}", p.Where}
	for name, value := range p.Values {
		fill = append(fill, "{"+name+"}", value)
	}
	return strings.NewReplacer(fill...).Replace(sentence)
}

// cleanName makes somebody else's text fit to be shown: one line, no control or direction characters, not too long.
func cleanName(name string) string {
	var b strings.Builder
	n := 0
	for _, r := range name {
		switch {
		case r == utf8.RuneError || !unicode.IsPrint(r) && !unicode.IsSpace(r):
			continue
		case unicode.IsSpace(r):
			r = ' '
		}
		if n++; n > mostName {
			b.WriteRune('…')
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}

// number writes n with thousands apart, as English and Welsh both do.
func number(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// megabytes writes bytes as a whole number of MB, at least 1.
func megabytes(n int64) string { return number(max(1, (n+1<<19)>>20)) }
