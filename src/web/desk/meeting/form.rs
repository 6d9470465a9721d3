//! The planner's form: fields to a draft and back, with a sentence beside each field that is not right.

mod difference;
mod field;
mod filled;
mod origin;
mod page;
mod people;

pub use difference::Difference;
use field::{check_hours, check_text, check_titles, code};
pub use field::{number, reason_problem};
pub use filled::of_meeting;
pub use origin::Origin;
pub use people::PEOPLE;

use crate::domain::list::Codes;
use crate::domain::meeting::{Draft, Meeting, MeetingId};
use crate::domain::neutral::loaded_word;
use crate::domain::organisation::{Organisation, OrganisationId, OrganisationKind};
use crate::domain::plan::{Food, MeetingAudience, Plan, SchoolPhase};
use crate::domain::region::{Region, Suggestion};
use crate::domain::text::{LONGEST_LINE, LONGEST_TEXT};
use crate::language::{Desk, LANGUAGES, Language};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::viewer::Viewer;
use crate::web::{App, Reference};

/// As many kits as an evening can hold.
pub const MOST_KITS: usize = 4;

/// What the form needs to know of the world.
pub struct Planning {
    partners: Vec<Organisation>,
    reference: std::sync::Arc<Reference>,
    /// The meeting that is being changed.
    meeting: Option<Meeting>,
    host: Option<Organisation>,
    origin: Option<Origin>,
}

/// A form without problems.
pub struct Checked {
    pub draft: Draft,
    pub partner: OrganisationId,
    pub version: i32,
}

impl Planning {
    pub async fn load(app: &App, viewer: &Viewer, meeting: Option<Meeting>) -> Result<Self, Failure> {
        let kind = if viewer.organisation.is_self_organisation() {
            OrganisationKind::ParentingSupport
        } else {
            OrganisationKind::SelfOrganisation
        };
        let host_id = meeting.as_ref().map(|meeting| meeting.head.host_id.clone());
        let (partners, host) = app
            .database
            .read(move |db| {
                let host = host_id.map(|id| store::organisation::find(db, &id)).transpose()?;
                Ok((store::organisation::partners(db, kind)?, host))
            })
            .await?;
        let host = host.or_else(|| viewer.organisation.is_self_organisation().then(|| viewer.organisation.clone()));
        Ok(Self { partners, reference: app.reference(), meeting, host, origin: None })
    }

    /// The communities whose days count: the self-organisation's.
    fn host_of(&self, partner: Option<&OrganisationId>) -> Option<&Organisation> {
        self.host.as_ref().or_else(|| self.partners.iter().find(|organisation| Some(&organisation.id) == partner))
    }

    /// The draft, or the form again with what is wrong (and perhaps a region filled in to confirm).
    pub async fn check(
        &self,
        app: &App,
        viewer: &Viewer,
        id: &MeetingId,
        form: &Form,
    ) -> Result<Result<Checked, (Form, Problems)>, Failure> {
        let d = viewer.desk_language().desk();
        let mut form = form.clone();
        let mut problems = Problems::default();
        let partner = self.check_partner(&form, d, &mut problems);
        let plan = self.check_plan(app, &mut form, d, &mut problems);
        let kits = self.check_kits(&form, plan.as_ref().map(|plan| plan.audience), d, &mut problems);
        if plan.as_ref().is_some_and(|plan| !kits.is_empty() && !kits.contains(&plan.title_kit)) {
            problems.add("title", &d.problem.title_of_kit);
        }
        let titles = check_titles(id, &form, d, &mut problems);
        let people = people::check(id, &form, d, &mut problems);
        if form.is_ticked("look") {
            return Ok(Err((form, Problems::default())));
        }
        let version = form.typed("version").parse().unwrap_or(0);
        let (Some(partner), Some(plan), true) = (partner, plan, problems.is_empty()) else {
            return Ok(Err((form, problems)));
        };
        let draft = Draft { plan, kits, titles, people };
        if !form.is_ticked("acknowledged") {
            self.check_conflicts(app, viewer, id, &draft, d, &mut problems).await?;
        }
        Ok(if problems.is_empty() { Ok(Checked { draft, partner, version }) } else { Err((form, problems)) })
    }

    fn check_partner(&self, form: &Form, d: &Desk, problems: &mut Problems) -> Option<OrganisationId> {
        if self.meeting.is_some() {
            // Owners stay who they are; the field is not in the form.
            return self.host.as_ref().map(|host| host.id.clone());
        }
        let chosen = form.typed("partner").parse().ok();
        let known = chosen.filter(|id| self.partners.iter().any(|organisation| organisation.id == *id));
        if known.is_none() {
            problems.add("partner", &d.problem.choose_partner);
        }
        known
    }

    fn check_plan(&self, app: &App, form: &mut Form, d: &Desk, problems: &mut Problems) -> Option<Plan> {
        let today = app.clock.today();
        let (starts_at, ends_at) = check_hours(form, d, app.clock.wall(), self.meeting.as_ref(), problems).unzip();
        let mut line = |name: &'static str, is_needed: bool| -> String {
            let text = form.line(name);
            check_text(name, &text, is_needed, LONGEST_LINE, today, d, problems);
            text.into_string()
        };
        let (working_title, venue, room) = (line("working_title", true), line("venue", true), line("room", false));
        let municipality = line("municipality", true);
        let address = form.line("address");
        if address.length() > LONGEST_LINE {
            problems.add("address", d.problem.too_long.of(LONGEST_LINE));
        }
        let mut text = |name: &'static str| -> String {
            let text = form.lines(name);
            check_text(name, &text, false, LONGEST_TEXT, today, d, problems);
            text.into_string()
        };
        let (parents_question, note) = (text("parents_question"), text("note"));
        for (field, shown) in [("venue", &venue), ("room", &room), ("address", &address.as_str().to_owned())] {
            if let Some(word) = loaded_word(shown) {
                problems.add(field, d.problem.loaded_word.of(word));
            }
        }
        let province = form.line("province").into_string();
        if !crate::domain::region::provinces(&self.reference.places).contains(&province.as_str()) {
            problems.add("province", &d.problem.choose);
        }
        let region = self.check_region(form, &province, &municipality, d, problems);
        let languages: Vec<_> = LANGUAGES.iter().filter(|language| form.has("languages", language.code)).collect();
        if languages.is_empty() {
            problems.add("languages", &d.problem.choose_language);
        }
        let capacity = number(form, "capacity", 1..=500, d, problems);
        let childcare_places = number(form, "childcare_places", 0..=100, d, problems);
        let (title_kit, title_number) = self.check_title(form, d, problems).unzip();
        let audience: Option<MeetingAudience> = code(form, "audience", d, problems);
        let school_phase: Option<SchoolPhase> = code(form, "school_phase", d, problems);
        let food: Option<Food> = code(form, "food", d, problems);
        Some(Plan {
            working_title,
            title_kit: title_kit?,
            title_number: title_number?,
            starts_at: starts_at?,
            ends_at: ends_at?,
            room_key: Plan::room_key(&municipality, &venue, &room),
            venue,
            room,
            address: address.into_string(),
            province,
            municipality,
            region: region?,
            languages: Codes::new(languages.iter().map(|language| language.code)),
            audience: audience?,
            school_phase: school_phase?,
            capacity: capacity?,
            childcare_places: childcare_places?,
            food: food?,
            parents_question,
            note,
        })
    }

    /// Suggested by municipality, confirmed by the user: never derived in silence.
    fn check_region(
        &self,
        form: &mut Form,
        province: &str,
        municipality: &str,
        d: &Desk,
        problems: &mut Problems,
    ) -> Option<Region> {
        if let Ok(region) = form.typed("region").parse() {
            return Some(region);
        }
        match Region::suggest(province, municipality, &self.reference.places) {
            Suggestion::Region(region) => {
                form.set("region", region.code());
                let name = d.region.by_code(region.code()).map_or_else(String::new, ToString::to_string);
                problems.add("region", d.problem.confirm_region.of(name));
            }
            Suggestion::Mixed(note) => problems.add("region", d.problem.mixed_region.of(note)),
            Suggestion::Unknown => problems.add("region", &d.problem.choose),
        }
        None
    }

    /// The kits in their order, each once.
    fn check_kits(
        &self,
        form: &Form,
        audience: Option<MeetingAudience>,
        d: &Desk,
        problems: &mut Problems,
    ) -> Vec<String> {
        let mut kits: Vec<String> = Vec::new();
        for name in KIT_FIELDS {
            let slug = form.typed(name);
            if slug.is_empty() {
                continue;
            }
            if kits.iter().any(|known| known == slug) {
                problems.add(name, &d.problem.kit_twice);
                continue;
            }
            match self.reference.kit(slug, None) {
                None => problems.add(name, &d.problem.choose),
                // What is made for professionals is never put before parents.
                Some(kit) if audience.is_some_and(MeetingAudience::is_parents) && !kit.is_for_parents() => {
                    problems.add(name, &d.problem.kit_not_for_parents);
                }
                Some(_) => kits.push(slug.to_owned()),
            }
        }
        if kits.is_empty() {
            problems.add(KIT_FIELDS[0], &d.problem.choose_kit);
        }
        kits
    }

    /// From the approved neutral lists only: "slug/number".
    fn check_title(&self, form: &Form, d: &Desk, problems: &mut Problems) -> Option<(String, i32)> {
        let chosen = form.typed("title").split_once('/').and_then(|(slug, number)| {
            let number: i32 = number.parse().ok()?;
            let kit = self.reference.kit(slug, None)?;
            kit.public_title(usize::try_from(number).ok()?, Language::dutch())?;
            Some((slug.to_owned(), number))
        });
        if chosen.is_none() {
            problems.add("title", &d.problem.choose_title);
        }
        chosen
    }

    /// People or owners in two places at once: to be acknowledged, within one's own list only.
    async fn check_conflicts(
        &self,
        app: &App,
        viewer: &Viewer,
        id: &MeetingId,
        draft: &Draft,
        d: &Desk,
        problems: &mut Problems,
    ) -> Result<(), Failure> {
        let names: Vec<String> = draft.people.iter().map(|person| person.name_key.clone()).collect();
        let (scope, id, plan) = (viewer.scope.clone(), id.clone(), draft.plan.clone());
        let (twice, is_busy) = app
            .database
            .read(move |db| {
                let twice = store::meeting::people_elsewhere(db, &scope, &id, &plan, &names)?;
                Ok((twice, store::meeting::is_busy(db, &scope, &id, &plan)?))
            })
            .await?;
        if !twice.is_empty() {
            problems.add("acknowledged", d.problem.people_twice.of(twice.join(", ")));
        } else if is_busy && viewer.organisation.is_self_organisation() {
            problems.add("acknowledged", &d.problem.host_twice);
        }
        Ok(())
    }
}

/// One select each, in order.
pub const KIT_FIELDS: [&str; MOST_KITS] = ["kit_1", "kit_2", "kit_3", "kit_4"];
