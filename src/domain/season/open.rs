//! What people write where they know nothing yet (nog open): a question mark, "n.n.b.", "volgt".

use super::Column;
use super::name::plain;
use crate::domain::typed;

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

/// "N.v.t." is a "no" where yes or no is asked, and nothing elsewhere.
const NOT_APPLICABLE: [&str; 3] = ["nvt", "nietvantoepassing", "notapplicable"];

/// Whether a cell of this column says nothing yet. A dash is a "no" where yes or no is asked.
pub fn is_open(cell: &str, column: Option<Column>) -> bool {
    let typed = cell.trim();
    let is_of = |marks: &str| !typed.is_empty() && typed.chars().all(|c| c.is_whitespace() || marks.contains(c));
    let asks = matches!(column, Some(Column::Interpreter | Column::Childcare));
    let plain = plain(typed);
    let is_no = !asks && column != Some(Column::Food);
    is_of("?.…\u{37e}\u{61f}")
        || (!asks && is_of("-–—"))
        || WORDS.contains(&plain.as_str())
        || (is_no && (NOT_APPLICABLE.contains(&plain.as_str()) || typed.eq_ignore_ascii_case("n/a")))
}

/// What stands before a sum.
const SUMS: [&str; 8] = ["totaal", "totalen", "subtotaal", "som", "total", "totals", "subtotal", "sum"];

/// Whether a row adds up the others, and is no evening.
pub fn is_total(row: &[String]) -> bool {
    let first = row.iter().map(String::as_str).find(|cell| !cell.trim().is_empty());
    let first = first.map(|cell| cell.trim().trim_end_matches(':')).and_then(|cell| cell.split_whitespace().next());
    let has_date = || row.iter().any(|cell| typed::date(cell).is_some());
    first.is_some_and(|word| SUMS.contains(&plain(word).as_str())) && !has_date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_adds_up_is_known_by_its_first_word() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        for total in [&["Totaal", "12"][..], &["", "TOTAAL:", "€ 640"], &["Totaal 12 avonden"], &["Sum"]] {
            assert!(is_total(&row(total)), "{total:?}");
        }
        for other in [&["9-6-2027", "Totaal"][..], &["", ""], &[], &["Totaalweekend"], &["Som Sport", "10-5-2027"]] {
            assert!(!is_total(&row(other)), "{other:?}");
        }
    }

    #[test]
    fn what_is_not_known_yet_says_nothing_and_a_dash_may_be_a_no() {
        for typed in
            ["?", "??", " ? ", "؟", "…", "n.n.b.", "NNB", "Volgt", "nog niet bekend", "nog onbekend?", "TBD", "-"]
        {
            assert!(is_open(typed, Some(Column::Venue)), "{typed}");
        }
        assert!(!is_open("-", Some(Column::Childcare)) && is_open("?", Some(Column::Childcare)));
        for typed in ["n.v.t.", "NVT", "niet van toepassing", "n/a"] {
            let is_open = |column| is_open(typed, Some(column));
            assert!(is_open(Column::Room) && is_open(Column::Title), "{typed}");
            assert!(!is_open(Column::Food) && !is_open(Column::Interpreter) && !is_open(Column::Childcare), "{typed}");
        }
        for other in ["", " ", "Utrecht", "zaal ?", "nee", "0", "1.2", "10-5", "Volgtje"] {
            assert!(!is_open(other, Some(Column::Room)), "{other}");
        }
        assert!(WORDS.iter().all(|word| plain(word) == *word));
    }
}
