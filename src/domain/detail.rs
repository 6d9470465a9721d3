//! What looks like a detail of a person (persoonsgegeven) in a free text, and is refused there.

use chrono::{Months, NaiveDate};

use super::typed::western_digits;

/// Something about a person that no free text may hold (product.md 2.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PersonalDetail {
    /// Nine digits that pass the 11-test of a citizen number (BSN).
    CitizenNumber,
    /// A date more than a year past.
    BirthDate,
    PhoneNumber,
    Email,
}

/// Finds what looks like a detail of a person in a free text.
pub fn personal_detail(text: &str, today: NaiveDate) -> Option<PersonalDetail> {
    let text = western_digits(text);
    if text.split_whitespace().any(looks_like_email) {
        return Some(PersonalDetail::Email);
    }
    for run in number_runs(&text) {
        if dates_in(&run).any(|date| date < today - Months::new(12)) {
            return Some(PersonalDetail::BirthDate);
        }
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        if dates_in(&run).next().is_some() {
            continue;
        }
        if matches!(digits.len(), 8 | 9) && passes_eleven_test(&digits) {
            return Some(PersonalDetail::CitizenNumber);
        }
        if looks_like_phone(&run, &digits) {
            return Some(PersonalDetail::PhoneNumber);
        }
    }
    None
}

/// Ends of names that people really type; any other dot may stand between two sentences.
const ENDS: [&str; 16] =
    ["app", "be", "biz", "com", "de", "edu", "eu", "gov", "info", "io", "link", "me", "net", "nl", "online", "org"];

/// Finds what a phone would make a link of.
pub fn is_web_address(text: &str) -> bool {
    let text = text.to_lowercase();
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let host = word.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let end = host.rsplit_once('.').map_or("", |(name, end)| if name.is_empty() { "" } else { end });
        word.contains("://") || word.starts_with("www.") || ENDS.contains(&end)
    })
}

/// Runs of digits with what people write between them.
fn number_runs(text: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() || (c == '+' && run.is_empty()) || (!run.is_empty() && " .-/()\u{a0}\u{2011}".contains(c))
        {
            run.push(c);
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run).trim_end_matches([' ', '.', '-', '/', '(', '\u{a0}']).to_owned());
        }
    }
    runs
}

fn dates_in(run: &str) -> impl Iterator<Item = NaiveDate> {
    let numbers: Vec<&str> = run.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let from_parts = |year: &str, month: &str, day: &str| {
        let year = match (year.len(), year.parse::<i32>().ok()?) {
            (4, year) => year,
            // Two digits: the nearest century in which somebody can have been born.
            (2, short) if short > 30 => 1900 + short,
            (2, short) => 2000 + short,
            _ => return None,
        };
        (1900..=2100).contains(&year).then_some(())?;
        NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
    };
    let mut dates = Vec::new();
    for part in numbers.windows(3) {
        dates.extend(from_parts(part[2], part[1], part[0]).filter(|_| part[2].len() == 4 || numbers.len() == 3));
        dates.extend(from_parts(part[0], part[1], part[2]).filter(|_| part[0].len() == 4));
    }
    if let [whole] = numbers[..]
        && whole.len() == 8
    {
        dates.extend(from_parts(&whole[..4], &whole[4..6], &whole[6..]));
        dates.extend(from_parts(&whole[4..], &whole[2..4], &whole[..2]));
    }
    dates.into_iter()
}

/// Nine digits (or eight with the leading zero left off), weighted 9 to 2 and -1, divisible by eleven.
fn passes_eleven_test(digits: &str) -> bool {
    let padded = format!("{digits:0>9}");
    let sum: i32 = padded
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
        .map(|(digit, weight)| i32::try_from(digit).unwrap_or(0) * weight)
        .sum();
    sum % 11 == 0 && padded != "000000000"
}

/// Ten digits from a zero, or an international number; prices and times are shorter.
fn looks_like_phone(run: &str, digits: &str) -> bool {
    (digits.starts_with("00") || run.starts_with('+')) && (10..=15).contains(&digits.len())
        || digits.starts_with('0') && digits.len() == 10
        || (digits.starts_with("0800") || digits.starts_with("0900")) && digits.len() >= 8
}

fn looks_like_email(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    !name.is_empty() && host.contains('.') && host.len() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<PersonalDetail> {
        personal_detail(text, NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date"))
    }

    #[test]
    fn a_note_may_hold_prices_times_and_coming_dates() {
        for text in [
            "Zaal open om 18.30 uur",
            "Kosten 125,50 euro",
            "Op 15-06-2027 of 16 juni",
            "20 stoelen, 3 tafels",
            "Lokaal 1.04, 1e verdieping",
            "Postcode 3511 AB",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_note_may_not_hold_what_points_at_a_person() {
        assert_eq!(found("BSN 111222333"), Some(PersonalDetail::CitizenNumber));
        assert_eq!(found("nummer 1112.22.333"), Some(PersonalDetail::CitizenNumber));
        assert_eq!(found("geboren 03-04-2012"), Some(PersonalDetail::BirthDate));
        assert_eq!(found("geboren 3/4/12"), Some(PersonalDetail::BirthDate));
        assert_eq!(found("2012-04-03"), Some(PersonalDetail::BirthDate));
        assert_eq!(found("bel 06 12 34 56 78"), Some(PersonalDetail::PhoneNumber));
        assert_eq!(found("bel +31 6 12345678"), Some(PersonalDetail::PhoneNumber));
        assert_eq!(found("bel ٠٦١٢٣٤٥٦٧٨"), Some(PersonalDetail::PhoneNumber));
        assert_eq!(found("mail naar jan@example.org"), Some(PersonalDetail::Email));
    }

    #[test]
    fn a_web_address_is_seen_with_or_without_its_scheme() {
        for text in ["kijk op wij.nl", "WWW.WIJ.EXAMPLE", "https://x", "(wij.org/avond)", "bit.io/abc?x=1", "wij.nl."] {
            assert!(is_web_address(text), "{text}");
        }
        for text in ["Om 19.30 uur", "o.a. thee, b.v. koffie", "Thee. Eten", "50/50", "v.a. 5 euro p.p.", "..nl.."] {
            assert!(!is_web_address(text), "{text}");
        }
    }
}
