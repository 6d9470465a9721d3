//! Every address that a page can point at, typed: the QR codes on paper depend on them.

mod onward;
#[cfg(test)]
mod tests;
mod upkeep;

use crate::domain::application::ApplicationId;
use crate::domain::meeting::{Head, MeetingId, Visibility};
use crate::domain::message::MessageId;
use crate::domain::organisation::OrganisationId;
use crate::domain::proposal::ProposalId;
use crate::language::{Lang, Language};

pub use onward::{desk_path, entry_then, own_path, sign_in_for, sign_in_then};
pub use upkeep::*;

pub const DESK: &str = "/desk";
pub const SIGN_IN: &str = "/desk/aanmelden";
pub const SIGN_OUT: &str = "/desk/afmelden";
pub const MEETINGS: &str = "/desk/meetings";
pub const OUTBOX: &str = "/desk/post";
pub const KITS: &str = "/desk/kits";
pub const TRANSLATIONS: &str = "/desk/vertalingen";
pub const ORGANISATION: &str = "/desk/organisatie";
pub const APPLICATIONS: &str = "/desk/aanvragen";
pub const PARTNERS: &str = "/desk/partners";
pub const PROPOSALS: &str = "/desk/voorstellen";
pub const DESK_LANGUAGE: &str = "/desk/taal";
pub const SIGN_INS: &str = "/desk/aanmeldingen";
pub const SECOND_STEP: &str = "/desk/tweede-stap";
pub const COLLEAGUES: &str = "/desk/collegas";
pub const SUGGESTIONS: &str = "/desk/avonden";
pub const SEASON: &str = "/desk/seizoen";
pub const DRAFTS: &str = "/desk/concepten";
pub const DISCARD: &str = "/desk/concepten/weg";
pub const PROPOSE: &str = "/desk/concepten/voorstellen";
pub const BOARD: &str = "/desk/bord";
pub const BOARD_PDF: &str = "/desk/bord.pdf";
pub const AVAILABILITY: &str = "/desk/beschikbaarheid";
/// One's own, in the place of a room.
pub const OWN_TIME: &str = "ik";
/// When a host can, among her pages.
pub const HOST_TIMES: &str = "tijden";
/// What the secret addresses of calendars begin with.
pub const FEEDS: &str = "/agenda/";

pub fn agenda(language: Lang) -> String {
    format!("/{language}/")
}

pub fn agenda_feed(language: Lang) -> String {
    format!("/{language}/agenda.ics")
}

pub fn practical(language: Lang) -> String {
    format!("/{language}/praktisch")
}

/// Where a self-organisation asks to take part.
pub fn join(language: Lang) -> String {
    format!("/{language}/meedoen")
}

/// What happens next, after it asked.
pub fn joined(language: Lang) -> String {
    format!("/{language}/meedoen/dank")
}

pub fn privacy(language: Lang) -> String {
    format!("/{language}/privacy")
}

pub fn accessibility(language: Lang) -> String {
    format!("/{language}/toegankelijkheid")
}

pub fn application(id: &ApplicationId) -> String {
    format!("{APPLICATIONS}/{id}")
}

/// Deciding on an application: admission or refusal.
pub fn of_application(id: &ApplicationId, what: &str) -> String {
    format!("{APPLICATIONS}/{id}/{what}")
}

pub fn partner(id: &OrganisationId) -> String {
    format!("{PARTNERS}/{id}")
}

/// What belongs to a partner: toegang.
pub fn of_partner(id: &OrganisationId, what: &str) -> String {
    format!("{PARTNERS}/{id}/{what}")
}

/// The sign-in page in a language; the desk has its own, [`SIGN_IN`].
pub fn entry(language: Lang) -> String {
    format!("/{}/in", written(language))
}

/// A link that signs somebody in.
pub fn entry_link(language: Lang, token: &str) -> String {
    format!("{}/{token}", entry(language))
}

/// Where the code of the second step goes.
pub fn entry_code(language: Lang) -> String {
    format!("{}/code", entry(language))
}

/// Where somebody who was invited chooses a password.
pub fn new_password(language: Lang) -> String {
    format!("/{}/wachtwoord", written(language))
}

/// Addresses exist in written languages only.
fn written(language: Lang) -> Lang {
    if language.is_written { language } else { Language::dutch() }
}

/// What opens the meeting for those who have its link: the code when it is public, else the secret.
pub fn key(head: &Head) -> &str {
    match head.visibility {
        Visibility::Public => &head.code,
        Visibility::LinkOnly => &head.secret,
    }
}

pub fn invitation(language: Lang, key: &str) -> String {
    format!("/{language}/m/{key}")
}

pub fn invitation_calendar(language: Lang, key: &str) -> String {
    format!("/{language}/m/{key}.ics")
}

/// The host's first page.
pub fn host(language: Lang) -> String {
    format!("/{}/wij", written(language))
}

/// One of the host's pages: voorstel, organisatie, verteld, or an evening by its identifier.
pub fn host_page(language: Lang, what: &str) -> String {
    format!("/{}/wij/{what}", written(language))
}

pub fn host_meeting(language: Lang, id: &MeetingId) -> String {
    host_page(language, id.as_str())
}

/// Something to do to an evening there: akkoord, antwoord, bericht ...
pub fn host_of_meeting(language: Lang, id: &MeetingId, what: &str) -> String {
    host_page(language, &format!("{id}/{what}"))
}

/// One of the host's pages in this language, whatever language it was asked in; her first page when it is none.
pub fn host_path(asked: &str, language: Lang) -> String {
    match host_rest(asked) {
        Some(rest) => format!("/{language}/wij{rest}"),
        None => host(language),
    }
}

/// What follows `/xx/wij` in an address of the host's pages.
fn host_rest(asked: &str) -> Option<&str> {
    let (code, rest) = asked.strip_prefix('/')?.split_once('/')?;
    let rest = rest.strip_prefix("wij")?;
    let is_host = Language::written().any(|language| language.code == code);
    let is_whole = rest.is_empty() || rest.starts_with('/') || rest.starts_with('?');
    let is_plain = rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.?=&%".contains(&byte));
    (is_host && is_whole && is_plain && !rest.contains("//") && !rest.contains("..")).then_some(rest)
}

/// Where a one-time link answers for one meeting.
pub fn answer(language: Lang, token: &str) -> String {
    format!("/{language}/a/{token}")
}

/// `kind` is a handout's word: tips, flyer.
pub fn handout(language: Lang, key: &str, kind: &str) -> String {
    format!("/{language}/m/{key}/{kind}")
}

/// Changes with the picture, so that a browser may keep it for ever.
pub fn logo(hash: &str) -> String {
    format!("/logo/{hash}.png")
}

pub fn handout_pdf(language: Lang, key: &str, kind: &str) -> String {
    format!("/{language}/m/{key}/{kind}.pdf")
}

/// The evening as an image to send on.
pub fn picture(language: Lang, key: &str) -> String {
    format!("/{language}/m/{key}/plaatje.png")
}

/// A secret calendar: of an organisation, or of somebody who plans.
pub fn feed(token: &str) -> String {
    format!("{FEEDS}{token}.ics")
}

/// How an evening, or the list of them, comes into a phone's calendar.
pub fn explanation(language: Lang) -> String {
    format!("/{}/agenda-uitleg", written(language))
}

/// The same for a calendar behind a secret address.
pub fn own_explanation(language: Lang) -> String {
    format!("{}/eigen", explanation(language))
}

/// The same, for who comes from one of the pages with such an address, by its word.
pub fn own_explanation_from(language: Lang, from: &str) -> String {
    format!("{}?van={from}", own_explanation(language))
}

pub fn message(id: &MessageId) -> String {
    format!("{OUTBOX}/{id}")
}

pub fn meeting(id: &MeetingId) -> String {
    format!("/desk/meetings/{id}")
}

/// An address with what it fills in: a meeting's form, or a search.
pub fn filled<'a>(path: &str, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    // Where somebody goes on to after signing in has no plus: paths of ours have none.
    format!("{path}?{}", query.replace('+', "%20"))
}

/// One of the things a meeting has or one can do to it: edit, agreement, publication, draaiboek.pdf ...
pub fn of_meeting(id: &MeetingId, what: &str) -> String {
    format!("/desk/meetings/{id}/{what}")
}

/// The facilitator's folder.
pub fn pack(language: Lang, token: &str) -> String {
    format!("/{language}/p/{token}")
}

pub fn kit(slug: &str) -> String {
    format!("/desk/kits/{slug}")
}

/// One version of a kit.
pub fn kit_version(slug: &str, version: i32) -> String {
    format!("/desk/kits/{slug}?versie={version}")
}

/// What one does with a draft: versies/2, versies/2/teksten, versies/2/vrijgave ...
pub fn of_kit(slug: &str, version: i32, what: &str) -> String {
    format!("/desk/kits/{slug}/versies/{version}{what}")
}

/// The texts of a version in a language, beside the Dutch.
pub fn translation(slug: &str, version: i32, language: Lang) -> String {
    format!("{TRANSLATIONS}/{slug}/{version}/{language}")
}

/// The page of a meeting with the sentence that says what just happened.
pub fn meeting_done(id: &MeetingId, what: &str) -> String {
    format!("/desk/meetings/{id}?gedaan={what}")
}

pub fn proposal(id: &ProposalId) -> String {
    format!("{PROPOSALS}/{id}")
}

/// What one can do with a proposal: overname, afwijzing.
pub fn of_proposal(id: &ProposalId, what: &str) -> String {
    format!("{PROPOSALS}/{id}/{what}")
}

pub fn proposals_done(what: &str) -> String {
    format!("{PROPOSALS}?gedaan={what}")
}

/// An address by its pattern, with what stands in another address in the same places.
pub fn fill(pattern: &str, address: &str, language: Lang) -> String {
    let segments = pattern.split('/').zip(address.split('/').chain(std::iter::repeat("")));
    let filled = segments.map(|(hole, segment)| match hole {
        "{lang}" => language.code,
        hole if hole.starts_with('{') => segment,
        word => word,
    });
    filled.collect::<Vec<_>>().join("/")
}
