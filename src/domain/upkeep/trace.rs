//! What a correction of the reference changed (spoor): row by row and short, as it is written down for good. No name of a
//! person, no free text: of those only that they changed.

use super::Sheet;
use crate::domain::contact::{Contact, LocalContact};
use crate::domain::day::Day;
use crate::domain::holiday::{Change, Correction, Holiday};

/// Days, as a form carries them; a number; or nothing, where only is told that it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub sheet: Sheet,
    /// Of the row, in its sheet.
    pub key: String,
    /// Which part of the row.
    pub field: String,
    pub was: String,
    pub becomes: String,
}

/// The parts of a row whose values are not told in [`Trace::field`]'s own words.
pub const DAYS: &str = "days";
pub const COMPARED: &str = "compared";
pub const CONFIRMED: &str = "confirmed";
pub const NEW: &str = "new";

/// More than a file of three school years has.
const MOST: usize = 60;

impl Trace {
    fn of(sheet: Sheet, key: impl ToString, field: &str, was: impl ToString, becomes: impl ToString) -> Self {
        let (was, becomes) = (was.to_string(), becomes.to_string());
        Self { sheet, key: key.to_string(), field: field.to_owned(), was, becomes }
    }

    /// A line each, for the record.
    pub fn write(traces: &[Self]) -> String {
        let line = |trace: &Self| {
            let parts = [trace.sheet.code(), &trace.key, &trace.field, &trace.was, &trace.becomes];
            parts.map(|part| part.replace(['\t', '\n'], " ")).join("\t")
        };
        traces.iter().take(MOST).map(line).collect::<Vec<_>>().join("\n")
    }

    /// What was written; a line that is none is left out.
    pub fn read(detail: &str) -> Vec<Self> {
        let trace = |line: &str| {
            let parts: Vec<&str> = line.split('\t').collect();
            let [sheet, key, field, was, becomes] = parts[..] else { return None };
            Some(Self::of(sheet.parse().ok()?, key, field, was, becomes))
        };
        detail.lines().filter_map(trace).collect()
    }
}

/// Rows that moved, came or went; and school years of which every row was compared.
pub fn of_holidays(correction: &Correction, known: &[Holiday]) -> Vec<Trace> {
    let days = |row: &Option<Holiday>| row.as_ref().map_or_else(String::new, Holiday::to_days);
    let is_moved = |change: &Change| match (&change.was, &change.becomes) {
        (Some(was), Some(becomes)) => !was.is_same_days(becomes),
        _ => true,
    };
    let moved = correction.changes(known).into_iter().filter(is_moved);
    let mut traces: Vec<Trace> = moved
        .map(|change| Trace::of(Sheet::Holiday, &change.key, DAYS, days(&change.was), days(&change.becomes)))
        .collect();
    let mut compared: Vec<(String, chrono::NaiveDate)> =
        correction.rows.iter().filter_map(|row| Some((row.school_year.clone(), row.verified_on?))).collect();
    compared.sort_unstable();
    compared.dedup();
    traces.extend(compared.into_iter().map(|(year, day)| Trace::of(Sheet::Holiday, year, COMPARED, "", day)));
    traces
}

pub fn of_day(row: &Day, was: Option<&Day>) -> Vec<Trace> {
    let days = |row: &Day| format!("{} {} {}", row.first_day, row.last_day, row.uncertainty_days);
    let key = format!("{} {}", row.key, row.edition);
    vec![Trace::of(Sheet::Day, key, DAYS, was.map_or_else(String::new, days), days(row))]
}

pub fn of_contact(row: &Contact, was: &Contact) -> Vec<Trace> {
    let trace = |field, was: &str, becomes: &str| Trace::of(Sheet::Contact, &row.key, field, was, becomes);
    let mut traces = vec![
        trace("value", &was.value, &row.value),
        trace("hours", was.hours.as_str(), row.hours.as_str()),
        trace("cost", was.cost.code(), row.cost.code()),
    ];
    traces.retain(|trace| trace.was != trace.becomes);
    traces.extend((row.note_nl != was.note_nl).then(|| trace("note_nl", "", "")));
    let confirmed = row.confirmed_on.filter(|day| was.confirmed_on != Some(*day));
    traces.extend(confirmed.map(|day| trace(CONFIRMED, "", &day.to_string())));
    traces
}

/// None: it was not there yet.
pub fn of_local(row: &LocalContact, was: Option<&LocalContact>) -> Vec<Trace> {
    let trace = |field, was: &str, becomes: &str| Trace::of(Sheet::LocalContact, &row.key, field, was, becomes);
    let mut traces = Vec::new();
    match was {
        None => traces.push(trace(NEW, "", &row.phone)),
        Some(was) => {
            let spoken = |own: &LocalContact| own.languages.iter().collect::<Vec<_>>().join(", ");
            traces = vec![
                trace("kind", was.kind.code(), row.kind.code()),
                trace("phone", &was.phone, &row.phone),
                trace("hours", was.hours.as_str(), row.hours.as_str()),
                trace("languages", &spoken(was), &spoken(row)),
            ];
            traces.retain(|trace| trace.was != trace.becomes);
            let others = [
                ("name", was.name != row.name),
                ("person", was.person != row.person),
                ("street", was.address != row.address),
            ];
            traces.extend(others.into_iter().filter(|(_, has)| *has).map(|(field, _)| trace(field, "", "")));
        }
    }
    let confirmed = row.confirmed_on.filter(|day| was.and_then(|was| was.confirmed_on) != Some(*day));
    traces.extend(confirmed.map(|day| trace(CONFIRMED, "", &day.to_string())));
    traces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{Channel, Cost, LocalContactKind};
    use crate::domain::holiday::tests::{day, holiday, north};
    use crate::domain::holiday::{Correction, HolidayKind};
    use crate::domain::list::Codes;
    use crate::domain::region::Region;

    fn said(traces: &[Trace]) -> Vec<String> {
        let line = |trace: &Trace| format!("{} {}: {} > {}", trace.key, trace.field, trace.was, trace.becomes);
        traces.iter().map(line).collect()
    }

    #[test]
    fn what_is_written_is_read_back_and_what_is_not_ours_is_left_out() {
        let traces = vec![
            Trace::of(Sheet::Contact, "alarm", "value", "112", "113"),
            Trace::of(Sheet::Holiday, "2026-2027 zomer noord", DAYS, "2027-07-10 2027-08-22 vast", ""),
        ];
        assert_eq!(Trace::read(&Trace::write(&traces)), traces);
        let broken = Trace::of(Sheet::Contact, "a\tb", "value", "1\n2", "3");
        assert_eq!(said(&Trace::read(&Trace::write(&[broken]))), ["a b value: 1 2 > 3"]);
        for other in ["", "date", "\t\t\t\t", "sterren\ta\tb\tc\td", "contact\ta"] {
            assert_eq!(Trace::read(other), [], "{other}");
        }
    }

    #[test]
    fn a_moved_holiday_is_told_and_one_that_was_only_compared_is_told_by_its_year() {
        let known: Vec<Holiday> = north().iter().cloned().collect();
        let moved = holiday(HolidayKind::Summer, Region::North, "2027-07-17", "2027-08-29");
        let correction = Correction { rows: vec![moved], removed: Vec::new() };
        let line = "2026-2027 zomer noord days: 2027-07-10 2027-08-22 vast > 2027-07-17 2027-08-29 vast";
        assert_eq!(said(&of_holidays(&correction, &known)), [line]);
        let year = ["2026-2027".to_owned()];
        let compared = correction.compared(&known, &year, day("2026-11-20"));
        let told = said(&of_holidays(&compared, &known));
        assert_eq!(told, [line.to_owned(), "2026-2027 compared:  > 2026-11-20".to_owned()]);
        let gone = said(&of_holidays(&Correction::without_year(&known, "2027-2028"), &known));
        assert!(gone.len() == 2 && gone.iter().all(|line| line.ends_with("> ")), "{gone:?}");
    }

    #[test]
    fn of_a_contact_the_number_is_told_and_of_what_people_wrote_only_that_it_changed() {
        let national = Contact {
            key: "alarm".to_owned(),
            name_nl: "Alarm".to_owned(),
            channel: Channel::Phone,
            value: "112".to_owned(),
            hours: "24/7".parse().unwrap(),
            cost: Cost::Free,
            note_nl: "Eerst zo".to_owned(),
            for_parents: true,
            for_help_page: true,
            for_professionals: true,
            is_also_from_abroad: false,
            place: 1,
            source: String::new(),
            source_date: String::new(),
            confirmed_on: Some(day("2026-01-01")),
        };
        let other =
            Contact { value: "113".to_owned(), note_nl: "Nu zo".to_owned(), confirmed_on: None, ..national.clone() };
        assert_eq!(said(&of_contact(&other, &national)), ["alarm value: 112 > 113", "alarm note_nl:  > "]);
        assert_eq!(said(&of_contact(&national, &other))[2], "alarm confirmed:  > 2026-01-01");
        let near = LocalContact {
            key: "x".to_owned(),
            kind: LocalContactKind::ParentingSupport,
            municipality: "Utrecht".to_owned(),
            name: "Inloop".to_owned(),
            person: "Saba".to_owned(),
            address: "Straat 1".to_owned(),
            hours: "".parse().unwrap(),
            phone: "030-1".to_owned(),
            languages: Codes::new(["nl"]),
            source: String::new(),
            confirmed_on: None,
        };
        let other = LocalContact { person: "Noor".to_owned(), phone: "030-2".to_owned(), ..near.clone() };
        let told = said(&of_local(&other, Some(&near)));
        assert_eq!(told, ["x phone: 030-1 > 030-2", "x person:  > "]);
        assert_eq!(said(&of_local(&near, None)), ["x new:  > 030-1"]);
    }
}
