package main

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"rehearsal/server/api"
	"rehearsal/server/motion"
	"rehearsal/server/session"
)

// visitor is a citizen on a real socket who moves thirty times a second, raises and lowers a hand, and comes back by himself.
type visitor struct {
	base, token string
	slot        session.Slot

	mu           sync.Mutex
	live         bool
	epoch, seq   uint32
	acknowledged map[uint32]uint32 // op → sequence number
	pending      []session.Proposal
	lastOp       uint32
}

func join(t testing.TB, p *program, code, name string) *visitor {
	t.Helper()
	var seat api.Seat
	call(t, http.DefaultClient, "POST", p.url()+"/api/join", "", api.JoinRequest{Code: code, Name: name, Recorded: true, Language: "en", Mode: "desktop"}, &seat)
	return &visitor{base: p.url(), token: seat.Token, slot: session.Slot(seat.Slot), acknowledged: map[uint32]uint32{}}
}

func (v *visitor) stay(ctx context.Context) {
	for ctx.Err() == nil {
		if socket, err := v.connect(ctx); err == nil {
			v.visit(ctx, socket)
			socket.Close()
		}
		v.mu.Lock()
		v.live = false
		v.mu.Unlock()
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (v *visitor) connect(ctx context.Context) (*websocket.Conn, error) {
	var ticket api.Ticket
	if err := try(http.DefaultClient, "POST", v.base+"/api/seat/ticket", v.token, nil, &ticket); err != nil {
		return nil, err
	}
	dialer := websocket.Dialer{Subprotocols: []string{session.Subprotocol, "ticket." + ticket.Ticket}, HandshakeTimeout: 5 * time.Second}
	socket, _, err := dialer.DialContext(ctx, "ws"+v.base[len("http"):]+"/api/socket", http.Header{"Origin": {v.base}})
	if err != nil {
		return nil, err
	}
	v.mu.Lock()
	hello := session.AppendHello(nil, session.Hello{Version: session.Version, Epoch: v.epoch, Seq: v.seq})
	v.mu.Unlock()
	return socket, socket.WriteMessage(websocket.BinaryMessage, hello)
}

// visit reads until the socket ends; what it has to say goes out beside that.
func (v *visitor) visit(ctx context.Context, socket *websocket.Conn) {
	var writing sync.WaitGroup
	ctx, stop := context.WithCancel(ctx)
	acks := make(chan motion.Tick, 1)
	welcomed := make(chan struct{})
	writing.Go(func() {
		select {
		case <-welcomed:
			v.talk(ctx, socket, acks)
		case <-ctx.Done():
		}
		socket.Close()
	})
	for {
		_, message, err := socket.ReadMessage()
		if err != nil || len(message) == 0 {
			break
		}
		if v.hear(message, acks) {
			close(welcomed)
		}
	}
	stop()
	writing.Wait()
}

// hear takes one message; true for WELCOME.
func (v *visitor) hear(message []byte, acks chan motion.Tick) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch message[0] {
	case session.KindWelcome:
		if w, err := session.ParseWelcome(message); err == nil {
			if w.Flags&session.WelcomeResumed == 0 {
				v.seq = w.Seq
			}
			v.epoch, v.live = w.Epoch, true
			v.settled(w.LastOp)
			return true
		}
	case session.KindEvent:
		if e, err := session.ParseEvent(message); err == nil {
			v.take(e)
		}
	case session.KindFrame:
		if f, err := motion.ParseFrame(message); err == nil {
			select {
			case <-acks:
			default:
			}
			acks <- f.Tick
		}
	}
	return false
}

func (v *visitor) take(e session.Event) {
	v.seq = e.Seq
	if e.Author != v.slot {
		return
	}
	if _, twice := v.acknowledged[e.Op]; !twice {
		v.acknowledged[e.Op] = e.Seq
	}
	v.settled(e.Op)
}

// settled forgets what needs no sending again: everything up to op is in the log.
func (v *visitor) settled(op uint32) {
	for len(v.pending) > 0 && v.pending[0].Op <= op {
		v.pending = v.pending[1:]
	}
}

// talk sends again what was not acknowledged, then poses thirty times a second and a raised or lowered hand every quarter of one.
func (v *visitor) talk(ctx context.Context, socket *websocket.Conn, acks chan motion.Tick) {
	v.mu.Lock()
	var again [][]byte
	for _, p := range v.pending {
		again = append(again, session.AppendPropose(nil, p))
	}
	v.mu.Unlock()
	for _, m := range again {
		if socket.WriteMessage(websocket.BinaryMessage, m) != nil {
			return
		}
	}
	ticks := time.NewTicker(time.Second / motion.TickHz)
	defer ticks.Stop()
	var ack motion.Tick
	for n := uint16(1); ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
		select {
		case ack = <-acks:
		default:
		}
		if socket.WriteMessage(websocket.BinaryMessage, session.AppendPose(nil, v.pose(n, ack))) != nil {
			return
		}
		if n%8 == 0 && socket.WriteMessage(websocket.BinaryMessage, v.raiseHand()) != nil {
			return
		}
	}
}

func (v *visitor) pose(n uint16, ack motion.Tick) session.PoseMessage {
	angle := float64(n)/30 + float64(v.slot)
	head := motion.Transform{Position: [3]float64{3 * math.Cos(angle), 1.6, 3 * math.Sin(angle)}, Rotation: [4]float64{0, 0, 0, 1}}
	return session.PoseMessage{Seq: n, AckTick: ack, Pose: motion.Origin{}.Quantise(head, nil, nil, false)}
}

func (v *visitor) raiseHand() []byte {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.lastOp++
	p := session.Proposal{Op: v.lastOp, Object: fmt.Sprintf("participant:%d", v.slot), Property: "hand", Value: []byte(fmt.Sprint(v.lastOp%2 == 1))}
	v.pending = append(v.pending, p)
	return session.AppendPropose(nil, p)
}

// waitAllLive waits until everybody has been welcomed again.
func waitAllLive(t *testing.T, people []*visitor) {
	t.Helper()
	for range 400 {
		live := 0
		for _, v := range people {
			v.mu.Lock()
			if v.live {
				live++
			}
			v.mu.Unlock()
		}
		if live == len(people) {
			return
		}
		time.Sleep(25 * time.Millisecond) // polls real sockets
	}
	t.Fatal("P4: not everybody came back within ten seconds")
}
