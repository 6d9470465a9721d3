//! What else is at the hour of a row or close to it (tegelijk): the place taken, one's own people and evenings elsewhere, other rows.

use super::checked::Looked;
use crate::domain::clash::{Aside, Hours, Meets};
use crate::domain::meeting::Draft;
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::Plan;
use crate::domain::season::Column;
use crate::language::Lang;
use crate::store;
use crate::store::season::Planned;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::problem;
use crate::web::viewer::Viewer;

impl Looked {
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

fn hours(plan: &Plan) -> Hours {
    (plan.starts_at, plan.ends_at)
}

/// Rows of the same paste that are at the same time: not in one room, and people are told.
pub fn among_each_other(looked: &mut [Looked], viewer: &Viewer) {
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
            match aside.meets(hours(&own.plan), (beside, hours(&other.plan))) {
                None => continue,
                Some(Meets::Close) => {
                    row.rows_close.push(number);
                    continue;
                }
                Some(_) if own.plan.is_in(&other.plan.room_key) => {
                    let column = row.cell_of_place();
                    let said = if column == Column::Room { &d.same_room } else { &d.same_place };
                    row.problems.add(column.code(), said.of(number));
                }
                Some(Meets::Felt) => row.rows_beside.push(number),
                Some(Meets::Elsewhere) => {
                    row.elsewhere.insert(other.plan.municipality.clone());
                }
            }
            let is_there = |key: &String| other.people.iter().any(|person| person.name_key == *key);
            let twice = own.people.iter().filter(|person| is_there(&person.name_key)).map(|person| person.name.clone());
            row.twice.extend(twice);
        }
    }
}

/// Other meetings at the same time: whoever has the room, and one's own people and evenings.
pub async fn with_others(app: &App, viewer: &Viewer, looked: &mut [Looked]) -> Result<(), Failure> {
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
            for own in in_the_way.own {
                match aside.meets(hours(&draft.plan), own.beside()) {
                    Some(Meets::Close) => one.close.push(own),
                    Some(_) if draft.plan.is_in(&own.room_key) => {
                        one.in_room.get_or_insert(own);
                    }
                    Some(Meets::Felt) => one.beside.push(own),
                    Some(Meets::Elsewhere) => {
                        one.elsewhere.insert(own.aside.municipality);
                    }
                    None => {}
                }
            }
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
