package identity

import (
	"net/netip"
	"sync"
	"time"
)

// keysMost bounds the memory of an allowance.
const keysMost = 10_000

// Allowance limits attempts for each key: so many at once, and one more each time `every` has passed. An attempt is taken before the
// work and settled after it, so that any number of them at once are no more than the allowance; one that was right costs nothing, so that a
// room full of headsets behind one address joins freely. What is owed never exceeds the burst.
type Allowance struct {
	burst float64
	every time.Duration
	clock func() time.Time

	mu    sync.Mutex
	spent map[string]spending // guarded by mu
}

type spending struct {
	amount float64 // at the time of at; time gives it back
	at     time.Time
	held   int // attempts under way
}

// NewAllowance allows burst attempts at once for each key, and one more each time every passes.
func NewAllowance(burst int, every time.Duration, clock func() time.Time) *Allowance {
	return &Allowance{burst: float64(burst), every: every, clock: clock, spent: map[string]spending{}}
}

// Take takes an attempt, which must be settled, or says how long until there is one.
func (a *Allowance) Take(key string) (wait time.Duration, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.now(key)
	if over := s.amount + float64(s.held) + 1 - a.burst; over > 0 {
		return time.Duration(min(over, 1) * float64(a.every)), false
	}
	s.held++
	a.keep(key, s)
	return 0, true
}

// Settle ends an attempt. Only a spent one counts.
func (a *Allowance) Settle(key string, spent bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.now(key)
	s.held = max(0, s.held-1)
	if spent {
		s.amount = min(a.burst, s.amount+1)
	}
	a.keep(key, s)
}

// Spend counts an attempt that was not taken.
func (a *Allowance) Spend(key string) { a.Settle(key, true) }

// Guilty says whether the key has spent anything that time has not given back.
func (a *Allowance) Guilty(key string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now(key).amount > 0
}

// now is what the key has spent that time has not given back. Called with mu held.
func (a *Allowance) now(key string) spending {
	s, at := a.spent[key], a.clock()
	s.amount = max(0, s.amount-float64(at.Sub(s.at))/float64(a.every))
	s.at = at
	return s
}

// keep notes what a key has spent, if anything. Called with mu held.
func (a *Allowance) keep(key string, s spending) {
	if s.amount == 0 && s.held == 0 {
		delete(a.spent, key)
		return
	}
	if _, known := a.spent[key]; !known && len(a.spent) >= keysMost {
		a.forget()
	}
	a.spent[key] = s
}

// forget drops the keys that time has cleared, or half of them at random if none is. Called with mu held.
func (a *Allowance) forget() {
	for key := range a.spent {
		if s := a.now(key); s.amount == 0 && s.held == 0 {
			delete(a.spent, key)
		}
	}
	for key, s := range a.spent {
		if len(a.spent) < keysMost/2 {
			return
		}
		if s.held == 0 {
			delete(a.spent, key)
		}
	}
}

// AddressKey is the key of a remote address, with or without a port: an IPv4 address, or the /64 that one IPv6 subscriber has to itself.
func AddressKey(remote string) string {
	ip, err := netip.ParseAddr(remote)
	if err != nil {
		at, err := netip.ParseAddrPort(remote)
		if err != nil {
			return remote
		}
		ip = at.Addr()
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return ip.String()
	}
	return prefix.String()
}
