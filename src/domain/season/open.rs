//! What people write where they know nothing yet (nog open): a question mark, "n.n.b.", "volgt".

use super::Column;
use super::name::plain;

/// In plain letters.
const WORDS: [&str; 30] = [
    "nnb",
    "ntb",
    "tbd",
    "tba",
    "tbc",
    "pm",
    "volgt",
    "volgtnog",
    "later",
    "komtlater",
    "komtnog",
    "onbekend",
    "nogonbekend",
    "nogniet",
    "nognietbekend",
    "nietbekend",
    "nogbekend",
    "nogbepalen",
    "nogtebepalen",
    "nadertebepalen",
    "nogafspreken",
    "nogaftespreken",
    "inoverleg",
    "weetiknogniet",
    "weetnogniet",
    "unknown",
    "notyet",
    "notknownyet",
    "tobeannounced",
    "tobedecided",
];

/// Whether a cell of this column says nothing yet. A dash is a "no" where yes or no is asked.
pub fn is_open(cell: &str, column: Option<Column>) -> bool {
    let typed = cell.trim();
    let is_of = |marks: &str| !typed.is_empty() && typed.chars().all(|c| c.is_whitespace() || marks.contains(c));
    let asks = matches!(column, Some(Column::Interpreter | Column::Childcare));
    is_of("?.…\u{37e}\u{61f}") || (!asks && is_of("-–—")) || WORDS.contains(&plain(typed).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_yet_says_nothing_and_a_dash_may_be_a_no() {
        for typed in
            ["?", "??", " ? ", "؟", "…", "n.n.b.", "NNB", "Volgt", "nog niet bekend", "nog onbekend?", "TBD", "-"]
        {
            assert!(is_open(typed, Some(Column::Venue)), "{typed}");
        }
        assert!(!is_open("-", Some(Column::Childcare)) && is_open("?", Some(Column::Childcare)));
        for other in ["", " ", "Utrecht", "zaal ?", "nee", "0", "1.2", "10-5", "Volgtje"] {
            assert!(!is_open(other, Some(Column::Room)), "{other}");
        }
        assert!(WORDS.iter().all(|word| plain(word) == *word));
    }
}
