package server

import "net/http"

// reply is an answer that writes itself: a file with ranges, or a socket.
type reply func(w http.ResponseWriter) error

func (f reply) VisitGetAuthorityResponse(w http.ResponseWriter) error   { return f(w) }
func (f reply) VisitGetThumbnailResponse(w http.ResponseWriter) error   { return f(w) }
func (f reply) VisitGetSceneFileResponse(w http.ResponseWriter) error   { return f(w) }
func (f reply) VisitExportVersionResponse(w http.ResponseWriter) error  { return f(w) }
func (f reply) VisitGetSessionQrResponse(w http.ResponseWriter) error   { return f(w) }
func (f reply) VisitGetReplayTailResponse(w http.ResponseWriter) error  { return f(w) }
func (f reply) VisitGetReplayChunkResponse(w http.ResponseWriter) error { return f(w) }
func (f reply) VisitOpenSocketResponse(w http.ResponseWriter) error     { return f(w) }

const immutable = "private, max-age=31536000, immutable"

// sandboxed marks what was uploaded or recorded: should a browser ever show it as a page, nothing in it may run.
func sandboxed(w http.ResponseWriter, mediaType, etag, cache string) {
	h := w.Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", cache)
	if etag != "" {
		h.Set("ETag", `"`+etag+`"`)
	}
}
