//! A mail that arrived (aangekomen bericht), as another library than the one that wrote it reads it.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::Kept;

impl Kept {
    pub fn mail(&self) -> Mail<'_> {
        Mail(MessageParser::default().parse(&self.bytes).expect("a mail that can be read"))
    }
}

pub struct Mail<'a>(Message<'a>);

impl Mail<'_> {
    pub fn subject(&self) -> String {
        self.0.subject().expect("a subject").to_owned()
    }

    pub fn id(&self) -> String {
        self.0.message_id().expect("a Message-ID").to_owned()
    }

    pub fn to_name(&self) -> String {
        let to = self.0.to().and_then(|to| to.first()).expect("somebody");
        to.name().unwrap_or_default().to_owned()
    }

    pub fn header(&self, name: &'static str) -> String {
        self.0.header_raw(name).unwrap_or_default().trim().to_owned()
    }

    /// The kinds of the parts within the first `multipart/alternative`, in order.
    pub fn alternatives(&self) -> Vec<String> {
        let is_it = |part: &&mail_parser::MessagePart<'_>| part.is_content_type("multipart", "alternative");
        let found = self.0.parts.iter().find(is_it).expect("an alternative");
        let PartType::Multipart(inside) = &found.body else { panic!("an alternative has parts") };
        inside.iter().map(|at| kind(&self.0.parts[usize::try_from(*at).expect("a number")])).collect()
    }

    pub fn encodings(&self) -> Vec<String> {
        let leaves = self.0.parts.iter().filter(|part| !matches!(part.body, PartType::Multipart(_)));
        leaves.map(|part| part.content_transfer_encoding().unwrap_or_default().to_lowercase()).collect()
    }

    /// The text of the part of this kind.
    pub fn part(&self, of: &str) -> Option<String> {
        let found = self.0.parts.iter().find(|part| kind(part) == of)?;
        match &found.body {
            PartType::Text(text) | PartType::Html(text) => Some(text.to_string()),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                Some(String::from_utf8(bytes.to_vec()).expect("UTF-8"))
            }
            _ => None,
        }
    }

    /// The calendar entry unfolded, and the method that its part says it has.
    pub fn calendar(&self) -> Option<(String, String)> {
        let is_it = |part: &&mail_parser::MessagePart<'_>| part.is_content_type("text", "calendar");
        let found = self.0.parts.iter().find(is_it)?;
        let method = found.content_type()?.attribute("method").unwrap_or_default().to_owned();
        Some((self.part("text/calendar")?.replace("\r\n ", ""), method))
    }
}

/// The value of a property of the meeting's entry.
pub fn property(calendar: &str, name: &str) -> String {
    let lines = calendar.split("BEGIN:VEVENT").nth(1).unwrap_or(calendar).lines();
    let found = lines.filter_map(|line| line.split_once(':')).find(|(own, _)| own.split(';').next() == Some(name));
    found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
}

fn kind(part: &mail_parser::MessagePart<'_>) -> String {
    let Some(kind) = part.content_type() else { return String::new() };
    format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default())
}
