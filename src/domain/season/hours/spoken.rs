//! An hour in words (uitgesproken): "half acht", "kwart voor 8", "tien over half acht", "acht uur", "half past seven".

use chrono::NaiveTime;

use crate::domain::season::word::written_number;

/// Half a day, in minutes.
const HALF: u32 = 12 * 60;

/// On a clock of twelve hours: noon is twelve, and no hour is nought.
pub fn hour(side: &str) -> Option<NaiveTime> {
    let words: Vec<&str> = side.split_whitespace().filter(|word| !["minuten", "minutes"].contains(word)).collect();
    let minutes = match words[..] {
        // A number alone may be of anything.
        [hour, "uur" | "u" | "o'clock"] => whole(hour)?,
        ["half", "past", hour] => whole(hour)? + 30,
        ["half", hour] => half(hour)?,
        [minutes, "voor", "half", hour] => half(hour)? - number(minutes, 29)?,
        [minutes, "over", "half", hour] => half(hour)? + number(minutes, 29)?,
        [minutes, "voor" | "before", hour] | [minutes, "voor" | "before", hour, "uur"] => {
            whole(hour)? + HALF - number(minutes, 59)?
        }
        [minutes, "over" | "past", hour] | [minutes, "over" | "past", hour, "uur"] => {
            whole(hour)? + number(minutes, 59)?
        }
        _ => return None,
    } % HALF;
    let minutes = if minutes < 60 { minutes + HALF } else { minutes };
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
}

/// Beside another hour a number alone is one too: "zeven tot negen".
pub fn of_span(side: &str) -> Option<NaiveTime> {
    let whole = || NaiveTime::from_hms_opt(number(side.trim(), 12)?, 0, 0);
    hour(side).or_else(whole)
}

fn whole(hour: &str) -> Option<u32> {
    Some(number(hour, 12)? * 60)
}

/// Half an hour before: "half acht" is half past seven.
fn half(hour: &str) -> Option<u32> {
    Some(whole(hour)? + HALF - 30)
}

fn number(word: &str, most: u32) -> Option<u32> {
    let number = match word {
        "kwart" | "quarter" => Some(15),
        _ => {
            let is_figures = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
            written_number(word).or_else(|| word.parse().ok().filter(|_| is_figures))
        }
    };
    number.filter(|number| (1..=most).contains(number))
}
