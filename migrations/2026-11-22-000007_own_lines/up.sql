-- Two short lines that the organisers add to flyer and poster, printed as they are written.
ALTER TABLE meeting ADD COLUMN line_one TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN line_two TEXT NOT NULL DEFAULT '';
