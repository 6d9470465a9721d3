//! The planner's form of a meeting as a page of the desk: what is known of the date, and what somebody else changed meanwhile.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::meeting::Meeting;
use crate::web::assessment::Assessment;
use crate::web::beside::{Note, Telling};
use crate::web::difference::Difference;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::page::{self, DeskPage};
use crate::web::plan::{Choice, Choices, Planning, REGION_CONFIRMED, as_staged, partner_choice};
use crate::web::problem;
use crate::web::submission::new_key;
use crate::web::viewer::Viewer;
use crate::web::wrong::Wrongs;
use crate::web::{App, paths};

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
    choices: Choices,
    assessment: Option<Assessment>,
    beside: Vec<Note>,
    differences: Vec<Difference>,
    /// What the same form made before.
    made: Option<String>,
}

impl Edit {
    fn region_hint(&self) -> &str {
        let hint = &self.page.d.hint;
        let is_of_place = !self.form.typed("region").is_empty() && !self.form.typed(REGION_CONFIRMED).is_empty();
        if is_of_place { hint.region_filled.as_str() } else { hint.region.as_str() }
    }
}

impl Planning {
    /// The form with what was typed; a form without problems was only looked at.
    pub async fn page(&self, app: &App, viewer: &Viewer, form: Form, problems: Problems) -> Result<Response, Failure> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        self.render(app, viewer, form, problems, (Vec::new(), None), status).await
    }

    /// The form again, with what is not right with it.
    pub async fn refused(
        &self,
        app: &App,
        viewer: &Viewer,
        (form, wrongs): (Form, Wrongs),
    ) -> Result<Response, Failure> {
        let t = viewer.desk_language().phrases();
        self.page(app, viewer, form, wrongs.in_words(|wrong| problem::sentence(wrong, t))).await
    }

    /// Two people changed the same meeting: both texts are shown, and the next send is meant to go over the other's.
    pub async fn stale_page(
        &self,
        app: &App,
        viewer: &Viewer,
        mut form: Form,
        theirs: Meeting,
    ) -> Result<Response, Failure> {
        let d = viewer.desk_language().desk();
        let differences = self.differences(&as_staged(&theirs), &form, viewer.desk_language());
        form.set("version", theirs.head.version.to_string());
        let mut problems = Problems::default();
        problems.add("version", &d.problem.changed_meanwhile);
        self.render(app, viewer, form, problems, (differences, None), StatusCode::CONFLICT).await
    }

    /// The form was sent before with something else in it: the next send is meant to make another meeting.
    pub async fn sent_before_page(
        &self,
        app: &App,
        viewer: &Viewer,
        mut form: Form,
        made: String,
    ) -> Result<Response, Failure> {
        form.set("id", new_key(app));
        self.render(app, viewer, form, Problems::default(), (Vec::new(), Some(made)), StatusCode::CONFLICT).await
    }

    async fn render(
        &self,
        app: &App,
        viewer: &Viewer,
        mut form: Form,
        problems: Problems,
        (differences, made): (Vec<Difference>, Option<String>),
        status: StatusCode,
    ) -> Result<Response, Failure> {
        let page = DeskPage::of(app, viewer, "meetings");
        let language = page.language;
        if let ([only], "") = (self.partners.as_slice(), form.typed("partner")) {
            form.set("partner", only.id.to_string());
        }
        let (action, back) = match (&self.meeting, &self.origin) {
            (Some(meeting), _) => (paths::meeting(&meeting.head.id), paths::meeting(&meeting.head.id)),
            (None, Some(origin)) => (origin.action.clone(), origin.back.clone()),
            (None, None) => (paths::MEETINGS.to_owned(), paths::MEETINGS.to_owned()),
        };
        let edit = Edit {
            assessment: self.assess(app, &form, language),
            beside: self.beside(app, viewer, &form, Telling::DESK, language).await?,
            action,
            back,
            lead: self.origin.as_ref().map(|origin| origin.lead.clone()).unwrap_or_default(),
            is_new: self.meeting.is_none(),
            is_out: self.meeting.as_ref().is_some_and(Meeting::is_out),
            partners: self.partners.iter().map(|partner| partner_choice(partner, language)).collect(),
            choices: self.choices(language),
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
}
