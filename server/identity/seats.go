package identity

import (
	"context"
	"time"
)

// SeatStore keeps the tokens of seats, and the codes of sessions that have ended.
type SeatStore interface {
	AddSeat(ctx context.Context, seat Seat, token Digest) error
	SeatOf(ctx context.Context, token Digest) (Seat, error) // ErrUnknownToken
	RetireCode(ctx context.Context, code string, now time.Time) error
	Retired(ctx context.Context, code string) (bool, error)
}

// Seats recognises participants.
type Seats struct {
	SeatStore
	clock func() time.Time
}

// NewSeats makes the seats kept in the store.
func NewSeats(store SeatStore, clock func() time.Time) *Seats { return &Seats{store, clock} }

// Give makes the seat's token. It is shown once, to whoever took the seat.
func (s *Seats) Give(ctx context.Context, seat Seat) (string, error) {
	token, digest := NewToken()
	return token, s.AddSeat(ctx, seat, digest)
}

// Of finds the seat a token stands for: ErrUnknownToken.
func (s *Seats) Of(ctx context.Context, token string) (Seat, error) {
	return s.SeatOf(ctx, DigestOf(token))
}

// Retire remembers that the code's session is ending.
func (s *Seats) Retire(ctx context.Context, code string) error {
	if code == "" {
		return nil
	}
	return s.RetireCode(ctx, code, s.clock())
}
