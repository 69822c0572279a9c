package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"rehearsal/scenes"
)

// uploadsMost may be unfinished at a time, everybody's together.
const uploadsMost = 16

// Uploads keeps files while they come in: whole pieces as every other file's, and beside them what does not fill a piece yet, with the
// state of the hash. So an upload goes on after a cut, or after the server's end, at the byte that is on disk.
type Uploads struct {
	db    *DB
	clock func() time.Time
}

// Uploads is the store of files on their way in.
func (db *DB) Uploads(clock func() time.Time) *Uploads { return &Uploads{db, clock} }

// Begin makes room for a file: scenes.ErrBusy when too many are unfinished.
func (u *Uploads) Begin(ctx context.Context, a scenes.Arrival) error {
	if err := u.expire(ctx); err != nil {
		return fmt.Errorf("begin upload: %w", err)
	}
	state, err := stateOf(sha256.New())
	if err != nil {
		return fmt.Errorf("begin upload: %w", err)
	}
	err = inTx(ctx, u.db.assets.write, func(tx *sql.Tx) error {
		var unfinished int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM upload WHERE at < length").Scan(&unfinished); err != nil {
			return err
		}
		if unfinished >= uploadsMost {
			return scenes.ErrBusy
		}
		row, err := tx.ExecContext(ctx, "INSERT INTO asset (bytes) VALUES (0)")
		if err != nil {
			return err
		}
		asset, err := row.LastInsertId()
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO upload (id, asset, name, length, at, tail, hash, touched_ms) VALUES (?, ?, ?, ?, 0, x'', ?, ?)",
			a.ID, asset, a.Name, a.Length, state, u.clock().UnixMilli())
		return err
	})
	if err != nil {
		return fmt.Errorf("begin upload: %w", noSpace(err))
	}
	return nil
}

// Arrival says how far an upload is: scenes.ErrNotFound.
func (u *Uploads) Arrival(ctx context.Context, id string) (scenes.Arrival, error) {
	a := scenes.Arrival{ID: id}
	err := u.db.assets.read.QueryRowContext(ctx, "SELECT name, length, at FROM upload WHERE id = ?", id).Scan(&a.Name, &a.Length, &a.At)
	if errors.Is(err, sql.ErrNoRows) {
		return a, scenes.ErrNotFound
	}
	if err != nil {
		return a, fmt.Errorf("upload %s: %w", id, err)
	}
	return a, nil
}

// Append keeps what src has, up to the upload's length, a batch of pieces in one transaction and none while it waits for bytes. It
// answers how much it kept, which is all that came even when src ended early. One caller at a time for each upload.
func (u *Uploads) Append(ctx context.Context, id string, at int64, src io.Reader) (kept int64, err error) {
	a, err := u.open(ctx, id)
	if err != nil {
		return 0, err
	}
	if a.at != at {
		return 0, scenes.ErrOffset
	}
	batch := make([]byte, batchPieces*pieceBytes)
	held := copy(batch, a.tail)
	src = io.LimitReader(src, a.length-at)
	for ended := false; !ended; {
		got, err := io.ReadFull(src, batch[held:])
		ended = err != nil
		if ended && err != io.EOF && err != io.ErrUnexpectedEOF {
			err = errors.Join(err, u.keep(ctx, a, batch[:held+got], got))
			return a.at - at, fmt.Errorf("upload %s: %w", id, noSpace(err))
		}
		if err := u.keep(ctx, a, batch[:held+got], got); err != nil {
			return a.at - at, fmt.Errorf("upload %s: %w", id, noSpace(err))
		}
		held = copy(batch, a.tail)
	}
	return a.at - at, nil
}

// arriving is an upload that is being continued.
type arriving struct {
	id         string
	asset      int64
	length, at int64
	tail       []byte
	whole      hash.Hash // over the first at bytes
}

func (u *Uploads) open(ctx context.Context, id string) (*arriving, error) {
	a := &arriving{id: id, whole: sha256.New()}
	var state []byte
	err := u.db.assets.read.QueryRowContext(ctx, "SELECT asset, length, at, tail, hash FROM upload WHERE id = ?", id).
		Scan(&a.asset, &a.length, &a.at, &a.tail, &state)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, scenes.ErrNotFound
	}
	if err == nil {
		err = restore(a.whole, state)
	}
	if err != nil {
		return nil, fmt.Errorf("upload %s: %w", id, err)
	}
	return a, nil
}

// keep writes the whole pieces of bytes, of which the last so many are new, and holds on to the rest, unless it is the file's last.
func (u *Uploads) keep(ctx context.Context, a *arriving, bytes []byte, new int) error {
	if new == 0 {
		return nil
	}
	first := (a.at - int64(len(a.tail))) / pieceBytes
	a.whole.Write(bytes[len(bytes)-new:])
	state, err := stateOf(a.whole)
	if err != nil {
		return err
	}
	at, rest := a.at+int64(new), len(bytes)%pieceBytes
	if at == a.length {
		rest = 0
	}
	tail := append([]byte{}, bytes[len(bytes)-rest:]...)
	err = inEasyTx(ctx, u.db.assets.write, func(tx *sql.Tx) error {
		if err := insertPieces(ctx, tx, a.asset, int(first), bytes[:len(bytes)-rest]); err != nil {
			return err
		}
		if at == a.length {
			if _, err := tx.ExecContext(ctx, "UPDATE asset SET bytes = ? WHERE id = ?", a.length, a.asset); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "UPDATE upload SET at = ?, tail = ?, hash = ?, touched_ms = ? WHERE id = ?", at, tail, state, u.clock().UnixMilli(), a.id)
		return err
	})
	if err == nil {
		a.at, a.tail = at, tail
	}
	return err
}

// Take is the file of an upload that is whole, and its name: scenes.ErrUnfinished until then. Its row stays, for whoever asks twice,
// until the file is discarded, forgotten or too old.
func (u *Uploads) Take(ctx context.Context, id string) (scenes.Upload, string, error) {
	a, err := u.open(ctx, id)
	if err != nil {
		return scenes.Upload{}, "", err
	}
	if a.at < a.length {
		return scenes.Upload{}, "", scenes.ErrUnfinished
	}
	known, err := u.Arrival(ctx, id)
	if err != nil {
		return scenes.Upload{}, "", err
	}
	return scenes.Upload{ID: a.asset, SHA256: hex.EncodeToString(a.whole.Sum(nil)), Bytes: a.length}, known.Name, nil
}

// Drop forgets an upload, and removes what came of it unless it has become a scene's file.
func (u *Uploads) Drop(ctx context.Context, id string) error {
	var asset int64
	err := u.db.assets.write.QueryRowContext(ctx, "DELETE FROM upload WHERE id = ? RETURNING asset", id).Scan(&asset)
	if errors.Is(err, sql.ErrNoRows) {
		return scenes.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("drop upload %s: %w", id, err)
	}
	var published bool
	err = u.db.assets.read.QueryRowContext(ctx, "SELECT sha256 IS NOT NULL FROM asset WHERE id = ?", asset).Scan(&published)
	if err != nil || published {
		return err
	}
	return u.db.Scenes().Discard(ctx, scenes.Upload{ID: asset})
}

// expire drops uploads that nobody has gone on with.
func (u *Uploads) expire(ctx context.Context) error {
	rows, err := u.db.assets.read.QueryContext(ctx, "SELECT id FROM upload WHERE touched_ms < ?", u.clock().Add(-scenes.ArrivalLife).UnixMilli())
	if err != nil {
		return err
	}
	old, err := collect(rows, func(rows *sql.Rows) (id string, err error) { err = rows.Scan(&id); return id, err })
	if err != nil {
		return err
	}
	for _, id := range old {
		if err := u.Drop(ctx, id); err != nil && !errors.Is(err, scenes.ErrNotFound) {
			return err
		}
	}
	return nil
}

func stateOf(h hash.Hash) ([]byte, error) {
	state, ok := h.(encoding.BinaryMarshaler)
	if !ok {
		return nil, errors.New("sqlite: the hash cannot be put away")
	}
	return state.MarshalBinary()
}

func restore(h hash.Hash, state []byte) error {
	from, ok := h.(encoding.BinaryUnmarshaler)
	if !ok {
		return errors.New("sqlite: the hash cannot be taken up")
	}
	return from.UnmarshalBinary(state)
}
