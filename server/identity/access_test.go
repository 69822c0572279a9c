package identity

import (
	"encoding/json"
	"errors"
	"os"
	"regexp"
	"testing"
)

// Every operation of the API has a row, and no row is about something else.
func TestOperationsAreThoseOfTheAPI(t *testing.T) {
	spec, err := os.ReadFile("../api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	inSpec := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\s+operationId: (\w+)$`).FindAllStringSubmatch(string(spec), -1) {
		inSpec[m[1]] = true
		if operations[m[1]] == 0 {
			t.Errorf("%s: nobody said who may call it", m[1])
		}
	}
	for id := range operations {
		if !inSpec[id] {
			t.Errorf("%s: not in the API", id)
		}
	}
	if len(inSpec) < 20 {
		t.Fatalf("only %d operations were found in the spec", len(inSpec))
	}
}

// A citizen's code opens only that session.
func TestSeatOpensOnlyItsOwnSessionSceneAndVersion(t *testing.T) {
	own := Target{Session: "s1", Scene: "c1", File: "f1"}
	seat := Asker{Kind: SeatKind, Seat: Seat{Session: "s1", Scene: "c1", File: "f1", Slot: 3, Role: roleFacilitator}}
	for id, who := range operations {
		takesSeat := who == everyone || who == seatOnly || who == staffOrSeat
		if err := MayCall(seat, id, own); (err == nil) != takesSeat {
			t.Errorf("%s with the own seat: %v", id, err)
		}
		if who == everyone {
			continue
		}
		for _, other := range []Target{{Session: "s2"}, {Scene: "c2"}, {Session: "s1", Scene: "c2"}, {Scene: "c1", File: "f2"}} {
			if err := MayCall(seat, id, other); !errors.Is(err, ErrForbidden) {
				t.Errorf("%s about %v with another session's seat: %v", id, other, err)
			}
		}
	}
}

func TestOperationsByKindOfAsker(t *testing.T) {
	for id, who := range operations {
		anonymous := MayCall(Asker{}, id, Target{})
		if (anonymous == nil) != (who == everyone) || anonymous != nil && !errors.Is(anonymous, ErrSignIn) {
			t.Errorf("%s, anonymous: %v", id, anonymous)
		}
		staff := MayCall(Asker{Kind: StaffKind}, id, Target{Session: "any", Scene: "any"})
		if (staff == nil) != (who != seatOnly) {
			t.Errorf("%s, staff: %v", id, staff)
		}
	}
	if err := MayCall(Asker{Kind: StaffKind}, "inventedOperation", Target{}); !errors.Is(err, ErrForbidden) {
		t.Errorf("an operation in no row: %v", err)
	}
	ended := Asker{Kind: SeatKind, Seat: Seat{Session: "s1", Scene: "c1", Ended: true}}
	if err := MayCall(ended, "getSceneFile", Target{Scene: "c1"}); !errors.Is(err, ErrForbidden) {
		t.Errorf("the scene after the session has ended: %v", err)
	}
}

// Every row of docs/PROTOCOL.md 5, with everybody who may not write it.
func TestWritesOnTheSocket(t *testing.T) {
	for _, c := range []struct {
		object, property, value string
		citizen, facilitator    bool
	}{
		{"participant:3", "presence", `"left"`, true, true},
		{"participant:3", "presence", `"here"`, false, false},
		{"participant:3", "presence", `"away"`, false, false},
		{"participant:4", "presence", `"left"`, false, false},
		{"participant:3", "mode", `"plan"`, true, true},
		{"participant:3", "mode", `"boat"`, false, false},
		{"participant:4", "mode", `"plan"`, false, false},
		{"participant:3", "recorded", `false`, true, true},
		{"participant:3", "recorded", `"false"`, false, false},
		{"participant:3", "recorded", `null`, false, false},
		{"participant:4", "recorded", `true`, false, false},
		{"participant:3", "hand", `true`, true, true},
		{"participant:03", "hand", `true`, false, false},
		{"participant:3x", "hand", `true`, false, false},
		{"participant:", "hand", `true`, false, false},
		{"participant", "hand", `true`, false, false},
		{"participant:3", "name", `"Mallory"`, false, false},
		{"participant:3", "role", `"facilitator"`, false, false},
		{"participant:3", "language", `"cy"`, false, false},
		{"session", "phase", `"closed"`, false, false},
		{"session", "title", `"ours now"`, false, false},
		{"session", "scene", `"other"`, false, false},
		{"gap:10", "until", `20`, false, false},
		{"bookmark:3-7", "label", `"Queue begins"`, false, true},
		{"bookmark:3-7", "label", `null`, false, true},
		{"bookmark:3-7", "label", `7`, false, false},
		{"bookmark:4-7", "label", `"someone else's"`, false, false},
		{"bookmark:3-07", "label", `"x"`, false, false},
		{"bookmark:3-0", "label", `"x"`, false, false},
		{"bookmark:3", "label", `"x"`, false, false},
		{"bookmark:3-7", "colour", `"red"`, false, false},
		{"", "", ``, false, false},
	} {
		for role, want := range map[string]bool{roleCitizen: c.citizen, roleFacilitator: c.facilitator, "": false, "staff": false} {
			if got := MayWrite(3, role, c.object, c.property, json.RawMessage(c.value)); got != want {
				t.Errorf("%q writes %s to %s.%s: %v", role, c.value, c.object, c.property, got)
			}
		}
	}
	long, _ := json.Marshal(string(make([]rune, 201)))
	if MayWrite(3, roleFacilitator, "bookmark:3-7", "label", long) {
		t.Error("a label of 201 characters was allowed")
	}
}
