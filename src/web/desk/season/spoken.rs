//! Languages as people write them in a spreadsheet (talen): by code, by name in four ways, and by the spellings that are usual beside those.

use crate::domain::season::{MOST_PARTS, nearest, parts, plain};
use crate::language::{LANGUAGES, Lang, Language};

/// In plain letters.
const ALSO_WRITTEN: [(&str, &str); 12] = [
    ("tigrinja", "ti"),
    ("tigrinia", "ti"),
    ("tigrigna", "ti"),
    ("amharisch", "am"),
    ("somalische", "so"),
    ("somaals", "so"),
    ("perzisch", "fa"),
    ("persian", "fa"),
    ("oerdoe", "ur"),
    ("kurmandji", "ku"),
    ("kurmandzji", "ku"),
    ("turkse", "tr"),
];

pub fn of(part: &str) -> Option<Lang> {
    let wanted = plain(part);
    let names = |own: Lang| [own.code, own.own_name, own.dutch_name, own.english_name];
    let is_part = |name: &str| !wanted.is_empty() && name.split([' ', '/', '(']).any(|word| plain(word) == wanted);
    let all = || LANGUAGES.iter();
    all()
        .find(|own| names(own).into_iter().any(|name| plain(name) == wanted))
        .or_else(|| all().find(|own| names(own).into_iter().any(is_part)))
        .or_else(|| ALSO_WRITTEN.iter().find(|(name, _)| *name == wanted).and_then(|(_, code)| Language::find(code)))
}

/// Whether all that a cell names are languages.
pub fn is_all(cell: &str) -> bool {
    let parts = parts(cell);
    (1..=MOST_PARTS).contains(&parts.len()) && parts.into_iter().all(|part| of(part).is_some())
}

/// What is asked of one that is nearly a language, and that one's name.
pub fn meant(part: &str, language: Lang) -> Option<(String, &'static str)> {
    let near = nearest(part, LANGUAGES.iter().map(|own| own.staff_name(language))).and_then(|at| LANGUAGES.get(at))?;
    let name = near.staff_name(language);
    Some((language.desk().season.language_near.with(&[("typed", &part), ("name", &name)]), name))
}

/// What is said of one that is none.
pub fn unknown(part: &str, language: Lang) -> String {
    language.desk().season.language_unknown.of(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_names_and_by_how_people_spell_it() {
        for (written, code) in [
            ("ti", "ti"),
            ("Tigrinya", "ti"),
            ("tigrinja", "ti"),
            ("ትግርኛ", "ti"),
            ("Arabic", "ar"),
            ("Dari", "fa"),
            ("Perzisch", "fa"),
            ("kurmancî", "ku"),
            ("Koerdisch", "ku"),
            ("SOMALI", "so"),
        ] {
            assert_eq!(of(written).map(|own| own.code), Some(code), "{written}");
        }
        for other in ["", "Klingon", "en nog iets", "("] {
            assert_eq!(of(other).map(|own| own.code), None, "{other}");
        }
        assert!(ALSO_WRITTEN.iter().all(|(name, code)| plain(name) == *name && Language::find(code).is_some()));
    }

    #[test]
    fn one_that_is_nearly_known_is_asked_back() {
        let said = "De taal Arabich kennen we niet. Bedoelt u Arabisch?".to_owned();
        assert_eq!(meant("Arabich", Language::dutch()), Some((said, "Arabisch")));
        assert_eq!(meant("Klingon", Language::dutch()), None);
        assert_eq!(unknown("Klingon", Language::dutch()), "Deze taal kennen we niet: Klingon");
    }
}
