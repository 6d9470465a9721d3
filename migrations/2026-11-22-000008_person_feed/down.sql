DROP TABLE departure;
CREATE TABLE organisation_feed (
    token_hash TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL UNIQUE REFERENCES organisation (id) ON DELETE CASCADE,
    created_at TIMESTAMP NOT NULL
);
INSERT INTO organisation_feed (token_hash, organisation_id, created_at)
    SELECT token_hash, organisation_id, created_at FROM feed WHERE account_id IS NULL;
DROP TABLE feed;
