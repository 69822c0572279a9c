package identity

import (
	"slices"
	"sync"
	"time"
)

// TicketLife is how long a ticket may be redeemed.
const TicketLife = 30 * time.Second

const (
	ticketsMost = 10_000 // bounds memory
	ticketsEach = 4      // of one seat: it opens one socket at a time, and may try again before the last try has ended
)

// Tickets exchange a seat's token, which must not travel in a WebSocket's address, for something that may: a ticket is good for
// one socket and thirty seconds. They live in memory; a restart makes clients ask again.
type Tickets struct {
	clock func() time.Time

	mu   sync.Mutex
	open map[Digest]ticket  // guarded by mu
	of   map[place][]Digest // guarded by mu: the open ones of each seat, oldest first
}

type ticket struct {
	seat    Seat
	expires time.Time
}

// place tells seats apart.
type place struct {
	session string
	slot    uint16
}

// NewTickets makes an empty box of tickets.
func NewTickets(clock func() time.Time) *Tickets {
	return &Tickets{clock: clock, open: map[Digest]ticket{}, of: map[place][]Digest{}}
}

// Issue makes a ticket for the seat, in place of its oldest if it has many.
func (t *Tickets) Issue(seat Seat) (string, error) {
	token, digest := NewToken()
	now, at := t.clock(), place{seat.Session, seat.Slot}
	t.mu.Lock()
	defer t.mu.Unlock()
	if mine := t.of[at]; len(mine) >= ticketsEach {
		t.drop(mine[0])
	}
	if len(t.open) >= ticketsMost/2 {
		for d, old := range t.open {
			if !now.Before(old.expires) {
				t.drop(d)
			}
		}
	}
	if len(t.open) >= ticketsMost {
		return "", ErrTooMany
	}
	t.open[digest] = ticket{seat, now.Add(TicketLife)}
	t.of[at] = append(t.of[at], digest)
	return token, nil
}

// Redeem uses a ticket up.
func (t *Tickets) Redeem(token string) (Seat, error) {
	digest := DigestOf(token)
	t.mu.Lock()
	defer t.mu.Unlock()
	found, ok := t.open[digest]
	if !ok {
		return Seat{}, ErrTicket
	}
	t.drop(digest)
	if !t.clock().Before(found.expires) {
		return Seat{}, ErrTicket
	}
	return found.seat, nil
}

// drop forgets a ticket. Called with mu held.
func (t *Tickets) drop(d Digest) {
	seat := t.open[d].seat
	at := place{seat.Session, seat.Slot}
	delete(t.open, d)
	rest := slices.DeleteFunc(t.of[at], func(other Digest) bool { return other == d })
	if len(rest) == 0 {
		delete(t.of, at)
		return
	}
	t.of[at] = rest
}
