-- +goose Up
CREATE TABLE variant (                  -- one form of a space: A, B …
  scene    TEXT NOT NULL REFERENCES scene(id),
  id       TEXT NOT NULL,               -- a, b …
  name     TEXT NOT NULL,
  current  TEXT NOT NULL REFERENCES version(id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (scene, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE version (                  -- one state of a variant; it never changes
  id        TEXT PRIMARY KEY,
  scene     TEXT NOT NULL,
  variant   TEXT NOT NULL,
  number    INTEGER NOT NULL,           -- from 1 in its variant
  made      TEXT NOT NULL,              -- uploaded, repaired, lighter, meaning, sample
  of        TEXT NOT NULL,              -- the version it was made from, which may be gone since, or empty
  sha256    TEXT NOT NULL,              -- of the whole file in assets.db
  bytes     INTEGER NOT NULL,
  file      TEXT NOT NULL,              -- what the upload was called, or empty
  upload    TEXT UNIQUE,                -- the upload it came by, so that asking twice makes one
  report    TEXT NOT NULL,              -- JSON: problems, figures, bounds, what the file says
  meaning   TEXT NOT NULL,              -- JSON: what it means, as its designer has it
  added_ms  INTEGER NOT NULL,           -- Unix milliseconds
  added_by  TEXT NOT NULL,
  UNIQUE (scene, variant, number),
  FOREIGN KEY (scene, variant) REFERENCES variant(scene, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX version_by_content ON version(sha256);

INSERT INTO version (id, scene, variant, number, made, of, sha256, bytes, file, report, meaning, added_ms, added_by)
SELECT id, id, 'a', 1, CASE WHEN sample THEN 'sample' ELSE 'uploaded' END, '', sha256, bytes, '',
  json_set(report, '$.problems', json((
    SELECT json_group_array(json_object('code', value->>'code', 'kind', value->>'code', 'severity', 'warning', 'action', 'warn',
      'pointer', '', 'where', COALESCE(value->>'where', ''), 'values', json(COALESCE(value->'values', '{}'))))
    FROM json_each(report, '$.problems')))),
  json_object(
    'spawns', json((SELECT json_group_array(json_object('name', COALESCE(NULLIF(value->>'name', ''), 'Spawn ' || (key + 1)), 'position', value->'position',
      'yaw', value->>'yaw')) FROM json_each(report, '$.spawns'))),
    'touchpoints', json((SELECT json_group_array(json_object('name', value->>'name', 'position', value->'position', 'kind', 'other'))
      FROM json_each(report, '$.touchpoints'))),
    'floor', json_object('nodes', json('[]'), 'height', COALESCE(report->>'$.min[1]', 0.0), 'inferred', json('true')), 'units', 'm', 'up', 'y'),
  added_ms, added_by
FROM scene;
INSERT INTO variant (scene, id, name, current) SELECT id, 'a', 'A', id FROM scene;

CREATE TABLE made_sample (              -- what ships with the program is made once, also when somebody deletes it
  space    TEXT NOT NULL,               -- library, gp …
  variant  TEXT NOT NULL,               -- as-is, b
  scene    TEXT NOT NULL,               -- which it became
  PRIMARY KEY (space, variant)
) STRICT, WITHOUT ROWID;
INSERT INTO made_sample (space, variant, scene) SELECT 'library', 'as-is', id FROM scene WHERE sample ORDER BY added_ms LIMIT 1;

ALTER TABLE session ADD COLUMN version TEXT REFERENCES version(id);
UPDATE session SET version = scene;
CREATE INDEX session_by_version ON session(version);

ALTER TABLE scene DROP COLUMN sha256;
ALTER TABLE scene DROP COLUMN bytes;
ALTER TABLE scene DROP COLUMN report;

-- +goose StatementBegin
CREATE TRIGGER version_never_changes BEFORE UPDATE ON version BEGIN
  SELECT RAISE(ABORT, 'a version never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER session_has_a_version BEFORE INSERT ON session WHEN NEW.version IS NULL BEGIN
  SELECT RAISE(ABORT, 'a session is in a version of a scene');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER session_keeps_its_version BEFORE UPDATE OF scene, version ON session BEGIN
  SELECT RAISE(ABORT, 'a session keeps its version');
END;
-- +goose StatementEnd
