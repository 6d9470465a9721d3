//! Two evenings at the same time, or close to each other (samenloop): when the other is worth a word, and when it is nobody's
//! trouble.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::list::Codes;
use super::meeting::MeetingId;
use super::organisation::OrganisationId;
use super::plan::Plan;
use super::proposal::ProposalHead;
use super::text;

/// Evenings of one organisation that are fewer days apart ask the same people to come twice within a week. A week apart is a
/// rhythm that people know: the same day, every week.
pub const CLOSE_DAYS: i64 = 7;

/// Whether two evenings of one organisation are so close that the same people are asked again.
pub fn is_close(one: NaiveDate, other: NaiveDate) -> bool {
    (one - other).num_days().abs() < CLOSE_DAYS
}

/// From when until when an evening is.
pub type Hours = (NaiveDateTime, NaiveDateTime);

/// What an evening means to another that is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meets {
    /// At the same time, by the same organisation or for the same parents.
    Felt,
    /// At the same time, but elsewhere or for others: another colleague can be there.
    Elsewhere,
    /// At another time, by the same organisation, within a few days.
    Close,
}

/// What counts of an evening beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    pub host: OrganisationId,
    pub municipality: String,
    pub languages: Codes,
}

impl Aside {
    pub fn of(host: &OrganisationId, plan: &Plan) -> Self {
        Self { host: host.clone(), municipality: plan.municipality.clone(), languages: plan.languages.clone() }
    }

    pub fn of_proposal(head: &ProposalHead) -> Self {
        Self { host: head.host_id.clone(), municipality: head.municipality.clone(), languages: head.languages.clone() }
    }

    /// The same organisation invites, or the same parents could go to both: in one town, in a language of their own. Elsewhere
    /// and with others a colleague can be.
    pub fn is_felt(&self, other: &Self) -> bool {
        self.host == other.host || self.shares_parents(&other.municipality, &other.languages)
    }

    /// What another, from and until its hours, means to an evening from and until these; nothing when it is far enough away.
    pub fn meets(&self, (starts, ends): Hours, (other, then): (&Self, Hours)) -> Option<Meets> {
        if then.0 < ends && starts < then.1 {
            return Some(if self.is_felt(other) { Meets::Felt } else { Meets::Elsewhere });
        }
        (self.host == other.host && is_close(starts.date(), then.0.date())).then_some(Meets::Close)
    }

    /// Dutch is spoken everywhere; where nothing else is, it is whom the evening is for.
    pub fn shares_parents(&self, municipality: &str, languages: &Codes) -> bool {
        fn own(codes: &Codes) -> Vec<&str> {
            codes.iter().filter(|code| *code != "nl").collect()
        }
        let (one, other) = (own(&self.languages), own(languages));
        let has_language = if one.is_empty() { other.is_empty() } else { one.iter().any(|code| other.contains(code)) };
        has_language && text::key(&self.municipality) == text::key(municipality)
    }
}

/// One's own evening, as another that is planned then names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEvening {
    pub id: MeetingId,
    pub title: String,
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    pub room_key: String,
    pub aside: Aside,
}

impl OwnEvening {
    /// What it means to another, as that one needs it.
    pub fn beside(&self) -> (&Aside, Hours) {
        (&self.aside, (self.starts, self.ends))
    }

    pub fn is_during(&self, plan: &Plan) -> bool {
        self.starts < plan.ends_at && plan.starts_at < self.ends
    }
}

/// From when until when another evening may be close to one of these; none of none.
pub fn around(evenings: &[Hours]) -> Option<Hours> {
    let first = evenings.iter().map(|(starts, _)| starts).min()?;
    let last = evenings.iter().map(|(_, ends)| ends).max()?;
    let days = TimeDelta::days(CLOSE_DAYS);
    Some((first.checked_sub_signed(days)?, last.checked_add_signed(days)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aside(host: &str, municipality: &str, languages: &[&str]) -> Aside {
        Aside {
            host: format!("01990000-0000-7000-8000-0000000000{host}").parse().unwrap(),
            municipality: municipality.to_owned(),
            languages: Codes::new(languages.iter().copied()),
        }
    }

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn evening(starts: &str, ends: &str, aside: Aside) -> OwnEvening {
        OwnEvening {
            id: "01990000-0000-7000-8000-0000000000f1".parse().unwrap(),
            title: String::new(),
            starts: at(starts),
            ends: at(ends),
            room_key: String::new(),
            aside,
        }
    }

    #[test]
    fn an_evening_of_the_same_organisation_within_a_week_is_close_and_a_week_later_it_is_a_rhythm() {
        let own = aside("0a", "Utrecht", &["nl", "ti"]);
        let hours = (at("2027-05-26 19:30"), at("2027-05-26 21:30"));
        let meets = |starts: &str, ends: &str, host: &str, town: &str, language: &str| {
            own.meets(hours, evening(starts, ends, aside(host, town, &["nl", language])).beside())
        };
        for day in ["2027-05-20", "2027-05-25", "2027-05-26", "2027-05-27", "2027-06-01"] {
            let met = meets(&format!("{day} 10:00"), &format!("{day} 12:00"), "0a", "Zeist", "tr");
            assert_eq!(met, Some(Meets::Close), "{day}");
        }
        for day in ["2027-05-19", "2027-06-02"] {
            assert_eq!(meets(&format!("{day} 21:00"), &format!("{day} 23:00"), "0a", "Utrecht", "ti"), None, "{day}");
        }
        assert_eq!(
            meets("2027-05-27 19:30", "2027-05-27 21:30", "0b", "Utrecht", "ti"),
            None,
            "of another organisation"
        );
        let then = ("2027-05-26 21:00", "2027-05-26 22:00");
        assert_eq!(meets(then.0, then.1, "0a", "Zeist", "tr"), Some(Meets::Felt));
        assert_eq!(meets(then.0, then.1, "0b", "Utrecht", "ti"), Some(Meets::Felt), "the same parents");
        assert_eq!(meets(then.0, then.1, "0b", "Zeist", "ti"), Some(Meets::Elsewhere));
        assert_eq!(
            meets("2027-05-26 21:30", "2027-05-26 23:00", "0b", "Zeist", "ti"),
            None,
            "it begins when this ends"
        );
    }

    #[test]
    fn an_evening_elsewhere_or_for_other_parents_is_not_felt() {
        let own = aside("0a", "Utrecht", &["nl", "ti"]);
        assert!(own.is_felt(&aside("0a", "Zeist", &["nl", "tr"])), "the same organisation cannot be in two places");
        assert!(own.is_felt(&aside("0b", "utrecht ", &["ti", "am"])), "the same parents");
        assert!(!own.is_felt(&aside("0b", "Utrecht", &["nl", "tr"])));
        assert!(!own.is_felt(&aside("0b", "Utrecht", &["nl"])));
        assert!(!own.is_felt(&aside("0b", "Zeist", &["nl", "ti"])));
        let dutch = aside("0a", "Utrecht", &["nl"]);
        assert!(
            dutch.is_felt(&aside("0b", "Utrecht", &["nl"])) && !dutch.is_felt(&aside("0b", "Utrecht", &["nl", "ti"]))
        );
    }
}
