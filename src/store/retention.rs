//! Obeying the retention table (opruimen): for each of its rows how much is past its time, and taking that away.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{Db, Error};
use crate::domain::account::{Account, AccountId, IDLE, Role};
use crate::domain::organisation::{OrganisationId, OrganisationKind};
use crate::domain::retention::{Kept, Moment, UNDECIDED};
use crate::schema::{
    account, agreement, answer_link, application, attempt, availability_window, busy_time, feed, meeting,
    meeting_person, meeting_title, message, organisation, pack_link, record_name, reply, sign_in, sign_in_link,
    submission,
};

/// Whether rows are counted, or go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Count,
    Remove,
}

/// How many rows are kept longer than promised: none, when the job has run.
pub fn overdue(db: &mut Db, kept: Kept, moment: Moment) -> Result<i64, Error> {
    walk(db, kept, moment, Way::Count)
}

/// Takes away what is past its time; says how many rows went or were emptied.
pub fn clear(db: &mut Db, kept: Kept, moment: Moment) -> Result<i64, Error> {
    walk(db, kept, moment, Way::Remove)
}

/// The proof and the removal look at the same rows, because they are written down once.
fn walk(db: &mut Db, kept: Kept, moment: Moment, way: Way) -> Result<i64, Error> {
    macro_rules! late {
        ($rows:expr) => {
            match way {
                Way::Count => $rows.count().get_result::<i64>(db)?,
                Way::Remove => number(diesel::delete($rows).execute(db)?),
            }
        };
        ($rows:expr, emptied as $values:expr) => {
            match way {
                Way::Count => $rows.count().get_result::<i64>(db)?,
                Way::Remove => number(diesel::update($rows).set($values).execute(db)?),
            }
        };
    }
    let before = moment.before(kept);
    let ended = meeting::table.filter(meeting::ends_at.lt(before)).select(meeting::id);
    Ok(match kept {
        Kept::People => late!(meeting_person::table.filter(meeting_person::meeting_id.eq_any(ended))),
        Kept::Names => late!(record_name::table.filter(record_name::at.lt(before))),
        Kept::MeetingNames => {
            let titles = meeting_title::meeting_id.eq_any(ended).and(meeting_title::read_by.ne(""));
            let overridden = meeting::ends_at.lt(before).and(meeting::override_by.is_not_null());
            late!(meeting_title::table.filter(titles), emptied as meeting_title::read_by.eq(""))
                + late!(meeting::table.filter(overridden), emptied as meeting::override_by.eq(None::<String>))
        }
        Kept::Answers => {
            let spoken = agreement::meeting_id.eq_any(ended).and(agreement::spoke_with.ne(""));
            late!(agreement::table.filter(spoken), emptied as agreement::spoke_with.eq(""))
                + late!(reply::table.filter(reply::meeting_id.eq_any(ended)))
        }
        Kept::Attempts => late!(attempt::table.filter(attempt::window_start.lt(before))),
        Kept::SignIns => {
            late!(sign_in::table.filter(sign_in::created_at.lt(before).or(sign_in::seen_at.lt(moment.utc - IDLE))))
        }
        Kept::Links => {
            // A host's own phone comes in again by an entry that it used: that one goes when it ends.
            let used = sign_in_link::used_at.lt(before).and(sign_in_link::purpose.ne("entry"));
            late!(sign_in_link::table.filter(sign_in_link::expires_at.lt(before).or(used)))
                + late!(
                    answer_link::table.filter(answer_link::expires_at.lt(before).or(answer_link::used_at.lt(before)))
                )
        }
        Kept::Submissions => late!(submission::table.filter(submission::created_at.lt(before))),
        Kept::Applications => {
            let declined = application::state.eq("declined").and(application::decided_at.lt(before));
            let waiting = application::state.eq("waiting").and(application::created_at.lt(moment.utc - UNDECIDED));
            // The contact person of an admitted one stands with the organisation.
            let admitted = application::state
                .eq("admitted")
                .and(application::decided_at.lt(before))
                .and(application::contact_name.ne(""));
            let nobody = (
                application::contact_name.eq(""),
                application::contact_phone.eq(""),
                application::contact_email.eq(""),
                application::wish.eq(""),
            );
            late!(application::table.filter(declined.or(waiting)))
                + late!(application::table.filter(admitted), emptied as nobody)
        }
        // Also those that still wait: without a mail server nobody sends them.
        Kept::Messages => late!(message::table.filter(message::created_at.lt(before))),
        Kept::Accounts => {
            let unused = account::used_at.lt(before).or(account::used_at.is_null().and(account::created_at.lt(before)));
            let last_ones = last_ones(db)?;
            let unused = account::name.ne("").and(unused).and(account::id.ne_all(last_ones));
            let ids: Vec<AccountId> = account::table.filter(unused).select(account::id).load(db)?;
            if way == Way::Remove {
                super::account::empty(db, &ids)?;
            }
            // Of a secret address, the use is that a calendar asks for it.
            let asked = feed::used_on.lt(before.date()).or(feed::used_on.is_null().and(feed::created_at.lt(before)));
            number(ids.len()) + late!(feed::table.filter(asked))
        }
        Kept::Availability => {
            let today = before.date();
            late!(busy_time::table.filter(busy_time::ends_at.lt(before)))
                + late!(availability_window::table.filter(availability_window::last_day.lt(today)))
        }
        Kept::Packs => late!(pack_link::table.filter(pack_link::meeting_id.eq_any(ended))),
    })
}

/// Who led last in each organisation that takes part. Without them nobody could ask anybody in, and the organisation
/// could not ask anew under its own name.
fn last_ones(db: &mut Db) -> Result<Vec<AccountId>, Error> {
    let leading: Vec<(Account, OrganisationKind)> = account::table
        .inner_join(organisation::table)
        .filter(organisation::is_admitted.eq(true).and(account::is_active.eq(true)).and(account::name.ne("")))
        .select((Account::as_select(), organisation::kind))
        .load(db)?;
    let mut last: HashMap<OrganisationId, Account> = HashMap::new();
    for (row, _) in leading.into_iter().filter(|(row, kind)| row.role == Role::leading(*kind)) {
        let since = |row: &Account| (row.used_at, row.created_at);
        if last.get(&row.organisation_id).is_none_or(|other| since(other) < since(&row)) {
            last.insert(row.organisation_id.clone(), row);
        }
    }
    Ok(last.into_values().map(|row| row.id).collect())
}

fn number(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
