package identity

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
)

const (
	InvitationLife = 7 * 24 * time.Hour
	ResetLife      = 24 * time.Hour
	SignInLife     = 30 * 24 * time.Hour

	passwordLeast = 10 // characters
	nameMost      = 60
)

// cost is OWASP's first choice for argon2id: 19 MiB, two passes, about 30 ms.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// AccountStore keeps members of staff and the invitations that make them.
type AccountStore interface {
	CountStaff(ctx context.Context) (int, error)
	// StaffByName answers ErrUnknownToken when there is nobody of that name.
	StaffByName(ctx context.Context, name string) (staff Staff, password string, err error)
	// Invite keeps an invitation in place of those that it supersedes.
	Invite(ctx context.Context, token Digest, i Invitation) error
	// Redeem uses the invitation up and adds the account or sets its password, both or neither: ErrInvitation, ErrNameTaken. From
	// then on no first invitation is good for anything.
	Redeem(ctx context.Context, token Digest, now time.Time, name, password string) (Staff, error)
}

// Invitation is what a one-time link is good for.
type Invitation struct {
	Expires time.Time
	First   bool  // printed at a start because nobody had an account; supersedes those of earlier starts
	Staff   int64 // whose password it sets, in place of an earlier one; 0: it makes an account
}

// SignInStore keeps who is signed in.
type SignInStore interface {
	SignIn(ctx context.Context, token Digest, staff int64, expires time.Time) error
	SignedIn(ctx context.Context, token Digest, now time.Time) (Staff, error) // ErrUnknownToken
	SignOut(ctx context.Context, token Digest) error
}

// Accounts lets staff in. Hashing is bounded to a few at a time, so that a flood of sign-ins costs time and never memory.
type Accounts struct {
	store   AccountStore
	signIns SignInStore
	clock   func() time.Time
	hashing chan struct{}
	decoy   string // compared with when the name is unknown, so that both take as long
}

// NewAccounts makes the accounts kept in the stores.
func NewAccounts(store AccountStore, signIns SignInStore, clock func() time.Time) (*Accounts, error) {
	decoy, err := argon2id.CreateHash(passwordNobodyHas(), cost)
	if err != nil {
		return nil, fmt.Errorf("accounts: %w", err)
	}
	return &Accounts{store: store, signIns: signIns, clock: clock, hashing: make(chan struct{}, 2), decoy: decoy}, nil
}

// passwordNobodyHas is a password that is forgotten at once.
func passwordNobodyHas() string { token, _ := NewToken(); return token }

// Any says whether anybody has an account yet.
func (a *Accounts) Any(ctx context.Context) (bool, error) {
	n, err := a.store.CountStaff(ctx)
	return n > 0, err
}

// Invite makes a one-time token for a new colleague.
func (a *Accounts) Invite(ctx context.Context) (token string, expires time.Time, err error) {
	return a.invite(ctx, Invitation{Expires: a.clock().Add(InvitationLife)})
}

// InviteFirst makes a one-time token for whoever started the server, good until the next start.
func (a *Accounts) InviteFirst(ctx context.Context) (token string, expires time.Time, err error) {
	return a.invite(ctx, Invitation{Expires: a.clock().Add(InvitationLife), First: true})
}

// Reset makes a one-time token with which somebody sets a new password: ErrNobody.
func (a *Accounts) Reset(ctx context.Context, name string) (token string, expires time.Time, err error) {
	staff, _, err := a.store.StaffByName(ctx, strings.TrimSpace(name))
	if errors.Is(err, ErrUnknownToken) {
		return "", time.Time{}, ErrNobody
	}
	if err != nil {
		return "", time.Time{}, fmt.Errorf("reset: %w", err)
	}
	return a.invite(ctx, Invitation{Expires: a.clock().Add(ResetLife), Staff: staff.ID})
}

func (a *Accounts) invite(ctx context.Context, i Invitation) (string, time.Time, error) {
	token, digest := NewToken()
	if err := a.store.Invite(ctx, digest, i); err != nil {
		return "", time.Time{}, fmt.Errorf("invite: %w", err)
	}
	return token, i.Expires, nil
}

// Accept redeems an invitation and signs its holder in. One that resets a password is for one account, whatever name is typed.
func (a *Accounts) Accept(ctx context.Context, token, name, password string) (Staff, string, error) {
	name, err := StaffName(name)
	if err != nil {
		return Staff{}, "", err
	}
	if !goodPassword(password, name) {
		return Staff{}, "", ErrPassword
	}
	var hash string
	if err := a.hashed(ctx, func() (err error) { hash, err = argon2id.CreateHash(password, cost); return err }); err != nil {
		return Staff{}, "", fmt.Errorf("accept invitation: %w", err)
	}
	staff, err := a.store.Redeem(ctx, DigestOf(token), a.clock(), name, hash)
	if err != nil {
		return Staff{}, "", err
	}
	cookie, err := a.open(ctx, staff)
	return staff, cookie, err
}

// SignIn answers ErrCredentials alike, and as slowly, whether the name or the password is wrong.
func (a *Accounts) SignIn(ctx context.Context, name, password string) (Staff, string, error) {
	staff, hash, err := a.store.StaffByName(ctx, strings.TrimSpace(name))
	known := err == nil
	if errors.Is(err, ErrUnknownToken) {
		hash, err = a.decoy, nil
	}
	if err != nil {
		return Staff{}, "", fmt.Errorf("sign in: %w", err)
	}
	var right bool
	if err := a.hashed(ctx, func() (err error) { right, err = argon2id.ComparePasswordAndHash(password, hash); return err }); err != nil {
		return Staff{}, "", fmt.Errorf("sign in: %w", err)
	}
	if !known || !right {
		return Staff{}, "", ErrCredentials
	}
	cookie, err := a.open(ctx, staff)
	return staff, cookie, err
}

func (a *Accounts) open(ctx context.Context, staff Staff) (string, error) {
	cookie, digest := NewToken()
	if err := a.signIns.SignIn(ctx, digest, staff.ID, a.clock().Add(SignInLife)); err != nil {
		return "", fmt.Errorf("sign in %d: %w", staff.ID, err)
	}
	return cookie, nil
}

// SignedIn finds whose cookie this is: ErrUnknownToken when nobody's, or no longer.
func (a *Accounts) SignedIn(ctx context.Context, cookie string) (Staff, error) {
	return a.signIns.SignedIn(ctx, DigestOf(cookie), a.clock())
}

// SignOut revokes a cookie.
func (a *Accounts) SignOut(ctx context.Context, cookie string) error {
	return a.signIns.SignOut(ctx, DigestOf(cookie))
}

func (a *Accounts) hashed(ctx context.Context, work func() error) error {
	select {
	case a.hashing <- struct{}{}:
		defer func() { <-a.hashing }()
		return work()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// StaffName tidies what somebody wants to be called.
func StaffName(name string) (string, error) { return tidyName(name, nameMost) }

func tidyName(name string, most int) (string, error) {
	if !utf8.ValidString(name) {
		return "", ErrName
	}
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || invisible(r) }), " ")
	if name == "" || utf8.RuneCountInString(name) > most {
		return "", ErrName
	}
	return name, nil
}

// invisible are characters that can make one name look like another or turn the line around. ZWNJ and ZWJ stay: some
// scripts are written with them.
func invisible(r rune) bool {
	return r != 0x200C && r != 0x200D && unicode.Is(unicode.Cf, r)
}

// goodPassword asks for length and little else, as NCSC advises: not the name, not one character over and over.
func goodPassword(password, name string) bool {
	if !utf8.ValidString(password) || utf8.RuneCountInString(password) < passwordLeast {
		return false
	}
	different := map[rune]bool{}
	for _, r := range password {
		different[r] = true
	}
	lower := strings.ToLower(password)
	return len(different) >= 5 && lower != strings.ToLower(name) && !strings.HasPrefix(lower, "password") && !strings.HasPrefix(lower, "1234567890")
}
