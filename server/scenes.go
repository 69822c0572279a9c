package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"rehearsal/scenes"
	"rehearsal/server/api"
	"rehearsal/server/session"
)

const titleMost = 100 // characters of a scene's or session's name

// ListScenes is the catalogue.
func (s *Server) ListScenes(ctx context.Context, _ api.ListScenesRequestObject) (api.ListScenesResponseObject, error) {
	all, err := s.Catalogue.Scenes(ctx)
	if err != nil {
		return nil, err
	}
	list := api.ListScenes200JSONResponse{Scenes: make([]api.Scene, 0, len(all))}
	for _, scene := range all {
		list.Scenes = append(list.Scenes, wholeScene(scene))
	}
	return list, nil
}

// AddScene receives a file; the catalogue inspects it before anything else happens.
func (s *Server) AddScene(ctx context.Context, q api.AddSceneRequestObject) (api.AddSceneResponseObject, error) {
	name, ok := tidyTitle(q.Params.Name)
	if !ok {
		return nil, errMalformed
	}
	staff := callOf(ctx).asker.Staff
	scene, err := s.Catalogue.Add(ctx, scenes.Scene{Name: name, AddedBy: staff.Name}, q.Body)
	if err != nil {
		return nil, err
	}
	s.Log.Info("a scene was added", "scene", scene.ID, "bytes", scene.Bytes, "staff", staff.ID)
	return api.AddScene201JSONResponse(wholeScene(scene)), nil
}

// GetScene is one scene.
func (s *Server) GetScene(ctx context.Context, q api.GetSceneRequestObject) (api.GetSceneResponseObject, error) {
	scene, err := s.Catalogue.Scene(ctx, q.Scene)
	if err != nil {
		return nil, err
	}
	return api.GetScene200JSONResponse(wholeScene(scene)), nil
}

// GetThumbnail is a scene's picture.
func (s *Server) GetThumbnail(ctx context.Context, q api.GetThumbnailRequestObject) (api.GetThumbnailResponseObject, error) {
	media, picture, err := s.Catalogue.Thumbnail(ctx, q.Scene)
	if err != nil {
		return nil, err
	}
	r := callOf(ctx).request
	sum := sha256.Sum256(picture)
	return reply(func(w http.ResponseWriter) error {
		sandboxed(w, media, hex.EncodeToString(sum[:]), "private, no-cache")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(picture))
		return nil
	}), nil
}

// PutThumbnail keeps the picture that a browser rendered.
func (s *Server) PutThumbnail(ctx context.Context, q api.PutThumbnailRequestObject) (api.PutThumbnailResponseObject, error) {
	if err := s.Catalogue.Picture(ctx, q.Scene, q.Body); err != nil {
		return nil, err
	}
	return api.PutThumbnail204Response{}, nil
}

// GetSceneFile is the file as it was uploaded, to the byte.
func (s *Server) GetSceneFile(ctx context.Context, q api.GetSceneFileRequestObject) (api.GetSceneFileResponseObject, error) {
	scene, err := s.Catalogue.Scene(ctx, q.Scene)
	if err != nil {
		return nil, err
	}
	if q.File != scene.SHA256+".glb" {
		return nil, scenes.ErrNotFound
	}
	content, err := s.Catalogue.Content(ctx, scene)
	if err != nil {
		return nil, err
	}
	r := callOf(ctx).request
	return reply(func(w http.ResponseWriter) error {
		sandboxed(w, "model/gltf-binary", scene.SHA256, immutable)
		http.ServeContent(w, r, "", time.Time{}, content)
		return nil
	}), nil
}

func wholeScene(s scenes.Scene) api.Scene {
	f := s.Report.Figures
	whole := api.Scene{
		Id: s.ID, Name: s.Name, Sha256: s.SHA256, AddedAt: s.Added.UTC(), AddedBy: s.AddedBy, Sample: s.Sample, View: sceneView(s),
		Figures: api.SceneFigures{
			Triangles: f.Triangles, DrawCalls: f.DrawCalls, Materials: f.Materials, Textures: f.Textures, TextureBytes: f.TextureBytes,
			LargestTexture: f.LargestTexture, Nodes: f.Nodes, Animations: f.Animations,
		},
		Problems: sceneProblems(s.Report.Problems),
	}
	if s.Thumbnail {
		whole.Thumbnail = "/api/scenes/" + s.ID + "/thumbnail"
	}
	return whole
}

func sceneView(s scenes.Scene) api.SceneView {
	view := api.SceneView{
		Id: s.ID, Name: s.Name, Url: "/api/scenes/" + s.ID + "/" + s.SHA256 + ".glb", Bytes: s.Bytes,
		Min: s.Report.Min[:], Max: s.Report.Max[:], Spawns: []api.Spawn{}, Touchpoints: []api.Touchpoint{},
	}
	for _, p := range s.Report.Meaning.Spawns {
		spawn := api.Spawn{Position: p.Position[:], Yaw: p.Yaw}
		if p.Name != "" {
			spawn.Name = &p.Name
		}
		view.Spawns = append(view.Spawns, spawn)
	}
	for _, p := range s.Report.Meaning.Touchpoints {
		view.Touchpoints = append(view.Touchpoints, api.Touchpoint{Name: p.Name, Position: p.Position[:]})
	}
	return view
}

func sceneProblems(all []scenes.Problem) []api.SceneProblem {
	list := make([]api.SceneProblem, 0, len(all))
	for _, p := range all {
		one := api.SceneProblem{Code: p.Kind, Severity: "warn", Message: p.Message("en"), Where: p.Where}
		if p.Action == scenes.Refuse {
			one.Severity = "refuse"
		}
		if len(p.Values) > 0 {
			one.Values = &p.Values
		}
		list = append(list, one)
	}
	return list
}

// tidyTitle takes the blanks off a name that staff gave, and says whether it can be used.
func tidyTitle(text string) (string, bool) {
	text = strings.Join(strings.Fields(text), " ")
	return text, text != "" && utf8.ValidString(text) && utf8.RuneCountInString(text) <= titleMost
}

func phaseOf(info session.Info) api.Phase {
	if info.Closed != nil {
		return api.Phase("closed")
	}
	return api.Phase("open")
}
