package validator

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

const (
	mostTime   = 2 * time.Second
	mostMemory = 256 << 20
)

// bounded validates within the bounds that hostile files must not break, and gives the codes found.
func bounded(t *testing.T, name string, asset []byte, o Options) map[string]int {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	r, err := Validate(context.Background(), bytes.NewReader(asset), int64(len(asset)), o)
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if took > mostTime && !slow {
		t.Errorf("%s: took %v", name, took)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > mostMemory && !slow {
		t.Errorf("%s: allocated %d MB", name, used>>20)
	}
	for _, i := range r.Issues {
		if len(i.Message) > mostMessage+10 || len(i.Pointer) > mostPointer+10 {
			t.Errorf("%s: an issue as long as the file: %d, %d bytes", name, len(i.Message), len(i.Pointer))
		}
	}
	return r.Counts
}

// The rule: no file of the hostile corpus makes us slow, large or crash, and nothing outside its folder is asked for.
func TestHostileFilesStayWithinBounds(t *testing.T) {
	needCorpus(t)
	err := filepath.WalkDir(filepath.Join(corpus, "hostile"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		o := Options{Open: beside(t, path)}
		bounded(t, path, readFile(t, path), o)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

const assetOnly = `{"asset":{"version":"2.0"}`

func repeat(n int, one func(i int) string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(one(i))
	}
	return b.String()
}

// The rule: a small text must not cost more than a large one.
func TestHostileTexts(t *testing.T) {
	chain := func(n int) string {
		return assetOnly + `,"scene":0,"scenes":[{"nodes":[0]}],"nodes":[` + repeat(n, func(i int) string {
			if i == n-1 {
				return `{"name":"end"}`
			}
			return fmt.Sprintf(`{"children":[%d]}`, i+1)
		}) + `]}`
	}
	skinned := func(n int) string { // every node skinned, every skin on both ends of a chain
		return strings.TrimSuffix(chain(n), `]}`) + `],"skins":[` + repeat(n/2, func(i int) string {
			return fmt.Sprintf(`{"joints":[%d,%d,%d],"skeleton":0}`, i, n-1, n/2)
		}) + `]}`
	}
	tests := map[string]struct {
		text string
		want string // a code that must be there
	}{
		"nested arrays":        {strings.Repeat("[", 1_000_000), "LIMIT_JSON_DEPTH"},
		"nested objects":       {strings.Repeat(`{"a":`, 1_000_000), "LIMIT_JSON_DEPTH"},
		"chain of a million":   {chain(1_000_000), "LIMIT_JSON_ELEMENTS"},
		"chain of 200 000":     {chain(200_000), ""},
		"skins on a chain":     {skinned(100_000), "UNUSED_OBJECT"},
		"skins far below":      {farBelow(20_000), "LIMIT_NODE_STEPS"},
		"flat":                 {assetOnly + `,"nodes":[` + repeat(100_000, func(int) string { return `{}` }) + `]}`, "NODE_EMPTY"},
		"long URI":             {assetOnly + `,"buffers":[{"byteLength":4,"uri":"` + strings.Repeat("a", 1<<20) + `"}]}`, "IO_ERROR"},
		"long name":            {assetOnly + `,"nodes":[{"name":"` + strings.Repeat("a", 1<<20) + `"}]}`, "NODE_EMPTY"},
		"long member":          {assetOnly + `,"` + strings.Repeat("a", 1<<20) + `":[1,"` + strings.Repeat("b", 1<<20) + `"]}`, "UNEXPECTED_PROPERTY"},
		"many members":         {assetOnly + `,` + repeat(200_000, func(i int) string { return fmt.Sprintf(`"a%d":0`, i) }) + `}`, "UNEXPECTED_PROPERTY"},
		"the same member":      {assetOnly + `,` + repeat(200_000, func(int) string { return `"a":0` }) + `}`, "JSON_DUPLICATE_KEY"},
		"too many values":      {assetOnly + `,"a":[` + repeat(20, func(int) string { return `[` + repeat(120_000, func(int) string { return `0` }) + `]` }) + `]}`, "LIMIT_JSON_VALUES"},
		"a loop of 100 000":    {assetOnly + `,"nodes":[` + repeat(100_000, func(i int) string { return fmt.Sprintf(`{"children":[%d]}`, (i+1)%100_000) }) + `]}`, "NODE_LOOP"},
		"one target for many":  {sameTargets(100_000), "ANIMATION_DUPLICATE_TARGETS"},
		"embedded 64 MB":       {assetOnly + `,"buffers":[{"byteLength":4,"uri":"data:application/octet-stream;base64,` + strings.Repeat("A", 85<<20) + `"}]}`, "LIMIT_JSON_BYTES"},
		"a tree of duplicates": {tree40(), "DUPLICATE_ELEMENTS"},
		"numbers":              {assetOnly + `,"nodes":[{"translation":[1e999,` + strings.Repeat("9", 100_000) + `,0]}]}`, "VALUE_NOT_IN_RANGE"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			found := bounded(t, name, []byte(test.text), Options{})
			if test.want != "" && found[test.want] == 0 {
				t.Errorf("found %v, want %s", found, test.want)
			}
		})
	}
}

// farBelow is a chain of nodes that all have the same skin, of a joint at its top.
func farBelow(n int) string {
	return assetOnly + `,"scenes":[{"nodes":[0]}],"skins":[{"joints":[0]}],"meshes":[{"primitives":[{"attributes":{"_A":0}}]}],"nodes":[` +
		repeat(n, func(i int) string { return fmt.Sprintf(`{"mesh":0,"skin":0,"children":[%d]}`, i+1) }) + `,{}]}`
}

func sameTargets(n int) string {
	return assetOnly + `,"nodes":[{}],"animations":[{"samplers":[{"input":0,"output":0}],"channels":[` +
		repeat(n, func(int) string { return `{"sampler":0,"target":{"node":0,"path":"scale"}}` }) + `]}]}`
}

func tree40() string {
	return assetOnly + `,"scenes":[{"nodes":[0]}],"nodes":[` + repeat(41, func(i int) string {
		if i == 40 {
			return `{}`
		}
		return fmt.Sprintf(`{"children":[%d,%d]}`, i+1, i+1)
	}) + `]}`
}

// The rule: a flood of chunks costs as much as its bytes do.
func TestManyChunks(t *testing.T) {
	asset := glbOf(assetOnly+`}`, nil)
	asset = append(asset, make([]byte, 16<<20)...)
	binary.LittleEndian.PutUint32(asset[8:], uint32(len(asset)))
	if found := bounded(t, "chunks", asset, Options{}); found["GLB_UNKNOWN_CHUNK_TYPE"] != 2<<20 {
		t.Errorf("found %v", found)
	}
}

// The rule: many accessors of the same bytes are not all read.
func TestSharedBytesAreReadWithinALimit(t *testing.T) {
	data := base64.StdEncoding.EncodeToString(make([]byte, 1<<20))
	text := assetOnly + `,"buffers":[{"byteLength":1048576,"uri":"data:application/octet-stream;base64,` + data + `"}],` +
		`"bufferViews":[{"buffer":0,"byteLength":1048576}],"accessors":[` + repeat(100_000, func(int) string {
		return `{"bufferView":0,"componentType":5126,"count":262144,"type":"SCALAR"}`
	}) + `]}`
	found := bounded(t, "shared bytes", []byte(text), Options{Limits: Limits{Data: 16 << 20}})
	if found["LIMIT_ACCESSOR_DATA"] == 0 {
		t.Errorf("found %v", found)
	}
}

// The rule: a count is not believed before the bytes are there.
func TestCountsAreNotBelieved(t *testing.T) {
	text := assetOnly + `,"buffers":[{"byteLength":1e300}],"bufferViews":[{"buffer":0,"byteLength":9007199254740992}],
		"accessors":[{"bufferView":0,"componentType":5126,"count":9007199254740992,"type":"MAT4","byteOffset":9007199254740991,
		"sparse":{"count":9007199254740992,"indices":{"bufferView":0,"componentType":5125},"values":{"bufferView":0}}},
		{"componentType":5126,"count":4294967295,"type":"VEC3","min":[0,0,0],"max":[0,0,0],
		"sparse":{"count":1,"indices":{"bufferView":1,"componentType":5121},"values":{"bufferView":1}}}]}`
	found := bounded(t, "counts", []byte(text), Options{})
	if found["ACCESSOR_TOO_LONG"] == 0 {
		t.Errorf("found %v", found)
	}
}

// The rule: whoever no longer wants an answer does not pay for it.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	text := []byte(assetOnly + `}`)
	if _, err := Validate(ctx, bytes.NewReader(text), int64(len(text)), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
