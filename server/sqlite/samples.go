package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// MadeSample is one variant of a sample that was made once: which scene it became, which may have been deleted since.
type MadeSample struct{ Space, Variant, Scene string }

// MadeSamples are all that ever were.
func (s *Scenes) MadeSamples(ctx context.Context) ([]MadeSample, error) {
	rows, err := s.db.app.read.QueryContext(ctx, "SELECT space, variant, scene FROM made_sample")
	if err != nil {
		return nil, fmt.Errorf("made samples: %w", err)
	}
	return collect(rows, func(rows *sql.Rows) (m MadeSample, err error) {
		err = rows.Scan(&m.Space, &m.Variant, &m.Scene)
		return m, err
	})
}

// NoteSample remembers that a sample was made.
func (s *Scenes) NoteSample(ctx context.Context, m MadeSample) error {
	_, err := s.db.app.write.ExecContext(ctx, "INSERT INTO made_sample (space, variant, scene) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", m.Space, m.Variant, m.Scene)
	if err != nil {
		return fmt.Errorf("note sample %s, %s: %w", m.Space, m.Variant, err)
	}
	return nil
}
