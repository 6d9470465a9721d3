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
    let mut kits: HashMap<MeetingId, Vec<AttachedKit>> = HashMap::new();
    for kit in rows {
        kits.entry(kit.meeting_id.clone()).or_default().push(kit);
    }
    Ok(kits)
}

pub fn with_parts(db: &mut Db, (head, plan): (Head, Plan)) -> Result<Meeting, Error> {
    let staged: Option<StagedRow> =
        staged_change::table.find(&head.id).select(StagedRow::as_select()).first(db).optional()?;
    Ok(Meeting {
        kits: meeting_kit::table
            .filter(meeting_kit::meeting_id.eq(&head.id))
            .order(meeting_kit::position)
            .select(AttachedKit::as_select())
            .load(db)?,
        titles: meeting_title::table
            .filter(meeting_title::meeting_id.eq(&head.id))
            .order(meeting_title::language)
            .select(OwnTitle::as_select())
            .load(db)?,
        people: meeting_person::table
            .filter(meeting_person::meeting_id.eq(&head.id))
            .order(meeting_person::position)
            .select(Person::as_select())
            .load(db)?,
        agreements: agreement::table
            .filter(agreement::meeting_id.eq(&head.id))
            .order(agreement::organisation_id)
            .select(Agreement::as_select())
            .load(db)?,
        costs: meeting_cost::table
            .filter(meeting_cost::meeting_id.eq(&head.id))
            .order(meeting_cost::item)
            .select(Cost::as_select())
            .load(db)?,
        replies: reply::table
            .filter(reply::meeting_id.eq(&head.id))
            .order(reply::organisation_id)
            .select(Reply::as_select())
            .load(db)?,
        staged: staged.map(readable).transpose()?,
        notes: Vec::new(),
        head,
        plan,
    })
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
