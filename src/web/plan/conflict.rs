//! Who or what is elsewhere when an evening is planned (samenloop): it is told, and asks for a tick.

use super::Planning;
use crate::domain::clash::Aside;
use crate::domain::meeting::{Draft, MeetingId};
use crate::domain::organisation::OrganisationId;
use crate::store;
use crate::web::viewer::Viewer;
use crate::web::wrong::{Wrong, Wrongs};
use crate::web::{App, Failure};

impl Planning {
    /// People or owners in two places at once, or who said that they cannot then: to be acknowledged, within one's own list
    /// only.
    pub(super) async fn check_conflicts(
        &self,
        app: &App,
        viewer: &Viewer,
        id: &MeetingId,
        (partner, draft): (&OrganisationId, &Draft),
        wrongs: &mut Wrongs,
    ) -> Result<(), Failure> {
        let host = self.host_of(Some(partner)).map(|host| host.id.clone());
        let names: Vec<String> = draft.people.iter().map(|person| person.name_key.clone()).collect();
        let (scope, id, plan) = (viewer.scope.clone(), id.clone(), draft.plan.clone());
        let (twice, own, away) = app
            .database
            .read(move |db| {
                let twice = store::meeting::people_elsewhere(db, &scope, &id, &plan, &names)?;
                let away = store::availability::away(db, &scope, &plan, &names)?;
                let mut own = store::clash::own(db, &scope, (plan.starts_at, plan.ends_at))?;
                let aside = host.map(|host| Aside::of(&host, &plan));
                own.retain(|own| own.id != id && aside.as_ref().is_some_and(|aside| aside.is_felt(&own.aside)));
                Ok((twice, own, away))
            })
            .await?;
        if !twice.is_empty() {
            wrongs.add("acknowledged", Wrong::PeopleTwice(twice.join(", ")));
        } else if !own.is_empty() {
            wrongs.add("acknowledged", Wrong::HostTwice(own));
        } else if !away.people.is_empty() {
            wrongs.add("acknowledged", Wrong::PeopleAway(away.people.join(", ")));
        } else if away.is_room {
            wrongs.add("acknowledged", Wrong::RoomAway);
        }
        Ok(())
    }
}
