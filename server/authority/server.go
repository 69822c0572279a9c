package authority

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
)

// Server keeps the certificate that the server shows in step with the machine's addresses.
type Server struct {
	authority *Authority
	local     func() ([]net.IP, error)

	mu   sync.Mutex
	leaf *tls.Certificate // guarded by mu
}

// Server readies a certificate for the addresses that the machine has now.
func (a *Authority) Server() (*Server, error) {
	s := &Server{authority: a, local: PrivateAddresses}
	if kept, err := readPair(a.path("server")); err == nil {
		s.leaf = &kept
	}
	if _, err := s.current(nil); err != nil {
		return nil, err
	}
	return s, nil
}

// Certificate is a tls.Config's GetCertificate. An address that the certificate does not name (the machine changed networks) makes
// a new one.
func (s *Server) Certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	var at net.IP
	if hello.Conn != nil {
		if tcp, ok := hello.Conn.LocalAddr().(*net.TCPAddr); ok {
			at = tcp.IP
		}
	}
	return s.current(at)
}

func (s *Server) current(at net.IP) (*tls.Certificate, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.good(at) {
		return s.leaf, nil
	}
	ips, err := s.local()
	if err != nil {
		return nil, fmt.Errorf("local addresses: %w", err)
	}
	if at == nil && s.good(ips...) {
		return s.leaf, nil
	}
	if at != nil && isPrivate(at) {
		ips = append(ips, at)
	}
	leaf, err := s.authority.leaf(append(loopbacks(), ips...), names())
	if err != nil {
		return nil, fmt.Errorf("certificate for %v: %w", ips, err)
	}
	s.leaf = &leaf
	return s.leaf, nil
}

// good says whether the certificate is ours, names the addresses, and lasts a while. Called with mu held.
func (s *Server) good(at ...net.IP) bool {
	if s.leaf == nil || s.authority.clock().After(s.leaf.Leaf.NotAfter.Add(-renewWith)) {
		return false
	}
	roots := x509.NewCertPool()
	roots.AddCert(s.authority.certificate)
	if _, err := s.leaf.Leaf.Verify(x509.VerifyOptions{Roots: roots, CurrentTime: s.authority.clock()}); err != nil {
		return false
	}
	for _, ip := range at {
		// What the authority may not sign for, a new certificate would not name either.
		if ip == nil || isPrivate(ip) && !slices.ContainsFunc(s.leaf.Leaf.IPAddresses, ip.Equal) {
			return false
		}
	}
	return true
}

// names are the names by which the machine may be called on its network.
func names() []string {
	all := []string{"localhost"}
	if host, err := os.Hostname(); err == nil {
		host, _, _ = strings.Cut(strings.ToLower(host), ".")
		if validLabel(host) && host != "localhost" {
			all = append(all, host+".local")
		}
	}
	return all
}

func validLabel(s string) bool {
	return s != "" && len(s) <= 63 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && s[0] != '-' && s[len(s)-1] != '-'
}
