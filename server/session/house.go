package session

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// House is every session of this process. A session has one Log, loaded when somebody asks for it and let go of when
// nobody has been there for a while.
type House struct {
	store     Store
	catalogue Catalogue
	clock     func() time.Time
	trouble   *slog.Logger
	stop      chan struct{}
	sweeping  sync.WaitGroup

	mu      sync.Mutex // guards everything below
	entries map[ID]*entry
	closed  bool
}

// entry is a log that is being opened, open, or being closed.
type entry struct {
	ready chan struct{} // closed when log and err are set
	log   *Log
	err   error
	gone  chan struct{} // not nil while it is being closed, closed when it is
}

// idle is how long a log nobody is connected to stays in memory.
const idle = 5 * time.Minute

// NewHouse returns an empty house. End with Close.
func NewHouse(store Store, catalogue Catalogue, clock func() time.Time, trouble *slog.Logger) *House {
	h := &House{
		store: store, catalogue: catalogue, clock: clock, trouble: trouble,
		stop: make(chan struct{}), entries: map[ID]*entry{},
	}
	h.sweeping.Go(h.sweepLoop)
	return h
}

// Create opens a session. The caller has drawn its ID and join code; ErrCodeTaken asks for another.
func (h *House) Create(ctx context.Context, info Info) (*Log, error) {
	if info.Opened.IsZero() {
		info.Opened = h.clock()
	}
	info.Opened = info.Opened.Truncate(time.Millisecond)
	title, err := json.Marshal(info.Title)
	if err != nil {
		return nil, fmt.Errorf("session %s: create: %w", info.ID, err)
	}
	scene, err := json.Marshal(info.Scene)
	if err != nil {
		return nil, fmt.Errorf("session %s: create: %w", info.ID, err)
	}
	var events []Event
	for _, w := range []write{{sessionObject, "title", title}, {sessionObject, "scene", scene}, {sessionObject, "phase", text("open")}} {
		events = append(events, Event{
			Seq: uint32(len(events) + 1), Object: w.object, Property: w.property, Value: w.value, Previous: null,
		})
	}
	if err := h.catalogue.Create(ctx, info, events); err != nil {
		return nil, fmt.Errorf("session %s: create: %w", info.ID, err)
	}
	return h.Log(ctx, info.ID)
}

// Sessions are all sessions, newest first.
func (h *House) Sessions(ctx context.Context) ([]Info, error) {
	return h.catalogue.Sessions(ctx, Which{})
}

// Info is one session.
func (h *House) Info(ctx context.Context, id ID) (Info, error) {
	return h.one(ctx, Which{ID: id})
}

// FindCode is the running session with a join code.
func (h *House) FindCode(ctx context.Context, code string) (Info, error) {
	return h.one(ctx, Which{Code: code})
}

func (h *House) one(ctx context.Context, which Which) (Info, error) {
	if which == (Which{}) {
		return Info{}, ErrUnknown
	}
	found, err := h.catalogue.Sessions(ctx, which)
	if err != nil {
		return Info{}, err
	}
	if len(found) == 0 {
		return Info{}, ErrUnknown
	}
	return found[0], nil
}

// Log is a running session's log.
func (h *House) Log(ctx context.Context, id ID) (*Log, error) {
	e, err := h.enter(ctx, id)
	if err != nil {
		return nil, err
	}
	return e.log, nil
}

// enter is the entry of a log that is open.
func (h *House) enter(ctx context.Context, id ID) (*entry, error) {
	for {
		h.mu.Lock()
		if h.closed {
			h.mu.Unlock()
			return nil, ErrStopping
		}
		e := h.entries[id]
		if e == nil {
			e = &entry{ready: make(chan struct{})}
			h.entries[id] = e
			go h.open(context.WithoutCancel(ctx), id, e) // Close waits for ready
		}
		gone := e.gone
		h.mu.Unlock()
		wait := e.ready
		if gone != nil {
			wait = gone
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
		if gone != nil {
			continue
		}
		if e.err != nil {
			return nil, e.err
		}
		if h.touch(e) {
			return e, nil
		}
	}
}

// touch notes that a log is used, unless it is on its way out.
func (h *House) touch(e *entry) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if e.gone != nil {
		return false
	}
	e.log.mu.Lock()
	defer e.log.mu.Unlock()
	e.log.used = h.clock()
	return true
}

// open loads a log. One that had ended while its row had not is finished here.
func (h *House) open(ctx context.Context, id ID, e *entry) {
	e.log, e.err = Open(ctx, h.store, id, h.clock, h.trouble)
	if e.err == nil && string(e.log.State().Get(sessionObject, "phase")) == `"closed"` {
		e.err = errors.Join(ErrClosed, e.log.Close(ctx), h.catalogue.MarkClosed(ctx, id, h.clock()))
	}
	if e.err != nil {
		h.mu.Lock()
		delete(h.entries, id)
		h.mu.Unlock()
	}
	close(e.ready)
}

// leave closes a log and takes it out of the house; how closes it. Whoever asks for the session meanwhile waits.
func (h *House) leave(ctx context.Context, id ID, e *entry, how func(context.Context) error) error {
	h.mu.Lock()
	if e.gone != nil {
		gone := e.gone
		h.mu.Unlock()
		<-gone
		return nil
	}
	e.gone = make(chan struct{})
	h.mu.Unlock()
	err := how(ctx)
	h.mu.Lock()
	defer h.mu.Unlock()
	close(e.gone)
	if err != nil && e.log.running() { // the store refused, and the session goes on
		e.gone = nil
		return err
	}
	delete(h.entries, id)
	return err
}

// running says that the log takes proposals.
func (l *Log) running() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ending == nil
}

// End ends a session: its log is then its recording. Ending it again changes nothing.
func (h *House) End(ctx context.Context, id ID) (Info, error) {
	for {
		e, err := h.enter(ctx, id)
		if errors.Is(err, ErrClosed) {
			return h.Info(ctx, id)
		}
		if err == nil {
			err = h.leave(context.WithoutCancel(ctx), id, e, func(ctx context.Context) error { return h.endLog(ctx, e.log) })
		}
		if err != nil {
			return Info{}, fmt.Errorf("session %s: end: %w", id, err)
		}
		info, err := h.Info(ctx, id)
		if err != nil || info.Closed != nil {
			return info, err
		} // else it was on its way out for another reason, or another's end was refused
	}
}

func (h *House) endLog(ctx context.Context, l *Log) error {
	if err := l.end(ctx); err != nil {
		return err
	}
	return h.catalogue.MarkClosed(ctx, l.info.ID, h.clock())
}

// Close lets go of every session: everyone is told to come back, is away, and all is written.
func (h *House) Close(ctx context.Context) error {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return nil
	}
	h.closed = true
	close(h.stop)
	entries := make(map[ID]*entry, len(h.entries))
	for id, e := range h.entries {
		entries[id] = e
	}
	h.mu.Unlock()
	h.sweeping.Wait()
	var errs []error
	for id, e := range entries {
		<-e.ready
		if e.err == nil {
			errs = append(errs, h.leave(ctx, id, e, e.log.Close))
		}
	}
	return errors.Join(errs...)
}

// sweepLoop lets go of logs that nobody uses.
func (h *House) sweepLoop() {
	ticker := time.NewTicker(idle / 5)
	defer ticker.Stop()
	for {
		select {
		case <-h.stop:
			return
		case <-ticker.C:
			h.sweep()
		}
	}
}

func (h *House) sweep() {
	h.mu.Lock()
	quiet := map[ID]*entry{}
	for id, e := range h.entries {
		select {
		case <-e.ready:
			if e.err == nil && e.gone == nil && e.log.quiet(h.clock()) {
				quiet[id] = e
			}
		default:
		}
	}
	h.mu.Unlock()
	for id, e := range quiet {
		if err := h.leave(context.Background(), id, e, e.log.Close); err != nil {
			h.trouble.Error("a session nobody uses could not be written out", "session", id, "error", err)
		}
	}
}

// quiet says that nobody is connected and nobody asked for the log in a while.
func (l *Log) quiet(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.readers) == 0 && len(l.pending) == 0 && now.Sub(l.used) > idle
}
