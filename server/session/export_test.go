package session

import (
	"context"
	"slices"

	"rehearsal/server/motion"
)

// Settle waits until everything that was proposed before is committed or refused, and returns the number of events.
func (l *Log) Settle() int {
	_, _ = l.wait(context.Background(), &proposal{})
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.events)
}

// EventsFrom are the events from an index on.
func (l *Log) EventsFrom(i int) []Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.events[i:])
}

// Ticking says whether the tick loop runs.
func (l *Log) Ticking() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ticking
}

// MakeFrame makes the frame of a tick, whatever the clock says.
func (l *Log) MakeFrame(tick motion.Tick) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.makeFrame(tick)
}
