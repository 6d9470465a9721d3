//! When an answer last changed (veranderd): as `Last-Modified` says it, and whether who asks has seen it since.

use axum::http::HeaderValue;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

/// Set by a handler that knows when what it answers last changed: UTC, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed(pub NaiveDateTime);

/// The one form that is written (RFC 9110, 5.6.7), and the two that are old and must still be read.
const WRITTEN: &str = "%a, %d %b %Y %H:%M:%S GMT";
const READ: [&str; 3] = [WRITTEN, "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

impl Changed {
    /// A change is stamped when it is asked for and seen when it is kept, perhaps by another clock: for so long more may
    /// come with an earlier stamp.
    fn settled(self) -> NaiveDateTime {
        self.0 + TimeDelta::seconds(60)
    }

    /// Never in the future.
    pub fn written(self, now: DateTime<Utc>) -> HeaderValue {
        let now = now.naive_utc();
        let said = if self.settled() <= now { self.settled() } else { self.0.min(now) };
        HeaderValue::try_from(said.format(WRITTEN).to_string()).expect("a date fits a header")
    }

    /// Whether nothing changed after the moment of an `If-Modified-Since`; what is no date is not heard.
    pub fn is_known(self, since: &HeaderValue) -> bool {
        let since = since.to_str().unwrap_or_default().trim();
        let since = READ.iter().find_map(|form| NaiveDateTime::parse_from_str(since, form).ok());
        since.is_some_and(|since| since >= self.settled())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().expect("a moment")
    }

    fn known(changed: &str, since: &str) -> bool {
        Changed(at(changed)).is_known(&HeaderValue::try_from(since).expect("a header"))
    }

    #[test]
    fn what_is_written_is_known_when_it_comes_back_and_is_never_in_the_future() {
        let changed = Changed(at("1994-11-06T08:49:36"));
        let written = changed.written(at("2026-11-22T12:00:00").and_utc());
        assert_eq!(written, "Sun, 06 Nov 1994 08:50:36 GMT");
        assert!(changed.is_known(&written));
        let at_once = changed.written(at("1994-11-06T08:49:36").and_utc());
        assert_eq!(at_once, "Sun, 06 Nov 1994 08:49:36 GMT", "the minute is not over");
        assert!(!changed.is_known(&at_once), "so more may come in it");
        assert_eq!(
            Changed(at("2999-01-01T00:00:00")).written(at("2026-11-22T12:00:00").and_utc()),
            "Sun, 22 Nov 2026 12:00:00 GMT"
        );
    }

    #[test]
    fn all_three_forms_of_a_date_are_read_and_what_is_none_is_not_heard() {
        for since in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert!(known("1994-11-06T08:48:37", since), "{since}");
            assert!(!known("1994-11-06T08:48:38", since), "{since}");
        }
        for since in
            ["", "yesterday", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 2027 00:00:00 GMT"]
        {
            assert!(!known("1970-01-01T00:00:00", since), "{since}");
        }
    }
}
