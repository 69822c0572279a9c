package identity

import (
	"sync"
	"time"
)

// TicketLife is how long a ticket may be redeemed.
const TicketLife = 30 * time.Second

// ticketsMost bounds memory: nobody needs more at once than there are seats.
const ticketsMost = 10_000

// Tickets exchange a seat's token, which must not travel in a WebSocket's address, for something that may: a ticket is good for
// one socket and thirty seconds. They live in memory; a restart makes clients ask again.
type Tickets struct {
	clock func() time.Time

	mu   sync.Mutex
	open map[Digest]ticket // guarded by mu
}

type ticket struct {
	seat    Seat
	expires time.Time
}

// NewTickets makes an empty box of tickets.
func NewTickets(clock func() time.Time) *Tickets {
	return &Tickets{clock: clock, open: map[Digest]ticket{}}
}

// Issue makes a ticket for the seat.
func (t *Tickets) Issue(seat Seat) (string, error) {
	token, digest := NewToken()
	now := t.clock()
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.open) >= ticketsMost/2 {
		for d, old := range t.open {
			if !now.Before(old.expires) {
				delete(t.open, d)
			}
		}
	}
	if len(t.open) >= ticketsMost {
		return "", ErrTooMany
	}
	t.open[digest] = ticket{seat, now.Add(TicketLife)}
	return token, nil
}

// Redeem uses a ticket up.
func (t *Tickets) Redeem(token string) (Seat, error) {
	digest := DigestOf(token)
	t.mu.Lock()
	defer t.mu.Unlock()
	found, ok := t.open[digest]
	delete(t.open, digest)
	if !ok || !t.clock().Before(found.expires) {
		return Seat{}, ErrTicket
	}
	return found.seat, nil
}
