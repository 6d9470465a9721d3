// Makes a feed of so many meetings with ical-generator, each from plain values; tells the processor time of one, and its octets.

import { createRequire } from "node:module";

const { default: ical, ICalEventStatus } = createRequire(process.env.READERS + "/")("ical-generator");
const [number, rounds] = process.argv.slice(2).map(Number);

function feed() {
  const calendar = ical({ prodId: "-//Aan Tafel//NL", method: "PUBLISH" });
  const changed = new Date(Date.UTC(2027, 2, 1, 8, 5));
  for (let one = 0; one < number; one += 1) {
    const starts = new Date(Date.UTC(2027, 0, 1 + (one % 365), 18, 30));
    calendar.createEvent({
      id: `01990000-0000-7000-8000-${String(one).padStart(12, "0")}@aantafel.example`,
      stamp: changed,
      lastModified: changed,
      sequence: one % 7,
      status: ICalEventStatus.CONFIRMED,
      start: starts,
      end: new Date(starts.getTime() + 7_200_000),
      timezone: "Europe/Amsterdam",
      summary: "Samen op weg tussen school, vrienden en familie",
      location: `Buurthuis De Brug, zaal ${one % 9}, Brugstraat 1, Utrecht`,
      url: `https://aantafel.example/nl/m/k${String(one).padStart(5, "0")}`,
    });
  }
  return calendar.toString();
}

const began = process.cpuUsage();
let text = "";
for (let round = 0; round < rounds; round += 1) {
  text = feed();
}
const { user, system } = process.cpuUsage(began);
console.log((user + system) / 1e6 / rounds, Buffer.byteLength(text), text.split("BEGIN:VEVENT").length - 1);
