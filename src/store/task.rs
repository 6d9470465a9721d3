//! The readiness list (gereedheidslijst): only what differs from the usual has a row.

use chrono::{Days, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::database::MultiBackend;
use super::meeting::{find, find_all, is_of};
use super::record::Pen;
use super::{Db, Error, Scope, hold, is_duplicate};
use crate::domain::cost::CostItem;
use crate::domain::meeting::{Head, Meeting, MeetingId, State};
use crate::domain::person::Person;
use crate::domain::plan::Plan;
use crate::domain::record::Note;
use crate::domain::task::{self as readiness, Overdue, Staffing, Task, TaskItem, TaskRow};
use crate::schema::{meeting, meeting_cost, meeting_person, task};

/// The list of a meeting that the scope owns a side of.
pub fn of_meeting(db: &mut Db, scope: &Scope, meeting: &Meeting) -> Result<Vec<Task>, Error> {
    let own = meeting::table.find(&meeting.head.id).filter(is_of(scope)).select(meeting::id);
    let rows: Vec<TaskRow> = task::table.filter(task::meeting_id.eq_any(own)).select(TaskRow::as_select()).load(db)?;
    Ok(readiness::list(&meeting.head, &meeting.plan, &staffing(meeting), &rows))
}

/// Changes one line and writes down what was done, if nobody changed the line since `version`.
pub fn change(
    db: &mut Db,
    scope: &Scope,
    id: &MeetingId,
    (item, version): (TaskItem, i32),
    pen: &Pen,
    decide: impl FnOnce(&mut Task) -> Note,
) -> Result<(), Error> {
    hold::meeting(db, id)?;
    let meeting = find(db, id, scope)?;
    let tasks = of_meeting(db, scope, &meeting)?;
    let mut line = tasks.into_iter().find(|task| task.item == item).ok_or(Error::NotFound)?;
    if line.version != version {
        return Err(Error::Stale(Box::new(meeting)));
    }
    let note = decide(&mut line);
    line.version += 1;
    let done_by = line.done_at.and(pen.actor().account_id.as_ref()).map(ToString::to_string);
    let row = line.to_row(&meeting.head, done_by);
    if !keep(db, &row, version)? {
        return Err(Error::Stale(Box::new(meeting)));
    }
    pen.write(db, Some(id), &note)
}

/// Carries over to new meetings who sees to what and when, where that is not as usual; not whether it is done.
pub fn carry(db: &mut Db, scope: &Scope, from: &MeetingId, to: &[MeetingId]) -> Result<(), Error> {
    let pairs: Vec<(MeetingId, MeetingId)> = to.iter().map(|to| (from.clone(), to.clone())).collect();
    carry_each(db, scope, &pairs)
}

/// The same for several, each from its own: what is read is read once, however many they are.
pub fn carry_each(db: &mut Db, scope: &Scope, pairs: &[(MeetingId, MeetingId)]) -> Result<(), Error> {
    if pairs.is_empty() {
        return Ok(());
    }
    let from: Vec<MeetingId> = pairs.iter().map(|(from, _)| from.clone()).collect();
    let to: Vec<&MeetingId> = pairs.iter().map(|(_, to)| to).collect();
    let sources = find_all(db, &from, scope)?;
    let found: Vec<&MeetingId> = sources.iter().map(|source| &source.head.id).collect();
    let rows: Vec<TaskRow> =
        task::table.filter(task::meeting_id.eq_any(&found)).select(TaskRow::as_select()).load(db)?;
    let heads: Vec<Head> =
        meeting::table.filter(is_of(scope)).filter(meeting::id.eq_any(to)).select(Head::as_select()).load(db)?;
    let what = |task: &Task| (task.side, task.days_before, task.is_needed);
    for (from, to) in pairs {
        let source = sources.iter().find(|source| source.head.id == *from).ok_or(Error::NotFound)?;
        let Some(head) = heads.iter().find(|head| head.id == *to) else { continue };
        let list = |rows: &[TaskRow]| readiness::list(&source.head, &source.plan, &staffing(source), rows);
        let (own, usual) = (list(&rows), list(&[]));
        for (own, _) in own.iter().zip(&usual).filter(|(own, usual)| what(own) != what(usual)) {
            let row = Task { version: 1, done_at: None, ..own.clone() }.to_row(head, None);
            diesel::insert_into(task::table).values(&row).execute(db)?;
        }
    }
    Ok(())
}

/// Whether new meetings of the scope need these, where that is not as usual or as it was carried over.
pub fn need_each(db: &mut Db, scope: &Scope, needs: &[(MeetingId, TaskItem, bool)]) -> Result<(), Error> {
    if needs.is_empty() {
        return Ok(());
    }
    let ids: Vec<MeetingId> = needs.iter().map(|(id, ..)| id.clone()).collect();
    let meetings = find_all(db, &ids, scope)?;
    let rows: Vec<TaskRow> = task::table.filter(task::meeting_id.eq_any(&ids)).select(TaskRow::as_select()).load(db)?;
    for (id, item, is_needed) in needs {
        let meeting = meetings.iter().find(|meeting| meeting.head.id == *id).ok_or(Error::NotFound)?;
        let list = readiness::list(&meeting.head, &meeting.plan, &staffing(meeting), &rows);
        let differs = list.into_iter().find(|task| task.item == *item && task.is_needed != *is_needed);
        let Some(line) = differs else { continue };
        let (version, line) = (line.version, Task { version: line.version + 1, is_needed: *is_needed, ..line });
        if !keep(db, &line.to_row(&meeting.head, None), version)? {
            return Err(Error::NotFound);
        }
    }
    Ok(())
}

/// What the scope's organisation should have done by now, the first meeting first.
pub fn overdue(db: &mut Db, scope: &Scope, today: NaiveDate) -> Result<Vec<Overdue>, Error> {
    let own = watched(today).filter(is_of(scope));
    let rows = own.select((Head::as_select(), Plan::as_select())).load(db)?;
    let mut late = late(db, rows, today)?;
    late.retain(|late| late.organisation_id == *scope.organisation());
    Ok(late)
}

/// The same of all organisations, for the job that tells them.
pub fn overdue_of_everybody(db: &mut Db, today: NaiveDate) -> Result<Vec<Overdue>, Error> {
    let rows = watched(today).select((Head::as_select(), Plan::as_select())).load(db)?;
    late(db, rows, today)
}

/// The rows are guarded by their version, so of two who are at it one is told.
fn keep(db: &mut Db, row: &TaskRow, version: i32) -> Result<bool, Error> {
    if version > 0 {
        let own = task::table.find((&row.meeting_id, row.item)).filter(task::version.eq(version));
        return Ok(diesel::update(own).set(row).execute(db)? == 1);
    }
    match db.transaction(|db| diesel::insert_into(task::table).values(row).execute(db)) {
        Ok(_) => Ok(true),
        Err(cause) if is_duplicate(&cause) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

/// After two months nobody asks for the evaluation any more.
const ASKED_AFTER: Days = Days::new(60);

type Watched = diesel::helper_types::IntoBoxed<'static, meeting::table, MultiBackend>;

fn watched(today: NaiveDate) -> Watched {
    let from: NaiveDateTime = (today - ASKED_AFTER).and_hms_opt(0, 0, 0).expect("midnight is a time");
    meeting::table
        .filter(meeting::state.eq_any([State::Agreed, State::Published, State::Held]))
        .filter(meeting::starts_at.ge(from))
        .order((meeting::starts_at, meeting::code))
        .into_boxed()
}

/// In a fixed number of queries, however many meetings there are.
fn late(db: &mut Db, rows: Vec<(Head, Plan)>, today: NaiveDate) -> Result<Vec<Overdue>, Error> {
    let ids: Vec<&MeetingId> = rows.iter().map(|(head, _)| &head.id).collect();
    let tasks: Vec<TaskRow> =
        task::table.filter(task::meeting_id.eq_any(&ids)).select(TaskRow::as_select()).load(db)?;
    let people: Vec<Person> =
        meeting_person::table.filter(meeting_person::meeting_id.eq_any(&ids)).select(Person::as_select()).load(db)?;
    let interpreted: Vec<MeetingId> = meeting_cost::table
        .filter(meeting_cost::meeting_id.eq_any(&ids).and(meeting_cost::item.eq(CostItem::Interpreter)))
        .select(meeting_cost::meeting_id)
        .load(db)?;
    let staffing = Staffing { people, interpreted };
    let of_meeting = |(head, plan): &(Head, Plan)| {
        let list = readiness::list(head, plan, &staffing, &tasks);
        readiness::overdue(head, plan, &list, today)
    };
    Ok(rows.iter().flat_map(of_meeting).collect())
}

fn staffing(meeting: &Meeting) -> Staffing {
    let is_paid = meeting.costs.iter().any(|cost| cost.item == CostItem::Interpreter);
    let interpreted = is_paid.then(|| meeting.head.id.clone()).into_iter().collect();
    Staffing { people: meeting.people.clone(), interpreted }
}
