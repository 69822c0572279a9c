package session_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rehearsal/server/motion"
	"rehearsal/server/session"
)

// TestVisibleOnceDurable (P1): nobody sees an event, and its author gets no answer, before the store has it.
func TestVisibleOnceDurable(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		release := s.store.hang()
		op := alice.proposes("participant:1", "hand", "true")
		time.Sleep(time.Second)
		synctest.Wait()
		if alice.saw(alice.slot, op)+bob.saw(alice.slot, op) != 0 {
			t.Fatal("seen while the disk had not answered")
		}
		release()
		synctest.Wait()
		if alice.saw(alice.slot, op) != 1 || bob.saw(alice.slot, op) != 1 {
			t.Fatal("not seen once the disk had answered")
		}
	})
}

// TestGroupCommit: what comes in while the disk works is one transaction.
func TestGroupCommit(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		counter := &counting{Store: s.store.Store}
		s.store.Store = counter
		release := s.store.hang()
		for i := range 40 {
			alice.proposes("participant:1", "hand", fmt.Sprint(i))
		}
		release()
		synctest.Wait()
		if alice.saw(alice.slot, 40) != 1 {
			t.Fatal("the last proposal is missing")
		}
		if counter.appends > 2 {
			t.Errorf("40 events took %d transactions", counter.appends)
		}
	})
}

// TestOnce (P1): a proposal that is sent again is applied once and answered with its event.
func TestOnce(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		message := session.AppendPropose(nil, session.Proposal{Op: 1, Object: "participant:1", Property: "hand", Value: json.RawMessage("true")})
		alice.sends(message)
		alice.sends(message)
		synctest.Wait()
		alice.proposes("participant:1", "hand", "false") // op 1 again, by a client that forgot, with another value
		synctest.Wait()
		if n := bob.saw(alice.slot, 1); n != 1 {
			t.Fatalf("applied %d times", n)
		}
		if v := s.log.State().Get("participant:1", "hand"); string(v) != "true" {
			t.Fatalf("the second has replaced the first: %s", v)
		}
		if len(alice.refused) > 0 {
			t.Errorf("refused %v", alice.refused)
		}
	})
}

// TestStoreTrouble (P3): when the disk refuses, whoever wrote is told, and the session goes on: people move, and the next write works.
func TestStoreTrouble(t *testing.T) {
	for name, fail := range map[string]func(*trouble, error){"before": (*trouble).fail, "after it had committed": (*trouble).failAfter} {
		t.Run(name, func(t *testing.T) {
			tell(t, func(t *testing.T, s *story) {
				alice, bob := s.joins("Alice", true), s.joins("Bob", true)
				fail(s.store, errors.New("disk full"))
				op := alice.proposes("participant:1", "hand", `"lost"`)
				s.walkFor(3*time.Second, alice)
				if alice.refused[op] != session.RefusedNotSaved {
					t.Fatalf("answered %v", alice.refused)
				}
				if n := len(samplesOf(bob.frames, alice.slot)); n < 80 {
					t.Fatalf("Bob saw %d of 90 poses while the disk was full", n)
				}
				s.store.clear()
				again := alice.proposes("participant:1", "hand", `"kept"`)
				s.walkFor(2*time.Second, alice)
				if bob.saw(alice.slot, op) != 0 || bob.saw(alice.slot, again) != 1 {
					t.Fatal("after the trouble: the refused event was seen, or the next was not")
				}
				have := s.recorded()[alice.slot]
				if live := samplesOf(bob.frames, alice.slot); !reflect.DeepEqual(have, live) {
					t.Errorf("recorded %d samples, seen %d: motion during the trouble must not be lost", len(have), len(live))
				}
				s.crash()
				if v := s.log.State().Get("participant:1", "hand"); string(v) != `"kept"` {
					t.Errorf("after a crash the log has %s", v)
				}
			})
		})
	}
}

// TestPresence (P4): a lost connection is not leaving. It goes unremarked for two seconds, then the seat is away, and held.
func TestPresence(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		seated := s.seat("Alice", true)
		if p := seated.presence(); p != session.Away {
			t.Fatalf("seated, not connected: %s", p)
		}
		seated.connects()
		synctest.Wait()
		if p := seated.presence(); p != session.Here {
			t.Fatalf("connected: %s", p)
		}
		seated.drops()
		time.Sleep(1900 * time.Millisecond)
		seated.connects()
		time.Sleep(3 * time.Second)
		seated.drops()
		time.Sleep(1900 * time.Millisecond)
		synctest.Wait()
		if p := seated.presence(); p != session.Here {
			t.Fatalf("1.9 s after the connection was lost: %s", p)
		}
		time.Sleep(200 * time.Millisecond)
		synctest.Wait()
		if p := seated.presence(); p != session.Away {
			t.Fatalf("2.1 s after the connection was lost: %s", p)
		}
		seated.connects()
		synctest.Wait()
		if w := seated.welcomes; w[len(w)-1].Flags&session.WelcomeResumed == 0 || seated.presence() != session.Here {
			t.Fatal("not resumed")
		}
		seated.proposes("participant:1", "presence", `"left"`)
		synctest.Wait()
		seated.drops()
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if p := seated.presence(); p != session.Left {
			t.Fatalf("left and hung up: %s", p)
		}
	})
}

// TestPresenceAfterTrouble (P3): that somebody went away while the disk refused is written once it works again.
func TestPresenceAfterTrouble(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		s.store.fail(errors.New("disk full"))
		alice.drops()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if p := alice.presence(); p != session.Here {
			t.Fatalf("the log says %s, which is not on disk", p)
		}
		s.store.clear()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if p := alice.presence(); p != session.Away {
			t.Fatalf("once the disk works: %s", p)
		}
	})
}

// TestGoodbyes: whose connection is ended is told why.
func TestGoodbyes(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob, carol := s.joins("Alice", true), s.joins("Bob", true), s.joins("Carol", true)
		replaced := alice.done
		alice.connects()
		<-replaced
		if alice.goodbye != session.GoodbyeReplaced {
			t.Errorf("replaced: %d", alice.goodbye)
		}
		bob.sends([]byte{session.KindPose, 1, 2})
		<-bob.done
		if bob.goodbye != session.GoodbyeMalformed {
			t.Errorf("malformed: %d", bob.goodbye)
		}
		s.walkFor(11*time.Second, alice)
		if <-carol.done; carol.goodbye != session.GoodbyeSilent {
			t.Errorf("silent: %d", carol.goodbye)
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if p := carol.presence(); p != session.Away {
			t.Errorf("silent for ten seconds: %s", p)
		}
		if _, err := s.log.Attach(99, session.Hello{Version: 1}, anyone); !errors.Is(err, session.ErrNoSeat) {
			t.Errorf("no seat: %v", err)
		}
		if _, err := s.log.Attach(alice.slot, session.Hello{Version: 9}, anyone); !errors.Is(err, session.ErrVersion) {
			t.Errorf("version: %v", err)
		}
	})
}

// TestEnd: ending a session tells everyone, frees the code, seals the motion, and cannot be undone.
func TestEnd(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		ctx := t.Context()
		alice := s.joins("Alice", true)
		s.walkFor(2*time.Second, alice)
		info, err := s.house.End(ctx, s.id)
		if err != nil || info.Closed == nil || info.Code != "" {
			t.Fatalf("ended: %+v, %v", info, err)
		}
		if <-alice.done; alice.goodbye != session.GoodbyeClosed {
			t.Errorf("goodbye %d", alice.goodbye)
		}
		if phase := alice.state.Get("session", "phase"); string(phase) != `"closed"` {
			t.Errorf("Alice was told %s", phase)
		}
		if _, err := s.house.End(ctx, s.id); err != nil {
			t.Errorf("ended again: %v", err)
		}
		if _, err := s.house.Log(ctx, s.id); !errors.Is(err, session.ErrClosed) {
			t.Errorf("a finished session's log: %v", err)
		}
		if _, err := s.house.FindCode(ctx, "ABCDEF"); !errors.Is(err, session.ErrUnknown) {
			t.Errorf("its code: %v", err)
		}
		if live := samplesOf(alice.frames, alice.slot); !reflect.DeepEqual(s.recorded()[alice.slot], live) {
			t.Errorf("recorded %d samples, seen %d", len(s.recorded()[alice.slot]), len(live))
		}
		people, err := s.house.People(ctx, s.id)
		if err != nil || len(people) != 1 || people[0].Presence != session.Away {
			t.Errorf("people %+v, %v", people, err)
		}
	})
}

// TestEndInTrouble (P3): a session whose end cannot be written goes on.
func TestEndInTrouble(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		s.store.fail(errors.New("disk full"))
		if _, err := s.house.End(t.Context(), s.id); !errors.Is(err, session.ErrStore) {
			t.Fatalf("ended: %v", err)
		}
		s.store.clear()
		op := alice.proposes("participant:1", "hand", "true")
		synctest.Wait()
		if alice.saw(alice.slot, op) != 1 || alice.goodbye != 0 {
			t.Fatal("the session does not go on")
		}
		if _, err := s.house.End(t.Context(), s.id); err != nil {
			t.Fatal(err)
		}
	})
}

// TestCleanRestart: after a clean stop everyone is away, nothing is missing, and no gap is claimed.
func TestCleanRestart(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		s.walkFor(13*time.Second, alice)
		op := alice.op
		s.restart()
		if <-alice.done; alice.goodbye != session.GoodbyeStopping {
			t.Errorf("goodbye %d", alice.goodbye)
		}
		for object := range s.log.State() {
			if strings.HasPrefix(object, "gap:") {
				t.Errorf("a clean stop left %s", object)
			}
		}
		if p := alice.presence(); p != session.Away {
			t.Errorf("after the restart: %s", p)
		}
		seen := samplesOf(alice.frames, alice.slot)
		if have := s.recorded()[alice.slot]; !reflect.DeepEqual(have, seen) {
			t.Errorf("recorded %d samples, seen %d", len(have), len(seen))
		}
		alice.connects()
		s.walkFor(2*time.Second, alice)
		w := alice.welcomes[len(alice.welcomes)-1]
		if w.Flags&session.WelcomeResumed != 0 || w.LastOp != op {
			t.Errorf("welcomed with %+v", w)
		}
		if len(s.recorded()[alice.slot]) < len(seen)+50 {
			t.Error("the recording does not go on")
		}
	})
}

// TestCrash (P1): after a crash every acknowledged event is there, at most a second of motion is missing, and the log says so.
func TestCrash(t *testing.T) {
	for _, after := range []time.Duration{700 * time.Millisecond, 9900 * time.Millisecond, 10300 * time.Millisecond, 21 * time.Second} {
		t.Run(after.String(), func(t *testing.T) {
			tell(t, func(t *testing.T, s *story) {
				alice, bob := s.joins("Alice", true), s.joins("Bob", true)
				s.walkFor(after, alice, bob)
				op := alice.proposes("participant:1", "hand", "true")
				synctest.Wait()
				before := s.log.Events()
				died := s.log.Tick()
				s.crash()
				time.Sleep(time.Minute)
				events := s.log.Events()
				if !reflect.DeepEqual(events[:len(before)], before) || alice.saw(alice.slot, op) != 1 {
					t.Fatal("acknowledged events are not there, in order, once")
				}
				from, until := gapOf(t, s.log.State())
				seen := samplesOf(bob.frames, alice.slot)
				have := s.recorded()[alice.slot]
				if from+motion.TickHz < died || until < from {
					t.Errorf("died at %d, gap from %d until %d", died, from, until)
				}
				missing := len(seen) - len(have)
				if missing < 0 || missing > motion.TickHz || !reflect.DeepEqual(have, seen[:len(have)]) {
					t.Errorf("%d of %d samples are missing", missing, len(seen))
				}
				if n := len(have); n > 0 && have[n-1].Tick >= int64(from) {
					t.Errorf("recorded until %d, gap from %d", have[n-1].Tick, from)
				}
				if alice.presence() != session.Away || bob.presence() != session.Away {
					t.Error("somebody is still here")
				}
				alice.connects()
				s.walkFor(time.Second, alice)
				if n := len(s.recorded()[alice.slot]); n < len(have)+25 {
					t.Errorf("the recording does not go on: %d after %d", n, len(have))
				}
			})
		})
	}
}

func gapOf(t *testing.T, state session.State) (from, until motion.Tick) {
	t.Helper()
	gaps := 0
	for object, properties := range state {
		if _, err := fmt.Sscanf(object, "gap:%d", &from); err == nil {
			gaps++
			if err := json.Unmarshal(properties["until"], &until); err != nil {
				t.Fatal(err)
			}
		}
	}
	if gaps != 1 {
		t.Fatalf("%d gaps in the log", gaps)
	}
	return from, until
}

// TestTicksOnlyWhileConnected: nobody there, nothing runs; and a log nobody uses is let go of.
func TestTicksOnlyWhileConnected(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		if s.log.Ticking() {
			t.Fatal("ticks before anybody came")
		}
		alice := s.joins("Alice", true)
		if !s.log.Ticking() {
			t.Fatal("no ticks while Alice is here")
		}
		s.walkFor(time.Second, alice)
		alice.drops()
		time.Sleep(time.Second)
		synctest.Wait()
		if s.log.Ticking() {
			t.Fatal("ticks after everyone is gone")
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		old := s.log
		if _, err := old.Propose(t.Context(), 0, 0, "session", "title", json.RawMessage(`"x"`)); !errors.Is(err, session.ErrStopping) {
			t.Errorf("a log nobody uses: %v", err)
		}
		s.reopen()
		if s.log == old || alice.presence() != session.Away {
			t.Error("not loaded anew")
		}
	})
}

// TestRefusals: what is not in shape, not allowed or too much is refused with its reason, and the connection stays.
func TestRefusals(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.joins("Alice", true)
		for _, bad := range [][3]string{
			{"", "p", "1"}, {"o", "", "1"}, {"o", "p", ""}, {"o", "p", "{"}, {"o", "p", "1 2"}, {"__proto__", "p", "1"}, {"o", "p q", "1"},
			{strings.Repeat("o", 65), "p", "1"}, {"o", strings.Repeat("p", 33), "1"}, {"o", "p", `"` + strings.Repeat("x", 4096) + `"`},
			{"o", "p", "\"\xff\""},
		} {
			op := alice.proposes(bad[0], bad[1], bad[2])
			synctest.Wait()
			if alice.refused[op] != session.RefusedMalformed {
				t.Errorf("%.40q: %v", bad, alice.refused[op])
			}
			time.Sleep(time.Second)
		}
		noOne := func(session.Slot, session.Role, string, string, json.RawMessage) bool { return false }
		r, err := s.log.Attach(alice.slot, session.Hello{Version: 1}, noOne)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Detach()
		if err := r.Receive(session.AppendPropose(nil, session.Proposal{Op: 100, Object: "o", Property: "p", Value: json.RawMessage("1")})); err != nil {
			t.Fatal(err)
		}
		messages, err := r.Next(t.Context())
		if err != nil || !slices.ContainsFunc(messages, func(m []byte) bool { return m[0] == session.KindRefused && m[5] == session.RefusedNotYours }) {
			t.Errorf("not allowed: %x, %v", messages, err)
		}
	})
}

// TestFlood (P3): one client's flood is refused, then cut off, and nobody else notices.
func TestFlood(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		for range 200 {
			alice.proposes("participant:1", "hand", "true")
		}
		synctest.Wait()
		refused := 0
		for _, reason := range alice.refused {
			if reason == session.RefusedTooMany {
				refused++
			}
		}
		if refused < 130 || alice.goodbye != 0 {
			t.Errorf("%d of 200 refused, goodbye %d", refused, alice.goodbye)
		}
		for range 5000 {
			alice.sends(session.AppendAck(nil, 0))
		}
		if <-alice.done; alice.goodbye != session.GoodbyeTooFast {
			t.Errorf("goodbye %d", alice.goodbye)
		}
		s.walkFor(time.Second, bob)
		if op := bob.proposes("participant:2", "hand", "true"); bob.presence() != session.Here {
			t.Error("Bob noticed", op)
		}
		synctest.Wait()
		if bob.saw(bob.slot, 1) != 1 {
			t.Error("Bob's event is missing")
		}
	})
}

// TestStateIsBounded (P3): people cannot grow a session without end, and what is there can still be taken away.
func TestStateIsBounded(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		big := json.RawMessage(`"` + strings.Repeat("x", 4000) + `"`)
		var err error
		n := uint32(1)
		for ; err == nil && n < 400; n++ {
			_, err = s.log.Propose(t.Context(), 1, n, fmt.Sprintf("prop:%d", n), "text", big)
		}
		if !errors.Is(err, session.ErrTooMany) || n < 200 {
			t.Fatalf("after %d values of 4 kB: %v", n, err)
		}
		if _, err := s.log.Propose(t.Context(), 1, n+1, "prop:1", "text", json.RawMessage("null")); err != nil {
			t.Fatalf("take one away: %v", err)
		}
		if _, err := s.log.Propose(t.Context(), 1, n+2, "prop:1", "text", big); err != nil {
			t.Fatalf("and put it back: %v", err)
		}
	})
}

// TestSeats: a session has so many seats and no more, and whoever holds the code cannot take those of the people who lead.
func TestSeats(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		citizens := 0
		for {
			_, err := s.log.Seat(t.Context(), session.Seating{Name: "Citizen", Role: session.Citizen})
			if errors.Is(err, session.ErrFull) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			citizens++
		}
		facilitators := 0
		for {
			_, err := s.log.Seat(t.Context(), session.Seating{Name: "Facilitator", Role: session.Facilitator})
			if errors.Is(err, session.ErrFull) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			facilitators++
		}
		if citizens+facilitators != session.MaxSeats || facilitators != 10 {
			t.Errorf("%d citizens and %d facilitators in %d seats", citizens, facilitators, session.MaxSeats)
		}
	})
}

// counting counts transactions.
type counting struct {
	session.Store
	appends int
}

func (c *counting) AppendEvents(ctx context.Context, id session.ID, events []session.Event) error {
	c.appends++
	return c.Store.AppendEvents(ctx, id, events)
}
