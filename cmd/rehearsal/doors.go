package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"

	"rehearsal/server/authority"
)

// doors are where the server listens and by which addresses others find it.
type doors struct {
	listeners []net.Listener
	local     string // base address for this computer
	authority []byte // certificate to be trusted, or nil
	addresses func() []string
}

// open listens for HTTP, and for HTTPS if asked to.
func (c *serveCommand) open(log *slog.Logger) (*doors, error) {
	d := &doors{addresses: func() []string { return nil }}
	plain, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return nil, err
	}
	d.listeners = append(d.listeners, plain)
	d.local = "http://" + localHost(c.Addr, plain.Addr())
	if !c.HTTPS {
		return d, nil
	}
	config, hosts, err := c.tls(d, log)
	if err != nil {
		d.close()
		return nil, err
	}
	listener, err := net.Listen("tcp", c.HTTPSAddr)
	if err != nil {
		d.close()
		return nil, err
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		d.close()
		return nil, err
	}
	log.Debug("serving HTTPS", "address", listener.Addr())
	d.listeners = append(d.listeners, tls.NewListener(listener, config))
	d.addresses = func() (all []string) {
		for _, host := range hosts() {
			all = append(all, "https://"+withPort(host, port))
		}
		return all
	}
	return d, nil
}

// tls makes the configuration, and says by which names and addresses the certificate is good.
func (c *serveCommand) tls(d *doors, log *slog.Logger) (*tls.Config, func() []string, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}
	if c.Cert != "" {
		pair, err := tls.LoadX509KeyPair(c.Cert, c.Key)
		if err != nil {
			return nil, nil, fmt.Errorf("--cert and --key: %w", err)
		}
		hosts, err := hostsOf(pair)
		if err != nil {
			return nil, nil, fmt.Errorf("--cert: %w", err)
		}
		config.Certificates = []tls.Certificate{pair}
		return config, func() []string { return hosts }, nil
	}
	a, err := authority.Open(c.Data, time.Now)
	if err != nil {
		return nil, nil, err
	}
	certificate, err := a.Server()
	if err != nil {
		return nil, nil, err
	}
	d.authority = a.DER()
	config.GetCertificate = certificate.Certificate
	return config, func() []string { return lanHosts(log) }, nil
}

func hostsOf(pair tls.Certificate) ([]string, error) {
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		return nil, err
	}
	var hosts []string
	for _, name := range leaf.DNSNames {
		if !strings.HasPrefix(name, "*") {
			hosts = append(hosts, name)
		}
	}
	for _, ip := range leaf.IPAddresses {
		if !ip.IsLoopback() {
			hosts = append(hosts, ip.String())
		}
	}
	return hosts, nil
}

// lanHosts are the IPv4 addresses of this machine on its own networks. Nobody types an IPv6 address into a headset.
func lanHosts(log *slog.Logger) []string {
	ips, err := authority.PrivateAddresses()
	if err != nil {
		log.Error("the network addresses cannot be read", "error", err)
	}
	var hosts []string
	for _, ip := range ips {
		if ip.To4() != nil {
			hosts = append(hosts, ip.String())
		}
	}
	return hosts
}

func (d *doors) close() {
	for _, l := range d.listeners {
		_ = l.Close() // the server may have closed it
	}
}

// localHost is what to type on this computer: what was asked for, with the port that was given.
func localHost(asked string, got net.Addr) string {
	host, _, err := net.SplitHostPort(asked)
	ip := net.ParseIP(host)
	if err != nil || host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	_, port, err := net.SplitHostPort(got.String())
	if err != nil {
		return host
	}
	return withPort(host, port)
}

func withPort(host, port string) string {
	if port == "443" {
		return strings.TrimSuffix(net.JoinHostPort(host, ""), ":")
	}
	return net.JoinHostPort(host, port)
}
