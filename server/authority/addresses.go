package authority

import (
	"net"
	"slices"
	"strings"
)

// private is all that the local authority may sign for. 100.64.0.0/10 is not in it: those addresses belong to providers.
var private = []string{
	"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8",
	"fc00::/7", "fe80::/10", "::1/128",
}

func privateRanges() []*net.IPNet {
	ranges := make([]*net.IPNet, 0, len(private))
	for _, text := range private {
		_, n, err := net.ParseCIDR(text)
		if err != nil {
			panic(err) // the table above is constant
		}
		ranges = append(ranges, n)
	}
	return ranges
}

func isPrivate(ip net.IP) bool {
	return slices.ContainsFunc(privateRanges(), func(n *net.IPNet) bool { return n.Contains(ip) })
}

func loopbacks() []net.IP { return []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback} }

// ofContainers are interfaces on which no headset will ever be.
var ofContainers = []string{"docker", "br-", "veth", "virbr", "podman", "cni", "flannel", "cali", "lxc", "lxd", "vmnet", "vboxnet"}

// PrivateAddresses are this machine's addresses on its own networks, IPv4 first, without the loopback, containers and link-local ones.
func PrivateAddresses() ([]net.IP, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	var four, six []net.IP
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 || forContainers(i.Name) {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			continue // it went away between the two calls
		}
		for _, a := range addresses {
			n, ok := a.(*net.IPNet)
			switch {
			case !ok || !isPrivate(n.IP) || n.IP.IsLinkLocalUnicast() || n.IP.IsLoopback():
			case n.IP.To4() != nil:
				four = append(four, n.IP.To4())
			default:
				six = append(six, n.IP)
			}
		}
	}
	return append(four, six...), nil
}

func forContainers(name string) bool {
	return slices.ContainsFunc(ofContainers, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}
