//! Names as people write them (namen): compared without case, accents and dots, and the nearest when none is the same.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Further apart, a name is another name.
const MOST_SLIPS: usize = 3;
/// Names of organisations are shorter; what is longer is not compared.
const LONGEST: usize = 120;

/// Letters and figures alone, in lower case without accents: "Zelf-organisatie " is "zelforganisatie".
pub fn plain(text: &str) -> String {
    let letters = text.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A cell that names several: with commas, or with "en" between the last two.
pub fn parts(cell: &str) -> Vec<&str> {
    located(cell).into_iter().map(|(_, part)| part).collect()
}

/// The cell with a name instead of some of its parts, wherever else the same letters stand.
pub fn replaced(cell: &str, run: Range<usize>, name: &str) -> String {
    let located = located(cell);
    let own = located.get(run).unwrap_or_default();
    let (Some((from, _)), Some((last, part))) = (own.first(), own.last()) else { return cell.to_owned() };
    let (before, after) = (cell.get(..*from), cell.get(last + part.len()..));
    format!("{}{name}{}", before.unwrap_or_default(), after.unwrap_or_default())
}

/// Each part with the place where it begins.
fn located(cell: &str) -> Vec<(usize, &str)> {
    let marks = cell.match_indices([',', ';', '/', '+', '&', '|', '،']);
    let words = [" en ", " and "].into_iter().flat_map(|word| cell.match_indices(word));
    let mut marks: Vec<(usize, &str)> = marks.chain(words).collect();
    marks.sort_unstable();
    marks.push((cell.len(), ""));
    let (mut from, mut found) = (0, Vec::new());
    // What begins inside the mark before it is none: "a en and b".
    for (at, mark) in marks {
        let Some(part) = cell.get(from..at) else { continue };
        let begin = from + part.len() - part.trim_start().len();
        from = at + mark.len();
        if !part.trim().is_empty() {
            found.push((begin, part.trim()));
        }
    }
    found
}

/// They are in many names, and name none.
const GENERAL: [&str; 24] = [
    "stichting",
    "vereniging",
    "oudervereniging",
    "vrouwenvereniging",
    "organisatie",
    "zelforganisatie",
    "koffiekring",
    "opvoedsteunpunt",
    "steunpunt",
    "groep",
    "club",
    "centrum",
    "foundation",
    "association",
    "centre",
    "de",
    "het",
    "een",
    "van",
    "voor",
    "the",
    "and",
    "for",
    "en",
];

/// Names that many cells are compared with: in plain letters, and the words of each.
pub struct Names(Vec<(String, Vec<String>)>);

impl Names {
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(|name| (plain(name), words(name).collect())).collect())
    }

    /// The place of the one that is written so.
    pub fn same(&self, typed: &str) -> Option<usize> {
        let wanted = plain(typed);
        self.0.iter().position(|(name, _)| *name == wanted && !wanted.is_empty())
    }

    /// The places of those that a few whole words of them are written for: "Tulpentuin" for "Oudervereniging De Tulpentuin".
    pub fn called(&self, typed: &str) -> Vec<usize> {
        let wanted = plain(typed);
        let is_general = words(typed).all(|word| GENERAL.contains(&word.as_str()));
        if wanted.chars().count() < 3 || wanted.chars().count() > LONGEST || is_general {
            return Vec::new();
        }
        let is_part = |words: &[String]| {
            (0..words.len()).any(|from| {
                let ends = words.iter().skip(from).scan(String::new(), |own, word| {
                    own.push_str(word);
                    Some(own.clone())
                });
                ends.take_while(|own| own.len() <= wanted.len()).any(|own| own == wanted)
            })
        };
        self.0.iter().enumerate().filter(|(_, (_, words))| is_part(words)).map(|(at, _)| at).collect()
    }

    /// The places of those that have words of it, most words first: "op vakantie en terug" for "Met vakantie en weer terug".
    pub fn likely(&self, typed: &str) -> Vec<usize> {
        let wanted: Vec<String> = words(typed).filter(|word| !GENERAL.contains(&word.as_str())).collect();
        let shared = |own: &[String]| {
            wanted.iter().take(MOST_WORDS).filter(|word| own.iter().any(|own| is_akin(word, own))).count()
        };
        let ranked = self.0.iter().enumerate().map(|(at, (_, words))| (std::cmp::Reverse(shared(words)), at));
        let mut ranked: Vec<_> = ranked.filter(|(shared, _)| shared.0 > 0).collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, at)| at).collect()
    }
}

/// More words of a cell are not looked for in names.
const MOST_WORDS: usize = 12;
/// Words that begin with so many letters alike mean about the same: "scheiden" and "scheiding".
const STEM: usize = 5;

/// Short words are in every sentence and tell nothing.
fn is_akin(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.chars().take(STEM).collect::<String>();
    one.chars().count() >= STEM && stem(one) == stem(other)
}

fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    name.split(|c: char| c.is_whitespace() || "-/&(),.".contains(c)).map(plain).filter(|word| !word.is_empty())
}

/// The place of the one name that was probably meant: a few letters off, or the beginning or another part of it.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    let typed: Vec<char> = plain(typed).chars().take(LONGEST).collect();
    if typed.len() < 3 {
        return None;
    }
    let part: String = typed.iter().collect();
    let slips = |name: &str| {
        let name = plain(name);
        if part.len() >= 4 && name.contains(&part) {
            return 0;
        }
        distance(&typed, &name.chars().take(LONGEST).collect::<Vec<_>>())
    };
    let most = MOST_SLIPS.min(typed.len() / 3);
    let mut near: Vec<(usize, usize)> =
        names.into_iter().map(slips).enumerate().map(|(at, slips)| (slips, at)).collect();
    near.retain(|(slips, _)| *slips <= most);
    near.sort_unstable();
    match near[..] {
        [(_, at)] => Some(at),
        [(best, at), (next, _), ..] if best < next => Some(at),
        // Two are as near: nothing tells which.
        _ => None,
    }
}

/// How many letters must be put in, taken out or changed to make one of the other (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, own) in other.iter().enumerate() {
            let changed = before + usize::from(letter != own);
            before = row[place + 1];
            row[place + 1] = changed.min(row[place] + 1).min(before + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_accents_and_dots() {
        assert_eq!(plain(" Zelf-Organisatie é. V."), "zelforganisatieev");
        assert_eq!(plain("İstanbul"), plain("istanbul"));
        assert_eq!(plain("\u{202e}=+-"), "");
    }

    #[test]
    fn a_cell_names_several_with_commas_or_a_word_between() {
        assert_eq!(parts("Nederlands, Turks en Arabisch"), ["Nederlands", "Turks", "Arabisch"]);
        assert_eq!(parts("nl;ti/en"), ["nl", "ti", "en"]);
        assert_eq!(parts("K01 and K02 & K03,,"), ["K01", "K02", "K03"]);
        assert_eq!(parts("Engels"), ["Engels"]);
        assert_eq!((parts("a en en b"), parts(", en ,")), (vec!["a", "en b"], Vec::new()));
    }

    #[test]
    fn a_part_is_replaced_where_it_stands() {
        assert_eq!(replaced("Arabisch, Arabis", 1..2, "Arabisch"), "Arabisch, Arabisch");
        assert_eq!(replaced("Turks en n", 1..2, "Nederlands"), "Turks en Nederlands");
        assert_eq!(replaced("K01, vrienden en sociale media", 1..3, "K03"), "K01, K03");
        assert_eq!((replaced("a", 1..2, "b"), replaced("", 0..1, "b")), ("a".to_owned(), String::new()));
    }

    #[test]
    fn a_name_is_called_by_whole_words_of_it_that_are_its_own() {
        let names =
            ["Koffiekring De Jebena", "Oudervereniging De Tulpentuin", "Stichting Noor", "Vrouwen van Noor-Oost"];
        for (typed, expected) in [
            ("Tulpentuin", vec![1]),
            ("de tulpen tuin", vec![1]),
            ("JEBENA", vec![0]),
            ("noor", vec![2, 3]),
            ("Noor Oost", vec![3]),
            ("Tulpen", vec![]),
            ("Stichting", vec![]),
            ("Oudervereniging De", vec![]),
            ("", vec![]),
            ("De", vec![]),
        ] {
            assert_eq!(Names::new(names).called(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_name_is_likely_when_it_has_long_words_of_what_was_typed() {
        let names =
            Names::new(["Weer naar school", "Met vakantie en weer terug: wat zegt de wet?", "Na een scheiding"]);
        assert_eq!(names.likely("op vakantie en terug"), [1]);
        assert_eq!(names.likely("Scheiden, en naar school"), [0, 2]);
        assert_eq!(names.likely("terug naar school na de vakantie"), [1, 0], "most words first");
        assert_eq!((names.likely("wat en de"), names.likely("")), (vec![], vec![]));
    }

    #[test]
    fn a_whole_name_is_the_same_without_case_and_marks_and_nothing_is_no_name() {
        let names = Names::new(["Koffiekring De Jebena", "", "Stichting Noor"]);
        assert_eq!((names.same("koffiekring de jebena."), names.same("stichting NOOR")), (Some(0), Some(2)));
        assert_eq!((names.same("Jebena"), names.same("")), (None, None));
    }

    #[test]
    fn the_nearest_name_is_a_few_letters_off_or_a_part_and_never_one_of_two() {
        let names = ["Koffiekring De Jebena", "Stichting Anadolu", "Stichting Al Noor", "Vrouwen van Oost"];
        let found = |typed| nearest(typed, names).map(|at| names[at]);
        assert_eq!(found("koffiekring jebena"), Some(names[0]));
        assert_eq!(found("Stichting Anadollu"), Some(names[1]));
        assert_eq!(found("Jebena"), Some(names[0]));
        assert_eq!(found("Stichting"), None);
        assert_eq!(found("Vereniging Zuid"), None);
        assert_eq!((found("De"), found("")), (None, None));
    }
}
