//! Logos (logo's): one for each organisation, and those that an evening may show.

use diesel::prelude::*;

use super::{Db, Error, Pen, Scope, hold, revision};
use crate::domain::logo::{Emblem, Logo, Senders};
use crate::domain::meeting::Head;
use crate::domain::organisation::OrganisationId;
use crate::domain::record::{Deed, Note};
use crate::schema::{organisation, organisation_logo};

pub fn of(db: &mut Db, scope: &Scope) -> Result<Option<Logo>, Error> {
    let own = organisation_logo::table.find(scope.organisation()).select(Logo::as_select());
    Ok(own.first(db).optional()?)
}

/// The picture behind a public address; whoever was shown the page that names it may have it.
pub fn picture(db: &mut Db, hash: &str) -> Result<Vec<u8>, Error> {
    let found = organisation_logo::table.filter(organisation_logo::hash.eq(hash)).select(organisation_logo::png);
    Ok(found.first(db)?)
}

/// Instead of the one it had.
pub fn keep(db: &mut Db, scope: &Scope, logo: &Logo, pen: &Pen) -> Result<(), Error> {
    hold::organisation(db, scope.organisation())?;
    diesel::delete(organisation_logo::table.find(scope.organisation())).execute(db)?;
    let row = Logo { organisation_id: scope.organisation().clone(), ..logo.clone() };
    diesel::insert_into(organisation_logo::table).values(row).execute(db)?;
    pen.write(db, None, &Note::of(Deed::OrganisationChanged))?;
    revision::raise(db)
}

/// Nothing happens when there was none.
pub fn remove(db: &mut Db, scope: &Scope, pen: &Pen) -> Result<(), Error> {
    let removed = diesel::delete(organisation_logo::table.find(scope.organisation())).execute(db)?;
    if removed > 0 {
        pen.write(db, None, &Note::of(Deed::OrganisationChanged))?;
        revision::raise(db)?;
    }
    Ok(())
}

/// What parents see of the owners of a meeting.
pub fn senders(db: &mut Db, head: &Head) -> Result<Senders, Error> {
    if !head.shows_organisation {
        return Ok(Senders::default());
    }
    let owners: Vec<(OrganisationId, String, Option<Logo>)> = organisation::table
        .left_join(organisation_logo::table)
        .filter(organisation::id.eq_any([&head.host_id, &head.support_id]))
        .select((organisation::id, organisation::name, Option::<Logo>::as_select()))
        .load(db)?;
    let mut senders = Senders::default();
    let mut sides = vec![&head.host_id, &head.support_id];
    sides.dedup();
    for id in sides {
        let Some((_, name, logo)) = owners.iter().find(|(own, ..)| own == id) else { continue };
        if *id == head.host_id {
            senders.organisation = Some(name.clone());
        }
        senders.emblems.extend(logo.clone().map(|logo| Emblem { logo, name: name.clone() }));
    }
    Ok(senders)
}
