package session_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"rehearsal/server/session"
)

// TestEndRefused (P3, P4): while the end of a session is not decided, whoever comes is asked to come back; when it is refused, whoever
// had gone meanwhile becomes away all the same.
func TestEndRefused(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		alice, bob := s.joins("Alice", true), s.joins("Bob", true)
		gate := make(chan struct{})
		s.store.set(errors.New("disk full"), "", gate)
		ended := make(chan error, 1)
		go func() {
			_, err := s.house.End(t.Context(), s.id)
			ended <- err
		}()
		synctest.Wait()
		bob.drops()
		if _, err := s.log.Attach(bob.slot, session.Hello{Version: session.Version}, anyone); !errors.Is(err, session.ErrStopping) {
			t.Errorf("attached while the session was ending: %v", err)
		}
		time.Sleep(5 * time.Second)
		close(gate)
		if err := <-ended; !errors.Is(err, session.ErrStore) {
			t.Fatalf("ended: %v", err)
		}
		s.store.clear()
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if alice.presence() != session.Here || bob.presence() != session.Away {
			t.Errorf("Alice is %s and Bob, who is gone, %s", alice.presence(), bob.presence())
		}
	})
}

// TestEndTogether: a session that is ended by many at once, while others look at it, is ended once.
func TestEndTogether(t *testing.T) {
	store := newMemory()
	house := session.NewHouse(store, store, time.Now, slog.New(slog.DiscardHandler))
	defer house.Close(t.Context())
	for i := range 300 {
		id := session.ID(fmt.Sprint("s", i))
		if _, err := house.Create(t.Context(), session.Info{ID: id, Scene: "scene", Version: "scene"}); err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if info, err := house.End(t.Context(), id); err != nil || info.Closed == nil {
					t.Errorf("ended: %+v, %v", info, err)
				}
			})
			all.Go(func() {
				if _, err := house.Replay(t.Context(), id); err != nil {
					t.Errorf("replay: %v", err)
				}
			})
		}
		all.Wait()
	}
}

// noLoad is a store whose logs cannot be loaded.
type noLoad struct{ session.Store }

func (noLoad) Load(context.Context, session.ID) (session.Record, error) {
	return session.Record{}, errors.New("assets.db is damaged")
}

// TestPeopleOfAnyLog: who is in a session can be said without opening it, even one that cannot be opened. Nobody is here then.
func TestPeopleOfAnyLog(t *testing.T) {
	tell(t, func(t *testing.T, s *story) {
		s.joins("Alice", true)
		if people, err := s.house.People(t.Context(), s.id); err != nil || len(people) != 1 || people[0].Presence != session.Here {
			t.Errorf("open: %+v, %v", people, err)
		}
		s.store.fail(errors.New("dead"))
		_ = s.house.Close(t.Context())
		s.start()
		s.store.Store = noLoad{s.store.Store}
		people, err := s.house.People(t.Context(), s.id)
		if err != nil || len(people) != 1 || people[0].Name != "Alice" || people[0].Presence != session.Away {
			t.Errorf("not open: %+v, %v", people, err)
		}
		if _, err := s.house.Log(t.Context(), s.id); err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("opened: %v", err)
		}
	})
}
