//! A season of evenings from a spreadsheet (seizoen): which column holds what, and what people write in its cells.

mod date;
mod hours;
mod name;

use chrono::{Datelike, NaiveDate};

pub use date::{NotADate, date};
pub use hours::{Written, hours};
pub use name::{nearest, parts, plain};

/// So many evenings nobody plans at once by hand; who has more makes two seasons of them.
pub const MOST_ROWS: usize = 60;
/// A spreadsheet may have columns that mean nothing to us, and so many are looked at.
pub const MOST_COLUMNS: usize = 40;

crate::coded! {
    /// What a cell of a row says, in the order of the empty sheet.
    pub enum Column {
        Date = "date",
        Hours = "hours",
        Municipality = "municipality",
        Venue = "venue",
        Room = "room",
        Organisation = "organisation",
        Languages = "languages",
        Audience = "audience",
        Kits = "kits",
        Title = "title",
        Province = "province",
        Region = "region",
    }
}

/// Where the cells of a row go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Cell(Column),
    /// Half of the hours, where a sheet has a column for each.
    Begin,
    End,
    /// A heading that we do not know, or that stood there already.
    Nowhere,
}

/// What planners call a column, in Dutch or English, in plain letters.
const HEADINGS: [(Place, &[&str]); 14] = [
    (Place::Cell(Column::Date), &["datum", "dag", "date", "day", "wanneer", "when"]),
    (Place::Cell(Column::Hours), &["tijd", "tijden", "uur", "uren", "hours", "time", "times", "vantot", "fromto"]),
    (
        Place::Begin,
        &["van", "begin", "start", "aanvang", "begintijd", "starttijd", "from", "starttime", "begins", "starts"],
    ),
    (Place::End, &["tot", "einde", "eind", "eindtijd", "until", "to", "end", "endtime", "ends"]),
    (Place::Cell(Column::Municipality), &["gemeente", "plaats", "stad", "municipality", "place", "town", "city"]),
    (Place::Cell(Column::Venue), &["plek", "locatie", "gebouw", "venue", "location", "building", "waar", "where"]),
    (Place::Cell(Column::Room), &["zaal", "ruimte", "lokaal", "room"]),
    (
        Place::Cell(Column::Organisation),
        &[
            "organisatie",
            "zelforganisatie",
            "partner",
            "vereniging",
            "met",
            "samenmet",
            "organisation",
            "organization",
            "selforganisation",
            "selforganization",
            "with",
            "association",
        ],
    ),
    (Place::Cell(Column::Languages), &["taal", "talen", "language", "languages"]),
    (Place::Cell(Column::Audience), &["doelgroep", "voorwie", "audience", "forwhom", "for"]),
    (
        Place::Cell(Column::Kits),
        &["kit", "kits", "thema", "themas", "themakit", "themakits", "theme", "themes", "topic", "topics"],
    ),
    (
        Place::Cell(Column::Title),
        &["titel", "naam", "werktitel", "naamvandeavond", "title", "name", "workingtitle", "nameoftheevening"],
    ),
    (Place::Cell(Column::Province), &["provincie", "province"]),
    (
        Place::Cell(Column::Region),
        &["regio", "vakantieregio", "schoolregio", "region", "schoolregion", "holidayregion"],
    ),
];

/// Where the cells go by a first row of headings. None: that row is an evening already, and the order is that of the sheet.
pub fn places(first: &[String]) -> Option<Vec<Place>> {
    let mut places: Vec<Place> = Vec::new();
    for cell in first {
        let plain = plain(cell);
        let found = HEADINGS.iter().find(|(_, names)| names.contains(&plain.as_str()));
        let place = found.map_or(Place::Nowhere, |(place, _)| *place);
        places.push(if places.contains(&place) { Place::Nowhere } else { place });
    }
    let known = places.iter().filter(|place| **place != Place::Nowhere).count();
    // Something with a figure in it is a date, an hour or a number: a row of an evening.
    let is_row = first.iter().any(|cell| cell.chars().any(|c| c.is_ascii_digit()));
    (known > 0 && !is_row).then_some(places)
}

/// The school year that a date is in, by the year that it begins in: it ends with July.
pub fn school_year(date: NaiveDate) -> i32 {
    if date.month() >= 8 { date.year() } else { date.year() - 1 }
}

/// Its first day and the first day of the next; None: no calendar goes so far.
pub fn days_of(school_year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let august = |year| NaiveDate::from_ymd_opt(year, 8, 1);
    august(school_year).zip(august(school_year.checked_add(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(first: &[&str]) -> Option<Vec<Place>> {
        places(&first.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn headings_are_known_in_any_order_in_two_languages_and_the_second_of_a_kind_is_none() {
        use Column::*;
        let found = of(&["Zelf-organisatie", "DATUM ", "Kosten", "Voor wie", "Date"]).unwrap();
        let cell = Place::Cell;
        assert_eq!(found, [cell(Organisation), cell(Date), Place::Nowhere, cell(Audience), Place::Nowhere]);
        assert_eq!(of(&["from", "until", "Languages"]).unwrap(), [Place::Begin, Place::End, cell(Languages)]);
    }

    #[test]
    fn a_first_row_that_is_an_evening_is_no_heading() {
        assert_eq!(of(&["12-5-2027", "19:30", "Utrecht"]), None);
        assert_eq!(of(&["wo 12 mei", "Plaats"]), None);
        assert_eq!(of(&["Koffiekring", "Utrecht"]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn a_school_year_is_from_august_to_july() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!((school_year(day("2027-07-31")), school_year(day("2027-08-01"))), (2026, 2027));
        assert_eq!(days_of(2026), Some((day("2026-08-01"), day("2027-08-01"))));
        assert_eq!((days_of(i32::MAX), days_of(-400_000)), (None, None));
    }
}
