//! What of the meetings is out (agenda): by its public address, and in order of time.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::parts::{kits_of, with_parts};
use crate::domain::invitation::Key;
use crate::domain::list::Codes;
use crate::domain::meeting::{AttachedKit, Head, Meeting, MeetingId, OwnTitle, Visibility};
use crate::domain::plan::Plan;
use crate::domain::text::key;
use crate::schema::{meeting, meeting_title};
use crate::store::{Db, Error};

/// The meeting that a public address opens: it is out, and the code opens it only when the host made it public.
pub fn find_public(db: &mut Db, key: &Key) -> Result<Meeting, Error> {
    let out = meeting::table.filter(meeting::published_at.is_not_null()).select((Head::as_select(), Plan::as_select()));
    let row: (Head, Plan) = match key {
        Key::Code(code) => {
            out.filter(meeting::code.eq(code).and(meeting::visibility.eq(Visibility::Public))).first(db)?
        }
        Key::Secret(secret) => out.filter(meeting::secret.eq(secret)).first(db)?,
    };
    with_parts(db, row)
}

/// What the public agenda asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AgendaFilter {
    pub municipality: Option<String>,
    /// Code of a language that is spoken at the meeting.
    pub spoken: Option<String>,
}

impl AgendaFilter {
    /// Whether a meeting there, held in these languages, is asked for.
    pub fn holds(&self, municipality: &str, languages: &Codes) -> bool {
        self.municipality.as_ref().is_none_or(|own| key(own) == key(municipality))
            && self.spoken.as_ref().is_none_or(|own| languages.contains(own))
    }
}

/// One meeting on the public agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct OnAgenda {
    pub head: Head,
    pub plan: Plan,
    pub titles: Vec<OwnTitle>,
    pub kits: Vec<AttachedKit>,
}

/// Public meetings in order of time, from (and not counting) a place in that order.
pub fn agenda(
    db: &mut Db,
    filter: &AgendaFilter,
    (from, after_code): (NaiveDateTime, &str),
    limit: i64,
) -> Result<Vec<OnAgenda>, Error> {
    let mut query = meeting::table
        .filter(meeting::visibility.eq(Visibility::Public).and(meeting::published_at.is_not_null()))
        .filter(meeting::starts_at.ge(from))
        .filter(meeting::starts_at.gt(from).or(meeting::code.gt(after_code)))
        .order((meeting::starts_at, meeting::code))
        .select((Head::as_select(), Plan::as_select()))
        .limit(limit)
        .into_boxed();
    if let Some(municipality) = &filter.municipality {
        query = query.filter(meeting::municipality.eq(municipality));
    }
    if let Some(spoken) = &filter.spoken {
        query = query.filter(meeting::languages.like(Codes::pattern(spoken)));
    }
    let rows = query.load(db)?;
    with_titles(db, rows)
}

/// Where public meetings are coming up. Hops from one municipality to the next over the index, however many meetings.
pub fn places(db: &mut Db, from: NaiveDateTime) -> Result<Vec<String>, Error> {
    #[derive(QueryableByName)]
    struct Place {
        #[diesel(sql_type = diesel::sql_types::Text)]
        municipality: String,
    }
    let hop = "WITH RECURSIVE place(municipality) AS ( \
                 SELECT min(municipality) FROM meeting WHERE visibility = 'public' \
                 UNION ALL \
                 SELECT (SELECT min(m.municipality) FROM meeting m WHERE m.visibility = 'public' AND m.municipality > place.municipality) \
                 FROM place WHERE place.municipality IS NOT NULL) \
               SELECT municipality FROM place WHERE municipality IS NOT NULL AND EXISTS ( \
                 SELECT 1 FROM meeting m WHERE m.visibility = 'public' AND m.municipality = place.municipality \
                 AND m.starts_at >= $1 AND m.published_at IS NOT NULL)";
    let rows: Vec<Place> = diesel::sql_query(hop).bind::<diesel::sql_types::Timestamp, _>(from).load(db)?;
    let mut places: Vec<String> = rows.into_iter().map(|row| row.municipality).collect();
    places.sort_by_key(|place| key(place));
    Ok(places)
}

pub(super) fn with_titles(db: &mut Db, rows: Vec<(Head, Plan)>) -> Result<Vec<OnAgenda>, Error> {
    let ids: Vec<&MeetingId> = rows.iter().map(|(head, _)| &head.id).collect();
    let all: Vec<OwnTitle> =
        meeting_title::table.filter(meeting_title::meeting_id.eq_any(&ids)).select(OwnTitle::as_select()).load(db)?;
    let mut titles: HashMap<MeetingId, Vec<OwnTitle>> = HashMap::new();
    for title in all {
        titles.entry(title.meeting_id.clone()).or_default().push(title);
    }
    let mut kits = kits_of(db, &ids)?;
    Ok(rows
        .into_iter()
        .map(|(head, plan)| OnAgenda {
            titles: titles.remove(&head.id).unwrap_or_default(),
            kits: kits.remove(&head.id).unwrap_or_default(),
            head,
            plan,
        })
        .collect())
}
