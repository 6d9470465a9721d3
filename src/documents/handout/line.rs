//! Lines (regels): phrases whose gaps are spans, texts in the language they are really in, and what reads one way only.

use chrono::NaiveDateTime;

use super::block::{Line, Span};
use super::evening::Place;
use crate::domain::kit::Said;
use crate::domain::meeting::Standing;
use crate::domain::text::Audience;
use crate::language::{Lang, Language, Phrase, Script, time};

/// A phrase without gaps.
pub fn plain(text: impl ToString) -> Line {
    vec![Span::Plain(text.to_string())]
}

/// A phrase whose gaps `{name}` become spans, each isolated as its kind asks.
pub fn fill(phrase: &Phrase, values: &[(&str, Line)]) -> Line {
    let mut line = Line::new();
    let mut rest = phrase.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        push_plain(&mut line, before);
        let value = values.iter().find(|(own, _)| *own == name);
        line.extend(value.map(|(_, value)| value.clone()).unwrap_or_default());
        rest = after;
    }
    push_plain(&mut line, rest);
    line
}

/// A text of a kit on a sheet: marked when it is in another language than the sheet.
pub fn said<A: Audience>(said: &Said<A>, sheet: Lang) -> Line {
    vec![in_its_language(said.language, said.text.as_str(), sheet)]
}

/// A name or a note as a person typed it: Dutch, unless its letters say otherwise.
pub fn typed(text: &str, sheet: Lang) -> Line {
    let script = text.chars().find(|letter| letter.is_alphabetic()).map_or(Script::Latin, script_of);
    let written_so = |language: &&'static Language| language.script == script;
    let language = Some(sheet).filter(|sheet| sheet.script == script && script != Script::Latin);
    let language = language.or_else(|| Language::written().find(written_so)).unwrap_or_else(Language::dutch);
    vec![in_its_language(language, text, sheet)]
}

/// Languages by the names that their readers know.
pub fn own_names(languages: &[Lang], sheet: Lang) -> Line {
    join(languages.iter().map(|language| vec![in_its_language(language, language.own_name, sheet)]), sheet)
}

/// "van 19.30 tot 21.30 uur".
pub fn hours(from: NaiveDateTime, until: NaiveDateTime, sheet: Lang) -> Line {
    let ltr = |moment: NaiveDateTime| vec![Span::Ltr(time(sheet, moment.time()))];
    fill(&sheet.phrases().meeting.hours, &[("from", ltr(from)), ("until", ltr(until))])
}

/// "Buurthuis De Brug, zaal 2, Brugstraat 1, Utrecht".
pub fn place(place: &Place, sheet: Lang) -> Line {
    let house = with_comma(&place.venue, &place.room);
    join([typed(&house, sheet), street(&place.address, &place.municipality)], sheet)
}

/// "Brugstraat 1, Utrecht": one value, as it stands on a map or an envelope.
pub fn street(address: &str, municipality: &str) -> Line {
    vec![Span::Ltr(with_comma(address, municipality))]
}

fn with_comma(first: &str, second: &str) -> String {
    let parts = [first.trim(), second.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The parts that say something, with the comma of the sheet's script between.
pub fn join(parts: impl IntoIterator<Item = Line>, sheet: Lang) -> Line {
    joined_by(parts, sheet.script.comma())
}

pub fn joined_by(parts: impl IntoIterator<Item = Line>, between: &str) -> Line {
    let mut line = Line::new();
    for part in parts.into_iter().filter(|part| part.iter().any(|span| !text_of(span).is_empty())) {
        if !line.is_empty() {
            push_plain(&mut line, between);
        }
        line.extend(part);
    }
    line
}

/// A label in bold and what it names.
pub fn labelled(label: &Phrase, value: Line) -> Line {
    [vec![Span::Bold(label.to_string()), Span::Plain(": ".to_owned())], value].concat()
}

/// What is said in bold of an evening that is not to be counted on.
pub fn standing(standing: Standing, sheet: Lang) -> Option<Line> {
    let t = &sheet.phrases().meeting;
    let phrase = match standing {
        Standing::NotAgreed => &t.not_agreed,
        Standing::Cancelled => &t.cancelled,
        Standing::Stands => return None,
    };
    Some(vec![Span::Bold(phrase.to_string())])
}

pub fn text_of(span: &Span) -> &str {
    match span {
        Span::Plain(text) | Span::Bold(text) | Span::Ltr(text) | Span::Other(_, text) => text,
    }
}

fn in_its_language(language: Lang, text: &str, sheet: Lang) -> Span {
    if language == sheet { Span::Plain(text.to_owned()) } else { Span::Other(language, text.to_owned()) }
}

fn push_plain(line: &mut Line, text: &str) {
    match line.last_mut() {
        Some(Span::Plain(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => line.push(Span::Plain(text.to_owned())),
    }
}

fn script_of(letter: char) -> Script {
    match letter {
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Script::Arabic,
        '\u{1200}'..='\u{139f}' | '\u{2d80}'..='\u{2ddf}' => Script::Ethiopic,
        _ => Script::Latin,
    }
}
