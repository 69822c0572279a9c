package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"rehearsal/server/motion"
)

// Moved is one person's sample in a tick, as it was broadcast.
type Moved struct {
	Slot   Slot
	Sample motion.Sample
}

// tailTicks is how much motion is gathered before it is written: two thirds of a second leave one third for the disk before more
// than a second would be lost.
const tailTicks = 20

// maxWaiting bounds the chunks kept in memory while the store is in trouble: five minutes.
const maxWaiting = 30

// Recorder turns ticks into tails and chunks. Note and Forget only touch memory and never wait for the store; Save and Seal write
// what is due. It takes ticks and reads no clock, so simulated sessions are recorded by the same code.
type Recorder struct {
	id    ID
	store Store

	save sync.Mutex // held by whoever writes, in order

	mu      sync.Mutex // guards everything below; never held during a call to the store
	open    *openChunk
	waiting []*openChunk // closed, not sealed yet
	carry   map[Slot]motion.Sample
	end     motion.Tick // one past the newest tick of any chunk that was closed
	moved   motion.Tick // one past the newest tick in which somebody moved
	noted   motion.Tick // one past the newest tick
	quiet   motion.Tick // one past the newest tick that a tail says nobody moved in
	sealed  []ChunkRef
	lost    []lostTicks // given up, and not in the log yet
}

// openChunk is a chunk that is being gathered.
type openChunk struct {
	first, last motion.Tick // last is the newest tick noted
	ticks       motion.Tick // set when it is closed
	people      map[Slot][]motion.Sample
	frames      []byte // its ticks as they go into tails
	saved       int    // how much of frames is in tails
	unsaved     motion.Tick
}

// NewRecorder returns the recorder of a session whose sealed chunks end before the tick end.
func NewRecorder(store Store, id ID, sealed []ChunkRef) *Recorder {
	r := &Recorder{id: id, store: store, carry: map[Slot]motion.Sample{}, sealed: slices.Clone(sealed)}
	for _, c := range sealed {
		r.end = max(r.end, c.FirstTick+c.Ticks)
	}
	r.moved, r.noted, r.quiet = r.end, r.end, r.end
	return r
}

// Note takes the samples of one tick; ticks rise. Only people who said yes may be among them.
func (r *Recorder) Note(tick motion.Tick, moved []Moved) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.noted = tick + 1
	if r.open != nil && tick >= chunkEnd(r.open.first) {
		r.close(chunkEnd(r.open.first))
	}
	if len(moved) == 0 {
		return
	}
	r.moved = tick + 1
	if r.open == nil {
		r.begin(tick)
	}
	c := r.open
	c.last = tick
	entries := make([]motion.FrameEntry, 0, len(moved))
	records := make([]byte, 0, len(moved)*motion.RecordMax)
	for _, m := range moved {
		c.people[m.Slot] = append(c.people[m.Slot], m.Sample)
		r.carry[m.Slot] = m.Sample
		from := len(records)
		records = motion.AppendRecord(records, m.Sample.Pose)
		entries = append(entries, motion.FrameEntry{Slot: uint16(m.Slot), AgeMs: m.Sample.AgeMs, Record: records[from:]})
	}
	if c.saved == len(c.frames) {
		c.unsaved = tick
	}
	c.frames = motion.AppendFramed(c.frames, motion.AppendFrame(nil, tick, 0, entries))
}

// chunkEnd is the tick before which a chunk that began at first must be closed: chunks lie on a grid of ten seconds.
func chunkEnd(first motion.Tick) motion.Tick {
	return first - first%motion.ChunkTicks + motion.ChunkTicks
}

func (r *Recorder) begin(tick motion.Tick) {
	first := max(tick-tick%motion.ChunkTicks, r.end)
	r.open = &openChunk{first: first, people: map[Slot][]motion.Sample{}}
	for slot, pose := range r.carry { // the pose in force when the chunk begins
		r.open.people[slot] = []motion.Sample{pose}
	}
}

// close ends the open chunk before the tick end and leaves it waiting for the store.
func (r *Recorder) close(end motion.Tick) {
	r.open.ticks = end - r.open.first
	r.end = end
	r.waiting = append(r.waiting, r.open)
	r.open = nil
	if len(r.waiting) > maxWaiting {
		gone := r.waiting[0]
		r.waiting = r.waiting[1:]
		r.lost = append(r.lost, lostTicks{gone.first, gone.first + gone.ticks}) // the next seal forgets its tails
	}
}

// Forget ends somebody's presence in the recording: their pose is not in force any more.
func (r *Recorder) Forget(slot Slot) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.carry, slot)
}

// Save writes what is due at a tick: chunks that are complete, and tails. What could not be written is kept for the next time. Nothing
// is written after a hole that is not in the log yet: a crash would leave it unsaid.
func (r *Recorder) Save(ctx context.Context, now motion.Tick) error {
	r.save.Lock()
	defer r.save.Unlock()
	for {
		c, err := r.firstWaiting()
		if err != nil {
			return err
		}
		if c == nil {
			return r.saveTails(ctx, now)
		}
		if err := r.seal(ctx, c); err != nil {
			// Tails may go where chunks do not. All of them, for the next time is a second away.
			return errors.Join(err, r.saveTails(ctx, everything))
		}
	}
}

// everything is a tick at which all is due.
const everything = ^motion.Tick(0)

func (r *Recorder) firstWaiting() (*openChunk, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case len(r.lost) > 0:
		return nil, fmt.Errorf("session %s: %w", r.id, errUnnamed)
	case len(r.waiting) == 0:
		return nil, nil
	}
	return r.waiting[0], nil
}

// seal writes a closed chunk, which nobody changes any more.
func (r *Recorder) seal(ctx context.Context, c *openChunk) error {
	ref, err := r.store.SealChunk(ctx, r.id, c.encode())
	if err != nil {
		return fmt.Errorf("session %s: seal chunk %d: %w", r.id, c.first, err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting = slices.DeleteFunc(r.waiting, func(w *openChunk) bool { return w == c })
	r.sealed = append(r.sealed, ref)
	r.quiet = min(r.quiet, c.first+c.ticks) // the tail that said more is gone
	return nil
}

func (c *openChunk) encode() motion.Chunk {
	out := motion.Chunk{FirstTick: c.first, Ticks: c.ticks}
	for slot, samples := range c.people {
		out.Parts = append(out.Parts, motion.Part{Slot: uint16(slot), Body: motion.AppendPart(nil, c.first, samples)})
	}
	slices.SortFunc(out.Parts, func(a, b motion.Part) int { return int(a.Slot) - int(b.Slot) })
	return out
}

// Seal closes the open chunk where it is and writes everything.
func (r *Recorder) Seal(ctx context.Context) error {
	r.mu.Lock()
	if r.open != nil {
		r.close(r.open.last + 1)
	}
	r.mu.Unlock()
	return r.Save(ctx, 0)
}

// Tail is the motion that no sealed chunk has yet, as docs/PROTOCOL.md 6 lays it down.
func (r *Recorder) Tail() []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := append([]byte(motion.TailMagic), motion.TailVersion)
	for _, c := range r.waiting {
		b = append(b, c.frames...)
	}
	if r.open != nil {
		b = append(b, r.open.frames...)
	}
	return b
}

// Chunks are the sealed ones.
func (r *Recorder) Chunks() []ChunkRef {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.sealed)
}
