// Package sqlite keeps scenes, sessions and identity in three SQLite files, and nothing else talks SQL.
//
//	app.db     the catalogue and every session's events. synchronous=FULL: an acknowledged commit is on disk (P1).
//	assets.db  chunks of scene files and of motion, big rows, in a file of their own so that an upload never delays an event.
//	keys.db    each participant's key, small and with short-lived backups: destroying a key erases a person everywhere (P5).
//
// Each file has one writer connection, so writes queue in Go and never meet SQLITE_BUSY, and a pool of read-only ones.
// Transactions begin immediate. Tables are STRICT. Migrations are numbered, forward only.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	_ "github.com/mattn/go-sqlite3" // the driver
	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

// DB is the three open files. Its stores are safe for concurrent use.
type DB struct {
	app, assets, keys file
}

// checkpointBytes of a log go back into the file at a time: so few that nobody notices.
const checkpointBytes = 4 << 20

type file struct {
	write *sql.DB // one connection
	read  *sql.DB // query_only
}

// Open opens or creates the files in dir and brings them up to date.
func Open(ctx context.Context, dir string) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	db := &DB{}
	for _, f := range []struct {
		name string
		page int
		into *file
	}{{"app", 4096, &db.app}, {"assets", 16384, &db.assets}, {"keys", 4096, &db.keys}} {
		opened, err := openFile(ctx, dir, f.name, f.page)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open %s.db: %w", f.name, err), db.Close())
		}
		*f.into = opened
	}
	return db, nil
}

func openFile(ctx context.Context, dir, name string, page int) (file, error) {
	path := filepath.Join(dir, name+".db")
	dsn := "file:" + path + "?_journal_mode=WAL&_txlock=immediate&_busy_timeout=5000&_foreign_keys=1&_synchronous=FULL&_secure_delete=on&_stmt_cache_size=64"
	w, err := sql.Open("sqlite3", dsn)
	if err != nil {
		return file{}, err
	}
	w.SetMaxOpenConns(1)
	if _, err := w.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size=%d; PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=%d", page, checkpointBytes/page)); err != nil {
		return file{}, errors.Join(err, w.Close())
	}
	if err := migrate(ctx, w, name); err != nil {
		return file{}, errors.Join(err, w.Close())
	}
	r, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&_query_only=1&_busy_timeout=5000&_stmt_cache_size=64")
	if err != nil {
		return file{}, errors.Join(err, w.Close())
	}
	r.SetMaxOpenConns(4 * runtime.NumCPU())
	return file{write: w, read: r}, nil
}

func migrate(ctx context.Context, db *sql.DB, name string) error {
	steps, err := fs.Sub(migrations, "migrations/"+name)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// Close closes the files; what was committed stays.
func (db *DB) Close() error {
	var errs []error
	for _, f := range []file{db.app, db.assets, db.keys} {
		if f.read != nil {
			errs = append(errs, f.read.Close())
		}
		if f.write != nil {
			errs = append(errs, f.write.Close())
		}
	}
	return errors.Join(errs...)
}
