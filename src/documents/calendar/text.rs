//! Values and lines of iCalendar: what may stand in them and where a line breaks (RFC 5545, 3.1, 3.3.11 and 3.3.13).

use std::borrow::Cow;

/// A line is at most this long, in octets, without its line end.
const WIDEST: usize = 75;

/// A TEXT value of one line, on its own.
pub fn escape_line(text: &str) -> String {
    let mut out = String::new();
    escape_line_into(text, &mut out);
    out
}

/// A TEXT value, in the place of what stood there. Line ends of every kind become `\n`; other control characters and those
/// that turn the writing direction for good are dropped. Isolates (U+2066 to U+2069) stay: they keep telephone numbers
/// readable in Arabic.
pub fn escape_into(text: &str, out: &mut String) {
    escape(text, "\\n", out);
}

/// The same of one line, for titles and places: line ends become blanks. RFC 5545 allows them, and calcurse leaves a meeting
/// with such a title out.
pub fn escape_line_into(text: &str, out: &mut String) {
    escape(text, " ", out);
}

fn escape(text: &str, line_end: &str, out: &mut String) {
    out.clear();
    out.reserve(text.len() + text.len() / 16 + 4);
    let (mut rest, mut plain) = (text, 0);
    while let Some(c) = special(rest, &mut plain) {
        let (before, beyond) = rest.split_at(plain);
        rest = &beyond[c.len_utf8()..];
        out.push_str(before);
        plain = 0;
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                out.push_str(line_end);
            }
            _ if ends_line(c) => out.push_str(line_end),
            _ => {}
        }
    }
    out.push_str(rest);
}

/// The first character that is not plain, and how many octets stand before it; so many are known to be plain.
fn special(text: &str, plain: &mut usize) -> Option<char> {
    loop {
        // Most texts are plain; sixteen octets at once are seen to be.
        let mut blocks = text.as_bytes()[*plain..].chunks_exact(16);
        let is_plain = |block: &&[u8]| !block.iter().fold(false, |found, octet| found | may_be_special(*octet));
        *plain += 16 * blocks.by_ref().take_while(is_plain).count();
        *plain += text.as_bytes()[*plain..].iter().position(|octet| may_be_special(*octet))?;
        // None of these octets stands inside a character.
        let c = text[*plain..].chars().next()?;
        if is_not_plain(c) {
            return Some(c);
        }
        *plain += c.len_utf8();
    }
}

/// Whether a reader would see anything of it.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control())
}

/// A URI value, which has no escapes: what may not stand in an address is written in per cents. `None` for what a phone
/// must not open, such as `javascript:` or a path.
pub fn web_address(address: &str) -> Option<Cow<'_, str>> {
    let address = address.trim();
    let is_so = |scheme: &&str| address.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme));
    let scheme = ["https://", "http://"].into_iter().find(is_so)?;
    let rest = &address[scheme.len()..];
    if !rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    if address.starts_with(scheme) && rest.bytes().all(|octet| IN_ADDRESS[usize::from(octet)]) {
        return Some(Cow::Borrowed(address));
    }
    let mut out = String::with_capacity(address.len());
    out.push_str(scheme);
    let mut octets = rest.as_bytes().iter();
    while let Some(&octet) = octets.next() {
        if IN_ADDRESS[usize::from(octet)] || octet == b'%' && starts_with_two_hex_figures(octets.as_slice()) {
            out.push(char::from(octet));
        } else {
            out.push_str(&format!("%{octet:02X}"));
        }
    }
    Some(Cow::Owned(out))
}

/// The value of a parameter, in quotes: those and what breaks a line cannot stand in one (RFC 5545, 3.2).
pub fn quoted(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c == '"' { '\'' } else { c }).collect();
    let kept: String = plain.chars().filter(|c| !c.is_control() && !matches!(c, '\u{2028}'..='\u{202e}')).collect();
    format!("\"{}\"", kept.trim())
}

/// One line and its end, folded by octets and never inside a character. Neither part holds a line end.
#[inline]
pub fn line(name: &str, value: &str, out: &mut String) {
    if name.len() + 1 + value.len() > WIDEST {
        return folded(name, value, out);
    }
    out.push_str(name);
    out.push(':');
    out.push_str(value);
    out.push_str("\r\n");
}

fn folded(name: &str, value: &str, out: &mut String) {
    let mut width = 0;
    for part in [name, ":", value] {
        let mut rest = part;
        while width + rest.len() > WIDEST {
            let (fits, beyond) = rest.split_at(rest.floor_char_boundary(WIDEST.saturating_sub(width)));
            out.push_str(fits);
            out.push_str("\r\n ");
            width = 1;
            rest = beyond;
        }
        out.push_str(rest);
        width += rest.len();
    }
    out.push_str("\r\n");
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character that begins with this byte may be one that is not plain; the bytes of U+0080 to U+009F begin with
/// C2, and those of U+2028 to U+202E with E2.
fn may_be_special(byte: u8) -> bool {
    matches!(byte, b'\\' | b';' | b',' | 0..=0x1f | 0x7f | 0xc2 | 0xe2)
}

fn is_not_plain(c: char) -> bool {
    match c {
        '\\' | ';' | ',' | '\u{2028}'..='\u{202e}' => true,
        '\t' => false,
        _ => c.is_control(),
    }
}

/// Whether an octet may stand in an address as it is (RFC 3986, 2).
const IN_ADDRESS: [bool; 256] = {
    let mut may_stand = [false; 256];
    let mut octet = 0_u8;
    while octet < 128 {
        may_stand[octet as usize] = octet.is_ascii_alphanumeric();
        octet += 1;
    }
    let signs = b"-._~:/?#[]@!$&'()*+,;=";
    let mut place = 0;
    while place < signs.len() {
        may_stand[signs[place] as usize] = true;
        place += 1;
    }
    may_stand
};

fn starts_with_two_hex_figures(octets: &[u8]) -> bool {
    matches!(octets, [first, second, ..] if first.is_ascii_hexdigit() && second.is_ascii_hexdigit())
}
