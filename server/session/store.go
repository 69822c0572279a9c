package session

import (
	"context"
	"time"

	"rehearsal/server/motion"
)

// Store is where a log is kept. SQLite implements it; tests put trouble in front of it.
type Store interface {
	// AppendEvents makes events durable before it returns. It replaces whatever the session has from the first one's Seq on: that
	// can only be what an attempt left behind that was reported as failed.
	AppendEvents(context.Context, ID, []Event) error
	// AppendTail keeps frames, each behind its length, until a chunk covers firstTick.
	AppendTail(ctx context.Context, id ID, firstTick motion.Tick, frames []byte) error
	// SealChunk keeps a chunk for good and forgets the tails before its end, in one transaction: chunks are sealed in order, so an older
	// tail is of motion that was given up. Without parts it only forgets.
	SealChunk(context.Context, ID, motion.Chunk) (ChunkRef, error)
	// Load returns everything but the chunks' bytes; ErrUnknown when there is no such session.
	Load(context.Context, ID) (Record, error)
}

// Catalogue is the list of sessions and the shelf of their chunks.
type Catalogue interface {
	Create(context.Context, Info, []Event) error               // with its first events, in one transaction; ErrCodeTaken
	Sessions(context.Context, Which) ([]Info, error)           // newest first
	Participants(context.Context, ID) ([]Participant, error)   // as the log has them, by slot; none where there is no session
	MarkClosed(ctx context.Context, id ID, at time.Time) error // and frees the join code
	// ReadChunk leaves out those whose key is destroyed. ErrUnknown; with ErrUnreadable the chunk is what could be read of it.
	ReadChunk(context.Context, ID, motion.Tick) (motion.Chunk, error)
}

// Which sessions are asked for: the one with an ID, the running one with a join code, or all.
type Which struct {
	ID   ID
	Code string
}

// Record is a log as it is kept.
type Record struct {
	Info   Info
	Events []Event    // by Seq
	Chunks []ChunkRef // by FirstTick
	Tails  [][]byte   // by tick; what no chunk covers yet
}
