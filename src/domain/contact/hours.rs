//! Opening hours (openingstijden) as a worker writes them: "24/7", or "ma-vr 09:00-12:00; do 13:00-15:00".

use std::str::FromStr;

use chrono::NaiveTime;
use diesel::sql_types::Text;

use crate::domain::day::Weekday;

/// Kept as written, and readable in every language.
#[derive(Clone, Debug, PartialEq, Eq, diesel::AsExpression, diesel::FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct OpeningHours {
    written: String,
    reads: Vec<Hours>,
}

/// The same hours on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// From Monday on.
    pub days: Vec<Weekday>,
    pub from: NaiveTime,
    pub until: NaiveTime,
}

/// Nobody can tell which hours these are.
#[derive(Debug, thiserror::Error)]
#[error("not opening hours: {0:?}; write 24/7, or ma-vr 09:00-12:00; do 13:00-15:00")]
pub struct NotHours(String);

const ALWAYS: &str = "24/7";
const EVERY_DAY: &str = "elke dag";

impl OpeningHours {
    /// Empty when always or unknown.
    pub fn hours(&self) -> &[Hours] {
        &self.reads
    }

    /// Dutch, as the worker wrote it.
    pub fn as_str(&self) -> &str {
        &self.written
    }
}

impl FromStr for OpeningHours {
    type Err = NotHours;

    fn from_str(text: &str) -> Result<Self, NotHours> {
        let reads = match text {
            "" | ALWAYS => Some(Vec::new()),
            _ => text.split(';').map(|part| read_hours(part.trim())).collect(),
        };
        let reads = reads.ok_or_else(|| NotHours(text.to_owned()))?;
        Ok(Self { written: text.to_owned(), reads })
    }
}

fn read_hours(text: &str) -> Option<Hours> {
    let (days, clock) = text.rsplit_once(' ')?;
    let (from, until) = clock.split_once('-')?;
    let [from, until] = [from, until].map(|clock| NaiveTime::parse_from_str(clock, "%H:%M").ok());
    let hours = Hours { days: read_days(days)?, from: from?, until: until? };
    (hours.from < hours.until).then_some(hours)
}

fn read_days(text: &str) -> Option<Vec<Weekday>> {
    if text == EVERY_DAY {
        return Some(Weekday::ALL.to_vec());
    }
    let mut days = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last): (Weekday, Weekday) = (first.parse().ok()?, last.parse().ok()?);
        days.extend(Weekday::ALL.iter().filter(|day| first <= **day && **day <= last));
        if last < first {
            return None;
        }
    }
    days.sort_unstable();
    days.dedup();
    Some(days)
}

crate::written! { OpeningHours }

#[cfg(test)]
mod tests {
    use super::*;
    use Weekday::*;

    #[test]
    fn hours_are_read_by_day_and_what_cannot_be_read_is_refused() {
        let hours: OpeningHours = "ma-wo,vr 09:00-12:00; do 13:00-15:30".parse().unwrap();
        let days: Vec<_> = hours.hours().iter().map(|part| part.days.as_slice()).collect();
        assert_eq!(days, [[Monday, Tuesday, Wednesday, Friday].as_slice(), &[Thursday]]);
        assert_eq!(hours.hours()[1].until.to_string(), "15:30:00");
        let daily: OpeningHours = "elke dag 11:00-21:00".parse().unwrap();
        assert_eq!(daily.hours()[0].days.len(), 7);
        let [always, unknown] = ["24/7", ""].map(|text| text.parse::<OpeningHours>().unwrap());
        assert!(always.hours().is_empty() && unknown.hours().is_empty());
        for wrong in ["maandag 9-12", "ma 12:00-09:00", "vr-ma 09:00-12:00", "ma 09:00", "mo 09:00-12:00"] {
            assert!(wrong.parse::<OpeningHours>().is_err(), "{wrong}");
        }
    }
}
