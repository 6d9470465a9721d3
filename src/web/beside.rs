//! What else is at the hour of an evening or close to it (ernaast): a soft word for who plans it, never a block. One's own
//! evenings have a name; of others only what stands on the public agenda is told.

use chrono::{NaiveDate, NaiveDateTime};

use super::problem;
use crate::domain::clash::{self, Aside, Meets, OwnEvening};
use crate::domain::meeting::MeetingId;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::language::{Lang, date_in_words, day_and_month};
use crate::store::{self, Db, Scope};

/// From when until when an evening is.
pub type Hours = (NaiveDateTime, NaiveDateTime);

/// One sentence, and one's own evenings that it names.
pub struct Note {
    /// Of its box.
    pub class: &'static str,
    pub text: String,
    /// The address and the name of each.
    pub evenings: Vec<(String, String)>,
}

/// What there is around some evenings of one self-organisation.
#[derive(Default)]
pub struct Beside {
    own: Vec<OwnEvening>,
    /// Days on which the self-organisation has an evening with others, on the public agenda and under its name.
    public: Vec<NaiveDate>,
}

impl Beside {
    /// As many queries for one evening as for three. An evening is not beside itself.
    pub fn read(
        db: &mut Db,
        scope: &Scope,
        host: &OrganisationId,
        evenings: &[Hours],
        except: Option<&MeetingId>,
    ) -> Result<Self, store::Error> {
        let Some(around) = clash::around(evenings) else { return Ok(Self::default()) };
        let mut own = store::clash::own(db, scope, around)?;
        own.retain(|own| Some(&own.id) != except);
        Ok(Self::with(own, &store::clash::public(db, scope, host, around, except)?))
    }

    /// The same of a whole period, for which the evenings of others were weighed already: one's own with this host.
    pub fn of_host(
        db: &mut Db,
        scope: &Scope,
        host: &OrganisationId,
        period: Hours,
        except: Option<&MeetingId>,
    ) -> Result<Self, store::Error> {
        let own = store::clash::of_host(db, scope, host, period, except)?;
        Ok(Self::with(own, &store::clash::public(db, scope, host, period, except)?))
    }

    fn with(own: Vec<OwnEvening>, public: &[Hours]) -> Self {
        Self { own, public: public.iter().map(|(starts, _)| starts.date()).collect() }
    }

    /// The sentences of one evening of this host; `address` is where one's own evenings are seen.
    pub fn notes(
        &self,
        (aside, host): (&Aside, &Organisation),
        hours: Hours,
        address: impl Fn(&MeetingId) -> String,
        language: Lang,
    ) -> Vec<Note> {
        let (t, d) = (language.phrases(), language.for_desk().desk());
        let met: Vec<(Meets, &OwnEvening)> =
            self.own.iter().filter_map(|own| Some((aside.meets(hours, own)?, own))).collect();
        let of = |wanted| met.iter().filter(move |(meets, _)| *meets == wanted).map(|(_, own)| *own);
        let linked = |own: &OwnEvening, name: String| (address(&own.id), name);
        let mut notes = Vec::new();
        let then: Vec<_> =
            of(Meets::Felt).map(|own| linked(own, problem::named(std::slice::from_ref(own), t))).collect();
        if !then.is_empty() {
            notes.push(Note { class: "note note-warn", text: t.evenings.then.to_string(), evenings: then });
        }
        let name = |own: &OwnEvening| format!("{}, {}", own.title, date_in_words(language, own.starts.date()));
        let close: Vec<_> = of(Meets::Close).map(|own| linked(own, name(own))).collect();
        if !close.is_empty() {
            notes.push(Note { class: "note", text: t.evenings.close.of(&host.name), evenings: close });
        }
        let public = self.public.iter().filter(|day| clash::is_close(hours.0.date(), **day));
        let days: Vec<String> = public.map(|day| day_and_month(language, *day)).collect();
        if !days.is_empty() {
            let said = [("name", &host.name as &dyn std::fmt::Display), ("date", &days.join(", "))];
            notes.push(Note { class: "note", text: d.suggestion.public_close.with(&said), evenings: Vec::new() });
        }
        notes.extend(elsewhere(of(Meets::Elsewhere).map(|own| own.aside.municipality.as_str()), language));
        notes
    }
}

/// That one's own organisation is in these towns at that hour.
pub fn elsewhere<'a>(towns: impl Iterator<Item = &'a str>, language: Lang) -> Option<Note> {
    // A draft can wait for its place.
    let mut towns: Vec<&str> = towns.filter(|town| !town.is_empty()).collect();
    towns.sort_unstable();
    towns.dedup();
    let said = &language.for_desk().desk().season.elsewhere;
    (!towns.is_empty()).then(|| Note {
        class: "note note-quiet",
        text: said.of(towns.join(", ")),
        evenings: Vec::new(),
    })
}
