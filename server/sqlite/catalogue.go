package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"rehearsal/scenes"
)

// versionColumns are read by scanVersion.
const versionColumns = `version.id, version.scene, version.variant, version.number, version.made, version.of, version.sha256, version.bytes,
	version.file, COALESCE(version.upload, ''), version.report, version.meaning, version.added_ms, version.added_by, scene.name, variant.name`

const versionTables = ` FROM version JOIN scene ON scene.id = version.scene JOIN variant ON variant.scene = version.scene AND variant.id = version.variant `

func scanVersion(rows *sql.Rows, more ...any) (v scenes.Version, err error) {
	var added int64
	var report, meaning string
	into := []any{&v.ID, &v.Scene, &v.Variant, &v.Number, &v.Made, &v.Of, &v.SHA256, &v.Bytes, &v.File, &v.Upload, &report, &meaning,
		&added, &v.By, &v.SceneName, &v.VariantName}
	if err := rows.Scan(append(into, more...)...); err != nil {
		return v, err
	}
	v.At = time.UnixMilli(added).UTC()
	return v, errors.Join(json.Unmarshal([]byte(report), &v.Report), json.Unmarshal([]byte(meaning), &v.Meaning))
}

// versions answers what a query selects of versions, with which of them have a thumbnail.
func (s *Scenes) versions(ctx context.Context, rest string, args ...any) ([]scenes.Version, error) {
	rows, err := s.db.app.read.QueryContext(ctx, "SELECT "+versionColumns+versionTables+rest, args...)
	if err != nil {
		return nil, err
	}
	found, err := collect(rows, func(rows *sql.Rows) (scenes.Version, error) { return scanVersion(rows) })
	if err != nil || len(found) == 0 {
		return nil, err
	}
	all := make([]*scenes.Version, 0, len(found))
	for i := range found {
		all = append(all, &found[i])
	}
	return found, s.picture(ctx, all)
}

func (s *Scenes) version(ctx context.Context, rest string, args ...any) (scenes.Version, error) {
	found, err := s.versions(ctx, rest, args...)
	if err == nil && len(found) == 0 {
		err = scenes.ErrNotFound
	}
	if err != nil {
		return scenes.Version{}, err
	}
	return found[0], nil
}

// Version finds one version: scenes.ErrNotFound.
func (s *Scenes) Version(ctx context.Context, id string) (scenes.Version, error) {
	v, err := s.version(ctx, "WHERE version.id = ?", id)
	if err != nil {
		return v, fmt.Errorf("version %s: %w", id, err)
	}
	return v, nil
}

// VersionOf finds the version that an upload became: scenes.ErrNotFound.
func (s *Scenes) VersionOf(ctx context.Context, upload string) (scenes.Version, error) {
	v, err := s.version(ctx, "WHERE version.upload = ?", upload)
	if err != nil {
		return v, fmt.Errorf("version of upload %s: %w", upload, err)
	}
	return v, nil
}

// Versions are all of a scene, newest first: scenes.ErrNotFound when there is no such scene.
func (s *Scenes) Versions(ctx context.Context, scene string) ([]scenes.Version, error) {
	found, err := s.versions(ctx, "WHERE version.scene = ? ORDER BY version.added_ms DESC, version.rowid DESC", scene)
	if err == nil && len(found) == 0 {
		err = scenes.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("versions of %s: %w", scene, err)
	}
	return found, nil
}

// File finds the content of any version of a scene: scenes.ErrNotFound.
func (s *Scenes) File(ctx context.Context, scene, sha256 string) (scenes.Upload, error) {
	u := scenes.Upload{SHA256: sha256}
	err := s.db.app.read.QueryRowContext(ctx, "SELECT bytes FROM version WHERE scene = ? AND sha256 = ? LIMIT 1", scene, sha256).Scan(&u.Bytes)
	if errors.Is(err, sql.ErrNoRows) {
		err = scenes.ErrNotFound
	}
	if err != nil {
		return u, fmt.Errorf("file of %s: %w", scene, err)
	}
	return u, nil
}

// Uses is how many versions have a content.
func (s *Scenes) Uses(ctx context.Context, sha256 string) (versions int, err error) {
	// On the writing connection, which has seen everything that was committed.
	if err := s.db.app.write.QueryRowContext(ctx, "SELECT count(*) FROM version WHERE sha256 = ?", sha256).Scan(&versions); err != nil {
		return 0, fmt.Errorf("uses of %s: %w", sha256, err)
	}
	return versions, nil
}

// Scenes is the catalogue, newest first.
func (s *Scenes) Scenes(ctx context.Context) ([]scenes.Scene, error) {
	found, err := s.scenes(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("scenes: %w", err)
	}
	return found, nil
}

// Scene finds one scene: scenes.ErrNotFound.
func (s *Scenes) Scene(ctx context.Context, id string) (scenes.Scene, error) {
	found, err := s.scenes(ctx, "WHERE scene.id = ?", id)
	if err == nil && len(found) == 0 {
		err = scenes.ErrNotFound
	}
	if err != nil {
		return scenes.Scene{}, fmt.Errorf("scene %s: %w", id, err)
	}
	return found[0], nil
}

// sceneRow is a scene and one of its variants.
type sceneRow struct {
	scene   scenes.Scene
	current scenes.Version
}

func (s *Scenes) scenes(ctx context.Context, where string, args ...any) ([]scenes.Scene, error) {
	rows, err := s.db.app.read.QueryContext(ctx, "SELECT "+versionColumns+`, scene.sample, scene.added_ms, scene.added_by,
		(SELECT count(*) FROM session WHERE session.scene = scene.id)
		FROM scene JOIN variant ON variant.scene = scene.id JOIN version ON version.id = variant.current `+where+
		" ORDER BY scene.added_ms DESC, scene.id, variant.id", args...)
	if err != nil {
		return nil, err
	}
	found, err := collect(rows, func(rows *sql.Rows) (r sceneRow, err error) {
		var added int64
		r.current, err = scanVersion(rows, &r.scene.Sample, &added, &r.scene.AddedBy, &r.scene.Uses)
		r.scene.ID, r.scene.Name, r.scene.Added = r.current.Scene, r.current.SceneName, time.UnixMilli(added).UTC()
		return r, err
	})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	current := make([]*scenes.Version, 0, len(found))
	for i := range found {
		current = append(current, &found[i].current)
	}
	if err := s.picture(ctx, current); err != nil {
		return nil, err
	}
	var all []scenes.Scene
	for _, r := range found {
		if len(all) == 0 || all[len(all)-1].ID != r.scene.ID {
			all = append(all, r.scene)
		}
		last := &all[len(all)-1]
		last.Variants = append(last.Variants, scenes.Variant{ID: r.current.Variant, Name: r.current.VariantName, Current: r.current})
	}
	return all, nil
}

// AddScene puts a scene in the catalogue, with its first variant in its first version.
func (s *Scenes) AddScene(ctx context.Context, scene scenes.Scene, first scenes.Version) error {
	first.Scene, first.Number = scene.ID, 1
	name := "A"
	if len(scene.Variants) > 0 {
		name = scene.Variants[0].Name
	}
	if first.Variant == "" {
		first.Variant = "a"
	}
	err := inTx(ctx, s.db.app.write, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO scene (id, name, sample, added_ms, added_by) VALUES (?, ?, ?, ?, ?)",
			scene.ID, scene.Name, scene.Sample, scene.Added.UnixMilli(), scene.AddedBy)
		if err != nil {
			return err
		}
		return insertVariant(ctx, tx, name, first)
	})
	if err != nil {
		return fmt.Errorf("add scene %s: %w", scene.ID, noSpace(err))
	}
	return nil
}

// AddVariant adds a variant in its first version. Its id is the first letter that is free: scenes.ErrFull when none is.
func (s *Scenes) AddVariant(ctx context.Context, name string, first scenes.Version) (scenes.Version, error) {
	err := inTx(ctx, s.db.app.write, func(tx *sql.Tx) error {
		if err := hasRoom(ctx, tx, first.Scene); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, "SELECT id FROM variant WHERE scene = ?", first.Scene)
		if err != nil {
			return err
		}
		taken, err := collect(rows, func(rows *sql.Rows) (id string, err error) { err = rows.Scan(&id); return id, err })
		if err != nil {
			return err
		}
		first.Variant, first.Number = "", 1
		for i := range scenes.VariantsMost {
			if letter := string(rune('a' + i)); !slices.Contains(taken, letter) {
				first.Variant = letter
				break
			}
		}
		if first.Variant == "" {
			return scenes.ErrFull
		}
		return insertVariant(ctx, tx, name, first)
	})
	if err != nil {
		return first, fmt.Errorf("add variant to %s: %w", first.Scene, noSpace(err))
	}
	return first, nil
}

// AddVersion adds a variant's next version and makes it the current one: scenes.ErrNotFound, scenes.ErrFull.
func (s *Scenes) AddVersion(ctx context.Context, v scenes.Version) (scenes.Version, error) {
	err := inTx(ctx, s.db.app.write, func(tx *sql.Tx) error {
		if err := hasRoom(ctx, tx, v.Scene); err != nil {
			return err
		}
		err := tx.QueryRowContext(ctx, "SELECT COALESCE(max(number), 0) + 1 FROM version WHERE scene = ? AND variant = ?", v.Scene, v.Variant).Scan(&v.Number)
		if err != nil {
			return err
		}
		if err := one(tx.ExecContext(ctx, "UPDATE variant SET current = ? WHERE scene = ? AND id = ?", v.ID, v.Scene, v.Variant)); err != nil {
			return err
		}
		return insertVersion(ctx, tx, v)
	})
	if err != nil {
		return v, fmt.Errorf("add version to %s/%s: %w", v.Scene, v.Variant, noSpace(err))
	}
	return v, nil
}

// hasRoom says whether a scene can have another version: scenes.ErrFull.
func hasRoom(ctx context.Context, tx *sql.Tx, scene string) error {
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM version WHERE scene = ?", scene).Scan(&n); err != nil {
		return err
	}
	if n >= scenes.VersionsMost {
		return scenes.ErrFull
	}
	return nil
}

func insertVariant(ctx context.Context, tx *sql.Tx, name string, first scenes.Version) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO variant (scene, id, name, current) VALUES (?, ?, ?, ?)", first.Scene, first.Variant, name, first.ID)
	if err != nil {
		return err
	}
	return insertVersion(ctx, tx, first)
}

func insertVersion(ctx context.Context, tx *sql.Tx, v scenes.Version) error {
	report, err := json.Marshal(v.Report)
	if err != nil {
		return err
	}
	meaning, err := json.Marshal(v.Meaning)
	if err != nil {
		return err
	}
	upload := sql.NullString{String: v.Upload, Valid: v.Upload != ""}
	_, err = tx.ExecContext(ctx, `INSERT INTO version (id, scene, variant, number, made, of, sha256, bytes, file, upload, report, meaning, added_ms, added_by)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		v.ID, v.Scene, v.Variant, v.Number, v.Made, v.Of, v.SHA256, v.Bytes, v.File, upload, string(report), string(meaning), v.At.UnixMilli(), v.By)
	return err
}

// RenameScene calls a scene something else: scenes.ErrNotFound.
func (s *Scenes) RenameScene(ctx context.Context, id, name string) error {
	if err := one(s.db.app.write.ExecContext(ctx, "UPDATE scene SET name = ? WHERE id = ?", name, id)); err != nil {
		return fmt.Errorf("rename scene %s: %w", id, err)
	}
	return nil
}

// RenameVariant calls a variant something else: scenes.ErrNotFound.
func (s *Scenes) RenameVariant(ctx context.Context, scene, variant, name string) error {
	if err := one(s.db.app.write.ExecContext(ctx, "UPDATE variant SET name = ? WHERE scene = ? AND id = ?", name, scene, variant)); err != nil {
		return fmt.Errorf("rename variant %s/%s: %w", scene, variant, err)
	}
	return nil
}

// ChooseVersion makes a version of the variant its current one: scenes.ErrNotFound.
func (s *Scenes) ChooseVersion(ctx context.Context, scene, variant, version string) error {
	err := one(s.db.app.write.ExecContext(ctx, `UPDATE variant SET current = ?1 WHERE scene = ?2 AND id = ?3
		AND EXISTS (SELECT 1 FROM version WHERE version.id = ?1 AND version.scene = ?2 AND version.variant = ?3)`, version, scene, variant))
	if err != nil {
		return fmt.Errorf("choose %s for %s/%s: %w", version, scene, variant, err)
	}
	return nil
}

// one wants a statement to have changed a row.
func one(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		err = scenes.ErrNotFound
	}
	return err
}
