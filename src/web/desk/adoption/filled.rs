//! What a proposal, and what went before it, say of its evening (ingevuld): a worker changes it, and need not think of it.

use chrono::NaiveDate;

use crate::domain::day::Community;
use crate::domain::kit::Kit;
use crate::domain::meeting::State;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::plan::{Food, MeetingAudience, Plan};
use crate::domain::proposal::Proposal;
use crate::domain::region::{Region, Suggestion};
use crate::domain::text::LONGEST_LINE;
use crate::domain::typed;
use crate::domain::warning::{Evening, Warning, warnings};
use crate::domain::window::{self, Colour};
use crate::language::Lang;
use crate::store::{self, Db, Scope};
use crate::web::Reference;
use crate::web::form::Form;
use crate::web::plan::{KIT_FIELDS, confirm_region};

/// More evenings of the two are not looked through for the last one.
const MOST_SHARED: i64 = 20;

/// The last evening of the two organisations that took or takes place.
pub fn last(db: &mut Db, scope: &Scope, host: &OrganisationId) -> Result<Option<Plan>, store::Error> {
    let shared = store::partner::meetings(db, scope, host, MOST_SHARED)?;
    Ok(shared.into_iter().find(|shared| shared.head.state != State::Cancelled).map(|shared| shared.plan))
}

/// What the proposal says already; without a wish the date stays open.
pub fn of_proposal(form: &mut Form, proposal: &Proposal, position: i32) {
    let head = &proposal.head;
    for (name, value) in [
        ("proposal_version", head.version.to_string()),
        ("partner", head.host_id.to_string()),
        ("audience", head.audience.code().to_owned()),
        ("capacity", head.expected.to_string()),
        ("province", head.province.clone()),
        ("municipality", head.municipality.clone()),
        ("venue", head.venue.clone()),
        ("parents_question", head.parents_question.clone()),
    ] {
        form.set(name, value);
    }
    form.set_all("languages", head.languages.iter());
    if let Some(wish) = proposal.wish(position) {
        form.set("date", wish.starts_at.format("%Y-%m-%d").to_string());
        form.set("from", wish.starts_at.format("%H:%M").to_string());
        form.set("until", wish.ends_at.format("%H:%M").to_string());
    }
}

/// What follows from that, where `asked` says nothing else.
pub struct Follows<'a> {
    pub host: &'a Organisation,
    /// The evening that the two had last.
    pub last: Option<&'a Plan>,
    pub reference: &'a Reference,
    pub language: Lang,
}

impl Follows<'_> {
    pub fn fill(&self, form: &mut Form, asked: &Form) {
        self.fill_region(form);
        self.fill_last(form);
        self.fill_food(form, asked);
        self.fill_theme(form, asked);
    }

    /// That of the place, where a place says it; of another place it is asked anew.
    fn fill_region(&self, form: &mut Form) {
        let suggested = Region::suggest(form.typed("province"), form.typed("municipality"), &self.reference.places);
        if let (Suggestion::Region(region), "") = (suggested, form.typed("region")) {
            form.set("region", region.code());
        }
        confirm_region(form);
    }

    /// Of the evening; where nobody knows it yet, that of the self-organisation.
    fn region(&self, form: &Form) -> Region {
        form.typed("region").parse().unwrap_or(self.host.region)
    }

    /// Who comes with children, and the way to a place, stay as they were.
    fn fill_last(&self, form: &mut Form) {
        let Some(last) = self.last else { return };
        form.set("childcare_places", last.childcare_places.to_string());
        form.set("school_phase", last.school_phase.code());
        if Plan::room_key(form.typed("municipality"), form.typed("venue"), "")
            == Plan::room_key(&last.municipality, &last.venue, "")
        {
            form.set("address", last.address.clone());
            if form.typed("room").is_empty() {
                form.set("room", last.room.clone());
            }
        }
    }

    /// As it was the last time, if that can be served on the day; else what the day and the community ask for.
    fn fill_food(&self, form: &mut Form, asked: &Form) {
        if !asked.typed("food").is_empty() {
            return;
        }
        let found = self.warnings(form);
        let as_before = self.last.map(|last| last.food).filter(|food| found.iter().all(|said| food.fits(said)));
        if let Some(food) = as_before.or_else(|| Food::suited(&found)) {
            form.set("food", food.code());
        }
    }

    fn warnings(&self, form: &Form) -> Vec<Warning> {
        let communities: Vec<Community> = self.host.communities();
        let hours = typed::date(form.typed("date"))
            .zip(typed::time(form.typed("from")))
            .zip(typed::time(form.typed("until")))
            .map(|((date, from), until)| (date.and_time(from), date.and_time(until)));
        let Some((starts, ends)) = hours else { return Vec::new() };
        let evening = Evening { starts, ends, region: self.region(form), communities: &communities };
        let reference = self.reference;
        warnings(&evening, &reference.holidays, &reference.days, &reference.weekly)
    }

    /// A theme for these parents that anybody may lead, the first that is good on the day; its title, and a name for the evening.
    fn fill_theme(&self, form: &mut Form, asked: &Form) {
        if form.typed(KIT_FIELDS[0]).is_empty() {
            let Ok(audience) = form.typed("audience").parse() else { return };
            let Some(kit) = self.theme(audience, self.region(form), typed::date(form.typed("date"))) else { return };
            form.set(KIT_FIELDS[0], kit.slug.clone());
        }
        title(form);
        if asked.typed("working_title").is_empty()
            && let Some(name) = self.name(form.typed(KIT_FIELDS[0]))
        {
            form.set("working_title", name);
        }
    }

    /// How an evening about this theme is called until somebody thinks of a better name.
    fn name(&self, theme: &str) -> Option<String> {
        let titles = self.reference.kit(theme, None)?.public_titles(self.language);
        Some(format!("{}, {}", titles.first()?.text.as_str(), self.host.name))
            .filter(|name| name.chars().count() <= LONGEST_LINE)
    }

    /// With another theme the name that we made of the first one goes too; a name that somebody typed stays.
    pub fn rename(&self, form: &mut Form) {
        let before = form.typed("title").split_once('/').map_or("", |(theme, _)| theme).to_owned();
        let chosen = form.typed(KIT_FIELDS[0]).to_owned();
        if before != chosen
            && self.name(&before).is_some_and(|name| name == form.typed("working_title"))
            && let Some(name) = self.name(&chosen)
        {
            form.set("working_title", name);
        }
    }

    fn theme(&self, audience: MeetingAudience, region: Region, date: Option<NaiveDate>) -> Option<&Kit> {
        let is_for = |kit: &&Kit| {
            let contents = &kit.contents;
            kit.is_for_parents() && contents.audiences.contains(&audience) && !contents.needs_trained_facilitator
        };
        let is_good = |kit: &Kit| {
            date.is_some_and(|date| {
                let judged = window::judge(date, region, &[kit.windows()], &self.reference.holidays);
                judged.colour == Colour::Good
            })
        };
        let fitting: Vec<&Kit> = self.reference.kits().filter(is_for).collect();
        fitting.iter().copied().find(|kit| is_good(kit)).or_else(|| fitting.first().copied())
    }
}

/// Where no title is chosen: the first of the first theme. One of another theme is asked about, as parents read it.
pub fn title(form: &mut Form) {
    let first = form.typed(KIT_FIELDS[0]).to_owned();
    if form.typed("title").is_empty() && !first.is_empty() {
        form.set("title", format!("{first}/0"));
    }
}
