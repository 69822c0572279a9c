package motion_test

import (
	"bytes"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"rehearsal/server/motion"
)

// dance is somebody's motion: n samples, hands coming and going.
func dance(seed uint64, firstTick int64, n int) []motion.Sample {
	r := rand.New(rand.NewPCG(seed, 0))
	out := make([]motion.Sample, 0, n)
	for i := range n {
		t := float64(i) / motion.TickHz
		head := motion.Transform{Position: [3]float64{math.Sin(t) * 3, 1.6 + math.Sin(t*9)*.02, t / 3}, Rotation: unit(r, .1)}
		left := motion.Transform{Position: [3]float64{head.Position[0] - .3, 1.1 + math.Sin(t*4)*.2, head.Position[2]}, Rotation: unit(r, .5)}
		right := motion.Transform{Position: [3]float64{head.Position[0] + .3, 1.1 + math.Cos(t*4)*.2, head.Position[2]}, Rotation: unit(r, .5)}
		l, rt := &left, &right
		if i%50 > 40 {
			l = nil
		}
		if seed%2 == 1 {
			rt = nil
		}
		out = append(out, motion.Sample{Tick: firstTick + int64(i), AgeMs: uint8(r.IntN(40)), Pose: motion.Origin{}.Quantise(head, l, rt, i%97 == 96)})
	}
	return out
}

// unit is a rotation within some distance of none.
func unit(r *rand.Rand, far float64) [4]float64 {
	q := [4]float64{r.NormFloat64() * far, r.NormFloat64() * far, r.NormFloat64() * far, 1}
	length := math.Sqrt(q[0]*q[0] + q[1]*q[1] + q[2]*q[2] + q[3]*q[3])
	for i := range q {
		q[i] /= length
	}
	return q
}

// TestQuantiseIsClose: half a millimetre an axis, and 0.06° a rotation, is all that quantising loses.
func TestQuantiseIsClose(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	o := motion.Origin{X: 1234, Y: -56, Z: -78901}
	worst := 0.0
	for range 100_000 {
		rotation := unit(r, 10)
		head := motion.Transform{Position: [3]float64{1.234 + r.Float64()*40 - 20, r.Float64() * 3, -78.901 + r.Float64()*40 - 20}, Rotation: rotation}
		hand := motion.Transform{Position: [3]float64{head.Position[0] + r.Float64() - .5, head.Position[1] - r.Float64(), head.Position[2] + .4}, Rotation: unit(r, 10)}
		placed := o.Place(o.Quantise(head, &hand, nil, false))
		for i := range 3 {
			if math.Abs(placed.Head.Position[i]-head.Position[i]) > .00050001 || math.Abs(placed.Left.Position[i]-hand.Position[i]) > .00050001 {
				t.Fatalf("%v became %v, %v became %v", head, placed.Head, hand, placed.Left)
			}
		}
		dot := 0.0
		for i, c := range placed.Head.Rotation {
			dot += c * rotation[i]
		}
		worst = max(worst, 2*math.Acos(min(1, math.Abs(dot)))*180/math.Pi)
	}
	if worst > .06 {
		t.Errorf("the worst rotation is %.4f° off", worst)
	}
}

// TestQuantiseNonsense: what is not a number becomes something that a record holds.
func TestQuantiseNonsense(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300} {
		bad := motion.Transform{Position: [3]float64{v, v, v}, Rotation: [4]float64{v, v, v, v}}
		p := motion.Origin{X: math.MaxInt32, Z: math.MinInt32}.Quantise(bad, &bad, &bad, true)
		back, _, err := motion.ParseRecord(motion.AppendRecord(nil, p))
		if err != nil || back != p {
			t.Errorf("%v: %v, %v", v, back, err)
		}
	}
}

// TestPart: a part comes back as it was, alone and in a chunk, and is as small as promised.
func TestPart(t *testing.T) {
	for seed := range uint64(20) {
		samples := dance(seed, 300, 300)
		if seed%3 == 0 { // the pose in force before the chunk, and a pause
			samples[0].Tick = 12
			samples = append(samples[:40], samples[90:]...)
		}
		body := motion.AppendPart(nil, 300, samples)
		back, err := motion.ParsePart(body, 300)
		if err != nil || !reflect.DeepEqual(back, samples) {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if raw := len(samples) * 31; len(body) > raw {
			t.Errorf("seed %d: %d bytes in columns, %d in records", seed, len(body), raw)
		}
	}
}

// TestRecordsAllocateNothing: thirty times a second for everybody.
func TestRecordsAllocateNothing(t *testing.T) {
	p := dance(0, 0, 1)[0].Pose
	head := motion.Transform{Rotation: [4]float64{0, 0, 0, 1}}
	b := make([]byte, 0, motion.RecordMax)
	if n := testing.AllocsPerRun(1000, func() {
		b = motion.AppendRecord(b[:0], p)
		if back, _, err := motion.ParseRecord(b); err != nil || back != p {
			t.Fatal(err)
		}
		p = motion.Origin{}.Quantise(head, &head, &head, false)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// FuzzParseRecord: never a panic; what is accepted is spelt as AppendRecord spells it.
func FuzzParseRecord(f *testing.F) {
	for seed := range uint64(4) {
		f.Add(motion.AppendRecord(nil, dance(seed, 0, 45)[44].Pose))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, n, err := motion.ParseRecord(b)
		if err == nil && !bytes.Equal(motion.AppendRecord(nil, p), b[:n]) {
			t.Fatalf("%x is spelt %x", b[:n], motion.AppendRecord(nil, p))
		}
		if err == nil {
			placed := motion.Origin{}.Place(p)
			for _, c := range placed.Head.Rotation {
				if math.IsNaN(c) {
					t.Fatalf("%+v is placed at %+v", p, placed)
				}
			}
		}
	})
}

// FuzzParseFrame: never a panic; what is accepted comes back.
func FuzzParseFrame(f *testing.F) {
	record := motion.AppendRecord(nil, dance(0, 0, 1)[0].Pose)
	f.Add(motion.AppendFrame(nil, 7, 1, []motion.FrameEntry{{Slot: 1, AgeMs: 2, Record: record}, {Slot: 300, Record: record}}))
	f.Add(motion.AppendFrame(nil, 7, 0, nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		frame, err := motion.ParseFrame(b)
		if err != nil {
			return
		}
		again, err := motion.ParseFrame(motion.AppendFrame(nil, frame.Tick, frame.Flags, frame.Entries))
		if err != nil || !reflect.DeepEqual(again, frame) {
			t.Fatalf("%+v came back as %+v, %v", frame, again, err)
		}
	})
}

// FuzzNextFramed: never a panic, and always an end.
func FuzzNextFramed(f *testing.F) {
	frame := motion.AppendFrame(nil, 7, 0, nil)
	f.Add(motion.AppendFramed(motion.AppendFramed(nil, frame), frame))
	f.Fuzz(func(t *testing.T, b []byte) {
		for len(b) > 0 {
			_, rest, err := motion.NextFramed(b)
			if err != nil {
				return
			}
			if len(rest) >= len(b) {
				t.Fatal("no end")
			}
			b = rest
		}
	})
}

// FuzzParseChunk: never a panic, no more memory than the input deserves; what is accepted comes back.
func FuzzParseChunk(f *testing.F) {
	for seed := range uint64(3) {
		part := motion.AppendPart(nil, 300, dance(seed, 300, 20))
		f.Add(motion.AppendChunk(nil, 300, 300, []motion.Part{{Slot: 1, Body: part}, {Slot: 9, Body: part}}))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := motion.ParseChunk(b)
		if err != nil {
			return
		}
		for _, p := range c.Parts {
			samples, err := motion.ParsePart(p.Body, c.FirstTick)
			if err != nil {
				continue
			}
			again, err := motion.ParsePart(motion.AppendPart(nil, c.FirstTick, samples), c.FirstTick)
			if err != nil || !reflect.DeepEqual(again, samples) {
				t.Fatalf("%v came back as %v, %v", samples, again, err)
			}
		}
	})
}

// FuzzParsePart: as FuzzParseChunk, without having to find a chunk around it.
func FuzzParsePart(f *testing.F) {
	for seed := range uint64(4) {
		f.Add(motion.AppendPart(nil, 300, dance(seed, 300, 20)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		samples, err := motion.ParsePart(b, 300)
		if err != nil {
			return
		}
		again, err := motion.ParsePart(motion.AppendPart(nil, 300, samples), 300)
		if err != nil || !reflect.DeepEqual(again, samples) {
			t.Fatalf("%v came back as %v, %v", samples, again, err)
		}
	})
}

// BenchmarkRecord: a record there and back.
func BenchmarkRecord(b *testing.B) {
	p := dance(0, 0, 1)[0].Pose
	buffer := make([]byte, 0, motion.RecordMax)
	b.Run("append", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			buffer = motion.AppendRecord(buffer[:0], p)
		}
	})
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := motion.ParseRecord(buffer); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("floor: copy 31 bytes", func(b *testing.B) {
		to := make([]byte, motion.RecordMax)
		for b.Loop() {
			copy(to, buffer)
		}
	})
}

// BenchmarkFrame100 is a tick of a hundred people. The floor is the same bytes, copied.
func BenchmarkFrame100(b *testing.B) {
	entries := make([]motion.FrameEntry, 100)
	for i := range entries {
		entries[i] = motion.FrameEntry{Slot: uint16(i), Record: motion.AppendRecord(nil, dance(uint64(2*i), 0, 1)[0].Pose)}
	}
	frame := motion.AppendFrame(nil, 7, 0, entries)
	b.Run("append", func(b *testing.B) {
		b.ReportAllocs()
		buffer := make([]byte, 0, len(frame))
		for b.Loop() {
			buffer = motion.AppendFrame(buffer[:0], 7, 0, entries)
		}
	})
	b.Run("floor", func(b *testing.B) {
		buffer := make([]byte, 0, len(frame))
		for b.Loop() {
			buffer = append(buffer[:0], frame...)
		}
	})
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := motion.ParseFrame(frame); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkPart is one person's ten seconds.
func BenchmarkPart(b *testing.B) {
	samples := dance(0, 0, 300)
	body := motion.AppendPart(nil, 0, samples)
	b.Run("append", func(b *testing.B) {
		for b.Loop() {
			body = motion.AppendPart(body[:0], 0, samples)
		}
		b.ReportMetric(float64(len(body))/300, "B/sample")
	})
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			if _, err := motion.ParsePart(body, 0); err != nil {
				b.Fatal(err)
			}
		}
	})
}
