//! What is taken in a period (bezet): one's own evenings and people, and a room's hours without a word of whose they are.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::is_of;
use super::{Db, Error, Scope, clash};
use crate::domain::clash::Aside;
use crate::domain::list::Codes;
use crate::domain::meeting::{MeetingId, State};
use crate::domain::suggestion::{Busy, Takes};
use crate::schema::{meeting, meeting_person};

/// More names than these nobody chooses from.
const MOST_PEOPLE: i64 = 200;

/// What may be in the way of an evening like this between two moments: of the scope's own evenings, of the host's others
/// what every passer-by reads, of a person on its own list by the keys of their name, and of a room by its key. An evening
/// that looks for another day is not in its own way. As many queries for one meeting as for thousands.
pub fn busy(
    db: &mut Db,
    scope: &Scope,
    (from, until): (NaiveDateTime, NaiveDateTime),
    aside: &Aside,
    room_key: Option<&str>,
    person: Option<(&str, &[String])>,
    except: Option<&MeetingId>,
) -> Result<Vec<Busy>, Error> {
    let hours = (meeting::starts_at, meeting::ends_at);
    let taking = |rows: Vec<(NaiveDateTime, NaiveDateTime)>, takes: &Takes| -> Vec<Busy> {
        rows.into_iter().map(|(starts, ends)| Busy { starts, ends, takes: takes.clone() }).collect()
    };
    let itself = except.map_or("", MeetingId::as_str);
    let in_the_way = || {
        let then = meeting::starts_at.lt(until).and(meeting::ends_at.gt(from));
        then.and(meeting::state.ne(State::Cancelled)).and(meeting::id.ne(itself))
    };
    let (host, mine) = (&aside.host, scope.organisation());
    let columns =
        (meeting::starts_at, meeting::ends_at, meeting::host_id.eq(host), meeting::municipality, meeting::languages);
    type Row = (NaiveDateTime, NaiveDateTime, bool, String, Codes);
    // Each side apart, so that an index alone answers: a row of a meeting is long, and these are all of one's own.
    let mut own: Vec<Row> =
        meeting::table.filter(meeting::support_id.eq(mine)).filter(in_the_way()).select(columns).load(db)?;
    own.extend(meeting::table.filter(meeting::host_id.eq(mine)).filter(in_the_way()).select(columns).load::<Row>(db)?);
    // Thousands of evenings are in a few towns and languages.
    let mut felt: HashMap<(String, Codes), Takes> = HashMap::new();
    let mut takes = |is_own, municipality, languages| {
        // Who invites is there itself; who supports has several people.
        if is_own {
            return Takes::Own;
        }
        let of_others = felt.entry((municipality, languages)).or_insert_with_key(|(town, spoken)| {
            if aside.shares_parents(town, spoken) { Takes::Beside } else { Takes::Elsewhere(town.clone()) }
        });
        of_others.clone()
    };
    let mut busy: Vec<Busy> = own
        .into_iter()
        .map(|(starts, ends, is_own, place, spoken)| Busy { starts, ends, takes: takes(is_own, place, spoken) })
        .collect();
    let public = clash::public(db, scope, &[host], (from, until), except)?;
    busy.extend(public.into_iter().map(|(_, starts, ends)| Busy { starts, ends, takes: Takes::Public }));
    if let Some(key) = room_key {
        // Whoever's meeting it is: nothing of it is read but its hours.
        let room = meeting::table.filter(meeting::room_key.eq(key)).filter(in_the_way()).select(hours).load(db)?;
        busy.extend(taking(room, &Takes::Room));
    }
    if let Some((name, keys)) = person {
        let elsewhere = meeting_person::table
            .inner_join(meeting::table.on(meeting::id.eq(meeting_person::meeting_id)))
            .filter(is_of(scope))
            .filter(in_the_way())
            .filter(meeting_person::name_key.eq_any(keys))
            .select(hours)
            .load(db)?;
        busy.extend(taking(elsewhere, &Takes::Person(name.to_owned())));
    }
    Ok(busy)
}

/// Who has been on the scope's own evenings since a moment: name and key, in order of the name.
pub fn people(db: &mut Db, scope: &Scope, since: NaiveDateTime) -> Result<Vec<(String, String)>, Error> {
    let rows: Vec<(String, String)> = meeting_person::table
        .inner_join(meeting::table.on(meeting::id.eq(meeting_person::meeting_id)))
        .filter(is_of(scope))
        .filter(meeting::ends_at.ge(since))
        .group_by(meeting_person::name_key)
        .order(meeting_person::name_key)
        .select((diesel::dsl::max(meeting_person::name).assume_not_null(), meeting_person::name_key))
        .limit(MOST_PEOPLE)
        .load(db)?;
    Ok(rows)
}
