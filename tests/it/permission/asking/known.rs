//! What every visit finds (bekend): rows with names that the addresses of the table can ask for.

use aantafel::domain::region::Region;

/// Of nobody.
pub const NO_ID: &str = "01990000-0000-7000-8000-000000000000";
pub const NO_CODE: &str = "zzzzzz";
/// The feeds that every visit finds, by whose they are.
pub const FEEDS: [(&str, &str); 2] = [("werker@demo", "own-feed"), ("werker.groningen@demo", "oth-feed")];

/// The proposals that every visit finds, each with who made it and whom it is for.
pub const PROPOSALS: [(&str, &str, &str); 2] = [
    ("01990000-0000-7000-8000-00000000000a", "gastvrouw@demo", "werker@demo"),
    ("01990000-0000-7000-8000-00000000000b", "gast.arabisch@demo", "werker.groningen@demo"),
];

/// A colleague of who visits, and somebody of another organisation.
pub const COLLEAGUES: [&str; 2] = ["01990000-0000-7000-8000-00000000000c", "01990000-0000-7000-8000-00000000000d"];
/// A link that opens once: to sign in, and to answer for an evening.
pub const LINK: [&str; 2] = ["own-link", "non-link"];
/// The parked messages that every visit finds, by whose they are.
pub const MESSAGES: [(&str, &str); 2] = [
    ("01990000-0000-7000-8000-00000000000e", "werker@demo"),
    ("01990000-0000-7000-8000-00000000000f", "werker.groningen@demo"),
];

/// The applications that every visit finds: one in the region of the first organisations, and one in another.
pub const APPLICATIONS: [(&str, Region); 2] =
    [("01990000-0000-7000-8000-0000000000aa", Region::Middle), ("01990000-0000-7000-8000-0000000000ab", Region::North)];
/// An organisation that let the first two in, so that both have it as a partner.
pub const PARTNER: &str = "01990000-0000-7000-8000-0000000000ba";

/// The rooms that every visit finds, with hours; by whose they are.
pub const ROOMS: [(&str, &str, &str); 2] = [
    ("01990000-0000-7000-8000-0000000000f1", "werker@demo", "01990000-0000-7000-8000-0000000000f3"),
    ("01990000-0000-7000-8000-0000000000f2", "werker.groningen@demo", "01990000-0000-7000-8000-0000000000f4"),
];

/// A host's own room; another's is the worker's.
pub const HOST_ROOM: (&str, &str, &str) =
    ("01990000-0000-7000-8000-0000000000f5", "gastvrouw@demo", "01990000-0000-7000-8000-0000000000f6");

/// A picture that everybody may see who has its address.
pub const LOGO: &str = "00000000000000000000000000000001.png";

/// A self-organisation that the worker's organisation let in, and its host.
pub const GUEST: (&str, &str) = ("01990000-0000-7000-8000-0000000000bb", "01990000-0000-7000-8000-0000000000bc");
