//! Meetings that belong together (bij elkaar): an evening for mothers, one for fathers, and a joint one.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::{MeetingId, State};
use super::organisation::OrganisationId;
use super::plan::MeetingAudience;
use crate::schema::{meeting_in_set, meeting_set};

crate::id! {
    /// Names one set.
    MeetingSetId
}

/// A set has the owners of its meetings; the keys of the tables keep other owners' meetings out.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = meeting_set)]
pub struct MeetingSet {
    pub id: MeetingSetId,
    pub support_id: OrganisationId,
    pub host_id: OrganisationId,
    pub created_at: NaiveDateTime,
}

/// That a meeting is in a set.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = meeting_in_set)]
pub struct MeetingInSet {
    pub meeting_id: MeetingId,
    pub set_id: MeetingSetId,
    pub support_id: OrganisationId,
    pub host_id: OrganisationId,
}

/// What a set knows of one of its meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub meeting_id: MeetingId,
    pub audience: MeetingAudience,
    pub state: State,
    pub starts_at: NaiveDateTime,
    pub working_title: String,
}

/// What a whole set has, in its order.
pub const WHOLE: [MeetingAudience; 3] =
    [MeetingAudience::Mothers, MeetingAudience::Fathers, MeetingAudience::ParentsTogether];

/// Which evenings the set has not got; one that was cancelled does not count.
pub fn missing(members: &[Member]) -> Vec<MeetingAudience> {
    let has = |audience: MeetingAudience| {
        members.iter().any(|member| member.audience == audience && member.state != State::Cancelled)
    };
    WHOLE.into_iter().filter(|audience| !has(*audience)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(audience: MeetingAudience, state: State) -> Member {
        Member {
            meeting_id: MeetingId::new(0, [0; 10]),
            audience,
            state,
            starts_at: NaiveDateTime::default(),
            working_title: String::new(),
        }
    }

    #[test]
    fn a_set_misses_what_nobody_planned_and_what_was_cancelled() {
        use MeetingAudience::*;
        let mothers = member(Mothers, State::Published);
        assert_eq!(missing(std::slice::from_ref(&mothers)), [Fathers, ParentsTogether]);
        assert_eq!(missing(&[mothers.clone(), member(Fathers, State::Cancelled)]), [Fathers, ParentsTogether]);
        assert_eq!(missing(&[mothers, member(Fathers, State::Draft), member(ParentsTogether, State::Held)]), []);
    }
}
