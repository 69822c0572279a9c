package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"rehearsal/server"

	"rehearsal/server/api"
)

// The same headers on every answer, errors included.
func TestHeadersOnEveryRoute(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene := staff.adds("Ours", glb())
	s := staff.opens(scene, "Ours")
	type route struct{ method, path string }
	routes := []route{
		{"GET", "/"}, {"GET", "/join"}, {"GET", "/visit"}, {"GET", "/staff"}, {"GET", "/staff/welcome"}, {"GET", "/replay/" + s.Id}, {"GET", "/headset"},
		{"GET", "/favicon.svg"}, {"GET", "/assets/index-abc12.js"}, {"GET", "/assets/none.js"}, {"GET", "/nothing/here"}, {"GET", "/api/nothing"},
		{"DELETE", "/api/scenes"}, {"POST", "/"}, {"HEAD", "/join"}, {"GET", "/assets/../index.html"}, {"GET", "/problems/not-found"},
	}
	for _, o := range operations(t, scene, s) {
		routes = append(routes, route{o.method, o.path})
	}
	for _, c := range []*caller{b.anybody(), staff} {
		for _, r := range routes {
			if r.path == "/api/staff/sign-out" {
				continue
			}
			got := c.does(r.method, r.path, nil)
			checkHeaders(t, got)
		}
	}
}

func checkHeaders(t *testing.T, a answer) {
	t.Helper()
	at := a.Request.Method + " " + a.Request.URL.Path
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s: %s is %q", at, name, got)
		}
	}
	csp := a.Header.Get("Content-Security-Policy")
	if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe-inline") || strings.Contains(csp, "'unsafe-eval'") || strings.Contains(csp, "*") {
		t.Errorf("%s: policy %q", at, csp)
	}
	if !strings.HasPrefix(csp, "sandbox") {
		for _, need := range []string{"base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "connect-src 'self' blob: ws://" + a.Request.URL.Host + ";"} {
			if !strings.Contains(csp, need) {
				t.Errorf("%s: policy %q lacks %s", at, csp, need)
			}
		}
	}
	if p := a.Header.Get("Permissions-Policy"); !strings.Contains(p, "xr-spatial-tracking=(self)") || !strings.Contains(p, "camera=()") || !strings.Contains(p, "microphone=()") {
		t.Errorf("%s: Permissions-Policy %q", at, p)
	}
	if a.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%s: another site may read it", at)
	}
	if a.StatusCode >= 400 && a.Request.Method != "HEAD" && a.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s: %d of type %q", at, a.StatusCode, a.Header.Get("Content-Type"))
	}
	if a.Header.Get("Cache-Control") == "" || a.StatusCode >= 400 && a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s: %d, Cache-Control %q", at, a.StatusCode, a.Header.Get("Cache-Control"))
	}
	if a.Header.Get("Strict-Transport-Security") != "" {
		t.Errorf("%s: HSTS over HTTP", at)
	}
}

func TestNotFoundAndNotAllowed(t *testing.T) {
	b := open(t)
	isProblem(t, b.anybody().does("GET", "/api/nothing", nil), http.StatusNotFound, "not-found")
	isProblem(t, b.anybody().does("GET", "/nothing", nil), http.StatusNotFound, "not-found")
	got := b.anybody().does("DELETE", "/api/scenes", nil)
	isProblem(t, got, http.StatusMethodNotAllowed, "method-not-allowed")
	if allow := got.Header.Get("Allow"); allow != "GET, HEAD, POST" {
		t.Errorf("Allow: %q", allow)
	}
	r, _ := http.NewRequestWithContext(t.Context(), "GET", b.web.URL+"/jion", nil)
	r.Header.Set("Accept", "text/html,*/*;q=0.8")
	page := b.anybody().sends(r)
	if page.StatusCode != http.StatusNotFound || !strings.Contains(string(page.body), "<title>Home") {
		t.Errorf("a mistyped address in a browser: %d %s", page.StatusCode, page.body)
	}
}

func TestPages(t *testing.T) {
	b := open(t)
	for path, title := range map[string]string{
		"/": "Home", "/join": "Join", "/visit": "Visit", "/staff": "Staff", "/staff/welcome": "Staff", "/staff/sessions/x": "Staff", "/replay/abc": "Replay", "/headset": "Headset",
	} {
		got := b.anybody().does("GET", path, nil)
		if got.StatusCode != 200 || !strings.Contains(string(got.body), "<title>"+title) || got.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %d %s", path, got.StatusCode, got.body)
		}
	}
	asset := b.anybody().does("GET", "/assets/index-abc12.js", nil)
	if asset.StatusCode != 200 || asset.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" || asset.Header.Get("Content-Type") != "text/javascript; charset=utf-8" {
		t.Errorf("asset: %d %v", asset.StatusCode, asset.Header)
	}
	if health := b.anybody().does("GET", "/healthz", nil); health.StatusCode != 200 {
		t.Errorf("healthz: %d", health.StatusCode)
	}
}

func TestMissingPagesNameTheCommand(t *testing.T) {
	b := open(t, func(c *server.Config) { c.Pages = noFiles{} })
	isProblem(t, b.anybody().does("GET", "/join", nil), http.StatusServiceUnavailable, "pages-missing")
	r, _ := http.NewRequestWithContext(t.Context(), "GET", b.web.URL+"/join", nil)
	r.Header.Set("Accept", "text/html")
	got := b.anybody().sends(r)
	if got.StatusCode != http.StatusServiceUnavailable || !strings.Contains(string(got.body), "Run `make build`") || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	if health := b.anybody().does("GET", "/healthz", nil); health.StatusCode != 200 {
		t.Errorf("healthz: %d", health.StatusCode)
	}
}

// A panic costs one request.
func TestPanicIsAProblem(t *testing.T) {
	b := open(t, func(c *server.Config) { c.Addresses = func() []string { panic("boom") } })
	isProblem(t, b.anybody().does("GET", "/api/about", nil), http.StatusInternalServerError, "internal")
	if health := b.anybody().does("GET", "/healthz", nil); health.StatusCode != 200 {
		t.Errorf("healthz afterwards: %d", health.StatusCode)
	}
}

// What another site makes a browser send changes nothing.
func TestForeignSiteChangesNothing(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene := staff.adds("Ours", glb())
	s := staff.opens(scene, "Ours")
	foreign := &caller{b: b, cookie: staff.cookie, origin: "https://evil.example"}
	for _, o := range operations(t, scene, s) {
		if o.method != "GET" && o.method != "HEAD" {
			isProblem(t, foreign.does(o.method, o.path, o.body), http.StatusForbidden, "cross-origin")
		}
	}
	own := &caller{b: b, cookie: staff.cookie, origin: b.web.URL}
	own.opens(scene, "From our own page")
}

func TestBodiesAreBounded(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	isProblem(t, staff.does("POST", "/api/sessions", map[string]string{"title": strings.Repeat("x", 70_000)}), http.StatusRequestEntityTooLarge, "too-large")
	isProblem(t, staff.does("POST", "/api/scenes", map[string]string{"name": strings.Repeat("x", 70_000)}), http.StatusRequestEntityTooLarge, "too-large")
	r, _ := http.NewRequestWithContext(t.Context(), "POST", b.web.URL+"/api/scenes", struct{ *strings.Reader }{strings.NewReader(`{"name":"` + strings.Repeat("x", 70_000))})
	r.Header.Set("Content-Type", "application/json")
	isProblem(t, staff.sends(r), http.StatusRequestEntityTooLarge, "too-large") // without a length
	isProblem(t, (&caller{b: b, cookie: staff.cookie, media: "text/plain"}).does("POST", "/api/sessions", map[string]string{}), http.StatusUnsupportedMediaType, "unsupported-media-type")
	isProblem(t, (&caller{b: b, cookie: staff.cookie, media: "application/json"}).does("POST", "/api/sessions", []byte("{")), http.StatusBadRequest, "malformed")
	isProblem(t, staff.does("POST", "/api/scenes", api.AddScene{Name: " ", Upload: staff.uploads("floor.glb", glb())}), http.StatusBadRequest, "malformed")
	isProblem(t, staff.does("GET", "/api/sessions/x/replay/no-number", nil), http.StatusBadRequest, "malformed")
}

// Nothing secret and nobody's name is in the log.
func TestLogHoldsNoSecrets(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	s := staff.opens(staff.adds("Ours", glb()), "Ours")
	seat, robin := b.joins(s.Code, "Robinette", true)
	conn := robin.arrives()
	_ = conn.Close()
	b.anybody().does("POST", "/api/join/look-up?code="+s.Code, map[string]string{"code": s.Code})
	b.anybody().does("POST", "/api/staff/sign-in", map[string]string{"name": "Siân", "password": "not that word"})
	text := b.logs.String()
	if !strings.Contains(text, "route=/api/join ") {
		t.Fatalf("nothing was logged:\n%s", text)
	}
	for _, secret := range []string{staff.cookie, seat.Token, s.Code, "Robinette", "Siân", "not that word", "ticket."} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
}

// Over HTTPS: HSTS only with a certificate that browsers trust by themselves, or the local authority would lock people out.
func TestHeadersOverHTTPS(t *testing.T) {
	for _, trusted := range []bool{true, false} {
		b := open(t, func(c *server.Config) { c.HSTS = trusted })
		r := httptest.NewRequestWithContext(t.Context(), "GET", "https://walk.example/join", nil)
		w := httptest.NewRecorder()
		b.web.Config.Handler.ServeHTTP(w, r)
		if got := w.Header().Get("Strict-Transport-Security"); (got != "") != trusted {
			t.Errorf("trusted %v: HSTS %q", trusted, got)
		}
		if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "wss://walk.example;") {
			t.Errorf("policy %q", csp)
		}
	}
}

// A Host that no browser sends does not write our policy.
func TestHostDoesNotWriteThePolicy(t *testing.T) {
	b := open(t)
	r := httptest.NewRequestWithContext(t.Context(), "GET", "/join", nil)
	r.Host = "x;script-src *"
	w := httptest.NewRecorder()
	b.web.Config.Handler.ServeHTTP(w, r)
	if csp := w.Header().Get("Content-Security-Policy"); strings.Contains(csp, "*") {
		t.Errorf("policy %q", csp)
	}
}
