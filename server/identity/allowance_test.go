package identity

import (
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestAllowanceLocksAndComesBack(t *testing.T) {
	c := newClock()
	a := NewAllowance(3, 10*time.Second, c.now)
	for range 3 {
		if _, ok := a.Take("k"); !ok {
			t.Fatal("locked too early")
		}
		a.Settle("k", true)
	}
	wait, ok := a.Take("k")
	if ok || wait != 10*time.Second {
		t.Errorf("after three: %v, wait %v", ok, wait)
	}
	if _, ok := a.Take("other"); !ok {
		t.Error("another key was locked too")
	}
	c.passes(10 * time.Second)
	if _, ok := a.Take("k"); !ok {
		t.Error("still locked after the wait")
	}
	a.Settle("k", true)
	if _, ok := a.Take("k"); ok {
		t.Error("two attempts came back at once")
	}
}

// An attempt that turns out right costs nothing.
func TestAllowanceGivesBack(t *testing.T) {
	a := NewAllowance(3, time.Hour, newClock().now)
	for range 100 {
		if _, ok := a.Take("k"); !ok {
			t.Fatal("right attempts were counted")
		}
		a.Settle("k", false)
	}
	if a.Guilty("k") || len(a.spent) != 0 {
		t.Errorf("something is left: %v", a.spent)
	}
}

// Of many attempts at once no more than the burst go on.
func TestAllowanceHoldsAttemptsUnderWay(t *testing.T) {
	a := NewAllowance(10, time.Hour, newClock().now)
	var all sync.WaitGroup
	var went atomic.Int32
	for range 60 {
		all.Go(func() {
			if _, ok := a.Take("k"); ok {
				went.Add(1)
			}
		})
	}
	all.Wait()
	if went.Load() != 10 {
		t.Errorf("%d went on at once", went.Load())
	}
}

// However much is spent, all of it has come back after burst times every: nobody is locked out for a day.
func TestAllowanceOwesAtMostTheBurst(t *testing.T) {
	c := newClock()
	a := NewAllowance(10, time.Minute, c.now)
	for range 10_000 {
		a.Spend("k")
	}
	wait, ok := a.Take("k")
	if ok || wait > time.Minute {
		t.Errorf("%v, wait %v", ok, wait)
	}
	c.passes(time.Minute)
	if _, ok := a.Take("k"); !ok {
		t.Error("still locked out")
	}
}

func TestAllowanceKnowsWhoWasWrong(t *testing.T) {
	c := newClock()
	a := NewAllowance(10, time.Minute, c.now)
	a.Take("k")
	if a.Guilty("k") {
		t.Error("guilty before it is known")
	}
	a.Settle("k", true)
	if !a.Guilty("k") || a.Guilty("other") {
		t.Error("who was wrong is not known")
	}
	c.passes(time.Minute)
	if a.Guilty("k") {
		t.Error("never forgiven")
	}
}

func TestAllowanceTakesBoundedMemory(t *testing.T) {
	a := NewAllowance(3, time.Hour, newClock().now)
	if _, ok := a.Take("under way"); !ok {
		t.Fatal("locked too early")
	}
	for i := range 3 * keysMost {
		a.Spend(strconv.Itoa(i))
	}
	if len(a.spent) > keysMost {
		t.Errorf("%d keys are kept", len(a.spent))
	}
	if a.spent["under way"].held != 1 {
		t.Error("an attempt under way was forgotten")
	}
}
