package session

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"rehearsal/server/motion"
)

// sayWhatCrashed writes down what the process before this one left unsaid: that motion may be missing, and that whoever was here is
// not any more. next is the tick after the last that is on disk. Where nobody said how far motion is whole, the gap says too much
// rather than too little: motion usually reaches the disk within a second, but not when its files were in trouble while events went on.
func (l *Log) sayWhatCrashed(ctx context.Context, next motion.Tick) error {
	here, from, until, unsaid := l.missing(next)
	var writes []write
	if unsaid {
		writes = append(writes, gap(from, until))
	}
	for _, slot := range here {
		writes = append(writes, write{ParticipantObject(slot), "presence", text(Away)})
	}
	if len(writes) == 0 {
		return nil
	}
	newest := l.events[len(l.events)-1].Tick
	batch := l.number(l.events, nil, &proposal{writes: writes}, max(next, newest))
	if err := l.store.AppendEvents(ctx, l.info.ID, batch); err != nil {
		return err
	}
	for _, e := range batch {
		l.apply(e)
	}
	l.trouble.Warn("the process before this one died; the log says so", "gap from tick", from, "until tick", until, "people", len(here))
	return nil
}

// missing is who is here in a log that nobody closed, and the stretch in which motion may be missing: from next on, as far as somebody was
// here. unsaid is whether any of that is in no gap yet. Process after process that dies before it has recorded anything makes one gap
// that grows.
func (l *Log) missing(next motion.Tick) (here []Slot, from, until motion.Tick, unsaid bool) {
	from = everything
	consider := func(came, went motion.Tick) {
		if start := max(came, next); start <= went {
			from, until = min(from, start), went
			unsaid = unsaid || l.pastGaps(start) <= went
		}
	}
	present := map[Slot]bool{}
	came := motion.Tick(0)
	for _, e := range l.events {
		slot, ok := slotOf(e.Object)
		if !ok || e.Property != "presence" {
			continue
		}
		before := len(present)
		if string(e.Value) == string(text(Here)) {
			present[slot] = true
		} else {
			delete(present, slot)
		}
		switch {
		case before == 0:
			came = e.Tick
		case len(present) == 0:
			consider(came, e.Tick)
		}
	}
	for slot := range present {
		here = append(here, slot)
	}
	slices.Sort(here)
	if len(here) > 0 {
		consider(came, l.tick())
	}
	return here, from, until, unsaid
}

// pastGaps is the first tick from t on that lies in no gap.
func (l *Log) pastGaps(t motion.Tick) motion.Tick {
	var gaps []lostTicks
	for object := range l.state {
		number, ok := strings.CutPrefix(object, gapPrefix)
		from, err := strconv.ParseUint(number, 10, 32)
		var until motion.Tick
		if ok && err == nil && json.Unmarshal(l.state.Get(object, "until"), &until) == nil {
			gaps = append(gaps, lostTicks{motion.Tick(from), until})
		}
	}
	slices.SortFunc(gaps, func(a, b lostTicks) int { return int(a.from) - int(b.from) })
	for _, g := range gaps {
		if g.from <= t && t <= g.until {
			t = g.until + 1
		}
	}
	return t
}
