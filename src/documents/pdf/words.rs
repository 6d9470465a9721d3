//! From spans to one string with marks (woorden): isolation of what runs another way, and where it may not break.

use std::ops::Range;

use super::fonts;
use crate::documents::handout::block::Span;
use crate::language::{Direction, Lang, Script};

const LEFT_TO_RIGHT: char = '\u{2066}';
const RIGHT_TO_LEFT: char = '\u{2067}';
const END_OF_ISOLATE: char = '\u{2069}';
const MAY_BREAK: char = '\u{200b}';

/// A value that is wider than its line is set smaller, but not smaller than this.
const SMALLEST: f32 = 0.6;

/// A line as one string, ready to be shaped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    /// The languages of the pieces: piece 0 is the block's own, piece `n` has `other[n - 1]`.
    pub(super) other: Vec<Lang>,
}

/// What holds for a part of the string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Bold,
    /// Set in the Latin face at this share of the size, in thousandths, and broken only where `breaks` says.
    Value {
        share: u16,
        breaks: Breaks,
    },
    /// In another language: its own piece of the document's structure.
    Other {
        language: Lang,
        piece: u16,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Breaks {
    Never,
    /// Longer than a line even at its smallest: it would run off the paper.
    Anywhere,
}

/// Joins the spans of a block that runs this way; `room` is the width of the line in em of the block's type.
pub(super) fn join(line: &[Span], direction: Direction, room: f32) -> Words {
    let mut words = Words::default();
    for span in line {
        match span {
            Span::Plain(text) => words.push(text),
            Span::Bold(text) => {
                let start = words.text.len();
                words.push(text);
                words.mark(start, Kind::Bold);
            }
            Span::Ltr(text) if direction == Direction::Rtl => words.push_value(&tied(text), room),
            Span::Ltr(text) => words.push_value(text, room),
            Span::Other(language, text) => words.push_other(language, text),
        }
    }
    words
}

/// The plain text of a line, as it is told in a message and measured for a column.
pub(super) fn plain(line: &[Span]) -> String {
    line.iter().map(text_of).collect()
}

pub(super) fn text_of(span: &Span) -> &str {
    match span {
        Span::Plain(text) | Span::Bold(text) | Span::Ltr(text) | Span::Other(_, text) => text,
    }
}

impl Words {
    fn push(&mut self, text: &str) {
        self.text.extend(text.chars().filter_map(clean));
    }

    fn mark(&mut self, start: usize, kind: Kind) {
        self.marks.push(Mark { range: start..self.text.len(), kind });
    }

    fn push_value(&mut self, text: &str, room: f32) {
        let longest = text.split_inclusive('/').map(fonts::rough_width).fold(0.0, f32::max);
        let whole = fonts::rough_width(text);
        // A web address that does not fit may break after a slash, and nowhere else.
        let is_split = whole * SMALLEST.max(0.85) > room && longest < whole;
        let width = if is_split { longest } else { whole };
        // A hair of room, since the rough width knows no kerning.
        let share = (room * 0.985 / width.max(f32::EPSILON)).clamp(SMALLEST, 1.0);
        let thousandths = (share * 1000.0) as u16;
        let breaks = if width * share > room { Breaks::Anywhere } else { Breaks::Never };
        let mut start = self.text.len();
        self.text.push(LEFT_TO_RIGHT);
        let pieces: Vec<&str> = if is_split { text.split_inclusive('/').collect() } else { vec![text] };
        for (index, piece) in pieces.into_iter().enumerate() {
            if index > 0 {
                self.text.push(MAY_BREAK);
                start = self.text.len();
            }
            self.push(piece);
            self.mark(start, Kind::Value { share: thousandths, breaks });
        }
        self.text.push(END_OF_ISOLATE);
    }

    fn push_other(&mut self, language: Lang, text: &str) {
        self.text.push(match language.direction {
            Direction::Ltr => LEFT_TO_RIGHT,
            Direction::Rtl => RIGHT_TO_LEFT,
        });
        let start = self.text.len();
        self.push(text);
        self.other.push(language);
        let piece = u16::try_from(self.other.len()).unwrap_or(u16::MAX);
        self.mark(start, Kind::Other { language, piece });
        self.text.push(END_OF_ISOLATE);
    }
}

/// A number whose digits are tied together: some programs turn a line that runs to the left word by word, and then
/// "070 345" becomes "345 070" when it is copied.
fn tied(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let tie = |(at, &character): (usize, &char)| match character {
        ' ' if is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) => '\u{a0}',
        other => other,
    };
    characters.iter().enumerate().map(tie).collect()
}

/// Drops what could undo the isolation, and turns any line end into a space: a line is one line.
fn clean(character: char) -> Option<char> {
    match character {
        end if fonts::is_line_end(end) => Some(' '),
        // Joiners and places to break belong to the text; what steers direction or looks does not.
        '\u{200b}'..='\u{200d}' | '\u{2060}' => Some(character),
        invisible if fonts::is_invisible(invisible) => None,
        other => Some(other),
    }
}

/// How much larger than the block's type an isolated piece must be set to look the same.
pub(super) fn share_of(block: Script, piece: Script) -> f32 {
    fonts::enlargement(piece) / fonts::enlargement(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_number_is_isolated_and_whole() {
        let words = join(&[Span::Plain("Bel ".into()), Span::Ltr("0800 2000".into())], Direction::Ltr, 40.0);
        assert_eq!(words.text, "Bel \u{2066}0800 2000\u{2069}");
        assert!(matches!(words.marks[0].kind, Kind::Value { share: 1000, breaks: Breaks::Never }));
    }

    #[test]
    fn digits_are_tied_where_lines_run_to_the_left() {
        let words = join(&[Span::Ltr("Dam 1, 070 345 43".into())], Direction::Rtl, 40.0);
        assert_eq!(words.text, "\u{2066}Dam 1, 070\u{a0}345\u{a0}43\u{2069}");
    }

    #[test]
    fn a_hostile_mark_cannot_end_the_isolation() {
        let words = join(&[Span::Ltr("08\u{2069}00\u{202e}".into())], Direction::Ltr, 40.0);
        assert_eq!(words.text, "\u{2066}0800\u{2069}");
    }

    #[test]
    fn a_long_address_breaks_only_after_a_slash() {
        let words = join(&[Span::Ltr("example.nl/ouders/avond".into())], Direction::Ltr, 7.0);
        assert_eq!(words.text.matches(MAY_BREAK).count(), 2);
        assert!(words.marks.iter().all(|mark| matches!(mark.kind, Kind::Value { breaks: Breaks::Never, .. })));
    }

    #[test]
    fn a_value_wider_than_the_line_is_set_smaller_and_then_broken() {
        let wide = join(&[Span::Ltr("0".repeat(20))], Direction::Ltr, 9.0);
        assert!(matches!(wide.marks[0].kind, Kind::Value { share, breaks: Breaks::Never } if share < 1000));
        let endless = join(&[Span::Ltr("0".repeat(2000))], Direction::Ltr, 9.0);
        assert!(matches!(endless.marks[0].kind, Kind::Value { breaks: Breaks::Anywhere, .. }));
    }

    #[test]
    fn words_of_another_language_are_a_piece_of_their_own() {
        let arabic = Language::find("ar").expect("Arabic is in the list");
        let words = join(&[Span::Other(arabic, "مرحبا".into()), Span::Plain(" x".into())], Direction::Ltr, 40.0);
        assert!(words.text.starts_with(RIGHT_TO_LEFT));
        assert_eq!(words.other, vec![arabic]);
    }
}
