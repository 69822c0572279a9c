package session_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"math"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/motion"
	"rehearsal/server/session"
	"rehearsal/server/sqlite"
)

// story is a session to tell a test in: a real database, a house, and people who read what they are sent.
type story struct {
	t     *testing.T
	db    *sqlite.DB
	store *trouble
	house *session.House
	log   *session.Log
	id    session.ID
	dir   string
}

// tell runs a test in a bubble of its own time, on a real SQLite database.
func tell(t *testing.T, test func(t *testing.T, s *story)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		db, err := sqlite.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Scenes().AddScene(t.Context(), scenes.Scene{ID: "scene", Added: time.Now()}, scenes.Version{ID: "scene"}); err != nil {
			t.Fatal(err)
		}
		s := &story{t: t, db: db, id: "s", dir: dir}
		s.start()
		s.log, err = s.house.Create(t.Context(), session.Info{ID: s.id, Title: "A session", Scene: "scene", Version: "scene", Code: "ABCDEF"})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			s.store.clear()
			if err := s.house.Close(context.Background()); err != nil {
				t.Error(err)
			}
		}()
		test(t, s)
	})
}

// start starts a server on the database.
func (s *story) start() {
	sessions := s.db.Sessions()
	s.store = &trouble{Store: sessions}
	s.house = session.NewHouse(s.store, sessions, time.Now, slog.New(slog.DiscardHandler))
}

// crash stops the server without a trace: nothing that it still does reaches the disk. Then it starts again.
func (s *story) crash() {
	s.t.Helper()
	s.store.fail(errors.New("dead"))
	_ = s.house.Close(context.Background())
	s.start()
	s.reopen()
}

// restart stops the server cleanly and starts it again.
func (s *story) restart() {
	s.t.Helper()
	if err := s.house.Close(context.Background()); err != nil {
		s.t.Fatal(err)
	}
	s.start()
	s.reopen()
}

func (s *story) reopen() {
	s.t.Helper()
	var err error
	if s.log, err = s.house.Log(s.t.Context(), s.id); err != nil {
		s.t.Fatal(err)
	}
}

// trouble is a store that can be made to fail, to hang, or to fail after it has committed.
type trouble struct {
	session.Store
	mu   sync.Mutex
	err  error
	how  string
	gate chan struct{}
}

// How a store fails: on every write, after it has committed, on writes of motion only, on seals only.
const (
	failsAfter  = "after"
	failsMotion = "motion"
	failsSeals  = "seals"
)

func (d *trouble) fail(err error)       { d.set(err, "", nil) }
func (d *trouble) failAfter(err error)  { d.set(err, failsAfter, nil) }
func (d *trouble) failMotion(err error) { d.set(err, failsMotion, nil) }
func (d *trouble) failSeals(err error)  { d.set(err, failsSeals, nil) }
func (d *trouble) clear()               { d.set(nil, "", nil) }

// hang makes every write wait until the returned function is called.
func (d *trouble) hang() (release func()) {
	gate := make(chan struct{})
	d.set(nil, "", gate)
	return func() { d.clear(); close(gate) }
}

func (d *trouble) set(err error, how string, gate chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.err, d.how, d.gate = err, how, gate
}

// do writes, or not: spared are the ways to fail that leave this write alone.
func (d *trouble) do(write func() error, spared ...string) error {
	d.mu.Lock()
	err, how, gate := d.err, d.how, d.gate
	d.mu.Unlock()
	if gate != nil {
		<-gate
	}
	if slices.Contains(spared, how) {
		err = nil
	}
	if err != nil && how != failsAfter {
		return err
	}
	return errors.Join(write(), err)
}

func (d *trouble) AppendEvents(ctx context.Context, id session.ID, events []session.Event) error {
	return d.do(func() error { return d.Store.AppendEvents(ctx, id, events) }, failsMotion, failsSeals)
}

func (d *trouble) AppendTail(ctx context.Context, id session.ID, first motion.Tick, frames []byte) error {
	return d.do(func() error { return d.Store.AppendTail(ctx, id, first, frames) }, failsSeals)
}

func (d *trouble) SealChunk(ctx context.Context, id session.ID, c motion.Chunk) (ref session.ChunkRef, err error) {
	err = d.do(func() error { ref, err = d.Store.SealChunk(ctx, id, c); return err })
	return ref, err
}

// person is a client: it keeps what a client keeps, and remembers what it was sent.
type person struct {
	s      *story
	slot   session.Slot
	reader *session.Reader
	hangUp context.CancelFunc
	done   chan struct{}

	sending sync.Mutex // one message at a time

	mu       sync.Mutex // guards everything below
	state    session.State
	seq      uint32
	epoch    uint32
	op       uint32
	welcomes []session.Welcome
	events   []session.Event
	frames   []motion.Frame
	refused  map[uint32]byte
	goodbye  byte
	pongs    int
	silent   bool // acknowledges nothing
	acked    motion.Tick
	sequence uint16
	at       motion.Transform
}

func anyone(session.Slot, session.Role, string, string, json.RawMessage) bool { return true }

// seat gives somebody a seat, not yet connected.
func (s *story) seat(name string, recorded bool) *person {
	s.t.Helper()
	slot, err := s.log.Seat(s.t.Context(), session.Seating{Name: name, Role: session.Citizen, Language: "cy", Mode: "desktop", Recorded: recorded})
	if err != nil {
		s.t.Fatal(err)
	}
	return &person{s: s, slot: slot, refused: map[uint32]byte{},
		at: motion.Transform{Position: [3]float64{0, 1.6, 0}, Rotation: [4]float64{0, 0, 0, 1}}}
}

// joins seats and connects somebody.
func (s *story) joins(name string, recorded bool) *person {
	s.t.Helper()
	p := s.seat(name, recorded)
	p.connects()
	synctest.Wait()
	return p
}

// connects attaches with what the client has, and reads on until the connection ends.
func (p *person) connects() {
	p.s.t.Helper()
	p.mu.Lock()
	hello := session.Hello{Version: session.Version, Epoch: p.epoch, Seq: p.seq}
	p.goodbye = 0
	p.mu.Unlock()
	r, err := p.s.log.Attach(p.slot, hello, anyone)
	if err != nil {
		p.s.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.reader, p.hangUp, p.done = r, cancel, make(chan struct{})
	go p.read(ctx, r, p.done)
}

func (p *person) read(ctx context.Context, r *session.Reader, done chan struct{}) {
	defer close(done)
	defer r.Detach()
	for {
		messages, err := r.Next(ctx)
		for _, m := range messages {
			if err := p.take(m); err != nil {
				p.s.t.Errorf("slot %d: %v", p.slot, err)
				return
			}
			if m[0] == session.KindFrame && !p.silent {
				p.receive(r, session.AppendAck(nil, p.acked))
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) && !errors.Is(err, context.Canceled) {
				p.s.t.Errorf("slot %d: %v", p.slot, err)
			}
			return
		}
	}
}

// drops loses the connection without a word.
func (p *person) drops() {
	p.hangUp()
	<-p.done
}

// take does with a message what a client does.
func (p *person) take(m []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	m = bytes.Clone(m)
	switch m[0] {
	case session.KindWelcome:
		w, err := session.ParseWelcome(m)
		p.welcomes = append(p.welcomes, w)
		p.epoch, p.op = w.Epoch, max(p.op, w.LastOp)
		return err
	case session.KindState:
		seq, state, err := session.ParseState(m)
		p.seq, p.state = seq, state
		return err
	case session.KindEvent:
		e, err := session.ParseEvent(m)
		if e.Seq <= p.seq {
			return err // an acknowledgement again
		}
		if e.Seq != p.seq+1 {
			return errors.New("an event is missing")
		}
		p.seq = e.Seq
		p.state.Apply(e)
		p.events = append(p.events, e)
		return err
	case session.KindFrame:
		f, err := motion.ParseFrame(m)
		p.frames = append(p.frames, f)
		if !p.silent {
			p.acked = f.Tick
		}
		return err
	case session.KindRefused:
		op, reason, err := session.ParseRefused(m)
		p.refused[op] = reason
		return err
	case session.KindPong:
		p.pongs++
	case session.KindGoodbye:
		p.goodbye, _ = session.ParseGoodbye(m)
	}
	return nil
}

// moves sends a pose that was read a moment ago.
func (p *person) moves(x, z float64) {
	p.mu.Lock()
	p.sequence++
	p.at.Position[0], p.at.Position[2] = x, z
	hand := p.at
	hand.Position[1] -= .4
	m := session.PoseMessage{Seq: p.sequence, AckTick: p.acked, CaptureMs: p.nowMs() - 7,
		Pose: p.s.log.Info().Origin.Quantise(p.at, &hand, nil, false)}
	p.mu.Unlock()
	p.sends(session.AppendPose(nil, m))
}

func (p *person) nowMs() uint32 {
	return uint32(time.Since(p.s.log.Info().Opened) / time.Millisecond)
}

func (p *person) sends(message []byte) { p.receive(p.reader, message) }

func (p *person) receive(r *session.Reader, message []byte) {
	p.sending.Lock()
	defer p.sending.Unlock()
	_ = r.Receive(message) // an error is the end of the connection, which Next tells
}

// proposes asks for a write and returns its op.
func (p *person) proposes(object, property, value string) uint32 {
	p.mu.Lock()
	p.op++
	op := p.op
	p.mu.Unlock()
	p.sends(session.AppendPropose(nil, session.Proposal{Op: op, Object: object, Property: property, Value: json.RawMessage(value)}))
	return op
}

// saw is how often an event of a slot and op came.
func (p *person) saw(author session.Slot, op uint32) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, e := range p.events {
		if e.Author == author && e.Op == op {
			n++
		}
	}
	return n
}

func (p *person) presence() string {
	return p.s.log.State().Participant(p.slot).Presence
}

// walkFor lets people walk in circles, a pose every thirtieth of a second.
func (s *story) walkFor(d time.Duration, people ...*person) {
	from := time.Now()
	for time.Since(from) < d {
		t := time.Since(s.log.Info().Opened).Seconds()
		for i, p := range people {
			radius := 2 + float64(p.slot)/7 // nobody goes where another has been
			p.moves(radius*math.Cos(t/2+float64(i)), radius*math.Sin(t/2+float64(i)))
		}
		time.Sleep(time.Second / motion.TickHz)
	}
	synctest.Wait()
}

// samplesOf is what frames brought of a slot.
func samplesOf(frames []motion.Frame, slot session.Slot) []motion.Sample {
	var out []motion.Sample
	for _, f := range frames {
		for _, e := range f.Entries {
			if e.Slot == uint16(slot) {
				p, _, _ := motion.ParseRecord(e.Record)
				out = append(out, motion.Sample{Tick: int64(f.Tick), AgeMs: e.AgeMs, Pose: p})
			}
		}
	}
	return out
}

// recorded is everything that the session's chunks and tail have, by slot.
func (s *story) recorded() map[session.Slot][]motion.Sample {
	s.t.Helper()
	ctx := s.t.Context()
	r, err := s.house.Replay(ctx, s.id)
	if err != nil {
		s.t.Fatal(err)
	}
	out := map[session.Slot][]motion.Sample{}
	for _, ref := range r.Chunks {
		b, err := s.house.Chunk(ctx, s.id, ref.FirstTick)
		if err != nil {
			s.t.Fatal(err)
		}
		c, err := motion.ParseChunk(b)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, part := range c.Parts {
			samples, err := motion.ParsePart(part.Body, c.FirstTick)
			if err != nil {
				s.t.Fatal(err)
			}
			slot := session.Slot(part.Slot)
			if have := out[slot]; len(have) > 0 && have[len(have)-1] == samples[0] {
				samples = samples[1:] // the pose in force when the chunk begins
			}
			out[slot] = append(out[slot], samples...)
		}
	}
	if r.Running {
		s.addTail(out)
	}
	return out
}

func (s *story) addTail(out map[session.Slot][]motion.Sample) {
	s.t.Helper()
	b, err := s.house.Tail(s.t.Context(), s.id)
	if err != nil || !bytes.HasPrefix(b, []byte{'R', 'T', motion.TailVersion}) {
		s.t.Fatalf("tail %x: %v", b, err)
	}
	for b = b[3:]; len(b) > 0; {
		f, rest, err := motion.NextFramed(b)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, e := range f.Entries {
			out[session.Slot(e.Slot)] = append(out[session.Slot(e.Slot)], samplesOf([]motion.Frame{f}, session.Slot(e.Slot))...)
		}
		b = rest
	}
}
