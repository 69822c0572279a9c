package sqlite_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/motion"
	"rehearsal/server/session"
	"rehearsal/server/sqlite"
)

func openSessions(t *testing.T) (*sqlite.Sessions, *sqlite.DB, string) {
	t.Helper()
	dir := t.TempDir()
	db, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := db.Scenes().AddScene(t.Context(), scenes.Scene{ID: "scene", Added: time.UnixMilli(0)}, scenes.Version{ID: "scene"}); err != nil {
		t.Fatal(err)
	}
	return db.Sessions(), db, dir
}

func create(t *testing.T, s *sqlite.Sessions, code string) session.Info {
	t.Helper()
	info := session.Info{ID: session.NewID(), Title: "Llyfrgell", Scene: "scene", Version: "scene", Code: code,
		Opened: time.UnixMilli(1_800_000_000_123).UTC(), Origin: motion.Origin{X: -5, Y: 6, Z: 7}}
	if err := s.Create(t.Context(), info, nil); err != nil {
		t.Fatal(err)
	}
	return info
}

// TestCatalogue: what is written of a session is read, and a code is one running session's.
func TestCatalogue(t *testing.T) {
	s, _, _ := openSessions(t)
	a := create(t, s, "ABCDEF")
	found, err := s.Sessions(t.Context(), session.Which{Code: "ABCDEF"})
	if err != nil || len(found) != 1 || found[0] != a {
		t.Fatalf("found %+v, %v, want %+v", found, err, a)
	}
	second := session.Info{ID: session.NewID(), Scene: "scene", Version: "scene", Code: "ABCDEF", Opened: a.Opened.Add(time.Second)}
	if err := s.Create(t.Context(), second, nil); !errors.Is(err, session.ErrCodeTaken) {
		t.Fatalf("a code that is taken: %v", err)
	}
	closed := a.Opened.Add(time.Minute)
	if err := s.MarkClosed(t.Context(), a.ID, closed); err != nil {
		t.Fatal(err)
	}
	if err := s.Create(t.Context(), second, nil); err != nil {
		t.Fatalf("a code that was freed: %v", err)
	}
	all, err := s.Sessions(t.Context(), session.Which{})
	if err != nil || len(all) != 2 || all[0].ID != second.ID || all[1].Closed == nil || !all[1].Closed.Equal(closed) || all[1].Code != "" {
		t.Fatalf("all: %+v, %v", all, err)
	}
	if _, err := s.Load(t.Context(), "nobody"); !errors.Is(err, session.ErrUnknown) {
		t.Fatalf("no such session: %v", err)
	}
}

// TestAppendEventsReplaces (P1, P2): a batch stands for everything from its first number on, so what a commit left that was reported as
// failed does not stay.
func TestAppendEventsReplaces(t *testing.T) {
	s, _, _ := openSessions(t)
	info := create(t, s, "")
	event := func(seq uint32, value string) session.Event {
		return session.Event{Seq: seq, Tick: 4294967295, Author: 65535, Op: 4294967295, Object: "o", Property: "p",
			Value: json.RawMessage(value), Previous: json.RawMessage("null")}
	}
	for _, batch := range [][]session.Event{{event(1, `"a"`), event(2, `"ghost"`), event(3, `"ghost"`)}, {event(2, `"b"`)}} {
		if err := s.AppendEvents(t.Context(), info.ID, batch); err != nil {
			t.Fatal(err)
		}
	}
	r, err := s.Load(t.Context(), info.ID)
	want, _ := json.Marshal([]session.Event{event(1, `"a"`), event(2, `"b"`)})
	have, _ := json.Marshal(r.Events)
	if err != nil || !bytes.Equal(have, want) {
		t.Fatalf("events %s, %v", have, err)
	}
}

func samples(from int64, n int) []motion.Sample {
	var out []motion.Sample
	for i := range n {
		head := motion.Transform{Position: [3]float64{float64(i) / 50, 1.6, 0}, Rotation: [4]float64{0, 0, 0, 1}}
		out = append(out, motion.Sample{Tick: from + int64(i), AgeMs: uint8(i % 40), Pose: motion.Origin{}.Quantise(head, &head, nil, false)})
	}
	return out
}

// TestSealChunk: a chunk comes back as it was, takes the place of the tails before its end and of no others, and is not readable in the
// file.
func TestSealChunk(t *testing.T) {
	s, _, dir := openSessions(t)
	info := create(t, s, "")
	ctx := t.Context()
	for _, first := range []motion.Tick{290, 300, 599, 600} {
		if err := s.AppendTail(ctx, info.ID, first, []byte{byte(first)}); err != nil {
			t.Fatal(err)
		}
	}
	part := motion.AppendPart(nil, 300, samples(300, 300))
	c := motion.Chunk{FirstTick: 300, Ticks: 300, Parts: []motion.Part{{Slot: 1, Body: part}, {Slot: 2, Body: part}}}
	ref, err := s.SealChunk(ctx, info.ID, c)
	if err != nil {
		t.Fatal(err)
	}
	back, err := s.ReadChunk(ctx, info.ID, 300)
	if err != nil || len(back.Parts) != 2 || !bytes.Equal(back.Parts[1].Body, part) {
		t.Fatalf("read %d parts, %v", len(back.Parts), err)
	}
	r, err := s.Load(ctx, info.ID)
	if err != nil || len(r.Chunks) != 1 || r.Chunks[0] != ref || len(r.Tails) != 1 || r.Tails[0][0] != 600&255 {
		t.Fatalf("loaded %+v, %v", r, err)
	}
	if _, err := s.ReadChunk(ctx, info.ID, 301); !errors.Is(err, session.ErrUnknown) {
		t.Fatalf("no such chunk: %v", err)
	}
	for _, name := range []string{"assets.db", "assets.db-wal"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || bytes.Contains(b, part[:40]) {
			t.Fatalf("%s: part in the clear, or %v", name, err)
		}
	}
}

// TestDestroyedKey (P5): without the key a person is gone from the chunk, and the others are not.
func TestDestroyedKey(t *testing.T) {
	s, db, _ := openSessions(t)
	info := create(t, s, "")
	ctx := t.Context()
	part := motion.AppendPart(nil, 0, samples(0, 10))
	c := motion.Chunk{FirstTick: 0, Ticks: 10, Parts: []motion.Part{{Slot: 1, Body: part}, {Slot: 2, Body: part}}}
	if _, err := s.SealChunk(ctx, info.ID, c); err != nil {
		t.Fatal(err)
	}
	sqlite.DestroyKey(t, db, info.ID, 1)
	back, err := s.ReadChunk(ctx, info.ID, 0)
	if err != nil || len(back.Parts) != 1 || back.Parts[0].Slot != 2 {
		t.Fatalf("read %+v, %v", back.Parts, err)
	}
}

// TestDamagedPart: one person's part that cannot be read leaves the others in the chunk, and is told.
func TestDamagedPart(t *testing.T) {
	s, db, _ := openSessions(t)
	info := create(t, s, "")
	ctx := t.Context()
	part := motion.AppendPart(nil, 0, samples(0, 10))
	c := motion.Chunk{FirstTick: 0, Ticks: 10, Parts: []motion.Part{{Slot: 1, Body: part}, {Slot: 2, Body: part}}}
	if _, err := s.SealChunk(ctx, info.ID, c); err != nil {
		t.Fatal(err)
	}
	sqlite.SpoilKey(t, db, info.ID, 1)
	back, err := s.ReadChunk(ctx, info.ID, 0)
	if !errors.Is(err, session.ErrUnreadable) || len(back.Parts) != 1 || back.Parts[0].Slot != 2 {
		t.Fatalf("read %+v, %v", back.Parts, err)
	}
	house := session.NewHouse(s, s, time.Now, slog.New(slog.DiscardHandler))
	defer house.Close(ctx)
	b, err := house.Chunk(ctx, info.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := motion.ParseChunk(b); err != nil || len(c.Parts) != 1 {
		t.Fatalf("%d parts, %v", len(c.Parts), err)
	}
}

// TestCreateWithEvents: a session comes with its first events or not at all, and its people can be asked for without the rest.
func TestCreateWithEvents(t *testing.T) {
	s, _, _ := openSessions(t)
	ctx := t.Context()
	event := func(seq uint32, object, property, value string) session.Event {
		return session.Event{Seq: seq, Object: object, Property: property, Value: json.RawMessage(value), Previous: json.RawMessage("null")}
	}
	info := session.Info{ID: session.NewID(), Scene: "scene", Version: "scene", Opened: time.UnixMilli(0)}
	if err := s.Create(ctx, info, []session.Event{event(1, "o", "p", "1"), event(1, "o", "p", "2")}); err == nil {
		t.Fatal("two events of one number")
	}
	if all, err := s.Sessions(ctx, session.Which{}); err != nil || len(all) != 0 {
		t.Fatalf("left behind: %+v, %v", all, err)
	}
	events := []session.Event{
		event(1, "session", "title", `"T"`), event(2, "participant:2", "name", `"Bob"`), event(3, "participant:10", "name", `"Carol"`),
		event(4, "participant:2", "presence", `"here"`), event(5, "participant:2", "presence", `"left"`), event(6, "participants", "x", "1"),
	}
	if err := s.Create(ctx, info, events); err != nil {
		t.Fatal(err)
	}
	people, err := s.Participants(ctx, info.ID)
	if err != nil || len(people) != 2 || people[0].Name != "Bob" || people[0].Presence != session.Left || people[1].Slot != 10 {
		t.Fatalf("people %+v, %v", people, err)
	}
}
