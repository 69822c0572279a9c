package scenes

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// Packing keeps every byte of the description that need not change: order, spaces, and what nobody knows.
func TestPackingIsLossless(t *testing.T) {
	text := `{ "asset": {"version":"2.0", "x":1.50e+1},
  "buffers":[ {"uri":"a.bin", "byteLength":3, "extras":{"kept":true}}, {"byteLength":64,"extensions":{"EXT_meshopt_compression":{"fallback":true}}}, {"byteLength":2,"uri":"b.bin"} ],
  "bufferViews":[ {"buffer":0,"byteLength":3}, {"buffer":2, "byteLength":2}, {"byteOffset":1,"buffer":2,"byteLength":1},
    {"buffer":1,"byteLength":64,"extensions":{"EXT_meshopt_compression":{"buffer":2,"byteLength":1,"count":1}}} ],
  "images":[{"extras":[null],"uri":"p.png","mimeType":"image/jpeg"}], "ACME":{"buffer":7,"uri":"a.bin"},
  "extensions":{"KHR_audio_emitter":{"audio":[{"uri":"s.mp3"},{"uri":"none.mp3"}],"sources":[]},"ACME_b":{"bufferView":1}}  }`
	files := map[string][]byte{
		"m.gltf": []byte(text), "a.bin": []byte("aaaa"), "b.bin": []byte("bb"), "p.png": pngOf(t, 8, 8), "s.mp3": []byte("ID3 sound"),
	}
	b, problems := openBytes(t, "m.zip", zipOf(t, 8, files), DefaultLimits())
	if !slices.Equal(kinds(problems), []string{string(fileIgnored)}) {
		t.Errorf("%v", problems)
	}
	_, got, bin := description(t, packed(t, b))
	p := len(pngOf(t, 8, 8))
	want := fmt.Sprintf(`{ "asset": {"version":"2.0", "x":1.50e+1},
  "buffers":[{"byteLength":%d,"extras":{"kept":true}},{"byteLength":64,"extensions":{"EXT_meshopt_compression":{"fallback":true}}}],
  "bufferViews":[ {"buffer":0,"byteLength":3}, {"buffer":0,"byteOffset":8, "byteLength":2}, {"byteOffset":9,"buffer":0,"byteLength":1},
    {"buffer":1,"byteLength":64,"extensions":{"EXT_meshopt_compression":{"buffer":0,"byteOffset":8,"byteLength":1,"count":1}}} ,{"buffer":0,"byteOffset":16,"byteLength":%d},{"buffer":0,"byteOffset":%d,"byteLength":9}],
  "images":[{"extras":[null],"bufferView":4,"mimeType":"image/jpeg"}], "ACME":{"buffer":7,"uri":"a.bin"},
  "extensions":{"KHR_audio_emitter":{"audio":[{"bufferView":5,"mimeType":"audio/mpeg"},{"uri":"none.mp3"}],"sources":[]},"ACME_b":{"bufferView":1}}  }`,
		16+(p+7)/8*8+9, p, 16+(p+7)/8*8)
	if strings.TrimRight(got, " ") != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if !bytes.HasPrefix(bin, append([]byte("aaa\x00\x00\x00\x00\x00bb\x00\x00\x00\x00\x00\x00"), pngOf(t, 8, 8)...)) {
		t.Errorf("bin %q", bin)
	}
}

// A picture brings what the description had no place for: a buffer, and views.
func TestPackingAPictureAlone(t *testing.T) {
	for _, text := range []string{
		`{"asset":{"version":"2.0"},"images":[{"uri":"p.png"}]}`, `{"asset":{"version":"2.0"},"images":[{"uri":"p.png"}],"bufferViews":[],"buffers":[]}`,
		`{"images":[{"uri":"p.png"}],"buffers":[{"byteLength":4}],"bufferViews":[{"buffer":0,"byteLength":4}],"asset":{"version":"2.0"}}`,
	} {
		b, _ := openBytes(t, "m.zip", zipOf(t, 8, map[string][]byte{"m.gltf": []byte(text), "p.png": pngOf(t, 8, 8)}), DefaultLimits())
		doc, got, _ := description(t, packed(t, b))
		list, views := doc["buffers"].([]any), doc["bufferViews"].([]any)
		last := views[len(views)-1].(map[string]any)
		if list[0].(map[string]any)["byteLength"] != float64(len(pngOf(t, 8, 8))) || last["buffer"] != 0.0 || len(views) == 2 && views[0].(map[string]any)["buffer"] != 1.0 {
			t.Errorf("%s", got)
		}
	}
}

// What is no proper description is not written anew, so that what is wrong with it is found where it is.
func TestBrokenDescriptionsStayAsTheyAre(t *testing.T) {
	for _, text := range []string{
		`{`, `{"buffers":{}}`, `{"buffers":[{"uri":"a.bin","uri":"a.bin","byteLength":1}]}`, `{"buffers":[{"uri":"a.bin","byteLength":-1}]}`,
		`{"images":[{"uri":5}]}`, `{"images":null}`, `{"images":[null]}`, `{"bufferViews":[{"buffer":"a"}],"images":[{"uri":"a.bin"}]}`,
		`{"buffers":[{"uri":"a.bin","byteLength":1}]} {}`, `{"images":[{"uri":"a.bin"}`, strings.Repeat(`{"a":`, 20_000), `[]`,
		"{\"images\":[{\"uri\":\"a.bin\"}],\"\xff\":", `{"buffers":[{"uri":"a.bin","byteLength":18446744073709551617}]}`,
	} {
		b, problems := openBytes(t, "m.zip", zipOf(t, 8, map[string][]byte{"m.gltf": []byte(text), "a.bin": {1}}), DefaultLimits())
		if len(problems) > 0 {
			t.Errorf("%.60s: %v", text, problems)
		}
		if glb := packed(t, b); !strings.HasPrefix(string(glb[20:]), text) {
			t.Errorf("%.60s became %.80s", text, glb[20:])
		}
	}
}

// Whoever reads a joined file sees one file.
func TestJoinedReadsAsOne(t *testing.T) {
	var j joined
	var want []byte
	for i := range 20 {
		piece := bytes.Repeat([]byte{byte(i + 1)}, i*7%11)
		j.add(inMemory(piece))
		want = append(want, piece...)
		j.pad(4)
		want = append(want, make([]byte, -len(want)&3)...)
	}
	if err := iotest.TestReader(io.NewSectionReader(&j, 0, j.size), want); err != nil {
		t.Error(err)
	}
}

// Every real model that keeps its files beside it packs into one file with the same bytes in it.
func TestRealModelsPack(t *testing.T) {
	count := 0
	err := filepath.WalkDir(corpus(t), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".gltf" || strings.Contains(path, "/khronos-validator/") || strings.Contains(path, "/hostile/") {
			return err
		}
		from := time.Now()
		b, problems, err := OpenFile(context.Background(), path, DefaultLimits())
		if err != nil {
			return err
		}
		defer closes(t, b)
		if (Report{Problems: problems}).Refused() || b.outline == nil || b.outline.broken {
			return nil
		}
		count++
		samePieces(t, path, b)
		if took := time.Since(from); took > 2*time.Second {
			t.Errorf("%s took %v", path, took)
		}
		return nil
	})
	if err != nil || count < 80 {
		t.Errorf("%d models, %v", count, err)
	}
}

// samePieces compares every run of bytes that the model describes with the packed one, and every picture.
func samePieces(t *testing.T, path string, b *Bundle) {
	t.Helper()
	type shape struct {
		Buffers     []struct{ URI string }
		BufferViews []struct{ Buffer, ByteOffset, ByteLength int64 }
		Images      []struct {
			URI        string
			BufferView *int
		}
	}
	_, src, size := b.Model()
	text := make([]byte, size)
	if err := readAt(src, text, 0); err != nil {
		t.Fatal(err)
	}
	var before, after shape
	_, packedText, bin := description(t, packed(t, b))
	if json.Unmarshal(text, &before) != nil || json.Unmarshal([]byte(packedText), &after) != nil {
		t.Fatalf("%s does not parse", path)
	}
	run := func(data []byte, at, n int64) []byte {
		return data[min(at, int64(len(data))):min(at+n, int64(len(data)))]
	}
	for i, v := range before.BufferViews {
		w := after.BufferViews[i]
		if want := bytesAt(t, b, before.Buffers[v.Buffer].URI); want != nil && !bytes.Equal(run(want, v.ByteOffset, v.ByteLength), run(bin, w.ByteOffset, w.ByteLength)) {
			t.Errorf("%s: view %d changed", path, i)
		}
	}
	for i, image := range before.Images {
		now := after.Images[i]
		if image.URI == "" {
			continue
		}
		if now.BufferView == nil || now.URI != "" {
			t.Errorf("%s: picture %d is still outside", path, i)
			continue
		}
		w := after.BufferViews[*now.BufferView]
		if !bytes.Equal(bytesAt(t, b, image.URI), run(bin, w.ByteOffset, w.ByteLength)) {
			t.Errorf("%s: picture %d changed", path, i)
		}
	}
}

func bytesAt(t *testing.T, b *Bundle, uri string) []byte {
	t.Helper()
	if uri == "" {
		return nil
	}
	if strings.HasPrefix(uri, "data:") {
		data, _ := dataOf(uri)
		return data
	}
	src, size, err := b.Open(uri)
	if err != nil {
		t.Fatalf("%s: %v", uri, err)
	}
	data := make([]byte, size)
	if err := readAt(src, data, 0); err != nil {
		t.Fatal(err)
	}
	return data
}
