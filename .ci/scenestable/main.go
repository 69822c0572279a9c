// Command scenestable measures how the scenes of the data set beside the repository fare, and writes docs/SCENES.md: the engine
// of this program, the parser that it is built on by itself, and the official validator on Node, each in a process of its own, so
// that one that dies is counted and not believed. `make scenes-table` runs it.
//
// With -fuzz it fuzzes instead, and notes how long for the page to say.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

func main() {
	as := flag.String("as", "", "answer paths on standard input as ours, validator or parser")
	runs := flag.Int("runs", 3, "times that each file is answered; the fastest counts")
	data := flag.String("data", "../shared/data/gltf", "the data set")
	fuzz := flag.Duration("fuzz", 0, "fuzz for this long, and note it")
	flag.Parse()
	var err error
	switch {
	case *as != "":
		err = answer(*as, *runs, bufio.NewScanner(os.Stdin), os.Stdout)
	case *fuzz > 0:
		err = fuzzFor(*fuzz)
	default:
		err = write(*data, *runs)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "scenestable:", err)
		os.Exit(1)
	}
}

const page = "docs/SCENES.md"

// write measures everything, and writes the page.
func write(data string, runs int) error {
	if _, err := os.Stat(filepath.Join(data, "MANIFEST.json")); err != nil {
		return fmt.Errorf("no data set: %w", err)
	}
	folders, err := readFolders(data)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	engines := []engine{
		{name: ours, command: []string{self, "-as", ours, "-runs", fmt.Sprint(runs)}},
		{name: validating, command: []string{self, "-as", validating, "-runs", fmt.Sprint(runs)}},
		{name: parser, command: []string{self, "-as", parser, "-runs", fmt.Sprint(runs)}},
		{name: official, command: []string{"node", ".ci/scenestable/khronos.mjs", "webxr", fmt.Sprint(runs)}},
	}
	for i := range folders {
		folders[i].answers = make(map[string]outcome)
		for _, e := range engines {
			fmt.Fprintf(os.Stderr, "%s by %s\n", folders[i].Name, e.name)
			out, err := e.run(context.Background(), folders[i].Files)
			if errors.Is(err, errAbsent) {
				fmt.Fprintf(os.Stderr, "  left out: %v\n", err)
				continue
			}
			if err != nil {
				return err
			}
			folders[i].answers[e.name] = out
		}
	}
	text, err := written(folders, time.Now())
	if err != nil {
		return err
	}
	return os.WriteFile(page, []byte(text), 0o644)
}
