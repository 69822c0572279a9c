package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"rehearsal/scenes"
	"rehearsal/server/api"
	"rehearsal/server/identity"
	"rehearsal/server/qr"
	"rehearsal/server/session"
)

// ListSessions are all sessions, newest first.
func (s *Server) ListSessions(ctx context.Context, _ api.ListSessionsRequestObject) (api.ListSessionsResponseObject, error) {
	all, err := s.House.Sessions(ctx)
	if err != nil {
		return nil, err
	}
	list := api.ListSessions200JSONResponse{Sessions: make([]api.Session, 0, len(all))}
	versions := map[string]scenes.Version{}
	for _, info := range all {
		people, err := s.House.People(ctx, info.ID)
		if err != nil { // one session's trouble hides neither it nor the others
			s.Log.Error("a session's people could not be listed", "session", info.ID, "error", err)
		}
		version, known := versions[info.Version]
		if !known {
			if version, err = s.Catalogue.Version(ctx, info.Version); err != nil {
				return nil, err
			}
			versions[info.Version] = version
		}
		list.Sessions = append(list.Sessions, s.sessionIn(ctx, info, people, version))
	}
	return list, nil
}

// OpenSession opens a session on a scene and shows how to join it, on the terminal too.
func (s *Server) OpenSession(ctx context.Context, q api.OpenSessionRequestObject) (api.OpenSessionResponseObject, error) {
	title, ok := tidyTitle(q.Body.Title)
	if !ok {
		return nil, fmt.Errorf("open session: %w: title", errMalformed)
	}
	scene, err := s.Catalogue.Scene(ctx, q.Body.Scene)
	if err != nil {
		return nil, err
	}
	variant, err := scene.Variant(q.Body.Variant)
	if err != nil {
		return nil, err
	}
	info := session.Info{
		ID: session.NewID(), Title: title, Scene: scene.ID, Version: variant.Current.ID, Origin: OriginOf(variant.Current.Report),
	}
	if info, err = s.create(ctx, info); err != nil {
		return nil, err
	}
	view, err := s.sessionView(ctx, info)
	if err != nil {
		return nil, err
	}
	s.Log.Info("a session was opened", "session", info.ID, "staff", callOf(ctx).asker.Staff.ID)
	if s.Announce != nil {
		s.Announce(info.Title, identity.ShowCode(info.Code), view.JoinUrl)
	}
	return api.OpenSession201JSONResponse(view), nil
}

// create draws codes until one is free.
func (s *Server) create(ctx context.Context, info session.Info) (session.Info, error) {
	for tries := 0; ; tries++ {
		code, err := identity.NewCode()
		if err != nil {
			return session.Info{}, err
		}
		if used, err := s.Seats.Retired(ctx, code); err != nil {
			return session.Info{}, err
		} else if used {
			continue
		}
		info.Code = code
		log, err := s.House.Create(ctx, info)
		if errors.Is(err, session.ErrCodeTaken) && tries < 10 {
			continue
		}
		if err != nil {
			return session.Info{}, err
		}
		return log.Info(), nil
	}
}

// GetSession is one session.
func (s *Server) GetSession(ctx context.Context, q api.GetSessionRequestObject) (api.GetSessionResponseObject, error) {
	view, err := s.sessionByID(ctx, q.Session)
	return api.GetSession200JSONResponse(view), err
}

// CloseSession ends a session. Its code is remembered, so that whoever comes late hears that it has ended.
func (s *Server) CloseSession(ctx context.Context, q api.CloseSessionRequestObject) (api.CloseSessionResponseObject, error) {
	info, err := s.House.Info(ctx, session.ID(q.Session))
	if err != nil {
		return nil, err
	}
	if err := s.Seats.Retire(ctx, info.Code); err != nil {
		return nil, err
	}
	if info, err = s.House.End(ctx, info.ID); err != nil {
		return nil, err
	}
	s.Log.Info("a session was ended", "session", info.ID, "staff", callOf(ctx).asker.Staff.ID)
	view, err := s.sessionView(ctx, info)
	return api.CloseSession200JSONResponse(view), err
}

// GetSessionQr is the join link as a picture.
func (s *Server) GetSessionQr(ctx context.Context, q api.GetSessionQrRequestObject) (api.GetSessionQrResponseObject, error) {
	info, err := s.House.Info(ctx, session.ID(q.Session))
	if err != nil {
		return nil, err
	}
	link := s.joinLink(callOf(ctx).request, info.Code)
	if link == "" {
		return nil, session.ErrClosed
	}
	picture, err := qr.SVG(link)
	if err != nil {
		return nil, err
	}
	return reply(func(w http.ResponseWriter) error {
		sandboxed(w, "image/svg+xml", "", "no-store")
		_, err := strings.NewReader(picture).WriteTo(w)
		return err
	}), nil
}

func (s *Server) sessionByID(ctx context.Context, id string) (api.Session, error) {
	info, err := s.House.Info(ctx, session.ID(id))
	if err != nil {
		return api.Session{}, err
	}
	return s.sessionView(ctx, info)
}

func (s *Server) sessionView(ctx context.Context, info session.Info) (api.Session, error) {
	people, err := s.House.People(ctx, info.ID)
	if err != nil {
		return api.Session{}, err
	}
	return s.sessionWith(ctx, info, people)
}

func (s *Server) sessionWith(ctx context.Context, info session.Info, people []session.Participant) (api.Session, error) {
	version, err := s.Catalogue.Version(ctx, info.Version)
	if err != nil {
		return api.Session{}, err
	}
	return s.sessionIn(ctx, info, people, version), nil
}

func (s *Server) sessionIn(ctx context.Context, info session.Info, people []session.Participant, version scenes.Version) api.Session {
	view := api.Session{
		Id: string(info.ID), Title: info.Title, Scene: sceneView(version), Variant: version.Variant, VariantName: version.VariantName,
		Version: version.ID, Phase: phaseOf(info), OpenedAt: info.Opened.UTC(),
		Simulated: info.Simulated, Code: info.Code, JoinUrl: s.joinLink(callOf(ctx).request, info.Code),
		People: make([]api.Participant, 0, len(people)),
	}
	if info.Closed != nil {
		closed := info.Closed.UTC()
		view.ClosedAt = &closed
	}
	for _, p := range people {
		if info.Closed != nil && !p.Recorded { // P5: their name was for those who were there
			p.Name = ""
		}
		view.People = append(view.People, api.Participant{
			Slot: int32(p.Slot), Name: p.Name, Role: api.Role(p.Role), Recorded: p.Recorded,
			Mode: api.AccessMode(p.Mode), Presence: api.ParticipantPresence(p.Presence),
		})
	}
	return view
}
