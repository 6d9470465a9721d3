//! What is suggested and what falls away (proeven), in the north before the summer of 2027.

use super::super::holiday::tests::{day as date, north};
use super::super::list::Codes;
use super::*;
use crate::domain::day::Effect;

const MUSLIM: &[Community] = &[Community::Muslim];

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn clock(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

fn search(first_day: &str, last_day: &str) -> Search<'static> {
    Search {
        region: Region::North,
        communities: MUSLIM,
        kits: &[],
        weekdays: &[],
        from: clock("19:30:00"),
        until: clock("21:30:00"),
        wall: at("2027-03-01 12:00"),
        lead_days: 21,
        first_day: date(first_day),
        last_day: date(last_day),
        has_room: false,
    }
}

fn feast(first: &str, last: &str) -> Day {
    Day {
        key: "eid_al_adha".to_owned(),
        edition: first[..4].to_owned(),
        name_nl: "Offerfeest".to_owned(),
        name_en: "Eid al-Adha".to_owned(),
        first_day: date(first),
        last_day: date(last),
        has_evening_before: true,
        effect: Effect::NoMeeting,
        uncertainty_days: 1,
        communities: Codes::new(["muslim"]),
        region: None,
        source: "test".to_owned(),
    }
}

fn prayer() -> WeeklyRule {
    WeeklyRule {
        key: "maghrib".to_owned(),
        name_nl: "Avondgebed".to_owned(),
        name_en: "Evening prayer".to_owned(),
        weekdays: Codes::default(),
        opens: "zon-10".parse().ok(),
        closes: "zon+20".parse().ok(),
        effect: Effect::Info,
        communities: Codes::new(["muslim"]),
        only_during: None,
        not_after: None,
        not_for_days: 0,
        source: "test".to_owned(),
    }
}

fn found(search: &Search<'_>, busy: &[Busy]) -> Found {
    let (holidays, days, weekly) = (north(), [feast("2027-05-16", "2027-05-19")], [prayer()]);
    find(search, &Almanac { holidays: &holidays, days: &days, weekly: &weekly }, busy, &[])
}

fn busy(starts: &str, ends: &str, takes: Takes) -> Busy {
    Busy { starts: at(starts), ends: at(ends), takes }
}

/// Why one date fell away.
fn why(search: &Search<'_>, busy: &[Busy], day: &str) -> Why {
    let found = found(search, busy);
    let fell = found.ruled_out.iter().find(|one| one.date == date(day));
    fell.unwrap_or_else(|| panic!("{day} fits")).why.clone()
}

#[test]
fn every_evening_of_the_period_is_suggested_or_fell_away_for_one_reason() {
    let found = found(&search("2027-03-01", "2027-07-09"), &[]);
    let suggested = found.suggestions.iter().map(|one| one.starts.date());
    let mut dates: Vec<NaiveDate> = suggested.chain(found.ruled_out.iter().map(|one| one.date)).collect();
    dates.sort_unstable();
    let all: Vec<NaiveDate> = date("2027-03-01").iter_days().take_while(|day| *day <= date("2027-07-09")).collect();
    assert_eq!(dates, all);
    assert_eq!((found.suggestions.len(), found.cut_after), (BEST, None));
}

#[test]
fn the_best_lie_in_the_middle_of_the_window_and_in_weeks_of_their_own() {
    let found = found(&search("2027-03-01", "2027-07-09"), &[]);
    assert!(found.suggestions.iter().all(|one| one.judgement.colour == Colour::Good));
    // Open from 17 April to 12 June; the middle, 15 May, is the evening before a feast.
    let first = &found.suggestions[0];
    assert_eq!(first.starts, at("2027-05-13 19:30"));
    assert!(first.merits.contains(&Merit::MiddleOfWindow) && first.merits.contains(&Merit::NoFeast));
    let weeks: Vec<_> = found.suggestions.iter().map(|one| week_of(one.starts.date())).collect();
    let apart: std::collections::BTreeSet<_> = weeks[..6].iter().collect();
    assert_eq!(apart.len(), 6, "{weeks:?}");
}

#[test]
fn a_week_gives_a_second_evening_before_a_late_one_is_suggested() {
    let few = found(&search("2027-05-31", "2027-06-19"), &[]);
    let late = |one: &Suggestion| one.judgement.colour == Colour::Late;
    let first_late = few.suggestions.iter().position(late);
    assert!(first_late.is_none_or(|at| at >= 4), "{first_late:?}");
    let only_late = found(&search("2027-06-14", "2027-06-19"), &[]);
    assert_eq!(only_late.suggestions.len(), 6);
    assert!(only_late.suggestions.iter().all(late));
}

#[test]
fn a_soft_warning_costs_places_and_a_strong_one_rules_out() {
    let around_feast = found(&search("2027-05-13", "2027-05-21"), &[]);
    let order: Vec<String> = around_feast.suggestions.iter().map(|one| one.starts.format("%d").to_string()).collect();
    // 14 and 20 May may be the feast if it moves a day.
    assert_eq!(order, ["13", "21", "14", "20"]);
    assert!(matches!(why(&search("2027-05-13", "2027-05-21"), &[], "2027-05-15"), Why::Warned(_)));
}

#[test]
fn a_feast_of_the_community_in_a_school_holiday_is_told_as_the_feast() {
    let (holidays, days) = (north(), [feast("2027-04-28", "2027-04-28")]);
    let found =
        find(&search("2027-04-26", "2027-05-02"), &Almanac { holidays: &holidays, days: &days, weekly: &[] }, &[], &[]);
    let why = |day: &str| &found.ruled_out.iter().find(|one| one.date == date(day)).expect("it fell away").why;
    assert!(matches!(why("2027-04-28"), Why::Warned(warning) if matches!(**warning, Warning::CommunityDay { .. })));
    assert!(matches!(why("2027-04-30"), Why::Warned(warning) if matches!(**warning, Warning::SchoolHoliday(_))));
}

#[test]
fn a_day_on_which_the_organisation_meets_at_another_hour_comes_after_a_clean_one() {
    let first = |busy: &[Busy]| found(&search("2027-05-10", "2027-05-14"), busy).suggestions[0].starts.date();
    let best = first(&[]);
    let morning = [10, 12].map(|hour| best.and_hms_opt(hour, 0, 0).unwrap());
    let taken = [Busy { starts: morning[0], ends: morning[1], takes: Takes::Own }];
    assert_ne!(first(&taken), best, "another day of the week is as good, and clean");
}

#[test]
fn a_day_close_to_another_evening_of_the_same_organisation_comes_later_and_says_near_what() {
    let period = search("2027-05-20", "2027-06-06");
    let around = [busy("2027-05-26 10:00", "2027-05-26 12:00", Takes::Own)];
    let found_around = found(&period, &around);
    let close = |day: &str| {
        let fits = found_around.suggestions.iter().find(|one| one.starts.date() == date(day));
        fits.map(|one| one.close.clone())
    };
    let first = found_around.suggestions[0].clone();
    assert_eq!((first.starts, first.close), (at("2027-06-02 19:30"), vec![]), "a week later is a rhythm");
    assert_eq!(
        found(&period, &[]).suggestions[0].starts,
        at("2027-05-21 19:30"),
        "without it an earlier day is better"
    );
    let fell = found_around.ruled_out.iter().filter(|one| one.why == Why::OthersAreFurther).count();
    let told = found_around.suggestions.iter().filter(|one| one.close == [date("2027-05-26")]).count();
    assert_eq!(fell + told, 13, "six days before, six after, and the day itself");
    assert_eq!(close("2027-06-02"), Some(vec![]));
    let beside = [busy("2027-05-26 10:00", "2027-05-26 12:00", Takes::Beside)];
    assert!(found(&period, &beside).suggestions.iter().all(|one| one.close.is_empty()), "of other parents");
}

#[test]
fn a_day_among_several_evenings_comes_after_one_close_to_a_single_one() {
    let thursdays = Search { weekdays: &[Weekday::Thursday], ..search("2027-05-27", "2027-06-03") };
    let morning = |day: &str| busy(&format!("{day} 10:00"), &format!("{day} 12:00"), Takes::Own);
    let first = |days: &[&str]| {
        let around: Vec<Busy> = days.iter().copied().map(morning).collect();
        found(&thursdays, &around).suggestions[0].starts.date()
    };
    assert_eq!(first(&["2027-05-25", "2027-06-05"]), date("2027-05-27"), "one each: nearer to the middle");
    assert_eq!(first(&["2027-05-22", "2027-05-24", "2027-05-25", "2027-06-05"]), date("2027-06-03"));
}

#[test]
fn no_week_gives_a_second_evening_while_another_good_week_has_none() {
    let weekdays = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday];
    let period = Search { weekdays: &weekdays, ..search("2027-05-10", "2027-05-20") };
    // The 20th may be the feast, the organisation meets that day, and a colleague is elsewhere at the hour.
    let crowded = [
        busy("2027-05-20 10:00", "2027-05-20 12:00", Takes::Own),
        busy("2027-05-20 20:00", "2027-05-20 22:00", Takes::Beside),
    ];
    let found = found(&period, &crowded);
    let order: Vec<String> = found.suggestions.iter().map(|one| one.starts.format("%d").to_string()).collect();
    assert_eq!(order[..2], ["13", "20"]);
}

#[test]
fn an_evening_elsewhere_at_that_hour_is_told_by_its_town_and_costs_nothing() {
    let day = search("2027-05-21", "2027-05-21");
    let elsewhere = [
        busy("2027-05-21 20:00", "2027-05-21 22:00", Takes::Elsewhere("Zwolle".to_owned())),
        busy("2027-05-21 21:00", "2027-05-21 22:00", Takes::Elsewhere("Ede".to_owned())),
        busy("2027-05-21 21:00", "2027-05-21 22:00", Takes::Beside),
        busy("2027-05-21 22:00", "2027-05-21 23:00", Takes::Elsewhere("Later".to_owned())),
    ];
    let one = found(&day, &elsewhere).suggestions[0].clone();
    assert_eq!((one.elsewhere, one.is_beside_another), (vec!["Ede".to_owned(), "Zwolle".to_owned()], true));
}

#[test]
fn each_date_that_falls_away_says_the_reason_that_decided() {
    let period = search("2027-03-01", "2027-07-09");
    let warned = |day| match why(&period, &[], day) {
        Why::Warned(warning) => *warning,
        other => panic!("{day}: {other:?}"),
    };
    assert!(matches!(warned("2027-04-28"), Warning::SchoolHoliday(holiday) if holiday.kind == HolidayKind::May));
    assert!(matches!(warned("2027-05-16"), Warning::CommunityDay { .. }));
    assert_eq!(why(&period, &[], "2027-03-21"), Why::TooSoon { ready: date("2027-03-22") });
    let too_early = window::Reason::TooEarly { opens: date("2027-04-17") };
    assert_eq!(why(&period, &[], "2027-03-22"), Why::Window(too_early));
    assert!(matches!(why(&period, &[], "2027-06-20"), Why::Window(window::Reason::CallFirst { .. })));
    assert_eq!(why(&period, &[], "2027-05-12"), Why::OthersAreBetter, "the day before the best, in the same week");
}

#[test]
fn a_taken_room_says_nothing_but_that_and_comes_before_a_person_and_ones_own_evening() {
    let period = search("2027-05-20", "2027-05-22");
    let elsewhere = [
        busy("2027-05-21 20:00", "2027-05-21 22:00", Takes::Own),
        busy("2027-05-21 18:00", "2027-05-21 20:00", Takes::Person("Hanna".to_owned())),
        busy("2027-05-21 21:00", "2027-05-21 23:00", Takes::Room),
    ];
    assert_eq!(why(&period, &elsewhere, "2027-05-21"), Why::RoomTaken);
    assert_eq!(why(&period, &elsewhere[..2], "2027-05-21"), Why::Person("Hanna".to_owned()));
    assert_eq!(why(&period, &elsewhere[..1], "2027-05-21"), Why::OwnEvening);
}

#[test]
fn what_ends_when_the_evening_begins_is_not_in_its_way_and_what_runs_past_midnight_is() {
    let day = search("2027-05-21", "2027-05-21");
    let around = [
        busy("2027-05-21 18:00", "2027-05-21 19:30", Takes::Room),
        busy("2027-05-21 21:30", "2027-05-21 23:00", Takes::Room),
    ];
    assert_eq!(found(&day, &around).suggestions.len(), 1);
    let night = Search { from: clock("23:00:00"), until: clock("00:30:00"), ..day };
    let after_midnight = [busy("2027-05-22 00:15", "2027-05-22 01:00", Takes::Room)];
    assert_eq!(why(&night, &after_midnight, "2027-05-21"), Why::RoomTaken);
    let all_week = [busy("2027-05-17 00:00", "2027-05-24 00:00", Takes::Room)];
    assert_eq!(why(&day, &all_week, "2027-05-21"), Why::RoomTaken);
}

#[test]
fn a_week_in_which_the_organisation_has_an_evening_comes_after_one_in_which_it_has_none() {
    let period = search("2027-05-20", "2027-05-27");
    let quiet = found(&period, &[]).suggestions[0].clone();
    assert!(quiet.starts == at("2027-05-21 19:30") && quiet.merits.contains(&Merit::QuietWeek));
    let own = [busy("2027-05-18 10:00", "2027-05-18 12:00", Takes::Own)];
    let first = found(&period, &own).suggestions[0].clone();
    // On the 24th the sun sets within ten minutes after the end.
    assert_eq!(first.starts, at("2027-05-25 19:30"));
}

#[test]
fn an_evening_that_is_over_before_sunset_says_so_where_a_prayer_follows_it() {
    let day = search("2027-06-10", "2027-06-10");
    let merits = |search: &Search<'_>| found(search, &[]).suggestions[0].merits.clone();
    let sun = sunset(date("2027-06-10"));
    assert!(merits(&day).contains(&Merit::BeforeSunset(sun)));
    assert!(!merits(&Search { communities: &[Community::Hindu], ..day }).contains(&Merit::BeforeSunset(sun)));
    let during = Search { from: clock("21:00:00"), until: clock("23:00:00"), ..day };
    assert_eq!(merits(&during).iter().filter(|merit| matches!(merit, Merit::BeforeSunset(_))).count(), 0);
}

#[test]
fn only_the_wished_weekdays_are_looked_at_and_no_more_than_four_hundred() {
    let tuesdays = Search { weekdays: &[Weekday::Tuesday], ..search("2027-03-01", "2027-07-09") };
    let found_tuesdays = found(&tuesdays, &[]);
    let is_tuesday = |date: NaiveDate| Weekday::of(date) == Weekday::Tuesday;
    assert!(found_tuesdays.suggestions.iter().all(|one| is_tuesday(one.starts.date())));
    assert!(found_tuesdays.ruled_out.iter().all(|one| is_tuesday(one.date)));
    let long = found(&search("2027-03-01", "2029-03-01"), &[]);
    assert_eq!(long.suggestions.len() + long.ruled_out.len(), MOST_CANDIDATES);
    assert_eq!(long.cut_after, Some(date("2028-04-03")));
}

#[test]
fn the_usual_period_runs_to_the_summer_that_can_still_be_prepared_for() {
    let period = |today| usual_period(date(today), Region::North, &north());
    assert_eq!(period("2027-03-01"), (date("2027-03-01"), date("2027-07-09")));
    assert_eq!(period("2027-05-28").1, date("2027-07-09"));
    assert_eq!(period("2027-05-29").1, date("2028-07-14"), "three weeks to prepare, and then it is too late");
    assert_eq!(period("2028-07-15").1, date("2029-07-15"), "no summer is known");
}
