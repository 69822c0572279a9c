package server

import (
	"io"
	"net/http"
	"strings"
	"time"

	"rehearsal/scenes"
)

const (
	bodyBytes    = 64 << 10         // of a JSON request
	meaningBytes = 1 << 20          // of what a designer says a scene means, at most 256 places of each kind
	bodyWithin   = 20 * time.Second // for all of it
	readPause    = 30 * time.Second // between two pieces of an upload
)

// intake is what a route takes for a body.
type intake struct {
	media string // ends in "/" for all of a kind
	most  int64
	pause time.Duration // between two pieces; 0: all of it within bodyWithin
}

// intakeOf says what an operation takes: JSON, but for the two that take a file.
func (s *Server) intakeOf(operation string) intake {
	switch operation {
	case "createUpload", "writeUpload":
		return intake{"application/offset+octet-stream", s.Catalogue.MostBytes(), readPause}
	case "editMeaning":
		return intake{"application/json", meaningBytes, 0}
	case "putThumbnail":
		return intake{"image/", scenes.ThumbnailBytes, 0}
	}
	return intake{"application/json", bodyBytes, 0}
}

func (t intake) takes(contentType string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	media = strings.ToLower(strings.TrimSpace(media))
	return media == t.media || strings.HasSuffix(t.media, "/") && strings.HasPrefix(media, t.media)
}

// hurried gives every body its time, those included that nobody reads: the server reads on a little before it answers.
func hurried(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if hasBody(r) {
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyWithin)) // none in a test: read without
		}
		next.ServeHTTP(w, r)
	})
}

// bounded holds a body to the type, size and time of its route, whatever the client says that it is.
func (s *Server) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !hasBody(r) {
			next.ServeHTTP(w, r)
			return
		}
		t := s.intakeOf(operationOf(r))
		if !t.takes(r.Header.Get("Content-Type")) {
			s.fail(w, r, errMediaType)
			return
		}
		if r.ContentLength > t.most {
			s.fail(w, r, &http.MaxBytesError{Limit: t.most})
			return
		}
		r.Body = &body{ReadCloser: http.MaxBytesReader(w, r.Body, t.most), control: http.NewResponseController(w), pause: t.pause}
		next.ServeHTTP(w, r)
	})
}

// hasBody goes by the length, which is -1 when it is not known: over HTTP/2 also a GET comes with something to read from.
func hasBody(r *http.Request) bool { return r.ContentLength != 0 }

// body reads a request with a deadline: for all of it, or, with a pause, from one piece to the next.
type body struct {
	io.ReadCloser
	control *http.ResponseController
	pause   time.Duration
}

func (b *body) Read(p []byte) (int, error) {
	if b.pause > 0 {
		b.allow(b.pause)
	}
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF {
		_ = b.control.SetReadDeadline(time.Time{}) // or it would end the request while it is being answered
	}
	return n, err
}

func (b *body) allow(d time.Duration) {
	_ = b.control.SetReadDeadline(time.Now().Add(d)) // a reader without deadlines (in a test) is read without
}
