//! The board in words (in woorden): what the page, its table and the printed board all say.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::drawing::Drawing;
use crate::domain::board::{Block, Board, Cause, Gap, Lane, Planned, Who};
use crate::domain::holiday::Holiday;
use crate::domain::window::Colour;
use crate::language::{Lang, Language, day_and_month, month_name, time, weekday_name};
use crate::web::assessment::{self, colour_name, day_name, holiday_name, span};
use crate::web::desk::meeting::staff_name;
use crate::web::desk::meeting::view::{state_badge, state_name};
use crate::web::paths;

/// Where regions stand beside each other, more gaps of one are told by their number.
const MOST_GAPS: usize = 24;

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
    pub gaps: Vec<GapShown>,
    /// Why there are none, or how many more.
    pub about_gaps: String,
}

pub struct GapShown {
    pub languages: String,
    pub place: String,
    pub who: String,
    pub href: String,
    /// What the link does.
    pub plan: String,
}

/// A week of the table, or some in which nothing happens.
pub struct Row {
    /// The month in which it begins, with the year.
    pub month: String,
    pub week: String,
    pub days: String,
    pub cells: Vec<CellShown>,
}

pub struct CellShown {
    pub region: String,
    /// How good the time is, and its badge.
    pub time: Option<(String, &'static str)>,
    pub days: Vec<String>,
    pub meetings: Vec<MeetingShown>,
    pub others: Option<String>,
}

impl CellShown {
    pub fn is_empty(&self) -> bool {
        self.time.is_none() && self.days.is_empty() && self.meetings.is_empty()
    }
}

#[derive(Clone)]
pub struct MeetingShown {
    pub href: String,
    pub when: String,
    pub title: String,
    pub state: String,
    pub badge: &'static str,
    pub place: String,
    pub languages: String,
}

/// Who looks, and when.
pub struct Looking {
    pub language: Lang,
    pub today: NaiveDate,
    /// A self-organisation plans with a support, not with itself.
    pub is_host: bool,
}

impl Shown {
    pub fn of(board: &Board, looking: &Looking) -> Self {
        let said: Vec<Vec<Vec<MeetingShown>>> =
            board.lanes.iter().map(|lane| of_weeks(lane, looking.language)).collect();
        let is_alone = board.lanes.len() == 1;
        Self {
            sections: board
                .lanes
                .iter()
                .zip(&said)
                .map(|(lane, said)| section(board, lane, said, looking, is_alone))
                .collect(),
            rows: board.runs().into_iter().map(|run| row(board, &said, run, looking.language)).collect(),
        }
    }
}

fn of_weeks(lane: &Lane, language: Lang) -> Vec<Vec<MeetingShown>> {
    lane.cells.iter().map(|cell| cell.meetings.iter().map(|one| meeting(one, language)).collect()).collect()
}

fn meeting(one: &Planned, language: Lang) -> MeetingShown {
    let date = one.starts_at.date();
    let spoken = one.languages.iter().filter_map(Language::find).map(|spoken| staff_name(spoken, language));
    MeetingShown {
        href: paths::meeting(&one.id),
        when: format!(
            "{} {} {}",
            weekday_name(language, date),
            day_and_month(language, date),
            time(language, one.starts_at.time())
        ),
        title: one.working_title.clone(),
        state: state_name(one.state, language.desk()),
        badge: state_badge(one.state),
        place: one.municipality.clone(),
        languages: spoken.collect::<Vec<_>>().join(", "),
    }
}

fn section(board: &Board, lane: &Lane, said: &[Vec<MeetingShown>], looking: &Looking, is_alone: bool) -> Section {
    let (language, d) = (looking.language, &looking.language.desk().board);
    let hrefs: Vec<String> = lane.gaps.iter().map(|gap| plan(gap, lane, looking)).collect();
    let most = if is_alone { usize::MAX } else { MOST_GAPS };
    let season = lane.season.as_ref().map_or_else(
        || d.season_unknown.to_string(),
        |season| {
            d.season.with(&[
                ("opens", &day_and_month(language, season.opens)),
                ("closes", &day_and_month(language, season.closes)),
                ("late", &day_and_month(language, season.late_until)),
                ("summer", &day_and_month(language, season.summer.first_day)),
            ])
        },
    );
    let (meetings, gaps) = (d.meetings.count(language, many(lane.number)), many(lane.gaps.len()));
    let counted = if gaps == 0 { meetings } else { format!("{meetings}, {}", d.gaps.count(language, gaps)) };
    let name = region_name(lane, language);
    Section {
        code: lane.region.code(),
        described: d.describe.with(&[("region", &name), ("counted", &counted), ("season", &season)]),
        name,
        season,
        counted,
        about_gaps: match lane.gaps.len() {
            0 if lane.season.is_none() => String::new(),
            0 if lane.asking == 0 => d.nobody_asks.to_string(),
            0 => d.no_gaps.to_string(),
            number if number > most => d.more_gaps.of(number - most),
            _ => String::new(),
        },
        gaps: lane.gaps.iter().zip(&hrefs).take(most).map(|(gap, href)| gap_shown(gap, href, looking)).collect(),
        drawing: Drawing::of(board, lane, (said, &hrefs), looking.today, language),
    }
}

fn gap_shown(gap: &Gap, href: &str, looking: &Looking) -> GapShown {
    let d = &looking.language.desk().board;
    let is_wish = matches!(gap.asked.who, Who::Wish(_));
    GapShown {
        languages: languages(&gap.languages, looking.language),
        place: gap.asked.municipality.clone(),
        who: if is_wish { d.wish.of(&gap.asked.name) } else { gap.asked.name.clone() },
        href: href.to_owned(),
        plan: match (looking.is_host, is_wish) {
            (true, true) => d.look_at_wish.to_string(),
            (true, false) => looking.language.desk().home.plan.to_string(),
            (false, _) => d.plan.to_string(),
        },
    }
}

/// A search for evenings in what is left of the window, or for a self-organisation the form itself; both filled in.
fn plan(gap: &Gap, lane: &Lane, looking: &Looking) -> String {
    let asked = &gap.asked;
    let mut fields = vec![
        ("province", asked.province.as_str()),
        ("municipality", &asked.municipality),
        ("region", asked.region.code()),
    ];
    if looking.is_host {
        if let Who::Wish(head) = &asked.who {
            return paths::proposal(&head.id);
        }
        let spoken = asked.languages.iter().map(|language| ("languages", language.code));
        fields.extend(spoken);
        return paths::filled(&format!("{}/new", paths::MEETINGS), fields);
    }
    fields.push(("partner", asked.host_id.as_str()));
    if let Who::Wish(head) = &asked.who {
        fields.extend([("voorstel", head.id.as_str()), ("audience", head.audience.code()), ("venue", &head.venue)]);
    }
    let days =
        lane.season.as_ref().filter(|season| season.closes > looking.today).map(|season| {
            [season.opens.max(looking.today), season.closes].map(|day| day.format("%Y-%m-%d").to_string())
        });
    if let Some([first, last]) = &days {
        fields.extend([("first", first.as_str()), ("last", last)]);
    }
    paths::filled(paths::SUGGESTIONS, fields)
}

fn row(board: &Board, said: &[Vec<Vec<MeetingShown>>], (first, last): (usize, usize), language: Lang) -> Row {
    let d = &language.desk().board;
    let (monday, sunday) = (board.weeks[first], board.weeks[last] + TimeDelta::days(6));
    let number = |week: usize| board.weeks[week].iso_week().week();
    Row {
        month: format!("{} {}", month_name(language, monday), monday.year()),
        week: if first == last {
            d.week_number.of(number(first))
        } else {
            d.weeks.with(&[("first", &number(first)), ("last", &number(last))])
        },
        days: span(monday, sunday, language),
        cells: board
            .lanes
            .iter()
            .zip(said)
            .map(|(lane, said)| cell(lane, &said[first], monday, first, language))
            .collect(),
    }
}

fn cell(lane: &Lane, said: &[MeetingShown], monday: NaiveDate, week: usize, language: Lang) -> CellShown {
    let d = &language.desk().board;
    let others = lane.cells[week].others;
    let is_worth_telling = |colour: &Colour| *colour != Colour::Outside;
    CellShown {
        region: region_name(lane, language),
        time: lane
            .colour(monday)
            .filter(is_worth_telling)
            .map(|colour| (colour_name(colour, language.phrases()).to_owned(), assessment::badge(colour))),
        days: lane.blocks_of(monday).map(|block| block_in_words(block, language)).collect(),
        meetings: said.to_vec(),
        others: (others > 0).then(|| d.others.count(language, many(others))),
    }
}

/// "Offerfeest, 16-19 mei, kan een dag schelen".
fn block_in_words(block: &Block, language: Lang) -> String {
    let days = span(block.first, block.last, language);
    let doubt = match &block.cause {
        Cause::Day(day) if day.uncertainty_days > 0 => format!(", {}", language.phrases().assessment.uncertain),
        _ => String::new(),
    };
    format!("{}, {days}{doubt}", day_label(block, language))
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

/// "Tigrinya, Amhaars, Utrecht".
pub fn gap_label(gap: &Gap, language: Lang) -> String {
    format!("{}, {}", gap.asked.municipality, languages(&gap.languages, language))
}

/// As much of a text as fits, and a sign that there is more.
pub fn first_words(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters.saturating_sub(1)).collect();
    if cut.is_empty() { cut } else { format!("{}…", cut.trim_end()) }
}

fn languages(spoken: &[Lang], language: Lang) -> String {
    spoken.iter().map(|spoken| staff_name(spoken, language)).collect::<Vec<_>>().join(", ")
}

fn region_name(lane: &Lane, language: Lang) -> String {
    language.phrases().region.by_code(lane.region.code()).map_or_else(String::new, ToString::to_string)
}

fn many(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
