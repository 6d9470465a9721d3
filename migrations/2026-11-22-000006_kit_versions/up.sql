-- A version is written as a draft, and released once; what is released keeps its Dutch words.
ALTER TABLE kit ADD COLUMN stage TEXT NOT NULL DEFAULT 'released' CHECK (stage IN ('draft', 'released'));
-- Made here, not shipped: the seeds leave it alone.
ALTER TABLE kit ADD COLUMN is_own BOOLEAN NOT NULL DEFAULT FALSE;
-- Grows with every change of the structure, so that a form that was opened earlier is noticed.
ALTER TABLE kit ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX kit_draft ON kit (slug) WHERE stage = 'draft';

-- 0: as it was shipped; the seeds may bring a better one. Else it grows with every change by a person.
ALTER TABLE kit_text ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kit_text ADD COLUMN changed_at TIMESTAMP;
ALTER TABLE kit_text ADD COLUMN author_id TEXT REFERENCES account (id) ON DELETE SET NULL;
ALTER TABLE kit_text ADD COLUMN reader_id TEXT REFERENCES account (id) ON DELETE SET NULL;
ALTER TABLE kit_text ADD COLUMN approver_id TEXT REFERENCES account (id) ON DELETE SET NULL;
CREATE INDEX kit_text_by_author ON kit_text (author_id);
CREATE INDEX kit_text_by_reader ON kit_text (reader_id);
CREATE INDEX kit_text_by_approver ON kit_text (approver_id);
