package session

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"rehearsal/server/motion"
)

// May says whether a participant may make a write: the policy, which is not the log's. It is called without a lock.
type May func(by Slot, role Role, object, property string, value json.RawMessage) bool

// Reader is one connection to a log. Receive takes what the client sends, Next gives what to send to it; each by one goroutine at a time.
type Reader struct {
	// Set by Attach, then only read.
	log    *Log
	seat   *seat
	may    May
	hello  Hello
	done   chan struct{} // closed when the log has ended the connection
	signal chan struct{} // there may be something for Next

	// Owned by Receive's goroutine.
	messages bucket

	// Guarded by the log's mutex.
	greeted  bool
	cursor   int // events handed out
	replies  [][]byte
	sent     motion.Tick // of the newest frame handed out
	underway []underway  // frames not acknowledged, oldest first
	quickest time.Duration
	heard    time.Time
	ended    error
	goodbye  bool // has been handed out
}

// underway is a frame that the client has not acknowledged.
type underway struct {
	tick motion.Tick
	at   time.Time
}

const (
	maxWindow   = 60     // frames: two seconds of round trip
	maxResume   = 10_000 // events that a client is sent instead of a state
	maxNext     = 64 << 10
	roundPerTen = time.Second / motion.TickHz // round trip for which the window grows by one frame
)

// errDetached ends a reader that its own connection gave up.
var errDetached = errors.New("detached")

// Attach connects a seat. A connection that the seat already has is told that it is replaced.
func (l *Log) Attach(slot Slot, hello Hello, may May) (*Reader, error) {
	if hello.Version != Version {
		return nil, fmt.Errorf("session %s: attach %d: %w", l.info.ID, slot, ErrVersion)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.seatOf(slot)
	switch {
	case l.ending != nil:
		return nil, fmt.Errorf("session %s: attach %d: %w", l.info.ID, slot, l.ending)
	case s == nil:
		return nil, fmt.Errorf("session %s: attach %d: %w", l.info.ID, slot, ErrNoSeat)
	}
	r := &Reader{
		log: l, seat: s, may: may, hello: hello, heard: l.clock(), quickest: math.MaxInt64,
		done: make(chan struct{}), signal: make(chan struct{}, 1),
	}
	if s.reader != nil {
		l.endReader(s.reader, ErrReplaced)
	}
	s.stopGrace()
	s.reader = r
	l.readers[r] = struct{}{}
	if s.presence != Here {
		l.setPresence(s, Here)
	}
	l.startTicking()
	signal(r.signal)
	return r, nil
}

// Detach ends the connection. The seat is held.
func (r *Reader) Detach() {
	r.log.mu.Lock()
	defer r.log.mu.Unlock()
	r.log.endReader(r, errDetached)
}

// Done is closed when the log has ended the connection; Next still has the GOODBYE.
func (r *Reader) Done() <-chan struct{} { return r.done }

// endReader ends a connection once; l.mu is held.
func (l *Log) endReader(r *Reader, why error) {
	if r.ended != nil {
		return
	}
	r.ended = why
	close(r.done)
	delete(l.readers, r)
	if r.seat.reader == r {
		r.seat.reader = nil
		l.startGrace(r.seat)
	}
	signal(r.signal)
}

func (l *Log) wakeReaders() {
	for r := range l.readers {
		signal(r.signal)
	}
}

// Next waits until there is something for the client and returns it: events in order, then at most one frame, the newest. After the
// GOODBYE it returns io.EOF.
func (r *Reader) Next(ctx context.Context) ([][]byte, error) {
	for {
		messages, err := r.collect()
		if len(messages) > 0 || err != nil {
			return messages, err
		}
		select {
		case <-r.signal:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

func (r *Reader) collect() ([][]byte, error) {
	l := r.log
	l.mu.Lock()
	defer l.mu.Unlock()
	var out [][]byte
	if !r.greeted {
		greeting, err := r.greet()
		if err != nil {
			return nil, fmt.Errorf("session %s: greet %d: %w", l.info.ID, r.seat.slot, err)
		}
		out = append(out, greeting...)
	}
	for size := 0; r.cursor < len(l.wire) && size < maxNext; r.cursor++ {
		out = append(out, l.wire[r.cursor])
		size += len(l.wire[r.cursor])
	}
	if r.cursor < len(l.wire) { // more events before anything else: an answer must not overtake one
		signal(r.signal)
		return out, nil
	}
	out = append(out, r.replies...)
	r.replies = nil
	switch {
	case r.goodbye:
		return out, io.EOF
	case r.ended != nil:
		r.goodbye = true
		reason := GoodbyeOf(r.ended)
		if reason == 0 {
			return out, io.EOF
		}
		out = append(out, AppendGoodbye(nil, reason))
	default:
		if frame := r.nextFrame(); frame != nil {
			out = append(out, frame)
		}
	}
	return out, nil
}

// greet is WELCOME and, unless the client can go on from what it has, STATE; l.mu is held.
func (r *Reader) greet() ([][]byte, error) {
	l := r.log
	r.greeted = true
	head := uint32(len(l.events))
	w := Welcome{
		Version: Version, Slot: r.seat.slot, Epoch: l.epoch, Seq: head, LastOp: l.lastOp[r.seat.slot],
		Tick: l.tick(), NowMs: l.nowMs(), Origin: l.info.Origin, TickHz: motion.TickHz, Window: FirstWindow,
	}
	if r.hello.Epoch == l.epoch && r.hello.Seq <= head && head-r.hello.Seq <= maxResume {
		w.Flags |= WelcomeResumed
		r.cursor = int(r.hello.Seq)
		return [][]byte{AppendWelcome(nil, w)}, nil
	}
	r.cursor = len(l.events)
	state, err := AppendState(nil, head, l.state)
	return [][]byte{AppendWelcome(nil, w), state}, err
}

// nextFrame is the newest frame, if the client has not had it and its window allows; l.mu is held.
func (r *Reader) nextFrame() []byte {
	l := r.log
	if l.frameTick <= r.sent || len(r.underway) >= r.window() {
		return nil
	}
	frame := l.frame
	if r.sent < l.before || r.sent == 0 {
		frame = l.catchUp(r.sent)
	}
	r.sent = l.frameTick
	r.underway = append(r.underway, underway{l.frameTick, l.clock()})
	return frame
}

// window is how many frames may be under way: some, and what a round trip holds. The quickest round trip counts, for a slow one may
// be a backlog, which a wider window would feed.
func (r *Reader) window() int {
	if r.quickest == math.MaxInt64 {
		return FirstWindow
	}
	return min(maxWindow, FirstWindow+int(r.quickest/roundPerTen))
}

// acknowledge takes the frames up to tick from those under way; l.mu is held.
func (r *Reader) acknowledge(tick motion.Tick, now time.Time) {
	if tick > r.sent {
		return // not a frame that was sent
	}
	n := 0
	for n < len(r.underway) && r.underway[n].tick <= tick {
		n++
	}
	if n == 0 {
		return
	}
	if newest := r.underway[n-1]; newest.tick == tick {
		r.quickest = min(r.quickest, now.Sub(newest.at))
	}
	r.underway = r.underway[:copy(r.underway, r.underway[n:])]
	if l := r.log; l.frameTick > r.sent {
		signal(r.signal)
	}
}

// Receive takes a message from the client. It never waits for the store. After an error the connection is over, and Next has the
// GOODBYE.
func (r *Reader) Receive(message []byte) error {
	now := r.log.clock()
	err := r.receive(message, now)
	r.log.mu.Lock()
	defer r.log.mu.Unlock()
	if err != nil {
		r.log.endReader(r, err)
	}
	if r.ended != nil {
		return fmt.Errorf("session %s: receive from %d: %w", r.log.info.ID, r.seat.slot, r.ended)
	}
	r.heard = now
	return nil
}

func (r *Reader) receive(message []byte, now time.Time) error {
	if len(message) == 0 || len(message) > MaxMessage {
		return ErrMalformed
	}
	if !r.messages.take(now, messagesPerSecond, messagesBurst) {
		return ErrTooFast
	}
	switch message[0] {
	case KindPose:
		return r.takePose(message, now)
	case KindAck:
		tick, err := ParseAck(message)
		if err == nil {
			r.log.mu.Lock()
			r.acknowledge(tick, now)
			r.log.mu.Unlock()
		}
		return err
	case KindPing:
		t0, err := ParsePing(message)
		if err != nil {
			return err
		}
		return r.reply(AppendPong(nil, t0, r.log.nowMs()))
	case KindPropose:
		return r.takeProposal(message, now)
	default: // a later version's
		return nil
	}
}

// takePose makes a pose the newest. Two in one tick are one movement: if either is a jump, it is.
func (r *Reader) takePose(message []byte, now time.Time) error {
	m, err := ParsePose(message)
	if err != nil {
		return err
	}
	l, s := r.log, r.seat
	l.mu.Lock()
	defer l.mu.Unlock()
	r.acknowledge(m.AckTick, now)
	if r.ended != nil || s.presence == Left {
		return nil
	}
	cut := uint8(0)
	if s.moved {
		cut = s.pose.Flags & motion.FlagCut
	}
	s.pose, s.captureMs, s.moved = m.Pose, m.CaptureMs, true
	s.pose.Flags |= cut
	return nil
}

// takeProposal asks the policy, then the log. What is refused is answered; only what is not even a PROPOSE ends the connection.
func (r *Reader) takeProposal(message []byte, now time.Time) error {
	p, err := ParsePropose(message)
	if err != nil {
		return err
	}
	if err := r.propose(p, now); err != nil {
		return r.reply(AppendRefused(nil, p.Op, RefusalOf(err)))
	}
	return nil
}

func (r *Reader) propose(p Proposal, now time.Time) error {
	l, s := r.log, r.seat
	value, err := checkWrite(p.Object, p.Property, p.Value)
	if err != nil {
		return err
	}
	l.mu.Lock()
	role, inTime := s.role, s.proposes.take(now, eventsPerSecond, eventsBurst)
	l.mu.Unlock()
	switch {
	case p.Op == 0:
		return ErrMalformed
	case !inTime:
		return ErrTooMany
	case r.may == nil || !r.may(s.slot, role, p.Object, p.Property, value):
		return ErrNotYours
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.submit(&proposal{
		author: s.slot, op: p.Op, writes: []write{{p.Object, p.Property, value}},
		done: func(e Event, again bool, err error) {
			switch {
			case err != nil:
				r.answer(AppendRefused(nil, p.Op, RefusalOf(err)))
			case again:
				r.answer(AppendEvent(nil, e))
			}
		},
	})
}

// answer is reply for whoever has no error to return: where there is no place for the answer, the connection ends.
func (r *Reader) answer(message []byte) {
	if err := r.reply(message); err != nil {
		r.log.mu.Lock()
		defer r.log.mu.Unlock()
		r.log.endReader(r, err)
	}
}

// reply queues an answer to this client alone. One who asks without ever reading the answers asks too fast.
func (r *Reader) reply(message []byte) error {
	r.log.mu.Lock()
	defer r.log.mu.Unlock()
	if len(r.replies) >= maxReplies {
		return ErrTooFast
	}
	r.replies = append(r.replies, message)
	signal(r.signal)
	return nil
}
