//! What else is at the hour of an evening or close to it (ernaast): a soft word for who plans it, never a block. One's own
//! evenings have a name; of others only what stands on the public agenda is told.

use chrono::NaiveDate;

use super::{paths, problem};
use crate::domain::clash::{self, Aside, Hours, Meets, OwnEvening};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::organisation::OrganisationId;
use crate::domain::suggestion::{Busy, Takes};
use crate::language::{Lang, date_in_words, day_and_month, time};
use crate::store::{self, Db, Scope};

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
    pub fn of(class: &'static str, text: String) -> Self {
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

/// What there is around some evenings.
#[derive(Default)]
pub struct Beside {
    own: Vec<OwnEvening>,
    /// Days on which a self-organisation has an evening with others, on the public agenda and under its name.
    public: Vec<(OrganisationId, NaiveDate)>,
}

impl Beside {
    /// As many queries for one evening as for three of a self-organisation. An evening is not beside itself.
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
        Ok(Self { own, public: public(db, scope, &[host], around, except)? })
    }

    /// The same of evenings of any hosts, one's own, which are beside each other too.
    pub fn of_all(db: &mut Db, scope: &Scope, meetings: &[Meeting]) -> Result<Self, store::Error> {
        let evenings: Vec<Hours> = meetings.iter().map(|own| (own.plan.starts_at, own.plan.ends_at)).collect();
        let Some(around) = clash::around(&evenings) else { return Ok(Self::default()) };
        let hosts: Vec<&OrganisationId> = meetings.iter().map(|own| &own.head.host_id).collect();
        let own = store::clash::own(db, scope, around)?;
        Ok(Self { own, public: public(db, scope, &hosts, around, None)? })
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
        let public = busy.iter().filter(|one| one.takes == Takes::Public);
        Ok(Self { own, public: public.map(|one| (host.clone(), one.starts.date())).collect() })
    }

    /// The sentences of one evening of this host, by its name.
    pub fn notes(&self, (aside, name): (&Aside, &str), hours: Hours, telling: Telling, language: Lang) -> Vec<Note> {
        self.told(None, (aside, name), hours, telling, language)
    }

    /// The same of one of those that it was read for.
    pub fn notes_of(&self, meeting: &Meeting, name: &str, telling: Telling, language: Lang) -> Vec<Note> {
        let (head, plan) = (&meeting.head, &meeting.plan);
        let aside = Aside::of(&head.host_id, plan);
        self.told(Some(&head.id), (&aside, name), (plan.starts_at, plan.ends_at), telling, language)
    }

    fn told(
        &self,
        itself: Option<&MeetingId>,
        (aside, name): (&Aside, &str),
        hours: Hours,
        telling: Telling,
        language: Lang,
    ) -> Vec<Note> {
        let (t, d) = (language.phrases(), language.for_desk().desk());
        let others = self.own.iter().filter(|own| Some(&own.id) != itself);
        let met: Vec<(Meets, &OwnEvening)> =
            others.filter_map(|own| Some((aside.meets(hours, own.beside())?, own))).collect();
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
                Note::of("note", t.evenings.close.of(name))
            };
            notes.push(Note { evenings: close, between: (telling.between)(language), is_close: true, ..note });
        }
        let of_host = self.public.iter().filter(|(host, _)| *host == aside.host).map(|(_, day)| *day);
        let close = of_host.filter(|day| clash::is_close(hours.0.date(), *day));
        let days: Vec<String> = close.map(|day| day_and_month(language, day)).collect();
        if !days.is_empty() {
            let said = [("name", &name as &dyn std::fmt::Display), ("date", &days.join(", "))];
            notes.push(Note::of("note", d.suggestion.public_close.with(&said)));
        }
        notes.extend(elsewhere(of(Meets::Elsewhere).map(|own| own.aside.municipality.as_str()), language));
        notes
    }
}

fn public(
    db: &mut Db,
    scope: &Scope,
    hosts: &[&OrganisationId],
    around: Hours,
    except: Option<&MeetingId>,
) -> Result<Vec<(OrganisationId, NaiveDate)>, store::Error> {
    let evenings = store::clash::public(db, scope, hosts, around, except)?;
    Ok(evenings.into_iter().map(|(host, starts, _)| (host, starts.date())).collect())
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
