//! An hour in words (uitgesproken): "half acht", "kwart voor 8", "tien over half acht", "acht uur", "half past seven".

use chrono::NaiveTime;

const NUMBERS: [(&str, u32); 24] = [
    ("een", 1),
    ("één", 1),
    ("twee", 2),
    ("drie", 3),
    ("vier", 4),
    ("vijf", 5),
    ("zes", 6),
    ("zeven", 7),
    ("acht", 8),
    ("negen", 9),
    ("tien", 10),
    ("elf", 11),
    ("twaalf", 12),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
];
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
        "kwart" | "quarter" => Some(15).filter(|_| most > 12),
        "twintig" | "twenty" => Some(20).filter(|_| most > 12),
        _ => {
            let known = NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
            let is_figures = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
            known.or_else(|| word.parse().ok().filter(|_| is_figures))
        }
    };
    number.filter(|number| (1..=most).contains(number))
}
