-- Whose time it is: a colleague's, or that of a room which the organisation uses.
CREATE TABLE availability (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    account_id TEXT UNIQUE REFERENCES account (id) ON DELETE CASCADE,
    room_key TEXT,
    municipality TEXT NOT NULL,
    venue TEXT NOT NULL,
    room TEXT NOT NULL,
    -- Of the file that was put here last.
    imported_at TIMESTAMP,
    not_understood INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMP NOT NULL,
    CHECK ((account_id IS NULL) <> (room_key IS NULL)),
    UNIQUE (organisation_id, room_key)
);

-- Hours of each week, or days that differ from them.
CREATE TABLE availability_window (
    id TEXT NOT NULL PRIMARY KEY,
    availability_id TEXT NOT NULL REFERENCES availability (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('weekly', 'can', 'cannot')),
    weekday TEXT,
    first_day DATE,
    last_day DATE,
    opens TIME,
    closes TIME,
    CHECK ((kind = 'weekly') = (weekday IS NOT NULL)),
    CHECK ((kind = 'weekly') = (first_day IS NULL)),
    CHECK ((first_day IS NULL) = (last_day IS NULL)),
    CHECK ((opens IS NULL) = (closes IS NULL))
);
CREATE INDEX availability_window_by_owner ON availability_window (availability_id);

-- From a calendar: when, and not a word of what.
CREATE TABLE busy_time (
    availability_id TEXT NOT NULL REFERENCES availability (id) ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source IN ('file', 'subscription')),
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    PRIMARY KEY (availability_id, source, starts_at),
    CHECK (starts_at < ends_at)
);
CREATE INDEX busy_time_by_end ON busy_time (ends_at);

-- A calendar that is read again and again. Its address is a secret: it is never shown in whole, and never logged.
CREATE TABLE subscription (
    availability_id TEXT NOT NULL PRIMARY KEY REFERENCES availability (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    read_at TIMESTAMP,
    not_understood INTEGER NOT NULL DEFAULT 0,
    -- Who moves it on, reads.
    next_at TIMESTAMP NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    trouble TEXT
);
CREATE INDEX subscription_by_next ON subscription (next_at);
