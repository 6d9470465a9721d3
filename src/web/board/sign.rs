//! How an evening and a box are drawn (teken): each has a shape of its own, so that no colour is needed to tell them apart.

use super::drawing::Piece;
use crate::documents::handout::figure::Tone;
use crate::domain::meeting::State;
use crate::language::{Lang, Phrase};

/// The shape of one state.
#[derive(Clone, Copy)]
pub struct Sign {
    /// None: no evening yet, but a day that somebody wishes for.
    pub state: Option<State>,
    pub class: &'static str,
    /// Path data around the middle of the mark.
    pub body: &'static str,
    pub line: &'static str,
}

const DISC: &str = "M-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0z";
const SQUARE: &str = "M-9-9h18v18h-18z";
const DIAMOND: &str = "M0-11.5l11.5 11.5-11.5 11.5-11.5-11.5z";
const CHECK: &str = "M-4.5 .5l3.2 3.5 6-7.5";

/// The badge beside a day that is wished for.
pub const WISHED_BADGE: &str = "badge badge-late";

/// The badge beside its name.
pub fn state_badge(state: State) -> &'static str {
    match state {
        State::Published => "badge badge-good",
        State::Proposed | State::Agreed => "badge badge-late",
        State::Cancelled => "badge badge-stop",
        State::Draft | State::Held | State::Reported => "badge badge-quiet",
    }
}

/// What it is called: for everybody the same.
pub fn state_name(state: State, language: Lang) -> &'static str {
    let t = language.phrases();
    let name = match state {
        State::Draft => &t.board.draft,
        State::Proposed => &t.board.proposed,
        State::Agreed => &t.board.agreed,
        State::Published => &t.board.published,
        State::Held | State::Reported => &t.board.held,
        State::Cancelled => &t.agenda.cancelled,
    };
    name.as_str()
}

impl Sign {
    /// A day that an open proposal wishes for.
    pub const WISHED: Self = Self { state: None, class: "mark-wished", body: DIAMOND, line: "M-4 0h8M0-4v8" };

    /// Those of the legend, with what the states are called to who looks; `wished` is what a day is that is wished for.
    pub fn all(wished: &Phrase, name: impl Fn(State) -> String) -> Vec<(Self, String)> {
        let told = [State::Draft, State::Proposed, State::Agreed, State::Published, State::Held, State::Cancelled];
        let states = told.into_iter().map(|state| (Self::of(state), name(state)));
        std::iter::once((Self::WISHED, wished.to_string())).chain(states).collect()
    }

    pub const fn of(state: State) -> Self {
        let (class, body, line) = match state {
            State::Draft => ("mark-draft", DISC, "M-4.5 0h0M0 0h0M4.5 0h0"),
            State::Proposed => ("mark-asked", DISC, "M-2.8-2.6a2.9 2.9 0 1 1 4.3 2.6c-1 .6-1.5 1.1-1.5 2.2M0 5.2h0"),
            State::Agreed => ("mark-agreed", DISC, CHECK),
            State::Published => ("mark-out", DISC, CHECK),
            State::Held | State::Reported => ("mark-held", SQUARE, CHECK),
            State::Cancelled => ("mark-off", "", "M-6-6l12 12M6-6l-12 12"),
        };
        Self { state: Some(state), class, body, line }
    }
}

impl Piece {
    pub fn class(&self) -> &'static str {
        match self.tone {
            Tone::Good => "time-good",
            Tone::Late => "time-late",
            Tone::Stop => "time-stop",
            Tone::Free => "time-free",
            Tone::Gap => "gap",
            Tone::School => "day-school",
            Tone::Strong => "day-strong",
            Tone::Soft => "day-soft",
            Tone::Note => "day-note",
        }
    }

    /// What it is filled with, so that no colour is needed to tell it apart.
    pub fn pattern(&self) -> Option<&'static str> {
        match self.tone {
            Tone::Late => Some("late"),
            Tone::Stop => Some("stop"),
            Tone::Free | Tone::School => Some("free"),
            _ => None,
        }
    }
}
