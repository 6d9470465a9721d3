//! What is told of several meetings that were proposed at once (samen voorgesteld).

use super::{Contact, doer, evening, message, moment, page_of, plain, whole};
use crate::documents::message::{Letter, Moment};
use crate::domain::meeting::Meeting;
use crate::domain::message::MessageKind;
use crate::store::{self, Db, Error, Pen};
use crate::web::App;
use crate::web::entry::home_of;

/// Who reads of more than one gets one letter with all of them.
pub fn tell_proposed(app: &App, db: &mut Db, pen: &Pen, proposed: &[Meeting]) -> Result<(), Error> {
    let by = doer(db, pen)?;
    let readers = store::outbox::readers(db, proposed)?;
    for account in readers.iter().filter(|account| Some(&account.id) != pen.actor().account_id.as_ref()) {
        let is_theirs = |own: &&Meeting| own.side_of(&account.organisation_id).is_some();
        let meetings: Vec<&Meeting> = proposed.iter().filter(is_theirs).collect();
        let is_asked = account.organisation_id != pen.actor().organisation_id;
        let of_one = if let [meeting] = meetings[..] { Some(meeting) } else { None };
        let together: Vec<Moment> = meetings.iter().map(|meeting| moment(meeting, &meeting.plan)).collect();
        let link = whole(app, &of_one.map_or_else(|| home_of(account), |meeting| page_of(meeting, account)));
        let kind = if of_one.is_some() { MessageKind::Proposed } else { MessageKind::ProposedTogether };
        let what = Letter {
            by: &by,
            evening: of_one.map(evening),
            together: if of_one.is_some() { &[] } else { &together },
            is_asked,
            ..plain(kind, Contact::of(account), &link)
        };
        let mut message = message(app, Contact::of(account), &what, Some(pen));
        message.meeting_id = of_one.map(|meeting| meeting.head.id.clone());
        store::outbox::put(db, &message)?;
    }
    Ok(())
}
