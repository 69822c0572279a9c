package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/qmuntal/gltf"
	"github.com/qmuntal/gltf/modeler"

	"rehearsal/scenes"
	"rehearsal/scenes/validator"
)

// memoryMost is what an engine may take in all: a file that needs more ends it, as it would end a small server.
const memoryMost = 1 << 30

// answer is the other side of an engine: it answers paths one by one.
func answer(as string, runs int, paths *bufio.Scanner, to io.Writer) error {
	limit := syscall.Rlimit{Cur: memoryMost, Max: memoryMost}
	if err := syscall.Setrlimit(syscall.RLIMIT_DATA, &limit); err != nil {
		return err
	}
	engine := map[string]func(*model) error{ours: byUs, validating: byValidator, parser: byParser}[as]
	for paths.Scan() {
		r, err := timed(engine, paths.Text(), runs)
		if err != nil {
			return err
		}
		r.Peak = peakMemory()
		if err := json.NewEncoder(to).Encode(r); err != nil {
			return err
		}
	}
	return paths.Err()
}

// model is a file in memory, with those beside it, under examination.
type model struct {
	path   string
	bytes  []byte
	beside map[string][]byte
	reply  reply
}

func timed(engine func(*model) error, path string, runs int) (reply, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return reply{}, err
	}
	m := &model{path: path, bytes: b, beside: make(map[string][]byte)}
	for i := range runs {
		m.reply = reply{Path: path, Micros: m.reply.Micros}
		began := time.Now()
		if err := engine(m); err != nil {
			m.reply.Failed = err.Error()
		}
		micros := float64(time.Since(began)) / float64(time.Microsecond)
		if i == 0 || micros < m.reply.Micros {
			m.reply.Micros = micros
		}
		if micros > 1e6 {
			break
		}
	}
	m.reply.Bytes = int64(len(b))
	for _, other := range m.beside {
		m.reply.Bytes += int64(len(other))
	}
	return m.reply, nil
}

// byUs is all that an upload goes through, opened from its folder as `rehearsal scene check` opens it.
func byUs(m *model) error {
	ctx, limits := context.Background(), scenes.DefaultLimits()
	b, problems, err := scenes.OpenFile(ctx, m.path, limits)
	if err != nil {
		return err
	}
	if b == nil {
		m.reply.Codes = codesOf(problems)
		return nil
	}
	defer b.Close()
	r, err := scenes.Inspect(ctx, b, limits)
	m.reply.Accept, m.reply.Repair = !r.Refused(), r.Verdict() == scenes.VerdictRepair
	m.reply.Codes = codesOf(r.Problems)
	return err
}

func codesOf(problems []scenes.Problem) (codes []string) {
	for _, p := range problems {
		if p.Severity == scenes.Error && !slices.Contains(codes, p.Code) {
			codes = append(codes, p.Code)
		}
	}
	slices.Sort(codes)
	return codes
}

func byValidator(m *model) error {
	r, err := validator.Validate(context.Background(), bytes.NewReader(m.bytes), int64(len(m.bytes)), validator.Options{Open: m.open})
	if err != nil {
		return err
	}
	for _, i := range r.Issues {
		if i.Severity == validator.Error && !slices.Contains(m.reply.Codes, i.Code) {
			m.reply.Codes = append(m.reply.Codes, i.Code)
		}
	}
	slices.Sort(m.reply.Codes)
	m.reply.Accept = !r.HasErrors()
	return nil
}

// open reads a file beside the model into memory, once.
func (m *model) open(uri string) (io.ReaderAt, int64, error) {
	b, ok := m.beside[uri]
	if !ok {
		root, err := os.OpenRoot(filepath.Dir(m.path))
		if err != nil {
			return nil, 0, err
		}
		defer root.Close()
		if b, err = root.ReadFile(uri); err != nil {
			return nil, 0, err
		}
		m.beside[uri] = b
	}
	return bytes.NewReader(b), int64(len(b)), nil
}

// byParser is what a server does that trusts its parser: it decodes, and reads what it got. Only decoding decides the verdict.
func byParser(m *model) error {
	var doc gltf.Document
	err := gltf.NewDecoderFS(bytes.NewReader(m.bytes), os.DirFS(filepath.Dir(m.path))).Decode(&doc)
	m.reply.Accept = err == nil
	for _, a := range doc.Accessors {
		if err != nil || a == nil {
			break
		}
		_, _ = modeler.ReadAccessor(&doc, a, nil)
	}
	return nil
}
