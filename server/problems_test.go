package server

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

// docs/API.md lists every problem there is, with its status, and no other.
func TestProblemsAreListed(t *testing.T) {
	text, err := os.ReadFile("../docs/API.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]int{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\|").FindAllStringSubmatch(string(text), -1) {
		if listed[m[1]], err = strconv.Atoi(m[2]); err != nil {
			t.Fatal(err)
		}
	}
	all := []problem{internal, refused, inUse, notFound, wrongVerb, tooLarge, noPages}
	for _, row := range problems {
		all = append(all, row.is)
	}
	given := map[string]bool{}
	for _, p := range all {
		given[p.name] = true
		if listed[p.name] != p.status {
			t.Errorf("%s is %d, listed as %d", p.name, p.status, listed[p.name])
		}
	}
	for name := range listed {
		if !given[name] {
			t.Errorf("%s is listed and never given", name)
		}
	}
}
