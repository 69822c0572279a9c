package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"rehearsal/server/api"
	"rehearsal/server/motion"
)

// P1 and P4, of the whole program: it is killed fifty times at random moments while ten people move and write. Every event that any of
// them saw acknowledged is in the log afterwards, once and in order; at most the last second of motion before each kill is
// missing, and the log names each gap; everybody comes back by himself.
func TestKilledFiftyTimesNothingAcknowledgedIsLost(t *testing.T) {
	rounds := 50
	if testing.Short() {
		rounds = 4
	}
	p := startProgram(t)
	desk := signIn(t, p)
	opened := desk.openSession(t)
	people := make([]*visitor, 10)
	ctx, leave := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for i := range people {
		people[i] = join(t, p, opened.Code, fmt.Sprintf("Person %d", i+1))
		all.Go(func() { people[i].stay(ctx) })
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))

	var kills []outage
	for range rounds {
		waitAllLive(t, people)
		up := time.Now()
		time.Sleep(time.Duration(50+random.IntN(1500)) * time.Millisecond) // the random moment itself, not a wait for something
		p.signal(t, syscall.SIGKILL)
		kills = append(kills, outage{up: up, down: time.Now()})
		p.start(t)
	}
	waitAllLive(t, people)
	leave()
	all.Wait()

	replay := desk.replay(t, opened.Id)
	acknowledgedOnce(t, replay, people)
	motionComplete(t, desk, replay, kills)
	p.signal(t, os.Interrupt)
}

type outage struct{ up, down time.Time }

// acknowledgedOnce: the log is 1, 2, 3 … without a hole, and what each author saw acknowledged is in it once, in his order.
func acknowledgedOnce(t *testing.T, replay api.Replay, people []*visitor) {
	t.Helper()
	type write struct {
		author int32
		op     int64
	}
	at := map[write]int64{}
	for i, e := range replay.Events {
		if e.Seq != int64(i+1) {
			t.Fatalf("event %d has sequence number %d", i+1, e.Seq)
		}
		if e.Author == 0 {
			continue
		}
		if before, twice := at[write{e.Author, e.Op}]; twice {
			t.Errorf("op %d of %d is in the log twice, at %d and %d", e.Op, e.Author, before, e.Seq)
		}
		at[write{e.Author, e.Op}] = e.Seq
	}
	total := 0
	for _, v := range people {
		v.mu.Lock()
		for op, seq := range v.acknowledged {
			total++
			if found := at[write{int32(v.slot), int64(op)}]; found != int64(seq) {
				t.Errorf("P1: op %d of %d was acknowledged at %d and is at %d", op, v.slot, seq, found)
			}
			if before, ok := v.acknowledged[op-1]; ok && before > seq {
				t.Errorf("P2: ops %d and %d of %d changed places", op-1, op, v.slot)
			}
		}
		v.mu.Unlock()
	}
	t.Logf("%d acknowledged events, %d in the log", total, len(replay.Events))
	if total < len(people)*10 {
		t.Errorf("only %d events were acknowledged: this proved nothing", total)
	}
}

// motionComplete: before each kill that came after at least two seconds of motion, the last recorded sample is at most a second (and the
// time of one flush) old; every hole of more than a second and a half lies inside a gap that the log names.
func motionComplete(t *testing.T, desk *desk, replay api.Replay, kills []outage) {
	t.Helper()
	seen := map[int64]bool{}
	for _, ref := range replay.Chunks {
		chunk, err := motion.ParseChunk(desk.get(t, ref.Url))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range chunk.Parts {
			samples, err := motion.ParsePart(part.Body, chunk.FirstTick)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range samples {
				seen[s.Tick] = true
			}
		}
	}
	gaps := gapsOf(t, replay)
	tick := func(at time.Time) int64 { return at.Sub(replay.Session.OpenedAt).Milliseconds() * motion.TickHz / 1000 }
	newest := int64(0)
	for k := range tick(kills[len(kills)-1].down) {
		if !seen[k] {
			continue
		}
		if k-newest > motion.TickHz*3/2 && newest > 0 && !covered(gaps, newest, k) {
			t.Errorf("P1: ticks %d to %d are missing and no gap says so", newest, k)
		}
		newest = k
	}
	for _, o := range kills {
		if o.down.Sub(o.up) < 1500*time.Millisecond {
			continue
		}
		down, last := tick(o.down), int64(-1)
		for k := down; k > tick(o.up) && last < 0; k-- {
			if seen[k] {
				last = k
			}
		}
		if down-last > motion.TickHz*5/4 {
			t.Errorf("P1: killed at tick %d, the last sample kept is of tick %d", down, last)
		}
	}
	t.Logf("%d kills, %d gaps named, %d ticks with motion", len(kills), len(gaps), len(seen))
}

func gapsOf(t *testing.T, replay api.Replay) [][2]int64 {
	t.Helper()
	var gaps [][2]int64
	for _, e := range replay.Events {
		from, ok := strings.CutPrefix(e.Object, "gap:")
		if !ok || e.Property != "until" {
			continue
		}
		var gap [2]int64
		raw, _ := json.Marshal(e.Value)
		if _, err := fmt.Sscan(from, &gap[0]); err != nil {
			t.Fatalf("gap %q: %v", e.Object, err)
		}
		if err := json.Unmarshal(raw, &gap[1]); err != nil {
			t.Fatalf("gap %q until %s: %v", e.Object, raw, err)
		}
		gaps = append(gaps, gap)
	}
	return gaps
}

func covered(gaps [][2]int64, from, until int64) bool {
	for _, g := range gaps {
		if g[0] <= from+motion.TickHz && g[1] >= until-motion.TickHz*3/2 {
			return true
		}
	}
	return false
}
