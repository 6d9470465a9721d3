//! How long what is kept (bewaartermijnen): one table, which one job obeys, one command proves and one page shows.

use chrono::{Duration, NaiveDateTime};

crate::coded! {
    /// What is kept for a while. The desk has sentences for each: what, why, how long.
    pub enum Kept {
        /// People on a meeting.
        People = "people",
        /// Who did what.
        Names = "names",
        /// Who read an own title, and who went against a rule.
        MeetingNames = "meeting_names",
        /// With whom somebody spoke on the phone, and answers that are not a yes.
        Answers = "answers",
        Attempts = "attempts",
        SignIns = "sign_ins",
        Links = "links",
        Submissions = "submissions",
        Applications = "applications",
        Messages = "messages",
        Accounts = "accounts",
        Packs = "packs",
        /// Times that are taken, and days that differ from the week.
        Availability = "availability",
    }
}

/// Who sees it while it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenBy {
    Owners,
    Coordinators,
    Oneself,
    Organisation,
    Nobody,
}

impl SeenBy {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owners => "seen_owners",
            Self::Coordinators => "seen_coordinators",
            Self::Oneself => "seen_self",
            Self::Organisation => "seen_organisation",
            Self::Nobody => "seen_nobody",
        }
    }
}

impl Kept {
    /// So long after the evening, the decision, the sending or the last use.
    pub fn term(self) -> Duration {
        match self {
            Self::People => Duration::days(super::person::KEPT_DAYS),
            Self::Answers | Self::Links => Duration::days(30),
            Self::Names | Self::MeetingNames => Duration::days(super::record::NAMES_KEPT_DAYS),
            Self::Attempts => Duration::hours(24),
            Self::SignIns => super::account::ABSOLUTE,
            Self::Submissions => Duration::days(2),
            Self::Applications | Self::Messages => Duration::days(90),
            Self::Accounts => Duration::days(730),
            Self::Packs | Self::Availability => Duration::zero(),
        }
    }

    pub fn seen_by(self) -> SeenBy {
        match self {
            Self::People | Self::Names | Self::MeetingNames | Self::Answers | Self::Packs => SeenBy::Owners,
            Self::Applications => SeenBy::Coordinators,
            Self::SignIns | Self::Availability => SeenBy::Oneself,
            Self::Accounts | Self::Messages => SeenBy::Organisation,
            Self::Attempts | Self::Links | Self::Submissions => SeenBy::Nobody,
        }
    }

    /// The tables that it clears.
    pub fn tables(self) -> &'static [&'static str] {
        match self {
            Self::People => &["meeting_person"],
            Self::Names => &["record_name"],
            Self::MeetingNames => &["meeting", "meeting_title"],
            Self::Answers => &["agreement", "reply"],
            Self::Attempts => &["attempt"],
            Self::SignIns => &["sign_in"],
            Self::Links => &["sign_in_link", "answer_link"],
            Self::Submissions => &["submission"],
            Self::Applications => &["application"],
            Self::Messages => &["message"],
            Self::Accounts => &["account", "recovery_code", "feed"],
            Self::Packs => &["pack_link"],
            Self::Availability => &["availability_window", "busy_time"],
        }
    }
}

/// An application that nobody decided on is kept this long.
pub const UNDECIDED: Duration = Duration::days(365);

/// The moments before which something is past its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// UTC, as most rows have it.
    pub utc: NaiveDateTime,
    /// As a wall clock shows it, which is how meetings have it.
    pub wall: NaiveDateTime,
}

impl Moment {
    /// The last moment, as rows of this kind have it, that is past its time.
    pub fn before(self, kept: Kept) -> NaiveDateTime {
        match kept {
            Kept::People | Kept::MeetingNames | Kept::Answers | Kept::Availability => self.wall - kept.term(),
            // The day of the evening is over at midnight.
            Kept::Packs => self.wall.date().and_hms_opt(0, 0, 0).expect("midnight is a time"),
            _ => self.utc - kept.term(),
        }
    }
}

/// Tables without a term, and why they need none. A test holds these and [`Kept::tables`] against the schema.
pub const WITHOUT_TERM: [(&str, &str); 30] = [
    ("announcement", "which message went out in which language; says nobody's name"),
    ("availability", "whose time it is: gone with the account, or when the organisation takes its room off the list"),
    ("contact", "national numbers"),
    ("day", "feasts and holidays"),
    ("departure", "where and when a meeting was announced; past sixty days it goes with the next one"),
    ("holiday", "school holidays"),
    ("holiday_window", "weeks before a holiday"),
    ("job", "when this table was obeyed"),
    ("kit", "texts"),
    ("kit_text", "texts"),
    ("local_contact", "public help in a municipality, confirmed each year"),
    ("meeting_cost", "sums between organisations"),
    ("meeting_in_set", "which meetings belong together"),
    ("meeting_kit", "which kits a meeting has"),
    ("meeting_owner", "organisations"),
    ("meeting_set", "which meetings belong together"),
    (
        "organisation",
        "an organisation with its own contact person, as long as it takes part; it can be corrected there",
    ),
    ("organisation_logo", "a picture that the organisation chose; gone when it takes it away or another in its place"),
    ("proposal", "an organisation's wish; free text refuses details of persons"),
    ("proposal_wish", "dates"),
    ("record", "what was done; the names stand in record_name"),
    ("region_place", "which holidays a municipality has"),
    ("revision", "numbers"),
    ("room", "rooms"),
    ("server_key", "keys"),
    ("staged_change", "a plan; free text refuses details of persons"),
    ("subscription", "the address of one's own calendar; gone when one takes it away, or with the account"),
    ("task", "what must be ready"),
    ("upkeep", "which holidays, days and public numbers are kept on the desk"),
    ("weekly_rule", "days of the week"),
];
