// Package identity knows who is asking, and is the one place where it is decided what they may do.
//
// There are three kinds of asker. A member of staff has an account (name and argon2id password, made by redeeming a one-time
// link) and is recognised by a cookie. A participant has a seat in one session and is recognised by its token; there is no
// account behind it, nobody is asked for more than a name to be called by, and that name may be invented. Everybody else is anonymous.
//
// What is handed out is random (128 bits or more) and only its SHA-256 is kept, so a copy of the database opens nothing. The
// exceptions are short: a join code is meant to be read aloud, lives as long as its session is open and is guarded by a limit on
// wrong guesses; a ticket lives thirty seconds in memory and opens one socket.
//
// Rules live in two tables (access.go): one row for each operation of the API, one for each write on the socket. What is in no
// row is refused. Everything here is safe for concurrent use; nothing here speaks HTTP or SQL.
package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
)

// What can go wrong. Each has one answer in HTTP (server/problems.go).
var (
	ErrSignIn       = errors.New("identity: sign in first")
	ErrForbidden    = errors.New("identity: not yours to do")
	ErrCredentials  = errors.New("identity: unknown name or wrong password")
	ErrInvitation   = errors.New("identity: invitation unknown, used or too old")
	ErrNobody       = errors.New("identity: nobody has this name")
	ErrNameTaken    = errors.New("identity: name is taken")
	ErrName         = errors.New("identity: name is empty or too long")
	ErrPassword     = errors.New("identity: password is too short or too easy")
	ErrTicket       = errors.New("identity: ticket unknown, used or too old")
	ErrTooMany      = errors.New("identity: too many attempts")
	ErrUnknownToken = errors.New("identity: unknown token")
)

// Kind says how an asker was recognised.
type Kind uint8

const (
	Anonymous Kind = iota
	StaffKind
	SeatKind
)

// Asker is whoever made a request.
type Asker struct {
	Kind  Kind
	Staff Staff // of StaffKind
	Seat  Seat  // of SeatKind
}

// Staff is a member of staff.
type Staff struct {
	ID   int64
	Name string
}

// Seat is a participant's place in one session.
type Seat struct {
	Session string
	Scene   string // the session's
	File    string // SHA-256 of that scene's file, of the version that the session is in
	Slot    uint16
	Role    string
	Ended   bool // the session has
}

// Digest is what is kept of a token.
type Digest = [sha256.Size]byte

// NewToken makes a token of 130 random bits and what is to be kept of it.
func NewToken() (string, Digest) {
	token := rand.Text()
	return token, DigestOf(token)
}

// DigestOf is how a token that came back is looked up.
func DigestOf(token string) Digest { return sha256.Sum256([]byte(token)) }
