package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// The engines.
const (
	ours       = "ours"      // what an upload goes through
	validating = "validator" // the validator in it
	parser     = "parser"    // qmuntal/gltf by itself
	official   = "official"  // Khronos's on Node
)

// reply is an engine's answer to one file.
type reply struct {
	Path   string   `json:"path"`
	Accept bool     `json:"accept"`
	Repair bool     `json:"repair"` // accepted once it is repaired
	Codes  []string `json:"codes"`  // of errors
	Micros float64  `json:"micros"`
	Bytes  int64    `json:"bytes"`
	Peak   int64    `json:"peak"` // memory of the process so far
	Failed string   `json:"failed"`
}

// outcome is what an engine made of a folder.
type outcome struct {
	replies map[string]reply
	died    []string // files that killed it
	hung    []string // files that it had no answer to in time
	peak    int64
}

// engine answers paths, in a process of its own.
type engine struct {
	name    string
	command []string
}

var errAbsent = errors.New("this engine is not installed")

const patience = 10 * time.Second // for one file

// run answers every file. A process that dies or hangs is begun again with the file after.
func (e engine) run(ctx context.Context, files []file) (outcome, error) {
	out := outcome{replies: make(map[string]reply)}
	for rest := files; len(rest) > 0; {
		done, hung, stderr, err := e.stretch(ctx, rest, &out)
		if err != nil {
			return out, err
		}
		if done == 0 && strings.Contains(stderr, "MODULE_NOT_FOUND") {
			return out, errAbsent
		}
		rest = rest[done:]
		if len(rest) == 0 {
			break
		}
		if hung {
			out.hung = append(out.hung, rest[0].Name)
		} else {
			out.died = append(out.died, rest[0].Name)
		}
		rest = rest[1:]
	}
	return out, nil
}

// stretch answers files until the process ends, and says how many it did.
func (e engine) stretch(ctx context.Context, files []file, out *outcome) (done int, hung bool, stderr string, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := exec.CommandContext(ctx, e.command[0], e.command[1:]...)
	var wrong bytes.Buffer
	cmd.Stderr = &wrong
	in, err := cmd.StdinPipe()
	if err != nil {
		return 0, false, "", err
	}
	lines, err := cmd.StdoutPipe()
	if err != nil {
		return 0, false, "", err
	}
	if err := cmd.Start(); err != nil {
		return 0, false, "", fmt.Errorf("%w: %w", errAbsent, err)
	}
	replies := make(chan reply)
	go read(lines, replies)
	for done < len(files) {
		if _, err := io.WriteString(in, files[done].Path+"\n"); err != nil {
			break
		}
		select {
		case r, ok := <-replies:
			if !ok {
				return done, false, wrong.String(), ignoreExit(cmd.Wait())
			}
			out.replies[files[done].Name] = r
			out.peak = max(out.peak, r.Peak)
			done++
		case <-time.After(patience):
			cancel()
			for range replies { // until it is gone
			}
			return done, true, wrong.String(), ignoreExit(cmd.Wait())
		}
	}
	in.Close()
	for range replies {
	}
	return done, false, wrong.String(), ignoreExit(cmd.Wait())
}

func ignoreExit(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil
	}
	return err
}

func read(lines io.Reader, into chan<- reply) {
	defer close(into)
	s := bufio.NewScanner(lines)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var r reply
		if json.Unmarshal(s.Bytes(), &r) != nil {
			return
		}
		into <- r
	}
}

// peakMemory is the most that this process ever had in memory.
func peakMemory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if kib, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var n int64
			if _, err := fmt.Sscan(strings.TrimSuffix(strings.TrimSpace(kib), "kB"), &n); err == nil {
				return n << 10
			}
		}
	}
	return 0
}
