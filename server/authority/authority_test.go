package authority

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func open(t *testing.T, dir string, c *clock, ips ...string) (*Authority, *Server) {
	t.Helper()
	a, err := Open(dir, c.now)
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.Server()
	if err != nil {
		t.Fatal(err)
	}
	s.local = func() (all []net.IP, err error) {
		for _, ip := range ips {
			all = append(all, net.ParseIP(ip))
		}
		return all, nil
	}
	return a, s
}

// verify is what a browser does that trusts the authority.
func verify(a *Authority, leaf *x509.Certificate, host string, at time.Time) error {
	roots := x509.NewCertPool()
	roots.AddCert(a.certificate)
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: host, CurrentTime: at})
	return err
}

func TestLeafIsGoodForTheMachinesAddresses(t *testing.T) {
	c := &clock{time.Now()}
	a, s := open(t, t.TempDir(), c, "192.168.7.7", "fd00::7")
	leaf, err := s.current(net.ParseIP("192.168.7.7"))
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"192.168.7.7", "fd00::7", "127.0.0.1", "::1", "localhost"} {
		if err := verify(a, leaf.Leaf, host, c.at); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	if life := leaf.Leaf.NotAfter.Sub(leaf.Leaf.NotBefore); life > 397*24*time.Hour {
		t.Errorf("the certificate lasts %v; browsers refuse it", life)
	}
}

// Trusting the authority costs little: what it signs for anybody else is refused.
func TestAuthorityCanSignOnlyForPrivateNames(t *testing.T) {
	c := &clock{time.Now()}
	a, _ := open(t, t.TempDir(), c)
	for host, ok := range map[string]bool{
		"10.1.2.3": true, "172.31.0.1": true, "192.168.0.1": true, "169.254.1.1": true, "desk.local": true, "localhost": true, "fd12::1": true, "fe80::1": true,
		"192.0.2.2": false, "172.32.0.1": false, "100.64.0.1": false, "2001:db8::1": false, "bank.example": false, "local.example": false, "notlocal": false,
	} {
		var ips []net.IP
		var names []string
		if ip := net.ParseIP(host); ip != nil {
			ips = append(ips, ip)
		} else {
			names = append(names, host)
		}
		pair, err := a.leaf(ips, names)
		if err != nil {
			t.Fatal(err)
		}
		if err := verify(a, pair.Leaf, host, c.at); (err == nil) != ok {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestAuthorityAndCertificateAreMadeOnce(t *testing.T) {
	dir, c := t.TempDir(), &clock{time.Now()}
	a1, _ := open(t, dir, c)
	a2, s2 := open(t, dir, c)
	if string(a1.DER()) != string(a2.DER()) {
		t.Error("a second authority was made: every device would have to be told again")
	}
	_, s3 := open(t, dir, c)
	if s2.leaf.Leaf.SerialNumber.Cmp(s3.leaf.Leaf.SerialNumber) != 0 {
		t.Error("a second certificate was made: every browser would warn again")
	}
	for _, name := range []string{"authority.pem", "server.pem"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

func TestCertificateFollowsAddressesAndTime(t *testing.T) {
	c := &clock{time.Now()}
	a, s := open(t, t.TempDir(), c, "192.168.7.7")
	get := func(at string) *x509.Certificate {
		t.Helper()
		leaf, err := s.current(net.ParseIP(at))
		if err != nil {
			t.Fatal(err)
		}
		return leaf.Leaf
	}
	first := get("192.168.7.7")
	if again := get("127.0.0.1"); !again.Equal(first) {
		t.Error("made anew without need")
	}
	if public := get("203.0.113.9"); !public.Equal(first) {
		t.Error("made anew for an address it may not name")
	}
	moved := get("10.0.0.4")
	if err := verify(a, moved, "10.0.0.4", c.at); err != nil {
		t.Errorf("after moving to another network: %v", err)
	}
	c.at = c.at.Add(leafLife - renewWith + time.Hour)
	renewed := get("10.0.0.4")
	if renewed.Equal(moved) || verify(a, renewed, "10.0.0.4", c.at.Add(renewWith)) != nil {
		t.Error("not renewed in time")
	}
	c.at = c.at.Add(365 * 24 * time.Hour)
	if err := verify(a, get("10.0.0.4"), "10.0.0.4", c.at); err != nil {
		t.Errorf("after a year: %v", err)
	}
}

// A real handshake from a client that trusts the authority.
func TestHandshake(t *testing.T) {
	c := &clock{time.Now()}
	a, s := open(t, t.TempDir(), c)
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{GetCertificate: s.Certificate, MinVersion: tls.VersionTLS12})
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		_, _ = conn.Write([]byte("hello"))
		_ = conn.Close()
	}()
	roots := x509.NewCertPool()
	roots.AddCert(a.certificate)
	conn, err := tls.Dial("tcp", listener.Addr().String(), &tls.Config{RootCAs: roots})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.VerifyHostname("127.0.0.1"); err != nil {
		t.Error(err)
	}
}

func TestNoContainersAddress(t *testing.T) {
	for name, want := range map[string]bool{"docker0": true, "br-12ab": true, "veth1": true, "eth0": false, "wlan0": false, "en0": false, "enp3s0": false} {
		if forContainers(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
	ips, err := PrivateAddresses()
	if err != nil {
		t.Fatal(err)
	}
	for _, ip := range ips {
		if !isPrivate(ip) || ip.IsLoopback() {
			t.Errorf("%v is no address for other devices", ip)
		}
	}
}
