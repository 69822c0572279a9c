package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/mattn/go-sqlite3"

	"rehearsal/scenes"
)

const (
	pieceBytes = 256 << 10
	// batchPieces are written in one transaction: larger ones make everybody else's small writes wait, smaller ones fsync more.
	batchPieces = 4
)

// Scenes keeps the catalogue and its files. A file is a row of pieces of 256 KiB, each kept once whoever uses it.
type Scenes struct{ db *DB }

// Scenes is the store of scenes.
func (db *DB) Scenes() *Scenes { return &Scenes{db} }

// Receive writes src as pieces, in small transactions and never holding one while it waits for bytes.
func (s *Scenes) Receive(ctx context.Context, src io.Reader, most int64) (scenes.Upload, error) {
	row, err := s.db.assets.write.ExecContext(ctx, "INSERT INTO asset (bytes) VALUES (0)")
	if err != nil {
		return scenes.Upload{}, fmt.Errorf("receive: %w", noSpace(err))
	}
	id, err := row.LastInsertId()
	if err != nil {
		return scenes.Upload{}, fmt.Errorf("receive: %w", err)
	}
	upload, err := s.receive(ctx, id, src, most)
	if err != nil {
		return scenes.Upload{}, errors.Join(fmt.Errorf("receive: %w", noSpace(err)), s.Discard(context.WithoutCancel(ctx), scenes.Upload{ID: id}))
	}
	return upload, nil
}

func (s *Scenes) receive(ctx context.Context, id int64, src io.Reader, most int64) (scenes.Upload, error) {
	whole := sha256.New()
	src = io.TeeReader(io.LimitReader(src, most+1), whole)
	batch := make([]byte, batchPieces*pieceBytes)
	var total int64
	for n := 0; ; n += batchPieces {
		got, err := io.ReadFull(src, batch)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return scenes.Upload{}, err
		}
		if total += int64(got); total > most {
			return scenes.Upload{}, scenes.ErrTooLarge
		}
		if err := s.writePieces(ctx, id, n, batch[:got]); err != nil {
			return scenes.Upload{}, err
		}
		if got < len(batch) {
			break
		}
	}
	if _, err := s.db.assets.write.ExecContext(ctx, "UPDATE asset SET bytes = ? WHERE id = ?", total, id); err != nil {
		return scenes.Upload{}, err
	}
	return scenes.Upload{ID: id, SHA256: hex.EncodeToString(whole.Sum(nil)), Bytes: total}, nil
}

func (s *Scenes) writePieces(ctx context.Context, asset int64, n int, bytes []byte) error {
	if len(bytes) == 0 {
		return nil
	}
	return inEasyTx(ctx, s.db.assets.write, func(tx *sql.Tx) error { return insertPieces(ctx, tx, asset, n, bytes) })
}

// insertPieces adds bytes to a file, from its n-th piece on. Only a file's last piece may be short.
func insertPieces(ctx context.Context, tx *sql.Tx, asset int64, n int, bytes []byte) error {
	for ; len(bytes) > 0; n++ {
		piece := bytes[:min(pieceBytes, len(bytes))]
		bytes = bytes[len(piece):]
		sum := sha256.Sum256(piece)
		if _, err := tx.ExecContext(ctx, "INSERT INTO piece (sha256, body) VALUES (?, ?) ON CONFLICT DO NOTHING", sum[:], piece); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO asset_piece (asset, n, piece) VALUES (?, ?, ?)", asset, n, sum[:]); err != nil {
			return err
		}
	}
	return nil
}

// Keep publishes an upload under its hash. If that content is already there, the newcomer goes; scenes.ErrNotFound when it was
// dropped meanwhile.
func (s *Scenes) Keep(ctx context.Context, u scenes.Upload) error {
	kept := u.ID
	err := inTx(ctx, s.db.assets.write, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT id FROM asset WHERE sha256 = ?", u.SHA256).Scan(&kept)
		if errors.Is(err, sql.ErrNoRows) {
			err = one(tx.ExecContext(ctx, "UPDATE asset SET sha256 = ? WHERE id = ?", u.SHA256, u.ID))
		}
		return err
	})
	if err == nil && kept != u.ID {
		err = s.Discard(ctx, u)
	}
	if err != nil {
		return fmt.Errorf("keep %s: %w", u.SHA256, noSpace(err))
	}
	return nil
}

// Discard removes an upload and the pieces that nothing else uses, in small transactions as it came. What a crash leaves of it is
// no longer published, and Tidy goes on with it.
func (s *Scenes) Discard(ctx context.Context, u scenes.Upload) error {
	if u.ID == 0 {
		err := s.db.assets.read.QueryRowContext(ctx, "SELECT id FROM asset WHERE sha256 = ?", u.SHA256).Scan(&u.ID)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("discard %s: %w", u.SHA256, err)
		}
	}
	if _, err := s.db.assets.write.ExecContext(ctx, "UPDATE asset SET sha256 = NULL WHERE id = ?", u.ID); err != nil {
		return fmt.Errorf("discard upload %d: %w", u.ID, err)
	}
	for more := true; more; {
		err := inTx(ctx, s.db.assets.write, func(tx *sql.Tx) (err error) {
			more, err = dropPieces(ctx, tx, u.ID)
			return err
		})
		if err != nil {
			return fmt.Errorf("discard upload %d: %w", u.ID, err)
		}
	}
	if _, err := s.db.assets.write.ExecContext(ctx, "DELETE FROM asset WHERE id = ?", u.ID); err != nil {
		return fmt.Errorf("discard upload %d: %w", u.ID, err)
	}
	return nil
}

// dropPieces removes a batch of a file's pieces and says whether there may be more.
func dropPieces(ctx context.Context, tx *sql.Tx, asset int64) (more bool, err error) {
	rows, err := tx.QueryContext(ctx, "DELETE FROM asset_piece WHERE asset = ? AND n IN (SELECT n FROM asset_piece WHERE asset = ? LIMIT ?) RETURNING piece",
		asset, asset, batchPieces)
	if err != nil {
		return false, err
	}
	pieces, err := collect(rows, func(rows *sql.Rows) (piece []byte, err error) { err = rows.Scan(&piece); return piece, err })
	if err != nil {
		return false, err
	}
	for _, piece := range pieces {
		_, err := tx.ExecContext(ctx, "DELETE FROM piece WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM asset_piece WHERE piece = ?)", piece, piece)
		if err != nil {
			return false, err
		}
	}
	return len(pieces) == batchPieces, nil
}

// Tidy removes what a crash left half done: files that were never published, and files that no version uses. Uploads that can still be
// continued stay. Call it before the first upload.
func (s *Scenes) Tidy(ctx context.Context) (removed int, err error) {
	rows, err := s.db.app.read.QueryContext(ctx, "SELECT DISTINCT sha256 FROM version")
	if err != nil {
		return 0, fmt.Errorf("tidy: %w", err)
	}
	used, err := collect(rows, func(rows *sql.Rows) (sum string, err error) { err = rows.Scan(&sum); return sum, err })
	if err != nil {
		return 0, fmt.Errorf("tidy: %w", err)
	}
	keep, err := json.Marshal(append([]string{}, used...))
	if err != nil {
		return 0, fmt.Errorf("tidy: %w", err)
	}
	rows, err = s.db.assets.read.QueryContext(ctx,
		"SELECT id FROM asset WHERE (sha256 IS NULL OR sha256 NOT IN (SELECT value FROM json_each(?))) AND id NOT IN (SELECT asset FROM upload)", string(keep))
	if err != nil {
		return 0, fmt.Errorf("tidy: %w", err)
	}
	stale, err := collect(rows, func(rows *sql.Rows) (id int64, err error) { err = rows.Scan(&id); return id, err })
	if err != nil {
		return 0, fmt.Errorf("tidy: %w", err)
	}
	for _, id := range stale {
		if err := s.Discard(ctx, scenes.Upload{ID: id}); err != nil {
			return removed, fmt.Errorf("tidy: %w", err)
		}
		removed++
	}
	return removed, s.tidyThumbnails(ctx)
}

// tidyThumbnails removes pictures of versions that are gone.
func (s *Scenes) tidyThumbnails(ctx context.Context) error {
	rows, err := s.db.app.read.QueryContext(ctx, "SELECT id FROM version")
	if err != nil {
		return fmt.Errorf("tidy thumbnails: %w", err)
	}
	versions, err := collect(rows, func(rows *sql.Rows) (id string, err error) { err = rows.Scan(&id); return id, err })
	if err != nil {
		return fmt.Errorf("tidy thumbnails: %w", err)
	}
	keep, err := json.Marshal(append([]string{}, versions...))
	if err == nil {
		_, err = s.db.assets.write.ExecContext(ctx, "DELETE FROM thumbnail WHERE version NOT IN (SELECT value FROM json_each(?))", string(keep))
	}
	if err != nil {
		return fmt.Errorf("tidy thumbnails: %w", err)
	}
	return nil
}

func noSpace(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && e.Code == sqlite3.ErrFull {
		return fmt.Errorf("%w: %w", scenes.ErrNoSpace, err)
	}
	return err
}
