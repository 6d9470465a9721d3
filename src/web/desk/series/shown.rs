//! The dates of a series as the page shows them (data): with what is known of each, and what is in the way.

use super::{moved, value};
use crate::domain::clash::{Aside, OwnEvening};
use crate::domain::plan::Plan;
use crate::domain::series::Turn;
use crate::domain::warning::Warning;
use crate::language::date_in_words;
use crate::store;
use crate::store::availability::Away;
use crate::web::App;
use crate::web::assessment::{Assessment, named_in_words};
use crate::web::desk::meeting::view::hours;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::Owned;
use crate::web::problem;
use crate::web::wrong::Wrong;

/// One date.
pub struct Shown {
    pub value: String,
    pub date: String,
    pub hours: String,
    pub assessment: Assessment,
    /// The school holiday or public day that takes it.
    pub skipped: Option<String>,
    pub is_taken: bool,
    pub is_chosen: bool,
    /// People or the host are elsewhere then.
    pub twice: Option<String>,
    /// The evenings of one's own that are then.
    pub busy: Option<String>,
    /// People who said that they cannot then, and the room.
    pub away: Vec<String>,
}

impl Shown {
    pub fn is_to_acknowledge(&self) -> bool {
        self.skipped.is_none() && !self.is_taken && !self.away.is_empty()
    }
}

/// What the database knows of one date.
struct Found {
    is_taken: bool,
    own: Vec<OwnEvening>,
    twice: Vec<String>,
    away: Away,
}

/// Each date with its assessment, whether its room is free, who is elsewhere and who cannot.
pub async fn load(app: &App, owned: &Owned, form: &Form, turns: Vec<Turn>) -> Result<Vec<Shown>, Failure> {
    let meeting = &owned.meeting;
    let (plans, skipped): (Vec<Plan>, Vec<Option<Box<Warning>>>) = turns
        .into_iter()
        .map(|turn| match turn {
            Turn::Evening(starts) => (moved(&meeting.plan, starts), None),
            Turn::Skipped(starts, warning) => (moved(&meeting.plan, starts), Some(warning)),
        })
        .unzip();
    let host_id = meeting.head.host_id.clone();
    let host = app.database.read(move |db| store::organisation::find(db, &host_id)).await?;
    let found = find(app, owned, &plans).await?;
    let (language, reference) = (owned.viewer.desk_language(), app.reference());
    let (d, t) = (language.desk(), language.phrases());
    let kits: Vec<String> = meeting.kits.iter().map(|kit| kit.slug.clone()).collect();
    let is_sent = form.all("datum").next().is_some();
    let shown = |((plan, skipped), found): ((&Plan, Option<Box<Warning>>), Found)| Shown {
        date: date_in_words(language, plan.starts_at.date()),
        hours: hours(&plan.starts_at.time(), &plan.ends_at.time(), language),
        assessment: Assessment::of(plan, &kits, &host.communities(), &reference, language),
        skipped: skipped.map(|warning| d.series.skipped.of(named_in_words(&warning, language))),
        is_chosen: if is_sent { form.has("datum", &value(plan)) } else { !found.is_taken },
        is_taken: found.is_taken,
        busy: (!found.own.is_empty()).then(|| d.series.busy.of(problem::named(&found.own, t))),
        twice: (!found.twice.is_empty()).then(|| d.series.twice.of(found.twice.join(", "))),
        away: wrongs(found.away).iter().map(|wrong| problem::sentence(wrong, t)).collect(),
        value: value(plan),
    };
    Ok(plans.iter().zip(skipped).zip(found).map(shown).collect())
}

/// Who cannot on one of these evenings, as they said themselves: it asks for a tick before they are made.
pub async fn in_the_way(app: &App, owned: &Owned, plans: &[Plan]) -> Result<Option<Wrong>, Failure> {
    let mut all = Away::default();
    // A room that is taken is a refusal, whoever is there.
    for found in find(app, owned, plans).await?.into_iter().filter(|found| !found.is_taken) {
        all.people.extend(found.away.people);
        all.is_room |= found.away.is_room;
    }
    all.people.sort();
    all.people.dedup();
    Ok(wrongs(all).into_iter().next())
}

/// Who cannot, and whether the room cannot.
fn wrongs(away: Away) -> Vec<Wrong> {
    let people = (!away.people.is_empty()).then(|| Wrong::PeopleAway(away.people.join(", ")));
    people.into_iter().chain(away.is_room.then_some(Wrong::RoomAway)).collect()
}

async fn find(app: &App, owned: &Owned, plans: &[Plan]) -> Result<Vec<Found>, Failure> {
    let meeting = &owned.meeting;
    let names: Vec<String> = meeting.people.iter().map(|person| person.name_key.clone()).collect();
    let (scope, id) = (owned.viewer.scope.clone(), meeting.head.id.clone());
    let aside = Aside::of(&meeting.head.host_id, &meeting.plan);
    let asked: Vec<(Plan, Vec<String>)> = plans.iter().map(|plan| (plan.clone(), names.clone())).collect();
    let found = app.database.read(move |db| {
        let away = store::availability::away_each(db, &scope, &asked)?;
        let felt = |mut own: Vec<OwnEvening>| {
            own.retain(|own| own.id != id && own.aside.is_felt(&aside));
            own
        };
        let look = |((plan, names), away): (&(Plan, Vec<String>), Away)| {
            Ok(Found {
                is_taken: store::meeting::is_room_taken(db, &id, plan)?,
                own: felt(store::clash::own(db, &scope, (plan.starts_at, plan.ends_at))?),
                twice: store::meeting::people_elsewhere(db, &scope, &id, plan, names)?,
                away,
            })
        };
        asked.iter().zip(away).map(look).collect::<Result<Vec<Found>, store::Error>>()
    });
    Ok(found.await?)
}
