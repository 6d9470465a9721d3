//! One meeting in a list of the desk.

use super::view::{hours, state_badge, state_name};
use crate::domain::meeting::{Side, State};
use crate::domain::organisation::OrganisationId;
use crate::domain::waiting::Waits;
use crate::language::{Desk, day_and_month, weekday_name};
use crate::store::meeting::Listed;
use crate::store::{self, Db, Scope};
use crate::web::assessment;
use crate::web::failure::Failure;
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

/// One meeting in a list.
pub struct Line {
    pub id: String,
    pub href: String,
    pub title: String,
    pub weekday: String,
    pub date: String,
    pub hours: String,
    pub place: String,
    /// Whether it still is to be said where exactly.
    pub wants_place: bool,
    pub partner: String,
    pub languages: String,
    pub audience: String,
    /// "K01, K08".
    pub themes: String,
    pub state: String,
    pub state_badge: &'static str,
    pub distance: String,
    pub colour: String,
    pub colour_badge: &'static str,
    /// What waits for the viewer, if they may do it.
    pub waits: Option<Waits>,
    pub is_coming: bool,
}

impl Line {
    /// Why it waits, in a sentence.
    pub fn waits_because(&self, d: &Desk) -> String {
        let said = self.waits.and_then(|waits| d.waits.by_code(waits.code()));
        said.map_or_else(String::new, |phrase| phrase.of(&self.partner))
    }
}

/// The viewer's meetings in a fixed number of queries, however many there are.
pub async fn lines(app: &App, viewer: &Viewer, is_past: bool, limit: i64) -> Result<Vec<Line>, Failure> {
    let from = app.clock.today().and_hms_opt(0, 0, 0).expect("midnight is a time");
    of_listed(app, viewer, is_past, move |db, scope| store::meeting::list(db, scope, from, is_past, limit)).await
}

/// The drafts alone.
pub async fn drafts(app: &App, viewer: &Viewer, limit: i64) -> Result<Vec<Line>, Failure> {
    of_listed(app, viewer, false, move |db, scope| store::meeting::drafts(db, scope, limit)).await
}

async fn of_listed(
    app: &App,
    viewer: &Viewer,
    is_past: bool,
    read: impl FnOnce(&mut Db, &Scope) -> Result<Vec<Listed>, store::Error> + Send + 'static,
) -> Result<Vec<Line>, Failure> {
    let scope = viewer.scope.clone();
    let (listed, owners) = app
        .database
        .read(move |db| {
            let listed = read(db, &scope)?;
            let ids: Vec<OrganisationId> = listed
                .iter()
                .flat_map(|listed| [listed.head.support_id.clone(), listed.head.host_id.clone()])
                .collect();
            Ok((listed, store::organisation::briefly(db, &ids)?))
        })
        .await?;
    let (reference, language) = (app.reference(), viewer.desk_language());
    Ok(listed
        .into_iter()
        .map(|listed| {
            let kits: Vec<String> = listed.kits.iter().map(|kit| kit.slug.clone()).collect();
            let communities = owners.get(&listed.head.host_id).map(|host| host.communities.as_slice());
            let communities = communities.unwrap_or_default();
            let (mark, distance) = assessment::glance(&listed.plan, &kits, communities, &reference, language);
            let side = if listed.head.support_id == viewer.organisation.id { Side::Support } else { Side::Host };
            let partner = if side == Side::Support { &listed.head.host_id } else { &listed.head.support_id };
            let is_settled = matches!(listed.head.state, State::Held | State::Reported | State::Cancelled);
            Line {
                id: listed.head.id.to_string(),
                href: paths::meeting(&listed.head.id),
                weekday: weekday_name(language, listed.plan.starts_at.date()).to_owned(),
                date: day_and_month(language, listed.plan.starts_at.date()),
                hours: hours(&listed.plan.starts_at.time(), &listed.plan.ends_at.time(), language),
                place: listed.plan.municipality.clone(),
                wants_place: !listed.plan.has_place() && !is_settled,
                partner: owners.get(partner).map(|own| own.name.clone()).unwrap_or_default(),
                languages: listed
                    .plan
                    .languages()
                    .iter()
                    .map(|spoken| spoken.staff_name(language))
                    .collect::<Vec<_>>()
                    .join(", "),
                audience: (language.phrases().audience.by_code(listed.plan.audience.code()))
                    .map_or_else(String::new, ToString::to_string),
                themes: kits
                    .iter()
                    .filter_map(|slug| Some(reference.kit(slug, None)?.contents.code.clone()))
                    .collect::<Vec<_>>()
                    .join(", "),
                state: state_name(listed.head.state, language),
                state_badge: state_badge(listed.head.state),
                distance: if is_past { String::new() } else { distance },
                colour: if is_settled || is_past { String::new() } else { mark.name(language.phrases()).to_owned() },
                colour_badge: mark.badge(),
                waits: listed.waits_for(side).filter(|_| !is_past),
                is_coming: !is_settled,
                title: listed.plan.working_title,
            }
        })
        .collect())
}
