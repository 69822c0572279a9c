package session

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"
)

// Bounds on what the people of one session can make the server keep. The server's own writes are not held to them, so that a full
// session can still be closed.
const (
	maxObjects    = 4096
	maxStateBytes = 1 << 20
	maxEvents     = 200_000
	maxPending    = 1024 // proposals waiting for the store
	maxReplies    = 256  // answers waiting for one connection

	facilitatorSeats = 10 // the last of MaxSeats; whoever has the join code cannot take them

	eventsPerSecond, eventsBurst     = 20, 60
	messagesPerSecond, messagesBurst = 120, 1200 // a stalled link delivers ten seconds at once
)

// bucket lets rate things a second pass, and burst of them at once.
type bucket struct {
	left float64
	at   time.Time
}

func (b *bucket) take(now time.Time, rate, burst float64) bool {
	if b.at.IsZero() {
		b.left = burst
	} else {
		b.left = min(burst, b.left+now.Sub(b.at).Seconds()*rate)
	}
	b.at = now
	if b.left < 1 {
		return false
	}
	b.left--
	return true
}

// checkWrite holds a write to the shapes of the protocol and returns its value as the log keeps it.
func checkWrite(object, property string, value json.RawMessage) (json.RawMessage, error) {
	if !nameOK(object, MaxObject) || !nameOK(property, MaxProperty) {
		return nil, fmt.Errorf("name: %w", ErrMalformed)
	}
	if len(value) > MaxValue || !utf8.Valid(value) {
		return nil, fmt.Errorf("value: %w", ErrMalformed)
	}
	var out bytes.Buffer
	if err := json.Compact(&out, value); err != nil || out.Len() == 0 {
		return nil, fmt.Errorf("value: %w", ErrMalformed)
	}
	return out.Bytes(), nil
}

// nameOK keeps names plain: they are keys in maps, in JSON and in two languages.
func nameOK(name string, most int) bool {
	if name == "" || len(name) > most {
		return false
	}
	for _, c := range []byte(name) {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (c < '0' || c > '9') && c != ':' && c != '-' {
			return false
		}
	}
	return true
}
