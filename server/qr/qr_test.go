package qr

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"rsc.io/qr"
)

const link = "https://192.168.1.20:8443/join#K7MQ2X"

func TestSVGDrawsEveryModule(t *testing.T) {
	code, err := qr.Encode(link, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	svg, err := SVG(link)
	if err != nil {
		t.Fatal(err)
	}
	black := map[[2]int]bool{}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`).FindAllStringSubmatch(svg, -1) {
		var x, y, run, back int
		if _, err := fmt.Sscan(strings.Join(m[1:], " "), &x, &y, &run, &back); err != nil || run != back {
			t.Fatalf("%v: %v", m, err)
		}
		for i := range run {
			black[[2]int{x + i - quiet, y - quiet}] = true
		}
	}
	for y := range code.Size {
		for x := range code.Size {
			if black[[2]int{x, y}] != code.Black(x, y) {
				t.Fatalf("module %d,%d", x, y)
			}
		}
	}
}

func TestTerminalDrawsEveryModule(t *testing.T) {
	code, err := qr.Encode(link, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	text, err := Terminal(link)
	if err != nil {
		t.Fatal(err)
	}
	for row, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		for column, r := range []rune(line)[2:] {
			x, y := column-2, 2*row-2
			upper, lower := r == '█' || r == '▀', r == '█' || r == '▄'
			if upper == code.Black(x, y) || y+1 < code.Size+2 && lower == code.Black(x, y+1) {
				t.Fatalf("modules %d,%d and below are drawn as %q", x, y, r)
			}
		}
	}
}

func TestTooLongALinkIsAnError(t *testing.T) {
	if _, err := SVG(strings.Repeat("x", 4000)); err == nil {
		t.Error("no error")
	}
}
