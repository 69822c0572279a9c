package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"

	"rehearsal/server/api"
	"rehearsal/server/identity"
	"rehearsal/server/session"
)

// LookUpCode tells what a join code opens.
func (s *Server) LookUpCode(ctx context.Context, q api.LookUpCodeRequestObject) (api.LookUpCodeResponseObject, error) {
	info, err := s.find(ctx, q.Body.Code)
	if err != nil {
		return nil, err
	}
	people, err := s.House.People(ctx, info.ID)
	if err != nil {
		return nil, err
	}
	version, err := s.Catalogue.Version(ctx, info.Version)
	if err != nil {
		return nil, err
	}
	return api.LookUpCode200JSONResponse{
		Title: info.Title, Organisation: s.Organisation, Scene: version.SceneName, OfferedName: identity.OfferName(namesOf(people)),
	}, nil
}

// find finds the running session of a code. Only wrong codes use up the allowance, so that a room of headsets behind one address
// joins freely and a guesser soon waits.
func (s *Server) find(ctx context.Context, typed string) (info session.Info, err error) {
	code, ok := identity.ReadCode(typed)
	if !ok {
		return session.Info{}, errUnknownCode
	}
	if late := s.guess(ctx, func() bool {
		info, err = s.House.FindCode(ctx, code)
		return errors.Is(err, session.ErrUnknown)
	}); late != nil {
		return session.Info{}, late
	}
	if !errors.Is(err, session.ErrUnknown) {
		return info, err
	}
	if ended, err := s.Seats.Retired(ctx, code); err != nil || ended {
		return session.Info{}, errors.Join(session.ErrClosed, err)
	}
	return session.Info{}, errUnknownCode
}

// Join takes a seat for a citizen. One address takes seats for a hall at once, and then slowly.
func (s *Server) Join(ctx context.Context, q api.JoinRequestObject) (api.JoinResponseObject, error) {
	info, err := s.find(ctx, q.Body.Code)
	if err != nil {
		return nil, err
	}
	name, err := identity.ParticipantName(q.Body.Name)
	if err != nil {
		return nil, err
	}
	settle, err := attempt(try{s.limits.joins, s.addressOf(callOf(ctx).request)})
	if err != nil {
		return nil, err
	}
	taken := true
	defer func() { settle(taken) }()
	seat, err := s.seat(ctx, info, session.Seating{
		Name: name, Role: session.Citizen, Recorded: q.Body.Recorded, Language: q.Body.Language, Mode: string(q.Body.Mode),
	})
	taken = err == nil
	return api.Join201JSONResponse(seat), err
}

// TakeFacilitatorSeat takes a seat for a member of staff. Staff who lead a session are part of its recording.
func (s *Server) TakeFacilitatorSeat(ctx context.Context, q api.TakeFacilitatorSeatRequestObject) (api.TakeFacilitatorSeatResponseObject, error) {
	info, err := s.House.Info(ctx, session.ID(q.Session))
	if err != nil {
		return nil, err
	}
	name, err := identity.ParticipantName(firstRunes(callOf(ctx).asker.Staff.Name, 40))
	if err != nil {
		return nil, err
	}
	seat, err := s.seat(ctx, info, session.Seating{
		Name: name, Role: session.Facilitator, Recorded: true, Language: q.Body.Language, Mode: string(q.Body.Mode),
	})
	return api.TakeFacilitatorSeat201JSONResponse(seat), err
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// seat writes the participant into the log, then gives out the token: a token without a participant would open nothing.
func (s *Server) seat(ctx context.Context, info session.Info, as session.Seating) (api.Seat, error) {
	if !api.AccessMode(as.Mode).Valid() || len(as.Language) > 12 || !languageTag.MatchString(as.Language) {
		return api.Seat{}, fmt.Errorf("seat in %s: %w: mode or language", info.ID, errMalformed)
	}
	log, err := s.House.Log(ctx, info.ID)
	if err != nil {
		return api.Seat{}, err
	}
	slot, err := log.Seat(ctx, as)
	if err != nil {
		return api.Seat{}, err
	}
	seat := identity.Seat{Session: string(info.ID), Scene: info.Scene, Slot: uint16(slot), Role: string(as.Role)}
	token, err := s.Seats.Give(ctx, seat)
	if err != nil {
		return api.Seat{}, err
	}
	view, err := s.seatView(ctx, seat)
	view.Token = token
	return view, err
}

// GetSeat describes the seat that the token stands for.
func (s *Server) GetSeat(ctx context.Context, _ api.GetSeatRequestObject) (api.GetSeatResponseObject, error) {
	view, err := s.seatView(ctx, callOf(ctx).asker.Seat)
	return api.GetSeat200JSONResponse(view), err
}

// TakeTicket exchanges the token for something that opens one socket.
func (s *Server) TakeTicket(ctx context.Context, _ api.TakeTicketRequestObject) (api.TakeTicketResponseObject, error) {
	seat := callOf(ctx).asker.Seat
	if seat.Ended {
		return nil, session.ErrClosed
	}
	ticket, err := s.tickets.Issue(seat)
	return api.TakeTicket201JSONResponse{Ticket: ticket}, err
}

// OpenSocket turns the request into the participant's socket (socket.go).
func (s *Server) OpenSocket(ctx context.Context, _ api.OpenSocketRequestObject) (api.OpenSocketResponseObject, error) {
	r := callOf(ctx).request
	seat, err := s.admit(r)
	if err != nil {
		return nil, err
	}
	return reply(func(w http.ResponseWriter) error { s.serveSocket(w, r, seat); return nil }), nil
}

func (s *Server) seatView(ctx context.Context, seat identity.Seat) (api.Seat, error) {
	info, err := s.House.Info(ctx, session.ID(seat.Session))
	if err != nil {
		return api.Seat{}, err
	}
	people, err := s.House.People(ctx, info.ID)
	if err != nil {
		return api.Seat{}, err
	}
	version, err := s.Catalogue.Version(ctx, info.Version)
	if err != nil {
		return api.Seat{}, err
	}
	view := api.Seat{
		Session: seat.Session, Slot: int32(seat.Slot), Role: api.Role(seat.Role), Title: info.Title, Organisation: s.Organisation,
		Scene: sceneView(version), Phase: phaseOf(info),
	}
	for _, p := range people {
		if p.Slot == session.Slot(seat.Slot) {
			view.Name, view.Recorded = p.Name, p.Recorded
		}
	}
	return view, nil
}

func namesOf(people []session.Participant) []string {
	names := make([]string, 0, len(people))
	for _, p := range people {
		names = append(names, p.Name)
	}
	return names
}

func firstRunes(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}
