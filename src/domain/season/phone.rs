//! The number of somebody who is named in a cell (telefoon): "Saba T., 06-12345678", "Saba T. (tel. +31 6 1234 5678)".

use std::ops::{Range, RangeInclusive};

use crate::domain::typed::western_digits;

/// Fewer figures are a room or a year, and more are nothing that a phone can dial.
const FIGURES: RangeInclusive<usize> = 8..=15;
/// What is said before a number.
const LABELS: [&str; 9] = ["tel.", "tel", "telefoonnummer", "telefoon", "mobiel", "mob.", "nummer", "phone", "nr."];

/// The rest of the cell, and the number in it.
pub fn without_phone(typed: &str) -> (String, String) {
    let western = western_digits(typed);
    let found = place(&western)
        .and_then(|at| Some((western.get(..at.start)?, western.get(at.clone())?, western.get(at.end..)?)));
    let Some((before, phone, after)) = found else { return (typed.to_owned(), String::new()) };
    let is_mark = |c: char| c.is_whitespace() || "(),;:-".contains(c);
    let parts =
        [without_label(before.trim_end_matches(is_mark)).trim_end_matches(is_mark), after.trim_matches(is_mark)];
    let rest: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (rest.join(", "), phone.replace('.', " "))
}

fn place(typed: &str) -> Option<Range<usize>> {
    let is_of = |c: char| c.is_ascii_digit() || " +-().".contains(c);
    let mut from = 0;
    for piece in typed.split_inclusive(|c| !is_of(c)) {
        let own = piece.trim_end_matches(|c| !is_of(c));
        if FIGURES.contains(&own.bytes().filter(u8::is_ascii_digit).count()) {
            let first = own.find(|c: char| c == '+' || c.is_ascii_digit())?;
            let last = own.rfind(|c: char| c.is_ascii_digit())?;
            return Some(from + first..from + last + 1);
        }
        from += piece.len();
    }
    None
}

fn without_label(before: &str) -> &str {
    let label = LABELS.iter().find_map(|label| {
        let (rest, own) = before.split_at_checked(before.len().checked_sub(label.len())?)?;
        let is_word = rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        (own.eq_ignore_ascii_case(label) && is_word).then_some(rest)
    });
    label.unwrap_or(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_parted_from_the_name_before_or_after_it() {
        for (typed, rest, phone) in [
            ("Saba T., 06-12345678", "Saba T.", "06-12345678"),
            ("Saba T. 0612345678", "Saba T.", "0612345678"),
            ("Saba T. (tel. +31 6 1234 5678)", "Saba T.", "+31 6 1234 5678"),
            ("06.12.34.56.78 Saba T.", "Saba T.", "06 12 34 56 78"),
            ("ja, Saba T. Tel: ٠٦١٢٣٤٥٦٧٨, Tigrinya", "ja, Saba T., Tigrinya", "0612345678"),
            ("Motel 0612345678", "Motel", "0612345678"),
            ("0612345678", "", "0612345678"),
        ] {
            assert_eq!(without_phone(typed), (rest.to_owned(), phone.to_owned()), "{typed}");
        }
        for other in ["", "Saba T.", "Zaal 2", "12-5-2027", "6-8", "1234567890123456789", "ሳባ"] {
            assert_eq!(without_phone(other), (other.to_owned(), String::new()), "{other}");
        }
    }
}
