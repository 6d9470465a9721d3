"""What every reader of calendars here says of a file: its meetings, in words that can be compared."""

import json
import os
import sys
from datetime import timezone
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")


def meeting(uid, title, starts, ends, status, place, sequence):
    """Moments know their zone; what a reader does not know of a meeting is None."""
    return {
        "uid": text(uid),
        "title": text(title),
        "starts": wall(starts),
        "ends": wall(ends),
        "starts_utc": utc(starts),
        "ends_utc": utc(ends),
        "status": text(status),
        "place": text(place),
        "sequence": None if sequence is None else int(sequence),
    }


def tell(read):
    """
    Each word of the command line is a calendar: one file, or some that come into it one after the other, parted by
    colons. For each, the meetings that `read` finds in it, on standard output.
    """
    json.dump([read(calendar.split(os.pathsep)) for calendar in sys.argv[1:]], sys.stdout)


def tell_each(read):
    """The same for a reader that keeps nothing: it finds the meetings of every file."""
    tell(lambda files: [meeting for file in files for meeting in read(whole(file))])


def whole(name):
    with open(name, encoding="utf-8", newline="") as file:
        return file.read()


def text(value):
    return None if value is None else str(value)


def wall(moment):
    """As the file has it; a moment in UTC as it is shown in the Netherlands."""
    shown = moment if moment.utcoffset() else moment.astimezone(ZONE)
    return shown.replace(tzinfo=None).isoformat()


def utc(moment):
    return moment.astimezone(timezone.utc).replace(tzinfo=None).isoformat()
