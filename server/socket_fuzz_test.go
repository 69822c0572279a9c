package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/identity"
	"rehearsal/server/session"
	"rehearsal/server/sqlite"
)

// FuzzSocket hands any bytes to the handler of a real session, as a citizen in slot 1: it never panics, every proposal is answered,
// and once it is, nothing has changed but the four properties of oneself that a citizen may write. Time passes between messages and each
// proposal gets a fresh op, or the rate limit and what was proposed before would hide the policy.
func FuzzSocket(f *testing.F) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		f.Add(noise(random))
	}
	f.Add(make([]byte, session.MaxMessage+1))
	for _, w := range [][3]string{
		{"participant:1", "hand", "true"}, {"participant:1", "mode", `"plan"`}, {"participant:1", "recorded", "false"}, {"participant:1", "presence", `"left"`},
		{"participant:1", "name", `"Mallory"`}, {"participant:1", "role", `"facilitator"`}, {"participant:2", "hand", "true"}, {"participant:2", "recorded", "true"},
		{"session", "phase", `"closed"`}, {"session", "title", `"Mine"`}, {"bookmark:1-1", "label", `"Here"`}, {"gap:7", "until", "9"},
	} {
		f.Add(propose(1, w[0], w[1], w[2]))
	}
	m := newFuzzed(f)
	f.Fuzz(func(t *testing.T, message []byte) {
		m.says(t, message)
		state := m.log.State()
		for _, property := range []string{"hand", "mode", "recorded", "presence"} {
			delete(state["participant:1"], property)
		}
		if !reflect.DeepEqual(state, m.first) {
			t.Fatalf("%x made %s of %s", message, state, m.first)
		}
	})
}

// fuzzed is a session with one connection, which comes back whenever it is thrown out.
type fuzzed struct {
	house  *session.House
	passed atomic.Int64 // nanoseconds that the clock is ahead
	logs   int
	log    *session.Log
	first  session.State // without what a citizen in slot 1 may change
	reader *session.Reader
	op     uint32
}

// fuzzedMost is how many proposals a session takes before the next; its bounds would hide the policy too.
const fuzzedMost = 20_000

func newFuzzed(f *testing.F) *fuzzed {
	f.Helper()
	db, err := sqlite.Open(f.Context(), f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	files, sessions := db.Scenes(), db.Sessions()
	if err := files.AddScene(f.Context(), scenes.Scene{ID: "scene", Added: time.Now()}, scenes.Version{ID: "scene"}); err != nil {
		f.Fatal(err)
	}
	m := &fuzzed{}
	clock := func() time.Time { return time.Now().Add(time.Duration(m.passed.Load())) }
	m.house = session.NewHouse(sessions, sessions, clock, slog.New(slog.DiscardHandler))
	f.Cleanup(func() {
		if err := errors.Join(m.house.Close(context.Background()), db.Close()); err != nil {
			f.Error(err)
		}
	})
	m.opens(f)
	return m
}

// opens opens a session with two citizens in it and connects the first.
func (m *fuzzed) opens(t testing.TB) {
	t.Helper()
	ctx := context.Background() // it outlives the execution that needed it
	if m.log != nil {
		if _, err := m.house.End(ctx, m.log.Info().ID); err != nil {
			t.Fatal(err)
		}
	}
	m.logs++
	log, err := m.house.Create(ctx, session.Info{ID: session.NewID(), Title: "Fuzzed", Scene: "scene", Version: "scene", Code: fmt.Sprint("CODE", m.logs)})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Robin", "Wren"} {
		if _, err := log.Seat(ctx, session.Seating{Name: name, Role: session.Citizen, Language: "en", Mode: "plan"}); err != nil {
			t.Fatal(err)
		}
	}
	m.log, m.op, m.first = log, 0, session.State{}
	for object, properties := range log.State() {
		m.first[object] = maps.Clone(properties)
	}
	for _, property := range []string{"hand", "mode", "recorded", "presence"} {
		delete(m.first["participant:1"], property)
	}
	m.attach(t)
}

func (m *fuzzed) attach(t testing.TB) {
	t.Helper()
	reader, err := m.log.Attach(1, session.Hello{Version: session.Version}, func(by session.Slot, role session.Role, object, property string, value json.RawMessage) bool {
		return identity.MayWrite(uint16(by), string(role), object, property, value)
	})
	if err != nil {
		t.Fatal(err)
	}
	m.reader = reader
}

// says sends a message a second after the last, and waits until a proposal is decided.
func (m *fuzzed) says(t testing.TB, message []byte) {
	t.Helper()
	m.passed.Add(int64(time.Second))
	p, malformed := session.ParsePropose(message)
	if malformed == nil && p.Op > 0 {
		if m.op == fuzzedMost {
			m.opens(t)
		}
		m.op++
		p.Op = m.op
		message = session.AppendPropose(nil, p)
	}
	switch err := m.reader.Receive(message); {
	case errors.Is(err, session.ErrTooFast):
		t.Fatalf("the rate limit hides the policy: %v", err)
	case err != nil:
		m.attach(t)
	case malformed == nil:
		m.waits(t, p.Op)
	default: // answers that nobody fetches are too many in the end
		nobodyWaits, cancel := context.WithCancel(context.Background())
		cancel()
		_, _ = m.reader.Next(nobodyWaits)
	}
}

// waits reads until the proposal is refused or in the log.
func (m *fuzzed) waits(t testing.TB, op uint32) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for {
		messages, err := m.reader.Next(ctx)
		for _, message := range messages {
			switch message[0] {
			case session.KindRefused:
				if refused, reason, err := session.ParseRefused(message); err != nil || reason == session.RefusedTooMany {
					t.Fatalf("op %d was refused for reason %d: %v", refused, reason, err)
				} else if refused == op {
					return
				}
			case session.KindEvent:
				if e, err := session.ParseEvent(message); err != nil {
					t.Fatal(err)
				} else if e.Author == 1 && e.Op == op {
					return
				}
			}
		}
		if err != nil {
			t.Fatalf("op %d was never answered: %v", op, err)
		}
	}
}
