package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"

	"rehearsal/server/motion"
	"rehearsal/server/session"
)

// A participant's motion is encrypted with a key of theirs alone, made when the first of it is sealed. Somebody who said no has no
// key. Destroying a key erases the motion wherever its bytes are, backups included (P5), because keys.db has backups that live briefly.

// keys are the keys of a session's participants.
func (s *Sessions) keys(ctx context.Context, id session.ID) (map[uint16][]byte, error) {
	rows, err := s.db.keys.read.QueryContext(ctx, `SELECT slot, key FROM participant_key WHERE session = ?`, string(id))
	if err != nil {
		return nil, err
	}
	type slotKey struct {
		slot uint16
		key  []byte
	}
	all, err := collect(rows, func(rows *sql.Rows) (k slotKey, err error) { err = rows.Scan(&k.slot, &k.key); return k, err })
	keys := make(map[uint16][]byte, len(all))
	for _, k := range all {
		keys[k.slot] = k.key
	}
	return keys, err
}

// makeKeys returns the keys of everyone in parts and makes those that are missing: on disk before anything is encrypted with them.
func (s *Sessions) makeKeys(ctx context.Context, id session.ID, parts []motion.Part) (map[uint16][]byte, error) {
	keys, err := s.keys(ctx, id)
	if err != nil {
		return nil, err
	}
	var missing []uint16
	for _, p := range parts {
		if keys[p.Slot] == nil {
			missing = append(missing, p.Slot)
		}
	}
	if len(missing) == 0 {
		return keys, nil
	}
	return keys, inTx(ctx, s.db.keys.write, func(tx *sql.Tx) error {
		for _, slot := range missing {
			key := make([]byte, 32)
			_, _ = rand.Read(key) // never fails since Go 1.24
			if _, err := tx.ExecContext(ctx, `INSERT INTO participant_key (session, slot, key) VALUES (?,?,?)`, string(id), slot, key); err != nil {
				return err
			}
			keys[slot] = key
		}
		return nil
	})
}
