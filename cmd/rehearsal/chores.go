package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"rehearsal/scenes"
	"rehearsal/server"
	"rehearsal/server/identity"
	"rehearsal/server/sqlite"
)

// staffCommands make it possible to get in when the first link or a password was lost.
type staffCommands struct {
	Invite inviteCommand `cmd:"" help:"Print a one-time link that makes a member of staff."`
	Reset  resetCommand  `cmd:"" help:"Print a one-time link with which a member of staff sets a new password."`
}

// staffRoom is where the accounts are, and the address that links begin with.
type staffRoom struct {
	Data string `help:"Directory of the databases." default:"./data" env:"REHEARSAL_DATA" type:"existingdir" placeholder:"DIR"`
	URL  string `name:"url" help:"Address that people use." default:"http://localhost:8080" env:"REHEARSAL_URL"`
}

// link prints what a token opens. It may be made while the server runs.
func (c *staffRoom) link(ctx context.Context, t terminal, use string, make func(*identity.Accounts) (string, error)) (err error) {
	db, err := sqlite.Open(ctx, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	accounts, err := identity.NewAccounts(db.Identity(), db.Identity(), time.Now)
	if err != nil {
		return err
	}
	token, err := make(accounts)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s\n(%s)\n", server.WelcomeLink(strings.TrimSuffix(c.URL, "/"), token), use)
	return err
}

type inviteCommand struct{ staffRoom }

// Run makes an invitation.
func (c *inviteCommand) Run(ctx context.Context, t terminal) error {
	use := fmt.Sprintf("works once, within %d days", int(identity.InvitationLife.Hours()/24))
	return c.link(ctx, t, use, func(a *identity.Accounts) (string, error) {
		token, _, err := a.Invite(ctx)
		return token, err
	})
}

type resetCommand struct {
	staffRoom
	Name string `arg:"" help:"The name that they sign in with."`
}

// Run leaves the old password good until the link is used.
func (c *resetCommand) Run(ctx context.Context, t terminal) error {
	use := fmt.Sprintf("works once, within %d hours: it sets a new password for %s and signs them out everywhere", int(identity.ResetLife.Hours()), c.Name)
	return c.link(ctx, t, use, func(a *identity.Accounts) (string, error) {
		token, _, err := a.Reset(ctx, c.Name)
		if errors.Is(err, identity.ErrNobody) {
			err = fmt.Errorf("nobody signs in as %q", c.Name)
		}
		return token, err
	})
}

type sessionCommand struct {
	Simulate simulateCommand `cmd:"" help:"Add a finished session of simulated people in the sample scene. The server must not be running."`
}

type simulateCommand struct {
	Data   string `help:"Directory of the databases." default:"./data" env:"REHEARSAL_DATA" type:"path" placeholder:"DIR"`
	People int    `help:"How many." default:"6"`
	Seed   uint64 `help:"The same seed gives the same walk." default:"1"`
	Title  string `help:"What to call the session." default:"Simulated session"`
}

// Run writes the session as a real one would have been written.
func (c *simulateCommand) Run(ctx context.Context, t terminal, log *slog.Logger) (err error) {
	if c.People < 1 || c.People > 100 {
		return errors.New("--people: between 1 and 100")
	}
	h, err := openHouse(ctx, c.Data, true, scenes.DefaultLimits(), log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close(context.WithoutCancel(ctx))) }()
	scene, _, err := h.sampleScene(ctx, spaces(librarySpace)[0], 0)
	if err != nil {
		return err
	}
	if scene == nil {
		return errors.New("the sample scene was deleted; simulated people know no other")
	}
	id, err := h.simulate(ctx, *scene, c.Title, c.People, c.Seed)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "session %s: replay it at /replay/%s\n", id, id)
	return err
}
