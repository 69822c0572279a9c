package validator

import (
	"slices"
	"strings"
)

// locateURI judges the URI of a buffer or an image.
func (c *checker) locateURI(is ref) (location, bool) {
	uri := c.good(is, "uri")
	if uri == none {
		return location{}, false
	}
	if c.glb {
		c.say(uriGLB, uri)
	}
	l, err := locate(c.bytes(uri))
	if err != nil {
		c.spoil(invalidURI, uri, shorten(c.str(uri)), err)
		return location{}, false
	}
	if l.embedded && c.glb {
		c.say(dataURIGLB, uri)
	}
	if l.outside {
		c.say(nonRelativeURI, uri, shorten(c.str(uri)))
	}
	return l, true
}

func judgeBuffer(c *checker, is ref) {
	l, ok := c.locateURI(is)
	if !ok {
		return
	}
	if l.embedded && !slices.Contains([]string{"application/octet-stream", "application/gltf-buffer"}, l.mime) {
		c.say(bufferDataURIMimeTypeInvalid, c.get(is, "uri"), l.mime)
		return
	}
	c.locations[is] = l
}

func judgeImage(c *checker, is ref) {
	mime := c.get(is, "mimeType")
	if mime != none {
		f := text("mimeType").oneOf(c.imageTypes(true)...)
		c.stringField(mime, &f)
	}
	inside := c.indexOf(is, "bufferView") >= 0
	uri := c.good(is, "uri") != none
	if inside && c.stringOf(is, "mimeType") == "" && c.good(is, "mimeType") == none {
		c.sayIn(unsatisfiedDependency, is, "bufferView", "mimeType")
	}
	if inside == uri {
		c.say(oneOfMismatch, is, list([]string{"bufferView", "uri"}))
	}
	l, ok := c.locateURI(is)
	if !ok {
		return
	}
	if l.embedded && recognise(l.data) != l.mime {
		c.spoil(invalidURI, c.get(is, "uri"), shorten(c.str(c.get(is, "uri"))), "The declared mediatype does not match the embedded content.")
		return
	}
	c.locations[is] = l
}

// imageTypes an image may have in this asset; the Khronos validator does not know the last.
func (c *checker) imageTypes(ours bool) []string {
	types := []string{"image/jpeg", "image/png"}
	if c.loaded["EXT_texture_webp"] {
		types = append(types, "image/webp")
	}
	if ours && c.loaded["KHR_texture_basisu"] {
		types = append(types, "image/ktx2")
	}
	return types
}

// checkCase helps whoever wrote Meshes or buffer_views.
func (c *checker) checkCase(m ref, name string, fields []field) {
	for _, f := range fields {
		if f.name != name && sameLetters(name, f.name) {
			c.say(propertyCase, m, name, f.name)
			return
		}
	}
}

// sameLetters compares without regard to case, underscores and hyphens.
func sameLetters(a, b string) bool {
	for {
		for a != "" && (a[0] == '_' || a[0] == '-') {
			a = a[1:]
		}
		if a == "" || b == "" {
			return a == b
		}
		if a[0]|0x20 != b[0]|0x20 { // the names of members are letters
			return false
		}
		a, b = a[1:], b[1:]
	}
}

// uriNames are what extensions and custom properties call addresses.
var uriNames = []string{"uri", "url", "href", "src", "link"}

// checkHidden finds addresses outside of buffers and images: whoever shows the scene may follow them.
func (c *checker) checkHidden() {
	for i := int(root); i < c.tree.used; i++ {
		is := ref(i)
		if c.kind(is) != isString || !c.looksLikeURI(is) || !c.isCustom(is) {
			continue
		}
		c.say(uriHidden, is, shorten(c.str(is)))
	}
}

func (c *checker) looksLikeURI(is ref) bool {
	v := c.tree.at(is)
	if v.count == 0 {
		return false
	}
	if c.kind(v.parent) == isObject && slices.Contains(uriNames, c.key(is)) {
		return true
	}
	head := strings.ToLower(string(c.bytes(is)[:min(int(v.count), 12)]))
	for _, scheme := range []string{"http://", "https://", "data:", "javascript:", "file:", "ftp://", "ws://", "wss://", "blob:"} {
		if strings.HasPrefix(head, scheme) {
			return true
		}
	}
	return false
}

// isCustom says whether a value stands in an extension or in extras.
func (c *checker) isCustom(is ref) bool {
	for ; is != root && is != none; is = c.tree.at(is).parent {
		v := c.tree.at(is)
		if c.kind(v.parent) == isObject {
			if name := string(c.span(v.key, v.keyCount)); name == "extensions" || name == "extras" {
				return true
			}
		}
	}
	return false
}
