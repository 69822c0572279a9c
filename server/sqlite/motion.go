package sqlite

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"database/sql"
	"errors"
	"fmt"

	"rehearsal/server/motion"
	"rehearsal/server/session"
)

// AppendTail keeps frames as they are, not encrypted: usually up to a second of them, for ten seconds, until their chunk is sealed. After
// a crash or in a trouble they stay until the session is opened or sealing works.
func (s *Sessions) AppendTail(ctx context.Context, id session.ID, firstTick motion.Tick, frames []byte) error {
	_, err := s.db.assets.write.ExecContext(ctx,
		`INSERT INTO tail (session, first_tick, body) VALUES (?,?,?) ON CONFLICT DO UPDATE SET body = excluded.body`,
		string(id), firstTick, frames)
	if err != nil {
		return fmt.Errorf("session %s: append tail %d: %w", id, firstTick, err)
	}
	return nil
}

// SealChunk compresses each part, encrypts it with its participant's key, and keeps the chunk instead of the tails before its end.
func (s *Sessions) SealChunk(ctx context.Context, id session.ID, c motion.Chunk) (session.ChunkRef, error) {
	ref := session.ChunkRef{FirstTick: c.FirstTick, Ticks: c.Ticks}
	sealed := make([]motion.Part, 0, len(c.Parts))
	if len(c.Parts) > 0 {
		keys, err := s.makeKeys(ctx, id, c.Parts)
		if err != nil {
			return ref, fmt.Errorf("session %s: seal %d: keys: %w", id, c.FirstTick, err)
		}
		for _, p := range c.Parts {
			body, err := encrypt(keys[p.Slot], s.pack.EncodeAll(p.Body, nil), place(id, p.Slot, c.FirstTick))
			if err != nil {
				return ref, fmt.Errorf("session %s: seal %d: slot %d: %w", id, c.FirstTick, p.Slot, err)
			}
			sealed = append(sealed, motion.Part{Slot: p.Slot, Body: body})
		}
	}
	body := motion.AppendChunk(nil, c.FirstTick, c.Ticks, sealed)
	ref.Bytes = int64(len(body))
	err := inTx(ctx, s.db.assets.write, func(tx *sql.Tx) error {
		if len(sealed) > 0 {
			if _, err := tx.ExecContext(ctx,
				`INSERT INTO chunk (session, first_tick, ticks, body) VALUES (?,?,?,?)
				 ON CONFLICT DO UPDATE SET ticks = excluded.ticks, body = excluded.body`,
				string(id), c.FirstTick, c.Ticks, body); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM tail WHERE session = ? AND first_tick < ?`,
			string(id), int64(c.FirstTick)+int64(c.Ticks))
		return err
	})
	if err != nil {
		return ref, fmt.Errorf("session %s: seal %d: %w", id, c.FirstTick, err)
	}
	return ref, nil
}

// ReadChunk opens a chunk. Parts whose key was destroyed are left out: their bytes mean nothing any more. So are parts that are damaged,
// and then the error is ErrUnreadable and the chunk holds the others.
func (s *Sessions) ReadChunk(ctx context.Context, id session.ID, first motion.Tick) (motion.Chunk, error) {
	var body []byte
	err := s.db.assets.read.QueryRowContext(ctx, `SELECT body FROM chunk WHERE session = ? AND first_tick = ?`, string(id), first).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return motion.Chunk{}, session.ErrUnknown
	}
	if err != nil {
		return motion.Chunk{}, err
	}
	c, err := motion.ParseChunk(body)
	if err != nil {
		return motion.Chunk{}, err
	}
	keys, err := s.keys(ctx, id)
	if err != nil {
		return motion.Chunk{}, fmt.Errorf("keys: %w", err)
	}
	var damaged error
	open := c.Parts[:0]
	for _, p := range c.Parts {
		key, ok := keys[p.Slot]
		if !ok {
			continue
		}
		part, err := s.unseal(key, p.Body, place(id, p.Slot, first))
		if err != nil {
			damaged = errors.Join(damaged, fmt.Errorf("slot %d: %w: %w", p.Slot, session.ErrUnreadable, err))
			continue
		}
		open = append(open, motion.Part{Slot: p.Slot, Body: part})
	}
	c.Parts = open
	return c, damaged
}

func (s *Sessions) unseal(key, sealed, place []byte) ([]byte, error) {
	packed, err := decrypt(key, sealed, place)
	if err != nil {
		return nil, err
	}
	return s.open.DecodeAll(packed, nil)
}

// place ties a sealed part to where it belongs, so that it cannot be passed off as another's.
func place(id session.ID, slot uint16, first motion.Tick) []byte {
	return fmt.Appendf(nil, "%s/%d/%d", id, slot, first)
}

// encrypt is AES-256-GCM with a random nonce in front.
func encrypt(key, plain, place []byte) ([]byte, error) {
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nil, plain, place), nil
}

func decrypt(key, sealed, place []byte) ([]byte, error) {
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	return aead.Open(nil, nil, sealed, place)
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}
