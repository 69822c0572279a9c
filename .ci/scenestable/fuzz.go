package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const fuzzNote = ".ci/scenestable/fuzz.json"

// fuzzed is one run of Go's fuzzing, as it was.
type fuzzed struct {
	Target     string `json:"target"`
	Seconds    int    `json:"seconds"`
	Executions int64  `json:"executions"`
	Found      bool   `json:"found"` // something that fails
	Day        string `json:"day"`
}

// targets are the fuzz tests of scenes, by package.
func targets() (all [][2]string, err error) {
	for _, pkg := range []string{"./scenes", "./scenes/validator"} {
		out, err := exec.Command("go", "test", "-list", "^Fuzz", pkg).Output()
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", pkg, err)
		}
		for line := range strings.Lines(string(out)) {
			if name := strings.TrimSpace(line); strings.HasPrefix(name, "Fuzz") {
				all = append(all, [2]string{pkg, name})
			}
		}
	}
	return all, nil
}

// fuzzFor runs Go's fuzzing, the time shared among the targets, and adds what it did to the note.
func fuzzFor(long time.Duration) error {
	var all []fuzzed
	if b, err := os.ReadFile(fuzzNote); err == nil {
		if err := json.Unmarshal(b, &all); err != nil {
			return err
		}
	}
	list, err := targets()
	if err != nil || len(list) == 0 {
		return fmt.Errorf("nothing to fuzz: %w", err)
	}
	share := (long / time.Duration(len(list))).Round(time.Second)
	for _, t := range list {
		cmd := exec.Command("go", "test", t[0], "-run", "^$", "-fuzz", "^"+t[1]+"$", "-fuzztime", share.String(), "-fuzzminimizetime", "10x")
		out, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			return err
		}
		run := watch(out)
		run.Target, run.Day = t[0]+" "+t[1], time.Now().Format("2006-01-02")
		run.Found = cmd.Wait() != nil
		all = append(all, run)
	}
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(fuzzNote, append(b, '\n'), 0o644)
}

var progress = regexp.MustCompile(`elapsed: (\S+), execs: (\d+)`)

// watch passes on what Go says, and takes the last of its figures.
func watch(out io.Reader) (run fuzzed) {
	s := bufio.NewScanner(out)
	for s.Scan() {
		fmt.Fprintln(os.Stderr, s.Text())
		m := progress.FindStringSubmatch(s.Text())
		if m == nil {
			continue
		}
		if d, err := time.ParseDuration(m[1]); err == nil {
			run.Seconds = int(d.Seconds())
		}
		if n, err := strconv.ParseInt(m[2], 10, 64); err == nil {
			run.Executions = n
		}
	}
	return run
}

// fuzzRecord says what was fuzzed, and for how long.
func fuzzRecord() string {
	b, err := os.ReadFile(fuzzNote)
	var all []fuzzed
	if err != nil || json.Unmarshal(b, &all) != nil || len(all) == 0 {
		return "Nothing has been fuzzed for the record yet.\n"
	}
	var text string
	for _, r := range all {
		end := "nothing found"
		if r.Found {
			end = "ended by an input that failed"
		}
		text += fmt.Sprintf("- `%s`: %s, %s executions, %s (%s)\n", r.Target, time.Duration(r.Seconds)*time.Second, thousands(r.Executions), end, r.Day)
	}
	return text
}
