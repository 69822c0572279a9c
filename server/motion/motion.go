// Package motion is how people move, as integers.
//
// A pose is quantised once, where it is captured: whole millimetres and 12-bit smallest-three rotations, hands relative
// to the head. From then on nobody rounds again. The same integers are broadcast, recorded, replayed and analysed, so
// that a replay equals what was seen, bit for bit.
//
// Three forms of the same samples, all laid down in docs/PROTOCOL.md:
//
//	record   one pose, 12, 21 or 31 bytes, every one standing alone (a key record; delta records have a bit kept for them)
//	frame    the newest record of each person who moved in one tick, sent to everybody
//	part     one person's samples of a chunk, in columns of differences of differences: what is kept and what a replay loads
//
// Rules. Nothing here reads a clock, a socket or a disk. Every parser is bounded by the length of its input before it
// allocates, refuses what no encoder here would write where that could be mistaken for motion, and never panics; each has a fuzz
// target. Encoding and decoding a record allocates nothing: it is done for everybody, thirty times a second.
//
// Why not floats and a general format: measured on real motion, ours is 31 bytes on the wire where packed floats take 89 and JSON
// 150 to 700, and 1.4 MB per person and hour on disk where compressed floats take 9.
package motion

import "errors"

// Tick counts thirtieths of a second since a session opened.
type Tick = uint32

// TickHz is how many ticks there are in a second. Tick k stands at k × 1000 / TickHz milliseconds.
const TickHz = 30

// Errors of the parsers. A sender that causes one speaks another language or is hostile; there is no partial result.
var (
	ErrRecord = errors.New("malformed pose record")
	ErrFrame  = errors.New("malformed frame")
	ErrChunk  = errors.New("malformed chunk")
)

// Flags of a pose: the first byte of its record.
const (
	FlagKey   = 0x80 // the record stands alone; always set in version 1
	FlagLeft  = 0x40 // the left hand is tracked
	FlagRight = 0x20 // the right hand is tracked
	FlagGaze  = 0x10 // never set in version 1
	FlagCut   = 0x08 // a jump: draw no movement between the pose before and this one
	flagKept  = 0x07 // zero in version 1
)

// Pose is a head and the hands that are tracked. A hand that is not is the zero Joint, so that poses compare with ==.
type Pose struct {
	Flags             uint8
	Head, Left, Right Joint
}

// Joint is a place in millimetres (the head's from the session's origin, a hand's from the head along the scene's axes) and a
// rotation in the scene.
type Joint struct {
	X, Y, Z int32
	Rot     Quat
}

// Quat is a rotation as smallest three: Index is the component left out (x, y, z, w), A, B and C are the others in order.
type Quat struct {
	Index   uint8
	A, B, C uint16
}

// Sample is a pose and when it was: AgeMs before Tick.
type Sample struct {
	Tick  int64
	AgeMs uint8
	Pose  Pose
}

// Ms is the sample's session time in milliseconds.
func (s Sample) Ms() float64 { return float64(s.Tick)*1000/TickHz - float64(s.AgeMs) }

// ThirdsMs is the sample's session time in thirds of a millisecond, exact, for comparing.
func (s Sample) ThirdsMs() int64 { return s.Tick*(3000/TickHz) - 3*int64(s.AgeMs) }

// Ranges of the fields, in millimetres and steps.
const (
	headMinX, headMaxX = -1 << 16, 1<<16 - 1
	headMinY, headMaxY = -1 << 12, 1<<14 - 1<<12 - 1
	handMin, handMax   = -1 << 11, 1<<11 - 1
	stepMax            = 4094
	stepMid            = 2047
)

// valid says whether the integers are such as a record can hold.
func (p Pose) valid() bool {
	if p.Flags&(FlagKey|FlagGaze|flagKept) != FlagKey {
		return false
	}
	if p.Flags&FlagLeft == 0 && p.Left != (Joint{}) || p.Flags&FlagRight == 0 && p.Right != (Joint{}) {
		return false
	}
	return p.Head.headValid() && p.Left.handValid() && p.Right.handValid()
}

func (j Joint) headValid() bool {
	return within(j.X, headMinX, headMaxX) && within(j.Y, headMinY, headMaxY) && within(j.Z, headMinX, headMaxX) && j.Rot.valid()
}

func (j Joint) handValid() bool {
	return within(j.X, handMin, handMax) && within(j.Y, handMin, handMax) && within(j.Z, handMin, handMax) && j.Rot.valid()
}

func (q Quat) valid() bool {
	return q.Index <= 3 && q.A <= stepMax && q.B <= stepMax && q.C <= stepMax
}

func within(v, low, high int32) bool { return v >= low && v <= high }
