package server

import (
	"rehearsal/scenes"
	"rehearsal/server/api"
)

func wholeScene(s scenes.Scene) api.Scene {
	whole := api.Scene{
		Id: s.ID, Name: s.Name, AddedAt: s.Added.UTC(), AddedBy: s.AddedBy, Sample: s.Sample, Uses: int64(s.Uses),
		Variants: make([]api.Variant, 0, len(s.Variants)),
	}
	for _, v := range s.Variants {
		whole.Variants = append(whole.Variants, api.Variant{Id: v.ID, Name: v.Name, Current: wholeVersion(v.Current)})
	}
	return whole
}

func wholeVersion(v scenes.Version) api.Version {
	f := v.Report.Figures
	whole := api.Version{
		Id: v.ID, Variant: v.Variant, Number: int64(v.Number), Made: api.Made(v.Made), Of: v.Of, At: v.At.UTC(), By: v.By, File: v.File,
		Sha256: v.SHA256, View: sceneView(v), Units: v.Meaning.Units, Up: v.Meaning.Up,
		Figures: api.SceneFigures{
			Triangles: f.Triangles, DrawCalls: f.DrawCalls, Materials: f.Materials, Textures: f.Textures, TextureBytes: f.TextureBytes,
			LargestTexture: f.LargestTexture, Nodes: f.Nodes, Animations: f.Animations,
		},
		Heaviest: make([]api.Heavy, 0, len(v.Report.Heaviest)), Problems: sceneProblems(v.Report.Problems),
		Repairs: make([]api.SceneRepair, 0, len(v.Report.Repairs)),
	}
	for _, h := range v.Report.Heaviest {
		whole.Heaviest = append(whole.Heaviest, api.Heavy{
			Name: h.Name, Kind: api.HeavyKind(h.Kind), Triangles: h.Triangles, DrawCalls: h.DrawCalls, TextureBytes: h.TextureBytes,
		})
	}
	for _, r := range v.Report.Repairs {
		whole.Repairs = append(whole.Repairs, api.SceneRepair{Code: r.Code, Count: int64(r.Count), Where: append([]string{}, r.Where...)})
	}
	if v.Thumbnail {
		whole.Thumbnail = "/api/scenes/" + v.Scene + "/versions/" + v.ID + "/thumbnail"
	}
	return whole
}

func sceneView(v scenes.Version) api.SceneView {
	m := v.Meaning
	view := api.SceneView{
		Id: v.Scene, Name: v.SceneName, Url: "/api/scenes/" + v.Scene + "/" + v.SHA256 + ".glb", Bytes: v.Bytes,
		Min: v.Report.Min[:], Max: v.Report.Max[:],
		Spawns: places(m.Spawns), Seats: places(m.Seats), Touchpoints: places(m.Touchpoints),
		Zones: make([]api.Zone, 0, len(m.Zones)), Links: make([]api.Link, 0, len(m.Links)),
		Floor:  api.Floor{Nodes: append([]string{}, m.Floor.Nodes...), Height: m.Floor.Height, Inferred: m.Floor.Inferred},
		Hidden: append([]string{}, m.Hidden...),
	}
	for _, z := range m.Zones {
		view.Zones = append(view.Zones, api.Zone{Name: z.Name, Node: z.Node, Min: z.Min[:], Max: z.Max[:]})
	}
	for _, l := range m.Links {
		view.Links = append(view.Links, api.Link{Name: l.Name, Node: l.Node, Position: l.Position[:], Address: l.Address})
	}
	return view
}

func places(all []scenes.Place) []api.Place {
	list := make([]api.Place, 0, len(all))
	for _, p := range all {
		list = append(list, api.Place{Name: p.Name, Node: p.Node, Position: p.Position[:], Yaw: p.Yaw, Kind: p.Kind, Party: p.Party})
	}
	return list
}

func sceneProblems(all []scenes.Problem) []api.SceneProblem {
	list := make([]api.SceneProblem, 0, len(all))
	for _, p := range all {
		one := api.SceneProblem{
			Code: p.Code, Kind: p.Kind, Severity: api.SceneProblemSeverity(p.Severity), Action: api.SceneProblemAction(p.Action),
			Pointer: p.Pointer, Where: p.Where, Message: p.Message("en"), Why: p.Why("en"), Todo: p.Do("en"),
		}
		if len(p.Values) > 0 {
			one.Values = &p.Values
		}
		list = append(list, one)
	}
	return list
}

func changes(c scenes.Changes) api.Changes {
	return api.Changes{Added: changesOf(c.Added), Removed: changesOf(c.Removed), Moved: changesOf(c.Moved), Unlisted: int64(c.Unlisted)}
}

func changesOf(all []scenes.Change) []api.Change {
	list := make([]api.Change, 0, len(all))
	for _, c := range all {
		list = append(list, api.Change{Name: c.Name, Kind: api.ChangeKind(c.Kind), From: c.From[:], To: c.To[:], Metres: c.Metres})
	}
	return list
}

// meaningOf reads what a designer says a scene means. Whether it can be kept, the catalogue decides.
func meaningOf(said api.Meaning) (m scenes.Meaning, err error) {
	vector := func(v api.Vector) (p [3]float64) {
		if len(v) != len(p) {
			err = errMalformed
			return p
		}
		return [3]float64(v)
	}
	read := func(all []api.Place) []scenes.Place {
		list := make([]scenes.Place, 0, len(all))
		for _, p := range all {
			list = append(list, scenes.Place{Name: p.Name, Node: p.Node, Position: vector(p.Position), Yaw: p.Yaw, Kind: p.Kind, Party: p.Party})
		}
		return list
	}
	m = scenes.Meaning{
		Spawns: read(said.Spawns), Seats: read(said.Seats), Touchpoints: read(said.Touchpoints), Hidden: said.Hidden,
		Floor: scenes.Floor{Nodes: said.Floor.Nodes, Height: said.Floor.Height, Inferred: said.Floor.Inferred},
	}
	for _, z := range said.Zones {
		m.Zones = append(m.Zones, scenes.Zone{Name: z.Name, Node: z.Node, Min: vector(z.Min), Max: vector(z.Max)})
	}
	for _, l := range said.Links {
		m.Links = append(m.Links, scenes.Link{Name: l.Name, Node: l.Node, Position: vector(l.Position), Address: l.Address})
	}
	return m, err
}
