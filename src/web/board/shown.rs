//! The board in words (in woorden): what a page, its table and the printed board all say.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::drawing::Drawing;
use super::sign::Sign;
use crate::domain::board::{Block, Board, Cause, Cell, Lane, Planned, Wished};
use crate::domain::holiday::Holiday;
use crate::domain::region::Region;
use crate::domain::warning::Loudness;
use crate::domain::window::Colour;
use crate::language::{Lang, day_and_month, month_name};
use crate::web::assessment::{self, colour_name, day_name, holiday_name, span};

pub struct Shown {
    pub sections: Vec<Section>,
    pub rows: Vec<Row>,
}

/// One region.
pub struct Section {
    pub code: &'static str,
    pub name: String,
    /// When evenings are good, late and too late.
    pub season: String,
    /// "7 bijeenkomsten, 2 plekken missen nog".
    pub counted: String,
    /// What the drawing shows.
    pub described: String,
    pub drawing: Drawing,
}

/// A week of the table, or some in which nothing happens.
pub struct Row {
    /// The month in which it begins, with the year.
    pub month: String,
    pub week: String,
    pub days: String,
    pub cells: Vec<CellShown>,
    /// The first of all in which an evening can be planned.
    pub is_first_good: bool,
}

pub struct CellShown {
    /// Empty when there is only one.
    pub region: String,
    /// How good the time is, and its badge.
    pub time: Option<(String, &'static str)>,
    /// Days in a good week on which nobody can come.
    pub minds: Vec<String>,
    pub days: Vec<String>,
    pub meetings: Vec<MeetingShown>,
    /// How many evenings, and how many days that are proposed, are not named.
    pub others: Vec<String>,
    /// Evenings that were not cancelled.
    pub number: usize,
    /// Where one plans an evening in a good week.
    pub offer: Option<String>,
}

impl CellShown {
    pub fn is_empty(&self) -> bool {
        self.time.is_none() && self.minds.is_empty() && self.days.is_empty() && self.meetings.is_empty()
    }
}

impl Row {
    /// Nothing is to be said of it but its days.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(CellShown::is_empty)
    }

    pub fn has_offer(&self) -> bool {
        self.cells.iter().any(|cell| cell.offer.is_some())
    }
}

/// An evening, or a day that somebody wishes for.
#[derive(Clone)]
pub struct MeetingShown {
    pub href: String,
    /// Of the month.
    pub day: u32,
    pub when: String,
    pub title: String,
    /// The language of the title, when it is not the page's.
    pub written_in: Option<Lang>,
    pub sign: Sign,
    pub state: String,
    pub badge: &'static str,
    pub place: String,
    /// For whom it is, or in which languages.
    pub about: String,
}

/// What is missing, under the evenings.
pub struct GapDrawn {
    pub label: String,
    /// What a pointer that rests on it is told.
    pub title: String,
    pub href: String,
}

/// Who looks, and when.
#[derive(Clone, Copy)]
pub struct Looking {
    pub language: Lang,
    pub today: NaiveDate,
    /// How many pixels a drawing may be wide.
    pub width: f64,
}

/// How those who look speak of their evenings, and what else they are shown.
pub trait Voice {
    fn meeting(&self, one: &Planned) -> MeetingShown;

    fn wish(&self, one: &Wished) -> MeetingShown;

    /// Where all proposals are, also those that the board has no room for.
    fn wishes(&self) -> String;

    /// Beside the number of evenings.
    fn also_counted(&self, _lane: &Lane) -> Option<String> {
        None
    }

    fn gaps(&self, _lane: &Lane) -> Vec<GapDrawn> {
        Vec::new()
    }

    /// Leads from these days, of which one is good, to a plan.
    fn offer(&self, _first: NaiveDate, _last: NaiveDate) -> Option<String> {
        None
    }
}

impl Shown {
    pub fn of(board: &Board, looking: Looking, voice: &impl Voice) -> Self {
        let of_week = |cell: &Cell| -> Vec<MeetingShown> {
            let wishes = cell.wishes.iter().map(|one| voice.wish(one));
            cell.meetings.iter().map(|one| voice.meeting(one)).chain(wishes).collect()
        };
        let of_weeks = |lane: &Lane| -> Vec<Vec<MeetingShown>> { lane.cells.iter().map(of_week).collect() };
        let said: Vec<Vec<Vec<MeetingShown>>> = board.lanes.iter().map(of_weeks).collect();
        let lanes = board.lanes.iter().zip(&said);
        // Without a region there is nothing to say week by week.
        let runs = if board.lanes.is_empty() { Vec::new() } else { board.runs() };
        let sections = lanes.map(|(lane, said)| section(board, lane, said, looking, voice)).collect();
        let mut rows: Vec<Row> = runs.into_iter().map(|run| row(board, &said, run, looking, voice)).collect();
        if let Some(first) = rows.iter_mut().find(|row| row.has_offer()) {
            first.is_first_good = true;
        }
        Self { sections, rows }
    }
}

fn section(board: &Board, lane: &Lane, said: &[Vec<MeetingShown>], looking: Looking, voice: &impl Voice) -> Section {
    let language = looking.language;
    let t = language.phrases();
    let season = lane.season.as_ref().map_or_else(
        || t.assessment.no_holiday_known.to_string(),
        |season| {
            t.board.season.with(&[
                ("opens", &day_and_month(language, season.opens)),
                ("closes", &day_and_month(language, season.closes)),
                ("late", &day_and_month(language, season.late_until)),
                ("summer", &day_and_month(language, season.summer.first_day)),
            ])
        },
    );
    let meetings = t.agenda.found.count(language, many(lane.number));
    let also = voice.also_counted(lane);
    let counted = also.map_or_else(|| meetings.clone(), |also| format!("{meetings}{}{also}", language.script.comma()));
    let name = region_name(lane.region, language);
    Section {
        code: lane.region.code(),
        described: t.board.describe.with(&[("region", &name), ("counted", &counted), ("season", &season)]),
        name,
        season,
        counted,
        drawing: Drawing::of(board, lane, (said, &voice.gaps(lane), &voice.wishes()), looking),
    }
}

fn row(
    board: &Board,
    said: &[Vec<Vec<MeetingShown>>],
    (first, last): (usize, usize),
    Looking { language, today, .. }: Looking,
    voice: &impl Voice,
) -> Row {
    let b = &language.phrases().board;
    let (monday, sunday) = (board.weeks[first], board.weeks[last] + TimeDelta::days(6));
    let number = |week: usize| board.weeks[week].iso_week().week();
    let offer = |lane: &Lane| {
        if lane.has_good_day(monday.max(today), sunday) { voice.offer(monday.max(today), sunday) } else { None }
    };
    let is_alone = board.lanes.len() == 1;
    let region = |lane: &Lane| if is_alone { String::new() } else { region_name(lane.region, language) };
    let lanes = board.lanes.iter().zip(said);
    Row {
        is_first_good: false,
        month: format!("{} {}", month_name(language, monday), monday.year()),
        week: if first == last {
            b.week_number.of(number(first))
        } else {
            b.weeks.with(&[("first", &number(first)), ("last", &number(last))])
        },
        days: span(monday, sunday, language),
        cells: lanes
            .map(|(lane, said)| CellShown {
                region: region(lane),
                offer: offer(lane),
                ..cell(lane, (&lane.cells[first], &said[first]), monday, (monday.max(today), sunday), language)
            })
            .collect(),
    }
}

fn cell(
    lane: &Lane,
    (week, said): (&Cell, &[MeetingShown]),
    monday: NaiveDate,
    (first, last): (NaiveDate, NaiveDate),
    language: Lang,
) -> CellShown {
    let t = language.phrases();
    let colour = lane.colour(monday).filter(|colour| *colour != Colour::Outside);
    let is_good = colour == Some(Colour::Good);
    // Good as the time before the holiday may be: a week with a feast says so, and one without a free day is not good.
    let is_to_mind = |block: &&Block| is_good && block.loudness != Loudness::Note;
    let (minds, days): (Vec<&Block>, Vec<&Block>) = lane.blocks_between(monday, last).partition(is_to_mind);
    let is_free = minds.is_empty() || lane.has_good_day(first, last);
    CellShown {
        region: String::new(),
        time: colour.filter(|_| is_free).map(|colour| (colour_name(colour, t).to_owned(), assessment::badge(colour))),
        minds: minds.into_iter().map(|block| t.board.mind.of(block_in_words(block, language))).collect(),
        days: days.into_iter().map(|block| block_in_words(block, language)).collect(),
        meetings: said.to_vec(),
        others: [(week.others, &t.board.others), (week.others_wished, &t.board.others_wished)]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, said)| said.count(language, many(number)))
            .collect(),
        number: week.number,
        offer: None,
    }
}

/// "Offerfeest, 16-19 mei, kan een dag schelen".
fn block_in_words(block: &Block, language: Lang) -> String {
    let comma = language.script.comma();
    let days = span(block.first, block.last, language);
    let doubt = match &block.cause {
        Cause::Day(day) if day.uncertainty_days > 0 => {
            format!("{comma}{}", language.phrases().assessment.uncertain)
        }
        _ => String::new(),
    };
    format!("{}{comma}{days}{doubt}", apart(&day_label(block, language), language))
}

pub fn day_label(block: &Block, language: Lang) -> String {
    match &block.cause {
        Cause::School(holiday) => school_holiday(holiday, language),
        Cause::Day(day) => day_name(day, language).to_owned(),
    }
}

fn school_holiday(holiday: &Holiday, language: Lang) -> String {
    let name = holiday_name(holiday, language);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// In a line that runs from right to left, what may run the other way stands apart.
pub fn apart(text: &str, language: Lang) -> String {
    if language.is_rtl() { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
}

/// As much of a text as fits, and a sign that there is more.
pub fn first_words(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters.saturating_sub(1)).collect();
    if cut.is_empty() { cut } else { format!("{}…", cut.trim_end()) }
}

pub fn region_name(region: Region, language: Lang) -> String {
    language.phrases().region.by_code(region.code()).map_or_else(String::new, ToString::to_string)
}

pub fn many(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
