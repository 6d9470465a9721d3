//! What belongs to a meeting besides its row: kits, titles, people, yeses, costs, replies, a staged change.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::cost::Cost;
use crate::domain::meeting::{Agreement, AttachedKit, Head, Meeting, MeetingId, OwnTitle, Staged, StagedRow};
use crate::domain::person::Person;
use crate::domain::plan::Plan;
use crate::domain::reply::Reply;
use crate::schema::{agreement, meeting_cost, meeting_kit, meeting_person, meeting_title, reply, staged_change};
use crate::store::{Db, Error};

/// The attached kits of several meetings, each meeting's in its order.
pub fn kits_of(db: &mut Db, ids: &[&MeetingId]) -> Result<HashMap<MeetingId, Vec<AttachedKit>>, Error> {
    let rows: Vec<AttachedKit> = meeting_kit::table
        .filter(meeting_kit::meeting_id.eq_any(ids))
        .order((meeting_kit::meeting_id, meeting_kit::position))
        .select(AttachedKit::as_select())
        .load(db)?;
    Ok(by_meeting(rows, |kit| &kit.meeting_id))
}

pub fn with_parts(db: &mut Db, row: (Head, Plan)) -> Result<Meeting, Error> {
    let mut whole = all_with_parts(db, vec![row])?;
    Ok(whole.pop().expect("one row makes one meeting"))
}

/// In the order of the rows: as many queries for one as for many.
pub fn all_with_parts(db: &mut Db, rows: Vec<(Head, Plan)>) -> Result<Vec<Meeting>, Error> {
    let ids: Vec<&MeetingId> = rows.iter().map(|(head, _)| &head.id).collect();
    let mut kits = kits_of(db, &ids)?;
    let titles: Vec<OwnTitle> = meeting_title::table
        .filter(meeting_title::meeting_id.eq_any(&ids))
        .order((meeting_title::meeting_id, meeting_title::language))
        .select(OwnTitle::as_select())
        .load(db)?;
    let people: Vec<Person> = meeting_person::table
        .filter(meeting_person::meeting_id.eq_any(&ids))
        .order((meeting_person::meeting_id, meeting_person::position))
        .select(Person::as_select())
        .load(db)?;
    let agreements: Vec<Agreement> = agreement::table
        .filter(agreement::meeting_id.eq_any(&ids))
        .order((agreement::meeting_id, agreement::organisation_id))
        .select(Agreement::as_select())
        .load(db)?;
    let costs: Vec<Cost> = meeting_cost::table
        .filter(meeting_cost::meeting_id.eq_any(&ids))
        .order((meeting_cost::meeting_id, meeting_cost::item))
        .select(Cost::as_select())
        .load(db)?;
    let replies: Vec<Reply> = reply::table
        .filter(reply::meeting_id.eq_any(&ids))
        .order((reply::meeting_id, reply::organisation_id))
        .select(Reply::as_select())
        .load(db)?;
    let staged: Vec<StagedRow> =
        staged_change::table.filter(staged_change::meeting_id.eq_any(&ids)).select(StagedRow::as_select()).load(db)?;
    let mut titles = by_meeting(titles, |title| &title.meeting_id);
    let mut people = by_meeting(people, |person| &person.meeting_id);
    let mut agreements = by_meeting(agreements, |agreement| &agreement.meeting_id);
    let mut costs = by_meeting(costs, |cost| &cost.meeting_id);
    let mut replies = by_meeting(replies, |reply| &reply.meeting_id);
    let mut staged = by_meeting(staged, |staged| &staged.meeting_id);
    let whole = |(head, plan): (Head, Plan)| {
        let staged = staged.remove(&head.id).and_then(|rows| rows.into_iter().next());
        Ok(Meeting {
            kits: kits.remove(&head.id).unwrap_or_default(),
            titles: titles.remove(&head.id).unwrap_or_default(),
            people: people.remove(&head.id).unwrap_or_default(),
            agreements: agreements.remove(&head.id).unwrap_or_default(),
            costs: costs.remove(&head.id).unwrap_or_default(),
            replies: replies.remove(&head.id).unwrap_or_default(),
            staged: staged.map(readable).transpose()?,
            notes: Vec::new(),
            head,
            plan,
        })
    };
    rows.into_iter().map(whole).collect()
}

fn by_meeting<T>(rows: Vec<T>, of: impl Fn(&T) -> &MeetingId) -> HashMap<MeetingId, Vec<T>> {
    let mut found: HashMap<MeetingId, Vec<T>> = HashMap::new();
    for row in rows {
        found.entry(of(&row).clone()).or_default().push(row);
    }
    found
}

fn readable(row: StagedRow) -> Result<Staged, Error> {
    let id = row.meeting_id.clone();
    Staged::of(row).map_err(|cause| Error::Failed(format!("the staged change of meeting {id}: {cause}").into()))
}

pub fn put_parts(db: &mut Db, row: &Meeting) -> Result<(), Error> {
    for kit in &row.kits {
        diesel::insert_into(meeting_kit::table).values(kit).execute(db)?;
    }
    for title in &row.titles {
        diesel::insert_into(meeting_title::table).values(title).execute(db)?;
    }
    for person in &row.people {
        diesel::insert_into(meeting_person::table).values(person).execute(db)?;
    }
    for yes in &row.agreements {
        diesel::insert_into(agreement::table).values(yes).execute(db)?;
    }
    for cost in &row.costs {
        diesel::insert_into(meeting_cost::table).values(cost).execute(db)?;
    }
    for said in &row.replies {
        diesel::insert_into(reply::table).values(said).execute(db)?;
    }
    if let Some(staged) = &row.staged {
        diesel::insert_into(staged_change::table).values(staged.to_row(&row.head.id)).execute(db)?;
    }
    Ok(())
}

pub fn replace_parts(db: &mut Db, row: &Meeting) -> Result<(), Error> {
    let id = &row.head.id;
    diesel::delete(meeting_kit::table.filter(meeting_kit::meeting_id.eq(id))).execute(db)?;
    diesel::delete(meeting_title::table.filter(meeting_title::meeting_id.eq(id))).execute(db)?;
    diesel::delete(meeting_person::table.filter(meeting_person::meeting_id.eq(id))).execute(db)?;
    diesel::delete(agreement::table.filter(agreement::meeting_id.eq(id))).execute(db)?;
    diesel::delete(meeting_cost::table.filter(meeting_cost::meeting_id.eq(id))).execute(db)?;
    diesel::delete(reply::table.filter(reply::meeting_id.eq(id))).execute(db)?;
    diesel::delete(staged_change::table.find(id)).execute(db)?;
    put_parts(db, row)
}
