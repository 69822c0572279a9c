package session_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"rehearsal/server/motion"
	"rehearsal/server/session"
)

// FuzzParseMessage: no message makes a parser panic, and what is accepted comes back from what is written of it.
func FuzzParseMessage(f *testing.F) {
	pose := motion.Origin{}.Quantise(motion.Transform{Rotation: [4]float64{0, 0, 0, 1}}, nil, nil, false)
	f.Add(session.AppendPose(nil, session.PoseMessage{Seq: 1, Pose: pose}))
	f.Add(session.AppendPropose(nil, session.Proposal{Op: 1, Object: "o", Property: "p", Value: json.RawMessage("1")}))
	f.Add(session.AppendHello(nil, session.Hello{Version: 1}))
	f.Add(session.AppendPing(nil, 1))
	f.Add(session.AppendAck(nil, 1))
	f.Add(session.AppendEvent(nil, session.Event{Seq: 1, Object: "o", Property: "p", Value: json.RawMessage("1"), Previous: json.RawMessage("null")}))
	f.Add(session.AppendWelcome(nil, session.Welcome{Version: 1}))
	f.Add(session.AppendPong(nil, 1, 2))
	f.Add(session.AppendRefused(nil, 1, 2))
	f.Add(session.AppendGoodbye(nil, 1))
	f.Add([]byte("\x13\x01\x00\x00\x00{\"o\":{\"p\":1}}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		again := rewrite(b)
		if again != nil && !bytes.HasPrefix(b, again) {
			t.Fatalf("%x was written again as %x", b, again)
		}
	})
}

// rewrite parses a message and writes it again; nil if it is malformed or has more than one spelling.
func rewrite(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	switch b[0] {
	case session.KindPose:
		if m, err := session.ParsePose(b); err == nil {
			return session.AppendPose(nil, m)
		}
	case session.KindPropose:
		if m, err := session.ParsePropose(b); err == nil {
			return session.AppendPropose(nil, m)
		}
	case session.KindHello:
		if m, err := session.ParseHello(b); err == nil {
			return session.AppendHello(nil, m)
		}
	case session.KindAck:
		if m, err := session.ParseAck(b); err == nil {
			return session.AppendAck(nil, m)
		}
	case session.KindEvent:
		if m, err := session.ParseEvent(b); err == nil {
			return session.AppendEvent(nil, m)
		}
	case session.KindRefused:
		if op, reason, err := session.ParseRefused(b); err == nil {
			return session.AppendRefused(nil, op, reason)
		}
	case session.KindGoodbye:
		if reason, err := session.ParseGoodbye(b); err == nil {
			return session.AppendGoodbye(nil, reason)
		}
	case session.KindPing: // a NaN has many spellings
		_, _ = session.ParsePing(b)
	case session.KindPong:
		_, _, _ = session.ParsePong(b)
	case session.KindWelcome:
		_, _ = session.ParseWelcome(b)
	case session.KindState:
		_, _, _ = session.ParseState(b)
	}
	return nil
}

// FuzzReceive: no message from a client, whatever it is, stops a session or gets past the policy.
func FuzzReceive(f *testing.F) {
	f.Add(session.AppendPropose(nil, session.Proposal{Op: 1, Object: "allowed", Property: "p", Value: json.RawMessage(`{"a":[1]}`)}))
	f.Add(session.AppendPropose(nil, session.Proposal{Op: 2, Object: "session", Property: "phase", Value: json.RawMessage(`"closed"`)}))
	f.Add([]byte{0xff, 1, 2, 3})
	v := &visit{}
	f.Cleanup(v.ends)
	f.Fuzz(func(t *testing.T, b []byte) {
		v.receives(t, b)
		// The same as something new: an op that was used has no effect again.
		if p, err := session.ParsePropose(b); err == nil && len(b) > 0 && b[0] == session.KindPropose {
			v.op++
			p.Op = v.op
			v.receives(t, session.AppendPropose(nil, p))
		}
	})
}

// visit is one person in a session that is kept in memory, at a clock that the test moves. There is a new one whenever the last has had
// its fill, so that none is slow and none refuses because it is full.
type visit struct {
	now       atomic.Int64
	house     *session.House
	log       *session.Log
	reader    *session.Reader
	op        uint32
	events    int
	asked     int // times the policy was asked
	committed int // events of theirs
}

const (
	visitEvents = 2000
	visitor     = session.Slot(1)
)

func (v *visit) clock() time.Time { return time.Unix(0, v.now.Load()) }

func (v *visit) ends() {
	if v.house != nil {
		_ = v.house.Close(context.Background())
	}
}

func (v *visit) begins(t *testing.T) {
	t.Helper()
	v.ends()
	ctx, store := context.Background(), newMemory()
	v.house = session.NewHouse(store, store, v.clock, slog.New(slog.DiscardHandler))
	var err error
	if v.log, err = v.house.Create(ctx, session.Info{ID: "fuzz", Scene: "scene", Version: "scene"}); err != nil {
		t.Fatal(err)
	}
	if _, err := v.log.Seat(ctx, session.Seating{Name: "Fuzz"}); err != nil {
		t.Fatal(err)
	}
	v.attaches(t)
	v.op, v.events = 0, v.log.Settle()
}

func (v *visit) attaches(t *testing.T) {
	t.Helper()
	may := func(_ session.Slot, _ session.Role, object, _ string, _ json.RawMessage) bool {
		v.asked++
		return object == "allowed"
	}
	var err error
	if v.reader, err = v.log.Attach(visitor, session.Hello{Version: session.Version}, may); err != nil {
		t.Fatal(err)
	}
}

// receives takes a message, waits until all that it asked for is committed, and looks at what that was.
func (v *visit) receives(t *testing.T, message []byte) {
	t.Helper()
	if v.log == nil || v.events > visitEvents || v.op > 1<<31 {
		v.begins(t)
	}
	v.now.Add(int64(60 * time.Millisecond)) // for what a bucket gives back
	if v.reader.Receive(message) != nil {
		v.attaches(t)
	}
	from := v.events
	v.events = v.log.Settle()
	for _, e := range v.log.EventsFrom(from) {
		if e.Author == visitor {
			v.committed++
			v.op = max(v.op, e.Op)
		}
		if e.Author == visitor && e.Object != "allowed" || e.Author != visitor && e.Property != "presence" {
			t.Fatalf("%x made %+v", message, e)
		}
	}
	read, stop := context.WithCancel(context.Background())
	stop()
	_, _ = v.reader.Next(read) // else answers would fill its queue
}

// TestFuzzHarness: the harness above reaches what it is there for: nearly every proposal comes before the policy, and the allowed ones are
// committed before they are looked at.
func TestFuzzHarness(t *testing.T) {
	v := &visit{}
	defer v.ends()
	for i := range 5000 {
		object := []string{"allowed", "session"}[i%2]
		v.receives(t, session.AppendPropose(nil, session.Proposal{Op: v.op + 1, Object: object, Property: "p", Value: json.RawMessage("1")}))
	}
	if v.asked != 5000 || v.committed != 2500 {
		t.Errorf("the policy was asked %d times, and %d events were committed", v.asked, v.committed)
	}
}
