DROP TABLE message;
DROP TABLE job;
DROP TABLE record_name;
DROP TABLE record;
DROP TABLE pack_link;
DROP TABLE task;
DROP TABLE announcement;
DROP TABLE staged_change;
DROP TABLE answer_link;
DROP TABLE reply;
DROP TABLE meeting_cost;
CREATE TABLE old_agreement (
    meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    agreed_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_because TEXT,
    PRIMARY KEY (meeting_id, organisation_id),
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id)
);
INSERT INTO old_agreement (meeting_id, organisation_id, account_id, agreed_at, withdrawn_at, withdrawn_because)
    SELECT meeting_id, organisation_id, account_id, agreed_at, withdrawn_at, withdrawn_because FROM agreement WHERE account_id IS NOT NULL;
DROP TABLE agreement;
ALTER TABLE old_agreement RENAME TO agreement;
DROP TABLE meeting_in_set;
DROP TABLE meeting_set;
ALTER TABLE meeting DROP COLUMN moved_from_place;
ALTER TABLE meeting DROP COLUMN moved_from;
ALTER TABLE meeting DROP COLUMN moved_at;
DROP TABLE meeting_owner;
DROP TABLE proposal_wish;
DROP TABLE proposal;
DROP TABLE application;
DROP TABLE submission;
DROP TABLE sign_in_link;
DROP TABLE recovery_code;
ALTER TABLE sign_in DROP COLUMN device;
ALTER TABLE account DROP COLUMN totp_step;
ALTER TABLE account DROP COLUMN totp_confirmed_at;
ALTER TABLE account DROP COLUMN totp_secret;
ALTER TABLE account DROP COLUMN wants_digest;
ALTER TABLE account DROP COLUMN used_at;
ALTER TABLE account DROP COLUMN version;
ALTER TABLE organisation DROP COLUMN admitted_by;
ALTER TABLE organisation DROP COLUMN contact_email;
ALTER TABLE organisation DROP COLUMN contact_phone;
ALTER TABLE organisation DROP COLUMN contact_name;
ALTER TABLE organisation DROP COLUMN version;
