//! Who hears of what happened (bericht geven): in the transaction of the deed, so that nothing is told that did not happen.

mod proposed;

use chrono::NaiveDateTime;

pub use proposed::tell_proposed;

use super::entry::home_of;
use super::public::face::{Face, host_name};
use super::{App, paths};
use crate::documents::calendar::{self, Method, Party};
use crate::documents::message::{self as letter, Evening, Late, Letter, Moment};
use crate::domain::account::{Account, Role};
use crate::domain::meeting::{Meeting, MeetingId, Side};
use crate::domain::message::{CalendarMethod, Message, MessageId, MessageKind, MessageState};
use crate::domain::neutral;
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::Plan;
use crate::domain::proposal::ProposalHead;
use crate::domain::record::Note;
use crate::language::{Lang, Language};
use crate::store::{self, Db, Error, Pen};

/// Puts what the notes tell into the outbox, for the people of both owners. The doer knows it, but her calendar does
/// not: she hears of what changes an entry too.
pub fn tell(app: &App, db: &mut Db, pen: &Pen, meeting: &Meeting, notes: &[Note]) -> Result<(), Error> {
    let has_both = meeting.has_agreed(Side::Support) && meeting.has_agreed(Side::Host);
    let Some(kind) = MessageKind::of(notes, has_both).filter(|kind| is_worth_telling(*kind, meeting)) else {
        return Ok(());
    };
    let by = doer(db, pen)?;
    let organiser = organiser(db, meeting)?;
    let method = kind.calendar_method().filter(|_| meeting.is_out());
    for account in store::outbox::readers(db, std::slice::from_ref(meeting))? {
        let is_doer = Some(&account.id) == pen.actor().account_id.as_ref();
        if is_doer && method.is_none() {
            continue;
        }
        let side = meeting.side_of(&account.organisation_id);
        let is_own = account.organisation_id == pen.actor().organisation_id;
        let link = whole(app, &page_of(meeting, &account));
        let what = Letter {
            by: &by,
            evening: Some(evening(meeting)),
            is_asked: side.is_some_and(|side| is_asked(kind, meeting, side, is_own)),
            ..plain(kind, Contact::of(&account), &link)
        };
        let mut message = message(app, Contact::of(&account), &what, Some(pen));
        (message.meeting_id, message.number) = (Some(meeting.head.id.clone()), meeting.head.sequence);
        if let Some(method) = method {
            message.calendar = entry(app, meeting, &account, method, &organiser);
            message.calendar_method = message.calendar.is_some().then_some(method);
        }
        store::outbox::put(db, &message)?;
    }
    Ok(())
}

/// Tells the contact of a self-organisation that it is let in; `link` is where they begin.
pub fn tell_admitted(app: &App, db: &mut Db, pen: &Pen, account: &Account, link: &str) -> Result<(), Error> {
    tell_with_link(app, db, pen, MessageKind::Admitted, account, link)
}

/// Somebody who has no account.
#[derive(Clone, Copy, Debug)]
pub struct Contact<'a> {
    pub name: &'a str,
    pub address: &'a str,
    pub language: Lang,
}

/// Tells the contact of a self-organisation that it is not let in. Why stands in no mail: that is said in person.
pub fn tell_declined(app: &App, db: &mut Db, pen: &Pen, contact: Contact<'_>) -> Result<(), Error> {
    if contact.address.is_empty() {
        return Ok(());
    }
    let what = Letter { by: &doer(db, pen)?, ..plain(MessageKind::Declined, contact, "") };
    store::outbox::put(db, &message(app, contact, &what, Some(pen)))
}

/// Tells a new colleague where to begin.
pub fn tell_invited(app: &App, db: &mut Db, pen: &Pen, account: &Account, link: &str) -> Result<(), Error> {
    tell_with_link(app, db, pen, MessageKind::Invited, account, link)
}

/// Sends somebody the link that they asked for. No desk shows it. Where nobody has the address, the same is written, and
/// goes to nobody.
pub fn tell_sign_in_link(app: &App, db: &mut Db, account: Option<&Account>, link: &str) -> Result<(), Error> {
    let nobody = Contact { name: "", address: "", language: Language::dutch() };
    let (to, link) = (account.map_or(nobody, Contact::of), whole(app, link));
    let what = Letter { is_asked: true, ..plain(MessageKind::SignInLink, to, &link) };
    store::outbox::put_asked(db, &message(app, to, &what, None))
}

/// Tells one organisation what became of a proposal (voorstel): `page` is where the reader goes on.
pub fn tell_wish(
    app: &App,
    db: &mut Db,
    pen: &Pen,
    kind: MessageKind,
    organisations: &[&OrganisationId],
    page: &str,
) -> Result<(), Error> {
    let (by, link) = (doer(db, pen)?, whole(app, page));
    for organisation in organisations {
        for account in store::outbox::readers_of(db, organisation)? {
            if Some(&account.id) == pen.actor().account_id.as_ref() {
                continue;
            }
            let is_asked = **organisation != pen.actor().organisation_id;
            let what = Letter { by: &by, is_asked, ..plain(kind, Contact::of(&account), &link) };
            store::outbox::put(db, &message(app, Contact::of(&account), &what, Some(pen)))?;
        }
    }
    Ok(())
}

/// Tells the self-organisation what its proposal came to.
pub fn tell_wish_decided(
    app: &App,
    db: &mut Db,
    pen: &Pen,
    kind: MessageKind,
    proposal: &ProposalHead,
) -> Result<(), Error> {
    tell_wish(app, db, pen, kind, &[&proposal.host_id], &paths::proposal(&proposal.id))
}

/// Tells one person, once a day, at which meetings something is late.
pub fn tell_overdue(app: &App, db: &mut Db, account: &Account, late: &[Late]) -> Result<(), Error> {
    let link = whole(app, &home_of(account));
    let page = match account.role {
        Role::Host => paths::host_page(account.language(), "aanmelding"),
        _ => paths::SIGN_INS.to_owned(),
    };
    let switch = format!("{}#digest", whole(app, &page));
    let what = Letter { late, switch: &switch, ..plain(MessageKind::Overdue, Contact::of(account), &link) };
    let mut message = message(app, Contact::of(account), &what, None);
    message.organisation_id = Some(account.organisation_id.clone());
    store::outbox::put(db, &message)
}

/// An account without an address gets its link from somebody's hand instead.
fn tell_with_link(
    app: &App,
    db: &mut Db,
    pen: &Pen,
    kind: MessageKind,
    account: &Account,
    link: &str,
) -> Result<(), Error> {
    if account.email.is_empty() {
        return Ok(());
    }
    let (by, link) = (doer(db, pen)?, whole(app, link));
    let what = Letter { by: &by, is_asked: true, ..plain(kind, Contact::of(account), &link) };
    store::outbox::put(db, &message(app, Contact::of(account), &what, Some(pen)))
}

impl<'a> Contact<'a> {
    fn of(account: &'a Account) -> Self {
        Self { name: &account.name, address: &account.email, language: account.language() }
    }
}

fn plain<'a>(kind: MessageKind, to: Contact<'a>, link: &'a str) -> Letter<'a> {
    let Contact { name, language, .. } = to;
    Letter {
        kind,
        language,
        to_name: name,
        by: "",
        evening: None,
        is_asked: false,
        link,
        together: &[],
        late: &[],
        switch: "",
    }
}

/// The row, still without a meeting.
fn message(app: &App, to: Contact<'_>, what: &Letter<'_>, pen: Option<&Pen>) -> Message {
    let written = letter::write(what);
    let id = MessageId::new(app.clock.millis(), app.clock.chance());
    let now = app.clock.utc();
    Message {
        kind: what.kind,
        organisation_id: pen.map(|pen| pen.actor().organisation_id.clone()),
        account_id: pen.and_then(|pen| pen.actor().account_id.clone()),
        meeting_id: None::<MeetingId>,
        number: 0,
        to_name: to.name.to_owned(),
        to_address: to.address.to_owned(),
        language: what.language.code.to_owned(),
        subject: written.subject,
        text: written.text,
        html: written.html,
        calendar: None,
        calendar_method: None,
        message_id: format!("<{id}@{}>", host_name(app)),
        state: MessageState::Waiting,
        tries: 0,
        due_at: now,
        lease: None,
        leased_until: None,
        last_trouble: None,
        created_at: now,
        sent_at: None,
        id,
    }
}

/// A draft is edited many times before anybody is asked anything.
fn is_worth_telling(kind: MessageKind, meeting: &Meeting) -> bool {
    let has_a_yes = !meeting.agreements.is_empty() || meeting.is_out();
    kind != MessageKind::Changed || has_a_yes
}

/// Whether the next step is this side's. What is the same for both is asked of both.
fn is_asked(kind: MessageKind, meeting: &Meeting, side: Side, is_own: bool) -> bool {
    match kind {
        MessageKind::Proposed | MessageKind::YesEnded => !meeting.has_agreed(side),
        MessageKind::ChangeStaged => meeting.has_change_for(side),
        MessageKind::ChangeAgreed => meeting.staged_by() == Some(side),
        MessageKind::PhoneYes | MessageKind::OtherDate | MessageKind::CallMe => !is_own,
        MessageKind::Published | MessageKind::Moved => side == Side::Host,
        MessageKind::Cancelled => side == Side::Host && meeting.is_out(),
        _ => true,
    }
}

/// Hosts have pages of their own, in their language.
fn page_of(meeting: &Meeting, account: &Account) -> String {
    let language = account.language();
    match account.role {
        Role::Host if language.is_written => paths::host_meeting(language, &meeting.head.id),
        Role::Host => paths::host_meeting(Language::dutch(), &meeting.head.id),
        _ => paths::meeting(&meeting.head.id),
    }
}

/// "Anna, Opvoedpunt"; the organisation alone for who came by a link.
fn doer(db: &mut Db, pen: &Pen) -> Result<String, Error> {
    let organisation = store::organisation::find(db, &pen.actor().organisation_id)?.name;
    Ok(match pen.actor().name.as_str() {
        "" => organisation,
        name => format!("{name}, {organisation}"),
    })
}

fn evening(meeting: &Meeting) -> Evening {
    let moved_now = meeting.head.moved_at.is_some_and(|at| at == meeting.head.changed_at);
    let was: Option<NaiveDateTime> = meeting.head.moved_from.filter(|was| moved_now && *was != meeting.plan.starts_at);
    let becomes = meeting.staged.as_ref().map(|staged| moment(meeting, &staged.plan));
    Evening { now: moment(meeting, &meeting.plan), was, becomes }
}

/// As neutral as the entry of the calendar: a place that the host withholds stands in no mail either.
fn moment(meeting: &Meeting, plan: &Plan) -> Moment {
    Moment {
        starts_at: plan.starts_at,
        ends_at: plan.ends_at,
        whereabouts: match meeting.head.shows_place && plan.has_place() {
            true => format!("{}, {}", plan.municipality, plan.venue),
            false => plan.municipality.clone(),
        },
    }
}

/// Who asks: the same for as long as the meeting is, and no word more than that it comes from here.
fn organiser(db: &mut Db, meeting: &Meeting) -> Result<String, Error> {
    let town = store::organisation::find(db, &meeting.head.support_id)?.municipality;
    let name = format!("Aan Tafel, {town}");
    Ok(if town.is_empty() || neutral::loaded_word(&name).is_some() { "Aan Tafel".to_owned() } else { name })
}

fn entry(app: &App, meeting: &Meeting, account: &Account, method: CalendarMethod, organiser: &str) -> Option<String> {
    let entry = Face::of_meeting(meeting, &app.reference(), account.language()).entry(app)?;
    let method = match method {
        CalendarMethod::Request => Method::Request,
        CalendarMethod::Cancel => Method::Cancel,
    };
    let organiser = Party { name: organiser, address: &app.config.mail_from };
    calendar::request(method, &entry, organiser, Party { name: &account.name, address: &account.email })
}

/// The address with the host before it.
fn whole(app: &App, path: &str) -> String {
    if path.starts_with('/') { format!("{}{path}", app.config.base_url) } else { path.to_owned() }
}
