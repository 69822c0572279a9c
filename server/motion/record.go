package motion

// RecordMax is the length of the longest record: a head and two hands.
const RecordMax = 31

// bits writes and reads a stream of bits, the most significant of each byte first.
type bits struct {
	acc uint64
	n   uint // bits in acc, always below 8 between calls
}

func (w *bits) put(b []byte, v uint32, width uint) []byte {
	w.acc = w.acc<<width | uint64(v)
	w.n += width
	for w.n >= 8 {
		w.n -= 8
		b = append(b, byte(w.acc>>w.n))
	}
	return b
}

func (w *bits) flush(b []byte) []byte {
	if w.n == 0 {
		return b
	}
	return w.put(b, 0, 8-w.n)
}

// AppendRecord appends p's record. p must be such as Quantise or ParseRecord made it.
//
//	1 KEY | 1 L | 1 R | 1 gaze | 1 cut | 3 kept        the flags
//	17 x + 65536 | 14 y + 4096 | 17 z + 65536           the head, mm
//	2 index | 12 | 12 | 12                              its rotation
//	12 x + 2048 | 12 y + 2048 | 12 z + 2048 | rotation  each hand that is tracked, left first
//	zero bits to a whole byte
func AppendRecord(b []byte, p Pose) []byte {
	var w bits
	b = append(b, p.Flags)
	b = w.put(b, uint32(p.Head.X-headMinX), 17)
	b = w.put(b, uint32(p.Head.Y-headMinY), 14)
	b = w.put(b, uint32(p.Head.Z-headMinX), 17)
	b = w.putQuat(b, p.Head.Rot)
	if p.Flags&FlagLeft != 0 {
		b = w.putHand(b, p.Left)
	}
	if p.Flags&FlagRight != 0 {
		b = w.putHand(b, p.Right)
	}
	return w.flush(b)
}

func (w *bits) putQuat(b []byte, q Quat) []byte {
	b = w.put(b, uint32(q.Index), 2)
	b = w.put(b, uint32(q.A), 12)
	b = w.put(b, uint32(q.B), 12)
	return w.put(b, uint32(q.C), 12)
}

func (w *bits) putHand(b []byte, j Joint) []byte {
	b = w.put(b, uint32(j.X-handMin), 12)
	b = w.put(b, uint32(j.Y-handMin), 12)
	b = w.put(b, uint32(j.Z-handMin), 12)
	return w.putQuat(b, j.Rot)
}

// take returns the next width bits of b, which the caller has made sure are there.
func (w *bits) take(b []byte, at *int, width uint) uint32 {
	for w.n < width {
		w.acc = w.acc<<8 | uint64(b[*at])
		*at++
		w.n += 8
	}
	w.n -= width
	return uint32(w.acc>>w.n) & (1<<width - 1)
}

func (w *bits) takeQuat(b []byte, at *int) Quat {
	return Quat{
		Index: uint8(w.take(b, at, 2)),
		A:     uint16(w.take(b, at, 12)), B: uint16(w.take(b, at, 12)), C: uint16(w.take(b, at, 12)),
	}
}

func (w *bits) takeHand(b []byte, at *int) Joint {
	return Joint{
		X:   int32(w.take(b, at, 12)) + handMin,
		Y:   int32(w.take(b, at, 12)) + handMin,
		Z:   int32(w.take(b, at, 12)) + handMin,
		Rot: w.takeQuat(b, at),
	}
}

func recordLength(flags uint8) int {
	length := 12
	if flags&FlagLeft != 0 {
		length = 21
	}
	if flags&FlagRight != 0 {
		length += 9
		if flags&FlagLeft != 0 {
			length = RecordMax
		}
	}
	return length
}

// ParseRecord reads the record at the start of b and says how long it is. It accepts exactly what AppendRecord writes: one pose has
// one spelling, so equal poses are equal bytes.
func ParseRecord(b []byte) (Pose, int, error) {
	if len(b) == 0 || b[0]&(FlagKey|FlagGaze|flagKept) != FlagKey {
		return Pose{}, 0, ErrRecord
	}
	length := recordLength(b[0])
	if len(b) < length {
		return Pose{}, 0, ErrRecord
	}
	var r bits
	at := 1
	p := Pose{Flags: b[0]}
	p.Head.X = int32(r.take(b, &at, 17)) + headMinX
	p.Head.Y = int32(r.take(b, &at, 14)) + headMinY
	p.Head.Z = int32(r.take(b, &at, 17)) + headMinX
	p.Head.Rot = r.takeQuat(b, &at)
	if p.Flags&FlagLeft != 0 {
		p.Left = r.takeHand(b, &at)
	}
	if p.Flags&FlagRight != 0 {
		p.Right = r.takeHand(b, &at)
	}
	if padding := uint32(r.acc) & (1<<r.n - 1); padding != 0 || !p.valid() {
		return Pose{}, 0, ErrRecord
	}
	return p, length, nil
}
