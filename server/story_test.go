package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"rehearsal/server"
	"rehearsal/server/api"
	"rehearsal/server/identity"
	"rehearsal/server/session"
)

// noFiles is a tree in which the client was never built.
type noFiles struct{}

func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func TestInvitationMakesAMemberOfStaff(t *testing.T) {
	b := open(t)
	link := is[api.Invitation](t, b.staff("Siân").does("POST", "/api/staff/invitations", nil), 201).Link
	base, token, ok := strings.Cut(link, "/staff/welcome#")
	if !ok || base != b.web.URL || len(token) < 22 {
		t.Fatalf("link %q", link)
	}
	got := b.anybody().does("POST", "/api/staff/welcome", api.AcceptInvitation{Token: token, Name: "Alex", Password: "three small words"})
	if is[api.Staff](t, got, 201).Name != "Alex" {
		t.Errorf("%s", got.body)
	}
	cookie := got.Cookies()[0]
	if cookie.Name != "staff" || !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/" || cookie.MaxAge != 30*24*3600 || cookie.Secure {
		t.Errorf("cookie %+v", cookie)
	}
	alex := &caller{b: b, cookie: cookie.Value}
	if me := is[api.Staff](t, alex.does("GET", "/api/staff/me", nil), 200); me.Name != "Alex" {
		t.Errorf("me: %v", me)
	}
	isProblem(t, b.anybody().does("POST", "/api/staff/welcome", api.AcceptInvitation{Token: token, Name: "Eve", Password: "three small words"}), 410, "invitation-unusable")
	out := alex.does("POST", "/api/staff/sign-out", nil)
	if out.StatusCode != 204 || out.Cookies()[0].MaxAge >= 0 {
		t.Errorf("sign out: %d %v", out.StatusCode, out.Header)
	}
	isProblem(t, alex.does("GET", "/api/staff/me", nil), 401, "signed-out")
}

func TestSignInIsTheSameForUnknownNameAndWrongPasswordAndIsLimited(t *testing.T) {
	b := open(t)
	b.staff("Siân")
	signIn := func(name, password string) answer {
		return b.anybody().does("POST", "/api/staff/sign-in", api.Credentials{Name: name, Password: password})
	}
	wrong, unknown := signIn("Siân", "not that word"), signIn("Nobody", "not that word")
	isProblem(t, wrong, 401, "wrong-credentials")
	if !bytes.Equal(wrong.body, unknown.body) {
		t.Errorf("%s\n%s", wrong.body, unknown.body)
	}
	is[api.Staff](t, signIn("siân", "three small words"), 200)
	for range 8 {
		isProblem(t, signIn("Siân", "not that word"), 401, "wrong-credentials")
	}
	locked := signIn("Siân", "three small words")
	p := isProblem(t, locked, 429, "too-many-attempts")
	if p.RetryAfterSeconds == nil || *p.RetryAfterSeconds < 1 || locked.Header.Get("Retry-After") == "" {
		t.Errorf("%s", locked.body)
	}
	b.passes(2 * time.Minute)
	is[api.Staff](t, signIn("Siân", "three small words"), 200)
}

// A guesser soon waits; a room that types its code right never does.
func TestGuessingCodesIsLimited(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	s := staff.opens(staff.adds("Ours", glb()), "Ours")
	for range 60 {
		is[api.Welcome](t, b.anybody().does("POST", "/api/join/look-up", api.CodeQuery{Code: s.Code}), 200)
	}
	for range 20 {
		isProblem(t, b.anybody().does("POST", "/api/join/look-up", api.CodeQuery{Code: "222222"}), 404, "unknown-code")
	}
	isProblem(t, b.anybody().does("POST", "/api/join/look-up", api.CodeQuery{Code: "222223"}), 429, "too-many-attempts")
	isProblem(t, b.anybody().does("POST", "/api/join", api.JoinRequest{Code: s.Code, Name: "Eve", Language: "en", Mode: "plan"}), 429, "too-many-attempts")
	b.passes(time.Minute)
	is[api.Welcome](t, b.anybody().does("POST", "/api/join/look-up", api.CodeQuery{Code: s.Code}), 200)
}

func TestUploadIsInspectedKeptAndServed(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	file := glb()
	scene := staff.adds(" Town hall  foyer", file)
	version := now(scene)
	if scene.Name != "Town hall foyer" || scene.AddedBy != "Siân" || scene.Sample || scene.Uses != 0 || len(scene.Variants) != 1 || scene.Variants[0].Id != "a" {
		t.Errorf("%+v", scene)
	}
	if version.Figures.Triangles != 1 || version.View.Bytes != int64(len(file)) || version.Number != 1 || version.Made != "uploaded" || version.By != "Siân" ||
		version.File != "floor.glb" || !slices.Equal(version.View.Min, []float64{-5, 0, -5}) || version.View.Url != "/api/scenes/"+scene.Id+"/"+version.Sha256+".glb" {
		t.Errorf("%+v", version)
	}
	got := staff.does("GET", version.View.Url, nil)
	if !bytes.Equal(got.body, file) || got.Header.Get("ETag") != `"`+version.Sha256+`"` || got.Header.Get("Content-Type") != "model/gltf-binary" ||
		got.Header.Get("Cache-Control") != "private, max-age=31536000, immutable" || got.Header.Get("Content-Security-Policy") != "sandbox; default-src 'none'" ||
		got.Header.Get("Accept-Ranges") != "bytes" {
		t.Errorf("%d %v", got.StatusCode, got.Header)
	}
	ask := func(name, value string) answer {
		r, _ := http.NewRequestWithContext(t.Context(), "GET", b.web.URL+version.View.Url, nil)
		r.Header.Set(name, value)
		return staff.sends(r)
	}
	if part := ask("Range", "bytes=4-11"); part.StatusCode != 206 || !bytes.Equal(part.body, file[4:12]) {
		t.Errorf("range: %d %q", part.StatusCode, part.body)
	}
	if again := ask("If-None-Match", `"`+version.Sha256+`"`); again.StatusCode != 304 {
		t.Errorf("again: %d", again.StatusCode)
	}
	if head := staff.does("HEAD", version.View.Url, nil); head.StatusCode != 200 || head.ContentLength != int64(len(file)) {
		t.Errorf("HEAD: %d %d", head.StatusCode, head.ContentLength)
	}
	isProblem(t, staff.does("GET", "/api/scenes/"+scene.Id+"/"+strings.Repeat("0", 64)+".glb", nil), 404, "not-found")
	if bad := ask("Range", "bytes=999999-"); bad.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("range past the end: %d", bad.StatusCode)
	}
	list := is[api.SceneList](t, staff.does("GET", "/api/scenes", nil), 200)
	if len(list.Scenes) != 1 || list.Scenes[0].Id != scene.Id {
		t.Errorf("%+v", list)
	}
}

func TestRefusedUploadSaysWhyAndIsNotKept(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	for _, file := range [][]byte{nil, []byte("not a scene at all, just text"), glb()[:60], []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")} {
		bad := api.AddScene{Name: "Bad", Upload: staff.uploads("bad.glb", file)}
		p := isProblem(t, staff.does("POST", "/api/scenes", bad), 422, "scene-refused")
		isProblem(t, staff.does("POST", "/api/scenes", bad), 422, "scene-refused") // for whoever did not hear it
		if p.Problems == nil || len(*p.Problems) == 0 || (*p.Problems)[0].Message == "" || (*p.Problems)[0].Action != "refuse" || (*p.Problems)[0].Code == "" {
			t.Errorf("%q: no reason", file)
		}
	}
	if list := is[api.SceneList](t, staff.does("GET", "/api/scenes", nil), 200); len(list.Scenes) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestThumbnail(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene := staff.adds("Ours", glb())
	at := "/api/scenes/" + scene.Id + "/versions/" + now(scene).Id + "/thumbnail"
	isProblem(t, staff.does("GET", at, nil), 404, "not-found")
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	artist := &caller{b: b, cookie: staff.cookie, media: "image/png"}
	if got := artist.does("PUT", at, picture.Bytes()); got.StatusCode != 204 {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	got := staff.does("GET", at, nil)
	if !bytes.Equal(got.body, picture.Bytes()) || got.Header.Get("Content-Type") != "image/png" || !strings.HasPrefix(got.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("%d %v", got.StatusCode, got.Header)
	}
	if now(is[api.Scene](t, staff.does("GET", "/api/scenes/"+scene.Id, nil), 200)).Thumbnail != at {
		t.Error("the scene does not say where its picture is")
	}
	isProblem(t, artist.does("PUT", at, []byte("<svg onload=alert(1)>")), 422, "picture-unusable")
	isProblem(t, artist.does("PUT", at, make([]byte, 512<<10+1)), 413, "too-large")
	isProblem(t, artist.does("PUT", "/api/scenes/none/versions/"+now(scene).Id+"/thumbnail", picture.Bytes()), 404, "not-found")
}

// From the desk to the end: a session is opened, two people join, it is ended, and late comers hear it.
func TestSessionFromOpeningToEnd(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene := staff.adds("Foyer", glb())
	s := staff.opens(scene, "First walk")
	if len(s.Code) != 6 || s.JoinUrl != b.web.URL+"/join#"+s.Code || s.Phase != "open" || s.Simulated || len(s.People) != 0 {
		t.Errorf("%+v", s)
	}
	if len(b.announced) != 1 || b.announced[0] != identity.ShowCode(s.Code)+" "+s.JoinUrl {
		t.Errorf("announced %q", b.announced)
	}
	w := is[api.Welcome](t, b.anybody().does("POST", "/api/join/look-up", api.CodeQuery{Code: strings.ToLower(identity.ShowCode(s.Code))}), 200)
	if w.Title != "First walk" || w.Organisation != "Cyngor Example" || w.Scene != "Foyer" || w.OfferedName == "" {
		t.Errorf("%+v", w)
	}
	seat, robin := b.joins(s.Code, w.OfferedName, false)
	if seat.Role != "citizen" || seat.Recorded || seat.Name != w.OfferedName || seat.Slot != 1 || seat.Session != s.Id || seat.Scene.Url != now(scene).View.Url {
		t.Errorf("%+v", seat)
	}
	lead := is[api.Seat](t, staff.does("POST", "/api/sessions/"+s.Id+"/seat", api.FacilitatorSeat{Language: "cy", Mode: "headset"}), 201)
	if lead.Role != "facilitator" || lead.Name != "Siân" || lead.Slot != 2 || lead.Token == "" {
		t.Errorf("%+v", lead)
	}
	if again := is[api.Seat](t, robin.does("GET", "/api/seat", nil), 200); again.Token != "" || again.Name != seat.Name {
		t.Errorf("%+v", again)
	}
	if file := robin.does("GET", seat.Scene.Url, nil); file.StatusCode != 200 {
		t.Errorf("the scene with the seat's token: %d", file.StatusCode)
	}
	if picture := staff.does("GET", "/api/sessions/"+s.Id+"/qr.svg", nil); picture.StatusCode != 200 || picture.Header.Get("Content-Type") != "image/svg+xml" || !bytes.HasPrefix(picture.body, []byte("<svg")) {
		t.Errorf("%d %v", picture.StatusCode, picture.Header)
	}
	if now := is[api.Session](t, staff.does("GET", "/api/sessions/"+s.Id, nil), 200); len(now.People) != 2 {
		t.Errorf("%+v", now.People)
	}
	ended := is[api.Session](t, staff.does("POST", "/api/sessions/"+s.Id+"/close", nil), 200)
	if ended.Phase != "closed" || ended.ClosedAt == nil || ended.Code != "" || ended.JoinUrl != "" {
		t.Errorf("%+v", ended)
	}
	isProblem(t, b.anybody().does("POST", "/api/join/look-up", api.CodeQuery{Code: s.Code}), 409, "session-ended")
	isProblem(t, b.anybody().does("POST", "/api/join", api.JoinRequest{Code: s.Code, Name: "Late", Language: "en", Mode: "plan"}), 409, "session-ended")
	isProblem(t, robin.does("POST", "/api/seat/ticket", nil), 409, "session-ended")
	isProblem(t, staff.does("GET", "/api/sessions/"+s.Id+"/qr.svg", nil), 409, "session-ended")
	isProblem(t, staff.does("POST", "/api/sessions/"+s.Id+"/seat", api.FacilitatorSeat{Language: "en", Mode: "plan"}), 409, "session-ended")
	if is[api.Seat](t, robin.does("GET", "/api/seat", nil), 200).Phase != "closed" {
		t.Error("the seat does not say that the session has ended")
	}
	is[api.Session](t, staff.does("POST", "/api/sessions/"+s.Id+"/close", nil), 200) // again
}

func TestJoinIsRefusedWhenItIsNotUnderstood(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	s := staff.opens(staff.adds("Ours", glb()), "Ours")
	good := api.JoinRequest{Code: s.Code, Name: "Robin", Language: "zh-Hant-TW", Mode: "phone"}
	for name, change := range map[string]func(*api.JoinRequest){
		"name-unusable": func(q *api.JoinRequest) { q.Name = " \u202e " },
		"malformed":     func(q *api.JoinRequest) { q.Mode = "boat" },
		"malformed ":    func(q *api.JoinRequest) { q.Language = "en; DROP" },
		"unknown-code":  func(q *api.JoinRequest) { q.Code = "💥" },
	} {
		q := good
		change(&q)
		status := map[string]int{"name-unusable": 422, "unknown-code": 404}[name]
		isProblem(t, b.anybody().does("POST", "/api/join", q), max(status, 400), strings.TrimSpace(name))
	}
	is[api.Seat](t, b.anybody().does("POST", "/api/join", good), 201)
}

func TestReplayOfARunningAndAFinishedSession(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	s := staff.opens(staff.adds("Ours", glb()), "Ours")
	_, robin := b.joins(s.Code, "Robin", true)
	_, wren := b.joins(s.Code, "Wren", false)
	mover := robin.arrives()
	mover.says(pose(1))
	mover.hears(session.KindFrame) // it has been in a tick, and so in the recording
	wren.arrives()
	at := "/api/sessions/" + s.Id + "/replay"
	running := is[api.Replay](t, staff.does("GET", at, nil), 200)
	if !running.Running || running.TickHz != 30 || running.TailUrl == nil || len(running.OriginMm) != 3 || len(running.Events) == 0 {
		t.Errorf("%+v", running)
	}
	if tail := staff.does("GET", *running.TailUrl, nil); tail.StatusCode != 200 || !bytes.HasPrefix(tail.body, []byte("RT")) || tail.Header.Get("Content-Type") != "application/vnd.rehearsal.motion" {
		t.Errorf("tail: %d %v", tail.StatusCode, tail.Header)
	}
	if now := staff.does("GET", "/api/sessions/"+s.Id, nil); !strings.Contains(string(now.body), "Wren") {
		t.Errorf("who leads a running session has to know who is there: %s", now.body)
	}
	is[api.Session](t, staff.does("POST", "/api/sessions/"+s.Id+"/close", nil), 200)
	done := staff.does("GET", at, nil)
	finished := is[api.Replay](t, done, 200)
	if finished.Running || finished.TailUrl != nil {
		t.Errorf("%+v", finished)
	}
	if strings.Contains(string(done.body), "Wren") || !strings.Contains(string(done.body), "Robin") {
		t.Errorf("P5: the manifest: %s", done.body)
	}
	for _, c := range finished.Chunks {
		got := staff.does("GET", c.Url, nil)
		if got.StatusCode != 200 || !bytes.HasPrefix(got.body, []byte("RC")) || got.Header.Get("Cache-Control") != "private, max-age=31536000, immutable" {
			t.Errorf("%s: %d %v", c.Url, got.StatusCode, got.Header)
		}
		again, _ := http.NewRequestWithContext(t.Context(), "GET", b.web.URL+c.Url, nil)
		again.Header.Set("If-None-Match", got.Header.Get("ETag"))
		if same := staff.sends(again); got.Header.Get("ETag") == "" || same.StatusCode != 304 || len(same.body) != 0 {
			t.Errorf("%s again: %d", c.Url, same.StatusCode)
		}
		if head := staff.does("HEAD", c.Url, nil); head.ContentLength != int64(len(got.body)) {
			t.Errorf("HEAD %s: %d bytes", c.Url, head.ContentLength)
		}
	}
	if len(finished.Chunks) == 0 {
		t.Error("no chunk was looked at")
	}
	for _, path := range []string{"/api/sessions/" + s.Id, "/api/sessions", at} {
		if got := staff.does("GET", path, nil); strings.Contains(string(got.body), "Wren") || !strings.Contains(string(got.body), "Robin") {
			t.Errorf("P5: %s: %s", path, got.body)
		}
	}
	isProblem(t, staff.does("GET", at+"/999999", nil), 404, "not-found")
	isProblem(t, staff.does("GET", at+"/tail", nil), 409, "session-ended")
	isProblem(t, staff.does("GET", "/api/sessions/none/replay", nil), 404, "not-found")
	var anything map[string]any
	if err := json.Unmarshal(done.body, &anything); err != nil {
		t.Fatal(err)
	}
}

// Over a proxy with TLS, cookies and links are those of the address that people use.
func TestGivenAddress(t *testing.T) {
	b := open(t, func(c *server.Config) { c.URL = "https://rehearsal.example" })
	staff := b.staff("Siân")
	got := b.anybody().does("POST", "/api/staff/sign-in", api.Credentials{Name: "Siân", Password: "three small words"})
	if cookie := got.Cookies()[0]; cookie.Name != "__Host-staff" || !cookie.Secure {
		t.Errorf("cookie %+v", cookie)
	}
	r, _ := http.NewRequestWithContext(t.Context(), "GET", b.web.URL+"/api/about", nil)
	about := is[api.About](t, staff.sends(r), 200)
	if !about.Secure || fmt.Sprint(about.Addresses) != "[https://rehearsal.example]" {
		t.Errorf("%+v", about)
	}
	if csp := b.anybody().does("GET", "/", nil).Header.Get("Content-Security-Policy"); !strings.Contains(csp, "wss://rehearsal.example;") {
		t.Errorf("policy %q", csp)
	}
}

// Staff at this computer hand out the address that others can reach.
func TestLinkFromLoopbackIsForOtherDevices(t *testing.T) {
	b := open(t, func(c *server.Config) { c.Addresses = func() []string { return []string{"https://192.168.1.20:8443"} } })
	staff := b.staff("Siân")
	if s := staff.opens(staff.adds("Ours", glb()), "Ours"); s.JoinUrl != "https://192.168.1.20:8443/join#"+s.Code {
		t.Errorf("join at %q", s.JoinUrl)
	}
}
