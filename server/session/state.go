package session

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"rehearsal/server/motion"
)

// State is what a session is at one seq: the fold of its events, the last writer of each property winning.
type State map[string]map[string]json.RawMessage

var null = json.RawMessage("null")

func isNull(v json.RawMessage) bool { return len(v) == 0 || bytes.Equal(v, null) }

// Apply folds one event in. null removes a property, and the last property takes its object along.
func (s State) Apply(e Event) {
	properties := s[e.Object]
	if isNull(e.Value) {
		delete(properties, e.Property)
		if len(properties) == 0 {
			delete(s, e.Object)
		}
		return
	}
	if properties == nil {
		properties = map[string]json.RawMessage{}
		s[e.Object] = properties
	}
	properties[e.Property] = e.Value
}

// Fold is the state after events.
func Fold(events []Event) State {
	s := State{}
	for _, e := range events {
		s.Apply(e)
	}
	return s
}

// Clone copies s; the values are shared, for nothing changes them.
func (s State) Clone() State {
	out := make(State, len(s))
	for object, properties := range s {
		out[object] = maps.Clone(properties)
	}
	return out
}

// Get is a property's value, "null" when there is none.
func (s State) Get(object, property string) json.RawMessage {
	if v, ok := s[object][property]; ok {
		return v
	}
	return null
}

func (s State) text(object, property string) string {
	var text string
	_ = json.Unmarshal(s.Get(object, property), &text) // what is no text reads as none
	return text
}

// Presence of a participant.
const (
	Here = "here"
	Away = "away" // the seat is held
	Left = "left"
)

// Participant is one person of a session, as the log has them.
type Participant struct {
	Slot                     Slot
	Name                     string
	Role                     Role
	Recorded                 bool
	Mode, Language, Presence string
}

const (
	sessionObject     = "session"
	participantPrefix = "participant:"
	gapPrefix         = "gap:"
)

// ParticipantObject names a participant in the log.
func ParticipantObject(slot Slot) string {
	return participantPrefix + strconv.Itoa(int(slot))
}

// GapObject names a stretch without motion that begins at tick.
func GapObject(tick motion.Tick) string {
	return gapPrefix + strconv.FormatUint(uint64(tick), 10)
}

// slotOf is the slot of a participant's object.
func slotOf(object string) (Slot, bool) {
	number, ok := strings.CutPrefix(object, participantPrefix)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseUint(number, 10, 16)
	return Slot(n), err == nil && n > 0
}

// Participants are the people of the session by slot.
func (s State) Participants() []Participant {
	var people []Participant
	for object := range s {
		if slot, ok := slotOf(object); ok {
			people = append(people, s.Participant(slot))
		}
	}
	slices.SortFunc(people, func(a, b Participant) int { return int(a.Slot) - int(b.Slot) })
	return people
}

// Participant is one person; the zero Slot says that there is no such person.
func (s State) Participant(slot Slot) Participant {
	object := ParticipantObject(slot)
	if s[object] == nil {
		return Participant{}
	}
	return Participant{
		Slot: slot, Name: s.text(object, "name"), Role: Role(s.text(object, "role")),
		Recorded: s.recorded(slot), Mode: s.text(object, "mode"),
		Language: s.text(object, "language"), Presence: s.text(object, "presence"),
	}
}

// recorded is whether somebody said yes: true and nothing else.
func (s State) recorded(slot Slot) bool {
	return string(s.Get(ParticipantObject(slot), "recorded")) == "true"
}
