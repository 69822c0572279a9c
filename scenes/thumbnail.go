package scenes

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/jpeg" // a thumbnail's format
	_ "image/png"  // likewise
	"io"

	_ "golang.org/x/image/webp" // likewise
)

const (
	ThumbnailBytes  = 512 << 10
	thumbnailPixels = 2048 // the longest side
)

// Picture keeps a version's thumbnail after a look at what it is.
func (c *Catalogue) Picture(ctx context.Context, scene, version string, src io.Reader) error {
	body, err := io.ReadAll(io.LimitReader(src, ThumbnailBytes+1))
	if err != nil {
		return fmt.Errorf("thumbnail of %s: %w", version, err)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil || len(body) > ThumbnailBytes || max(config.Width, config.Height) > thumbnailPixels {
		return ErrThumbnail
	}
	if _, err := c.VersionIn(ctx, scene, version); err != nil {
		return err
	}
	return c.KeepThumbnail(ctx, version, "image/"+format, body)
}
