//! What a handout is made of: blocks that the page and the PDF both draw, so the two cannot disagree.

use super::figure::Figure;
use crate::domain::logo::Emblem;
use crate::language::Lang;

/// What a handout is made for: the size of a printed page, or a phone's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    A4,
    /// A4 on its side, in smaller letters: a table for the desk, never for parents.
    Wide,
    A5,
    /// One picture of four by five, to send on; it has no second page.
    Phone,
}

impl Format {
    /// How the name of such a file ends.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::A4 | Self::Wide | Self::A5 => "pdf",
            Self::Phone => "png",
        }
    }

    pub const fn content_type(self) -> &'static str {
        match self {
            Self::A4 | Self::Wide | Self::A5 => "application/pdf",
            Self::Phone => "image/png",
        }
    }
}

/// A piece of a line. Numbers, times and addresses are pieces of their own, so that no renderer can forget to
/// isolate them: "0800-2000" unisolated in Arabic text is drawn as "2000-0800".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// In the language of the block.
    Plain(String),
    Bold(String),
    /// A phone number, time, web or postal address: left to right, never broken over a line.
    Ltr(String),
    /// Words of another language inside the line (an organisation's Dutch name on an Arabic sheet).
    Other(Lang, String),
}

/// One line of text; breaks where the page needs it.
pub type Line = Vec<Span>;

/// One phone number of the contacts block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ContactLine {
    pub name: Line,
    /// Printed large; a phone number or web address.
    pub value: String,
    /// When to use it, or opening hours and place.
    pub note: Line,
}

/// One text in two languages; each line is written for a reader of its own language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pair {
    pub own: Line,
    pub other: Line,
}

/// One question to talk about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    /// What it is written in: on one page there may be Dutch among Arabic.
    pub language: Lang,
    pub question: Line,
    /// Small at its foot, in the sheet's language: a card lies alone on a table.
    pub foot: Line,
}

/// One column of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    pub face: Face,
    pub word: Line,
    /// What a screen reader says of the face.
    pub alternative: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// Level 1 stands once at the top of a sheet; 2 and 3 below it, no level skipped.
    Heading {
        level: u8,
        text: Line,
    },
    Paragraph(Line),
    /// A paragraph in a larger type: the date of a flyer.
    Lead(Line),
    /// A plain mark in a frame: "not checked, the Dutch text leads", or a warning on a run sheet.
    Note(Line),
    List(Vec<Line>),
    /// One of at most five blocks of a tips sheet: a pictogram, a short heading of level 2, one or two lines.
    Tip {
        pictogram: Pictogram,
        heading: Line,
        lines: Vec<Line>,
    },
    /// Label and value, one pair a line: place, childcare, food.
    Facts(Vec<(Line, Line)>),
    /// The timed agenda of a run sheet: header cells, then rows.
    Table {
        header: Vec<Line>,
        rows: Vec<Vec<Line>>,
    },
    Contacts(Vec<ContactLine>),
    /// A QR code with the address as text under it; `alternative` is what a screen reader says.
    Qr {
        address: String,
        caption: Line,
        alternative: String,
    },
    /// Blocks in another language than the sheet's, in their own direction (law that is printed in Dutch).
    InLanguage(Lang, Vec<Block>),
    /// Boxes to tick: the readiness list.
    Checklist(Vec<Line>),
    /// The same texts in the sheet's language and in another, row by row, each with one number on both sides. The
    /// sheet's language stands where its reading starts.
    SideBySide {
        pictogram: Pictogram,
        other: Lang,
        heading: Pair,
        /// The number of the first row; the next ones count on.
        first: usize,
        rows: Vec<Pair>,
    },
    /// Four on a page, to be cut out.
    Cards(Vec<Card>),
    /// Three faces over columns of empty boxes, a row for each question.
    Scale {
        answers: [Answer; 3],
        questions: Vec<Line>,
    },
    /// What to do, one thing after another.
    Steps(Vec<Line>),
    /// The logos of the organisations, side by side.
    Emblems(Vec<Emblem>),
    /// A drawing of boxes, signs and words.
    Figure(Box<Figure>),
}

/// What starts on a new page: one kit's sheet, or a whole flyer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sheet {
    pub blocks: Vec<Block>,
    /// Small print at the foot of each page of the sheet.
    pub footer: Line,
}

/// A drawn face; told apart by its mouth, so black and white is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    Happy,
    Plain,
    Sad,
}

/// A small drawing beside a tip; drawn by the project as vector paths, the same for page and paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pictogram {
    Table,
    Talk,
    Listen,
    Heart,
    School,
    Friends,
    Phone,
    Suitcase,
    Home,
    Help,
    Document,
    Family,
    Clock,
    Question,
    Walk,
    Body,
}
