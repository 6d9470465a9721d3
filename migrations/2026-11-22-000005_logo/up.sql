-- An organisation's own picture, drawn anew from what was sent; its hash is in its public address.
CREATE TABLE organisation_logo (
    organisation_id TEXT NOT NULL PRIMARY KEY REFERENCES organisation (id),
    hash TEXT NOT NULL UNIQUE,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    png BYTEA NOT NULL,
    kept_at TIMESTAMP NOT NULL
);
