//! A season that was looked at (nagekeken): every row with its draft or what is not right, and what is in its way.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::filled::{Reading, Remarks};
use super::interpreter;
use super::meanwhile::{among_each_other, with_others};
use super::row::{Row, sources};
use crate::domain::clash::OwnEvening;
use crate::domain::meeting::{Draft, Meeting, MeetingId};
use crate::domain::organisation::OrganisationId;
use crate::domain::season::Column;
use crate::store;
use crate::web::App;
use crate::web::assessment::Assessment;
use crate::web::desk::copy::{next_year, next_year_in_words};
use crate::web::desk::meeting::view::too_long;
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
    /// Who is named to interpret and known by nobody.
    pub interpreter: Option<String>,
    /// With whom, when nothing is wrong.
    pub draft: Option<(OrganisationId, Draft)>,
    pub source: Option<MeetingId>,
    pub assessment: Option<Assessment>,
    /// Its themes take longer than it lasts.
    pub too_long: Option<String>,
    /// What it was last year, and why it moved.
    pub next_year: Option<String>,
    pub is_moved: bool,
    /// One's own evenings then that are worth a word, and rows of the same paste, by their numbers.
    pub beside: Vec<OwnEvening>,
    pub rows_beside: Vec<usize>,
    /// The same of those of the same organisation within a few days.
    pub close: Vec<OwnEvening>,
    pub rows_close: Vec<usize>,
    /// Towns where the own organisation is then too, with other people for other parents.
    pub elsewhere: BTreeSet<String>,
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
}

pub async fn look(
    app: &App,
    viewer: &Viewer,
    planning: &Planning,
    rows: Vec<Row>,
    form: &Form,
) -> Result<Vec<Looked>, Failure> {
    let chosen = form.typed("like");
    let (scope, ids) = (viewer.scope.clone(), sources(&rows, chosen));
    let found = app.database.read(move |db| store::season::meetings(db, &scope, &ids)).await?;
    let found: HashMap<&str, &Meeting> = found.iter().map(|source| (source.head.id.as_str(), source)).collect();
    let mut reading = Reading::new(app, viewer, planning);
    reading.interpreters = interpreter::known(app, viewer, &rows).await?;
    reading.independent = form.all(interpreter::INDEPENDENT).map(str::to_owned).collect();
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
    let (form, Remarks { mut problems, offers, taken, interpreter }) = reading.fill(&row, source);
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
    let too_long = draft.as_ref().and_then(|(_, draft)| {
        let kits = draft.kits.iter().filter_map(|own| planning.reference.kit(own, None));
        too_long(&draft.plan, kits.map(|kit| kit.contents.minutes), language)
    });
    let of_year = source.filter(|_| !row.like.is_empty()).map(|source| (source, next_year(app, source)));
    Ok(Looked {
        draft: draft.filter(|_| problems.is_empty()),
        source: source.map(|source| source.head.id.clone()),
        assessment: planning.assess(app, &form, language),
        too_long,
        is_moved: of_year.iter().any(|(_, next)| next.as_ref().is_some_and(|next| next.instead_of.is_some())),
        next_year: of_year.map(|(source, next)| next_year_in_words(source, next.as_ref(), language)),
        beside: Vec::new(),
        rows_beside: Vec::new(),
        close: Vec::new(),
        rows_close: Vec::new(),
        elsewhere: BTreeSet::new(),
        in_room: None,
        twice: Vec::new(),
        away: Vec::new(),
        is_room_away: false,
        row,
        id,
        problems,
        offers,
        taken,
        interpreter,
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
