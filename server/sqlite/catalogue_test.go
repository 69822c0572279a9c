package sqlite

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/session"
)

// hall is a version of something, as an inspection would have it.
func hall(id, sha256 string) scenes.Version {
	return scenes.Version{
		ID: id, Made: scenes.MadeUploaded, SHA256: sha256, Bytes: 7, File: "hall.glb", At: time.UnixMilli(1_700_000_000_123).UTC(), By: "Siân",
		Report: scenes.Report{
			Figures: scenes.Figures{Triangles: 12, LargestTexture: 4096}, Min: [3]float64{-1, 0, -2}, Max: [3]float64{1, 3, 2},
			Problems: []scenes.Problem{{Code: "heavy", Kind: "heavy", Severity: scenes.Warning, Action: scenes.Warn, Where: "Desk", Values: map[string]string{"n": "3"}}},
		},
		Meaning: scenes.Meaning{Spawns: []scenes.Place{{Name: "door", Position: [3]float64{0, 0, 1}, Yaw: 0.5}}, Units: "m", Up: "y"},
	}
}

func addHall(t *testing.T, s *Scenes, id, sha256 string) {
	t.Helper()
	if err := s.AddScene(t.Context(), scenes.Scene{ID: id, Name: "Neuadd", Added: time.UnixMilli(5), AddedBy: "Siân"}, hall(id, sha256)); err != nil {
		t.Fatal(err)
	}
}

func sessionIn(t *testing.T, db *DB, scene, version string) session.ID {
	t.Helper()
	info := session.Info{ID: session.NewID(), Title: "Walk", Scene: scene, Version: version, Opened: time.UnixMilli(9)}
	if err := db.Sessions().Create(t.Context(), info, nil); err != nil {
		t.Fatal(err)
	}
	return info.ID
}

func TestVersionIsKeptAsItWas(t *testing.T) {
	s := openTemp(t).Scenes()
	addHall(t, s, "hall", "00")
	want := hall("v2", "01")
	want.Scene, want.Variant, want.Of, want.Made, want.Upload = "hall", "a", "hall", scenes.MadeRepaired, "u1"
	if _, err := s.AddVersion(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	want.Number, want.SceneName, want.VariantName = 2, "Neuadd", "A"
	for name, find := range map[string]func() (scenes.Version, error){
		"by id":     func() (scenes.Version, error) { return s.Version(t.Context(), "v2") },
		"by upload": func() (scenes.Version, error) { return s.VersionOf(t.Context(), "u1") },
		"current": func() (scenes.Version, error) {
			c, err := s.Scene(t.Context(), "hall")
			return c.Variants[0].Current, err
		},
		"newest": func() (scenes.Version, error) { all, err := s.Versions(t.Context(), "hall"); return all[0], err },
	} {
		if got, err := find(); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if err := s.KeepThumbnail(t.Context(), "v2", "image/webp", []byte("RIFF")); err != nil {
		t.Fatal(err)
	}
	all, err := s.Scenes(t.Context())
	if err != nil || len(all) != 1 || !all[0].Variants[0].Current.Thumbnail || all[0].AddedBy != "Siân" || !all[0].Added.Equal(time.UnixMilli(5)) {
		t.Errorf("%+v, %v", all, err)
	}
	for name, err := range map[string]error{
		"version": second(s.Version(t.Context(), "none")), "scene": second(s.Scene(t.Context(), "none")), "versions": second(s.Versions(t.Context(), "none")),
		"upload": second(s.VersionOf(t.Context(), "none")), "file": second(s.File(t.Context(), "hall", "02")),
	} {
		if !errors.Is(err, scenes.ErrNotFound) {
			t.Errorf("no such %s: %v", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// Undo is choosing: the variant points elsewhere, and no version changes.
func TestChoosingAndRenaming(t *testing.T) {
	s := openTemp(t).Scenes()
	ctx := t.Context()
	addHall(t, s, "hall", "00")
	v2 := hall("v2", "01")
	v2.Scene, v2.Variant = "hall", "a"
	if _, err := s.AddVersion(ctx, v2); err != nil {
		t.Fatal(err)
	}
	b := hall("b1", "01")
	b.Scene = "hall"
	if b, err := s.AddVariant(ctx, "Wider desk", b); err != nil || b.Variant != "b" || b.Number != 1 {
		t.Fatalf("%+v, %v", b, err)
	}
	if err := s.ChooseVersion(ctx, "hall", "a", "hall"); err != nil {
		t.Fatal(err)
	}
	if err := s.ChooseVersion(ctx, "hall", "a", "b1"); !errors.Is(err, scenes.ErrNotFound) {
		t.Errorf("a version of another variant: %v", err)
	}
	if err := errors.Join(s.RenameScene(ctx, "hall", "Hall"), s.RenameVariant(ctx, "hall", "b", "B")); err != nil {
		t.Fatal(err)
	}
	got, err := s.Scene(ctx, "hall")
	if err != nil || got.Name != "Hall" || len(got.Variants) != 2 || got.Variants[0].Current.ID != "hall" || got.Variants[1].Name != "B" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, err := range []error{s.RenameScene(ctx, "none", "x"), s.RenameVariant(ctx, "hall", "c", "x")} {
		if !errors.Is(err, scenes.ErrNotFound) {
			t.Error(err)
		}
	}
}

// The file itself holds that nothing rewrites a version, or moves a session to another.
func TestVersionsAndTheirSessionsAreImmutable(t *testing.T) {
	db := openTemp(t)
	addHall(t, db.Scenes(), "hall", "00")
	sessionIn(t, db, "hall", "hall")
	for _, query := range []string{"UPDATE version SET sha256 = '01'", "UPDATE version SET meaning = '{}'", "UPDATE session SET version = NULL", "UPDATE session SET scene = 'x'"} {
		if _, err := db.app.write.Exec(query); err == nil {
			t.Errorf("%s: nobody minds", query)
		}
	}
	info := session.Info{ID: session.NewID(), Title: "Walk", Scene: "hall", Opened: time.UnixMilli(9)}
	if err := db.Sessions().Create(t.Context(), info, nil); err == nil {
		t.Error("a session without a version")
	}
}

func TestWhatASessionUsedCannotGo(t *testing.T) {
	db := openTemp(t)
	s, ctx := db.Scenes(), t.Context()
	addHall(t, s, "hall", "00")
	b := hall("b1", "01")
	b.Scene = "hall"
	if _, err := s.AddVariant(ctx, "B", b); err != nil {
		t.Fatal(err)
	}
	id := sessionIn(t, db, "hall", "b1")
	var used *scenes.InUseError
	for name, remove := range map[string]func() ([]scenes.Version, error){
		"scene": func() ([]scenes.Version, error) { return s.DeleteScene(ctx, "hall") }, "variant": func() ([]scenes.Version, error) { return s.DeleteVariant(ctx, "hall", "b") },
	} {
		if _, err := remove(); !errors.As(err, &used) || len(used.Sessions) != 1 || used.Sessions[0] != (scenes.Use{ID: string(id), Title: "Walk"}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if gone, err := s.DeleteVariant(ctx, "hall", "a"); err != nil || len(gone) != 1 || gone[0].ID != "hall" || gone[0].SHA256 != "00" {
		t.Errorf("the one that nobody used: %+v, %v", gone, err)
	}
	if got, err := s.Scene(ctx, "hall"); err != nil || len(got.Variants) != 1 || got.Uses != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestDeleting(t *testing.T) {
	s := openTemp(t).Scenes()
	ctx := t.Context()
	addHall(t, s, "hall", "00")
	addHall(t, s, "twin", "00")
	if err := s.KeepThumbnail(ctx, "hall", "image/webp", []byte("RIFF")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DeleteVariant(ctx, "hall", "a"); !errors.Is(err, scenes.ErrLast) {
		t.Errorf("the only variant: %v", err)
	}
	if _, err := s.DeleteVariant(ctx, "hall", "b"); !errors.Is(err, scenes.ErrNotFound) {
		t.Errorf("no such variant: %v", err)
	}
	if n, err := s.Uses(ctx, "00"); n != 2 || err != nil {
		t.Errorf("%d uses, %v", n, err)
	}
	if _, err := s.DeleteScene(ctx, "hall"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DeleteScene(ctx, "hall"); !errors.Is(err, scenes.ErrNotFound) {
		t.Errorf("again: %v", err)
	}
	if n, err := s.Uses(ctx, "00"); n != 1 || err != nil {
		t.Errorf("%d uses, %v", n, err)
	}
	if _, _, err := s.Thumbnail(ctx, "hall"); !errors.Is(err, scenes.ErrNotFound) {
		t.Errorf("its picture: %v", err)
	}
}

func TestASceneHoldsOnlySoMuch(t *testing.T) {
	s := openTemp(t).Scenes()
	ctx := t.Context()
	addHall(t, s, "hall", "00")
	next := func(id string) scenes.Version { v := hall(id, "00"); v.Scene, v.Variant = "hall", "a"; return v }
	for i := range scenes.VariantsMost - 1 {
		if _, err := s.AddVariant(ctx, "x", next("variant"+string(rune('a'+i)))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.AddVariant(ctx, "x", next("one more")); !errors.Is(err, scenes.ErrFull) {
		t.Errorf("one variant more: %v", err)
	}
	for i := scenes.VariantsMost; i < scenes.VersionsMost; i++ {
		if _, err := s.AddVersion(ctx, next("v"+time.Duration(i).String())); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.AddVersion(ctx, next("one more")); !errors.Is(err, scenes.ErrFull) {
		t.Errorf("one version more: %v", err)
	}
	if v := next("x"); true {
		v.Variant = "zz"
		if _, err := s.AddVersion(ctx, v); err == nil {
			t.Error("a version of no variant")
		}
	}
}
