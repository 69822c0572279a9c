package session

import (
	"context"
	"fmt"
	"time"

	"rehearsal/server/motion"
)

// saveLoop is the recorder's writer. Trouble is tried again every second, and what had to be given up in the meantime is said in the
// log as a gap.
func (l *Log) saveLoop() {
	var retry time.Time
	for {
		select {
		case <-l.stop:
			return
		case <-l.saves:
		}
		if now := l.clock(); now.Before(retry) {
			continue
		}
		retry = time.Time{}
		if err := l.recorder.Save(context.Background(), l.saveTick()); err != nil {
			l.trouble.Error("motion could not be saved; trying again", "error", err)
			retry = l.clock().Add(time.Second)
			continue
		}
		l.sayWhatIsLost()
	}
}

// saveTick is the tick by which the recorder judges what is due: everything, once nobody is connected.
func (l *Log) saveTick() motion.Tick {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ticking {
		return ^motion.Tick(0)
	}
	return l.ticked
}

func (l *Log) sayWhatIsLost() {
	for _, lost := range l.recorder.takeLost() {
		l.mu.Lock()
		p := &proposal{writes: []write{{GapObject(lost.from), "until", fmt.Append(nil, lost.until)}}, done: func(Event, bool, error) {}}
		err := l.submit(p)
		l.mu.Unlock()
		if err != nil {
			l.trouble.Error("a gap could not be noted", "from tick", lost.from, "until tick", lost.until, "error", err)
		}
	}
}
