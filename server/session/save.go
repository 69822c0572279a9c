package session

import (
	"context"
	"errors"
	"fmt"
	"time"

	"rehearsal/server/motion"
)

// saveLoop is the recorder's writer. Trouble is tried again every second, whether anybody is there or not.
func (l *Log) saveLoop() {
	retry := time.NewTimer(0)
	retry.Stop() // until there is trouble
	defer retry.Stop()
	for failed := false; ; {
		select {
		case <-l.stop:
			return
		case <-l.saves:
			if failed {
				continue
			}
		case <-retry.C:
		}
		err := l.saveOnce()
		if failed = err != nil; failed {
			l.trouble.Error("motion could not be saved; trying again", "error", err)
			retry.Reset(time.Second)
		}
	}
}

// saveOnce says what had to be given up, and then writes what is due.
func (l *Log) saveOnce() error {
	now := l.saveTick()
	return errors.Join(l.sayWhatIsLost(), l.recorder.Save(context.Background(), now))
}

// saveTick is the tick by which the recorder judges what is due: everything, once nobody is connected.
func (l *Log) saveTick() motion.Tick {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ticking {
		return l.ticked
	}
	l.rest()
	return everything
}

// rest has it recorded that nobody moved until now, if somebody came or went since it last was; l.mu is held. From now on only later
// ticks can have motion.
func (l *Log) rest() {
	if !l.restless {
		return
	}
	l.restless = false
	l.ticked = max(l.ticked, l.tick())
	l.recorder.Note(l.ticked, nil)
}

// sayWhatIsLost writes gaps for what had to be given up.
func (l *Log) sayWhatIsLost() error {
	lost := l.recorder.unnamed()
	if len(lost) == 0 {
		return nil
	}
	outcome := make(chan error, 1)
	p := &proposal{writes: gapsFor(lost), done: func(_ Event, _ bool, err error) { outcome <- err }}
	l.mu.Lock()
	err := l.submit(p)
	l.mu.Unlock()
	if err == nil {
		select {
		case err = <-outcome:
		case <-l.stop:
			err = ErrStopping // whoever stops the log says it too
		}
	}
	if err != nil {
		return fmt.Errorf("session %s: note gaps: %w", l.info.ID, err)
	}
	l.recorder.named(lost)
	return nil
}

func gapsFor(lost []lostTicks) (writes []write) {
	for _, ticks := range lost {
		writes = append(writes, gap(ticks.from, ticks.until))
	}
	return writes
}

func gap(from, until motion.Tick) write {
	return write{GapObject(from), "until", fmt.Append(nil, until)}
}
