package scenes

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"
)

// A zip's own words about itself are never trusted: not its sizes, its names or how many files it holds. Only the model and
// what it names are unpacked, each counted while it is.
const (
	zipEnd        = 66 << 10 // where the end of a zip is looked for
	zipEntryBytes = 512      // of the directory, for each file that is allowed
	mostRatio     = 250      // unpacked to packed, once there is more than plainSpace; real models reach 100
	plainSpace    = 8 << 20
)

var (
	errManyFiles = errors.New("scenes: too many files")
	errTooBig    = errors.New("scenes: unpacks to too much")
)

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// metered reads for a parser that is only trusted so far: it ends with ctx, remembers real trouble, and while there is a
// budget it stops at the end of it.
type metered struct {
	ctx     context.Context
	src     io.ReaderAt
	budget  int64 // bytes; negative is no limit
	trouble error
}

func (m *metered) ReadAt(b []byte, at int64) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	if at < 0 { // as a zip may ask
		return 0, zip.ErrFormat
	}
	if m.budget >= 0 {
		if m.budget -= int64(len(b)); m.budget < 0 {
			return 0, errManyFiles
		}
	}
	n, err := m.src.ReadAt(b, at)
	if err != nil && !isEnd(err) {
		m.trouble = err
	}
	return n, err
}

func isEnd(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

// zipFiles are the files of a zip.
type zipFiles struct {
	src     *metered
	size    int64
	entries map[string]*zip.File
	likely  map[string]string // paths by how they look
	spool   *spool
}

// zip finds the model of a zip and opens it.
func (o *opening) zip(file section) error {
	z := &zipFiles{src: &metered{ctx: o.ctx, src: file.src}, size: file.size}
	directory, err := z.directory(o)
	if err != nil || o.found.refused {
		return err
	}
	names, err := z.take(o, directory)
	if err != nil || o.found.refused {
		return err
	}
	name := o.choose(names)
	if name == "" {
		return nil
	}
	o.bundle.name = name
	model, err := z.open(o, name)
	if err != nil || o.found.refused {
		return err
	}
	return o.model(model, z)
}

// directory reads the list of files. The parser believes whatever number of files a zip claims, so it is given no more bytes than
// an honest list takes.
func (z *zipFiles) directory(o *opening) ([]*zip.File, error) {
	z.src.budget = zipEnd*2 + zipEntryBytes*int64(o.limits.Files)
	reader, err := zip.NewReader(z.src, z.size)
	z.src.budget = -1
	switch {
	case z.src.trouble != nil:
		return nil, z.src.trouble
	case o.ctx.Err() != nil:
		return nil, o.ctx.Err()
	case errors.Is(err, errManyFiles) || err == nil && len(reader.File) > o.limits.Files:
		o.found.add(zipManyFiles, "", "most", number(int64(o.limits.Files)))
		return nil, nil
	case err != nil:
		o.found.add(zipDamaged, "")
		return nil, nil
	}
	return reader.File, nil
}

// take looks at every entry before any is used, and answers the names of the files, those nearest to the root first.
func (z *zipFiles) take(o *opening, directory []*zip.File) ([]string, error) {
	z.entries, z.likely = make(map[string]*zip.File), make(map[string]string)
	var names []string
	for _, f := range directory {
		name := strings.ReplaceAll(entryName(f), `\`, "/")
		switch {
		case unsafePath(name):
			o.found.add(zipUnsafe, name)
			return nil, nil
		case strings.HasSuffix(name, "/"):
			continue
		case f.Mode()&fs.ModeSymlink != 0:
			o.found.add(zipShortcut, name)
			return nil, nil
		case !f.Mode().IsRegular():
			o.found.add(zipUnsafe, name)
			return nil, nil
		}
		name = path.Clean(name)
		if _, twice := z.entries[name]; twice {
			o.found.add(zipDamagedTwice, name)
			return nil, nil
		}
		z.entries[name] = f
		if !isRubbish(name) {
			z.likely[alike(name)] = name
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return strings.Count(a, "/") - strings.Count(b, "/") })
	return names, z.apart(o, directory)
}

// apart refuses a zip whose files lie on top of each other.
func (z *zipFiles) apart(o *opening, directory []*zip.File) error {
	lie := make([]span, 0, len(directory))
	for _, f := range directory {
		at, err := f.DataOffset()
		switch {
		case z.src.trouble != nil || o.ctx.Err() != nil:
			return cmp.Or(z.src.trouble, o.ctx.Err())
		case err != nil || f.CompressedSize64 > uint64(z.size) || at > z.size-int64(f.CompressedSize64):
			o.found.add(zipDamagedCut, "")
			return nil
		}
		lie = append(lie, span{at, int64(f.CompressedSize64)})
	}
	slices.SortFunc(lie, func(a, b span) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.size, b.size)) })
	for i := 1; i < len(lie); i++ {
		if lie[i-1].at+lie[i-1].size > lie[i].at {
			o.found.add(zipDamaged, "")
			return nil
		}
	}
	return nil
}

// entryName is a file's name as its zip means it. Old programs write the letters of MS-DOS.
func entryName(f *zip.File) string {
	if utf8.ValidString(f.Name) {
		return f.Name
	}
	var b strings.Builder
	for _, c := range []byte(f.Name) {
		if c < 0x80 {
			b.WriteByte(c)
			continue
		}
		b.WriteRune([]rune(oldLetters)[c-0x80])
	}
	return b.String()
}

// oldLetters are the upper half of code page 437.
const oldLetters = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀" +
	"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ "

// unsafePath says whether a name, with slashes, could lead out of the zip.
func unsafePath(name string) bool {
	if name == "" || name[0] == '/' || len(schemeOf(name)) == 1 || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' }) {
		return true
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

func (z *zipFiles) find(name string) (string, error) {
	if _, ok := z.entries[name]; ok {
		return name, nil
	}
	return z.likely[alike(name)], nil
}

func (z *zipFiles) called(_ *opening, base string) (string, error) {
	return only(slices.Sorted(maps.Values(z.likely)), base), nil
}

// open unpacks a file, or looks at one that is not compressed where it lies. Either way its checksum has to hold.
func (z *zipFiles) open(o *opening, name string) (section, error) {
	f := z.entries[name]
	if f.Flags&1 != 0 {
		o.found.add(zipEncrypted, name)
		return section{}, nil
	}
	r, err := f.Open()
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		o.found.add(zipMethod, name)
		return section{}, nil
	case err != nil:
		return section{}, z.failed(o, err)
	}
	defer r.Close()
	stored := f.Method == zip.Store && f.CompressedSize64 == f.UncompressedSize64
	if !stored {
		if err := z.unpackInto(o); err != nil {
			return section{}, err
		}
	}
	w := &counted{o: o, packed: int64(f.CompressedSize64)}
	if !stored {
		w.to = z.spool
	}
	from := z.spool.length()
	if _, err := io.Copy(w, r); err != nil {
		return section{}, z.failed(o, err)
	}
	if stored {
		at, err := f.DataOffset()
		return section{io.NewSectionReader(z.src.src, at, w.n), w.n}, err
	}
	return section{io.NewSectionReader(z.spool.file, from, w.n), w.n}, nil
}

// failed says what an unpacking that failed means: the zip's fault is a problem, all else is trouble.
func (z *zipFiles) failed(o *opening, err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, errTooBig):
		o.found.add(zipTooBig, "", "most", megabytes(o.limits.Bytes))
	case z.src.trouble != nil || o.ctx.Err() != nil:
		return cmp.Or(z.src.trouble, o.ctx.Err())
	case errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum), errors.As(err, &corrupt), isEnd(err):
		o.found.add(zipDamaged, "")
	default:
		return err
	}
	return nil
}

func (z *zipFiles) unpackInto(o *opening) (err error) {
	if z.spool == nil {
		if z.spool, err = newSpool(o.limits.Spool); err == nil {
			o.bundle.closers = append(o.bundle.closers, z.spool.file)
		}
	}
	return err
}

// counted writes what is unpacked, as long as there may be more of it.
type counted struct {
	o         *opening
	to        *spool // nil to throw it away
	packed, n int64
}

func (c *counted) Write(b []byte) (int, error) {
	if err := c.o.ctx.Err(); err != nil {
		return 0, err
	}
	c.n += int64(len(b))
	if c.o.left -= int64(len(b)); c.o.left < 0 || c.n > plainSpace && c.n/mostRatio > c.packed {
		return 0, errTooBig
	}
	if c.to == nil {
		return len(b), nil
	}
	return c.to.Write(b)
}

// spool is a file without a name, which is gone when it is closed, however the program ends.
type spool struct {
	file *os.File
	size int64
}

func newSpool(dir string) (*spool, error) {
	file, err := os.CreateTemp(dir, "scene-*")
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	if err := os.Remove(file.Name()); err != nil {
		return nil, errors.Join(fmt.Errorf("unpack: %w", err), file.Close())
	}
	return &spool{file: file}, nil
}

func (s *spool) length() int64 {
	if s == nil {
		return 0
	}
	return s.size
}

func (s *spool) Write(b []byte) (int, error) {
	n, err := s.file.WriteAt(b, s.size)
	s.size += int64(n)
	if errors.Is(err, syscall.ENOSPC) {
		err = errors.Join(ErrNoSpace, err)
	}
	return n, err
}
