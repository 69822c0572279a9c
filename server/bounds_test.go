package server_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"rehearsal/server"
	"rehearsal/server/api"
)

// What a route takes does not depend on what the client says that it sends.
func TestEachRouteTakesItsOwnTypeOnly(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene := staff.adds("Ours", glb())
	s := staff.opens(scene, "Ours")
	_, robin := b.joins(s.Code, "Robin", true)
	long := []byte(`{"code":"` + strings.Repeat("x", 400_000) + `"}`)
	for _, o := range operations(t, scene, s) {
		if o.method == "GET" || o.method == "HEAD" {
			continue
		}
		own := map[string]string{"putThumbnail": "image/png", "createUpload": "application/offset+octet-stream", "writeUpload": "application/offset+octet-stream"}[o.id]
		who := staff.cookie
		bearer := ""
		if o.id == "takeTicket" {
			who, bearer = "", robin.bearer
		}
		for _, media := range []string{"model/gltf-binary", "image/png", "application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "application/jsonx"} {
			if media == own || own == "" && media == "application/json" {
				continue
			}
			got := (&caller{b: b, cookie: who, bearer: bearer, media: media}).does(o.method, o.path, long)
			isProblem(t, got, http.StatusUnsupportedMediaType, "unsupported-media-type")
		}
		if own == "" && o.id != "editMeaning" { // which takes more
			got := (&caller{b: b, cookie: who, bearer: bearer, media: "application/json; charset=utf-8"}).does(o.method, o.path, long)
			isProblem(t, got, http.StatusRequestEntityTooLarge, "too-large")
		}
	}
}

// Who may not ask hears that, whatever he sent.
func TestAccessIsDecidedBeforeTheBodyIsRead(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene := staff.adds("Ours", glb())
	s := staff.opens(scene, "Ours")
	for _, path := range []string{"/api/sessions", "/api/sessions/" + s.Id + "/seat", "/api/scenes"} {
		for _, media := range []string{"application/json", "text/plain"} {
			isProblem(t, (&caller{b: b, media: media}).does("POST", path, []byte("{")), http.StatusUnauthorized, "signed-out")
		}
	}
	isProblem(t, b.anybody().does("GET", "/api/sessions/"+s.Id+"/replay/no-number", nil), http.StatusUnauthorized, "signed-out")
}

// The answer says what this address takes.
func TestTooLargeNamesTheLimit(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene := staff.adds("Ours", glb())
	for want, got := range map[string]answer{
		"64 KiB":  b.anybody().does("POST", "/api/join/look-up", map[string]string{"code": strings.Repeat("x", 70_000)}),
		"1 MiB":   staff.does("POST", "/api/scenes/"+scene.Id+"/meaning", map[string]string{"version": strings.Repeat("x", 1<<20)}),
		"512 KiB": (&caller{b: b, cookie: staff.cookie, media: "image/png"}).does("PUT", "/api/scenes/"+scene.Id+"/versions/"+now(scene).Id+"/thumbnail", make([]byte, 512<<10+1)),
	} {
		p := isProblem(t, got, http.StatusRequestEntityTooLarge, "too-large")
		if !strings.Contains(*p.Detail, want) {
			t.Errorf("%q does not say %s", *p.Detail, want)
		}
	}
}

// An answer that has begun is cut off when its handler fails, never continued with a problem.
func TestPanicAfterTheAnswerHasBegun(t *testing.T) {
	b := open(t, func(c *server.Config) { c.Authority = []byte("certificate") })
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.web.Config.Handler.ServeHTTP(&tornWriter{ResponseWriter: w}, r)
	}))
	defer front.Close()
	response, err := http.Get(front.URL + "/authority.crt")
	if err != nil {
		return // cut off before the headers were out
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err == nil || strings.Contains(string(text), "problems/internal") {
		t.Errorf("the answer went on: %q, %v", text, err)
	}
}

// tornWriter panics once something has been written.
type tornWriter struct {
	http.ResponseWriter
	torn bool
}

func (w *tornWriter) Write(p []byte) (int, error) {
	if w.torn {
		return w.ResponseWriter.Write(p)
	}
	w.torn = true
	if _, err := w.ResponseWriter.Write(p[:1]); err != nil {
		return 0, err
	}
	panic("torn")
}

func (w *tornWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Of an address that holds an id the log has only what it was.
func TestLogHoldsNoIdsOfAddresses(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene := staff.adds("Ours", glb())
	s := staff.opens(scene, "Ours")
	for _, o := range operations(t, scene, s) {
		if o.method == "GET" {
			staff.does("GET", o.path, nil)
		}
	}
	staff.does("GET", "/replay/"+s.Id, nil)
	staff.does("GET", "/nothing/"+s.Id, nil)
	staff.does("GET", "/api/sessions/"+s.Id+"/replay/x", nil)
	text := b.logs.String()
	for _, want := range []string{"route=/api/sessions/{session}/replay ", "route=/replay/{session} ", "route=/api/scenes/{scene}/{file} "} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in the log", want)
		}
	}
	for line := range strings.Lines(text) {
		if strings.Contains(line, "msg=request") && (strings.Contains(line, s.Id) || strings.Contains(line, scene.Id) || strings.Contains(line, now(scene).Sha256)) {
			t.Error(line)
		}
	}
}

// What passes by itself is no error in the log.
func TestStoppingIsNoErrorInTheLog(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	s := staff.opens(staff.adds("Ours", glb()), "Ours")
	if err := b.house.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	isProblem(t, b.anybody().does("POST", "/api/join", api.JoinRequest{Code: s.Code, Name: "Late", Language: "en", Mode: "plan"}), 503, "stopping")
	if text := b.logs.String(); strings.Contains(text, "level=ERROR") {
		t.Errorf("%s", text)
	}
}

// A body that does not come is not waited for, also where nobody reads it.
func TestSlowBodiesEndTheConnection(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for twenty seconds")
	}
	t.Parallel()
	b := open(t)
	at, err := url.Parse(b.web.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/api/join/look-up", "/api/sessions", "/nowhere"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			conn, err := net.Dial("tcp", at.Host)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			_, err = io.WriteString(conn, "POST "+path+" HTTP/1.1\r\nHost: "+at.Host+"\r\nContent-Type: model/gltf-binary\r\nContent-Length: 1000\r\n\r\n{")
			if err != nil {
				t.Fatal(err)
			}
			if err := conn.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, conn); err != nil {
				t.Errorf("still open: %v", err)
			}
		})
	}
}
