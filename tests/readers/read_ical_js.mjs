// ical.js, which Thunderbird and Nextcloud read with; it goes by the zone that the file describes.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ICAL = createRequire(process.env.READERS + "/")("ical.js");

function meetings(file) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  ICAL.TimezoneService.reset();
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  return calendar.getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part);
    return {
      uid: event.uid,
      title: event.summary,
      starts: wall(event.startDate),
      ends: wall(event.endDate),
      starts_utc: utc(event.startDate),
      ends_utc: utc(event.endDate),
      status: part.getFirstPropertyValue("status"),
      place: event.location,
      sequence: event.sequence,
    };
  });
}

const written = (time) => time.toString().replace(/Z$/, "");
const here = (time) => time.convertToZone(ICAL.TimezoneService.get("Europe/Amsterdam"));
// A moment in UTC as it is shown in the Netherlands.
const wall = (time) => written(time.zone === ICAL.Timezone.utcTimezone ? here(time) : time);
const utc = (time) => written(time.convertToZone(ICAL.Timezone.utcTimezone));

process.stdout.write(JSON.stringify(process.argv.slice(2).map((files) => files.split(":").flatMap(meetings))));
