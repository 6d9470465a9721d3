//! The days of the sheet against the calendars they come from: two computi and three calendars of `icu_calendar`.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use icu_calendar::cal::hijri::UmmAlQura;
use icu_calendar::cal::{EthiopianEraStyle, Hijri};
use icu_calendar::{Calendar, Date, Iso};

use super::{all, date};
use crate::domain::day::Day;

const YEARS: std::ops::RangeInclusive<i32> = 2026..=2029;

fn days_of(key: &str) -> Vec<Day> {
    let found: Vec<Day> = all().days.into_iter().filter(|day| day.key == key).collect();
    assert!(!found.is_empty(), "{key}");
    found
}

/// Compares every year's first day, and the last day that comes so many days after it.
fn check(key: &str, expected: impl Fn(i32) -> NaiveDate, more_days: i64) {
    let found: Vec<_> = days_of(key).iter().map(|day| (day.first_day, day.last_day)).collect();
    let computed: Vec<_> = YEARS.map(&expected).map(|day| (day, day + TimeDelta::days(more_days))).collect();
    assert_eq!(found, computed, "{key}");
}

/// Western Easter, by the method of Butcher (1876).
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
    NaiveDate::from_ymd_opt(year, (n / 31).try_into().unwrap(), (n % 31 + 1).try_into().unwrap()).unwrap()
}

/// Eastern Easter, by the method of Meeus; thirteen days lie between the calendars until 2099.
fn orthodox_easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let n = d + (2 * a + 4 * b - d + 34) % 7 + 114;
    let julian = NaiveDate::from_ymd_opt(year, (n / 31).try_into().unwrap(), (n % 31 + 1).try_into().unwrap());
    julian.unwrap() + TimeDelta::days(13)
}

fn after(days: i64, feast: impl Fn(i32) -> NaiveDate) -> impl Fn(i32) -> NaiveDate {
    move |year| feast(year) + TimeDelta::days(days)
}

fn iso<C: Calendar>(day: Date<C>) -> NaiveDate {
    let day = day.to_calendar(Iso);
    let (year, month, day) = (day.year().extended_year(), day.month().ordinal, day.day_of_month().0);
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).unwrap()
}

/// The first day of this Hijri month that falls in the Gregorian year (Umm al-Qura, as tabulated).
fn hijri(month: u8, day: u8) -> impl Fn(i32) -> NaiveDate {
    move |year| {
        let of = |hijri_year| {
            iso(Date::try_new_hijri_with_calendar(hijri_year, month, day, Hijri::<UmmAlQura>::new_umm_al_qura())
                .unwrap())
        };
        (1440..1460).map(of).find(|found| found.year() == year).unwrap()
    }
}

fn ethiopian(month: u8, day: u8) -> impl Fn(i32) -> NaiveDate {
    move |year| {
        let style = EthiopianEraStyle::AmeteMihret;
        let of = |own_year| iso(Date::try_new_ethiopian(style, own_year, month, day).unwrap());
        (2010..2030).map(of).find(|found| found.year() == year).unwrap()
    }
}

fn persian(month: u8, day: u8) -> impl Fn(i32) -> NaiveDate {
    move |year| {
        let of = |own_year| iso(Date::try_new_persian(own_year, month, day).unwrap());
        (1400..1412).map(of).find(|found| found.year() == year).unwrap()
    }
}

#[test]
fn both_easters_and_all_that_hangs_on_them_are_where_the_computus_puts_them() {
    assert_eq!((easter(2027), orthodox_easter(2027)), (date("2027-03-28"), date("2027-05-02")));
    check("nl_carnaval", after(-49, easter), 2);
    check("nl_goede_vrijdag", after(-2, easter), 0);
    check("nl_pasen", easter, 1);
    check("nl_hemelvaart", after(39, easter), 1);
    check("nl_pinksteren", after(49, easter), 1);
    check("orthodox_good_friday", after(-2, orthodox_easter), 0);
    check("orthodox_easter", orthodox_easter, 1);
    check("orthodox_ascension", after(39, orthodox_easter), 0);
    check("orthodox_pentecost", after(49, orthodox_easter), 0);
    check("great_lent", after(-55, orthodox_easter), 54);
    check("great_lent_syriac", after(-48, orthodox_easter), 47);
    let apostles: Vec<_> = days_of("apostles_fast").iter().map(|day| day.first_day).collect();
    assert_eq!(apostles, YEARS.map(after(50, orthodox_easter)).collect::<Vec<_>>());
    assert!(days_of("apostles_fast").iter().all(|day| (day.last_day.month(), day.last_day.day()) == (7, 11)));
}

#[test]
fn the_islamic_days_are_those_of_umm_al_qura() {
    let ramadans: Vec<_> = days_of("ramadan").iter().map(|day| (day.first_day, day.last_day)).collect();
    let until_eid = |year| (hijri(9, 1)(year), hijri(10, 1)(year) - TimeDelta::days(1));
    assert_eq!(ramadans, YEARS.map(until_eid).collect::<Vec<_>>());
    check("laylat_al_qadr", after(25, hijri(9, 1)), 0);
    check("eid_al_fitr", hijri(10, 1), 2);
    check("eid_al_adha", hijri(12, 10), 3);
    check("islamic_new_year", hijri(1, 1), 0);
    check("muharram_evenings", hijri(1, 1), 8);
    check("ashura", hijri(1, 10), 0);
    check("mawlid", hijri(3, 12), 0);
}

#[test]
fn the_ethiopian_days_are_those_of_the_ethiopian_calendar() {
    check("timkat", ethiopian(5, 11), 0);
    check("enkutatash", ethiopian(1, 1), 0);
    check("meskel", ethiopian(1, 17), 0);
    check("genna_lidet", |year| NaiveDate::from_ymd_opt(year, 1, 7).unwrap(), 0);
    let fasts: Vec<_> = days_of("nativity_fast").iter().map(|day| day.first_day).collect();
    assert_eq!(fasts, (2025..=2029).map(ethiopian(3, 15)).collect::<Vec<_>>());
    assert!(days_of("nativity_fast").iter().all(|day| (day.last_day.month(), day.last_day.day()) == (1, 6)));
}

#[test]
fn the_persian_days_are_those_of_the_solar_calendar() {
    check("nowruz", persian(1, 1), 1);
    check("yalda", persian(9, 30), 0);
    let last_tuesday = |year| {
        let before_nowruz = persian(1, 1)(year).pred_opt().unwrap();
        let since_tuesday = before_nowruz.weekday().days_since(Weekday::Tue);
        before_nowruz - TimeDelta::days(since_tuesday.into())
    };
    check("chaharshanbe_suri", last_tuesday, 0);
    check("newroz", |year| NaiveDate::from_ymd_opt(year, 3, 21).unwrap(), 0);
}

#[test]
fn the_fixed_dutch_days_are_on_their_dates_and_kings_day_moves_off_a_sunday() {
    let on = |month, day| move |year| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    check("nl_nieuwjaar", on(1, 1), 0);
    check("nl_dodenherdenking", on(5, 4), 0);
    check("nl_bevrijdingsdag", on(5, 5), 0);
    check("nl_sinterklaas", on(12, 5), 0);
    check("nl_kerst", on(12, 25), 1);
    check("nl_oudjaar", on(12, 31), 0);
    let kings_day = |year| {
        let day = on(4, 27)(year);
        if day.weekday() == Weekday::Sun { day - TimeDelta::days(1) } else { day }
    };
    check("nl_koningsdag", kings_day, 0);
}

/// The moons decide and no calendar here computes them; Divali is the new moon in October or November.
#[test]
fn divali_is_in_its_season_and_may_move_a_day() {
    let days = days_of("diwali");
    assert_eq!(days.len(), 4);
    assert!(days.iter().all(|day| (10..=11).contains(&day.first_day.month()) && day.uncertainty_days == 1));
}
