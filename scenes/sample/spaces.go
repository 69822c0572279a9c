package sample

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// ErrUnknownVariant is answered for a variant that a space does not have.
var ErrUnknownVariant = errors.New("no such variant")

// Every space comes as it is, and as it could be.
const (
	AsIs = "as-is"
	B    = "b"
)

// Space is one service space that can be built.
type Space struct {
	ID, Name    string
	Variants    []Variant
	Touchpoints []string // the journey in order: the nodes tp:…

	title  string
	signs  func(*atlas)
	draw   func(k *kit, variant string)
	common func(context.Context) (pictures, error)
}

// Variant is one state of a space.
type Variant struct {
	ID, Name string
}

// Spaces lists the service spaces. What their pictures have in common is drawn once for all that come from one call.
func Spaces() []Space {
	all := []Space{libraryReception, gpSurgery, housingDesks, registerOffice, emergencyDepartment}
	common := drawnOnce()
	for i := range all {
		all[i].common = common
	}
	return all
}

// drawnOnce draws the common pictures when they are first wanted.
func drawnOnce() func(context.Context) (pictures, error) {
	var mu sync.Mutex
	var drawn pictures
	return func(ctx context.Context) (_ pictures, err error) {
		mu.Lock()
		defer mu.Unlock()
		if drawn == nil {
			drawn, err = commonPictures(ctx)
		}
		return drawn, err
	}
}

// Build makes the space's file: the same bytes each time.
func (s Space) Build(ctx context.Context, variant string) ([]byte, error) {
	k, err := s.kit(variant)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.ID, err)
	}
	solids, err := k.bake(ctx)
	if err != nil {
		return nil, fmt.Errorf("%s, %s: light: %w", s.ID, variant, err)
	}
	pictures, err := k.pictures(ctx, s.common, solids)
	if err != nil {
		return nil, fmt.Errorf("%s, %s: %w", s.ID, variant, err)
	}
	return k.write(s.title, pictures)
}

// kit draws everything; light is not baked yet.
func (s Space) kit(variant string) (*kit, error) {
	if !slices.ContainsFunc(s.Variants, func(v Variant) bool { return v.ID == variant }) {
		return nil, fmt.Errorf("%q: %w", variant, ErrUnknownVariant)
	}
	a, err := newAtlas()
	if err != nil {
		return nil, err
	}
	a.basics()
	s.signs(a)
	a.seal()
	k := &kit{atlas: a}
	s.draw(k, variant)
	place := func(t *thing) int { // the journey comes first, in its order
		if i := slices.Index(s.Touchpoints, strings.TrimPrefix(t.name, "tp:")); i >= 0 {
			return i
		}
		return len(s.Touchpoints)
	}
	slices.SortStableFunc(k.things, func(a, b *thing) int { return cmp.Compare(place(a), place(b)) })
	return k, a.full
}

// pictures are what the materials show.
func (k *kit) pictures(ctx context.Context, common func(context.Context) (pictures, error), s *solids) (pictures, error) {
	shared, err := common(ctx)
	if err != nil {
		return nil, err
	}
	printed, err := encode("print", k.atlas.img, 0)
	if err != nil {
		return nil, err
	}
	shadows, err := k.contact(ctx, s, 14)
	if err != nil {
		return nil, err
	}
	floor, err := encode("contact", shadows, 82)
	if err != nil {
		return nil, err
	}
	return append(slices.Clone(shared), printed, floor), k.atlas.full
}

// commonPictures are those that every space shows.
func commonPictures(ctx context.Context) (pictures, error) {
	var out pictures
	for _, p := range []struct {
		name          string
		width, height int
		shader        shader
		quality       int // 0: without loss
	}{
		{"planks", 1024, 1024, floorboards, 72},
		{"timber", 512, 512, oak, 74},
		{"woven", 128, 128, weave, 0},
		{"outside", 2048, 320, panorama, 84},
	} {
		img, err := render(ctx, p.width, p.height, p.shader)
		if err != nil {
			return nil, err
		}
		made, err := encode(p.name, img, p.quality)
		if err != nil {
			return nil, err
		}
		out = append(out, made)
	}
	return out, nil
}
