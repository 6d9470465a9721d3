//! What planners write in a cell instead of the words of a list (woorden): "alleen vaders", "ja", "8 plaatsen".

use super::elder::elder;
use super::name::plain;
use crate::domain::plan::MeetingAudience;
use crate::domain::typed::western_digits;

/// They say nothing about for whom it is.
const BESIDE: [&str; 22] = [
    "alle",
    "alleen",
    "all",
    "and",
    "avond",
    "de",
    "een",
    "en",
    "evening",
    "for",
    "het",
    "met",
    "of",
    "only",
    "onze",
    "our",
    "samen",
    "the",
    "together",
    "uitsluitend",
    "van",
    "voor",
];
/// They say who those parents are, which an evening does not keep.
const DESCRIBING: [&str; 44] = [
    "afghaanse",
    "alleenstaand",
    "alleenstaande",
    "allochtone",
    "amhaarse",
    "arabische",
    "arabischtalige",
    "bulgaarse",
    "christelijke",
    "eritreaanse",
    "eritrese",
    "eritrean",
    "ethiopische",
    "gescheiden",
    "iraakse",
    "iraanse",
    "islamitische",
    "jonge",
    "koerdische",
    "marokkaanse",
    "nederlandse",
    "nieuwe",
    "oekraiense",
    "oudere",
    "pakistaanse",
    "poolse",
    "roemeense",
    "single",
    "soedanese",
    "somalische",
    "surinaamse",
    "syrian",
    "syrische",
    "tigrinya",
    "turkish",
    "turkse",
    "turkstalige",
    "werkende",
    "working",
    "young",
    "divorced",
    "somali",
    "gevluchte",
    "refugee",
];
/// In plain letters, one word each.
const AUDIENCES: [(MeetingAudience, &[&str]); 7] = [
    (
        MeetingAudience::ParentsTogether,
        &[
            "ouders",
            "ouder",
            "iedereen",
            "allemaal",
            "allen",
            "beide",
            "beiden",
            "gezinnen",
            "parents",
            "parent",
            "everybody",
            "everyone",
            "anyone",
            "both",
            "families",
        ],
    ),
    (
        MeetingAudience::Mothers,
        &["moeders", "moeder", "mamas", "mama", "vrouwen", "mothers", "mother", "mums", "moms", "women"],
    ),
    (MeetingAudience::Fathers, &["vaders", "vader", "papas", "papa", "mannen", "fathers", "father", "dads", "men"]),
    (
        MeetingAudience::BlendedFamilies,
        &[
            "samengesteld",
            "samengestelde",
            "samengesteldegezinnen",
            "stiefgezinnen",
            "stiefouders",
            "blended",
            "stepfamilies",
            "stepparents",
        ],
    ),
    (
        MeetingAudience::Facilitators,
        &["gespreksleiders", "gespreksleider", "begeleiders", "facilitators", "facilitator"],
    ),
    (
        MeetingAudience::SchoolStaff,
        &[
            "leraren",
            "leerkrachten",
            "docenten",
            "mentoren",
            "school",
            "scholen",
            "schoolpersoneel",
            "teachers",
            "schools",
        ],
    ),
    (
        MeetingAudience::CareWorkers,
        &["hulpverleners", "hulpverlener", "zorgverleners", "wijkteam", "wijkteams", "professionals", "careworkers"],
    ),
];

/// For whom it is, when every word is known and they agree; mothers and fathers are parents together.
pub fn audience(typed: &str) -> Option<MeetingAudience> {
    use MeetingAudience::{BlendedFamilies, Fathers, Mothers, ParentsTogether};
    let is_beside = |word: &String| BESIDE.contains(&word.as_str()) || DESCRIBING.contains(&word.as_str());
    let words: Vec<String> = words(typed).into_iter().filter(|word| !is_beside(word)).collect();
    if words.is_empty() {
        let is_all = ["alle", "all", "samen", "together"].contains(&plain(typed).as_str());
        return is_all.then_some(ParentsTogether);
    }
    let mut found = words.iter().map(|word| of_word(word)).collect::<Option<Vec<_>>>()?;
    found.sort_by_key(|own| own.code());
    found.dedup();
    match found[..] {
        [one] => Some(one),
        _ if found.iter().all(|own| matches!(own, ParentsTogether | Mothers | Fathers)) => Some(ParentsTogether),
        [BlendedFamilies, ParentsTogether] => Some(BlendedFamilies),
        _ => None,
    }
}

fn of_word(word: &str) -> Option<MeetingAudience> {
    AUDIENCES.iter().find(|(_, names)| names.contains(&word)).map(|(own, _)| *own).or_else(|| elder(word))
}

/// Whether it says more of them than for whom an evening can be: "alleenstaande moeders".
pub fn is_described(typed: &str) -> bool {
    words(typed).iter().any(|word| DESCRIBING.contains(&word.as_str()) || elder(word).is_some())
}

/// For whom it may be when nothing tells: who is named in it, and who is usual.
pub fn likely_audiences(typed: &str) -> Vec<MeetingAudience> {
    use MeetingAudience::{Fathers, Mothers, ParentsTogether};
    let mut likely: Vec<MeetingAudience> = Vec::new();
    for audience in words(typed).iter().filter_map(|word| of_word(word)).chain([ParentsTogether, Mothers, Fathers]) {
        if !likely.contains(&audience) {
            likely.push(audience);
        }
    }
    likely
}

/// "Ja", "x" and a tick; "nee", "geen" and a dash.
pub fn yes_or_no(typed: &str) -> Option<bool> {
    match plain(typed).as_str() {
        "ja" | "j" | "yes" | "y" | "x" | "v" | "wel" | "nodig" | "needed" | "welnodig" | "isnodig" | "1"
        | "jagraag" | "graag" | "geregeld" | "isgeregeld" | "aanwezig" | "yesplease" | "arranged" | "nogregelen"
        | "nogteregelen" | "regelen" | "nogzoeken" | "gezocht" | "wordtgezocht" => Some(true),
        "nee" | "neen" | "n" | "no" | "geen" | "none" | "niet" | "not" | "nietnodig" | "notneeded" | "0" | "nvt"
        | "nietvantoepassing" | "na" | "notapplicable" | "hoeftniet" | "neebedankt" | "nothanks" | "geentolk"
        | "geenoppas" | "geenopvang" | "geenkinderopvang" | "zonder" | "zondertolk" => Some(false),
        "" if typed.contains(['✓', '✔', '☑']) => Some(true),
        "" if typed.trim().chars().all(|c| "-–—".contains(c)) && !typed.trim().is_empty() => Some(false),
        _ => None,
    }
}

/// The one number in it: "8", "max. 8 kinderen", "٨".
pub fn number(typed: &str) -> Option<i32> {
    let western = western_digits(typed);
    let mut numbers = western.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let number = numbers.next()?.parse().ok()?;
    // What stands before it could be a sign, and a second one a fraction or a span.
    (numbers.next().is_none() && !western.trim_start().starts_with('-')).then_some(number)
}

/// A number that is written out, in Dutch or in English.
pub(super) fn written_number(word: &str) -> Option<u32> {
    let number = match word {
        "een" | "één" | "one" => 1,
        "twee" | "two" => 2,
        "drie" | "three" => 3,
        "vier" | "four" => 4,
        "vijf" | "five" => 5,
        "zes" | "six" => 6,
        "zeven" | "seven" => 7,
        "acht" | "eight" => 8,
        "negen" | "nine" => 9,
        "tien" | "ten" => 10,
        "elf" | "eleven" => 11,
        "twaalf" | "twelve" => 12,
        "vijftien" | "fifteen" => 15,
        "twintig" | "twenty" => 20,
        _ => return None,
    };
    Some(number)
}

pub(super) fn words(typed: &str) -> Vec<String> {
    let words = typed.split(|c: char| c.is_whitespace() || ",;/+&|-()".contains(c)).map(plain);
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn for_whom_it_is_may_be_said_in_many_words() {
        use MeetingAudience::*;
        for (typed, expected) in [
            ("alleen vaders", Fathers),
            ("VADERS ", Fathers),
            ("papa's", Fathers),
            ("only mothers", Mothers),
            ("Moeders en vaders", ParentsTogether),
            ("vaders & moeders", ParentsTogether),
            ("fathers/mothers", ParentsTogether),
            ("ouders", ParentsTogether),
            ("Alle ouders", ParentsTogether),
            ("allemaal", ParentsTogether),
            ("samen", ParentsTogether),
            ("Moeders samen", Mothers),
            ("all", ParentsTogether),
            ("samengestelde gezinnen", BlendedFamilies),
            ("leraren", SchoolStaff),
            ("alleenstaande moeders", Mothers),
            ("Eritrese ouders", ParentsTogether),
            ("Jonge, werkende vaders", Fathers),
            ("Oma's", Mothers),
            ("grandmothers", Mothers),
            ("opa's en oma's", ParentsTogether),
        ] {
            assert_eq!(audience(typed), Some(expected), "{typed}");
        }
        assert!(is_described("Eritrese ouders") && is_described("oma's") && !is_described("alleen vaders"));
        assert_eq!(likely_audiences("leraren en koningen"), [SchoolStaff, ParentsTogether, Mothers, Fathers]);
        for other in [
            "",
            "voor",
            "koningen",
            "Eritrese",
            "alleenstaande koningen",
            "moeders en koningen",
            "jongeren",
            "vaders en leraren",
            "🙂",
        ] {
            assert_eq!(audience(other), None, "{other}");
        }
    }

    #[test]
    fn yes_no_and_a_number_are_read_as_people_write_them() {
        for (typed, expected) in [
            ("Ja", Some(true)),
            ("x", Some(true)),
            ("✓", Some(true)),
            ("niet nodig", Some(false)),
            ("-", Some(false)),
            ("n.v.t.", Some(false)),
            ("hoeft niet", Some(false)),
            ("ja graag", Some(true)),
            ("nog regelen", Some(true)),
        ] {
            assert_eq!(yes_or_no(typed), expected, "{typed}");
        }
        for other in ["", "misschien", "Haile", "ja, denk ik"] {
            assert_eq!(yes_or_no(other), None, "{other}");
        }
        assert_eq!((number("8"), number("max. 8 kinderen"), number("٨")), (Some(8), Some(8), Some(8)));
        assert_eq!((number("ja"), number("6-8"), number("-3"), number("99999999999")), (None, None, None, None));
    }
}
