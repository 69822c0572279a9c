package scenes

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// branch is the next steps of a set of JSON pointers; what is asked for itself has a name.
type branch struct {
	next map[string]*branch
	name string
}

func branchOf(pointers []string) *branch {
	root := &branch{}
	for _, p := range pointers {
		here := root
		for step := range strings.SplitSeq(strings.TrimPrefix(p, "/"), "/") {
			if p == "" {
				break
			}
			if here.next == nil {
				here.next = make(map[string]*branch)
			}
			if here.next[step] == nil {
				here.next[step] = &branch{}
			}
			here = here.next[step]
		}
		here.name = p
	}
	return root
}

// locate finds where the values of JSON pointers stand in a text, in one pass that skips what nobody asked for. What is not there
// is left out. The text has to be JSON, without duplicate names.
func locate(text []byte, pointers []string) map[string]span {
	found := make(map[string]span, len(pointers))
	dec := jsontext.NewDecoder(bytes.NewBuffer(text))
	_ = walk(dec, branchOf(pointers), found) // what comes before trouble is still found
	return found
}

func walk(dec *jsontext.Decoder, b *branch, found map[string]span) error {
	kind := dec.PeekKind()
	if b == nil || b.next == nil || kind != '{' && kind != '[' {
		return leaf(dec, b, found)
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	start := dec.InputOffset() - 1
	for n := 0; dec.PeekKind() != '}' && dec.PeekKind() != ']'; n++ {
		step := strconv.Itoa(n)
		if kind == '{' {
			token, err := dec.ReadToken()
			if err != nil {
				return err
			}
			step = strings.NewReplacer("~", "~0", "/", "~1").Replace(token.String())
		}
		if err := walk(dec, b.next[step], found); err != nil {
			return err
		}
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	if b.name != "" {
		found[b.name] = span{start, dec.InputOffset() - start}
	}
	return nil
}

func leaf(dec *jsontext.Decoder, b *branch, found map[string]span) error {
	if b == nil || b.name == "" {
		return dec.SkipValue()
	}
	value, err := dec.ReadValue()
	if err == nil {
		found[b.name] = span{dec.InputOffset() - int64(len(value)), int64(len(value))}
	}
	return err
}

// stringAt answers the string that a pointer leads to.
func stringAt(text []byte, pointer string) string {
	at, ok := locate(text, []string{pointer})[pointer]
	if !ok {
		return ""
	}
	plain, err := jsontext.AppendUnquote(nil, text[at.at:at.at+at.size])
	if err != nil {
		return ""
	}
	return string(plain)
}

// leads says whether a pointer goes along steps; "*" is any one step, and more may follow.
func leads(pointer string, steps ...string) bool {
	parts := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	if len(parts) < len(steps) {
		return false
	}
	for i, s := range steps {
		if s != "*" && s != parts[i] {
			return false
		}
	}
	return true
}
