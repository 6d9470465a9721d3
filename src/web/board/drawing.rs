//! The board as a drawing (tekening): one region's weeks from left to right, in pixels; the table beneath says the same.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::scale::{Scale, tenth};
use super::shown::{GapDrawn, Looking, MeetingShown, apart, day_label, first_words, many};
use super::sign::Sign;
use crate::documents::handout::figure::Tone;
use crate::domain::board::{Block, Board, Cause, Cell, Lane};
use crate::domain::warning::Loudness;
use crate::domain::window::Colour;
use crate::language::{Lang, month_name};
use crate::web::assessment::colour_name;

/// From the top down: the months, the weeks, how good the time is, and the evenings.
const RIBBON: f64 = 42.0;
const RIBBON_HEIGHT: f64 = 19.0;
const FIELD: f64 = 68.0;
/// A sign, and under it the day.
const MARK: f64 = 40.0;
const SIGN: f64 = 13.0;
const GAP: f64 = 27.0;
const DAY: f64 = 19.0;
/// More gaps are in the list under the drawing.
const MOST_GAPS: usize = 5;

pub struct Drawing {
    pub width: f64,
    pub height: f64,
    /// Where the evenings begin and end.
    pub field: (f64, f64),
    /// Where each begins, where its name does, and the name.
    pub months: Vec<(f64, f64, String)>,
    pub weeks: Vec<(f64, String)>,
    pub ribbon: Vec<Piece>,
    /// Where the best time begins, from the side where its readers do: a phone opens there.
    pub opens: Option<f64>,
    /// School holidays, behind the evenings.
    pub free: Vec<(f64, f64)>,
    pub today: Option<f64>,
    pub marks: Vec<Mark>,
    /// "+3" above a full week.
    pub more: Vec<(f64, f64, String)>,
    pub gaps: Vec<Piece>,
    pub days: Vec<Piece>,
}

/// A bar with its word in it or beside it.
pub struct Piece {
    pub tone: Tone,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub text: String,
    pub text_x: f64,
    pub href: String,
    /// What a pointer that rests on it is told.
    pub title: String,
}

/// One evening.
pub struct Mark {
    pub sign: Sign,
    pub x: f64,
    pub y: f64,
    /// The day of the month; of days that have no room, how many.
    pub day: String,
    pub href: String,
    pub title: String,
}

impl Drawing {
    /// `meetings` are the evenings of each week, in words; what is missing is drawn under them. Proposed days that have no
    /// room are where `wishes` leads.
    pub fn of(
        board: &Board,
        lane: &Lane,
        (meetings, missing, wishes): (&[Vec<MeetingShown>], &[GapDrawn], &str),
        Looking { language, today, width, .. }: Looking,
    ) -> Self {
        let scale = Scale::new(board, width, language);
        let weeks_said = lane.cells.iter().zip(meetings);
        let more_rows = |cell: &Cell| usize::from(cell.others > 0) + usize::from(cell.others_wished > 0);
        let rows = weeks_said.map(|(cell, said)| said.len() + more_rows(cell)).max().unwrap_or(0);
        let gaps_from = FIELD + MARK * rows.max(1) as f64;
        let gaps = gaps(lane, missing, &scale, gaps_from);
        let days_from = gaps_from + GAP * gaps.len() as f64 + 6.0;
        let (days, days_rows) = days(lane, &scale, days_from, language);
        let is_here = scale.first <= today && today <= scale.first + TimeDelta::weeks(1);
        let (mut marks, mut more) = (Vec::new(), Vec::new());
        for (week, (cell, said)) in lane.cells.iter().zip(meetings).enumerate() {
            for (row, said) in said.iter().enumerate() {
                marks.push(Mark {
                    sign: said.sign,
                    x: scale.middle(week),
                    y: tenth(FIELD + MARK * row as f64 + SIGN),
                    day: said.day.to_string(),
                    href: said.href.clone(),
                    title: format!(
                        "{}: {} ({}){}{}",
                        said.when,
                        apart(&said.title, language),
                        said.state,
                        language.script.comma(),
                        apart(&said.place, language)
                    ),
                });
            }
            if cell.others > 0 {
                let y = FIELD + MARK * said.len() as f64 + SIGN + 4.0;
                more.push((scale.middle(week), tenth(y), plus(cell.others, language)));
            }
            if cell.others_wished > 0 {
                let row = said.len() + usize::from(cell.others > 0);
                marks.push(Mark {
                    sign: Sign::WISHED,
                    x: scale.middle(week),
                    y: tenth(FIELD + MARK * row as f64 + SIGN),
                    day: plus(cell.others_wished, language),
                    href: wishes.to_owned(),
                    title: language.phrases().board.others_wished.count(language, many(cell.others_wished)),
                });
            }
        }
        let ribbon = ribbon(lane, &scale, language);
        let drawing = Self {
            width: scale.width.round(),
            height: tenth(days_from + DAY * days_rows as f64 + 4.0),
            field: (FIELD - 3.0, tenth(days_from - 3.0)),
            months: months(board, &scale, language),
            weeks: weeks(board, &scale),
            opens: ribbon.iter().find(|piece| piece.tone == Tone::Good).map(|piece| piece.x),
            ribbon,
            free: lane
                .blocks
                .iter()
                .filter(|block| matches!(block.cause, Cause::School(_)))
                .map(|block| scale.span(block.first, block.last))
                .collect(),
            today: is_here.then(|| scale.x(today)),
            marks,
            more,
            gaps,
            days,
        };
        if language.is_rtl() { drawing.mirrored() } else { drawing }
    }

    /// Whether there is a best time to go to.
    pub fn has_window(&self) -> bool {
        self.opens.is_some()
    }

    /// Calendars in Arabic, Persian and Urdu run from right to left, as do the page around the drawing and the table
    /// beneath it: the first week stands where their readers begin, and the box that scrolls opens there. Only places are
    /// mirrored; signs and texts are not. A text that runs from right to left starts at its right end.
    fn mirrored(mut self) -> Self {
        let flip = |x: f64| tenth(self.width - x);
        for piece in [&mut self.ribbon, &mut self.gaps, &mut self.days].into_iter().flatten() {
            (piece.x, piece.text_x) = (flip(piece.x + piece.width), flip(piece.text_x));
        }
        self.months.iter_mut().for_each(|(line, x, _)| (*line, *x) = (flip(*line), flip(*x)));
        self.weeks.iter_mut().for_each(|(x, _)| *x = flip(*x));
        self.free.iter_mut().for_each(|(x, width)| *x = flip(*x + *width));
        self.marks.iter_mut().for_each(|mark| mark.x = flip(mark.x));
        self.more.iter_mut().for_each(|(x, ..)| *x = flip(*x));
        self.today = self.today.map(flip);
        self
    }
}

/// How many more there are.
fn plus(number: usize, language: Lang) -> String {
    apart(&format!("+{number}"), language)
}

/// Each month where its first day is, when there is room for its name; the year stands with the first, and with January.
fn months(board: &Board, scale: &Scale, language: Lang) -> Vec<(f64, f64, String)> {
    let days = board.weeks.iter().flat_map(|monday| monday.iter_days().take(7));
    let firsts: Vec<NaiveDate> = days.filter(|date| date.day() == 1 || *date == scale.first).collect();
    let (mut months, mut has_year) = (Vec::new(), false);
    for (at, date) in firsts.iter().enumerate() {
        let name = month_name(language, *date);
        let fits = |name: &String| {
            let ends = scale.x(*date) + 1.25 * scale.text(name);
            firsts.get(at + 1).is_none_or(|next| ends < scale.x(*next)) && ends < scale.width
        };
        // The year stands where it begins, and with the first month that has room for it.
        let dated = (!has_year || date.month() == 1).then(|| format!("{name} {}", date.year())).filter(fits);
        has_year |= dated.is_some();
        let x = scale.x(*date);
        months.extend(dated.or_else(|| Some(name.to_owned()).filter(fits)).map(|name| (x, x + 5.0, name)));
    }
    months
}

fn weeks(board: &Board, scale: &Scale) -> Vec<(f64, String)> {
    let week = |(week, monday): (usize, &NaiveDate)| (scale.middle(week), monday.iso_week().week().to_string());
    board.weeks.iter().enumerate().map(week).collect()
}

/// How good the time is, day by day.
fn ribbon(lane: &Lane, scale: &Scale, language: Lang) -> Vec<Piece> {
    let Some(season) = &lane.season else { return Vec::new() };
    let day = TimeDelta::days(1);
    let last = lane.cells.len() as i64 * 7 - 1;
    let names = language.phrases();
    let name = |colour| colour_name(colour, names).to_owned();
    let summer = names.holiday.by_code(season.summer.kind.code()).map(ToString::to_string).unwrap_or_default();
    let parts = [
        (Tone::Good, season.opens, season.closes, name(Colour::Good)),
        (Tone::Late, season.closes + day, season.late_until, name(Colour::Late)),
        (Tone::Stop, season.late_until + day, season.summer.first_day - day, name(Colour::TooLate)),
        (Tone::Free, season.summer.first_day, season.summer.last_day, summer),
    ];
    let ends = scale.first + TimeDelta::days(last);
    let seen = parts.into_iter().filter(|(_, from, until, _)| *until >= scale.first && *from <= ends);
    seen.map(|(tone, from, until, text)| {
        let (x, width) = scale.span(from, until);
        let fits = scale.text(&text) + 2.0 <= width;
        Piece {
            tone,
            x,
            y: RIBBON,
            width,
            height: RIBBON_HEIGHT,
            text: if fits { text.clone() } else { String::new() },
            text_x: tenth(x + width / 2.0),
            href: String::new(),
            title: text,
        }
    })
    .collect()
}

/// Across the window: here something is missing.
fn gaps(lane: &Lane, missing: &[GapDrawn], scale: &Scale, from: f64) -> Vec<Piece> {
    let Some(season) = &lane.season else { return Vec::new() };
    let (x, width) = scale.span(season.opens, season.closes);
    let room = scale.letters(width - 30.0);
    if width == 0.0 {
        return Vec::new();
    }
    let piece = |(row, gap): (usize, &GapDrawn)| Piece {
        tone: Tone::Gap,
        x,
        y: tenth(from + GAP * row as f64 + 2.0),
        width,
        height: GAP - 5.0,
        text: first_words(&gap.label, room),
        text_x: tenth(x + 24.0),
        href: gap.href.clone(),
        title: gap.title.clone(),
    };
    missing.iter().take(MOST_GAPS).enumerate().map(piece).collect()
}

/// The days in the way, each on the first line with room for its name; and how many lines that takes.
fn days(lane: &Lane, scale: &Scale, from: f64, language: Lang) -> (Vec<Piece>, usize) {
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let piece = |block: &Block| {
        let label = day_label(block, language);
        let short = label.split(" (").next().unwrap_or_default().to_owned();
        let (x, width) = scale.span(block.first, block.last);
        let text_width = scale.text(&short);
        let width = width.max(3.0);
        // The name stands after the bar, or before it at the end of the drawing.
        let is_before = x + width + 5.0 + text_width > scale.width;
        let text_x = if is_before { (x - 5.0 - text_width).max(0.0) } else { x + width + 5.0 };
        let (begins, ends) = if is_before { (text_x, x + width) } else { (x, text_x + text_width) };
        let row =
            taken.iter().position(|row| row.iter().all(|(from, until)| ends + 8.0 < *from || begins > until + 8.0));
        let row = row.unwrap_or_else(|| {
            taken.push(Vec::new());
            taken.len() - 1
        });
        taken[row].push((begins, ends));
        let (tone, height) = match (&block.cause, block.loudness) {
            (Cause::School(_), _) => (Tone::School, 11.0),
            (_, Loudness::Strong) => (Tone::Strong, 11.0),
            (_, Loudness::Soft) => (Tone::Soft, 11.0),
            (_, Loudness::Note) => (Tone::Note, 3.0),
        };
        Piece {
            tone,
            x,
            y: tenth(from + DAY * row as f64 + (DAY - height) / 2.0),
            width,
            height,
            text: short,
            text_x: tenth(text_x),
            href: String::new(),
            title: label,
        }
    };
    let pieces = lane.blocks.iter().map(piece).collect();
    (pieces, taken.len())
}
