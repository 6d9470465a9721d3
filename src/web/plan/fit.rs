//! Whether a day fits (past de dag), as soon as day, hours and region are typed, whatever else is still missing.

use super::{KIT_FIELDS, Planning};
use crate::domain::clash::Aside;
use crate::domain::plan::Plan;
use crate::language::Lang;
use crate::web::assessment::Assessment;
use crate::web::beside::{Beside, Note, Telling};
use crate::web::form::Form;
use crate::web::viewer::Viewer;
use crate::web::wrong::Wrongs;
use crate::web::{App, Failure};

impl Planning {
    pub fn assess(&self, app: &App, form: &Form, language: Lang) -> Option<Assessment> {
        let plan = self.plan_so_far(app, form)?;
        let kits: Vec<String> =
            KIT_FIELDS.iter().map(|name| form.typed(name).to_owned()).filter(|slug| !slug.is_empty()).collect();
        let communities = self
            .host_of(form.typed("partner").parse().ok().as_ref())
            .map(|host| host.communities())
            .unwrap_or_default();
        Some(Assessment::of(&plan, &kits, &communities, &self.reference, language))
    }

    /// What else is then or close to it.
    pub async fn beside(
        &self,
        app: &App,
        viewer: &Viewer,
        form: &Form,
        telling: Telling,
        language: Lang,
    ) -> Result<Vec<Note>, Failure> {
        let host = self.host_of(form.typed("partner").parse().ok().as_ref());
        let Some((plan, host)) = self.plan_so_far(app, form).zip(host) else { return Ok(Vec::new()) };
        let hours = (plan.starts_at, plan.ends_at);
        let (scope, host_id) = (viewer.scope.clone(), host.id.clone());
        let own = self.meeting.as_ref().map(|meeting| meeting.head.id.clone());
        let read = app.database.read(move |db| Beside::read(db, &scope, &host_id, &[hours], own.as_ref()));
        Ok(read.await?.notes((&Aside::of(&host.id, &plan), &host.name), hours, telling, language))
    }

    /// With a word of ours where something is missing that does not matter here.
    fn plan_so_far(&self, app: &App, form: &Form) -> Option<Plan> {
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
        self.check_plan(app, &mut filled, &mut wrongs)
    }
}
