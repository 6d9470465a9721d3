//! The languages (talen): what each is called, which way it runs, and every phrase in it.

mod phrase;
mod phrases;
mod words;

use std::fmt;
use std::str::FromStr;

pub use phrase::{Phrase, gaps};
pub use phrases::{Desk, DeskPartnerPhrases, Phrases};
pub use words::{date_in_words, day_and_month, euros, month_name, time, time_of, weekday_name};

/// Which way a line of text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Ltr,
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The script a language is written in: decides which font shapes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    Latin,
    Arabic,
    Ethiopic,
}

impl Script {
    /// What stands between the parts of an enumeration.
    pub const fn comma(self) -> &'static str {
        match self {
            Self::Latin => ", ",
            Self::Arabic => "، ",
            Self::Ethiopic => "፣ ",
        }
    }
}

/// One row of [`LANGUAGES`].
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Language {
    /// BCP 47, as in `lang` attributes, addresses and file names: the code that CLDR and screen readers know (`ku`, not `kmr`).
    pub code: &'static str,
    /// What its readers call it.
    pub own_name: &'static str,
    pub dutch_name: &'static str,
    pub english_name: &'static str,
    pub direction: Direction,
    pub script: Script,
    /// Whether parents' pages and handouts exist in it: then `templates/phrases/<code>.toml` is there.
    pub is_written: bool,
}

/// A language of the list; copied about like a number.
pub type Lang = &'static Language;

const fn language(
    code: &'static str,
    own_name: &'static str,
    dutch_name: &'static str,
    english_name: &'static str,
    (direction, script): (Direction, Script),
    is_written: bool,
) -> Language {
    Language { code, own_name, dutch_name, english_name, direction, script, is_written }
}

const LATIN: (Direction, Script) = (Direction::Ltr, Script::Latin);
const ARABIC: (Direction, Script) = (Direction::Rtl, Script::Arabic);
const ETHIOPIC: (Direction, Script) = (Direction::Ltr, Script::Ethiopic);

/// Every language a meeting may be held in; those `is_written` have pages and handouts too.
/// Dutch comes first: it leads, and it is what a missing text falls back to.
pub static LANGUAGES: &[Language] = &[
    language("nl", "Nederlands", "Nederlands", "Dutch", LATIN, true),
    language("en", "English", "Engels", "English", LATIN, true),
    language("ar", "العربية", "Arabisch", "Arabic", ARABIC, true),
    language("ti", "ትግርኛ", "Tigrinya", "Tigrinya", ETHIOPIC, true),
    language("fr", "Français", "Frans", "French", LATIN, true),
    language("tr", "Türkçe", "Turks", "Turkish", LATIN, true),
    language("am", "አማርኛ", "Amhaars", "Amharic", ETHIOPIC, true),
    language("so", "Soomaali", "Somalisch", "Somali", LATIN, true),
    language("fa", "فارسی / دری", "Farsi en Dari", "Farsi and Dari", ARABIC, true),
    language("ur", "اردو", "Urdu", "Urdu", ARABIC, true),
    language("ku", "Kurmancî", "Koerdisch (Kurmanci)", "Kurdish (Kurmanji)", LATIN, true),
];

/// Codes of browsers for what goes here by a wider one: Firefox in Kurmanji says `kmr`.
const ALSO_CALLED: [(&str, &str); 3] = [("kmr", "ku"), ("prs", "fa"), ("pes", "fa")];

impl Language {
    /// Dutch: the leading language.
    pub fn dutch() -> Lang {
        &LANGUAGES[0]
    }

    pub fn find(code: &str) -> Option<Lang> {
        LANGUAGES.iter().find(|language| language.code == code)
    }

    /// The written language of a browser's code, which is not always ours.
    pub fn of_browser(code: &str) -> Option<Lang> {
        let code = ALSO_CALLED.iter().find(|(other, _)| *other == code).map_or(code, |(_, own)| own);
        Self::written().find(|language| language.code == code)
    }

    /// The languages that have pages and handouts, Dutch first.
    pub fn written() -> impl Iterator<Item = Lang> {
        LANGUAGES.iter().filter(|language| language.is_written)
    }

    /// What staff who read `language` call this one: the desk has Dutch and English.
    pub fn staff_name(&self, language: Lang) -> &'static str {
        if language.is_dutch() { self.dutch_name } else { self.english_name }
    }

    pub fn is_dutch(&self) -> bool {
        self.code == "nl"
    }

    pub fn is_rtl(&self) -> bool {
        self.direction == Direction::Rtl
    }

    /// Every sentence of the parents' pages and handouts in this language; Dutch where it is not written.
    pub fn phrases(&self) -> &'static Phrases {
        phrases::of(self)
    }

    /// Every sentence of the desk: English for `en`, Dutch for every other language.
    pub fn desk(&self) -> &'static Desk {
        phrases::desk_of(self)
    }

    /// The language of the desk for somebody who reads this one: the desk exists in Dutch and English.
    pub fn for_desk(&'static self) -> Lang {
        if self.code == "en" { self } else { Self::dutch() }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// No language of the list has this code.
#[derive(Debug, thiserror::Error)]
#[error("no such language")]
pub struct UnknownLanguage;

/// Wraps [`Lang`] where a trait wants a type of ours (paths, form fields, rows).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LangCode(pub Lang);

impl FromStr for LangCode {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Language::find(code).map(Self).ok_or(UnknownLanguage)
    }
}
