//! From a stack of slices to pages (bladspiegel): what stays together, where a page ends, how much air there is.

use super::style::{Style, mm};
use super::tree::ElementId;
use crate::documents::handout::block::{Face, Pictogram};

/// A horizontal strip of the page that is never cut.
#[derive(Debug, Default)]
pub(super) struct Slice {
    pub(super) height: f32,
    /// The air above it; squeezed or stretched to fill the page, dropped at its top.
    pub(super) space: f32,
    /// Whether it must not be the last on its page.
    pub(super) is_glued: bool,
    pub(super) items: Vec<Item>,
    /// Slices of one frame are drawn in one frame.
    pub(super) frame: Option<usize>,
}

/// A thing in a slice.
#[derive(Debug)]
pub(super) struct Item {
    /// `None`: decoration, of which a screen reader says nothing.
    pub(super) element: Option<ElementId>,
    pub(super) x: f32,
    /// From the top of the slice.
    pub(super) y: f32,
    pub(super) draw: Draw,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Draw {
    /// A line of one of the sheet's texts.
    Line {
        text: usize,
        line: usize,
    },
    Rule {
        width: f32,
        thickness: f32,
        colour: [f32; 3],
    },
    /// A box to tick.
    Box {
        side: f32,
    },
    Pictogram {
        pictogram: Pictogram,
        side: f32,
    },
    /// A drawing in white, on a coloured head.
    Emblem {
        side: f32,
    },
    Face {
        face: Face,
        side: f32,
    },
    /// An empty box to write in.
    Room {
        width: f32,
        height: f32,
    },
    Qr {
        code: usize,
        side: f32,
    },
    Logo {
        logo: usize,
        width: f32,
        height: f32,
    },
    Figure {
        figure: usize,
        width: f32,
        height: f32,
    },
}

/// A shape behind or around some slices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) look: Look,
    pub(super) x: f32,
    pub(super) width: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A thin line around, a thick one on the side where reading starts.
    Note { bar_is_right: bool },
    /// A soft ground.
    Card,
    /// The coloured head of a flyer, from edge to edge.
    Head,
}

/// Where everything of one page stands.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Slice and its top, measured from the top of the paper.
    pub(super) placed: Vec<(usize, f32)>,
    /// Frame, top and bottom.
    pub(super) frames: Vec<(usize, f32, f32)>,
}

/// No page gets tighter than this.
const TIGHTEST: f32 = 0.5;
/// A sheet longer than its page by this share may still fit it when set tighter.
const HOPEFUL: f32 = 1.22;

/// Divides the slices over pages of this height and chooses how much air they get.
pub(super) fn pages(slices: &[Slice], style: &Style, bottom: f32) -> Vec<Page> {
    let room = style.height - style.top - bottom;
    let (solid, air) = weigh(slices);
    let times = if solid + air <= room {
        if air > 0.0 { ((room - solid) / air).min(style.loosest()) } else { 1.0 }
    } else if solid + air * TIGHTEST <= room {
        (room - solid) / air
    } else {
        1.0
    };
    // A hair less than exactly full, for a sum of thousands of fractions.
    let attempt = place(slices, style, room + 0.05, times);
    if times != 1.0 || attempt.len() == 1 {
        return attempt;
    }
    let tight = place(slices, style, room, TIGHTEST.max(0.7));
    if tight.len() < attempt.len() { tight } else { attempt }
}

/// Whether setting the sheet tighter may save a page.
pub(super) fn may_fit_when_tightened(slices: &[Slice], style: &Style, bottom: f32, pages: usize) -> bool {
    let room = style.height - style.top - bottom;
    let (solid, air) = weigh(slices);
    pages > 1 && solid + air * TIGHTEST <= room * (pages - 1) as f32 * HOPEFUL
}

fn weigh(slices: &[Slice]) -> (f32, f32) {
    let solid = slices.iter().map(|slice| slice.height).sum();
    let air = slices.iter().skip(1).map(|slice| slice.space).sum();
    (solid, air)
}

fn place(slices: &[Slice], style: &Style, room: f32, times: f32) -> Vec<Page> {
    let mut pages = vec![Page::default()];
    let mut y = 0.0;
    let mut start = 0;
    while start < slices.len() {
        let end = group_end(slices, start);
        let group = &slices[start..end];
        let height = group.iter().skip(1).map(|slice| slice.height + slice.space * times).sum::<f32>();
        let height = height + group[0].height;
        // A group longer than a page gains nothing by moving: it begins here, and is cut where the page ends.
        if height <= room && y > 0.0 && y + group[0].space * times + height > room {
            pages.push(Page::default());
            y = 0.0;
        }
        for (index, slice) in group.iter().enumerate() {
            if y > 0.0 && y + slice.space * times + slice.height > room {
                pages.push(Page::default());
                y = 0.0;
            }
            if y > 0.0 {
                y += slice.space * times;
            }
            if let Some(page) = pages.last_mut() {
                page.placed.push((start + index, style.top + y));
            }
            y += slice.height;
        }
        start = end;
    }
    for page in &mut pages {
        frame(page, slices);
    }
    pages
}

/// One past the last slice that stands on the same page as this one.
fn group_end(slices: &[Slice], start: usize) -> usize {
    let glued = slices[start..].iter().take_while(|slice| slice.is_glued).count();
    (start + glued + 1).min(slices.len())
}

fn frame(page: &mut Page, slices: &[Slice]) {
    for &(index, top) in &page.placed {
        let Some(frame) = slices[index].frame else { continue };
        let bottom = top + slices[index].height;
        match page.frames.last_mut() {
            Some((last, _, end)) if *last == frame => *end = bottom,
            _ => page.frames.push((frame, top, bottom)),
        }
    }
}

/// How much room the foot of a page needs: the margin, or more under a long footer.
pub(super) fn bottom(style: &Style, footer_height: f32) -> f32 {
    // A page without margins keeps none for a footer that it has not.
    if style.bottom == 0.0 { 0.0 } else { style.bottom.max(footer_height + FOOT + mm(4.0)) }
}

/// From the lower edge of the paper to the last line of the footer.
pub(super) const FOOT: f32 = mm(9.0);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::handout::block::Format;
    use crate::documents::pdf::style::Setting;

    fn slices(count: usize, height: f32, is_glued: impl Fn(usize) -> bool) -> Vec<Slice> {
        (0..count).map(|index| Slice { height, is_glued: is_glued(index), ..Slice::default() }).collect()
    }

    fn style() -> Style {
        Style::new(Format::A4, Setting::Text, false)
    }

    #[test]
    fn what_is_glued_moves_to_the_next_page_together() {
        let slices = slices(10, 100.0, |index| index == 6);
        let pages = pages(&slices, &style(), 60.0);
        let first: Vec<usize> = pages[0].placed.iter().map(|(index, _)| *index).collect();
        assert_eq!(first, [0, 1, 2, 3, 4, 5], "slice 6 goes with slice 7");
    }

    #[test]
    fn a_group_longer_than_a_page_is_cut() {
        let slices = slices(30, 100.0, |_| true);
        let pages = pages(&slices, &style(), 60.0);
        assert_eq!(pages.iter().map(|page| page.placed.len()).sum::<usize>(), 30);
        assert!(pages.len() > 3);
    }

    #[test]
    fn a_sheet_that_is_a_little_too_long_loses_air_first() {
        let mut slices = slices(7, 90.0, |_| false);
        for slice in &mut slices {
            slice.space = 30.0;
        }
        assert_eq!(pages(&slices, &style(), 60.0).len(), 1);
    }

    #[test]
    fn no_slices_give_an_empty_page() {
        assert_eq!(pages(&[], &style(), 60.0).len(), 1);
    }
}
