//! The zones of others (tijdzones): by the name that the world's table has, or by the one that Windows gives it.

use chrono_tz::Tz;

/// Names of Windows, which Outlook and Exchange write, with a place that keeps the same hours (CLDR, windowsZones).
const OF_WINDOWS: [(&str, Tz); 24] = [
    ("W. Europe Standard Time", Tz::Europe__Berlin),
    ("Romance Standard Time", Tz::Europe__Paris),
    ("Central Europe Standard Time", Tz::Europe__Budapest),
    ("Central European Standard Time", Tz::Europe__Warsaw),
    ("GMT Standard Time", Tz::Europe__London),
    ("Greenwich Standard Time", Tz::Atlantic__Reykjavik),
    ("GTB Standard Time", Tz::Europe__Bucharest),
    ("FLE Standard Time", Tz::Europe__Kyiv),
    ("E. Europe Standard Time", Tz::Europe__Chisinau),
    ("Turkey Standard Time", Tz::Europe__Istanbul),
    ("Russian Standard Time", Tz::Europe__Moscow),
    ("Morocco Standard Time", Tz::Africa__Casablanca),
    ("Egypt Standard Time", Tz::Africa__Cairo),
    ("E. Africa Standard Time", Tz::Africa__Nairobi),
    ("W. Central Africa Standard Time", Tz::Africa__Lagos),
    ("South Africa Standard Time", Tz::Africa__Johannesburg),
    ("Syria Standard Time", Tz::Asia__Damascus),
    ("Arabic Standard Time", Tz::Asia__Baghdad),
    ("Iran Standard Time", Tz::Asia__Tehran),
    ("Afghanistan Standard Time", Tz::Asia__Kabul),
    ("India Standard Time", Tz::Asia__Kolkata),
    ("SA Eastern Standard Time", Tz::America__Cayenne),
    ("Eastern Standard Time", Tz::America__New_York),
    ("UTC", Tz::UTC),
];

/// None for a name of nobody's: a description beside it (VTIMEZONE) is not read, since programs write what their own clock
/// does today.
pub fn named(name: &str) -> Option<Tz> {
    let name = name.trim().trim_matches('"');
    let of_windows = || OF_WINDOWS.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, zone)| *zone);
    // "/mozilla.org/20050126_1/Europe/Amsterdam"
    let at_the_end = || {
        let parts: Vec<&str> = name.rsplitn(3, '/').collect();
        let [place, part, _] = parts[..] else { return None };
        format!("{part}/{place}").parse().ok()
    };
    // "(UTC+01:00) Amsterdam, Berlijn, Bern, Rome, Stockholm, Wenen"
    let described = || (name.starts_with('(') && name.contains("Amsterdam")).then_some(Tz::Europe__Amsterdam);
    name.parse().ok().or_else(of_windows).or_else(at_the_end).or_else(described)
}
