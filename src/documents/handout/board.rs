//! The board on paper (bord): each region drawn, who still has no evening, and the weeks in words, a table for each month.

use super::block::{Block, Format, Line, Sheet, Span};
use super::figure::Figure;
use super::line;
use crate::documents::pdf::{self, Document, MissingGlyph};
use crate::language::Lang;

/// In words already, as its page says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    pub language: Lang,
    pub title: String,
    pub lead: String,
    pub footer: String,
    pub gaps_title: String,
    pub sides: Vec<Side>,
    /// Regions of which there is nothing to draw.
    pub quiet: Vec<String>,
    /// What the drawings' signs mean.
    pub legend: Figure,
    /// The week, then each region.
    pub header: Vec<String>,
    pub months: Vec<Month>,
}

/// One region.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    pub name: String,
    pub lines: Vec<String>,
    pub drawing: Figure,
    /// Place, languages, and who asks.
    pub gaps: Vec<[String; 3]>,
    pub about_gaps: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    pub name: String,
    /// The cells of each week.
    pub rows: Vec<Vec<Vec<Part>>>,
}

/// Something in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Plain(String),
    /// The title and the place are as somebody typed them.
    Meeting {
        when: String,
        title: String,
        state: String,
        place: String,
    },
}

impl Paper {
    pub fn print(&self) -> Result<Vec<u8>, MissingGlyph> {
        let sheets = [Sheet { blocks: self.blocks(), footer: line::typed(&self.footer, self.language) }];
        pdf::render(&Document {
            title: &self.title,
            language: self.language,
            format: Format::Wide,
            sheets: &sheets,
            is_large_print: false,
        })
    }

    fn blocks(&self) -> Vec<Block> {
        let heading = |level: u8, text: &str| Block::Heading { level, text: line::plain(text) };
        let mut blocks = vec![heading(1, &self.title), Block::Paragraph(line::plain(&self.lead))];
        if !self.sides.is_empty() {
            blocks.push(Block::Figure(Box::new(self.legend.clone())));
        }
        for side in &self.sides {
            blocks.push(heading(2, &side.name));
            blocks.extend(side.lines.iter().map(|said| Block::Paragraph(line::plain(said))));
            blocks.push(Block::Figure(Box::new(side.drawing.clone())));
            if !side.gaps.is_empty() {
                blocks.push(heading(3, &self.gaps_title));
                blocks.push(Block::List(side.gaps.iter().map(|gap| self.gap(gap)).collect()));
            }
            if !side.about_gaps.is_empty() {
                blocks.push(Block::Paragraph(line::plain(&side.about_gaps)));
            }
        }
        blocks.extend(self.quiet.iter().map(|said| Block::Paragraph(line::plain(said))));
        for month in &self.months {
            blocks.push(heading(2, &month.name));
            let cell = |parts: &Vec<Part>| line::joined_by(parts.iter().map(|part| self.part(part)), "; ");
            blocks.push(Block::Table {
                header: self.header.iter().map(line::plain).collect(),
                rows: month.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            });
        }
        blocks
    }

    fn gap(&self, [place, languages, who]: &[String; 3]) -> Line {
        let parts = [line::typed(place, self.language), line::plain(languages), line::typed(who, self.language)];
        line::joined_by(parts, " · ")
    }

    fn part(&self, part: &Part) -> Line {
        match part {
            Part::Plain(said) => line::plain(said),
            Part::Meeting { when, title, state, place } => [
                line::plain(format!("{when} ")),
                vec![Span::Bold(state.clone()), Span::Plain(": ".to_owned())],
                line::joined_by([line::typed(title, self.language), line::typed(place, self.language)], ", "),
            ]
            .concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::handout::figure::Part as Drawn;
    use crate::domain::meeting::State;
    use crate::language::Language;

    fn drawing() -> Figure {
        let sign = Drawn::Sign { state: Some(State::Published), at: [500, 500] };
        let day = Drawn::Words { text: "4".to_owned(), at: [500, 700], size: 120, is_bold: true, is_middle: true };
        Figure { alternative: "Tijdlijn".to_owned(), width: 2000, height: 1000, parts: vec![sign, day] }
    }

    fn paper(title: &str) -> Paper {
        let meeting = Part::Meeting {
            when: "dinsdag 4 mei 19.30".to_owned(),
            title: title.to_owned(),
            state: "Uitgenodigd".to_owned(),
            place: "Utrecht".to_owned(),
        };
        let plain = |text: &str| vec![Part::Plain(text.to_owned())];
        Paper {
            language: Language::dutch(),
            title: "Bord".to_owned(),
            lead: "Zoals het er stond.".to_owned(),
            footer: "Bord van De Lindeboom".to_owned(),
            gaps_title: "Nog geen avond".to_owned(),
            sides: vec![Side {
                name: "Midden".to_owned(),
                lines: vec!["1 bijeenkomst".to_owned()],
                drawing: drawing(),
                gaps: vec![["Utrecht", "Tigrinya", "Koffiekring"].map(str::to_owned)],
                about_gaps: String::new(),
            }],
            quiet: Vec::new(),
            legend: drawing(),
            header: vec!["Week".to_owned(), "Midden".to_owned()],
            months: vec![Month {
                name: "mei 2027".to_owned(),
                rows: vec![vec![plain("Week 18"), vec![meeting]], vec![plain("Week 19"), plain("niets")]],
            }],
        }
    }

    #[test]
    fn it_prints_the_same_bytes_each_time_also_with_a_title_in_another_script() {
        for title in ["Moeders en vaders", "حوار بين الآباء", "ምስ ወለዲ"] {
            let bytes = paper(title).print().expect("it prints");
            assert!(bytes.starts_with(b"%PDF-"), "{title}");
            assert_eq!(bytes, paper(title).print().expect("it prints"), "{title}");
        }
    }

    #[test]
    fn a_character_that_no_font_has_is_named() {
        assert_eq!(paper("家").print().map_err(|missing| missing.character), Err('家'));
    }
}
