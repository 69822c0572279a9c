package session_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"rehearsal/server/motion"
	"rehearsal/server/session"
)

// gapsOf are the gaps that the log has, by where they begin.
func gapsOf(t *testing.T, s *story) map[motion.Tick]motion.Tick {
	t.Helper()
	gaps := map[motion.Tick]motion.Tick{}
	for object, properties := range s.log.State() {
		var from, until motion.Tick
		if _, err := fmt.Sscanf(object, "gap:%d", &from); err == nil {
			if err := json.Unmarshal(properties["until"], &until); err != nil {
				t.Fatal(err)
			}
			gaps[from] = until
		}
	}
	return gaps
}

// checkNamed: what was seen and is not recorded lies in a gap. It returns how much that is.
func checkNamed(t *testing.T, s *story, seen []motion.Sample, slot session.Slot) (missing int) {
	t.Helper()
	have := map[motion.Sample]bool{}
	for _, sample := range s.recorded()[slot] {
		have[sample] = true
	}
	gaps := gapsOf(t, s)
	for _, sample := range seen {
		if have[sample] {
			continue
		}
		missing++
		named := false
		for from, until := range gaps {
			named = named || sample.Tick >= int64(from) && sample.Tick <= int64(until)
		}
		if !named {
			t.Fatalf("tick %d was seen, is not recorded, and is in none of the gaps %v", sample.Tick, gaps)
		}
	}
	return missing
}

// TestGapOfALongTrouble (P1): when motion has not reached the disk for many seconds while events did, a crash names all of them.
func TestGapOfALongTrouble(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		s.walkFor(3*time.Second, alice)
		s.store.failMotion(errors.New("assets.db is full"))
		for range 7 {
			s.walkFor(5*time.Second, alice)
			alice.proposes("participant:1", "hand", "true")
		}
		synctest.Wait()
		s.crash()
		if n := checkNamed(t, s, samplesOf(bob.frames, alice.slot), alice.slot); n < 1000 {
			t.Errorf("only %d samples are missing after 35 s of trouble", n)
		}
	})
}

// TestTailsWhileSealingFails (P1): chunks that cannot be sealed do not keep tails from the disk: a crash loses a second, not a minute.
func TestTailsWhileSealingFails(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		s.store.failSeals(errors.New("keys.db is gone"))
		s.walkFor(34*time.Second, alice)
		s.crash()
		if n := checkNamed(t, s, samplesOf(bob.frames, alice.slot), alice.slot); n > motion.TickHz {
			t.Errorf("%d samples are missing", n)
		}
	})
}

// TestTriedAgainWithNobodyThere (P1): trouble is tried again every second, also when everyone has gone.
func TestTriedAgainWithNobodyThere(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		s.walkFor(3*time.Second, alice)
		s.store.failMotion(errors.New("disk full"))
		s.walkFor(2*time.Second, alice)
		seen := samplesOf(bob.frames, alice.slot)
		alice.drops()
		bob.drops()
		time.Sleep(10 * time.Second)
		s.store.clear()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		s.crash()
		if n := checkNamed(t, s, seen, alice.slot); n > 0 || len(gapsOf(t, s)) > 0 {
			t.Errorf("%d samples are missing, gaps %v", n, gapsOf(t, s))
		}
	})
}

// TestGapWithNobodyThere (P1): motion that was not on disk is named also when everyone had gone before the crash, or the clean stop.
func TestGapWithNobodyThere(t *testing.T) {
	for _, clean := range []bool{false, true} {
		t.Run(fmt.Sprint("clean ", clean), func(t *testing.T) {
			tell(t, func(t *testing.T, s *story) {
				alice, bob := s.joins("Alice", true), s.joins("Bob", true)
				s.walkFor(3*time.Second, alice)
				s.store.failMotion(errors.New("disk full"))
				s.walkFor(2*time.Second, alice)
				seen := samplesOf(bob.frames, alice.slot)
				alice.drops()
				bob.drops()
				time.Sleep(5 * time.Second)
				synctest.Wait()
				if alice.presence() != session.Away {
					t.Fatal("Alice is still here")
				}
				if clean {
					_ = s.house.Close(t.Context()) // says that the motion could not be saved
					s.start()
					s.reopen()
				} else {
					s.crash()
				}
				if n := checkNamed(t, s, seen, alice.slot); n == 0 {
					t.Error("nothing is missing, so this shows nothing")
				}
				gaps := gapsOf(t, s)
				s.crash()
				if again := gapsOf(t, s); !reflect.DeepEqual(again, gaps) {
					t.Errorf("a second crash made gaps %v of %v", again, gaps)
				}
			})
		})
	}
}

// TestNoGapWithoutLoss: a crash while nobody is there, and nothing is under way, claims no gap; nor does one claim what was quiet.
func TestNoGapWithoutLoss(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		s.walkFor(3*time.Second, alice)
		alice.drops()
		for range 60 { // Bob watches on the plan and never moves
			bob.sends(session.AppendAck(nil, 0))
			time.Sleep(time.Second)
		}
		s.crash()
		from, _ := gapOf(t, s.log.State())
		if now := s.log.Tick(); from+motion.ChunkTicks+motion.TickHz < now {
			t.Errorf("crashed at %d after a minute in which nobody moved; the gap begins at %d", now, from)
		}
		gaps := gapsOf(t, s)
		bob.connects()
		s.walkFor(time.Second, bob)
		bob.drops()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		s.crash()
		if again := gapsOf(t, s); !reflect.DeepEqual(again, gaps) {
			t.Errorf("a crash with nobody there made gaps %v of %v", again, gaps)
		}
		record, err := s.db.Sessions().Load(t.Context(), s.id)
		if err != nil || len(record.Tails) > 3 {
			t.Errorf("%d tails for a minute of quiet, %v", len(record.Tails), err)
		}
	})
}

// TestGivenUp (P1, P5): what is given up in a long trouble is named before anything later is written, and leaves no tail behind.
func TestGivenUp(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		s.store.failSeals(errors.New("keys.db is gone"))
		for range 33 {
			s.walkFor(300*time.Millisecond, alice)
			time.Sleep(9700 * time.Millisecond)
			alice.sends(session.AppendAck(nil, 0))
		}
		s.store.clear()
		s.walkFor(12*time.Second, alice)
		if n := checkNamed(t, s, samplesOf(alice.frames, alice.slot), alice.slot); n == 0 {
			t.Fatal("nothing was given up, so this shows nothing")
		}
		record, err := s.db.Sessions().Load(t.Context(), s.id)
		if err != nil || len(record.Chunks) == 0 {
			t.Fatal(len(record.Chunks), err)
		}
		last := record.Chunks[len(record.Chunks)-1]
		for _, tail := range record.Tails {
			if f, _, err := motion.NextFramed(tail); err != nil || f.Tick < last.FirstTick+last.Ticks {
				t.Fatalf("a tail of tick %d is left, and the chunks go to %d; %v", f.Tick, last.FirstTick+last.Ticks, err)
			}
		}
	})
}

// TestStaleTailsGo (P5): tails that a chunk covers, left by a commit that was reported as failed, are gone after the next opening.
func TestStaleTailsGo(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		s.walkFor(11*time.Second, alice)
		s.restart()
		frame := motion.AppendFramed(nil, motion.AppendFrame(nil, 31, 0, nil))
		if err := s.db.Sessions().AppendTail(t.Context(), s.id, 31, frame); err != nil {
			t.Fatal(err)
		}
		s.restart()
		record, err := s.db.Sessions().Load(t.Context(), s.id)
		if err != nil {
			t.Fatal(err)
		}
		for _, tail := range record.Tails {
			if f, _, _ := motion.NextFramed(tail); f.Tick == 31 {
				t.Error("it is still there")
			}
		}
	})
}
