-- +goose Up
CREATE TABLE participant_key (
  session  TEXT NOT NULL,
  slot     INTEGER NOT NULL,
  key      BLOB NOT NULL,               -- 32 bytes, AES-256-GCM
  PRIMARY KEY (session, slot)
) STRICT, WITHOUT ROWID;
