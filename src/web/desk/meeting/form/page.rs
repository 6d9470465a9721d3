//! The form as a page: its choices, what is known of the date, and what somebody else changed meanwhile.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::meeting::Meeting;
use crate::domain::person::Duty;
use crate::domain::plan::{Food, MeetingAudience, SchoolPhase};
use crate::domain::region::{Region, provinces};
use crate::language::{LANGUAGES, Lang, Language};
use crate::web::desk::assessment::Assessment;
use crate::web::desk::problem;
use crate::web::difference::Difference;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::page::{self, DeskPage};
use crate::web::plan::{KIT_FIELDS, PEOPLE, Planning, as_staged};
use crate::web::submission::new_key;
use crate::web::viewer::Viewer;
use crate::web::wrong::Wrongs;
use crate::web::{App, paths};

/// One line of a select or one box of a list.
pub struct Choice {
    pub value: String,
    pub label: String,
}

/// The public titles of one kit.
pub struct TitleGroup {
    pub kit: String,
    pub titles: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "meeting/form.html")]
struct Edit {
    page: DeskPage,
    form: Form,
    problems: Problems,
    action: String,
    back: String,
    lead: String,
    is_new: bool,
    is_out: bool,
    partners: Vec<Choice>,
    provinces: Vec<Choice>,
    regions: Vec<Choice>,
    languages: Vec<Lang>,
    audiences: Vec<Choice>,
    school_phases: Vec<Choice>,
    foods: Vec<Choice>,
    kits: Vec<Choice>,
    titles: Vec<TitleGroup>,
    written: Vec<Lang>,
    people: [(&'static str, Duty); 4],
    assessment: Option<Assessment>,
    differences: Vec<Difference>,
    /// What the same form made before.
    made: Option<String>,
}

impl Edit {
    /// The heading of a place for a person.
    fn person(&self, place: &str) -> String {
        self.page.d.people.by_code(place).map_or_else(String::new, ToString::to_string)
    }

    fn person_fields(&self) -> [(&'static str, &'static str); 3] {
        let d = &self.page.d.people;
        [("name", d.name.as_str()), ("organisation", d.organisation.as_str()), ("phone", d.phone.as_str())]
    }
}

impl Planning {
    /// The form with what was typed; a form without problems was only looked at.
    pub fn page(&self, app: &App, viewer: &Viewer, form: Form, problems: Problems) -> Result<Response, Failure> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        self.render(app, viewer, form, problems, (Vec::new(), None), status)
    }

    /// The form again, with what is not right with it.
    pub fn refused(&self, app: &App, viewer: &Viewer, (form, wrongs): (Form, Wrongs)) -> Result<Response, Failure> {
        let d = viewer.desk_language().desk();
        self.page(app, viewer, form, wrongs.in_words(|wrong| problem::sentence(wrong, d)))
    }

    /// Two people changed the same meeting: both texts are shown, and the next send is meant to go over the other's.
    pub fn stale_page(&self, app: &App, viewer: &Viewer, mut form: Form, theirs: Meeting) -> Result<Response, Failure> {
        let d = viewer.desk_language().desk();
        let differences = self.differences(&as_staged(&theirs), &form, viewer.desk_language());
        form.set("version", theirs.head.version.to_string());
        let mut problems = Problems::default();
        problems.add("version", &d.problem.changed_meanwhile);
        self.render(app, viewer, form, problems, (differences, None), StatusCode::CONFLICT)
    }

    /// The form was sent before with something else in it: the next send is meant to make another meeting.
    pub fn sent_before_page(
        &self,
        app: &App,
        viewer: &Viewer,
        mut form: Form,
        made: String,
    ) -> Result<Response, Failure> {
        form.set("id", new_key(app));
        self.render(app, viewer, form, Problems::default(), (Vec::new(), Some(made)), StatusCode::CONFLICT)
    }

    fn render(
        &self,
        app: &App,
        viewer: &Viewer,
        form: Form,
        problems: Problems,
        (differences, made): (Vec<Difference>, Option<String>),
        status: StatusCode,
    ) -> Result<Response, Failure> {
        let page = DeskPage::of(app, viewer, "meetings");
        let (t, d, language) = (page.t, page.d, page.language);
        let named = |code: &str, name: Option<String>| Choice {
            value: code.to_owned(),
            label: name.unwrap_or_else(|| code.to_owned()),
        };
        let (action, back) = match (&self.meeting, &self.origin) {
            (Some(meeting), _) => (paths::meeting(&meeting.head.id), paths::meeting(&meeting.head.id)),
            (None, Some(origin)) => (origin.action.clone(), origin.back.clone()),
            (None, None) => (paths::MEETINGS.to_owned(), paths::MEETINGS.to_owned()),
        };
        let edit = Edit {
            assessment: self.assess(app, &form, language),
            action,
            back,
            lead: self.origin.as_ref().map(|origin| origin.lead.clone()).unwrap_or_default(),
            is_new: self.meeting.is_none(),
            is_out: self.meeting.as_ref().is_some_and(Meeting::is_out),
            partners: self
                .partners
                .iter()
                .map(|partner| Choice {
                    value: partner.id.to_string(),
                    label: format!("{} ({})", partner.name, partner.municipality),
                })
                .collect(),
            provinces: provinces(&self.reference.places).iter().map(|name| named(name, None)).collect(),
            regions: Region::ALL
                .iter()
                .map(|region| named(region.code(), d.region.by_code(region.code()).map(ToString::to_string)))
                .collect(),
            languages: LANGUAGES.iter().collect(),
            audiences: MeetingAudience::ALL
                .iter()
                .map(|one| named(one.code(), t.audience.by_code(one.code()).map(ToString::to_string)))
                .collect(),
            school_phases: SchoolPhase::ALL
                .iter()
                .map(|one| named(one.code(), t.school_phase.by_code(one.code()).map(ToString::to_string)))
                .collect(),
            foods: Food::ALL
                .iter()
                .map(|one| named(one.code(), t.food.by_code(one.code()).map(ToString::to_string)))
                .collect(),
            kits: self
                .reference
                .kits()
                .map(|kit| named(&kit.slug, Some(format!("{} {}", kit.contents.code, kit.title(language)))))
                .collect(),
            titles: self.titles(language),
            written: Language::written().collect(),
            people: PEOPLE,
            differences,
            made,
            page,
            form,
            problems,
        };
        let mut response = page::desk(&edit)?;
        *response.status_mut() = status;
        Ok(response)
    }

    fn titles(&self, language: Lang) -> Vec<TitleGroup> {
        let group = |kit: &crate::domain::kit::Kit| TitleGroup {
            kit: format!("{} {}", kit.contents.code, kit.title(language)),
            titles: kit
                .public_titles(Language::dutch())
                .iter()
                .enumerate()
                .map(|(number, title)| Choice {
                    value: format!("{}/{number}", kit.slug),
                    label: title.text.as_str().to_owned(),
                })
                .collect(),
        };
        self.reference.kits().map(group).collect()
    }

    /// What is known of the date as soon as date, hours and region are there, whatever else is still missing.
    fn assess(&self, app: &App, form: &Form, language: Lang) -> Option<Assessment> {
        let (mut filled, mut wrongs) = (form.clone(), Wrongs::default());
        for (name, value) in [("working_title", "-"), ("venue", "-"), ("municipality", "-")] {
            if filled.typed(name).is_empty() {
                filled.set(name, value);
            }
        }
        if self.check_title(&filled, &mut wrongs).is_none() {
            let first = self.reference.kits().next()?;
            filled.set("title", format!("{}/0", first.slug));
        }
        let plan = self.check_plan(app, &mut filled, &mut wrongs)?;
        let kits: Vec<String> =
            KIT_FIELDS.iter().map(|name| form.typed(name).to_owned()).filter(|slug| !slug.is_empty()).collect();
        let communities = self
            .host_of(form.typed("partner").parse().ok().as_ref())
            .map(|host| host.communities())
            .unwrap_or_default();
        Some(Assessment::of(&plan, &kits, &communities, &self.reference, language))
    }
}
