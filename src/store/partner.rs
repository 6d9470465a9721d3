//! Two organisations that have to do with each other (partners): by a yes, a proposal or an admission. Others do not exist.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::meeting::is_of;
use super::record::Told;
use super::{Db, Error, Scope, record as records};
use crate::domain::meeting::{Agreement, Head, Manner, MeetingId};
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::plan::Plan;
use crate::domain::record::{Deed, Record, RecordName};
use crate::schema::{agreement, meeting, organisation, proposal, record, record_name};

/// A meeting that both own, and whose yes there is.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    pub head: Head,
    pub plan: Plan,
    pub agreements: Vec<Agreement>,
}

/// The scope's partners, by name.
pub fn list(db: &mut Db, scope: &Scope) -> Result<Vec<Organisation>, Error> {
    let ids = ids(db, scope)?;
    Ok(organisation::table
        .filter(organisation::id.eq_any(ids))
        .order(organisation::name_key)
        .select(Organisation::as_select())
        .load(db)?)
}

/// The self-organisations among the scope's partners, by name. Each is looked up by itself, so that thousands of meetings
/// need not be read to know whose they are; `tests/it/board.rs` compares it with [`list`].
pub fn hosts(db: &mut Db, scope: &Scope) -> Result<Vec<Organisation>, Error> {
    #[derive(QueryableByName)]
    struct Host {
        #[diesel(sql_type = diesel::sql_types::Text)]
        id: OrganisationId,
    }
    let has_to_do = "SELECT o.id FROM organisation o WHERE o.kind = 'self_organisation' AND o.is_admitted \
                     AND (o.admitted_by = $1 \
                     OR EXISTS (SELECT 1 FROM proposal p WHERE p.host_id = o.id AND p.support_id = $1) \
                     OR EXISTS (SELECT 1 FROM meeting m JOIN agreement a ON a.meeting_id = m.id \
                     WHERE m.host_id = o.id AND m.support_id = $1 AND a.organisation_id <> $1 AND a.manner <> 'phone'))";
    let own = scope.organisation().as_str();
    let rows: Vec<Host> = diesel::sql_query(has_to_do).bind::<diesel::sql_types::Text, _>(own).load(db)?;
    Ok(organisation::table
        .filter(organisation::id.eq_any(rows.into_iter().map(|host| host.id)))
        .order((organisation::name_key, organisation::id))
        .select(Organisation::as_select())
        .load(db)?)
}

/// One partner; any other organisation is not found, the same as none.
pub fn find(db: &mut Db, scope: &Scope, id: &OrganisationId) -> Result<Organisation, Error> {
    if !ids(db, scope)?.contains(id) {
        return Err(Error::NotFound);
    }
    Ok(organisation::table.find(id).select(Organisation::as_select()).first(db)?)
}

/// The meetings that both own, the last first.
pub fn meetings(db: &mut Db, scope: &Scope, id: &OrganisationId, limit: i64) -> Result<Vec<Shared>, Error> {
    let rows: Vec<(Head, Plan)> = meeting::table
        .filter(is_of(scope))
        .filter(meeting::support_id.eq(id).or(meeting::host_id.eq(id)))
        .order((meeting::starts_at.desc(), meeting::code))
        .select((Head::as_select(), Plan::as_select()))
        .limit(limit)
        .load(db)?;
    let ids: Vec<&MeetingId> = rows.iter().map(|(head, _)| &head.id).collect();
    let agreements: Vec<Agreement> =
        agreement::table.filter(agreement::meeting_id.eq_any(ids)).select(Agreement::as_select()).load(db)?;
    Ok(rows
        .into_iter()
        .map(|(head, plan)| Shared {
            agreements: agreements.iter().filter(|one| one.meeting_id == head.id).cloned().collect(),
            head,
            plan,
        })
        .collect())
}

/// What happened between the two, newest first: to the meetings that both own, the admission, and links that one made for the other.
pub fn history(db: &mut Db, scope: &Scope, id: &OrganisationId, limit: i64) -> Result<Vec<Told>, Error> {
    let shared = meeting::table
        .filter(is_of(scope))
        .filter(meeting::support_id.eq(id).or(meeting::host_id.eq(id)))
        .select(meeting::id);
    let both = [scope.organisation(), id];
    let admission = record::action
        .eq_any([Deed::ApplicationAdmitted, Deed::LinkRenewed])
        .and(record::organisation_id.eq_any(both))
        .and(record::detail.eq_any(both.map(OrganisationId::as_str)));
    let rows: Vec<(Record, Option<RecordName>)> = record::table
        .left_join(record_name::table)
        .filter(record::meeting_id.eq_any(shared.nullable()).or(admission.nullable()))
        .order(record::id.desc())
        .select((Record::as_select(), Option::<RecordName>::as_select()))
        .limit(limit)
        .load(db)?;
    records::told(db, rows)
}

/// Whom the scope's organisation let in or was let in by, whom one of them made a proposal to, and who said yes itself to
/// a meeting of both. A meeting that one side only drafted makes nobody a partner: anybody can draft with anybody.
pub(super) fn ids(db: &mut Db, scope: &Scope) -> Result<BTreeSet<OrganisationId>, Error> {
    let own = scope.organisation();
    let mut pairs: Vec<(OrganisationId, OrganisationId)> = meeting::table
        .inner_join(agreement::table)
        .filter(is_of(scope))
        .filter(agreement::organisation_id.ne(own).and(agreement::manner.ne(Manner::Phone)))
        .select((meeting::support_id, meeting::host_id))
        .distinct()
        .load(db)?;
    pairs.extend(
        proposal::table
            .filter(proposal::support_id.eq(own).or(proposal::host_id.eq(own)))
            .select((proposal::support_id, proposal::host_id))
            .distinct()
            .load::<(OrganisationId, OrganisationId)>(db)?,
    );
    let admitted = organisation::admitted_by.eq(own).or(organisation::id.eq(own).nullable());
    let admissions: Vec<(OrganisationId, Option<OrganisationId>)> =
        organisation::table.filter(admitted).select((organisation::id, organisation::admitted_by)).load(db)?;
    pairs.extend(admissions.into_iter().filter_map(|(id, by)| Some((id, by?))));
    let mut ids: BTreeSet<OrganisationId> = pairs.into_iter().flat_map(|(one, other)| [one, other]).collect();
    ids.remove(own);
    Ok(ids)
}
