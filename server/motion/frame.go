package motion

import "encoding/binary"

// KindFrame is the first byte of a frame on the socket and in a tail; its siblings are in package session.
const KindFrame = 0x10

// FrameCatchUp marks a frame that also brings people whose pose is older than the last tick: place them, draw no movement from it.
const FrameCatchUp = 0x01

// FrameEntriesMax bounds the people in one frame.
const FrameEntriesMax = 1024

// FrameEntry is one person's newest record. Record is shared, never modified.
type FrameEntry struct {
	Slot   uint16
	AgeMs  uint8
	Record []byte
}

// Frame is a parsed frame; its records point into the bytes it was parsed from.
type Frame struct {
	Tick    Tick
	Flags   uint8
	Entries []FrameEntry
}

// AppendFrame appends u8 kind · u32 tick · u8 flags · uvarint n · n × (uvarint slot · u8 ageMs · record).
func AppendFrame(b []byte, tick Tick, flags uint8, entries []FrameEntry) []byte {
	b = append(b, KindFrame)
	b = binary.LittleEndian.AppendUint32(b, tick)
	b = append(b, flags)
	b = binary.AppendUvarint(b, uint64(len(entries)))
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.Slot))
		b = append(b, e.AgeMs)
		b = append(b, e.Record...)
	}
	return b
}

// ParseFrame reads a frame. Bytes after its entries are a later version's and are skipped.
func ParseFrame(b []byte) (Frame, error) {
	if len(b) < 7 || b[0] != KindFrame {
		return Frame{}, ErrFrame
	}
	f := Frame{Tick: binary.LittleEndian.Uint32(b[1:]), Flags: b[5]}
	b = b[6:]
	n, b, ok := uvarint(b, FrameEntriesMax)
	if !ok || n > uint64(len(b)) {
		return Frame{}, ErrFrame
	}
	f.Entries = make([]FrameEntry, 0, n)
	for range n {
		slot, rest, ok := uvarint(b, 1<<16-1)
		if !ok || len(rest) < 1 {
			return Frame{}, ErrFrame
		}
		_, length, err := ParseRecord(rest[1:])
		if err != nil {
			return Frame{}, ErrFrame
		}
		f.Entries = append(f.Entries, FrameEntry{uint16(slot), rest[0], rest[1 : 1+length : 1+length]})
		b = rest[1+length:]
	}
	return f, nil
}

// uvarint reads a uvarint of at most limit and returns the rest.
func uvarint(b []byte, limit uint64) (uint64, []byte, bool) {
	v, n := binary.Uvarint(b)
	if n <= 0 || v > limit {
		return 0, nil, false
	}
	return v, b[n:], true
}

// AppendFramed appends a frame behind its uvarint length, as tails are kept.
func AppendFramed(b, frame []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(frame)))
	return append(b, frame...)
}

// NextFramed reads the first of the frames in b and returns the rest.
func NextFramed(b []byte) (Frame, []byte, error) {
	n, rest, ok := uvarint(b, uint64(len(b)))
	if !ok || n > uint64(len(rest)) {
		return Frame{}, nil, ErrFrame
	}
	f, err := ParseFrame(rest[:n])
	return f, rest[n:], err
}
