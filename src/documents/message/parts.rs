//! The parts of a letter (onderdelen) in one language, and how each is written as text and as HTML.

use chrono::NaiveDateTime;

use super::{Letter, Moment};
use crate::domain::message::MessageKind;
use crate::language::{Lang, Phrase, date_in_words, day_and_month, time};

/// One line or list of the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Title(String),
    Line(String),
    /// A label and what it says.
    Facts(Vec<(String, String)>),
    List(Vec<String>),
    Link {
        words: String,
        address: String,
    },
    Foot(String),
}

/// What the message is about, short and neutral.
pub fn subject(letter: &Letter<'_>, language: Lang) -> String {
    sentence(letter, language).chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

pub fn of(letter: &Letter<'_>, language: Lang) -> Vec<Part> {
    let t = &language.phrases().message;
    let mut parts =
        vec![Part::Line(t.hello.with(&[("name", &letter.to_name)])), Part::Title(sentence(letter, language))];
    let facts = facts(letter, language);
    if !facts.is_empty() {
        parts.push(Part::Facts(facts));
    }
    if !letter.together.is_empty() {
        let line = |moment: &Moment| with_place(language, moment);
        parts.push(Part::List(letter.together.iter().map(line).collect()));
    }
    if !letter.late.is_empty() {
        let line = |late: &super::Late| {
            let date = date_in_words(language, late.starts_at.date());
            t.late_line.with(&[("date", &date), ("place", &late.municipality), ("n", &late.number)])
        };
        parts.push(Part::List(letter.late.iter().map(line).collect()));
    }
    parts.push(Part::Line(next(letter, language).to_string()));
    if !letter.link.is_empty() {
        let words = link_words(letter.kind, language).to_string();
        parts.push(Part::Link { words, address: letter.link.to_owned() });
    }
    match letter.kind {
        MessageKind::SignInLink => parts.push(Part::Line(t.not_asked.to_string())),
        MessageKind::Overdue => {
            parts.push(Part::Line(t.no_digest.to_string()));
            parts.push(Part::Link { words: t.digest_switch.to_string(), address: letter.switch.to_owned() });
        }
        _ => {}
    }
    parts.push(Part::Foot(t.sender.to_string()));
    parts
}

fn sentence(letter: &Letter<'_>, language: Lang) -> String {
    let t = &language.phrases().message;
    let phrase = t.by_code(letter.kind.code()).unwrap_or(&t.title);
    let date = letter.evening.as_ref().map(|evening| day_and_month(language, evening.now.starts_at.date()));
    phrase.with(&[("date", &date.unwrap_or_default()), ("number", &letter.together.len())])
}

fn facts(letter: &Letter<'_>, language: Lang) -> Vec<(String, String)> {
    let t = &language.phrases().message;
    let mut facts = Vec::new();
    let mut say = |label: &Phrase, value: String| facts.push((label.to_string(), value));
    if !letter.by.is_empty() {
        say(&t.by, letter.by.to_owned());
    }
    if let Some(evening) = &letter.evening {
        say(&t.when, hours(language, &evening.now));
        say(&t.where_, evening.now.whereabouts.clone());
        if let Some(was) = evening.was {
            say(&t.was, day_and_hour(language, was));
        }
        if let Some(becomes) = &evening.becomes {
            say(&t.becomes, with_place(language, becomes));
        }
    }
    facts
}

fn hours(language: Lang, moment: &Moment) -> String {
    let (from, until) = (time(language, moment.starts_at.time()), time(language, moment.ends_at.time()));
    let hours = language.phrases().meeting.hours.with(&[("from", &from), ("until", &until)]);
    format!("{}, {hours}", date_in_words(language, moment.starts_at.date()))
}

fn with_place(language: Lang, moment: &Moment) -> String {
    format!("{}, {}", hours(language, moment), moment.whereabouts)
}

fn day_and_hour(language: Lang, moment: NaiveDateTime) -> String {
    format!("{}, {}", date_in_words(language, moment.date()), time(language, moment.time()))
}

/// The one thing to do next.
fn next(letter: &Letter<'_>, language: Lang) -> &'static Phrase {
    let t = &language.phrases().message;
    match letter.kind {
        MessageKind::Admitted | MessageKind::Invited => &t.next_begin,
        MessageKind::Declined => &t.next_ask,
        MessageKind::SignInLink => &t.next_sign_in,
        MessageKind::Overdue => &t.next_tasks,
        _ if !letter.is_asked => &t.next_look,
        MessageKind::Proposed | MessageKind::ProposedTogether | MessageKind::ChangeStaged => &t.next_answer,
        MessageKind::YesEnded => &t.next_again,
        MessageKind::Agreed => &t.next_publish,
        MessageKind::ChangeAgreed => &t.next_release,
        MessageKind::PhoneYes => &t.next_undo,
        MessageKind::OtherDate => &t.next_reply,
        MessageKind::CallMe => &t.next_call,
        MessageKind::Published | MessageKind::Moved | MessageKind::Cancelled => &t.next_tell,
        MessageKind::WishMade => &t.next_wish,
        _ => &t.next_look,
    }
}

fn link_words(kind: MessageKind, language: Lang) -> &'static Phrase {
    let t = &language.phrases().message;
    match kind {
        MessageKind::Admitted | MessageKind::Invited | MessageKind::SignInLink => &t.open_link,
        MessageKind::Overdue
        | MessageKind::ProposedTogether
        | MessageKind::WishMade
        | MessageKind::WishAdopted
        | MessageKind::WishDeclined
        | MessageKind::WishWithdrawn => &t.open_desk,
        _ => &t.open_meeting,
    }
}

impl Part {
    pub fn as_text(&self, language: Lang) -> String {
        let isolated = |value: &str| match language.is_rtl() {
            true => format!("\u{2068}{value}\u{2069}"),
            false => value.to_owned(),
        };
        match self {
            Self::Title(text) => format!("{text}\n"),
            Self::Line(text) => format!("{text}\n"),
            Self::Facts(facts) => {
                facts.iter().map(|(label, value)| format!("{label}: {}\n", isolated(value))).collect()
            }
            Self::List(items) => items.iter().map(|item| format!("- {item}\n")).collect(),
            Self::Link { words, address } => format!("{words}:\n{address}\n"),
            Self::Foot(text) => text.clone(),
        }
    }

    pub fn as_html(&self) -> String {
        match self {
            Self::Title(text) => format!("<h1>{}</h1>\n", escape(text)),
            Self::Line(text) => format!("<p>{}</p>\n", escape(text)),
            Self::Facts(facts) => {
                let line = |(label, value): &(String, String)| {
                    format!("<b>{}:</b> <bdi>{}</bdi>", escape(label), escape(value))
                };
                format!("<p>{}</p>\n", facts.iter().map(line).collect::<Vec<_>>().join("<br>\n"))
            }
            Self::List(items) => {
                let items: String = items.iter().map(|item| format!("<li>{}</li>", escape(item))).collect();
                format!("<ul>{items}</ul>\n")
            }
            Self::Link { words, address } => {
                format!("<p><a href=\"{}\"><b>{}</b></a></p>\n", escape(address), escape(words))
            }
            Self::Foot(text) => format!("<p><small>{}</small></p>\n", escape(text)),
        }
    }
}

/// How the line that says who did it begins, in both forms of a letter.
pub struct Begun {
    pub text: String,
    pub html: String,
}

pub fn begun_by(who: &str, language: Lang) -> Begun {
    let fact = Part::Facts(vec![(language.phrases().message.by.to_string(), who.to_owned())]);
    let cut =
        |line: String, ends: &[&str]| ends.iter().find_map(|end| line.strip_suffix(end)).unwrap_or(&line).to_owned();
    let html = fact.as_html();
    let html = html.strip_prefix("<p>").unwrap_or(&html).to_owned();
    Begun { text: cut(fact.as_text(language), &["\u{2069}\n", "\n"]), html: cut(html, &["</bdi></p>\n"]) }
}

pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
