package session_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/motion"
	"rehearsal/server/session"
	"rehearsal/server/sqlite"
)

// victimDir tells a copy of this test binary that it is the server to be killed.
const victimDir = "REHEARSAL_VICTIM"

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimDir); dir != "" {
		if err := beVictim(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

const (
	victims       = 10
	victimSession = session.ID("victim")
)

// TestKill (P1): a server with ten people who write and move is killed with SIGKILL, again and again. After each restart every event
// that was acknowledged is there, in order, once; at most the last second of motion is missing; and the log says so.
func TestKill(t *testing.T) {
	rounds := 50
	if testing.Short() {
		rounds = 8
	}
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	var acks []ack
	for round := range rounds {
		life := time.Duration(50+r.IntN(100)) * time.Millisecond
		if round%10 == 5 { // long enough for tails; once for a chunk
			life = time.Duration(900+r.IntN(1500)) * time.Millisecond
		}
		said := killAfter(t, dir, life)
		acks = append(acks, said.acks...)
		autopsy(t, dir, round, acks, said)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d acknowledged events in %d lives", len(acks), rounds)
	if len(acks) < rounds*victims {
		t.Errorf("only %d acknowledgements in %d rounds", len(acks), rounds)
	}
}

// ack is what a client was told: this op of this slot is event seq.
type ack struct {
	slot session.Slot
	op   uint32
	seq  uint32
}

// said is what a victim said before it died. It says it unbuffered, so what its clients knew is known here.
type said struct {
	acks   []ack
	frames []motion.Tick // that a client saw; somebody moved in each
}

func killAfter(t *testing.T, dir string, life time.Duration) said {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), victimDir+"="+dir)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var s said
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var a ack
		line := lines.Text()
		switch {
		case line == "ready":
			time.AfterFunc(life, func() { _ = command.Process.Kill() })
		case strings.HasPrefix(line, "f "):
			var tick motion.Tick
			_, err = fmt.Sscanf(line, "f %d", &tick)
			s.frames = append(s.frames, tick)
		default:
			if _, err = fmt.Sscanf(line, "a %d %d %d", &a.slot, &a.op, &a.seq); err == nil {
				s.acks = append(s.acks, a)
			}
		}
		if err != nil {
			t.Fatalf("victim said %q: %v", line, err)
		}
	}
	if err := command.Wait(); err == nil || stderr.Len() > 0 {
		t.Fatalf("the victim ended by itself: %v, %s", err, stderr.String())
	}
	return s
}

// autopsy opens what the victim left.
func autopsy(t *testing.T, dir string, round int, acks []ack, last said) {
	t.Helper()
	ctx := t.Context()
	db, err := sqlite.Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	sessions := db.Sessions()
	s := &story{t: t, db: db, id: victimSession}
	s.house = session.NewHouse(sessions, sessions, time.Now, slog.New(slog.DiscardHandler))
	defer s.house.Close(ctx)
	s.reopen()
	events := s.log.Events()
	seen := map[[2]uint32]bool{}
	for i, e := range events {
		if e.Seq != uint32(i+1) {
			t.Fatalf("round %d: event %d has seq %d", round, i, e.Seq)
		}
		key := [2]uint32{uint32(e.Author), e.Op}
		if e.Author != 0 && seen[key] {
			t.Fatalf("round %d: op %v is there twice", round, key)
		}
		seen[key] = true
	}
	for _, a := range acks {
		if int(a.seq) > len(events) || events[a.seq-1].Author != a.slot || events[a.seq-1].Op != a.op {
			t.Fatalf("round %d: %+v was acknowledged and is not there", round, a)
		}
	}
	checkGap(t, s, round, last.frames)
}

func checkGap(t *testing.T, s *story, round int, frames []motion.Tick) {
	t.Helper()
	lastFrame := motion.Tick(0)
	if len(frames) > 0 {
		lastFrame = frames[len(frames)-1]
	}
	var from, until motion.Tick
	for object, properties := range s.log.State() {
		var start motion.Tick
		if _, err := fmt.Sscanf(object, "gap:%d", &start); err == nil && start >= from {
			from = start
			if err := json.Unmarshal(properties["until"], &until); err != nil {
				t.Fatal(err)
			}
		}
	}
	if until == 0 || from+motion.TickHz < lastFrame || until < lastFrame {
		t.Fatalf("round %d: frames until %d, gap from %d until %d", round, lastFrame, from, until)
	}
	recorded := map[int64]bool{}
	for slot, samples := range s.recorded() {
		for i, sample := range samples {
			if i > 0 && sample.Tick <= samples[i-1].Tick || sample.Tick >= int64(from) {
				t.Fatalf("round %d: slot %d has tick %d as sample %d; gap from %d", round, slot, sample.Tick, i, from)
			}
			recorded[sample.Tick] = true
		}
	}
	for _, tick := range frames {
		if tick < from && !recorded[int64(tick)] {
			t.Fatalf("round %d: tick %d was seen, lies before the gap at %d, and is not there", round, tick, from)
		}
	}
	for _, p := range s.log.State().Participants() {
		if p.Presence == session.Here {
			t.Fatalf("round %d: %s is still here", round, p.Name)
		}
	}
}

// beVictim serves ten people until it is killed.
func beVictim(dir string) error {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, dir)
	if err != nil {
		return err
	}
	sessions := db.Sessions()
	house := session.NewHouse(sessions, sessions, time.Now, slog.New(slog.DiscardHandler))
	log, err := house.Log(ctx, victimSession)
	if err != nil {
		if log, err = firstLife(ctx, db, house); err != nil {
			return err
		}
	}
	var say sync.Mutex
	tell := func(format string, values ...any) {
		say.Lock()
		defer say.Unlock()
		fmt.Printf(format+"\n", values...)
	}
	for slot := session.Slot(1); slot <= victims; slot++ {
		r, err := log.Attach(slot, session.Hello{Version: session.Version}, anyone)
		if err != nil {
			return err
		}
		go liveVictim(ctx, log, r, slot, tell)
	}
	tell("ready")
	select {}
}

func firstLife(ctx context.Context, db *sqlite.DB, house *session.House) (*session.Log, error) {
	if err := db.Scenes().AddScene(ctx, scenes.Scene{ID: "scene", Added: time.Now()}, scenes.Version{ID: "scene"}); err != nil {
		return nil, err
	}
	log, err := house.Create(ctx, session.Info{ID: victimSession, Title: "Victim", Scene: "scene", Version: "scene"})
	if err != nil {
		return nil, err
	}
	for i := range victims {
		_, err := log.Seat(ctx, session.Seating{Name: fmt.Sprint("Victim ", i), Role: session.Citizen, Language: "en", Mode: "desktop", Recorded: true})
		if err != nil {
			return nil, err
		}
	}
	return log, nil
}

// liveVictim is one client: it moves thirty times a second and keeps three proposals under way.
func liveVictim(ctx context.Context, log *session.Log, r *session.Reader, slot session.Slot, tell func(string, ...any)) {
	var mu sync.Mutex // one message at a time
	send := func(message []byte) {
		mu.Lock()
		defer mu.Unlock()
		_ = r.Receive(message)
	}
	opened := log.Info().Opened
	go func() {
		for {
			since := time.Since(opened)
			angle := since.Seconds() + float64(slot)
			head := motion.Transform{Position: [3]float64{angle / 100, 1.6, float64(slot)}, Rotation: [4]float64{0, 0, 0, 1}}
			send(session.AppendPose(nil, session.PoseMessage{CaptureMs: uint32(since / time.Millisecond), Pose: motion.Origin{}.Quantise(head, nil, nil, false)}))
			time.Sleep(time.Second / motion.TickHz)
		}
	}()
	op := uint32(0)
	propose := func() {
		op++
		send(session.AppendPropose(nil, session.Proposal{Op: op, Object: fmt.Sprint("prop:", slot), Property: "n", Value: fmt.Append(nil, op)}))
	}
	for {
		messages, err := r.Next(ctx)
		for _, m := range messages {
			switch m[0] {
			case session.KindWelcome:
				w, _ := session.ParseWelcome(m)
				op = w.LastOp
				for range 3 {
					propose()
				}
			case session.KindEvent:
				if e, _ := session.ParseEvent(m); e.Author == slot {
					tell("a %d %d %d", slot, e.Op, e.Seq)
					propose()
				}
			case session.KindFrame:
				f, _ := motion.ParseFrame(m)
				send(session.AppendAck(nil, f.Tick))
				if slot == 1 {
					tell("f %d", f.Tick)
				}
			}
		}
		if err != nil {
			return
		}
	}
}
