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

// words are what a designer is told of one kind of problem: a sentence each.
type words struct {
	What string `json:"what"` // is wrong, and where
	Why  string `json:"why"`  // it matters in a headset
	Do   string `json:"do"`   // what to do about it, in Blender or SketchUp where they differ
}

// sentences are the sentences of every language by code. They are read once, when first asked for.
var sentences = sync.OnceValues(func() (map[string]map[string]words, error) {
	all := make(map[string]map[string]words)
	for _, language := range Languages() {
		text, err := wordFiles.ReadFile("words/" + language + ".json")
		if err != nil {
			return nil, err
		}
		var known map[string]words
		if err := json.Unmarshal(text, &known); err != nil {
			return nil, err
		}
		all[language] = known
	}
	return all, nil
})

// Languages are those that Message speaks.
func Languages() []string { return []string{"en", "cy"} }

// Message says what is wrong, and where. A language that is not spoken gets English, here and below.
func (p Problem) Message(lang string) string {
	return p.say(lang, func(w words) string { return w.What })
}

// Why says why that matters in a headset.
func (p Problem) Why(lang string) string { return p.say(lang, func(w words) string { return w.Why }) }

// Do says what to do about it.
func (p Problem) Do(lang string) string { return p.say(lang, func(w words) string { return w.Do }) }

func (p Problem) say(lang string, which func(words) string) string {
	all, err := sentences()
	if err != nil {
		return p.Kind
	}
	known, ok := all[lang]
	if !ok {
		known = all["en"]
	}
	said, ok := known[p.Kind]
	if !ok {
		return p.Kind
	}
	var fill []string
	if p.Where != "" {
		fill = []string{"{where}", p.Where}
	}
	for name, value := range p.Values {
		fill = append(fill, "{"+name+"}", value)
	}
	return strings.NewReplacer(fill...).Replace(which(said))
}

// asksWhere says whether the sentences of a problem name the thing they are about.
func (p Problem) asksWhere() bool {
	return strings.Contains(p.say("en", func(w words) string { return w.What + w.Why + w.Do }), "{where}")
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
