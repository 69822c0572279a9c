package scenes

import (
	"context"
	"fmt"
	"slices"
)

// Repair makes a version of which the file has been mended, by repairs that the version offers: ErrNotOffered for any other. What its
// designer said that the scene means stays.
func (c *Catalogue) Repair(ctx context.Context, scene, version string, codes []string, by string) (Version, error) {
	of, err := c.VersionIn(ctx, scene, version)
	if err != nil {
		return Version{}, err
	}
	for _, code := range codes {
		if !slices.ContainsFunc(of.Report.Repairs, func(o Offer) bool { return o.Code == code }) {
			return Version{}, ErrNotOffered
		}
	}
	v, err := c.mended(ctx, of, codes, by)
	if err != nil {
		return Version{}, fmt.Errorf("repair %s: %w", version, err)
	}
	return c.Version(ctx, v.ID)
}

func (c *Catalogue) mended(ctx context.Context, of Version, codes []string, by string) (Version, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*inspectionMost) // to mend it, and to look at what came of it
	defer cancel()
	content, err := c.store.Open(ctx, Upload{SHA256: of.SHA256, Bytes: of.Bytes})
	if err != nil {
		return Version{}, err
	}
	done, err := c.turn(ctx) // it takes the description apart
	if err != nil {
		return Version{}, err
	}
	file, _, err := Repaired(ctx, content, of.Bytes, codes, c.limits)
	done()
	if err != nil {
		return Version{}, err
	}
	d := Draft{Scene: of.Scene, Variant: of.Variant, Made: MadeRepaired, Of: of.ID, By: by}
	return c.fromReader(ctx, of.File, file, d, func(ctx context.Context, v Version) (Version, error) {
		v.Meaning = carried(of, v)
		return c.store.AddVersion(ctx, v)
	})
}
