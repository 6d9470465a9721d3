//! Words that never stand in what a shared phone shows (neutrale woorden): titles, calendars, addresses, file names.

/// Stems, in lower case, in the languages of the handouts. Parents' titles, addresses, file names, calendar entries and
/// metadata hold none of them (domain facts 4.2, rule 5).
pub const STEMS: &[&str] = &[
    // Dutch
    "achterlat",
    "achtergelat",
    "huwelijksdwang",
    "uithuwelijk",
    "veilig thuis",
    "mishandel",
    "eergerelateerd",
    "eerwraak",
    "meldcode",
    "slachtoffer",
    "ontvoer",
    "dwang",
    "misbruik",
    "leerplichtambtenaar",
    // English
    "abandon",
    "left behind",
    "forced marriage",
    "abuse",
    "honour-related",
    "honor killing",
    "victim",
    "abduct",
    // French, Turkish, Somali
    "abandonn",
    "mariage forcé",
    "maltrait",
    "terk edil",
    "zorla evlen",
    "istismar",
    "guurka qasabka",
    "dayacaad",
    // Arabic, Farsi, Urdu
    "زواج قسري",
    "الزواج القسري",
    "إساءة معاملة",
    "هجر الأطفال",
    "ازدواج اجباری",
    "کودک آزاری",
    "جبری شادی",
    // Tigrinya, Amharic
    "ግዱድ መርዓ",
    "ግፍዒ",
    "የግዳጅ ጋብቻ",
    "ጥቃት",
];

/// The first stem that a text holds.
pub fn loaded_word(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    STEMS.iter().copied().find(|stem| text.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_says_too_much_is_found() {
        assert_eq!(loaded_word("Avond over Achterlating"), Some("achterlat"));
        assert_eq!(loaded_word("Opvoeden in twee culturen"), None);
    }
}
