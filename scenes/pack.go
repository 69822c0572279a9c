package scenes

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Packed is the same scene as one GLB. The description keeps every byte that does not have to change: a file beside the model
// becomes a run of the binary chunk, a buffer at the place of the buffer, a picture or sound as a buffer view. Names and extras of
// buffers after the first have nowhere to stay. The same upload gives the same bytes. Only the description is held in memory; the
// rest is read where it lies, so the answer is good until Close.
func (b *Bundle) Packed(ctx context.Context) (io.ReaderAt, int64, error) {
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	if b.model.src == nil {
		return bytes.NewReader(nil), 0, nil
	}
	if b.text.size == 0 || b.text.at != 0 && !b.namesFiles() {
		if b.end > 0 {
			return io.NewSectionReader(b.model.src, 0, b.end), b.end, nil
		}
		return b.model.src, b.model.size, nil
	}
	description := make([]byte, b.text.size)
	if err := readAt(b.model.src, description, b.text.at); err != nil {
		return nil, 0, err
	}
	p := &packing{bundle: b, places: make(map[string]int64), views: make(map[string]int)}
	if b.outline != nil && !b.outline.broken {
		if err := p.place(); err != nil {
			return nil, 0, err
		}
		description = p.rewritten(description)
	}
	return assemble(description, p.body)
}

// namesFiles says whether anything of the model is elsewhere than in its chunks.
func (b *Bundle) namesFiles() bool {
	if b.outline == nil || b.outline.broken {
		return false
	}
	there := func(m mention) bool { return m.file.src != nil }
	return slices.ContainsFunc(b.outline.others, there) ||
		slices.ContainsFunc(b.outline.buffers, func(e bufferEntry) bool { return there(e.mention) })
}

const placeBytes = 8 // what each file in the binary chunk begins at a multiple of

// packing is one model being packed.
type packing struct {
	bundle *Bundle
	body   joined
	places map[string]int64 // where files lie in the binary chunk
	bases  []int64          // of each buffer in the binary chunk; −1 for one without bytes
	views  map[string]int   // of pictures and sounds that are already there
	added  []string         // buffer views that the description did not have
	edits  []splice
}

// splice puts other text in the place of a span.
type splice struct {
	span
	with string
}

// place lays every file into the binary chunk.
func (p *packing) place() error {
	out := p.bundle.outline
	for i, e := range out.buffers {
		data := e.file.section
		if e.uri == "" && i == 0 && p.bundle.bin.size > 0 {
			data = section{io.NewSectionReader(p.bundle.model.src, p.bundle.bin.at, p.bundle.bin.size), p.bundle.bin.size}
		}
		if data.src == nil {
			p.bases = append(p.bases, -1)
			continue
		}
		data.size = min(data.size, e.length)
		p.bases = append(p.bases, p.lay(e.file.path+"\x00"+strconv.FormatInt(data.size, 10), data))
	}
	for _, m := range out.others {
		if m.file.src == nil {
			continue
		}
		view, err := p.view(m)
		if err != nil {
			return err
		}
		p.edits = append(p.edits, splice{m.member, view})
	}
	if p.body.size == 0 && len(p.bases) > 0 { // or a reader would look for the first buffer's bytes in a chunk that is not there
		p.lay("", section{bytes.NewReader(make([]byte, placeBytes)), placeBytes})
	}
	if p.body.size > math.MaxUint32-int64(p.bundle.text.size)-1<<20 {
		return fmt.Errorf("pack %s: %d bytes do not fit in a GLB", p.bundle.name, p.body.size)
	}
	return nil
}

// lay puts bytes at the end of the binary chunk; a file that is already there stays where it is.
func (p *packing) lay(key string, data section) int64 {
	named := !strings.HasPrefix(key, "\x00")
	if at, ok := p.places[key]; ok && named {
		return at
	}
	p.body.pad(placeBytes)
	at := p.body.size
	p.body.add(data)
	p.places[key] = at
	return at
}

// view is what a picture or sound says instead of its address.
func (p *packing) view(m mention) (string, error) {
	index, ok := p.views[m.file.path]
	if !ok || m.file.path == "" {
		at := p.lay(m.file.path+"\x00"+strconv.FormatInt(m.file.size, 10), m.file.section)
		index = p.bundle.outline.count + len(p.added)
		p.added = append(p.added, fmt.Sprintf(`{"buffer":0,"byteOffset":%d,"byteLength":%d}`, at, m.file.size))
		p.views[m.file.path] = index
	}
	said := `"bufferView":` + strconv.Itoa(index)
	if m.declared != "" {
		return said, nil
	}
	mediaType, err := m.typeOf()
	if err != nil {
		return "", err
	}
	quoted, err := json.Marshal(mediaType)
	return said + `,"mimeType":` + string(quoted), err
}

// rewritten is the description with everything inside.
func (p *packing) rewritten(description []byte) []byte {
	out := p.bundle.outline
	var tail []string
	list, indices := p.buffers(description)
	switch {
	case out.list.size > 0:
		p.edits = append(p.edits, splice{out.list, list})
	case p.body.size > 0:
		tail = append(tail, `"buffers":`+list)
	}
	p.move(indices)
	if added := strings.Join(p.added, ","); added != "" {
		if out.count > 0 {
			added = "," + added
		}
		if out.viewsEnd > 0 {
			p.edits = append(p.edits, splice{span{out.viewsEnd, 0}, added})
		} else {
			tail = append(tail, `"bufferViews":[`+added+`]`)
		}
	}
	if len(tail) > 0 { // what names files has a member before it
		p.edits = append(p.edits, splice{span{out.end, 0}, "," + strings.Join(tail, ",")})
	}
	slices.SortStableFunc(p.edits, func(a, b splice) int { return int(a.at - b.at) })
	var w bytes.Buffer
	from := int64(0)
	for _, e := range p.edits {
		w.Write(description[from:e.at])
		w.WriteString(e.with)
		from = e.at + e.size
	}
	w.Write(description[from:])
	return w.Bytes()
}

// buffers writes the list of buffers anew: the one with all bytes first, then those that have none. It answers the new index of
// each.
func (p *packing) buffers(description []byte) (string, []int) {
	var list []string
	if p.body.size > 0 {
		list = append(list, `{"byteLength":`+strconv.FormatInt(p.body.size, 10)+`}`)
	}
	first := true
	indices := make([]int, len(p.bases))
	for i, e := range p.bundle.outline.buffers {
		switch {
		case p.bases[i] < 0:
			indices[i] = len(list)
			list = append(list, "{"+string(description[e.object.at:e.object.at+e.object.size])+"}")
		case first && p.body.size > 0:
			list[0] = p.merged(description, e)
			first = false
		}
	}
	return "[" + strings.Join(list, ",") + "]", indices
}

// merged is the first buffer with bytes, which now has all of them.
func (p *packing) merged(description []byte, e bufferEntry) string {
	var members []string
	for _, m := range e.members {
		switch m.name {
		case "uri":
		case "byteLength":
			members = append(members, `"byteLength":`+strconv.FormatInt(p.body.size, 10))
		default:
			members = append(members, string(description[m.whole.at:m.whole.at+m.whole.size]))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

// move points every view to where its bytes are now. One that points nowhere goes on doing so.
func (p *packing) move(indices []int) {
	for _, v := range p.bundle.outline.views {
		if v.buffer >= int64(len(indices)) {
			continue
		}
		base := max(p.bases[v.buffer], 0)
		with := strconv.Itoa(indices[v.buffer])
		switch {
		case base == 0:
		case v.offsetAt.size > 0:
			p.edits = append(p.edits, splice{v.offsetAt, strconv.FormatInt(v.offset+base, 10)})
		default:
			with += `,"byteOffset":` + strconv.FormatInt(base, 10)
		}
		p.edits = append(p.edits, splice{v.bufferAt, with})
	}
}

// assemble frames a description and a binary chunk as a GLB.
func assemble(description []byte, body joined) (io.ReaderAt, int64, error) {
	description = append(description, bytes.Repeat([]byte(" "), -len(description)&3)...)
	body.pad(4)
	total := headerBytes + chunkBytes + int64(len(description))
	if body.size > 0 {
		total += chunkBytes + body.size
	}
	if total > math.MaxUint32 {
		return nil, 0, fmt.Errorf("scenes: %d bytes do not fit in a GLB", total)
	}
	head := binary.LittleEndian.AppendUint32([]byte(magicGLB), 2)
	head = binary.LittleEndian.AppendUint32(head, uint32(total))
	head = binary.LittleEndian.AppendUint32(head, uint32(len(description)))
	head = binary.LittleEndian.AppendUint32(head, chunkJSON)
	var all joined
	all.add(inMemory(head))
	all.add(inMemory(description))
	if body.size > 0 {
		frame := binary.LittleEndian.AppendUint32(nil, uint32(body.size))
		all.add(inMemory(binary.LittleEndian.AppendUint32(frame, chunkBIN)))
		all.add(section{&body, body.size})
	}
	return &all, all.size, nil
}

func inMemory(b []byte) section { return section{bytes.NewReader(b), int64(len(b))} }

// joined is sections one after another, read as one.
type joined struct {
	parts []part
	size  int64
}

// part is one of them; without a source it is zeros.
type part struct {
	section
	at int64
}

func (j *joined) add(s section) {
	if s.size > 0 {
		j.parts = append(j.parts, part{s, j.size})
		j.size += s.size
	}
}

// pad adds zeros up to a multiple of n.
func (j *joined) pad(n int64) {
	j.add(section{nil, (n - j.size%n) % n})
}

// ReadAt reads across the sections.
func (j *joined) ReadAt(b []byte, at int64) (int, error) {
	if at < 0 {
		return 0, fmt.Errorf("scenes: read at %d", at)
	}
	i, _ := slices.BinarySearchFunc(j.parts, at, func(p part, at int64) int {
		if p.at+p.size <= at {
			return -1
		}
		return 1
	})
	done := 0
	for ; i < len(j.parts) && done < len(b); i++ {
		p := j.parts[i]
		from := at + int64(done) - p.at
		want := b[done : done+int(min(int64(len(b)-done), p.size-from))]
		if p.src == nil {
			clear(want)
		} else if err := readAt(p.src, want, from); err != nil {
			return done, err
		}
		done += len(want)
	}
	if done < len(b) {
		return done, io.EOF
	}
	return done, nil
}
