-- One set for SQLite and PostgreSQL. Identifiers are made by the application; lists of codes stand between commas (",ar,nl,").

CREATE TABLE server_key (
    name TEXT NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);

-- Grows with every change that a public page could show; instances poll it once a second.
CREATE TABLE revision (
    name TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL
);
INSERT INTO revision (name, number) VALUES ('public', 1), ('reference', 1);

CREATE TABLE organisation (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('parenting_support', 'self_organisation')),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    province TEXT NOT NULL,
    municipality TEXT NOT NULL,
    region TEXT NOT NULL CHECK (region IN ('noord', 'midden', 'zuid')),
    languages TEXT NOT NULL,
    communities TEXT NOT NULL,
    is_admitted BOOLEAN NOT NULL,
    is_demo BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX organisation_by_kind ON organisation (kind, name_key);

CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL CHECK (role IN ('worker', 'host', 'coordinator', 'reader')),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    desk_language TEXT NOT NULL DEFAULT 'nl',
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    is_demo BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, id)
);

CREATE TABLE sign_in (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL
);
CREATE INDEX sign_in_by_account ON sign_in (account_id);

-- Failed tries, counted over all instances; the address is a salted hash.
CREATE TABLE attempt (
    subject TEXT NOT NULL,
    window_start TIMESTAMP NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (subject, window_start)
);

CREATE TABLE organisation_feed (
    token_hash TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL UNIQUE REFERENCES organisation (id) ON DELETE CASCADE,
    created_at TIMESTAMP NOT NULL
);

-- The structure of a version never changes; its texts live beside it, a row per language and key.
CREATE TABLE kit (
    slug TEXT NOT NULL,
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    contents TEXT NOT NULL,
    PRIMARY KEY (slug, version)
);

CREATE TABLE kit_text (
    slug TEXT NOT NULL,
    version INTEGER NOT NULL,
    language TEXT NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('source', 'machine', 'translated', 'read', 'approved')),
    source_hash TEXT NOT NULL,
    PRIMARY KEY (slug, version, language, key),
    FOREIGN KEY (slug, version) REFERENCES kit (slug, version) ON DELETE CASCADE
);

-- A room is one row, so that two people who book it at once wait for each other.
CREATE TABLE room (
    key TEXT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);

CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'agreed', 'published', 'held', 'reported', 'cancelled')),
    support_id TEXT NOT NULL REFERENCES organisation (id),
    host_id TEXT NOT NULL REFERENCES organisation (id),
    code TEXT NOT NULL UNIQUE,
    secret TEXT NOT NULL UNIQUE,
    visibility TEXT NOT NULL CHECK (visibility IN ('link_only', 'public')),
    shows_place BOOLEAN NOT NULL,
    shows_organisation BOOLEAN NOT NULL,
    sequence INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    published_at TIMESTAMP,
    cancelled_at TIMESTAMP,
    cancelled_because TEXT,
    override_because TEXT,
    override_by TEXT,
    -- the plan: all that a planner may write
    working_title TEXT NOT NULL,
    title_kit TEXT NOT NULL,
    title_number INTEGER NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    venue TEXT NOT NULL,
    room TEXT NOT NULL,
    address TEXT NOT NULL,
    room_key TEXT NOT NULL,
    province TEXT NOT NULL,
    municipality TEXT NOT NULL,
    region TEXT NOT NULL CHECK (region IN ('noord', 'midden', 'zuid')),
    languages TEXT NOT NULL,
    audience TEXT NOT NULL,
    school_phase TEXT NOT NULL,
    capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 500),
    childcare_places INTEGER NOT NULL CHECK (childcare_places BETWEEN 0 AND 100),
    food TEXT NOT NULL,
    parents_question TEXT NOT NULL,
    note TEXT NOT NULL,
    CHECK (ends_at > starts_at),
    CHECK (support_id <> host_id),
    UNIQUE (support_id, id),
    UNIQUE (host_id, id)
);
CREATE INDEX meeting_by_support ON meeting (support_id, starts_at);
CREATE INDEX meeting_by_host ON meeting (host_id, starts_at);
CREATE INDEX meeting_by_room ON meeting (room_key, starts_at);
CREATE INDEX meeting_on_agenda ON meeting (visibility, starts_at, code);
CREATE INDEX meeting_by_place ON meeting (visibility, municipality, starts_at, code);

CREATE TABLE meeting_kit (
    meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    slug TEXT NOT NULL,
    pinned_version INTEGER,
    PRIMARY KEY (meeting_id, position),
    UNIQUE (meeting_id, slug)
);

-- An own public title counts in a language only when somebody who reads it is named.
CREATE TABLE meeting_title (
    meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    read_by TEXT NOT NULL,
    PRIMARY KEY (meeting_id, language)
);

-- People on a meeting: seen by its two owners only, gone 30 days after it.
CREATE TABLE meeting_person (
    meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    duty TEXT NOT NULL CHECK (duty IN ('facilitator', 'interpreter', 'childcare')),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    organisation TEXT NOT NULL,
    phone TEXT NOT NULL,
    is_trained BOOLEAN NOT NULL,
    is_independent BOOLEAN NOT NULL,
    has_certificate BOOLEAN NOT NULL,
    PRIMARY KEY (meeting_id, position)
);
CREATE INDEX meeting_person_by_name ON meeting_person (name_key);

-- A side's yes. The composite key makes a yes by somebody of another organisation impossible.
CREATE TABLE agreement (
    meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    agreed_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_because TEXT,
    PRIMARY KEY (meeting_id, organisation_id),
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id)
);

-- What the planner knows of the holiday: rows of seed-data, which a coordinator may correct.
CREATE TABLE holiday (
    school_year TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT NOT NULL CHECK (region IN ('noord', 'midden', 'zuid')),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL CHECK (last_day >= first_day),
    kind_of_date TEXT NOT NULL CHECK (kind_of_date IN ('vast', 'advies')),
    source TEXT NOT NULL,
    verified_on DATE,
    PRIMARY KEY (school_year, kind, region)
);

-- What a kind of holiday weighs, and when its evenings are best: weeks before its first day.
CREATE TABLE holiday_window (
    kind TEXT PRIMARY KEY NOT NULL,
    weight INTEGER NOT NULL CHECK (weight >= 0),
    opens_weeks_before INTEGER NOT NULL,
    closes_weeks_before INTEGER NOT NULL CHECK (closes_weeks_before <= opens_weeks_before),
    too_late_weeks_before INTEGER NOT NULL CHECK (too_late_weeks_before <= closes_weeks_before),
    source TEXT NOT NULL
);

-- Provinces with their usual region, and the municipalities and towns that differ; no region: mixed, ask the school.
CREATE TABLE region_place (
    level TEXT NOT NULL CHECK (level IN ('provincie', 'gemeente', 'kern')),
    province TEXT NOT NULL,
    name TEXT NOT NULL,
    region TEXT CHECK (region IN ('noord', 'midden', 'zuid')),
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    verified_on DATE,
    PRIMARY KEY (level, province, name)
);

-- One edition is one year's date of a feast, so that a corrected date replaces the old one.
CREATE TABLE day (
    key TEXT NOT NULL,
    edition TEXT NOT NULL,
    name_nl TEXT NOT NULL,
    name_en TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL CHECK (last_day >= first_day),
    has_evening_before BOOLEAN NOT NULL,
    effect TEXT NOT NULL,
    uncertainty_days INTEGER NOT NULL CHECK (uncertainty_days BETWEEN 0 AND 3),
    communities TEXT NOT NULL,
    region TEXT CHECK (region IN ('noord', 'midden', 'zuid')),
    source TEXT NOT NULL,
    PRIMARY KEY (key, edition)
);

CREATE TABLE weekly_rule (
    key TEXT PRIMARY KEY NOT NULL,
    name_nl TEXT NOT NULL,
    name_en TEXT NOT NULL,
    weekdays TEXT NOT NULL,
    opens TEXT,
    closes TEXT,
    effect TEXT NOT NULL,
    communities TEXT NOT NULL,
    only_during TEXT,
    not_after TEXT,
    not_for_days INTEGER NOT NULL,
    source TEXT NOT NULL
);

CREATE TABLE contact (
    key TEXT PRIMARY KEY NOT NULL,
    name_nl TEXT NOT NULL,
    channel TEXT NOT NULL,
    value TEXT NOT NULL,
    hours TEXT NOT NULL,
    cost TEXT NOT NULL,
    note_nl TEXT NOT NULL,
    for_parents BOOLEAN NOT NULL,
    for_help_page BOOLEAN NOT NULL,
    for_professionals BOOLEAN NOT NULL,
    is_also_from_abroad BOOLEAN NOT NULL,
    place INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_date TEXT NOT NULL,
    confirmed_on DATE
);

CREATE TABLE local_contact (
    key TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    municipality TEXT NOT NULL,
    name TEXT NOT NULL,
    person TEXT NOT NULL,
    address TEXT NOT NULL,
    hours TEXT NOT NULL,
    phone TEXT NOT NULL,
    languages TEXT NOT NULL,
    source TEXT NOT NULL,
    confirmed_on DATE
);
CREATE INDEX local_contact_by_municipality ON local_contact (municipality);
