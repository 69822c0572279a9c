package validator

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// picture is what an image's first bytes say.
type picture struct {
	mime          string
	width, height uint32
	odd           bool  // animated, not square pixels, or in a colour space of its own
	length        int64 // that the header declares; 0: it does not
}

var (
	errPictureUnknown = errors.New("not a picture of a known kind")
	errPictureCut     = errors.New("the picture ends early")
)

// pictureError says how a picture is damaged.
type pictureError string

func (e pictureError) Error() string { return string(e) }

const recogniseBytes = 14

// recognise names a picture by its first bytes; "" when it is none.
func recognise(data blob) string {
	var head [recogniseBytes]byte
	if data.size < recogniseBytes {
		return ""
	}
	if readFull(data, head[:], 0) != nil {
		return ""
	}
	switch {
	case bytes.HasPrefix(head[:], []byte("\xFF\xD8\xFF")):
		return "image/jpeg"
	case bytes.HasPrefix(head[:], []byte("\x89PNG\r\n\x1A\n")):
		return "image/png"
	case bytes.HasPrefix(head[:], []byte("RIFF")) && string(head[8:14]) == "WEBPVP":
		return "image/webp"
	case bytes.HasPrefix(head[:], []byte("\xABKTX 20\xBB\r\n")):
		return "image/ktx2"
	}
	return ""
}

// readPicture reads headers only: nothing is decoded.
func readPicture(data blob) (picture, error) {
	switch recognise(data) {
	case "image/jpeg":
		return readJPEG(data)
	case "image/png":
		return readPNG(data)
	case "image/webp":
		return readWebP(data)
	}
	return picture{}, errPictureUnknown
}

// read fills p or says that the picture ends early; other failures are passed on.
func (b blob) read(p []byte, at int64) error {
	if at < 0 || at+int64(len(p)) > b.size {
		return errPictureCut
	}
	return readFull(b, p, at)
}

// mostSegments bounds how far the size of a picture is looked for.
const mostSegments = 100_000

// readJPEG walks the segments to the start of a frame.
func readJPEG(data blob) (picture, error) {
	at := int64(1)
	var b [2]byte
	for range mostSegments {
		if err := data.read(b[:1], at); err != nil {
			return picture{}, err
		}
		at++
		marker := b[0]
		if marker == 0x01 || marker&0xF8 == 0xD0 || marker == 0xD8 || marker == 0xD9 || marker == 0xFF {
			continue
		}
		if err := data.read(b[:2], at); err != nil {
			return picture{}, err
		}
		length := int64(binary.BigEndian.Uint16(b[:]))
		if length < 2 {
			return picture{}, pictureError("Invalid JPEG marker segment length.")
		}
		frame := marker&0xF0 == 0xC0 && marker != 0xC4 && marker != 0xC8 && marker != 0xCC || marker == 0xDE
		if frame {
			return readFrame(data, at+2, length-2)
		}
		at += length
	}
	return picture{}, pictureError("No size found.")
}

func readFrame(data blob, at, length int64) (picture, error) {
	var b [6]byte
	if length < int64(len(b)) {
		return picture{}, pictureError("Invalid JPEG marker segment length.")
	}
	if at+length > data.size {
		return picture{}, errPictureCut
	}
	if err := data.read(b[:], at); err != nil {
		return picture{}, err
	}
	if b[5] != 1 && b[5] != 3 {
		return picture{}, pictureError("Invalid number of JPEG color channels.")
	}
	return picture{
		mime: "image/jpeg", height: uint32(binary.BigEndian.Uint16(b[1:])), width: uint32(binary.BigEndian.Uint16(b[3:])),
	}, nil
}

// pngColours collects what the chunks before the pixels say about colours.
type pngColours struct {
	primaries, transfer colours
	oblong              bool
}

type colours uint8

const (
	coloursUnknown colours = iota
	coloursPlain
	coloursCustom
)

// pngLengths are those of chunks that have one length only.
var pngLengths = map[string]uint32{"IHDR": 13, "cHRM": 32, "sRGB": 1, "pHYs": 9, "gAMA": 4}

// plainChromaticities are those of sRGB, in hundred thousandths.
var plainChromaticities = [8]uint32{31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000}

func readPNG(data blob) (picture, error) {
	p := picture{mime: "image/png"}
	var c pngColours
	seen := false
	at := int64(8)
	for range mostSegments {
		var head [8]byte
		if err := data.read(head[:], at); err != nil {
			return p, err
		}
		length, kind := binary.BigEndian.Uint32(head[:]), string(head[4:])
		if want, fixed := pngLengths[kind]; fixed && length != want {
			return p, pictureError("Wrong chunk length.")
		}
		if kind == "IDAT" {
			if !seen {
				return p, pictureError("PNG header not found.")
			}
			p.odd = c.primaries == coloursCustom || c.transfer == coloursCustom || c.oblong
			return p, nil
		}
		var body [32]byte
		if _, fixed := pngLengths[kind]; fixed {
			if err := data.read(body[:length], at+8); err != nil {
				return p, err
			}
		}
		if kind == "IHDR" {
			p.width, p.height, seen = binary.BigEndian.Uint32(body[:]), binary.BigEndian.Uint32(body[4:]), true
		} else {
			c.chunk(kind, body[:])
		}
		at += 12 + int64(length)
	}
	return p, pictureError("No pixels found.")
}

func (c *pngColours) chunk(kind string, body []byte) {
	switch kind {
	case "iCCP":
		c.primaries, c.transfer = coloursCustom, coloursCustom
	case "sRGB":
		c.primaries, c.transfer = coloursPlain, coloursPlain
	case "pHYs":
		c.oblong = c.oblong || binary.BigEndian.Uint32(body) != binary.BigEndian.Uint32(body[4:])
	case "gAMA":
		if c.transfer == coloursUnknown {
			if c.transfer = coloursCustom; binary.BigEndian.Uint32(body) == 45455 || binary.BigEndian.Uint32(body) == 100000 {
				c.transfer = coloursPlain
			}
		}
	case "cHRM":
		if c.primaries != coloursUnknown {
			return
		}
		c.primaries = coloursPlain
		for i, want := range plainChromaticities {
			if binary.BigEndian.Uint32(body[i*4:]) != want {
				c.primaries = coloursCustom
			}
		}
	}
}

// readWebP reads the first chunk, lossy, lossless or extended:
//
//	12  4  "VP8 " "VP8L" "VP8X"    16  4  its length
func readWebP(data blob) (picture, error) {
	var b [30]byte
	n := min(data.size, int64(len(b)))
	if n < 25 {
		return picture{}, errPictureCut
	}
	if err := data.read(b[:n], 0); err != nil {
		return picture{}, err
	}
	p := picture{mime: "image/webp", length: int64(binary.LittleEndian.Uint32(b[4:])) + 8}
	kind := string(b[12:16])
	if n < 30 && kind != "VP8L" {
		return p, errPictureCut
	}
	switch kind {
	case "VP8 ":
		p.width, p.height = uint32(binary.LittleEndian.Uint16(b[26:])&0x3FFF), uint32(binary.LittleEndian.Uint16(b[28:])&0x3FFF)
	case "VP8L":
		size := binary.LittleEndian.Uint32(b[21:])
		p.width, p.height = size&0x3FFF+1, size>>14&0x3FFF+1
	case "VP8X":
		p.odd = b[20]&2 != 0 || b[20]&32 != 0
		p.width = (uint32(b[24]) | uint32(b[25])<<8 | uint32(b[26])<<16) + 1
		p.height = (uint32(b[27]) | uint32(b[28])<<8 | uint32(b[29])<<16) + 1
	default:
		return p, pictureError("Wrong WebP header.")
	}
	return p, nil
}
