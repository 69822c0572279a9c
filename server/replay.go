package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"time"

	"rehearsal/server/api"
	"rehearsal/server/motion"
	"rehearsal/server/session"
)

const motionType = "application/vnd.rehearsal.motion"

// GetReplay is the manifest: who, what happened, and where the motion is.
func (s *Server) GetReplay(ctx context.Context, q api.GetReplayRequestObject) (api.GetReplayResponseObject, error) {
	replay, err := s.House.Replay(ctx, session.ID(q.Session))
	if err != nil {
		return nil, err
	}
	view, err := s.sessionWith(ctx, replay.Info, replay.People)
	if err != nil {
		return nil, err
	}
	at := "/api/sessions/" + q.Session + "/replay/"
	o := replay.Info.Origin
	manifest := api.GetReplay200JSONResponse{
		Session: view, TickHz: motion.TickHz, OriginMm: []int32{o.X, o.Y, o.Z}, EndTick: int64(replay.EndTick), Running: replay.Running,
		Events: make([]api.LogEvent, 0, len(replay.Events)), Chunks: make([]api.ChunkRef, 0, len(replay.Chunks)),
	}
	for _, e := range replay.Events {
		manifest.Events = append(manifest.Events, api.LogEvent{
			Seq: int64(e.Seq), Tick: int64(e.Tick), Author: int32(e.Author), Op: int64(e.Op),
			Object: e.Object, Property: e.Property, Value: e.Value, Previous: e.Previous,
		})
	}
	for _, c := range replay.Chunks {
		manifest.Chunks = append(manifest.Chunks, api.ChunkRef{
			FirstTick: int64(c.FirstTick), Ticks: int64(c.Ticks), Bytes: c.Bytes, Url: at + strconv.FormatInt(int64(c.FirstTick), 10),
		})
	}
	if replay.Running {
		tail := at + "tail"
		manifest.TailUrl = &tail
	}
	return manifest, nil
}

// GetReplayChunk is ten seconds of motion. It never changes, except that a person who is erased goes from it; so its tag is of its bytes.
func (s *Server) GetReplayChunk(ctx context.Context, q api.GetReplayChunkRequestObject) (api.GetReplayChunkResponseObject, error) {
	if q.FirstTick < 0 || q.FirstTick > 1<<32-1 {
		return nil, session.ErrUnknown
	}
	chunk, err := s.House.Chunk(ctx, session.ID(q.Session), motion.Tick(q.FirstTick))
	if err != nil {
		return nil, err
	}
	r := callOf(ctx).request
	sum := sha256.Sum256(chunk)
	return reply(func(w http.ResponseWriter) error {
		sandboxed(w, motionType, hex.EncodeToString(sum[:]), immutable)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(chunk))
		return nil
	}), nil
}

// GetReplayTail is the motion of a running session that is in no chunk yet.
func (s *Server) GetReplayTail(ctx context.Context, q api.GetReplayTailRequestObject) (api.GetReplayTailResponseObject, error) {
	tail, err := s.House.Tail(ctx, session.ID(q.Session))
	if err != nil {
		return nil, err
	}
	return reply(func(w http.ResponseWriter) error {
		sandboxed(w, motionType, "", "no-store")
		_, err := w.Write(tail)
		return err
	}), nil
}
