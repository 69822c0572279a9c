// Package session is the domain: a session is a log.
//
//	participants ──► Log ──► live            (a Reader at the tail)
//	                  │ ───► late join, resume (state now, or the events since; then the tail)
//	                  │ ───► recording       (the Recorder, which never skips)
//	                  │ ───► replay          (House.Replay, Chunk, Tail: the same bytes, with a slider for a clock)
//	                  └────► insight, exports (folds over the same events and samples)
//
// There is no room beside the log, no recording mode and no snapshot format. A finished session is its recording.
//
// # Events
//
// Whatever changes shared state is an event. The log gives one total order; the last writer of an (object, property) wins; state
// is the fold. A proposal waits in a queue, one goroutine takes the whole queue, numbers it, writes it in one transaction and
// publishes it: group commit, so a burst costs one fsync. Nobody, its author included, sees an event before AppendEvents has
// returned, so whatever anybody saw survives kill -9 (P1). An author counts its operations, and the log keeps the newest count, so that
// a proposal repeated after a lost link has no second effect. When the store refuses, that batch is refused and the session goes on (P3):
// people keep moving and hearing each other, and the next batch is tried anew. The numbers of a refused batch are used again, which is
// safe because nobody saw them; the store replaces whatever a failed commit may have left behind.
//
// # Motion
//
// Motion is the opposite: newest wins, and what is stale is dropped. Each pose replaces that person's newest. Thirty times a second,
// only while somebody is connected, a tick encodes everyone who moved into one frame that all readers share. A reader has at most
// window unacknowledged frames under way, because only an acknowledgement by the application tells of a backlog in the kernels between;
// one that fell behind gets a catch-up frame built for it, from the records already encoded.
//
// # Readers
//
// A Reader is one connection: a cursor into the events and the tick of its newest frame. It pulls; nothing is ever pushed into it, so
// there is no queue to overflow and nobody waits for anybody (P3). Losing a connection is not leaving: after a grace of two
// seconds the seat is away, and held.
//
// # Recording
//
// The Recorder gathers the same samples that were broadcast, minus everyone who has not said yes (P5). It writes a raw tail every
// two thirds of a second, which bounds what a crash can lose to a second, and a sealed columnar chunk every ten, which replaces
// the tails in one transaction. Tails are plain until then: what erases a person by their key does not reach them.
//
// What is on disk is always a beginning of what was seen, with every hole named by a gap in the log; while nobody moves, a tail without
// people says that it still is. So Open knows where motion may be missing: behind the last tail, as far as somebody was here. It makes a
// chunk of the tails, writes that gap, and marks whoever was here as away. When the motion's files are in trouble people go on, the
// writer tries again every second whoever is there, and after five minutes gives up the oldest, but says so before it writes on.
//
// # Concurrency
//
// Each Log has one mutex for all of its memory, never held during a call to the store, a callback or a wait. It owns three
// goroutines: the committer, the recorder's writer, and the tick loop; Close waits for all of them. Time comes from one clock; all
// of it runs under testing/synctest.
//
// Why not a CRDT: there is always a server, and one total order is what replay, votes, moderation and undo need. Why not one
// channel per client: a channel is a queue, and queues make poses old.
package session
