-- What two organisations need to trust each other: who is in, who said yes and how, what waits, what was said, what was sent.

ALTER TABLE organisation ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organisation ADD COLUMN contact_name TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN contact_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN contact_email TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN admitted_by TEXT REFERENCES organisation (id);

-- An account without an e-mail address has an empty one, and its own identifier as email_key.
ALTER TABLE account ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN used_at TIMESTAMP;
ALTER TABLE account ADD COLUMN wants_digest BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE account ADD COLUMN totp_secret TEXT;
ALTER TABLE account ADD COLUMN totp_confirmed_at TIMESTAMP;
-- The last time step that was used: a code works once.
ALTER TABLE account ADD COLUMN totp_step BIGINT;

-- What kind of browser it is, for the list of sign-ins.
ALTER TABLE sign_in ADD COLUMN device TEXT NOT NULL DEFAULT '';

CREATE TABLE recovery_code (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (account_id, code_hash)
);

-- A link that signs somebody in: asked for by e-mail, handed over by a worker (entry), or to a new colleague (invitation).
CREATE TABLE sign_in_link (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('asked', 'entry', 'invitation')),
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    -- Of the cookie of the phone that used it first: there, and only there, an entry works again.
    device_hash TEXT
);
CREATE INDEX sign_in_link_by_account ON sign_in_link (account_id);

-- A form that was taken, so that the same one sent again goes to the same place.
CREATE TABLE submission (
    key TEXT NOT NULL PRIMARY KEY,
    body_hash TEXT NOT NULL,
    target TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- A self-organisation that would like to take part (aanvraag).
CREATE TABLE application (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'admitted', 'declined')),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    province TEXT NOT NULL,
    municipality TEXT NOT NULL,
    -- None where regions meet: then every region's coordinators see it.
    region TEXT CHECK (region IN ('noord', 'midden', 'zuid')),
    languages TEXT NOT NULL,
    communities TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    wish TEXT NOT NULL,
    -- The language in which it was filled in.
    language TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    decided_by TEXT,
    declined_because TEXT,
    organisation_id TEXT REFERENCES organisation (id)
);
CREATE INDEX application_by_state ON application (state, region, created_at);

-- A self-organisation proposes first (voorstel): date wishes, languages, how many, what parents ask.
CREATE TABLE proposal (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'adopted', 'declined', 'withdrawn')),
    host_id TEXT NOT NULL REFERENCES organisation (id),
    support_id TEXT NOT NULL REFERENCES organisation (id),
    account_id TEXT NOT NULL,
    languages TEXT NOT NULL,
    audience TEXT NOT NULL,
    expected INTEGER NOT NULL CHECK (expected BETWEEN 1 AND 500),
    province TEXT NOT NULL,
    municipality TEXT NOT NULL,
    venue TEXT NOT NULL,
    parents_question TEXT NOT NULL,
    declined_because TEXT,
    meeting_id TEXT,
    created_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    CHECK (support_id <> host_id),
    FOREIGN KEY (host_id, account_id) REFERENCES account (organisation_id, id),
    FOREIGN KEY (support_id, meeting_id) REFERENCES meeting (support_id, id),
    FOREIGN KEY (host_id, meeting_id) REFERENCES meeting (host_id, id)
);
CREATE INDEX proposal_by_support ON proposal (support_id, state, created_at);
CREATE INDEX proposal_by_host ON proposal (host_id, created_at);

CREATE TABLE proposal_wish (
    proposal_id TEXT NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 3),
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    PRIMARY KEY (proposal_id, position),
    CHECK (ends_at > starts_at)
);

-- The two owners once more, a row each: what hangs on a side of a meeting cannot belong to anybody else.
CREATE TABLE meeting_owner (
    meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    side TEXT NOT NULL CHECK (side IN ('support', 'host')),
    PRIMARY KEY (meeting_id, organisation_id),
    UNIQUE (meeting_id, side)
);
INSERT INTO meeting_owner (meeting_id, organisation_id, side) SELECT id, support_id, 'support' FROM meeting;
INSERT INTO meeting_owner (meeting_id, organisation_id, side) SELECT id, host_id, 'host' FROM meeting;

-- What parents had before the last move; the public page tells it on top.
ALTER TABLE meeting ADD COLUMN moved_at TIMESTAMP;
ALTER TABLE meeting ADD COLUMN moved_from TIMESTAMP;
ALTER TABLE meeting ADD COLUMN moved_from_place TEXT;

-- Meetings that belong together: mothers, fathers, and a joint evening. A set cannot hold other owners' meetings.
CREATE TABLE meeting_set (
    id TEXT NOT NULL PRIMARY KEY,
    support_id TEXT NOT NULL REFERENCES organisation (id),
    host_id TEXT NOT NULL REFERENCES organisation (id),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (id, support_id, host_id)
);
CREATE TABLE meeting_in_set (
    meeting_id TEXT NOT NULL PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
    set_id TEXT NOT NULL,
    support_id TEXT NOT NULL,
    host_id TEXT NOT NULL,
    FOREIGN KEY (set_id, support_id, host_id) REFERENCES meeting_set (id, support_id, host_id),
    FOREIGN KEY (support_id, meeting_id) REFERENCES meeting (support_id, id),
    FOREIGN KEY (host_id, meeting_id) REFERENCES meeting (host_id, id)
);
CREATE INDEX meeting_in_set_by_set ON meeting_in_set (set_id);

-- A side's yes, now also by a one-time link, or noted after a phone call by the other side.
CREATE TABLE yes (
    meeting_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    manner TEXT NOT NULL CHECK (manner IN ('signed_in', 'link', 'phone')),
    account_id TEXT,
    -- Who of the other owner noted it, with whom they spoke, and on which day.
    noted_by_organisation TEXT,
    noted_by TEXT,
    spoke_with TEXT NOT NULL,
    spoke_on DATE,
    agreed_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_because TEXT,
    PRIMARY KEY (meeting_id, organisation_id),
    FOREIGN KEY (meeting_id, organisation_id) REFERENCES meeting_owner (meeting_id, organisation_id) ON DELETE CASCADE,
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id),
    FOREIGN KEY (meeting_id, noted_by_organisation) REFERENCES meeting_owner (meeting_id, organisation_id),
    FOREIGN KEY (noted_by_organisation, noted_by) REFERENCES account (organisation_id, id),
    CHECK (manner <> 'signed_in' OR account_id IS NOT NULL),
    CHECK (manner <> 'phone' OR (noted_by IS NOT NULL AND noted_by_organisation <> organisation_id AND spoke_on IS NOT NULL))
);
INSERT INTO yes (meeting_id, organisation_id, manner, account_id, spoke_with, agreed_at, withdrawn_at, withdrawn_because)
    SELECT meeting_id, organisation_id, 'signed_in', account_id, '', agreed_at, withdrawn_at, withdrawn_because FROM agreement;
DROP TABLE agreement;
ALTER TABLE yes RENAME TO agreement;

-- Who pays what and when; part of what both sides agree to.
CREATE TABLE meeting_cost (
    meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    item TEXT NOT NULL CHECK (item IN ('fee', 'food', 'room', 'childcare', 'interpreter')),
    payer TEXT NOT NULL CHECK (payer IN ('support', 'host', 'municipality', 'free')),
    cents INTEGER NOT NULL CHECK (cents BETWEEN 0 AND 10000000),
    due_on DATE,
    PRIMARY KEY (meeting_id, item)
);

-- A side's answer that is not a yes.
CREATE TABLE reply (
    meeting_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('other_date', 'call_me')),
    text TEXT NOT NULL,
    replied_at TIMESTAMP NOT NULL,
    PRIMARY KEY (meeting_id, organisation_id),
    FOREIGN KEY (meeting_id, organisation_id) REFERENCES meeting_owner (meeting_id, organisation_id) ON DELETE CASCADE
);

-- With it a side answers for one meeting, once, without signing in.
CREATE TABLE answer_link (
    token_hash TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    FOREIGN KEY (meeting_id, organisation_id) REFERENCES meeting_owner (meeting_id, organisation_id) ON DELETE CASCADE
);
CREATE INDEX answer_link_by_meeting ON answer_link (meeting_id, organisation_id);

-- What a side wants to change of a meeting that is out already; nothing of it shows before its release.
CREATE TABLE staged_change (
    meeting_id TEXT NOT NULL PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    plan TEXT NOT NULL,
    staged_at TIMESTAMP NOT NULL,
    -- The other side's yes to it.
    agreed_at TIMESTAMP,
    agreed_manner TEXT CHECK (agreed_manner IN ('signed_in', 'link', 'phone')),
    FOREIGN KEY (meeting_id, organisation_id) REFERENCES meeting_owner (meeting_id, organisation_id),
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id)
);

-- The ready message for parents in a language, and whether the host sent it on.
CREATE TABLE announcement (
    meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('invited', 'moved', 'cancelled')),
    told_at TIMESTAMP,
    told_by TEXT,
    PRIMARY KEY (meeting_id, sequence, language)
);

-- What of the readiness list differs from its usual owner and due date, and what is done.
CREATE TABLE task (
    meeting_id TEXT NOT NULL,
    item TEXT NOT NULL,
    version INTEGER NOT NULL,
    owner_id TEXT NOT NULL,
    days_before INTEGER NOT NULL CHECK (days_before BETWEEN -60 AND 400),
    is_needed BOOLEAN NOT NULL,
    done_at TIMESTAMP,
    done_by TEXT,
    PRIMARY KEY (meeting_id, item),
    FOREIGN KEY (meeting_id, owner_id) REFERENCES meeting_owner (meeting_id, organisation_id) ON DELETE CASCADE
);

-- The facilitator's pack: a link and a PIN, dead the day after the meeting.
CREATE TABLE pack_link (
    meeting_id TEXT NOT NULL PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    pin_hash TEXT NOT NULL,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL
);

-- What happened, in order: rows are added, never changed (a trigger says so too). Names stand beside it, and go after a year.
CREATE TABLE record (
    id TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    meeting_id TEXT,
    organisation_id TEXT,
    account_id TEXT,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX record_by_meeting ON record (meeting_id, id);
CREATE INDEX record_by_organisation ON record (organisation_id, id);
CREATE TABLE record_name (
    record_id TEXT NOT NULL PRIMARY KEY REFERENCES record (id),
    name TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX record_name_by_age ON record_name (at);

-- When the jobs ran; one instance at a time takes one by moving its next run.
CREATE TABLE job (
    name TEXT NOT NULL PRIMARY KEY,
    last_run TIMESTAMP,
    next_run TIMESTAMP NOT NULL,
    removed BIGINT NOT NULL
);

-- The outbox: written with what it tells of, sent by whichever instance holds its lease.
CREATE TABLE message (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    -- Whose desk shows it, and who sent it.
    organisation_id TEXT REFERENCES organisation (id),
    account_id TEXT,
    meeting_id TEXT,
    -- The calendar's sequence: of one meeting and one address, a lower number goes first.
    number INTEGER NOT NULL,
    to_name TEXT NOT NULL,
    to_address TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    calendar TEXT,
    calendar_method TEXT CHECK (calendar_method IN ('REQUEST', 'CANCEL')),
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'parked')),
    tries INTEGER NOT NULL,
    due_at TIMESTAMP NOT NULL,
    lease TEXT,
    leased_until TIMESTAMP,
    last_trouble TEXT,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP
);
CREATE INDEX message_by_due ON message (state, due_at);
CREATE INDEX message_by_meeting ON message (meeting_id, to_address, number);
CREATE INDEX message_by_organisation ON message (organisation_id, created_at);
