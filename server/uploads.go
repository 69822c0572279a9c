package server

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"
	"github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
	"golang.org/x/exp/slog" // tusd's logger; it is given nothing to say

	"rehearsal/scenes"
)

const (
	uploadsAt    = "/api/uploads"
	fileNameMost = 255 // bytes
)

// newTus speaks tus 1.0 (https://tus.io/protocols/resumable-upload), with creation and termination. The protocol is tusd's; who may
// call, how much may come, where it is kept and how errors are said is the same as everywhere else.
func newTus(s *Server) (*handler.UnroutedHandler, error) {
	composer := handler.NewStoreComposer()
	store := arrivals{s}
	composer.UseCore(store)
	composer.UseTerminater(store)
	memorylocker.New().UseIn(composer)
	return handler.NewUnroutedHandler(handler.Config{
		StoreComposer:           composer,
		BasePath:                uploadsAt + "/",
		MaxSize:                 s.Catalogue.MostBytes(),
		DisableDownload:         true,
		Cors:                    &handler.CorsConfig{Disable: true},
		NetworkTimeout:          readPause,
		PreUploadCreateCallback: nameUpload,
		Logger:                  slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
}

// uploads are its routes.
func (s *Server) uploads(r chi.Router) {
	route := func(serve http.HandlerFunc) http.HandlerFunc {
		return s.inOurWords(http.StripPrefix(uploadsAt, s.tus.Middleware(serve))) // tusd takes the whole path for an id
	}
	r.Post(uploadsAt, route(s.tus.PostFile))
	r.Head(uploadsAt+"/{upload}", route(s.tus.HeadFile))
	r.Patch(uploadsAt+"/{upload}", route(s.tus.PatchFile))
	r.Delete(uploadsAt+"/{upload}", route(s.tus.DelFile))
}

// nameUpload gives an upload an id that cannot be guessed, and keeps of what its sender says only the file's name.
func nameUpload(hook handler.HookEvent) (handler.HTTPResponse, handler.FileInfoChanges, error) {
	name := hook.Upload.MetaData["filename"]
	if len(name) > fileNameMost || !utf8.ValidString(name) {
		return handler.HTTPResponse{}, handler.FileInfoChanges{}, handler.NewError("ERR_FILE_NAME", "filename is too long or not UTF-8", http.StatusBadRequest)
	}
	return handler.HTTPResponse{}, handler.FileInfoChanges{ID: strings.ToLower(rand.Text()), MetaData: handler.MetaData{"filename": name}}, nil
}

// arrivals is tusd's view of where files are kept while they come in.
type arrivals struct{ server *Server }

func (a arrivals) NewUpload(ctx context.Context, info handler.FileInfo) (handler.Upload, error) {
	begun := scenes.Arrival{ID: info.ID, Name: info.MetaData["filename"], Length: info.Size}
	if err := a.server.Arrivals.Begin(ctx, begun); err != nil {
		return nil, inTus(ctx, err)
	}
	return &arrival{a.server, begun}, nil
}

func (a arrivals) GetUpload(ctx context.Context, id string) (handler.Upload, error) {
	known, err := a.server.Arrivals.Arrival(ctx, id)
	if err != nil {
		return nil, inTus(ctx, err)
	}
	return &arrival{a.server, known}, nil
}

func (a arrivals) AsTerminatableUpload(u handler.Upload) handler.TerminatableUpload {
	known, ok := u.(*arrival)
	if !ok {
		panic("server: an upload of another store")
	}
	return known
}

// arrival is one upload, as one request sees it.
type arrival struct {
	server *Server
	known  scenes.Arrival
}

func (a *arrival) GetInfo(context.Context) (handler.FileInfo, error) {
	return handler.FileInfo{
		ID: a.known.ID, Size: a.known.Length, Offset: a.known.At, MetaData: handler.MetaData{"filename": a.known.Name},
	}, nil
}

func (a *arrival) WriteChunk(ctx context.Context, offset int64, src io.Reader) (int64, error) {
	n, err := a.server.Arrivals.Append(ctx, a.known.ID, offset, src)
	return n, inTus(ctx, err)
}

func (a *arrival) Terminate(ctx context.Context) error {
	return inTus(ctx, a.server.Arrivals.Drop(ctx, a.known.ID))
}

// FinishUpload has nothing to do: the last byte was kept like every other.
func (a *arrival) FinishUpload(context.Context) error { return nil }

// GetReader is for downloads, which have no route.
func (a *arrival) GetReader(context.Context) (io.ReadCloser, error) {
	return nil, handler.ErrNotImplemented
}

// inTus hands tusd an error that it can tell apart, and keeps the cause for our own words.
func inTus(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if cause, ok := ctx.Value(causeKey{}).(*error); ok {
		*cause = err
	}
	switch {
	case errors.Is(err, scenes.ErrNotFound):
		return handler.ErrNotFound
	case errors.Is(err, scenes.ErrOffset):
		return handler.ErrMismatchOffset
	}
	return err
}

type causeKey struct{}

// inOurWords turns what tusd answers into what the rest of the API would: addresses without a host, which a proxy may have changed, and
// problems in place of its texts. Statuses stay where its clients go by them.
func (s *Server) inOurWords(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var cause error
		heard := &translated{ResponseWriter: w}
		next.ServeHTTP(heard, r.WithContext(context.WithValue(r.Context(), causeKey{}, &cause)))
		if heard.status == 0 {
			return
		}
		if cause == nil {
			code, _, _ := strings.Cut(heard.text.String(), ":")
			cause = errorOfTus(code, heard.status)
		}
		s.fail(w, r, cause)
	}
}

// errorOfTus is the error behind one of tusd's codes, or behind the bare status that HEAD is answered with.
func errorOfTus(code string, status int) error {
	switch code {
	case "ERR_UPLOAD_INTERRUPTED", "ERR_LOCK_TIMEOUT", "ERR_UPLOAD_LOCKED":
		return errUploadHeld
	case "ERR_NOT_IMPLEMENTED":
		return fmt.Errorf("%w: %s", errMalformed, code)
	case "ERR_READ_TIMEOUT", "ERR_CONNECTION_RESET", "ERR_UNEXPECTED_EOF":
		return fmt.Errorf("upload: %s: %w", code, context.DeadlineExceeded)
	}
	switch status {
	case http.StatusNotFound, http.StatusGone:
		return scenes.ErrNotFound
	case http.StatusConflict:
		return scenes.ErrOffset
	case http.StatusRequestEntityTooLarge:
		return scenes.ErrTooLarge
	case http.StatusPreconditionFailed:
		return errTusVersion
	case http.StatusLocked:
		return errUploadHeld
	}
	if status >= http.StatusInternalServerError {
		return fmt.Errorf("upload: tusd answered %d %s", status, code)
	}
	return fmt.Errorf("%w: %s", errMalformed, code)
}

// translated lets good answers pass and keeps bad ones back.
type translated struct {
	http.ResponseWriter
	status int // of an answer that is kept back
	text   bytes.Buffer
}

func (t *translated) WriteHeader(status int) {
	if status >= http.StatusBadRequest {
		t.status = status
		return
	}
	h := t.Header()
	if at, err := url.Parse(h.Get("Location")); err == nil && at.Path != "" {
		h.Set("Location", at.Path)
	}
	t.ResponseWriter.WriteHeader(status)
}

func (t *translated) Write(p []byte) (int, error) {
	if t.status == 0 {
		return t.ResponseWriter.Write(p)
	}
	if room := 1<<10 - t.text.Len(); room > 0 {
		t.text.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (t *translated) Unwrap() http.ResponseWriter { return t.ResponseWriter }
