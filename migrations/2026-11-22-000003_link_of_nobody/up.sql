-- A link that was asked for an address that nobody has: without an account it opens nothing, and it takes as long to write.
CREATE TABLE sign_in_link_anew (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('asked', 'entry', 'invitation')),
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    -- Of the cookie of the phone that used it first: there, and only there, an entry works again.
    device_hash TEXT
);
INSERT INTO sign_in_link_anew
    (token_hash, account_id, purpose, created_by, created_at, expires_at, used_at, device_hash)
    SELECT token_hash, account_id, purpose, created_by, created_at, expires_at, used_at, device_hash
    FROM sign_in_link;
DROP TABLE sign_in_link;
ALTER TABLE sign_in_link_anew RENAME TO sign_in_link;
CREATE INDEX sign_in_link_by_account ON sign_in_link (account_id);
