//! A small board: what stands on it, what is told together, and when a gap is one.

use super::*;
use crate::domain::day::Effect;
use crate::domain::holiday::{HolidayKind, HolidayWindow, KindOfDate};
use crate::domain::window::Colour;
use crate::language::{Lang, Language};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2027-03-01")
}

fn holidays() -> Holidays {
    let of = |kind, region, first: &str, last: &str| Holiday {
        school_year: String::new(),
        kind,
        region,
        first_day: day(first),
        last_day: day(last),
        kind_of_date: KindOfDate::Fixed,
        source: String::new(),
        verified_on: None,
    };
    let usual = HolidayWindow {
        kind: HolidayKind::Summer,
        weight: 3,
        opens_weeks_before: 12,
        closes_weeks_before: 4,
        too_late_weeks_before: 3,
        source: String::new(),
    };
    let all = vec![
        of(HolidayKind::Summer, Region::North, "2027-07-10", "2027-08-22"),
        of(HolidayKind::Summer, Region::South, "2027-07-24", "2027-09-05"),
        of(HolidayKind::May, Region::North, "2027-04-24", "2027-05-02"),
    ];
    Holidays::new(all, vec![usual])
}

fn feast(key: &str, community: &str, first: &str, effect: Effect) -> Day {
    Day {
        key: key.to_owned(),
        edition: "2027".to_owned(),
        name_nl: key.to_owned(),
        name_en: key.to_owned(),
        first_day: day(first),
        last_day: day(first),
        has_evening_before: false,
        effect,
        uncertainty_days: 0,
        communities: Codes::new([community]),
        region: None,
        source: String::new(),
    }
}

fn language(code: &str) -> Lang {
    Language::find(code).unwrap()
}

fn organisation(number: u8) -> OrganisationId {
    OrganisationId::new(0, [number; 10])
}

fn partner(number: u8, municipality: &str, languages: &[&str]) -> Asked {
    Asked {
        who: Who::Partner,
        host_id: organisation(number),
        name: format!("Kring {number}"),
        communities: vec![Community::Muslim],
        languages: languages.iter().map(|code| language(code)).collect(),
        region: Region::North,
        province: "Groningen".to_owned(),
        municipality: municipality.to_owned(),
    }
}

fn planned(number: u8, host: u8, on: &str, municipality: &str, languages: &[&str]) -> Planned {
    Planned {
        id: MeetingId::new(0, [number; 10]),
        state: State::Draft,
        host_id: organisation(host),
        working_title: format!("Avond {number}"),
        starts_at: day(on).and_hms_opt(19, 30, 0).unwrap(),
        region: Region::North,
        municipality: municipality.to_owned(),
        languages: Codes::new(languages.iter().copied()),
        audience: MeetingAudience::Mothers,
    }
}

fn board(planned: Vec<Planned>, asked: Vec<Asked>) -> Board {
    let days = [
        feast("king", "everyone", "2027-04-27", Effect::NoMeeting),
        feast("eid", "muslim", "2027-05-16", Effect::NoMeeting),
        feast("easter", "orthodox_tewahedo", "2027-05-02", Effect::NoMeeting),
    ];
    let period = Period::of(today(), None, &[Region::North, Region::South], &holidays());
    Board::of(&period, planned, asked, &holidays(), &days)
}

/// The languages that are missing, by name.
fn gaps(planned: Vec<Planned>, asked: Vec<Asked>) -> Vec<(String, Vec<&'static str>)> {
    let gap = |gap: &Gap| (gap.asked.name.clone(), gap.languages.iter().map(|language| language.code).collect());
    board(planned, asked).lanes[0].gaps.iter().map(gap).collect()
}

#[test]
fn an_evening_inside_the_window_closes_the_gap_and_one_outside_or_cancelled_does_not() {
    let asked = || vec![partner(1, "Groningen", &["ar", "nl"])];
    let open = vec![("Kring 1".to_owned(), vec!["ar"])];
    assert_eq!(gaps(Vec::new(), asked()), open, "Dutch is nobody's gap");
    let on = |date| planned(1, 1, date, "Groningen", &["ar"]);
    for (date, is_closed) in [
        ("2027-04-16", false),
        ("2027-04-17", true),
        ("2027-06-12", true),
        ("2027-06-13", false),
        ("2027-06-20", false),
    ] {
        assert_eq!(gaps(vec![on(date)], asked()).is_empty(), is_closed, "{date}");
    }
    let inside = on("2027-05-20");
    assert_eq!(gaps(vec![Planned { state: State::Cancelled, ..inside.clone() }], asked()), open);
    assert_eq!(gaps(vec![Planned { audience: MeetingAudience::SchoolStaff, ..inside.clone() }], asked()), open);
    assert_eq!(gaps(vec![Planned { languages: Codes::new(["tr"]), ..inside }], asked()), open);
}

#[test]
fn a_gap_is_a_language_and_a_place_and_who_meets_elsewhere_has_an_evening() {
    let asked = vec![partner(1, "Groningen", &["ar", "so"]), partner(2, "Assen", &["ar"])];
    let of_first = planned(1, 1, "2027-05-20", "Haren", &["ar"]);
    assert_eq!(
        gaps(vec![of_first], asked.clone()),
        [("Kring 2".to_owned(), vec!["ar"]), ("Kring 1".to_owned(), vec!["so"])]
    );
    let by_another = planned(1, 9, "2027-05-20", " ASSEN", &["ar"]);
    assert_eq!(gaps(vec![by_another], asked), [("Kring 1".to_owned(), vec!["ar", "so"])]);
    assert_eq!(gaps(Vec::new(), vec![partner(3, "Assen", &["nl"])]), [("Kring 3".to_owned(), vec!["nl"])]);
}

#[test]
fn a_week_names_its_evenings_in_order_the_cancelled_last_to_be_named() {
    let mut many: Vec<Planned> = (1..=8).map(|number| planned(number, 1, "2027-05-20", "Assen", &["ar"])).collect();
    many[0].state = State::Cancelled;
    many[7].starts_at = day("2027-05-18").and_hms_opt(10, 0, 0).unwrap();
    let board = board(many, Vec::new());
    let week = board.weeks.iter().position(|monday| *monday == day("2027-05-17")).unwrap();
    let cell = &board.lanes[0].cells[week];
    assert_eq!((cell.meetings.len(), cell.others, cell.number, board.lanes[0].number), (MOST_NAMED, 2, 7, 7));
    assert!(cell.meetings.iter().all(|one| one.state != State::Cancelled));
    assert!(cell.meetings.is_sorted_by_key(|one| one.starts_at));
    assert_eq!(board.lanes[1].number, 0);
}

#[test]
fn the_days_in_the_way_are_those_of_everybody_and_of_the_partners_in_the_region() {
    let board = board(Vec::new(), vec![partner(1, "Groningen", &["ar"])]);
    let named = |lane: &Lane| -> Vec<String> {
        let name = |block: &Block| match &block.cause {
            Cause::School(holiday) => holiday.kind.code().to_owned(),
            Cause::Day(day) => day.key.clone(),
        };
        lane.blocks.iter().map(name).collect()
    };
    assert_eq!(named(&board.lanes[0]), ["mei", "king", "eid", "zomer"]);
    assert_eq!(named(&board.lanes[1]), ["king", "zomer"], "no partner there keeps a feast");
    assert!(board.lanes[0].blocks.iter().all(|block| block.loudness == Loudness::Strong));
}

#[test]
fn weeks_in_which_nothing_happens_are_told_together_and_every_week_once() {
    let empty = board(Vec::new(), Vec::new());
    let runs = empty.runs();
    assert_eq!(runs.iter().map(|(first, last)| last - first + 1).sum::<usize>(), empty.weeks.len());
    let with_one = board(vec![planned(1, 1, "2027-03-18", "Assen", &["ar"])], Vec::new());
    assert_eq!(with_one.runs()[..4], [(0, 1), (2, 2), (3, 4), (5, 6)]);
    assert_eq!(empty.runs()[..2], [(0, 4), (5, 6)], "March, and April until the window opens");
    assert_eq!(empty.lanes[0].colour(day("2027-05-17")), Some(Colour::Good));
}

#[test]
fn the_quiet_weeks_of_a_month_are_told_together_and_those_of_the_window_are_not() {
    let days = ["2027-03-25", "2027-05-20"].map(|on| feast("day", "everyone", on, Effect::NoMeeting));
    let period = Period::of(today(), None, &[Region::North], &holidays());
    let one = vec![planned(1, 1, "2027-03-10", "Assen", &["ar"])];
    let board = Board::of(&period, one, Vec::new(), &holidays(), &days);
    let runs = board.runs();
    assert_eq!(runs.iter().map(|(first, last)| last - first + 1).sum::<usize>(), board.weeks.len());
    // What is left of March with its feast, and April until the window opens.
    assert_eq!(runs[..4], [(0, 0), (1, 1), (2, 4), (5, 6)]);
    let feast = runs.iter().position(|run| board.weeks[run.0] == day("2027-05-17")).expect("the week of the feast");
    assert!(runs[4].0 == 7 && runs[feast].0 == runs[feast].1, "in the window a feast parts the weeks: {runs:?}");
}

#[test]
fn a_week_has_a_good_day_when_one_of_its_good_days_is_not_a_holiday_or_a_feast() {
    let north = &board(Vec::new(), Vec::new()).lanes[0];
    let has = |first, last| north.has_good_day(day(first), day(last));
    assert!(!has("2027-04-26", "2027-05-02"), "the May holiday");
    assert!(has("2027-04-26", "2027-05-03"), "the day after it");
    assert!(!has("2027-03-01", "2027-04-16"), "before the window");
    assert!(has("2027-06-12", "2027-06-30"), "its last day");
    assert!(!has("2027-06-13", "2027-06-30"));
}

#[test]
fn another_region_can_be_added_and_the_weeks_stay() {
    let mut period = Period::of(today(), None, &[Region::North], &holidays());
    let weeks: Vec<NaiveDate> = period.weeks().collect();
    for region in [Region::South, Region::South, Region::North] {
        period.also(region, &holidays());
    }
    assert_eq!(period.seasons.iter().map(|(region, _)| *region).collect::<Vec<_>>(), [Region::North, Region::South]);
    assert_eq!(period.seasons[1].1.as_ref().map(|season| season.opens), Some(day("2027-05-01")));
    assert_eq!(period.weeks().collect::<Vec<_>>(), weeks);
}

#[test]
fn without_a_known_summer_there_is_no_window_and_no_gap() {
    let period = Period::of(today(), Some(2040), &[Region::North], &holidays());
    let board = Board::of(&period, Vec::new(), vec![partner(1, "Assen", &["ar"])], &holidays(), &[]);
    assert_eq!((board.lanes[0].season.clone(), board.lanes[0].gaps.len()), (None, 0));
}
