package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"
	"time"

	"rehearsal/scenes"
)

// noise is content whose pieces are all different.
func noise(seed uint64, n int) []byte {
	b := make([]byte, n)
	source := rand.NewChaCha8([32]byte{byte(seed)})
	_, _ = source.Read(b)
	return b
}

func receive(t *testing.T, s *Scenes, content []byte) scenes.Upload {
	t.Helper()
	u, err := s.Receive(t.Context(), bytes.NewReader(content), 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(content)
	if u.SHA256 != hex.EncodeToString(sum[:]) || u.Bytes != int64(len(content)) {
		t.Fatalf("received %+v", u)
	}
	return u
}

func pieces(t *testing.T, db *DB) (n int) {
	t.Helper()
	if err := db.assets.read.QueryRow("SELECT count(*) FROM piece").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestContentIsReadAsItWasReceived(t *testing.T) {
	for _, size := range []int{0, 1, pieceBytes - 1, pieceBytes, pieceBytes + 1, batchPieces * pieceBytes, batchPieces*pieceBytes + 7, 2_500_000} {
		s := openTemp(t).Scenes()
		want := noise(1, size)
		u := receive(t, s, want)
		if err := s.Keep(t.Context(), u); err != nil {
			t.Fatal(err)
		}
		content, err := s.Open(t.Context(), scenes.Upload{SHA256: u.SHA256})
		if err != nil {
			t.Fatal(err)
		}
		if err := iotest.TestReader(content, want); size < 3*pieceBytes && err != nil { // it reads byte by byte as well
			t.Errorf("%d bytes: %v", size, err)
		}
		if _, err := content.Seek(0, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(content); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes: read %d, %v", size, len(got), err)
		}
		part := make([]byte, 300_000)
		n, err := content.ReadAt(part, int64(size/2))
		if !bytes.Equal(part[:n], want[size/2:min(size, size/2+len(part))]) || n < len(part) && err != io.EOF {
			t.Errorf("%d bytes: ReadAt the middle: %d, %v", size, n, err)
		}
	}
}

func TestTooLargeIsRefusedAndLeavesNothing(t *testing.T) {
	db := openTemp(t)
	_, err := db.Scenes().Receive(t.Context(), bytes.NewReader(noise(1, 2_000_001)), 2_000_000)
	if !errors.Is(err, scenes.ErrTooLarge) {
		t.Fatal(err)
	}
	if n := pieces(t, db); n != 0 {
		t.Errorf("%d pieces are left", n)
	}
	if _, err := db.Scenes().Receive(t.Context(), bytes.NewReader(noise(1, 2_000_000)), 2_000_000); err != nil {
		t.Errorf("exactly the limit: %v", err)
	}
}

func TestBrokenUploadLeavesNothing(t *testing.T) {
	db := openTemp(t)
	lost := errors.New("connection lost")
	_, err := db.Scenes().Receive(t.Context(), io.MultiReader(bytes.NewReader(noise(1, 1_500_000)), iotest.ErrReader(lost)), 1<<30)
	if !errors.Is(err, lost) {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	src := io.MultiReader(bytes.NewReader(noise(2, 1_500_000)), readerFunc(func([]byte) (int, error) { cancel(); return 0, ctx.Err() }))
	if _, err := db.Scenes().Receive(ctx, src, 1<<30); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if n := pieces(t, db); n != 0 {
		t.Errorf("%d pieces are left", n)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestSameContentIsStoredOnce(t *testing.T) {
	db := openTemp(t)
	s := db.Scenes()
	content := noise(1, 900_000)
	for range 2 {
		if err := s.Keep(t.Context(), receive(t, s, content)); err != nil {
			t.Fatal(err)
		}
	}
	if n := pieces(t, db); n != 4 {
		t.Errorf("%d pieces for one content of four", n)
	}
	var assets int
	if err := db.assets.read.QueryRow("SELECT count(*) FROM asset").Scan(&assets); err != nil || assets != 1 {
		t.Errorf("%d assets, %v", assets, err)
	}
	// One that shares a part and is refused takes only its own pieces with it.
	other := receive(t, s, append(content[:2*pieceBytes:2*pieceBytes], noise(2, 1000)...))
	if err := s.Discard(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if n := pieces(t, db); n != 4 {
		t.Errorf("%d pieces after the other went", n)
	}
}

// P3: an upload never holds the writer while it waits for bytes.
func TestSlowUploadDelaysNobody(t *testing.T) {
	db := openTemp(t)
	waiting, release := make(chan struct{}), make(chan struct{})
	src := io.MultiReader(bytes.NewReader(noise(1, 3_000_000)), readerFunc(func([]byte) (int, error) {
		close(waiting)
		<-release
		return 0, io.EOF
	}))
	done := make(chan error)
	go func() { _, err := db.Scenes().Receive(context.Background(), src, 1<<30); done <- err }()
	<-waiting
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := db.Scenes().KeepThumbnail(ctx, "meanwhile", "image/png", []byte("x")); err != nil {
		t.Errorf("somebody else's write: %v", err)
	}
	close(release)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestTidyRemovesWhatACrashLeft(t *testing.T) {
	db := openTemp(t)
	s := db.Scenes()
	ctx := t.Context()
	used, half, unlisted := receive(t, s, noise(1, 600_000)), receive(t, s, noise(2, 600_000)), receive(t, s, noise(3, 600_000))
	for _, u := range []scenes.Upload{used, unlisted} {
		if err := s.Keep(ctx, u); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.AddScene(ctx, scenes.Scene{ID: "a", Name: "A", Added: time.Now(), AddedBy: "x"}, scenes.Version{ID: "v", SHA256: used.SHA256, Bytes: used.Bytes}); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"v", "gone"} {
		if err := s.KeepThumbnail(ctx, id, "image/png", []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.Tidy(ctx); n != 2 || err != nil {
		t.Fatalf("%d removed, %v", n, err)
	}
	if _, err := s.Open(ctx, scenes.Upload{SHA256: used.SHA256}); err != nil {
		t.Errorf("the one in use: %v", err)
	}
	for _, u := range []scenes.Upload{half, {SHA256: unlisted.SHA256}} {
		if _, err := s.Open(ctx, u); !errors.Is(err, scenes.ErrNotFound) {
			t.Errorf("%+v: %v", u, err)
		}
	}
	if n := pieces(t, db); n != 3 {
		t.Errorf("%d pieces are left", n)
	}
	if _, _, err := s.Thumbnail(ctx, "v"); err != nil {
		t.Errorf("the picture of a version: %v", err)
	}
	if _, _, err := s.Thumbnail(ctx, "gone"); !errors.Is(err, scenes.ErrNotFound) {
		t.Errorf("the picture of nothing: %v", err)
	}
	if n, err := s.Tidy(ctx); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
}
