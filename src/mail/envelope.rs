//! A message as mail programs read it (MIME): text, HTML and, for staff, the calendar entry.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message as Mail};

use crate::domain::message::Message;

/// What the reader sees it comes from.
const FROM_NAME: &str = "Aan Tafel";

/// `None` when nobody can be written to at that address.
///
/// All parts are base64: quoted-printable breaks Outlook. The date is that of the message, so that one that comes twice
/// is the same twice.
pub fn write(message: &Message, from: &str) -> Option<Mail> {
    let from: Address = from.parse().ok()?;
    let to: Address = message.to_address.parse().ok()?;
    let created_at = DateTime::<Utc>::from_naive_utc_and_offset(message.created_at, Utc);
    let builder = Mail::builder()
        .from(Mailbox::new(Some(FROM_NAME.to_owned()), from))
        .to(Mailbox::new(shown(&message.to_name), to))
        .subject(in_one_line(&message.subject))
        .date(SystemTime::from(created_at))
        .message_id(Some(message.message_id.clone()))
        .header(AutoSubmitted);
    let texts = MultiPart::alternative()
        .singlepart(part(ContentType::TEXT_PLAIN, &message.text))
        .singlepart(part(ContentType::TEXT_HTML, &message.html));
    let mail = match (&message.calendar, message.calendar_method) {
        (Some(calendar), Some(method)) => {
            let kind = ContentType::parse(&format!("text/calendar; method={method}; charset=utf-8"));
            let kind = kind.expect("our own words are a content type");
            let body = Body::new_with_encoding(calendar.clone(), ContentTransferEncoding::Base64);
            let body = body.expect("anything can be written in base64");
            let attached = Attachment::new("invite.ics".to_owned());
            let attached = attached.body(body, ContentType::parse(ICS).expect("our own words are a content type"));
            let texts = texts.singlepart(part(kind, calendar));
            builder.multipart(MultiPart::mixed().multipart(texts).singlepart(attached))
        }
        _ => builder.multipart(texts),
    };
    mail.ok()
}

/// The file beside it is for programs that look at attachments only; it asks for nothing by itself.
const ICS: &str = "application/ics; name=\"invite.ics\"";

fn part(kind: ContentType, text: &str) -> SinglePart {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::Base64).body(text.to_owned())
}

/// lettre panics on a line end in a name.
fn shown(name: &str) -> Option<String> {
    let name = in_one_line(name);
    (!name.is_empty()).then_some(name)
}

fn in_one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tells other machines not to answer (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
