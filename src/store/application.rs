//! Applications: a coordinator's organisation sees those of its own region and those of none, and nobody else sees any.

use chrono::NaiveDateTime;
use diesel::dsl::{Eq, IsNull, Nullable, Or};
use diesel::prelude::*;

use super::record::Pen;
use super::{Db, Error, Scope, account, organisation, sign_in};
use crate::domain::Refusal;
use crate::domain::account::{Account, AccountId};
use crate::domain::application::{Admission, Application, ApplicationId, ApplicationState};
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::record::{Deed, Note};
use crate::domain::region::Region;
use crate::schema::{application, organisation as organisations};

/// As many applications come from one address in an hour; more wait for the next.
pub const MOST_PER_HOUR: i64 = 5;

/// Keeps a new one, if the address it comes from has not sent too many: counted in the same transaction, so that also of
/// many at once no more are kept.
pub fn put(db: &mut Db, row: &Application, address: &str, now: NaiveDateTime) -> Result<(), Error> {
    sign_in::note_failure(db, address, now)?;
    if sign_in::tries(db, address, now - chrono::Duration::hours(1))? > MOST_PER_HOUR {
        return Err(Refusal::TooOften.into());
    }
    add(db, row)
}

/// Keeps one without asking where it comes from.
pub fn add(db: &mut Db, row: &Application) -> Result<(), Error> {
    diesel::insert_into(application::table).values(row).execute(db)?;
    Ok(())
}

/// Those that the scope may decide on: the waiting ones, oldest first, then what was decided last.
pub fn list(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Application>, Error> {
    let Some(region) = region_of(db, scope)? else { return Ok(Vec::new()) };
    let waiting = application::state.eq(ApplicationState::Waiting);
    let mut all: Vec<Application> = application::table
        .filter(is_in(region).and(waiting))
        .order((application::created_at, application::id))
        .select(Application::as_select())
        .limit(limit)
        .load(db)?;
    let decided = application::state.ne(ApplicationState::Waiting);
    all.extend(
        application::table
            .filter(is_in(region).and(decided))
            .order((application::decided_at.desc(), application::id))
            .select(Application::as_select())
            .limit(limit)
            .load(db)?,
    );
    Ok(all)
}

pub fn find(db: &mut Db, scope: &Scope, id: &ApplicationId) -> Result<Application, Error> {
    let region = region_of(db, scope)?.ok_or(Error::NotFound)?;
    Ok(application::table.find(id).filter(is_in(region)).select(Application::as_select()).first(db)?)
}

/// How many wait for a coordinator of the scope.
pub fn waiting(db: &mut Db, scope: &Scope) -> Result<i64, Error> {
    let Some(region) = region_of(db, scope)? else { return Ok(0) };
    let waiting = is_in(region).and(application::state.eq(ApplicationState::Waiting));
    Ok(application::table.filter(waiting).count().get_result(db)?)
}

/// Lets an organisation in: its row, the account of its contact, and who did it. None: somebody decided before.
pub fn admit(
    db: &mut Db,
    scope: &Scope,
    (id, version): (&ApplicationId, i32),
    admission: &Admission,
    ids: (OrganisationId, AccountId),
    pen: &Pen,
) -> Result<Option<(Organisation, Account)>, Error> {
    let Some(row) = take(db, scope, id, version, ApplicationState::Admitted, pen)? else { return Ok(None) };
    let (new, contact) = row.admit(admission, ids, pen.now());
    if organisation::find_by_name(db, &new.name_key)?.is_some() {
        return Err(Refusal::NameKnown.into());
    }
    if account::has_email(db, &contact.email_key)? {
        return Err(Refusal::EmailKnown.into());
    }
    db.transaction(|db| organisation::put(db, &new)).map_err(known(Refusal::NameKnown))?;
    db.transaction(|db| account::put(db, &contact)).map_err(known(Refusal::EmailKnown))?;
    diesel::update(application::table.find(id)).set(application::organisation_id.eq(&new.id)).execute(db)?;
    pen.write(db, None, &Note::with(Deed::ApplicationAdmitted, &new.id))?;
    super::revision::raise(db)?;
    Ok(Some((new, contact)))
}

/// Says no, with the reason that coordinators see. None: somebody decided before.
pub fn decline(
    db: &mut Db,
    scope: &Scope,
    (id, version): (&ApplicationId, i32),
    because: &str,
    pen: &Pen,
) -> Result<Option<Application>, Error> {
    let Some(row) = take(db, scope, id, version, ApplicationState::Declined, pen)? else { return Ok(None) };
    diesel::update(application::table.find(id)).set(application::declined_because.eq(because)).execute(db)?;
    pen.write(db, None, &Note::of(Deed::ApplicationDeclined))?;
    Ok(Some(row))
}

/// Of two who decide at once the first raises the version, and the second finds it raised.
fn take(
    db: &mut Db,
    scope: &Scope,
    id: &ApplicationId,
    version: i32,
    state: ApplicationState,
    pen: &Pen,
) -> Result<Option<Application>, Error> {
    let row = find(db, scope, id)?;
    let guarded = application::table
        .find(id)
        .filter(application::version.eq(version).and(application::state.eq(ApplicationState::Waiting)));
    let taken = diesel::update(guarded)
        .set((
            application::version.eq(version + 1),
            application::state.eq(state),
            application::decided_at.eq(pen.now()),
            application::decided_by.eq(pen.actor().account_id.as_ref()),
        ))
        .execute(db)?;
    Ok((taken == 1).then_some(row))
}

/// The region whose applications are the scope's; a self-organisation has none.
fn region_of(db: &mut Db, scope: &Scope) -> Result<Option<Region>, Error> {
    let own: Organisation =
        organisations::table.find(scope.organisation()).select(Organisation::as_select()).first(db)?;
    Ok((!own.is_self_organisation()).then_some(own.region))
}

type IsIn = Nullable<Or<IsNull<application::region>, Eq<application::region, Option<Region>>>>;

fn is_in(region: Region) -> IsIn {
    diesel::BoolExpressionMethods::or(application::region.is_null(), application::region.eq(Some(region))).nullable()
}

/// A row of this name is there already, made at the same moment.
fn known(refusal: Refusal) -> impl FnOnce(Error) -> Error {
    move |cause| match cause {
        Error::Failed(cause) => match cause.downcast::<diesel::result::Error>() {
            Ok(cause) if super::is_duplicate(&cause) => refusal.into(),
            Ok(cause) => Error::Failed(cause),
            Err(cause) => Error::Failed(cause),
        },
        other => other,
    }
}
