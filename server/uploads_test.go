package server_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// tus sends one request of the protocol. Headers are pairs.
func (c *caller) tus(method, path string, body io.Reader, headers ...string) answer {
	c.b.t.Helper()
	r, err := http.NewRequestWithContext(c.b.t.Context(), method, c.b.web.URL+path, body)
	if err != nil {
		c.b.t.Fatal(err)
	}
	r.Header.Set("Tus-Resumable", "1.0.0")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return c.sends(r)
}

// begins an upload and answers with its address.
func (c *caller) begins(name string, length int) string {
	c.b.t.Helper()
	a := c.tus("POST", "/api/uploads", nil,
		"Upload-Length", strconv.Itoa(length), "Upload-Metadata", "filename "+base64.StdEncoding.EncodeToString([]byte(name)))
	if a.StatusCode != http.StatusCreated {
		c.b.t.Fatalf("begin: %d %s", a.StatusCode, a.body)
	}
	at := a.Header.Get("Location")
	if !strings.HasPrefix(at, "/api/uploads/") {
		c.b.t.Fatalf("begun at %q, which a proxy in front would not know", at)
	}
	return at
}

func (c *caller) sendsPart(at string, offset int, part []byte) answer {
	c.b.t.Helper()
	return c.tus("PATCH", at, bytes.NewReader(part), "Content-Type", "application/offset+octet-stream", "Upload-Offset", strconv.Itoa(offset))
}

func (c *caller) offset(at string) string {
	c.b.t.Helper()
	return c.tus("HEAD", at, nil).Header.Get("Upload-Offset")
}

func TestUploadInParts(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	file := glb()
	at := mari.begins("floor.glb", len(file))
	if a := mari.sendsPart(at, 0, file[:100]); a.StatusCode != http.StatusNoContent || a.Header.Get("Upload-Offset") != "100" {
		t.Fatalf("first part: %d %v", a.StatusCode, a.Header)
	}
	if got := mari.offset(at); got != "100" {
		t.Errorf("HEAD says %s", got)
	}
	isProblem(t, mari.sendsPart(at, 50, file[50:]), http.StatusConflict, "upload-elsewhere")
	isProblem(t, mari.sendsPart(at, 100, make([]byte, len(file))), http.StatusRequestEntityTooLarge, "too-large")
	if a := mari.sendsPart(at, 100, file[100:]); a.StatusCode != http.StatusNoContent {
		t.Fatalf("the rest: %d %s", a.StatusCode, a.body)
	}
	if got := mari.offset(at); got != strconv.Itoa(len(file)) {
		t.Errorf("HEAD says %s of %d", got, len(file))
	}
	if a := mari.tus("DELETE", at, nil); a.StatusCode != http.StatusNoContent {
		t.Errorf("delete: %d %s", a.StatusCode, a.body)
	}
	isProblem(t, mari.sendsPart(at, 0, file), http.StatusNotFound, "not-found")
}

// What came before the network was cut is on disk, and the upload goes on there.
func TestUploadGoesOnAfterACut(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	file := bytes.Repeat([]byte("0123456789abcdef"), 50_000)
	at := mari.begins("hall.glb", len(file))
	offset := 0
	for tries := 0; offset == 0; tries++ { // asking may cut a request off before anything of it was read
		if tries == 50 {
			t.Fatal("nothing is kept of what came before the cut")
		}
		mari.isCutOff(at, len(file), file[:300_000])
		var err error
		if offset, err = strconv.Atoi(mari.offset(at)); err != nil || offset > 300_000 {
			t.Fatalf("after the cut: %d, %v", offset, err)
		}
	}
	if a := mari.sendsPart(at, offset, file[offset:]); a.StatusCode != http.StatusNoContent {
		t.Fatalf("%d %s", a.StatusCode, a.body)
	}
}

// isCutOff sends the first bytes of a part, and loses the network.
func (c *caller) isCutOff(at string, length int, part []byte) {
	c.b.t.Helper()
	host := strings.TrimPrefix(c.b.web.URL, "http://")
	conn, err := net.Dial("tcp", host)
	if err != nil {
		c.b.t.Fatal(err)
	}
	head := "PATCH " + at + " HTTP/1.1\r\nHost: " + host + "\r\nCookie: staff=" + c.cookie + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n" +
		"Content-Type: application/offset+octet-stream\r\nContent-Length: " + strconv.Itoa(length) + "\r\n\r\n"
	_, err = io.Copy(conn, io.MultiReader(strings.NewReader(head), bytes.NewReader(part)))
	if err := errors.Join(err, conn.Close()); err != nil {
		c.b.t.Fatal(err)
	}
}

func TestUploadsAreForStaffAndBounded(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	at := mari.begins("floor.glb", 10)
	nobody := b.anybody()
	isProblem(t, nobody.tus("POST", "/api/uploads", nil, "Upload-Length", "10"), http.StatusUnauthorized, "signed-out")
	isProblem(t, nobody.sendsPart(at, 0, []byte("x")), http.StatusUnauthorized, "signed-out")
	isProblem(t, nobody.tus("DELETE", at, nil), http.StatusUnauthorized, "signed-out")
	isProblem(t, mari.tus("POST", "/api/uploads", nil, "Upload-Length", strconv.Itoa(2<<20)), http.StatusRequestEntityTooLarge, "too-large")
	isProblem(t, mari.tus("POST", "/api/uploads", nil, "Upload-Length", "-3"), http.StatusBadRequest, "malformed")
	isProblem(t, mari.tus("POST", "/api/uploads", nil, "Upload-Defer-Length", "1"), http.StatusBadRequest, "malformed")
	isProblem(t, mari.tus("POST", "/api/uploads", nil, "Upload-Length", "10", "Upload-Metadata", "filename "+base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("x"), 300))), http.StatusBadRequest, "malformed")
	isProblem(t, mari.tus("POST", "/api/uploads", nil, "Upload-Length", "10", "Tus-Resumable", "0.2.2"), http.StatusPreconditionFailed, "tus-version")
	isProblem(t, mari.tus("PATCH", at, strings.NewReader("x"), "Content-Type", "text/plain", "Upload-Offset", "0"), http.StatusUnsupportedMediaType, "unsupported-media-type")
	isProblem(t, mari.tus("PATCH", at, strings.NewReader("x"), "Content-Type", "application/offset+octet-stream"), http.StatusBadRequest, "malformed")
	for range 15 {
		mari.begins("more.glb", 10)
	}
	isProblem(t, mari.tus("POST", "/api/uploads", nil, "Upload-Length", "10"), http.StatusServiceUnavailable, "upload-busy")
}
