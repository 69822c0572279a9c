-- +goose Up
CREATE TABLE upload (                   -- a file on its way in
  id          TEXT PRIMARY KEY,
  asset       INTEGER NOT NULL REFERENCES asset(id) ON DELETE CASCADE,
  name        TEXT NOT NULL,            -- of the file
  length      INTEGER NOT NULL,
  at          INTEGER NOT NULL,         -- bytes that are here, in pieces and tail
  tail        BLOB NOT NULL,            -- what does not fill a piece yet
  hash        BLOB NOT NULL,            -- SHA-256 under way over the first `at` bytes
  touched_ms  INTEGER NOT NULL          -- Unix milliseconds
) STRICT;
