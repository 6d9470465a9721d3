ALTER TABLE announcement ADD COLUMN told_by TEXT;
