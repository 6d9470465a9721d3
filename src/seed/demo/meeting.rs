//! A meeting of the demo world (bijeenkomst): how it came to stand as it does.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime, Weekday};

use super::file::{DemoMeeting, DemoSide, DemoTitle};
use crate::clock::Clock;
use crate::domain::account::Account;
use crate::domain::holiday::{HolidayKind, Holidays};
use crate::domain::invitation;
use crate::domain::list::Codes;
use crate::domain::meeting::{Draft, Fresh, Meeting, MeetingId, Override, OwnTitle, Saying, Side, State};
use crate::domain::organisation::Organisation;
use crate::domain::person::Person;
use crate::domain::plan::Plan;
use crate::domain::text::key;

impl DemoMeeting {
    pub fn to_meeting(
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
        meeting.open(self.visibility, self.shows_place, self.shows_organisation, now).map_err(said)?;
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
            line_one: String::new(),
            line_two: String::new(),
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
