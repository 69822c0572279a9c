package scenes

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // a thumbnail's format
	_ "image/png"  // likewise
	"io"
	"strings"
	"time"

	_ "golang.org/x/image/webp" // likewise
)

// What can go wrong with the catalogue.
var (
	ErrNotFound  = errors.New("scenes: not found")
	ErrTooLarge  = errors.New("scenes: file is too large")
	ErrBusy      = errors.New("scenes: too many uploads at once")
	ErrNoSpace   = errors.New("scenes: the disk is full")
	ErrThumbnail = errors.New("scenes: not a picture that can be kept")
)

// Scene is one scene in the catalogue.
type Scene struct {
	ID        string
	Name      string
	SHA256    string // of the file, in hex
	Bytes     int64
	Sample    bool // ships with the program
	Added     time.Time
	AddedBy   string
	Report    Report
	Thumbnail bool // there is one
}

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
	Discard(ctx context.Context, u Upload) error
}

// Shelf keeps what is known of scenes. Scene and Thumbnail answer ErrNotFound.
type Shelf interface {
	AddScene(ctx context.Context, s Scene) error
	Scene(ctx context.Context, id string) (Scene, error)
	Scenes(ctx context.Context) ([]Scene, error) // newest first
}

// Thumbnails keeps a small picture of each scene.
type Thumbnails interface {
	Thumbnail(ctx context.Context, scene string) (mediaType string, body []byte, err error)
	KeepThumbnail(ctx context.Context, scene, mediaType string, body []byte) error
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

const (
	receivingMost   = 4 // uploads at a time
	inspectingMost  = 2 // inspections at a time; each may hold the whole JSON of a file
	inspectionMost  = 30 * time.Second
	ThumbnailBytes  = 512 << 10
	thumbnailPixels = 2048 // the longest side
)

// Catalogue is the scenes there are, and the only way in: received under a byte cap, inspected, and only then kept.
type Catalogue struct {
	Shelf
	Thumbnails
	files      Files
	limits     Limits
	clock      func() time.Time
	receiving  chan struct{}
	inspecting chan struct{}
}

// NewCatalogue makes the catalogue over its stores.
func NewCatalogue(files Files, shelf Shelf, thumbnails Thumbnails, limits Limits, clock func() time.Time) *Catalogue {
	return &Catalogue{
		Shelf: shelf, Thumbnails: thumbnails, files: files, limits: limits, clock: clock,
		receiving:  make(chan struct{}, receivingMost),
		inspecting: make(chan struct{}, inspectingMost),
	}
}

// MostBytes is the largest file that is received.
func (c *Catalogue) MostBytes() int64 { return c.limits.Bytes }

// Add receives a file, inspects it and puts it in the catalogue; ID, SHA256, Bytes, Added and Report of the scene are filled
// in. A file that cannot be a scene is a *RefusedError, and nothing of it is kept.
func (c *Catalogue) Add(ctx context.Context, s Scene, src io.Reader) (Scene, error) {
	select {
	case c.receiving <- struct{}{}:
		defer func() { <-c.receiving }()
	default:
		return Scene{}, ErrBusy
	}
	upload, err := c.files.Receive(ctx, src, c.limits.Bytes)
	if err != nil {
		return Scene{}, fmt.Errorf("add scene: receive: %w", err)
	}
	s.Report, err = c.inspect(ctx, upload)
	if err == nil && s.Report.Refused() {
		err = &RefusedError{s.Report}
	}
	if err == nil {
		err = c.files.Keep(ctx, upload)
	}
	if err != nil {
		// The request may be gone; what it brought has to go all the same.
		return Scene{}, errors.Join(fmt.Errorf("add scene: %w", err), c.files.Discard(context.WithoutCancel(ctx), upload))
	}
	s.ID, s.SHA256, s.Bytes, s.Added = newID(), upload.SHA256, upload.Bytes, c.clock()
	if err := c.AddScene(ctx, s); err != nil {
		return Scene{}, fmt.Errorf("add scene %s: %w", s.ID, err)
	}
	return s, nil
}

func (c *Catalogue) inspect(ctx context.Context, upload Upload) (Report, error) {
	select {
	case c.inspecting <- struct{}{}:
		defer func() { <-c.inspecting }()
	case <-ctx.Done():
		return Report{}, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, inspectionMost)
	defer cancel()
	content, err := c.files.Open(ctx, upload)
	if err != nil {
		return Report{}, err
	}
	return Inspect(ctx, content, upload.Bytes, c.limits)
}

// Content opens a scene's file. It may be read until ctx ends.
func (c *Catalogue) Content(ctx context.Context, s Scene) (Content, error) {
	return c.files.Open(ctx, Upload{SHA256: s.SHA256, Bytes: s.Bytes})
}

// Picture keeps a thumbnail after a look at what it is.
func (c *Catalogue) Picture(ctx context.Context, scene string, src io.Reader) error {
	body, err := io.ReadAll(io.LimitReader(src, ThumbnailBytes+1))
	if err != nil {
		return fmt.Errorf("thumbnail of %s: %w", scene, err)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil || len(body) > ThumbnailBytes || max(config.Width, config.Height) > thumbnailPixels {
		return ErrThumbnail
	}
	if _, err := c.Scene(ctx, scene); err != nil {
		return err
	}
	return c.KeepThumbnail(ctx, scene, "image/"+format, body)
}

func newID() string { return strings.ToLower(rand.Text()[:12]) }
