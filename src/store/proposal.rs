//! Proposals: the self-organisation that made one and the parenting support that it is for see it, nobody else.

use diesel::prelude::*;

use super::{Db, Error, Pen, Scope};
use crate::domain::Refusal;
use crate::domain::meeting::MeetingId;
use crate::domain::organisation::OrganisationId;
use crate::domain::proposal::{Proposal, ProposalHead, ProposalId, ProposalState, Wish};
use crate::domain::record::{Deed, Note};
use crate::schema::{proposal, proposal_wish};

/// Keeps a new proposal of the scope's own organisation, and writes down who made it. False: the form was sent twice,
/// and the proposal is there already.
pub fn put(db: &mut Db, scope: &Scope, row: &Proposal, pen: &Pen) -> Result<bool, Error> {
    if row.head.host_id != *scope.organisation() {
        return Err(Error::NotFound);
    }
    let inserted = db.transaction(|db| diesel::insert_into(proposal::table).values(&row.head).execute(db));
    match inserted {
        Ok(_) => {
            for wish in &row.wishes {
                diesel::insert_into(proposal_wish::table).values(wish).execute(db)?;
            }
            pen.write(db, None, &Note::of(Deed::ProposalMade))?;
            Ok(true)
        }
        Err(cause) if super::is_duplicate(&cause) => find(db, &row.head.id, scope).map(|_| false),
        Err(cause) => Err(cause.into()),
    }
}

/// The proposal, if the scope is one of its two sides.
pub fn find(db: &mut Db, id: &ProposalId, scope: &Scope) -> Result<Proposal, Error> {
    let head = proposal::table.find(id).filter(is_of(scope)).select(ProposalHead::as_select()).first(db)?;
    Ok(with_wishes(db, vec![head])?.remove(0))
}

/// The scope's proposals, of either side: the open ones first, then the newest.
pub fn list(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Proposal>, Error> {
    let open = proposal::state.eq(ProposalState::Open);
    let own = || proposal::table.filter(is_of(scope)).order((proposal::created_at.desc(), proposal::id)).limit(limit);
    let mut heads: Vec<ProposalHead> = own().filter(open).select(ProposalHead::as_select()).load(db)?;
    let decided = own().filter(proposal::state.ne(ProposalState::Open));
    heads.extend(decided.select(ProposalHead::as_select()).load(db)?);
    with_wishes(db, heads)
}

/// The scope's open proposals, of either side: the oldest first.
pub fn open(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Proposal>, Error> {
    let heads = proposal::table
        .filter(is_of(scope))
        .filter(proposal::state.eq(ProposalState::Open))
        .order((proposal::created_at, proposal::id))
        .select(ProposalHead::as_select())
        .limit(limit)
        .load(db)?;
    with_wishes(db, heads)
}

/// How many proposals wait for the scope's own organisation.
pub fn waiting(db: &mut Db, scope: &Scope) -> Result<i64, Error> {
    let open = proposal::support_id.eq(scope.organisation()).and(proposal::state.eq(ProposalState::Open));
    Ok(proposal::table.filter(open).count().get_result(db)?)
}

/// Makes a meeting of the proposal with `make`, in the caller's transaction. Of two who take it over at once the second
/// is refused, and nothing is made.
pub fn adopt(
    db: &mut Db,
    id: &ProposalId,
    scope: &Scope,
    version: i32,
    pen: &Pen,
    meeting_id: &MeetingId,
    make: impl FnOnce(&mut Db) -> Result<(), Error>,
) -> Result<(), Error> {
    if !claim(db, id, scope, version)? {
        find(db, id, scope)?;
        return Err(Refusal::ProposalChanged.into());
    }
    let mut row = find(db, id, scope)?;
    row.adopt(scope.organisation(), meeting_id.clone(), pen.now())?;
    make(db)?;
    keep(db, &row)?;
    pen.write(db, Some(meeting_id), &Note::of(Deed::ProposalAdopted))
}

/// Lends the proposal to a rule that declines or withdraws it, and keeps what it makes of it.
pub fn change(
    db: &mut Db,
    id: &ProposalId,
    scope: &Scope,
    version: i32,
    pen: &Pen,
    decide: impl FnOnce(&mut Proposal) -> Result<(), Refusal>,
) -> Result<Proposal, Error> {
    if !claim(db, id, scope, version)? {
        find(db, id, scope)?;
        return Err(Refusal::ProposalChanged.into());
    }
    let mut row = find(db, id, scope)?;
    decide(&mut row)?;
    keep(db, &row)?;
    let deed = match row.head.state {
        ProposalState::Open => Deed::ProposalMade,
        ProposalState::Adopted => Deed::ProposalAdopted,
        ProposalState::Declined => Deed::ProposalDeclined,
        ProposalState::Withdrawn => Deed::ProposalWithdrawn,
    };
    pen.write(db, None, &Note::of(deed))?;
    Ok(row)
}

/// Raising the version takes the row's lock: whoever comes second waits here, and then finds another version.
fn claim(db: &mut Db, id: &ProposalId, scope: &Scope, version: i32) -> Result<bool, Error> {
    let guarded = proposal::table.find(id).filter(is_of(scope)).filter(proposal::version.eq(version));
    Ok(diesel::update(guarded).set(proposal::version.eq(proposal::version + 1)).execute(db)? > 0)
}

fn keep(db: &mut Db, row: &Proposal) -> Result<(), Error> {
    diesel::update(proposal::table.find(&row.head.id)).set(&row.head).execute(db)?;
    Ok(())
}

fn with_wishes(db: &mut Db, heads: Vec<ProposalHead>) -> Result<Vec<Proposal>, Error> {
    let ids: Vec<&ProposalId> = heads.iter().map(|head| &head.id).collect();
    let wishes: Vec<Wish> = proposal_wish::table
        .filter(proposal_wish::proposal_id.eq_any(ids))
        .order((proposal_wish::proposal_id, proposal_wish::position))
        .select(Wish::as_select())
        .load(db)?;
    let of = |head: &ProposalHead| wishes.iter().filter(|wish| wish.proposal_id == head.id).cloned().collect();
    Ok(heads.into_iter().map(|head| Proposal { wishes: of(&head), head }).collect())
}

/// The proposals that an organisation is a side of.
type IsOf<'a> = diesel::dsl::Or<
    diesel::dsl::Eq<proposal::support_id, &'a OrganisationId>,
    diesel::dsl::Eq<proposal::host_id, &'a OrganisationId>,
>;

fn is_of(scope: &Scope) -> IsOf<'_> {
    proposal::support_id.eq(scope.organisation()).or(proposal::host_id.eq(scope.organisation()))
}
