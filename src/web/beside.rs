//! What else is at the hour of an evening or close to it (ernaast): a soft word for who plans it, never a block. One's own
//! evenings have a name; of others only what stands on the public agenda is told.

use chrono::{NaiveDate, NaiveDateTime};

use super::{paths, problem};
use crate::domain::clash::{self, Aside, Meets, OwnEvening};
use crate::domain::meeting::MeetingId;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::suggestion::{Busy, Takes};
use crate::language::{Lang, date_in_words, day_and_month, time};
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
    /// What stands between two of them.
    pub between: &'static str,
    /// That the same people are asked again within a few days.
    pub is_close: bool,
}

impl Note {
    fn of(class: &'static str, text: String) -> Self {
        Self { class, text, evenings: Vec::new(), between: "; ", is_close: false }
    }
}

/// How it is told: what shows an own evening to who reads it (its address and its name), and how short.
#[derive(Clone, Copy)]
pub struct Telling {
    shows: fn(&OwnEvening, Meets, Lang) -> (String, String),
    between: fn(Lang) -> &'static str,
    is_card: bool,
}

impl Telling {
    pub const DESK: Self = Self { shows: on_desk, between: |_| "; ", is_card: false };
    /// A working title is a word of the desk, in Dutch; a date is in the language of the page.
    pub const HOST: Self = Self { shows: for_host, between: |language| language.script.comma(), is_card: false };

    /// On one of many cards in few words: what to think of is said once above them.
    pub const fn on_card(self) -> Self {
        Self { is_card: true, ..self }
    }
}

fn on_desk(own: &OwnEvening, meets: Meets, language: Lang) -> (String, String) {
    let name = match meets {
        Meets::Close => format!("{}, {}", own.title, date_in_words(language, own.starts.date())),
        Meets::Felt | Meets::Elsewhere => problem::named(std::slice::from_ref(own), language.phrases()),
    };
    (paths::meeting(&own.id), name)
}

fn for_host(own: &OwnEvening, meets: Meets, language: Lang) -> (String, String) {
    let date = day_and_month(language, own.starts.date());
    let name = match meets {
        Meets::Close => date,
        Meets::Felt | Meets::Elsewhere => {
            let hours = [own.starts, own.ends].map(|at| time(language, at.time())).join("\u{2013}");
            format!("{date}{}{hours}", language.script.comma())
        }
    };
    (paths::host_meeting(language, &own.id), name)
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
        let public = store::clash::public(db, scope, host, around, except)?;
        Ok(Self { own, public: public.into_iter().map(|(starts, _)| starts.date()).collect() })
    }

    /// The same of a whole period of which is known what is taken: one's own with this host are read with their names.
    pub fn of_host(
        db: &mut Db,
        scope: &Scope,
        (host, busy): (&OrganisationId, &[Busy]),
        period: Hours,
        except: Option<&MeetingId>,
    ) -> Result<Self, store::Error> {
        let own = store::clash::of_host(db, scope, host, period, except)?;
        let public = busy.iter().filter(|one| one.takes == Takes::Public).map(|one| one.starts.date()).collect();
        Ok(Self { own, public })
    }

    /// The sentences of one evening of this host.
    pub fn notes(
        &self,
        (aside, host): (&Aside, &Organisation),
        hours: Hours,
        telling: Telling,
        language: Lang,
    ) -> Vec<Note> {
        let (t, d) = (language.phrases(), language.for_desk().desk());
        let met: Vec<(Meets, &OwnEvening)> =
            self.own.iter().filter_map(|own| Some((aside.meets(hours, own)?, own))).collect();
        let of = |wanted| met.iter().filter(move |(meets, _)| *meets == wanted).map(|(_, own)| *own);
        let shown =
            |wanted| of(wanted).map(|own| (telling.shows)(own, wanted, language)).collect::<Vec<(String, String)>>();
        let mut notes = Vec::new();
        let then = shown(Meets::Felt);
        if !then.is_empty() {
            notes.push(Note { evenings: then, ..Note::of("note note-warn", t.evenings.then.to_string()) });
        }
        let close = shown(Meets::Close);
        if !close.is_empty() {
            let note = if telling.is_card {
                Note::of("note note-quiet", t.evenings.near.to_string())
            } else {
                Note::of("note", t.evenings.close.of(&host.name))
            };
            notes.push(Note { evenings: close, between: (telling.between)(language), is_close: true, ..note });
        }
        let public = self.public.iter().filter(|day| clash::is_close(hours.0.date(), **day));
        let days: Vec<String> = public.map(|day| day_and_month(language, *day)).collect();
        if !days.is_empty() {
            let said = [("name", &host.name as &dyn std::fmt::Display), ("date", &days.join(", "))];
            notes.push(Note::of("note", d.suggestion.public_close.with(&said)));
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
    (!towns.is_empty()).then(|| Note::of("note note-quiet", said.of(towns.join(", "))))
}
