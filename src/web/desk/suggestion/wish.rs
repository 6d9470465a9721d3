//! What is looked for (zoekvraag): an address' fields to a search, or what is not right with them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::people::People;
use crate::domain::clash::Aside;
use crate::domain::day::{Community, Weekday};
use crate::domain::list::Codes;
use crate::domain::meeting::MeetingId;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::plan::{MeetingAudience, Plan, is_too_far};
use crate::domain::proposal::ProposalId;
use crate::domain::region::{Region, Suggestion};
use crate::domain::suggestion::{Search, USUAL_LEAD_DAYS, usual_period};
use crate::domain::text::LONGEST_LINE;
use crate::domain::typed;
use crate::domain::window::KitWindow;
use crate::web::App;
use crate::web::form::Form;
use crate::web::plan::{MOST_KITS, Planning, hours, number};
use crate::web::wrong::{self, Wrong, Wrongs};

/// Longer preparations nobody plans in days.
const MOST_LEAD_DAYS: i32 = 365;

/// A form without problems.
pub struct Wish {
    pub partner: OrganisationId,
    /// The self-organisation: its days count, its languages are spoken.
    pub host: Organisation,
    pub region: Region,
    pub province: String,
    pub municipality: String,
    pub venue: String,
    pub room: String,
    pub room_key: Option<String>,
    pub audience: MeetingAudience,
    pub kits: Vec<String>,
    pub from: NaiveTime,
    pub until: NaiveTime,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Who must be there: the name, and the keys of all that it is written as.
    pub person: Option<(String, Vec<String>)>,
    /// The proposal that the evening answers.
    pub proposal: Option<ProposalId>,
    /// The evening that is to move.
    pub meeting: Option<MeetingId>,
    communities: Vec<Community>,
    windows: Vec<Vec<KitWindow>>,
    weekdays: Vec<Weekday>,
    lead_days: i32,
}

/// What the address says, with what is usual where it says nothing.
pub fn asked(query: Option<&str>) -> Form {
    let mut form = Form::of_query(query);
    let lead = USUAL_LEAD_DAYS.to_string();
    let audience = MeetingAudience::ParentsTogether.code();
    for (name, usual) in [("from", "19:30"), ("until", "21:30"), ("lead", lead.as_str()), ("audience", audience)] {
        if form.typed(name).is_empty() {
            form.set(name, usual);
        }
    }
    form
}

pub fn check(app: &App, planning: &Planning, people: &People, form: &Form) -> Result<Wish, Wrongs> {
    let (mut wrongs, reference, wall) = (Wrongs::default(), app.reference(), app.clock.wall());
    let partner = form.typed("partner").parse().ok().filter(|id| planning.partners.iter().any(|own| own.id == *id));
    let Some(host) = partner.as_ref().and_then(|id| planning.host_of(Some(id))) else {
        wrongs.add("partner", Wrong::ChoosePartner);
        return Err(wrongs);
    };
    let mut line = |name: &'static str| {
        let text = form.line(name);
        if let Some(wrong) = wrong::text(&text, false, LONGEST_LINE, app.clock.today()) {
            wrongs.add(name, wrong);
        }
        text.into_string()
    };
    let (venue, room, typed_place, typed_province) =
        (line("venue"), line("room"), line("municipality"), line("province"));
    let or_own = |typed: String, own: &str| if typed.is_empty() { own.to_owned() } else { typed };
    let (municipality, province) = (or_own(typed_place, &host.municipality), or_own(typed_province, &host.province));
    let region = region(form, host, &province, &municipality, &reference.places, &mut wrongs);
    let audience: Option<MeetingAudience> = form.typed("audience").parse().ok();
    if audience.is_none() {
        wrongs.add("audience", Wrong::Choose);
    }
    let kits: Vec<String> = form.all("kits").map(str::to_owned).collect();
    let chosen: Vec<_> = kits.iter().filter_map(|slug| reference.kit(slug, None)).collect();
    if chosen.len() != kits.len() {
        wrongs.add("kits", Wrong::Choose);
    } else if kits.len() > MOST_KITS {
        wrongs.add("kits", Wrong::Number(0, i32::try_from(MOST_KITS).unwrap_or(i32::MAX)));
    } else if audience.is_some_and(MeetingAudience::is_parents) && chosen.iter().any(|kit| !kit.is_for_parents()) {
        wrongs.add("kits", Wrong::KitNotForParents);
    }
    let hours = hours(form, &mut wrongs);
    let lead = number(form, "lead", 0..=MOST_LEAD_DAYS, &mut wrongs);
    let period = region.and_then(|region| {
        let usual = usual_period(wall.date(), region, &reference.holidays);
        period(form, usual, wall, &mut wrongs)
    });
    let weekdays: Vec<Weekday> = form.all("weekdays").filter_map(|code| code.parse().ok()).collect();
    let (Some((from, until)), Some((first_day, last_day)), Some(partner), true) =
        (hours, period, partner.clone(), wrongs.is_empty())
    else {
        return Err(wrongs);
    };
    let Some(((region, audience), lead_days)) = region.zip(audience).zip(lead) else { return Err(wrongs) };
    Ok(Wish {
        room_key: (!venue.is_empty()).then(|| Plan::room_key(&municipality, &venue, &room)),
        communities: host.communities(),
        windows: chosen.iter().map(|kit| kit.windows()).collect(),
        person: people.find(form.typed("person")),
        proposal: form.typed("voorstel").parse().ok(),
        meeting: form.typed("bijeenkomst").parse().ok(),
        host: host.clone(),
        partner,
        region,
        province,
        municipality,
        venue,
        room,
        audience,
        kits,
        from,
        until,
        first_day,
        last_day,
        weekdays,
        lead_days,
    })
}

/// As chosen, else as the place suggests; the page shows which, and the meeting's form asks to confirm it. In the
/// organisation's own place it is the organisation's.
fn region(
    form: &Form,
    host: &Organisation,
    province: &str,
    municipality: &str,
    places: &[crate::domain::region::RegionPlace],
    wrongs: &mut Wrongs,
) -> Option<Region> {
    if let Ok(region) = form.typed("region").parse() {
        return Some(region);
    }
    if (province, municipality) == (host.province.as_str(), host.municipality.as_str()) {
        return Some(host.region);
    }
    match Region::suggest(province, municipality, places) {
        Suggestion::Region(region) => return Some(region),
        Suggestion::Mixed(note) => wrongs.add("region", Wrong::MixedRegion(note.to_owned())),
        Suggestion::Unknown => wrongs.add("region", Wrong::Choose),
    }
    None
}

/// Whether the last day comes before the first.
pub fn is_backwards(form: &Form) -> bool {
    let [first, last] = ["first", "last"].map(|name| typed::date(form.typed(name)));
    first.zip(last).is_some_and(|(first, last)| last < first)
}

/// What is left out is as usual. What is past needs no looking at: a kept address goes on from today.
fn period(
    form: &Form,
    (usual_first, usual_last): (NaiveDate, NaiveDate),
    wall: NaiveDateTime,
    wrongs: &mut Wrongs,
) -> Option<(NaiveDate, NaiveDate)> {
    let mut day = |name: &'static str, usual: NaiveDate| {
        if form.typed(name).is_empty() {
            return Some(usual);
        }
        let day = typed::date(form.typed(name));
        match day {
            None => wrongs.add(name, Wrong::Date),
            Some(day) if is_too_far(day.and_time(NaiveTime::MIN), wall) => wrongs.add(name, Wrong::TooFar),
            Some(_) => {}
        }
        day
    };
    let (first, last) = day("first", usual_first).zip(day("last", usual_last))?;
    let first = first.max(wall.date());
    if last < first {
        wrongs.add("last", if last < wall.date() { Wrong::InThePast } else { Wrong::Date });
    }
    Some((first, last))
}

impl Wish {
    pub fn search(&self, wall: NaiveDateTime) -> Search<'_> {
        Search {
            region: self.region,
            communities: &self.communities,
            kits: &self.windows,
            weekdays: &self.weekdays,
            from: self.from,
            until: self.until,
            wall,
            lead_days: self.lead_days,
            first_day: self.first_day,
            last_day: self.last_day,
            has_room: self.room_key.is_some(),
        }
    }

    /// What counts of the evening beside another: the host's languages are spoken there.
    pub fn aside(&self) -> Aside {
        let spoken = self.host.languages();
        let spoken = std::iter::once("nl").chain(spoken.into_iter().map(|language| language.code));
        Aside { host: self.host.id.clone(), municipality: self.municipality.clone(), languages: Codes::new(spoken) }
    }

    /// From the first moment that matters to the last: the evening of the last day may run past midnight.
    pub fn moments(&self) -> (NaiveDateTime, NaiveDateTime) {
        let end = self.last_day + TimeDelta::days(2);
        // A week that looks quiet must be: from its Monday to its Sunday.
        let week = TimeDelta::days(6);
        ((self.first_day - week).and_time(NaiveTime::MIN), (end + week).and_time(NaiveTime::MIN))
    }
}
