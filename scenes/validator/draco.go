package validator

import (
	"encoding/binary"
	"fmt"
)

// A Draco mesh begins, little-endian, with
//
//	0  5  "DRACO"       5  1  major, 2    6  1  minor, 0 to 2
//	7  1  1: a mesh     8  1  0: sequential, 1: edgebreaker
//	9  2  flags; the highest: metadata follow
//
// then, without metadata, sequential: faces and points; edgebreaker: the kind of traversal, then vertices and faces. Numbers
// are varints since 2.2 (sequential) and 2.2 (edgebreaker), before that 32 bits.
const (
	dracoHeader   = 11
	dracoMetadata = 0x8000
)

type dracoCounts struct {
	faces, points int64
	exact         bool // points is their number, not the fewest there can be
}

func (k *linker) judgeDracoData(is ref, p *primitive, view *bufferView) {
	if view.holder == nil || view.holder.data.ReaderAt == nil {
		return // said when the buffer was read
	}
	data := view.bytes(0, view.length)
	var b [dracoHeader + 32]byte
	n := min(view.length, int64(len(b)))
	if data.ReaderAt == nil || n < dracoHeader {
		k.say(dracoInvalid, is, "It is too short.")
		return
	}
	if err := data.read(b[:n], 0); err != nil {
		return
	}
	if why := dracoBroken(b[:n]); why != "" {
		k.say(dracoInvalid, is, why)
		return
	}
	counts, ok := readDraco(b[:n])
	if !ok {
		return
	}
	if p.indices != nil && p.mode == 4 && counts.faces*3 != p.indices.count {
		k.say(dracoMismatch, is, counts.faces, "faces", fmt.Sprintf("%d indices", p.indices.count))
	}
	if p.vertices >= 0 && (counts.points > p.vertices || counts.exact && counts.points != p.vertices) {
		k.say(dracoMismatch, is, counts.points, "points", p.vertices)
	}
}

func dracoBroken(b []byte) string {
	switch {
	case string(b[:5]) != "DRACO":
		return "It does not begin with DRACO."
	case b[5] != 2 || b[6] > 2:
		return fmt.Sprintf("Version %d.%d is not known.", b[5], b[6])
	case b[7] != 1:
		return "It is not a mesh."
	case b[8] > 1:
		return fmt.Sprintf("Method %d is not known.", b[8])
	}
	return ""
}

// readDraco reads the counts where they can be reached without decoding.
func readDraco(b []byte) (dracoCounts, bool) {
	if binary.LittleEndian.Uint16(b[9:])&dracoMetadata != 0 || b[6] < 2 {
		return dracoCounts{}, false
	}
	rest := b[dracoHeader:]
	if b[8] == 1 && len(rest) > 0 {
		rest = rest[1:] // the kind of traversal
	}
	first, n := binary.Uvarint(rest)
	if n <= 0 || first > mostInteger {
		return dracoCounts{}, false
	}
	second, m := binary.Uvarint(rest[n:])
	if m <= 0 || second > mostInteger {
		return dracoCounts{}, false
	}
	if b[8] == 1 {
		return dracoCounts{points: int64(first), faces: int64(second)}, true
	}
	return dracoCounts{faces: int64(first), points: int64(second), exact: true}, true
}
