//! Words that never stand in what a shared phone shows (neutrale woorden): titles, calendars, addresses, file names.

use std::sync::LazyLock;

use crate::language::Language;

/// In lower case, Dutch first. Each phrase file names those of its own language, so none is without.
pub fn stems() -> &'static [&'static str] {
    static STEMS: LazyLock<Vec<&str>> = LazyLock::new(|| Language::written().flat_map(of).collect());
    &STEMS
}

/// The first stem that a text holds.
pub fn loaded_word(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    stems().iter().copied().find(|stem| text.contains(stem))
}

fn of(language: &'static Language) -> impl Iterator<Item = &'static str> {
    language.phrases().loaded.stems.as_str().split(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_says_too_much_is_found() {
        assert_eq!(loaded_word("Avond over Achterlating"), Some("achterlat"));
        assert_eq!(loaded_word("Na zewaca bi zorê"), Some("zewaca bi zor"));
        assert_eq!(loaded_word("Opvoeden in twee culturen"), None);
    }

    #[test]
    fn every_stem_is_found_and_none_is_a_slip() {
        for language in Language::written() {
            for stem in of(language) {
                assert!(stem.chars().count() >= 3 && stem.trim() == stem, "{language}: {stem:?}");
                assert_eq!(stem, stem.to_lowercase(), "{language}: a stem in capitals is never found");
            }
        }
    }
}
