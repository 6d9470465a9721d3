ALTER TABLE meeting DROP COLUMN line_two;
ALTER TABLE meeting DROP COLUMN line_one;
