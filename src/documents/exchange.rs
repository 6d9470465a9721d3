//! A kit's texts as a file for translators (uitwisselbestand): XLIFF 2.1, which their programs read and write.
//!
//! The namespace of 2.1 is that of 2.0 (OASIS, XLIFF 2.1, section 4.2). A reader gets nothing that is not in the file: a
//! document type, and with it every entity of its own, is refused.

use std::io::Cursor;

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use crate::domain::kit::TextState;
use crate::language::{Lang, Language};

const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";
/// More texts than any kit has.
const MOST_UNITS: usize = 1000;

/// The texts of one version of a kit in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    pub slug: String,
    pub version: i32,
    pub language: Lang,
    pub units: Vec<Unit>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    pub key: String,
    /// For the translator: what kind of text it is.
    pub note: String,
    pub source: String,
    pub target: Option<String>,
    pub state: Option<TextState>,
}

/// Why a file cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// With the line on which it goes wrong.
    #[error("no XML, or broken, on line {0}")]
    Broken(usize),
    #[error("a document type is not taken")]
    DocumentType,
    #[error("no XLIFF of version 2")]
    OtherKind,
    #[error("it is not in UTF-8")]
    Encoding,
    #[error("it does not say which kit and version it is of")]
    Nameless,
    #[error("its languages are not Dutch and one that we know")]
    OtherLanguages,
    #[error("it has more texts than any kit")]
    TooMany,
}

/// What XLIFF calls each state, and what ours is within it.
const fn state(state: TextState) -> &'static str {
    match state {
        TextState::Machine => "initial",
        TextState::Source | TextState::Translated => "translated",
        TextState::Read => "reviewed",
        TextState::Approved => "final",
    }
}

pub fn write(exchange: &Exchange) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Cursor::new(Vec::new()), b' ', 1);
    write_all(&mut writer, exchange).expect("memory takes what is written to it");
    let mut bytes = writer.into_inner().into_inner();
    bytes.push(b'\n');
    bytes
}

fn write_all(to: &mut Writer<Cursor<Vec<u8>>>, exchange: &Exchange) -> std::io::Result<()> {
    to.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let (language, version) = (exchange.language.code, exchange.version.to_string());
    let root = [("xmlns", NAMESPACE), ("version", "2.1"), ("srcLang", Language::dutch().code), ("trgLang", language)];
    open(to, "xliff", &root)?;
    open(to, "file", &[("id", &exchange.slug), ("original", &format!("{}/{version}", exchange.slug))])?;
    for (number, unit) in exchange.units.iter().enumerate() {
        open(to, "unit", &[("id", &format!("u{}", number + 1)), ("name", &unit.key)])?;
        open(to, "notes", &[])?;
        leaf(to, "note", &[], &unit.note)?;
        close(to, "notes")?;
        let state = unit.state.map_or("initial", state);
        open(to, "segment", &[("state", state)])?;
        leaf(to, "source", &[], &unit.source)?;
        if let Some(target) = &unit.target {
            leaf(to, "target", &[], target)?;
        }
        close(to, "segment")?;
        close(to, "unit")?;
    }
    close(to, "file")?;
    close(to, "xliff")
}

fn open(to: &mut Writer<Cursor<Vec<u8>>>, name: &str, attributes: &[(&str, &str)]) -> std::io::Result<()> {
    to.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))
}

fn close(to: &mut Writer<Cursor<Vec<u8>>>, name: &str) -> std::io::Result<()> {
    to.write_event(Event::End(BytesEnd::new(name)))
}

fn leaf(to: &mut Writer<Cursor<Vec<u8>>>, name: &str, attributes: &[(&str, &str)], text: &str) -> std::io::Result<()> {
    open(to, name, attributes)?;
    to.write_event(Event::Text(BytesText::new(text)))?;
    close(to, name)
}

/// Reads what [`write()`] wrote, also when a translator's program moved it about: other indents, prefixes, modules.
pub fn read(bytes: &[u8]) -> Result<Exchange, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Encoding)?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let line = |at: u64| {
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
        text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
    };
    let mut found = Found::default();
    loop {
        match reader.read_event() {
            Err(_) => return Err(Unreadable::Broken(line(reader.error_position()))),
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) => return Err(Unreadable::DocumentType),
            Ok(event) => {
                let at = reader.buffer_position();
                found.take(&event).map_err(|wrong| wrong.unwrap_or_else(|| Unreadable::Broken(line(at))))?;
            }
        }
    }
    // A file that was cut off ends in the middle, and the reader does not mind.
    if found.depth > 0 { Err(Unreadable::Broken(line(text.len() as u64))) } else { found.whole() }
}

/// What was read so far.
#[derive(Default)]
struct Found {
    depth: usize,
    languages: Option<(String, String)>,
    original: Option<String>,
    units: Vec<Unit>,
    /// The text that is being read.
    words: Option<String>,
}

/// Nothing: it is broken where the reader is.
type Wrong = Option<Unreadable>;

impl Found {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Wrong> {
        match event {
            Event::Start(start) => {
                self.depth += 1;
                self.start(start)
            }
            Event::Empty(start) => {
                self.start(start)?;
                self.end(start.local_name().as_ref())
            }
            Event::End(end) => {
                self.depth -= 1;
                self.end(end.local_name().as_ref())
            }
            Event::Text(text) => self.say(&text.xml10_content()),
            Event::CData(text) => self.say(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().map_err(|_| None)?;
                let named = || quick_xml::escape::resolve_predefined_entity(name);
                match character {
                    Some(character) => self.say(character.encode_utf8(&mut [0; 4])),
                    None => self.say(named().ok_or(None)?),
                }
            }
            _ => Ok(()),
        }
    }

    fn say(&mut self, more: &str) -> Result<(), Wrong> {
        if let Some(words) = &mut self.words {
            words.push_str(more);
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Wrong> {
        let value = |name: &str| -> Result<Option<String>, Wrong> {
            let found = start.try_get_attribute(name).map_err(|_| None)?;
            let text =
                found.map(|found| found.normalized_value(XmlVersion::Explicit1_0)).transpose().map_err(|_| None)?;
            Ok(text.map(std::borrow::Cow::into_owned))
        };
        match start.local_name().as_ref() {
            "xliff" => {
                if !value("version")?.is_some_and(|version| version.starts_with("2.")) {
                    return Err(Some(Unreadable::OtherKind));
                }
                self.languages = Some((value("srcLang")?.unwrap_or_default(), value("trgLang")?.unwrap_or_default()));
            }
            "file" if self.original.is_none() => self.original = value("original")?,
            "unit" if self.units.len() == MOST_UNITS => return Err(Some(Unreadable::TooMany)),
            "unit" => self.units.push(Unit { key: value("name")?.unwrap_or_default(), ..Unit::default() }),
            "segment" => {
                let state = value("state")?;
                if let Some(unit) = self.units.last_mut() {
                    unit.state = state
                        .and_then(|code| TextState::ALL[1..].iter().copied().find(|own| self::state(*own) == code));
                }
            }
            "source" | "target" | "note" => self.words = Some(String::new()),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Wrong> {
        let (Some(unit), "source" | "target" | "note") = (self.units.last_mut(), name) else { return Ok(()) };
        let words = self.words.take().unwrap_or_default();
        match name {
            "source" => unit.source.push_str(&words),
            // A program may cut a text into segments; together they are the text again.
            "target" => unit.target.get_or_insert_default().push_str(&words),
            _ => unit.note.push_str(&words),
        }
        Ok(())
    }

    fn whole(self) -> Result<Exchange, Unreadable> {
        let (source, target) = self.languages.ok_or(Unreadable::OtherKind)?;
        let language =
            Language::find(&target).filter(|language| source == Language::dutch().code && !language.is_dutch());
        let original = self.original.ok_or(Unreadable::Nameless)?;
        let (slug, version) = original.rsplit_once('/').ok_or(Unreadable::Nameless)?;
        Ok(Exchange {
            slug: slug.to_owned(),
            version: version.parse().map_err(|_| Unreadable::Nameless)?,
            language: language.ok_or(Unreadable::OtherLanguages)?,
            units: self.units,
        })
    }
}

#[cfg(test)]
mod tests;
