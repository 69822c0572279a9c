package session

import (
	"time"

	"rehearsal/server/motion"
)

// grace is how long a lost connection goes unremarked: long enough for a browser that drops its sockets when it enters VR.
const grace = 2 * time.Second

// fastest is what nobody walks, in metres a second; a faster pose is a jump, whether the client said so or not.
const fastest = 20

// seat is one participant's part in the motion. All of it is guarded by the log's mutex.
type seat struct {
	slot     Slot
	role     Role
	presence string // as last asked for; the state follows once it is on disk
	recorded bool   // as the state has it
	muted    int    // writes under way that may end the recording: it stops at once and does not wait for the disk
	reader   *Reader
	grace    *time.Timer
	proposes bucket

	// The pose that no frame has yet.
	moved     bool
	pose      motion.Pose
	captureMs uint32

	// The newest pose in a frame. placed says that there is one and that it is in force.
	placed bool
	sample motion.Sample
	record [motion.RecordMax]byte
	length int
}

// frameScratch is reused by every tick.
type frameScratch struct {
	entries []motion.FrameEntry
	moved   []Moved
}

func (l *Log) seatOf(slot Slot) *seat {
	if int(slot) >= len(l.seats) {
		return nil
	}
	return l.seats[slot]
}

// applyToSeat follows a participant's properties; l.mu is held.
func (l *Log) applyToSeat(slot Slot, e Event) {
	for int(slot) >= len(l.seats) {
		l.seats = append(l.seats, nil)
	}
	s := l.seats[slot]
	if s == nil {
		s = &seat{slot: slot}
		l.seats[slot] = s
	}
	switch e.Property {
	case "role":
		s.role = l.state.Participant(slot).Role
	case "recorded":
		s.recorded = l.state.recorded(slot)
		if !s.recorded {
			l.recorder.Forget(slot)
		}
	case "presence":
		s.presence = l.state.Participant(slot).Presence
		l.restless = l.restless || s.presence == Here || string(e.Previous) == string(text(Here))
		if s.presence == Left {
			s.placed, s.moved = false, false
			l.recorder.Forget(slot)
		}
	}
}

// mute stops the recording of those whose consent p may take back, from when it is asked for until it is decided; l.mu is held.
func (l *Log) mute(p *proposal) {
	for _, w := range p.writes {
		slot, ok := slotOf(w.object)
		if !ok || w.property != "recorded" || string(w.value) == "true" {
			continue
		}
		if s := l.seatOf(slot); s != nil {
			s.muted++
			p.muted = append(p.muted, s)
		}
	}
}

// setPresence asks for a presence and, in a trouble of the store, goes on asking while it is still wanted; l.mu is held.
func (l *Log) setPresence(s *seat, presence string) {
	s.presence = presence
	l.askPresence(s, presence)
}

func (l *Log) askPresence(s *seat, presence string) {
	p := &proposal{writes: []write{{ParticipantObject(s.slot), "presence", text(presence)}}}
	p.done = func(_ Event, _ bool, err error) {
		if err == nil {
			return
		}
		time.AfterFunc(time.Second, func() {
			l.mu.Lock()
			defer l.mu.Unlock()
			if s.presence == presence && l.ending == nil {
				l.askPresence(s, presence)
			}
		})
	}
	_ = l.submit(p) // refused only when the log is ending, which marks everyone away itself
}

// startGrace begins the two seconds after a connection was lost; l.mu is held.
func (l *Log) startGrace(s *seat) {
	s.stopGrace()
	s.grace = time.AfterFunc(grace, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if s.reader == nil && s.presence == Here && l.ending == nil {
			l.setPresence(s, Away)
		}
	})
}

func (s *seat) stopGrace() {
	if s != nil && s.grace != nil {
		s.grace.Stop()
		s.grace = nil
	}
}

// startTicking runs the tick loop while somebody is connected; l.mu is held.
func (l *Log) startTicking() {
	if l.ticking || l.ending != nil {
		return
	}
	l.ticking, l.restless = true, true
	l.working.Go(l.tickLoop)
}

func (l *Log) tickLoop() {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
		case <-l.stop:
			return
		}
		next, goOn := l.oneTick()
		signal(l.saves)
		if !goOn {
			return
		}
		timer.Reset(next)
	}
}

// oneTick makes the frame of the tick that it is, and says how long it is until the next.
func (l *Log) oneTick() (next time.Duration, goOn bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock()
	for r := range l.readers {
		if now.Sub(r.heard) > SilentMs*time.Millisecond {
			l.endReader(r, ErrSilent)
		}
	}
	if len(l.readers) == 0 {
		l.ticking = false
		return 0, false
	}
	if tick := l.tick(); tick > l.ticked {
		l.ticked = tick
		l.makeFrame(tick)
	}
	return l.tickTime(l.ticked+1) - l.elapsed(), true
}

// makeFrame encodes everyone who moved, once for all readers and the recorder.
func (l *Log) makeFrame(tick motion.Tick) {
	entries, moved := l.scratch.entries[:0], l.scratch.moved[:0]
	for _, s := range l.seats {
		if s == nil || !s.moved {
			continue
		}
		s.take(tick)
		entries = append(entries, s.entry(tick))
		if s.recorded && s.muted == 0 {
			moved = append(moved, Moved{s.slot, s.sample})
		}
	}
	l.scratch.entries, l.scratch.moved = entries, moved
	l.recorder.Note(tick, moved)
	if len(entries) == 0 {
		return
	}
	l.frame = motion.AppendFrame(make([]byte, 0, 8+len(entries)*(motion.RecordMax+3)), tick, 0, entries)
	l.before, l.frameTick = l.frameTick, tick
	l.wakeReaders()
}

// take makes the waiting pose the one of this tick: it settles how old it is, so that a person's samples always rise in time, and
// whether it is a jump.
func (s *seat) take(tick motion.Tick) {
	sample := motion.Sample{Tick: int64(tick), Pose: s.pose}
	tickMs := uint32(uint64(tick) * 1000 / motion.TickHz)
	age := max(0, min(255, int64(int32(tickMs-s.captureMs))))
	if s.placed {
		youngest := (int64(tick)*(3000/motion.TickHz) - s.sample.ThirdsMs() - 1) / 3
		age = min(age, max(0, youngest))
	}
	sample.AgeMs = uint8(age)
	if s.placed && jumped(s.sample, sample) {
		sample.Pose.Flags |= motion.FlagCut
	}
	s.sample, s.placed, s.moved = sample, true, false
	s.length = len(motion.AppendRecord(s.record[:0], sample.Pose))
}

// jumped says whether somebody moved faster than anyone walks. A movement is drawn over a tenth of a second at most, so a longer
// pause does not make a jump a walk.
func jumped(a, b motion.Sample) bool {
	thirds := max(3*1000/motion.TickHz, min(3*motion.MoveMs, b.ThirdsMs()-a.ThirdsMs()))
	x, y, z := int64(b.Pose.Head.X-a.Pose.Head.X), int64(b.Pose.Head.Y-a.Pose.Head.Y), int64(b.Pose.Head.Z-a.Pose.Head.Z)
	reach := fastest * thirds // in thirds of a millimetre, for a metre a second is a millimetre a millisecond
	return 9*(x*x+y*y+z*z) > reach*reach
}

// entry is the seat's newest pose as of a tick.
func (s *seat) entry(tick motion.Tick) motion.FrameEntry {
	age := int64(s.sample.AgeMs) + (int64(tick)-s.sample.Tick)*1000/motion.TickHz
	return motion.FrameEntry{Slot: uint16(s.slot), AgeMs: uint8(min(255, age)), Record: s.record[:s.length]}
}

// catchUp is the frame for a reader whose newest is of the tick since: everyone whose pose is newer, as of the newest frame.
func (l *Log) catchUp(since motion.Tick) []byte {
	entries := l.scratch.entries[:0]
	flags := uint8(0)
	for _, s := range l.seats {
		if s == nil || !s.placed || s.sample.Tick <= int64(since) {
			continue
		}
		if s.sample.Tick < int64(l.frameTick) {
			flags = motion.FrameCatchUp
		}
		entries = append(entries, s.entry(l.frameTick))
	}
	l.scratch.entries = entries
	return motion.AppendFrame(nil, l.frameTick, flags, entries)
}
