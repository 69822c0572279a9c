package session

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"rehearsal/server/motion"
)

// write is one value for one property.
type write struct {
	object, property string
	value            json.RawMessage
}

// proposal waits for its place in the order. Its writes stand together: all or none, next to each other.
type proposal struct {
	author    Slot
	op        uint32
	writes    []write
	lastOfAll bool // allowed although the log is ending
	muted     []*seat

	// done is called once, from the committer, without the lock. again says that this op had been applied before.
	done func(e Event, again bool, err error)
}

// Propose asks for a write, and returns the event once it is on disk. Whether the author may write it is the caller's question;
// here it is held to shapes and bounds. The server writes as author 0 with op 0.
func (l *Log) Propose(ctx context.Context, author Slot, op uint32, object, property string, value json.RawMessage) (Event, error) {
	value, err := checkWrite(object, property, value)
	if err != nil {
		return Event{}, fmt.Errorf("session %s: propose %s.%s: %w", l.info.ID, object, property, err)
	}
	e, err := l.wait(ctx, &proposal{author: author, op: op, writes: []write{{object, property, value}}})
	if err != nil {
		return Event{}, fmt.Errorf("session %s: propose %s.%s: %w", l.info.ID, object, property, err)
	}
	return e, nil
}

// wait submits and waits. A caller that gives up does not take the proposal back.
func (l *Log) wait(ctx context.Context, p *proposal) (Event, error) {
	type outcome struct {
		e   Event
		err error
	}
	out := make(chan outcome, 1)
	p.done = func(e Event, _ bool, err error) { out <- outcome{e, err} }
	l.mu.Lock()
	err := l.submit(p)
	l.mu.Unlock()
	if err != nil {
		return Event{}, err
	}
	select {
	case o := <-out:
		return o.e, o.err
	case <-ctx.Done():
		return Event{}, context.Cause(ctx)
	}
}

// submit queues a proposal; l.mu is held. Without an error, done will be called.
func (l *Log) submit(p *proposal) error {
	switch {
	case l.ending != nil && !p.lastOfAll:
		return l.ending
	case p.author != 0 && len(l.pending) >= maxPending:
		return ErrTooMany
	case p.author != 0 && len(l.events) >= maxEvents:
		return ErrTooMany
	}
	l.mute(p)
	l.pending = append(l.pending, p)
	signal(l.commits)
	return nil
}

// signal wakes whoever waits on c, a channel of one.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// commitLoop is the committer: the only place where the order is made.
func (l *Log) commitLoop() {
	for {
		select {
		case <-l.commits:
			l.commit()
		case <-l.stop:
			l.commit() // whoever came in before the end is answered
			return
		}
	}
}

// settled is what became of a proposal.
type settled struct {
	p     *proposal
	from  int // index of its first event in the batch
	again bool
	err   error
}

// commit takes all that is pending, writes it in one transaction, publishes it, and tells everyone.
func (l *Log) commit() {
	l.mu.Lock()
	pending := l.pending
	l.pending = nil
	batch, outcomes := l.plan(pending)
	l.mu.Unlock()
	var failed error
	if len(batch) > 0 {
		if err := l.store.AppendEvents(context.Background(), l.info.ID, batch); err != nil {
			failed = fmt.Errorf("%w: %w", ErrStore, err)
			l.trouble.Error("events could not be saved", "events", len(batch), "error", err)
		}
	}
	l.mu.Lock()
	if failed == nil {
		for _, e := range batch {
			l.apply(e)
		}
		l.wakeReaders()
		if l.restless && !l.ticking {
			signal(l.saves)
		}
	}
	for _, p := range pending {
		for _, s := range p.muted {
			s.muted--
		}
	}
	l.mu.Unlock()
	for _, o := range outcomes {
		o.tell(l, batch, failed)
	}
}

func (o settled) tell(l *Log, batch []Event, failed error) {
	switch {
	case o.err != nil:
		o.p.done(Event{}, false, o.err)
	case o.again:
		e, ok := l.eventOf(o.p.author, o.p.op)
		if !ok { // an op below the newest that made nothing, or one that failed with this very batch
			o.p.done(Event{}, false, errors.Join(ErrStore, failed))
			return
		}
		o.p.done(e, true, nil)
	case failed != nil:
		o.p.done(Event{}, false, failed)
	case o.from < len(batch):
		o.p.done(batch[o.from], false, nil)
	default: // a proposal without writes
		o.p.done(Event{}, false, nil)
	}
}

// plan numbers what is pending; l.mu is held.
func (l *Log) plan(pending []*proposal) (batch []Event, outcomes []settled) {
	tick := l.tick()
	if n := len(l.events); n > 0 {
		tick = max(tick, l.events[n-1].Tick)
	}
	ops := map[Slot]uint32{} // of this batch
	for _, p := range pending {
		o := settled{p: p, from: len(batch)}
		switch {
		case p.author != 0 && p.op <= max(l.lastOp[p.author], ops[p.author]):
			o.again = true
		case p.author != 0 && !l.roomFor(p, batch):
			o.err = ErrTooMany
		default:
			batch = l.number(l.events, batch, p, tick)
			ops[p.author] = p.op
		}
		outcomes = append(outcomes, o)
	}
	return batch, outcomes
}

// roomFor says whether the state may grow by what p writes on top of batch.
func (l *Log) roomFor(p *proposal, batch []Event) bool {
	objects, size := len(l.state), l.bytes
	for _, e := range batch {
		objects++
		size += len(e.Object) + len(e.Property) + len(e.Value)
	}
	for _, w := range p.writes {
		if isNull(w.value) {
			continue // taking something away is always allowed
		}
		size += len(w.value)
		if l.state[w.object] == nil {
			objects++
		}
		if objects > maxObjects || size > maxStateBytes {
			return false
		}
	}
	return true
}

// number appends p's events to batch, which follows events.
func (l *Log) number(events, batch []Event, p *proposal, tick motion.Tick) []Event {
	for _, w := range p.writes {
		e := Event{
			Seq: uint32(len(events) + len(batch) + 1), Tick: tick, Author: p.author, Op: p.op,
			Object: w.object, Property: w.property, Value: w.value, Previous: l.state.Get(w.object, w.property),
		}
		for i := len(batch) - 1; i >= 0; i-- {
			if batch[i].Object == w.object && batch[i].Property == w.property {
				e.Previous = batch[i].Value
				break
			}
		}
		batch = append(batch, e)
	}
	return batch
}

// apply publishes a durable event; l.mu is held, or nobody else has the log yet.
func (l *Log) apply(e Event) {
	before, had := l.state[e.Object][e.Property]
	if had {
		l.bytes -= len(e.Object) + len(e.Property) + len(before)
	}
	if !isNull(e.Value) {
		l.bytes += len(e.Object) + len(e.Property) + len(e.Value)
	}
	l.state.Apply(e)
	l.events = append(l.events, e)
	l.wire = append(l.wire, AppendEvent(nil, e))
	if e.Author != 0 {
		l.lastOp[e.Author] = max(l.lastOp[e.Author], e.Op)
	}
	if slot, ok := slotOf(e.Object); ok {
		l.nextSlot = max(l.nextSlot, slot+1)
		l.applyToSeat(slot, e)
	}
}

// eventOf finds the event that an op made. It is looked for from the end: it is asked for after a lost link.
func (l *Log) eventOf(author Slot, op uint32) (Event, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := len(l.events) - 1; i >= 0; i-- {
		if e := l.events[i]; e.Author == author && e.Op == op {
			return e, true
		}
	}
	return Event{}, false
}
