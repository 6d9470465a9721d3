ALTER TABLE staged_change DROP COLUMN spoke_on;
ALTER TABLE staged_change DROP COLUMN spoke_with;
