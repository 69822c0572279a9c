package server_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"rehearsal/server/api"
)

func (c *caller) finds(scene string) api.Scene {
	c.b.t.Helper()
	return is[api.Scene](c.b.t, c.does("GET", "/api/scenes/"+scene, nil), http.StatusOK)
}

func (c *caller) versions(scene string) []api.Version {
	c.b.t.Helper()
	return is[api.VersionList](c.b.t, c.does("GET", "/api/scenes/"+scene+"/versions", nil), http.StatusOK).Versions
}

// meaningOf is what a version means, to be changed and sent back.
func meaningOf(v api.Version) api.Meaning {
	w := v.View
	return api.Meaning{Spawns: w.Spawns, Seats: w.Seats, Touchpoints: w.Touchpoints, Zones: w.Zones, Links: w.Links, Floor: w.Floor, Hidden: w.Hidden}
}

func place(name, kind string, x, z float64) api.Place {
	return api.Place{Name: name, Kind: kind, Position: api.Vector{x, 0, z}}
}

func samePlace(a, b api.Place) bool {
	return a.Name == b.Name && slices.Equal(a.Position, b.Position) && a.Yaw == b.Yaw
}

// A designer's day: a scene is brought and told what it means, another form of it is made and met in, the meeting keeps what it saw whatever
// is done to the scene, and what it saw cannot be deleted. The server is started anew in the middle.
func TestAScenesHistory(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	scene := mari.adds("Foyer", glb())
	at := "/api/scenes/" + scene.Id
	first := now(scene)

	meaning := meaningOf(first)
	meaning.Spawns = []api.Place{place("Front door", "", 0, 4)}
	meaning.Touchpoints = []api.Place{place("Desk", "desk", 1, -2)}
	second := is[api.Version](t, mari.does("POST", at+"/meaning", api.EditMeaning{Version: first.Id, Meaning: meaning}), 201)
	if second.Number != 2 || second.Made != "meaning" || second.Of != first.Id || second.Sha256 != first.Sha256 || second.By != "Mari" ||
		len(second.View.Touchpoints) != 1 || second.View.Touchpoints[0].Kind != "desk" || second.View.Spawns[0].Name != "Front door" {
		t.Errorf("%+v", second)
	}
	if got := now(mari.finds(scene.Id)); got.Id != second.Id {
		t.Errorf("the current version is %d", got.Number)
	}

	scene = is[api.Scene](t, mari.does("POST", at+"/variants", api.AddVariant{Name: "Desk by the door", Of: second.Id}), 201)
	if len(scene.Variants) != 2 || scene.Variants[1].Id != "b" || scene.Variants[1].Current.Number != 1 || scene.Variants[1].Current.Of != second.Id {
		t.Fatalf("%+v", scene.Variants)
	}
	upload := mari.uploads("foyer b.glb", glbNamed("wider"))
	wider := is[api.Version](t, mari.does("POST", at+"/versions", api.AddVersion{Variant: "b", Made: "uploaded", Of: scene.Variants[1].Current.Id, Upload: upload}), 201)
	if wider.Variant != "b" || wider.Number != 2 || wider.File != "foyer b.glb" || wider.Sha256 == first.Sha256 {
		t.Errorf("%+v", wider)
	}

	meeting := is[api.Session](t, mari.does("POST", "/api/sessions", api.OpenSession{Scene: scene.Id, Title: "With the wider desk", Variant: "b"}), 201)
	if meeting.Version != wider.Id || meeting.Variant != "b" || meeting.VariantName != "Desk by the door" || meeting.Scene.Url != wider.View.Url {
		t.Errorf("%+v", meeting)
	}
	_, robin := b.joins(meeting.Code, "Robin", true)

	b.restarts()

	undone := is[api.Scene](t, mari.does("PATCH", at+"/variants/b", map[string]string{"current": scene.Variants[1].Current.Id}), 200)
	if undone.Variants[1].Current.Id != scene.Variants[1].Current.Id || undone.Uses != 1 {
		t.Errorf("%+v", undone)
	}
	if still := is[api.Session](t, mari.does("GET", "/api/sessions/"+meeting.Id, nil), 200); still.Version != wider.Id || still.Scene.Url != wider.View.Url {
		t.Errorf("the session moved: %+v", still)
	}
	if file := robin.does("GET", wider.View.Url, nil); file.StatusCode != 200 || !bytes.Equal(file.body, glbNamed("wider")) {
		t.Errorf("what the session is in: %d", file.StatusCode)
	}
	isProblem(t, robin.does("GET", first.View.Url, nil), http.StatusForbidden, "forbidden")
	if all := mari.versions(scene.Id); len(all) != 4 || all[0].Id != wider.Id || all[3].Id != first.Id || !slices.EqualFunc(all[3].View.Spawns, first.View.Spawns, samePlace) {
		t.Errorf("%d versions", len(all))
	}

	for _, path := range []string{at, at + "/variants/b"} {
		p := isProblem(t, mari.does("DELETE", path, nil), http.StatusConflict, "scene-in-use")
		if p.Sessions == nil || len(*p.Sessions) != 1 || (*p.Sessions)[0].Id != meeting.Id || (*p.Sessions)[0].Title != "With the wider desk" {
			t.Errorf("%s: %+v", path, p)
		}
	}
	if got := mari.does("DELETE", at+"/variants/a", nil); got.StatusCode != http.StatusNoContent {
		t.Errorf("the variant that nobody used: %d %s", got.StatusCode, got.body)
	}
	is[api.Session](t, mari.does("POST", "/api/sessions/"+meeting.Id+"/close", nil), 200)
	isProblem(t, mari.does("DELETE", at, nil), http.StatusConflict, "scene-in-use") // the recording is in it
	is[api.Replay](t, mari.does("GET", "/api/sessions/"+meeting.Id+"/replay", nil), 200)
}

// However often and by how many it is asked for, an upload makes one scene. What it became can be deleted, and is then gone.
func TestAnUploadMakesOneScene(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	upload := mari.uploads("foyer.glb", glb())
	ids := make([]string, 4)
	var asking sync.WaitGroup
	for i := range ids {
		asking.Go(func() {
			var s api.Scene
			if got := mari.does("POST", "/api/scenes", api.AddScene{Name: "Foyer", Upload: upload}); got.StatusCode == http.StatusCreated {
				s = is[api.Scene](t, got, http.StatusCreated)
			}
			ids[i] = s.Id
		})
	}
	asking.Wait()
	if ids[0] == "" || strings.Count(strings.Join(ids, " "), ids[0]) != len(ids) {
		t.Errorf("scenes %q", ids)
	}
	b.restarts()
	if again := is[api.Scene](t, mari.does("POST", "/api/scenes", api.AddScene{Name: "Other name", Upload: upload}), 201); again.Id != ids[0] || again.Name != "Foyer" {
		t.Errorf("%+v", again)
	}
	if got := mari.does("DELETE", "/api/scenes/"+ids[0], nil); got.StatusCode != http.StatusNoContent {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	isProblem(t, mari.does("POST", "/api/scenes", api.AddScene{Name: "Foyer", Upload: upload}), http.StatusNotFound, "not-found")
	isProblem(t, mari.does("GET", "/api/scenes/"+ids[0], nil), http.StatusNotFound, "not-found")
	half := strings.TrimPrefix(mari.begins("half.glb", 100), "/api/uploads/")
	isProblem(t, mari.does("POST", "/api/scenes", api.AddScene{Name: "Half", Upload: half}), http.StatusConflict, "upload-unfinished")
}

// A content is kept as long as one version has it, whoever brought it first.
func TestTwoScenesOfOneContent(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	one, two := mari.adds("One", glb()), mari.adds("Two", glb())
	if now(one).Sha256 != now(two).Sha256 {
		t.Fatal("two contents")
	}
	if got := mari.does("DELETE", "/api/scenes/"+one.Id, nil); got.StatusCode != http.StatusNoContent {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	b.restarts()
	if file := mari.does("GET", now(two).View.Url, nil); !bytes.Equal(file.body, glb()) {
		t.Errorf("the other's file: %d", file.StatusCode)
	}
	isProblem(t, mari.does("GET", now(one).View.Url, nil), http.StatusNotFound, "not-found")
	if three := mari.adds("Three", glb()); now(three).Sha256 != now(two).Sha256 {
		t.Error("another content")
	}
}

// What a designer says and nobody could stand in is told back, and changes nothing.
func TestMeaningIsHeldToBounds(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	scene := mari.adds("Foyer", glb())
	at, first := "/api/scenes/"+scene.Id+"/meaning", now(scene)
	for name, spoil := range map[string]func(*api.Meaning){
		"no way in": func(m *api.Meaning) { m.Spawns = nil },
		"far away":  func(m *api.Meaning) { m.Spawns[0].Position = api.Vector{1e9, 0, 0} },
		"no name":   func(m *api.Meaning) { m.Touchpoints = []api.Place{place("", "desk", 0, 0)} },
		"no kind":   func(m *api.Meaning) { m.Touchpoints = []api.Place{place("Desk", "boat", 0, 0)} },
		"too many":  func(m *api.Meaning) { m.Seats = slices.Repeat([]api.Place{place("Seat", "", 0, 0)}, 300) },
		"no address": func(m *api.Meaning) {
			m.Links = []api.Link{{Name: "x", Position: api.Vector{0, 0, 0}, Address: "javascript:alert(1)"}}
		},
	} {
		m := meaningOf(first)
		m.Spawns = []api.Place{place("Door", "", 0, 0)}
		spoil(&m)
		if p := isProblem(t, mari.does("POST", at, api.EditMeaning{Version: first.Id, Meaning: m}), http.StatusUnprocessableEntity, "meaning-unusable"); p.Type == "" {
			t.Error(name)
		}
	}
	short := meaningOf(first)
	short.Spawns = []api.Place{{Name: "Door", Position: api.Vector{1, 2}}}
	isProblem(t, mari.does("POST", at, api.EditMeaning{Version: first.Id, Meaning: short}), http.StatusBadRequest, "malformed")
	isProblem(t, mari.does("POST", at, api.EditMeaning{Version: "none", Meaning: meaningOf(first)}), http.StatusNotFound, "not-found")
	if all := mari.versions(scene.Id); len(all) != 1 {
		t.Errorf("%d versions", len(all))
	}
}

// A variant is asked for in one way, and a version only of its own scene.
func TestVariantsOfOtherScenesAreNotMixed(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	one, two := mari.adds("One", glb()), mari.adds("Two", glbNamed("two"))
	at := "/api/scenes/" + one.Id
	isProblem(t, mari.does("POST", at+"/variants", api.AddVariant{Name: "B"}), http.StatusBadRequest, "malformed")
	isProblem(t, mari.does("POST", at+"/variants", api.AddVariant{Name: "B", Of: now(one).Id, Upload: "x"}), http.StatusBadRequest, "malformed")
	isProblem(t, mari.does("POST", at+"/variants", api.AddVariant{Name: "B", Of: now(two).Id}), http.StatusNotFound, "not-found")
	isProblem(t, mari.does("PATCH", at+"/variants/a", map[string]string{"current": now(two).Id}), http.StatusNotFound, "not-found")
	isProblem(t, mari.does("PATCH", at+"/variants/c", map[string]string{"name": "C"}), http.StatusNotFound, "not-found")
	isProblem(t, mari.does("GET", at+"/compare?a="+now(one).Id+"&b="+now(two).Id, nil), http.StatusNotFound, "not-found")
	isProblem(t, mari.does("GET", at+"/versions/"+now(two).Id+"/export", nil), http.StatusNotFound, "not-found")
	isProblem(t, mari.does("GET", at+"/"+now(two).Sha256+".glb", nil), http.StatusNotFound, "not-found")
	isProblem(t, mari.does("DELETE", at+"/variants/a", nil), http.StatusConflict, "last-variant")
	isProblem(t, mari.does("POST", "/api/sessions", api.OpenSession{Scene: one.Id, Title: "x", Variant: "b"}), http.StatusNotFound, "not-found")
	upload := mari.uploads("three.glb", glbNamed("three"))
	for _, wrong := range []api.AddVersion{{Variant: "", Made: "uploaded"}, {Variant: "b", Made: "uploaded"}, {Variant: "a", Made: "uploaded", Of: now(two).Id}} {
		wrong.Upload = upload
		isProblem(t, mari.does("POST", at+"/versions", wrong), http.StatusNotFound, "not-found")
	}
	isProblem(t, mari.does("POST", at+"/versions", api.AddVersion{Variant: "a", Made: "sample", Upload: upload}), http.StatusBadRequest, "malformed")
	is[api.Version](t, mari.does("POST", at+"/versions", api.AddVersion{Variant: "a", Made: "uploaded", Upload: upload}), 201)
	isProblem(t, mari.does("POST", "/api/scenes/"+two.Id+"/versions", api.AddVersion{Variant: "a", Made: "uploaded", Upload: upload}), http.StatusNotFound, "not-found")
	renamed := is[api.Scene](t, mari.does("PATCH", at, api.Renaming{Name: " Town  hall "}), 200)
	if renamed.Name != "Town hall" || now(renamed).View.Name != "Town hall" {
		t.Errorf("%+v", renamed)
	}
}

// What differs is listed by name: of two files, and of two meanings of one.
func TestVersionsAreCompared(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	scene := mari.adds("Foyer", glb())
	at, first := "/api/scenes/"+scene.Id, now(scene)
	m := meaningOf(first)
	m.Spawns = []api.Place{place("Door", "", 0, 4)}
	m.Touchpoints = []api.Place{place("Desk", "desk", 0, 0)}
	second := is[api.Version](t, mari.does("POST", at+"/meaning", api.EditMeaning{Version: first.Id, Meaning: m}), 201)
	m.Touchpoints = []api.Place{place("Desk", "desk", 3, 4), place("Kiosk", "kiosk", 1, 1)}
	third := is[api.Version](t, mari.does("POST", at+"/meaning", api.EditMeaning{Version: second.Id, Meaning: m}), 201)
	x := is[api.Comparison](t, mari.does("GET", at+"/compare?a="+second.Id+"&b="+third.Id, nil), 200)
	if !x.SameFile || len(x.Nodes.Added)+len(x.Nodes.Moved)+len(x.Nodes.Removed) != 0 || len(x.Places.Added) != 1 || x.Places.Added[0].Name != "Kiosk" ||
		len(x.Places.Moved) != 1 || x.Places.Moved[0].Metres != 5 || x.Places.Moved[0].Kind != "touchpoint" || len(x.Places.Removed) != 0 {
		t.Errorf("%+v", x)
	}
	other := is[api.Version](t, mari.does("POST", at+"/versions", api.AddVersion{Variant: "a", Made: "uploaded", Upload: mari.uploads("b.glb", glbNamed("desk"))}), 201)
	x = is[api.Comparison](t, mari.does("GET", at+"/compare?a="+first.Id+"&b="+other.Id, nil), 200)
	if x.SameFile || x.A.Id != first.Id || x.B.Id != other.Id || len(x.Nodes.Added) != 1 || x.Nodes.Added[0].Name != "desk" || len(x.Nodes.Removed) != 1 || x.Nodes.Removed[0].Name != "floor" {
		t.Errorf("%+v", x.Nodes)
	}
}

// What a designer said goes with the file, and comes back when it is brought again.
func TestExportCarriesTheMeaning(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	scene := mari.adds("Derbynfa", glb())
	m := meaningOf(now(scene))
	m.Spawns = []api.Place{place("Drws", "", 0, 4)}
	m.Touchpoints = []api.Place{place("Desg", "desk", 1, -2)}
	said := is[api.Version](t, mari.does("POST", "/api/scenes/"+scene.Id+"/meaning", api.EditMeaning{Version: now(scene).Id, Meaning: m}), 201)
	file := mari.does("GET", "/api/scenes/"+scene.Id+"/versions/"+said.Id+"/export", nil)
	if file.StatusCode != 200 || !bytes.HasPrefix(file.body, []byte("glTF")) || file.Header.Get("Content-Type") != "model/gltf-binary" ||
		file.Header.Get("Content-Disposition") != `attachment; filename="Derbynfa A 2.glb"` {
		t.Fatalf("%d %v", file.StatusCode, file.Header)
	}
	back := now(mari.adds("Back", file.body))
	if len(back.View.Spawns) != 1 || back.View.Spawns[0].Name != "Drws" || len(back.View.Touchpoints) != 1 || back.View.Touchpoints[0].Name != "Desg" ||
		back.View.Touchpoints[0].Kind != "desk" || !slices.Equal(back.View.Touchpoints[0].Position, []float64{1, 0, -2}) {
		t.Errorf("%+v", back.View)
	}
}

// Repairs are offered, chosen and made to a version of their own; the one before stays as it was.
func TestRepairIsAVersionOfItsOwn(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	broken := bytes.Replace(glb(), []byte(`"max":[5,0,5]`), []byte(`"max":[9,0,9]`), 1)
	scene := mari.adds("Foyer", broken)
	at, first := "/api/scenes/"+scene.Id, now(scene)
	if len(first.Repairs) != 1 || first.Repairs[0].Code != "bounds" {
		t.Fatalf("offered: %+v, problems: %+v", first.Repairs, first.Problems)
	}
	isProblem(t, mari.does("POST", at+"/repairs", api.Repairing{Version: first.Id, Repairs: []string{"units-inches"}}), http.StatusUnprocessableEntity, "repair-unknown")
	isProblem(t, mari.does("POST", at+"/repairs", api.Repairing{Version: first.Id, Repairs: []string{}}), http.StatusBadRequest, "malformed")
	mended := is[api.Version](t, mari.does("POST", at+"/repairs", api.Repairing{Version: first.Id, Repairs: []string{"bounds"}}), 201)
	if mended.Made != "repaired" || mended.Of != first.Id || mended.Number != 2 || len(mended.Repairs) != 0 || mended.Sha256 == first.Sha256 {
		t.Errorf("%+v", mended)
	}
	if got := now(mari.finds(scene.Id)); got.Id != mended.Id {
		t.Errorf("the current version is %d", got.Number)
	}
	if before := mari.does("GET", first.View.Url, nil); !bytes.Equal(before.body, broken) {
		t.Error("the version before is not what it was")
	}
	isProblem(t, mari.does("POST", at+"/repairs", api.Repairing{Version: mended.Id, Repairs: []string{"bounds"}}), http.StatusUnprocessableEntity, "repair-unknown")
}

// What the designer said goes along when the file is mended or made lighter, and is not there again when another file is brought.
func TestWhatWasSaidGoesAlong(t *testing.T) {
	b := open(t)
	mari := b.staff("Mari")
	scene := mari.adds("Foyer", bytes.Replace(glb(), []byte(`"max":[5,0,5]`), []byte(`"max":[4,0,5]`), 1))
	at, m := "/api/scenes/"+scene.Id, meaningOf(now(scene))
	m.Touchpoints = []api.Place{place("Desk", "desk", 1, -2)}
	said := is[api.Version](t, mari.does("POST", at+"/meaning", api.EditMeaning{Version: now(scene).Id, Meaning: m}), 201)
	mended := is[api.Version](t, mari.does("POST", at+"/repairs", api.Repairing{Version: said.Id, Repairs: []string{"bounds"}}), 201)
	lighter := is[api.Version](t, mari.does("POST", at+"/versions", api.AddVersion{
		Variant: "a", Of: mended.Id, Made: "lighter", Upload: mari.uploads("lighter.glb", glb()),
	}), 201)
	for _, v := range []api.Version{mended, lighter} {
		if len(v.View.Touchpoints) != 1 || v.View.Touchpoints[0].Name != "Desk" || !slices.Equal(v.View.Touchpoints[0].Position, []float64{1, 0, -2}) {
			t.Errorf("%s: %+v", v.Made, v.View.Touchpoints)
		}
	}
	other := is[api.Version](t, mari.does("POST", at+"/versions", api.AddVersion{
		Variant: "a", Of: lighter.Id, Made: "uploaded", Upload: mari.uploads("other.glb", glbNamed("other")),
	}), 201)
	if len(other.View.Touchpoints) != 0 {
		t.Errorf("another file: %+v", other.View.Touchpoints)
	}
}
