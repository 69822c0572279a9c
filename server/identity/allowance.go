package identity

import (
	"net/netip"
	"sync"
	"time"
)

// keysMost bounds the memory of an allowance.
const keysMost = 10_000

// Allowance limits attempts for each key: so many at once, and one more each time `every` has passed. It is meant for wrong
// guesses: ask Left before the work and Spend when it turned out wrong, so that a room full of headsets behind one address joins freely.
type Allowance struct {
	burst float64
	every time.Duration
	clock func() time.Time

	mu    sync.Mutex
	spent map[string]spending // guarded by mu
}

type spending struct {
	amount float64
	at     time.Time
}

// NewAllowance allows burst attempts at once for each key, and one more each time every passes.
func NewAllowance(burst int, every time.Duration, clock func() time.Time) *Allowance {
	return &Allowance{burst: float64(burst), every: every, clock: clock, spent: map[string]spending{}}
}

// Left says whether the key has an attempt left, and if not, how long until it has.
func (a *Allowance) Left(key string) (wait time.Duration, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	over := a.now(key) + 1 - a.burst
	if over <= 0 {
		return 0, true
	}
	return time.Duration(over * float64(a.every)), false
}

// Spend takes one attempt.
func (a *Allowance) Spend(key string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.spent) >= keysMost {
		a.forget()
	}
	a.spent[key] = spending{a.now(key) + 1, a.clock()}
}

// now is what the key has spent that time has not given back. Called with mu held.
func (a *Allowance) now(key string) float64 {
	s, ok := a.spent[key]
	if !ok {
		return 0
	}
	return max(0, s.amount-float64(a.clock().Sub(s.at))/float64(a.every))
}

// forget drops the keys that time has cleared, or half of them at random if none is. Called with mu held.
func (a *Allowance) forget() {
	for key := range a.spent {
		if a.now(key) == 0 {
			delete(a.spent, key)
		}
	}
	for key := range a.spent {
		if len(a.spent) < keysMost/2 {
			return
		}
		delete(a.spent, key)
	}
}

// AddressKey is the key of a remote address: an IPv4 address, or the /64 that one IPv6 subscriber has to itself.
func AddressKey(remote string) string {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return remote
	}
	ip := at.Addr().Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return ip.String()
	}
	return prefix.String()
}
