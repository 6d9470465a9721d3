//! Cards to cut out (kaarten): two by two on a page, with marks where the scissors go.

use super::MissingGlyph;
use super::compose::Composer;
use super::flow::{Draw, Item, Slice};
use super::lines::Side;
use super::style::{RULE, mm};
use super::tree::{Detail, ElementId};
use crate::documents::handout::block::{Card, Pictogram};

/// The largest and the smallest letters of a question.
const SIZES: [f32; 10] = [32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0];
const MARGIN: f32 = mm(12.0);
const PICTOGRAM: f32 = mm(16.0);
const AIR: f32 = mm(5.0);
/// How long a mark for the scissors is.
const MARK: f32 = mm(7.0);

impl Composer<'_> {
    pub(super) fn cards(&mut self, cards: &[Card]) -> Result<(), MissingGlyph> {
        if cards.is_empty() {
            return Ok(());
        }
        let list = self.tree.add_with(self.parent, "L", Detail::PlainList);
        // A hair less than half a page, or rounding would make pages of two.
        let height = (self.style.height - self.style.top - self.style.bottom) / 2.0 - 0.05;
        let width = self.width / 2.0;
        for (row, pair) in cards.chunks(2).enumerate() {
            let mut slice = Slice { height, items: self.marks(height, row % 2 == 0), ..Slice::default() };
            for (index, card) in pair.iter().enumerate() {
                let x = self.at_start(width * index as f32, width);
                let item = self.tree.add(list, "LI");
                let body = self.tree.add(item, "LBody");
                match self.fitting(card, [width, height])? {
                    Some(size) => slice.items.extend(self.card(card, body, size, [x, width, height])?),
                    None => self.overflowing(card, body)?,
                }
            }
            self.made.slices.push(slice);
        }
        Ok(())
    }

    /// A drawing above, the question in the middle, the kit's name at the foot.
    fn card(
        &mut self,
        card: &Card,
        body: ElementId,
        size: f32,
        [x, width, height]: [f32; 3],
    ) -> Result<Vec<Item>, MissingGlyph> {
        let (left, room) = (x + MARGIN, width - 2.0 * MARGIN);
        let question = self.tree.add_in(body, "P", card.language);
        let text = self.speaking(card.language, |composer| {
            composer.setting(question, &card.question, composer.style.card(size), room)
        })?;
        let foot = self.tree.add(body, "P");
        let small = self.setting(foot, &card.foot, self.style.small(), room)?;
        let below = height - MARGIN - self.made.texts[small].paragraph.height();
        let pictogram = Draw::Pictogram { pictogram: Pictogram::Talk, side: PICTOGRAM };
        let at = if card.language.is_rtl() { left + room - PICTOGRAM } else { left };
        let mut items = vec![Item { element: None, x: at, y: MARGIN, draw: pictogram }];
        let above = MARGIN + PICTOGRAM + AIR;
        // A little above the middle looks like the middle.
        let air = (below - AIR - above - self.made.texts[text].paragraph.height()).max(0.0) * 0.4;
        items.extend(self.lines_of(text, question, left, above + air));
        items.extend(self.lines_of(small, foot, left, below));
        Ok(items)
    }

    /// The largest letters in which the question stays on its card; none do when it is a story.
    fn fitting(&mut self, card: &Card, [width, height]: [f32; 2]) -> Result<Option<f32>, MissingGlyph> {
        let room = width - 2.0 * MARGIN;
        let foot = self.typesetter.set(&card.foot, self.language, self.style.small(), room, Side::Start)?;
        let height = height - 2.0 * (MARGIN + AIR) - PICTOGRAM - foot.height();
        for size in SIZES {
            let kind = self.style.card(size);
            if self.typesetter.set(&card.question, card.language, kind, room, Side::Start)?.height() <= height {
                return Ok(Some(size));
            }
        }
        Ok(None)
    }

    /// Better read than cut off: what is too long for a card runs on over the page.
    fn overflowing(&mut self, card: &Card, body: ElementId) -> Result<(), MissingGlyph> {
        let question = self.tree.add_in(body, "P", card.language);
        self.inset(MARGIN, |composer| {
            composer.speaking(card.language, |composer| {
                composer.text(question, &card.question, composer.style.body(), MARGIN, false)
            })
        })
    }

    fn lines_of(&self, text: usize, element: ElementId, x: f32, top: f32) -> Vec<Item> {
        let paragraph = &self.made.texts[text].paragraph;
        let item = |line: usize| Item {
            element: Some(element),
            x,
            y: top + line as f32 * paragraph.line_height,
            draw: Draw::Line { text, line },
        };
        (0..paragraph.lines.len()).map(item).collect()
    }

    /// Where to cut: at the edges of the paper and where the cuts cross.
    fn marks(&self, height: f32, is_upper: bool) -> Vec<Item> {
        let (middle, right) = (self.left + self.width / 2.0, self.left + self.width);
        let rule = |x: f32, y: f32, width: f32, thickness: f32| Item {
            element: None,
            x,
            y,
            draw: Draw::Rule { width, thickness, colour: RULE },
        };
        let thin = 0.6;
        let upright = |y: f32| rule(middle - thin / 2.0, y, thin, MARK);
        if is_upper {
            let level = |x: f32, width: f32| rule(x, height - thin / 2.0, width, thin);
            vec![
                upright(0.0),
                upright(height - MARK),
                level(self.left, MARK),
                level(middle - MARK, 2.0 * MARK),
                level(right - MARK, MARK),
            ]
        } else {
            vec![upright(0.0), upright(height - MARK)]
        }
    }
}
