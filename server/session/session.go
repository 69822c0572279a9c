package session

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"rehearsal/server/motion"
)

// ID names a session: 20 characters of a–z and 2–7, unguessable.
type ID string

// NewID draws an ID.
func NewID() ID {
	var b [13]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return ID(strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))[:20])
}

// Slot is a seat's number within its session. People count from 1; 0 is the server.
type Slot uint16

// Role is what somebody does in a session.
type Role string

// The roles.
const (
	Citizen     Role = "citizen"
	Facilitator Role = "facilitator"
)

// Info is what the catalogue knows of a session.
type Info struct {
	ID        ID
	Title     string
	Scene     string // the scene's id
	Version   string // the id of the version of it that people are in, for good
	Code      string // the join code, empty once closed
	Opened    time.Time
	Closed    *time.Time    // nil while it runs
	Simulated bool          // its people are simulated; said wherever it is shown
	Origin    motion.Origin // what positions are counted from
}

// Event is one write to shared state. Seq rises by one from 1 and is the order for everybody.
type Event struct {
	Seq              uint32
	Tick             motion.Tick
	Author           Slot   // 0 is the server
	Op               uint32 // the author's own count, by which a write is applied once
	Object, Property string
	Value, Previous  json.RawMessage // JSON; "null" for nothing
}

// ChunkRef names a sealed chunk of motion.
type ChunkRef struct {
	FirstTick, Ticks motion.Tick
	Bytes            int64
}

// Errors, to be told apart with errors.Is.
var (
	ErrUnknown   = errors.New("there is no such session")
	ErrCodeTaken = errors.New("the join code is taken")
	ErrClosed    = errors.New("the session is closed")
	ErrStopping  = errors.New("the server is stopping")
	ErrNoSeat    = errors.New("there is no such seat")
	ErrFull      = errors.New("the session has no seat left")

	ErrUnreadable = errors.New("could not be read")

	ErrNotYours  = errors.New("not yours to write")
	ErrMalformed = errors.New("malformed")
	ErrTooMany   = errors.New("too many")
	ErrStore     = errors.New("could not be saved")

	ErrReplaced = errors.New("another connection took the seat")
	ErrTooFast  = errors.New("sends too fast")
	ErrSilent   = errors.New("silent for too long")
	ErrVersion  = errors.New("version not spoken")
)

// RefusalOf is the reason that REFUSED gives for err.
func RefusalOf(err error) byte {
	switch {
	case errors.Is(err, ErrNotYours):
		return RefusedNotYours
	case errors.Is(err, ErrMalformed):
		return RefusedMalformed
	case errors.Is(err, ErrTooMany), errors.Is(err, ErrFull):
		return RefusedTooMany
	default:
		return RefusedNotSaved
	}
}

// GoodbyeOf is the reason that GOODBYE gives for err, 0 for an end that needs none.
func GoodbyeOf(err error) byte {
	for _, known := range []struct {
		err    error
		reason byte
	}{
		{ErrReplaced, GoodbyeReplaced}, {ErrClosed, GoodbyeClosed}, {ErrUnknown, GoodbyeClosed}, {ErrNoSeat, GoodbyeRemoved},
		{ErrTooFast, GoodbyeTooFast}, {ErrMalformed, GoodbyeMalformed}, {ErrStopping, GoodbyeStopping}, {ErrStore, GoodbyeStopping},
		{ErrSilent, GoodbyeSilent}, {ErrVersion, GoodbyeVersion},
	} {
		if errors.Is(err, known.err) {
			return known.reason
		}
	}
	return 0
}
