//! What is true in the field, and what may happen: pure, without clock, queries or pages.

pub mod account;
pub mod announcement;
pub mod answer_link;
pub mod application;
pub mod availability;
pub mod board;
pub mod clash;
pub mod code;
pub mod contact;
pub mod cost;
pub mod day;
pub mod departure;
pub mod detail;
pub mod device;
pub mod draft;
pub mod email;
pub mod feed;
pub mod holiday;
pub mod id;
pub mod invitation;
pub mod kit;
pub mod list;
pub mod logo;
pub mod meeting;
pub mod meeting_set;
pub mod message;
pub mod neutral;
pub mod organisation;
pub mod pack;
pub mod password;
pub mod permission;
pub mod person;
pub mod plan;
pub mod profile;
pub mod proposal;
pub mod record;
pub mod region;
pub mod reply;
pub mod retention;
pub mod season;
pub mod second_step;
pub mod series;
pub mod sign_in_link;
pub mod suggestion;
pub mod sunset;
pub mod task;
pub mod text;
pub mod typed;
pub mod upkeep;
pub mod waiting;
pub mod warning;
pub mod window;
pub mod written;

/// A rule says no, and a person can mend it: the desk has a sentence for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Agreeing, publishing and so on only fit certain states.
    WrongState,
    /// The evening has begun or is over.
    InThePast,
    /// One side has not agreed.
    NotAgreed,
    /// The room is not free; nothing is said about whose meeting is there.
    RoomTaken,
    /// This kit asks for a facilitator who followed the training kit.
    NeedsTrainedFacilitator(String),
    /// Parents have the invitation: it cannot become an evening for others under their hands.
    ParentsInvited,
    /// Who pays what was agreed before it went out: it stays as it is.
    CostsAreAgreed,
    /// Another organisation has this name.
    NameKnown,
    /// Somebody's account has this e-mail address.
    EmailKnown,
    /// The same address asked too often; it may try again later.
    TooOften,
    /// A cancellation says why.
    NeedsReason,
    /// Somebody else decided on this proposal just now.
    ProposalChanged,
}
