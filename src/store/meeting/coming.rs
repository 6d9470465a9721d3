//! The evenings that are still to come (komend), as a correction of the calendar concerns them: one's own, and the rest without a name.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::list::Codes;
use crate::domain::meeting::{MeetingId, State};
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::MeetingAudience;
use crate::domain::region::Region;
use crate::schema::{meeting, meeting_kit, organisation};
use crate::store::{Db, Error, Scope};

/// What judges an evening.
#[derive(Clone, Debug, PartialEq)]
pub struct Coming {
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub region: Region,
    /// Of the self-organisation.
    pub communities: Codes,
    pub kits: Vec<String>,
    pub audience: MeetingAudience,
    pub municipality: String,
    /// Of the scope's own alone: which it is, and what staff call it.
    pub own: Option<(MeetingId, String)>,
}

type Row =
    (MeetingId, OrganisationId, OrganisationId, NaiveDateTime, NaiveDateTime, Region, MeetingAudience, String, String);

/// All that begin at this moment or later and are not called off, in order of time: three queries, however many they are.
pub fn coming(db: &mut Db, scope: &Scope, from: NaiveDateTime) -> Result<Vec<Coming>, Error> {
    let over = [State::Held, State::Reported, State::Cancelled];
    let rows: Vec<Row> = meeting::table
        .filter(meeting::starts_at.ge(from).and(meeting::state.ne_all(over)))
        .order((meeting::starts_at, meeting::code))
        .select((
            meeting::id,
            meeting::support_id,
            meeting::host_id,
            meeting::starts_at,
            meeting::ends_at,
            meeting::region,
            meeting::audience,
            meeting::municipality,
            meeting::working_title,
        ))
        .load(db)?;
    let mut kits: HashMap<MeetingId, Vec<String>> = HashMap::new();
    let attached: Vec<(MeetingId, String)> = meeting_kit::table
        .inner_join(meeting::table)
        .filter(meeting::starts_at.ge(from))
        .order((meeting_kit::meeting_id, meeting_kit::position))
        .select((meeting_kit::meeting_id, meeting_kit::slug))
        .load(db)?;
    attached.into_iter().for_each(|(id, slug)| kits.entry(id).or_default().push(slug));
    let communities: HashMap<OrganisationId, Codes> = organisation::table
        .select((organisation::id, organisation::communities))
        .load::<(OrganisationId, Codes)>(db)?
        .into_iter()
        .collect();
    let is_own = |owner: &OrganisationId| owner == scope.organisation();
    Ok(rows
        .into_iter()
        .map(|(id, support_id, host_id, starts_at, ends_at, region, audience, municipality, title)| Coming {
            starts_at,
            ends_at,
            region,
            communities: communities.get(&host_id).cloned().unwrap_or_default(),
            audience,
            municipality,
            kits: kits.remove(&id).unwrap_or_default(),
            own: (is_own(&support_id) || is_own(&host_id)).then_some((id, title)),
        })
        .collect())
}
