package validator

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// A KTX2 file is a header, an index of its levels, then data; all numbers little-endian:
//
//	 0 12  identifier          12  4  vkFormat              16  4  typeSize
//	20  4  width               24  4  height                28  4  depth
//	32  4  layers              36  4  faces                 40  4  levels
//	44  4  supercompression    48  4  descriptor offset     52  4  its length
//	56  4  key/values offset   60  4  length                64  8  global data offset    72  8  length
//	80 24  for each level, the largest first: offset, length, length when decompressed
const (
	ktx2Header = 80
	ktx2Level  = 24

	ktx2None    = 0
	ktx2BasisLZ = 1
	ktx2Zstd    = 2
)

type ktx2 struct {
	format, width, height, depth, layers, faces, levels, scheme uint32
	descriptor, descriptorLength                                uint32
	global, globalLength                                        uint64
}

func (k *linker) loadKTX2(i *image, data blob, member string) error {
	i.found = "image/ktx2"
	var b [ktx2Header]byte
	if data.size < ktx2Header {
		k.say(imageUnexpectedEos, i.is)
		return nil
	}
	if err := data.read(b[:], 0); err != nil {
		return err
	}
	n := func(at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	h := ktx2{
		format: n(12), width: n(20), height: n(24), depth: n(28), layers: n(32), faces: n(36), levels: n(40), scheme: n(44),
		descriptor: n(48), descriptorLength: n(52),
		global: binary.LittleEndian.Uint64(b[64:]), globalLength: binary.LittleEndian.Uint64(b[72:]),
	}
	k.judgePicture(i, picture{mime: "image/ktx2", width: h.width, height: h.height}, member)
	if why := h.unsupported(); why != "" {
		k.say(ktx2Unsupported, i.is, why)
	}
	if why := h.broken(data.size); why != "" {
		k.say(ktx2Invalid, i.is, why)
		return nil
	}
	return k.judgeLevels(i, data, h)
}

// unsupported says what KHR_texture_basisu does not allow.
func (h ktx2) unsupported() string {
	switch {
	case h.format != 0 || h.scheme != ktx2BasisLZ && h.scheme != ktx2None && h.scheme != ktx2Zstd:
		return fmt.Sprintf("vkFormat is %d and supercompression %d.", h.format, h.scheme)
	case h.depth != 0 || h.layers != 0 || h.faces != 1:
		return fmt.Sprintf("It has depth %d, %d layers and %d faces.", h.depth, h.layers, h.faces)
	case h.width%4 != 0 || h.height%4 != 0:
		return fmt.Sprintf("Its sides %d×%d are no multiples of 4.", h.width, h.height)
	}
	return ""
}

func (h ktx2) broken(size int64) string {
	most := bits.Len32(max(h.width, h.height))
	switch {
	case h.levels == 0 || int64(h.levels) > int64(max(most, 1)):
		return fmt.Sprintf("%d levels do not go with %d×%d pixels.", h.levels, h.width, h.height)
	case ktx2Header+int64(h.levels)*ktx2Level > size:
		return "The level index is cut off."
	case int64(h.descriptor)+int64(h.descriptorLength) > size:
		return "The data format descriptor is not there."
	case h.globalLength > uint64(size) || h.global > uint64(size)-h.globalLength:
		return "The supercompression data is not there."
	}
	return ""
}

func (k *linker) judgeLevels(i *image, data blob, h ktx2) error {
	for level := range h.levels {
		var b [ktx2Level]byte
		if err := data.read(b[:], ktx2Header+int64(level)*ktx2Level); err != nil {
			return err
		}
		offset, length, whole := binary.LittleEndian.Uint64(b[:]), binary.LittleEndian.Uint64(b[8:]), binary.LittleEndian.Uint64(b[16:])
		wide, high := uint64(max(h.width>>level, 1)+3)/4, uint64(max(h.height>>level, 1)+3)/4
		switch {
		case length == 0 || length > uint64(data.size) || offset > uint64(data.size)-length:
			k.say(ktx2LevelInvalid, i.is, level, fmt.Sprintf("%d bytes at %d are not there.", length, offset))
		case h.scheme == ktx2BasisLZ || h.format != 0 || h.faces != 1 || h.depth != 0 || h.layers != 0:
		case whole != wide*high*16:
			k.say(ktx2LevelInvalid, i.is, level, fmt.Sprintf("It declares %d bytes when decompressed; its blocks take %d.", whole, wide*high*16))
		case h.scheme == ktx2None && length != whole:
			k.say(ktx2LevelInvalid, i.is, level, fmt.Sprintf("It has %d bytes of %d.", length, whole))
		}
	}
	return nil
}
