//! Text that may be kept and shown: cleaned at the boundary, and marked with whom it is for.

use std::fmt;
use std::marker::PhantomData;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// What may be typed, in characters. Who takes over what another typed may keep all of it, so all forms share these.
pub const LONGEST_NAME: usize = 80;
pub const LONGEST_LINE: usize = 120;
/// A reason or an answer that one owner writes for the other.
pub const LONGEST_REASON: usize = 500;
pub const LONGEST_TEXT: usize = 1000;

/// One line of text as a person typed it: NFC, no control or direction-override characters, trimmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CleanText(String);

impl CleanText {
    /// Cleans one line; line ends become spaces.
    pub fn line(typed: &str) -> Self {
        let clean = clean(typed, false);
        Self(clean.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Cleans a text of several lines.
    pub fn lines(typed: &str) -> Self {
        let clean = clean(&typed.replace("\r\n", "\n").replace('\r', "\n"), true);
        Self(clean.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a reader would count as characters.
    pub fn length(&self) -> usize {
        self.0.graphemes(true).count()
    }

    /// Lower case for comparing and sorting; neither database folds `Ö` by itself.
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

/// Lower case with single spaces, for comparing names.
pub fn key(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn clean(typed: &str, keeps_line_ends: bool) -> String {
    typed
        .nfc()
        .filter_map(|c| match c {
            '\n' if keeps_line_ends => Some('\n'),
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_control() || is_direction_mark(c) => None,
            c if is_invisible(c) => None,
            c => Some(c),
        })
        .collect()
}

/// Overrides, embeddings and isolates: the templates set their own, a person's text never does.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whom a text of a kit is for.
pub trait Audience {
    const NAME: &'static str;
}

/// Parents: the only audience whose texts reach a public page, handout, calendar or address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Parents {}

/// Who leads the evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facilitator {}

/// The two organisations that own a meeting: what they agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owners {}

/// Signed-in workers: signals, safety steps, figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Professional {}

impl Audience for Parents {
    const NAME: &'static str = "parents";
}
impl Audience for Facilitator {
    const NAME: &'static str = "facilitator";
}
impl Audience for Owners {
    const NAME: &'static str = "owners";
}
impl Audience for Professional {
    const NAME: &'static str = "professional";
}

/// A text for one audience. What is for professionals cannot be passed where a text for parents is asked:
///
/// ```compile_fail
/// use aantafel::domain::text::{Parents, Professional, Text};
/// fn print_for_parents(_: &Text<Parents>) {}
/// print_for_parents(&Text::<Professional>::new("a signal"));
/// ```
///
/// The other way is allowed, because a facilitator reads the parents' questions aloud:
///
/// ```
/// use aantafel::domain::text::{Facilitator, Parents, Text};
/// let question = Text::<Parents>::new("Wat wilt u bewaren?");
/// let on_the_run_sheet: Text<Facilitator> = question.for_facilitator();
/// assert_eq!(on_the_run_sheet.as_str(), "Wat wilt u bewaren?");
/// ```
pub struct Text<A: Audience> {
    text: String,
    audience: PhantomData<A>,
}

impl<A: Audience> Text<A> {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), audience: PhantomData }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Text<Parents> {
    pub fn for_facilitator(&self) -> Text<Facilitator> {
        Text::new(self.text.clone())
    }
}

impl<A: Audience> Clone for Text<A> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl<A: Audience> PartialEq for Text<A> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<A: Audience> fmt::Debug for Text<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text<{}>({:?})", A::NAME, self.text)
    }
}

impl<A: Audience> fmt::Display for Text<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_cannot_turn_the_direction_or_end_a_line() {
        assert_eq!(CleanText::line("a\r\nBcc: b\u{202e}c\u{0}\u{2066}").as_str(), "a Bcc: bc");
        assert_eq!(CleanText::lines("een \r\n\r\ntwee\u{7}\n").as_str(), "een\n\ntwee");
        assert_eq!(CleanText::line("e\u{301}").as_str(), "é");
    }
}
