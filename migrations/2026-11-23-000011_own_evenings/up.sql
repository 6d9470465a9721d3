-- The hours of one's own evenings, and for whom they are, without their long rows: the search reads them all at once.
DROP INDEX meeting_by_support;
CREATE INDEX meeting_by_support ON meeting (support_id, starts_at, ends_at, state, host_id, municipality, languages, id);
