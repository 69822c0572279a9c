package session_test

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/motion"
	"rehearsal/server/session"
	"rehearsal/server/sqlite"
)

// crowdOf opens a session with connected people who never say no, and their newest poses as messages.
func crowdOf(tb testing.TB, n int) (*session.Log, []*session.Reader, [][]byte) {
	tb.Helper()
	ctx := context.Background()
	db, err := sqlite.Open(ctx, tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	if err := db.Scenes().AddScene(ctx, scenes.Scene{ID: "scene", Added: time.Now()}, scenes.Version{ID: "scene"}); err != nil {
		tb.Fatal(err)
	}
	clock := time.Now()
	house := session.NewHouse(db.Sessions(), db.Sessions(), func() time.Time { return clock }, slog.New(slog.DiscardHandler))
	tb.Cleanup(func() {
		_ = house.Close(ctx)
		_ = db.Close()
	})
	log, err := house.Create(ctx, session.Info{ID: "crowd", Scene: "scene", Version: "scene"})
	if err != nil {
		tb.Fatal(err)
	}
	var readers []*session.Reader
	var poses [][]byte
	for i := range n {
		slot, err := log.Seat(ctx, session.Seating{Name: "Somebody", Recorded: true})
		if err != nil {
			tb.Fatal(err)
		}
		r, err := log.Attach(slot, session.Hello{Version: 1}, anyone)
		if err != nil {
			tb.Fatal(err)
		}
		readers = append(readers, r)
		hand := motion.Transform{Position: [3]float64{float64(i), 1.1, 0}, Rotation: [4]float64{0, 0, 0, 1}}
		head := hand
		head.Position[1] = 1.6
		poses = append(poses, session.AppendPose(nil, session.PoseMessage{Pose: motion.Origin{}.Quantise(head, &hand, &hand, false)}))
	}
	return log, readers, poses
}

// TestPosesAllocateNothing: what comes in thirty times a second from everybody leaves no garbage.
func TestPosesAllocateNothing(t *testing.T) {
	_, readers, poses := crowdOf(t, 1)
	if n := testing.AllocsPerRun(500, func() {
		if err := readers[0].Receive(poses[0]); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// BenchmarkTick100 is what a tick of a hundred people costs a log: a hundred poses in, one frame, everyone woken, the recorder fed.
// The floor is encoding the same frame and no more.
func BenchmarkTick100(b *testing.B) {
	const people = 100
	log, readers, poses := crowdOf(b, people)
	tick := log.Tick()
	b.Run("tick", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for i, r := range readers {
				if err := r.Receive(poses[i]); err != nil {
					readers[i] = again(b, log, session.Slot(i+1)) // the clock stands still, so ten seconds of poses are too fast
				}
			}
			tick++
			log.MakeFrame(tick)
		}
	})
	b.Run("floor", func(b *testing.B) {
		entries := make([]motion.FrameEntry, people)
		for i := range entries {
			entries[i] = motion.FrameEntry{Slot: uint16(i + 1), Record: poses[i][11:]}
		}
		for b.Loop() {
			_, _ = io.Discard.Write(motion.AppendFrame(make([]byte, 0, 4096), tick, 0, entries))
		}
	})
}

func again(b *testing.B, log *session.Log, slot session.Slot) *session.Reader {
	b.Helper()
	r, err := log.Attach(slot, session.Hello{Version: 1}, anyone)
	if err != nil {
		b.Fatal(err)
	}
	return r
}
