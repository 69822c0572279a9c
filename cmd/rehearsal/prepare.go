package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"rehearsal/scenes"
	"rehearsal/scenes/sample"
	"rehearsal/server"
	"rehearsal/server/session"
	"rehearsal/server/simulate"
	"rehearsal/server/sqlite"
)

const (
	librarySpace   = "library"
	simulatedTitle = "Example: a visit to the library"
	simulatedSeed  = 1
	simulatedCrowd = 6
	sampleBy       = "Rehearsal"

	// samplePause lies between two samples, so that whoever is here already hardly notices that more is being made.
	samplePause = 2 * time.Second
)

// space is a service space to be made a sample scene of.
type space struct {
	id, name string
	variants []sample.Variant // the first is how it is
	build    builder
}

// builder makes the file of a variant: sample.Space.Build, but for tests that have no seconds for its light.
type builder func(ctx context.Context, variant string) ([]byte, error)

// spaces are those that are asked for by --samples: all, library or none. The library
// is the first.
func spaces(which string) []space {
	var all []space
	for _, s := range sample.Spaces() {
		if which == "all" || which == "library" && s.ID == librarySpace {
			all = append(all, space{id: s.ID, name: s.Name, variants: s.Variants, build: s.Build})
		}
	}
	return all
}

// prepare gives a newcomer something to walk into and something to replay: the library as it is, and in it one finished session of
// simulated people; then, with pauses, the other spaces, each in its variants. Each is made once, and what a crash left out, or an
// earlier program did not have, is made at the next start.
func prepare(ctx context.Context, h *house, all []space, pause time.Duration, log *slog.Logger) error {
	from := time.Now()
	made := 0
	for _, s := range all {
		for i, v := range s.variants {
			if made > 0 && !rest(ctx, pause) {
				return ctx.Err()
			}
			scene, now, err := h.sampleScene(ctx, s, i)
			if err != nil {
				return fmt.Errorf("sample %s, %s: %w", s.id, v.ID, err)
			}
			if now {
				made++
			}
			if s.id == librarySpace && i == 0 && scene != nil {
				if err := h.simulateOnce(ctx, *scene); err != nil {
					return fmt.Errorf("simulated session: %w", err)
				}
			}
		}
	}
	if made > 0 {
		log.Info("the samples are ready", "made", made, "took", time.Since(from).Round(time.Millisecond))
	}
	return nil
}

func rest(ctx context.Context, pause time.Duration) bool {
	select {
	case <-time.After(pause):
		return true
	case <-ctx.Done():
		return false
	}
}

// sampleScene finds the scene of a sample, or makes its n-th variant; nil when it was made once and somebody deleted it.
func (h *house) sampleScene(ctx context.Context, s space, n int) (scene *scenes.Scene, made bool, err error) {
	known, err := h.files.MadeSamples(ctx)
	if err != nil {
		return nil, false, err
	}
	note := sqlite.MadeSample{Space: s.id, Variant: s.variants[n].ID, Scene: "sample-" + s.id}
	there := false
	for _, m := range known {
		if m.Space == s.id {
			note.Scene = m.Scene // of an earlier program, it has another id
			there = there || m.Variant == note.Variant
		}
	}
	found, err := h.catalogue.Scene(ctx, note.Scene)
	switch {
	case err == nil && (there || n == 0 || hasVariant(found, s.variants[n].Name)): // there, or a crash came before the note
		return &found, false, h.files.NoteSample(ctx, note)
	case err != nil && !errors.Is(err, scenes.ErrNotFound):
		return nil, false, err
	case err != nil && (there || n > 0):
		return nil, false, nil
	}
	if err := h.makeSample(ctx, s, n, note); err != nil {
		return nil, false, err
	}
	found, err = h.catalogue.Scene(ctx, note.Scene)
	return &found, true, err
}

func hasVariant(s scenes.Scene, name string) bool {
	return slices.ContainsFunc(s.Variants, func(v scenes.Variant) bool { return v.Name == name })
}

func (h *house) makeSample(ctx context.Context, s space, n int, note sqlite.MadeSample) error {
	v := s.variants[n]
	file, err := built(ctx, s.build, v.ID)
	if err != nil {
		return err
	}
	if n == 0 {
		scene := scenes.Scene{ID: note.Scene, Name: s.name, Sample: true, AddedBy: sampleBy, Variants: []scenes.Variant{{Name: v.Name}}}
		_, err = h.catalogue.Bring(ctx, scene, "", bytes.NewReader(file))
	} else {
		d := scenes.Draft{Scene: note.Scene, Made: scenes.MadeSample, By: sampleBy}
		err = h.catalogue.BringVariant(ctx, v.Name, "", bytes.NewReader(file), d)
	}
	if err != nil {
		return err
	}
	return h.files.NoteSample(ctx, note)
}

// built waits for a builder, but not when ctx ends: the work touches nothing but memory, and the program ends with it.
func built(ctx context.Context, build builder, variant string) ([]byte, error) {
	type result struct {
		file []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		file, err := build(ctx, variant)
		done <- result{file, err}
	}()
	select {
	case r := <-done:
		return r.file, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// simulateOnce gives the library its finished session, unless there is a simulated one.
func (h *house) simulateOnce(ctx context.Context, scene scenes.Scene) error {
	sessions, err := h.house.Sessions(ctx)
	if err != nil || slices.ContainsFunc(sessions, func(s session.Info) bool { return s.Simulated }) {
		return err
	}
	_, err = h.simulate(ctx, scene, simulatedTitle, simulatedCrowd, simulatedSeed)
	return err
}

// simulate writes a finished session of people who walk the sample's journey.
func (h *house) simulate(ctx context.Context, scene scenes.Scene, title string, people int, seed uint64) (session.ID, error) {
	walked, err := scene.Variant("")
	if err != nil {
		return "", err
	}
	info := session.Info{
		ID: session.NewID(), Title: title, Scene: scene.ID, Version: walked.Current.ID, Simulated: true,
		Opened: time.Now().Add(-time.Hour), Origin: server.OriginOf(walked.Current.Report),
	}
	return info.ID, simulate.Walk(ctx, h.sessions, h.sessions, info, journey(), people, seed)
}

// journey is the sample's, with the paths between its stops.
func journey() []simulate.Stop {
	var stops []simulate.Stop
	paths := sample.LibraryPaths()
	for i, s := range sample.LibraryJourney() {
		stop := simulate.Stop{Name: s.Name, Position: s.Position, Face: s.Yaw, Dwell: s.Dwell}
		if i > 0 {
			way := paths[i-1] // both ends included
			stop.Via = way[1 : len(way)-1]
		}
		stops = append(stops, stop)
	}
	return stops
}
