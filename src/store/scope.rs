//! Whose rows may be asked for (reikwijdte): a query for an organisation's rows takes a scope, and a scope comes from a sign-in.

use crate::domain::organisation::OrganisationId;

/// One organisation, proven by a sign-in, by a link that was handed out, or by an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope(OrganisationId);

impl Scope {
    /// Only queries that found the proof make one.
    pub(super) fn proven(organisation: &OrganisationId) -> Self {
        Self(organisation.clone())
    }

    /// For jobs, seeds and tests, which have no viewer. `tests/it/architecture.rs` keeps it out of `web`.
    pub fn without_viewer(organisation: &OrganisationId) -> Self {
        Self(organisation.clone())
    }

    pub fn organisation(&self) -> &OrganisationId {
        &self.0
    }
}
