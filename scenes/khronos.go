package scenes

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"rehearsal/scenes/validator"
)

// modelText is what is known of a model, in order to say what is wrong with it.
type modelText struct {
	*textScan
	version uint32 // that a GLB gives for itself
	end     int64  // likewise its end, and how much comes after it
	beyond  int64
	open    func(uri string) error
}

// checkModel holds the model, as it came, to the format, and says what is wrong with it in the designer's words.
func (v *inspection) checkModel(b *Bundle) error {
	_, src, size := b.Model()
	if src == nil {
		return nil
	}
	if size > v.limits.Bytes {
		v.found.add(fileTooBig, "", "size", megabytes(size), "most", megabytes(v.limits.Bytes))
		return nil
	}
	limits := b.described(v.limits)
	report, err := validator.Validate(v.ctx, src, size, validator.Options{Open: b.beside(), Limits: limits.ofValidator(), Extensions: shown()})
	if errors.Is(err, validator.ErrFault) {
		v.found.add(checkFailed, "")
		return nil
	}
	if err != nil {
		return err
	}
	v.trust(report)
	if len(report.Issues) == 0 {
		return nil
	}
	m, err := readModel(v.ctx, src, size, limits)
	if err != nil {
		return err
	}
	m.open = func(uri string) error { _, _, err := b.Open(uri); return err }
	for _, issue := range report.Issues {
		p := m.problem(issue)
		if v.found.adopt(p); p.Repair != "" {
			v.offers.add(p.Repair, cmp.Or(p.Where, p.Pointer), p.Where)
		}
	}
	return nil
}

// trust notes what need not be read again: bounds that were compared with the numbers, and faces that were looked at.
func (v *inspection) trust(report validator.Report) {
	v.sized, v.faced = true, true
	for _, issue := range report.Issues {
		if r, ok := rules()[issue.Code]; ok && r.repair == repairBounds {
			v.sized = false
		}
		if issue.Code == "ACCESSOR_INDEX_TRIANGLE_DEGENERATE" {
			v.faced = false
		}
	}
}

// beside opens what the model names, by the path that its address means. The bundle keeps it open.
func (b *Bundle) beside() func(path string) (io.ReaderAt, int64, error) {
	addresses := make(map[string]string, len(b.named))
	for address := range b.named {
		addresses[plainPath(address)] = address
	}
	return func(path string) (io.ReaderAt, int64, error) {
		address, ok := addresses[plainPath(path)]
		if _, exact := b.named[path]; exact || !ok {
			address = path
		}
		src, size, err := b.Open(address)
		return struct{ io.ReaderAt }{src}, size, err
	}
}

// adopt adds what the validator found. That a file is something else altogether has been said better; then only the code is of use.
func (f *findings) adopt(p Problem) {
	if p.Kind == string(notGLTF) || p.Kind == string(jsonInvalid) {
		i := slices.IndexFunc(f.list, func(q Problem) bool { return strings.HasPrefix(q.Kind, string(notGLTF)) })
		if i >= 0 {
			f.list[i].Code = p.Code
			return
		}
	}
	f.put(p)
}

func (l Limits) ofValidator() validator.Limits {
	return validator.Limits{JSONBytes: l.JSONBytes, Depth: l.JSONDepth, Elements: l.Elements, Values: l.Values}
}

// readModel scans the description of a GLB or glTF text for the names in it, as far as it can be read.
func readModel(ctx context.Context, src io.ReaderAt, size int64, limits Limits) (m modelText, err error) {
	at, length := int64(0), size
	if head := make([]byte, headerBytes+chunkBytes); size >= int64(len(head)) {
		if err := readAt(src, head, 0); err != nil {
			return m, err
		}
		if strings.HasPrefix(string(head), magicGLB) {
			at = int64(len(head))
			length = min(size-at, int64(binary.LittleEndian.Uint32(head[headerBytes:])))
			m.version = binary.LittleEndian.Uint32(head[4:])
			m.end = int64(binary.LittleEndian.Uint32(head[8:]))
			m.beyond = size - m.end
		}
	}
	text := make([]byte, min(length, limits.JSONBytes+1))
	if err := readAt(src, text, at); err != nil {
		return m, err
	}
	m.textScan, err = scanText(ctx, text, limits)
	return m, err
}

// problem says an issue in the designer's words.
func (m modelText) problem(issue validator.Issue) Problem {
	r := m.ruleOf(issue)
	p := Problem{
		Code: issue.Code, Kind: string(r.kind), Severity: Severity(issue.Severity.String()), Action: r.action, Pointer: issue.Pointer,
		Where: cleanName(m.called(issue)), Repair: r.repair,
	}
	switch r.kind {
	case gltfVersion:
		version := strconv.FormatUint(uint64(m.version), 10)
		if issue.Pointer != "" {
			version = cleanName(stringAt(m.text, issue.Pointer))
		}
		p.Values = map[string]string{"version": version}
	case fileMissing, fileOutside:
		p.Values = map[string]string{"file": cleanName(lastPart(stringAt(m.text, issue.Pointer)))}
	case linkOutside, linkIgnored:
		p.Values = map[string]string{"address": cleanName(stringAt(m.text, issue.Pointer))}
	}
	return p
}

// called is the designer's name for what an issue is about: of an object, material or picture, or of a feature of the format.
func (m modelText) called(issue validator.Issue) string {
	switch {
	case leads(issue.Pointer, "extensionsUsed", "*"), leads(issue.Pointer, "extensionsRequired", "*"):
		return stringAt(m.text, issue.Pointer)
	case issue.Code == "UNDECLARED_EXTENSION", issue.Code == "UNEXPECTED_EXTENSION_OBJECT":
		return issue.Pointer[strings.LastIndexByte(issue.Pointer, '/')+1:]
	}
	if leads(issue.Pointer, "nodes", "*", "children", "*") || leads(issue.Pointer, "scenes", "*", "nodes", "*") {
		if child, ok := m.indexAt(issue.Pointer); ok && child < m.lengths[nodes] {
			return m.names.of(place{nodes, child})
		}
	}
	p, ok := placeOf(issue.Pointer)
	if !ok {
		return ""
	}
	return m.names.of(p)
}

// zeroAt says whether a pointer leads to the number 0.
func (m modelText) zeroAt(pointer string) bool {
	i, ok := m.indexAt(pointer)
	return ok && i == 0
}

func (m modelText) indexAt(pointer string) (int, bool) {
	at := locate(m.text, []string{pointer})[pointer]
	i, err := strconv.Atoi(string(m.text[at.at : at.at+at.size]))
	return i, err == nil && i >= 0
}

// placeOf finds the entry of one of the document's arrays that a pointer leads through.
func placeOf(pointer string) (place, bool) {
	parts := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	if len(parts) > 3 && parts[0] == "extensions" && parts[1] == extLights {
		parts = parts[2:]
	}
	if len(parts) < 2 {
		return place{}, false
	}
	i, err := strconv.Atoi(parts[1])
	if err != nil || i < 0 {
		return place{}, false
	}
	for p := noPool + 1; p < pools; p++ {
		if p.String() == parts[0] {
			return place{p, i}, true
		}
	}
	return place{}, false
}
