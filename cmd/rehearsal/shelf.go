package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"rehearsal/scenes"
)

const commandLine = "Command line" // who it was, where the pages name a member of staff

type importCommand struct {
	Data string `help:"Directory of the databases." default:"./data" env:"REHEARSAL_DATA" type:"path" placeholder:"DIR"`
	sceneSize
	Name    string   `help:"What to call the scene, or with --of and no --variant the new variant; its file's name unless given."`
	Of      string   `help:"Add to this scene, by its id or name, instead of making a new one." placeholder:"SCENE"`
	Variant string   `help:"With --of: make it the next version of this variant (a, b, …) instead of a new variant." placeholder:"ID"`
	Files   []string `arg:"" name:"file" help:"A .glb, a .gltf beside its files, a zip, or a folder."`
}

// Run brings in what is not refused, and says why the rest is.
func (c *importCommand) Run(ctx context.Context, t terminal, log *slog.Logger) (err error) {
	switch {
	case c.Variant != "" && c.Of == "":
		return wrongUse{errors.New("--variant needs --of: which scene has it?")}
	case c.Name != "" && len(c.Files) > 1:
		return wrongUse{errors.New("--name is for one file")}
	}
	limits, err := c.limits()
	if err != nil {
		return err
	}
	h, err := openHouse(ctx, c.Data, true, limits, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close(context.WithoutCancel(ctx))) }()
	var of scenes.Scene
	if c.Of != "" {
		if of, err = h.sceneCalled(ctx, c.Of); err != nil {
			return err
		}
	}
	refused := 0
	for _, file := range c.Files {
		said, err := c.bring(ctx, h, of, file, limits)
		var no *scenes.RefusedError
		switch {
		case errors.As(err, &no):
			refused++
			err = (&checkCommand{Lang: "en"}).sayPeople(t.out, checked{file: file, report: no.Report})
		case err == nil:
			_, err = fmt.Fprintln(t.out, said)
		}
		if err != nil {
			return err
		}
	}
	if refused > 0 {
		return fmt.Errorf("%s of %d refused", count(refused, "file"), len(c.Files))
	}
	return nil
}

// bring puts one file in the catalogue, and says where it is now.
func (c *importCommand) bring(ctx context.Context, h *house, of scenes.Scene, file string, limits scenes.Limits) (string, error) {
	b, _, err := scenes.OpenPath(ctx, file, limits)
	if err != nil {
		return "", wrongUse{plainly(file, err)}
	}
	src, err := whole(ctx, b, file, limits)
	if err != nil {
		return "", errors.Join(err, b.Close())
	}
	defer src.Close()
	defer b.Close()
	name := c.Name
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	}
	base := filepath.Base(file)
	draft := scenes.Draft{Scene: of.ID, Variant: c.Variant, Made: scenes.MadeUploaded, By: commandLine}
	switch {
	case of.ID == "":
		made, err := h.catalogue.Bring(ctx, scenes.Scene{Name: name, AddedBy: commandLine}, base, src)
		return fmt.Sprintf("%s: scene %s, %q: /staff/scenes/%s", file, made.ID, made.Name, made.ID), err
	case c.Variant != "":
		v, err := h.catalogue.BringVersion(ctx, base, src, draft)
		return fmt.Sprintf("%s: version %d of %q, variant %s", file, v.Number, of.Name, c.Variant), err
	}
	err = h.catalogue.BringVariant(ctx, name, base, src, draft)
	return fmt.Sprintf("%s: variant %q of %q", file, name, of.Name), err
}

// whole is one file of an upload on disk: itself, or where it needs others, all of it as one GLB.
func whole(ctx context.Context, b *scenes.Bundle, file string, limits scenes.Limits) (io.ReadCloser, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	report, err := scenes.Inspect(ctx, b, limits)
	switch {
	case err != nil:
		return nil, err
	case report.Refused():
		return nil, &scenes.RefusedError{Report: report}
	case !info.IsDir() && (b.Itself() || strings.EqualFold(filepath.Ext(file), ".zip")):
		return os.Open(file)
	}
	src, size, err := b.Packed(ctx)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(io.NewSectionReader(src, 0, size)), nil
}

// sceneCalled finds a scene by its id, or by its name where there is only one of that.
func (h *house) sceneCalled(ctx context.Context, called string) (scenes.Scene, error) {
	all, err := h.catalogue.Scenes(ctx)
	if err != nil {
		return scenes.Scene{}, err
	}
	var found []scenes.Scene
	var known strings.Builder
	for _, s := range all {
		fmt.Fprintf(&known, "\n  %s  %s", s.ID, s.Name)
		switch {
		case s.ID == called:
			return s, nil
		case strings.EqualFold(s.Name, called):
			found = append(found, s)
		}
	}
	switch len(found) {
	case 0:
		return scenes.Scene{}, fmt.Errorf("no scene is called %q; there are:%s", called, known.String())
	case 1:
		return found[0], nil
	}
	return scenes.Scene{}, fmt.Errorf("several scenes are called %q; say which by its id:%s", called, known.String())
}

type exportCommand struct {
	Data    string `help:"Directory of the databases." default:"./data" env:"REHEARSAL_DATA" type:"existingdir" placeholder:"DIR"`
	Variant string `help:"Which variant (a, b, …); the first unless given." placeholder:"ID"`
	Version string `help:"Which version; the current one unless given." placeholder:"ID"`
	Scene   string `arg:"" help:"The scene's id or name."`
	File    string `arg:"" type:"path" help:"Where to write it; it must not be there yet."`
}

// Run writes what another program can read: the GLB, with spawns, seats and the rest of what it means in it.
func (c *exportCommand) Run(ctx context.Context, t terminal, log *slog.Logger) (err error) {
	h, err := openHouse(ctx, c.Data, true, scenes.DefaultLimits(), log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close(context.WithoutCancel(ctx))) }()
	scene, err := h.sceneCalled(ctx, c.Scene)
	if err != nil {
		return err
	}
	version, err := c.version(ctx, h, scene)
	if err != nil {
		return err
	}
	src, bytes, err := h.catalogue.Export(ctx, version)
	if err != nil {
		return err
	}
	if err := writeNew(c.File, src); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s: %s, variant %s, version %d (%s)\n", c.File, scene.Name, version.Variant, version.Number, size(bytes))
	return err
}

func (c *exportCommand) version(ctx context.Context, h *house, scene scenes.Scene) (scenes.Version, error) {
	if c.Version != "" {
		v, err := h.catalogue.VersionIn(ctx, scene.ID, c.Version)
		if errors.Is(err, scenes.ErrNotFound) {
			err = fmt.Errorf("%s has no version %q", scene.Name, c.Version)
		}
		return v, err
	}
	v, err := scene.Variant(c.Variant)
	if errors.Is(err, scenes.ErrNotFound) {
		err = fmt.Errorf("%s has no variant %q", scene.Name, c.Variant)
	}
	return v.Current, err
}

// writeNew writes a file whole or not at all, and never over another.
func writeNew(name string, src io.Reader) (err error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, file.Close()); err != nil {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	_, err = io.Copy(file, src)
	return err
}
