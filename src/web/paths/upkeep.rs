//! Addresses of what is kept once a year (onderhoud): school holidays, feasts and telephone numbers.

pub const UPKEEP: &str = "/desk/onderhoud";
pub const HOLIDAYS: &str = "/desk/vakanties";
pub const HOLIDAY_FILE: &str = "/desk/vakanties/bestand";
pub const DAYS: &str = "/desk/dagen";
pub const CONTACTS: &str = "/desk/contacten";
pub const NEAR_CONTACTS: &str = "/desk/contacten/dichtbij";

pub fn school_year(year: &str) -> String {
    format!("{HOLIDAYS}/{year}")
}

pub fn school_year_removal(year: &str) -> String {
    format!("{HOLIDAYS}/{year}/weg")
}

/// The editions of a day.
pub fn day(key: &str) -> String {
    format!("{DAYS}/{key}")
}

pub fn new_edition(key: &str) -> String {
    format!("{DAYS}/{key}/new")
}

pub fn edition(key: &str, edition: &str) -> String {
    format!("{DAYS}/{key}/{edition}")
}

pub fn contact(key: &str) -> String {
    format!("{CONTACTS}/{key}")
}

pub fn near_contact(key: &str) -> String {
    format!("{NEAR_CONTACTS}/{key}")
}
