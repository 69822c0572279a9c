package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"rehearsal/server"
	"rehearsal/webxr"
)

type serveCommand struct {
	Addr         string `help:"Where to listen for HTTP." default:"localhost:8080" env:"REHEARSAL_ADDR" placeholder:"HOST:PORT"`
	Data         string `help:"Directory of the databases." default:"./data" env:"REHEARSAL_DATA" type:"path" placeholder:"DIR"`
	Organisation string `help:"Who runs this; citizens read it before they join." default:"Your organisation" env:"REHEARSAL_ORGANISATION"`
	URL          string `name:"url" help:"Address that people use, when a proxy stands in front." env:"REHEARSAL_URL" placeholder:"https://…"`

	sceneSize
	Samples string `help:"Which sample scenes to make: all, library or none." default:"all" enum:"all,library,none" env:"REHEARSAL_SAMPLES" hidden:""`
	Client  string `help:"Serve the pages from a directory instead of the ones built in, for developers." type:"existingdir" placeholder:"DIR" hidden:""`

	HTTPS     bool   `name:"https" help:"Serve headsets and phones on this network over HTTPS as well." env:"REHEARSAL_HTTPS"`
	HTTPSAddr string `name:"https-addr" help:"Where to listen for HTTPS." default:":8443" env:"REHEARSAL_HTTPS_ADDR" placeholder:"HOST:PORT"`
	Cert      string `help:"Certificate chain (PEM). Without one a local authority signs." env:"REHEARSAL_CERT" type:"existingfile" placeholder:"FILE"`
	Key       string `help:"Its key (PEM)." env:"REHEARSAL_KEY" type:"existingfile" placeholder:"FILE"`
}

// Run serves until ctx ends.
func (c *serveCommand) Run(ctx context.Context, t terminal, log *slog.Logger) (err error) {
	if (c.Cert == "") != (c.Key == "") {
		return errors.New("--cert and --key go together")
	}
	limits, err := c.limits()
	if err != nil {
		return err
	}
	h, err := openHouse(ctx, c.Data, true, limits, log)
	if err != nil {
		return err
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 15*time.Second)
		defer cancel()
		err = errors.Join(err, h.close(closing))
	}()
	if n, err := h.files.Tidy(ctx); err != nil {
		return err
	} else if n > 0 {
		log.Info("unfinished uploads were removed", "count", n)
	}
	doors, err := c.open(log)
	if err != nil {
		return err
	}
	defer doors.close()
	s, err := server.New(server.Config{
		Organisation: c.Organisation, Version: version, URL: c.URL, Log: log, Clock: time.Now,
		Catalogue: h.catalogue, Arrivals: h.arrivals, House: h.house, Accounts: h.accounts, Seats: h.seats,
		Pages: c.pages(), Authority: doors.authority, Addresses: doors.addresses, HSTS: c.Cert != "",
		Announce: func(title, code, link string) { announce(t.out, title, code, link) },
	})
	if err != nil {
		return err
	}
	return c.serve(ctx, t, log, h, doors, s)
}

// serve answers on every door, greets, prepares the samples behind the open doors, and takes leave of everybody at the end.
func (c *serveCommand) serve(ctx context.Context, t terminal, log *slog.Logger, h *house, doors *doors, s *server.Server) error {
	web := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug), // mostly browsers that do not trust the certificate yet
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var running sync.WaitGroup
	for _, listener := range doors.listeners {
		running.Go(func() {
			if err := web.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
				cancel(fmt.Errorf("serve %s: %w", listener.Addr(), err))
			}
		})
	}
	if err := c.greet(ctx, t, h, doors); err != nil {
		cancel(err)
	}
	running.Go(func() {
		if err := prepare(ctx, h, spaces(c.Samples), samplePause, log); err != nil && ctx.Err() == nil {
			log.Error("the samples could not be prepared; it will be tried again at the next start", "error", err)
		}
	})
	<-ctx.Done()
	cause := context.Cause(ctx)

	closing, done := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer done()
	err := errors.Join(h.house.Close(closing), takeLeave(closing, web, s))
	running.Wait()
	if !errors.Is(cause, context.Canceled) {
		err = errors.Join(cause, err)
	}
	return err
}

// leaveWithin is how long a request that is under way may take to finish; a container is killed after ten seconds.
const leaveWithin = 5 * time.Second

// takeLeave takes no more requests, lets those under way finish, and cuts off the uploads and downloads that do not. When it returns, no
// request runs on.
func takeLeave(ctx context.Context, web *http.Server, s *server.Server) error {
	ctx, done := context.WithTimeout(ctx, leaveWithin)
	defer done()
	err := web.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		_ = web.Close() // the listeners are closed already; of connections it reports nothing
		err = nil
	}
	s.Wait()
	return err
}

func (c *serveCommand) pages() fs.FS {
	if c.Client != "" {
		return os.DirFS(c.Client)
	}
	return webxr.Files()
}
