// Command dockerlint runs the Dockerfile checks of `docker build --check` without an engine and without the network.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/solver/pb"
	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"
)

// offline answers for every base image with an empty one: the checks are about the file, not about what it builds on.
type offline struct{}

func (offline) ResolveImageConfig(_ context.Context, ref string, _ sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	image, err := json.Marshal(v1.Image{Platform: v1.Platform{OS: "linux", Architecture: "amd64"}})
	return ref, digest.FromBytes(image), image, err
}

func check(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	platform := v1.Platform{OS: "linux", Architecture: "amd64"}
	caps := pb.Caps.CapSet(pb.Caps.All())
	source := llb.Scratch()
	sourceMap := llb.NewSourceMap(&source, path, "Dockerfile", text)
	if sourceMap.Definition, err = source.Marshal(context.Background()); err != nil {
		return err
	}
	results, err := dockerfile2llb.DockerfileLint(context.Background(), text, dockerfile2llb.ConvertOpt{
		SourceMap:      sourceMap,
		MetaResolver:   offline{},
		LLBCaps:        &caps,
		TargetPlatform: &platform,
	})
	if err != nil {
		return err
	}
	if results.Error != nil {
		return fmt.Errorf("%s: %s", path, results.Error.Message)
	}
	for _, w := range results.Warnings {
		fmt.Fprintf(os.Stderr, "%s:%d: %s: %s\n", path, w.Location.Ranges[0].Start.Line, w.RuleName, w.Detail)
	}
	if len(results.Warnings) > 0 {
		return errors.New("the Dockerfile has warnings")
	}
	fmt.Println(path + ": no warnings")
	return nil
}

func main() {
	if err := check(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
