package scenes_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/sqlite"
)

// desk is a catalogue over real files, and a way to make trouble for it.
type desk struct {
	*scenes.Catalogue
	t       *testing.T
	files   *troubled
	uploads *sqlite.Uploads
}

// troubled is a store of which one step fails.
type troubled struct {
	*store
	fails  string
	before func() // a content is kept
}

type store = sqlite.Scenes // whose own name is that of one of its methods

var errTrouble = errors.New("trouble")

func (s *troubled) trouble(step string) error {
	if s.fails == step {
		return errTrouble
	}
	return nil
}

func (s *troubled) Keep(ctx context.Context, u scenes.Upload) error {
	if err := s.trouble("before keep"); err != nil {
		return err
	}
	if s.before != nil {
		s.before()
	}
	return errors.Join(s.store.Keep(ctx, u), s.trouble("after keep"))
}

func (s *troubled) AddScene(ctx context.Context, scene scenes.Scene, first scenes.Version) error {
	if err := s.trouble("add scene"); err != nil {
		return err
	}
	return s.store.AddScene(ctx, scene, first)
}

func open(t *testing.T) *desk {
	t.Helper()
	db, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{t: t, files: &troubled{store: db.Scenes()}, uploads: db.Uploads(time.Now)}
	d.Catalogue = scenes.NewCatalogue(d.files, d.uploads, scenes.DefaultLimits(), time.Now)
	return d
}

// brings makes an upload of a whole file.
func (d *desk) brings(name string, file []byte) string {
	d.t.Helper()
	id := rand.Text()
	if err := d.uploads.Begin(d.t.Context(), scenes.Arrival{ID: id, Name: name, Length: int64(len(file))}); err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.uploads.Append(d.t.Context(), id, 0, bytes.NewReader(file)); err != nil {
		d.t.Fatal(err)
	}
	return id
}

// left is how many files a tidying finds that nobody needs.
func (d *desk) left() int {
	d.t.Helper()
	n, err := d.files.Tidy(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

func (d *desk) bytesOf(v scenes.Version) []byte {
	d.t.Helper()
	content, err := d.Content(d.t.Context(), v)
	if err != nil {
		d.t.Fatal(err)
	}
	file, err := io.ReadAll(content)
	if err != nil {
		d.t.Fatal(err)
	}
	return file
}

// room is a small scene: one triangle, ten metres wide.
func room(name string) []byte {
	var bin []byte
	for _, v := range []float32{-5, 0, 5, 5, 0, 5, 0, 0, -5} {
		bin = binary.LittleEndian.AppendUint32(bin, math.Float32bits(v))
	}
	text := []byte(fmt.Sprintf(`{"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"name":%q,"mesh":0}],`+
		`"meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],"buffers":[{"byteLength":36}],"bufferViews":[{"buffer":0,"byteLength":36}],`+
		`"accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3","min":[-5,0,-5],"max":[5,0,5]}]}`, name))
	for len(text)%4 != 0 {
		text = append(text, ' ')
	}
	b := binary.LittleEndian.AppendUint32([]byte("glTF"), 2)
	b = binary.LittleEndian.AppendUint32(b, uint32(12+8+len(text)+8+len(bin)))
	b = append(binary.LittleEndian.AppendUint32(b, uint32(len(text))), "JSON"...)
	b = append(b, text...)
	b = append(binary.LittleEndian.AppendUint32(b, uint32(len(bin))), "BIN\x00"...)
	return append(b, bin...)
}

func zipped(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, body := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A GLB is kept as it came, anything else as the one GLB that is made of it; of what was uploaded nothing else stays.
func TestWhatIsKept(t *testing.T) {
	d := open(t)
	plain, err := d.AddScene(t.Context(), "Plain", d.brings("room.glb", room("floor")), "Mari")
	if err != nil {
		t.Fatal(err)
	}
	if v := plain.Variants[0].Current; !bytes.Equal(d.bytesOf(v), room("floor")) || v.File != "room.glb" || v.Made != scenes.MadeUploaded {
		t.Errorf("%+v", v)
	}
	packed, err := d.AddScene(t.Context(), "Packed", d.brings("room.zip", zipped(t, map[string][]byte{"export/room.glb": room("inside"), "__MACOSX/._room.glb": {1}})), "Mari")
	if err != nil {
		t.Fatal(err)
	}
	if v := packed.Variants[0].Current; !bytes.Equal(d.bytesOf(v), room("inside")) || v.File != "room.zip" || v.Bytes != int64(len(room("inside"))) {
		t.Errorf("%+v", v)
	}
	if n := d.left(); n != 0 {
		t.Errorf("%d files are left over", n)
	}
	if err := errors.Join(d.DeleteScene(t.Context(), plain.ID), d.DeleteScene(t.Context(), packed.ID)); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Content(t.Context(), packed.Variants[0].Current); !errors.Is(err, scenes.ErrNotFound) {
		t.Errorf("its content stayed: %v", err)
	}
}

// Trouble on the way leaves an upload where it was, to be asked for again, and nothing of what was brought otherwise.
func TestTroubleLosesNoUpload(t *testing.T) {
	for _, step := range []string{"before keep", "after keep", "add scene"} {
		for name, file := range map[string][]byte{"a GLB": room("floor"), "a zip": zipped(t, map[string][]byte{"room.glb": room("floor")})} {
			d := open(t)
			upload := d.brings("room", file)
			d.files.fails = step
			if _, err := d.AddScene(t.Context(), "Room", upload, "Mari"); !errors.Is(err, errTrouble) {
				t.Errorf("%s of %s: %v", step, name, err)
			}
			if _, err := d.Bring(t.Context(), scenes.Scene{Name: "Room"}, "room", bytes.NewReader(file)); !errors.Is(err, errTrouble) {
				t.Errorf("%s of %s: %v", step, name, err)
			}
			if n := d.left(); n != 0 {
				t.Errorf("%s of %s: %d files are left over", step, name, n)
			}
			d.files.fails = ""
			if _, err := d.Bring(t.Context(), scenes.Scene{Name: "Twin"}, "room", bytes.NewReader(file)); err != nil {
				t.Errorf("%s of %s, meanwhile: %v", step, name, err)
			}
			s, err := d.AddScene(t.Context(), "Room", upload, "Mari")
			if err != nil {
				t.Fatalf("%s of %s, again: %v", step, name, err)
			}
			if !bytes.Equal(d.bytesOf(s.Variants[0].Current), room("floor")) {
				t.Errorf("%s of %s: another file", step, name)
			}
		}
	}
}

// What is refused is dropped, with its reasons; who asks again hears them again.
func TestRefusedUploadGoes(t *testing.T) {
	d := open(t)
	upload := d.brings("page.glb", []byte("<!doctype html>"))
	for range 2 {
		var refused *scenes.RefusedError
		if _, err := d.AddScene(t.Context(), "Page", upload, "Mari"); !errors.As(err, &refused) || len(refused.Report.Problems) == 0 {
			t.Errorf("%v", err)
		}
	}
	if _, _, err := d.uploads.Take(t.Context(), upload); !errors.Is(err, scenes.ErrNotFound) {
		t.Errorf("it is still there: %v", err)
	}
	if _, err := d.AddScene(t.Context(), "None", "none", "Mari"); !errors.Is(err, scenes.ErrNotFound) {
		t.Error(err)
	}
}

// Receiving and inspecting have so many places and no more: who finds none is told.
func TestOnlySoManyAtOnce(t *testing.T) {
	d := open(t)
	full, release := make(chan struct{}, 8), make(chan struct{})
	var under sync.WaitGroup
	for range 4 {
		src := io.MultiReader(readerFunc(func([]byte) (int, error) { full <- struct{}{}; <-release; return 0, io.EOF }), iotest.ErrReader(errTrouble))
		under.Go(func() { _, _ = d.Bring(context.Background(), scenes.Scene{Name: "Slow"}, "", src) })
	}
	for range 4 {
		<-full
	}
	if _, err := d.Bring(t.Context(), scenes.Scene{Name: "One more"}, "", bytes.NewReader(room("floor"))); !errors.Is(err, scenes.ErrBusy) {
		t.Errorf("one more: %v", err)
	}
	close(release)
	under.Wait()
	if _, err := d.Bring(t.Context(), scenes.Scene{Name: "Later"}, "", bytes.NewReader(room("floor"))); err != nil {
		t.Errorf("later: %v", err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// One who deletes the last scene of a content while another brings it again: whoever is told that a scene is there can read it.
func TestDeletingNeverTakesWhatAnotherBrings(t *testing.T) {
	d := open(t)
	var busy sync.WaitGroup
	for range 3 {
		busy.Go(func() {
			for range 15 {
				s, err := d.Bring(t.Context(), scenes.Scene{Name: "Room"}, "", bytes.NewReader(room("floor")))
				if err != nil {
					t.Error(err)
					return
				}
				content, err := d.Content(t.Context(), s.Variants[0].Current)
				if err != nil {
					t.Error(err)
					return
				}
				if file, err := io.ReadAll(content); err != nil || !bytes.Equal(file, room("floor")) {
					t.Errorf("%d bytes, %v", len(file), err)
				}
				if err := d.DeleteScene(t.Context(), s.ID); err != nil {
					t.Error(err)
				}
			}
		})
	}
	busy.Wait()
	if n := d.left(); n != 0 {
		t.Errorf("%d files are left over", n)
	}
}

// Who gives an upload up while it is looked at gets no scene without a file.
func TestDroppedInTheMiddle(t *testing.T) {
	d := open(t)
	upload := d.brings("room.glb", room("floor"))
	d.files.before = func() {
		if err := d.uploads.Drop(t.Context(), upload); err != nil {
			t.Error(err)
		}
	}
	if _, err := d.AddScene(t.Context(), "Room", upload, "Mari"); !errors.Is(err, scenes.ErrNotFound) {
		t.Errorf("%v", err)
	}
	if all, err := d.Scenes(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
}

// A request that ends in the middle leaves its upload, and its place to the next.
func TestCancelledInTheMiddle(t *testing.T) {
	d := open(t)
	upload := d.brings("room.glb", room("floor"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 6 {
		if _, err := d.AddScene(ctx, "Room", upload, "Mari"); !errors.Is(err, context.Canceled) {
			t.Fatalf("%v", err)
		}
	}
	if _, err := d.AddScene(t.Context(), "Room", upload, "Mari"); err != nil {
		t.Fatal(err)
	}
}
