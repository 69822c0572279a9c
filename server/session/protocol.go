package session

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"

	"rehearsal/server/motion"
)

// The protocol, defined once. docs/PROTOCOL.md says it in prose, webxr/src/log/protocol.gen.ts is written from here by a test, and
// testdata/vectors.json holds both languages to it. Integers are little-endian; text is behind its length in bytes.

// Subprotocol is what the socket speaks; Version is the one byte that HELLO and WELCOME carry.
const (
	Subprotocol = "rehearsal.v1"
	Version     = 1
)

// Kinds: the first byte of every message. A kind that is not known is skipped, and so are bytes after the fields that are.
const (
	KindPose    = 0x01             // up:   u16 seq · u32 ackTick · u32 captureMs · record
	KindPropose = 0x02             // up:   u32 op · u8 n object · u8 n property · u16 n value
	KindHello   = 0x03             // up:   u8 version · u32 epoch · u32 seq
	KindPing    = 0x04             // up:   f64 t0
	KindAck     = 0x05             // up:   u32 ackTick
	KindFrame   = motion.KindFrame // down: u32 tick · u8 flags · uvarint n · n × (uvarint slot · u8 ageMs · record)
	KindEvent   = 0x11             // down: u32 seq · u32 tick · u16 author · u32 op · u8 n object · u8 n property · u16 n value · u16 n previous
	KindWelcome = 0x12             // down: u8 version · u8 flags · u16 slot · u32 epoch · u32 seq · u32 lastOp · u32 tick · f64 nowMs · 3 × i32 origin · u8 tickHz · u8 window
	KindState   = 0x13             // down: u32 seq · JSON
	KindPong    = 0x14             // down: f64 t0 · f64 nowMs
	KindRefused = 0x15             // down: u32 op · u8 reason
	KindGoodbye = 0x16             // down: u8 reason
)

// Flags of WELCOME.
const WelcomeResumed = 0x01 // the events after the client's seq follow; without it STATE does

// Reasons of REFUSED. The op is spent: trying again takes a new one.
const (
	RefusedNotYours  = 1 // not yours to write
	RefusedMalformed = 2
	RefusedTooMany   = 3 // slow down
	RefusedNotSaved  = 4 // could not be saved, try again
)

// Reasons of GOODBYE.
const (
	GoodbyeReplaced  = 1 // another socket took this seat
	GoodbyeClosed    = 2 // the session is closed
	GoodbyeRemoved   = 3
	GoodbyeTooFast   = 4
	GoodbyeMalformed = 5
	GoodbyeStopping  = 6 // the server is stopping, come back
	GoodbyeSilent    = 7 // silent for too long
	GoodbyeVersion   = 8 // version not spoken
)

// Limits that both sides know.
const (
	MaxMessage   = 8192 // bytes of a message upwards
	MaxValue     = 4096 // bytes of a value
	MaxObject    = 64   // bytes of an object's name
	MaxProperty  = 32   // bytes of a property's name
	MaxName      = 40   // characters of a participant's name
	MaxLabel     = 200  // characters of a bookmark's label
	MaxSeats     = 1000 // seats of one session
	FirstWindow  = 6    // unacknowledged frames to begin with; the server adds a frame for every 33 ms of round trip
	SilentMs     = 10_000
	HelloMs      = 5_000
	StillMs      = 500 // a pose that does not change is sent this often
	PlayoutMinMs = 66
	PlayoutMaxMs = 250
)

var errShort = errors.New("message is cut short")

// fields takes fixed fields off the front of a message; after the first that is missing, every one is zero and bad is true.
type fields struct {
	b   []byte
	bad bool
}

func (f *fields) take(n int) []byte {
	if len(f.b) < n {
		f.b, f.bad = nil, true
		return make([]byte, n)
	}
	out := f.b[:n]
	f.b = f.b[n:]
	return out
}

func (f *fields) u8() uint8    { return f.take(1)[0] }
func (f *fields) u16() uint16  { return binary.LittleEndian.Uint16(f.take(2)) }
func (f *fields) u32() uint32  { return binary.LittleEndian.Uint32(f.take(4)) }
func (f *fields) f64() float64 { return math.Float64frombits(binary.LittleEndian.Uint64(f.take(8))) }

func (f *fields) text8() string  { return string(f.take(int(f.u8()))) }
func (f *fields) text16() []byte { return f.take(int(f.u16())) }

func (f *fields) err() error {
	if f.bad {
		return errors.Join(ErrMalformed, errShort)
	}
	return nil
}

func open(b []byte, kind byte) fields {
	if len(b) == 0 || b[0] != kind {
		return fields{bad: true}
	}
	return fields{b: b[1:]}
}

func appendF64(b []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
}

func appendText8(b []byte, s string) []byte {
	return append(append(b, byte(len(s))), s...)
}

func appendText16(b, s []byte) []byte {
	return append(binary.LittleEndian.AppendUint16(b, uint16(len(s))), s...)
}

// PoseMessage is somebody's newest pose. Seq counts up and wraps.
type PoseMessage struct {
	Seq       uint16
	AckTick   motion.Tick
	CaptureMs uint32 // session time, modulo 2³²
	Pose      motion.Pose
}

// AppendPose appends a POSE.
func AppendPose(b []byte, m PoseMessage) []byte {
	b = binary.LittleEndian.AppendUint16(append(b, KindPose), m.Seq)
	b = binary.LittleEndian.AppendUint32(b, m.AckTick)
	b = binary.LittleEndian.AppendUint32(b, m.CaptureMs)
	return motion.AppendRecord(b, m.Pose)
}

// ParsePose reads a POSE, allocating nothing: there are thirty a second of everybody.
func ParsePose(b []byte) (PoseMessage, error) {
	if len(b) < 11 || b[0] != KindPose {
		return PoseMessage{}, ErrMalformed
	}
	m := PoseMessage{
		Seq:       binary.LittleEndian.Uint16(b[1:]),
		AckTick:   binary.LittleEndian.Uint32(b[3:]),
		CaptureMs: binary.LittleEndian.Uint32(b[7:]),
	}
	var err error
	if m.Pose, _, err = motion.ParseRecord(b[11:]); err != nil {
		return PoseMessage{}, ErrMalformed
	}
	return m, nil
}

// Proposal is a write that a client asks for.
type Proposal struct {
	Op               uint32
	Object, Property string
	Value            json.RawMessage
}

// AppendPropose appends a PROPOSE.
func AppendPropose(b []byte, p Proposal) []byte {
	b = binary.LittleEndian.AppendUint32(append(b, KindPropose), p.Op)
	b = appendText8(b, p.Object)
	b = appendText8(b, p.Property)
	return appendText16(b, p.Value)
}

// ParsePropose reads a PROPOSE; the value is a copy. Whether it may be written is not looked at here.
func ParsePropose(b []byte) (Proposal, error) {
	f := open(b, KindPropose)
	p := Proposal{Op: f.u32(), Object: f.text8(), Property: f.text8(), Value: append(json.RawMessage(nil), f.text16()...)}
	if err := f.err(); err != nil {
		return Proposal{}, err
	}
	return p, nil
}

// Hello is how a connection begins: what the client already has. Both are zero the first time.
type Hello struct {
	Version    uint8
	Epoch, Seq uint32
}

// AppendHello appends a HELLO.
func AppendHello(b []byte, h Hello) []byte {
	b = binary.LittleEndian.AppendUint32(append(b, KindHello, h.Version), h.Epoch)
	return binary.LittleEndian.AppendUint32(b, h.Seq)
}

// ParseHello reads a HELLO. A version that is not spoken here is ErrVersion.
func ParseHello(b []byte) (Hello, error) {
	f := open(b, KindHello)
	h := Hello{Version: f.u8()}
	if !f.bad && h.Version != Version {
		return Hello{}, ErrVersion
	}
	h.Epoch, h.Seq = f.u32(), f.u32()
	if err := f.err(); err != nil {
		return Hello{}, err
	}
	return h, nil
}

// AppendPing appends a PING; t0 is any clock of the client's.
func AppendPing(b []byte, t0 float64) []byte { return appendF64(append(b, KindPing), t0) }

// ParsePing reads a PING.
func ParsePing(b []byte) (t0 float64, err error) {
	f := open(b, KindPing)
	t0 = f.f64()
	return t0, f.err()
}

// AppendAck appends an ACK.
func AppendAck(b []byte, tick motion.Tick) []byte {
	return binary.LittleEndian.AppendUint32(append(b, KindAck), tick)
}

// ParseAck reads an ACK.
func ParseAck(b []byte) (motion.Tick, error) {
	f := open(b, KindAck)
	tick := f.u32()
	return tick, f.err()
}

// AppendEvent appends an EVENT.
func AppendEvent(b []byte, e Event) []byte {
	b = binary.LittleEndian.AppendUint32(append(b, KindEvent), e.Seq)
	b = binary.LittleEndian.AppendUint32(b, e.Tick)
	b = binary.LittleEndian.AppendUint16(b, uint16(e.Author))
	b = binary.LittleEndian.AppendUint32(b, e.Op)
	b = appendText8(b, e.Object)
	b = appendText8(b, e.Property)
	b = appendText16(b, e.Value)
	return appendText16(b, e.Previous)
}

// ParseEvent reads an EVENT.
func ParseEvent(b []byte) (Event, error) {
	f := open(b, KindEvent)
	e := Event{Seq: f.u32(), Tick: f.u32(), Author: Slot(f.u16()), Op: f.u32(), Object: f.text8(), Property: f.text8()}
	e.Value = append(e.Value, f.text16()...)
	e.Previous = append(e.Previous, f.text16()...)
	if err := f.err(); err != nil {
		return Event{}, err
	}
	return e, nil
}

// Welcome answers HELLO.
type Welcome struct {
	Version, Flags uint8
	Slot           Slot
	Epoch          uint32 // changes when the log is opened anew; a client of another epoch is given STATE
	Seq            uint32 // the head of the log
	LastOp         uint32 // the newest op of this seat that is in the log
	Tick           motion.Tick
	NowMs          float64
	Origin         motion.Origin
	TickHz, Window uint8
}

// AppendWelcome appends a WELCOME.
func AppendWelcome(b []byte, w Welcome) []byte {
	b = append(b, KindWelcome, w.Version, w.Flags)
	b = binary.LittleEndian.AppendUint16(b, uint16(w.Slot))
	for _, v := range []uint32{w.Epoch, w.Seq, w.LastOp, w.Tick} {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	b = appendF64(b, w.NowMs)
	for _, v := range []int32{w.Origin.X, w.Origin.Y, w.Origin.Z} {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return append(b, w.TickHz, w.Window)
}

// ParseWelcome reads a WELCOME.
func ParseWelcome(b []byte) (Welcome, error) {
	f := open(b, KindWelcome)
	w := Welcome{
		Version: f.u8(), Flags: f.u8(), Slot: Slot(f.u16()),
		Epoch: f.u32(), Seq: f.u32(), LastOp: f.u32(), Tick: f.u32(), NowMs: f.f64(),
		Origin: motion.Origin{X: int32(f.u32()), Y: int32(f.u32()), Z: int32(f.u32())},
		TickHz: f.u8(), Window: f.u8(),
	}
	if err := f.err(); err != nil {
		return Welcome{}, err
	}
	return w, nil
}

// AppendState appends a STATE.
func AppendState(b []byte, seq uint32, state State) ([]byte, error) {
	text, err := json.Marshal(state)
	if err != nil {
		return nil, err
	}
	b = binary.LittleEndian.AppendUint32(append(b, KindState), seq)
	return append(b, text...), nil
}

// ParseState reads a STATE.
func ParseState(b []byte) (seq uint32, state State, err error) {
	f := open(b, KindState)
	seq = f.u32()
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	if err := json.Unmarshal(f.b, &state); err != nil {
		return 0, nil, errors.Join(ErrMalformed, err)
	}
	return seq, state, nil
}

// AppendPong appends a PONG.
func AppendPong(b []byte, t0, nowMs float64) []byte {
	return appendF64(appendF64(append(b, KindPong), t0), nowMs)
}

// ParsePong reads a PONG.
func ParsePong(b []byte) (t0, nowMs float64, err error) {
	f := open(b, KindPong)
	t0, nowMs = f.f64(), f.f64()
	return t0, nowMs, f.err()
}

// AppendRefused appends a REFUSED.
func AppendRefused(b []byte, op uint32, reason byte) []byte {
	return append(binary.LittleEndian.AppendUint32(append(b, KindRefused), op), reason)
}

// ParseRefused reads a REFUSED.
func ParseRefused(b []byte) (op uint32, reason byte, err error) {
	f := open(b, KindRefused)
	op, reason = f.u32(), f.u8()
	return op, reason, f.err()
}

// AppendGoodbye appends a GOODBYE.
func AppendGoodbye(b []byte, reason byte) []byte { return append(b, KindGoodbye, reason) }

// ParseGoodbye reads a GOODBYE.
func ParseGoodbye(b []byte) (reason byte, err error) {
	f := open(b, KindGoodbye)
	reason = f.u8()
	return reason, f.err()
}
