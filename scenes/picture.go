package scenes

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// picture is what the first bytes of an image say.
type picture struct {
	format        string // PNG, JPEG, WebP or KTX2; or what else it is
	width, height int64
	whole         bool // as far as its structure shows, nothing is missing
}

// mediaType is what the format is called in a GLB; empty for a format that is not shown.
func (p picture) mediaType() string {
	switch p.format {
	case "PNG":
		return "image/png"
	case "JPEG":
		return "image/jpeg"
	case "WebP":
		return "image/webp"
	case "KTX2":
		return "image/ktx2"
	}
	return ""
}

const (
	ktxMagic   = "\xabKTX 20\xbb\r\n\x1a\n"
	pngMagic   = "\x89PNG\r\n\x1a\n"
	mostPieces = 1 << 16 // of a PNG or JPEG; real ones have a few thousand at most
)

// lookAt judges a picture by its headers, without decoding any of it. The error is trouble with reading.
func lookAt(data io.ReaderAt, size int64) (picture, error) {
	head := make([]byte, min(size, 128))
	if err := readAt(data, head, 0); err != nil {
		return picture{}, err
	}
	switch {
	case bytes.HasPrefix(head, []byte(pngMagic)):
		return lookAtPNG(data, size, head)
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return lookAtJPEG(data, size)
	case bytes.HasPrefix(head, []byte("RIFF")) && len(head) >= 12 && string(head[8:12]) == "WEBP":
		return lookAtWebP(head, size), nil
	case bytes.HasPrefix(head, []byte(ktxMagic)):
		return lookAtKTX2(data, size, head)
	}
	return picture{format: otherFormat(head)}, nil
}

// otherFormat names what is taken for a picture and is none that can be shown.
func otherFormat(head []byte) string {
	text := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n"))
	switch {
	case strings.HasPrefix(text, "version https://git-lfs"):
		return "LFS"
	case strings.HasPrefix(text, "<svg"), strings.HasPrefix(text, "<?xml") && strings.Contains(text, "<svg"):
		return "SVG"
	case strings.HasPrefix(text, "<"):
		return "HTML"
	case len(head) >= 12 && (string(head[4:12]) == "ftypavif" || string(head[4:12]) == "ftypavis"):
		return "AVIF"
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return "HEIC"
	}
	for prefix, format := range map[string]string{
		"BM": "BMP", "GIF8": "GIF", "II*\x00": "TIFF", "MM\x00*": "TIFF", "DDS ": "DDS", "8BPS": "PSD", "#?RADIANCE": "HDR", "v/1\x01": "EXR",
		"\xabKTX 11": "KTX 1", "%PDF": "PDF",
	} {
		if bytes.HasPrefix(head, []byte(prefix)) {
			return format
		}
	}
	return ""
}

// lookAtPNG walks the chunks: length (4, big-endian), type (4), data, checksum (4). The first is IHDR, the last IEND.
func lookAtPNG(data io.ReaderAt, size int64, head []byte) (picture, error) {
	p := picture{format: "PNG"}
	const first = len(pngMagic)
	if len(head) < first+25 || string(head[first+4:first+8]) != "IHDR" {
		return p, nil
	}
	p.width = int64(binary.BigEndian.Uint32(head[first+8:]))
	p.height = int64(binary.BigEndian.Uint32(head[first+12:]))
	var chunk [8]byte
	at := int64(first)
	for range mostPieces {
		if at+12 > size {
			return p, nil
		}
		if err := readAt(data, chunk[:], at); err != nil {
			return p, err
		}
		if string(chunk[4:]) == "IEND" {
			p.whole = true
			return p, nil
		}
		at += 12 + int64(binary.BigEndian.Uint32(chunk[:]))
	}
	return p, nil
}

// lookAtJPEG walks the segments (0xFF, marker, length of the rest, big-endian) to the frame header, which has the size.
func lookAtJPEG(data io.ReaderAt, size int64) (picture, error) {
	p := picture{format: "JPEG"}
	var segment [9]byte
	at := int64(2)
	for range mostPieces {
		if at+int64(len(segment)) > size {
			return p, nil
		}
		if err := readAt(data, segment[:], at); err != nil {
			return p, err
		}
		marker := segment[1]
		switch {
		case segment[0] != 0xff:
			return p, nil
		case marker == 0xff: // fill
			at++
			continue
		case marker >= 0xd0 && marker <= 0xd8 || marker == 0x01: // no data
			at += 2
			continue
		case marker == 0xd9 || marker == 0xda: // the end, or the pixels, before any size
			return p, nil
		case marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc:
			p.height = int64(binary.BigEndian.Uint16(segment[5:]))
			p.width = int64(binary.BigEndian.Uint16(segment[7:]))
			p.whole = true
			return p, nil
		}
		at += 2 + int64(binary.BigEndian.Uint16(segment[2:]))
	}
	return p, nil
}

// lookAtWebP reads the first chunk after the RIFF header: VP8X has a canvas, VP8L and VP8 their frame's size.
func lookAtWebP(head []byte, size int64) picture {
	p := picture{format: "WebP"}
	if len(head) < 30 {
		return p
	}
	p.whole = int64(binary.LittleEndian.Uint32(head[4:]))+8 <= size
	switch string(head[12:16]) {
	case "VP8X":
		p.width = 1 + int64(uint32(head[24])|uint32(head[25])<<8|uint32(head[26])<<16)
		p.height = 1 + int64(uint32(head[27])|uint32(head[28])<<8|uint32(head[29])<<16)
	case "VP8L":
		bits := binary.LittleEndian.Uint32(head[21:])
		p.width, p.height = 1+int64(bits&0x3fff), 1+int64(bits>>14&0x3fff)
	case "VP8 ":
		p.width = int64(binary.LittleEndian.Uint16(head[26:]) & 0x3fff)
		p.height = int64(binary.LittleEndian.Uint16(head[28:]) & 0x3fff)
	default:
		p.whole = false
	}
	return p
}

// A KTX2 file, little-endian: identifier (12), vkFormat, typeSize, width, height, depth, layers, faces, levels, supercompression
// (4 each), where three other parts lie (32), then per level its offset, length and unpacked length (8 each).
func lookAtKTX2(data io.ReaderAt, size int64, head []byte) (picture, error) {
	p := picture{format: "KTX2"}
	const levelsAt = 80
	if len(head) < levelsAt {
		return p, nil
	}
	word := func(at int) int64 { return int64(binary.LittleEndian.Uint32(head[at:])) }
	p.width, p.height = word(20), word(24)
	levels := max(1, word(40))
	if depth, faces := word(28), word(36); depth > 1 || faces != 1 || levels > 32 || size < levelsAt+24*levels {
		return p, nil
	}
	index := make([]byte, 24*levels)
	if err := readAt(data, index, levelsAt); err != nil {
		return p, err
	}
	p.whole = true
	for i := range int(levels) {
		at, length := binary.LittleEndian.Uint64(index[24*i:]), binary.LittleEndian.Uint64(index[24*i+8:])
		p.whole = p.whole && length > 0 && fits(at, 0, 1, length, uint64(size))
	}
	return p, nil
}
