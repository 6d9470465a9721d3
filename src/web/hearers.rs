//! Who hears of a staged change (wie bericht krijgt): the people of both owners, and parents in the languages of the evening.

use super::App;
use super::guard::Owned;
use crate::domain::announcement;
use crate::domain::meeting::Meeting;
use crate::language::Lang;
use crate::store;

pub struct Hearers {
    /// Of those to whom the outbox writes.
    pub names: Vec<String>,
    /// In which the message for parents is made; empty when the evening is not for them.
    pub languages: Vec<Lang>,
}

impl Hearers {
    /// `None` when nothing is staged.
    pub async fn find(app: &App, owned: &Owned) -> Result<Option<Self>, store::Error> {
        let Some(staged) = &owned.meeting.staged else { return Ok(None) };
        let becomes = Meeting { plan: staged.plan.clone(), ..owned.meeting.clone() };
        let evening = owned.meeting.clone();
        let mut told = app.database.read(move |db| store::outbox::readers(db, std::slice::from_ref(&evening))).await?;
        told.sort_by(|a, b| (&a.organisation_id, &a.name).cmp(&(&b.organisation_id, &b.name)));
        let names = told.into_iter().map(|account| account.name).collect();
        let languages = announcement::languages(&becomes).into_iter().filter(|_| becomes.plan.audience.is_parents());
        Ok(Some(Self { names, languages: languages.collect() }))
    }
}
