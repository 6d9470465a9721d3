//! A message as a letter (brief): subject, plain text and HTML from the same parts, in the reader's language and in Dutch.
//!
//! A mailbox is read over shoulders, and some calendars show the body: nothing stands here but what happened, by whom, when
//! and where, and the one thing to do next.

mod parts;

use chrono::NaiveDateTime;

use crate::domain::message::MessageKind;
use crate::language::{Lang, Language};
use parts::Part;

/// What a message tells; every text that a person wrote is left out.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    pub kind: MessageKind,
    /// The reader's.
    pub language: Lang,
    pub to_name: &'a str,
    /// Who did it, with their organisation; empty when nobody did.
    pub by: &'a str,
    pub evening: Option<Evening>,
    /// Several that one thing was done to.
    pub together: &'a [Moment],
    /// Whether it is now the reader's turn.
    pub is_asked: bool,
    /// Where the one thing to do next is done: a whole address; empty when there is none.
    pub link: &'a str,
    pub late: &'a [Late],
    /// Where messages of this kind are switched off: a whole address; empty when they are not.
    pub switch: &'a str,
}

/// The meeting, as neutral as its calendar entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evening {
    pub now: Moment,
    /// Before it moved.
    pub was: Option<NaiveDateTime>,
    /// If the other side says yes.
    pub becomes: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub whereabouts: String,
}

/// A meeting of which something is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    pub starts_at: NaiveDateTime,
    pub municipality: String,
    pub number: u32,
}

/// What goes into the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
}

pub fn write(letter: &Letter<'_>) -> Written {
    let languages = languages(letter.language);
    let parts: Vec<(Lang, Vec<Part>)> =
        languages.iter().map(|language| (*language, parts::of(letter, language))).collect();
    let subjects: Vec<String> = languages.iter().map(|language| parts::subject(letter, language)).collect();
    let subject = subjects.join(" | ");
    Written { text: text(&parts), html: html(&subject, &parts), subject }
}

/// A letter that says no longer which person did it, only of which organisation: she took her name away.
pub fn without_doer(text: &str, html: &str, language: Lang, name: &str) -> (String, String) {
    let (mut text, mut html) = (text.to_owned(), html.to_owned());
    for language in languages(language) {
        let [named, nameless] = [format!("{name}, "), String::new()].map(|who| parts::begun_by(&who, language));
        text = text.replace(&named.text, &nameless.text);
        html = html.replace(&named.html, &nameless.html);
    }
    (text, html)
}

/// The reader's own first, then Dutch.
fn languages(own: Lang) -> Vec<Lang> {
    let own = if own.is_written { own } else { Language::dutch() };
    if own.is_dutch() { vec![own] } else { vec![own, Language::dutch()] }
}

fn text(parts: &[(Lang, Vec<Part>)]) -> String {
    let each = parts
        .iter()
        .map(|(language, parts)| parts.iter().map(|part| part.as_text(language)).collect::<Vec<_>>().join("\n"));
    each.collect::<Vec<_>>().join("\n\n----------\n\n") + "\n"
}

/// Without colours and pictures: every mail program shows it, and nothing is fetched.
fn html(subject: &str, parts: &[(Lang, Vec<Part>)]) -> String {
    let first = parts.first().map_or(Language::dutch(), |(language, _)| language);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{first}\" dir=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n",
        first.direction.code(),
        parts::escape(subject)
    );
    for (at, (language, parts)) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str("<hr>\n");
        }
        out.push_str(&format!("<div lang=\"{language}\" dir=\"{}\">\n", language.direction.code()));
        for part in parts {
            out.push_str(&part.as_html());
        }
        out.push_str("</div>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(language: &str) -> Written {
        let moment = |text: &str| text.parse::<NaiveDateTime>().expect("a moment");
        let now = Moment {
            starts_at: moment("2027-05-20T19:30:00"),
            ends_at: moment("2027-05-20T21:30:00"),
            whereabouts: "Utrecht, Café <De Brug> & co".to_owned(),
        };
        write(&Letter {
            kind: MessageKind::Proposed,
            language: Language::find(language).expect("a language"),
            to_name: "Semhar",
            by: "Anna, Opvoedpunt",
            evening: Some(Evening { now, was: None, becomes: None }),
            together: &[],
            is_asked: true,
            link: "https://aantafel.example/desk/meetings/1",
            late: &[],
            switch: "",
        })
    }

    #[test]
    fn a_reader_of_tigrinya_gets_both_languages_and_her_own_first() {
        let written = letter("ti");
        assert!(written.subject.starts_with("ሓሳብ") && written.subject.contains("Voorstel: bijeenkomst op 20 mei"));
        assert!(written.text.find("ሰላም Semhar").expect("her own") < written.text.find("Dag Semhar").expect("Dutch"));
        assert_eq!(written.text.matches("https://aantafel.example/desk/meetings/1").count(), 2);
    }

    #[test]
    fn a_name_that_was_taken_away_stands_in_neither_form_of_a_letter() {
        for language in Language::written() {
            let Written { text, html, .. } = letter(language.code);
            let (text, html) = without_doer(&text, &html, language, "Anna");
            assert!(!text.contains("Anna") && !html.contains("Anna"), "{language}: {text}");
            assert!(text.contains("Opvoedpunt") && text.contains("Semhar") && html.contains("Opvoedpunt"), "{text}");
        }
    }

    #[test]
    fn dutch_stands_there_once_and_what_people_wrote_is_escaped() {
        let written = letter("nl");
        assert_eq!(written.text.matches("Dag Semhar").count(), 1);
        assert!(written.html.contains("Café &lt;De Brug&gt; &amp; co") && !written.html.contains("<De"));
        assert!(!written.html.contains("style") && !written.html.contains("<img"));
    }

    #[test]
    fn arabic_runs_right_to_left_and_isolates_what_does_not() {
        let written = letter("ar");
        assert!(written.html.contains("<html lang=\"ar\" dir=\"rtl\">"));
        assert!(written.html.contains("<div lang=\"nl\" dir=\"ltr\">"));
        assert!(written.text.contains("\u{2068}Utrecht, Café"));
        assert!(!written.subject.contains('\u{2068}'), "a subject is shown where isolates are boxes");
    }
}
