package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"rehearsal/scenes"
)

// DeleteScene deletes a scene with all that belongs to it but its files, and answers its versions: scenes.ErrNotFound, or a
// *scenes.InUseError when a session used one, and then nothing goes.
func (s *Scenes) DeleteScene(ctx context.Context, id string) ([]scenes.Version, error) {
	gone, err := s.delete(ctx, "scene = ?1", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM variant WHERE scene = ?", id); err != nil {
			return err
		}
		return one(tx.ExecContext(ctx, "DELETE FROM scene WHERE id = ?", id))
	}, id)
	if err != nil {
		return nil, fmt.Errorf("delete scene %s: %w", id, err)
	}
	return gone, nil
}

// DeleteVariant deletes a variant likewise, unless it is the only one: scenes.ErrLast.
func (s *Scenes) DeleteVariant(ctx context.Context, scene, variant string) ([]scenes.Version, error) {
	gone, err := s.delete(ctx, "scene = ?1 AND variant = ?2", func(tx *sql.Tx) error {
		if err := one(tx.ExecContext(ctx, "DELETE FROM variant WHERE scene = ? AND id = ?", scene, variant)); err != nil {
			return err
		}
		var left int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM variant WHERE scene = ?", scene).Scan(&left); err != nil {
			return err
		}
		if left == 0 {
			return scenes.ErrLast
		}
		return nil
	}, scene, variant)
	if err != nil {
		return nil, fmt.Errorf("delete variant %s/%s: %w", scene, variant, err)
	}
	return gone, nil
}

// delete removes the versions that where finds, unless a session is in one, and then what they belong to.
func (s *Scenes) delete(ctx context.Context, where string, owners func(*sql.Tx) error, args ...any) (gone []scenes.Version, err error) {
	err = inTx(ctx, s.db.app.write, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx,
			"SELECT id, title FROM session WHERE version IN (SELECT id FROM version WHERE "+where+") ORDER BY opened_ms DESC, id", args...)
		if err != nil {
			return err
		}
		uses, err := collect(rows, func(rows *sql.Rows) (u scenes.Use, err error) { err = rows.Scan(&u.ID, &u.Title); return u, err })
		if err != nil {
			return err
		}
		if len(uses) > 0 {
			return &scenes.InUseError{Sessions: uses}
		}
		rows, err = tx.QueryContext(ctx, "DELETE FROM version WHERE "+where+" RETURNING id, sha256", args...)
		if err != nil {
			return err
		}
		gone, err = collect(rows, func(rows *sql.Rows) (v scenes.Version, err error) { err = rows.Scan(&v.ID, &v.SHA256); return v, err })
		if err != nil {
			return err
		}
		return owners(tx)
	})
	if err != nil {
		return nil, err
	}
	for _, v := range gone {
		_, trouble := s.db.assets.write.ExecContext(context.WithoutCancel(ctx), "DELETE FROM thumbnail WHERE version = ?", v.ID)
		err = errors.Join(err, trouble)
	}
	return gone, err
}

// picture says of versions whether there is a thumbnail.
func (s *Scenes) picture(ctx context.Context, versions []*scenes.Version) error {
	ids := make([]string, 0, len(versions))
	for _, v := range versions {
		ids = append(ids, v.ID)
	}
	asked, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	rows, err := s.db.assets.read.QueryContext(ctx, "SELECT version FROM thumbnail WHERE version IN (SELECT value FROM json_each(?))", string(asked))
	if err != nil {
		return err
	}
	pictured, err := collect(rows, func(rows *sql.Rows) (id string, err error) { err = rows.Scan(&id); return id, err })
	for _, v := range versions {
		v.Thumbnail = slices.Contains(pictured, v.ID)
	}
	return err
}

// Thumbnail is a version's picture: scenes.ErrNotFound.
func (s *Scenes) Thumbnail(ctx context.Context, version string) (mediaType string, body []byte, err error) {
	err = s.db.assets.read.QueryRowContext(ctx, "SELECT type, body FROM thumbnail WHERE version = ?", version).Scan(&mediaType, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil, scenes.ErrNotFound
	}
	if err != nil {
		return "", nil, fmt.Errorf("thumbnail of %s: %w", version, err)
	}
	return mediaType, body, nil
}

// KeepThumbnail replaces a version's picture.
func (s *Scenes) KeepThumbnail(ctx context.Context, version, mediaType string, body []byte) error {
	_, err := s.db.assets.write.ExecContext(ctx,
		"INSERT INTO thumbnail (version, type, body) VALUES (?, ?, ?) ON CONFLICT (version) DO UPDATE SET type = excluded.type, body = excluded.body",
		version, mediaType, body)
	if err != nil {
		return fmt.Errorf("thumbnail of %s: %w", version, noSpace(err))
	}
	return nil
}
