package session_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"rehearsal/server/session"
)

// TestAcknowledgedInOrder (P2): an acknowledgement that is given again does not overtake events that its client has not had.
func TestAcknowledgedInOrder(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.seat("Alice", true), s.joins("Bob", true)
		r, err := s.log.Attach(alice.slot, session.Hello{Version: session.Version}, anyone)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Detach()
		next := uint32(0)
		read := func() {
			messages, err := r.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range messages {
				switch m[0] {
				case session.KindWelcome:
					w, _ := session.ParseWelcome(m)
					next = w.Seq + 1
				case session.KindEvent:
					e, _ := session.ParseEvent(m)
					if e.Seq > next {
						t.Fatalf("event %d came when %d was due", e.Seq, next)
					}
					next = max(next, e.Seq+1)
				}
			}
		}
		read()
		for i := range 3 {
			bob.proposes("participant:2", "hand", fmt.Sprint(i))
			synctest.Wait()
		}
		message := session.AppendPropose(nil, session.Proposal{Op: 1, Object: "participant:1", Property: "hand", Value: json.RawMessage("true")})
		for range 2 {
			if err := r.Receive(message); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		read()
		if head := uint32(len(s.log.Events())); next != head+1 {
			t.Errorf("read to %d of %d", next-1, head)
		}
	})
}

// TestNoAnswerIsDropped: a client whose answers find no place any more is let go of, and does not wait for one for ever.
func TestNoAnswerIsDropped(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice := s.seat("Alice", true)
		r, err := s.log.Attach(alice.slot, session.Hello{Version: session.Version}, anyone)
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		gate := make(chan struct{})
		s.store.set(errors.New("disk full"), "", gate)
		for op := range uint32(400) {
			p := session.Proposal{Op: op + 1, Object: "participant:1", Property: "hand", Value: json.RawMessage("true")}
			if err := r.Receive(session.AppendPropose(nil, p)); err != nil {
				t.Fatal(err)
			}
			time.Sleep(55 * time.Millisecond)
		}
		close(gate)
		synctest.Wait()
		select {
		case <-r.Done():
		default:
			t.Error("400 proposals were refused, 256 answers are kept, and the connection goes on")
		}
	})
}
