package scenes

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// dict is a JSON object taken apart at its first level only: what nobody touches is written as it was read, byte for byte.
type dict []dictEntry

type dictEntry struct {
	name  string
	value []byte
}

func parseObject(raw []byte) (dict, error) {
	d := jsontext.NewDecoder(bytes.NewReader(raw))
	if t, err := d.ReadToken(); err != nil || t.Kind() != '{' {
		return nil, fmt.Errorf("scenes: not an object: %w", err)
	}
	var o dict
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		m := dictEntry{name: name.String()}
		value, err := d.ReadValue()
		if err != nil {
			return nil, err
		}
		m.value = bytes.Clone(value)
		o = append(o, m)
	}
	return o, nil
}

func parseArray(raw []byte) ([][]byte, error) {
	d := jsontext.NewDecoder(bytes.NewReader(raw))
	if t, err := d.ReadToken(); err != nil || t.Kind() != '[' {
		return nil, fmt.Errorf("scenes: not an array: %w", err)
	}
	var list [][]byte
	for d.PeekKind() != ']' {
		value, err := d.ReadValue()
		if err != nil {
			return nil, err
		}
		list = append(list, bytes.Clone(value))
	}
	return list, nil
}

func (o dict) get(name string) []byte {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// inside is the object under a name; an empty one where there is none.
func (o dict) inside(name string) dict {
	within, err := parseObject(o.get(name))
	if err != nil {
		return nil
	}
	return within
}

func (o *dict) setRaw(name string, value []byte) {
	for i := range *o {
		if (*o)[i].name == name {
			(*o)[i].value = value
			return
		}
	}
	*o = append(*o, dictEntry{name, value})
}

func (o *dict) set(name string, value any) { o.setRaw(name, marshalled(value)) }

// put writes an object under a name, or takes the name away where nothing is left in it.
func (o *dict) put(name string, within dict) {
	if len(within) == 0 {
		o.drop(name)
		return
	}
	o.setRaw(name, within.bytes())
}

func (o *dict) drop(name string) {
	*o = slices.DeleteFunc(*o, func(m dictEntry) bool { return m.name == name })
}

func (o dict) bytes() []byte {
	b := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, marshalled(m.name)...), ':')
		b = append(b, m.value...)
	}
	return append(b, '}')
}

func joinArray(list [][]byte) []byte {
	return append(append([]byte{'['}, bytes.Join(list, []byte{','})...), ']')
}

// marshalled is the JSON of texts, numbers, truths and lists of them, which cannot fail.
func marshalled(value any) []byte {
	b, err := json.Marshal(value)
	if err != nil {
		return []byte("null")
	}
	return b
}
