//! Every address that a page can point at, typed: the QR codes on paper depend on them.

use crate::domain::meeting::{Head, MeetingId, Visibility};
use crate::language::Lang;

pub const DESK: &str = "/desk";
pub const SIGN_IN: &str = "/desk/aanmelden";
pub const SIGN_OUT: &str = "/desk/afmelden";
pub const MEETINGS: &str = "/desk/meetings";
pub const NEW_MEETING: &str = "/desk/meetings/new";
pub const KITS: &str = "/desk/kits";
pub const ORGANISATION: &str = "/desk/organisatie";
pub const ORGANISATION_FEED: &str = "/desk/organisatie/agenda";
pub const DESK_LANGUAGE: &str = "/desk/taal";

pub fn agenda(language: Lang) -> String {
    format!("/{language}/")
}

pub fn agenda_feed(language: Lang) -> String {
    format!("/{language}/agenda.ics")
}

pub fn practical(language: Lang) -> String {
    format!("/{language}/praktisch")
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

/// `kind` is a handout's word: tips, flyer.
pub fn handout(language: Lang, key: &str, kind: &str) -> String {
    format!("/{language}/m/{key}/{kind}")
}

pub fn handout_pdf(language: Lang, key: &str, kind: &str) -> String {
    format!("/{language}/m/{key}/{kind}.pdf")
}

pub fn organisation_feed(token: &str) -> String {
    format!("/agenda/{token}.ics")
}

pub fn meeting(id: &MeetingId) -> String {
    format!("/desk/meetings/{id}")
}

/// One of the things a meeting has or one can do to it: edit, agreement, publication, draaiboek.pdf ...
pub fn of_meeting(id: &MeetingId, what: &str) -> String {
    format!("/desk/meetings/{id}/{what}")
}

pub fn kit(slug: &str) -> String {
    format!("/desk/kits/{slug}")
}

/// The page of a meeting with the sentence that says what just happened.
pub fn meeting_done(id: &MeetingId, what: &str) -> String {
    format!("/desk/meetings/{id}?gedaan={what}")
}

pub fn sign_in_then(asked: &str) -> String {
    format!("{SIGN_IN}?verder={}", form_urlencoded::byte_serialize(asked.as_bytes()).collect::<String>())
}

/// An address to go on to after signing in: a path on the desk, and nothing else.
pub fn desk_path(asked: &str) -> &str {
    let is_desk = asked == DESK || asked.starts_with("/desk/") || asked.starts_with("/desk?");
    let is_plain = asked.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.?=&%".contains(&byte));
    if is_desk && is_plain && !asked.contains("//") && !asked.contains("..") { asked } else { DESK }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_sent_elsewhere() {
        assert_eq!(desk_path("/desk/meetings?filter=alle"), "/desk/meetings?filter=alle");
        for wrong in [
            "//evil.example",
            "/\\evil",
            "https://evil.example",
            "/desk/../../x",
            "/deskevil",
            "/desk/%0d\n",
            "",
            "/desk//evil",
        ] {
            assert_eq!(desk_path(wrong), DESK, "{wrong}");
        }
    }
}
