package session

import (
	"context"
	"errors"
)

// Close lets go of the session because the process is stopping or nobody is there: whoever is here becomes away, everything is
// written, and the session can be opened again.
func (l *Log) Close(ctx context.Context) error {
	return l.finish(ctx, ErrStopping, nil)
}

// end ends the session for good.
func (l *Log) end(ctx context.Context) error {
	return l.finish(context.WithoutCancel(ctx), ErrClosed, []write{{sessionObject, "phase", text("closed")}})
}

// finish takes no more proposals, marks everyone away, says goodbye, and waits for the goroutines. When the store refuses, a session
// that should end goes on; one that should be let go of is let go of all the same. Until that is decided, whoever comes is asked to
// come back.
func (l *Log) finish(ctx context.Context, why error, last []write) error {
	l.mu.Lock()
	if l.ending != nil {
		l.mu.Unlock()
		return nil
	}
	lost := l.recorder.unnamed()
	p := &proposal{writes: append(append(last, l.everyoneAway()...), gapsFor(lost)...), lastOfAll: true}
	l.ending = ErrStopping
	l.mu.Unlock()
	_, err := l.wait(ctx, p)
	if err == nil {
		l.recorder.named(lost)
	}
	l.mu.Lock()
	if err != nil && errors.Is(why, ErrClosed) {
		l.goOn()
		l.mu.Unlock()
		return err
	}
	l.ending = why
	for r := range l.readers {
		l.endReader(r, why)
	}
	for _, s := range l.seats {
		s.stopGrace()
	}
	l.mu.Unlock()
	close(l.stop)
	l.working.Wait()
	return errors.Join(err, l.writeOut(ctx))
}

// everyoneAway is a write for whoever is here, or is here on disk and not known to have gone; l.mu is held.
func (l *Log) everyoneAway() (writes []write) {
	for _, s := range l.seats {
		if s != nil && (s.presence == Here || l.state.Participant(s.slot).Presence == Here) {
			writes = append(writes, write{ParticipantObject(s.slot), "presence", text(Away)})
		}
	}
	return writes
}

// goOn takes back an end that the store refused; l.mu is held. Presences that would have changed meanwhile change now.
func (l *Log) goOn() {
	l.ending = nil
	for _, s := range l.seats {
		switch {
		case s == nil:
		case s.presence == Here && s.reader == nil:
			l.startGrace(s)
		case s.presence != l.state.Participant(s.slot).Presence:
			l.askPresence(s, s.presence)
		}
	}
}

// writeOut seals all motion. Tails then say up to when it is whole, for whoever opens the session again; one that is over needs none.
func (l *Log) writeOut(ctx context.Context) error {
	l.mu.Lock()
	l.rest()
	over := string(l.state.Get(sessionObject, "phase")) == `"closed"`
	l.mu.Unlock()
	if err := l.recorder.Seal(ctx); err != nil {
		return err
	}
	if over {
		return l.recorder.forget(ctx)
	}
	return l.recorder.Save(ctx, everything)
}
