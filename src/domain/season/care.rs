//! What planners write of an interpreter and of places for children (verzorging): a name, "ja, Samira", "max. 8 kinderen".

use unicode_normalization::char::is_combining_mark;

use super::name::plain;
use super::word::{number, words, written_number};

/// What is said of a number of places for children. "Tot 12 jaar" is how old they are, and "€ 45" what it costs.
const BESIDE_PLACES: [&str; 30] = [
    "about", "around", "ca", "children", "circa", "for", "graag", "ja", "kids", "kind", "kinderen", "kindjes", "max",
    "maximaal", "maximum", "ongeveer", "peuters", "place", "places", "plaats", "plaatsen", "plek", "plekken", "rond",
    "stuks", "to", "tot", "up", "voor", "yes",
];
/// For how many children there is room, when nothing else is said.
pub fn places_of_children(typed: &str) -> Option<i32> {
    let beside: String = typed.chars().map(|c| if c.is_numeric() { ' ' } else { c }).collect();
    let is_usual = |c: char| c.is_alphanumeric() || c.is_whitespace() || ".,;:()~±-".contains(c);
    let (mut written, mut is_all) = (Vec::new(), typed.chars().all(is_usual));
    for word in words(&beside) {
        // "Een oppas" is not one place.
        match written_number(&word).filter(|number| *number > 1).and_then(|number| i32::try_from(number).ok()) {
            Some(number) => written.push(number),
            None => is_all &= BESIDE_PLACES.contains(&word.as_str()),
        }
    }
    let found = match written[..] {
        [] => number(typed),
        [one] if !typed.chars().any(char::is_numeric) => Some(one),
        _ => None,
    };
    found.filter(|_| is_all)
}

/// "Ja, Samira", and "yes please".
pub fn begins_with_yes(typed: &str) -> bool {
    words(typed).first().is_some_and(|first| ["ja", "yes"].contains(&first.as_str()))
}

/// What is said after the yes: "Samira" of "Ja, Samira".
pub fn after_yes(typed: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || ",:;".contains(c);
    match typed.trim().split_once(is_mark) {
        Some((first, rest)) if begins_with_yes(first) => rest.trim_start_matches(is_mark),
        _ => typed.trim(),
    }
}

const BY_PHONE: [&str; 11] = [
    "telefonisch",
    "telefonische",
    "telefoon",
    "telefoontolk",
    "tolkentelefoon",
    "tolktelefoon",
    "tolkenlijn",
    "beltolk",
    "phone",
    "telephone",
    "telephonic",
];
const BESIDE_PHONE: [&str; 22] = [
    "a",
    "aan",
    "by",
    "de",
    "een",
    "en",
    "graag",
    "het",
    "in",
    "interpreter",
    "ja",
    "met",
    "on",
    "op",
    "over",
    "per",
    "the",
    "tolk",
    "tolken",
    "via",
    "with",
    "yes",
];

/// Whether a cell says nothing but that the interpreter is on the phone, and perhaps in which language.
pub fn is_by_phone(typed: &str, is_language: impl Fn(&str) -> bool) -> bool {
    let words = words(typed);
    let is_beside = |word: &str| BESIDE_PHONE.contains(&word) || is_language(word);
    words.iter().any(|word| BY_PHONE.contains(&word.as_str()))
        && words.iter().all(|word| BY_PHONE.contains(&word.as_str()) || is_beside(word))
}

/// They begin no name.
const NO_NAME: [&str; 30] = [
    "nee",
    "neen",
    "no",
    "geen",
    "none",
    "niet",
    "not",
    "niemand",
    "nobody",
    "misschien",
    "maybe",
    "perhaps",
    "weet",
    "onbekend",
    "unknown",
    "nog",
    "nvt",
    "na",
    "tbd",
    "eventueel",
    "soms",
    "mogelijk",
    "liever",
    "later",
    "zelf",
    "wie",
    "who",
    "zonder",
    "without",
    "hopelijk",
];
const MOST_WORDS_OF_NAME: usize = 5;

/// Whether it may be what somebody is called: "Saba T.", "mevrouw Haile".
pub fn is_name(typed: &str) -> bool {
    let is_usual = |c: char| c.is_alphabetic() || is_combining_mark(c) || c.is_whitespace() || ".,'’-()".contains(c);
    let written: Vec<&str> = typed.split(|c: char| c.is_whitespace() || ",()".contains(c)).collect();
    let words: Vec<String> = written.iter().map(|word| plain(word)).filter(|word| !word.is_empty()).collect();
    // What has no capitals begins with none.
    let is_capital = |word: &&str| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    (1..=MOST_WORDS_OF_NAME).contains(&words.len())
        && typed.chars().all(is_usual)
        && written.iter().any(is_capital)
        && !words.iter().any(|word| NO_NAME.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_capital_or_letters_without_and_no_doubt_in_it() {
        for name in ["Saba T.", "Samira", "mevrouw Haile", "O'Neill-de Vries", "ሳባ", "سميرة"] {
            assert!(is_name(name), "{name}");
        }
        for other in
            ["", ",", "?", "Misschien", "nog regelen", "Nog niet", "N.v.t.", "Nee, hoeft niet", "Zaal 2", "€ Saba"]
        {
            assert!(!is_name(other), "{other}");
        }
        assert!(begins_with_yes("ja, Samira") && begins_with_yes("Yes Tigrinya"));
        assert!(!begins_with_yes("Jamila") && !begins_with_yes(",") && !begins_with_yes("nee, ja"));
    }

    #[test]
    fn an_interpreter_may_be_on_the_phone_and_a_name_follows_a_yes() {
        let is_by_phone = |typed: &str| is_by_phone(typed, |word| word == "tigrinya");
        for typed in
            ["telefonisch", "Telefonische tolk", "by phone", "tolk aan de telefoon", "ja, telefonisch (Tigrinya)"]
        {
            assert!(is_by_phone(typed), "{typed}");
        }
        for other in ["", "ja", "tolk", "Saba T. telefonisch", "telefonisch of ter plaatse", "Tigrinya"] {
            assert!(!is_by_phone(other), "{other}");
        }
        assert_eq!(
            [after_yes("Ja, Samira"), after_yes("yes Saba T."), after_yes(" Jamila K.")],
            ["Samira", "Saba T.", "Jamila K."]
        );
        assert_eq!((after_yes("ja"), after_yes("")), ("ja", ""));
    }

    #[test]
    fn a_number_of_places_is_taken_when_nothing_else_is_said() {
        for typed in [
            "8",
            "max. 8 kinderen",
            "8 kids",
            "ja, 8 plaatsen",
            "up to 8 children",
            "ca. 8",
            "(8)",
            "8kinderen",
            "٨",
            "acht",
            "Voor acht kindjes",
            "± 8",
            "tot 8 kinderen",
        ] {
            assert_eq!(places_of_children(typed), Some(8), "{typed}");
        }
        for other in [
            "",
            "ja",
            "kinderen tot 12 jaar",
            "€ 45",
            "45%",
            "ja, zaal 2",
            "6-8",
            "-3",
            "8 volwassenen",
            "acht of tien",
            "8 of tien",
            "tot 8 jaar",
            "een oppas",
            "1 oppas",
            "een",
        ] {
            assert_eq!(places_of_children(other), None, "{other}");
        }
    }
}
