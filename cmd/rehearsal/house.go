package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/identity"
	"rehearsal/server/session"
	"rehearsal/server/sqlite"
)

// house is everything that stands on one data directory.
type house struct {
	db        *sqlite.DB
	files     *sqlite.Scenes
	arrivals  *sqlite.Uploads
	catalogue *scenes.Catalogue
	sessions  *sqlite.Sessions
	house     *session.House
	accounts  *identity.Accounts
	seats     *identity.Seats
	lock      *os.File // nil unless alone
}

// openHouse opens the directory. Alone means that no other process may serve from it.
func openHouse(ctx context.Context, dir string, alone bool, limits scenes.Limits, log *slog.Logger) (*house, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	h := &house{}
	if alone {
		lock, err := lockDir(dir)
		if err != nil {
			return nil, err
		}
		h.lock = lock
	}
	db, err := sqlite.Open(ctx, dir)
	if err != nil {
		return nil, errors.Join(err, h.unlock())
	}
	h.db, h.files, h.sessions = db, db.Scenes(), db.Sessions()
	h.arrivals = db.Uploads(time.Now)
	limits.Spool = dir // the system's own directory may be in memory
	h.catalogue = scenes.NewCatalogue(h.files, h.arrivals, limits, time.Now)
	h.house = session.NewHouse(h.sessions, h.sessions, time.Now, log)
	h.seats = identity.NewSeats(db.Identity(), time.Now)
	if h.accounts, err = identity.NewAccounts(db.Identity(), db.Identity(), time.Now); err != nil {
		return nil, errors.Join(err, h.close(ctx))
	}
	return h, nil
}

// close seals the sessions and closes the files. Everything acknowledged is on disk already; this leaves nothing to recover.
func (h *house) close(ctx context.Context) error {
	return errors.Join(h.house.Close(ctx), h.db.Close(), h.unlock())
}

func (h *house) unlock() error {
	if h.lock == nil {
		return nil
	}
	return h.lock.Close()
}

// lockDir makes sure that a session has one owner. The kernel lets go of it when the process ends, however it ends.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("another rehearsal is serving from %s; stop it first, or choose another --data", dir), f.Close())
	}
	return f, nil
}
