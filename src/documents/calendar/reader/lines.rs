//! The lines of a calendar (regels): unfolded by octets, measured, and only those kept that tell when.
//!
//! Programs fold in the middle of a letter, end lines with a bare line feed, and begin with a byte order mark. Titles,
//! places and names are left behind here: nothing after this has seen them.

use super::{MOST_BYTES, MOST_LINES, Refusal};

/// The properties that tell when; all others are dropped unread.
const TELLING_WHEN: [&str; 13] = [
    "BEGIN",
    "DTEND",
    "DTSTART",
    "DURATION",
    "END",
    "EXDATE",
    "FREEBUSY",
    "RDATE",
    "RECURRENCE-ID",
    "RRULE",
    "STATUS",
    "TRANSP",
    "UID",
];
/// Octets of one of these, unfolded: some eight hundred dates that are left out.
const LONGEST: usize = 16_000;
/// The crate looks through the whole rest of a line for each parameter.
const MOST_PARAMETERS: usize = 64;

/// The lines that tell when, each in one piece.
pub fn telling_when(bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut kept = String::new();
    let mut whole: Vec<u8> = Vec::new();
    // CRLF gives an empty line between, which is none.
    let lines = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).filter(|line| !line.is_empty());
    for (number, line) in lines.enumerate() {
        if number == MOST_LINES {
            return Err(Refusal::TooLarge);
        }
        match line {
            // Joined as octets: a letter of several may be folded in its middle.
            [b' ' | b'\t', rest @ ..] => whole.extend_from_slice(rest),
            line => {
                keep(&whole, &mut kept)?;
                whole.clear();
                whole.extend_from_slice(line);
            }
        }
    }
    keep(&whole, &mut kept)?;
    if kept.is_empty() { Err(Refusal::NotACalendar) } else { Ok(kept) }
}

fn keep(line: &[u8], kept: &mut String) -> Result<(), Refusal> {
    let Some(end) = line.iter().position(|byte| matches!(byte, b':' | b';')) else { return Ok(()) };
    let (name, rest) = line.split_at(end);
    let Some(name) = TELLING_WHEN.iter().find(|own| own.as_bytes().eq_ignore_ascii_case(name.trim_ascii())) else {
        return Ok(());
    };
    if line.len() > LONGEST || line.iter().filter(|byte| **byte == b';').count() > MOST_PARAMETERS {
        return Err(Refusal::Broken);
    }
    kept.push_str(name);
    kept.push_str(&String::from_utf8_lossy(rest));
    kept.push('\n');
    Ok(())
}
