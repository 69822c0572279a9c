package session

import "rehearsal/server/motion"

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
