package scenes

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// What can go wrong with the catalogue.
var (
	ErrNotFound   = errors.New("scenes: not found")
	ErrTooLarge   = errors.New("scenes: file is too large")
	ErrBusy       = errors.New("scenes: too many uploads at once")
	ErrNoSpace    = errors.New("scenes: the disk is full")
	ErrThumbnail  = errors.New("scenes: not a picture that can be kept")
	ErrFull       = errors.New("scenes: no room for another variant or version")
	ErrLast       = errors.New("scenes: the only variant")
	ErrNotOffered = errors.New("scenes: not a repair that this version offers")
)

// Upload is a file that has been received and is not yet kept.
type Upload struct {
	ID     int64
	SHA256 string
	Bytes  int64
}

// Content is a kept file.
type Content interface {
	io.ReadSeeker
	io.ReaderAt
}

// Files keeps the bytes of scenes, each content once.
type Files interface {
	Receive(ctx context.Context, src io.Reader, most int64) (Upload, error) // ErrTooLarge, ErrNoSpace
	Open(ctx context.Context, u Upload) (Content, error)                    // by ID, or by SHA256 when that is 0
	Keep(ctx context.Context, u Upload) error
	Discard(ctx context.Context, u Upload) error // likewise
}

// Incoming hands over files that have come in as a whole. One that is asked for again is there until it is discarded.
type Incoming interface {
	Take(ctx context.Context, id string) (u Upload, file string, err error) // ErrNotFound, ErrUnfinished
}

// Shelf knows the scenes that there are. All but lists answer ErrNotFound.
type Shelf interface {
	Scenes(ctx context.Context) ([]Scene, error) // newest first
	Scene(ctx context.Context, id string) (Scene, error)
	Versions(ctx context.Context, scene string) ([]Version, error) // newest first
	Version(ctx context.Context, id string) (Version, error)
}

// Ledger takes what is new, each entry whole or not at all.
type Ledger interface {
	AddScene(ctx context.Context, s Scene, first Version) error
	AddVariant(ctx context.Context, name string, first Version) (Version, error) // ErrFull; the variant's id is filled in
	AddVersion(ctx context.Context, v Version) (Version, error)                  // ErrNotFound, ErrFull; its number is filled in, and it is the current one
}

// Index finds versions by what else is known of them.
type Index interface {
	VersionOf(ctx context.Context, upload string) (Version, error)     // that an upload became: ErrNotFound
	File(ctx context.Context, scene, sha256 string) (Upload, error)    // of any version of the scene: ErrNotFound
	Uses(ctx context.Context, sha256 string) (versions int, err error) // of a content, in all scenes
}

// Labels are all of a scene that can change. They answer ErrNotFound.
type Labels interface {
	RenameScene(ctx context.Context, id, name string) error
	RenameVariant(ctx context.Context, scene, variant, name string) error
	ChooseVersion(ctx context.Context, scene, variant, version string) error
}

// Bin takes what goes, all of it or, as an [InUseError], nothing. It answers the versions that went.
type Bin interface {
	DeleteScene(ctx context.Context, id string) ([]Version, error)
	DeleteVariant(ctx context.Context, scene, variant string) ([]Version, error) // ErrLast
}

// Thumbnails keeps a small picture of each version.
type Thumbnails interface {
	Thumbnail(ctx context.Context, version string) (mediaType string, body []byte, err error)
	KeepThumbnail(ctx context.Context, version, mediaType string, body []byte) error
}

// Store is everything that a catalogue stands on.
type Store interface {
	Files
	Shelf
	Ledger
	Index
	Labels
	Bin
	Thumbnails
}

// RefusedError is a file that cannot be a scene, and why.
type RefusedError struct{ Report Report }

func (e *RefusedError) Error() string {
	codes := make([]string, 0, len(e.Report.Problems))
	for _, p := range e.Report.Problems {
		codes = append(codes, p.Code)
	}
	return "scenes: refused: " + strings.Join(codes, ", ")
}

// InUseError says what depends on a scene or variant that was to be deleted.
type InUseError struct{ Sessions []Use }

// Use is a session that is, or was, in a scene.
type Use struct{ ID, Title string }

func (e *InUseError) Error() string {
	return fmt.Sprintf("scenes: used by %d sessions", len(e.Sessions))
}

const (
	receivingMost  = 4 // files at a time, looked at or waiting for it
	inspectingMost = 2 // inspections at a time; each may hold the whole JSON of a file
	inspectionMost = time.Minute
	refusalsMost   = 32 // that are remembered

	VariantsMost = 26  // of a scene: a to z
	VersionsMost = 250 // of a scene
)

// Catalogue is the scenes there are, and the only way in: received under a byte cap, inspected, and only then kept. What a
// version is never changes, so whoever was in one finds it as it was; undo is choosing another. Reading goes straight to the
// Shelf.
type Catalogue struct {
	Shelf
	Thumbnails

	store      Store
	incoming   Incoming
	limits     Limits
	clock      func() time.Time
	receiving  chan struct{}
	inspecting chan struct{}
	publishing chan struct{} // held from keeping a content to its entry, and from an entry's end to its content's

	mu      sync.Mutex
	coming  map[string]chan struct{} // guarded by mu: uploads that are being made a version; closed when that is over
	refused []refusal                // guarded by mu: the last few, for whoever did not hear the answer
}

// refusal is an upload that is gone, and why.
type refusal struct {
	upload string
	why    *RefusedError
}

// NewCatalogue makes the catalogue over its stores.
func NewCatalogue(store Store, incoming Incoming, limits Limits, clock func() time.Time) *Catalogue {
	return &Catalogue{
		Shelf: store, Thumbnails: store, store: store, incoming: incoming, limits: limits, clock: clock,
		receiving:  make(chan struct{}, receivingMost),
		inspecting: make(chan struct{}, inspectingMost),
		publishing: make(chan struct{}, 1),
		coming:     map[string]chan struct{}{},
	}
}

// MostBytes is the largest file that is received.
func (c *Catalogue) MostBytes() int64 { return c.limits.Bytes }

// RenameScene calls a scene something else.
func (c *Catalogue) RenameScene(ctx context.Context, id, name string) error {
	return c.store.RenameScene(ctx, id, name)
}

// RenameVariant calls a variant something else.
func (c *Catalogue) RenameVariant(ctx context.Context, scene, variant, name string) error {
	return c.store.RenameVariant(ctx, scene, variant, name)
}

// ChooseVersion makes one of a variant's versions its current one: undo, and its own undo.
func (c *Catalogue) ChooseVersion(ctx context.Context, scene, variant, version string) error {
	return c.store.ChooseVersion(ctx, scene, variant, version)
}

// VersionIn is a version of that scene, and of no other: ErrNotFound.
func (c *Catalogue) VersionIn(ctx context.Context, scene, version string) (Version, error) {
	v, err := c.Version(ctx, version)
	if err == nil && v.Scene != scene {
		err = ErrNotFound
	}
	return v, err
}

// Content opens a version's file. It may be read until ctx ends.
func (c *Catalogue) Content(ctx context.Context, v Version) (Content, error) {
	return c.store.Open(ctx, Upload{SHA256: v.SHA256, Bytes: v.Bytes})
}

// File opens a file of any version of a scene: ErrNotFound.
func (c *Catalogue) File(ctx context.Context, scene, sha256 string) (Content, error) {
	u, err := c.store.File(ctx, scene, sha256)
	if err != nil {
		return nil, err
	}
	return c.store.Open(ctx, u)
}

// Export is a version's file with what it means written into it. It may be read until ctx ends.
func (c *Catalogue) Export(ctx context.Context, v Version) (io.Reader, int64, error) {
	done, err := c.turn(ctx)
	if err != nil {
		return nil, 0, err
	}
	defer done()
	content, err := c.Content(ctx, v)
	if err != nil {
		return nil, 0, err
	}
	file, size, err := WithMeaning(ctx, content, v.Bytes, v.Meaning)
	if err != nil {
		return nil, 0, fmt.Errorf("export %s: %w", v.ID, err)
	}
	return file, size, nil
}

// DeleteScene deletes a scene with its variants, versions and files, unless a session used one: *InUseError.
func (c *Catalogue) DeleteScene(ctx context.Context, id string) error {
	return c.remove(ctx, func() ([]Version, error) { return c.store.DeleteScene(ctx, id) })
}

// DeleteVariant deletes a variant likewise, unless it is the scene's only one: ErrLast.
func (c *Catalogue) DeleteVariant(ctx context.Context, scene, variant string) error {
	return c.remove(ctx, func() ([]Version, error) { return c.store.DeleteVariant(ctx, scene, variant) })
}

// remove discards the contents that nothing uses any more. What a crash leaves of them is tidied at the next start.
func (c *Catalogue) remove(ctx context.Context, entries func() ([]Version, error)) error {
	done, err := c.publish(ctx)
	if err != nil {
		return err
	}
	defer done()
	gone, err := entries()
	if err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // the entries are gone: go through with it
	var errs []error
	seen := map[string]bool{}
	for _, v := range gone {
		if seen[v.SHA256] {
			continue
		}
		seen[v.SHA256] = true
		uses, err := c.store.Uses(ctx, v.SHA256)
		if err == nil && uses == 0 {
			err = c.store.Discard(ctx, Upload{SHA256: v.SHA256})
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// turn waits until a file may be taken apart: each time may take the whole of its JSON.
func (c *Catalogue) turn(ctx context.Context) (done func(), err error) {
	select {
	case c.inspecting <- struct{}{}:
		return func() { <-c.inspecting }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// publish waits for its turn between contents and entries.
func (c *Catalogue) publish(ctx context.Context) (done func(), err error) {
	select {
	case c.publishing <- struct{}{}:
		return func() { <-c.publishing }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
