package session

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"rehearsal/server/motion"
)

// Log is one running session in memory: the order of its events, the newest pose of everyone, and who is connected. A session is
// opened by one process at a time.
type Log struct {
	// Set by Open, then only read.
	info     Info
	store    Store
	clock    func() time.Time
	trouble  *slog.Logger
	epoch    uint32
	began    time.Time     // the clock when the log was opened; its monotonic part survives changes of the wall clock
	offset   time.Duration // session time then
	recorder *Recorder
	stop     chan struct{} // closed when the goroutines shall end
	commits  chan struct{} // wakes the committer
	saves    chan struct{} // wakes the recorder's writer
	working  sync.WaitGroup

	mu sync.Mutex // guards everything below

	// The order.
	events   []Event
	wire     [][]byte // each event as an EVENT
	state    State
	bytes    int // of state
	lastOp   map[Slot]uint32
	pending  []*proposal
	nextSlot Slot
	ending   error // ErrClosed or ErrStopping once no more may come

	// Motion.
	seats     []*seat     // by slot; nil where there is none
	ticked    motion.Tick // the newest tick
	frame     []byte      // the newest frame, shared by all
	frameTick motion.Tick // its tick
	before    motion.Tick // the tick of the frame before it
	scratch   frameScratch
	ticking   bool
	restless  bool // somebody came or went since the recorder was told that nobody moved until then

	// Connections.
	readers map[*Reader]struct{}
	used    time.Time // when somebody last asked for the log
}

// Open loads a running session, makes a chunk of what a crash left in tails, and starts its goroutines. End with Close.
func Open(ctx context.Context, store Store, id ID, clock func() time.Time, trouble *slog.Logger) (*Log, error) {
	record, err := store.Load(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("session %s: open: %w", id, err)
	}
	if record.Info.Closed != nil {
		return nil, fmt.Errorf("session %s: open: %w", id, ErrClosed)
	}
	l := &Log{
		info: record.Info, store: store, clock: clock, trouble: trouble.With("session", id), epoch: rand.Uint32() | 1,
		recorder: NewRecorder(store, id, record.Chunks),
		stop:     make(chan struct{}), commits: make(chan struct{}, 1), saves: make(chan struct{}, 1),
		state: State{}, lastOp: map[Slot]uint32{}, nextSlot: 1, readers: map[*Reader]struct{}{},
	}
	next, unreadable, err := l.recorder.recover(ctx, record.Tails)
	if err != nil {
		return nil, fmt.Errorf("session %s: recover: %w", id, err)
	}
	if unreadable > 0 {
		l.trouble.Error("tails could not be read and are lost", "tails", unreadable)
	}
	for _, e := range record.Events {
		l.apply(e)
	}
	l.startClock(next)
	if err := l.sayWhatCrashed(ctx, next); err != nil {
		return nil, fmt.Errorf("session %s: recover: %w", id, err)
	}
	l.working.Go(l.commitLoop)
	l.working.Go(l.saveLoop)
	signal(l.saves)
	return l, nil
}

// startClock makes session time go on from the wall clock, and never back behind what the log already has.
func (l *Log) startClock(next motion.Tick) {
	l.began = l.clock()
	l.used = l.began
	l.offset = max(l.began.Sub(l.info.Opened), l.tickTime(next), 0)
	if n := len(l.events); n > 0 {
		l.offset = max(l.offset, l.tickTime(l.events[n-1].Tick))
	}
	l.ticked = next
}

// Info is what the catalogue knows of the session.
func (l *Log) Info() Info { return l.info }

// State is a copy of what the session is now.
func (l *Log) State() State {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state.Clone()
}

// Events are all events so far.
func (l *Log) Events() []Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.events)
}

// elapsed is session time.
func (l *Log) elapsed() time.Duration { return l.offset + l.clock().Sub(l.began) }

func (l *Log) nowMs() float64 { return float64(l.elapsed()) / float64(time.Millisecond) }

// Tick is the tick that it is.
func (l *Log) Tick() motion.Tick { return l.tick() }

func (l *Log) tick() motion.Tick {
	return motion.Tick(l.elapsed() * motion.TickHz / time.Second)
}

// tickTime is the session time at which a tick begins, rounded up to a nanosecond.
func (l *Log) tickTime(t motion.Tick) time.Duration {
	return (time.Duration(t)*time.Second + motion.TickHz - 1) / motion.TickHz
}

// Seating is who takes a seat.
type Seating struct {
	Name           string
	Role           Role
	Language, Mode string
	Recorded       bool
}

// Seat gives somebody a seat and returns once it is on disk. They are away until they attach.
func (l *Log) Seat(ctx context.Context, who Seating) (Slot, error) {
	last := Slot(MaxSeats)
	if who.Role != Facilitator {
		last -= facilitatorSeats
	}
	l.mu.Lock()
	slot := l.nextSlot
	if slot > last {
		l.mu.Unlock()
		return 0, fmt.Errorf("session %s: seat: %w", l.info.ID, ErrFull)
	}
	l.nextSlot++
	l.mu.Unlock()
	object := ParticipantObject(slot)
	p := &proposal{}
	for _, w := range []struct {
		property string
		value    any
	}{
		{"name", who.Name}, {"role", who.Role}, {"language", who.Language}, {"mode", who.Mode},
		{"recorded", who.Recorded}, {"presence", Away},
	} {
		value, err := json.Marshal(w.value)
		if err != nil {
			return 0, fmt.Errorf("session %s: seat: %s: %w", l.info.ID, w.property, err)
		}
		if value, err = checkWrite(object, w.property, value); err != nil {
			return 0, fmt.Errorf("session %s: seat: %s: %w", l.info.ID, w.property, err)
		}
		p.writes = append(p.writes, write{object, w.property, value})
	}
	if _, err := l.wait(ctx, p); err != nil {
		return 0, fmt.Errorf("session %s: seat: %w", l.info.ID, err)
	}
	return slot, nil
}

// text is a JSON string of a word that needs no escaping.
func text(word string) json.RawMessage { return json.RawMessage(`"` + word + `"`) }
