//! Numbers, days and hours as people type them (getypt): in Western, Arabic or Persian digits, on any keyboard.

use chrono::{Datelike, NaiveDate, NaiveTime};

/// Arabic-Indic and Persian digits count like Western ones.
pub fn western_digits(typed: &str) -> String {
    typed
        .chars()
        .map(|c| match c {
            '٠'..='٩' => western_digit(c as u32 - '٠' as u32),
            '۰'..='۹' => western_digit(c as u32 - '۰' as u32),
            '０'..='９' => western_digit(c as u32 - '０' as u32),
            c => c,
        })
        .collect()
}

fn western_digit(digit: u32) -> char {
    char::from_digit(digit, 10).unwrap_or('0')
}

/// "2027-05-20", as browsers with a calendar send it; "20-05-2027", "20/5/2027" or "20.5.2027", as people type it.
pub fn date(typed: &str) -> Option<NaiveDate> {
    let typed = western_digits(typed.trim());
    let parts: Vec<&str> = typed.split(['-', '/', '.', '\u{60c}']).map(str::trim).collect();
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let is_number =
        |part: &str, most| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) || !is_number(day, 2) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (date.year() > 0).then_some(date)
}

/// "19:30" or "19.30".
pub fn time(typed: &str) -> Option<NaiveTime> {
    let typed = western_digits(typed.trim()).replace(['.', '٫'], ":");
    NaiveTime::parse_from_str(&typed, "%H:%M").ok()
}

/// A whole number.
pub fn number(typed: &str) -> Option<i32> {
    western_digits(typed.trim()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_browsers_send_it_and_as_people_type_it() {
        let expected = NaiveDate::from_ymd_opt(2027, 5, 20);
        for typed in ["2027-05-20", " 20-05-2027 ", "20-5-2027", "20/05/2027", "20.5.2027", "٢٠-٠٥-٢٠٢٧", "۲۰۲۷/۵/۲۰"]
        {
            assert_eq!(date(typed), expected, "{typed}");
        }
        for wrong in
            ["", "20-05-27", "05-20-2027", "31-02-2027", "20-05", "20-05-02027", "morgen", "2027-05-20-1", "+20-5-2027"]
        {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_hour_and_a_number_are_read_in_any_digits() {
        let expected = NaiveTime::from_hms_opt(19, 30, 0);
        for typed in ["19:30", "19.30", " ١٩:٣٠ ", "۱۹٫۳۰"] {
            assert_eq!(time(typed), expected, "{typed}");
        }
        assert_eq!((time("25:00"), time("half acht")), (None, None));
        assert_eq!((number("٣٠"), number(" ۳۰ "), number("30")), (Some(30), Some(30), Some(30)));
        assert_eq!((number("veel"), number("")), (None, None));
    }
}
