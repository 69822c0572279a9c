package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"rehearsal/server"
	"rehearsal/server/qr"
)

// greet prints, once, all that is needed to begin: the address, the join page, and, while nobody has an account, a link that makes
// the first. The link is new at each start until one has been used, and those of earlier starts are void.
func (c *serveCommand) greet(ctx context.Context, t terminal, h *house, d *doors) error {
	base := d.local
	if c.URL != "" {
		base = strings.TrimSuffix(c.URL, "/")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\nRehearsal %s for %s\n\n", version, c.Organisation)
	fmt.Fprintf(&b, "  Open       %s\n", base)
	fmt.Fprintf(&b, "  Join page  %s/join\n", base)
	someone, err := h.accounts.Any(ctx)
	if err != nil {
		return err
	}
	if someone {
		fmt.Fprintf(&b, "  Staff      %s/staff\n", base)
	} else {
		token, _, err := h.accounts.InviteFirst(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "  Sign in    %s   (works once, until the next start)\n", server.WelcomeLink(base, token))
	}
	if c.Organisation == unnamed {
		fmt.Fprintf(&b, "\n  Citizens read %q as who runs this. Give the name with --organisation.\n", unnamed)
	}
	if c.HTTPS {
		if err := onNetwork(&b, d.addresses(), len(d.authority) > 0); err != nil {
			return err
		}
	} else if err := picture(&b, base+"/join"); err != nil {
		return err
	}
	found, err := h.found(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(&b, "\n%s In %s. Ctrl-C stops.\n\n", found, c.Data)
	_, err = io.WriteString(t.out, b.String())
	return err
}

// unnamed is the default of --organisation.
const unnamed = "Your organisation"

// onNetwork prints each address of this machine with the code that opens its join page.
func onNetwork(b *strings.Builder, addresses []string, warned bool) error {
	if len(addresses) == 0 {
		b.WriteString("\n  No network was found: other devices cannot reach this computer yet.\n")
		return nil
	}
	for _, base := range addresses {
		fmt.Fprintf(b, "\n  Headsets, phones and laptops on this network: %s/join\n", base)
		if err := picture(b, base+"/join"); err != nil {
			return err
		}
	}
	if warned {
		fmt.Fprintf(b, "\n  Each device warns once, because this computer vouches for itself: %s/headset says how to go on.\n", addresses[0])
	}
	return nil
}

// picture draws an address as a QR code.
func picture(b *strings.Builder, address string) error {
	drawn, err := qr.Terminal(address)
	if err == nil {
		fmt.Fprintf(b, "\n%s", drawn)
	}
	return err
}

// found says what is in the data directory.
func (h *house) found(ctx context.Context) (string, error) {
	all, err := h.catalogue.Scenes(ctx)
	if err != nil {
		return "", err
	}
	sessions, err := h.house.Sessions(ctx)
	if err != nil {
		return "", err
	}
	staff, err := h.db.Identity().CountStaff(ctx)
	if err != nil {
		return "", err
	}
	if len(all)+len(sessions)+staff == 0 {
		return "First start: sample scenes and a finished session are being prepared.", nil
	}
	running := 0
	for _, s := range sessions {
		if s.Closed == nil {
			running++
		}
	}
	return fmt.Sprintf("Found %s, %s (%d running) and %s.", count(len(all), "scene"), count(len(sessions), "session"), running,
		count(staff, "staff account")), nil
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// announce shows how to join a session that was just opened.
func announce(w io.Writer, title, code, link string) {
	picture, err := qr.Terminal(link)
	if err != nil {
		picture = ""
	}
	fmt.Fprintf(w, "\n  %q is open. Join with the code %s at\n  %s\n\n%s\n", title, code, link, picture)
}
