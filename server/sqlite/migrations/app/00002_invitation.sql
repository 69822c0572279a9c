-- +goose Up
ALTER TABLE invitation ADD COLUMN first INTEGER NOT NULL DEFAULT 0;        -- printed while nobody had an account
ALTER TABLE invitation ADD COLUMN staff INTEGER REFERENCES staff(id);      -- whose password it sets; NULL: it makes an account
