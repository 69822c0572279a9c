package validator

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// ref names a value of a tree; 0 is none.
type ref int32

const (
	none ref = 0
	root ref = 1
)

type kind uint8

const (
	isNull kind = iota
	isFalse
	isTrue
	isNumber
	isString
	isArray
	isObject
)

// value is one JSON value, 32 bytes, whatever it holds.
type value struct {
	parent, next, first ref    // first: of the children of an array or object
	at, count           uint32 // the text of a string or number; count also: of the children
	key, keyCount       uint32 // the text of the member's name; of an array's element key is its index
	kind                kind
	bad                 bool // judged unusable: whoever links later must take it for absent
}

// The arena grows by pages, so that a document is never copied while it grows.
const (
	pageBits = 10
	pageSize = 1 << pageBits
)

// tree is a JSON document: its text, and an arena of values that point into it.
type tree struct {
	text  []byte
	extra []byte // strings with escapes, unescaped; addressed behind text
	pages [][]value
	used  int
}

func newTree(text []byte) *tree {
	t := &tree{text: text}
	t.add(value{}) // none
	return t
}

func (t *tree) add(v value) ref {
	if t.used == len(t.pages)*pageSize {
		t.pages = append(t.pages, make([]value, pageSize))
	}
	r := ref(t.used)
	*t.at(r) = v
	t.used++
	return r
}

func (t *tree) at(r ref) *value {
	return &t.pages[r>>pageBits][r&(pageSize-1)]
}

func (t *tree) kind(r ref) kind { return t.at(r).kind }

func (t *tree) isContainer(r ref) bool {
	k := t.kind(r)
	return r != none && (k == isArray || k == isObject)
}

// children walks the members or elements of a container; of anything else there are none.
func (t *tree) children(r ref) func(yield func(ref) bool) {
	return func(yield func(ref) bool) {
		if !t.isContainer(r) {
			return
		}
		for c := t.at(r).first; c != none; c = t.at(c).next {
			if !yield(c) {
				return
			}
		}
	}
}

func (t *tree) len(r ref) int {
	if !t.isContainer(r) {
		return 0
	}
	return int(t.at(r).count)
}

// get finds a member. Of a duplicate key the last counts, as in JavaScript.
func (t *tree) get(r ref, name string) ref {
	if r == none || t.kind(r) != isObject {
		return none
	}
	found := none
	for c := t.at(r).first; c != none; {
		v := t.at(c)
		if int(v.keyCount) == len(name) && string(t.span(v.key, v.keyCount)) == name {
			found = c
		}
		c = v.next
	}
	return found
}

func (t *tree) has(r ref, name string) bool { return t.get(r, name) != none }

// good finds a member that was not judged unusable.
func (t *tree) good(r ref, name string) ref {
	c := t.get(r, name)
	if c == none || t.at(c).bad {
		return none
	}
	return c
}

func (t *tree) span(at, count uint32) []byte {
	if int(at) < len(t.text) || count == 0 {
		return t.text[min(int(at), len(t.text)):min(int(at)+int(count), len(t.text))]
	}
	from := int(at) - len(t.text)
	return t.extra[from : from+int(count)]
}

func (t *tree) key(r ref) string {
	v := t.at(r)
	return string(t.span(v.key, v.keyCount))
}

// bytes is a string's text or a number's literal, without a copy.
func (t *tree) bytes(r ref) []byte {
	v := t.at(r)
	if r == none || (v.kind != isString && v.kind != isNumber) {
		return nil
	}
	return t.span(v.at, v.count)
}

func (t *tree) str(r ref) string { return string(t.bytes(r)) }

// number is a number's value; beyond the range of float64 it is infinite, as in JavaScript.
func (t *tree) number(r ref) float64 {
	if r == none || t.kind(r) != isNumber {
		return math.NaN()
	}
	literal := t.bytes(r)
	if n, ok := smallInteger(literal); ok {
		return float64(n)
	}
	f, _ := strconv.ParseFloat(string(literal), 64) // out of range gives ±Inf, and the grammar was checked
	return f
}

func smallInteger(literal []byte) (int64, bool) {
	if len(literal) == 0 || len(literal) > 15 {
		return 0, false
	}
	var n int64
	for _, c := range literal {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// mostInteger bounds every integer that is read, so that sums and products of two of them cannot overflow.
const mostInteger = 1 << 53

// integer accepts 3 and 3.0; the second result says whether it was an integer at all.
func (t *tree) integer(r ref) (int64, bool) {
	f := t.number(r)
	if math.IsNaN(f) || math.IsInf(f, 0) || math.Floor(f) != f {
		return 0, false
	}
	return int64(max(-mostInteger, min(f, mostInteger))), true
}

// pointer builds the JSON pointer (RFC 6901) of a value. The root is "/", as the Khronos validator writes it.
func (t *tree) pointer(r ref) string {
	if r == root || r == none {
		return "/"
	}
	var tokens []string
	for ; r != root && r != none; r = t.at(r).parent {
		if v := t.at(r); t.kind(v.parent) == isArray {
			tokens = append(tokens, strconv.Itoa(int(v.key)))
		} else {
			tokens = append(tokens, escapePointer(t.key(r)))
		}
	}
	var b strings.Builder
	for i := len(tokens) - 1; i >= 0; i-- {
		b.WriteByte('/')
		b.WriteString(tokens[i])
	}
	return b.String()
}

func (t *tree) pointerTo(r ref, name string) string {
	name = escapePointer(name)
	if p := t.pointer(r); p != "/" {
		return p + "/" + name
	}
	return "/" + name
}

func escapePointer(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

// literal shows a value in a message, shortened.
func (t *tree) literal(r ref) string {
	switch t.kind(r) {
	case isNull:
		return "null"
	case isFalse:
		return "false"
	case isTrue:
		return "true"
	case isNumber:
		return shorten(t.str(r))
	case isString:
		return "'" + shorten(t.str(r)) + "'"
	case isArray:
		return "[…]"
	}
	return "{…}"
}

func shorten(s string) string {
	const most = 64
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && s[cut]&0xC0 == 0x80 { // not inside a character
		cut--
	}
	return s[:cut] + "…"
}

// unquoted finds or makes the text of a JSON string literal that ends at offset end of the document.
func (t *tree) unquoted(raw jsontext.Value, end int64) (at, count uint32) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return uint32(end) - uint32(len(raw)) + 1, uint32(len(raw) - 2)
	}
	from := len(t.extra)
	t.extra, _ = jsontext.AppendUnquote(t.extra, raw) // the grammar was checked; lone surrogates become U+FFFD
	return uint32(len(t.text) + from), uint32(len(t.extra) - from)
}
