package identity

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// allowed says who may call an operation.
type allowed uint8

const (
	everyone allowed = iota + 1
	staffOnly
	seatOnly    // and only about its own session
	staffOrSeat // a seat only about its own session, scene and file
)

// operations are all operations of the API by operationId (server/api/openapi.yaml). One that is missing here is refused, and a test
// finds it.
var operations = map[string]allowed{
	"getHealth":    everyone,
	"getAbout":     everyone,
	"getAuthority": everyone,

	"lookUpCode": everyone, // limited by wrong guesses
	"join":       everyone, // likewise: the code is what one needs
	"getSeat":    seatOnly,
	"takeTicket": seatOnly,
	"openSocket": everyone, // the ticket is what one needs

	"acceptInvitation": everyone, // the one-time token is what one needs
	"signIn":           everyone,
	"signOut":          staffOnly,
	"getMe":            staffOnly,
	"inviteStaff":      staffOnly,

	"createUpload": staffOnly,
	"getUpload":    staffOnly,
	"writeUpload":  staffOnly,
	"dropUpload":   staffOnly,

	"listScenes":      staffOnly,
	"addScene":        staffOnly,
	"getScene":        staffOnly,
	"renameScene":     staffOnly,
	"deleteScene":     staffOnly,
	"compareVersions": staffOnly,
	"listVersions":    staffOnly,
	"addVersion":      staffOnly,
	"repairVersion":   staffOnly,
	"editMeaning":     staffOnly,
	"addVariant":      staffOnly,
	"changeVariant":   staffOnly,
	"deleteVariant":   staffOnly,
	"getThumbnail":    staffOnly,
	"putThumbnail":    staffOnly,
	"exportVersion":   staffOnly,
	"getSceneFile":    staffOrSeat, // a seat only that of its session's version

	"listSessions":        staffOnly,
	"openSession":         staffOnly,
	"getSession":          staffOnly,
	"closeSession":        staffOnly,
	"takeFacilitatorSeat": staffOnly,
	"getSessionQr":        staffOnly,

	"getReplay":      staffOnly,
	"getReplayTail":  staffOnly,
	"getReplayChunk": staffOnly,
}

// Target is what an operation is about, as far as its address says so.
type Target struct {
	Session, Scene string
	File           string // SHA-256
}

// MayCall decides whether the asker may call an operation about the target: nil, ErrSignIn (it might, once recognised) or
// ErrForbidden.
func MayCall(a Asker, operation string, about Target) error {
	ok := false
	switch operations[operation] {
	case everyone:
		ok = true
	case staffOnly:
		ok = a.Kind == StaffKind
	case seatOnly:
		ok = a.Kind == SeatKind && a.Seat.covers(about)
	case staffOrSeat:
		ok = a.Kind == StaffKind || a.Kind == SeatKind && !a.Seat.Ended && a.Seat.covers(about)
	}
	switch {
	case ok:
		return nil
	case a.Kind == Anonymous && operations[operation] != 0:
		return ErrSignIn
	default:
		return ErrForbidden
	}
}

func (s Seat) covers(about Target) bool {
	return (about.Session == "" || about.Session == s.Session) && (about.Scene == "" || about.Scene == s.Scene) &&
		(about.File == "" || about.File == s.File)
}

// Roles, as the log writes them.
const (
	roleCitizen     = "citizen"
	roleFacilitator = "facilitator"
)

// write is one row of docs/PROTOCOL.md 5 that somebody other than the server may write.
type write struct {
	object   string // before the colon
	property string
	own      bool // only about oneself
	roles    []string
	value    func(json.RawMessage) bool
}

var writes = []write{
	{"participant", "presence", true, []string{roleCitizen, roleFacilitator}, oneOf("left")},
	{"participant", "mode", true, []string{roleCitizen, roleFacilitator}, oneOf("headset", "desktop", "phone", "plan")},
	{"participant", "recorded", true, []string{roleCitizen, roleFacilitator}, isBool},
	{"participant", "hand", true, []string{roleCitizen, roleFacilitator}, isBool},
	{"bookmark", "label", true, []string{roleFacilitator}, textOrNull(200)},
}

// MayWrite decides whether the participant in slot by may write value to object's property.
func MayWrite(by uint16, role, object, property string, value json.RawMessage) bool {
	kind, rest, _ := strings.Cut(object, ":")
	for _, w := range writes {
		if w.object == kind && w.property == property {
			return w.allows(role) && (!w.own || isOwn(kind, rest, by)) && w.value(value)
		}
	}
	return false
}

func (w write) allows(role string) bool {
	for _, r := range w.roles {
		if r == role {
			return true
		}
	}
	return false
}

// isOwn reads the part of an object's name after the colon: `<slot>` of a participant, `<author>-<op>` of what somebody made.
func isOwn(kind, rest string, by uint16) bool {
	slot := strconv.Itoa(int(by))
	if kind == "participant" {
		return rest == slot
	}
	author, op, made := strings.Cut(rest, "-")
	n, err := strconv.ParseUint(op, 10, 32)
	return made && author == slot && err == nil && n > 0 && strconv.FormatUint(n, 10) == op
}

func oneOf(texts ...string) func(json.RawMessage) bool {
	return func(value json.RawMessage) bool {
		var s string
		if !isText(value, &s) {
			return false
		}
		for _, text := range texts {
			if s == text {
				return true
			}
		}
		return false
	}
}

func isBool(value json.RawMessage) bool { return string(value) == "true" || string(value) == "false" }

func textOrNull(most int) func(json.RawMessage) bool {
	return func(value json.RawMessage) bool {
		var s string
		return string(value) == "null" || isText(value, &s) && utf8.RuneCountInString(s) <= most
	}
}

func isText(value json.RawMessage, into *string) bool {
	return len(value) > 0 && value[0] == '"' && json.Unmarshal(value, into) == nil
}
