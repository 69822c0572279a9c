package validator

import (
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

var errStopped = errors.New("the document was judged unreadable") // said in the ledger already

// reader builds a tree from JSON text. It keeps its own stack, so depth costs memory by the limit only.
type reader struct {
	dec    *jsontext.Decoder
	tree   *tree
	ledger *ledger
	limits Limits
	open   []level
	cut    bool // the text is known to end early: say nothing of its end
}

// level is a container that is being read.
type level struct {
	is, last ref
	keyed    bool // the next string is a member's name
	key      [2]uint32
	keys     map[string]struct{} // of objects with more than fewKeys members
}

const fewKeys = 16

// readTree reads a document, or says in the ledger why it cannot and returns errStopped.
func readTree(ctx context.Context, text []byte, cut bool, limits Limits, l *ledger) (*tree, error) {
	if bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")) {
		l.put(invalidJSON, "", "BOM found at the beginning of UTF-8 stream.")
		text = text[3:]
	}
	if !utf8.Valid(text) && !cut {
		l.put(invalidJSON, "", "Text is not UTF-8.")
		return nil, errStopped
	}
	// Names may repeat (we say so ourselves), and escaped lone surrogates are not worth refusing a scene.
	dec := jsontext.NewDecoder(bytes.NewBuffer(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	r := &reader{dec: dec, tree: newTree(text), ledger: l, limits: limits, cut: cut}
	if err := r.read(ctx); err != nil {
		return nil, err
	}
	return r.tree, nil
}

func (r *reader) read(ctx context.Context) error {
	for step := 0; ; step++ {
		if step&4095 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.next(); err != nil {
			return r.explain(err)
		}
		if len(r.open) == 0 {
			break
		}
	}
	if _, err := r.dec.ReadToken(); err == nil {
		return r.explain(errors.New("unexpected text after the document"))
	} else if !errors.Is(err, io.EOF) {
		return r.explain(err)
	}
	return nil
}

// explain puts a failure into the ledger, unless it is there already.
func (r *reader) explain(err error) error {
	if errors.Is(err, errStopped) {
		return err
	}
	early := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	if early && !r.cut {
		r.ledger.put(invalidJSON, "", "Unexpected end of input.")
	}
	if !early {
		r.ledger.put(invalidJSON, "", shortenBy(err.Error(), 200))
	}
	return errStopped
}

func shortenBy(s string, most int) string {
	if len(s) > most {
		s = s[:most] + "…"
	}
	return string(bytes.ToValidUTF8([]byte(s), []byte("\uFFFD")))
}

// next reads one token: a scalar, a name, the beginning or the end of a container.
func (r *reader) next() error {
	switch r.dec.PeekKind() {
	case '{', '[':
		token, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		k := isArray
		if token.Kind() == '{' {
			k = isObject
		}
		return r.begin(k)
	case '}', ']':
		if _, err := r.dec.ReadToken(); err != nil {
			return err
		}
		r.open = r.open[:len(r.open)-1]
		return nil
	}
	raw, err := r.dec.ReadValue()
	if err != nil {
		return err
	}
	if top := r.top(); top != nil && top.keyed {
		top.key[0], top.key[1] = r.tree.unquoted(raw, r.dec.InputOffset())
		top.keyed = false
		return r.checkKey(top)
	}
	v := value{}
	switch raw.Kind() {
	case 'n':
		v.kind = isNull
	case 't':
		v.kind = isTrue
	case 'f':
		v.kind = isFalse
	case '"':
		v.kind = isString
		v.at, v.count = r.tree.unquoted(raw, r.dec.InputOffset())
	default:
		v.kind = isNumber
		v.at, v.count = uint32(r.dec.InputOffset())-uint32(len(raw)), uint32(len(raw))
	}
	_, err = r.attach(v)
	return err
}

func (r *reader) top() *level {
	if len(r.open) == 0 {
		return nil
	}
	return &r.open[len(r.open)-1]
}

func (r *reader) begin(k kind) error {
	if len(r.open) >= r.limits.Depth {
		return r.stop(limitDepth, r.limits.Depth)
	}
	is, err := r.attach(value{kind: k})
	if err != nil {
		return err
	}
	r.open = append(r.open, level{is: is, keyed: k == isObject})
	return nil
}

// attach puts a value behind its last sibling.
func (r *reader) attach(v value) (ref, error) {
	if r.tree.used > r.limits.Values {
		return none, r.stop(limitValues, r.limits.Values)
	}
	top := r.top()
	if top == nil {
		return r.tree.add(v), nil
	}
	holder := r.tree.at(top.is)
	if int(holder.count) >= r.limits.Elements {
		return none, r.stop(limitElements, r.limits.Elements)
	}
	v.parent = top.is
	if holder.kind == isArray {
		v.key = holder.count
	} else {
		v.key, v.keyCount = top.key[0], top.key[1]
		top.keyed = true
	}
	is := r.tree.add(v)
	holder.count++
	if top.last == none {
		holder.first = is
	} else {
		r.tree.at(top.last).next = is
	}
	top.last = is
	return is, nil
}

func (r *reader) stop(c code, limit int) error {
	pointer := "/"
	if top := r.top(); top != nil {
		pointer = shortenBy(r.tree.pointer(top.is), 200)
	}
	r.ledger.put(c, pointer, limit)
	r.ledger.cut = true
	return errStopped
}

// checkKey says when an object defines the same thing twice: two readers could see two different scenes.
func (r *reader) checkKey(top *level) error {
	t := r.tree
	name := t.span(top.key[0], top.key[1])
	if int(t.at(top.is).count) >= fewKeys {
		if top.keys == nil {
			top.keys = map[string]struct{}{}
			for c := range t.children(top.is) {
				top.keys[t.key(c)] = struct{}{}
			}
		}
		if _, twice := top.keys[string(name)]; twice {
			r.ledger.put(duplicateKey, t.pointerTo(top.is, string(name)), shorten(string(name)))
		}
		top.keys[string(name)] = struct{}{}
		return nil
	}
	for c := range t.children(top.is) {
		if v := t.at(c); v.keyCount == top.key[1] && bytes.Equal(t.span(v.key, v.keyCount), name) {
			r.ledger.put(duplicateKey, t.pointerTo(top.is, string(name)), shorten(string(name)))
			break
		}
	}
	return nil
}
