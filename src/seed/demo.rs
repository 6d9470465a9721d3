//! The demo world (`seed-data/demo.toml`), which is the test world too: its dates count from the next summer holiday.

mod file;

use std::collections::HashMap;

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime, Weekday};
use file::{DemoApplication, DemoMeeting, DemoSide, DemoTitle, World};

pub use file::DemoAccount;

use super::Error;
use crate::clock::Clock;
use crate::domain::account::{Account, AccountId};
use crate::domain::application::{Application, ApplicationId};
use crate::domain::holiday::{HolidayKind, Holidays};
use crate::domain::invitation;
use crate::domain::list::Codes;
use crate::domain::meeting::{Draft, Fresh, Meeting, MeetingId, Override, OwnTitle, Saying, Side, State};
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::person::Person;
use crate::domain::plan::Plan;
use crate::domain::profile::Profile;
use crate::domain::record::Actor;
use crate::domain::text::key;
use crate::language::Language;
use crate::store::{self, Db, Pen};

pub fn read() -> Result<World, Error> {
    toml::from_str(include_str!("../../seed-data/demo.toml")).map_err(|cause| Error::Demo(cause.to_string()))
}

/// Who can sign in to the demo world.
pub fn accounts() -> Result<Vec<DemoAccount>, Error> {
    let mut accounts = read()?.accounts;
    // Who has no address gets in by a link.
    accounts.retain(|account| !account.email.is_empty());
    Ok(accounts)
}

/// Puts the world in: an error of the file comes back inside, one of the database outside.
pub fn put(db: &mut Db, world: &World, clock: &Clock, password_hash: &str) -> Result<Result<(), Error>, store::Error> {
    let now = clock.utc();
    let mut organisations = HashMap::new();
    for wanted in &world.organisations {
        let row = Organisation {
            id: OrganisationId::new(clock.millis(), clock.chance()),
            kind: wanted.kind,
            name: wanted.name.clone(),
            name_key: key(&wanted.name),
            province: wanted.province.clone(),
            municipality: wanted.municipality.clone(),
            region: wanted.region,
            languages: Codes::new(wanted.languages.iter().map(String::as_str)),
            communities: Codes::new(wanted.communities.iter().map(String::as_str)),
            is_admitted: true,
            is_demo: true,
            created_at: now,
            version: 1,
            contact_name: wanted.contact[0].clone(),
            contact_phone: wanted.contact[1].clone(),
            contact_email: wanted.contact[2].clone(),
            admitted_by: None,
        };
        store::organisation::put(db, &row)?;
        organisations.insert(wanted.key.as_str(), row);
    }
    let (with_address, without): (Vec<_>, Vec<_>) = world.accounts.iter().partition(|wanted| !wanted.email.is_empty());
    let mut accounts = Vec::new();
    for wanted in with_address {
        let Some(organisation) = organisations.get(wanted.organisation.as_str()) else {
            return Ok(Err(Error::Demo(format!("account {} has no organisation", wanted.email))));
        };
        let row = wanted.to_account(&organisation.id, password_hash, clock);
        store::account::put(db, &row)?;
        accounts.push(row);
    }
    let holidays = store::holiday::known(db)?;
    for wanted in &world.meetings {
        let (Some(support), Some(host)) =
            (organisations.get(wanted.support.as_str()), organisations.get(wanted.host.as_str()))
        else {
            return Ok(Err(Error::Demo(format!("meeting {:?} has no owners", wanted.working_title))));
        };
        let meeting = match wanted.to_meeting(support, host, &accounts, &holidays, clock) {
            Ok(meeting) => meeting,
            Err(reason) => return Ok(Err(Error::Demo(format!("meeting {:?}: {reason}", wanted.working_title)))),
        };
        let actor = Actor { account_id: None, organisation_id: support.id.clone(), name: String::new() };
        if store::meeting::put(db, &meeting, &Pen::new(actor, clock))? != store::meeting::Put::Kept {
            return Ok(Err(Error::Demo(format!("meeting {:?} is there already", wanted.working_title))));
        }
    }
    // What is drawn here comes last, so that the meetings keep their codes.
    for wanted in without {
        if let Some(organisation) = organisations.get(wanted.organisation.as_str()) {
            store::account::put(db, &wanted.to_account(&organisation.id, password_hash, clock))?;
        }
    }
    for wanted in &world.applications {
        store::application::add(db, &wanted.to_application(clock))?;
    }
    Ok(Ok(()))
}

impl DemoAccount {
    /// Who has no address has no password either.
    fn to_account(&self, organisation_id: &OrganisationId, password_hash: &str, clock: &Clock) -> Account {
        let id = AccountId::new(clock.millis(), clock.chance());
        let email_key = if self.email.is_empty() { id.to_string() } else { key(&self.email) };
        Account {
            id,
            organisation_id: organisation_id.clone(),
            role: self.role,
            name: self.name.clone(),
            email: self.email.clone(),
            email_key,
            password_hash: (!self.email.is_empty()).then(|| password_hash.to_owned()),
            desk_language: self.language.clone(),
            is_active: true,
            is_demo: true,
            created_at: clock.utc(),
            version: 1,
            used_at: None,
            wants_digest: true,
            totp_secret: None,
            totp_confirmed_at: None,
            totp_step: None,
        }
    }
}

impl DemoApplication {
    fn to_application(&self, clock: &Clock) -> Application {
        let [contact_name, contact_phone, contact_email] = self.contact.clone();
        let profile = Profile {
            name: self.name.clone(),
            name_key: key(&self.name),
            province: self.province.clone(),
            municipality: self.municipality.clone(),
            languages: Codes::new(self.languages.iter().map(String::as_str)),
            communities: Codes::new(self.communities.iter().map(String::as_str)),
            contact_name,
            contact_phone,
            contact_email,
        };
        let language = Language::find(&self.language).unwrap_or_else(Language::dutch);
        let id = ApplicationId::new(clock.millis(), clock.chance());
        let sent = clock.utc() - Duration::days(self.days_ago);
        Application::new(id, profile, self.wish.clone(), self.region, language, sent)
    }
}

impl DemoMeeting {
    fn to_meeting(
        &self,
        support: &Organisation,
        host: &Organisation,
        accounts: &[Account],
        holidays: &Holidays,
        clock: &Clock,
    ) -> Result<Meeting, String> {
        let now = clock.utc();
        let id = MeetingId::new(clock.millis(), clock.chance());
        let fresh = Fresh {
            id: id.clone(),
            code: invitation::new_code(clock.chance()),
            secret: invitation::new_secret(clock.chance()),
        };
        let draft = Draft {
            plan: self.plan(holidays, clock.today())?,
            kits: self.kits.clone(),
            titles: self.titles(&id),
            people: self.people(&id),
        };
        let mut meeting = Meeting::new(fresh, support.id.clone(), host.id.clone(), draft, now);
        let by = |organisation: &Organisation| {
            accounts
                .iter()
                .find(|account| account.organisation_id == organisation.id)
                .ok_or("an owner has no account".to_owned())
        };
        let sides = match self.proposed_by {
            DemoSide::Support => [(Side::Support, by(support)?), (Side::Host, by(host)?)],
            DemoSide::Host => [(Side::Host, by(host)?), (Side::Support, by(support)?)],
        };
        let is_out = self.was_published || matches!(self.state, State::Published | State::Held | State::Reported);
        let yeses = match self.state {
            State::Draft => 0,
            State::Proposed => 1,
            State::Cancelled if !is_out => 1,
            _ => 2,
        };
        let said = |refusal| format!("{refusal:?}");
        for (side, account) in sides.into_iter().take(yeses) {
            let saying = match side {
                Side::Host if !self.phone_with.is_empty() => Saying::Phone {
                    by: by(support)?.id.clone(),
                    of: support.id.clone(),
                    with: self.phone_with.clone(),
                    on: clock.today(),
                },
                _ => Saying::SignedIn(account.id.clone()),
            };
            meeting.agree(side, saying, now).map_err(said)?;
        }
        let (starts, ends) = (meeting.plan.starts_at, meeting.plan.ends_at);
        if is_out {
            let reason = self
                .is_override
                .then(|| Override { because: self.override_because.clone(), by: "Coördinator".to_owned() });
            let trained_only: &[String] = if self.is_override { &["K06".to_owned()] } else { &[] };
            meeting.publish(starts - Duration::days(21), now, trained_only, |_| Some(1), reason).map_err(said)?;
        }
        meeting.open(self.visibility, self.shows_place, self.shows_organisation, now);
        match self.state {
            State::Held | State::Reported => {
                meeting.hold(ends + Duration::hours(1), now).map_err(said)?;
                meeting.head.state = self.state;
            }
            State::Cancelled => meeting.cancel(&self.cancelled_because, now).map_err(said)?,
            _ => {}
        }
        if let Some(days) = self.moves_days {
            let mut draft = Draft {
                plan: meeting.plan.clone(),
                kits: self.kits.clone(),
                titles: meeting.titles.clone(),
                people: meeting.people.clone(),
            };
            draft.plan.starts_at += Duration::days(days);
            draft.plan.ends_at += Duration::days(days);
            meeting.change(Side::Support, &by(support)?.id, draft, &[], now).map_err(said)?;
            meeting.agree(Side::Host, Saying::SignedIn(by(host)?.id.clone()), now).map_err(said)?;
        }
        Ok(meeting)
    }

    fn plan(&self, holidays: &Holidays, today: NaiveDate) -> Result<Plan, String> {
        let day = self.day(holidays, today)?;
        Ok(Plan {
            working_title: self.working_title.clone(),
            title_kit: self.title_kit.clone(),
            title_number: self.title_number,
            starts_at: day.and_time(clock_time(&self.from)?),
            ends_at: day.and_time(clock_time(&self.until)?),
            venue: self.venue.clone(),
            room: self.room.clone(),
            address: self.address.clone(),
            room_key: Plan::room_key(&self.municipality, &self.venue, &self.room),
            province: self.province.clone(),
            municipality: self.municipality.clone(),
            region: self.region,
            languages: Codes::new(self.languages.iter().map(String::as_str)),
            audience: self.audience,
            school_phase: self.school_phase,
            capacity: self.capacity,
            childcare_places: self.childcare_places,
            food: self.food,
            parents_question: self.parents_question.clone(),
            note: self.note.clone(),
        })
    }

    /// The weekday on or after so many weeks before the region's next summer holiday, or from today.
    fn day(&self, holidays: &Holidays, today: NaiveDate) -> Result<NaiveDate, String> {
        let from = match (self.weeks_before_summer, self.weeks_from_today) {
            (Some(weeks), None) => {
                let summer =
                    holidays.next(self.region, today, HolidayKind::Summer).ok_or("no summer holiday is known")?;
                summer.first_day - Duration::weeks(weeks)
            }
            (None, Some(weeks)) => today + Duration::weeks(weeks),
            _ => return Err("takes weeks_before_summer or weeks_from_today".to_owned()),
        };
        let wanted =
            Weekday::try_from(u8::try_from(self.weekday as usize).unwrap_or(0)).map_err(|cause| cause.to_string())?;
        let ahead = (7 + wanted.num_days_from_monday() - from.weekday().num_days_from_monday()) % 7;
        Ok(from + Days::new(u64::from(ahead)))
    }

    fn titles(&self, id: &MeetingId) -> Vec<OwnTitle> {
        let title = |title: &DemoTitle| OwnTitle {
            meeting_id: id.clone(),
            language: title.language.clone(),
            title: title.title.clone(),
            read_by: title.read_by.clone(),
        };
        self.own_titles.iter().map(title).collect()
    }

    fn people(&self, id: &MeetingId) -> Vec<Person> {
        (1..)
            .zip(&self.people)
            .map(|(position, person)| Person {
                meeting_id: id.clone(),
                position,
                duty: person.duty,
                name: person.name.clone(),
                name_key: key(&person.name),
                organisation: person.organisation.clone(),
                phone: person.phone.clone(),
                is_trained: person.is_trained,
                is_independent: person.is_independent,
                has_certificate: person.has_certificate,
            })
            .collect()
    }
}

fn clock_time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| format!("{text:?} is no time"))
}
