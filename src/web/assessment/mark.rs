//! A date in one word (oordeel in een woord): its badge, and what it is called.

use crate::domain::warning::Loudness;
use crate::domain::window::Colour;
use crate::language::Phrases;

/// A date in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Time(Colour),
    /// Good as the time before the holiday may be, a day on which nobody can come is not a good one.
    ToMind,
}

impl Mark {
    pub(super) fn of(colour: Colour, warnings: impl IntoIterator<Item = Loudness>) -> Self {
        let is_warned = warnings.into_iter().any(|loudness| loudness == Loudness::Strong);
        if colour == Colour::Good && is_warned { Self::ToMind } else { Self::Time(colour) }
    }

    pub fn badge(self) -> &'static str {
        match self {
            Self::Time(colour) => badge(colour),
            Self::ToMind => badge(Colour::Late),
        }
    }

    pub fn name(self, t: &'static Phrases) -> &'static str {
        match self {
            Self::Time(colour) => colour_name(colour, t),
            Self::ToMind => t.assessment.mind.as_str(),
        }
    }
}

pub fn badge(colour: Colour) -> &'static str {
    match colour {
        Colour::Good => "badge badge-good",
        Colour::Late => "badge badge-late",
        Colour::TooLate => "badge badge-stop",
        Colour::Outside => "badge badge-quiet",
    }
}

pub fn colour_name(colour: Colour, t: &'static Phrases) -> &'static str {
    let names = &t.colour;
    match colour {
        Colour::Good => names.good.as_str(),
        Colour::Late => names.late.as_str(),
        Colour::TooLate => names.too_late.as_str(),
        Colour::Outside => names.outside.as_str(),
    }
}
