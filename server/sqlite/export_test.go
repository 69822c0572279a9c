package sqlite

import (
	"testing"

	"rehearsal/server/session"
)

// AddScene puts a bare row into the catalogue, for sessions to refer to.
func AddScene(t *testing.T, db *DB, id string) {
	t.Helper()
	_, err := db.app.write.ExecContext(t.Context(),
		`INSERT INTO scene (id, name, sha256, bytes, added_ms, added_by, report) VALUES (?, 'A scene', '', 0, 0, '', '{}')`, id)
	if err != nil {
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
