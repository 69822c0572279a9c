package validator

import (
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
)

var (
	versionPattern     = &pattern{`^([0-9]+)\.([0-9]+)$`, func(s string) bool { _, _, ok := version(s); return ok }}
	jsonPointerPattern = &pattern{`^(?:\/(?:[^/~]|~0|~1)*)*$`, isJSONPointer}
)

// version reads "major.minor"; numbers beyond int are as large as int goes.
func version(s string) (major, minor int, ok bool) {
	a, b, cut := strings.Cut(s, ".")
	if !cut || !isDigits(a) || !isDigits(b) {
		return 0, 0, false
	}
	major, _ = strconv.Atoi(a) // digits only: the error is of the range, and the value the largest
	minor, _ = strconv.Atoi(b)
	return major, minor, true
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func isJSONPointer(s string) bool {
	if s != "" && s[0] != '/' {
		return false
	}
	for i := range len(s) {
		if s[i] == '~' && (i+1 == len(s) || s[i+1] != '0' && s[i+1] != '1') {
			return false
		}
	}
	return true
}

// document judges everything by its own; it says whether the rest is worth looking at: a document that is not glTF 2 is not.
func (c *checker) document() bool {
	c.members(root, c.grammar.root)
	if c.has(root, "extensionsRequired") && !c.has(root, "extensionsUsed") {
		c.sayIn(unsatisfiedDependency, root, "extensionsRequired", "extensionsUsed")
	}
	c.declareExtensions(c.names("extensionsUsed"), c.names("extensionsRequired"))
	if !c.checkAsset() {
		return false
	}
	for _, s := range c.grammar.sections {
		c.section(s)
	}
	if scene := c.get(root, "scene"); scene != none {
		c.index(scene)
	}
	c.extensions(root, placeRoot)
	c.extras(root)
	return true
}

// names reads a list of strings; one wrong element makes it empty.
func (c *checker) names(section string) []ref {
	m := c.get(root, section)
	if m == none {
		return nil
	}
	f := words(section)
	if c.collection(m, &f); c.tree.at(m).bad {
		return nil
	}
	return slices.Collect(c.children(m))
}

func (c *checker) declareExtensions(used, required []ref) {
	isRequired := map[string]bool{}
	for _, r := range required {
		isRequired[c.str(r)] = true
	}
	for _, u := range used {
		name := c.str(u)
		c.used[name] = true
		if !isExtensionName(name) {
			c.say(invalidExtensionNameFormat, u)
		}
		e := c.grammar.extensions[name]
		if e == nil {
			c.say(unsupportedExtension, u, name)
			continue
		}
		if e.required && !isRequired[name] {
			c.say(nonRequiredExtension, u, name)
		}
		c.loaded[name] = true
	}
	for _, r := range required {
		name := c.str(r)
		if !c.used[name] {
			c.say(unusedExtensionRequired, r, name)
		}
		if c.grammar.extensions[name] == nil && !slices.Contains(c.options.Extensions, name) {
			c.say(requiredUnsupported, r, name)
		}
	}
}

// isExtensionName: a prefix of capitals and digits, an underscore, and a word.
func isExtensionName(s string) bool {
	prefix, rest, ok := strings.Cut(s, "_")
	return ok && prefix != "" && rest != "" &&
		strings.Trim(prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" &&
		strings.IndexFunc(rest, func(r rune) bool { return !syntax.IsWordChar(r) }) < 0
}

func (c *checker) checkAsset() bool {
	asset := c.get(root, "asset")
	if asset == none {
		c.say(undefinedProperty, root, "asset")
		return false
	}
	if c.kind(asset) != isObject {
		c.mismatch(asset, "object")
		if c.kind(asset) == isNull {
			c.say(undefinedProperty, root, "asset")
		}
		return false
	}
	c.object(asset, c.grammar.asset)
	major, minor, ok := version(c.stringOf(asset, "version"))
	switch {
	case !ok:
		return false
	case major != 2:
		c.sayIn(unknownAssetMajorVersion, asset, "version", major)
		return false
	case minor > 0:
		c.sayIn(unknownAssetMinorVersion, asset, "version", minor)
	}
	return true
}

func judgeAsset(c *checker, is ref) {
	major, minor, ok := version(c.stringOf(is, "version"))
	leastMajor, leastMinor, bound := version(c.stringOf(is, "minVersion"))
	if ok && bound && (leastMajor > major || leastMajor == major && leastMinor > minor) {
		c.sayIn(assetMinVersionGreaterThanVersion, is, "minVersion", c.stringOf(is, "minVersion"), c.stringOf(is, "version"))
	}
}

// section judges a top-level array. Elements that are no objects stay out, the others keep their indices.
func (c *checker) section(s section) {
	m := c.get(root, s.name)
	if m == none {
		return
	}
	if c.kind(m) != isArray {
		c.mismatch(m, "array")
		return
	}
	if c.len(m) == 0 {
		c.spoil(emptyEntity, m)
	}
	for e := range c.children(m) {
		if c.kind(e) != isObject {
			c.mismatch(e, "object")
			continue
		}
		c.object(e, s.of)
	}
}

// extensions judges the extension objects of an object that stands at a place.
func (c *checker) extensions(is ref, p place) {
	all := c.get(is, "extensions")
	if all == none {
		return
	}
	if c.kind(all) != isObject {
		c.mismatch(all, "object")
		return
	}
	for e := range c.children(all) {
		if c.kind(e) != isObject {
			c.mismatch(e, "object")
		}
		name := c.key(e)
		if !c.loaded[name] {
			if !c.used[name] {
				c.say(undeclaredExtension, e)
			}
			continue
		}
		known := c.grammar.extensions[name]
		s := known.at[p]
		if s == nil {
			if !known.ours {
				c.say(unexpectedExtensionObject, e)
			}
			continue
		}
		if known.alone && c.len(all) > 1 {
			c.say(multipleExtensions, e)
		}
		c.object(e, s)
		if link := known.link[p]; link != nil {
			c.linked = append(c.linked, extensionLink{place: p, is: e, of: is, link: link})
		}
	}
}

// extended says whether an object carries an extension that means something where it stands.
func (c *checker) extended(is ref, p place) bool {
	for e := range c.children(c.good(is, "extensions")) {
		known := c.grammar.extensions[c.key(e)]
		if !c.loaded[c.key(e)] || known.ours || known.at[p] != nil {
			return true
		}
	}
	return false
}

// extension finds the object of an extension that is known and declared.
func (c *checker) extension(is ref, name string) ref {
	if !c.loaded[name] {
		return none
	}
	return c.get(c.good(is, "extensions"), name)
}
