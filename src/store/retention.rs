//! Obeying the retention table (opruimen): for each of its rows how much is past its time, and taking that away.

use diesel::prelude::*;

use super::{Db, Error};
use crate::domain::account::{AccountId, IDLE};
use crate::domain::retention::{Kept, Moment, UNDECIDED};
use crate::schema::{
    account, agreement, answer_link, application, attempt, meeting, meeting_person, meeting_title, message, pack_link,
    record_name, recovery_code, reply, sign_in, sign_in_link, submission,
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
        Kept::Messages => {
            late!(message::table.filter(message::state.ne("waiting").and(message::created_at.lt(before))))
        }
        Kept::Accounts => {
            let unused = account::used_at.lt(before).or(account::used_at.is_null().and(account::created_at.lt(before)));
            let ids: Vec<AccountId> =
                account::table.filter(account::name.ne("").and(unused)).select(account::id).load(db)?;
            if way == Way::Remove {
                forget_accounts(db, &ids)?;
            }
            number(ids.len())
        }
        Kept::Packs => late!(pack_link::table.filter(pack_link::meeting_id.eq_any(ended))),
    })
}

/// The row stays, since agreements point at it; nothing in it tells who it was, and nobody can sign in with it.
fn forget_accounts(db: &mut Db, ids: &[AccountId]) -> Result<(), Error> {
    diesel::delete(sign_in::table.filter(sign_in::account_id.eq_any(ids))).execute(db)?;
    diesel::delete(sign_in_link::table.filter(sign_in_link::account_id.eq_any(ids))).execute(db)?;
    diesel::delete(recovery_code::table.filter(recovery_code::account_id.eq_any(ids))).execute(db)?;
    let nobody = (
        account::name.eq(""),
        account::email.eq(""),
        account::email_key.eq(account::id),
        account::password_hash.eq(None::<String>),
        account::totp_secret.eq(None::<String>),
        account::totp_confirmed_at.eq(None::<chrono::NaiveDateTime>),
        account::is_active.eq(false),
        account::version.eq(account::version + 1),
    );
    diesel::update(account::table.filter(account::id.eq_any(ids))).set(nobody).execute(db)?;
    Ok(())
}

fn number(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
