package validator

import (
	"encoding/binary"
	"fmt"
	"io"
)

// A GLB is a header, then chunks, each padded to four bytes; all numbers little-endian:
//
//	0  4  magic "glTF"    0  4  length of the chunk's data
//	4  4  version, 2      4  4  type, "JSON" or "BIN\0"
//	8  4  length of all   8  …  data
const (
	headerBytes      = 12
	chunkHeaderBytes = 8
	magicGLB         = 0x46546C67
	chunkJSON        = 0x4E4F534A
	chunkBIN         = 0x004E4942
)

// span is a part of src that was seen to be there.
type span struct{ offset, length int64 }

// container is where the parts of an asset lie.
type container struct {
	binary          bool // a GLB, not a text
	json, bin       span
	hasJSON, hasBIN bool
	cut, jsonCut    bool // it ends early, and in the JSON
}

// readContainer frames a GLB; anything that does not look like one is a glTF text as a whole.
func readContainer(src io.ReaderAt, size int64, l *ledger) (container, error) {
	if size > 0 {
		var first [1]byte
		if _, err := src.ReadAt(first[:], 0); err != nil {
			return container{}, fmt.Errorf("glTF: read the first byte: %w", err)
		}
		if looksLikeText(first[0]) {
			return container{json: span{0, size}, hasJSON: true}, nil
		}
	}
	r := glbReader{src: src, size: size, ledger: l}
	err := r.read()
	return r.found, err
}

// looksLikeText: a glTF text begins with an object, white space, a byte order mark, or by mistake another thing of JSON's.
func looksLikeText(b byte) bool {
	switch b {
	case '{', '[', '"', '/', ' ', '\t', '\r', '\n', 0xEF:
		return true
	}
	return false
}

type glbReader struct {
	src    io.ReaderAt
	size   int64
	ledger *ledger
	total  int64
	chunks int
	found  container
}

func (r *glbReader) read() error {
	r.found.binary = true
	var header [headerBytes]byte
	if r.size < headerBytes {
		r.ledger.putAt(glbUnexpectedEndOfHeader, r.size)
		return nil
	}
	if _, err := r.src.ReadAt(header[:], 0); err != nil {
		return fmt.Errorf("glTF: read the header: %w", err)
	}
	if magic := binary.LittleEndian.Uint32(header[:]); magic != magicGLB {
		r.ledger.putAt(glbInvalidMagic, 0, magic)
		return nil
	}
	if version := binary.LittleEndian.Uint32(header[4:]); version != 2 {
		r.ledger.putAt(glbInvalidVersion, 4, version)
		return nil
	}
	r.total = int64(binary.LittleEndian.Uint32(header[8:]))
	if r.total <= headerBytes {
		r.ledger.putAt(glbLengthTooSmall, 8, r.total)
	}
	return r.readChunks()
}

func (r *glbReader) readChunks() error {
	at := int64(headerBytes)
	for at < r.size {
		if at == r.total {
			r.ledger.putAt(glbExtraData, at)
			return nil
		}
		if r.size-at < chunkHeaderBytes {
			r.ledger.putAt(glbUnexpectedEndOfChunkHeader, r.size)
			r.found.cut = true
			return nil
		}
		var header [chunkHeaderBytes]byte
		if _, err := r.src.ReadAt(header[:], at); err != nil {
			return fmt.Errorf("glTF: read the chunk header at %d: %w", at, err)
		}
		length := int64(binary.LittleEndian.Uint32(header[:]))
		r.take(at, length, binary.LittleEndian.Uint32(header[4:]))
		r.chunks++
		at += chunkHeaderBytes + length
		if at > r.size {
			r.ledger.putAt(glbUnexpectedEndOfChunkData, r.size)
			r.found.cut = true
			return nil
		}
	}
	if r.total != at {
		r.ledger.putAt(glbLengthMismatch, at, r.total, at)
	}
	return nil
}

// take judges one chunk header and remembers the first chunk of each known type.
func (r *glbReader) take(at, length int64, kind uint32) {
	name := chunkName(kind)
	if length&3 != 0 {
		r.ledger.putAt(glbChunkLengthUnaligned, at, name)
	}
	data := span{at + chunkHeaderBytes, length}
	if data.offset+length > r.total {
		r.ledger.putAt(glbChunkTooBig, at, name, length)
	}
	if r.chunks == 0 && kind != chunkJSON {
		r.ledger.putAt(glbUnexpectedFirstChunk, at, name)
	}
	if kind == chunkBIN && r.chunks > 1 && !r.found.hasBIN {
		r.ledger.putAt(glbUnexpectedBinChunk, at)
	}
	switch kind {
	case chunkJSON:
		if length == 0 {
			r.ledger.putAt(glbEmptyChunk, at, name)
			if data.offset == r.size && !r.found.hasJSON {
				return // nothing follows: there is no more to say
			}
		}
		r.keep(&r.found.json, &r.found.hasJSON, data, at, name)
	case chunkBIN:
		if length == 0 {
			r.ledger.putAt(glbEmptyBinChunk, at)
		}
		r.keep(&r.found.bin, &r.found.hasBIN, data, at, name)
	default:
		r.ledger.putAt(glbUnknownChunkType, at, name)
	}
}

func (r *glbReader) keep(where *span, seen *bool, data span, at int64, name string) {
	if *seen {
		r.ledger.putAt(glbDuplicateChunk, at, name)
		return
	}
	if over := data.offset + data.length - r.size; over > 0 {
		data.length -= over
		r.found.jsonCut = where == &r.found.json
	}
	*where, *seen = data, true
}

// chunkName is the type as a number: unknown ones may be anything.
func chunkName(kind uint32) string { return fmt.Sprintf("0x%08x", kind) }
