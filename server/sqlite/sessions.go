package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/mattn/go-sqlite3"
	"rehearsal/server/session"
)

// Sessions keeps logs: the catalogue and events in app.db, motion in assets.db, each participant's key in keys.db. It is a
// session.Store and a session.Catalogue.
type Sessions struct {
	db   *DB
	pack *zstd.Encoder
	open *zstd.Decoder
}

// partMax bounds what a part may decompress to: far more than the most that a chunk can hold.
const partMax = 8 << 20

// Sessions returns the store of sessions.
func (db *DB) Sessions() *Sessions {
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err) // only options that do not exist
	}
	open, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(partMax))
	if err != nil {
		panic(err)
	}
	return &Sessions{db, pack, open}
}

const sessionColumns = `id, title, scene, version, COALESCE(code, ''), opened_ms, closed_ms, simulated, origin_x, origin_y, origin_z`

// Create adds a session with its first events, or nothing.
func (s *Sessions) Create(ctx context.Context, info session.Info, events []session.Event) error {
	var code any
	if info.Code != "" {
		code = info.Code
	}
	var closed any
	if info.Closed != nil {
		closed = info.Closed.UnixMilli()
	}
	err := inTx(ctx, s.db.app.write, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx,
			`INSERT INTO session (id, title, scene, version, code, opened_ms, closed_ms, simulated, origin_x, origin_y, origin_z) VALUES (?,?,?,?,?,?,?,?,?,?,?)`,
			string(info.ID), info.Title, info.Scene, info.Version, code, info.Opened.UnixMilli(), closed, info.Simulated,
			info.Origin.X, info.Origin.Y, info.Origin.Z)
		if err != nil {
			return err
		}
		return insertEvents(ctx, tx, info.ID, events)
	})
	var driver sqlite3.Error
	if errors.As(err, &driver) && driver.ExtendedCode == sqlite3.ErrConstraintUnique {
		return fmt.Errorf("session %s: %w", info.ID, session.ErrCodeTaken)
	}
	if err != nil {
		return fmt.Errorf("session %s: create: %w", info.ID, err)
	}
	return nil
}

// Sessions lists sessions, newest first.
func (s *Sessions) Sessions(ctx context.Context, which session.Which) ([]session.Info, error) {
	query, args := `SELECT `+sessionColumns+` FROM session`, []any{}
	switch {
	case which.ID != "":
		query, args = query+` WHERE id = ?`, append(args, string(which.ID))
	case which.Code != "":
		query, args = query+` WHERE code = ? AND closed_ms IS NULL`, append(args, which.Code)
	}
	rows, err := s.db.app.read.QueryContext(ctx, query+` ORDER BY opened_ms DESC, id`, args...)
	if err != nil {
		return nil, fmt.Errorf("sessions: %w", err)
	}
	return collect(rows, scanSession)
}

func scanSession(rows *sql.Rows) (session.Info, error) {
	var info session.Info
	var opened int64
	var closed sql.NullInt64
	err := rows.Scan(&info.ID, &info.Title, &info.Scene, &info.Version, &info.Code, &opened, &closed, &info.Simulated,
		&info.Origin.X, &info.Origin.Y, &info.Origin.Z)
	info.Opened = time.UnixMilli(opened).UTC()
	if closed.Valid {
		at := time.UnixMilli(closed.Int64).UTC()
		info.Closed = &at
	}
	return info, err
}

// MarkClosed ends a session in the catalogue and frees its join code.
func (s *Sessions) MarkClosed(ctx context.Context, id session.ID, at time.Time) error {
	_, err := s.db.app.write.ExecContext(ctx,
		`UPDATE session SET closed_ms = ?, code = NULL WHERE id = ? AND closed_ms IS NULL`, at.UnixMilli(), string(id))
	if err != nil {
		return fmt.Errorf("session %s: mark closed: %w", id, err)
	}
	return nil
}

// AppendEvents commits events; app.db is synchronous, so they are on disk when it returns.
func (s *Sessions) AppendEvents(ctx context.Context, id session.ID, events []session.Event) error {
	if len(events) == 0 {
		return nil
	}
	err := inTx(ctx, s.db.app.write, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM event WHERE session = ? AND seq >= ?`, string(id), events[0].Seq); err != nil {
			return err
		}
		return insertEvents(ctx, tx, id, events)
	})
	if err != nil {
		return fmt.Errorf("session %s: append events from %d: %w", id, events[0].Seq, err)
	}
	return nil
}

func insertEvents(ctx context.Context, tx *sql.Tx, id session.ID, events []session.Event) error {
	insert, err := tx.PrepareContext(ctx,
		`INSERT INTO event (session, seq, tick, author, op, object, property, value, previous) VALUES (?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, e := range events {
		if _, err := insert.ExecContext(ctx, string(id), e.Seq, e.Tick, uint16(e.Author), e.Op, e.Object, e.Property,
			string(e.Value), string(e.Previous)); err != nil {
			return err
		}
	}
	return nil
}

// Participants folds the events about people: the last writer of each property wins.
func (s *Sessions) Participants(ctx context.Context, id session.ID) ([]session.Participant, error) {
	rows, err := s.db.app.read.QueryContext(ctx,
		`SELECT object, property, value, MAX(seq) FROM event WHERE session = ? AND object GLOB 'participant:*' GROUP BY object, property`, string(id))
	if err != nil {
		return nil, fmt.Errorf("session %s: participants: %w", id, err)
	}
	newest, err := collect(rows, func(rows *sql.Rows) (session.Event, error) {
		var e session.Event
		var value string
		err := rows.Scan(&e.Object, &e.Property, &value, &e.Seq) // SQLite takes the other columns from the row of the maximum
		e.Value = []byte(value)
		return e, err
	})
	if err != nil {
		return nil, fmt.Errorf("session %s: participants: %w", id, err)
	}
	return session.Fold(newest).Participants(), nil
}

// Load reads a log without the bytes of its chunks.
func (s *Sessions) Load(ctx context.Context, id session.ID) (session.Record, error) {
	found, err := s.Sessions(ctx, session.Which{ID: id})
	if err != nil {
		return session.Record{}, err
	}
	if id == "" || len(found) == 0 {
		return session.Record{}, fmt.Errorf("session %s: %w", id, session.ErrUnknown)
	}
	r := session.Record{Info: found[0]}
	if r.Events, err = s.events(ctx, id); err == nil {
		if r.Chunks, err = s.chunks(ctx, id); err == nil {
			r.Tails, err = s.tails(ctx, id)
		}
	}
	if err != nil {
		return session.Record{}, fmt.Errorf("session %s: load: %w", id, err)
	}
	return r, nil
}

func (s *Sessions) events(ctx context.Context, id session.ID) ([]session.Event, error) {
	rows, err := s.db.app.read.QueryContext(ctx,
		`SELECT seq, tick, author, op, object, property, value, previous FROM event WHERE session = ? ORDER BY seq`, string(id))
	if err != nil {
		return nil, err
	}
	return collect(rows, func(rows *sql.Rows) (session.Event, error) {
		var e session.Event
		var value, previous string
		err := rows.Scan(&e.Seq, &e.Tick, &e.Author, &e.Op, &e.Object, &e.Property, &value, &previous)
		e.Value, e.Previous = []byte(value), []byte(previous)
		return e, err
	})
}

func (s *Sessions) chunks(ctx context.Context, id session.ID) ([]session.ChunkRef, error) {
	rows, err := s.db.assets.read.QueryContext(ctx,
		`SELECT first_tick, ticks, length(body) FROM chunk WHERE session = ? ORDER BY first_tick`, string(id))
	if err != nil {
		return nil, err
	}
	return collect(rows, func(rows *sql.Rows) (c session.ChunkRef, err error) {
		err = rows.Scan(&c.FirstTick, &c.Ticks, &c.Bytes)
		return c, err
	})
}

func (s *Sessions) tails(ctx context.Context, id session.ID) ([][]byte, error) {
	rows, err := s.db.assets.read.QueryContext(ctx, `SELECT body FROM tail WHERE session = ? ORDER BY first_tick`, string(id))
	if err != nil {
		return nil, err
	}
	return collect(rows, func(rows *sql.Rows) (body []byte, err error) {
		err = rows.Scan(&body)
		return body, err
	})
}
