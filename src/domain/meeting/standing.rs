//! Whether an evening stands (doorgang): what a paper about it says before all else.

use super::{Meeting, State};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not both organisations said yes: who prints it now may have to print it again.
    NotAgreed,
    Stands,
    Cancelled,
}

impl Meeting {
    pub fn standing(&self) -> Standing {
        match self.head.state {
            State::Draft | State::Proposed => Standing::NotAgreed,
            State::Agreed | State::Published | State::Held | State::Reported => Standing::Stands,
            State::Cancelled => Standing::Cancelled,
        }
    }
}
