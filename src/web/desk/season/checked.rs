//! A season that was looked at (nagekeken): every row with its draft or what is not right, and what is in its way.

use std::collections::{BTreeMap, HashMap};

use super::filled::{Reading, Remarks};
use super::row::{Row, sources};
use crate::domain::meeting::{Draft, Meeting, MeetingId};
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::Plan;
use crate::domain::season::Column;
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
    /// What was probably meant in a cell.
    pub offers: BTreeMap<Column, String>,
    /// With whom, when nothing is wrong.
    pub draft: Option<(OrganisationId, Draft)>,
    pub source: Option<MeetingId>,
    pub assessment: Option<Assessment>,
    /// What it was last year, and why it moved.
    pub next_year: Option<String>,
    pub is_moved: bool,
    /// The organisation has another evening then, here or elsewhere.
    pub is_busy: bool,
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
            self.offers.into_iter().for_each(|(column, cell)| row.set(column, cell));
        }
        row
    }

    /// Somebody has to say that it is known.
    pub fn is_to_acknowledge(&self, viewer: &Viewer) -> bool {
        let is_host_twice = self.is_busy && viewer.organisation.is_self_organisation();
        self.row.is_on && (!self.twice.is_empty() || is_host_twice || !self.away.is_empty() || self.is_room_away)
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
    let reading = Reading::new(app, viewer, planning);
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
    let (form, Remarks { mut problems, offers }) = reading.fill(&row, source);
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
        is_busy: false,
        twice: Vec::new(),
        away: Vec::new(),
        is_room_away: false,
        row,
        id,
        problems,
        offers,
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
        _ if field.starts_with("kit_") => Column::Kits,
        _ => return None,
    })
}

fn overlap(one: &Plan, other: &Plan) -> bool {
    one.starts_at < other.ends_at && other.starts_at < one.ends_at
}

/// Rows of the same paste that are at the same time: not in one room, and people are told.
fn among_each_other(looked: &mut [Looked], viewer: &Viewer) {
    let d = &viewer.desk_language().desk().season;
    let drafts: Vec<Option<Draft>> =
        looked.iter().map(|one| one.draft.as_ref().map(|(_, draft)| draft.clone()).filter(|_| one.row.is_on)).collect();
    for (at, own) in drafts.iter().enumerate() {
        let Some(own) = own else { continue };
        let Some(row) = looked.get_mut(at) else { continue };
        let others = drafts.iter().zip(1..).enumerate().filter(|(place, _)| *place != at);
        for (other, number) in others.filter_map(|(_, (other, number))| Some((other.as_ref()?, number))) {
            if !overlap(&own.plan, &other.plan) {
                continue;
            }
            row.is_busy = true;
            if own.plan.room_key == other.plan.room_key {
                row.problems.add(Column::Room.code(), d.same_room.of(number));
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
    let taken = &viewer.desk_language().desk().refusal.room_taken;
    for (at, in_the_way) in places.into_iter().zip(found) {
        let Some(one) = looked.get_mut(at) else { continue };
        if in_the_way.is_room_taken {
            one.problems.add(Column::Room.code(), taken);
        }
        one.is_busy |= in_the_way.is_busy;
        one.away = in_the_way.away.people;
        one.is_room_away = in_the_way.away.is_room;
        one.twice.extend(in_the_way.twice);
        one.twice.sort();
        one.twice.dedup();
    }
    Ok(())
}
