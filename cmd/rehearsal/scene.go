package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"rehearsal/scenes"
	"rehearsal/scenes/sample"
)

type sceneCommands struct {
	Check  checkCommand  `cmd:"" help:"Say what is wrong with scenes, as an upload would. Exit 0: all can be used, 1: one cannot, 2: wrong use."`
	Import importCommand `cmd:"" help:"Put scenes in the catalogue. The server must not be running."`
	Export exportCommand `cmd:"" help:"Write a scene to a file, with what it means in it. The server must not be running."`
	Sample sampleCommand `cmd:"" help:"Write a sample space to a file, or all of them to a directory."`
}

// sceneSize is how large a scene may be, the same wherever one comes in.
type sceneSize struct {
	SceneMB int64 `name:"scene-mb" help:"The largest scene that is taken, in MB." default:"100" env:"REHEARSAL_SCENE_MB" placeholder:"MB"`
}

// The bounds of --scene-mb: the samples have to fit, and an inspection has to end in time.
const sceneMBLeast, sceneMBMost = 8, 1000

func (s sceneSize) limits() (scenes.Limits, error) {
	limits := scenes.DefaultLimits()
	if s.SceneMB < sceneMBLeast || s.SceneMB > sceneMBMost {
		return limits, wrongUse{fmt.Errorf("--scene-mb: between %d and %d", sceneMBLeast, sceneMBMost)}
	}
	limits.Bytes = s.SceneMB << 20
	return limits, nil
}

// wrongUse is a command line that asks for what cannot be: exit 2.
type wrongUse struct{ error }

const (
	checksAtOnce = 2 // each may hold the whole description of a scene
	checkMost    = time.Minute
)

type checkCommand struct {
	JSON    bool `name:"json" help:"One JSON object a line for each file."`
	Meaning bool `help:"With --json: also what each scene says of itself, and its bounds."`
	sceneSize
	Lang  string   `help:"Language of the sentences: ${enum}." enum:"en,cy" default:"en"`
	Files []string `arg:"" name:"file" help:"A .glb, a .gltf beside its files, a zip, or a folder."`
}

// checked is what is known of one file.
type checked struct {
	file   string
	report scenes.Report
	took   time.Duration
	err    error
}

// Run says what there is to say of each file in the order of the command line.
func (c *checkCommand) Run(ctx context.Context, t terminal) error {
	limits, err := c.limits()
	if err != nil {
		return err
	}
	refused, unread := 0, 0
	say := c.sayPeople
	if c.JSON {
		say = c.sayProgram
	}
	for one := range inOrder(c.Files, checksAtOnce, func(file string) checked { return check(ctx, file, limits) }) {
		if one.err != nil {
			fmt.Fprintln(t.err, "rehearsal:", one.err)
			unread++
			continue
		}
		if one.report.Refused() {
			refused++
		}
		if err := say(t.out, one); err != nil {
			return err
		}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case unread > 0:
		return wrongUse{fmt.Errorf("%s of %d could not be read", count(unread, "file"), len(c.Files))}
	case refused > 0:
		return fmt.Errorf("%s of %d refused", count(refused, "file"), len(c.Files))
	}
	return nil
}

// inOrder works on several things at once and answers in their order. It ends when all that was begun has ended.
func inOrder[A, B any](all []A, atOnce int, work func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		var under sync.WaitGroup
		defer under.Wait()
		stop := make(chan struct{})
		defer close(stop)
		answers := make(chan chan B, atOnce-1) // with the one that is waited for, so many are under way
		under.Go(func() {
			defer close(answers)
			for _, one := range all {
				answer := make(chan B, 1)
				select {
				case answers <- answer:
				case <-stop:
					return
				}
				under.Go(func() { answer <- work(one) })
			}
		})
		for answer := range answers {
			if !yield(<-answer) {
				return
			}
		}
	}
}

func check(ctx context.Context, file string, limits scenes.Limits) (c checked) {
	c.file = file
	from := time.Now()
	ctx, cancel := context.WithTimeout(ctx, checkMost)
	defer cancel()
	b, _, err := scenes.OpenPath(ctx, file, limits)
	if err != nil {
		c.err = plainly(file, err)
		return c
	}
	c.report, c.err = scenes.Inspect(ctx, b, limits)
	c.err = errors.Join(plainly(file, c.err), b.Close())
	c.took = time.Since(from)
	return c
}

// plainly says what is wrong with a file's name without how it was found out.
func plainly(file string, err error) error {
	var path *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s: not checked within %v", file, checkMost)
	case errors.As(err, &path):
		return fmt.Errorf("%s: %w", file, path.Err)
	}
	return fmt.Errorf("%s: %w", file, err)
}

type sampleCommand struct {
	Space   string `help:"One space only; one that is not there lists them." placeholder:"ID"`
	Variant string `help:"One variant only: as-is or b." placeholder:"ID"`
	To      string `arg:"" name:"file|dir" type:"path" help:"A file ending in .glb for one, or a directory for several."`
}

// Run writes the same bytes each time.
func (c *sampleCommand) Run(ctx context.Context, t terminal) error {
	wanted, err := c.wanted()
	if err != nil {
		return err
	}
	if strings.EqualFold(filepath.Ext(c.To), ".glb") {
		return c.write(ctx, t, c.To, wanted[0])
	}
	if err := os.MkdirAll(c.To, 0o755); err != nil {
		return err
	}
	for _, w := range wanted {
		if err := c.write(ctx, t, filepath.Join(c.To, w.space.ID+"-"+w.variant+".glb"), w); err != nil {
			return err
		}
	}
	return nil
}

// wanted is one variant of one space.
type wanted struct {
	space   sample.Space
	variant string
}

// wanted are those that the flags ask for. A file holds one: the first space, as it is, unless they say otherwise.
func (c *sampleCommand) wanted() ([]wanted, error) {
	var all []wanted
	var ids []string
	for _, s := range sample.Spaces() {
		ids = append(ids, s.ID)
		for _, v := range s.Variants {
			if (c.Space == "" || c.Space == s.ID) && (c.Variant == "" || c.Variant == v.ID) {
				all = append(all, wanted{s, v.ID})
			}
		}
	}
	if len(all) > 0 {
		return all, nil
	}
	if c.Space != "" && !slices.Contains(ids, c.Space) {
		return nil, wrongUse{fmt.Errorf("--space %s: there are %s", c.Space, strings.Join(ids, ", "))}
	}
	return nil, wrongUse{fmt.Errorf("--variant %s: there are %s and %s", c.Variant, sample.AsIs, sample.B)}
}

func (c *sampleCommand) write(ctx context.Context, t terminal, file string, w wanted) error {
	glb, err := w.space.Build(ctx, w.variant)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, glb, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s: %s, %s (%s)\n", file, w.space.Name, w.variant, size(int64(len(glb))))
	return err
}
