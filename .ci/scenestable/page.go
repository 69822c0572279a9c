package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"text/template"
	"time"

	"rehearsal/scenes"
)

//go:embed page.md
var prose string

// written is the page.
func written(folders []folder, now time.Time) (string, error) {
	p := measured{folders: folders}
	functions := template.FuncMap{
		"count": thousands[int], "mb": megabytes,
		"budgets": budgets, "agreement": p.agreement, "speed": p.speed, "shortfall": p.shortfall, "differences": p.differences, "ratio": p.ratio, "lost": p.lost,
	}
	var b strings.Builder
	t, err := template.New("page").Funcs(functions).Parse(prose)
	if err != nil {
		return "", err
	}
	err = t.Execute(&b, map[string]any{"Limits": scenes.DefaultLimits(), "Date": now.Format("2 January 2006"), "Machine": machine(), "Fuzz": fuzzRecord()})
	return b.String(), err
}

// budgets are the gates of each class of headset.
func budgets() string {
	called := map[string]string{"standalone": "most standalone headsets", "newer": "newer ones (Quest 3)", "laptop": "a laptop"}
	var b strings.Builder
	b.WriteString("| good / likely to stutter / stop | ")
	var rows [6]string
	for _, h := range scenes.Headsets() {
		fmt.Fprintf(&b, "%s | ", cmp.Or(called[h.Key], h.Key))
		g := h.Gates
		for i, gate := range []scenes.Gate{g.Triangles, g.DrawCalls, g.Materials, g.TextureBytes, g.LargestTexture, g.Bytes} {
			say := thousands[int64]
			if i == 3 || i == 5 {
				say = megabytes
			}
			stop := "–"
			if gate.Stop > 0 {
				stop = say(gate.Stop)
			}
			rows[i] += fmt.Sprintf(" %s / %s / %s |", say(gate.Green), say(gate.Red), stop)
		}
	}
	fmt.Fprintf(&b, "\n|---%s|\n", strings.Repeat("|--:", len(scenes.Headsets())))
	for i, name := range []string{"triangles", "draw calls", "materials", "memory of textures", "longest side of a texture", "file"} {
		fmt.Fprintf(&b, "| %s |%s\n", name, rows[i])
	}
	return b.String()
}

func megabytes(n int64) string { return thousands(n>>20) + " MB" }

func thousands[T int | int64](n T) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func machine() string {
	name := "an unknown processor"
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if model, ok := strings.CutPrefix(line, "model name"); ok {
				name = strings.TrimSpace(strings.TrimLeft(model, "\t :"))
				break
			}
		}
	}
	node, err := exec.Command("node", "--version").Output()
	if err != nil {
		node = []byte("none")
	}
	return fmt.Sprintf("%d cores of %s; %s; Node %s", runtime.NumCPU(), name, strings.Replace(runtime.Version(), "go", "Go ", 1), strings.TrimPrefix(strings.TrimSpace(string(node)), "v"))
}

// measured is what was measured, and how it is said.
type measured struct{ folders []folder }

// deserved says whether an engine's answer to a file is the one it deserves. Ours may also offer to repair what is not valid.
func deserved(f file, r reply, answered bool, engine string) bool {
	switch {
	case f.Accept == either:
		return answered
	case !answered || r.Failed != "":
		return false
	case f.Accept == accept:
		return r.Accept
	case engine == ours && !strings.HasPrefix(f.Name, "hostile/"):
		return !r.Accept || r.Repair
	}
	return !r.Accept
}

// right counts the files that an engine gave the answer they deserve; a dash where it cannot be asked.
func (p measured) right(f folder, engine string) string {
	out, ok := f.answers[engine]
	if !ok || f.Name == "packages" && engine != ours {
		return "–"
	}
	n := 0
	for _, one := range f.Files {
		if r, answered := out.replies[one.Name]; deserved(one, r, answered, engine) {
			n++
		}
	}
	return fmt.Sprintf("%d", n)
}

func (p measured) agreement() string {
	var b strings.Builder
	b.WriteString("| folder | files | verdict as deserved: ours | Khronos | parser alone | validator: same error codes as Khronos |\n|---|--:|--:|--:|--:|--:|\n")
	for _, f := range p.folders {
		same, asked := 0, 0
		for _, one := range f.Files {
			if one.Codes == nil {
				continue
			}
			asked++
			if r, ok := f.answers[validating].replies[one.Name]; ok && slices.Equal(nonNil(r.Codes), one.Codes) {
				same++
			}
		}
		codes := "–"
		if asked > 0 {
			codes = fmt.Sprintf("%d of %d", same, asked)
		}
		fmt.Fprintf(&b, "| `%s` | %d | %s | %s | %s | %s |\n", f.Name, len(f.Files), p.right(f, ours), p.right(f, official), p.right(f, parser), codes)
	}
	return b.String()
}

func nonNil(list []string) []string { return append([]string{}, list...) }

func (p measured) speed() string {
	var b strings.Builder
	b.WriteString("| folder | data | ours, all of it | our validator | Khronos on Node | parser alone |\n|---|--:|--:|--:|--:|--:|\n")
	for _, f := range p.folders {
		var bytes int64
		for _, one := range f.Files {
			if info, err := os.Stat(one.Path); err == nil {
				bytes += max(f.answers[validating].replies[one.Name].Bytes, info.Size())
			}
		}
		fmt.Fprintf(&b, "| `%s` | %.1f MB |", f.Name, float64(bytes)/(1<<20))
		for _, engine := range []string{ours, validating, official, parser} {
			out, ok := f.answers[engine]
			if !ok || f.Name == "packages" && engine != ours {
				b.WriteString(" – |")
				continue
			}
			var micros float64
			for _, r := range out.replies {
				micros += r.Micros
			}
			fmt.Fprintf(&b, " %.0f ms, %d MB |", micros/1000, out.peak>>20)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// lost are the files that ended an engine, or that it had no answer to.
func (p measured) lost() string {
	var b strings.Builder
	for _, e := range []struct{ name, called string }{{ours, "ours"}, {validating, "our validator"}, {official, "Khronos on Node"}, {parser, "the parser alone"}} {
		var died, hung, failed int
		var names []string
		for _, f := range p.folders {
			out := f.answers[e.name]
			died, hung = died+len(out.died), hung+len(out.hung)
			names = append(append(names, out.died...), out.hung...)
			for name, r := range out.replies {
				if r.Failed != "" {
					failed++
					names = append(names, name)
				}
			}
		}
		slices.Sort(names)
		fmt.Fprintf(&b, "- %s: process ended %d times, no answer in %.0f s %d times, failed inside %d times", e.called, died, patience.Seconds(), hung, failed)
		if len(names) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(names[:min(len(names), 12)], ", "))
			if len(names) > 12 {
				fmt.Fprintf(&b, " and %d more", len(names)-12)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// shortfall lists the files whose error codes differ from Khronos's.
func (p measured) shortfall() string {
	var b strings.Builder
	for _, f := range p.folders {
		for _, one := range f.Files {
			r, ok := f.answers[validating].replies[one.Name]
			if one.Codes == nil || ok && slices.Equal(nonNil(r.Codes), one.Codes) {
				continue
			}
			fmt.Fprintf(&b, "- `%s`: %s; ours %s\n", one.Name, listed(one.Codes), listed(r.Codes))
		}
	}
	return cmp.Or(b.String(), "- none\n")
}

func listed(codes []string) string {
	if len(codes) == 0 {
		return "no error"
	}
	return strings.Join(codes, ", ")
}

// differences lists the files whose verdict is not the one they deserve, by ours.
func (p measured) differences() string {
	byReason := make(map[string][]string)
	for _, f := range p.folders {
		for _, one := range f.Files {
			r, answered := f.answers[ours].replies[one.Name]
			if deserved(one, r, answered, ours) {
				continue
			}
			reason := "accepted, and not valid"
			switch {
			case r.Repair:
				reason = "offered for repair, where refusing was expected"
			case !r.Accept:
				reason = "valid, and refused for " + listed(r.Codes)
			}
			byReason[reason] = append(byReason[reason], "`"+one.Name+"`")
		}
	}
	var b strings.Builder
	for _, reason := range slices.Sorted(mapKeys(byReason)) {
		names, more := byReason[reason], ""
		if len(names) > 6 {
			names, more = names[:6], fmt.Sprintf(" and %d more", len(names)-6)
		}
		fmt.Fprintf(&b, "- %s: %s%s\n", reason, strings.Join(names, ", "), more)
	}
	return cmp.Or(b.String(), "- none\n")
}

func mapKeys(m map[string][]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// ratio says how much faster our validator is than Khronos's on the files that both answered.
func (p measured) ratio() string {
	var mine, theirs float64
	var bytes int64
	var each []float64
	for _, f := range p.folders {
		if f.Name == "hostile" || f.Name == "packages" {
			continue
		}
		for _, one := range f.Files {
			a, ok := f.answers[validating].replies[one.Name]
			b, both := f.answers[official].replies[one.Name]
			if !ok || !both || a.Failed != "" || b.Failed != "" {
				continue
			}
			mine, theirs, bytes = mine+a.Micros, theirs+b.Micros, bytes+a.Bytes
			each = append(each, b.Micros/max(a.Micros, 0.1))
		}
	}
	if len(each) == 0 {
		return "The official validator was not there to compare with."
	}
	slices.Sort(each)
	mb := float64(bytes) / (1 << 20)
	return fmt.Sprintf("On the %d files that are neither hostile nor zips (%.0f MB), our validator did %.0f MB/s and Khronos's %.0f MB/s in the same run: **%.1f times** as fast over all, %.1f times on the middle file.",
		len(each), mb, mb/(mine/1e6), mb/(theirs/1e6), theirs/mine, each[len(each)/2])
}
