package simulate_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/motion"
	"rehearsal/server/session"
	"rehearsal/server/simulate"
	"rehearsal/server/sqlite"
)

var errKilled = errors.New("killed")

// kept is what a session is kept in.
type kept interface {
	session.Store
	session.Catalogue
}

// mortal does so many writes and then no more.
type mortal struct {
	kept
	left int
}

func (m *mortal) spend() error {
	if m.left == 0 {
		return errKilled
	}
	m.left--
	return nil
}

func (m *mortal) Create(ctx context.Context, info session.Info, events []session.Event) error {
	if err := m.spend(); err != nil {
		return err
	}
	return m.kept.Create(ctx, info, events)
}

func (m *mortal) AppendEvents(ctx context.Context, id session.ID, events []session.Event) error {
	if err := m.spend(); err != nil {
		return err
	}
	return m.kept.AppendEvents(ctx, id, events)
}

func (m *mortal) SealChunk(ctx context.Context, id session.ID, c motion.Chunk) (session.ChunkRef, error) {
	if err := m.spend(); err != nil {
		return session.ChunkRef{}, err
	}
	return m.kept.SealChunk(ctx, id, c)
}

// TestWalkCutShort (P1): wherever it is killed, it leaves a whole session or none in the list, so that the next start makes one.
func TestWalkCutShort(t *testing.T) {
	ctx := t.Context()
	db, err := sqlite.Open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Scenes().AddScene(ctx, scenes.Scene{ID: "scene", Added: time.UnixMilli(0)}, scenes.Version{ID: "scene"}); err != nil {
		t.Fatal(err)
	}
	for writes := 0; ; writes++ {
		store := &mortal{db.Sessions(), writes}
		info := session.Info{ID: session.NewID(), Scene: "scene", Version: "scene", Opened: time.UnixMilli(1_800_000_000_000)}
		err := simulate.Walk(ctx, store, store, info, library()[:3], 1, 1)
		all, listErr := store.Sessions(ctx, session.Which{})
		if listErr != nil {
			t.Fatal(listErr)
		}
		if err == nil {
			if len(all) != 1 || writes < 3 {
				t.Errorf("%d sessions after %d writes", len(all), writes)
			}
			return
		}
		if !errors.Is(err, errKilled) || len(all) != 0 {
			t.Fatalf("killed after %d writes: %v, and %d sessions are listed", writes, err, len(all))
		}
	}
}
