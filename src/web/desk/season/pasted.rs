//! What was pasted (geplakt): which column holds what, by its heading or its cells, and asked where neither tells.

use super::care;
use super::filled::Reading;
use super::row::{Row, Table};
use super::sheet;
use super::spoken;
use super::theme;
use crate::documents::season::Line;
use crate::domain::season::{self, Column, MOST_COLUMNS, NotADate, Place, by_content, places, plain};
use crate::language::Lang;
use crate::web::form::Form;
use crate::web::plan::Choice;

/// A column of which we ask what it holds.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its field in the form.
    pub field: String,
    /// As it is called in the sheet, or what its first cell says.
    pub name: String,
    pub place: Place,
}

impl Heading {
    pub fn is_left_out(&self) -> bool {
        self.place == Place::Nowhere
    }

    /// What people pay stands in the agreement of each evening.
    pub fn is_of_costs(&self) -> bool {
        let name = plain(&self.name);
        ["kosten", "prijs", "budget", "bedrag", "vergoeding", "cost", "price", "fee"]
            .iter()
            .any(|word| name.starts_with(word))
    }
}

/// What somebody said of the columns: on this page, or when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Now,
    Before,
}

/// What a column can hold, for whoever is asked.
pub fn choices(language: Lang) -> Vec<Choice> {
    let d = &language.desk().season;
    let cell = |column: &Column| Choice { value: column.code().to_owned(), label: sheet::label(*column, language) };
    let half = |place: Place, label: &crate::language::Phrase| Choice {
        value: place.code().to_owned(),
        label: label.to_string(),
    };
    let halves = [half(Place::Begin, &d.begin), half(Place::End, &d.end)];
    let (before, after) = Column::ALL.split_at(2);
    before.iter().map(cell).chain(halves).chain(after.iter().map(cell)).collect()
}

/// The rows, each cell in its place. What somebody said of a column goes before what we think of it.
pub fn table(lines: Vec<Line>, form: &Form, when: Said, reading: &Reading<'_>) -> Table {
    let lines = lines.into_iter().filter(|line| !season::is_total(&line.cells));
    let (mut numbers, mut pasted): (Vec<usize>, Vec<Vec<String>>) = lines.map(|line| (line.number, line.cells)).unzip();
    let looks = |cell: &str| looks(cell, reading);
    let headed = season::heading(&pasted);
    let above = headed.unwrap_or_else(|| season::titles(&pasted));
    numbers.drain(..above);
    pasted.drain(..above);
    let has_names = headed.is_none() && has_names(&pasted, &looks);
    let is_headless = headed.is_none() && !has_names;
    let mut names = Vec::new();
    if !is_headless {
        numbers.remove(0);
        names = pasted.remove(0);
    }
    without_weekdays(&mut names, &mut pasted);
    let (mut found, mut is_asked): (Vec<Place>, Vec<bool>);
    if headed.is_some() {
        let places = places(&names);
        is_asked = places.iter().zip(&names).map(|(at, name)| *at == Place::Nowhere && !name.is_empty()).collect();
        found = places;
        towns(&mut found, &pasted, looks);
    } else {
        let seen = by_content(&pasted, looks);
        let known = order(&seen).filter(|_| !has_names);
        // What stands beyond the order is asked for, and not left out unsaid.
        let in_order = known.as_ref().map_or(0, Vec::len);
        is_asked = (0..seen.len()).map(|at| at >= in_order).collect();
        call_by_cells(&mut names, &pasted, seen.len());
        found = known.unwrap_or_else(|| seen.iter().map(|place| place.unwrap_or(Place::Nowhere)).collect());
    }
    found.resize(found.len().max(is_asked.len()), Place::Nowhere);
    said(&mut found, &mut is_asked, form, when);
    let asked = found.iter().enumerate().filter(|(at, _)| is_asked.get(*at).copied().unwrap_or(false));
    let asked = asked.map(|(at, place)| Heading {
        field: field(at, Said::Now),
        name: names.get(at).cloned().unwrap_or_default(),
        place: *place,
    });
    let asked = asked.filter(|heading| !heading.name.is_empty()).collect();
    let row = |(number, cells)| {
        let mut row = of_cells(cells, &found, number);
        reading.part_town(&mut row);
        row
    };
    Table { rows: numbers.into_iter().zip(pasted).map(row).collect(), asked, is_headless }
}

/// The day of the week says nothing that the date does not.
fn without_weekdays(names: &mut Vec<String>, rows: &mut [Vec<String>]) {
    for at in season::weekdays(names, rows).into_iter().rev() {
        for cells in rows.iter_mut().chain([&mut *names]).filter(|cells| at < cells.len()) {
            cells.remove(at);
        }
    }
}

/// A column without a name is called by the first of its cells that says something.
fn call_by_cells(names: &mut Vec<String>, rows: &[Vec<String>], columns: usize) {
    names.resize(columns.max(names.len()), String::new());
    for (at, name) in names.iter_mut().enumerate().filter(|(_, name)| name.is_empty()) {
        let first = rows.iter().filter_map(|row| row.get(at)).find(|cell| !cell.is_empty());
        *name = first.cloned().unwrap_or_default();
    }
}

fn field(at: usize, when: Said) -> String {
    match when {
        Said::Now => format!("place-{at}"),
        Said::Before => format!("was-place-{at}"),
    }
}

/// Whether something else is said of a column than when the page was made.
pub fn is_said_anew(form: &Form) -> bool {
    (0..MOST_COLUMNS).any(|at| is_changed(at, form))
}

fn is_changed(at: usize, form: &Form) -> bool {
    let [now, before] = [Said::Now, Said::Before].map(|when| field(at, when));
    form.all(&now).next().is_some() && form.typed(&now) != form.typed(&before)
}

/// In the order of the sheet, perhaps with begin and end in a column each. None: the cells say otherwise.
fn order(seen: &[Option<Place>]) -> Option<Vec<Place>> {
    // A remark may be about anything: what stands behind the last column is asked for.
    let sheet = Column::ALL.iter().copied().filter(|column| *column != Column::Note);
    let sheet: Vec<Place> = sheet.map(Place::Cell).collect();
    let mut halves = sheet.clone();
    halves.splice(1..2, [Place::Begin, Place::End]);
    let fits = |order: &Vec<Place>| {
        let is_same = |(seen, place): (&Option<Place>, &Place)| match seen {
            // A sheet may say only when it begins.
            Some(Place::Begin) => matches!(place, Place::Begin | Place::Cell(Column::Hours)),
            // Utrecht is a town and a province.
            Some(Place::Cell(Column::Municipality)) if *place == Place::Cell(Column::Province) => true,
            Some(seen) => seen == place,
            None => true,
        };
        seen.iter().zip(order).all(is_same)
    };
    let has_halves = seen.contains(&Some(Place::End));
    [halves, sheet].into_iter().skip(usize::from(!has_halves)).find(fits)
}

/// A first row without a date, above rows that have one: names that we do not know.
fn has_names(pasted: &[Vec<String>], looks: &dyn Fn(&str) -> Option<Place>) -> bool {
    let Some((first, rest)) = pasted.split_first() else { return false };
    let is_date = |cell: &String| looks(cell) == Some(Place::Cell(Column::Date));
    let has_figure = first.iter().any(|cell| cell.chars().any(|c| c.is_ascii_digit()));
    !has_figure && !rest.is_empty() && rest.iter().all(|row| row.iter().any(is_date))
}

/// "Waar" may be a building or a town.
fn towns(places: &mut [Place], rows: &[Vec<String>], looks: impl Fn(&str) -> Option<Place>) {
    let town = Place::Cell(Column::Municipality);
    if places.contains(&town) {
        return;
    }
    let venue = places.iter_mut().enumerate().find(|(_, place)| **place == Place::Cell(Column::Venue));
    let Some((at, place)) = venue else { return };
    let cells: Vec<Vec<String>> = rows.iter().filter_map(|row| Some(vec![row.get(at)?.clone()])).collect();
    if by_content(&cells, looks) == [Some(town)] {
        *place = town;
    }
}

/// What somebody chose for a column; the same cannot stand in two, and what was chosen last has it.
fn said(places: &mut [Place], is_asked: &mut [bool], form: &Form, when: Said) {
    let is_said = |at: &usize| form.all(&field(*at, when)).next().is_some();
    let is_new = |at: &usize| when == Said::Now && is_changed(*at, form);
    let said = (0..places.len().min(MOST_COLUMNS)).filter(is_said);
    let (new, before): (Vec<usize>, Vec<usize>) = said.partition(is_new);
    for at in before.into_iter().chain(new) {
        let name = field(at, when);
        let chosen = Place::of_code(form.typed(&name));
        for (own, (place, is_asked)) in places.iter_mut().zip(is_asked.iter_mut()).enumerate() {
            let is_taken = *place == chosen && chosen != Place::Nowhere || excludes(*place, chosen);
            if own == at {
                (*place, *is_asked) = (chosen, true);
            } else if is_taken {
                (*place, *is_asked) = (Place::Nowhere, true);
            }
        }
    }
}

/// The hours stand in one column, or their halves in two.
fn excludes(one: Place, other: Place) -> bool {
    let (whole, is_half) = (Place::Cell(Column::Hours), |place| matches!(place, Place::Begin | Place::End));
    (one == whole && is_half(other)) || (is_half(one) && other == whole)
}

/// What a cell without a heading probably is.
fn looks(cell: &str, reading: &Reading<'_>) -> Option<Place> {
    let is_date = || !matches!(season::date(cell, reading.app.clock.today()), Err(NotADate::Unreadable));
    let hours = || season::hours(cell).filter(|_| cell.len() > 2);
    let of = |column| Some(Place::Cell(column));
    // "10-12" may be a day of December, and is rather from ten to twelve.
    let is_span =
        |cell: &str| hours().is_some_and(|(from, until)| until.is_some_and(|until| from < until) && cell.len() <= 5);
    if is_date() && !is_span(cell) {
        return of(Column::Date);
    }
    if let Some((_, until)) = hours() {
        return if until.is_some() { of(Column::Hours) } else { Some(Place::Begin) };
    }
    if plain(cell).is_empty() {
        None
    } else if reading.is_partner(cell) {
        of(Column::Organisation)
    } else if reading.is_town(cell) {
        of(Column::Municipality)
    } else if spoken::is_all(cell) {
        of(Column::Languages)
    } else if theme::audience_of(cell).is_some() {
        of(Column::Audience)
    } else if reading.is_kits(cell) {
        of(Column::Kits)
    } else if care::is_food(cell) {
        of(Column::Food)
    } else if !reading.partners_of(cell).is_empty() {
        of(Column::Organisation)
    } else {
        None
    }
}

fn of_cells(cells: Vec<String>, places: &[Place], number: usize) -> Row {
    let mut row = Row::blank();
    row.from = Some(number);
    let (mut begin, mut end) = (String::new(), String::new());
    for (cell, place) in cells.into_iter().zip(places) {
        match place {
            Place::Cell(column) => row.set(*column, cell),
            Place::Begin => begin = cell,
            Place::End => end = cell,
            Place::Nowhere => {}
        }
    }
    if row.cell(Column::Hours).is_empty() && !(begin.is_empty() && end.is_empty()) {
        let are_open = season::is_open(&begin, None) && season::is_open(&end, None);
        let hours = if end.is_empty() || are_open { begin } else { format!("{begin}-{end}") };
        row.set(Column::Hours, hours);
    }
    row
}
