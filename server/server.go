// Package server speaks HTTP and WebSocket, and does nothing else: it finds out who is asking, hands the question to the package
// that holds the rule, and turns the answer or the error into bytes.
//
// One handler serves everything on one port: the pages and their assets (pages.go), the API as server/api/openapi.yaml defines
// it (staff.go, join.go, scenes.go, sessions.go, replay.go), files on their way in (uploads.go), and the socket of a session (socket.go). On the way in, a request passes
// the same layers whatever it asks for: a line is logged without id, query or token, a panic becomes a problem, headers are set, a
// foreign site may change nothing (layers.go); then access.go asks package identity, whose tables are the only place where
// permissions stand; only then is a body read, of the type and size that its route takes (bounds.go). On the way out every error is a problem of RFC 9457 (problems.go).
//
// Nothing here waits for a slow client while others do: each socket has one goroutine that writes and one that reads, and the log
// never waits for either.
package server

import (
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/websocket"
	"github.com/tus/tusd/v2/pkg/handler"

	"rehearsal/scenes"
	"rehearsal/server/api"
	"rehearsal/server/identity"
	"rehearsal/server/session"
)

// Config is what a server is made of. Authority, URL and Announce may be absent.
type Config struct {
	Organisation string
	Version      string
	Catalogue    *scenes.Catalogue
	Arrivals     scenes.Arrivals
	House        *session.House
	Accounts     *identity.Accounts
	Seats        *identity.Seats
	Pages        fs.FS           // the built client
	Authority    []byte          // certificate of the local authority, DER
	Addresses    func() []string // base addresses at which other devices reach this server
	URL          string          // where people reach it when a proxy stands in front
	HSTS         bool            // the certificate is one that browsers trust by themselves
	Announce     func(title, code, link string)
	Clock        func() time.Time
	Log          *slog.Logger
}

// Server answers requests.
type Server struct {
	Config
	url      *url.URL // of Config.URL, or nil
	tickets  *identity.Tickets
	limits   allowances
	tus      *handler.UnroutedHandler
	upgrader websocket.Upgrader
	requests sync.WaitGroup // under way, sockets included
}

// New makes a server.
func New(c Config) (*Server, error) {
	s := &Server{
		Config:  c,
		tickets: identity.NewTickets(c.Clock),
		limits:  newAllowances(c.Clock),
	}
	if c.URL != "" {
		u, err := url.Parse(c.URL)
		if err != nil {
			return nil, err
		}
		s.url = u
	}
	tus, err := newTus(s)
	if err != nil {
		return nil, fmt.Errorf("uploads: %w", err)
	}
	s.tus, s.upgrader = tus, newUpgrader()
	return s, nil
}

// Handler is everything there is to serve.
func (s *Server) Handler() http.Handler {
	r := chi.NewRouter()
	r.Use(s.logged, s.recovered, s.headers, s.sameSite, hurried, middleware.GetHead)
	r.NotFound(s.notFound)
	r.MethodNotAllowed(s.methodNotAllowed(r))
	strict := api.NewStrictHandlerWithOptions(s, nil, api.StrictHTTPServerOptions{
		RequestErrorHandlerFunc:  s.badRequest,
		ResponseErrorHandlerFunc: s.fail,
	})
	inner := r.With(s.authorised, s.bounded) // which know the route
	s.uploads(inner)
	api.HandlerWithOptions(strict, api.ChiServerOptions{BaseRouter: inner, ErrorHandlerFunc: s.badRequest})
	s.pages(r)
	return r
}

// Wait returns when every request has ended, sockets included. Close the house and the listeners first, so that they do and no more
// come.
func (s *Server) Wait() { s.requests.Wait() }

// base is the address by which whoever hears it will reach this server: the given one, that of the request, or, when the request came
// over the loopback, the first that another device can use.
func (s *Server) base(r *http.Request) string {
	if s.url != nil {
		return s.url.Scheme + "://" + s.url.Host
	}
	if isLoopback(r.Host) {
		if all := s.Addresses(); len(all) > 0 {
			return all[0]
		}
	}
	scheme := "http"
	if s.secure(r) {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// secure says whether the browser came over HTTPS.
func (s *Server) secure(r *http.Request) bool {
	return r.TLS != nil || s.url != nil && s.url.Scheme == "https"
}

func (s *Server) joinLink(r *http.Request, code string) string {
	if code == "" {
		return ""
	}
	return s.base(r) + "/join#" + code
}
