-- +goose Up
CREATE TABLE piece (                    -- 256 KiB of a file, kept once whoever uses it
  sha256  BLOB PRIMARY KEY,
  body    BLOB NOT NULL
) STRICT;

CREATE TABLE asset (
  id      INTEGER PRIMARY KEY,
  sha256  TEXT UNIQUE,                  -- hex, of the whole; NULL until it is published
  bytes   INTEGER NOT NULL
) STRICT;

CREATE TABLE asset_piece (
  asset   INTEGER NOT NULL REFERENCES asset(id) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  piece   BLOB NOT NULL REFERENCES piece(sha256),
  PRIMARY KEY (asset, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_piece_by_piece ON asset_piece(piece);

CREATE TABLE thumbnail (
  scene   TEXT PRIMARY KEY,
  type    TEXT NOT NULL,
  body    BLOB NOT NULL
) STRICT;

CREATE TABLE chunk (                    -- ten seconds of motion, sealed
  id          INTEGER PRIMARY KEY,
  session     TEXT NOT NULL,
  first_tick  INTEGER NOT NULL,
  ticks       INTEGER NOT NULL,
  body        BLOB NOT NULL,            -- docs/PROTOCOL.md 6, each part compressed and encrypted
  UNIQUE (session, first_tick)
) STRICT;

CREATE TABLE tail (                     -- raw frames, plain until their chunk is sealed, and then gone: usually within ten seconds
  session     TEXT NOT NULL,
  first_tick  INTEGER NOT NULL,
  body        BLOB NOT NULL,
  PRIMARY KEY (session, first_tick)
) STRICT, WITHOUT ROWID;
