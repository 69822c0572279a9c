package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"rehearsal/scenes"
)

// line is what a program reads of one file.
type line struct {
	File     string         `json:"file"`
	Verdict  string         `json:"verdict"`
	Problems []lineProblem  `json:"problems"`
	Figures  scenes.Figures `json:"figures"`
	Millis   int64          `json:"millis"`
	// With --meaning.
	Meaning *scenes.Meaning `json:"meaning,omitempty"`
	Min     *[3]float64     `json:"min,omitempty"`
	Max     *[3]float64     `json:"max,omitempty"`
}

// lineProblem holds the names that the pages' problems have, and the sentences.
type lineProblem struct {
	Code     string          `json:"code"`
	Severity scenes.Severity `json:"severity"`
	Pointer  string          `json:"pointer"`
	Message  string          `json:"message"`
	Problem  string          `json:"problem"`
	Action   scenes.Action   `json:"action"`
	Where    string          `json:"where"`
	Why      string          `json:"why"`
	Do       string          `json:"do"`
}

func (c *checkCommand) sayProgram(out io.Writer, one checked) error {
	took := int64(math.Ceil(float64(one.took) / float64(time.Millisecond)))
	l := line{File: one.file, Verdict: one.report.Verdict(), Problems: []lineProblem{}, Figures: one.report.Figures, Millis: took}
	if c.Meaning {
		l.Meaning, l.Min, l.Max = &one.report.Meaning, &one.report.Min, &one.report.Max
	}
	for _, p := range one.report.Problems {
		l.Problems = append(l.Problems, lineProblem{
			p.Code, p.Severity, p.Pointer, p.Message(c.Lang), p.Kind, p.Action, p.Where, p.Why(c.Lang), p.Do(c.Lang),
		})
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(l)
}

// verdicts are what is said of a file as a whole.
func verdicts(verdict string) (sentence, colour string) {
	switch verdict {
	case scenes.VerdictRefuse:
		return "cannot be used as a scene", red
	case scenes.VerdictRepair:
		return "can be used as a scene, and is better repaired first", yellow
	}
	return "can be used as a scene", green
}

func (c *checkCommand) sayPeople(out io.Writer, one checked) error {
	ink := inkFor(out)
	sentence, colour := verdicts(one.report.Verdict())
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "%s: %s\n", ink.in(bold, one.file), ink.in(colour, sentence))
	problems := slices.DeleteFunc(slices.Clone(one.report.Problems), func(p scenes.Problem) bool { return p.Action == scenes.Note })
	notes := len(one.report.Problems) - len(problems)
	for i, p := range problems {
		fmt.Fprintf(w, "  %s %s\n", ink.in(colourOf(p.Action), fmt.Sprintf("%-6s", p.Action)), p.Message(c.Lang))
		if p.Code != p.Kind || p.Pointer != "" {
			fmt.Fprintf(w, "         %s\n", ink.in(faint, strings.TrimSpace(p.Code+" "+p.Pointer)))
		}
		if i+1 < len(problems) && problems[i+1].Kind == p.Kind { // said once, after the last of a kind
			continue
		}
		for _, more := range []string{p.Why(c.Lang), p.Do(c.Lang)} {
			if more != "" {
				fmt.Fprintf(w, "         %s\n", more)
			}
		}
	}
	if notes > 0 {
		fmt.Fprintf(w, "  %s for those who want to know: --json lists them\n", count(notes, "note"))
	}
	if !one.report.Refused() {
		fmt.Fprintf(w, "  %s\n", figures(one.report))
	}
	return w.Flush()
}

func figures(r scenes.Report) string {
	f := r.Figures
	heavy := []string{
		amount(f.Triangles, "triangle"), amount(f.DrawCalls, "draw call"), amount(f.Materials, "material"), amount(f.Textures, "texture"),
		amount(f.Nodes, "node"),
	}
	if f.TextureBytes > 0 {
		heavy[3] += fmt.Sprintf(" (%s in a headset, the largest %d wide or high)", size(f.TextureBytes), f.LargestTexture)
	}
	means := []string{count(len(r.Meaning.Spawns), "spawn"), count(len(r.Meaning.Seats), "seat"), count(len(r.Meaning.Touchpoints), "touchpoint")}
	return size(f.Bytes) + ", " + strings.Join(heavy, ", ") + "; " + strings.Join(means, ", ")
}

// amount counts things as people do: 20,614 triangles.
func amount(n int64, thing string) string {
	digits, rest, _ := strings.Cut(count(int(n), thing), " ")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " " + rest
}

// size writes bytes as people do.
func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d kB", (bytes+1023)>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
}

// The colours of a terminal.
const (
	bold   = "1"
	faint  = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
)

func colourOf(a scenes.Action) string {
	switch a {
	case scenes.Refuse:
		return red
	case scenes.Repair, scenes.Warn:
		return yellow
	}
	return faint
}

// ink colours words on a terminal, and nowhere else.
type ink bool

func inkFor(out io.Writer) ink {
	file, ok := out.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := file.Stat()
	return ink(err == nil && info.Mode()&fs.ModeCharDevice != 0)
}

func (i ink) in(colour, words string) string {
	if !i {
		return words
	}
	return "\x1b[" + colour + "m" + words + "\x1b[0m"
}
