package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"rehearsal/server/identity"
	"rehearsal/server/session"
)

const (
	helloWithin = 5 * time.Second
	silentMost  = 12 * time.Second // refreshed by any message; the log says GOODBYE after ten
	writeWithin = 10 * time.Second
	drainWithin = time.Second // for the GOODBYE of an ended connection to leave
)

// newUpgrader takes small buffers, which is most of what a socket costs, and no compression, which costs five times the
// writing and saves a quarter of poses.
func newUpgrader() websocket.Upgrader {
	return websocket.Upgrader{
		HandshakeTimeout: helloWithin,
		ReadBufferSize:   1024,
		WriteBufferSize:  4096, // a frame of a hundred people fits; taken from the pool only while writing
		WriteBufferPool:  &sync.Pool{},
		Subprotocols:     []string{session.Subprotocol},
		CheckOrigin:      func(*http.Request) bool { return true }, // admit has checked it
	}
}

// admit lets a socket in: from our own pages, with a ticket that is used up by this.
func (s *Server) admit(r *http.Request) (identity.Seat, error) {
	if !websocket.IsWebSocketUpgrade(r) {
		return identity.Seat{}, errUpgrade
	}
	if !s.ownOrigin(r) {
		return identity.Seat{}, errCrossOrigin
	}
	speaks, ticket := false, ""
	for _, protocol := range websocket.Subprotocols(r) {
		if protocol == session.Subprotocol {
			speaks = true
		} else if t, ok := strings.CutPrefix(protocol, "ticket."); ok {
			ticket = t
		}
	}
	if !speaks {
		return identity.Seat{}, errMalformed
	}
	return s.tickets.Redeem(ticket)
}

// ownOrigin asks for an Origin and that it be ours; a cross-origin guard that lets every GET pass does not protect a socket.
func (s *Server) ownOrigin(r *http.Request) bool {
	u, err := url.Parse(r.Header.Get("Origin"))
	if err != nil || u.Host == "" {
		return false
	}
	return strings.EqualFold(u.Scheme+"://"+u.Host, s.origin(r))
}

// serveSocket runs a participant's connection until it ends. One goroutine reads, one writes; a third waits for the log to end
// it, so that neither a silent reader nor a stuck writer keeps it alive. All three have ended when it returns.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request, seat identity.Seat) {
	conn, err := s.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // answered by Upgrade
	}
	defer func() { _ = conn.Close() }()
	conn.SetReadLimit(session.MaxMessage)
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context())) // of a hijacked request, which says nothing any more
	defer cancel()

	reader, err := s.greet(ctx, conn, seat)
	if err != nil {
		s.sayGoodbye(conn, err)
		return
	}
	written, watched := make(chan struct{}), make(chan struct{})
	go func() { defer close(written); write(ctx, conn, reader) }()
	go func() { defer close(watched); watch(ctx, conn, reader) }()
	if read(conn, reader) != nil { // the log has ended it, and says why
		late := time.AfterFunc(drainWithin, func() { _ = conn.Close() })
		<-written
		linger(conn)
		late.Stop()
	}
	reader.Detach()
	cancel()
	_ = conn.Close()
	<-written
	<-watched
}

// greet waits for HELLO and attaches the seat to its session.
func (s *Server) greet(ctx context.Context, conn *websocket.Conn, seat identity.Seat) (*session.Reader, error) {
	if err := conn.SetReadDeadline(time.Now().Add(helloWithin)); err != nil {
		return nil, err
	}
	kind, first, err := conn.ReadMessage()
	if err != nil {
		return nil, session.ErrSilent
	}
	if kind != websocket.BinaryMessage {
		return nil, session.ErrMalformed
	}
	hello, err := session.ParseHello(first)
	if err != nil {
		return nil, err
	}
	log, err := s.House.Log(ctx, session.ID(seat.Session))
	if err != nil {
		return nil, err
	}
	return log.Attach(session.Slot(seat.Slot), hello, mayWrite)
}

// mayWrite hands the log's question to the table that answers it.
func mayWrite(by session.Slot, role session.Role, object, property string, value json.RawMessage) bool {
	return identity.MayWrite(uint16(by), string(role), object, property, value)
}

func (s *Server) sayGoodbye(conn *websocket.Conn, err error) {
	reason := session.GoodbyeOf(err)
	if reason == 0 {
		s.Log.Error("a socket could not be attached", "error", err)
		return
	}
	if conn.SetWriteDeadline(time.Now().Add(drainWithin)) != nil ||
		conn.WriteMessage(websocket.BinaryMessage, session.AppendGoodbye(nil, reason)) != nil {
		return // nobody is left to hear it
	}
	sayClosing(conn)
	linger(conn)
}

// sayClosing begins WebSocket's own way of closing.
func sayClosing(conn *websocket.Conn) {
	closing := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	_ = conn.WriteControl(websocket.CloseMessage, closing, time.Now().Add(drainWithin)) // it is closed in any case
}

// linger reads on, and away, until the client closes too: to close while its bytes come in would reset the connection, and the
// GOODBYE would be lost with it.
func linger(conn *websocket.Conn) {
	if conn.SetReadDeadline(time.Now().Add(drainWithin)) != nil {
		return
	}
	for {
		if _, _, err := conn.NextReader(); err != nil {
			return
		}
	}
}

// write sends what the log has for this connection, until the log or the network ends it.
func write(ctx context.Context, conn *websocket.Conn, reader *session.Reader) {
	for {
		messages, err := reader.Next(ctx)
		for _, m := range messages {
			if conn.SetWriteDeadline(time.Now().Add(writeWithin)) != nil || conn.WriteMessage(websocket.BinaryMessage, m) != nil {
				_ = conn.Close() // wakes the reader
				return
			}
		}
		if err != nil {
			sayClosing(conn)
			return
		}
	}
}

// watch wakes the reading side when the log has ended the connection and its client stays silent.
func watch(ctx context.Context, conn *websocket.Conn, reader *session.Reader) {
	select {
	case <-reader.Done():
		_ = conn.SetReadDeadline(time.Now().Add(drainWithin)) // a connection that is gone wakes it too
	case <-ctx.Done():
	}
}

// read hands every message to the log. It returns an error when the log has ended the connection, nil when the network or silence has.
func read(conn *websocket.Conn, reader *session.Reader) error {
	for {
		if conn.SetReadDeadline(time.Now().Add(silentMost)) != nil {
			return nil
		}
		select {
		case <-reader.Done(): // before the deadline was set, so nothing would wake what follows
			return errEnded
		default:
		}
		kind, message, err := conn.ReadMessage()
		if err != nil {
			return endOf(reader)
		}
		if kind != websocket.BinaryMessage {
			message = nil // no message of ours: malformed
		}
		if err := reader.Receive(message); err != nil {
			return err
		}
	}
}

func endOf(reader *session.Reader) error {
	select {
	case <-reader.Done():
		return errEnded
	default:
		return nil
	}
}

var errEnded = errors.New("server: the log has ended the connection")
