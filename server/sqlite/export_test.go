package sqlite

import (
	"testing"

	"rehearsal/server/session"
)

// SpoilKey makes what a person's key has sealed unreadable.
func SpoilKey(t *testing.T, db *DB, id session.ID, slot session.Slot) {
	t.Helper()
	if _, err := db.keys.write.ExecContext(t.Context(), `UPDATE participant_key SET key = randomblob(32) WHERE session = ? AND slot = ?`, string(id), uint16(slot)); err != nil {
		t.Fatal(err)
	}
}

// DestroyKey does what erasing a person does to their key.
func DestroyKey(t *testing.T, db *DB, id session.ID, slot session.Slot) {
	t.Helper()
	if _, err := db.keys.write.ExecContext(t.Context(), `DELETE FROM participant_key WHERE session = ? AND slot = ?`, string(id), uint16(slot)); err != nil {
		t.Fatal(err)
	}
}
