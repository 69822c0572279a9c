package server_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gorilla/websocket"

	"rehearsal/scenes"
	"rehearsal/server"
	"rehearsal/server/api"
	"rehearsal/server/identity"
	"rehearsal/server/motion"
	"rehearsal/server/session"
	"rehearsal/server/sqlite"
)

// building is a whole server on real files and a real port, as a test story sees it.
type building struct {
	t     *testing.T
	dir   string
	alter []func(*server.Config)
	stop  func()
	web   *httptest.Server
	house *session.House
	seats *identity.Seats
	acc   *identity.Accounts
	logs  *bytes.Buffer // guarded by the handler's own lock

	mu        sync.Mutex
	passed    time.Duration // guarded by mu: how far the clock was moved
	announced []string      // guarded by mu
}

func (b *building) now() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return time.Now().Add(b.passed)
}

func (b *building) passes(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.passed += d
}

var pages = fstest.MapFS{
	"index.html":            {Data: []byte("<!doctype html><title>Home</title>")},
	"join.html":             {Data: []byte("<!doctype html><title>Join</title>")},
	"visit.html":            {Data: []byte("<!doctype html><title>Visit</title>")},
	"staff.html":            {Data: []byte("<!doctype html><title>Staff</title>")},
	"replay.html":           {Data: []byte("<!doctype html><title>Replay</title>")},
	"headset.html":          {Data: []byte("<!doctype html><title>Headset</title>")},
	"favicon.svg":           {Data: []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")},
	"assets/index-abc12.js": {Data: []byte("export {}")},
}

func open(t *testing.T, change ...func(*server.Config)) *building {
	t.Helper()
	b := &building{t: t, dir: t.TempDir(), alter: change, logs: &bytes.Buffer{}}
	b.starts()
	t.Cleanup(func() { b.stop() })
	return b
}

// restarts ends the server as Ctrl-C does, and starts another on the same files. It is at a new address.
func (b *building) restarts() {
	b.t.Helper()
	b.stop()
	b.starts()
}

func (b *building) starts() {
	t := b.t
	t.Helper()
	db, err := sqlite.Open(t.Context(), b.dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Scenes().Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(b.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	sessions, files := db.Sessions(), db.Scenes()
	b.house = session.NewHouse(sessions, sessions, time.Now, log)
	b.seats = identity.NewSeats(db.Identity(), b.now)
	if b.acc, err = identity.NewAccounts(db.Identity(), db.Identity(), b.now); err != nil {
		t.Fatal(err)
	}
	limits := scenes.DefaultLimits()
	limits.Bytes = 1 << 20
	config := server.Config{
		Organisation: "Cyngor Example", Version: "test", Clock: b.now, Log: log, Pages: pages,
		Catalogue: scenes.NewCatalogue(files, db.Uploads(b.now), limits, b.now),
		Arrivals:  db.Uploads(b.now),
		House:     b.house, Seats: b.seats, Accounts: b.acc,
		Addresses: func() []string { return nil },
		Announce: func(_, code, link string) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.announced = append(b.announced, code+" "+link)
		},
	}
	for _, c := range b.alter {
		c(&config)
	}
	s, err := server.New(config)
	if err != nil {
		t.Fatal(err)
	}
	b.web = httptest.NewServer(s.Handler())
	b.stop = func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := b.house.Close(ctx); err != nil {
			t.Error("close the house:", err)
		}
		s.Wait()
		b.web.Close()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

// caller is somebody with a browser: a cookie, a seat's token, or neither.
type caller struct {
	b      *building
	cookie string
	bearer string
	origin string
	media  string
	behind string // the address that a proxy in front names
}

func (b *building) anybody() *caller { return &caller{b: b} }

// from is somebody whom a proxy in front knows by that address.
func (b *building) from(address string) *caller { return &caller{b: b, behind: address} }

// staff signs a new member of staff in.
func (b *building) staff(name string) *caller {
	b.t.Helper()
	token, _, err := b.acc.Invite(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	_, cookie, err := b.acc.Accept(b.t.Context(), token, name, "three small words")
	if err != nil {
		b.t.Fatal(err)
	}
	return &caller{b: b, cookie: cookie}
}

// answer is a response with its body read.
type answer struct {
	*http.Response
	body []byte
}

func (c *caller) does(method, path string, body any) answer {
	c.b.t.Helper()
	var src io.Reader
	media := c.media
	switch v := body.(type) {
	case nil:
	case []byte:
		src = bytes.NewReader(v)
		if media == "" {
			media = "model/gltf-binary"
		}
	default:
		text, err := json.Marshal(v)
		if err != nil {
			c.b.t.Fatal(err)
		}
		src = bytes.NewReader(text)
		if media == "" {
			media = "application/json"
		}
	}
	r, err := http.NewRequestWithContext(c.b.t.Context(), method, c.b.web.URL+path, src)
	if err != nil {
		c.b.t.Fatal(err)
	}
	if media != "" {
		r.Header.Set("Content-Type", media)
	}
	return c.sends(r)
}

func (c *caller) sends(r *http.Request) answer {
	c.b.t.Helper()
	if c.cookie != "" {
		r.AddCookie(&http.Cookie{Name: "staff", Value: c.cookie})
	}
	if c.bearer != "" {
		r.Header.Set("Authorization", "Bearer "+c.bearer)
	}
	if c.behind != "" {
		r.Header.Set("X-Forwarded-For", c.behind)
	}
	if c.origin != "" {
		r.Header.Set("Origin", c.origin)
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		c.b.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		c.b.t.Fatal(err)
	}
	return answer{response, text}
}

// is decodes an answer that must have the status.
func is[T any](t *testing.T, a answer, status int) (v T) {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("%s %s answered %d, not %d: %s", a.Request.Method, a.Request.URL.Path, a.StatusCode, status, a.body)
	}
	if err := json.Unmarshal(a.body, &v); err != nil {
		t.Fatalf("%s %s: %v: %s", a.Request.Method, a.Request.URL.Path, err, a.body)
	}
	return v
}

// isProblem checks that an answer is problem+json of that name.
func isProblem(t *testing.T, a answer, status int, name string) api.Problem {
	t.Helper()
	if got := a.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("%s %s: an error of type %q: %s", a.Request.Method, a.Request.URL.Path, got, a.body)
	}
	if a.Request.Method == http.MethodHead { // has no body
		if a.StatusCode != status {
			t.Errorf("HEAD %s answered %d, not %d", a.Request.URL.Path, a.StatusCode, status)
		}
		return api.Problem{}
	}
	p := is[api.Problem](t, a, status)
	if p.Type != "/problems/"+name || p.Status != status || p.Title == "" || p.Detail == nil || *p.Detail == "" {
		t.Errorf("%s %s: not %s: %s", a.Request.Method, a.Request.URL.Path, name, a.body)
	}
	return p
}

// glb is a small scene: one triangle, ten metres wide.
func glb() []byte { return glbNamed("floor") }

func glbNamed(name string) []byte {
	bin := make([]byte, 36)
	for i, v := range []float32{-5, 0, 5, 5, 0, 5, 0, 0, -5} {
		binary.LittleEndian.PutUint32(bin[4*i:], math.Float32bits(v))
	}
	text := []byte(`{"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"name":"` + name + `","mesh":0}],` +
		`"meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],"buffers":[{"byteLength":36}],"bufferViews":[{"buffer":0,"byteLength":36}],` +
		`"accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3","min":[-5,0,-5],"max":[5,0,5]}]}`)
	for len(text)%4 != 0 {
		text = append(text, ' ')
	}
	b := binary.LittleEndian.AppendUint32([]byte("glTF"), 2)
	b = binary.LittleEndian.AppendUint32(b, uint32(12+8+len(text)+8+len(bin)))
	b = append(binary.LittleEndian.AppendUint32(b, uint32(len(text))), "JSON"...)
	b = append(b, text...)
	b = append(binary.LittleEndian.AppendUint32(b, uint32(len(bin))), "BIN\x00"...)
	return append(b, bin...)
}

// uploads brings a whole file, and answers with the upload's id.
func (c *caller) uploads(name string, file []byte) string {
	c.b.t.Helper()
	at := c.begins(name, len(file))
	if len(file) > 0 {
		if a := c.sendsPart(at, 0, file); a.StatusCode != http.StatusNoContent {
			c.b.t.Fatalf("upload: %d %s", a.StatusCode, a.body)
		}
	}
	return strings.TrimPrefix(at, "/api/uploads/")
}

// now is what a scene is unless somebody chooses.
func now(s api.Scene) api.Version { return s.Variants[0].Current }

func (c *caller) adds(name string, file []byte) api.Scene {
	c.b.t.Helper()
	return is[api.Scene](c.b.t, c.does("POST", "/api/scenes", api.AddScene{Name: name, Upload: c.uploads("floor.glb", file)}), http.StatusCreated)
}

func (c *caller) opens(scene api.Scene, title string) api.Session {
	c.b.t.Helper()
	return is[api.Session](c.b.t, c.does("POST", "/api/sessions", api.OpenSession{Scene: scene.Id, Title: title}), http.StatusCreated)
}

// joins takes a seat, and is then somebody with that seat's token.
func (b *building) joins(code, name string, recorded bool) (api.Seat, *caller) {
	b.t.Helper()
	seat := is[api.Seat](b.t, b.anybody().does("POST", "/api/join", api.JoinRequest{
		Code: code, Name: name, Recorded: recorded, Language: "en", Mode: "desktop",
	}), http.StatusCreated)
	return seat, &caller{b: b, bearer: seat.Token}
}

func (c *caller) ticket() string {
	c.b.t.Helper()
	return is[api.Ticket](c.b.t, c.does("POST", "/api/seat/ticket", nil), http.StatusCreated).Ticket
}

// socket is somebody's connection.
type socket struct {
	*websocket.Conn
	t *testing.T
}

func (b *building) dials(ticket string, change ...func(http.Header)) (*websocket.Conn, *http.Response, error) {
	header := http.Header{"Origin": {b.web.URL}}
	for _, c := range change {
		c(header)
	}
	d := websocket.Dialer{Subprotocols: []string{session.Subprotocol, "ticket." + ticket}, HandshakeTimeout: 10 * time.Second}
	return d.DialContext(b.t.Context(), "ws"+strings.TrimPrefix(b.web.URL, "http")+"/api/socket", header)
}

// connects opens a socket and says nothing.
func (c *caller) connects() *socket {
	c.b.t.Helper()
	conn, _, err := c.b.dials(c.ticket())
	if err != nil {
		c.b.t.Fatal(err)
	}
	c.b.t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		c.b.t.Fatal(err)
	}
	return &socket{conn, c.b.t}
}

// arrives opens a socket, says HELLO and waits for WELCOME.
func (c *caller) arrives() *socket {
	c.b.t.Helper()
	s := c.connects()
	s.says(session.AppendHello(nil, session.Hello{Version: session.Version}))
	s.hears(session.KindWelcome)
	return s
}

func (s *socket) says(message []byte) {
	s.t.Helper()
	if err := s.WriteMessage(websocket.BinaryMessage, message); err != nil {
		s.t.Fatal(err)
	}
}

// hears waits for a message of the kind, past all others.
func (s *socket) hears(kind byte) []byte {
	s.t.Helper()
	for {
		_, message, err := s.ReadMessage()
		if err != nil {
			s.t.Fatalf("waiting for %#x: %v", kind, err)
		}
		if message[0] == kind {
			return message
		}
	}
}

func (s *socket) hearsGoodbye(reason byte) {
	s.t.Helper()
	if got, err := session.ParseGoodbye(s.hears(session.KindGoodbye)); err != nil || got != reason {
		s.t.Errorf("GOODBYE %d, not %d: %v", got, reason, err)
	}
}

func propose(op uint32, object, property, value string) []byte {
	return session.AppendPropose(nil, session.Proposal{Op: op, Object: object, Property: property, Value: json.RawMessage(value)})
}

func pose(seq uint16) []byte {
	var origin motion.Origin
	p := origin.Quantise(motion.Transform{Position: [3]float64{float64(seq%100) / 100, 1.6, 0}, Rotation: [4]float64{0, 0, 0, 1}}, nil, nil, false)
	return session.AppendPose(nil, session.PoseMessage{Seq: seq, Pose: p})
}
