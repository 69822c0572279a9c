package validator

import (
	"context"
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
func readContainer(ctx context.Context, src io.ReaderAt, size int64, l *ledger) (container, error) {
	if size > 0 {
		var first [1]byte
		if err := readFull(src, first[:], 0); err != nil {
			return container{}, fmt.Errorf("glTF: read the first byte: %w", err)
		}
		if looksLikeText(first[0]) {
			return container{json: span{0, size}, hasJSON: true}, nil
		}
	}
	r := glbReader{ctx: ctx, src: src, size: size, ledger: l}
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
	ctx    context.Context
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
	if err := readFull(r.src, header[:], 0); err != nil {
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
	w := window{src: r.src, size: r.size}
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
		header, err := w.get(at, chunkHeaderBytes)
		if err != nil {
			return err
		}
		if r.chunks++; r.chunks&4095 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		length := int64(binary.LittleEndian.Uint32(header))
		r.take(at, length, chunkType(binary.LittleEndian.Uint32(header[4:])))
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
func (r *glbReader) take(at, length int64, kind chunkType) {
	if length&3 != 0 {
		r.ledger.putAt(glbChunkLengthUnaligned, at, kind)
	}
	data := span{at + chunkHeaderBytes, length}
	if data.offset+length > r.total {
		r.ledger.putAt(glbChunkTooBig, at, kind, length)
	}
	if r.chunks == 1 && kind != chunkJSON {
		r.ledger.putAt(glbUnexpectedFirstChunk, at, kind)
	}
	if kind == chunkBIN && r.chunks > 2 && !r.found.hasBIN {
		r.ledger.putAt(glbUnexpectedBinChunk, at)
	}
	switch kind {
	case chunkJSON:
		if length == 0 {
			r.ledger.putAt(glbEmptyChunk, at, kind)
			if data.offset == r.size && !r.found.hasJSON {
				return // nothing follows: there is no more to say
			}
		}
		r.keep(&r.found.json, &r.found.hasJSON, data, at, kind)
	case chunkBIN:
		if length == 0 {
			r.ledger.putAt(glbEmptyBinChunk, at)
		}
		r.keep(&r.found.bin, &r.found.hasBIN, data, at, kind)
	default:
		r.ledger.putAt(glbUnknownChunkType, at, kind)
	}
}

func (r *glbReader) keep(where *span, seen *bool, data span, at int64, kind chunkType) {
	if *seen {
		r.ledger.putAt(glbDuplicateChunk, at, kind)
		return
	}
	if over := data.offset + data.length - r.size; over > 0 {
		data.length -= over
		r.found.jsonCut = where == &r.found.json
	}
	*where, *seen = data, true
}

// chunkType is shown as a number: unknown ones may be anything.
type chunkType uint32

func (t chunkType) String() string { return fmt.Sprintf("0x%08x", uint32(t)) }

// window reads small parts that follow one another with few reads of the source.
type window struct {
	src   io.ReaderAt
	size  int64
	at    int64
	bytes []byte
}

const windowBytes = 32 << 10

// get gives n bytes at an offset; the caller knows that they are there.
func (w *window) get(at, n int64) ([]byte, error) {
	if at < w.at || at+n > w.at+int64(len(w.bytes)) {
		if w.bytes == nil {
			w.bytes = make([]byte, 0, windowBytes)
		}
		w.at, w.bytes = at, w.bytes[:min(windowBytes, w.size-at)]
		if err := readFull(w.src, w.bytes, at); err != nil {
			w.bytes = w.bytes[:0]
			return nil, fmt.Errorf("glTF: read the container at %d: %w", at, err)
		}
	}
	return w.bytes[at-w.at:][:n], nil
}
