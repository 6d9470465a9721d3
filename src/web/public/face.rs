//! What parents see of a meeting (aanzien): its public title, its place if that shows, and nothing that staff wrote.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};

use crate::documents::calendar;
use crate::domain::invitation::Key;
use crate::domain::kit::Said;
use crate::domain::logo::Senders;
use crate::domain::meeting::{AttachedKit, Head, Meeting, MeetingId, OwnTitle, State, Visibility};
use crate::domain::plan::Plan;
use crate::domain::text::{Parents, Text};
use crate::language::{Lang, date_in_words, month_name, time};
use crate::store;
use crate::store::meeting::OnAgenda;
use crate::web::failure::Failure;
use crate::web::{App, Reference, cache, paths};

/// A meeting in the words of one language; page, feed and flyer are made from it, so they cannot disagree.
#[derive(Clone, Debug)]
pub struct Face {
    pub id: MeetingId,
    /// The language that it was asked in; the title says for itself which it is really in.
    pub language: Lang,
    pub title: Said<Parents>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    /// Always known: the agenda is searched by it.
    pub municipality: String,
    /// `None`: withheld by the host.
    pub place: Option<Place>,
    /// Those spoken at the meeting.
    pub spoken: Vec<Lang>,
    /// What opens its page: the code when it is public, else the secret.
    pub key: String,
    pub is_public: bool,
    pub is_cancelled: bool,
    /// Parents can find it; before that it is in its owners' own calendars alone.
    pub is_out: bool,
    /// What it was before it moved.
    pub moved: Option<Moved>,
    /// The calendar's.
    pub sequence: i32,
    /// UTC.
    pub changed_at: NaiveDateTime,
}

/// Where people go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub venue: String,
    pub room: String,
    pub address: String,
    pub municipality: String,
}

/// When, and perhaps where, a meeting was before it moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub from: NaiveDateTime,
    /// Only when the place changed, and shows.
    pub from_place: Option<String>,
}

/// A meeting as its public address opened it.
#[derive(Clone, Debug)]
pub struct Opened {
    pub meeting: Meeting,
    pub senders: Senders,
}

/// The meeting behind a code or secret. What does not exist and what is not out answer alike.
pub async fn open(app: &App, key: &str) -> Result<Opened, Failure> {
    let key = Key::parse(key).ok_or(Failure::NotFound)?;
    let opened = app.database.read(move |db| {
        let meeting = store::meeting::find_public(db, &key)?;
        let senders = store::logo::senders(db, &meeting.head)?;
        Ok(Opened { meeting, senders })
    });
    Ok(opened.await?)
}

/// For an answer that only those with its address may find: out of search engines, and out of shared caches.
pub fn keep_private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// A calendar file or feed, and when it last changed. What falls out of a feed, and the texts of kits, have no moment of
/// their own: nothing is older than this day.
pub fn as_calendar(app: &App, newest: Option<NaiveDateTime>, text: String) -> Response {
    let midnight = app.clock.midnight();
    let mut response = ([(header::CONTENT_TYPE, calendar::MEDIA_TYPE)], text).into_response();
    response.extensions_mut().insert(cache::Changed(newest.map_or(midnight, |newest| newest.max(midnight))));
    response
}

impl Face {
    /// `kits` say which version of the title's kit was pinned on publishing; without them the newest counts.
    pub fn of(
        (head, plan): (&Head, &Plan),
        titles: &[OwnTitle],
        kits: &[AttachedKit],
        reference: &Reference,
        language: Lang,
    ) -> Self {
        let place = Place {
            venue: plan.venue.clone(),
            room: plan.room.clone(),
            address: plan.address.clone(),
            municipality: plan.municipality.clone(),
        };
        Self {
            id: head.id.clone(),
            language,
            title: public_title(plan, titles, kits, reference, language),
            starts_at: plan.starts_at,
            ends_at: plan.ends_at,
            municipality: plan.municipality.clone(),
            place: head.shows_place.then_some(place),
            spoken: plan.languages(),
            key: paths::key(head).to_owned(),
            is_public: head.visibility == Visibility::Public,
            is_cancelled: head.state == State::Cancelled,
            is_out: head.published_at.is_some(),
            moved: head
                .moved_from
                .map(|from| Moved { from, from_place: head.moved_from_place.clone().filter(|_| head.shows_place) }),
            sequence: head.sequence,
            changed_at: head.changed_at,
        }
    }

    pub fn of_meeting(meeting: &Meeting, reference: &Reference, language: Lang) -> Self {
        Self::of((&meeting.head, &meeting.plan), &meeting.titles, &meeting.kits, reference, language)
    }

    pub fn of_listed(listed: &OnAgenda, reference: &Reference, language: Lang) -> Self {
        Self::of((&listed.head, &listed.plan), &listed.titles, &listed.kits, reference, language)
    }

    /// "woensdag 12 mei 2027".
    pub fn date(&self) -> String {
        date_in_words(self.language, self.starts_at.date())
    }

    /// "van 19.30 tot 21.30 uur".
    pub fn hours(&self) -> String {
        let (from, until) = (time(self.language, self.starts_at.time()), time(self.language, self.ends_at.time()));
        self.language.phrases().meeting.hours.with(&[("from", &from), ("until", &until)])
    }

    /// For a `<time datetime>`.
    pub fn starts(&self) -> String {
        self.starts_at.format("%Y-%m-%dT%H:%M").to_string()
    }

    /// Large in the date block: "12".
    pub fn day(&self) -> u32 {
        self.starts_at.day()
    }

    pub fn month(&self) -> &'static str {
        month_name(self.language, self.starts_at.date())
    }

    /// "Utrecht, Buurthuis De Brug"; the municipality alone when the place is withheld.
    pub fn whereabouts(&self) -> String {
        match &self.place {
            Some(place) if !place.venue.is_empty() => format!("{}, {}", self.municipality, place.venue),
            _ => self.municipality.clone(),
        }
    }

    /// The page's path in a language.
    pub fn page(&self, language: Lang) -> String {
        paths::invitation(language, &self.key)
    }

    /// As a phone keeps it: neutral, and without a secret link, because calendars are shared.
    pub fn entry(&self, app: &App) -> Option<calendar::Entry> {
        Some(calendar::Entry {
            uid: calendar::uid(self.id.as_str(), host_name(app)),
            sequence: self.sequence,
            status: match (self.is_cancelled, self.is_out) {
                (true, _) => calendar::Status::Cancelled,
                (false, true) => calendar::Status::Confirmed,
                (false, false) => calendar::Status::Tentative,
            },
            hours: calendar::Hours::new(self.starts_at, self.ends_at).ok()?,
            changed_at: DateTime::from_naive_utc_and_offset(self.changed_at, Utc),
            summary: self.title.text.as_str().to_owned(),
            place: self.place.as_ref().map(Place::in_one_line),
            description: None,
            address: (self.is_public && self.is_out)
                .then(|| format!("{}{}", app.config.base_url, self.page(self.language))),
        })
    }
}

impl Place {
    /// "Buurthuis De Brug, zaal 2, Brugstraat 1, Utrecht".
    pub fn in_one_line(&self) -> String {
        join(&[&self.venue, &self.room, &self.address, &self.municipality])
    }

    /// "Brugstraat 1, Utrecht": directions as text.
    pub fn street_and_town(&self) -> String {
        join(&[&self.address, &self.municipality])
    }
}

/// What there is, with commas between; an address that names the town already is not followed by it again.
fn join(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.fold(String::new(), |joined, part| match joined.as_str() {
        "" => part.to_owned(),
        said if said.ends_with(part) => joined,
        _ => format!("{joined}, {part}"),
    })
}

/// An own title where somebody who reads the language read it; else the one from the kit's neutral list.
fn public_title(
    plan: &Plan,
    titles: &[OwnTitle],
    kits: &[AttachedKit],
    reference: &Reference,
    language: Lang,
) -> Said<Parents> {
    let is_read = |own: &&OwnTitle| own.language == language.code && !own.read_by.trim().is_empty();
    if let Some(own) = titles.iter().find(is_read) {
        return Said { text: Text::new(own.title.clone()), language, is_read: true };
    }
    listed_title((&plan.title_kit, plan.title_number), kits, reference, language)
}

/// The one of a kit's neutral list.
pub fn listed_title(
    (slug, number): (&str, i32),
    kits: &[AttachedKit],
    reference: &Reference,
    language: Lang,
) -> Said<Parents> {
    let pinned = kits.iter().find(|kit| kit.slug == slug).and_then(|kit| kit.pinned_version);
    let number = usize::try_from(number).unwrap_or(0);
    let listed = reference
        .kit(slug, pinned)
        .and_then(|kit| kit.public_title(number, language).or_else(|| kit.public_title(0, language)));
    // A kit that is not for parents may have no list: then the name of the planner says nothing wrong.
    listed.unwrap_or_else(|| Said { text: Text::new(language.phrases().site.name.as_str()), language, is_read: true })
}

/// The base address' host without its port: two installations never share a calendar's identifiers.
pub fn host_name(app: &App) -> &str {
    let host = app.config.host();
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_one_line_leaves_out_what_is_empty_and_says_the_town_once() {
        let place = |room: &str, address: &str| Place {
            venue: "Buurthuis De Brug".to_owned(),
            room: room.to_owned(),
            address: address.to_owned(),
            municipality: "Utrecht".to_owned(),
        };
        assert_eq!(place("zaal 2", "Brugstraat 1").in_one_line(), "Buurthuis De Brug, zaal 2, Brugstraat 1, Utrecht");
        assert_eq!(place(" ", "Brugstraat 1, Utrecht").in_one_line(), "Buurthuis De Brug, Brugstraat 1, Utrecht");
        assert_eq!(place("", "").street_and_town(), "Utrecht");
    }
}
