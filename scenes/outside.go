package scenes

import (
	"net/url"
	"strings"
)

// checkOutside looks at every address in the file. Nothing is ever fetched; a picture or buffer that is somewhere else
// cannot come with a single file.
func (v *inspection) checkOutside() {
	for i, b := range v.doc.Buffers {
		v.checkAddress(b.URI, v.called(buffers, i), "application/octet-stream", "application/gltf-buffer")
	}
	for i, image := range v.doc.Images {
		v.checkAddress(image.URI, v.called(images, i), "image/")
	}
	for _, l := range v.text.links {
		if scheme := schemeOf(l.uri); scheme != "" && scheme != "data" || strings.HasPrefix(l.uri, "//") {
			v.found.add(linkIgnored, v.text.names.of(l.holder), "address", l.uri)
		}
	}
}

// checkAddress refuses what is not inside the file. types are those a data address may have.
func (v *inspection) checkAddress(uri, where string, types ...string) {
	if uri == "" {
		return
	}
	switch scheme := schemeOf(uri); {
	case scheme == "data":
		mediaType, _, _ := strings.Cut(uri[len("data:"):], ",")
		for _, t := range types {
			if strings.HasPrefix(strings.ToLower(mediaType), t) {
				return
			}
		}
		if types[0] == "image/" {
			v.found.add(pictureType, where, "format", mediaType)
			return
		}
		v.found.add(geometryType, where)
	case scheme == "http" || scheme == "https" || strings.HasPrefix(uri, "//"):
		v.found.add(linkOutside, where, "address", uri)
	case scheme != "" || strings.ContainsAny(uri, "\\\x00") || leavesFolder(uri):
		v.found.add(fileOutside, where, "file", lastPart(uri))
	default:
		v.found.add(fileMissing, where, "file", lastPart(uri))
	}
}

// schemeOf answers the scheme of an address in lower case. A drive letter counts as one.
func schemeOf(uri string) string {
	for i, r := range uri {
		switch {
		case r == ':' && i > 0:
			return strings.ToLower(uri[:i])
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', i > 0 && strings.ContainsRune("0123456789+-.", r):
		default:
			return ""
		}
	}
	return ""
}

func leavesFolder(uri string) bool {
	plain, err := url.PathUnescape(uri)
	if err != nil {
		plain = uri
	}
	if strings.HasPrefix(plain, "/") || strings.ContainsAny(plain, "\\\x00") {
		return true
	}
	for part := range strings.SplitSeq(plain, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

// lastPart is the name of the file that an address means, as its designer knows it.
func lastPart(uri string) string {
	plain, err := url.PathUnescape(uri)
	if err != nil {
		plain = uri
	}
	return plain[strings.LastIndexAny(plain, `/\`)+1:]
}
