package server

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"rehearsal/server/api"
	"rehearsal/server/identity"
)

// AcceptInvitation makes whoever holds a one-time link a member of staff.
func (s *Server) AcceptInvitation(ctx context.Context, q api.AcceptInvitationRequestObject) (api.AcceptInvitationResponseObject, error) {
	r := callOf(ctx).request
	settle, err := attempt(try{s.limits.signIns, s.addressOf(r)})
	if err != nil {
		return nil, err
	}
	wrong := true
	defer func() { settle(wrong) }()
	staff, cookie, err := s.Accounts.Accept(ctx, q.Body.Token, q.Body.Name, q.Body.Password)
	wrong = errors.Is(err, identity.ErrInvitation)
	if err != nil {
		return nil, err
	}
	s.Log.Info("a member of staff was added", "staff", staff.ID)
	return api.AcceptInvitation201JSONResponse{
		Body:    api.Staff{Name: staff.Name},
		Headers: api.AcceptInvitation201ResponseHeaders{SetCookie: s.setCookie(r, cookie, int(identity.SignInLife.Seconds()))},
	}, nil
}

// SignIn lets a member of staff in. Wrong attempts are counted for the address and for the name.
func (s *Server) SignIn(ctx context.Context, q api.SignInRequestObject) (api.SignInResponseObject, error) {
	r := callOf(ctx).request
	address, name := s.addressOf(r), strings.ToLower(strings.TrimSpace(q.Body.Name))
	settle, err := attempt(try{s.limits.signIns, address}, try{s.limits.signInsNamed, name})
	if err != nil {
		return nil, err
	}
	wrong := true
	defer func() { settle(wrong) }()
	staff, cookie, err := s.Accounts.SignIn(ctx, q.Body.Name, q.Body.Password)
	if wrong = errors.Is(err, identity.ErrCredentials); wrong {
		s.Log.Info("a sign-in failed", "address", address)
	}
	if err != nil {
		return nil, err
	}
	s.Log.Info("a member of staff signed in", "staff", staff.ID)
	return api.SignIn200JSONResponse{
		Body:    api.Staff{Name: staff.Name},
		Headers: api.SignIn200ResponseHeaders{SetCookie: s.setCookie(r, cookie, int(identity.SignInLife.Seconds()))},
	}, nil
}

// SignOut revokes the cookie and takes it from the browser.
func (s *Server) SignOut(ctx context.Context, _ api.SignOutRequestObject) (api.SignOutResponseObject, error) {
	r := callOf(ctx).request
	if cookie, err := r.Cookie(s.cookieName(r)); err == nil {
		if err := s.Accounts.SignOut(ctx, cookie.Value); err != nil {
			return nil, err
		}
	}
	return api.SignOut204Response{Headers: api.SignOut204ResponseHeaders{SetCookie: s.setCookie(r, "", -1)}}, nil
}

// GetMe says who is signed in.
func (s *Server) GetMe(ctx context.Context, _ api.GetMeRequestObject) (api.GetMeResponseObject, error) {
	return api.GetMe200JSONResponse{Name: callOf(ctx).asker.Staff.Name}, nil
}

// InviteStaff makes a one-time link for a colleague. Its token is in the fragment, which browsers do not send.
func (s *Server) InviteStaff(ctx context.Context, _ api.InviteStaffRequestObject) (api.InviteStaffResponseObject, error) {
	token, expires, err := s.Accounts.Invite(ctx)
	if err != nil {
		return nil, err
	}
	return api.InviteStaff201JSONResponse{Link: WelcomeLink(s.base(callOf(ctx).request), token), ExpiresAt: expires.UTC()}, nil
}

// WelcomeLink is the address at which an invitation is redeemed.
func WelcomeLink(base, token string) string { return base + "/staff/welcome#" + token }

// GetHealth answers once the server is ready; before that, nobody listens.
func (s *Server) GetHealth(context.Context, api.GetHealthRequestObject) (api.GetHealthResponseObject, error) {
	return api.GetHealth200TextResponse("ready\n"), nil
}

// GetAbout says who runs this and where it can be reached.
func (s *Server) GetAbout(ctx context.Context, _ api.GetAboutRequestObject) (api.GetAboutResponseObject, error) {
	r := callOf(ctx).request
	addresses := append([]string{}, s.Addresses()...)
	if s.url != nil {
		addresses = []string{s.base(r)}
	}
	return api.GetAbout200JSONResponse{
		Organisation: s.Organisation, Version: s.Version, Secure: s.secure(r),
		Authority: len(s.Authority) > 0, Addresses: addresses,
	}, nil
}

// GetAuthority hands out the certificate of the local authority, to be trusted once on each device.
func (s *Server) GetAuthority(context.Context, api.GetAuthorityRequestObject) (api.GetAuthorityResponseObject, error) {
	if len(s.Authority) == 0 {
		return nil, errNoAuthority
	}
	return reply(func(w http.ResponseWriter) error {
		w.Header().Set("Content-Type", "application/x-x509-ca-cert")
		w.Header().Set("Content-Disposition", `attachment; filename="rehearsal-authority.crt"`)
		_, err := w.Write(s.Authority)
		return err
	}), nil
}
