package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"rehearsal/scenes"
	"rehearsal/server/api"
)

// ListVersions are all of a scene, newest first.
func (s *Server) ListVersions(ctx context.Context, q api.ListVersionsRequestObject) (api.ListVersionsResponseObject, error) {
	all, err := s.Catalogue.Versions(ctx, q.Scene)
	if err != nil {
		return nil, err
	}
	list := api.ListVersions200JSONResponse{Versions: make([]api.Version, 0, len(all))}
	for _, v := range all {
		list.Versions = append(list.Versions, wholeVersion(v))
	}
	return list, nil
}

// AddVersion makes an upload the next version of a variant.
func (s *Server) AddVersion(ctx context.Context, q api.AddVersionRequestObject) (api.AddVersionResponseObject, error) {
	if !q.Body.Made.Valid() {
		return nil, errMalformed
	}
	v, err := s.Catalogue.AddVersion(ctx, q.Body.Upload, scenes.Draft{
		Scene: q.Scene, Variant: q.Body.Variant, Made: scenes.Made(q.Body.Made), Of: q.Body.Of, By: callOf(ctx).asker.Staff.Name,
	})
	if err != nil {
		return nil, err
	}
	s.noteVersion(ctx, v)
	return api.AddVersion201JSONResponse(wholeVersion(v)), nil
}

// EditMeaning makes a version that means what its designer says.
func (s *Server) EditMeaning(ctx context.Context, q api.EditMeaningRequestObject) (api.EditMeaningResponseObject, error) {
	meaning, err := meaningOf(q.Body.Meaning)
	if err != nil {
		return nil, err
	}
	v, err := s.Catalogue.EditMeaning(ctx, q.Scene, q.Body.Version, meaning, callOf(ctx).asker.Staff.Name)
	if err != nil {
		return nil, err
	}
	s.noteVersion(ctx, v)
	return api.EditMeaning201JSONResponse(wholeVersion(v)), nil
}

// RepairVersion makes a version with chosen repairs made.
func (s *Server) RepairVersion(ctx context.Context, q api.RepairVersionRequestObject) (api.RepairVersionResponseObject, error) {
	if len(q.Body.Repairs) == 0 {
		return nil, errMalformed
	}
	v, err := s.Catalogue.Repair(ctx, q.Scene, q.Body.Version, q.Body.Repairs, callOf(ctx).asker.Staff.Name)
	if err != nil {
		return nil, err
	}
	s.noteVersion(ctx, v)
	return api.RepairVersion201JSONResponse(wholeVersion(v)), nil
}

func (s *Server) noteVersion(ctx context.Context, v scenes.Version) {
	s.Log.Info("a version was added", "scene", v.Scene, "variant", v.Variant, "number", v.Number, "made", v.Made, "staff", callOf(ctx).asker.Staff.ID)
}

// AddVariant adds another form of the space, from an upload or from a version there is.
func (s *Server) AddVariant(ctx context.Context, q api.AddVariantRequestObject) (api.AddVariantResponseObject, error) {
	name, ok := tidyTitle(q.Body.Name)
	if !ok || (q.Body.Upload == "") == (q.Body.Of == "") {
		return nil, errMalformed
	}
	by := callOf(ctx).asker.Staff.Name
	var scene scenes.Scene
	var err error
	if q.Body.Of != "" {
		scene, err = s.Catalogue.Branch(ctx, q.Scene, name, q.Body.Of, by)
	} else {
		scene, err = s.Catalogue.AddVariant(ctx, name, q.Body.Upload, scenes.Draft{Scene: q.Scene, Made: scenes.MadeUploaded, By: by})
	}
	if err != nil {
		return nil, err
	}
	s.Log.Info("a variant was added", "scene", scene.ID, "staff", callOf(ctx).asker.Staff.ID)
	return api.AddVariant201JSONResponse(wholeScene(scene)), nil
}

// ChangeVariant renames a variant, or chooses its current version.
func (s *Server) ChangeVariant(ctx context.Context, q api.ChangeVariantRequestObject) (api.ChangeVariantResponseObject, error) {
	if q.Body.Name != nil {
		name, ok := tidyTitle(*q.Body.Name)
		if !ok {
			return nil, errMalformed
		}
		if err := s.Catalogue.RenameVariant(ctx, q.Scene, q.Variant, name); err != nil {
			return nil, err
		}
	}
	if q.Body.Current != nil {
		if err := s.Catalogue.ChooseVersion(ctx, q.Scene, q.Variant, *q.Body.Current); err != nil {
			return nil, err
		}
	}
	scene, err := s.Catalogue.Scene(ctx, q.Scene)
	return api.ChangeVariant200JSONResponse(wholeScene(scene)), err
}

// DeleteVariant deletes a variant that no session used.
func (s *Server) DeleteVariant(ctx context.Context, q api.DeleteVariantRequestObject) (api.DeleteVariantResponseObject, error) {
	if err := s.Catalogue.DeleteVariant(ctx, q.Scene, q.Variant); err != nil {
		return nil, err
	}
	s.Log.Info("a variant was deleted", "scene", q.Scene, "variant", q.Variant, "staff", callOf(ctx).asker.Staff.ID)
	return api.DeleteVariant204Response{}, nil
}

// CompareVersions lists what differs between two versions of a scene.
func (s *Server) CompareVersions(ctx context.Context, q api.CompareVersionsRequestObject) (api.CompareVersionsResponseObject, error) {
	x, a, b, err := s.Catalogue.Compare(ctx, q.Scene, q.Params.A, q.Params.B)
	if err != nil {
		return nil, err
	}
	return api.CompareVersions200JSONResponse{
		A: wholeVersion(a), B: wholeVersion(b), SameFile: x.SameFile, Nodes: changes(x.Nodes), Places: changes(x.Places),
	}, nil
}

// GetThumbnail is a version's picture.
func (s *Server) GetThumbnail(ctx context.Context, q api.GetThumbnailRequestObject) (api.GetThumbnailResponseObject, error) {
	v, err := s.Catalogue.VersionIn(ctx, q.Scene, q.Version)
	if err != nil {
		return nil, err
	}
	media, picture, err := s.Catalogue.Thumbnail(ctx, v.ID)
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
	if err := s.Catalogue.Picture(ctx, q.Scene, q.Version, q.Body); err != nil {
		return nil, err
	}
	return api.PutThumbnail204Response{}, nil
}

// ExportVersion is a version's file with what it means written into it, to be gone on with in other programs.
func (s *Server) ExportVersion(ctx context.Context, q api.ExportVersionRequestObject) (api.ExportVersionResponseObject, error) {
	v, err := s.Catalogue.VersionIn(ctx, q.Scene, q.Version)
	if err != nil {
		return nil, err
	}
	file, size, err := s.Catalogue.Export(ctx, v)
	if err != nil {
		return nil, err
	}
	name := mime.FormatMediaType("attachment", map[string]string{"filename": v.SceneName + " " + v.VariantName + " " + strconv.Itoa(v.Number) + ".glb"})
	return reply(func(w http.ResponseWriter) error {
		sandboxed(w, "model/gltf-binary", "", "no-store")
		w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
		w.Header().Set("Content-Disposition", name)
		_, err := io.Copy(w, file)
		return err
	}), nil
}
