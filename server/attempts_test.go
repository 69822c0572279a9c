package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"rehearsal/server"
	"rehearsal/server/api"
)

// Of sixty guesses at once no more are looked at than of sixty one after the other.
func TestGuessesAtOnceAreCounted(t *testing.T) {
	b := open(t)
	b.staff("Siân")
	statuses := at(60, func(i int) int {
		return b.anybody().does("POST", "/api/staff/sign-in", api.Credentials{Name: fmt.Sprint("Nobody ", i), Password: "not that word"}).StatusCode
	})
	if statuses[401] > 10 || statuses[401]+statuses[429] != 60 {
		t.Errorf("sign-in: %v", statuses)
	}
	statuses = at(60, func(i int) int {
		return b.anybody().does("POST", "/api/staff/welcome", api.AcceptInvitation{Token: fmt.Sprint(i), Name: "Eve", Password: "three small words"}).StatusCode
	})
	if statuses[410] > 0 {
		t.Errorf("invitations are tried by whom sign-in has locked: %v", statuses)
	}
	statuses = at(60, func(i int) int {
		return b.anybody().does("POST", "/api/join/look-up", api.CodeQuery{Code: fmt.Sprintf("2222%d%d", 2+i/8, 2+i%8)}).StatusCode
	})
	if statuses[404] > 20 || statuses[404]+statuses[429] != 60 {
		t.Errorf("codes: %v", statuses)
	}
}

// at makes calls at once and counts the statuses of their answers.
func at(calls int, call func(i int) int) map[int]int {
	var mu sync.Mutex
	var all sync.WaitGroup
	statuses := map[int]int{}
	for i := range calls {
		all.Go(func() {
			status := call(i)
			mu.Lock()
			defer mu.Unlock()
			statuses[status]++
		})
	}
	all.Wait()
	return statuses
}

// However many tried with a colleague's name, the colleague waits minutes, not a day.
func TestNobodyIsLockedOutForLong(t *testing.T) {
	b := open(t, func(c *server.Config) { c.URL = "http://rehearsal.example" })
	b.staff("Siân")
	at(200, func(i int) int {
		return b.from(fmt.Sprint("203.0.113.", i)).does("POST", "/api/staff/sign-in", api.Credentials{Name: "Siân", Password: "not that word"}).StatusCode
	})
	b.passes(time.Minute)
	if got := b.from("198.51.100.1").does("POST", "/api/staff/sign-in", api.Credentials{Name: "Siân", Password: "three small words"}); got.StatusCode != 200 {
		t.Errorf("a minute later: %d %s", got.StatusCode, got.body)
	}
}

// A hall of sixty behind one address joins at once; one who collects seats soon waits.
func TestSeatsOfOneAddressAreLimited(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene := staff.adds("Ours", glb())
	join := func(s api.Session) func(int) int {
		return func(i int) int {
			return b.anybody().does("POST", "/api/join", api.JoinRequest{Code: s.Code, Name: fmt.Sprint("Person ", i), Language: "en", Mode: "plan"}).StatusCode
		}
	}
	hall := staff.opens(scene, "Hall")
	if statuses := at(60, join(hall)); statuses[201] != 60 {
		t.Errorf("the hall: %v", statuses)
	}
	other := staff.opens(scene, "Other")
	if statuses := at(70, join(other)); statuses[201] != 60 || statuses[429] != 10 {
		t.Errorf("the rest: %v", statuses)
	}
	isProblem(t, b.anybody().does("POST", "/api/join", api.JoinRequest{Code: other.Code, Name: "More", Language: "en", Mode: "plan"}), 429, "too-many-attempts")
	b.passes(10 * time.Second)
	if status := join(other)(0); status != 201 {
		t.Errorf("ten seconds later: %d", status)
	}
	is[api.Seat](t, staff.does("POST", "/api/sessions/"+other.Id+"/seat", api.FacilitatorSeat{Language: "en", Mode: "plan"}), 201)
}

// Guessers from everywhere lock out guessers, and nobody who types his code right the first time.
func TestGuessersLockOutOnlyThemselves(t *testing.T) {
	b := open(t, func(c *server.Config) { c.URL = "http://rehearsal.example" })
	staff := b.staff("Siân")
	s := staff.opens(staff.adds("Ours", glb()), "Ours")
	guess := func(c *caller) int {
		return c.does("POST", "/api/join/look-up", api.CodeQuery{Code: "222222"}).StatusCode
	}
	locked := 0
	for i := range 45 * 15 {
		if guess(b.from(fmt.Sprintf("203.0.113.%d", i%45))) == 429 {
			locked++
		}
	}
	if locked == 0 {
		t.Fatal("many addresses were a way round the limit")
	}
	if status := guess(b.from("203.0.113.1")); status != 429 {
		t.Errorf("a guesser goes on: %d", status)
	}
	honest := b.from("198.51.100.1")
	is[api.Welcome](t, honest.does("POST", "/api/join/look-up", api.CodeQuery{Code: s.Code}), 200)
	is[api.Seat](t, honest.does("POST", "/api/join", api.JoinRequest{Code: s.Code, Name: "Robin", Language: "en", Mode: "plan"}), 201)
}

// Behind a proxy people are told apart by what the proxy says of them, and by nothing that they say themselves.
func TestAddressesBehindAProxy(t *testing.T) {
	wrong := func(b *building, forwarded ...string) int {
		r, _ := http.NewRequestWithContext(t.Context(), "POST", b.web.URL+"/api/join/look-up", strings.NewReader(`{"code":"222222"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header["X-Forwarded-For"] = forwarded
		return b.anybody().sends(r).StatusCode
	}
	behind := open(t, func(c *server.Config) { c.URL = "https://rehearsal.example" })
	for i := range 20 {
		wrong(behind, fmt.Sprintf("198.51.100.%d", i), "192.0.2.1, 203.0.113.7") // the proxy adds the last
	}
	for _, own := range [][]string{{"203.0.113.7"}, {"1.2.3.4, 203.0.113.7"}, {"203.0.113.7:4711"}} {
		if status := wrong(behind, own...); status != 429 {
			t.Errorf("%q: %d", own, status)
		}
	}
	for _, other := range [][]string{{"203.0.113.8"}, {"203.0.113.7, 203.0.113.9"}, {"[2001:db8::1]:443"}, {"2001:db8:1::1"}, nil, {"nonsense"}} {
		if status := wrong(behind, other...); status != 404 {
			t.Errorf("%q: %d", other, status)
		}
	}
	direct := open(t)
	for i := range 20 {
		wrong(direct, fmt.Sprintf("203.0.113.%d", i))
	}
	if status := wrong(direct, "203.0.113.99"); status != 429 {
		t.Errorf("without a proxy anybody may choose an address: %d", status)
	}
}
