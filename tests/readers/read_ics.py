"""ics, the friendly one."""

from ics import Calendar

from told import meeting, tell_each


def meetings(said):
    # A set, without the order of the file.
    events = sorted(Calendar(said).events, key=lambda event: event.uid)
    return [
        meeting(
            event.uid,
            event.name,
            event.begin.datetime,
            event.end.datetime,
            event.status,
            event.location,
            next((line.value for line in event.extra if line.name == "SEQUENCE"), None),
        )
        for event in events
    ]


tell_each(meetings)
