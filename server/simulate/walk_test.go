package simulate_test

import (
	"bytes"
	"math"
	"testing"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/motion"
	"rehearsal/server/session"
	"rehearsal/server/simulate"
	"rehearsal/server/sqlite"
)

// library is a small journey with a queue at the desk.
func library() []simulate.Stop {
	stop := func(name string, x, z, face float64, seconds int, via ...[3]float64) simulate.Stop {
		return simulate.Stop{Name: name, Position: [3]float64{x, 0, z}, Face: face, Dwell: time.Duration(seconds) * time.Second, Via: via}
	}
	return []simulate.Stop{
		stop("door", -2, 5.3, 0, 3),
		stop("sign", -1, 4.5, -.8, 7),
		stop("kiosk", -2, 2.15, 0, 18, [3]float64{-1.5, 0, 3.4}),
		stop("desk", -1.1, -2.35, 0, 30, [3]float64{-.9, 0, 2.25}, [3]float64{-.1, 0, .4}),
		stop("shelf", 4.7, 0, 0, 14, [3]float64{2.2, 0, -3.2}),
		stop("exit", -2, 5.3, math.Pi, 2, [3]float64{2.5, 0, 3.2}),
	}
}

// walk simulates into a fresh database and returns the replay and its chunks.
func walk(t *testing.T, seed uint64) (session.Replay, [][]byte) {
	t.Helper()
	ctx := t.Context()
	db, err := sqlite.Open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Scenes().AddScene(ctx, scenes.Scene{ID: "scene", Added: time.UnixMilli(0)}, scenes.Version{ID: "scene"}); err != nil {
		t.Fatal(err)
	}
	store := db.Sessions()
	info := session.Info{ID: "simulated", Title: "Example", Scene: "scene", Version: "scene", Opened: time.UnixMilli(1_800_000_000_000),
		Origin: motion.Origin{X: 1000, Z: -500}}
	if err := simulate.Walk(ctx, store, store, info, library(), 6, seed); err != nil {
		t.Fatal(err)
	}
	record, err := store.Load(ctx, info.ID)
	if err != nil {
		t.Fatal(err)
	}
	var chunks [][]byte
	for _, ref := range record.Chunks {
		c, err := store.ReadChunk(ctx, info.ID, ref.FirstTick)
		if err != nil {
			t.Fatal(err)
		}
		chunks = append(chunks, motion.AppendChunk(nil, c.FirstTick, c.Ticks, c.Parts))
	}
	if len(record.Tails) > 0 || !record.Info.Simulated || record.Info.Closed == nil {
		t.Fatalf("%d tails, info %+v", len(record.Tails), record.Info)
	}
	return session.Replay{Info: record.Info, Events: record.Events, Chunks: record.Chunks}, chunks
}

// TestWalk: a session of six people takes three to four minutes, is finished and marked, and reads like one: everyone arrives and
// leaves, somebody marks something, nobody moves faster than a walk, jumps, or stands inside another.
func TestWalk(t *testing.T) {
	r, chunks := walk(t, 1)
	state := session.Fold(r.Events)
	people := state.Participants()
	length := r.Info.Closed.Sub(r.Info.Opened)
	if len(people) != 7 || length < 2*time.Minute || length > 5*time.Minute {
		t.Fatalf("%d people in %v", len(people), length)
	}
	marks := 0
	for i, e := range r.Events {
		if e.Seq != uint32(i+1) || i > 0 && e.Tick < r.Events[i-1].Tick {
			t.Fatalf("event %d out of order", i)
		}
		if e.Property == "label" {
			marks++
		}
	}
	if marks < 2 || marks > 12 {
		t.Errorf("%d bookmarks", marks)
	}
	for _, p := range people {
		if p.Role == session.Citizen && p.Presence != session.Left {
			t.Errorf("%s is %s in the end", p.Name, p.Presence)
		}
	}
	tracks := tracksOf(t, chunks)
	if len(tracks) != 6 {
		t.Fatalf("%d people moved", len(tracks))
	}
	for slot, samples := range tracks {
		checkTrack(t, slot, samples)
	}
	checkRoom(t, tracks)
}

func tracksOf(t *testing.T, chunks [][]byte) map[uint16][]motion.Sample {
	t.Helper()
	tracks := map[uint16][]motion.Sample{}
	for _, b := range chunks {
		c, err := motion.ParseChunk(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range c.Parts {
			samples, err := motion.ParsePart(p.Body, c.FirstTick)
			if err != nil {
				t.Fatal(err)
			}
			have := tracks[p.Slot]
			if len(have) > 0 && samples[0] == have[len(have)-1] {
				samples = samples[1:] // the pose in force when the chunk begins
			}
			tracks[p.Slot] = append(have, samples...)
		}
	}
	return tracks
}

func checkTrack(t *testing.T, slot uint16, samples []motion.Sample) {
	t.Helper()
	fastest, hands := 0.0, 0.0
	for i := 1; i < len(samples); i++ {
		a, b := samples[i-1], samples[i]
		seconds := (b.Ms() - a.Ms()) / 1000
		if seconds <= 0 || b.Tick != a.Tick+1 {
			t.Fatalf("slot %d: time goes from %v to %v", slot, a.Ms(), b.Ms())
		}
		x, z := float64(b.Pose.Head.X-a.Pose.Head.X)/1000, float64(b.Pose.Head.Z-a.Pose.Head.Z)/1000
		if seconds > 0.02 { // a millimetre over less says nothing
			fastest = max(fastest, math.Hypot(x, z)/seconds)
			hands = max(hands, math.Hypot(float64(b.Pose.Right.X-a.Pose.Right.X), float64(b.Pose.Right.Y-a.Pose.Right.Y))/1000/seconds)
		}
	}
	if fastest > 2 || hands > 4 {
		t.Errorf("slot %d: head %.2f m/s, hand %.2f m/s", slot, fastest, hands)
	}
}

// checkRoom: waiting their turn keeps people apart nearly always; paths may cross in passing.
func checkRoom(t *testing.T, tracks map[uint16][]motion.Sample) {
	t.Helper()
	at := map[int64][]motion.Joint{}
	for _, samples := range tracks {
		for _, s := range samples {
			at[s.Tick] = append(at[s.Tick], s.Pose.Head)
		}
	}
	close, pairs := 0, 0
	for _, heads := range at {
		for i := range heads {
			for _, b := range heads[i+1:] {
				pairs++
				if math.Hypot(float64(heads[i].X-b.X), float64(heads[i].Z-b.Z)) < 350 {
					close++
				}
			}
		}
	}
	if close*100 > pairs*3 {
		t.Errorf("people stand in each other for %d of %d pair-ticks", close, pairs)
	}
}

// TestWalkAgain: one seed is one session, to the byte; another seed is another.
func TestWalkAgain(t *testing.T) {
	_, a := walk(t, 3)
	_, b := walk(t, 3)
	_, c := walk(t, 4)
	if !bytes.Equal(bytes.Join(a, nil), bytes.Join(b, nil)) {
		t.Error("the same seed walked differently")
	}
	if bytes.Equal(bytes.Join(a, nil), bytes.Join(c, nil)) {
		t.Error("another seed walked the same")
	}
}
