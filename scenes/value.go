package scenes

import (
	"bytes"
	"math"
	"slices"
	"strconv"
)

func (t *textScan) scalar(f field, name string) error {
	if k := t.dec.PeekKind(); k == '{' || k == '[' {
		return t.wrongValue(f.code)
	}
	token, err := t.next()
	if err != nil {
		return err
	}
	switch k := token.Kind(); {
	case f.kind == text && k == 'n': // some exporters write null for no name; readers take it so
		return nil
	case f.kind == text && k == '"':
		t.note(name, token.String())
		return nil
	case f.kind == truth && (k == 't' || k == 'f'):
		return nil
	case f.kind == choice && (k == '"' || k == '0'):
		if !slices.Contains(f.choices, token.String()) {
			t.wrong(f.code)
		}
		return nil
	case f.kind == bounds && k == 'n':
		t.boundless[t.at.index] = true
		t.replace("null", "0   ")
		return nil
	case (f.kind == real || f.kind == bounds) && k == '0':
		t.real(token.String())
		return nil
	case (f.kind == whole || f.kind == index) && k == '0':
		t.whole(f, token.String())
		return nil
	}
	t.wrong(f.code)
	return nil
}

func (t *textScan) real(digits string) {
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.Abs(v) > math.MaxFloat32 {
		t.wrong(numberRange)
	}
}

const mostWhole = 1<<53 - 1 // what every reader agrees on

func (t *textScan) whole(f field, digits string) {
	v, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || v > mostWhole || f.most != 0 && v > f.most {
		t.wrong(f.code)
		return
	}
	if f.kind == index {
		t.refer(f.pool, v)
	}
	if f.vacates && v == 0 {
		t.vacant[t.at.index] = true
		t.replace("0", "1")
	}
}

func (t *textScan) refer(p pool, v uint64) {
	if v >= t.highest[p].index {
		t.highest[p] = reach{v + 1, t.at, ""}
	}
	if v < uint64(t.limits.Elements) {
		t.names.used(place{p, int(v)}, t.at)
	}
}

func (t *textScan) note(name, value string) {
	if name == "name" {
		t.names.call(t.at, value)
	}
}

// keepCutoff hides an alphaCutoff without alphaMode from the parser. The format lets readers ignore it, and they do.
func (t *textScan) keepCutoff(has map[string]bool) {
	const key = `alphaCutoff"`
	at := t.cutoffAt - int64(len(key))
	if has["alphaCutoff"] && !has["alphaMode"] && bytes.HasPrefix(t.text[at:], []byte(key)) {
		t.edits = append(t.edits, edit{at, "_"})
	}
}
