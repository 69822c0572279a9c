package sqlite

import (
	"testing"

	"rehearsal/server/session"
)

// DestroyKey does what erasing a person does to their key.
func DestroyKey(t *testing.T, db *DB, id session.ID, slot session.Slot) {
	t.Helper()
	if _, err := db.keys.write.ExecContext(t.Context(), `DELETE FROM participant_key WHERE session = ? AND slot = ?`, string(id), uint16(slot)); err != nil {
		t.Fatal(err)
	}
}
