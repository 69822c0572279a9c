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

// House holds every session that is open in this process. A session has one Log, loaded when somebody asks for it and let go of when
// nobody has been there for a while.
type House struct {
	store     Store
	catalogue Catalogue
	clock     func() time.Time
	trouble   *slog.Logger
	stop      chan struct{}
	sweeping  sync.WaitGroup

	mu     sync.Mutex // guards everything below
	rooms  map[ID]*room
	closed bool
}

// room is a log that is being opened, open, or being closed.
type room struct {
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
		stop: make(chan struct{}), rooms: map[ID]*room{},
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
	if err := h.catalogue.Create(ctx, info); err != nil {
		return nil, fmt.Errorf("session %s: create: %w", info.ID, err)
	}
	l, err := h.Log(ctx, info.ID)
	if err != nil {
		return nil, err
	}
	_, err = l.wait(ctx, &proposal{writes: []write{
		{sessionObject, "title", title}, {sessionObject, "scene", scene}, {sessionObject, "phase", text("open")},
	}})
	if err != nil {
		return nil, fmt.Errorf("session %s: create: %w", info.ID, err)
	}
	return l, nil
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
	for {
		h.mu.Lock()
		if h.closed {
			h.mu.Unlock()
			return nil, ErrStopping
		}
		r := h.rooms[id]
		if r == nil {
			r = &room{ready: make(chan struct{})}
			h.rooms[id] = r
			go h.open(context.WithoutCancel(ctx), id, r) // Close waits for ready
		}
		gone := r.gone
		h.mu.Unlock()
		wait := r.ready
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
		if r.err != nil {
			return nil, r.err
		}
		if h.touch(r) {
			return r.log, nil
		}
	}
}

// touch notes that a log is used, unless it is on its way out.
func (h *House) touch(r *room) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r.gone != nil {
		return false
	}
	r.log.mu.Lock()
	defer r.log.mu.Unlock()
	r.log.used = h.clock()
	return true
}

// open loads a log. One that had ended while its row had not is finished here.
func (h *House) open(ctx context.Context, id ID, r *room) {
	r.log, r.err = Open(ctx, h.store, id, h.clock, h.trouble)
	if r.err == nil && string(r.log.State().Get(sessionObject, "phase")) == `"closed"` {
		r.err = errors.Join(ErrClosed, r.log.Close(ctx), h.catalogue.MarkClosed(ctx, id, h.clock()))
	}
	if r.err != nil {
		h.mu.Lock()
		delete(h.rooms, id)
		h.mu.Unlock()
	}
	close(r.ready)
}

// leave closes a log and takes it out of the house; how closes it. Whoever asks for the session meanwhile waits.
func (h *House) leave(ctx context.Context, id ID, r *room, how func(context.Context) error) error {
	h.mu.Lock()
	if r.gone != nil {
		gone := r.gone
		h.mu.Unlock()
		<-gone
		return nil
	}
	r.gone = make(chan struct{})
	h.mu.Unlock()
	err := how(ctx)
	h.mu.Lock()
	defer h.mu.Unlock()
	close(r.gone)
	if err != nil && r.log.running() { // the store refused, and the session goes on
		r.gone = nil
		return err
	}
	delete(h.rooms, id)
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
	_, err := h.Log(ctx, id)
	if err == nil {
		h.mu.Lock()
		r := h.rooms[id]
		h.mu.Unlock()
		if r != nil {
			err = h.leave(context.WithoutCancel(ctx), id, r, func(ctx context.Context) error { return h.endLog(ctx, r.log) })
		}
	}
	if err != nil && !errors.Is(err, ErrClosed) {
		return Info{}, fmt.Errorf("session %s: end: %w", id, err)
	}
	return h.Info(ctx, id)
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
	rooms := make(map[ID]*room, len(h.rooms))
	for id, r := range h.rooms {
		rooms[id] = r
	}
	h.mu.Unlock()
	h.sweeping.Wait()
	var errs []error
	for id, r := range rooms {
		<-r.ready
		if r.err == nil {
			errs = append(errs, h.leave(ctx, id, r, r.log.Close))
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
	quiet := map[ID]*room{}
	for id, r := range h.rooms {
		select {
		case <-r.ready:
			if r.err == nil && r.gone == nil && r.log.quiet(h.clock()) {
				quiet[id] = r
			}
		default:
		}
	}
	h.mu.Unlock()
	for id, r := range quiet {
		if err := h.leave(context.Background(), id, r, r.log.Close); err != nil {
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
