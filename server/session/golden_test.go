package session

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"rehearsal/server/motion"
)

// update writes what the golden tests compare with: the TypeScript twin of the constants and the vectors.
var update = flag.Bool("update", false, "write protocol.gen.ts and testdata/vectors.json")

// golden compares a file with what it should be, or writes it.
func golden(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Errorf("%s is stale: go test ./server/session -update", path)
	}
}

// shared are the constants that both languages know, by their Go names. A name with a dot is package motion's.
var shared = []struct {
	name  string
	value any
}{
	{"Subprotocol", Subprotocol}, {"Version", Version},
	{"KindPose", KindPose}, {"KindPropose", KindPropose}, {"KindHello", KindHello}, {"KindPing", KindPing}, {"KindAck", KindAck},
	{"KindFrame", KindFrame}, {"KindEvent", KindEvent}, {"KindWelcome", KindWelcome}, {"KindState", KindState},
	{"KindPong", KindPong}, {"KindRefused", KindRefused}, {"KindGoodbye", KindGoodbye},
	{"WelcomeResumed", WelcomeResumed},
	{"RefusedNotYours", RefusedNotYours}, {"RefusedMalformed", RefusedMalformed},
	{"RefusedTooMany", RefusedTooMany}, {"RefusedNotSaved", RefusedNotSaved},
	{"GoodbyeReplaced", GoodbyeReplaced}, {"GoodbyeClosed", GoodbyeClosed}, {"GoodbyeRemoved", GoodbyeRemoved},
	{"GoodbyeTooFast", GoodbyeTooFast}, {"GoodbyeMalformed", GoodbyeMalformed}, {"GoodbyeStopping", GoodbyeStopping},
	{"GoodbyeSilent", GoodbyeSilent}, {"GoodbyeVersion", GoodbyeVersion},
	{"MaxMessage", MaxMessage}, {"MaxValue", MaxValue}, {"MaxObject", MaxObject}, {"MaxProperty", MaxProperty},
	{"MaxName", MaxName}, {"MaxLabel", MaxLabel}, {"MaxSeats", MaxSeats}, {"FirstWindow", FirstWindow},
	{"SilentMs", SilentMs}, {"HelloMs", HelloMs}, {"StillMs", StillMs}, {"PlayoutMinMs", PlayoutMinMs}, {"PlayoutMaxMs", PlayoutMaxMs},
	{"motion.TickHz", motion.TickHz}, {"motion.FlagKey", motion.FlagKey}, {"motion.FlagLeft", motion.FlagLeft},
	{"motion.FlagRight", motion.FlagRight}, {"motion.FlagGaze", motion.FlagGaze}, {"motion.FlagCut", motion.FlagCut},
	{"motion.FrameCatchUp", motion.FrameCatchUp}, {"motion.FrameEntriesMax", motion.FrameEntriesMax},
	{"motion.RecordMax", motion.RecordMax}, {"motion.MoveMs", motion.MoveMs},
	{"motion.ChunkTicks", motion.ChunkTicks}, {"motion.ChunkVersion", motion.ChunkVersion}, {"motion.TailVersion", motion.TailVersion},
	{"motion.PartSamplesMax", motion.PartSamplesMax}, {"motion.ChunkMagic", motion.ChunkMagic}, {"motion.TailMagic", motion.TailMagic},
}

// TestProtocolTwin holds the TypeScript constants to these, and the list above to the source.
func TestProtocolTwin(t *testing.T) {
	comments := exportedConstants(t, "protocol.go")
	listed := map[string]bool{}
	var out strings.Builder
	out.WriteString("// Written from server/session/protocol.go and server/motion by `go test ./server/session -update`. Do not edit.\n\n")
	for _, c := range shared {
		listed[c.name] = true
		name := screaming(c.name[strings.IndexByte(c.name, '.')+1:])
		switch v := c.value.(type) {
		case string:
			fmt.Fprintf(&out, "export const %s = '%s';", name, v)
		case int:
			form := "export const %s = %d;"
			if strings.HasPrefix(name, "KIND_") || strings.HasPrefix(name, "FLAG_") {
				form = "export const %s = 0x%02x;"
			}
			fmt.Fprintf(&out, form, name, v)
		default:
			t.Fatalf("%s is a %T", c.name, v)
		}
		if note := comments[c.name]; note != "" {
			out.WriteString(" // " + note)
		}
		out.WriteByte('\n')
	}
	for name := range comments {
		if !listed[name] {
			t.Errorf("%s is in protocol.go but not in the list of shared constants", name)
		}
	}
	golden(t, "../../webxr/src/log/protocol.gen.ts", []byte(out.String()))
}

// exportedConstants are the constants of a file with the comment behind each.
func exportedConstants(t *testing.T, path string) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		declaration, ok := n.(*ast.GenDecl)
		if !ok || declaration.Tok != token.CONST {
			return true
		}
		for _, spec := range declaration.Specs {
			value := spec.(*ast.ValueSpec)
			for _, name := range value.Names {
				if name.IsExported() {
					out[name.Name] = strings.TrimSpace(value.Comment.Text())
				}
			}
		}
		return false
	})
	return out
}

// screaming turns FirstWindow into FIRST_WINDOW.
func screaming(name string) string {
	var out strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToUpper(r))
	}
	return out.String()
}
