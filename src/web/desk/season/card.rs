//! A row as the page shows it (kaart): what it makes in one line, and its cells with what is not right beside each.

use super::checked::{Looked, OF_SOURCE};
use super::interpreter::needs_interpreter;
use super::sheet::label;
use crate::domain::clash::OwnEvening;
use crate::domain::season::Column;
use crate::domain::warning::Loudness;
use crate::language::{Lang, date_in_words};
use crate::web::assessment::{Assessment, Said};
use crate::web::beside::{Note, elsewhere};
use crate::web::desk::meeting::view::hours;
use crate::web::paths;
use crate::web::problem;
use crate::web::wrong::Wrong;

pub struct Card {
    pub at: usize,
    /// Which row of the sheet it was.
    pub from: Option<usize>,
    pub number: usize,
    /// "woensdag 12 mei 2027, 19.30-21.30, Koffiekring, Utrecht", or what was typed.
    pub summary: String,
    pub is_on: bool,
    pub has_problems: bool,
    /// At the first look: something is still to be filled in.
    pub is_unfinished: bool,
    /// Something in it is told that nobody reads in a row that stays shut: of an interpreter's name, of an organisation or a
    /// town that was guessed, or of what is still open.
    pub is_told: bool,
    pub like: String,
    pub cells: Vec<Cell>,
    pub problem: Option<String>,
    pub assessment: Option<Assessment>,
    /// What was said beside the assessment.
    pub notes: Vec<Note>,
    /// A warning that should not be overlooked.
    pub is_warned: bool,
    /// The same people are asked again within a few days: told above the rows, so that the row can stay shut.
    pub is_close: bool,
}

pub struct Cell {
    pub name: String,
    pub label: String,
    pub value: String,
    pub problem: Option<String>,
    /// Before anything was sent: what is still to be filled in, as a hint.
    pub todo: Option<String>,
    /// What was probably meant, for a button each.
    pub offers: Vec<String>,
    /// What it was taken for, in other words than its own.
    pub taken: Option<String>,
    /// One's own evening that its problem names.
    pub see: Option<(String, String)>,
    /// The list of what can be chosen, by its id; empty: any text.
    pub list: &'static str,
    /// Names of people's making are long.
    pub is_wide: bool,
    /// What it will be when it is left empty.
    pub otherwise: String,
}

impl Cell {
    /// What the button of an offer sends: "2/kits/K01".
    pub fn filled(&self, offer: &str) -> String {
        let at = self.name.trim_start_matches("cell-").split('-').next().unwrap_or_default();
        self.filled_in(at, offer)
    }

    /// The same in each of these rows: "2,5,8/kits/K01".
    pub fn filled_in(&self, rows: &str, offer: &str) -> String {
        let column = self.name.rsplit('-').next().unwrap_or_default();
        format!("{rows}/{column}/{offer}")
    }
}

impl Card {
    /// Something in it is worth a look before it is made, be it only the time before the holiday.
    pub fn is_to_heed(&self) -> bool {
        self.is_on && (self.is_warned || self.assessment.as_ref().is_some_and(|own| !own.is_good()))
    }

    /// `is_first`: nothing was sent yet, so nothing is wrong either.
    pub fn of(at: usize, looked: &Looked, is_first: bool, language: Lang) -> Self {
        // What is said softly, such as a fast, would not be read in a row that stays shut.
        let is_heard = |said: &Said| said.loudness != Loudness::Note;
        let is_shown = |column: &&Column| {
            let is_rare = matches!(column, Column::Province | Column::Region | Column::Note);
            !is_rare || !looked.row.typed(**column).is_empty() || looked.problems.of(column.code()).is_some()
        };
        Self {
            at,
            from: looked.row.from,
            number: looked.row.number(at),
            summary: summary(looked, language),
            is_on: looked.row.is_on,
            has_problems: looked.has_problems() && !is_first,
            is_unfinished: looked.has_problems() && is_first,
            is_told: is_told(looked),
            like: looked.row.like.clone(),
            cells: (Column::ALL.iter().filter(is_shown))
                .map(|column| cell(at, *column, looked, is_first, language))
                .collect(),
            problem: looked.problems.of(OF_SOURCE).cloned(),
            is_warned: looked.is_moved
                || looked.is_busy()
                || !looked.twice.is_empty()
                || !looked.away.is_empty()
                || looked.is_room_away
                || looked.assessment.as_ref().is_some_and(|own| own.warnings.iter().any(is_heard)),
            is_close: looked.row.is_on && !(looked.close.is_empty() && looked.rows_close.is_empty()),
            assessment: looked.assessment.clone(),
            notes: notes(looked, language),
        }
    }
}

fn is_told(looked: &Looked) -> bool {
    let is_read = |column: &Column| {
        matches!(column, Column::Municipality | Column::Organisation | Column::Interpreter)
            || looked.row.is_open(*column)
    };
    looked.row.is_on && (looked.taken.keys().any(is_read) || !looked.elsewhere.is_empty() || looked.too_long.is_some())
}

fn notes(looked: &Looked, language: Lang) -> Vec<Note> {
    let (d, t) = (language.desk(), language.phrases());
    let mut notes = Vec::new();
    let mut say = |class, text: String| notes.push(Note::of(class, text));
    if let Some(said) = &looked.next_year {
        say("note note-quiet", said.clone());
    }
    if let Some(said) = &looked.too_long {
        say("note note-quiet", said.clone());
    }
    for number in &looked.rows_beside {
        say("note", d.season.row_then.of(number));
    }
    if !looked.rows_close.is_empty() {
        let numbers: Vec<String> = looked.rows_close.iter().map(ToString::to_string).collect();
        say("note note-quiet", d.season.rows_close.of(numbers.join(", ")));
    }
    if !looked.twice.is_empty() {
        say("note note-warn", d.series.twice.of(looked.twice.join(", ")));
    }
    if !looked.away.is_empty() {
        say("note note-warn", problem::sentence(&Wrong::PeopleAway(looked.away.join(", ")), t));
    }
    if looked.is_room_away {
        say("note note-warn", problem::sentence(&Wrong::RoomAway, t));
    }
    if !looked.close.is_empty() {
        let name = |own: &OwnEvening| format!("{}, {}", own.title, date_in_words(language, own.starts.date()));
        let evenings = looked.close.iter().map(|own| (paths::meeting(&own.id), name(own))).collect();
        notes.push(Note { evenings, ..Note::of("note note-quiet", d.season.own_close.to_string()) });
    }
    if !looked.beside.is_empty() {
        let evening = |own: &OwnEvening| (paths::meeting(&own.id), problem::named(std::slice::from_ref(own), t));
        let evenings = looked.beside.iter().map(evening).collect();
        notes.push(Note { evenings, ..Note::of("note", d.season.own_then.to_string()) });
    }
    notes.extend(elsewhere(looked.elsewhere.iter().map(String::as_str), language));
    notes
}

impl Looked {
    /// What is switched off has none that matter.
    pub fn has_problems(&self) -> bool {
        self.row.is_on && !self.problems.is_empty()
    }
}

fn summary(looked: &Looked, language: Lang) -> String {
    let typed = |column| looked.row.cell(column).to_owned();
    let parts = match &looked.draft {
        Some((_, draft)) => {
            let plan = &draft.plan;
            let (from, until) = (plan.starts_at.time(), plan.ends_at.time());
            let place = [plan.venue.as_str(), plan.room.as_str(), plan.municipality.as_str()];
            let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
            vec![
                date_in_words(language, plan.starts_at.date()),
                hours(&from, &until, language),
                typed(Column::Organisation),
                place.join(", "),
            ]
        }
        None => [Column::Date, Column::Hours, Column::Organisation, Column::Municipality].map(typed).into(),
    };
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn cell(at: usize, column: Column, looked: &Looked, is_first: bool, language: Lang) -> Cell {
    let said = looked.problems.of(column.code()).cloned().filter(|_| looked.row.is_on);
    let (problem, todo) = if is_first { (None, said) } else { (said, None) };
    Cell {
        name: format!("cell-{at}-{column}"),
        label: label(column, language),
        value: looked.row.typed(column).to_owned(),
        problem,
        todo,
        offers: looked.offers.get(&column).cloned().filter(|_| looked.row.is_on).unwrap_or_default(),
        see: see(column, looked, language),
        taken: looked.taken.get(&column).cloned(),
        list: match column {
            Column::Organisation => "organisations",
            Column::Audience => "audiences",
            Column::Kits => "kits",
            Column::Food => "foods",
            Column::Interpreter => "yes-no",
            Column::Province => "provinces",
            Column::Region => "regions",
            _ => "",
        },
        is_wide: matches!(
            column,
            Column::Organisation
                | Column::Languages
                | Column::Audience
                | Column::Title
                | Column::Kits
                | Column::Food
                | Column::Note
        ),
        otherwise: otherwise(column, looked, language),
    }
}

/// Where one's own evening is, beside the cell that says it has the place.
fn see(column: Column, looked: &Looked, language: Lang) -> Option<(String, String)> {
    let own = looked.in_room.as_ref().filter(|_| looked.row.is_on && column == looked.cell_of_place())?;
    Some((paths::meeting(&own.id), language.desk().season.see.of(&own.title)))
}

/// What an empty cell stands for.
fn otherwise(column: Column, looked: &Looked, language: Lang) -> String {
    let Some((_, draft)) = &looked.draft else { return String::new() };
    let (plan, t) = (&draft.plan, language.phrases());
    match column {
        Column::Title => plan.working_title.clone(),
        Column::Food => t.food.by_code(plan.food.code()).map_or_else(String::new, ToString::to_string),
        Column::Childcare => plan.childcare_places.to_string(),
        // An evening that this one is like says it itself.
        Column::Interpreter if looked.source.is_none() && needs_interpreter(&looked.row).is_none() => {
            let d = &language.desk().season;
            if plan.languages.iter().count() > 1 { d.yes.to_string() } else { d.no.to_string() }
        }
        _ => String::new(),
    }
}
