package sqlite

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"rehearsal/scenes"
	"rehearsal/server/identity"
	"rehearsal/server/session"
)

// oldFile makes a database as an earlier program left it: its migrations, and what it wrote.
func oldFile(t *testing.T, dir, name string, version int64, wrote ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, name+".db")+"?_journal_mode=WAL&_foreign_keys=1")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	steps, err := fs.Sub(migrations, "migrations/"+name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	for _, query := range wrote {
		if _, err := db.ExecContext(t.Context(), query); err != nil {
			t.Fatalf("%v: %s", err, query)
		}
	}
}

// A scene from before there were versions is version 1 of its variant A, under the same id; its sessions, its people and its
// picture find it.
func TestOldScenesBecomeVersions(t *testing.T) {
	dir := t.TempDir()
	seat := identity.Digest{7}
	oldFile(t, dir, "app", 2,
		`INSERT INTO scene (id, name, sha256, bytes, sample, added_ms, added_by, report) VALUES ('lib', 'Branch library reception', 'aa', 70, 1, 1700000000000, 'Rehearsal',
			'{"problems":[{"code":"many-draw-calls","severity":"warn","where":"Roof","values":{"count":"301"}},{"code":"unknown-data","severity":"warn","where":""}],
			"figures":{"triangles":12,"drawCalls":3,"materials":2,"textures":1,"textureBytes":9,"largestTexture":64,"nodes":4,"animations":0},
			"min":[-1,0.5,-2],"max":[1,3,2],"spawns":[{"name":"Door","position":[0,0.5,1],"yaw":0.5},{"name":"","position":[1,0.5,1],"yaw":0}],"touchpoints":[{"name":"Desk","position":[1,0.5,0]}]}')`,
		`INSERT INTO scene (id, name, sha256, bytes, added_ms, added_by, report) VALUES ('hall', 'Neuadd', 'bb', 8, 1700000000001, 'Siân', '{"problems":[],"min":[0,0,0],"max":[1,1,1],"spawns":[],"touchpoints":[]}')`,
		`INSERT INTO session (id, title, scene, code, opened_ms, closed_ms, simulated, origin_x, origin_y, origin_z) VALUES ('s1', 'Walk', 'lib', NULL, 1700000000002, 1700000000003, 1, 1, 2, 3)`,
		`INSERT INTO session (id, title, scene, code, opened_ms, origin_x, origin_y, origin_z) VALUES ('s2', 'Cerdded', 'hall', 'ABCDEF', 1700000000002, 1, 2, 3)`,
		`INSERT INTO participant (session, slot, role, token) VALUES ('s2', 1, 'citizen', x'0700000000000000000000000000000000000000000000000000000000000000')`,
		`INSERT INTO event (session, seq, tick, author, op, object, property, value, previous) VALUES ('s1', 1, 0, 0, 0, 'session', 'scene', '"lib"', 'null')`,
	)
	oldFile(t, dir, "assets", 1, `INSERT INTO thumbnail (scene, type, body) VALUES ('lib', 'image/webp', x'52')`)

	db := openIn(t, dir)
	s, ctx := db.Scenes(), t.Context()
	all, err := s.Scenes(ctx)
	if err != nil || len(all) != 2 || all[0].ID != "hall" || all[0].Uses != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	lib := all[1]
	if lib.Name != "Branch library reception" || !lib.Sample || lib.AddedBy != "Rehearsal" || !lib.Added.Equal(time.UnixMilli(1_700_000_000_000)) || len(lib.Variants) != 1 {
		t.Errorf("%+v", lib)
	}
	v := lib.Variants[0].Current
	if v.ID != "lib" || v.Variant != "a" || v.Number != 1 || v.Made != scenes.MadeSample || v.SHA256 != "aa" || v.Bytes != 70 || v.By != "Rehearsal" || !v.Thumbnail {
		t.Errorf("%+v", v)
	}
	if v.Report.Figures.Triangles != 12 || v.Report.Min[1] != 0.5 || len(v.Report.Problems) != 2 || v.Report.Verdict() != scenes.VerdictAccept {
		t.Errorf("report %+v", v.Report)
	}
	if p := v.Report.Problems[0]; p.Kind != "many-draw-calls" || p.Action != scenes.Warn || p.Severity != scenes.Warning || p.Where != "Roof" || p.Values["count"] != "301" {
		t.Errorf("problem %+v", p)
	}
	m := v.Meaning
	if len(m.Spawns) != 2 || m.Spawns[0].Name != "Door" || m.Spawns[0].Yaw != 0.5 || m.Spawns[0].Position != [3]float64{0, 0.5, 1} || m.Spawns[1].Name == "" ||
		len(m.Touchpoints) != 1 || m.Touchpoints[0].Name != "Desk" || !m.Floor.Inferred || m.Floor.Height != 0.5 || m.Units != "m" || m.Up != "y" {
		t.Errorf("meaning %+v", m)
	}
	if err := m.Check(); err != nil {
		t.Errorf("it could not be edited: %v", err)
	}
	sessions, err := db.Sessions().Sessions(ctx, session.Which{})
	if err != nil || len(sessions) != 2 {
		t.Fatalf("%+v, %v", sessions, err)
	}
	for _, info := range sessions {
		if info.Version != info.Scene || info.Origin.Z != 3 {
			t.Errorf("%+v", info)
		}
	}
	if r, err := db.Sessions().Load(ctx, "s1"); err != nil || len(r.Events) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if who, err := db.Identity().SeatOf(ctx, seat); err != nil || who.Scene != "hall" || who.File != "bb" {
		t.Errorf("%+v, %v", who, err)
	}
	addHall(t, s, "new", "cc")
	if _, err := s.DeleteScene(ctx, "lib"); err == nil {
		t.Error("what an old session used can be deleted")
	}
}
