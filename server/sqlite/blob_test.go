package sqlite

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"rehearsal/scenes"
)

// The fast way to a piece is open: the driver is still built as blob.go knows it. Should this fail after an update of the driver,
// files are read by SQL, at half the rate.
func TestPiecesAreReadInPlace(t *testing.T) {
	db := openTemp(t)
	want := noise(7, 2*pieceBytes+1000)
	u := receive(t, db.Scenes(), want)
	for _, c := range []struct{ n, from, most, got int64 }{
		{0, 0, pieceBytes, pieceBytes}, {1, 17, 100, 100}, {2, 0, pieceBytes, 1000}, {2, 990, 100, 10}, {2, 1000, 100, 0}, {1, pieceBytes, 9, 0},
	} {
		p := make([]byte, c.most)
		got, err := readInPlace(t.Context(), db.assets.read, u.ID, c.n, p, c.from)
		at := c.n*pieceBytes + c.from
		if err != nil || int64(got) != c.got || !bytes.Equal(p[:got], want[at:at+c.got]) {
			t.Errorf("piece %d from %d: %d bytes, %v", c.n, c.from, got, err)
		}
	}
	if _, err := readInPlace(t.Context(), db.assets.read, u.ID, 3, make([]byte, 10), 0); err == nil {
		t.Error("a piece that is not there was read")
	}
	if _, err := readBlob("another driver", 1, make([]byte, 10), 0); !errors.Is(err, errNoBlobs) {
		t.Errorf("another driver: %v", err)
	}
}

func TestPiecesAreReadBySQLAllTheSame(t *testing.T) {
	db := openTemp(t)
	want := noise(8, pieceBytes+1000)
	u := receive(t, db.Scenes(), want)
	opened, err := db.Scenes().Open(t.Context(), scenes.Upload{ID: u.ID})
	if err != nil {
		t.Fatal(err)
	}
	c, ok := opened.(*content)
	if !ok {
		t.Fatalf("%T", opened)
	}
	p := make([]byte, pieceBytes)
	for n, size := range []int{pieceBytes, 1000} {
		if got, err := c.loadBySQL(p, int64(n), 0); got != size || err != nil || !bytes.Equal(p[:got], want[n*pieceBytes:n*pieceBytes+size]) {
			t.Errorf("piece %d: %d bytes, %v", n, got, err)
		}
	}
	if got, err := io.ReadAll(c); err != nil || !bytes.Equal(got, want) {
		t.Errorf("read %d bytes: %v", len(got), err)
	}
}
