package motion

import "encoding/binary"

// A part is one person's samples in columns, because a column of one coordinate is almost a straight line and its second differences
// are small numbers that compress:
//
//	uvarint n                           1 … 4096
//	ticks − firstTick, column           rising; only the first may be negative: the pose in force when the chunk begins
//	ageMs, n bytes
//	flags, run-length                   (uvarint run · u8 flags) until n are covered
//	head                                x, y, z columns; index run-length; a, b, c columns
//	left, right                         the same, only of the samples that have it tracked, nothing at all if none has
//
// A column is the first value, the first difference, then differences of differences, each a zigzag varint.

// appendColumn takes the values one by one, because they lie scattered in the samples.
func appendColumn(b []byte, n int, at func(i int) int64) []byte {
	var last, step int64
	for i := range n {
		v := at(i)
		switch i {
		case 0:
			b = binary.AppendVarint(b, v)
		default:
			b = binary.AppendVarint(b, v-last-step)
			step = v - last
		}
		last = v
	}
	return b
}

func appendRuns(b []byte, n int, at func(i int) uint8) []byte {
	for i := 0; i < n; {
		run := 1
		for i+run < n && at(i+run) == at(i) {
			run++
		}
		b = binary.AppendUvarint(b, uint64(run))
		b = append(b, at(i))
		i += run
	}
	return b
}

// AppendPart appends the part of samples, which must be 1 … 4096, rising in tick, and valid.
func AppendPart(b []byte, firstTick Tick, samples []Sample) []byte {
	n := len(samples)
	b = binary.AppendUvarint(b, uint64(n))
	b = appendColumn(b, n, func(i int) int64 { return samples[i].Tick - int64(firstTick) })
	for _, s := range samples {
		b = append(b, s.AgeMs)
	}
	b = appendRuns(b, n, func(i int) uint8 { return samples[i].Pose.Flags })
	b = appendJoints(b, n, func(i int) *Joint { return &samples[i].Pose.Head })
	left, right := tracked(samples)
	b = appendJoints(b, len(left), func(i int) *Joint { return &samples[left[i]].Pose.Left })
	return appendJoints(b, len(right), func(i int) *Joint { return &samples[right[i]].Pose.Right })
}

// tracked says in which samples each hand is.
func tracked(samples []Sample) (left, right []int) {
	for i, s := range samples {
		if s.Pose.Flags&FlagLeft != 0 {
			left = append(left, i)
		}
		if s.Pose.Flags&FlagRight != 0 {
			right = append(right, i)
		}
	}
	return left, right
}

func appendJoints(b []byte, n int, at func(i int) *Joint) []byte {
	if n == 0 {
		return b
	}
	b = appendColumn(b, n, func(i int) int64 { return int64(at(i).X) })
	b = appendColumn(b, n, func(i int) int64 { return int64(at(i).Y) })
	b = appendColumn(b, n, func(i int) int64 { return int64(at(i).Z) })
	b = appendRuns(b, n, func(i int) uint8 { return at(i).Rot.Index })
	b = appendColumn(b, n, func(i int) int64 { return int64(at(i).Rot.A) })
	b = appendColumn(b, n, func(i int) int64 { return int64(at(i).Rot.B) })
	return appendColumn(b, n, func(i int) int64 { return int64(at(i).Rot.C) })
}

// cursor reads a part; after the first mistake every read is empty and bad stays true.
type cursor struct {
	b   []byte
	bad bool
}

func (c *cursor) varint() int64 {
	v, n := binary.Varint(c.b)
	if n <= 0 {
		c.bad, c.b = true, nil
		return 0
	}
	c.b = c.b[n:]
	return v
}

// column reads n values, each within [low, high]. Sums may wrap on nonsense; the range check catches what they wrap to.
func (c *cursor) column(n int, low, high int64, set func(i int, v int64)) {
	var last, step int64
	for i := 0; i < n && !c.bad; i++ {
		switch d := c.varint(); i {
		case 0:
			last = d
		default:
			step += d
			last += step
		}
		if last < low || last > high {
			c.bad = true
			return
		}
		set(i, last)
	}
}

func (c *cursor) runs(n int, set func(i int, v uint8)) {
	for i := 0; i < n && !c.bad; {
		run, rest, ok := uvarint(c.b, uint64(n-i))
		if !ok || run == 0 || len(rest) == 0 {
			c.bad = true
			return
		}
		for range run {
			set(i, rest[0])
			i++
		}
		c.b = rest[1:]
	}
}

func (c *cursor) joints(n int, x, y [2]int64, at func(i int) *Joint) {
	c.column(n, x[0], x[1], func(i int, v int64) { at(i).X = int32(v) })
	c.column(n, y[0], y[1], func(i int, v int64) { at(i).Y = int32(v) })
	c.column(n, x[0], x[1], func(i int, v int64) { at(i).Z = int32(v) })
	c.runs(n, func(i int, v uint8) { at(i).Rot.Index = v })
	c.column(n, 0, stepMax, func(i int, v int64) { at(i).Rot.A = uint16(v) })
	c.column(n, 0, stepMax, func(i int, v int64) { at(i).Rot.B = uint16(v) })
	c.column(n, 0, stepMax, func(i int, v int64) { at(i).Rot.C = uint16(v) })
}

// ParsePart reads a part of a chunk that begins at firstTick.
func ParsePart(b []byte, firstTick Tick) ([]Sample, error) {
	n, b, ok := uvarint(b, PartSamplesMax)
	if !ok || n == 0 || n > uint64(len(b)) {
		return nil, ErrChunk
	}
	samples := make([]Sample, n)
	c := cursor{b: b}
	c.ticks(samples, int64(firstTick))
	if c.bad || len(c.b) < len(samples) {
		return nil, ErrChunk
	}
	for i := range samples {
		samples[i].AgeMs = c.b[i]
	}
	c.b = c.b[n:]
	c.runs(len(samples), func(i int, v uint8) { samples[i].Pose.Flags = v })
	if c.bad {
		return nil, ErrChunk
	}
	head, high, hand := [2]int64{headMinX, headMaxX}, [2]int64{headMinY, headMaxY}, [2]int64{handMin, handMax}
	c.joints(len(samples), head, high, func(i int) *Joint { return &samples[i].Pose.Head })
	left, right := tracked(samples)
	c.joints(len(left), hand, hand, func(i int) *Joint { return &samples[left[i]].Pose.Left })
	c.joints(len(right), hand, hand, func(i int) *Joint { return &samples[right[i]].Pose.Right })
	if c.bad || len(c.b) != 0 {
		return nil, ErrChunk
	}
	for i := range samples {
		if !samples[i].Pose.valid() {
			return nil, ErrChunk
		}
	}
	return samples, nil
}

func (c *cursor) ticks(samples []Sample, first int64) {
	previous := int64(-1)
	c.column(len(samples), -first, ChunkTicks-1, func(i int, v int64) {
		if first+v <= previous || i > 0 && v < 0 {
			c.bad = true
		}
		samples[i].Tick = first + v
		previous = samples[i].Tick
	})
}
