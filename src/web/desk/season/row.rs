//! The rows of a season (rijen): as they were pasted, and as they come back from the table in which they are mended.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::documents;
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::organisation::Organisation;
use crate::domain::season::{self, Column, MOST_ROWS, Place};
use crate::domain::series::NextYear;
use crate::domain::text::CleanText;
use crate::language::{Desk, Lang};
use crate::web::Reference;
use crate::web::desk::meeting::staff_name;
use crate::web::form::{Form, Problems};

/// What was typed for one evening.
#[derive(Clone, Debug, Default)]
pub struct Row {
    cells: BTreeMap<Column, String>,
    /// Its own evening to take over from, as the form writes it; empty: the one that was chosen for all rows.
    pub like: String,
    /// Switched off, it stays on the page and makes nothing.
    pub is_on: bool,
}

/// All rows, and headings that mean nothing to us.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub rows: Vec<Row>,
    pub unused: Vec<String>,
}

impl Row {
    /// Switched on, with nothing in it yet.
    pub fn blank() -> Self {
        Self { is_on: true, ..Self::default() }
    }

    pub fn cell(&self, column: Column) -> &str {
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
        let spoken: Vec<&str> = plan.languages().into_iter().map(|own| staff_name(own, language)).collect();
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
    pub fn of(form: &Form, d: &Desk, problems: &mut Problems) -> Self {
        if form.is_ticked("row") {
            let removed = form.typed("remove");
            let at = form.all("row").filter(|at| *at != removed).take(MOST_ROWS);
            return Self { rows: at.map(|at| of_fields(form, at)).collect(), unused: Vec::new() };
        }
        let pasted = form.typed("rows");
        if pasted.len() > documents::season::MOST_BYTES {
            problems.add("rows", &d.season.too_long);
            return Self::default();
        }
        let table = pasted_rows(documents::season::read(pasted));
        if table.rows.is_empty() {
            problems.add("rows", &d.season.nothing);
        } else if table.rows.len() > MOST_ROWS {
            let (number, most) = (table.rows.len(), MOST_ROWS);
            problems.add("rows", d.season.too_many.with(&[("number", &number), ("most", &most)]));
            return Self::default();
        }
        table
    }
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

fn pasted_rows(mut pasted: Vec<Vec<String>>) -> Table {
    let found = pasted.first().and_then(|first| season::places(first));
    let mut unused = Vec::new();
    let places = match found {
        None => Column::ALL.iter().copied().map(Place::Cell).collect(),
        Some(places) => {
            let headings = pasted.remove(0).into_iter().zip(&places);
            unused
                .extend(headings.filter(|(name, at)| **at == Place::Nowhere && !name.is_empty()).map(|(name, _)| name));
            places
        }
    };
    let rows = pasted.into_iter().map(|cells| of_cells(cells, &places)).collect();
    Table { rows, unused }
}

fn of_cells(cells: Vec<String>, places: &[Place]) -> Row {
    let mut row = Row { is_on: true, ..Row::default() };
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
        let hours = if end.is_empty() { begin } else { format!("{begin}-{end}") };
        row.set(Column::Hours, hours);
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
