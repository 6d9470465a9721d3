-- A secret address of a calendar: of an organisation, or of one of its people. The composite key makes one for somebody
-- of another organisation impossible. One a person, and one an organisation.
CREATE TABLE feed (
    token_hash TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    account_id TEXT,
    created_at TIMESTAMP NOT NULL,
    used_on DATE,
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX feed_of_organisation ON feed (organisation_id) WHERE account_id IS NULL;
CREATE UNIQUE INDEX feed_of_account ON feed (account_id) WHERE account_id IS NOT NULL;
INSERT INTO feed (token_hash, organisation_id, created_at)
    SELECT token_hash, organisation_id, created_at FROM organisation_feed;
DROP TABLE organisation_feed;

-- What public calendars held of a meeting that some of them hold no more: there it is cancelled, for sixty days.
CREATE TABLE departure (
    meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    left_at TIMESTAMP NOT NULL,
    municipality TEXT NOT NULL,
    languages TEXT NOT NULL,
    title_kit TEXT NOT NULL,
    title_number INTEGER NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    PRIMARY KEY (meeting_id, sequence)
);
CREATE INDEX departure_by_moment ON departure (left_at);
