//! The rows of a season (rijen): as they were pasted, and as they come back from the table in which they are mended.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::filled::Reading;
use super::pasted::{self, Heading, Said};
use crate::documents;
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::organisation::Organisation;
use crate::domain::season::{Column, MOST_HEADS, MOST_ROWS, heading, is_open, is_total};
use crate::domain::series::NextYear;
use crate::domain::text::CleanText;
use crate::language::Lang;
use crate::web::Reference;
use crate::web::form::{Form, Problems};

/// What was typed for one evening.
#[derive(Clone, Debug, Default)]
pub struct Row {
    cells: BTreeMap<Column, String>,
    /// Its own evening to take over from, as the form writes it; empty: the one that was chosen for all rows.
    pub like: String,
    /// Switched off, it stays on the page and makes nothing.
    pub is_on: bool,
    /// Which row of the sheet it was.
    pub from: Option<usize>,
}

/// All rows, and the columns of which somebody has to say what they hold.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub rows: Vec<Row>,
    pub asked: Vec<Heading>,
    /// Nothing says what its columns hold.
    pub is_headless: bool,
}

impl Row {
    /// Switched on, with nothing in it yet.
    pub fn blank() -> Self {
        Self { is_on: true, ..Self::default() }
    }

    /// What the cell says; nothing when it says that nothing is known yet.
    pub fn cell(&self, column: Column) -> &str {
        Some(self.typed(column)).filter(|typed| !is_open(typed, Some(column))).unwrap_or_default()
    }

    /// Whether it says that nothing is known yet; an empty one says nothing at all.
    pub fn is_open(&self, column: Column) -> bool {
        is_open(self.typed(column), Some(column))
    }

    /// What it is called: as in its sheet, or else by its place on the page.
    pub fn number(&self, at: usize) -> usize {
        self.from.unwrap_or(at + 1)
    }

    /// What was typed in it, whatever that says.
    pub fn typed(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }

    pub fn set(&mut self, column: Column, value: impl Into<String>) {
        self.cells.insert(column, value.into());
    }

    /// The evening of next year after this one.
    pub fn after(
        meeting: &Meeting,
        partner: Option<&Organisation>,
        next: Option<&NextYear>,
        reference: &Reference,
        language: Lang,
    ) -> Self {
        let plan = &meeting.plan;
        let mut row = Self { like: meeting.head.id.to_string(), is_on: true, ..Self::default() };
        let kits = meeting.kits.iter().filter_map(|kit| reference.kit(&kit.slug, None));
        let kits: Vec<&str> = kits.map(|kit| kit.contents.code.as_str()).collect();
        let spoken: Vec<&str> = plan.languages().into_iter().map(|own| own.staff_name(language)).collect();
        let audience = language.phrases().audience.by_code(plan.audience.code());
        for (column, value) in [
            (Column::Date, next.map_or_else(String::new, |next| in_figures(next.starts.date()))),
            (Column::Hours, format!("{}-{}", plan.starts_at.format("%H:%M"), plan.ends_at.format("%H:%M"))),
            (Column::Municipality, plan.municipality.clone()),
            (Column::Venue, plan.venue.clone()),
            (Column::Room, plan.room.clone()),
            (Column::Organisation, partner.map_or_else(String::new, |partner| partner.name.clone())),
            (Column::Languages, spoken.join(", ")),
            (Column::Audience, audience.map_or_else(String::new, ToString::to_string)),
            (Column::Kits, kits.join(", ")),
            (Column::Title, plan.working_title.clone()),
        ] {
            row.set(column, value);
        }
        row
    }
}

impl Table {
    /// What came: rows from the table, or else what was pasted.
    pub fn of(form: &Form, reading: &Reading<'_>, problems: &mut Problems) -> Self {
        let d = &reading.language().desk().season;
        if form.is_ticked("row") {
            return mended(form, reading);
        }
        let pasted = form.typed("rows");
        if pasted.len() > documents::season::MOST_BYTES {
            problems.add("rows", &d.too_long);
            return Self::default();
        }
        let too_many = |number: usize| d.too_many.with(&[("number", &number), ("most", &MOST_ROWS)]);
        let mut read = documents::season::read(pasted);
        read.retain(|line| !is_total(&line.cells));
        // Before anything is guessed of their cells; some may be headings, and what stands above them.
        if read.len() > MOST_ROWS + MOST_HEADS {
            let top: Vec<Vec<String>> = read.iter().take(MOST_HEADS).map(|line| line.cells.clone()).collect();
            problems.add("rows", too_many(read.len() - heading(&top).map_or(0, |at| at + 1)));
            return Self::default();
        }
        let table = pasted::table(read, form, Said::Now, reading);
        if table.rows.is_empty() {
            problems.add("rows", &d.nothing);
        } else if table.rows.len() > MOST_ROWS {
            problems.add("rows", too_many(table.rows.len()));
            return Self::default();
        }
        table
    }
}

/// The rows of the table in which they are mended. What somebody said anew of a column of the paste fills the cells that
/// nobody touched since.
fn mended(form: &Form, reading: &Reading<'_>) -> Table {
    let removed = form.typed("remove");
    let fill = fill(form.typed("fill"));
    let pasted = Some(form.typed("rows")).filter(|pasted| pasted.len() <= documents::season::MOST_BYTES);
    let mut pasted = documents::season::read(pasted.unwrap_or_default());
    pasted.retain(|line| !is_total(&line.cells));
    let pasted = if pasted.len() > MOST_ROWS + MOST_HEADS { Vec::new() } else { pasted };
    let before = pasted::is_said_anew(form).then(|| pasted::table(pasted.clone(), form, Said::Before, reading));
    let now = pasted::table(pasted, form, Said::Now, reading);
    let mut from = form.typed("from").split(',').map(|from| from.parse().ok());
    let places: Vec<(&str, Option<usize>)> = form.all("row").map(|at| (at, from.next().flatten())).collect();
    let row = |(at, from): (&str, Option<usize>)| {
        let mut row = Row { from, ..of_fields(form, at) };
        if let Some((_, column, cell)) = fill.as_ref().filter(|(rows, ..)| rows.split(',').any(|own| own == at)) {
            row.set(*column, cell.clone());
        }
        let read = |table: &Table| table.rows.iter().find(|row| row.from.is_some() && row.from == from).cloned();
        if let Some((before, now)) = before.as_ref().and_then(|before| read(before).zip(read(&now))) {
            let is_untouched = |column: &&Column| row.typed(**column) == before.typed(**column);
            let untouched: Vec<Column> = Column::ALL.iter().filter(is_untouched).copied().collect();
            untouched.into_iter().for_each(|column| row.set(column, now.typed(column)));
        }
        reading.part_town(&mut row);
        row
    };
    let rows = places.into_iter().filter(|(at, _)| *at != removed).take(MOST_ROWS).map(row).collect();
    Table { rows, ..now }
}

/// "2/kits/K01", "2,5,8/kits/K01": the rows, the column and what their cell becomes, as the button of an offer says it.
fn fill(value: &str) -> Option<(&str, Column, String)> {
    let mut parts = value.splitn(3, '/');
    let (at, column) = (parts.next()?, parts.next()?.parse().ok()?);
    Some((at, column, CleanText::line(parts.next()?).into_string()))
}

fn of_fields(form: &Form, at: &str) -> Row {
    let mut row = Row { is_on: form.is_ticked(&format!("on-{at}")), ..Row::default() };
    row.like = form.typed(&format!("like-{at}")).to_owned();
    for column in Column::ALL {
        let cell = form.line(&format!("cell-{at}-{column}"));
        if !cell.is_empty() {
            row.set(*column, cell.into_string());
        }
    }
    row
}

/// The evenings that the rows name to take over from.
pub fn sources(rows: &[Row], chosen: &str) -> Vec<MeetingId> {
    let mut ids: Vec<MeetingId> =
        rows.iter().map(|row| row.like.as_str()).chain([chosen]).filter_map(|id| id.parse().ok()).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// What was pasted, as it may be shown again: with its tabs and lines, and nothing that turns what stands around it.
pub fn shown(pasted: &str) -> String {
    let cells =
        |line: &str| line.split('\t').map(|cell| CleanText::line(cell).into_string()).collect::<Vec<_>>().join("\t");
    pasted.lines().map(cells).collect::<Vec<_>>().join("\n")
}

/// As people write it in a spreadsheet.
pub fn in_figures(date: NaiveDate) -> String {
    date.format("%d-%m-%Y").to_string()
}
