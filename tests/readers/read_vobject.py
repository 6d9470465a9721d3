"""vobject, which Radicale keeps its calendars with; it goes by the zone that the file describes."""

import vobject

from told import meeting, tell_each


def meetings(said):
    events = [event for calendar in vobject.readComponents(said) for event in calendar.contents.get("vevent", [])]
    return [
        meeting(
            value(event, "uid"),
            value(event, "summary"),
            value(event, "dtstart"),
            value(event, "dtend"),
            value(event, "status"),
            value(event, "location"),
            value(event, "sequence"),
        )
        for event in events
    ]


def value(event, name):
    return event.getChildValue(name)


tell_each(meetings)
