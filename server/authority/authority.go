// Package authority lets headsets on the same network reach this machine over HTTPS, without a domain or an account anywhere.
//
// Browsers show a scene in VR only on a secure page, and no public authority signs for 192.168.1.20. So a directory gets an authority
// of its own, made once, which a device can be told to trust. Trusting it is meant to cost little: its certificate says that it may only ever sign
// for private addresses, the loopback, `localhost` and names ending in `.local`, and only for servers; its key never leaves the directory.
//
// What it signs for the server lasts ninety days and names the addresses that the machine has; it is kept, so that a browser told once to
// go on past its warning is not asked again after a restart, and made anew when the addresses change or a third of its life is left.
package authority

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

const (
	authorityLife = 10 * 365 * 24 * time.Hour
	leafLife      = 90 * 24 * time.Hour // browsers refuse more than 397 days
	renewWith     = leafLife / 3
)

// Authority signs for this machine's private addresses.
type Authority struct {
	dir         string
	clock       func() time.Time
	certificate *x509.Certificate
	key         crypto.Signer
}

// Open reads the authority kept in dir, or makes it.
func Open(dir string, clock func() time.Time) (*Authority, error) {
	a := &Authority{dir: dir, clock: clock}
	pair, err := readPair(a.path("authority"))
	if errors.Is(err, fs.ErrNotExist) {
		pair, err = a.make()
	}
	if err != nil {
		return nil, fmt.Errorf("local authority in %s: %w", dir, err)
	}
	key, ok := pair.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("local authority in %s: the key cannot sign", dir)
	}
	a.certificate, a.key = pair.Leaf, key
	return a, nil
}

// DER is the certificate that devices are told to trust.
func (a *Authority) DER() []byte { return a.certificate.Raw }

func (a *Authority) path(name string) string { return filepath.Join(a.dir, name+".pem") }

func (a *Authority) make() (tls.Certificate, error) {
	host, err := os.Hostname()
	if err != nil {
		host = "this computer"
	}
	now := a.clock()
	template := &x509.Certificate{
		Subject:               pkix.Name{Organization: []string{"Rehearsal"}, CommonName: "Rehearsal on " + host},
		NotBefore:             now.Add(-time.Hour),
		NotAfter:              now.Add(authorityLife),
		IsCA:                  true,
		BasicConstraintsValid: true,
		MaxPathLenZero:        true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},

		PermittedDNSDomainsCritical: true,
		PermittedDNSDomains:         []string{"localhost", "local"},
		PermittedIPRanges:           privateRanges(),
	}
	return create(a.path("authority"), template, nil, nil)
}

// leaf makes a certificate for the server at these addresses and names.
func (a *Authority) leaf(ips []net.IP, names []string) (tls.Certificate, error) {
	now := a.clock()
	template := &x509.Certificate{
		Subject:     pkix.Name{Organization: []string{"Rehearsal"}, CommonName: "Rehearsal server"},
		NotBefore:   now.Add(-time.Hour),
		NotAfter:    now.Add(leafLife),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IPAddresses: ips,
		DNSNames:    names,
	}
	return create(a.path("server"), template, a.certificate, a.key)
}

// create makes a key and its certificate, signed by parent or by itself, and keeps both in one file.
func create(path string, template, parent *x509.Certificate, signer crypto.Signer) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	if parent == nil {
		parent, signer = template, key
	}
	if template.SerialNumber, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127)); err != nil {
		return tls.Certificate{}, err
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		return tls.Certificate{}, err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return tls.Certificate{}, err
	}
	text := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})...)
	if err := writeSecret(path, text); err != nil {
		return tls.Certificate{}, err
	}
	return parsePair(text)
}

// writeSecret replaces a file whole, readable by its owner only.
func writeSecret(path string, text []byte) error {
	next := path + ".next"
	if err := os.WriteFile(next, text, 0o600); err != nil {
		return err
	}
	return os.Rename(next, path)
}

func readPair(path string) (tls.Certificate, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return tls.Certificate{}, err
	}
	return parsePair(text)
}

func parsePair(text []byte) (tls.Certificate, error) {
	pair, err := tls.X509KeyPair(text, text)
	if err != nil {
		return tls.Certificate{}, err
	}
	pair.Leaf, err = x509.ParseCertificate(pair.Certificate[0])
	return pair, err
}
