package session_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/motion"
	"rehearsal/server/session"
	"rehearsal/server/sqlite"
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
	log := openForFuzz(f)
	policy := func(_ session.Slot, _ session.Role, object, _ string, _ json.RawMessage) bool {
		return object == "allowed"
	}
	r, err := log.Attach(1, session.Hello{Version: 1}, policy)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(session.AppendPropose(nil, session.Proposal{Op: 1, Object: "allowed", Property: "p", Value: json.RawMessage(`{"a":[1]}`)}))
	f.Add(session.AppendPropose(nil, session.Proposal{Op: 2, Object: "session", Property: "phase", Value: json.RawMessage(`"closed"`)}))
	f.Add([]byte{0xff, 1, 2, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		if r.Receive(b) != nil {
			if r, err = log.Attach(1, session.Hello{Version: 1}, policy); err != nil {
				t.Fatal(err)
			}
		}
		if phase := log.State().Get("session", "phase"); string(phase) != `"open"` {
			t.Fatalf("%x made the phase %s", b, phase)
		}
	})
}

func openForFuzz(f *testing.F) *session.Log {
	f.Helper()
	ctx := context.Background()
	db, err := sqlite.Open(ctx, f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	if err := db.Scenes().AddScene(ctx, scenes.Scene{ID: "scene", Added: time.Now()}); err != nil {
		f.Fatal(err)
	}
	house := session.NewHouse(db.Sessions(), db.Sessions(), time.Now, slog.New(slog.DiscardHandler))
	f.Cleanup(func() {
		_ = house.Close(ctx)
		_ = db.Close()
	})
	log, err := house.Create(ctx, session.Info{ID: "fuzz", Scene: "scene"})
	if err != nil {
		f.Fatal(err)
	}
	if _, err := log.Seat(ctx, session.Seating{Name: "Fuzz"}); err != nil {
		f.Fatal(err)
	}
	return log
}
