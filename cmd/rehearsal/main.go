// Command rehearsal serves Rehearsal and does its few chores. It reads flags and environment, wires the packages together
// and runs until it is told to stop; no other package does any of the three.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

var version = "dev" // set by the linker

type commands struct {
	Verbose bool `help:"Log every request." env:"REHEARSAL_VERBOSE"`

	Serve   serveCommand   `cmd:"" default:"withargs" help:"Serve the pages, the API and the sessions."`
	Staff   staffCommands  `cmd:"" help:"Members of staff."`
	Scene   sceneCommands  `cmd:"" help:"Scenes."`
	Session sessionCommand `cmd:"" help:"Sessions."`
	Health  healthCommand  `cmd:"" help:"Ask a running server whether it is ready: exit 0 when it is."`
	Version struct{}       `cmd:"" help:"Print the version."`
}

// terminal is where a command talks.
type terminal struct{ out, err io.Writer }

func main() {
	syscall.Umask(0o077) // what it writes holds people's sessions and keys
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends at once
	os.Exit(run(ctx, os.Args[1:], terminal{os.Stdout, os.Stderr}))
}

// run is the whole program: 0 when all went well, 1 when not, 2 when the command line is wrong.
func run(ctx context.Context, args []string, t terminal) int {
	var c commands
	exit := -1
	parser, err := kong.New(&c, kong.Name("rehearsal"), kong.Writers(t.out, t.err), kong.UsageOnError(),
		kong.Description("Walk through a public service before it is built."), kong.Exit(func(code int) { exit = code }))
	if err != nil {
		fmt.Fprintln(t.err, "rehearsal:", err)
		return 2
	}
	chosen, err := parser.Parse(args)
	if exit >= 0 { // --help has been answered
		return exit
	}
	if err != nil {
		fmt.Fprintln(t.err, "rehearsal:", err)
		return 2
	}
	level := slog.LevelInfo
	if c.Verbose {
		level = slog.LevelDebug
	}
	log := slog.New(slog.NewTextHandler(t.err, &slog.HandlerOptions{Level: level}))
	if chosen.Command() == "version" {
		fmt.Fprintln(t.out, version)
		return 0
	}
	chosen.BindTo(ctx, (*context.Context)(nil))
	if err := chosen.Run(t, log); err != nil {
		fmt.Fprintln(t.err, "rehearsal:", err)
		if errors.As(err, &wrongUse{}) {
			return 2
		}
		return 1
	}
	return 0
}
