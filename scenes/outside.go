package scenes

import (
	"net/url"
	"strings"
)

// checkLinks says which addresses the file mentions beside its own parts. Nothing is ever fetched.
func (v *inspection) checkLinks() {
	for _, l := range v.text.links {
		if scheme := schemeOf(l.uri); scheme != "" && scheme != "data" || strings.HasPrefix(l.uri, "//") {
			v.found.add(linkIgnored, v.text.names.of(l.holder), "address", l.uri)
		}
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

// lastPart is the name of the file that an address means, as its designer knows it.
func lastPart(uri string) string {
	plain, err := url.PathUnescape(uri)
	if err != nil {
		plain = uri
	}
	return plain[strings.LastIndexAny(plain, `/\`)+1:]
}
