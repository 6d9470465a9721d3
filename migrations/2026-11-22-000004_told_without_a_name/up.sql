-- Nobody's name is kept with the tick of a message.
ALTER TABLE announcement DROP COLUMN told_by;
