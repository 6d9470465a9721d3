//! What RFC 5545 asks of every line and component of a calendar, looked at without any calendar crate.

use super::wall_clock;
use std::collections::BTreeSet;

/// Panics with everything that RFC 5545 does not allow in `ics`, or that clients are known to stumble over.
pub fn assert_grammar(ics: impl AsRef<[u8]>) {
    let faults = grammar_faults(ics);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The same as a list, for tests that show a fault to be seen.
pub fn grammar_faults(ics: impl AsRef<[u8]>) -> Vec<String> {
    let ics = ics.as_ref();
    let mut faults = Vec::new();
    if !ics.ends_with(b"\r\n") {
        faults.push("no line end at the end".to_owned());
    }
    let mut lines: Vec<String> = Vec::new();
    for octets in ics.strip_suffix(b"\r\n").unwrap_or(ics).split(|octet| *octet == b'\n') {
        let octets = octets.strip_suffix(b"\r").unwrap_or(octets);
        if octets.len() > 75 {
            faults.push(format!("a line of {} octets: {}", octets.len(), String::from_utf8_lossy(octets)));
        }
        let Ok(line) = std::str::from_utf8(octets) else {
            faults.push(format!("a line that is not UTF-8 by itself: {}", String::from_utf8_lossy(octets)));
            continue;
        };
        if line.chars().any(|c| c.is_control() && c != '\t') {
            faults.push(format!("a control character in {line:?}"));
        }
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(folded), Some(last)) => last.push_str(folded),
            _ => lines.push(line.to_owned()),
        }
    }
    let line_ends = ics.iter().filter(|octet| **octet == b'\n').count();
    if line_ends != ics.windows(2).filter(|pair| *pair == b"\r\n").count() {
        faults.push("a line that ends with a bare line feed".to_owned());
    }
    let lines = lines.iter().filter_map(|line| {
        let parsed = Line::parse(line);
        if parsed.is_none() {
            faults.push(format!("not a content line: {line:?}"));
        }
        parsed
    });
    let lines = lines.collect::<Vec<_>>();
    faults.extend(structure_faults(&lines));
    faults
}

struct Line<'a> {
    name: &'a str,
    parameters: Vec<(&'a str, &'a str)>,
    value: &'a str,
}

impl<'a> Line<'a> {
    /// name *(";" parameter "=" value) ":" value; a quoted parameter value may hold `:`, `;` and `,`.
    fn parse(line: &'a str) -> Option<Self> {
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let mut is_quoted = false;
        let mut marks = line.char_indices().filter(|(_, c)| {
            is_quoted ^= *c == '"';
            !is_quoted && matches!(c, ':' | ';')
        });
        let mut parts = Vec::new();
        let mut from = 0;
        let value = loop {
            let (at, mark) = marks.next()?;
            parts.push(&line[from..at]);
            from = at + 1;
            if mark == ':' {
                break &line[from..];
            }
        };
        let (name, parameters) = parts.split_first()?;
        let parameters = parameters.iter().map(|part| part.split_once('=').filter(|(key, _)| is_name(key)));
        is_name(name).then_some(Self { name, parameters: parameters.collect::<Option<_>>()?, value })
    }

    fn zone(&self) -> Option<&'a str> {
        self.parameters.iter().find(|(key, _)| *key == "TZID").map(|(_, zone)| *zone)
    }
}

/// BEGIN and END in pairs, each component with what it must have once, and the rules that span lines.
fn structure_faults(lines: &[Line<'_>]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<(&str, Vec<&Line<'_>>)> = Vec::new();
    let (mut path, mut zones, mut used, mut uids) = (Vec::new(), Vec::new(), BTreeSet::new(), BTreeSet::new());
    for line in lines {
        match line.name {
            "BEGIN" => {
                path.push(
                    [&open.iter().map(|(name, _)| *name).collect::<Vec<_>>()[..], &[line.value]].concat().join("/"),
                );
                open.push((line.value, Vec::new()));
            }
            "END" => match open.pop() {
                Some((name, own)) if name == line.value => {
                    faults.extend(component_faults(name, &own));
                    zones.extend(
                        own.iter().filter(|own| name == "VTIMEZONE" && own.name == "TZID").map(|own| own.value),
                    );
                    let uid = own.iter().find(|own| name == "VEVENT" && own.name == "UID");
                    faults.extend(uid.filter(|uid| !uids.insert(uid.value)).map(|uid| format!("{} twice", uid.value)));
                }
                other => faults.push(format!("END:{} closes {:?}", line.value, other.map(|(name, _)| name))),
            },
            _ => match open.last_mut() {
                Some((_, own)) => own.push(line),
                None => faults.push(format!("{} outside of a calendar", line.name)),
            },
        }
        used.extend(line.zone());
        if line.zone().is_some() && line.value.ends_with('Z') {
            faults.push(format!("{} has both a zone and Z", line.name));
        }
    }
    faults.extend(open.iter().map(|(name, _)| format!("{name} stays open")));
    if path.iter().filter(|path| !path.contains('/')).count() != 1
        || path.first().is_none_or(|path| path != "VCALENDAR")
    {
        faults.push("not exactly one VCALENDAR".to_owned());
    }
    for zone in &used {
        if zones.iter().filter(|known| *known == zone).count() != 1 {
            faults.push(format!("{zone} is used and not described exactly once"));
        }
    }
    for zone in &zones {
        for half in ["DAYLIGHT", "STANDARD"] {
            if !path.iter().any(|path| path == &format!("VCALENDAR/VTIMEZONE/{half}")) {
                faults.push(format!("{zone} has no {half}"));
            }
        }
    }
    faults
}

fn component_faults(name: &str, own: &[&Line<'_>]) -> Vec<String> {
    let mut faults = Vec::new();
    let once: &[&str] = match name {
        "VCALENDAR" => &["PRODID", "VERSION"],
        "VEVENT" => &["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"],
        "VTIMEZONE" => &["TZID"],
        "STANDARD" | "DAYLIGHT" => &["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"],
        _ => &[],
    };
    let at_most_once =
        ["METHOD", "CALSCALE", "STATUS", "SEQUENCE", "LOCATION", "DESCRIPTION", "URL", "LAST-MODIFIED", "CLASS"];
    let count = |wanted: &str| own.iter().filter(|line| line.name == wanted).count();
    faults.extend(once.iter().filter(|wanted| count(wanted) != 1).map(|wanted| format!("{name} needs one {wanted}")));
    faults.extend(
        at_most_once.iter().filter(|n| count(n) > 1).map(|wanted| format!("{name} has more than one {wanted}")),
    );
    if name == "VEVENT" && count("METHOD") + count("CALSCALE") > 0 {
        faults.push("METHOD or CALSCALE inside a meeting".to_owned());
    }
    for line in own {
        if !value_is_right(name, line) {
            faults.push(format!("{} is wrong: {:?} {:?}", line.name, line.parameters, line.value));
        }
    }
    let time = |wanted: &str| own.iter().find(|line| line.name == wanted).map(|line| (line.zone(), line.value));
    if let (Some((zone, starts)), Some((other_zone, ends))) = (time("DTSTART"), time("DTEND"))
        && (zone != other_zone || starts.len() != ends.len() || ends <= starts)
    {
        faults.push(format!("ends at {ends} ({other_zone:?}), starts at {starts} ({zone:?})"));
    }
    faults
}

fn value_is_right(component: &str, line: &Line<'_>) -> bool {
    let is_utc = |value: &str| value.strip_suffix('Z').is_some_and(|time| wall_clock(time).is_some());
    match line.name {
        "VERSION" => line.value == "2.0",
        "CALSCALE" => line.value == "GREGORIAN",
        "DTSTAMP" | "LAST-MODIFIED" => line.parameters.is_empty() && is_utc(line.value),
        // A time without zone and without Z floats, but for the zone's own rules.
        "DTSTART" | "DTEND" if component == "VEVENT" => match line.zone() {
            Some(_) => wall_clock(line.value).is_some(),
            None => is_utc(line.value),
        },
        "SEQUENCE" => line.value.parse::<u32>().is_ok(),
        "STATUS" => ["TENTATIVE", "CONFIRMED", "CANCELLED"].contains(&line.value),
        "URL" => {
            line.value.contains(':') && line.value.bytes().all(|b| b.is_ascii_graphic() && b != b'\\' && b != b'"')
        }
        "SUMMARY" | "LOCATION" | "DESCRIPTION" | "NAME" | "X-WR-CALNAME" | "UID" => is_text(line.value),
        _ => true,
    }
}

/// Nothing that TEXT has to escape stands bare, and nothing else is escaped.
fn is_text(value: &str) -> bool {
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' | ',' => return false,
            '\\' if !matches!(chars.next(), Some('\\' | ';' | ',' | 'n' | 'N')) => return false,
            _ => {}
        }
    }
    true
}
