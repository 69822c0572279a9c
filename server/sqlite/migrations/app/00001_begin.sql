-- +goose Up
CREATE TABLE scene (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  sha256    TEXT NOT NULL,              -- of the whole file in assets.db
  bytes     INTEGER NOT NULL,
  sample    INTEGER NOT NULL DEFAULT 0,
  added_ms  INTEGER NOT NULL,           -- Unix milliseconds
  added_by  TEXT NOT NULL,
  report    TEXT NOT NULL               -- JSON: figures, bounds, spawns, touchpoints, problems
) STRICT;

CREATE TABLE session (
  id         TEXT PRIMARY KEY,
  title      TEXT NOT NULL,
  scene      TEXT NOT NULL REFERENCES scene(id),
  code       TEXT UNIQUE,               -- NULL once closed
  opened_ms  INTEGER NOT NULL,
  closed_ms  INTEGER,
  simulated  INTEGER NOT NULL DEFAULT 0,
  origin_x   INTEGER NOT NULL, origin_y INTEGER NOT NULL, origin_z INTEGER NOT NULL  -- mm
) STRICT;

CREATE TABLE participant (
  session   TEXT NOT NULL REFERENCES session(id),
  slot      INTEGER NOT NULL,
  role      TEXT NOT NULL,
  token     BLOB UNIQUE,                -- SHA-256 of the seat's token
  PRIMARY KEY (session, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  session   TEXT NOT NULL REFERENCES session(id),
  seq       INTEGER NOT NULL,
  tick      INTEGER NOT NULL,
  author    INTEGER NOT NULL,           -- slot, 0 the server
  op        INTEGER NOT NULL,
  object    TEXT NOT NULL,
  property  TEXT NOT NULL,
  value     TEXT NOT NULL,              -- JSON
  previous  TEXT NOT NULL,              -- JSON
  PRIMARY KEY (session, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE COLLATE NOCASE,
  password   TEXT NOT NULL,             -- argon2id, PHC string
  since_ms   INTEGER NOT NULL
) STRICT;

CREATE TABLE invitation (
  token       BLOB PRIMARY KEY,         -- SHA-256
  expires_ms  INTEGER NOT NULL,
  used_ms     INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in (
  token       BLOB PRIMARY KEY,         -- SHA-256 of the cookie
  staff       INTEGER NOT NULL REFERENCES staff(id),
  expires_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE past_code (                -- so that whoever comes late hears that the session has ended
  code       TEXT PRIMARY KEY,
  closed_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
