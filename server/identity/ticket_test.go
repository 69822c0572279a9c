package identity

import (
	"errors"
	"testing"
)

// One seat keeps nobody else from getting tickets: its newest replaces its oldest.
func TestTicketsOfOneSeatReplaceEachOther(t *testing.T) {
	c := newClock()
	tickets := NewTickets(c.now)
	greedy, other := Seat{Session: "s", Slot: 1}, Seat{Session: "s", Slot: 2}
	kept := must[string](t)(tickets.Issue(other))
	var all []string
	for range ticketsMost + 1 {
		all = append(all, must[string](t)(tickets.Issue(greedy)))
	}
	if n := len(tickets.open); n > ticketsEach+1 {
		t.Errorf("%d tickets are kept", n)
	}
	for i, token := range all {
		_, err := tickets.Redeem(token)
		if good := i >= len(all)-ticketsEach; good != (err == nil) || !good && !errors.Is(err, ErrTicket) {
			t.Fatalf("ticket %d of %d: %v", i+1, len(all), err)
		}
	}
	if got := must[Seat](t)(tickets.Redeem(kept)); got != other {
		t.Errorf("the other's ticket was for %v", got)
	}
	if len(tickets.open)+len(tickets.of) != 0 {
		t.Errorf("%d tickets of %d seats are left behind", len(tickets.open), len(tickets.of))
	}
}

// The same slot of another session is another seat.
func TestTicketsOfSessionsAreApart(t *testing.T) {
	tickets := NewTickets(newClock().now)
	first := must[string](t)(tickets.Issue(Seat{Session: "a", Slot: 1}))
	for range ticketsEach {
		must[string](t)(tickets.Issue(Seat{Session: "b", Slot: 1}))
	}
	must[Seat](t)(tickets.Redeem(first))
}
