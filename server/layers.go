package server

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

const writePause = 60 * time.Second // for each piece of an answer to be taken

// recovered turns a panic into a problem: one request fails, nobody else notices. An answer that has begun is cut off, so that nobody
// takes it for whole.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch cause := recover(); cause {
			case nil:
			case http.ErrAbortHandler:
				panic(cause) // net/http's own word for "close the connection"
			default:
				s.Log.Error("panic", "method", r.Method, "route", routeOf(r), "cause", cause, "stack", string(debug.Stack()))
				s.fail(w, r, errPanic)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// headers are the same for every answer, errors included. Some handlers tighten them.
func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", s.policy(r))
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", permissions)
		h.Set("Cache-Control", "no-store")
		if s.HSTS && r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

const permissions = "xr-spatial-tracking=(self), fullscreen=(self), screen-wake-lock=(self), gamepad=(self), " +
	"camera=(), microphone=(), geolocation=(), accelerometer=(), gyroscope=(), magnetometer=(), midi=(), usb=(), payment=(), display-capture=()"

// policy lets a page load from this server and from what it made itself, and nothing else. `blob:` is for textures and decoders
// inside a scene, 'wasm-unsafe-eval' for the decoders; the socket's address is spelled out because not every browser takes 'self' for it.
func (s *Server) policy(r *http.Request) string {
	socket := " " + strings.Replace(s.origin(r), "http", "ws", 1)
	if strings.ContainsAny(r.Host, " ;,'\"\\") { // a Host that no browser sends must not write our policy
		socket = ""
	}
	return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
		"connect-src 'self' blob:" + socket + "; worker-src 'self' blob:; media-src 'self' blob:; manifest-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
}

// origin is where the browser thinks it is.
func (s *Server) origin(r *http.Request) string {
	if s.url != nil {
		return s.url.Scheme + "://" + s.url.Host
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// logged writes a line for each request: the route it took, which holds no id, and no query, fragment or header.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.requests.Add(1)
		defer s.requests.Done()
		from := time.Now()
		seen := &answer{ResponseWriter: w}
		defer func() {
			s.Log.Debug("request", "method", r.Method, "route", routeOf(r), "status", seen.status, "bytes", seen.bytes, "took", time.Since(from).Round(time.Microsecond))
		}()
		next.ServeHTTP(seen, r)
	})
}

// answer watches what is written, and allows a slow client as long as it keeps taking something.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.patient()
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(p []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	a.patient()
	n, err := a.ResponseWriter.Write(p)
	a.bytes += int64(n)
	return n, err
}

// ReadFrom sends a file on in large pieces: as many trips to the database and the network as a scene has pieces.
func (a *answer) ReadFrom(src io.Reader) (total int64, err error) {
	buffer, _ := sending.Get().(*[sendingBytes]byte)
	defer sending.Put(buffer)
	for {
		n, err := src.Read(buffer[:])
		if n > 0 {
			sent, err := a.Write(buffer[:n])
			if total += int64(sent); err != nil {
				return total, err
			}
		}
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}

const sendingBytes = 256 << 10

var sending = sync.Pool{New: func() any { return new([sendingBytes]byte) }}

// patient waits so long for the next piece to be taken. A writer without deadlines (in a test) is written to without.
func (a *answer) patient() {
	_ = http.NewResponseController(a.ResponseWriter).SetWriteDeadline(time.Now().Add(writePause))
}

func (a *answer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	a.status = http.StatusSwitchingProtocols
	return http.NewResponseController(a.ResponseWriter).Hijack()
}

// begun says whether something of an answer is out, so that it can only be cut off.
func begun(w http.ResponseWriter) bool {
	a, ok := w.(*answer)
	return ok && a.status != 0
}

func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// sameSite refuses what another site makes a browser send. It lets GET pass, which changes nothing here; the socket looks at its
// Origin itself.
func (s *Server) sameSite(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	if s.url != nil {
		if err := guard.AddTrustedOrigin(s.url.Scheme + "://" + s.url.Host); err != nil {
			s.Log.Error("the given address is not an origin", "url", s.URL, "error", err)
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, errCrossOrigin) }))
	return guard.Handler(next)
}
