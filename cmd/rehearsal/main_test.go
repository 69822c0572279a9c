package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qmuntal/gltf"
	"github.com/qmuntal/gltf/modeler"

	"rehearsal/scenes"
	"rehearsal/scenes/sample"
)

// paper is a terminal that a test reads while the program writes.
type paper struct {
	mu   sync.Mutex
	text bytes.Buffer
	news chan struct{}
}

func newPaper() *paper { return &paper{news: make(chan struct{}, 1)} }

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case p.news <- struct{}{}:
	default:
	}
	return p.text.Write(b)
}

func (p *paper) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

// launch is a run of the whole thing, in this process.
type launch struct {
	t    *testing.T
	out  *paper
	err  *paper
	stop context.CancelFunc
	exit chan int
	took time.Duration // until it had greeted
}

func start(t *testing.T, args ...string) *launch {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	if args[0] == "serve" {
		args = append(args, "--samples", "none") // their light takes seconds
	}
	p := &launch{t: t, out: newPaper(), err: newPaper(), stop: cancel, exit: make(chan int, 1)}
	from := time.Now()
	go func() { p.exit <- run(ctx, args, terminal{p.out, p.err}) }()
	t.Cleanup(cancel)
	select {
	case <-p.out.news:
		p.took = time.Since(from)
	case code := <-p.exit:
		p.exit <- code
	case <-time.After(30 * time.Second):
		t.Fatalf("it does not start: %s", p.err)
	}
	return p
}

// ends sends what Ctrl-C sends and wants a clean exit.
func (p *launch) ends() {
	p.t.Helper()
	p.stop()
	if code := <-p.exit; code != 0 {
		p.t.Errorf("exit %d: %s", code, p.err)
	}
}

// finds returns what the first group of the expression matches in what was printed.
func (p *launch) finds(expression string) string {
	p.t.Helper()
	m := regexp.MustCompile(expression).FindStringSubmatch(p.out.String())
	if m == nil {
		p.t.Fatalf("%s is not in:\n%s", expression, p.out)
	}
	return m[1]
}

func get(t *testing.T, client *http.Client, url string) (int, []byte) {
	t.Helper()
	response, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, text
}

// A newcomer's first start, and the second.
func TestTwoStarts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	first := start(t, "serve", "--addr", "127.0.0.1:0", "--data", dir, "--organisation", "Cyngor Example")
	base := first.finds(`Open +(http://127\.0\.0\.1:\d+)\n`)
	if got := first.finds(`Join page +(\S+)\n`); got != base+"/join" {
		t.Errorf("join page %s", got)
	}
	first.finds(`(First start: sample scenes)`)
	if status, _ := get(t, http.DefaultClient, base+"/healthz"); status != 200 {
		t.Errorf("healthz: %d", status)
	}
	if _, about := get(t, http.DefaultClient, base+"/api/about"); !strings.Contains(string(about), `"Cyngor Example"`) {
		t.Errorf("%s", about)
	}
	token := first.finds(`Sign in +` + regexp.QuoteMeta(base) + `/staff/welcome#(\w+) `)
	body, _ := json.Marshal(map[string]string{"token": token, "name": "Siân", "password": "three small words"})
	response, err := http.Post(base+"/api/staff/welcome", "application/json", bytes.NewReader(body))
	if err != nil || response.StatusCode != http.StatusCreated {
		t.Fatalf("%v, %v", response, err)
	}
	_ = response.Body.Close()

	twin := start(t, "serve", "--addr", "127.0.0.1:0", "--data", dir)
	if code := <-twin.exit; code != 1 || !strings.Contains(twin.err.String(), "another rehearsal is serving") {
		t.Errorf("a second server on the same directory: exit %d, %s", code, twin.err)
	}
	first.ends()
	if n := strings.Count(first.out.String(), "Open "); n != 1 {
		t.Errorf("greeted %d times", n)
	}

	second := start(t, "serve", "--addr", "127.0.0.1:0", "--data", dir)
	second.finds(`Found .* and (1 staff account)\.`)
	second.finds(`Staff +(\S+)/staff\n`)
	if strings.Contains(second.out.String(), "welcome#") {
		t.Error("a one-time link was printed although somebody has an account")
	}
	if second.took > time.Second && !testing.Short() && !raceEnabled {
		t.Errorf("the second start took %v", second.took)
	}
	second.ends()
}

// A lost link is no dead end.
func TestInviteFromTheCommandLine(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		out := newPaper()
		if code := run(t.Context(), []string{"staff", "invite", "--data", dir, "--url", "https://x.example/"}, terminal{out, out}); code != 0 {
			t.Fatalf("exit %d: %s", code, out)
		}
		if !regexp.MustCompile(`^https://x\.example/staff/welcome#\w{26}\n`).MatchString(out.String()) {
			t.Errorf("%s", out)
		}
	}
}

// A forgotten password is no dead end, and makes no second account.
func TestResetFromTheCommandLine(t *testing.T) {
	dir, out := t.TempDir(), newPaper()
	h, err := openHouse(t.Context(), dir, false, scenes.DefaultLimits(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := h.accounts.Invite(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.accounts.Accept(t.Context(), token, "Siân", "three small words"); err != nil {
		t.Fatal(err)
	}
	if code := run(t.Context(), []string{"staff", "reset", "siân", "--data", dir}, terminal{out, out}); code != 0 {
		t.Fatalf("exit %d: %s", code, out)
	}
	link := regexp.MustCompile(`^http://localhost:8080/staff/welcome#(\w{26})\n`).FindStringSubmatch(out.String())
	if link == nil {
		t.Fatalf("%s", out)
	}
	if who, _, err := h.accounts.Accept(t.Context(), link[1], "Siân", "another few words"); err != nil || who.Name != "Siân" {
		t.Errorf("%v, %v", who, err)
	}
	if n, err := h.db.Identity().CountStaff(t.Context()); n != 1 || err != nil {
		t.Errorf("%d accounts, %v", n, err)
	}
	if err := h.close(t.Context()); err != nil {
		t.Error(err)
	}
	if code := run(t.Context(), []string{"staff", "reset", "Nobody", "--data", dir}, terminal{out, out}); code != 1 || !strings.Contains(out.String(), `nobody signs in as "Nobody"`) {
		t.Errorf("exit %d: %s", code, out)
	}
}

// A link that was printed and not used is void when the next is printed: no list of keys grows in somebody's terminal.
func TestStartVoidsTheLinkOfTheLast(t *testing.T) {
	dir := t.TempDir()
	link := regexp.MustCompile(`/staff/welcome#(\w+) `)
	var tokens []string
	for range 2 {
		p := start(t, "serve", "--addr", "127.0.0.1:0", "--data", dir)
		tokens = append(tokens, p.finds(link.String()))
		if len(tokens) == 2 {
			for i, want := range []int{http.StatusGone, http.StatusCreated} {
				body, _ := json.Marshal(map[string]string{"token": tokens[i], "name": "Siân", "password": "three small words"})
				response, err := http.Post(p.finds(`Open +(\S+)\n`)+"/api/staff/welcome", "application/json", bytes.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				_ = response.Body.Close()
				if response.StatusCode != want {
					t.Errorf("the link of start %d: %d", i+1, response.StatusCode)
				}
			}
		}
		p.ends()
	}
}

// Ctrl-C in the middle of an upload is a clean end: the upload waits on disk to be continued, and nothing runs on over closed files.
func TestStopDuringAnUpload(t *testing.T) {
	if testing.Short() {
		t.Skip("waits until the upload has had its time")
	}
	p := start(t, "serve", "--addr", "127.0.0.1:0", "--data", t.TempDir(), "--verbose")
	base := p.finds(`Open +(\S+)\n`)
	body, _ := json.Marshal(map[string]string{"token": p.finds(`/staff/welcome#(\w+) `), "name": "Siân", "password": "three small words"})
	response, err := http.Post(base+"/api/staff/welcome", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	cookie := response.Cookies()[0]
	begun, err := http.NewRequest("POST", base+"/api/uploads", nil)
	if err != nil {
		t.Fatal(err)
	}
	begun.Header.Set("Tus-Resumable", "1.0.0")
	begun.Header.Set("Upload-Length", strconv.Itoa(64<<20))
	begun.AddCookie(cookie)
	if response, err = http.DefaultClient.Do(begun); err != nil || response.StatusCode != http.StatusCreated {
		t.Fatalf("%v, %v", response, err)
	}
	_ = response.Body.Close()
	source, upload := io.Pipe() // of which no more comes
	request, err := http.NewRequest("PATCH", base+response.Header.Get("Location"), source)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Tus-Resumable", "1.0.0")
	request.Header.Set("Upload-Offset", "0")
	request.Header.Set("Content-Type", "application/offset+octet-stream")
	request.AddCookie(cookie)
	ended := make(chan error, 1)
	go func() {
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			err = response.Body.Close()
		}
		ended <- err
	}()
	if _, err := upload.Write(make([]byte, 32<<20)); err != nil { // more than the network holds, so it is being read
		t.Fatal(err)
	}
	p.stop()
	if code := <-p.exit; code != 0 {
		t.Errorf("exit %d", code)
	}
	_ = upload.Close()
	<-ended
	if text := p.err.String(); strings.Contains(text, "deadline") || strings.Contains(text, "level=ERROR") || !strings.Contains(text, "route=/api/uploads/{upload} ") {
		t.Errorf("%s", text)
	}
}

// Headsets on the network: a device that trusts the authority is on a secure page without a warning, and this computer keeps HTTP.
func TestHTTPSFromTheLocalAuthority(t *testing.T) {
	p := start(t, "serve", "--addr", "127.0.0.1:0", "--https", "--https-addr", "127.0.0.1:0", "--data", t.TempDir(), "--verbose")
	base := p.finds(`Open +(http://\S+)\n`)
	status, der := get(t, http.DefaultClient, base+"/authority.crt")
	root, err := x509.ParseCertificate(der)
	if status != 200 || err != nil || !root.IsCA {
		t.Fatalf("%d, %v", status, err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(root)
	secure := httpsAddress(t, p)
	for _, version := range []int{1, 2} { // of HTTP: browsers choose the second
		device := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: version == 2}}
		response, err := device.Get(secure + "/api/about")
		if err != nil {
			t.Fatal(err)
		}
		var about struct{ Secure, Authority bool }
		err = json.NewDecoder(response.Body).Decode(&about)
		if err != nil || response.StatusCode != 200 || response.ProtoMajor != version || !about.Secure || !about.Authority {
			t.Errorf("HTTP/%d: %s %+v, %v", version, response.Status, about, err)
		}
		_ = response.Body.Close()
		body := strings.NewReader(`{"code":"222222"}`)
		asked, err := device.Post(secure+"/api/join/look-up", "application/json", body)
		if err != nil {
			t.Fatal(err)
		}
		if _ = asked.Body.Close(); asked.StatusCode != http.StatusNotFound {
			t.Errorf("HTTP/%d: a call with a body: %s", version, asked.Status)
		}
		device.CloseIdleConnections()
	}
	p.ends()
}

// httpsAddress reads where HTTPS is served from the log; the greeting names only addresses of a network.
func httpsAddress(t *testing.T, p *launch) string {
	t.Helper()
	for {
		if m := regexp.MustCompile(`msg="serving HTTPS" address=(\S+)`).FindStringSubmatch(p.err.String()); m != nil {
			return "https://" + m[1]
		}
		select {
		case <-p.err.news:
		case <-time.After(10 * time.Second):
			t.Fatalf("HTTPS is not served: %s", p.err)
		}
	}
}

func TestCommandLineMistakes(t *testing.T) {
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"serve", "--nonsense"}, 2, "unknown flag"},
		{[]string{"serve", "--cert", "main.go", "--data", t.TempDir()}, 1, "go together"},
		{[]string{"serve", "--scene-mb", "7", "--data", t.TempDir()}, 2, "--scene-mb: between 8 and 1000"},
		{[]string{"serve", "--samples", "some", "--data", t.TempDir()}, 2, "--samples"},
		{[]string{"serve", "--addr", "256.0.0.1:1", "--data", t.TempDir()}, 1, "256.0.0.1"},
		{[]string{"scene", "check", "main.go"}, 1, "cannot be used as a scene"},
		{[]string{"version"}, 0, "dev"},
		{[]string{"--help"}, 0, "serve"},
	} {
		out := newPaper()
		if code := run(t.Context(), c.args, terminal{out, out}); code != c.exit || !strings.Contains(out.String(), c.says) {
			t.Errorf("%v: exit %d, %s", c.args, code, out)
		}
	}
}

// The sample and its session are made once, and a crash in between is made good.
func TestSampleIsPreparedOnce(t *testing.T) {
	ctx, log := t.Context(), slog.New(slog.DiscardHandler)
	h, err := openHouse(ctx, t.TempDir(), true, scenes.DefaultLimits(), log)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	library := space{"library", "Library", []sample.Variant{{ID: "as-is", Name: "As it is"}, {ID: "b", Name: "Wider"}}, floor}
	if _, _, err := h.sampleScene(ctx, library, 0); err != nil { // and then it crashed
		t.Fatal(err)
	}
	for range 2 {
		if err := prepare(ctx, h, []space{library}, 0, log); err != nil {
			t.Fatal(err)
		}
	}
	all, err := h.catalogue.Scenes(ctx)
	if err != nil || len(all) != 1 || !all[0].Sample || all[0].Name != "Library" || len(all[0].Variants) != 2 || all[0].Variants[1].Name != "Wider" {
		t.Errorf("%+v, %v", all, err)
	}
	sessions, err := h.house.Sessions(ctx)
	if err != nil || len(sessions) != 1 || !sessions[0].Simulated || sessions[0].Closed == nil {
		t.Fatalf("%+v, %v", sessions, err)
	}
	replay, err := h.house.Replay(ctx, sessions[0].ID)
	if err != nil || len(replay.Chunks) < 3 || len(replay.People) < simulatedCrowd {
		t.Errorf("%d chunks, %d people, %v", len(replay.Chunks), len(replay.People), err)
	}
}

// What an earlier program made stays, what it did not have is added, and what somebody deleted stays away.
func TestSamplesOfAnotherProgram(t *testing.T) {
	ctx, log := t.Context(), slog.New(slog.DiscardHandler)
	h, err := openHouse(ctx, t.TempDir(), true, scenes.DefaultLimits(), log)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	library := space{"library", "Library", []sample.Variant{{ID: "as-is", Name: "As it is"}}, floor}
	gp := space{"gp", "Surgery", []sample.Variant{{ID: "as-is", Name: "As it is"}, {ID: "b", Name: "Booth"}}, floor}
	if err := prepare(ctx, h, []space{library}, 0, log); err != nil {
		t.Fatal(err)
	}
	library.variants = append(library.variants, sample.Variant{ID: "b", Name: "Wider"})
	if err := prepare(ctx, h, []space{library, gp}, 0, log); err != nil {
		t.Fatal(err)
	}
	all, err := h.catalogue.Scenes(ctx)
	if err != nil || len(all) != 2 || len(all[0].Variants) != 2 || len(all[1].Variants) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	if err := errors.Join(h.catalogue.DeleteScene(ctx, "sample-gp"), h.catalogue.DeleteVariant(ctx, "sample-library", "b")); err != nil {
		t.Fatal(err)
	}
	if err := prepare(ctx, h, []space{library, gp}, 0, log); err != nil {
		t.Fatal(err)
	}
	if all, err = h.catalogue.Scenes(ctx); err != nil || len(all) != 1 || len(all[0].Variants) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

// floor is a scene of one triangle.
func floor(context.Context, string) ([]byte, error) {
	doc := gltf.NewDocument()
	position := modeler.WritePosition(doc, [][3]float32{{-5, 0, 5}, {5, 0, 5}, {0, 0, -5}})
	doc.Meshes = []*gltf.Mesh{{Primitives: []*gltf.Primitive{{Attributes: gltf.PrimitiveAttributes{gltf.POSITION: position}}}}}
	doc.Nodes = []*gltf.Node{{Name: "floor", Mesh: gltf.Index(0)}}
	doc.Scenes[0].Nodes = []int{0}
	var b bytes.Buffer
	err := gltf.NewEncoder(&b).Encode(doc)
	return b.Bytes(), err
}

// Ctrl-C does not wait for the sample's light.
func TestStopWhilePreparing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	building, release := make(chan struct{}), make(chan struct{})
	defer close(release)
	failed := make(chan error)
	go func() {
		_, err := built(ctx, func(context.Context, string) ([]byte, error) { close(building); <-release; return nil, nil }, "")
		failed <- err
	}()
	<-building
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestFilesAreTheOwnersOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	p := start(t, "serve", "--addr", "127.0.0.1:0", "--data", dir)
	p.ends()
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info, err)
	}
}
