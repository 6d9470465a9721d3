"""icalendar, which khal, Home Assistant and many others read with."""

from icalendar import Calendar

from told import meeting, tell_each


def meetings(said):
    return [
        meeting(
            event["UID"],
            event["SUMMARY"],
            event["DTSTART"].dt,
            event["DTEND"].dt,
            event.get("STATUS"),
            event.get("LOCATION"),
            event.get("SEQUENCE"),
        )
        for event in Calendar.from_ical(said).walk("VEVENT")
    ]


if __name__ == "__main__":
    tell_each(meetings)
