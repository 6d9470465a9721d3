-- Rows of the reference that somebody corrected, added or took away on the desk: the seeds leave them alone from then on.
CREATE TABLE upkeep (
    sheet TEXT NOT NULL CHECK (sheet IN ('holiday', 'day', 'contact', 'local_contact')),
    key TEXT NOT NULL,
    PRIMARY KEY (sheet, key)
);
