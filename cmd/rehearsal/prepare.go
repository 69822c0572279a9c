package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"rehearsal/scenes"
	"rehearsal/scenes/sample"
	"rehearsal/server"
	"rehearsal/server/session"
	"rehearsal/server/simulate"
)

const (
	sampleName     = "Branch library reception"
	simulatedTitle = "Example: a visit to the library"
	simulatedSeed  = 1
	simulatedCrowd = 6
)

// prepare gives a newcomer something to walk into and something to replay: the sample scene, and beside it one finished session of
// simulated people. Each is made once; what a crash left out is made at the next start.
func prepare(ctx context.Context, h *house, build builder, log *slog.Logger) error {
	from := time.Now()
	scene, made, err := h.sampleScene(ctx, build)
	if err != nil {
		return fmt.Errorf("sample scene: %w", err)
	}
	sessions, err := h.house.Sessions(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(sessions, func(s session.Info) bool { return s.Simulated }) {
		if _, err := h.simulate(ctx, scene, simulatedTitle, simulatedCrowd, simulatedSeed); err != nil {
			return fmt.Errorf("simulated session: %w", err)
		}
		made = true
	}
	if made {
		log.Info("the sample is ready", "took", time.Since(from).Round(time.Millisecond))
	}
	return nil
}

// sampleScene finds the sample or builds it.
func (h *house) sampleScene(ctx context.Context, build builder) (scene scenes.Scene, made bool, err error) {
	all, err := h.catalogue.Scenes(ctx)
	if err != nil {
		return scenes.Scene{}, false, err
	}
	if i := slices.IndexFunc(all, func(s scenes.Scene) bool { return s.Sample }); i >= 0 {
		return all[i], false, nil
	}
	library, err := built(ctx, build)
	if err != nil {
		return scenes.Scene{}, false, err
	}
	scene, err = h.catalogue.Bring(ctx, scenes.Scene{Name: sampleName, Sample: true, AddedBy: "Rehearsal"}, "", bytes.NewReader(library))
	return scene, true, err
}

// builder makes the sample's file: sample.Library, but for tests that have no seconds for its light.
type builder func() ([]byte, error)

// built waits for a builder, but not when ctx ends: the work touches nothing but memory, and the program ends with it.
func built(ctx context.Context, build builder) ([]byte, error) {
	type result struct {
		file []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		file, err := build()
		done <- result{file, err}
	}()
	select {
	case r := <-done:
		return r.file, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
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
