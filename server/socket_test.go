package server_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"rehearsal/server/api"
	"rehearsal/server/identity"
	"rehearsal/server/session"
)

// meeting is a session with a facilitator and a citizen in it.
type meeting struct {
	*building
	session  api.Session
	desk     *caller // of staff
	lead     *caller // the facilitator's seat, slot 1
	citizen  *caller // slot 2
	citizens int
}

func meet(t *testing.T) *meeting {
	t.Helper()
	m := &meeting{building: open(t)}
	m.desk = m.staff("Siân")
	m.session = m.desk.opens(m.desk.adds("Ours", glb()), "Ours")
	lead := is[api.Seat](t, m.desk.does("POST", "/api/sessions/"+m.session.Id+"/seat", api.FacilitatorSeat{Language: "en", Mode: "desktop"}), 201)
	m.lead = &caller{b: m.building, bearer: lead.Token}
	m.citizen = m.another()
	return m
}

func (m *meeting) another() *caller {
	m.t.Helper()
	m.citizens++
	_, c := m.joins(m.session.Code, fmt.Sprint("Citizen ", m.citizens), true)
	return c
}

// A socket opens from our own pages, with a ticket, once, within thirty seconds.
func TestSocketIsRefused(t *testing.T) {
	m := meet(t)
	refused := func(name, ticket string, status int, change ...func(http.Header)) {
		t.Helper()
		conn, response, err := m.dials(ticket, change...)
		if err == nil {
			_ = conn.Close()
			t.Errorf("%s: let in", name)
			return
		}
		if response == nil || response.StatusCode != status {
			t.Errorf("%s: %v, %v", name, response, err)
		}
	}
	origin := func(value string) func(http.Header) {
		return func(h http.Header) {
			h.Del("Origin")
			if value != "" {
				h.Set("Origin", value)
			}
		}
	}
	host := strings.TrimPrefix(m.web.URL, "http://")
	for _, o := range []string{"", "null", "https://evil.example", "http://evil.example", "https://" + host, "http://" + host + ".evil.example", "http://localhost:1", "file://"} {
		refused("origin "+o, m.citizen.ticket(), http.StatusForbidden, origin(o))
	}
	refused("no ticket", "", http.StatusUnauthorized)
	refused("invented ticket", "invented", http.StatusUnauthorized)
	refused("a token for a ticket", m.citizen.bearer, http.StatusUnauthorized)

	used := m.citizen.ticket()
	conn, _, err := m.dials(used)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if conn.Subprotocol() != session.Subprotocol {
		t.Errorf("subprotocol %q", conn.Subprotocol())
	}
	refused("used ticket", used, http.StatusUnauthorized)
	late := m.citizen.ticket()
	m.passes(identity.TicketLife)
	refused("late ticket", late, http.StatusUnauthorized)

	isProblem(t, m.citizen.does("GET", "/api/socket", nil), http.StatusUpgradeRequired, "upgrade-required")
	d := websocket.Dialer{Subprotocols: []string{"rehearsal.v9", "ticket." + m.citizen.ticket()}}
	_, response, err := d.DialContext(t.Context(), "ws://"+host+"/api/socket", http.Header{"Origin": {m.web.URL}})
	if err == nil || response.StatusCode != http.StatusBadRequest {
		t.Errorf("another subprotocol: %v", err)
	}
}

func TestSocketEndsWithAReason(t *testing.T) {
	m := meet(t)
	hello := session.AppendHello(nil, session.Hello{Version: session.Version})
	for name, c := range map[string]struct {
		first  []byte
		reason byte
	}{
		"HELLO cut short":  {hello[:4], session.GoodbyeMalformed},
		"something else":   {[]byte{0xff, 1, 2, 3}, session.GoodbyeMalformed},
		"a later version":  {session.AppendHello(nil, session.Hello{Version: 9}), session.GoodbyeVersion},
		"PROPOSE at first": {propose(1, "participant:2", "hand", "true"), session.GoodbyeMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			s := m.citizen.connects()
			s.says(c.first)
			s.hearsGoodbye(c.reason)
		})
	}
	t.Run("malformed later", func(t *testing.T) {
		s := m.citizen.arrives()
		s.says([]byte{session.KindPropose, 1})
		s.hearsGoodbye(session.GoodbyeMalformed)
	})
	t.Run("text", func(t *testing.T) {
		s := m.citizen.arrives()
		if err := s.WriteMessage(websocket.TextMessage, []byte("hello")); err != nil {
			t.Fatal(err)
		}
		s.hearsGoodbye(session.GoodbyeMalformed)
	})
	t.Run("oversize", func(t *testing.T) {
		s := m.citizen.arrives()
		s.says(make([]byte, session.MaxMessage+1))
		for {
			if _, _, err := s.ReadMessage(); err != nil {
				if !websocket.IsCloseError(err, websocket.CloseMessageTooBig) {
					t.Error(err)
				}
				break
			}
		}
	})
	t.Run("another socket on the seat", func(t *testing.T) {
		first := m.citizen.arrives()
		m.citizen.arrives()
		first.hearsGoodbye(session.GoodbyeReplaced)
	})
	t.Run("too fast", func(t *testing.T) {
		s := m.citizen.arrives()
		go func() { // until it is closed
			for s.WriteMessage(websocket.BinaryMessage, session.AppendPing(nil, 1)) == nil {
			}
		}()
		s.hearsGoodbye(session.GoodbyeTooFast)
	})
	t.Run("the end", func(t *testing.T) {
		s := m.citizen.arrives()
		is[api.Session](t, m.desk.does("POST", "/api/sessions/"+m.session.Id+"/close", nil), 200)
		s.hearsGoodbye(session.GoodbyeClosed)
	})
}

func TestSilentAtTheDoor(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for five seconds")
	}
	t.Parallel()
	m := meet(t)
	m.citizen.connects().hearsGoodbye(session.GoodbyeSilent)
}

func TestStoppingSaysComeBack(t *testing.T) {
	m := meet(t)
	s := m.citizen.arrives()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := m.house.Close(ctx); err != nil {
		t.Fatal(err)
	}
	s.hearsGoodbye(session.GoodbyeStopping)
	isProblem(t, m.anybody().does("POST", "/api/join", api.JoinRequest{Code: m.session.Code, Name: "Late", Language: "en", Mode: "plan"}), 503, "stopping")
}

// Every write that docs/PROTOCOL.md 5 knows, by a citizen and by a facilitator, over real sockets.
func TestEveryWriteOnTheSocket(t *testing.T) {
	m := meet(t)
	lead, citizen := m.lead.arrives(), m.citizen.arrives()
	op := uint32(0)
	for _, w := range []struct {
		object, property, value string
		lead, citizen           bool // slots 1 and 2
	}{
		{"session", "title", `"Mine"`, false, false},
		{"session", "scene", `"other"`, false, false},
		{"session", "phase", `"closed"`, false, false},
		{"participant:2", "name", `"Mallory"`, false, false},
		{"participant:2", "role", `"facilitator"`, false, false},
		{"participant:2", "language", `"cy"`, false, false},
		{"participant:2", "presence", `"here"`, false, false},
		{"participant:2", "mode", `"plan"`, false, true},
		{"participant:2", "recorded", `false`, false, true},
		{"participant:2", "hand", `true`, false, true},
		{"participant:1", "hand", `true`, true, false},
		{"participant:1", "recorded", `false`, true, false},
		{"bookmark:1-%d", "label", `"Here the queue begins"`, true, false},
		{"bookmark:2-%d", "label", `"Here too"`, false, false},
		{"gap:7", "until", `9`, false, false},
		{"participant:77", "hand", `true`, false, false},
		{"anything", "else", `1`, false, false},
	} {
		op++
		for _, who := range []struct {
			slot session.Slot
			*socket
			ok bool
		}{{1, lead, w.lead}, {2, citizen, w.citizen}} {
			object := w.object
			if strings.Contains(object, "%d") {
				object = fmt.Sprintf(object, op)
			}
			who.says(propose(op, object, w.property, w.value))
			if got := who.outcome(who.slot, op); got != who.ok {
				t.Errorf("slot %d writes %s to %s.%s: %v", who.slot, w.value, object, w.property, got)
			}
		}
	}
	citizen.says(propose(op+1, "participant:2", "presence", `"left"`))
	if !citizen.outcome(2, op+1) {
		t.Error("a citizen may not leave")
	}
}

// outcome waits for the slot's own event, or for the refusal.
func (s *socket) outcome(slot session.Slot, op uint32) bool {
	s.t.Helper()
	for {
		_, message, err := s.ReadMessage()
		if err != nil {
			s.t.Fatal(err)
		}
		switch message[0] {
		case session.KindEvent:
			e, err := session.ParseEvent(message)
			if err != nil {
				s.t.Fatal(err)
			}
			if e.Author == slot && e.Op == op {
				return true
			}
		case session.KindRefused:
			if refused, reason, err := session.ParseRefused(message); err != nil || reason != session.RefusedNotYours {
				s.t.Fatalf("refused %d for reason %d: %v", refused, reason, err)
			} else if refused == op {
				return false
			}
		}
	}
}

// P3: one client's flood, of whatever kind, does not delay another's events.
func TestFloodDelaysNobody(t *testing.T) {
	m := meet(t)
	calm := m.lead.arrives()
	stop := make(chan struct{})
	flooding := make(chan int)
	for _, flood := range []func(i uint32) []byte{
		func(uint32) []byte { return session.AppendPing(nil, 1) },
		func(i uint32) []byte { return propose(i+1, fmt.Sprint("participant:", m.citizens), "hand", "true") },
		func(i uint32) []byte { return pose(uint16(i)) },
	} {
		who := m.another()
		go func() {
			sent := 0
			defer func() { flooding <- sent }()
			for range 40 { // comes back each time it is thrown out
				conn, _, err := m.dials(who.ticket())
				if err != nil {
					return
				}
				err = conn.WriteMessage(websocket.BinaryMessage, session.AppendHello(nil, session.Hello{Version: session.Version}))
				for i := uint32(0); err == nil; i++ {
					select {
					case <-stop:
						_ = conn.Close()
						return
					default:
						err = conn.WriteMessage(websocket.BinaryMessage, flood(i)) // and never reads
						sent++
					}
				}
				_ = conn.Close()
			}
		}()
	}
	var worst time.Duration
	for op := uint32(1); op <= 20; op++ {
		from := time.Now()
		calm.says(propose(op, "participant:1", "hand", fmt.Sprint(op%2 == 0)))
		for {
			e, err := session.ParseEvent(calm.hears(session.KindEvent))
			if err != nil {
				t.Fatal(err)
			}
			if e.Author == 1 && e.Op == op {
				break
			}
		}
		worst = max(worst, time.Since(from))
	}
	close(stop)
	for range 3 {
		if sent := <-flooding; sent < 100 {
			t.Errorf("only %d messages were sent: no flood", sent)
		}
	}
	if worst > time.Second {
		t.Errorf("an event took %v", worst)
	}
}

// P3: one who never reads is left behind; the others hear everything.
func TestWhoNeverReadsDelaysNobody(t *testing.T) {
	m := meet(t)
	m.another().arrives() // and never reads again
	mover, watcher := m.citizen.arrives(), m.lead.arrives()
	for op := uint32(1); op <= 20; op++ {
		mover.says(pose(uint16(op)))
		mover.says(propose(op, "participant:2", "hand", fmt.Sprint(op%2 == 0)))
		for {
			e, err := session.ParseEvent(watcher.hears(session.KindEvent))
			if err != nil {
				t.Fatal(err)
			}
			if e.Author == 2 && e.Op == op {
				break
			}
		}
	}
	watcher.hears(session.KindFrame)
}

// Noise over real sockets: each is thrown out or ignored, and the session goes on.
func TestNoiseOnTheSocket(t *testing.T) {
	m := meet(t)
	watcher := m.lead.arrives()
	random := rand.New(rand.NewPCG(1, 2))
	sockets := 60
	if testing.Short() {
		sockets = 10
	}
	for range sockets {
		s := m.citizen.arrives()
		for range 200 {
			message := noise(random)
			if s.WriteMessage(websocket.BinaryMessage, message) != nil {
				break // thrown out
			}
		}
		_ = s.Close()
	}
	watcher.says(propose(1, "participant:1", "hand", "true"))
	for {
		if e, err := session.ParseEvent(watcher.hears(session.KindEvent)); err != nil {
			t.Fatal(err)
		} else if e.Author == 1 {
			break
		}
	}
	now := is[api.Session](t, m.desk.does("GET", "/api/sessions/"+m.session.Id, nil), 200)
	if now.Phase != "open" || len(now.People) != 2 || now.People[1].Role != "citizen" || now.People[1].Name != "Citizen 1" {
		t.Errorf("%+v", now)
	}
}

// noise is a valid message with some bytes changed, added or cut off, or no message at all.
func noise(random *rand.Rand) []byte {
	messages := [][]byte{
		pose(1), propose(1, "participant:2", "hand", "true"), propose(2, "session", "phase", `"closed"`), session.AppendPing(nil, 1), session.AppendAck(nil, 1),
		session.AppendHello(nil, session.Hello{Version: session.Version}), {0xee},
	}
	m := append([]byte{}, messages[random.IntN(len(messages))]...)
	for range random.IntN(4) {
		m[random.IntN(len(m))] = byte(random.Uint32())
	}
	switch random.IntN(6) {
	case 0:
		m = m[:random.IntN(len(m)+1)]
	case 1:
		m = append(m, make([]byte, random.IntN(2000))...)
	}
	return m
}
