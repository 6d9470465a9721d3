//! Whether a day fits (past de dag), as soon as day, hours and region are typed, whatever else is still missing.

use super::{KIT_FIELDS, Planning};
use crate::language::Lang;
use crate::web::App;
use crate::web::assessment::Assessment;
use crate::web::form::Form;
use crate::web::wrong::Wrongs;

impl Planning {
    pub fn assess(&self, app: &App, form: &Form, language: Lang) -> Option<Assessment> {
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
