DROP INDEX meeting_by_support;
CREATE INDEX meeting_by_support ON meeting (support_id, starts_at);
