package server_test

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"rehearsal/server/api"
)

// operation is one of the API, with an address that exists and a body that is understood.
type operation struct {
	id, method, path string
	body             any
}

// operations reads all of them from the spec, so that a new one cannot be forgotten.
func operations(t *testing.T, scene api.Scene, s api.Session) []operation {
	t.Helper()
	spec, err := os.ReadFile("api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	bodies := map[string]any{
		"lookUpCode": api.CodeQuery{Code: s.Code}, "join": api.JoinRequest{Code: s.Code, Name: "Robin", Language: "cy", Mode: "plan"},
		"acceptInvitation": api.AcceptInvitation{Token: "none", Name: "Eve", Password: "three small words"},
		"signIn":           api.Credentials{Name: "nobody", Password: "three small words"},
		"addScene":         api.AddScene{Name: "Another", Upload: "none"}, "putThumbnail": []byte("no picture"),
		"renameScene": api.Renaming{Name: "Ours"}, "addVersion": api.AddVersion{Variant: "a", Made: "uploaded", Upload: "none"},
		"repairVersion": api.Repairing{Version: now(scene).Id, Repairs: []string{"none"}}, "editMeaning": api.EditMeaning{Version: now(scene).Id},
		"addVariant": api.AddVariant{Name: "B", Of: now(scene).Id}, "changeVariant": api.ChangeVariant{},
		"openSession": api.OpenSession{Scene: scene.Id, Title: "Another"}, "takeFacilitatorSeat": api.FacilitatorSeat{Language: "en", Mode: "desktop"},
	}
	fill := strings.NewReplacer("{scene}", scene.Id, "{file}", now(scene).Sha256+".glb", "{version}", now(scene).Id, "{variant}", "a", "{session}", s.Id, "{firstTick}", "0")
	var all []operation
	var path, method string
	for line := range strings.Lines(string(spec)) {
		line = strings.TrimRight(line, "\n")
		if m := regexp.MustCompile(`^  (/\S*):$`).FindStringSubmatch(line); m != nil {
			path = m[1]
		} else if m := regexp.MustCompile(`^    (get|head|put|post|delete|patch):$`).FindStringSubmatch(line); m != nil {
			method = strings.ToUpper(m[1])
		} else if m := regexp.MustCompile(`^      operationId: (\w+)$`).FindStringSubmatch(line); m != nil {
			o := operation{m[1], method, fill.Replace(path), bodies[m[1]]}
			if o.id == "compareVersions" {
				o.path += "?a=" + now(scene).Id + "&b=" + now(scene).Id
			}
			all = append(all, o)
		}
	}
	if len(all) < 25 {
		t.Fatalf("only %d operations were found", len(all))
	}
	return all
}

// Who may call what, over HTTP: every operation by everybody. 401 and 403 are the only ways of saying no.
func TestAccessToEveryOperation(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	scene, other := staff.adds("Ours", glb()), staff.adds("Theirs", glbNamed("theirs"))
	ours, theirs := staff.opens(scene, "Ours"), staff.opens(other, "Theirs")
	_, seat := b.joins(ours.Code, "Robin", true)
	_, stranger := b.joins(theirs.Code, "Wren", true)

	forSeats := map[string]bool{"getSeat": true, "takeTicket": true, "getSceneFile": true}
	public := map[string]bool{
		"getHealth": true, "getAbout": true, "getAuthority": true, "lookUpCode": true, "join": true, "openSocket": true,
		"acceptInvitation": true, "signIn": true,
	}
	ending := map[string]bool{"signOut": true, "closeSession": true} // last, or nothing is left to ask for
	try := func(o operation) {
		for name, c := range map[string]*caller{"nobody": b.anybody(), "seat": seat, "stranger": stranger, "invented": {b: b, bearer: "invented"}} {
			got := c.does(o.method, o.path, o.body)
			switch {
			case name == "invented":
				isProblem(t, got, http.StatusUnauthorized, "unknown-seat")
			case public[o.id] || name == "seat" && forSeats[o.id], name == "stranger" && (o.id == "getSeat" || o.id == "takeTicket"):
				if got.StatusCode == http.StatusForbidden || got.StatusCode == http.StatusUnauthorized && o.id != "signIn" {
					t.Errorf("%s by %s: %d %s", o.id, name, got.StatusCode, got.body)
				}
			case name == "nobody":
				isProblem(t, got, http.StatusUnauthorized, "signed-out")
			default:
				isProblem(t, got, http.StatusForbidden, "forbidden")
			}
		}
		got := staff.does(o.method, o.path, o.body)
		if denied := got.StatusCode == http.StatusForbidden; denied != (o.id == "getSeat" || o.id == "takeTicket") {
			t.Errorf("%s by staff: %d %s", o.id, got.StatusCode, got.body)
		}
		if got.StatusCode >= 500 {
			t.Errorf("%s by staff: %d %s", o.id, got.StatusCode, got.body)
		}
	}
	all := operations(t, scene, ours)
	for _, o := range all {
		if !ending[o.id] {
			try(o)
		}
	}
	for _, o := range all {
		if ending[o.id] && o.id != "signOut" {
			try(o)
		}
	}
	if got := staff.does("POST", "/api/staff/sign-out", nil); got.StatusCode != http.StatusNoContent {
		t.Errorf("sign out: %d", got.StatusCode)
	}
	isProblem(t, staff.does("GET", "/api/staff/me", nil), http.StatusUnauthorized, "signed-out")
}

// What is handed out for one purpose is no good for another.
func TestSeatIsNoStaffCookie(t *testing.T) {
	b := open(t)
	staff := b.staff("Siân")
	s := staff.opens(staff.adds("Ours", glb()), "Ours")
	seat, _ := b.joins(s.Code, "Robin", true)
	isProblem(t, (&caller{b: b, cookie: seat.Token}).does("GET", "/api/scenes", nil), http.StatusUnauthorized, "signed-out")
	isProblem(t, (&caller{b: b, bearer: staff.cookie}).does("GET", "/api/scenes", nil), http.StatusUnauthorized, "unknown-seat")
}
