package session

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"rehearsal/server/motion"
)

// Replay is what a replay needs beside the chunks.
type Replay struct {
	Info    Info
	People  []Participant
	EndTick motion.Tick // the last tick there is; grows while running
	Running bool
	Events  []Event
	Chunks  []ChunkRef
}

// Replay is a session's manifest. Who said no to recording has no name in it.
func (h *House) Replay(ctx context.Context, id ID) (Replay, error) {
	record, l, err := h.view(ctx, id)
	if err != nil {
		return Replay{}, fmt.Errorf("session %s: replay: %w", id, err)
	}
	r := Replay{Info: record.Info, Chunks: record.Chunks, Events: record.Events}
	if l != nil {
		// The chunks first: motion that is sealed in between is then still in the tail, or in the next manifest.
		r = Replay{Info: l.info, Running: true, Chunks: l.recorder.Chunks(), Events: l.Events(), EndTick: l.Tick()}
	}
	r.finish()
	return r, nil
}

// view is the log of a running session, or the record of a finished one.
func (h *House) view(ctx context.Context, id ID) (Record, *Log, error) {
	h.mu.Lock()
	_, open := h.entries[id]
	h.mu.Unlock()
	if !open {
		record, err := h.store.Load(ctx, id)
		if err != nil || record.Info.Closed != nil {
			return record, nil, err
		}
	}
	l, err := h.Log(ctx, id)
	if errors.Is(err, ErrClosed) { // ended in between
		record, err := h.store.Load(ctx, id)
		return record, nil, err
	}
	return Record{}, l, err
}

// finish derives the people and the end, and blanks the names of those who said no.
func (r *Replay) finish() {
	state := Fold(r.Events)
	r.People = state.Participants()
	for _, c := range r.Chunks {
		r.EndTick = max(r.EndTick, c.FirstTick+c.Ticks-1)
	}
	if n := len(r.Events); n > 0 {
		r.EndTick = max(r.EndTick, r.Events[n-1].Tick)
	}
	for i := range r.People {
		if !r.People[i].Recorded {
			r.People[i].Name = ""
		}
	}
	blank := json.RawMessage(`""`)
	for i, e := range r.Events {
		if slot, ok := slotOf(e.Object); ok && e.Property == "name" && !state.recorded(slot) {
			r.Events[i].Value = blank
			if !isNull(e.Previous) {
				r.Events[i].Previous = blank
			}
		}
	}
}

// People are a session's participants, running or finished. No log is opened for it: a list of many sessions asks for each, and one that
// cannot be opened has people all the same.
func (h *House) People(ctx context.Context, id ID) ([]Participant, error) {
	if l := h.opened(id); l != nil {
		return l.State().Participants(), nil
	}
	people, err := h.catalogue.Participants(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("session %s: people: %w", id, err)
	}
	for i := range people {
		if people[i].Presence == Here { // when the process before this one died
			people[i].Presence = Away
		}
	}
	return people, nil
}

// opened is a log that is open now, or nil.
func (h *House) opened(id ID) *Log {
	h.mu.Lock()
	e := h.entries[id]
	h.mu.Unlock()
	if e == nil {
		return nil
	}
	select {
	case <-e.ready:
		return e.log
	default:
		return nil
	}
}

// Chunk is a sealed chunk as docs/PROTOCOL.md 6 lays it down. It never changes, except that a person who is erased goes from it.
func (h *House) Chunk(ctx context.Context, id ID, first motion.Tick) ([]byte, error) {
	c, err := h.catalogue.ReadChunk(ctx, id, first)
	if errors.Is(err, ErrUnreadable) { // one person's damaged motion is no reason to keep back the others'
		h.trouble.Error("part of a chunk could not be read and is left out", "session", id, "chunk", first, "error", err)
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("session %s: chunk %d: %w", id, first, err)
	}
	slices.SortFunc(c.Parts, func(a, b motion.Part) int { return int(a.Slot) - int(b.Slot) })
	return motion.AppendChunk(nil, c.FirstTick, c.Ticks, c.Parts), nil
}

// Tail is the motion of a running session that is in no chunk yet.
func (h *House) Tail(ctx context.Context, id ID) ([]byte, error) {
	l, err := h.Log(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("session %s: tail: %w", id, err)
	}
	return l.recorder.Tail(), nil
}
