package sqlite

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"testing"
	"testing/iotest"
	"time"

	"rehearsal/scenes"
)

func begin(t *testing.T, u *Uploads, length int) string {
	t.Helper()
	id := rand.Text()
	if err := u.Begin(t.Context(), scenes.Arrival{ID: id, Name: "hall.glb", Length: int64(length)}); err != nil {
		t.Fatal(err)
	}
	return id
}

func taken(t *testing.T, db *DB, u *Uploads, id string) []byte {
	t.Helper()
	upload, name, err := u.Take(t.Context(), id)
	if err != nil || name != "hall.glb" {
		t.Fatalf("take: %q, %v", name, err)
	}
	content, err := db.Scenes().Open(t.Context(), upload)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(content)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Whatever the network cuts an upload into, and however often the server ends in between, the file is the one that was sent, under
// the hash that it would have had in one go, in the pieces that it would have been kept in.
func TestUploadSurvivesCutsAndRestarts(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dir, random := t.TempDir(), mathrand.New(mathrand.NewPCG(seed, 1))
			want := noise(seed, []int{0, 1, pieceBytes, 3*pieceBytes + 1, batchPieces * pieceBytes, 2_700_001}[seed%6])
			db := openIn(t, dir)
			u := db.Uploads(time.Now)
			id := begin(t, u, len(want))
			for at := 0; at < len(want); {
				part := want[at:min(len(want), at+1+random.IntN(900_000))]
				var src io.Reader = bytes.NewReader(part)
				if random.IntN(2) == 0 {
					src = io.MultiReader(src, iotest.ErrReader(errors.New("cut")))
				}
				n, _ := u.Append(t.Context(), id, int64(at), src)
				if at += int(n); n != int64(len(part)) {
					t.Fatalf("kept %d of %d", n, len(part))
				}
				if random.IntN(3) == 0 {
					if err := db.Close(); err != nil {
						t.Fatal(err)
					}
					db = openIn(t, dir)
					u = db.Uploads(time.Now)
				}
				if a, err := u.Arrival(t.Context(), id); err != nil || a.At != int64(at) {
					t.Fatalf("after %d bytes: %+v, %v", at, a, err)
				}
			}
			if got := taken(t, db, u, id); !bytes.Equal(got, want) {
				t.Fatal("another file came out")
			}
			before := pieces(t, db)
			whole := receive(t, db.Scenes(), want)
			if upload, _, _ := u.Take(t.Context(), id); upload.SHA256 != whole.SHA256 || pieces(t, db) != before {
				t.Error("the same content is not stored once")
			}
		})
	}
}

func TestUploadTakesNoMoreThanItsLengthAndOnlyAtItsPlace(t *testing.T) {
	db := openTemp(t)
	u := db.Uploads(time.Now)
	want := noise(3, 500_000)
	id := begin(t, u, len(want))
	if n, err := u.Append(t.Context(), id, 10, bytes.NewReader(want)); n != 0 || !errors.Is(err, scenes.ErrOffset) {
		t.Errorf("at another byte: %d, %v", n, err)
	}
	if _, _, err := u.Take(t.Context(), id); !errors.Is(err, scenes.ErrUnfinished) {
		t.Errorf("taken too early: %v", err)
	}
	if n, err := u.Append(t.Context(), id, 0, io.MultiReader(bytes.NewReader(want), bytes.NewReader(want))); n != int64(len(want)) || err != nil {
		t.Errorf("twice as much: %d, %v", n, err)
	}
	if got := taken(t, db, u, id); !bytes.Equal(got, want) {
		t.Error("another file came out")
	}
}

func TestDroppedUploadLeavesNothing(t *testing.T) {
	db := openTemp(t)
	u := db.Uploads(time.Now)
	id := begin(t, u, 2_000_000)
	if _, err := u.Append(t.Context(), id, 0, bytes.NewReader(noise(4, 1_500_000))); err != nil {
		t.Fatal(err)
	}
	if err := u.Drop(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if _, err := u.Arrival(t.Context(), id); !errors.Is(err, scenes.ErrNotFound) || pieces(t, db) != 0 {
		t.Errorf("%v, %d pieces", err, pieces(t, db))
	}
}

func TestUploadThatBecameAScenesFileIsKept(t *testing.T) {
	db := openTemp(t)
	u := db.Uploads(time.Now)
	want := noise(5, 700_000)
	id := begin(t, u, len(want))
	if _, err := u.Append(t.Context(), id, 0, bytes.NewReader(want)); err != nil {
		t.Fatal(err)
	}
	upload, _, err := u.Take(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Scenes().Keep(t.Context(), upload); err != nil {
		t.Fatal(err)
	}
	if err := u.Drop(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Scenes().Open(t.Context(), scenes.Upload{SHA256: upload.SHA256}); err != nil || pieces(t, db) != 3 {
		t.Errorf("%v, %d pieces", err, pieces(t, db))
	}
}

// Tidy at a start leaves what can still be continued; a day later it makes room.
func TestUnfinishedUploadsWaitADay(t *testing.T) {
	db := openTemp(t)
	now := time.Now()
	u := db.Uploads(func() time.Time { return now })
	old := begin(t, u, 1_000_000)
	if _, err := u.Append(t.Context(), old, 0, bytes.NewReader(noise(6, 600_000))); err != nil {
		t.Fatal(err)
	}
	if n, err := db.Scenes().Tidy(t.Context()); n != 0 || err != nil {
		t.Fatalf("tidied %d, %v", n, err)
	}
	for range uploadsMost - 1 {
		begin(t, u, 10)
	}
	if err := u.Begin(t.Context(), scenes.Arrival{ID: "more", Length: 10}); !errors.Is(err, scenes.ErrBusy) {
		t.Fatalf("one too many: %v", err)
	}
	now = now.Add(scenes.ArrivalLife + time.Second)
	begin(t, u, 10)
	if _, err := u.Arrival(t.Context(), old); !errors.Is(err, scenes.ErrNotFound) || pieces(t, db) != 0 {
		t.Errorf("a day later: %v, %d pieces", err, pieces(t, db))
	}
}
