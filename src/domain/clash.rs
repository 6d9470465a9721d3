//! Two evenings at the same time (samenloop): when the other is worth a word, and when it is nobody's trouble.

use chrono::NaiveDateTime;

use super::list::Codes;
use super::meeting::MeetingId;
use super::organisation::OrganisationId;
use super::plan::Plan;
use super::text;

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

    /// The same organisation invites, or the same parents could go to both: in one town, in a language of their own. Elsewhere
    /// and with others a colleague can be.
    pub fn is_felt(&self, other: &Self) -> bool {
        self.host == other.host || self.shares_parents(&other.municipality, &other.languages)
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
    pub fn is_during(&self, plan: &Plan) -> bool {
        self.starts < plan.ends_at && plan.starts_at < self.ends
    }
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
