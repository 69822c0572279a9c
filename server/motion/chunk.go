package motion

import (
	"encoding/binary"
	"fmt"
)

// Bounds of a chunk: ten seconds, of as many people as a frame can hold.
const (
	ChunkTicks     = 10 * TickHz
	ChunkVersion   = 1
	TailVersion    = 1
	PartSamplesMax = 4096
)

// Magics of the two files of a replay.
const (
	ChunkMagic = "RC"
	TailMagic  = "RT"
)

// Part is one person's motion in a chunk, as AppendPart wrote it.
type Part struct {
	Slot uint16
	Body []byte
}

// Chunk stands for the ticks from FirstTick to FirstTick + Ticks − 1.
type Chunk struct {
	FirstTick, Ticks Tick
	Parts            []Part
}

// AppendChunk appends "RC" · u8 version · uvarint firstTick · uvarint ticks · uvarint m · m × (uvarint slot · uvarint length · part).
func AppendChunk(b []byte, firstTick, ticks Tick, parts []Part) []byte {
	b = append(b, ChunkMagic...)
	b = append(b, ChunkVersion)
	b = binary.AppendUvarint(b, uint64(firstTick))
	b = binary.AppendUvarint(b, uint64(ticks))
	b = binary.AppendUvarint(b, uint64(len(parts)))
	for _, p := range parts {
		b = binary.AppendUvarint(b, uint64(p.Slot))
		b = binary.AppendUvarint(b, uint64(len(p.Body)))
		b = append(b, p.Body...)
	}
	return b
}

// ParseChunk reads a chunk; the parts point into b and are not looked into.
func ParseChunk(b []byte) (Chunk, error) {
	if len(b) < 3 || string(b[:2]) != ChunkMagic || b[2] != ChunkVersion {
		return Chunk{}, fmt.Errorf("%w: not version %d", ErrChunk, ChunkVersion)
	}
	var head [3]uint64
	b = b[3:]
	for i, limit := range []uint64{1<<32 - 1, ChunkTicks, FrameEntriesMax} {
		var ok bool
		if head[i], b, ok = uvarint(b, limit); !ok {
			return Chunk{}, ErrChunk
		}
	}
	c := Chunk{FirstTick: Tick(head[0]), Ticks: Tick(head[1])}
	if c.Ticks == 0 || head[0]+head[1] > 1<<32 || head[2] > uint64(len(b)) {
		return Chunk{}, ErrChunk
	}
	c.Parts = make([]Part, 0, head[2])
	for range head[2] {
		slot, rest, ok := uvarint(b, 1<<16-1)
		if !ok {
			return Chunk{}, ErrChunk
		}
		length, rest, ok := uvarint(rest, uint64(len(rest)))
		if !ok || length > uint64(len(rest)) {
			return Chunk{}, ErrChunk
		}
		c.Parts = append(c.Parts, Part{uint16(slot), rest[:length:length]})
		b = rest[length:]
	}
	if len(b) != 0 {
		return Chunk{}, ErrChunk
	}
	return c, nil
}
