-- +goose Up
ALTER TABLE thumbnail RENAME COLUMN scene TO version;   -- a scene's first version has the scene's id
