package identity

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// clock stands still until it is moved.
type clock struct{ at time.Time }

func (c *clock) now() time.Time         { return c.at }
func (c *clock) passes(d time.Duration) { c.at = c.at.Add(d) }
func newClock() *clock                  { return &clock{time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)} }
func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestCodesAreReadAsPeopleTypeThem(t *testing.T) {
	for range 200 {
		code := must[string](t)(NewCode())
		if len(code) != 6 || strings.Trim(code, codeAlphabet) != "" {
			t.Fatalf("code %q", code)
		}
		for _, typed := range []string{code, strings.ToLower(code), ShowCode(code), code[:3] + "-" + code[3:], "  " + code + "\t", code[:3] + "\u2011" + code[3:]} {
			if got, ok := ReadCode(typed); !ok || got != code {
				t.Fatalf("%q was read as %q", typed, got)
			}
		}
	}
	for _, typed := range []string{"", "ABC", "ABCDEFG", "ABCDE0", "ABCDEO", "ABCDE1", "ABCDEI", "ABCDEL", "ABCDÉ", "💥💥"} {
		if code, ok := ReadCode(typed); ok {
			t.Errorf("%q was read as %q", typed, code)
		}
	}
}

func TestCodesAreDrawnFromTheWholeAlphabet(t *testing.T) {
	seen := map[rune]bool{}
	for range 500 {
		for _, r := range must[string](t)(NewCode()) {
			seen[r] = true
		}
	}
	if len(seen) != len(codeAlphabet) {
		t.Errorf("500 codes used %d of %d characters", len(seen), len(codeAlphabet))
	}
}

// A ticket opens one socket, within thirty seconds.
func TestTicketIsSingleUseAndShortLived(t *testing.T) {
	c := newClock()
	tickets := NewTickets(c.now)
	seat := Seat{Session: "s", Slot: 4}
	first := must[string](t)(tickets.Issue(seat))
	if got := must[Seat](t)(tickets.Redeem(first)); got != seat {
		t.Errorf("the ticket was for %v", got)
	}
	if _, err := tickets.Redeem(first); !errors.Is(err, ErrTicket) {
		t.Errorf("a second time: %v", err)
	}
	late := must[string](t)(tickets.Issue(seat))
	c.passes(TicketLife)
	if _, err := tickets.Redeem(late); !errors.Is(err, ErrTicket) {
		t.Errorf("after thirty seconds: %v", err)
	}
	for _, wrong := range []string{"", first + "x", "x"} {
		if _, err := tickets.Redeem(wrong); !errors.Is(err, ErrTicket) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestTicketsTakeBoundedMemory(t *testing.T) {
	c := newClock()
	tickets := NewTickets(c.now)
	for i := range ticketsMost {
		must[string](t)(tickets.Issue(Seat{Session: strconv.Itoa(i)}))
	}
	if _, err := tickets.Issue(Seat{}); !errors.Is(err, ErrTooMany) {
		t.Errorf("one too many: %v", err)
	}
	c.passes(TicketLife)
	must[string](t)(tickets.Issue(Seat{}))
	if len(tickets.open) != 1 || len(tickets.of) != 1 {
		t.Errorf("%d tickets of %d seats are kept", len(tickets.open), len(tickets.of))
	}
}

func TestAddressKeyIsOneSubscriber(t *testing.T) {
	for remote, want := range map[string]string{
		"192.0.2.7:4711":             "192.0.2.7",
		"192.0.2.7":                  "192.0.2.7",
		"2001:db8:1:2:3:4:5:6":       "2001:db8:1:2::/64",
		"[::ffff:192.0.2.7]:1":       "192.0.2.7",
		"[2001:db8:1:2:3:4:5:6]:443": "2001:db8:1:2::/64",
		"[fe80::1%eth0]:1":           "fe80::/64",
		"pipe":                       "pipe",
	} {
		if got := AddressKey(remote); got != want {
			t.Errorf("%s is %s", remote, got)
		}
	}
}

func TestNamesAreTidied(t *testing.T) {
	for typed, want := range map[string]string{
		"  Siân   Jones ":           "Siân Jones",
		"a\u202Eb":                  "a b",
		"محمد":                      "محمد",
		"tab\tand\nline":            "tab and line",
		strings.Repeat("é", 40):     strings.Repeat("é", 40),
		"क्\u200dष":                 "क्\u200dष",
		"<script>alert(1)</script>": "<script>alert(1)</script>", // text is text: whoever shows it escapes it
	} {
		if got, err := ParticipantName(typed); err != nil || got != want {
			t.Errorf("%q became %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "  ", "\u200b", "\x00", strings.Repeat("e", 41), "\xff"} {
		if got, err := ParticipantName(typed); !errors.Is(err, ErrName) {
			t.Errorf("%q became %q, %v", typed, got, err)
		}
	}
}

func TestOfferedNameIsNobodys(t *testing.T) {
	var taken []string
	for range 1500 { // more than there are pairs of words
		name := OfferName(taken)
		if slices.Contains(taken, name) {
			t.Fatalf("%q was offered twice", name)
		}
		if _, err := ParticipantName(name); err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		taken = append(taken, name)
	}
}

func TestPasswords(t *testing.T) {
	for _, good := range []string{"three small words", "correct horse", "пароль-для-нас", "xK9#mmmmmm2!"} {
		if !goodPassword(good, "Siân") {
			t.Errorf("%q was refused", good)
		}
	}
	for _, bad := range []string{"", "short", "123456789", "1234567890", "Password123!", "aaaaaaaaaaaaaaa", "Siân Jones Evans", "ababababababab"} {
		if goodPassword(bad, "siân jones evans") {
			t.Errorf("%q was taken", bad)
		}
	}
}

// slowStore lets a test see how many hash at once.
type slowStore struct {
	AccountStore
	SignInStore
}

func (slowStore) StaffByName(context.Context, string) (Staff, string, error) {
	return Staff{}, "", ErrUnknownToken
}

func TestUnknownNameAndWrongPasswordAnswerAlike(t *testing.T) {
	a := must[*Accounts](t)(NewAccounts(slowStore{}, slowStore{}, time.Now))
	if _, _, err := a.SignIn(t.Context(), "nobody", "three small words"); !errors.Is(err, ErrCredentials) {
		t.Errorf("unknown name: %v", err)
	}
}

// A flood of sign-ins waits its turn: the third hash starts only when one of two is done.
func TestHashingIsBounded(t *testing.T) {
	a := must[*Accounts](t)(NewAccounts(slowStore{}, slowStore{}, time.Now))
	release, started := make(chan struct{}), make(chan struct{}, 3)
	for range 2 {
		go func() {
			_ = a.hashed(context.Background(), func() error { started <- struct{}{}; <-release; return nil })
		}()
		<-started
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.hashed(ctx, func() error { t.Error("a third ran"); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("the third: %v", err)
	}
	close(release)
}
