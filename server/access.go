package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"rehearsal/server/identity"
)

// authorised asks package identity before any operation and before anything of it is read, and lets the operation know who called it.
func (s *Server) authorised(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asker, err := s.recognise(r)
		if err == nil {
			about := identity.Target{
				Session: chi.URLParam(r, "session"), Scene: chi.URLParam(r, "scene"), File: strings.TrimSuffix(chi.URLParam(r, "file"), ".glb"),
			}
			err = identity.MayCall(asker, operationOf(r), about)
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		c := &call{asker: asker}
		c.request = r.WithContext(context.WithValue(r.Context(), callKey{}, c))
		next.ServeHTTP(w, c.request)
	})
}

type callKey struct{}

// call is what an operation may know beyond its own parameters.
type call struct {
	request *http.Request
	asker   identity.Asker
}

func callOf(ctx context.Context) *call {
	c, ok := ctx.Value(callKey{}).(*call)
	if !ok {
		panic("server: operation called past authorised")
	}
	return c
}

// recognise finds out who is asking. A bearer's token is a seat and must be one; a cookie that nobody has is no cookie.
func (s *Server) recognise(r *http.Request) (identity.Asker, error) {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		seat, err := s.Seats.Of(r.Context(), token)
		if err != nil {
			return identity.Asker{}, err
		}
		return identity.Asker{Kind: identity.SeatKind, Seat: seat}, nil
	}
	cookie, err := r.Cookie(s.cookieName(r))
	if err != nil {
		return identity.Asker{}, nil
	}
	staff, err := s.Accounts.SignedIn(r.Context(), cookie.Value)
	switch {
	case errors.Is(err, identity.ErrUnknownToken):
		return identity.Asker{}, nil
	case err != nil:
		return identity.Asker{}, err
	}
	return identity.Asker{Kind: identity.StaffKind, Staff: staff}, nil
}

// cookieName is `__Host-staff` over HTTPS, which a browser takes only from this very host; it refuses that name elsewhere.
func (s *Server) cookieName(r *http.Request) string {
	if s.secure(r) {
		return "__Host-staff"
	}
	return "staff"
}

// setCookie is the header that gives the browser a cookie, or takes it away.
func (s *Server) setCookie(r *http.Request, value string, seconds int) *string {
	c := http.Cookie{
		Name: s.cookieName(r), Value: value, Path: "/", MaxAge: seconds,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: s.secure(r),
	}
	header := c.String()
	return &header
}

func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
