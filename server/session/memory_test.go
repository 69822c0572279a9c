package session_test

import (
	"context"
	"slices"
	"sync"
	"time"

	"rehearsal/server/motion"
	"rehearsal/server/session"
)

// memory keeps sessions nowhere but in memory, for what is done a million times.
type memory struct {
	mu      sync.Mutex
	records map[session.ID]*session.Record
}

func newMemory() *memory { return &memory{records: map[session.ID]*session.Record{}} }

func (m *memory) AppendEvents(_ context.Context, id session.ID, events []session.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.records[id]
	r.Events = append(r.Events[:events[0].Seq-1], events...)
	return nil
}

func (m *memory) AppendTail(context.Context, session.ID, motion.Tick, []byte) error { return nil }

func (m *memory) SealChunk(_ context.Context, _ session.ID, c motion.Chunk) (session.ChunkRef, error) {
	return session.ChunkRef{FirstTick: c.FirstTick, Ticks: c.Ticks}, nil
}

func (m *memory) Load(_ context.Context, id session.ID) (session.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.records[id]
	if r == nil {
		return session.Record{}, session.ErrUnknown
	}
	out := *r
	out.Events = slices.Clone(r.Events)
	return out, nil
}

func (m *memory) Create(_ context.Context, info session.Info, events []session.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.records[info.ID] = &session.Record{Info: info, Events: slices.Clone(events)}
	return nil
}

func (m *memory) Sessions(_ context.Context, which session.Which) (found []session.Info, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, r := range m.records {
		if which.ID == "" || which.ID == id {
			found = append(found, r.Info)
		}
	}
	return found, nil
}

func (m *memory) Participants(ctx context.Context, id session.ID) ([]session.Participant, error) {
	r, err := m.Load(ctx, id)
	return session.Fold(r.Events).Participants(), err
}

func (m *memory) MarkClosed(_ context.Context, id session.ID, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.records[id].Info.Closed = &at
	return nil
}

func (m *memory) ReadChunk(context.Context, session.ID, motion.Tick) (motion.Chunk, error) {
	return motion.Chunk{}, session.ErrUnknown
}
