package main

import (
	"context"
	"crypto/tls"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rehearsal/server/authority"
)

func TestAddressForThisComputer(t *testing.T) {
	at := &net.TCPAddr{IP: net.IPv4zero, Port: 8080}
	for asked, want := range map[string]string{
		"localhost:8080": "localhost:8080", ":8080": "localhost:8080", "0.0.0.0:0": "localhost:8080", "[::]:8080": "localhost:8080",
		"192.168.1.20:8080": "192.168.1.20:8080", "[::1]:8080": "[::1]:8080",
	} {
		if got := localHost(asked, at); got != want {
			t.Errorf("%s: %s", asked, got)
		}
	}
	if got := withPort("walk.example", "443"); got != "walk.example" {
		t.Errorf("on the usual port: %s", got)
	}
}

// With a certificate of one's own, links carry the names that it is good for.
func TestGivenCertificate(t *testing.T) {
	dir := t.TempDir()
	a, err := authority.Open(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Server(); err != nil {
		t.Fatal(err)
	}
	pem := filepath.Join(dir, "server.pem") // certificate and key
	c := serveCommand{Addr: "127.0.0.1:0", HTTPS: true, HTTPSAddr: "127.0.0.1:0", Data: t.TempDir(), Cert: pem, Key: pem}
	d, err := c.open(slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer d.close()
	if d.authority != nil {
		t.Error("a local authority was made")
	}
	_, port, err := net.SplitHostPort(d.listeners[1].Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if all := d.addresses(); !slices.Contains(all, "https://localhost:"+port) || strings.Contains(strings.Join(all, " "), "127.0.0.1") {
		t.Errorf("%v", all)
	}
	go func() {
		if conn, err := d.listeners[1].Accept(); err == nil {
			_ = conn.(*tls.Conn).HandshakeContext(context.Background())
			_ = conn.Close()
		}
	}()
	conn, err := tls.Dial("tcp", d.listeners[1].Addr().String(), &tls.Config{InsecureSkipVerify: true}) // only to see which certificate it shows
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if got := conn.ConnectionState().PeerCertificates[0].Subject.CommonName; got != "Rehearsal server" {
		t.Errorf("it shows %q", got)
	}
}

func TestGreetingShowsEachAddressOfTheNetwork(t *testing.T) {
	var b strings.Builder
	if err := onNetwork(&b, []string{"https://192.168.1.20:8443", "https://10.0.0.4:8443"}, true); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"https://192.168.1.20:8443/join\n", "https://10.0.0.4:8443/join\n", "█▀", "https://192.168.1.20:8443/headset says"} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%q is missing in\n%s", part, b.String())
		}
	}
}
