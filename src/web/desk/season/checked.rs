//! A season that was looked at (nagekeken): every row with its draft or what is not right, and what is in its way.

use std::collections::{BTreeMap, HashMap};

use super::filled::{Reading, Remarks};
use super::interpreter;
use super::row::{Row, sources};
use crate::domain::clash::{Aside, OwnEvening};
use crate::domain::meeting::{Draft, Meeting, MeetingId};
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::Plan;
use crate::domain::season::Column;
use crate::language::Lang;
use crate::store;
use crate::store::season::Planned;
use crate::web::App;
use crate::web::assessment::Assessment;
use crate::web::desk::copy::{next_year, next_year_in_words};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::plan::{Checked, Planning};
use crate::web::problem;
use crate::web::viewer::Viewer;
use crate::web::wrong::{Wrong, Wrongs};

/// A problem that no cell has: it is in the evening that the row is like.
pub const OF_SOURCE: &str = "source";

/// One row after a look.
pub struct Looked {
    pub row: Row,
    pub id: MeetingId,
    pub problems: Problems,
    /// What was probably meant in a cell, and what one was taken for.
    pub offers: BTreeMap<Column, Vec<String>>,
    pub taken: BTreeMap<Column, String>,
    /// With whom, when nothing is wrong.
    pub draft: Option<(OrganisationId, Draft)>,
    pub source: Option<MeetingId>,
    pub assessment: Option<Assessment>,
    /// What it was last year, and why it moved.
    pub next_year: Option<String>,
    pub is_moved: bool,
    /// One's own evenings then that are worth a word, and rows of the same paste, by their numbers.
    pub beside: Vec<OwnEvening>,
    pub rows_beside: Vec<usize>,
    /// One's own evening in its room.
    pub in_room: Option<OwnEvening>,
    /// People who are elsewhere then.
    pub twice: Vec<String>,
    /// People who cannot then.
    pub away: Vec<String>,
    /// The room is closed then.
    pub is_room_away: bool,
}

impl Looked {
    /// The row with everything that was probably meant.
    pub fn into_offered(self) -> Row {
        let mut row = self.row;
        if row.is_on {
            // Of several nobody knows which.
            let sure = self.offers.into_iter().filter(|(_, cells)| cells.len() == 1);
            sure.for_each(|(column, cells)| row.set(column, cells.concat()));
        }
        row
    }

    /// There is something else at the same time.
    pub fn is_busy(&self) -> bool {
        !self.beside.is_empty() || !self.rows_beside.is_empty()
    }

    /// Where it can be mended that its place is not free: at the room, or where none was typed at its time.
    pub fn cell_of_place(&self) -> Column {
        let typed = |column| !self.row.cell(column).is_empty();
        match (typed(Column::Room), typed(Column::Hours)) {
            (true, _) => Column::Room,
            (false, true) => Column::Hours,
            (false, false) => Column::Date,
        }
    }

    /// What is in its way, each by a name of its own: of another day or hour it is another.
    pub fn clashes(&self) -> Vec<String> {
        let Some((_, draft)) = self.draft.as_ref().filter(|_| self.row.is_on) else { return Vec::new() };
        let people =
            |kind: &'static str, names: &[String]| names.iter().map(move |name| format!("{kind} {name}")).collect();
        let rows = self.rows_beside.iter().map(|number| format!("row {number}"));
        let found: [Vec<String>; 5] = [
            people("twice", &self.twice),
            people("away", &self.away),
            self.beside.iter().map(|own| format!("beside {}", own.id)).collect(),
            rows.collect(),
            self.is_room_away.then(|| "room".to_owned()).into_iter().collect(),
        ];
        found.into_iter().flatten().map(|clash| format!("{} {clash}", draft.plan.starts_at)).collect()
    }

    /// Somebody has to say that it is known.
    pub fn is_to_acknowledge(&self) -> bool {
        self.row.is_on && (!self.twice.is_empty() || self.is_busy() || !self.away.is_empty() || self.is_room_away)
    }
}

pub async fn look(
    app: &App,
    viewer: &Viewer,
    planning: &Planning,
    rows: Vec<Row>,
    chosen: &str,
) -> Result<Vec<Looked>, Failure> {
    let (scope, ids) = (viewer.scope.clone(), sources(&rows, chosen));
    let found = app.database.read(move |db| store::season::meetings(db, &scope, &ids)).await?;
    let found: HashMap<&str, &Meeting> = found.iter().map(|source| (source.head.id.as_str(), source)).collect();
    let mut reading = Reading::new(app, viewer, planning);
    reading.interpreters = interpreter::known(app, viewer, &rows).await?;
    let mut looked = Vec::new();
    for row in rows {
        let like = if row.like.is_empty() { chosen } else { &row.like };
        let source = found.get(like).copied();
        let mut one = look_at(&reading, row.clone(), source).await?;
        if !like.is_empty() && source.is_none() {
            one.problems.add(OF_SOURCE, &viewer.desk_language().desk().season.like_gone);
            one.draft = None;
        }
        looked.push(one);
    }
    among_each_other(&mut looked, viewer);
    with_others(app, viewer, &mut looked).await?;
    Ok(looked)
}

async fn look_at(reading: &Reading<'_>, mut row: Row, source: Option<&Meeting>) -> Result<Looked, Failure> {
    let Reading { app, viewer, planning, .. } = *reading;
    let language = viewer.desk_language();
    let (form, Remarks { mut problems, offers, taken }) = reading.fill(&row, source);
    let id = MeetingId::new(app.clock.millis(), app.clock.chance());
    let checked = planning.check(app, viewer, &id, &form).await?;
    let draft = match checked {
        Ok(Checked { draft, partner, .. }) => Some((partner, draft)),
        Err((again, wrongs)) => {
            suggest_region(&mut row, &again, &wrongs, viewer);
            let said = wrongs.in_words(|wrong| problem::sentence(wrong, language.phrases()));
            for (field, sentence) in said.each() {
                match column(field) {
                    // Without a province nothing can be said of the region.
                    Some(Column::Region) if said.of("province").is_some() => {}
                    Some(column) => problems.add(column.code(), sentence),
                    None => problems.add(OF_SOURCE, language.desk().season.of_like.of(sentence)),
                }
            }
            None
        }
    };
    let of_year = source.filter(|_| !row.like.is_empty()).map(|source| (source, next_year(app, source)));
    Ok(Looked {
        draft: draft.filter(|_| problems.is_empty()),
        source: source.map(|source| source.head.id.clone()),
        assessment: planning.assess(app, &form, language),
        is_moved: of_year.iter().any(|(_, next)| next.as_ref().is_some_and(|next| next.instead_of.is_some())),
        next_year: of_year.map(|(source, next)| next_year_in_words(source, next.as_ref(), language)),
        beside: Vec::new(),
        rows_beside: Vec::new(),
        in_room: None,
        twice: Vec::new(),
        away: Vec::new(),
        is_room_away: false,
        row,
        id,
        problems,
        offers,
        taken,
    })
}

/// The region that a place usually has is filled in to be confirmed: sent again, it was.
fn suggest_region(row: &mut Row, form: &Form, wrongs: &Wrongs, viewer: &Viewer) {
    let is_suggested = wrongs.any(|wrong| matches!(wrong, Wrong::ConfirmRegion(_)));
    let name = viewer.desk_language().phrases().region.by_code(form.typed("region"));
    if let Some(name) = name.filter(|_| is_suggested && row.cell(Column::Region).is_empty()) {
        row.set(Column::Region, name.to_string());
    }
}

/// The cell that a field of the meeting's form comes from. None: from the evening that the row is like.
fn column(field: &str) -> Option<Column> {
    Some(match field {
        "date" => Column::Date,
        "from" | "until" => Column::Hours,
        "partner" => Column::Organisation,
        "working_title" => Column::Title,
        "municipality" => Column::Municipality,
        "province" => Column::Province,
        "region" => Column::Region,
        "venue" => Column::Venue,
        "room" => Column::Room,
        "languages" => Column::Languages,
        "audience" => Column::Audience,
        "title" => Column::Kits,
        "food" => Column::Food,
        "childcare_places" => Column::Childcare,
        "note" => Column::Note,
        _ if field.starts_with("kit_") => Column::Kits,
        _ => return None,
    })
}

/// Who invites.
fn host<'a>(viewer: &'a Viewer, partner: &'a OrganisationId) -> &'a OrganisationId {
    if viewer.organisation.is_self_organisation() { &viewer.organisation.id } else { partner }
}

/// Beside the cell that can mend it: of one's own evening its name, of another nothing but that the place is not free.
fn taken(one: &Looked, language: Lang) -> (Column, String) {
    let (d, column) = (language.desk(), one.cell_of_place());
    let has_room = column == Column::Room;
    let sentence = match &one.in_room {
        Some(own) => {
            let said = if has_room { &d.season.own_room } else { &d.season.own_place };
            said.of(problem::named(std::slice::from_ref(own), language.phrases()))
        }
        None if has_room => d.refusal.room_taken.to_string(),
        None => d.season.place_taken.to_string(),
    };
    (column, sentence)
}

fn overlap(one: &Plan, other: &Plan) -> bool {
    one.starts_at < other.ends_at && other.starts_at < one.ends_at
}

/// Rows of the same paste that are at the same time: not in one room, and people are told.
fn among_each_other(looked: &mut [Looked], viewer: &Viewer) {
    let d = &viewer.desk_language().desk().season;
    let draft = |one: &Looked| {
        let (partner, draft) = one.draft.as_ref().filter(|_| one.row.is_on)?;
        Some((Aside::of(host(viewer, partner), &draft.plan), draft.clone()))
    };
    let drafts: Vec<Option<(Aside, Draft)>> = looked.iter().map(draft).collect();
    let numbers: Vec<usize> = looked.iter().enumerate().map(|(at, one)| one.row.number(at)).collect();
    for (at, own) in drafts.iter().enumerate() {
        let Some((aside, own)) = own else { continue };
        let Some(row) = looked.get_mut(at) else { continue };
        let others = drafts.iter().zip(&numbers).enumerate().filter(|(place, _)| *place != at);
        for ((beside, other), number) in others.filter_map(|(_, (other, number))| Some((other.as_ref()?, *number))) {
            if !overlap(&own.plan, &other.plan) {
                continue;
            }
            if own.plan.room_key == other.plan.room_key {
                let column = row.cell_of_place();
                let said = if column == Column::Room { &d.same_room } else { &d.same_place };
                row.problems.add(column.code(), said.of(number));
            } else if aside.is_felt(beside) {
                row.rows_beside.push(number);
            }
            let is_there = |key: &String| other.people.iter().any(|person| person.name_key == *key);
            let twice = own.people.iter().filter(|person| is_there(&person.name_key)).map(|person| person.name.clone());
            row.twice.extend(twice);
        }
    }
}

/// Other meetings at the same time: whoever has the room, and one's own people and evenings.
async fn with_others(app: &App, viewer: &Viewer, looked: &mut [Looked]) -> Result<(), Failure> {
    let drafted = |(at, one): (usize, &Looked)| {
        let (_, draft) = one.draft.as_ref().filter(|_| one.row.is_on)?;
        let names = draft.people.iter().map(|person| person.name_key.clone()).collect();
        Some((at, (draft.plan.clone(), names)))
    };
    let (places, evenings): (Vec<usize>, Vec<Planned>) = looked.iter().enumerate().filter_map(drafted).unzip();
    let scope = viewer.scope.clone();
    let found = app.database.read(move |db| store::season::in_the_way(db, &scope, &evenings)).await?;
    for (at, in_the_way) in places.into_iter().zip(found) {
        let Some(one) = looked.get_mut(at) else { continue };
        if let Some((partner, draft)) = &one.draft {
            let aside = Aside::of(host(viewer, partner), &draft.plan);
            let (in_room, others): (Vec<OwnEvening>, Vec<OwnEvening>) =
                in_the_way.own.into_iter().partition(|own| own.room_key == draft.plan.room_key);
            one.beside = others.into_iter().filter(|own| aside.is_felt(&own.aside)).collect();
            one.in_room = in_room.into_iter().next();
        }
        if in_the_way.is_room_taken {
            let (column, sentence) = taken(one, viewer.desk_language());
            one.problems.add(column.code(), sentence);
        }
        one.away = in_the_way.away.people;
        one.is_room_away = in_the_way.away.is_room;
        one.twice.extend(in_the_way.twice);
        one.twice.sort();
        one.twice.dedup();
    }
    Ok(())
}
