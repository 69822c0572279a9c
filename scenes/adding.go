package scenes

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// Draft is what is known of a version before its file has been looked at.
type Draft struct {
	Scene   string
	Variant string
	Made    Made
	Of      string // the version that it was made from, or empty
	By      string

	upload string // that it comes by, or empty
}

// AddScene makes a scene of an upload. A file that cannot be a scene is a *RefusedError, and nothing of it is kept. The same upload
// again answers the same scene.
func (c *Catalogue) AddScene(ctx context.Context, name, upload, by string) (Scene, error) {
	v, err := c.fromUpload(ctx, upload, Draft{Variant: firstVariant, Made: MadeUploaded, By: by}, func(ctx context.Context, v Version) (Version, error) {
		return c.newScene(ctx, Scene{Name: name, AddedBy: by}, v)
	})
	if err != nil {
		return Scene{}, fmt.Errorf("add scene: %w", err)
	}
	return c.Scene(ctx, v.Scene)
}

// Bring makes a scene of a file that did not come as an upload: a sample, or one from the command line. The scene may have an id, and
// a variant with a name.
func (c *Catalogue) Bring(ctx context.Context, s Scene, file string, src io.Reader) (Scene, error) {
	made := MadeUploaded
	if s.Sample {
		made = MadeSample
	}
	v, err := c.fromReader(ctx, file, src, Draft{Variant: firstVariant, Made: made, By: s.AddedBy}, func(ctx context.Context, v Version) (Version, error) {
		return c.newScene(ctx, s, v)
	})
	if err != nil {
		return Scene{}, fmt.Errorf("bring scene: %w", err)
	}
	return c.Scene(ctx, v.Scene)
}

// BringVariant adds a variant to a scene likewise.
func (c *Catalogue) BringVariant(ctx context.Context, name, file string, src io.Reader, d Draft) error {
	_, err := c.fromReader(ctx, file, src, d, func(ctx context.Context, v Version) (Version, error) { return c.store.AddVariant(ctx, name, v) })
	if err != nil {
		return fmt.Errorf("bring variant of %s: %w", d.Scene, err)
	}
	return nil
}

// BringVersion makes a file the next version of a variant likewise.
func (c *Catalogue) BringVersion(ctx context.Context, file string, src io.Reader, d Draft) (Version, error) {
	scene, err := c.Scene(ctx, d.Scene)
	if err != nil {
		return Version{}, err
	}
	if _, err := scene.Variant(d.Variant); err != nil || d.Variant == "" {
		return Version{}, ErrNotFound
	}
	v, err := c.fromReader(ctx, file, src, d, c.store.AddVersion)
	if err != nil {
		return Version{}, fmt.Errorf("bring version of %s: %w", d.Scene, err)
	}
	return c.Version(ctx, v.ID)
}

const (
	firstVariant     = "a"
	firstVariantName = "A"
)

func (c *Catalogue) newScene(ctx context.Context, s Scene, first Version) (Version, error) {
	if s.ID == "" {
		s.ID = newID()
	}
	s.Added, first.Scene = first.At, s.ID
	called := firstVariantName
	if len(s.Variants) > 0 {
		called = s.Variants[0].Name
	}
	s.Variants = []Variant{{ID: first.Variant, Name: called, Current: first}}
	return first, c.store.AddScene(ctx, s, first)
}

// AddVersion makes an upload the variant's next version. Of a file that was made lighter, what its scene means stays as it was.
func (c *Catalogue) AddVersion(ctx context.Context, upload string, d Draft) (Version, error) {
	scene, err := c.Scene(ctx, d.Scene)
	if err != nil {
		return Version{}, err
	}
	if _, err := scene.Variant(d.Variant); err != nil || d.Variant == "" {
		return Version{}, ErrNotFound
	}
	var of Version
	if d.Of != "" {
		if of, err = c.VersionIn(ctx, d.Scene, d.Of); err != nil {
			return Version{}, err
		}
	}
	v, err := c.fromUpload(ctx, upload, d, func(ctx context.Context, v Version) (Version, error) {
		if d.Made == MadeLighter && d.Of != "" {
			v.Meaning = of.Meaning // nothing was moved
		}
		return c.store.AddVersion(ctx, v)
	})
	if err != nil {
		return Version{}, fmt.Errorf("add version of %s: %w", d.Scene, err)
	}
	return c.Version(ctx, v.ID)
}

// AddVariant adds another form of the space from an upload.
func (c *Catalogue) AddVariant(ctx context.Context, name, upload string, d Draft) (Scene, error) {
	if _, err := c.Scene(ctx, d.Scene); err != nil {
		return Scene{}, err
	}
	_, err := c.fromUpload(ctx, upload, d, func(ctx context.Context, v Version) (Version, error) { return c.store.AddVariant(ctx, name, v) })
	if err != nil {
		return Scene{}, fmt.Errorf("add variant of %s: %w", d.Scene, err)
	}
	return c.Scene(ctx, d.Scene)
}

// Branch adds another form of the space that begins as a version there is.
func (c *Catalogue) Branch(ctx context.Context, scene, name, version, by string) (Scene, error) {
	of, err := c.VersionIn(ctx, scene, version)
	if err != nil {
		return Scene{}, err
	}
	v := of.next(of.Made, by)
	if err := c.enter(ctx, v, func(ctx context.Context, v Version) (Version, error) { return c.store.AddVariant(ctx, name, v) }); err != nil {
		return Scene{}, fmt.Errorf("branch %s from %s: %w", scene, version, err)
	}
	return c.Scene(ctx, scene)
}

// EditMeaning makes a version of the same file that means what its designer says: ErrMeaning.
func (c *Catalogue) EditMeaning(ctx context.Context, scene, version string, m Meaning, by string) (Version, error) {
	of, err := c.VersionIn(ctx, scene, version)
	if err != nil {
		return Version{}, err
	}
	v := of.next(MadeMeaning, by)
	v.Meaning = m.withLists()
	// What was found, not what is said.
	v.Meaning.Title, v.Meaning.Units, v.Meaning.Up = of.Meaning.Title, of.Meaning.Units, of.Meaning.Up
	if err := v.Meaning.Check(); err != nil {
		return Version{}, err
	}
	if err := c.enter(ctx, v, c.store.AddVersion); err != nil {
		return Version{}, fmt.Errorf("meaning of %s: %w", version, err)
	}
	return c.Version(ctx, v.ID)
}

// next is a version of the same file.
func (v Version) next(made Made, by string) Version {
	v.ID, v.Of, v.Made, v.By = newID(), v.ID, made, by
	v.Upload, v.Number, v.Thumbnail = "", 0, false
	return v
}

// enter adds a version whose file is there already. It must not go meanwhile.
func (c *Catalogue) enter(ctx context.Context, v Version, add func(context.Context, Version) (Version, error)) error {
	done, err := c.publish(ctx)
	if err != nil {
		return err
	}
	defer done()
	uses, err := c.store.Uses(ctx, v.SHA256)
	if err != nil {
		return err
	}
	if uses == 0 { // its scene was deleted a moment ago
		return ErrNotFound
	}
	v.At = c.clock()
	_, err = add(ctx, v)
	return err
}

// fromUpload makes a version of a finished upload, once, however often and by how many it is asked for.
func (c *Catalogue) fromUpload(ctx context.Context, upload string, d Draft, add func(context.Context, Version) (Version, error)) (Version, error) {
	over, err := c.alone(ctx, upload)
	if err != nil {
		return Version{}, err
	}
	defer over()
	switch known, err := c.store.VersionOf(ctx, upload); {
	case err == nil && (d.Scene == "" || d.Scene == known.Scene):
		return known, nil
	case err == nil:
		return Version{}, ErrNotFound // it became another scene's
	case !errors.Is(err, ErrNotFound):
		return Version{}, err
	}
	if why := c.refusalOf(upload); why != nil {
		return Version{}, why
	}
	leave, err := c.join()
	if err != nil {
		return Version{}, err
	}
	defer leave()
	u, file, err := c.incoming.Take(ctx, upload)
	if err != nil {
		return Version{}, err
	}
	d.upload = upload
	v, err := c.admit(ctx, u, file, d, add)
	var refused *RefusedError
	if errors.As(err, &refused) {
		c.remember(refusal{upload, refused})
		if uses, trouble := c.store.Uses(ctx, u.SHA256); trouble == nil && uses == 0 {
			err = c.dropUnless(ctx, u, err)
		}
	}
	return v, err // on any other error it waits to be asked for again
}

func (c *Catalogue) fromReader(ctx context.Context, file string, src io.Reader, d Draft, add func(context.Context, Version) (Version, error)) (Version, error) {
	leave, err := c.join()
	if err != nil {
		return Version{}, err
	}
	defer leave()
	u, err := c.store.Receive(ctx, src, c.limits.Bytes)
	if err != nil {
		return Version{}, fmt.Errorf("receive: %w", err)
	}
	v, err := c.admit(ctx, u, file, d, add)
	return v, c.dropUnless(ctx, u, err)
}

// dropUnless discards a file unless err is nil. The request may be gone; what it brought has to go all the same.
func (c *Catalogue) dropUnless(ctx context.Context, u Upload, err error) error {
	if err == nil {
		return nil
	}
	return errors.Join(err, c.store.Discard(context.WithoutCancel(ctx), u))
}

// admit looks at a file and, unless it is refused, keeps it as one GLB and adds its version.
func (c *Catalogue) admit(ctx context.Context, u Upload, file string, d Draft, add func(context.Context, Version) (Version, error)) (Version, error) {
	v := Version{ID: newID(), Scene: d.Scene, Variant: d.Variant, Made: d.Made, Of: d.Of, By: d.By, File: cleanName(file), Upload: d.upload}
	packed, report, err := c.look(ctx, u, file)
	if err != nil {
		return Version{}, err
	}
	v.SHA256, v.Bytes, v.Report, v.Meaning = packed.SHA256, packed.Bytes, report, report.Meaning
	done, err := c.publish(ctx)
	if err != nil {
		return Version{}, err
	}
	defer done()
	if err = c.store.Keep(ctx, packed); err == nil {
		v.At = c.clock()
		v, err = add(ctx, v)
	}
	switch {
	case err == nil && packed.ID != u.ID: // the upload was packed, and is not needed any more
		return v, c.store.Discard(context.WithoutCancel(ctx), u)
	case err != nil && (packed.ID != u.ID || d.upload == ""): // an upload waits to be asked for again
		return v, c.dropUnless(ctx, packed, err) // it has its number only if it was new: the content of others is not touched
	}
	return v, err
}

// look inspects a file under a limit of time and memory, and answers it as the one GLB that is kept and served: itself, or a file
// packed from it.
func (c *Catalogue) look(ctx context.Context, u Upload, file string) (packed Upload, r Report, err error) {
	done, err := c.turn(ctx)
	if err != nil {
		return packed, r, err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, inspectionMost)
	defer cancel()
	content, err := c.store.Open(ctx, u)
	if err != nil {
		return packed, r, err
	}
	bundle, _, err := OpenBundle(ctx, file, content, u.Bytes, c.limits)
	if err != nil {
		return packed, r, err
	}
	defer func() { err = errors.Join(err, bundle.Close()) }()
	if r, err = Inspect(ctx, bundle, c.limits); err != nil {
		return packed, r, err
	}
	if r.Refused() {
		return packed, r, &RefusedError{r}
	}
	if bundle.Itself() {
		return u, r, nil
	}
	src, size, err := bundle.Packed(ctx)
	if err != nil {
		return packed, r, err
	}
	packed, err = c.store.Receive(ctx, io.NewSectionReader(src, 0, size), c.limits.Bytes)
	return packed, r, err
}

// join takes a place among those that bring a file, or says that there is none.
func (c *Catalogue) join() (leave func(), err error) {
	select {
	case c.receiving <- struct{}{}:
		return func() { <-c.receiving }, nil
	default:
		return nil, ErrBusy
	}
}

func (c *Catalogue) remember(r refusal) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refused = append(c.refused, r)
	c.refused = c.refused[max(0, len(c.refused)-refusalsMost):]
}

func (c *Catalogue) refusalOf(upload string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, r := range c.refused {
		if r.upload == upload {
			return r.why
		}
	}
	return nil
}

// alone waits until nobody else makes a version of the upload.
func (c *Catalogue) alone(ctx context.Context, upload string) (over func(), err error) {
	for {
		c.mu.Lock()
		other, taken := c.coming[upload]
		if !taken {
			mine := make(chan struct{})
			c.coming[upload] = mine
			c.mu.Unlock()
			return func() {
				c.mu.Lock()
				delete(c.coming, upload)
				c.mu.Unlock()
				close(mine)
			}, nil
		}
		c.mu.Unlock()
		select {
		case <-other:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
