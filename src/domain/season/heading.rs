//! What a column of a sheet holds (kolomkop): by the heading that planners give it, or by what stands in its cells.

mod names;

use super::name::plain;
use super::open::is_open;
use super::{Column, Place};
use names::HEADINGS;

/// They may be about something else: "Wie" is for whom it is, or with whom.
const LOOSE: [&str; 4] = ["wie", "who", "waar", "where"];

/// Where the cells go by a first row of headings. None: that row is an evening already.
pub fn places(first: &[String]) -> Option<Vec<Place>> {
    let mut places: Vec<Place> = Vec::new();
    for cell in first {
        let place = place(cell);
        let before = places.iter().position(|other| *other == place).filter(|_| place != Place::Nowhere);
        let is_loose = |cell: &String| LOOSE.contains(&plain(cell).as_str());
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
    let known = places.iter().filter(|place| **place != Place::Nowhere).count();
    // Something with a figure in it is a date, an hour or a number: a row of an evening.
    let is_row = first.iter().any(|cell| cell.chars().any(|c| c.is_ascii_digit()));
    (known > 0 && !is_row).then_some(places)
}

/// By the whole heading, or by what stands before what explains it: "Taal/talen", "Zaal (nummer)", "Tijd: van-tot".
fn place(heading: &str) -> Place {
    let first = heading.split(['(', ':', '/', '*', '?', ',']).next().unwrap_or_default();
    let named = |name: &str| {
        let plain = plain(name);
        HEADINGS.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(place, _)| *place)
    };
    named(heading).or_else(|| named(first)).unwrap_or(Place::Nowhere)
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
        places(&row(first))
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
