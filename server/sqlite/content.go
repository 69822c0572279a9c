package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"sync"

	"rehearsal/scenes"
)

// Open opens a file by its upload, or by its hash when that is 0: scenes.ErrNotFound. It may be read while ctx lasts. Each piece is
// a query of its own, so no read transaction lives as long as a slow client.
func (s *Scenes) Open(ctx context.Context, u scenes.Upload) (scenes.Content, error) {
	query, key := "SELECT id, bytes FROM asset WHERE id = ?", any(u.ID)
	if u.ID == 0 {
		query, key = "SELECT id, bytes FROM asset WHERE sha256 = ?", any(u.SHA256)
	}
	c := &content{ctx: ctx, db: s.db.assets.read, held: -1}
	err := c.db.QueryRowContext(ctx, query, key).Scan(&c.asset, &c.size)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, scenes.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("open file %s: %w", u.SHA256, err)
	}
	return c, nil
}

// content reads a file from its pieces and holds on to the last one, because readers ask for a few KiB at a time.
type content struct {
	ctx   context.Context // of the request that opened it: io.ReaderAt has no room for one
	db    *sql.DB
	asset int64
	size  int64
	at    int64 // of Read and Seek

	mu    sync.Mutex
	held  int64 // guarded by mu: which piece is in piece, or −1
	piece []byte
}

func (c *content) Read(p []byte) (int, error) {
	if c.at >= c.size {
		return 0, io.EOF
	}
	n, err := c.readPiece(p, c.at)
	c.at += int64(n)
	return n, err
}

func (c *content) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, fmt.Errorf("read file %d at %d: negative offset", c.asset, off)
	}
	for n := 0; ; {
		if n == len(p) {
			return n, nil
		}
		if off+int64(n) >= c.size {
			return n, io.EOF
		}
		got, err := c.readPiece(p[n:], off+int64(n))
		if n += got; err != nil {
			return n, err
		}
	}
}

// inPlaceFrom is the size from which a read is worth its own trip to the database.
const inPlaceFrom = 32 << 10

// readPiece reads from the one piece that holds off, which lies inside the file.
func (c *content) readPiece(p []byte, off int64) (int, error) {
	n, from := off/pieceBytes, off%pieceBytes
	if len(p) >= inPlaceFrom {
		return c.load(p, n, from)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if n != c.held {
		c.held = -1
		if c.piece == nil {
			c.piece = make([]byte, pieceBytes)
		}
		got, err := c.load(c.piece[:pieceBytes], n, 0)
		if err != nil {
			return 0, err
		}
		c.held, c.piece = n, c.piece[:got]
	}
	if from >= int64(len(c.piece)) {
		return 0, fmt.Errorf("read file %d, piece %d: %w", c.asset, n, io.ErrUnexpectedEOF)
	}
	return copy(p, c.piece[from:]), nil
}

// load fills p from a piece of the file, as far as that goes.
func (c *content) load(p []byte, n, from int64) (int, error) {
	got, err := readInPlace(c.ctx, c.db, c.asset, n, p, from)
	if errors.Is(err, errNoBlobs) {
		got, err = c.loadBySQL(p, n, from)
	}
	if err == nil && got == 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return 0, fmt.Errorf("read file %d, piece %d: %w", c.asset, n, err)
	}
	return got, nil
}

func (c *content) loadBySQL(p []byte, n, from int64) (int, error) {
	var piece []byte
	err := c.db.QueryRowContext(c.ctx,
		"SELECT body FROM asset_piece JOIN piece ON piece.sha256 = asset_piece.piece WHERE asset = ? AND n = ?", c.asset, n).Scan(&piece)
	if err != nil || from >= int64(len(piece)) {
		return 0, err
	}
	return copy(p, piece[from:]), nil
}

func (c *content) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += c.at
	case io.SeekEnd:
		offset += c.size
	}
	if offset < 0 {
		return 0, fmt.Errorf("seek file %d to %d: before the start", c.asset, offset)
	}
	c.at = offset
	return offset, nil
}
