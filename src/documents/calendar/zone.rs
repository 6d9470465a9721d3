//! The zone that every meeting is in (tijdzone), described in each file for programs that do not know it.

use ical::parser::ical::component::{IcalTimeZone, IcalTimeZoneTransition, IcalTimeZoneTransitionType};

use super::property;

pub const ZONE: &str = "Europe/Amsterdam";

/// The Netherlands with summer time by rule, not by today's offset: Outlook knows the zone only from here.
pub fn amsterdam() -> IcalTimeZone {
    use IcalTimeZoneTransitionType::{DAYLIGHT, STANDARD};
    let change = |transition, first: &str, from: &str, to: &str, name: &str, month: u8| IcalTimeZoneTransition {
        transition,
        properties: vec![
            property("TZOFFSETFROM", from),
            property("TZOFFSETTO", to),
            property("TZNAME", name),
            property("DTSTART", first),
            property("RRULE", format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU")),
        ],
    };
    IcalTimeZone {
        properties: vec![property("TZID", ZONE)],
        transitions: vec![
            change(DAYLIGHT, "19700329T020000", "+0100", "+0200", "CEST", 3),
            change(STANDARD, "19701025T030000", "+0200", "+0100", "CET", 10),
        ],
    }
}
