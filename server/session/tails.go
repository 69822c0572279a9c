package session

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"rehearsal/server/motion"
)

// What is on disk is a beginning of what was noted: tails are written in order, and those of a chunk before the chunk after it. So
// everything before the end of the last tail is there, but for holes that the log names, and everything behind it may be missing.
// While nobody moves, a tail without people says so from time to time.

// tail is what is due to be written.
type tail struct {
	first  motion.Tick
	frames []byte
	of     *openChunk  // whose frames these are; nil for a tail without people
	until  motion.Tick // one past its last tick, if it is one without people
}

// saveTails writes the frames that are in no tail yet: of chunks that could not be sealed, and of the open one when enough has
// gathered.
func (r *Recorder) saveTails(ctx context.Context, now motion.Tick) error {
	for {
		t, err := r.dueTail(now)
		if t == nil || err != nil {
			return err
		}
		if err := r.store.AppendTail(ctx, r.id, t.first, t.frames); err != nil {
			return fmt.Errorf("session %s: tail %d: %w", r.id, t.first, err)
		}
		if err := r.wrote(t); err != nil {
			return fmt.Errorf("session %s: own tail: %w", r.id, err)
		}
	}
}

func (r *Recorder) dueTail(now motion.Tick) (*tail, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.lost) > 0 {
		return nil, fmt.Errorf("session %s: %w", r.id, errUnnamed)
	}
	for _, c := range r.waiting {
		if c.saved < len(c.frames) {
			return c.tail(), nil
		}
	}
	if c := r.open; c != nil && c.saved < len(c.frames) {
		if now < c.unsaved+tailTicks {
			return nil, nil
		}
		return c.tail(), nil
	}
	if r.noted <= max(r.moved, r.quiet) || now < max(r.moved, r.quiet)+motion.ChunkTicks {
		return nil, nil
	}
	nobody := motion.AppendFrame(nil, r.noted-1, 0, nil)
	return &tail{first: r.moved, frames: motion.AppendFramed(nil, nobody), until: r.noted}, nil // each takes the place of the one before
}

func (c *openChunk) tail() *tail {
	return &tail{first: c.unsaved, frames: c.frames[c.saved:len(c.frames):len(c.frames)], of: c}
}

// wrote notes that a tail is on disk.
func (r *Recorder) wrote(t *tail) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := t.of
	if c == nil {
		r.quiet = t.until
		return nil
	}
	c.saved += len(t.frames)
	if c.saved == len(c.frames) {
		return nil
	}
	f, _, err := motion.NextFramed(c.frames[c.saved:])
	c.unsaved = f.Tick
	return err
}

// forget removes all tails, of a session that is over and sealed.
func (r *Recorder) forget(ctx context.Context) error {
	r.mu.Lock()
	end := r.noted
	r.mu.Unlock()
	return r.forgetBefore(ctx, end+1)
}

func (r *Recorder) forgetBefore(ctx context.Context, end motion.Tick) error {
	if _, err := r.store.SealChunk(ctx, r.id, motion.Chunk{Ticks: end}); err != nil {
		return fmt.Errorf("session %s: forget tails: %w", r.id, err)
	}
	return nil
}

// lostTicks is motion that had to be given up while the store was in trouble.
type lostTicks struct{ from, until motion.Tick }

// errUnnamed keeps later motion from the disk.
var errUnnamed = errors.New("motion was given up and the log does not say so yet")

// unnamed is what was given up and has to be said in the log.
func (r *Recorder) unnamed() []lostTicks {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.lost)
}

// named notes that the log says what was lost.
func (r *Recorder) named(lost []lostTicks) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lost = slices.DeleteFunc(r.lost, func(l lostTicks) bool { return slices.Contains(lost, l) })
}

// recover notes the frames of tails that a crash left behind and seals them; it returns the tick after the last. What is not
// readable is left out: it is reported, and no reason to keep a session shut.
func (r *Recorder) recover(ctx context.Context, tails [][]byte) (next motion.Tick, unreadable int, err error) {
	next = r.end
	covered, stale := r.end, false
	for _, tail := range tails {
		for len(tail) > 0 {
			f, rest, err := motion.NextFramed(tail)
			if err != nil {
				unreadable++
				break
			}
			stale = stale || f.Tick < covered
			if f.Tick >= next {
				r.Note(f.Tick, movedOf(f))
				next = f.Tick + 1
			}
			tail = rest
		}
	}
	if err = r.Seal(ctx); err == nil && stale {
		err = r.forgetBefore(ctx, covered)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.carry) // whoever was here is not any more
	return next, unreadable, err
}

func movedOf(f motion.Frame) []Moved {
	moved := make([]Moved, 0, len(f.Entries))
	for _, e := range f.Entries {
		pose, _, err := motion.ParseRecord(e.Record)
		if err != nil {
			continue // ParseFrame has read it already
		}
		moved = append(moved, Moved{Slot(e.Slot), motion.Sample{Tick: int64(f.Tick), AgeMs: e.AgeMs, Pose: pose}})
	}
	return moved
}
