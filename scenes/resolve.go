package scenes

import (
	"bytes"
	"cmp"
	"net/url"
	"path"
	"strings"
)

// resolveAll finds every file that the model names, and says what is wrong with those that cannot be had. Nothing is fetched.
func (o *opening) resolveAll(beside files) error {
	out := o.bundle.outline
	all := make([]*mention, 0, len(out.buffers)+len(out.others))
	for i := range out.buffers {
		all = append(all, &out.buffers[i].mention)
	}
	for i := range out.others {
		all = append(all, &out.others[i])
	}
	opened := make(map[string]section)
	for _, m := range all {
		if m.uri == "" || m.viewed {
			continue
		}
		if err := o.resolve(m, beside, opened); err != nil {
			return err
		}
		if m.file.src != nil {
			o.bundle.itself = false
		}
	}
	return nil
}

// resolve finds one file. Of an address that was met before the answer is the same, and is not said again.
func (o *opening) resolve(m *mention, beside files, opened map[string]section) (err error) {
	scheme := schemeOf(m.uri)
	if scheme == "data" {
		m.file = written(m)
		m.uri = "data:" // the bytes are decoded, and the text may be large
		return nil
	}
	if known, ok := o.bundle.named[m.uri]; ok {
		m.file = known
		return nil
	}
	defer func() { o.bundle.named[m.uri] = m.file }()
	if scheme == "http" || scheme == "https" || strings.HasPrefix(m.uri, "//") {
		m.file.err = ErrLink
		o.cannot(m, linkOutside, "address", m.uri)
		return nil
	}
	outside := scheme != "" || leavesUpload(m.uri, o.bundle.name)
	if m.file.path, err = o.look(m, beside, outside); err != nil {
		return err
	}
	switch {
	case m.file.path != "":
	case outside:
		m.file.err = ErrFileOutside
		o.cannot(m, fileOutside, "file", lastPart(m.uri))
		return nil
	default:
		m.file.err = ErrFileMissing
		o.cannot(m, fileMissing, "file", lastPart(m.uri))
		return nil
	}
	known, ok := opened[m.file.path]
	if !ok {
		if known, err = beside.open(o, m.file.path); err != nil {
			return err
		}
		opened[m.file.path] = known
	}
	m.file.section = known
	return nil
}

// look finds the file that an address means. Some exporters write a name as it is, others with percent signs, and Windows writes
// backslashes. Many write where a picture lay on the designer's own computer; then it is the only one of that name, and said.
func (o *opening) look(m *mention, beside files, outside bool) (string, error) {
	if beside == nil {
		return "", nil
	}
	if !outside {
		if found, err := o.lookThere(m, beside); found != "" || err != nil {
			return found, err
		}
	}
	if m.what != images {
		return "", nil
	}
	base := lastPart(m.uri)
	found, err := beside.called(o, base)
	if found != "" {
		o.found.add(fileElsewhere, base, "file", found)
	}
	return found, err
}

func (o *opening) lookThere(m *mention, beside files) (string, error) {
	from := path.Dir(o.bundle.name)
	for _, name := range []string{plainPath(m.uri), strings.ReplaceAll(m.uri, `\`, "/")} {
		asked := path.Join(from, name)
		actual, err := beside.find(asked)
		if err != nil {
			return "", err
		}
		if actual == "" {
			continue
		}
		if strings.Contains(m.uri, `\`) {
			o.found.add(uriBackslash, m.uri)
		}
		if !sameLetters(actual, asked) {
			o.found.add(fileNameCase, path.Base(asked), "file", path.Base(actual))
		}
		return actual, nil
	}
	return "", nil
}

// cannot says that a file cannot be had. A scene shows without its sounds.
func (o *opening) cannot(m *mention, c code, name, value string) {
	p := problemOf(c, m.name, m.pointer)
	switch _, err := url.Parse(m.uri); {
	case m.what == noPool && c == linkOutside:
		p = problemOf(linkIgnored, m.name, m.pointer)
	case m.what == noPool:
		p = problemOf(fileIgnored, m.name, m.pointer)
	case c == linkOutside:
	case err != nil:
		p.Code = "INVALID_URI"
	default:
		p.Code = "IO_ERROR"
	}
	p.Values = map[string]string{name: cleanName(value)}
	if p.Where == "" {
		last := lastPart(m.uri)
		p.Where = cleanName(cmp.Or(strings.TrimSuffix(last, path.Ext(last)), m.uri))
	}
	o.found.put(p)
}

// written decodes an address that holds the file itself. One that cannot be decoded, or is of another kind, stays where it is, and
// the inspection says why.
func written(m *mention) resolved {
	head, _, _ := strings.Cut(m.uri[len("data:"):], ",")
	mediaType, _, _ := strings.Cut(strings.ToLower(head), ";")
	data, ok := dataOf(m.uri)
	if !ok || m.what == buffers && mediaType != "application/octet-stream" && mediaType != "application/gltf-buffer" {
		return resolved{err: ErrFileMissing}
	}
	return resolved{section: inMemory(data), declared: mediaType}
}

// plainPath is the path that an address means: decoded once, with slashes.
func plainPath(uri string) string {
	plain, err := url.PathUnescape(uri)
	if err != nil {
		plain = uri
	}
	return strings.ReplaceAll(plain, `\`, "/")
}

// leavesUpload says whether an address leads out of the upload, from where the model lies in it.
func leavesUpload(uri, model string) bool {
	for _, p := range []string{plainPath(uri), strings.ReplaceAll(uri, `\`, "/")} {
		whole := path.Join(path.Dir(model), p)
		if strings.HasPrefix(p, "/") || schemeOf(p) != "" || strings.ContainsRune(p, 0) || whole == ".." || strings.HasPrefix(whole, "../") {
			return true
		}
	}
	return false
}

// soundType is the media type of a sound by how it begins.
func soundType(s section) (string, error) {
	head := make([]byte, min(s.size, 12))
	if err := readAt(s.src, head, 0); err != nil {
		return "", err
	}
	switch {
	case bytes.HasPrefix(head, []byte("OggS")):
		return "audio/ogg", nil
	case bytes.HasPrefix(head, []byte("RIFF")):
		return "audio/wav", nil
	case bytes.HasPrefix(head, []byte("ID3")), len(head) > 1 && head[0] == 0xff && head[1]&0xe0 == 0xe0:
		return "audio/mpeg", nil
	}
	return "application/octet-stream", nil
}

// typeOf is the media type of a file that goes into a GLB: as the model says, else as the file begins.
func (m *mention) typeOf() (string, error) {
	switch {
	case m.file.declared != "":
		return m.file.declared, nil
	case m.what == noPool:
		return soundType(m.file.section)
	}
	p, err := lookAt(m.file.src, m.file.size)
	if err != nil || p.mediaType() != "" {
		return p.mediaType(), err
	}
	switch strings.ToLower(path.Ext(m.file.path)) {
	case ".jpg", ".jpeg":
		return "image/jpeg", nil
	case ".webp":
		return "image/webp", nil
	case ".ktx2":
		return "image/ktx2", nil
	}
	return "image/png", nil // it cannot be shown, and the inspection will say so
}
