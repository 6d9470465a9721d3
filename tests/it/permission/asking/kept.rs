//! What is kept once a year (onderhoud), as it is asked for: a school year, a day, a number, and help near home.

use super::*;

pub fn is_kept(path: &str) -> bool {
    ["{year}", "{day}", "{contact}"].iter().any(|hole| path.contains(hole))
}

/// The name that is asked for, and the address; `None` where no other organisation has such a thing.
pub fn name_of(path: &str, whose: Whose) -> Option<(String, String)> {
    if path.contains("/dichtbij/") {
        // Of one's own municipality, of another, and of none.
        let key = match whose {
            Whose::Own => "utrecht_opvoeden",
            Whose::Other => "tilburg_opvoeden",
            Whose::Missing => "nergens_opvoeden",
        };
        return Some((key.to_owned(), path.replace("{contact}", key)));
    }
    let (hole, names) = match path {
        _ if path.contains("{year}") => ("{year}", ["2026-2027", "1999-2000"]),
        _ if path.contains("{day}") => ("{day}", ["ramadan", "nothing"]),
        _ => ("{contact}", ["lkha", "nergens"]),
    };
    let (name, address) = either(path, whose, hole, names)?;
    Some((name, address.replace("{edition}", "2027")))
}
