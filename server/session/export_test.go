package session

// Ticking says whether the tick loop runs.
func (l *Log) Ticking() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ticking
}
