package server

import (
	"context"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"rehearsal/scenes"
	"rehearsal/server/api"
	"rehearsal/server/session"
)

const titleMost = 100 // characters of a scene's, variant's or session's name

// ListScenes is the catalogue.
func (s *Server) ListScenes(ctx context.Context, _ api.ListScenesRequestObject) (api.ListScenesResponseObject, error) {
	all, err := s.Catalogue.Scenes(ctx)
	if err != nil {
		return nil, err
	}
	list := api.ListScenes200JSONResponse{MostBytes: s.Catalogue.MostBytes(), Scenes: make([]api.Scene, 0, len(all))}
	for _, scene := range all {
		list.Scenes = append(list.Scenes, wholeScene(scene))
	}
	return list, nil
}

// AddScene makes a scene of an upload; the catalogue inspects it before anything else happens.
func (s *Server) AddScene(ctx context.Context, q api.AddSceneRequestObject) (api.AddSceneResponseObject, error) {
	name, ok := tidyTitle(q.Body.Name)
	if !ok {
		return nil, errMalformed
	}
	staff := callOf(ctx).asker.Staff
	scene, err := s.Catalogue.AddScene(ctx, name, q.Body.Upload, staff.Name)
	if err != nil {
		return nil, err
	}
	s.Log.Info("a scene was added", "scene", scene.ID, "staff", staff.ID)
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

// RenameScene calls a scene something else.
func (s *Server) RenameScene(ctx context.Context, q api.RenameSceneRequestObject) (api.RenameSceneResponseObject, error) {
	name, ok := tidyTitle(q.Body.Name)
	if !ok {
		return nil, errMalformed
	}
	if err := s.Catalogue.RenameScene(ctx, q.Scene, name); err != nil {
		return nil, err
	}
	scene, err := s.Catalogue.Scene(ctx, q.Scene)
	return api.RenameScene200JSONResponse(wholeScene(scene)), err
}

// DeleteScene deletes a scene that no session used.
func (s *Server) DeleteScene(ctx context.Context, q api.DeleteSceneRequestObject) (api.DeleteSceneResponseObject, error) {
	if err := s.Catalogue.DeleteScene(ctx, q.Scene); err != nil {
		return nil, err
	}
	s.Log.Info("a scene was deleted", "scene", q.Scene, "staff", callOf(ctx).asker.Staff.ID)
	return api.DeleteScene204Response{}, nil
}

// GetSceneFile is a file as it was kept, to the byte. Whether a seat may have it was decided by its hash, on the way in.
func (s *Server) GetSceneFile(ctx context.Context, q api.GetSceneFileRequestObject) (api.GetSceneFileResponseObject, error) {
	sha256, ok := strings.CutSuffix(q.File, ".glb")
	if !ok {
		return nil, scenes.ErrNotFound
	}
	content, err := s.Catalogue.File(ctx, q.Scene, sha256)
	if err != nil {
		return nil, err
	}
	r := callOf(ctx).request
	return reply(func(w http.ResponseWriter) error {
		sandboxed(w, "model/gltf-binary", sha256, immutable)
		http.ServeContent(w, r, "", time.Time{}, content)
		return nil
	}), nil
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
