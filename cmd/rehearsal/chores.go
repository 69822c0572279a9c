package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"rehearsal/scenes"
	"rehearsal/scenes/sample"
	"rehearsal/server"
	"rehearsal/server/identity"
	"rehearsal/server/sqlite"
)

// staffCommands make it possible to get in when the first link was lost.
type staffCommands struct {
	Invite inviteCommand `cmd:"" help:"Print a one-time link that makes a member of staff."`
}

type inviteCommand struct {
	Data string `help:"Directory of the databases." default:"./data" env:"REHEARSAL_DATA" type:"existingdir" placeholder:"DIR"`
	URL  string `name:"url" help:"Address that people use." default:"http://localhost:8080" env:"REHEARSAL_URL"`
}

// Run may be called while the server runs.
func (c *inviteCommand) Run(ctx context.Context, t terminal) (err error) {
	db, err := sqlite.Open(ctx, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	accounts, err := identity.NewAccounts(db.Identity(), db.Identity(), time.Now)
	if err != nil {
		return err
	}
	token, _, err := accounts.Invite(ctx)
	if err != nil {
		return err
	}
	days := int(identity.InvitationLife.Hours() / 24)
	_, err = fmt.Fprintf(t.out, "%s\n(works once, within %d days)\n", server.WelcomeLink(strings.TrimSuffix(c.URL, "/"), token), days)
	return err
}

type sceneCommands struct {
	Check  checkCommand  `cmd:"" help:"Say what is wrong with a GLB, as an upload would."`
	Sample sampleCommand `cmd:"" help:"Write the sample scene to a file."`
}

type checkCommand struct {
	File string `arg:"" type:"existingfile" help:"The file."`
}

// Run answers 1 when the file would be refused.
func (c *checkCommand) Run(ctx context.Context, t terminal) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read from
	info, err := f.Stat()
	if err != nil {
		return err
	}
	report, err := scenes.Inspect(ctx, f, info.Size(), scenes.DefaultLimits())
	if err != nil {
		return err
	}
	for _, p := range report.Problems {
		fmt.Fprintf(t.out, "%-7s %s\n", p.Severity, p.Message("en"))
	}
	fmt.Fprintf(t.out, "%d triangles, %d draw calls, %d textures, %d nodes; %d places to come in, %d touchpoints\n", report.Figures.Triangles,
		report.Figures.DrawCalls, report.Figures.Textures, report.Figures.Nodes, len(report.Spawns), len(report.Touchpoints))
	if report.Refused() {
		return fmt.Errorf("%s cannot be used as a scene", c.File)
	}
	return nil
}

type sampleCommand struct {
	File string `arg:"" type:"path" help:"Where to write it."`
}

// Run writes the same bytes each time.
func (c *sampleCommand) Run(t terminal) error {
	library, err := sample.Library()
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.File, library, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s: %d bytes\n", c.File, len(library))
	return err
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
	h, err := openHouse(ctx, c.Data, true, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close(context.WithoutCancel(ctx))) }()
	scene, _, err := h.sampleScene(ctx, sample.Library)
	if err != nil {
		return err
	}
	id, err := h.simulate(ctx, scene, c.Title, c.People, c.Seed)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "session %s: replay it at /replay/%s\n", id, id)
	return err
}
