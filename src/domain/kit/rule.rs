//! The hard rules of what parents may read (harde regels, domain facts 4.2), as far as words can break them.

use super::translation::Unit;
use super::{Kit, TipAudience, TipKind};
use crate::domain::neutral::loaded_word;

/// Stems of countries and communities, in the languages of the handouts: no sheet says where something happens.
const PLACES: &str = "marok maroc moroc turkij turkey turks somal eritre ethiop syri afghan pakistan iraans irak iraq \
    nigeria ghana egypt surinam koerd kurd moslim muslim islam hindoe christen المغرب تركيا الصومال \
    سوريا إريتريا العراق مسلم ኤርትራ ኢትዮጵያ ሶማል ሶርያ እስላም tirkiye sûriye erître etiyop efgan misilman";
/// What a young person does to be safe is told by a person, not by a sheet for parents.
const SAFETY: [&str; 8] =
    ["codewoord", "code word", "verstop", "verberg", "kopie van", "stiekem", "secretly", "noodplan"];
/// How a duty ends, and what frightens.
const THREATS: [&str; 10] = [
    "uitschrij",
    "uitgeschreven",
    "brp",
    "deregist",
    "boete",
    "gevangen",
    "strafblad",
    "prison",
    "uithuisplaats",
    "rechter",
];
/// A law for parents is short: so many words at most.
const LONGEST_LAW: usize = 30;
/// Three digits in a row are a figure, not a number of children.
const FIGURE: usize = 3;

/// What breaks a rule, with the words that do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Rule 1: no country, no community.
    Place(&'static str),
    /// Rule 1: no figure.
    Figure,
    /// Rule 2: no safety step.
    Safety(&'static str),
    /// Rule 4: nothing that frightens.
    Threat(&'static str),
    /// Rule 4: at most this many words.
    LongLaw(usize),
    /// Rule 5: no loaded word in a public title.
    Loaded(&'static str),
    /// The kit's own list.
    Never(String),
}

impl Kit {
    /// What is wrong with `text` as this text of the kit. Only what parents read has rules about words.
    pub fn broken_rule(&self, unit: &Unit, text: &str) -> Option<Broken> {
        if unit.audience != TipAudience::Parents || !self.is_for_parents() && unit.tip.is_some() {
            return None;
        }
        let lower = text.to_lowercase();
        let is_title = unit.key.starts_with("public_title/");
        let is_law = unit.tip.as_ref().is_some_and(|tip| tip.kind == TipKind::Law);
        let never = || self.contents.never_words.iter().find(|word| lower.contains(word.as_str()));
        if is_title && let Some(word) = loaded_word(text) {
            return Some(Broken::Loaded(word));
        }
        if is_law && text.split_whitespace().count() > LONGEST_LAW {
            return Some(Broken::LongLaw(LONGEST_LAW));
        }
        place(&lower)
            .map(Broken::Place)
            .or_else(|| is_figure(&lower).then_some(Broken::Figure))
            .or_else(|| safety_or_threat(&lower).or_else(|| never().cloned().map(Broken::Never)))
    }
}

/// What no line for parents says, of a kit or not: a place, a safety step, what frightens. In lower case.
pub fn frightens(lower: &str) -> Option<Broken> {
    place(lower).map(Broken::Place).or_else(|| safety_or_threat(lower))
}

fn safety_or_threat(lower: &str) -> Option<Broken> {
    let found = |words: &'static [&'static str]| words.iter().copied().find(|word| lower.contains(word));
    found(&SAFETY).map(Broken::Safety).or_else(|| found(&THREATS).map(Broken::Threat))
}

fn place(lower: &str) -> Option<&'static str> {
    PLACES.split_whitespace().find(|place| lower.contains(place))
}

fn is_figure(lower: &str) -> bool {
    let is_long = lower.split(|c: char| !c.is_numeric()).any(|digits| digits.chars().count() >= FIGURE);
    is_long || ["procent", "%", "percent"].iter().any(|word| lower.contains(word))
}
