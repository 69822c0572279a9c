package scenes

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// errStop ends a scan whose findings already say why.
var errStop = errors.New("scenes: stop")

// place is one entry of one of the document's arrays.
type place struct {
	pool  pool
	index int
}

// textScan is the one pass over the description, before anything is decoded from it.
type textScan struct {
	ctx    context.Context
	limits Limits
	schema schema
	text   []byte
	dec    *jsontext.Decoder

	depth            int
	elements, values int

	at      place            // the entry of a top-level array that is being read
	lengths [pools]int       // of the arrays
	highest [pools]reach     // the largest index into each array
	names   names            // what things are called
	seen    map[string]place // extensions that carry something, and where first
	links   []outsideLink    // in extensions and extras

	broken    code // what ended the scan, and where
	brokenAt  string
	wrongs    []wrong
	edits     []edit       // to our copy, once it has been read
	vacant    map[int]bool // accessors with a count of 0
	boundless map[int]bool // accessors whose min or max held null
	cutoffAt  int64        // where the key alphaCutoff of the current material ends
}

// reach is an index and who holds it.
type reach struct {
	index   uint64
	holder  place
	pointer string
}

// edit replaces bytes of the description by as many others.
type edit struct {
	at   int64
	with string
}

// wrong is a value that the parser could trip over. It waits for the scan's end, when it is known what its holder is called.
type wrong struct {
	code    code
	holder  place
	pointer string
}

// outsideLink is an address that an extension or extra mentions.
type outsideLink struct {
	holder place
	uri    string
}

// scanText reads a description: what things are called, and what the parser must not see. It goes on after a wrong value, so
// that names are known for whatever else is wrong. The error is only the end of ctx.
func scanText(ctx context.Context, description []byte, limits Limits) (*textScan, error) {
	t := &textScan{
		ctx: ctx, limits: limits, schema: newSchema(), text: description,
		seen: make(map[string]place), vacant: make(map[int]bool), boundless: make(map[int]bool),
	}
	switch {
	case int64(len(description)) > limits.JSONBytes:
		t.broken = jsonTooBig
	case bytes.HasPrefix(description, []byte(byteOrder)):
		t.broken = byteOrderMark
	case !utf8.Valid(description):
		t.broken = textEncoding
	}
	if t.broken != "" {
		return t, nil
	}
	t.dec = jsontext.NewDecoder(bytes.NewBuffer(description))
	err := t.document()
	if err != nil && !errors.Is(err, errStop) {
		return t, err
	}
	if err == nil {
		t.checkReach()
		t.apply()
	}
	return t, nil
}

// holds says whether the parser may see the description.
func (t *textScan) holds() bool { return t.broken == "" && len(t.wrongs) == 0 }

// report says why it may not.
func (t *textScan) report(found *findings) {
	if t.broken != "" {
		found.put(problemOf(t.broken, "", t.brokenAt))
	}
	for _, w := range t.wrongs {
		found.put(problemOf(w.code, t.names.of(w.holder), w.pointer))
	}
}

func (t *textScan) document() error {
	token, err := t.next()
	if err != nil {
		return err
	}
	if token.Kind() != '{' {
		return t.stop(jsonWrongType)
	}
	if err := t.members(t.schema.root); err != nil {
		return err
	}
	if rest := bytes.TrimRight(t.text[t.dec.InputOffset():], " \t\r\n"); len(rest) > 0 {
		return t.stop(jsonInvalid)
	}
	return nil
}

// next reads a token and counts it.
func (t *textScan) next() (jsontext.Token, error) {
	token, err := t.dec.ReadToken()
	if err != nil {
		if errors.Is(err, jsontext.ErrDuplicateName) {
			return token, t.stop(jsonDuplicate)
		}
		return token, t.stop(jsonInvalid)
	}
	switch token.Kind() {
	case '{', '[':
		t.depth++
		t.elements++
	case '}', ']':
		t.depth--
	default:
		t.values++
	}
	if t.values&0xfff == 0 && t.ctx.Err() != nil {
		return token, t.ctx.Err()
	}
	switch {
	case t.depth > t.limits.JSONDepth:
		return token, t.stop(jsonTooDeep)
	case t.elements > t.limits.Elements || t.values > t.limits.Values || t.crowded():
		return token, t.stop(jsonTooBig)
	}
	return token, nil
}

// mostMembers is how many members one object may have. Maps of more cost far more than their bytes, and no writer makes them.
const mostMembers = 1 << 14

func (t *textScan) crowded() bool {
	kind, length := t.dec.StackIndex(t.dec.StackDepth())
	return kind == '{' && length > 2*mostMembers
}

func (t *textScan) stop(c code) error {
	t.broken, t.brokenAt = c, string(t.dec.StackPointer())
	return errStop
}

// mostWrongs is how many wrong values are remembered.
const mostWrongs = 1000

// wrong notes a value of the wrong type or range.
func (t *textScan) wrong(c code) {
	if len(t.wrongs) < mostWrongs {
		t.wrongs = append(t.wrongs, wrong{cmp.Or(c, jsonWrongType), t.at, string(t.dec.StackPointer())})
	}
}

// wrongValue notes a value of the wrong kind and walks past it.
func (t *textScan) wrongValue(c code) error {
	t.wrong(c)
	return t.skip("")
}

// members reads an object's members and its closing brace.
func (t *textScan) members(s *shape) error {
	has := make(map[string]bool, 8)
	for {
		token, err := t.next()
		if err != nil {
			return err
		}
		if token.Kind() == '}' {
			break
		}
		name := token.String()
		f, ok := s.fields[name]
		if !ok {
			if f, err = t.unknown(s, name); err != nil {
				return err
			}
		}
		if has[name] = true; name == "alphaCutoff" {
			t.cutoffAt = t.dec.InputOffset()
		}
		if err := t.value(f, name); err != nil {
			return err
		}
	}
	for name, f := range s.fields {
		if f.required && !has[name] {
			missing := jsonWrongType
			if name == "asset" || name == "version" {
				missing = notGLTFAsset
			}
			t.wrong(missing)
		}
	}
	if s.check != nil {
		s.check(t, has)
	}
	return nil
}

// unknown is a member the grammar does not name. One that differs only in case would be taken for the other by some readers
// and not by others, and two readers must not see two scenes.
func (t *textScan) unknown(s *shape, name string) (field, error) {
	for known := range s.fields {
		if strings.EqualFold(known, name) {
			return field{}, t.stop(jsonWrongCase)
		}
	}
	if s.rest != nil {
		return s.rest(name), nil
	}
	return field{}, nil
}

func (t *textScan) value(f field, name string) error {
	switch f.kind {
	case anything:
		return t.skip(name)
	case object:
		return t.open('{', f, func() error { return t.members(f.shape) })
	case objects:
		return t.entries(f)
	case named:
		return t.open('{', f, func() error { return t.members(t.namesOnly(f)) })
	case extensions:
		return t.open('{', f, t.payloads)
	case namedList:
		return t.elementsOf(f, field{kind: named, pool: f.pool})
	case indexes:
		return t.elementsOf(f, field{kind: index, pool: f.pool})
	case reals:
		return t.elementsOf(f, field{kind: real})
	case texts:
		return t.elementsOf(f, field{kind: text})
	case bounds:
		return t.elementsOf(f, field{kind: bounds, length: 1})
	}
	return t.scalar(f, name)
}

func (t *textScan) namesOnly(f field) *shape {
	entry := field{kind: whole}
	if f.pool != noPool {
		entry = in(f.pool)
	}
	return &shape{rest: func(string) field { return entry }}
}

func (t *textScan) open(bracket jsontext.Kind, f field, inside func() error) error {
	if kind := t.dec.PeekKind(); kind != bracket {
		return t.wrongValue(f.code)
	}
	if _, err := t.next(); err != nil {
		return err
	}
	return inside()
}

// elementsOf reads an array of scalars or of objects of indices, of the length the format asks for.
func (t *textScan) elementsOf(f, element field) error {
	return t.open('[', f, func() error {
		n := 0
		for ; t.dec.PeekKind() != ']'; n++ {
			var err error
			if element.kind == bounds {
				err = t.scalar(element, "")
			} else {
				err = t.value(element, "")
			}
			if err != nil {
				return err
			}
		}
		if f.length != 0 && n != f.length {
			t.wrong(f.code)
		}
		_, err := t.next()
		return err
	})
}

// entries reads an array of objects, which may be one of the document's.
func (t *textScan) entries(f field) error {
	return t.open('[', f, func() error {
		n, outer := 0, t.at
		for ; t.dec.PeekKind() != ']'; n++ {
			if f.pool != noPool {
				t.at = place{f.pool, n}
			}
			if f.pool == nodes && n == t.limits.Nodes {
				return t.stop(tooManyObjects)
			}
			if err := t.open('{', f, func() error { return t.members(f.shape) }); err != nil {
				return err
			}
		}
		if t.at = outer; f.pool != noPool && outer.pool == noPool {
			t.lengths[f.pool] = n
		}
		_, err := t.next()
		return err
	})
}

func (t *textScan) payloads() error {
	for {
		token, err := t.next()
		if err != nil || token.Kind() == '}' {
			return err
		}
		name := token.String()
		if _, ok := t.seen[name]; !ok {
			t.seen[name] = t.at
		}
		f := field{}
		if s, ok := t.schema.payloads[name]; ok {
			f = field{kind: object, shape: s}
		}
		if err := t.value(f, name); err != nil {
			return err
		}
	}
}

// skip walks what the grammar does not know: extras and other people's extensions. Only addresses are noted.
func (t *textScan) skip(name string) error {
	depth := t.depth
	for {
		key := t.depth > depth && t.nextIsName()
		token, err := t.next()
		if err != nil {
			return err
		}
		switch {
		case key && token.Kind() == '"':
			name = token.String()
			continue
		case token.Kind() == '"' && (name == "uri" || name == "href" || name == "src") && len(t.links) < 1000:
			t.links = append(t.links, outsideLink{t.at, token.String()})
		}
		if t.depth == depth {
			return nil
		}
	}
}

// nextIsName says whether the next token names a member rather than being a value.
func (t *textScan) nextIsName() bool {
	kind, length := t.dec.StackIndex(t.dec.StackDepth())
	return kind == '{' && length%2 == 0
}

// checkReach compares the largest index into each array with the array.
func (t *textScan) checkReach() {
	for p := noPool + 1; p < pools; p++ {
		if r := t.highest[p]; r.index > uint64(t.lengths[p]) {
			t.wrongs = append(t.wrongs, wrong{referenceBroken, r.holder, r.pointer})
		}
	}
}

// replace plans to put other bytes where the token that was just read stands.
func (t *textScan) replace(old, with string) {
	t.edits = append(t.edits, edit{t.dec.InputOffset() - int64(len(old)), with})
}

func (t *textScan) apply() {
	for _, e := range t.edits {
		copy(t.text[e.at:], e.with)
	}
}
