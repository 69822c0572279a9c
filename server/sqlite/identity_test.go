package sqlite

import (
	"context"
	"errors"
	"testing"
	"time"

	"rehearsal/server/identity"
)

func openTemp(t *testing.T) *DB {
	t.Helper()
	return openIn(t, t.TempDir())
}

// openIn opens a directory that may have been used before. A test may close it earlier.
func openIn(t *testing.T, dir string) *DB {
	t.Helper()
	db, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// staffRoom is the accounts over a real file, with a clock that a test moves.
type staffRoom struct {
	*identity.Accounts
	at time.Time
}

func newStaffRoom(t *testing.T, db *DB) *staffRoom {
	t.Helper()
	room := &staffRoom{at: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	accounts, err := identity.NewAccounts(db.Identity(), db.Identity(), func() time.Time { return room.at })
	if err != nil {
		t.Fatal(err)
	}
	room.Accounts = accounts
	return room
}

func (r *staffRoom) invites(t *testing.T) string {
	t.Helper()
	token, _, err := r.Invite(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestInvitationIsUsedOnce(t *testing.T) {
	room := newStaffRoom(t, openTemp(t))
	ctx := t.Context()
	if any, err := room.Any(ctx); any || err != nil {
		t.Fatalf("somebody is there already: %v", err)
	}
	token := room.invites(t)
	staff, cookie, err := room.Accept(ctx, token, " Siân  Jones ", "three small words")
	if err != nil || staff.Name != "Siân Jones" {
		t.Fatalf("%v, %v", staff, err)
	}
	if who, err := room.SignedIn(ctx, cookie); err != nil || who != staff {
		t.Errorf("the cookie is %v's: %v", who, err)
	}
	if _, _, err := room.Accept(ctx, token, "Mallory", "three small words"); !errors.Is(err, identity.ErrInvitation) {
		t.Errorf("a second time: %v", err)
	}
	if _, _, err := room.Accept(ctx, "invented", "Mallory", "three small words"); !errors.Is(err, identity.ErrInvitation) {
		t.Errorf("an invented token: %v", err)
	}
	if any, err := room.Any(ctx); !any || err != nil {
		t.Errorf("nobody is there: %v", err)
	}
}

// A name that is taken leaves the invitation good for another.
func TestInvitationSurvivesATakenName(t *testing.T) {
	room := newStaffRoom(t, openTemp(t))
	if _, _, err := room.Accept(t.Context(), room.invites(t), "Alex", "three small words"); err != nil {
		t.Fatal(err)
	}
	token := room.invites(t)
	if _, _, err := room.Accept(t.Context(), token, "ALEX", "other small words"); !errors.Is(err, identity.ErrNameTaken) {
		t.Errorf("a taken name: %v", err)
	}
	if _, _, err := room.Accept(t.Context(), token, "Sam", "short"); !errors.Is(err, identity.ErrPassword) {
		t.Errorf("a weak password: %v", err)
	}
	if _, _, err := room.Accept(t.Context(), token, "Sam", "other small words"); err != nil {
		t.Errorf("then another: %v", err)
	}
}

func TestInvitationsAndSignInsRunOut(t *testing.T) {
	room := newStaffRoom(t, openTemp(t))
	ctx := t.Context()
	late := room.invites(t)
	_, cookie, err := room.Accept(ctx, room.invites(t), "Alex", "three small words")
	if err != nil {
		t.Fatal(err)
	}
	room.at = room.at.Add(identity.InvitationLife)
	if _, _, err := room.Accept(ctx, late, "Sam", "three small words"); !errors.Is(err, identity.ErrInvitation) {
		t.Errorf("after seven days: %v", err)
	}
	room.at = room.at.Add(identity.SignInLife)
	if _, err := room.SignedIn(ctx, cookie); !errors.Is(err, identity.ErrUnknownToken) {
		t.Errorf("after thirty days: %v", err)
	}
}

// The link of a first start is good until the next start, or until somebody has an account; a colleague's is not touched.
func TestFirstInvitationIsTheOnlyOne(t *testing.T) {
	room := newStaffRoom(t, openTemp(t))
	ctx := t.Context()
	colleague := room.invites(t)
	var starts []string
	for range 3 {
		token, _, err := room.InviteFirst(ctx)
		if err != nil {
			t.Fatal(err)
		}
		starts = append(starts, token)
	}
	for i, token := range starts[:2] {
		if _, _, err := room.Accept(ctx, token, "Mallory", "three small words"); !errors.Is(err, identity.ErrInvitation) {
			t.Errorf("the link of start %d of 3: %v", i+1, err)
		}
	}
	if _, _, err := room.Accept(ctx, colleague, "Alex", "three small words"); err != nil {
		t.Errorf("a colleague's: %v", err)
	}
	if _, _, err := room.Accept(ctx, starts[2], "Mallory", "three small words"); !errors.Is(err, identity.ErrInvitation) {
		t.Errorf("the link of a start, when somebody has an account: %v", err)
	}
}

// A reset gives one account a new password and makes none; what was signed in with the old one is signed out.
func TestResetSetsANewPassword(t *testing.T) {
	room := newStaffRoom(t, openTemp(t))
	ctx := t.Context()
	alex, old, err := room.Accept(ctx, room.invites(t), "Alex", "three small words")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := room.Reset(ctx, "Nobody"); !errors.Is(err, identity.ErrNobody) {
		t.Errorf("of nobody: %v", err)
	}
	first, _, err := room.Reset(ctx, "alex")
	if err != nil {
		t.Fatal(err)
	}
	token, expires, err := room.Reset(ctx, " ALEX ")
	if err != nil || !expires.Equal(room.at.Add(identity.ResetLife)) {
		t.Fatalf("%v, %v", expires, err)
	}
	if _, _, err := room.Accept(ctx, first, "Alex", "another few words"); !errors.Is(err, identity.ErrInvitation) {
		t.Errorf("the reset before: %v", err)
	}
	who, cookie, err := room.Accept(ctx, token, "whatever is typed", "another few words")
	if err != nil || who != alex {
		t.Fatalf("%v, %v", who, err)
	}
	if _, err := room.SignedIn(ctx, cookie); err != nil {
		t.Error(err)
	}
	if _, err := room.SignedIn(ctx, old); !errors.Is(err, identity.ErrUnknownToken) {
		t.Errorf("a cookie from before: %v", err)
	}
	if _, _, err := room.SignIn(ctx, "Alex", "three small words"); !errors.Is(err, identity.ErrCredentials) {
		t.Errorf("the old password: %v", err)
	}
	if _, _, err := room.SignIn(ctx, "Alex", "another few words"); err != nil {
		t.Errorf("the new password: %v", err)
	}
	if _, _, err := room.Accept(ctx, token, "Alex", "yet other few words"); !errors.Is(err, identity.ErrInvitation) {
		t.Errorf("a second time: %v", err)
	}
	late, _, err := room.Reset(ctx, "Alex")
	if err != nil {
		t.Fatal(err)
	}
	room.at = room.at.Add(identity.ResetLife)
	if _, _, err := room.Accept(ctx, late, "Alex", "yet other few words"); !errors.Is(err, identity.ErrInvitation) {
		t.Errorf("a day later: %v", err)
	}
}

func TestSignInAndOut(t *testing.T) {
	room := newStaffRoom(t, openTemp(t))
	ctx := t.Context()
	if _, _, err := room.Accept(ctx, room.invites(t), "Alex", "three small words"); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range [][2]string{{"Alex", "three small word"}, {"Alexa", "three small words"}, {"", ""}, {"Alex' OR 1=1 --", "x"}} {
		if _, _, err := room.SignIn(ctx, wrong[0], wrong[1]); !errors.Is(err, identity.ErrCredentials) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	_, one, err := room.SignIn(ctx, " alex", "three small words")
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := room.SignIn(ctx, "Alex", "three small words")
	if err != nil {
		t.Fatal(err)
	}
	if err := room.SignOut(ctx, one); err != nil {
		t.Fatal(err)
	}
	if _, err := room.SignedIn(ctx, one); !errors.Is(err, identity.ErrUnknownToken) {
		t.Errorf("after signing out: %v", err)
	}
	if _, err := room.SignedIn(ctx, other); err != nil {
		t.Errorf("the other browser was signed out too: %v", err)
	}
}

// A copy of the database opens nothing: no token, cookie or password stands in it.
func TestOnlyDigestsAreKept(t *testing.T) {
	db := openTemp(t)
	room := newStaffRoom(t, db)
	token := room.invites(t)
	_, cookie, err := room.Accept(t.Context(), token, "Alex", "three small words")
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"invitation", "sign_in", "staff"} {
		for _, secret := range []string{token, cookie, "three small words"} {
			if n := rowsWith(t, db, table, secret); n > 0 {
				t.Errorf("%s holds a secret in %d rows", table, n)
			}
		}
	}
}

func rowsWith(t *testing.T, db *DB, table, text string) (n int) {
	t.Helper()
	rows, err := db.app.read.QueryContext(context.Background(), "SELECT * FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values := make([][]byte, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			if string(v) == text {
				n++
			}
		}
	}
	return n
}

func TestRetiredCodesAreRememberedForAWhile(t *testing.T) {
	store := openTemp(t).Identity()
	ctx, now := t.Context(), time.Now()
	if err := store.RetireCode(ctx, "K7MQ2X", now); err != nil {
		t.Fatal(err)
	}
	if err := store.RetireCode(ctx, "K7MQ2X", now); err != nil {
		t.Errorf("twice: %v", err)
	}
	for code, want := range map[string]bool{"K7MQ2X": true, "ABCDEF": false} {
		if got, err := store.Retired(ctx, code); err != nil || got != want {
			t.Errorf("%s: %v, %v", code, got, err)
		}
	}
	if err := store.RetireCode(ctx, "ABCDEF", now.Add(pastCodeLife+time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got, err := store.Retired(ctx, "K7MQ2X"); err != nil || got {
		t.Errorf("remembered for too long: %v", err)
	}
}
