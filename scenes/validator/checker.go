package validator

import (
	"context"
)

// checker holds one validation. Nothing of it is shared between two.
type checker struct {
	ctx     context.Context
	options Options
	voice
	grammar grammar
	glb     bool

	used      map[string]bool  // declared in extensionsUsed
	loaded    map[string]bool  // of those, the ones whose schema is known
	locations map[ref]location // what the URIs of buffers and images say, by the object
	linked    []extensionLink  // extension objects to link after the objects that carry them
}

// extensionLink is an extension object that refers to others.
type extensionLink struct {
	place  place
	is, of ref // the extension object, and the object that carries it
	link   func(k *linker, is, of ref)
}

// spoil says that a value is unusable: later steps take it for absent.
func (c *checker) spoil(code code, is ref, args ...any) {
	c.tree.at(is).bad = true
	c.say(code, is, args...)
}

// lit defers showing a value until a message is really kept.
func (c *checker) lit(is ref) literal { return literal{c.tree, is} }

type literal struct {
	t  *tree
	is ref
}

func (l literal) String() string { return l.t.literal(l.is) }

// What later steps read: good values only.

func (c *checker) indexOf(is ref, name string) int { return int(c.integerOf(is, name, -1)) }

func (c *checker) integerOf(is ref, name string, absent int64) int64 {
	m := c.get(is, name)
	if m == none || c.kind(m) == isNull {
		return absent
	}
	n, ok := c.integer(m)
	if c.tree.at(m).bad || !ok {
		return -1
	}
	return n
}

func (c *checker) stringOf(is ref, name string) string { return c.str(c.good(is, name)) }
