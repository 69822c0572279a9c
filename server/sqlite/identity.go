package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/mattn/go-sqlite3"

	"rehearsal/server/identity"
)

// pastCodeLife is how long an ended session's code is remembered.
const pastCodeLife = 30 * 24 * time.Hour

// Identity keeps accounts, invitations, sign-ins, seats' tokens and the codes of ended sessions, all of them in app.db.
type Identity struct{ app file }

// Identity is the store of who is who.
func (db *DB) Identity() *Identity { return &Identity{db.app} }

// CountStaff is how many accounts there are.
func (s *Identity) CountStaff(ctx context.Context) (n int, err error) {
	if err := s.app.read.QueryRowContext(ctx, "SELECT count(*) FROM staff").Scan(&n); err != nil {
		return 0, fmt.Errorf("count staff: %w", err)
	}
	return n, nil
}

// StaffByName finds an account, whatever the case of the name: identity.ErrUnknownToken.
func (s *Identity) StaffByName(ctx context.Context, name string) (staff identity.Staff, password string, err error) {
	err = s.app.read.QueryRowContext(ctx, "SELECT id, name, password FROM staff WHERE name = ?", name).Scan(&staff.ID, &staff.Name, &password)
	if err != nil {
		return identity.Staff{}, "", unknownToken("staff by name", err)
	}
	return staff, password, nil
}

// Invite keeps an invitation, and forgets those that it supersedes and those that can no longer be used.
func (s *Identity) Invite(ctx context.Context, token identity.Digest, i identity.Invitation) error {
	err := inTx(ctx, s.app.write, func(tx *sql.Tx) error {
		old := i.Expires.Add(-2 * identity.InvitationLife).UnixMilli()
		if _, err := tx.ExecContext(ctx, "DELETE FROM invitation WHERE expires_ms < ?", old); err != nil {
			return err
		}
		staff := sql.NullInt64{Int64: i.Staff, Valid: i.Staff != 0}
		if _, err := tx.ExecContext(ctx, "DELETE FROM invitation WHERE used_ms IS NULL AND (first AND ? OR staff = ?)", i.First, staff); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO invitation (token, expires_ms, first, staff) VALUES (?, ?, ?, ?)",
			token[:], i.Expires.UnixMilli(), i.First, staff)
		return err
	})
	if err != nil {
		return fmt.Errorf("invite: %w", err)
	}
	return nil
}

// Redeem uses an invitation up and adds the account or sets its password, both or neither.
func (s *Identity) Redeem(ctx context.Context, token identity.Digest, now time.Time, name, password string) (staff identity.Staff, err error) {
	err = inTx(ctx, s.app.write, func(tx *sql.Tx) error {
		var whose sql.NullInt64
		err := tx.QueryRowContext(ctx, "UPDATE invitation SET used_ms = ? WHERE token = ? AND used_ms IS NULL AND expires_ms > ? RETURNING staff",
			now.UnixMilli(), token[:], now.UnixMilli()).Scan(&whose)
		if errors.Is(err, sql.ErrNoRows) {
			return identity.ErrInvitation
		}
		if err != nil {
			return err
		}
		if whose.Valid {
			staff, err = resetPassword(ctx, tx, whose.Int64, password)
		} else {
			staff, err = addStaff(ctx, tx, now, name, password)
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM invitation WHERE first AND used_ms IS NULL")
		return err
	})
	if err != nil {
		return identity.Staff{}, fmt.Errorf("redeem invitation: %w", err)
	}
	return staff, nil
}

func addStaff(ctx context.Context, tx *sql.Tx, now time.Time, name, password string) (identity.Staff, error) {
	row, err := tx.ExecContext(ctx, "INSERT INTO staff (name, password, since_ms) VALUES (?, ?, ?)", name, password, now.UnixMilli())
	if isUnique(err) {
		return identity.Staff{}, identity.ErrNameTaken
	}
	if err != nil {
		return identity.Staff{}, err
	}
	id, err := row.LastInsertId()
	return identity.Staff{ID: id, Name: name}, err
}

// resetPassword also signs out whoever is signed in, who may be the reason for it.
func resetPassword(ctx context.Context, tx *sql.Tx, id int64, password string) (identity.Staff, error) {
	staff := identity.Staff{ID: id}
	if _, err := tx.ExecContext(ctx, "DELETE FROM sign_in WHERE staff = ?", id); err != nil {
		return staff, err
	}
	err := tx.QueryRowContext(ctx, "UPDATE staff SET password = ? WHERE id = ? RETURNING name", password, id).Scan(&staff.Name)
	return staff, err
}

// SignIn keeps a cookie's digest, and forgets those that have run out.
func (s *Identity) SignIn(ctx context.Context, token identity.Digest, staff int64, expires time.Time) error {
	err := inTx(ctx, s.app.write, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM sign_in WHERE expires_ms < ?", expires.Add(-identity.SignInLife).UnixMilli()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO sign_in (token, staff, expires_ms) VALUES (?, ?, ?)", token[:], staff, expires.UnixMilli())
		return err
	})
	if err != nil {
		return fmt.Errorf("sign in %d: %w", staff, err)
	}
	return nil
}

// SignedIn finds whose cookie it is: identity.ErrUnknownToken.
func (s *Identity) SignedIn(ctx context.Context, token identity.Digest, now time.Time) (staff identity.Staff, err error) {
	err = s.app.read.QueryRowContext(ctx,
		"SELECT staff.id, staff.name FROM sign_in JOIN staff ON staff.id = sign_in.staff WHERE token = ? AND expires_ms > ?",
		token[:], now.UnixMilli()).Scan(&staff.ID, &staff.Name)
	if err != nil {
		return identity.Staff{}, unknownToken("signed in", err)
	}
	return staff, nil
}

// SignOut revokes a cookie.
func (s *Identity) SignOut(ctx context.Context, token identity.Digest) error {
	if _, err := s.app.write.ExecContext(ctx, "DELETE FROM sign_in WHERE token = ?", token[:]); err != nil {
		return fmt.Errorf("sign out: %w", err)
	}
	return nil
}

// AddSeat keeps a seat's token.
func (s *Identity) AddSeat(ctx context.Context, seat identity.Seat, token identity.Digest) error {
	_, err := s.app.write.ExecContext(ctx, "INSERT INTO participant (session, slot, role, token) VALUES (?, ?, ?, ?)",
		seat.Session, seat.Slot, seat.Role, token[:])
	if err != nil {
		return fmt.Errorf("add seat %s/%d: %w", seat.Session, seat.Slot, err)
	}
	return nil
}

// SeatOf finds the seat a token stands for: identity.ErrUnknownToken.
func (s *Identity) SeatOf(ctx context.Context, token identity.Digest) (seat identity.Seat, err error) {
	err = s.app.read.QueryRowContext(ctx,
		`SELECT session, slot, role, session.scene, version.sha256, closed_ms IS NOT NULL FROM participant
		JOIN session ON session.id = participant.session JOIN version ON version.id = session.version WHERE token = ?`,
		token[:]).Scan(&seat.Session, &seat.Slot, &seat.Role, &seat.Scene, &seat.File, &seat.Ended)
	if err != nil {
		return identity.Seat{}, unknownToken("seat", err)
	}
	return seat, nil
}

// RetireCode remembers the code of a session that ends.
func (s *Identity) RetireCode(ctx context.Context, code string, now time.Time) error {
	err := inTx(ctx, s.app.write, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM past_code WHERE closed_ms < ?", now.Add(-pastCodeLife).UnixMilli()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO past_code (code, closed_ms) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET closed_ms = excluded.closed_ms",
			code, now.UnixMilli())
		return err
	})
	if err != nil {
		return fmt.Errorf("retire code: %w", err)
	}
	return nil
}

// Retired says whether a session of this code has ended.
func (s *Identity) Retired(ctx context.Context, code string) (retired bool, err error) {
	if err := s.app.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM past_code WHERE code = ?)", code).Scan(&retired); err != nil {
		return false, fmt.Errorf("retired code: %w", err)
	}
	return retired, nil
}

func unknownToken(doing string, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return identity.ErrUnknownToken
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func isUnique(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrConstraintUnique
}
