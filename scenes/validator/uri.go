package validator

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// location is what a URI says: data of its own, or a place.
type location struct {
	data     blob   // of a data URI
	embedded bool   // it is a data URI
	mime     string // of a data URI, lower case
	path     string // the decoded path of a file beside the model
	outside  bool   // anything but such a file
}

// locate reads a URI. The error is for people.
func locate(uri []byte) (location, error) {
	if len(uri) >= 5 && strings.EqualFold(string(uri[:5]), "data:") {
		return locateData(uri[5:])
	}
	s := string(uri)
	if i := strings.IndexAny(s, ":/?#"); i >= 0 && s[i] == ':' {
		if i == 0 {
			return location{}, errors.New("the scheme is empty")
		}
		if !isScheme(s[:i]) {
			return location{}, errors.New("the scheme has characters that none may have")
		}
		return location{outside: true}, checkAuthority(s[i+1:])
	}
	if strings.HasPrefix(s, "/") || strings.ContainsAny(s, "?#") {
		return location{outside: true}, checkAuthority(s)
	}
	return location{path: unescapePath(s)}, nil
}

func isScheme(s string) bool {
	for i, c := range s {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", c)) {
			return false
		}
	}
	return s != ""
}

// checkAuthority finds ports that are no numbers.
func checkAuthority(s string) error {
	rest, ok := strings.CutPrefix(s, "//")
	if !ok {
		return nil
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	rest = rest[strings.LastIndexByte(rest, ']')+1:]
	if _, port, ok := strings.Cut(rest, ":"); ok && port != "" && !isDigits(port) {
		return errors.New("the port is not a number")
	}
	return nil
}

// unescapePath decodes each %XX once; a % that begins no such thing stays.
func unescapePath(s string) string {
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+2 < len(s) && s[i] == '%' {
			if decoded, err := url.PathUnescape(s[i : i+3]); err == nil {
				b.WriteString(decoded)
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// locateData reads what follows "data:", by RFC 2397: [type/subtype](;name=value)*[;base64],data
func locateData(s []byte) (location, error) {
	comma := -1
	for i, c := range s {
		if c == ',' {
			comma = i
			break
		}
	}
	if comma < 0 {
		return location{}, errors.New("a data URI needs a comma")
	}
	parts := strings.Split(string(s[:comma]), ";")
	l := location{embedded: true, mime: strings.ToLower(unescapePath(parts[0]))}
	if parts[0] == "" {
		l.mime = "text/plain"
	} else if strings.Count(parts[0], "/") != 1 {
		return location{}, errors.New("the MIME type is invalid")
	}
	coded := false
	for i, p := range parts[1:] {
		if p == "base64" && i == len(parts)-2 {
			coded = true
		} else if !strings.Contains(p, "=") {
			return location{}, errors.New("a parameter needs a value")
		}
	}
	if coded {
		data, err := newBase64Blob(s[comma+1:])
		l.data = data
		return l, err
	}
	decoded := []byte(unescapePath(string(s[comma+1:])))
	l.data = blob{bytesReader(decoded), int64(len(decoded))}
	return l, nil
}

// blob is a file, or a part of one, that can be read anywhere.
type blob struct {
	io.ReaderAt
	size int64
}

// readFull fills p. An io.ReaderAt may say that the file ends and have given everything that was asked for.
func readFull(src io.ReaderAt, p []byte, at int64) error {
	n, err := src.ReadAt(p, at)
	if n == len(p) {
		return nil
	}
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return err
}

type bytesReader []byte

func (b bytesReader) ReadAt(p []byte, at int64) (int, error) {
	if at < 0 || at >= int64(len(b)) {
		return 0, io.EOF
	}
	n := copy(p, b[at:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (b blob) section(offset, length int64) blob {
	return blob{io.NewSectionReader(b, offset, length), length}
}

// base64Blob decodes where it is read, so that embedded data costs no second copy of it.
type base64Blob struct {
	text  []byte // without padding, length not 1 modulo 4
	coder *base64.Encoding
}

func newBase64Blob(text []byte) (blob, error) {
	coder := base64.RawStdEncoding
	standard, other := 0, 0
	end := len(text)
	for end > 0 && text[end-1] == '=' {
		end--
	}
	if end >= 3 && strings.EqualFold(string(text[end-3:end]), "%3D") {
		end -= 3
		if end >= 3 && strings.EqualFold(string(text[end-3:end]), "%3D") {
			end -= 3
		}
	}
	text = text[:end]
	for _, c := range text {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9':
		case c == '+' || c == '/':
			standard++
		case c == '-' || c == '_':
			other++
		default:
			return blob{}, errors.New("the base64 data has characters that do not belong there")
		}
	}
	if len(text)%4 == 1 || standard > 0 && other > 0 {
		return blob{}, errors.New("the base64 data is cut off or mixed")
	}
	if other > 0 {
		coder = base64.RawURLEncoding
	}
	b := base64Blob{text: text, coder: coder}
	return blob{b, b.length()}, nil
}

func (b base64Blob) length() int64 { return int64(b.coder.DecodedLen(len(b.text))) }

func (b base64Blob) ReadAt(p []byte, at int64) (int, error) {
	total := b.length()
	if at < 0 || at >= total {
		return 0, io.EOF
	}
	want := int(min(int64(len(p)), total-at))
	var block [3 * 1024]byte
	done := 0
	for done < want {
		from := (at + int64(done)) / 3
		text := b.text[from*4:]
		text = text[:min(len(text), len(block)/3*4)]
		n, err := b.coder.Decode(block[:], text)
		if err != nil {
			return done, fmt.Errorf("data URI: %w", err)
		}
		done += copy(p[done:want], block[at+int64(done)-from*3:n])
	}
	if want < len(p) {
		return want, io.EOF
	}
	return want, nil
}
