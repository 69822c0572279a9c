package session

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"rehearsal/server/motion"
)

// The shapes of testdata/vectors.json, which is for every language: bytes are hex, a pose is 22 integers
// [flags, head x y z index a b c, left the same, right the same], a transform is 7 numbers [x y z qx qy qz qw].
type vectors struct {
	About    string           `json:"about"`
	Quantise []quantiseVector `json:"quantise"`
	Records  []recordVector   `json:"records"`
	Frames   []frameVector    `json:"frames"`
	Messages []messageVector  `json:"messages"`
	Chunks   []chunkVector    `json:"chunks"`
	Tails    []tailVector     `json:"tails"`
	Timeline []timelineVector `json:"timeline"`
	State    []stateVector    `json:"state"`
}

type quantiseVector struct {
	Origin [3]int32    `json:"origin"`
	Head   [7]float64  `json:"head"`
	Left   *[7]float64 `json:"left"`
	Right  *[7]float64 `json:"right"`
	Cut    bool        `json:"cut"`
	Ints   []int64     `json:"ints"`
}

type recordVector struct {
	Name string  `json:"name"`
	Hex  string  `json:"hex"`
	OK   bool    `json:"ok"`
	Ints []int64 `json:"ints,omitempty"`
}

type entryVector struct {
	Slot  int     `json:"slot"`
	AgeMs int     `json:"ageMs"`
	Ints  []int64 `json:"ints"`
}

type frameVector struct {
	Name    string        `json:"name"`
	Hex     string        `json:"hex"`
	OK      bool          `json:"ok"`
	Tick    uint32        `json:"tick"`
	Flags   int           `json:"flags"`
	Entries []entryVector `json:"entries"`
}

type messageVector struct {
	Kind   string         `json:"kind"`
	Name   string         `json:"name"`
	Hex    string         `json:"hex"`
	OK     bool           `json:"ok"`
	Fields map[string]any `json:"fields,omitempty"`
}

type sampleVector struct {
	Tick  int64   `json:"tick"`
	AgeMs int     `json:"ageMs"`
	Ints  []int64 `json:"ints"`
}

type partVector struct {
	Slot    int            `json:"slot"`
	Samples []sampleVector `json:"samples"`
}

type chunkVector struct {
	Name      string       `json:"name"`
	Hex       string       `json:"hex"`
	OK        bool         `json:"ok"`
	FirstTick uint32       `json:"firstTick"`
	Ticks     uint32       `json:"ticks"`
	Parts     []partVector `json:"parts,omitempty"`
}

type tailVector struct {
	Hex    string        `json:"hex"`
	Frames []frameVector `json:"frames"`
}

type shownVector struct {
	Ms    float64   `json:"ms"`
	Flags int       `json:"flags"` // 0: nothing known
	Pose  []float64 `json:"pose"`  // head, left, right; a hand that is not shown is zeros
}

type timelineVector struct {
	Name    string         `json:"name"`
	Origin  [3]int32       `json:"origin"`
	Samples []sampleVector `json:"samples"`
	At      []shownVector  `json:"at"`
}

type eventVector struct {
	Seq      uint32          `json:"seq"`
	Tick     uint32          `json:"tick"`
	Author   int             `json:"author"`
	Op       uint32          `json:"op"`
	Object   string          `json:"object"`
	Property string          `json:"property"`
	Value    json.RawMessage `json:"value"`
	Previous json.RawMessage `json:"previous"`
}

type stateVector struct {
	Events []eventVector `json:"events"`
	State  State         `json:"state"`
}

// TestVectors holds the shared vectors to this implementation; the TypeScript twin reads the same file.
func TestVectors(t *testing.T) {
	v := vectors{
		About:    "Shared by every implementation of docs/PROTOCOL.md; written by `go test ./server/session -update`.",
		Quantise: quantiseVectors(), Records: recordVectors(), Frames: frameVectors(), Messages: messageVectors(t),
		Chunks: chunkVectors(), Tails: tailVectors(), Timeline: timelineVectors(), State: stateVectors(),
	}
	checkVectors(t, v)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/vectors.json", compactArrays(out.Bytes()))
}

// compactArrays puts arrays of numbers on one line, so that the file can be read.
func compactArrays(b []byte) []byte {
	var out []byte
	for len(b) > 0 {
		at := bytes.IndexByte(b, '[')
		if at < 0 {
			break
		}
		end := at + 1 + bytes.IndexAny(b[at+1:], "[]{\"")
		out = append(out, b[:at]...)
		if b[end] == ']' {
			out = append(out, bytes.Join(bytes.Fields(b[at:end+1]), nil)...)
			b = b[end+1:]
			continue
		}
		out = append(out, '[')
		b = b[at+1:]
	}
	return append(out, b...)
}

func ints(p motion.Pose) []int64 {
	out := []int64{int64(p.Flags)}
	for _, j := range []motion.Joint{p.Head, p.Left, p.Right} {
		out = append(out, int64(j.X), int64(j.Y), int64(j.Z), int64(j.Rot.Index), int64(j.Rot.A), int64(j.Rot.B), int64(j.Rot.C))
	}
	return out
}

func seven(t motion.Transform) [7]float64 {
	return [7]float64{t.Position[0], t.Position[1], t.Position[2], t.Rotation[0], t.Rotation[1], t.Rotation[2], t.Rotation[3]}
}

// float32s are what a client reads from WebXR: doubles that a float32 holds.
func float32s(t motion.Transform) motion.Transform {
	for i := range t.Position {
		t.Position[i] = float64(float32(t.Position[i]))
	}
	for i := range t.Rotation {
		t.Rotation[i] = float64(float32(t.Rotation[i]))
	}
	return t
}

func turned(x, y, z, ax, ay, az, angle float64) motion.Transform {
	length := math.Sqrt(ax*ax + ay*ay + az*az)
	s := math.Sin(angle/2) / length
	return float32s(motion.Transform{Position: [3]float64{x, y, z}, Rotation: [4]float64{ax * s, ay * s, az * s, math.Cos(angle / 2)}})
}

// someone is a pose that a person could have, different for each i.
func someone(i int, flags uint8) motion.Pose {
	r := rand.New(rand.NewPCG(uint64(i), 7))
	f := func(low, high float64) float64 { return low + r.Float64()*(high-low) }
	head := turned(f(-8, 8), f(1.1, 1.9), f(-8, 8), f(-1, 1), f(-1, 1), f(-1, 1), f(-3, 3))
	left := turned(head.Position[0]+f(-.6, .6), head.Position[1]+f(-.7, .2), head.Position[2]+f(-.6, .6), f(-1, 1), f(-1, 1), f(-1, 1), f(-3, 3))
	right := turned(head.Position[0]+f(-.6, .6), head.Position[1]+f(-.7, .2), head.Position[2]+f(-.6, .6), f(-1, 1), f(-1, 1), f(-1, 1), f(-3, 3))
	var l, rt *motion.Transform
	if flags&motion.FlagLeft != 0 {
		l = &left
	}
	if flags&motion.FlagRight != 0 {
		rt = &right
	}
	return motion.Origin{}.Quantise(head, l, rt, flags&motion.FlagCut != 0)
}

const both = motion.FlagLeft | motion.FlagRight

func quantiseVectors() []quantiseVector {
	var out []quantiseVector
	add := func(o motion.Origin, head motion.Transform, left, right *motion.Transform, cut bool) {
		v := quantiseVector{Origin: [3]int32{o.X, o.Y, o.Z}, Head: seven(head), Cut: cut, Ints: ints(o.Quantise(head, left, right, cut))}
		if left != nil {
			l := seven(*left)
			v.Left = &l
		}
		if right != nil {
			r := seven(*right)
			v.Right = &r
		}
		out = append(out, v)
	}
	still := motion.Transform{Rotation: [4]float64{0, 0, 0, 1}}
	add(motion.Origin{}, still, nil, nil, false)
	add(motion.Origin{}, still, &still, &still, true)
	// Halves go up: 0.0005 m is 1 mm, −0.0005 m is 0 (not exact in a float32, so what rounds is what the double says).
	for _, x := range []float64{0.0005, -0.0005, 0.0625, -0.0625, 1.0625, -1.0625} {
		h := still
		h.Position = [3]float64{x, x, x}
		add(motion.Origin{}, float32s(h), nil, nil, false)
	}
	far, reach := still, still
	far.Position, reach.Position = [3]float64{500, 500, -500}, [3]float64{-500, -500, 500}
	add(motion.Origin{}, far, &reach, &far, false)
	add(motion.Origin{X: 12345, Y: -678, Z: -90123}, turned(12, 1, -90, 0, 1, 0, 1), nil, nil, false)
	for i := range 4 { // each component the largest, and negative
		for _, sign := range []float64{1, -1} {
			h := motion.Transform{Rotation: [4]float64{.1, .2, -.15, .05}}
			h.Rotation[i] = sign * .95
			add(motion.Origin{}, float32s(h), nil, nil, false)
		}
	}
	tie := motion.Transform{Rotation: [4]float64{.5, -.5, .5, -.5}}
	add(motion.Origin{}, tie, nil, nil, false)
	half := float32s(motion.Transform{Rotation: [4]float64{0, math.Sqrt2 / 2, 0, -math.Sqrt2 / 2}})
	add(motion.Origin{}, half, nil, nil, false)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 40 {
		f := func(size float64) float64 { return (r.Float64()*2 - 1) * size }
		o := motion.Origin{X: int32(f(20000)), Y: int32(f(3000)), Z: int32(f(20000))}
		place := func(size float64, from [3]float64) motion.Transform {
			return turned(from[0]+f(size), from[1]+f(size), from[2]+f(size), f(1), f(1), f(1), f(math.Pi))
		}
		head := place(10, [3]float64{float64(o.X) / 1000, float64(o.Y) / 1000, float64(o.Z) / 1000})
		left, right := place(.8, head.Position), place(.8, head.Position)
		switch i % 4 {
		case 0:
			add(o, head, nil, nil, false)
		case 1:
			add(o, head, &left, nil, true)
		case 2:
			add(o, head, nil, &right, false)
		case 3:
			add(o, head, &left, &right, i%8 == 3)
		}
	}
	return out
}

func recordHex(p motion.Pose) string { return hex.EncodeToString(motion.AppendRecord(nil, p)) }

func recordVectors() []recordVector {
	var out []recordVector
	good := func(name string, p motion.Pose) {
		out = append(out, recordVector{name, recordHex(p), true, ints(p)})
	}
	bad := func(name string, b []byte) {
		out = append(out, recordVector{Name: name, Hex: hex.EncodeToString(b)})
	}
	for i, flags := range []uint8{0, motion.FlagLeft, motion.FlagRight, both, motion.FlagCut, both | motion.FlagCut} {
		good("a pose", someone(i, flags))
		good("another", someone(i+100, flags))
	}
	low := motion.Pose{Flags: motion.FlagKey | both, Head: motion.Joint{X: -65536, Y: -4096, Z: -65536},
		Left: motion.Joint{X: -2048, Y: -2048, Z: -2048}, Right: motion.Joint{X: -2048, Y: -2048, Z: -2048}}
	most := motion.Quat{Index: 3, A: 4094, B: 4094, C: 4094}
	high := motion.Pose{Flags: motion.FlagKey | both, Head: motion.Joint{X: 65535, Y: 12287, Z: 65535, Rot: most},
		Left: motion.Joint{X: 2047, Y: 2047, Z: 2047, Rot: most}, Right: motion.Joint{X: 2047, Y: 2047, Z: 2047, Rot: most}}
	good("every field least", low)
	good("every field most", high)

	whole := motion.AppendRecord(nil, someone(3, both))
	change := func(at int, to byte) []byte {
		b := bytes.Clone(whole)
		b[at] = to
		return b
	}
	bad("empty", nil)
	bad("one byte", whole[:1])
	bad("cut short", whole[:len(whole)-1])
	bad("no KEY", change(0, whole[0]&^motion.FlagKey))
	bad("gaze in version 1", change(0, whole[0]|motion.FlagGaze))
	bad("a kept bit set", change(0, whole[0]|1))
	bad("padding not zero", change(30, whole[30]|1))
	invalid := motion.AppendRecord(nil, motion.Pose{Flags: motion.FlagKey})
	invalid[10], invalid[11] = invalid[10]|0x3f, invalid[11]|0xfc
	bad("a component of 4095", invalid)
	return out
}

func frameEntries(poses []motion.Pose) (entries []motion.FrameEntry, v []entryVector) {
	for i, p := range poses {
		slot, age := uint16(1+i*i*60), uint8(i*50)
		entries = append(entries, motion.FrameEntry{Slot: slot, AgeMs: age, Record: motion.AppendRecord(nil, p)})
		v = append(v, entryVector{int(slot), int(age), ints(p)})
	}
	return entries, v
}

func frameVectors() []frameVector {
	var out []frameVector
	good := func(name string, tick uint32, flags uint8, poses ...motion.Pose) {
		entries, v := frameEntries(poses)
		b := motion.AppendFrame(nil, tick, flags, entries)
		out = append(out, frameVector{name, hex.EncodeToString(b), true, tick, int(flags), v})
	}
	bad := func(name string, b []byte) {
		out = append(out, frameVector{Name: name, Hex: hex.EncodeToString(b)})
	}
	good("nobody", 7, 0)
	good("one person", 1, 0, someone(1, 0))
	good("three people", 123456, 0, someone(1, both), someone(2, motion.FlagLeft), someone(3, motion.FlagRight|motion.FlagCut))
	good("catch-up", 4294967295, motion.FrameCatchUp, someone(4, both), someone(5, 0))
	entries, _ := frameEntries([]motion.Pose{someone(1, both), someone(2, both)})
	whole := motion.AppendFrame(nil, 9, 0, entries)
	bad("empty", nil)
	bad("head cut short", whole[:6])
	bad("last record cut short", whole[:len(whole)-1])
	many := bytes.Clone(whole)
	many[6] = 0x7f
	bad("more people promised than there are", many)
	broken := bytes.Clone(whole)
	broken[9] &^= motion.FlagKey
	bad("a malformed record", broken)
	return out
}

func messageVectors(t *testing.T) []messageVector {
	var out []messageVector
	good := func(kind, name string, b []byte, fields map[string]any) {
		out = append(out, messageVector{kind, name, hex.EncodeToString(b), true, fields})
		if kind != "state" && kind != "pose" { // every prefix is malformed; one stands for them
			out = append(out, messageVector{Kind: kind, Name: "cut short", Hex: hex.EncodeToString(b[:len(b)-1])})
		}
	}
	p := PoseMessage{Seq: 65535, AckTick: 7, CaptureMs: 4294967295, Pose: someone(9, both)}
	good("pose", "a pose", AppendPose(nil, p), map[string]any{"seq": p.Seq, "ackTick": p.AckTick, "captureMs": p.CaptureMs, "ints": ints(p.Pose)})
	propose := Proposal{Op: 3, Object: "participant:2", Property: "hand", Value: json.RawMessage("true")}
	good("propose", "hand up", AppendPropose(nil, propose), proposalFields(propose))
	label := Proposal{Op: 70000, Object: "bookmark:1-70000", Property: "label", Value: json.RawMessage(`"Ble mae'r ddesg? ✓"`)}
	good("propose", "text beyond ASCII", AppendPropose(nil, label), proposalFields(label))
	good("hello", "the first time", AppendHello(nil, Hello{Version: 1}), map[string]any{"version": 1, "epoch": 0, "seq": 0})
	good("hello", "again", AppendHello(nil, Hello{1, 0xdeadbeef, 42}), map[string]any{"version": 1, "epoch": uint32(0xdeadbeef), "seq": 42})
	good("ping", "a ping", AppendPing(nil, 1234.5), map[string]any{"t0": 1234.5})
	good("ack", "an ack", AppendAck(nil, 99), map[string]any{"ackTick": 99})
	e := Event{Seq: 17, Tick: 900, Author: 2, Op: 3, Object: "participant:2", Property: "hand", Value: json.RawMessage("true"), Previous: null}
	good("event", "hand up", AppendEvent(nil, e), map[string]any{"seq": e.Seq, "tick": e.Tick, "author": e.Author, "op": e.Op,
		"object": e.Object, "property": e.Property, "value": e.Value, "previous": e.Previous})
	w := Welcome{Version: 1, Flags: WelcomeResumed, Slot: 250, Epoch: 5, Seq: 6, LastOp: 7, Tick: 8, NowMs: 266.75,
		Origin: motion.Origin{X: -1000, Y: 20, Z: 3000}, TickHz: motion.TickHz, Window: FirstWindow}
	good("welcome", "resumed", AppendWelcome(nil, w), map[string]any{"version": 1, "flags": 1, "slot": 250, "epoch": 5, "seq": 6, "lastOp": 7,
		"tick": 8, "nowMs": 266.75, "origin": []int{-1000, 20, 3000}, "tickHz": 30, "window": 6})
	state := State{"session": {"title": json.RawMessage(`"Llyfrgell"`)}, "participant:1": {"recorded": json.RawMessage("true")}}
	b, err := AppendState(nil, 12, state)
	if err != nil {
		t.Fatal(err)
	}
	good("state", "a state", b, map[string]any{"seq": 12, "state": state})
	out = append(out, messageVector{Kind: "state", Name: "no JSON", Hex: hex.EncodeToString(b[:len(b)-1])})
	good("pong", "a pong", AppendPong(nil, 1234.5, 5678.25), map[string]any{"t0": 1234.5, "nowMs": 5678.25})
	good("refused", "refused", AppendRefused(nil, 70000, RefusedNotSaved), map[string]any{"op": 70000, "reason": 4})
	good("goodbye", "goodbye", AppendGoodbye(nil, GoodbyeStopping), map[string]any{"reason": 6})
	longer := append(AppendPong(nil, 1, 2), 3, 4, 5)
	out = append(out, messageVector{"pong", "bytes of a later version are skipped", hex.EncodeToString(longer), true, map[string]any{"t0": 1, "nowMs": 2}})
	return out
}

func proposalFields(p Proposal) map[string]any {
	return map[string]any{"op": p.Op, "object": p.Object, "property": p.Property, "value": p.Value}
}

// walk is somebody's motion: a sample in most ticks, hands coming and going, a cut in the middle.
func walk(seed int, firstTick int64, n int) []motion.Sample {
	r := rand.New(rand.NewPCG(uint64(seed), 3))
	out := make([]motion.Sample, 0, n)
	for i := range n {
		u := float64(i) / 30
		head := turned(math.Sin(u+float64(seed))*2, 1.6+math.Sin(u*5)*.02, u*.8, 0, 1, 0, math.Sin(u)*2.5)
		left := turned(head.Position[0]-.25, 1.1+math.Sin(u*3)*.1, head.Position[2]-.2, 1, 0, .2, math.Sin(u*2))
		right := turned(head.Position[0]+.25, 1.1+math.Cos(u*3)*.1, head.Position[2]-.2, 1, .1, 0, math.Cos(u*2))
		var l, rt *motion.Transform
		if i%23 > 4 {
			l = &left
		}
		if seed%2 == 0 {
			rt = &right
		}
		p := motion.Origin{X: 100}.Quantise(head, l, rt, i == n/2)
		if i%7 != 3 {
			out = append(out, motion.Sample{Tick: firstTick + int64(i), AgeMs: uint8(r.IntN(40)), Pose: p})
		}
	}
	return out
}

func sampleVectors(samples []motion.Sample) []sampleVector {
	var out []sampleVector
	for _, s := range samples {
		out = append(out, sampleVector{s.Tick, int(s.AgeMs), ints(s.Pose)})
	}
	return out
}

func chunkVectors() []chunkVector {
	var out []chunkVector
	good := func(name string, first, ticks uint32, people ...[]motion.Sample) []byte {
		v := chunkVector{Name: name, OK: true, FirstTick: first, Ticks: ticks}
		var parts []motion.Part
		for i, samples := range people {
			slot := uint16(1 + i*130)
			parts = append(parts, motion.Part{Slot: slot, Body: motion.AppendPart(nil, first, samples)})
			v.Parts = append(v.Parts, partVector{int(slot), sampleVectors(samples)})
		}
		b := motion.AppendChunk(nil, first, ticks, parts)
		v.Hex = hex.EncodeToString(b)
		out = append(out, v)
		return b
	}
	bad := func(name string, b []byte) {
		out = append(out, chunkVector{Name: name, Hex: hex.EncodeToString(b)})
	}
	whole := good("two people, two seconds", 300, 60, walk(1, 300, 60), walk(2, 300, 60))
	good("the pose in force before it", 600, 300, append([]motion.Sample{{Tick: 17, AgeMs: 3, Pose: someone(3, both)}}, walk(4, 610, 20)...))
	good("one sample, no hands", 4294967295, 1, []motion.Sample{{Tick: 4294967295, AgeMs: 255, Pose: someone(1, 0)}})
	good("nobody", 0, 300)
	change := func(at int, to byte) []byte {
		b := bytes.Clone(whole)
		b[at] = to
		return b
	}
	bad("empty", nil)
	bad("another file", change(0, 'X'))
	bad("another version", change(2, 9))
	bad("cut short", whole[:len(whole)-1])
	bad("bytes behind the end", append(bytes.Clone(whole), 0))
	return out
}

func tailVectors() []tailVector {
	var v tailVector
	b := append([]byte(motion.TailMagic), motion.TailVersion)
	for i := range 3 {
		entries, entryVectors := frameEntries([]motion.Pose{someone(i, both), someone(i+10, motion.FlagLeft)})
		frame := motion.AppendFrame(nil, uint32(300+i), 0, entries)
		b = motion.AppendFramed(b, frame)
		v.Frames = append(v.Frames, frameVector{"", hex.EncodeToString(frame), true, uint32(300 + i), 0, entryVectors})
	}
	v.Hex = hex.EncodeToString(b)
	return []tailVector{v, {Hex: hex.EncodeToString(b[:3]), Frames: []frameVector{}}}
}

func timelineVectors() []timelineVector {
	o := motion.Origin{X: 2000, Y: -100, Z: 500}
	at := func(tick int64, age uint8, x, z, yaw float64, flags uint8) motion.Sample {
		head := turned(x, 1.6, z, 0, 1, 0, yaw)
		left, right := turned(x-.2, 1.2, z-.3, 1, 0, 0, yaw), turned(x+.2, 1.2, z-.3, 0, 0, 1, yaw)
		var l, r *motion.Transform
		if flags&motion.FlagLeft != 0 {
			l = &left
		}
		if flags&motion.FlagRight != 0 {
			r = &right
		}
		return motion.Sample{Tick: tick, AgeMs: age, Pose: o.Quantise(head, l, r, flags&motion.FlagCut != 0)}
	}
	story := func(name string, samples []motion.Sample, times ...float64) timelineVector {
		v := timelineVector{Name: name, Origin: [3]int32{o.X, o.Y, o.Z}, Samples: sampleVectors(samples)}
		for _, ms := range times {
			v.At = append(v.At, shown(o, samples, ms))
		}
		return v
	}
	return []timelineVector{
		story("before the first sample nothing is known, after the last it is held",
			[]motion.Sample{at(30, 10, 0, 0, 0, both)}, 0, 989.999, 990, 5000),
		story("moves evenly between two ticks", []motion.Sample{at(30, 0, 0, 0, 0, both), at(31, 0, .1, .05, .5, both), at(33, 20, .3, .1, .9, both)},
			1000, 1010, 1020, 1033, 1034, 1050, 1079, 1080, 1200),
		story("the shorter way round", []motion.Sample{at(30, 0, 0, 0, 3, both), at(33, 0, 0, 0, -3, both)}, 1000, 1025, 1050, 1075),
		story("stands still until 100 ms before a late sample", []motion.Sample{at(30, 0, 0, 0, 0, 0), at(60, 0, 1, 0, 1, 0)}, 1500, 1899, 1900, 1950, 1999, 2000),
		story("holds until a cut", []motion.Sample{at(30, 0, 0, 0, 0, both), at(32, 0, 5, 5, 1, both|motion.FlagCut), at(34, 0, 5.2, 5, 1, both)},
			1030, 1066, 1067, 1100),
		story("a hand on one side only is not moved", []motion.Sample{at(30, 0, 0, 0, 0, motion.FlagLeft), at(33, 0, .4, 0, .2, motion.FlagRight)}, 1000, 1050, 1099, 1100),
		story("a walk", walk(2, 30, 30), 1000, 1111, 1222, 1333, 1444, 1490, 1500, 1512, 1555, 1666, 1777, 1888, 1999, 2111),
	}
}

func shown(o motion.Origin, samples []motion.Sample, ms float64) shownVector {
	p, ok := o.At(samples, ms)
	v := shownVector{Ms: ms, Pose: []float64{}}
	if !ok {
		return v
	}
	v.Flags = int(p.Flags)
	for _, t := range []motion.Transform{p.Head, p.Left, p.Right} {
		for _, c := range seven(t) {
			v.Pose = append(v.Pose, math.Round(c*1e7)/1e7)
		}
	}
	return v
}

func stateVectors() []stateVector {
	var v stateVector
	state := State{}
	for i, w := range []struct {
		author           int
		op               uint32
		object, property string
		value            string
	}{
		{0, 0, "session", "title", `"Llyfrgell"`}, {0, 0, "participant:1", "name", `"Heron"`}, {0, 0, "participant:1", "presence", `"away"`},
		{0, 0, "participant:1", "presence", `"here"`}, {1, 1, "participant:1", "hand", "true"}, {1, 2, "participant:1", "hand", "false"},
		{1, 3, "bookmark:1-3", "label", `"A queue"`}, {1, 4, "bookmark:1-3", "label", "null"}, {1, 5, "participant:1", "hand", "null"},
		{1, 9, "bookmark:1-9", "label", `"No sign here"`},
	} {
		e := Event{Seq: uint32(i + 1), Tick: motion.Tick(i * 30), Author: Slot(w.author), Op: w.op, Object: w.object, Property: w.property,
			Value: json.RawMessage(w.value), Previous: state.Get(w.object, w.property)}
		state.Apply(e)
		v.Events = append(v.Events, eventVector{e.Seq, e.Tick, w.author, e.Op, e.Object, e.Property, e.Value, e.Previous})
	}
	v.State = state
	return []stateVector{v}
}

// checkVectors reads every vector back with the parsers, so that the file cannot agree with the encoders alone.
func checkVectors(t *testing.T, v vectors) {
	t.Helper()
	raw := func(text string) []byte {
		b, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for _, r := range v.Records {
		p, n, err := motion.ParseRecord(raw(r.Hex))
		if (err == nil) != r.OK || r.OK && (n != len(r.Hex)/2 || recordHex(p) != r.Hex) {
			t.Errorf("record %q: %v", r.Name, err)
		}
	}
	for _, f := range v.Frames {
		if _, err := motion.ParseFrame(raw(f.Hex)); (err == nil) != f.OK {
			t.Errorf("frame %q: %v", f.Name, err)
		}
	}
	for _, m := range v.Messages {
		if err := parseKind(m.Kind, raw(m.Hex)); (err == nil) != m.OK {
			t.Errorf("%s %q: %v", m.Kind, m.Name, err)
		}
	}
	for _, c := range v.Chunks {
		chunk, err := motion.ParseChunk(raw(c.Hex))
		if (err == nil) != c.OK {
			t.Errorf("chunk %q: %v", c.Name, err)
		}
		for i, part := range chunk.Parts {
			samples, err := motion.ParsePart(part.Body, chunk.FirstTick)
			if err != nil || len(samples) != len(c.Parts[i].Samples) {
				t.Errorf("chunk %q: part %d: %v", c.Name, i, err)
			}
		}
	}
}

// parseKind reads a message of the kind that a vector names.
func parseKind(kind string, b []byte) error {
	parsers := map[string]func([]byte) error{
		"pose":    func(b []byte) error { _, err := ParsePose(b); return err },
		"propose": func(b []byte) error { _, err := ParsePropose(b); return err },
		"hello":   func(b []byte) error { _, err := ParseHello(b); return err },
		"ping":    func(b []byte) error { _, err := ParsePing(b); return err },
		"ack":     func(b []byte) error { _, err := ParseAck(b); return err },
		"event":   func(b []byte) error { _, err := ParseEvent(b); return err },
		"welcome": func(b []byte) error { _, err := ParseWelcome(b); return err },
		"state":   func(b []byte) error { _, _, err := ParseState(b); return err },
		"pong":    func(b []byte) error { _, _, err := ParsePong(b); return err },
		"refused": func(b []byte) error { _, _, err := ParseRefused(b); return err },
		"goodbye": func(b []byte) error { _, err := ParseGoodbye(b); return err },
	}
	return parsers[kind](b)
}
