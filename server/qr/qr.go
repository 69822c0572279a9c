// Package qr draws a link as a QR code, for a page and for a terminal. Level M survives a finger on the glass.
package qr

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

const quiet = 4 // modules of white around the code; readers want it

// SVG draws the code as black squares on white; it scales and prints.
func SVG(text string) (string, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", fmt.Errorf("qr: %w", err)
	}
	side := code.Size + 2*quiet
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">`, side, side)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/><path d="`, side, side)
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, x-from, x-from)
			}
		}
	}
	b.WriteString(`" fill="#000"/></svg>`)
	return b.String(), nil
}

// Terminal draws the code in half blocks, two rows to a line. White is drawn and black is left out, as most terminals are dark; on a
// light one it is inverted, which readers of this decade take as well.
func Terminal(text string) (string, error) {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return "", fmt.Errorf("qr: %w", err)
	}
	const edge = 2
	white := func(x, y int) bool { return y < code.Size+edge && !code.Black(x, y) }
	var b strings.Builder
	for y := -edge; y < code.Size+edge; y += 2 {
		b.WriteString("  ")
		for x := -edge; x < code.Size+edge; x++ {
			switch upper, lower := white(x, y), white(x, y+1); {
			case upper && lower:
				b.WriteString("█")
			case upper:
				b.WriteString("▀")
			case lower:
				b.WriteString("▄")
			default:
				b.WriteString(" ")
			}
		}
		b.WriteString("\n")
	}
	return b.String(), nil
}
