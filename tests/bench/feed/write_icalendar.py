"""Makes a feed of so many meetings with icalendar, each from plain values; tells the processor time of one, and its octets."""

import sys
import time
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

HERE = ZoneInfo("Europe/Amsterdam")
number, rounds = int(sys.argv[1]), int(sys.argv[2])


def feed():
    calendar = Calendar()
    for name, value in [("VERSION", "2.0"), ("PRODID", "-//Aan Tafel//NL"), ("METHOD", "PUBLISH")]:
        calendar.add(name, value)
    calendar.add_component(Timezone.from_tzinfo(HERE))
    changed = datetime(2027, 3, 1, 8, 5, tzinfo=timezone.utc)
    for one in range(number):
        starts = datetime(2027, 1, 1, 19, 30, tzinfo=HERE) + timedelta(days=one % 365)
        event = Event()
        event.add("UID", f"01990000-0000-7000-8000-{one:012}@aantafel.example")
        event.add("DTSTAMP", changed)
        event.add("LAST-MODIFIED", changed)
        event.add("SEQUENCE", one % 7)
        event.add("STATUS", "CONFIRMED")
        event.add("DTSTART", starts)
        event.add("DTEND", starts + timedelta(hours=2))
        event.add("SUMMARY", "Samen op weg tussen school, vrienden en familie")
        event.add("LOCATION", f"Buurthuis De Brug, zaal {one % 9}, Brugstraat 1, Utrecht")
        event.add("URL", f"https://aantafel.example/nl/m/k{one:05}")
        calendar.add_component(event)
    return calendar.to_ical()


began = time.process_time()
for _ in range(rounds):
    text = feed()
print((time.process_time() - began) / rounds, len(text), text.count(b"BEGIN:VEVENT"))
