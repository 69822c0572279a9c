package server

import (
	"context"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"rehearsal/server/identity"
)

// allowances limit what can be tried and taken: for one address, for one name, and for all together, so that many addresses are no way round.
type allowances struct {
	codes, codesOfAll     *identity.Allowance // wrong ones
	signIns, signInsNamed *identity.Allowance // wrong ones
	joins                 *identity.Allowance // right ones: a hall joins at once, one alone takes no whole session
	finding               chan struct{}       // codes being looked up; fewer than codes allows, so that a hall does not lock itself out
}

func newAllowances(clock func() time.Time) allowances {
	return allowances{
		codes:        identity.NewAllowance(20, 6*time.Second, clock),
		codesOfAll:   identity.NewAllowance(600, 200*time.Millisecond, clock),
		signIns:      identity.NewAllowance(10, 10*time.Second, clock),
		signInsNamed: identity.NewAllowance(10, time.Minute, clock),
		joins:        identity.NewAllowance(120, 10*time.Second, clock),
		finding:      make(chan struct{}, 8),
	}
}

// try is one allowance that an attempt draws on.
type try struct {
	from *identity.Allowance
	key  string
}

// attempt takes one of each, or none and says how long to wait. It is taken before the work, and settled when it is known whether it counts.
func attempt(tries ...try) (settle func(spent bool), err error) {
	for i, t := range tries {
		wait, ok := t.from.Take(t.key)
		if ok {
			continue
		}
		for _, taken := range tries[:i] {
			taken.from.Settle(taken.key, false)
		}
		return nil, waitError{wait}
	}
	return func(spent bool) {
		for _, t := range tries {
			t.from.Settle(t.key, spent)
		}
	}, nil
}

// guess does the work of one try at a code, which says whether it was wrong. The limit for all together holds for addresses that have
// themselves been wrong: guessers lock out guessers, and nobody who has the code.
func (s *Server) guess(ctx context.Context, work func() (wrong bool)) error {
	select {
	case s.limits.finding <- struct{}{}:
		defer func() { <-s.limits.finding }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	address := s.addressOf(callOf(ctx).request)
	tries, guilty := []try{{s.limits.codes, address}}, s.limits.codes.Guilty(address)
	if guilty {
		tries = append(tries, try{s.limits.codesOfAll, ""})
	}
	settle, err := attempt(tries...)
	if err != nil {
		return err
	}
	wrong := true
	defer func() { settle(wrong) }()
	if wrong = work(); wrong && !guilty {
		s.limits.codesOfAll.Spend("")
	}
	return nil
}

// addressOf is whose allowances a request draws on. Behind a proxy (there is one when an address was given, and then it is this machine or
// its network that connects) it is what the proxy added last; what came before that anybody can have written.
func (s *Server) addressOf(r *http.Request) string {
	peer := identity.AddressKey(r.RemoteAddr)
	if s.url == nil || !isNear(r.RemoteAddr) {
		return peer
	}
	all := r.Header.Values("X-Forwarded-For")
	if len(all) == 0 {
		return peer
	}
	last := all[len(all)-1]
	last = strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])
	if _, err := netip.ParseAddr(last); err == nil {
		return identity.AddressKey(last)
	}
	if _, err := netip.ParseAddrPort(last); err == nil {
		return identity.AddressKey(last)
	}
	return peer
}

// isNear says whether a peer is this machine or on its network, as a proxy would be.
func isNear(remote string) bool {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return false
	}
	ip := at.Addr().Unmap()
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()
}
