// Package simulate makes finished sessions of people who are not there: they walk a journey, wait their turn, look, point and leave.
//
// A newcomer can open a replay in the first minute, and tests and demonstrations have motion that is the same every time: one seed,
// one session, to the integer. It is recorded by the real recorder into the real store, and always marked as simulated. Nobody must
// take it for evidence: it shows what a replay is, not what people do.
//
// The people are planned first, as in a shop with one customer at a time at each stop (plan.go), and then moved tick by tick (body.go).
// Nothing reads a clock.
package simulate

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"rehearsal/server/motion"
	"rehearsal/server/session"
)

// Stop is where one stands, and for how long. Via are points on the way there from the stop before, around what stands between.
type Stop struct {
	Name     string
	Position [3]float64 // on the floor, metres
	Face     float64    // yaw in radians, 0 looks along −z
	Dwell    time.Duration
	Via      [][3]float64
}

// Walk writes a finished session of people walking the stops in order, the last being the way out. info needs ID, Title, Scene, Origin
// and Opened.
func Walk(ctx context.Context, store session.Store, catalogue session.Catalogue, info session.Info, stops []Stop, people int, seed uint64) error {
	if len(stops) < 2 || people < 1 || people >= session.MaxSeats {
		return fmt.Errorf("simulate %s: %d people on %d stops", info.ID, people, len(stops))
	}
	crowd := planCrowd(stops, people, seed)
	bodies := make([]*body, len(crowd))
	end := motion.Tick(0)
	for i, p := range crowd {
		bodies[i] = newBody(p, info.Origin, seed)
		end = max(end, tickAt(p.leaves))
	}
	// The chunks first, then the session with its events in one transaction: a crash leaves nothing that looks like a session,
	// only chunks that belong to none.
	recorder := session.NewRecorder(store, info.ID, nil)
	for tick := motion.Tick(0); tick <= end; tick++ {
		recorder.Note(tick, moveAll(recorder, bodies, tick))
		if tick%motion.ChunkTicks == 0 {
			if err := recorder.Save(ctx, 0); err != nil {
				return fmt.Errorf("simulate %s: %w", info.ID, err)
			}
		}
	}
	if err := recorder.Seal(ctx); err != nil {
		return fmt.Errorf("simulate %s: %w", info.ID, err)
	}
	info.Simulated, info.Code = true, ""
	closed := info.Opened.Add(time.Duration(end+motion.TickHz) * time.Second / motion.TickHz)
	info.Closed = &closed
	events, err := story(info, crowd, end+motion.TickHz/2)
	if err != nil {
		return fmt.Errorf("simulate %s: %w", info.ID, err)
	}
	if err := catalogue.Create(ctx, info, events); err != nil {
		return fmt.Errorf("simulate %s: %w", info.ID, err)
	}
	return nil
}

func tickAt(seconds float64) motion.Tick { return motion.Tick(seconds * motion.TickHz) }

func moveAll(recorder *session.Recorder, bodies []*body, tick motion.Tick) []session.Moved {
	var moved []session.Moved
	for _, b := range bodies {
		switch {
		case tick < tickAt(b.plan.arrives) || tick > tickAt(b.plan.leaves):
		case tick == tickAt(b.plan.leaves):
			recorder.Forget(b.plan.slot)
		default:
			moved = append(moved, session.Moved{Slot: b.plan.slot, Sample: b.at(tick)})
		}
	}
	return moved
}

// happening is an event before it has its number.
type happening struct {
	tick             motion.Tick
	author           session.Slot
	object, property string
	value            any
}

const facilitator session.Slot = 1

// story is the session's log: who came and left, and what the facilitator marked.
func story(info session.Info, crowd []*plan, end motion.Tick) ([]session.Event, error) {
	all := []happening{
		{0, 0, "session", "title", info.Title}, {0, 0, "session", "scene", info.Scene}, {0, 0, "session", "phase", "open"},
	}
	all = append(all, arrival(facilitator, 0, "Facilitator", session.Facilitator, "plan")...)
	for _, p := range crowd {
		all = append(all, arrival(p.slot, tickAt(p.arrives), p.name, session.Citizen, p.mode)...)
		all = append(all, happening{tickAt(p.leaves), p.slot, session.ParticipantObject(p.slot), "presence", session.Left})
		for _, m := range p.marks {
			all = append(all, happening{tickAt(m.at), facilitator, "", "label", m.label})
		}
	}
	all = append(all,
		happening{end, 0, session.ParticipantObject(facilitator), "presence", session.Away},
		happening{end, 0, "session", "phase", "closed"})
	slices.SortStableFunc(all, func(a, b happening) int { return int(a.tick) - int(b.tick) })
	return number(all)
}

func arrival(slot session.Slot, tick motion.Tick, name string, role session.Role, mode string) []happening {
	object := session.ParticipantObject(slot)
	return []happening{
		{tick, 0, object, "name", name}, {tick, 0, object, "role", role}, {tick, 0, object, "language", "en"},
		{tick, 0, object, "mode", mode}, {tick, 0, object, "recorded", true}, {tick, 0, object, "presence", session.Here},
	}
}

func number(all []happening) ([]session.Event, error) {
	state := session.State{}
	ops := map[session.Slot]uint32{}
	events := make([]session.Event, 0, len(all))
	for i, h := range all {
		value, err := json.Marshal(h.value)
		if err != nil {
			return nil, err
		}
		e := session.Event{Seq: uint32(i + 1), Tick: h.tick, Author: h.author, Object: h.object, Property: h.property, Value: value}
		if h.author != 0 {
			ops[h.author]++
			e.Op = ops[h.author]
		}
		if e.Object == "" {
			e.Object = fmt.Sprintf("bookmark:%d-%d", h.author, e.Op)
		}
		e.Previous = state.Get(e.Object, e.Property)
		state.Apply(e)
		events = append(events, e)
	}
	return events, nil
}

// dice are one person's chances, apart from everyone else's, so that one more person changes nobody.
func dice(seed uint64, person int, what uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, uint64(person)<<8|what))
}

func between(r *rand.Rand, low, high float64) float64 { return low + r.Float64()*(high-low) }
