package validator

import (
	"fmt"
	"math"
	"slices"
)

// A shape says what an object may hold; a field says what one of its members must be. Both are tables: what they cannot
// say stands in the shape's function.
type shape struct {
	fields []field
	place  place // where in the asset such objects stand, as extensions see it
	judge  func(c *checker, is ref)
}

type rule uint8

const (
	ruleAny       rule = iota // known, and judged elsewhere
	ruleIndex                 // a reference by index
	ruleInteger               // a non-negative integer
	ruleNumber                //
	ruleBoolean               //
	ruleString                //
	ruleObject                //
	ruleObjects               // an array of objects
	ruleNumbers               // an array of numbers
	ruleIndices               // an array of references
	ruleIndexMap              // names to references
	ruleIndexMaps             // an array of those
	ruleStrings               // an array of strings
)

type field struct {
	name     string
	rule     rule
	required bool
	bounds   bounds
	integers []int64  // allowed integers
	words    []string // allowed strings
	lengths  []int    // allowed lengths of an array
	pattern  *pattern
	of       *shape                                // of the object or objects
	key      func(c *checker, in ref, name string) // judges the names of an index map
}

// bounds of a number. An exempt value is allowed outside of them.
type bounds struct{ least, above, most, below, exempt float64 }

func anyNumber() bounds {
	return bounds{least: math.Inf(-1), above: math.Inf(-1), most: math.Inf(1), below: math.Inf(1), exempt: math.NaN()}
}

func (b bounds) allow(f float64) bool {
	outside := f < b.least || f <= b.above || f > b.most || f >= b.below // so that the infinities are outside, too
	return !outside || f == b.exempt
}

// pattern is a regular expression whose meaning is written by hand.
type pattern struct {
	text    string
	matches func(string) bool
}

// The words of the tables.

func plain(name string) field   { return field{name: name, rule: ruleAny} }
func text(name string) field    { return field{name: name, rule: ruleString} }
func index(name string) field   { return field{name: name, rule: ruleIndex} }
func boolean(name string) field { return field{name: name, rule: ruleBoolean} }
func indices(name string) field { return field{name: name, rule: ruleIndices} }
func words(name string) field   { return field{name: name, rule: ruleStrings} }
func number(name string) field  { return field{name: name, rule: ruleNumber, bounds: anyNumber()} }
func integer(name string) field {
	f := field{name: name, rule: ruleInteger, bounds: anyNumber()}
	f.bounds.least = 0
	return f
}
func object(name string, of *shape) field { return field{name: name, rule: ruleObject, of: of} }
func objects(name string, of *shape) field {
	return field{name: name, rule: ruleObjects, of: of, required: true}
}
func numbers(name string, lengths ...int) field {
	return field{name: name, rule: ruleNumbers, lengths: lengths, bounds: anyNumber()}
}

func (f field) must() field                   { f.required = true; return f }
func (f field) from(least float64) field      { f.bounds.least = least; return f }
func (f field) over(above float64) field      { f.bounds.above = above; return f }
func (f field) to(most float64) field         { f.bounds.most = most; return f }
func (f field) under(below float64) field     { f.bounds.below = below; return f }
func (f field) or(exempt float64) field       { f.bounds.exempt = exempt; return f }
func (f field) oneOf(words ...string) field   { f.words = words; return f }
func (f field) oneOfInts(list ...int64) field { f.integers = list; return f }
func (f field) like(p *pattern) field         { f.pattern = p; return f }

// object judges one object and all below it. An is that holds no object is judged as an empty one.
func (c *checker) object(is ref, s *shape) {
	c.members(is, s.fields)
	for i := range s.fields {
		c.field(is, &s.fields[i])
	}
	if s.judge != nil {
		s.judge(c, is)
	}
	c.extensions(is, s.place)
	c.extras(is)
}

func (c *checker) members(is ref, fields []field) {
	if c.kind(is) != isObject {
		return
	}
	for m := range c.children(is) {
		v := c.tree.at(m)
		name := c.span(v.key, v.keyCount)
		if string(name) == "extensions" || string(name) == "extras" {
			continue
		}
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == string(name) }) {
			c.say(unexpectedProperty, m)
			c.checkCase(m, string(name), fields)
		}
	}
}

func (c *checker) extras(is ref) {
	if e := c.get(is, "extras"); e != none && c.kind(e) != isObject && c.kind(e) != isNull {
		c.say(nonObjectExtras, e)
	}
}

func (c *checker) field(is ref, f *field) {
	if f.rule == ruleAny {
		return
	}
	m := c.get(is, f.name)
	if m == none {
		if f.required {
			c.say(undefinedProperty, is, f.name)
		}
		return
	}
	if f.required && c.kind(m) == isNull { // null is of no type, and nothing
		defer c.say(undefinedProperty, is, f.name)
	}
	switch f.rule {
	case ruleIndex:
		c.index(m)
	case ruleInteger:
		c.integerField(m, f)
	case ruleNumber:
		c.numberField(m, f)
	case ruleBoolean:
		if k := c.kind(m); k != isTrue && k != isFalse {
			c.mismatch(m, "boolean")
		}
	case ruleString:
		c.stringField(m, f)
	case ruleObject:
		if c.kind(m) != isObject {
			c.mismatch(m, "object")
		} else {
			c.object(m, f.of)
		}
	default:
		c.collection(m, f)
	}
}

func (c *checker) collection(m ref, f *field) {
	want, name := isArray, "array"
	if f.rule == ruleIndexMap {
		want, name = isObject, "object"
	}
	if c.kind(m) != want {
		c.mismatch(m, name)
		return
	}
	if c.len(m) == 0 {
		c.spoil(emptyEntity, m)
		return
	}
	switch f.rule {
	case ruleObjects:
		c.objectList(m, f)
	case ruleNumbers:
		c.numberList(m, f)
	case ruleIndices:
		c.indexList(m)
	case ruleIndexMap:
		c.indexMap(m, f)
	case ruleIndexMaps:
		c.indexMapList(m, f)
	case ruleStrings:
		c.stringList(m)
	}
}

// mismatch says that a property has the wrong type; it is then as if it were not there.
func (c *checker) mismatch(m ref, want string) {
	c.spoil(typeMismatch, m, c.lit(m), want)
}

func (c *checker) index(m ref) {
	switch n, ok := c.integer(m); {
	case !ok:
		c.mismatch(m, "integer")
	case n < 0:
		c.spoil(invalidIndex, m)
	}
}

func (c *checker) integerField(m ref, f *field) {
	n, ok := c.integer(m)
	switch {
	case !ok:
		c.mismatch(m, "integer")
	case f.integers != nil:
		if !slices.Contains(f.integers, n) {
			c.spoil(valueNotInList, m, c.lit(m), list(f.integers))
		}
	case !f.bounds.allow(float64(n)):
		c.spoil(valueNotInRange, m, c.lit(m))
	}
}

func (c *checker) numberField(m ref, f *field) {
	if c.kind(m) != isNumber {
		c.mismatch(m, "number")
	} else if !f.bounds.allow(c.number(m)) {
		c.spoil(valueNotInRange, m, c.lit(m))
	}
}

func (c *checker) stringField(m ref, f *field) {
	if c.kind(m) != isString {
		c.mismatch(m, "string")
		return
	}
	if f.words != nil && !slices.Contains(f.words, c.str(m)) {
		c.say(valueNotInList, m, c.lit(m), list(f.words)) // only a warning: the value stays
	}
	if f.pattern != nil && !f.pattern.matches(c.str(m)) {
		c.spoil(patternMismatch, m, shorten(c.str(m)), f.pattern.text)
	}
}

func (c *checker) objectList(m ref, f *field) {
	whole := true
	for e := range c.children(m) {
		if c.kind(e) != isObject {
			c.spoil(arrayTypeMismatch, m, c.lit(e), "object")
			whole = false
		}
	}
	if !whole {
		return
	}
	for e := range c.children(m) {
		c.object(e, f.of)
	}
}

func (c *checker) numberList(m ref, f *field) {
	if len(f.lengths) > 0 && !slices.Contains(f.lengths, c.len(m)) {
		c.spoil(arrayLengthNotInList, m, c.len(m), list(f.lengths))
		return
	}
	for e := range c.children(m) {
		if c.kind(e) != isNumber {
			c.spoil(arrayTypeMismatch, m, c.lit(e), "number")
		} else if n := c.number(e); math.IsInf(n, 0) || !f.bounds.allow(n) {
			c.say(valueNotInRange, e, c.lit(e))
			c.tree.at(m).bad = true
		}
	}
}

// indexList judges references; those that are none are spoiled one by one.
func (c *checker) indexList(m ref) {
	seen := make(map[int64]struct{}, min(c.len(m), 64))
	for e := range c.children(m) {
		n, ok := c.integer(e)
		if !ok || n < 0 {
			c.spoil(invalidIndex, e)
			continue
		}
		if _, twice := seen[n]; twice {
			c.say(duplicateElements, e)
		}
		seen[n] = struct{}{}
	}
}

func (c *checker) indexMap(m ref, f *field) {
	for e := range c.children(m) {
		f.key(c, m, c.key(e))
		if n, ok := c.integer(e); !ok || n < 0 {
			c.spoil(invalidIndex, e)
		}
	}
}

func (c *checker) indexMapList(m ref, f *field) {
	for e := range c.children(m) {
		switch {
		case c.kind(e) != isObject:
			c.spoil(arrayTypeMismatch, m, c.lit(e), "object")
		case c.len(e) == 0:
			c.say(emptyEntity, e)
			c.tree.at(m).bad = true
		default:
			c.indexMap(e, f)
		}
	}
}

func (c *checker) stringList(m ref) {
	seen := map[string]struct{}{}
	for e := range c.children(m) {
		if c.kind(e) != isString {
			c.say(arrayTypeMismatch, e, c.lit(e), "string")
			c.tree.at(m).bad = true
			continue
		}
		if _, twice := seen[c.str(e)]; twice {
			c.say(duplicateElements, e)
		}
		seen[c.str(e)] = struct{}{}
	}
}

// list shows allowed values as the Khronos validator does: ('a', 'b').
func list[T any](values []T) string {
	s := "("
	for i, v := range values {
		if i > 0 {
			s += ", "
		}
		if word, ok := any(v).(string); ok {
			s += "'" + word + "'"
		} else {
			s += fmt.Sprint(v)
		}
	}
	return s + ")"
}
