//! What a visitor looks for on the agenda (wens), as it stands in the address: what is wrong in it counts as not asked.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::invitation::Key;
use crate::domain::text::{self, CleanText};
use crate::language::{Lang, Language};
use crate::store::meeting::AgendaFilter;
use crate::web::public::face::Face;

/// The longest name of a municipality has 30 characters.
const LONGEST_PLACE: usize = 80;
const MOMENT: &str = "%Y-%m-%dT%H:%M";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    pub filter: AgendaFilter,
    /// The last meeting of the page before: its start, and its code.
    pub from: Option<(NaiveDateTime, String)>,
}

impl Wish {
    pub fn read(query: Option<&str>) -> Self {
        let mut wish = Self::default();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match name.as_ref() {
                "gemeente" => wish.filter.municipality = place(&value),
                "taal" => wish.filter.spoken = Language::find(&value).map(|language| language.code.to_owned()),
                "vanaf" => wish.from = moment(&value),
                _ => {}
            }
        }
        wish
    }

    /// "utrecht" was typed, "Utrecht" is the place.
    pub fn spell_as(&mut self, places: &[String]) {
        if let Some(typed) = &mut self.filter.municipality
            && let Some(place) = places.iter().find(|place| text::key(place) == text::key(typed))
        {
            typed.clone_from(place);
        }
    }

    /// Where the page begins: never before `earliest`.
    pub fn start(&self, earliest: NaiveDateTime) -> (NaiveDateTime, String) {
        self.from.clone().filter(|(from, _)| *from >= earliest).unwrap_or((earliest, String::new()))
    }

    pub fn is_narrowed(&self) -> bool {
        *self != Self::default()
    }

    pub fn place(&self) -> &str {
        self.filter.municipality.as_deref().unwrap_or_default()
    }

    pub fn is_in(&self, place: &str) -> bool {
        self.place() == place
    }

    pub fn is_spoken(&self, language: Lang) -> bool {
        self.filter.spoken.as_deref() == Some(language.code)
    }

    pub fn without_start(&self) -> Self {
        Self { from: None, ..self.clone() }
    }

    /// The same, after this meeting.
    pub fn after(&self, last: &Face) -> Self {
        Self { from: Some((last.starts_at, last.key.clone())), ..self.clone() }
    }

    /// With its question mark; empty when nothing is asked.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(place) = &self.filter.municipality {
            query.append_pair("gemeente", place);
        }
        if let Some(spoken) = &self.filter.spoken {
            query.append_pair("taal", spoken);
        }
        let mut query = query.finish();
        if let Some((from, after)) = &self.from {
            // A colon and a tilde may stand in a query as they are.
            let tilde = if after.is_empty() { "" } else { "~" };
            let and = if query.is_empty() { "" } else { "&" };
            query.push_str(&format!("{and}vanaf={}{tilde}{after}", from.format(MOMENT)));
        }
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

fn place(typed: &str) -> Option<String> {
    let place = CleanText::line(typed);
    (!place.is_empty() && place.length() <= LONGEST_PLACE).then(|| place.into_string())
}

/// "2027-05-12T19:30~k7f3q2", or a day.
fn moment(text: &str) -> Option<(NaiveDateTime, String)> {
    let (moment, after) = match text.split_once('~') {
        Some((moment, code)) => (moment, Key::parse(code).map(|_| code)?),
        None => (text, ""),
    };
    let moment = NaiveDateTime::parse_from_str(moment, MOMENT)
        .or_else(|_| moment.parse().map(|day: NaiveDate| day.and_time(NaiveTime::MIN)))
        .ok()?;
    (1970..=9999).contains(&moment.year()).then(|| (moment, after.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_read_from_an_address_and_written_back_the_same() {
        for query in
            ["", "gemeente=Den+Haag", "taal=ar&vanaf=2027-05-12T19:30~k7f3q2", "gemeente=%27s-Gravenhage&taal=ti"]
        {
            let written = Wish::read(Some(query)).query();
            assert_eq!(written.trim_start_matches('?'), query);
        }
        assert_eq!(Wish::read(Some("vanaf=2027-05-12")).query(), "?vanaf=2027-05-12T00:00");
    }

    #[test]
    fn what_is_wrong_in_an_address_counts_as_not_asked() {
        let long = format!("gemeente={}", "x".repeat(500));
        for query in [
            "taal=klingon",
            "vanaf=gisteren",
            "vanaf=2027-05-12T19:30~K7F3Q2",
            "vanaf=+99999-01-01",
            "gemeente=%00%e2%80%ae",
            "gemeente=",
            "=",
            "&&&",
            "%ff=%ff",
            &long,
        ] {
            assert_eq!(Wish::read(Some(query)), Wish::default(), "{query}");
        }
    }

    #[test]
    fn a_typed_place_takes_the_spelling_of_the_list_and_no_page_begins_in_the_past() {
        let mut wish = Wish::read(Some("gemeente=den%20%20haag&vanaf=2020-01-01"));
        wish.spell_as(&["Den Haag".to_owned()]);
        assert_eq!(wish.place(), "Den Haag");
        let today = "2027-05-12T00:00:00".parse().unwrap();
        assert_eq!(wish.start(today), (today, String::new()));
    }
}
