-- With whom a yes to a staged change was spoken on the phone, and on which day.
ALTER TABLE staged_change ADD COLUMN spoke_with TEXT NOT NULL DEFAULT '';
ALTER TABLE staged_change ADD COLUMN spoke_on DATE;
