package scenes

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The GLB container, all little-endian uint32:
//
//	header  magic "glTF", version, length of the whole file
//	chunk   length of its data, type, data; the first is JSON, the second may be BIN, others are unknown and ignored
const (
	headerBytes = 12
	chunkBytes  = 8
	chunkJSON   = 0x4E4F534A
	chunkBIN    = 0x004E4942
	mostChunks  = 32 // real files have two
)

// container is where the parts of a GLB lie.
type container struct {
	json   span
	bin    span
	hasBin bool
	end    int64
}

// span is a run of bytes of the file.
type span struct{ at, size int64 }

// readAt reads all of b, or says why not. A source shorter than its size is trouble with reading, not a bad file.
func readAt(src io.ReaderAt, b []byte, at int64) error {
	n, err := src.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("scenes: read %d bytes at %d: %w", len(b), at, err)
}

// openContainer finds the chunks. Every sum is in 64 bits, so a claimed length of 4 GB is only a large number.
func openContainer(src io.ReaderAt, size int64, limits Limits, found *findings) (container, error) {
	var c container
	if size > limits.Bytes {
		found.add(fileTooBig, "", "size", megabytes(size), "most", megabytes(limits.Bytes))
		return c, nil
	}
	head := make([]byte, min(size, sniffBytes))
	if err := readAt(src, head, 0); err != nil {
		return c, err
	}
	if !isGLB(head, found) {
		return c, nil
	}
	total := int64(binary.LittleEndian.Uint32(head[8:]))
	switch {
	case total > size:
		found.add(fileCutOff, "", "size", number(size), "claimed", number(total))
	case total < size:
		found.add(trailingData, "")
		size = total // what comes after it is no part of the model
	case total < headerBytes+chunkBytes:
		found.add(fileNoScene, "")
	}
	if found.refused {
		return c, nil
	}
	if size > limits.Gates.Bytes.Red {
		found.add(fileBig, "", "size", megabytes(size), "good", megabytes(limits.Gates.Bytes.Red))
	}
	c.end = size
	return c, c.readChunks(src, size, found)
}

func (c *container) readChunks(src io.ReaderAt, size int64, found *findings) error {
	var head [chunkBytes]byte
	at := int64(headerBytes)
	for count := 0; at < size && !found.refused; count++ {
		if count == mostChunks {
			found.add(tooManyChunks, "", "most", number(mostChunks))
			return nil
		}
		if size-at < chunkBytes {
			found.add(fileCutOff, "", "size", number(size), "claimed", number(at+chunkBytes))
			return nil
		}
		if err := readAt(src, head[:], at); err != nil {
			return err
		}
		data := span{at + chunkBytes, int64(binary.LittleEndian.Uint32(head[:]))}
		c.place(count, binary.LittleEndian.Uint32(head[4:]), data, size, found)
		at = data.at + data.size
	}
	return nil
}

// place judges the chunk that is count-th in the file.
func (c *container) place(count int, kind uint32, data span, size int64, found *findings) {
	over := data.at+data.size > size
	switch {
	case count == 0 && (kind != chunkJSON || over):
		found.add(fileDamaged, "")
	case count == 0 && data.size == 0:
		found.add(fileNoScene, "")
	case count == 0:
		c.json = data
	case kind == chunkJSON:
		found.add(fileTwoScenes, "")
	case over:
		found.add(fileCutOff, "", "size", number(size), "claimed", number(data.at+data.size))
	case kind == chunkBIN && count == 1:
		c.bin, c.hasBin = data, true
	case kind == chunkBIN:
		found.add(fileDamaged, "")
	default:
		found.add(unknownData, "")
	}
}
