//! The names of the fields that the hostile strings go into.

/// Fields of the planner's form that hold one line, and those that hold several.
pub const LINES: [&str; 15] = [
    "working_title",
    "venue",
    "room",
    "address",
    "municipality",
    "line_one",
    "line_two",
    "own_title_nl",
    "own_title_nl_reader",
    "own_title_ar",
    "own_title_ar_reader",
    "facilitator_1_name",
    "facilitator_1_organisation",
    "facilitator_1_phone",
    "interpreter_name",
];
pub const TEXTS: [&str; 2] = ["parents_question", "note"];
/// Where a person cannot type freely, but a program can.
pub const OTHERS: [&str; 23] = [
    "date",
    "from",
    "until",
    "capacity",
    "childcare_places",
    "province",
    "region",
    "region_of",
    "languages",
    "audience",
    "school_phase",
    "food",
    "title",
    "kit_1",
    "kit_2",
    "kit_3",
    "kit_4",
    "partner",
    "version",
    "id",
    "look",
    "acknowledged",
    "form_token",
];
/// The places for people, each with fields of its own.
pub const PEOPLE: [&str; 4] = ["facilitator_1", "facilitator_2", "interpreter", "childcare"];
