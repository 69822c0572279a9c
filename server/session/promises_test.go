package session_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"rehearsal/server/motion"
	"rehearsal/server/session"
)

// TestEveryoneSeesTheSame (P2): five clients write at random while their links are cut at random, with proposals and answers lost on
// the way, and the server is stopped and killed between. In the end every proposal that was acknowledged is in the log once, everybody
// has the same state, and the state at any seq is the same in the log, in a client that was there, and in a replay.
func TestEveryoneSeesTheSame(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			tell(t, func(t *testing.T, s *story) {
				r := rand.New(rand.NewPCG(seed, 0))
				crowd := make([]*client, 5)
				for i := range crowd {
					crowd[i] = &client{person: s.joins(fmt.Sprint("Person ", i), i%2 == 0)}
				}
				for step := range 150 {
					crowd[r.IntN(len(crowd))].lives(r)
					switch {
					case step == 60 && seed%3 == 1:
						s.restart()
					case step == 60 && seed%3 == 2:
						s.crash()
					}
					if r.IntN(4) == 0 {
						time.Sleep(time.Duration(r.IntN(700)) * time.Millisecond)
					}
					if r.IntN(2) == 0 {
						synctest.Wait()
					}
				}
				settle(s, crowd)
				checkAgreement(t, s, crowd)
			})
		})
	}
}

// client is a person who keeps what is not acknowledged and sends it again after every welcome.
type client struct {
	*person
	cut     bool
	waiting []session.Proposal
}

// lives does one thing that happens to a client.
func (c *client) lives(r *rand.Rand) {
	ended := false
	select {
	case <-c.done:
		ended = true
	default:
	}
	switch what := r.IntN(10); {
	case ended || c.cut:
		if what < 5 {
			c.comesBack()
		}
	case what == 0: // the link dies, and what is on the way down is lost
		c.drops()
		c.cut = true
	case what == 1: // another socket on the same seat
		c.comesBack()
	default:
		c.writes(r)
	}
}

func (c *client) comesBack() {
	c.connects()
	synctest.Wait()
	c.cut = false
	for _, p := range c.unacknowledged() {
		c.sends(session.AppendPropose(nil, p))
	}
}

func (c *client) writes(r *rand.Rand) {
	c.mu.Lock()
	c.op++
	op := c.op
	c.mu.Unlock()
	value := json.RawMessage(fmt.Sprintf(`"%d-%d"`, c.slot, op))
	if r.IntN(6) == 0 {
		value = json.RawMessage("null")
	}
	p := session.Proposal{Op: op, Object: fmt.Sprint("prop:", r.IntN(4)), Property: []string{"a", "b"}[r.IntN(2)], Value: value}
	c.waiting = append(c.waiting, p)
	if r.IntN(8) > 0 { // else it is lost on the way up
		c.sends(session.AppendPropose(nil, p))
	}
}

// unacknowledged is what the client has not had back. What a STATE swallowed is known by WELCOME's lastOp.
func (c *client) unacknowledged() []session.Proposal {
	c.mu.Lock()
	defer c.mu.Unlock()
	last := c.welcomes[len(c.welcomes)-1].LastOp
	seen := map[uint32]bool{}
	for _, e := range c.events {
		if e.Author == c.slot {
			seen[e.Op] = true
		}
	}
	var left []session.Proposal
	for _, p := range c.waiting {
		if _, spent := c.refused[p.Op]; !seen[p.Op] && !spent && p.Op > last {
			left = append(left, p)
		}
	}
	c.waiting = left
	return left
}

// settle connects everyone and lets them send again what they wait for, until nobody waits.
func settle(s *story, crowd []*client) {
	for _, c := range crowd {
		c.comesBack()
	}
	for range 8 {
		time.Sleep(4 * time.Second) // what is too fast is refused
		for _, c := range crowd {
			for _, p := range c.unacknowledged() {
				c.sends(session.AppendPropose(nil, p))
			}
			c.sends(session.AppendPing(nil, 0))
		}
		synctest.Wait()
	}
}

func checkAgreement(t *testing.T, s *story, crowd []*client) {
	t.Helper()
	events := s.log.Events()
	times := map[string]int{}
	newest := map[session.Slot]uint32{}
	state := session.State{}
	for i, e := range events {
		if before := state.Get(e.Object, e.Property); string(e.Previous) != string(before) {
			t.Fatalf("event %d replaced %s and says %s", i, before, e.Previous)
		}
		state.Apply(e)
		if e.Seq != uint32(i+1) || i > 0 && e.Tick < events[i-1].Tick {
			t.Fatalf("event %d is %+v", i, e)
		}
		if e.Author != 0 {
			times[fmt.Sprint(e.Author, "/", e.Op)]++
			if e.Op <= newest[e.Author] {
				t.Fatalf("op %d of %d came after %d", e.Op, e.Author, newest[e.Author])
			}
			newest[e.Author] = e.Op
		}
	}
	for op, n := range times {
		if n != 1 {
			t.Errorf("op %s is in the log %d times", op, n)
		}
	}
	want := asJSON(t, s.log.State())
	replay, err := s.house.Replay(t.Context(), s.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range crowd {
		if left := c.unacknowledged(); len(left) > 0 {
			t.Errorf("slot %d still waits for %d answers", c.slot, len(left))
		}
		for _, e := range c.events { // what a client saw is what the log has at that place
			if !reflect.DeepEqual(e, events[e.Seq-1]) {
				t.Fatalf("slot %d saw %+v, the log has %+v", c.slot, e, events[e.Seq-1])
			}
		}
		if have := asJSON(t, c.state); c.seq != uint32(len(events)) || have != want {
			t.Errorf("slot %d at %d of %d has %s\nwant %s", c.slot, c.seq, len(events), have, want)
		}
	}
	middle := len(events) / 2
	if a, b := asJSON(t, session.Fold(events[:middle])), asJSON(t, foldNames(replay.Events[:middle], events)); a != b {
		t.Errorf("at seq %d the log has %s, the replay %s", middle, a, b)
	}
}

// foldNames folds a replay's events with the names put back that a replay does not show.
func foldNames(replay, events []session.Event) session.State {
	out := make([]session.Event, len(replay))
	copy(out, replay)
	for i := range out {
		if out[i].Property == "name" {
			out[i] = events[i]
		}
	}
	return session.Fold(out)
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestOneNeverReads (P3): somebody whose socket takes nothing delays nobody, and costs no memory that grows.
func TestOneNeverReads(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		stuck := s.seat("Carol", true)
		r, err := s.log.Attach(stuck.slot, session.Hello{Version: 1}, anyone)
		if err != nil {
			t.Fatal(err)
		}
		stuck.reader = r // and nobody ever calls Next
		s.walkFor(9*time.Second, alice)
		for i := range 50 {
			bob.proposes("participant:2", "hand", fmt.Sprint(i))
			time.Sleep(60 * time.Millisecond)
		}
		synctest.Wait()
		if n := len(samplesOf(bob.frames, alice.slot)); n < 265 {
			t.Errorf("Bob saw %d of 270 poses", n)
		}
		if n := bob.saw(bob.slot, 50); n != 1 {
			t.Error("Bob's last event did not come")
		}
		messages, err := r.Next(t.Context())
		frames := 0
		for _, m := range messages {
			if m[0] == session.KindFrame {
				frames++
			}
		}
		if err != nil || frames > 1 {
			t.Errorf("%d frames had been queued, %v", frames, err)
		}
		r.Detach()
	})
}

// TestWindow (P3): who acknowledges nothing gets as many frames as the window holds, and after an acknowledgement one that catches up
// with everyone who moved in between, as of now.
func TestWindow(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob, carol := s.joins("Alice", true), s.joins("Bob", true), s.joins("Carol", true)
		carol.silent = true
		s.walkFor(time.Second, alice, bob)
		s.walkFor(time.Second, alice) // Bob stands still
		s.walkFor(time.Second, alice)
		if n := len(carol.frames); n != session.FirstWindow {
			t.Fatalf("%d frames without an acknowledgement", n)
		}
		carol.sends(session.AppendAck(nil, carol.frames[len(carol.frames)-1].Tick))
		synctest.Wait()
		if n := len(carol.frames); n != session.FirstWindow+1 {
			t.Fatalf("%d frames after an acknowledgement", n)
		}
		f := carol.frames[len(carol.frames)-1]
		if f.Flags&motion.FrameCatchUp == 0 || len(f.Entries) != 2 {
			t.Fatalf("catch-up is %+v", f)
		}
		for _, e := range f.Entries {
			now, record := bob.frames[len(bob.frames)-1], []byte(nil)
			for i := len(bob.frames) - 1; record == nil; i-- {
				for _, b := range bob.frames[i].Entries {
					if b.Slot == e.Slot {
						record = b.Record
					}
				}
			}
			if f.Tick != now.Tick || !bytes.Equal(e.Record, record) {
				t.Errorf("slot %d is not where it is now", e.Slot)
			}
			if old := e.Slot == uint16(bob.slot); old != (e.AgeMs == 255) {
				t.Errorf("slot %d is %d ms old", e.Slot, e.AgeMs)
			}
		}
	})
}

// TestLateJoin (P2): who comes late has the state of now and sees at once where everyone stands, moving or not.
func TestLateJoin(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, carol := s.joins("Alice", true), s.joins("Carol", true)
		s.walkFor(time.Second, alice, carol)
		s.walkFor(time.Second, alice)
		bob := s.joins("Bob", true)
		if asJSON(t, bob.state) != asJSON(t, alice.state) {
			t.Errorf("Bob has %s, Alice %s", asJSON(t, bob.state), asJSON(t, alice.state))
		}
		if len(bob.frames) != 1 || len(samplesOf(bob.frames, alice.slot)) != 1 || len(samplesOf(bob.frames, carol.slot)) != 1 {
			t.Errorf("Bob was sent %+v", bob.frames)
		}
	})
}

// TestNoIsNo (P5): of somebody who said no, no motion is in any file, in any chunk or in the tail, from the start or from the moment
// they say so; and a replay does not name them. The others see them move all the same.
func TestNoIsNo(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob, carol := s.joins("Alice", true), s.joins("Bobby", false), s.joins("Carol", true)
		s.walkFor(4*time.Second, alice, bob, carol)
		no := s.log.Tick()
		carol.proposes("participant:3", "recorded", "false")
		s.walkFor(8*time.Second, alice, bob, carol)
		s.walkFor(500*time.Millisecond, alice, bob, carol)
		if n := len(samplesOf(alice.frames, bob.slot)); n < 365 {
			t.Fatalf("Alice saw Bob in %d of 375 ticks", n)
		}
		have := s.recorded()
		if len(have[bob.slot]) != 0 {
			t.Errorf("%d samples of Bob", len(have[bob.slot]))
		}
		if n := len(have[carol.slot]); n < 100 || have[carol.slot][n-1].Tick > int64(no) {
			t.Errorf("%d samples of Carol, the last at %d; she said no at %d", n, have[carol.slot][n-1].Tick, no)
		}
		if err := s.house.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, p := range []*person{bob, carol} {
			searchFiles(t, s.dir, samplesOf(alice.frames, p.slot), no, p == carol)
		}
		s.start()
		s.reopen()
		replay, err := s.house.Replay(t.Context(), s.id)
		if err != nil {
			t.Fatal(err)
		}
		if text := asJSON(t, replay); bytes.Contains([]byte(text), []byte("Bobby")) || !bytes.Contains([]byte(text), []byte("Alice")) {
			t.Errorf("the replay says %s", text)
		}
	})
}

// TestNoCountsAtOnce (P5): a no counts from when it is said, not from when the disk has it.
func TestNoCountsAtOnce(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		s.walkFor(time.Second, alice)
		release := s.store.hang()
		no := s.log.Tick()
		alice.proposes("participant:1", "recorded", "false")
		s.walkFor(time.Second, alice)
		release()
		s.walkFor(time.Second, alice)
		have := s.recorded()[alice.slot]
		if n := len(have); n < 25 || have[n-1].Tick > int64(no) {
			t.Errorf("%d samples, the last of tick %d; she said no at %d", n, have[n-1].Tick, no)
		}
		alice.proposes("participant:1", "recorded", "true")
		s.walkFor(time.Second, alice)
		if n := len(s.recorded()[alice.slot]); n < len(have)+25 {
			t.Errorf("%d samples after a yes, %d before", n, len(have))
		}
	})
}

// searchFiles looks for records in every file there is. Sealed chunks are encrypted and were looked into above; tails are not.
func searchFiles(t *testing.T, dir string, samples []motion.Sample, no motion.Tick, onlyAfter bool) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(names) < 3 {
		t.Fatalf("files %v, %v", names, err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, sample := range samples {
			if onlyAfter && sample.Tick <= int64(no) {
				continue
			}
			if bytes.Contains(b, motion.AppendRecord(nil, sample.Pose)) {
				t.Errorf("%s has the pose of tick %d", filepath.Base(name), sample.Tick)
				return
			}
		}
	}
}

// TestGone: whoever left, and whoever was there before a crash, stands nowhere: not for late comers, not in the chunks that begin later.
func TestGone(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		s.walkFor(2*time.Second, alice, bob)
		bob.proposes("participant:2", "presence", `"left"`)
		synctest.Wait()
		late := s.joins("Carol", true)
		if n := len(samplesOf(late.frames, bob.slot)); n != 0 {
			t.Errorf("a late comer sees Bob, who left")
		}
		bob.moves(1, 1)
		s.walkFor(10*time.Second, alice, late)
		if n := len(samplesOf(late.frames, bob.slot)); n != 0 {
			t.Errorf("Bob moves although he left")
		}
		s.crash()
		late.connects()
		s.walkFor(10*time.Second, late)
		replay, err := s.house.Replay(t.Context(), s.id)
		if err != nil {
			t.Fatal(err)
		}
		var parts []int
		for _, ref := range replay.Chunks {
			b, err := s.house.Chunk(t.Context(), s.id, ref.FirstTick)
			if err != nil {
				t.Fatal(err)
			}
			c, err := motion.ParseChunk(b)
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, len(c.Parts))
		}
		// All three; Alice and Carol until the crash; Carol alone after it.
		if want := []int{3, 2, 1}; !reflect.DeepEqual(parts, want) {
			t.Errorf("people in the chunks: %v, want %v", parts, want)
		}
	})
}

// TestReplayEqualsLive: the samples that a replay reads are those that were seen, to the integer, through any number of chunks.
func TestReplayEqualsLive(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		s.walkFor(12*time.Second, alice, bob)
		bob.drops()
		s.walkFor(7*time.Second, alice)
		bob.connects()
		s.walkFor(14*time.Second, bob, alice)
		have := s.recorded()
		if live := samplesOf(alice.frames, alice.slot); !reflect.DeepEqual(have[alice.slot], live) {
			t.Errorf("Alice: recorded %d, live %d", len(have[alice.slot]), len(live))
		}
		// While Bob was away his last pose was carried into each chunk that began: take those out, they are what a seek needs.
		var bobs []motion.Sample
		for _, sample := range have[bob.slot] {
			if n := len(bobs); n == 0 || sample.Tick > bobs[n-1].Tick {
				bobs = append(bobs, sample)
			}
		}
		if live := samplesOf(alice.frames, bob.slot); !reflect.DeepEqual(bobs, live) {
			t.Errorf("Bob: recorded %d, live %d", len(bobs), len(live))
		}
		o := s.log.Info().Origin
		live := samplesOf(alice.frames, bob.slot)
		for ms := live[0].Ms(); ms < 33000; ms += 17 {
			a, _ := o.At(bobs, ms)
			b, _ := o.At(live, ms)
			if a != b {
				t.Fatalf("at %v ms the replay shows %+v, live was %+v", ms, a, b)
			}
		}
	})
}

// TestJumps: what nobody can walk is marked as a cut, by the client or by the server; a cut is not lost when a second pose comes in
// the same tick; and one person's samples always rise in time.
func TestJumps(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		tick := func() { time.Sleep(time.Second / motion.TickHz); synctest.Wait() }
		time.Sleep(10 * time.Millisecond) // between two ticks
		alice.moves(0, 0)
		tick()
		alice.moves(.1, 0)
		tick()
		alice.moves(3, 0) // a jump that the client did not own up to
		tick()
		time.Sleep(4 * time.Second)
		alice.moves(6, 0) // three metres after a pause is one too: it would be drawn in a tenth of a second
		tick()
		cut := motion.Transform{Position: [3]float64{6.1, 1.6, 0}, Rotation: [4]float64{0, 0, 0, 1}}
		alice.sends(session.AppendPose(nil, session.PoseMessage{CaptureMs: alice.nowMs(), Pose: motion.Origin{}.Quantise(cut, nil, nil, true)}))
		alice.moves(6.2, 0)
		tick()
		for i := range 20 { // times that make no sense
			p := session.PoseMessage{CaptureMs: alice.nowMs() + uint32(i*i*1337) - 7000, Pose: motion.Origin{}.Quantise(cut, nil, nil, false)}
			alice.sends(session.AppendPose(nil, p))
			tick()
		}
		samples := samplesOf(alice.frames, alice.slot)
		var cuts []bool
		for i, sample := range samples {
			if i < 5 {
				cuts = append(cuts, sample.Pose.Flags&motion.FlagCut != 0)
			}
			if i > 0 && sample.ThirdsMs() <= samples[i-1].ThirdsMs() {
				t.Errorf("sample %d goes back in time", i)
			}
		}
		if want := []bool{false, false, true, true, true}; !reflect.DeepEqual(cuts, want) {
			t.Errorf("cuts %v, want %v", cuts, want)
		}
		if len(samples) < 24 {
			t.Errorf("%d samples", len(samples))
		}
	})
}

// TestClock: PONG carries session time, and a frame's age is the time between capture and tick.
func TestClock(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		alice.sends(session.AppendPing(nil, 5))
		s.walkFor(time.Second, alice)
		if alice.pongs != 1 {
			t.Errorf("%d pongs", alice.pongs)
		}
		for i, sample := range samplesOf(alice.frames, alice.slot) {
			if sample.AgeMs < 7 || sample.AgeMs > 41 {
				t.Errorf("sample %d is %d ms old", i, sample.AgeMs)
			}
		}
	})
}

// TestWindowGrows: a client far away may have more frames under way, by its quickest round trip.
func TestWindowGrows(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, far := s.joins("Alice", true), s.joins("Far", true)
		far.silent = true
		s.walkFor(time.Second, alice)
		first := far.frames[0].Tick
		far.sends(session.AppendAck(nil, first)) // about a second after it was sent
		s.walkFor(3*time.Second, alice)
		if n := len(far.frames); n < 30 || n > 40 {
			t.Errorf("%d frames under way for a round trip of a second", n)
		}
	})
}
