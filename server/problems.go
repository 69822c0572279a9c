package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"rehearsal/scenes"
	"rehearsal/server/api"
	"rehearsal/server/identity"
	"rehearsal/server/session"
)

// problem is a kind of error that clients may tell apart. The names never change meaning; docs/API.md lists them.
type problem struct {
	name   string
	status int
	title  string
	detail string // what to do
}

// problems says which error is which problem; the first that errors.Is finds counts.
var problems = []struct {
	err error
	is  problem
}{
	{identity.ErrSignIn, signedOut},
	{identity.ErrForbidden, problem{"forbidden", http.StatusForbidden, "Not yours to do", "This belongs to another session, or to staff."}},
	{identity.ErrUnknownToken, noSeat},
	{identity.ErrTicket, problem{"ticket-unusable", http.StatusUnauthorized, "Ticket unknown, used or too old", "Ask for a new ticket."}},
	{identity.ErrCredentials, problem{"wrong-credentials", http.StatusUnauthorized, "Name or password is wrong", "Check both and try again."}},
	{identity.ErrInvitation, problem{"invitation-unusable", http.StatusGone, "This link no longer works", "It was used or is too old. Ask a colleague for a new one."}},
	{identity.ErrNameTaken, problem{"name-taken", http.StatusConflict, "Somebody has this name", "Choose another name."}},
	{identity.ErrName, problem{"name-unusable", http.StatusUnprocessableEntity, "This name cannot be used", "Use one to sixty characters, forty in a session."}},
	{identity.ErrPassword, problem{"password-weak", http.StatusUnprocessableEntity, "This password is too easy", "Use at least ten characters. Three words work well."}},
	{identity.ErrTooMany, tooMany},
	{session.ErrUnknown, notFound},
	{session.ErrClosed, problem{"session-ended", http.StatusConflict, "The session has ended", "Ask the people who invited you for a new code."}},
	{session.ErrStopping, problem{"stopping", http.StatusServiceUnavailable, "The server is restarting", "Try again in a moment."}},
	{session.ErrFull, problem{"session-full", http.StatusConflict, "The session is full", "Ask the facilitator."}},
	{session.ErrNoSeat, noSeat},
	{session.ErrStore, problem{"not-saved", http.StatusServiceUnavailable, "It could not be saved", "Try again. If it stays so, the disk may be full."}},
	{scenes.ErrNotFound, notFound},
	{scenes.ErrTooLarge, tooLarge},
	{scenes.ErrBusy, problem{"upload-busy", http.StatusServiceUnavailable, "Several uploads are running", "Try again in a minute."}},
	{scenes.ErrUnfinished, problem{"upload-unfinished", http.StatusConflict, "The file has not all come yet", "Send the rest of it first."}},
	{scenes.ErrOffset, problem{"upload-elsewhere", http.StatusConflict, "The upload continues at another byte", "Ask with HEAD where it goes on."}},
	{errUploadHeld, problem{"upload-held", http.StatusLocked, "Another request writes to this upload", "Try again in a moment."}},
	{errTusVersion, problem{"tus-version", http.StatusPreconditionFailed, "This version of tus is not spoken here", "Send Tus-Resumable: 1.0.0."}},
	{scenes.ErrNoSpace, problem{"storage-full", http.StatusInsufficientStorage, "The disk is full", "Free some space on the server and try again."}},
	{scenes.ErrFull, problem{"scene-full", http.StatusConflict, "This scene has as much history as it can hold", "Delete a variant that nobody uses, or begin a new scene."}},
	{scenes.ErrLast, problem{"last-variant", http.StatusConflict, "This is the scene's only variant", "Delete the scene, or add another variant first."}},
	{scenes.ErrNotOffered, problem{"repair-unknown", http.StatusUnprocessableEntity, "This version does not offer that repair", "Choose among the repairs that it lists."}},
	{scenes.ErrMeaning, problem{"meaning-unusable", http.StatusUnprocessableEntity, "This cannot be what a scene means", "Keep to 256 places of each kind, within 10 km, and to addresses that begin with https."}},
	{scenes.ErrThumbnail, problem{"picture-unusable", http.StatusUnprocessableEntity, "Not a picture that can be kept", "Send WebP, PNG or JPEG of at most 512 KiB."}},
	{errUnknownCode, problem{"unknown-code", http.StatusNotFound, "No session has this code", "Check the code. It has six letters and digits."}},
	{errMalformed, malformed},
	{errNoAuthority, notFound},
	{errMediaType, problem{"unsupported-media-type", http.StatusUnsupportedMediaType, "This kind of content is not taken here", "Send the type that the API names."}},
	{errUpgrade, problem{"upgrade-required", http.StatusUpgradeRequired, "This address speaks WebSocket", "Open it as a WebSocket with a ticket."}},
	{errCrossOrigin, problem{"cross-origin", http.StatusForbidden, "Refused: the request came from another site", "Open the page at this server's own address."}},
	{context.DeadlineExceeded, problem{"timeout", http.StatusServiceUnavailable, "It took too long", "Try again."}},
}

var (
	errUnknownCode = errors.New("server: unknown code")
	errMalformed   = errors.New("server: malformed request")
	errMediaType   = errors.New("server: unsupported media type")
	errUpgrade     = errors.New("server: not a WebSocket")
	errCrossOrigin = errors.New("server: cross-origin request")
	errUploadHeld  = errors.New("server: upload is held by another request")
	errTusVersion  = errors.New("server: other version of tus")
	errNoAuthority = errors.New("server: no local authority")
	errPanic       = errors.New("server: panic")
)

var (
	signedOut = problem{"signed-out", http.StatusUnauthorized, "Sign in first", "This is for staff. Sign in and try again."}
	noSeat    = problem{"unknown-seat", http.StatusUnauthorized, "No such seat", "Join again with the session's code."}
	tooLarge  = problem{"too-large", http.StatusRequestEntityTooLarge, "Too large", "Send less."}
	tooMany   = problem{"too-many-attempts", http.StatusTooManyRequests, "Too many attempts", "Wait a little and try again."}
	malformed = problem{"malformed", http.StatusBadRequest, "The request is not understood", "Check it against the API's description."}
	internal  = problem{"internal", http.StatusInternalServerError, "Something went wrong on our side", "Try again. If it stays so, look into the server's log."}
	refused   = problem{"scene-refused", http.StatusUnprocessableEntity, "This file cannot be used as a scene", "Mend what is listed and upload it again."}
	inUse     = problem{"scene-in-use", http.StatusConflict, "Sessions used this", "It stays as long as they do: their recordings would have no room to show."}
	notFound  = problem{"not-found", http.StatusNotFound, "Not found", "There is nothing at this address."}
	noPages   = problem{"pages-missing", http.StatusServiceUnavailable, "The pages are not built", "Run `make build`, then start the server again."}
	wrongVerb = problem{"method-not-allowed", http.StatusMethodNotAllowed, "Not done this way", "See the Allow header for what this address takes."}
)

// waitError is ErrTooMany with how long to wait.
type waitError struct{ wait time.Duration }

func (e waitError) Error() string { return fmt.Sprintf("%v: wait %v", identity.ErrTooMany, e.wait) }
func (e waitError) Unwrap() error { return identity.ErrTooMany }

// fail answers with the problem that an error is, or cuts off an answer that has begun. What is nobody's fault but ours is logged
// with its cause, and answered without.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	is := problemOf(err)
	body := is.body()
	var why *scenes.RefusedError
	if errors.As(err, &why) {
		list := sceneProblems(why.Report.Problems)
		body.Problems = &list
	}
	var used *scenes.InUseError
	if errors.As(err, &used) {
		list := make([]api.SessionName, 0, len(used.Sessions))
		for _, u := range used.Sessions {
			list = append(list, api.SessionName{Id: u.ID, Title: u.Title})
		}
		body.Sessions = &list
	}
	var wait waitError
	if errors.As(err, &wait) {
		seconds := int(math.Ceil(wait.wait.Seconds()))
		body.RetryAfterSeconds = &seconds
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
	if is.name == tooLarge.name {
		detail := fmt.Sprintf("Send at most %s here.", sizeInWords(s.mostOf(r, err)))
		body.Detail = &detail
	}
	switch {
	case r.Context().Err() != nil: // nobody is left to hear it
		s.Log.Debug("request ended early", "route", routeOf(r), "error", err)
	case is.status >= 500 && !passing(err):
		s.Log.Error("request failed", "method", r.Method, "route", routeOf(r), "error", err)
	case is.status >= 500:
		s.Log.Info("request put off", "method", r.Method, "route", routeOf(r), "error", err)
	}
	if begun(w) {
		panic(http.ErrAbortHandler)
	}
	writeProblem(w, body)
}

// passing says that trying again will do: nothing is broken.
func passing(err error) bool {
	return errors.Is(err, session.ErrStopping) || errors.Is(err, scenes.ErrBusy) || errors.Is(err, context.DeadlineExceeded)
}

// mostOf is the limit that a body was over.
func (s *Server) mostOf(r *http.Request, err error) int64 {
	var most *http.MaxBytesError
	if errors.As(err, &most) {
		return most.Limit
	}
	return s.intakeOf(operationOf(r)).most
}

func sizeInWords(bytes int64) string {
	if bytes >= 1<<20 {
		return fmt.Sprintf("%d MiB", bytes>>20)
	}
	return fmt.Sprintf("%d KiB", bytes>>10)
}

func (p problem) body() api.Problem {
	return api.Problem{Type: "/problems/" + p.name, Title: p.title, Status: p.status, Detail: &p.detail}
}

func problemOf(err error) problem {
	var why *scenes.RefusedError
	var used *scenes.InUseError
	var most *http.MaxBytesError
	switch {
	case errors.As(err, &why):
		return refused
	case errors.As(err, &used):
		return inUse
	case errors.As(err, &most):
		return tooLarge
	}
	for _, row := range problems {
		if errors.Is(err, row.err) {
			return row.is
		}
	}
	return internal
}

func writeProblem(w http.ResponseWriter, body api.Problem) {
	h := w.Header()
	for _, name := range []string{"ETag", "Last-Modified", "Content-Encoding", "Content-Length"} {
		h.Del(name) // of the answer that this one replaces
	}
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	switch body.Status {
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", "Bearer")
	case http.StatusUpgradeRequired:
		h.Set("Upgrade", "websocket")
	}
	w.WriteHeader(body.Status)
	_ = json.NewEncoder(w).Encode(body) // the client is gone if this fails
}

// badRequest answers what the generated code could not read.
func (s *Server) badRequest(w http.ResponseWriter, r *http.Request, err error) {
	var most *http.MaxBytesError
	if !errors.As(err, &most) {
		err = fmt.Errorf("%w: %w", errMalformed, err)
	}
	s.fail(w, r, err)
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	if isNavigation(r) && s.page(w, r, "index.html", http.StatusNotFound) {
		return // the home page, where one can type a code
	}
	writeProblem(w, notFound.body())
}

func (s *Server) methodNotAllowed(routes chi.Routes) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allow []string
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			like := method
			if like == http.MethodHead {
				like = http.MethodGet
			}
			if routes.Match(chi.NewRouteContext(), like, r.URL.Path) {
				allow = append(allow, method)
			}
		}
		w.Header().Set("Allow", strings.Join(allow, ", "))
		writeProblem(w, wrongVerb.body())
	}
}
