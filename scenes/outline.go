package scenes

import (
	"bytes"
	"context"
	"errors"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// outline is where a description names bytes: enough to find every file of an upload, and to write the description anew with all
// of them inside.
type outline struct {
	buffers  []bufferEntry
	list     span // the array of buffers; empty when there is none
	views    []viewEntry
	count    int   // of buffer views
	viewsEnd int64 // where the array of buffer views closes; 0 when there is none
	others   []mention
	end      int64 // where the description closes
	broken   bool  // something is not as the format has it, so that nothing can be written anew
}

// mention is one place of a description that may name a file.
type mention struct {
	what     pool // buffers, images, or noPool for a sound
	pointer  string
	name     string
	uri      string
	member   span // the address with its key
	declared string
	viewed   bool // it has a buffer view
	file     resolved
}

// bufferEntry is one of the buffers.
type bufferEntry struct {
	mention
	object  span
	members []memberSpan
	length  int64
}

// memberSpan is where a member of an object lies.
type memberSpan struct {
	name  string
	whole span // key and value
}

// viewEntry is where a run of bytes of a buffer is described: a buffer view, or the compressed form of one.
type viewEntry struct {
	buffer   int64
	bufferAt span
	offset   int64
	offsetAt span // empty when it is not written
}

// errOutline ends a reading of what is no description. What is wrong with it is for the inspection to say.
var errOutline = errors.New("scenes: no outline")

// outliner reads an outline. Only what an outline is made of is looked at; the rest is walked over.
type outliner struct {
	ctx     context.Context
	dec     *jsontext.Decoder
	out     *outline
	entries int // that may yet come
}

// readOutline reads as far as it can.
func readOutline(ctx context.Context, description []byte, limits Limits) *outline {
	r := &outliner{
		ctx: ctx, out: &outline{}, entries: limits.Elements,
		// Keeping every key in mind to find one twice takes far more memory than the text; the inspection does it inside limits.
		dec: jsontext.NewDecoder(bytes.NewBuffer(description), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)),
	}
	if err := r.object(r.root); err != nil || r.dec.StackDepth() > 0 {
		r.out.broken = true
		return r.out
	}
	r.out.end = r.dec.InputOffset() - 1
	if rest := description[r.dec.InputOffset():]; len(bytes.TrimSpace(rest)) > 0 {
		r.out.broken = true
	}
	return r.out
}

func (r *outliner) root(m member) error {
	switch m.name {
	case "buffers":
		from, err := r.array(r.buffer)
		r.out.list = span{from, r.dec.InputOffset() - from}
		return err
	case "bufferViews":
		_, err := r.array(func(int) error { r.out.count++; return r.view() })
		r.out.viewsEnd = r.dec.InputOffset() - 1
		return err
	case "images":
		_, err := r.array(func(i int) error { return r.mention(images, "/images/"+strconv.Itoa(i)) })
		return err
	case "extensions":
		return r.object(func(m member) error {
			if m.name != "KHR_audio_emitter" && m.name != "KHR_audio" {
				return r.dec.SkipValue()
			}
			return r.sounds("/extensions/" + m.name + "/audio/")
		})
	}
	return r.dec.SkipValue()
}

func (r *outliner) sounds(pointer string) error {
	return r.object(func(m member) error {
		if m.name != "audio" {
			return r.dec.SkipValue()
		}
		_, err := r.array(func(i int) error { return r.mention(noPool, pointer+strconv.Itoa(i)) })
		return err
	})
}

// member is the key that was just read.
type member struct {
	name string
	at   int64
}

// opens takes the bracket of an object or array; what is neither is walked over.
func (r *outliner) opens(bracket jsontext.Kind) (bool, error) {
	if r.dec.PeekKind() != bracket {
		r.out.broken = true
		return false, r.dec.SkipValue()
	}
	_, err := r.dec.ReadToken()
	return err == nil, err
}

// object reads an object; visit takes each value.
func (r *outliner) object(visit func(m member) error) error {
	if ok, err := r.opens('{'); !ok {
		return err
	}
	seen := make(map[string]bool)
	for r.dec.PeekKind() != '}' {
		key, err := r.dec.ReadValue()
		if err != nil {
			return err
		}
		m := member{at: r.dec.InputOffset() - int64(len(key))}
		if m.name, err = unquoted(key); err != nil || len(seen) == mostMembers {
			return errOutline
		}
		if seen[m.name] { // nobody knows which is meant
			r.out.broken = true
		}
		seen[m.name] = true
		if err := visit(m); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// array reads an array, and answers where it begins.
func (r *outliner) array(visit func(i int) error) (int64, error) {
	if ok, err := r.opens('['); !ok {
		return 0, err
	}
	from := r.dec.InputOffset() - 1
	for i := 0; r.dec.PeekKind() != ']'; i++ {
		if r.entries--; r.entries < 0 || r.ctx.Err() != nil {
			return 0, errOutline
		}
		if err := visit(i); err != nil {
			return 0, err
		}
	}
	_, err := r.dec.ReadToken()
	return from, err
}

func (r *outliner) mention(what pool, pointer string) error {
	e := mention{what: what, pointer: pointer + "/uri"}
	err := r.object(func(m member) error {
		taken, err := r.noted(&e, m)
		if err == nil && !taken {
			err = r.dec.SkipValue()
		}
		return err
	})
	r.out.others = append(r.out.others, e)
	return err
}

// noted takes the members that every mention may have.
func (r *outliner) noted(e *mention, m member) (taken bool, err error) {
	switch m.name {
	case "uri":
		e.uri, err = r.text()
		e.member = span{m.at, r.dec.InputOffset() - m.at}
	case "name":
		e.name, err = r.text()
	case "mimeType":
		e.declared, err = r.text()
	case "bufferView":
		e.viewed = true
		err = r.dec.SkipValue()
	default:
		return false, nil
	}
	return true, err
}

func (r *outliner) buffer(i int) error {
	e := bufferEntry{mention: mention{what: buffers, pointer: "/buffers/" + strconv.Itoa(i) + "/uri"}}
	err := r.object(func(m member) error {
		taken, err := r.noted(&e.mention, m)
		switch {
		case taken:
		case m.name == "byteLength":
			e.length, _, err = r.number()
		default:
			err = r.dec.SkipValue()
		}
		e.members = append(e.members, memberSpan{m.name, span{m.at, r.dec.InputOffset() - m.at}})
		return err
	})
	if n := len(e.members); err == nil && n > 0 {
		e.object = span{e.members[0].whole.at, r.dec.InputOffset() - 1 - e.members[0].whole.at}
	}
	r.out.buffers = append(r.out.buffers, e)
	return err
}

// view reads a buffer view, and the compressed form of it, which names a buffer too.
func (r *outliner) view() error {
	e := viewEntry{buffer: -1}
	err := r.object(func(m member) (err error) {
		switch m.name {
		case "buffer":
			e.buffer, e.bufferAt, err = r.number()
		case "byteOffset":
			e.offset, e.offsetAt, err = r.number()
		case "extensions":
			err = r.object(func(m member) error {
				if m.name == extMeshopt || m.name == extMeshoptKHR {
					return r.view()
				}
				return r.dec.SkipValue()
			})
		default:
			err = r.dec.SkipValue()
		}
		return err
	})
	if e.buffer >= 0 {
		r.out.views = append(r.out.views, e)
	}
	return err
}

// text reads a string; null is written for none.
func (r *outliner) text() (string, error) {
	if k := r.dec.PeekKind(); k != '"' {
		r.out.broken = r.out.broken || k != 'n'
		return "", r.dec.SkipValue()
	}
	raw, err := r.dec.ReadValue()
	if err != nil {
		return "", err
	}
	return unquoted(raw)
}

func unquoted(raw jsontext.Value) (string, error) {
	if raw.Kind() != '"' {
		return "", errOutline
	}
	s, err := jsontext.AppendUnquote(nil, raw)
	return string(s), err
}

// number reads a whole number; −1 is none.
func (r *outliner) number() (int64, span, error) {
	raw, err := r.dec.ReadValue()
	if err != nil {
		return 0, span{}, err
	}
	n, err := strconv.ParseInt(string(raw), 10, 54)
	if err != nil || n < 0 {
		r.out.broken = true
		return -1, span{}, nil
	}
	return n, span{r.dec.InputOffset() - int64(len(raw)), int64(len(raw))}, nil
}
