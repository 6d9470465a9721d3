//! What a column of a sheet holds (kolomkop): by the heading that planners give it, or by what stands in its cells.

mod names;

use super::date::{is_date, is_weekday};
use super::name::plain;
use super::open::is_open;
use super::{Column, Place};
use names::HEADINGS;

/// They may be about something else: "Wie" is for whom it is, or with whom, and "Dag" may be a day of the week.
const LOOSE: [&str; 8] = ["wie", "who", "waar", "where", "dag", "day", "wanneer", "when"];

/// So far down the headings are looked for: above them stands what the sheet is called.
pub const MOST_HEADS: usize = 5;

/// The row of the headings: the first that names two columns, or one in the row on top. None: those rows are evenings already.
pub fn heading(rows: &[Vec<String>]) -> Option<usize> {
    let has_date = |row: &[String]| row.iter().any(|cell| is_date(cell));
    let known = |row: &[String]| places(row).into_iter().filter(|place| *place != Place::Nowhere).count();
    // An evening that stands above something like a heading is not passed over.
    let top = rows.iter().take(MOST_HEADS).take_while(|row| filled(row) < 3 || !has_date(row));
    let found = top.enumerate().find(|(_, row)| known(row) > 1 && !has_date(row)).map(|(at, _)| at);
    // Something with a figure in it is a date, an hour or a number: a row of an evening.
    let has_figure = |row: &[String]| row.iter().any(|cell| cell.chars().any(|c| c.is_ascii_digit()));
    found.or_else(|| rows.first().filter(|first| known(first) > 0 && !has_figure(first)).map(|_| 0))
}

/// How many rows on top have nothing in them but what the sheet is called, where no headings tell.
pub fn titles(rows: &[Vec<String>]) -> usize {
    let widest = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    let is_title = |row: &&Vec<String>| widest > 2 && filled(row) == 1 && !row.iter().any(|cell| is_date(cell));
    rows.iter().take(MOST_HEADS - 1).take_while(is_title).count()
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

/// The columns that say nothing but the day of the week, which the date tells too. `names` are the headings, if any.
pub fn weekdays(names: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let is_other = |at: &usize| {
        let named = names.get(*at).map_or(Place::Nowhere, |name| place(name));
        !matches!(named, Place::Nowhere | Place::Cell(Column::Date))
    };
    let is_said = |cell: &&String| !cell.is_empty() && !is_open(cell, None);
    let says_weekday = |at: &usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(*at)).filter(is_said).peekable();
        cells.peek().is_some() && cells.all(|cell| is_weekday(cell))
    };
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns).filter(|at| !is_other(at) && says_weekday(at)).collect()
}

/// Where the cells go by the row of headings.
pub fn places(first: &[String]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for cell in first {
        let place = place(cell);
        let before = places.iter().position(|other| *other == place).filter(|_| place != Place::Nowhere);
        let is_loose =
            |cell: &String| LOOSE.contains(&plain(cell).as_str()) || LOOSE.contains(&plain(name(cell)).as_str());
        match before {
            // The sure name wins over the loose one, which is asked for.
            Some(at) if is_loose(&first[at]) && !is_loose(cell) => {
                places[at] = Place::Nowhere;
                places.push(place);
            }
            Some(_) => places.push(Place::Nowhere),
            None => places.push(place),
        }
    }
    places
}

/// What stands before what explains it.
fn name(heading: &str) -> &str {
    heading.split(['(', ':', '/', '*', '?', ',']).next().unwrap_or_default()
}

/// By the whole heading, or by what stands before what explains it: "Taal/talen", "Zaal (nummer)", "Tijd: van-tot".
fn place(heading: &str) -> Place {
    let named = |name: &str| {
        let plain = plain(name);
        HEADINGS.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(place, _)| *place)
    };
    named(heading).or_else(|| named(name(heading))).unwrap_or(Place::Nowhere)
}

/// For each column what most of its cells look like; None: it may be anything. `looks` says it of one cell, and of a
/// single hour that it is the beginning.
pub fn by_content(rows: &[Vec<String>], looks: impl Fn(&str) -> Option<Place>) -> Vec<Option<Place>> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_said = |cell: &&String| !cell.is_empty() && !is_open(cell, None);
    let mut places: Vec<Option<Place>> = Vec::new();
    for at in 0..columns {
        let cells: Vec<&String> = rows.iter().filter_map(|row| row.get(at)).filter(is_said).collect();
        let found: Vec<Place> = cells.iter().filter_map(|cell| looks(cell)).collect();
        let most = found.iter().max_by_key(|place| found.iter().filter(|other| other == place).count()).copied();
        let is_most = |place: &Place| found.iter().filter(|other| *other == place).count() * 2 > cells.len();
        let place = most.filter(is_most);
        let again = places.contains(&place);
        places.push(match place {
            Some(Place::Begin) if again && !places.contains(&Some(Place::End)) => Some(Place::End),
            _ if again => None,
            other => other,
        });
    }
    // With both hours in one column, what looks like an hour is something else, such as the number of a room.
    if places.contains(&Some(Place::Cell(Column::Hours))) {
        let is_hour = |place: &Option<Place>| matches!(place, Some(Place::Begin | Place::End));
        places.iter_mut().filter(|place| is_hour(place)).for_each(|place| *place = None);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    fn of(first: &[&str]) -> Option<Vec<Place>> {
        heading(&[row(first)]).map(|_| places(&row(first)))
    }

    fn rows(all: &[&[&str]]) -> Vec<Vec<String>> {
        all.iter().map(|cells| row(cells)).collect()
    }

    #[test]
    fn a_date_that_is_called_so_goes_before_a_day_and_a_day_alone_is_the_date() {
        let (date, venue) = (Place::Cell(Column::Date), Place::Cell(Column::Venue));
        for (first, expected) in [
            (["Dag", "Datum", "Plek"], [Place::Nowhere, date, venue]),
            (["Datum", "Dag", "Plek"], [date, Place::Nowhere, venue]),
            (["Day (of week)", "Date", "Venue"], [Place::Nowhere, date, venue]),
            (["Dag", "Raadsel", "Plek"], [date, Place::Nowhere, venue]),
        ] {
            assert_eq!(of(&first).unwrap(), expected, "{first:?}");
        }
    }

    #[test]
    fn headings_stand_below_what_the_sheet_is_called_and_never_below_an_evening() {
        let (title, heads) = (&["Planning voorjaar 2027"][..], &["Datum", "Plek", "Thema 1"][..]);
        let evening = &["12-5-2027", "De Brug", "K01"][..];
        for (all, expected) in [
            (vec![title, heads, evening], Some(1)),
            (vec![heads, evening], Some(0)),
            (vec![title, &["Stand van", "12-3-2027"], title, title, heads, evening], Some(4)),
            (vec![title, title, title, title, title, heads, evening], None),
            (vec![evening, heads, evening], None),
            (vec![title, evening], None),
            (vec![&["Datum"], evening], Some(0)),
        ] {
            assert_eq!(heading(&rows(&all)), expected, "{all:?}");
        }
        let titled = |all: &[&[&str]]| titles(&rows(all));
        assert_eq!((titled(&[title, title, evening]), titled(&[evening, title])), (2, 0));
        assert_eq!((titled(&[title, &["12-5-2027", "x"]]), titled(&[&["12-5-2027"], evening]), titled(&[])), (0, 0, 0));
    }

    #[test]
    fn a_column_of_weekdays_is_one_whatever_it_is_called_unless_it_is_something_else() {
        let cells = rows(&[&["ma", "ma", "di", "fr", "ma"], &["", "12-5", "?", "fr", "x"]]);
        let names = row(&["Raadsel", "Datum", "Dag", "Taal", "Iets"]);
        assert_eq!((weekdays(&names, &cells), weekdays(&[], &cells)), (vec![0, 2], vec![0, 2]));
        assert_eq!(weekdays(&row(&["Zaal", "Datum", "Plek"]), &cells), Vec::<usize>::new());
        assert_eq!(weekdays(&[], &[]), Vec::<usize>::new());
    }

    #[test]
    fn headings_are_known_in_any_order_in_two_languages_and_the_second_of_a_kind_is_none() {
        use Column::*;
        let found = of(&["Zelf-organisatie", "DATUM ", "Kosten", "Voor wie", "Date"]).unwrap();
        let cell = Place::Cell;
        assert_eq!(found, [cell(Organisation), cell(Date), Place::Nowhere, cell(Audience), Place::Nowhere]);
        assert_eq!(of(&["Wie", "Doelgroep"]).unwrap(), [Place::Nowhere, cell(Audience)]);
        assert_eq!(of(&["Doelgroep", "Wie"]).unwrap(), [cell(Audience), Place::Nowhere]);
        assert_eq!(of(&["from", "until", "Languages"]).unwrap(), [Place::Begin, Place::End, cell(Languages)]);
        let found =
            of(&["Wanneer", "Waar", "Wie", "Onderwerp", "Taal/talen", "Tolk?", "Eten & drinken", "Oppas (aantal)"]);
        assert_eq!(found.unwrap(), [Date, Venue, Audience, Kits, Languages, Interpreter, Food, Childcare].map(cell));
    }

    #[test]
    fn a_first_row_that_is_an_evening_is_no_heading() {
        assert_eq!(of(&["12-5-2027", "19:30", "Utrecht"]), None);
        assert_eq!(of(&["wo 12 mei", "Plaats"]), None);
        assert_eq!(of(&["Koffiekring", "Utrecht"]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn a_column_is_what_most_of_its_cells_look_like_and_the_second_hour_is_the_end() {
        let looks = |cell: &str| match cell {
            "date" => Some(Place::Cell(Column::Date)),
            "span" => Some(Place::Cell(Column::Hours)),
            "hour" => Some(Place::Begin),
            _ => None,
        };
        let of = |rows: &[&[&str]]| by_content(&rows.iter().map(|cells| row(cells)).collect::<Vec<_>>(), looks);
        let date = Some(Place::Cell(Column::Date));
        let two =
            of(&[&["x", "date", "hour", "hour"], &["y", "?", "hour", ""], &["z", "date", "hour", "hour", "hour"]]);
        assert_eq!(two, [None, date, Some(Place::Begin), Some(Place::End), None]);
        assert_eq!(of(&[&["date", "span", "hour"]]), [date, Some(Place::Cell(Column::Hours)), None]);
        assert_eq!(of(&[&["date", "x"], &["x", "date"]]), [None, None], "half is not most");
    }

    #[test]
    fn a_place_is_said_and_read_back_and_no_name_stands_at_two() {
        let all =
            Column::ALL.iter().map(|column| Place::Cell(*column)).chain([Place::Begin, Place::End, Place::Nowhere]);
        for place in all {
            assert_eq!(Place::of_code(place.code()), place);
        }
        assert_eq!(Place::of_code("../x"), Place::Nowhere);
        let names: Vec<&str> = HEADINGS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let twice: Vec<_> =
            names.iter().filter(|name| names.iter().filter(|other| other == name).count() > 1).collect();
        assert!(twice.is_empty() && names.iter().all(|name| plain(name) == *name), "{twice:?}");
    }
}
