//! The form of an evening (plan), as the desk and the host's room share it: fields to a draft and back, or what is not right.

mod choices;
mod conflict;
mod field;
mod filled;
mod fit;
mod label;
mod lines;
mod origin;
mod people;
mod region;
mod value;

pub use choices::{Choice, Choices, partner_choice, weekdays};
use field::{check_hours, check_titles, code};
pub use field::{hours, number};
pub use filled::{as_staged, of_meeting, with_plan};
pub use origin::Origin;
pub use people::{PEOPLE, clear as without_people};
pub use region::{CONFIRMED as REGION_CONFIRMED, confirm as confirm_region};

use super::form::Form;
use super::guard::Owned;
use super::viewer::Viewer;
use super::wrong::{self, Wrong, Wrongs};
use super::{App, Failure, Reference, deed};

use crate::domain::list::Codes;
use crate::domain::meeting::{Draft, Meeting, MeetingId, State};
use crate::domain::neutral::loaded_word;
use crate::domain::organisation::{Organisation, OrganisationId, OrganisationKind};
use crate::domain::plan::{Food, MeetingAudience, Plan, SchoolPhase};
use crate::domain::text::{LONGEST_LINE, LONGEST_TEXT};
use crate::language::{LANGUAGES, Language};
use crate::store;

/// As many kits as an evening can hold.
pub const MOST_KITS: usize = 4;

/// What the form needs to know of the world.
pub struct Planning {
    pub(super) partners: Vec<Organisation>,
    pub(super) reference: std::sync::Arc<Reference>,
    /// The meeting that is being changed.
    pub(super) meeting: Option<Meeting>,
    host: Option<Organisation>,
    pub(super) origin: Option<Origin>,
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
    pub fn host_of(&self, partner: Option<&OrganisationId>) -> Option<&Organisation> {
        self.host.as_ref().or_else(|| self.partners.iter().find(|organisation| Some(&organisation.id) == partner))
    }

    /// The draft, or the form again with what is wrong (and perhaps a region filled in to confirm); with nothing wrong when
    /// it was only looked at.
    pub async fn check(
        &self,
        app: &App,
        viewer: &Viewer,
        id: &MeetingId,
        form: &Form,
    ) -> Result<Result<Checked, (Form, Wrongs)>, Failure> {
        let (mut form, mut wrongs) = (form.clone(), Wrongs::default());
        let partner = self.check_partner(&form, &mut wrongs);
        let plan = self.check_plan(app, &mut form, &mut wrongs);
        let kits = self.check_kits(&form, plan.as_ref().map(|plan| plan.audience), &mut wrongs);
        if plan.as_ref().is_some_and(|plan| !kits.is_empty() && !kits.contains(&plan.title_kit)) {
            wrongs.add("title", Wrong::TitleOfKit);
        }
        let titles = check_titles(id, &form, &mut wrongs);
        let people = people::check(id, &form, &mut wrongs);
        if form.is_ticked("look") {
            return Ok(Err((form, Wrongs::default())));
        }
        let version = form.typed("version").parse().unwrap_or(0);
        let (Some(partner), Some(plan), true) = (partner, plan, wrongs.is_empty()) else {
            return Ok(Err((form, wrongs)));
        };
        let draft = Draft { plan, kits, titles, people };
        if !form.is_ticked("acknowledged") {
            self.check_conflicts(app, viewer, id, (&partner, &draft), &mut wrongs).await?;
        }
        Ok(if wrongs.is_empty() { Ok(Checked { draft, partner, version }) } else { Err((form, wrongs)) })
    }

    fn check_partner(&self, form: &Form, wrongs: &mut Wrongs) -> Option<OrganisationId> {
        if self.meeting.is_some() {
            // Owners stay who they are; the field is not in the form.
            return self.host.as_ref().map(|host| host.id.clone());
        }
        let chosen = form.typed("partner").parse().ok();
        let known = chosen.filter(|id| self.partners.iter().any(|organisation| organisation.id == *id));
        if known.is_none() {
            wrongs.add("partner", Wrong::ChoosePartner);
        }
        known
    }

    pub(super) fn check_plan(&self, app: &App, form: &mut Form, wrongs: &mut Wrongs) -> Option<Plan> {
        let today = app.clock.today();
        let (starts_at, ends_at) = check_hours(form, app.clock.wall(), self.meeting.as_ref(), wrongs).unzip();
        let mut line = |name: &'static str, is_needed: bool| -> String {
            let text = form.line(name);
            if let Some(wrong) = wrong::text(&text, is_needed, LONGEST_LINE, today) {
                wrongs.add(name, wrong);
            }
            text.into_string()
        };
        // A draft can wait for its place, but a room is in one; nobody says yes to it before.
        let is_draft = self.meeting.as_ref().is_none_or(|meeting| meeting.head.state == State::Draft);
        let needs_place = !is_draft || !form.line("room").is_empty();
        let (working_title, venue, room) =
            (line("working_title", true), line("venue", needs_place), line("room", false));
        let municipality = line("municipality", true);
        let address = form.line("address");
        if address.length() > LONGEST_LINE {
            wrongs.add("address", Wrong::TooLong(LONGEST_LINE));
        }
        let mut text = |name: &'static str| -> String {
            let text = form.lines(name);
            if let Some(wrong) = wrong::text(&text, false, LONGEST_TEXT, today) {
                wrongs.add(name, wrong);
            }
            text.into_string()
        };
        let (parents_question, note) = (text("parents_question"), text("note"));
        let [line_one, line_two] = self.check_lines(form, today, wrongs);
        for (field, shown) in [("venue", &venue), ("room", &room), ("address", &address.as_str().to_owned())] {
            if let Some(word) = loaded_word(shown) {
                wrongs.add(field, Wrong::LoadedWord(word));
            }
        }
        let province = form.line("province").into_string();
        if !crate::domain::region::provinces(&self.reference.places).contains(&province.as_str()) {
            wrongs.add("province", Wrong::Choose);
        }
        let region = self.check_region(form, &province, &municipality, wrongs);
        let languages: Vec<_> = LANGUAGES.iter().filter(|language| form.has("languages", language.code)).collect();
        if languages.is_empty() {
            wrongs.add("languages", Wrong::ChooseLanguage);
        }
        let capacity = number(form, "capacity", 1..=500, wrongs);
        let childcare_places = number(form, "childcare_places", 0..=100, wrongs);
        let (title_kit, title_number) = self.check_title(form, wrongs).unzip();
        let audience: Option<MeetingAudience> = code(form, "audience", wrongs);
        let school_phase: Option<SchoolPhase> = code(form, "school_phase", wrongs);
        let food: Option<Food> = code(form, "food", wrongs);
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
            line_one,
            line_two,
        })
    }

    /// The kits in their order, each once.
    fn check_kits(&self, form: &Form, audience: Option<MeetingAudience>, wrongs: &mut Wrongs) -> Vec<String> {
        let mut kits: Vec<String> = Vec::new();
        for name in KIT_FIELDS {
            let slug = form.typed(name);
            if slug.is_empty() {
                continue;
            }
            if kits.iter().any(|known| known == slug) {
                wrongs.add(name, Wrong::KitTwice);
                continue;
            }
            match self.reference.kit(slug, None) {
                None => wrongs.add(name, Wrong::Choose),
                // What is made for professionals is never put before parents.
                Some(kit) if audience.is_some_and(MeetingAudience::is_parents) && !kit.is_for_parents() => {
                    wrongs.add(name, Wrong::KitNotForParents);
                }
                Some(_) => kits.push(slug.to_owned()),
            }
        }
        if kits.is_empty() {
            wrongs.add(KIT_FIELDS[0], Wrong::ChooseKit);
        }
        kits
    }

    /// From the approved neutral lists only: "slug/number".
    pub(super) fn check_title(&self, form: &Form, wrongs: &mut Wrongs) -> Option<(String, i32)> {
        let chosen = form.typed("title").split_once('/').and_then(|(slug, number)| {
            let number: i32 = number.parse().ok()?;
            let kit = self.reference.kit(slug, None)?;
            kit.public_title(usize::try_from(number).ok()?, Language::dutch())?;
            Some((slug.to_owned(), number))
        });
        if chosen.is_none() {
            wrongs.add("title", Wrong::ChooseTitle);
        }
        chosen
    }
}

/// Takes a draft over, if nobody changed the evening since `version`; says whether the other side must say yes to it now.
pub async fn change(app: &App, owned: &Owned, version: i32, draft: Draft) -> Result<bool, store::Error> {
    let (side, by, now) = (owned.side, owned.viewer.account.id.clone(), app.clock.utc());
    let trained_only = app.reference().trained_only(draft.kits.iter().map(String::as_str));
    let changed =
        deed::change(app, owned, version, move |meeting| meeting.change(side, &by, draft, &trained_only, now)).await?;
    Ok(changed.has_change_for(side.other()))
}

/// One select each, in order.
pub const KIT_FIELDS: [&str; MOST_KITS] = ["kit_1", "kit_2", "kit_3", "kit_4"];
