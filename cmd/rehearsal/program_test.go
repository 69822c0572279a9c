package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"

	"rehearsal/server/api"
)

// program is the real binary, built once per test, on a loopback port and a directory of its own.
type program struct {
	binary, data, addr string
	flags              []string
	cmd                *exec.Cmd
	printed            *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// startProgram builds and starts it, with more flags for serve.
func startProgram(t testing.TB, flags ...string) *program {
	t.Helper()
	dir := t.TempDir()
	binary := filepath.Join(dir, "rehearsal")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := listener.Addr().String()
	listener.Close()
	p := &program{binary: binary, data: filepath.Join(dir, "data"), addr: addr, flags: flags, printed: &lockedBuffer{}}
	p.start(t)
	t.Cleanup(func() {
		if p.cmd.ProcessState == nil {
			p.cmd.Process.Kill()
			p.cmd.Wait()
		}
		if t.Failed() {
			t.Logf("the program printed:\n%s", p.printed)
		}
	})
	return p
}

func (p *program) url() string { return "http://" + p.addr }

func (p *program) start(t testing.TB) {
	t.Helper()
	p.cmd = exec.Command(p.binary, append([]string{"serve", "--addr", p.addr, "--data", p.data, "--samples", "library"}, p.flags...)...)
	p.cmd.Stdout, p.cmd.Stderr = p.printed, p.printed
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 600 {
		if r, err := http.Get(p.url() + "/healthz"); err == nil {
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(50 * time.Millisecond) // polls a real process
	}
	t.Fatalf("not healthy after 30 s:\n%s", p.printed)
}

// signal ends the program and waits for its end.
func (p *program) signal(t testing.TB, s os.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
	err := p.cmd.Wait()
	if s != syscall.SIGKILL && err != nil {
		t.Errorf("after %v the program ended with %v", s, err)
	}
}

// desk is a signed-in member of staff.
type desk struct {
	client *http.Client
	base   string
}

var staffLink = regexp.MustCompile(`/staff/welcome#(\S+)`)

func signIn(t testing.TB, p *program) *desk {
	t.Helper()
	link := staffLink.FindStringSubmatch(p.printed.String())
	if link == nil {
		t.Fatalf("no staff link in:\n%s", p.printed)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{client: &http.Client{Jar: jar}, base: p.url()}
	call(t, d.client, "POST", d.base+"/api/staff/welcome", "", api.AcceptInvitation{Token: link[1], Name: "Mair", Password: "a long enough password"}, nil)
	return d
}

func (d *desk) openSession(t testing.TB) api.Session {
	t.Helper()
	var list api.SceneList
	for range 300 { // the sample may still be being built
		call(t, d.client, "GET", d.base+"/api/scenes", "", nil, &list)
		if len(list.Scenes) > 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if len(list.Scenes) == 0 {
		t.Fatal("the catalogue holds no sample scene")
	}
	var opened api.Session
	call(t, d.client, "POST", d.base+"/api/sessions", "", api.OpenSession{Scene: list.Scenes[0].Id, Title: "Test"}, &opened)
	return opened
}

func (d *desk) replay(t *testing.T, session string) api.Replay {
	t.Helper()
	var replay api.Replay
	call(t, d.client, "POST", d.base+"/api/sessions/"+session+"/close", "", nil, nil)
	call(t, d.client, "GET", d.base+"/api/sessions/"+session+"/replay", "", nil, &replay)
	return replay
}

func (d *desk) get(t *testing.T, path string) []byte {
	t.Helper()
	r, err := d.client.Get(d.base + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %d %v", path, r.StatusCode, err)
	}
	return body
}

// call does one JSON call and fails the test on any problem.
func call(t testing.TB, client *http.Client, method, url, bearer string, in, out any) {
	t.Helper()
	if err := try(client, method, url, bearer, in, out); err != nil {
		t.Fatal(err)
	}
}

func try(client *http.Client, method, url, bearer string, in, out any) error {
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(raw)
	}
	request, err := http.NewRequest(method, url, body)
	if err != nil {
		return err
	}
	if in != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if bearer != "" {
		request.Header.Set("Authorization", "Bearer "+bearer)
	}
	r, err := client.Do(request)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	if r.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %d %s", method, url, r.StatusCode, raw)
	}
	if out != nil {
		return json.Unmarshal(raw, out)
	}
	return nil
}
