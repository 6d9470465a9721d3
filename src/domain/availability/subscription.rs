//! A calendar elsewhere that is read again and again (abonnement): its secret address, and how often.

use chrono::{Duration, NaiveDateTime, Weekday};
use diesel::prelude::*;

use super::AvailabilityId;
use crate::schema::subscription;

/// After it was read well.
pub const AFTER_SUCCESS: Duration = Duration::hours(6);
const LONGEST: usize = 1_000;

#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = subscription)]
pub struct Subscription {
    pub availability_id: AvailabilityId,
    /// A secret: whoever has it reads the calendar.
    pub url: String,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub read_at: Option<NaiveDateTime>,
    pub not_understood: i32,
    pub next_at: NaiveDateTime,
    /// That failed, since it was read well.
    pub tries: i32,
    pub trouble: Option<Trouble>,
}

crate::coded! {
    /// Why a calendar was not read. The desk has a sentence for each.
    pub enum Trouble {
        /// There is no calendar at that address.
        NotFound = "not_found",
        NotLetIn = "not_let_in",
        Unreachable = "unreachable",
        TimedOut = "timed_out",
        /// The address leads into a closed network, or nowhere where a calendar may be.
        NotPublic = "not_public",
        /// Its certificate cannot be believed.
        NotTrusted = "not_trusted",
        SentOn = "sent_on",
        TooLarge = "too_large",
        NotACalendar = "not_a_calendar",
        TooMany = "too_many",
    }
}

impl Subscription {
    pub fn new(availability_id: AvailabilityId, address: &Address, now: NaiveDateTime) -> Self {
        Self {
            availability_id,
            url: address.as_str().to_owned(),
            etag: None,
            last_modified: None,
            read_at: None,
            not_understood: 0,
            next_at: now,
            tries: 0,
            trouble: None,
        }
    }

    /// The calendar as it is to be asked for. The months that are kept move on, and what comes into them is in no answer that
    /// says "unchanged": the first that is read in a week is read whole.
    pub fn to_ask(&self, now: NaiveDateTime) -> Self {
        let week = |at: NaiveDateTime| at.date().week(Weekday::Mon).first_day();
        if self.read_at.is_some_and(|read_at| week(read_at) == week(now)) {
            return self.clone();
        }
        Self { etag: None, last_modified: None, ..self.clone() }
    }

    /// What of the address may be seen: whose server it is.
    pub fn masked(&self) -> String {
        Address::parse(&self.url).map_or_else(|_| "https://…".to_owned(), |address| address.masked())
    }
}

/// Without the address: what is written down for debugging is read by others.
impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subscription").field("of", &self.availability_id).field("at", &self.masked()).finish()
    }
}

/// Half an hour after the first failure, twice as long after each more, a day at most.
pub fn wait_after(tries: i32) -> Duration {
    let doubled = u32::try_from(tries.saturating_sub(1)).unwrap_or(0).min(6);
    Duration::minutes(30 * 2_i64.pow(doubled)).min(Duration::hours(24))
}

/// An address that may be asked: https, at the usual door, without a name and password in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    whole: String,
    host: String,
    port: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAddress;

impl Address {
    /// `webcal://` means the same; what follows `#` is not for the server.
    pub fn parse(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim();
        let text = text.split('#').next().unwrap_or_default();
        let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
        if text.len() > LONGEST || !is_plain {
            return Err(NotAnAddress);
        }
        let (scheme, rest) = text.split_once("://").ok_or(NotAnAddress)?;
        if !["https", "webcal", "webcals"].iter().any(|own| scheme.eq_ignore_ascii_case(own)) {
            return Err(NotAnAddress);
        }
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (place, path) = rest.split_at(end);
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().map_err(|_| NotAnAddress)?),
            _ => (place, 443),
        };
        let is_host = !host.is_empty()
            && host.len() <= 253
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
        // Square brackets name an address of a machine; calendars stand on servers with names.
        if !is_host || host.starts_with(['-', '.']) {
            return Err(NotAnAddress);
        }
        let host = host.to_ascii_lowercase();
        let slash = if path.starts_with('/') { "" } else { "/" };
        let door = if port == 443 { String::new() } else { format!(":{port}") };
        Ok(Self { whole: format!("https://{host}{door}{slash}{path}"), host, port })
    }

    pub fn as_str(&self) -> &str {
        &self.whole
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Path and question, as the server is asked.
    pub fn path(&self) -> &str {
        let place = self.whole.trim_start_matches("https://");
        place.find('/').map_or("/", |at| &place[at..])
    }

    /// Where the server sends us on to.
    pub fn sent_on(&self, location: &str) -> Result<Self, NotAnAddress> {
        if location.starts_with('/') && !location.starts_with("//") {
            let door = if self.port == 443 { String::new() } else { format!(":{}", self.port) };
            return Self::parse(&format!("https://{}{door}{location}", self.host));
        }
        if location.to_ascii_lowercase().starts_with("https://") { Self::parse(location) } else { Err(NotAnAddress) }
    }

    pub fn masked(&self) -> String {
        format!("https://{}/…", self.host)
    }
}

/// Without the secret part.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.masked())
    }
}
