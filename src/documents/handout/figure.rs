//! A drawing on paper (tekening): boxes, signs and words, each where it stands; what a screen reader says of it goes along.

use crate::domain::meeting::State;

/// Places and measures are tenths of a unit, counted from the left and from the top: whole numbers, so that the same drawing
/// is the same bytes. A word of twelve units is about ten points high.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// What a screen reader says instead of all words in it.
    pub alternative: String,
    pub width: i32,
    pub height: i32,
    /// The later over the earlier.
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Left, top, width, height.
    Box { tone: Tone, place: [i32; 4] },
    /// A soft ground behind the best weeks.
    Window { place: [i32; 4] },
    /// Behind the weeks in which people are away.
    Away { place: [i32; 4] },
    /// From the top to the bottom; today's is thick.
    Rule { x: i32, top: i32, bottom: i32, is_today: bool },
    /// An evening, around its middle; without a state it is a day that somebody wishes for.
    Sign { state: Option<State>, at: [i32; 2] },
    /// On their base line, from their start or around their middle.
    Words { text: String, at: [i32; 2], size: i32, is_bold: bool, is_middle: bool },
}

/// What a box says; black and white tell all of them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// How good the time is: the best, late, too late, and the summer holiday.
    Good,
    Late,
    Stop,
    Free,
    /// Here an evening is missing.
    Gap,
    /// Days in the way: a school holiday, a day without meetings, one to avoid, one to keep in mind.
    School,
    Strong,
    Soft,
    Note,
}
