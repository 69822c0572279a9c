package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"rehearsal/server/api"
	"rehearsal/server/session"
)

// bigScene is a GLB of about so many bytes: a small floor, and beside it noise that nothing compresses or shares.
func bigScene(bytes int) (head []byte, noise io.Reader, size int64) {
	bin := (bytes + 3) &^ 3
	text := fmt.Sprintf(`{"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"name":"Floor","mesh":0}],`+
		`"meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],"buffers":[{"byteLength":%d}],`+
		`"bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":%d}],`+
		`"accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3","min":[-5,0,-5],"max":[5,0,5]}]}`, bin, bin-36)
	text += strings.Repeat(" ", (4-len(text)%4)%4)
	head = binary.LittleEndian.AppendUint32([]byte("glTF"), 2)
	head = binary.LittleEndian.AppendUint32(head, uint32(20+len(text)+8+bin))
	head = append(binary.LittleEndian.AppendUint32(head, uint32(len(text))), "JSON"+text...)
	head = append(binary.LittleEndian.AppendUint32(head, uint32(bin)), "BIN\x00"...)
	for _, v := range []float32{-5, 0, 5, 5, 0, 5, 0, 0, -5} {
		head, _ = binary.Append(head, binary.LittleEndian, v)
	}
	return head, io.LimitReader(rand.NewChaCha8([32]byte{1}), int64(bin-36)), int64(len(head) + bin - 36)
}

// sends brings a file by tus in parts of 8 MiB, and makes a scene of it.
func (d *desk) sends(t testing.TB, name string, file io.Reader, size int64) api.Scene {
	t.Helper()
	ask := func(method, at string, body io.Reader, headers ...string) *http.Response {
		request, err := http.NewRequest(method, d.base+at, body)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Tus-Resumable", "1.0.0")
		for i := 0; i < len(headers); i += 2 {
			request.Header.Set(headers[i], headers[i+1])
		}
		r, err := d.client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(r.Body)
		if r.Body.Close(); r.StatusCode >= 300 {
			t.Fatalf("%s %s: %d %s", method, at, r.StatusCode, text)
		}
		return r
	}
	begun := ask("POST", "/api/uploads", nil, "Upload-Length", strconv.FormatInt(size, 10),
		"Upload-Metadata", "filename "+base64.StdEncoding.EncodeToString([]byte(name+".glb")))
	at := begun.Header.Get("Location")
	part := make([]byte, 8<<20)
	for offset := int64(0); offset < size; {
		n, err := io.ReadFull(file, part)
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatal(err)
		}
		ask("PATCH", at, bytes.NewReader(part[:n]), "Content-Type", "application/offset+octet-stream", "Upload-Offset", strconv.FormatInt(offset, 10))
		offset += int64(n)
	}
	var scene api.Scene
	call(t, d.client, "POST", d.base+"/api/scenes", "", api.AddScene{Name: name, Upload: at[strings.LastIndex(at, "/")+1:]}, &scene)
	return scene
}

// resident is the memory that the program holds now, in bytes.
func (p *program) resident(t testing.TB) int64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Skip("no /proc here")
	}
	var kilobytes int64
	_, rest, _ := bytes.Cut(status, []byte("VmRSS:"))
	if _, err := fmt.Sscan(string(rest[:20]), &kilobytes); err != nil {
		t.Fatal(err)
	}
	return kilobytes << 10
}

// A designer's 500 MB come in while a session is live: what that costs in memory, and what the people in the session notice of it. An
// event's time runs from the proposal on the socket to its acknowledgement, which is after the commit.
func BenchmarkUploadBesideALiveSession(b *testing.B) {
	p := startProgram(b, "--scene-mb", "600", "--samples", "library")
	desk := signIn(b, p)
	code := desk.openSession(b).Code
	people := make([]*visitor, 5)
	for i := range people {
		people[i] = join(b, p, code, fmt.Sprintf("Person %d", i+1))
	}
	quiet := writeDuring(b, people, func() { time.Sleep(5 * time.Second) }) // a measured while, not a wait for something
	idle, peak := p.resident(b), int64(0)
	done, watched := make(chan struct{}), sync.WaitGroup{}
	watched.Go(func() {
		for ticks := time.NewTicker(20 * time.Millisecond); ; {
			select {
			case <-done:
				return
			case <-ticks.C:
				peak = max(peak, p.resident(b))
			}
		}
	})
	from, size := time.Now(), int64(0)
	during := writeDuring(b, people, func() {
		head, noise, length := bigScene(500_000_000)
		size = length
		desk.sends(b, "Big", io.MultiReader(bytes.NewReader(head), noise), length)
	})
	took := time.Since(from)
	close(done)
	watched.Wait()
	b.ReportMetric(float64(size)/1e6/took.Seconds(), "MB/s")
	b.ReportMetric(float64(peak-idle)/(1<<20), "MiB-above-idle")
	b.ReportMetric(at(quiet, 99), "ms-p99-quiet")
	b.ReportMetric(at(during, 99), "ms-p99-during")
	b.ReportMetric(at(during, 50), "ms-p50-during")
	b.ReportMetric(0, "ns/op")
}

func at(times []time.Duration, percent int) float64 {
	slices.Sort(times)
	return times[min(len(times)-1, len(times)*percent/100)].Seconds() * 1000
}

// writeDuring has everybody write ten times a second while work goes on, and says how long each write took to be acknowledged.
func writeDuring(t testing.TB, people []*visitor, work func()) (all []time.Duration) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var writing sync.WaitGroup
	var mu sync.Mutex
	for _, v := range people {
		writing.Go(func() {
			times, err := v.writes(ctx)
			mu.Lock()
			defer mu.Unlock()
			if all = append(all, times...); err != nil {
				t.Error(err)
			}
		})
	}
	work()
	stop()
	writing.Wait()
	if len(all) == 0 {
		t.Fatal("nobody wrote anything")
	}
	return all
}

func (v *visitor) writes(ctx context.Context) (times []time.Duration, err error) {
	socket, err := v.connect(ctx)
	if err != nil {
		return nil, err
	}
	defer socket.Close()
	heard, welcomed := make(chan session.Event, 64), make(chan struct{})
	go v.listens(socket, welcomed, heard)
	<-welcomed
	ticks := time.NewTicker(100 * time.Millisecond)
	defer ticks.Stop()
	for ctx.Err() == nil {
		<-ticks.C
		from := time.Now()
		if err := socket.WriteMessage(websocket.BinaryMessage, v.raiseHand()); err != nil {
			return times, err
		}
		acknowledged := false
		for !acknowledged {
			e, open := <-heard
			if !open {
				return times, errors.New("the socket ended before the event was acknowledged")
			}
			acknowledged = e.Author == v.slot && e.Op == v.lastOp
		}
		times = append(times, time.Since(from))
	}
	return times, nil
}

func (v *visitor) listens(socket *websocket.Conn, welcomed chan struct{}, heard chan session.Event) {
	defer close(heard)
	for {
		_, message, err := socket.ReadMessage()
		if err != nil {
			return
		}
		switch message[0] {
		case session.KindWelcome:
			if w, err := session.ParseWelcome(message); err == nil {
				v.mu.Lock()
				v.lastOp = max(v.lastOp, w.LastOp)
				v.mu.Unlock()
			}
			close(welcomed)
		case session.KindEvent:
			if e, err := session.ParseEvent(message); err == nil {
				heard <- e
			}
		}
	}
}

// Serving a scene of 100 MB, whole and in ranges of 64 KiB, by turns from this program and from nginx with the same file. The client is
// the same, reads from a bare connection, and takes its share of the processor.
func BenchmarkServeBesideNginx(b *testing.B) {
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		b.Skip("nginx is not here to be measured against: apt-get install nginx-light")
	}
	p := startProgram(b, "--samples", "library")
	desk := signIn(b, p)
	head, noise, size := bigScene(99_000_000)
	file, err := io.ReadAll(io.MultiReader(bytes.NewReader(head), noise))
	if err != nil {
		b.Fatal(err)
	}
	scene := desk.sends(b, "Big", bytes.NewReader(file), size)
	base, err := url.Parse(desk.base)
	if err != nil {
		b.Fatal(err)
	}
	ours := source{p.addr, scene.Variants[0].Current.View.Url, desk.client.Jar.Cookies(base)[0].String()}
	theirs := source{startNginx(b, nginx, file), "/big.glb", "none=0"}
	var whole, ranges [2][]float64
	for range 5 {
		for i, s := range []source{ours, theirs} {
			whole[i] = append(whole[i], s.whole(b, size))
			ranges[i] = append(ranges[i], s.ranges(b, size))
		}
	}
	best := func(rates []float64) float64 { return slices.Max(rates) }
	b.ReportMetric(best(whole[0]), "MB/s")
	b.ReportMetric(best(whole[1]), "nginx-MB/s")
	b.ReportMetric(best(whole[0])/best(whole[1]), "of-nginx")
	b.ReportMetric(best(ranges[0]), "ranges/s")
	b.ReportMetric(best(ranges[1]), "nginx-ranges/s")
	b.ReportMetric(best(ranges[0])/best(ranges[1]), "of-nginx-ranges")
	b.ReportMetric(0, "ns/op")
}

func startNginx(b *testing.B, binary string, file []byte) string {
	b.Helper()
	dir := b.TempDir()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	addr := listener.Addr().String()
	listener.Close()
	config := fmt.Sprintf("daemon off; worker_processes auto; pid %[1]s/pid; error_log %[1]s/error.log; events {}\n"+
		"http { access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000; client_body_temp_path %[1]s; proxy_temp_path %[1]s; fastcgi_temp_path %[1]s;\n"+
		"uwsgi_temp_path %[1]s; scgi_temp_path %[1]s; server { listen %[2]s; root %[1]s; } }\n", dir, addr)
	if err := errors.Join(os.Chmod(dir, 0o755), os.WriteFile(filepath.Join(dir, "big.glb"), file, 0o644), os.WriteFile(filepath.Join(dir, "conf"), []byte(config), 0o644)); err != nil {
		b.Fatal(err)
	}
	if os.Getuid() == 0 { // its workers would be nobody, who may not look into a temporary directory
		config = "user root;" + config
		if err := os.WriteFile(filepath.Join(dir, "conf"), []byte(config), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	cmd := exec.Command(binary, "-p", dir, "-c", filepath.Join(dir, "conf"))
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = cmd.Process.Signal(os.Interrupt); _ = cmd.Wait() })
	for range 100 {
		if conn, err := net.Dial("tcp", addr); err == nil {
			conn.Close()
			return addr
		}
		time.Sleep(20 * time.Millisecond) // polls a real process
	}
	b.Fatal("nginx does not answer")
	return ""
}

// source is a file on a server.
type source struct{ addr, path, cookie string }

func (s source) dial(b *testing.B) (net.Conn, *bufio.Reader) {
	b.Helper()
	conn, err := net.Dial("tcp", s.addr)
	if err != nil {
		b.Fatal(err)
	}
	return conn, bufio.NewReaderSize(conn, 256<<10)
}

// get asks for some of the file and reads it: from the bare connection, but for what came with the headers.
func (s source) get(b *testing.B, conn net.Conn, r *bufio.Reader, from, until int64) {
	b.Helper()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nRange: bytes=%d-%d\r\n\r\n", s.path, s.addr, s.cookie, from, until-1)
	status, err := r.ReadString('\n')
	if err != nil || !strings.Contains(status, "206") {
		b.Fatalf("%s: %s %v", s.path, status, err)
	}
	for line := ""; line != "\r\n"; {
		if line, err = r.ReadString('\n'); err != nil {
			b.Fatal(err)
		}
	}
	if n, err := r.Discard(int(until - from)); err != nil {
		b.Fatalf("%d of %d: %v", n, until-from, err)
	}
}

// whole is a rate in MB/s.
func (s source) whole(b *testing.B, size int64) float64 {
	conn, r := s.dial(b)
	defer conn.Close()
	from, n := time.Now(), 0
	for ; time.Since(from) < time.Second; n++ {
		s.get(b, conn, r, 0, size)
	}
	return float64(n) * float64(size) / 1e6 / time.Since(from).Seconds()
}

// ranges is how many of 64 KiB a second.
func (s source) ranges(b *testing.B, size int64) float64 {
	conn, r := s.dial(b)
	defer conn.Close()
	random := rand.New(rand.NewPCG(1, 2))
	from, n := time.Now(), 0
	for ; time.Since(from) < time.Second; n++ {
		at := random.Int64N(size - 64<<10)
		s.get(b, conn, r, at, at+64<<10)
	}
	return float64(n) / time.Since(from).Seconds()
}
