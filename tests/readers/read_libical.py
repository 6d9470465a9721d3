"""libical, which Evolution, KOrganizer and GNOME Calendar read with, by its C interface; it goes by the file's zone."""

import ctypes
from ctypes import c_char_p, c_int, c_long, c_void_p
from datetime import datetime, timezone

from told import tell_each, utc, wall

C = ctypes.CDLL("libical.so.3")
EVENT = 4  # ICAL_VEVENT_COMPONENT


class Time(ctypes.Structure):
    _fields_ = [(name, c_int) for name in ["year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight"]]
    _fields_ += [("zone", c_void_p)]


def declare(name, gives, *takes):
    function = getattr(C, name)
    function.restype, function.argtypes = gives, takes
    return function


parse = declare("icalparser_parse_string", c_void_p, c_char_p)
count_errors = declare("icalcomponent_count_errors", c_int, c_void_p)
free = declare("icalcomponent_free", None, c_void_p)
first = declare("icalcomponent_get_first_component", c_void_p, c_void_p, c_int)
next_one = declare("icalcomponent_get_next_component", c_void_p, c_void_p, c_int)
as_unix = declare("icaltime_as_timet_with_zone", c_long, Time, c_void_p)
is_utc = declare("icaltime_is_utc", c_int, Time)
texts = {word: declare(f"icalcomponent_get_{word}", c_char_p, c_void_p) for word in ["uid", "summary", "location"]}
times = {word: declare(f"icalcomponent_get_{word}", Time, c_void_p) for word in ["dtstart", "dtend"]}
status_word = declare("icalproperty_status_to_string", c_char_p, c_int)
numbers = {word: declare(f"icalcomponent_get_{word}", c_int, c_void_p) for word in ["status", "sequence"]}


def meetings(said):
    calendar = parse(said.encode())
    assert calendar and count_errors(calendar) == 0, said
    found = []
    event = first(calendar, EVENT)
    while event:
        found.append(told(event))
        event = next_one(calendar, EVENT)
    free(calendar)
    return found


def told(event):
    said = {word: get(event) for word, get in texts.items()}
    starts, ends = (times[word](event) for word in ["dtstart", "dtend"])
    return {
        "uid": said["uid"].decode(),
        "title": said["summary"].decode(),
        "starts": shown(starts),
        "ends": shown(ends),
        "starts_utc": utc(moment(starts)),
        "ends_utc": utc(moment(ends)),
        "status": status_word(numbers["status"](event)).decode(),
        "place": None if said["location"] is None else said["location"].decode(),
        "sequence": numbers["sequence"](event),
    }


def moment(time):
    return datetime.fromtimestamp(as_unix(time, time.zone), timezone.utc)


def shown(time):
    if is_utc(time):
        return wall(moment(time))
    return datetime(time.year, time.month, time.day, time.hour, time.minute, time.second).isoformat()


tell_each(meetings)
