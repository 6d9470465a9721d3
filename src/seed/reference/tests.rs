//! Tests of the shipped sheets: that they can be read, and that what they say agrees with other ways to know it.

mod calendars;

use chrono::NaiveDate;

use super::*;
use crate::domain::day::{Community, Effect, Weekday};
use crate::domain::holiday::Implausible;
use crate::domain::region::{Level, Region, Suggestion, provinces};
use crate::domain::warning::{Evening, Warning, warnings};
use crate::domain::window::{Colour, judge};

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn all() -> Reference {
    shipped().unwrap()
}

#[test]
fn five_school_years_in_three_regions_are_whole_and_plausible() {
    let reference = all();
    assert_eq!(reference.holidays.len(), 5 * 3 * 5 + 4 * 3);
    assert_eq!(reference.known_holidays().check(), []);
    assert_eq!(reference.known_holidays().last_known_summer().unwrap().first_day, date("2030-07-20"));
}

#[test]
fn a_mistake_that_was_seen_in_a_public_table_is_found_when_it_is_planted() {
    let sheet = include_str!("../../../seed-data/holidays.csv");
    let found = |from: &str, to: &str| {
        assert!(sheet.contains(from));
        Holidays::new(holidays(&sheet.replacen(from, to, 1)).unwrap(), Vec::new()).check()
    };
    let march = found("voorjaar,zuid,2027-02-13,2027-02-21", "voorjaar,zuid,2027-02-13,2027-03-21");
    assert!(matches!(march.as_slice(), [Implausible::WrongLength { days: 37, .. }]), "{march:?}");
    let swapped = found("zomer,noord,2028-07-15,2028-08-27", "zomer,noord,2028-07-29,2028-09-10");
    assert!(matches!(swapped.as_slice(), [Implausible::SummerJumps { region: Region::North, .. }, ..]), "{swapped:?}");
}

#[test]
fn the_summer_windows_are_those_that_the_field_worked_out() {
    let holidays = all().known_holidays();
    let windows = [
        (Region::North, "2027-04-17", "2027-06-12"),
        (Region::Middle, "2027-04-24", "2027-06-19"),
        (Region::South, "2027-05-01", "2027-06-26"),
        (Region::North, "2028-04-22", "2028-06-17"),
        (Region::Middle, "2028-04-15", "2028-06-10"),
        (Region::South, "2028-04-29", "2028-06-24"),
        (Region::North, "2029-04-28", "2029-06-23"),
        (Region::Middle, "2029-04-14", "2029-06-09"),
        (Region::South, "2029-04-21", "2029-06-16"),
    ];
    for (region, opens, closes) in windows {
        let colour = |date: NaiveDate| judge(date, region, &[], &holidays).colour;
        let (opens, closes) = (date(opens), date(closes));
        assert_eq!(colour(opens.pred_opt().unwrap()), Colour::Outside, "before {opens}");
        assert_eq!(colour(opens), Colour::Good, "{opens}");
        assert_eq!(colour(closes), Colour::Good, "{closes}");
        assert_eq!(colour(closes.succ_opt().unwrap()), Colour::Late, "after {closes}");
    }
}

/// What is said in the middle of the country from seven to nine, each by its key.
fn said(day: &str, communities: &[Community]) -> Vec<String> {
    let reference = all();
    let at = |hour| date(day).and_hms_opt(hour, 0, 0).unwrap();
    let plan = Evening { starts: at(19), ends: at(21), region: Region::Middle, communities };
    let key = |warning: &Warning| match warning {
        Warning::SchoolHoliday(holiday) => holiday.kind.code().to_owned(),
        Warning::PublicDay { day, .. } | Warning::CommunityDay { day, .. } | Warning::Fast(day) => day.key.clone(),
        Warning::Weekly(rule) | Warning::Food(rule) | Warning::AroundSunset { rule, .. } => rule.key.clone(),
    };
    let found = warnings(&plan, &reference.known_holidays(), &reference.days, &reference.weekly_rules);
    found.iter().map(key).collect()
}

#[test]
fn the_offerfeest_of_2027_is_warned_of_from_the_evening_before_with_a_day_to_spare() {
    let muslim = [Community::Muslim];
    let is_said = |day: &str| said(day, &muslim).contains(&"eid_al_adha".to_owned());
    assert!(!is_said("2027-05-13"));
    for day in ["2027-05-14", "2027-05-15", "2027-05-16", "2027-05-19", "2027-05-20"] {
        assert!(is_said(day), "{day}");
    }
    assert!(!is_said("2027-05-21"));
    assert_eq!(said("2027-05-17", &[]), ["nl_pinksteren"]);
}

#[test]
fn the_free_weeks_of_2027_are_free_and_the_blocked_ones_are_not() {
    let free = ["2027-05-11", "2027-05-13", "2027-05-24", "2027-06-02", "2027-06-08", "2027-06-18"];
    for day in free {
        assert_eq!(said(day, &[]), Vec::<String>::new(), "{day}");
        assert_eq!(said(day, &[Community::OrthodoxTewahedo]), Vec::<String>::new(), "{day}");
    }
    assert_eq!(said("2027-05-03", &[Community::OrthodoxTewahedo]), ["mei_adviesweek", "orthodox_easter"]);
    assert_eq!(said("2027-06-10", &[Community::Shia])[0], "muharram_evenings");
    assert!(!said("2027-06-10", &[Community::Muslim]).contains(&"muharram_evenings".to_owned()));
}

#[test]
fn an_orthodox_fast_concerns_the_food_and_the_weekly_one_stops_for_fifty_days_after_easter() {
    let tewahedo = [Community::OrthodoxTewahedo];
    assert_eq!(said("2027-04-14", &tewahedo), ["great_lent"]);
    assert_eq!(said("2027-05-19", &tewahedo), Vec::<String>::new());
    assert_eq!(said("2027-06-23", &tewahedo), ["apostles_fast"]);
    assert_eq!(said("2027-10-13", &tewahedo), ["orthodox_fast_days"]);
}

#[test]
fn the_rules_that_the_planner_knows_by_name_are_in_the_sheet() {
    use crate::domain::warning::{BY_DAY, WITHOUT_ANIMALS};
    let rules = all().weekly_rules;
    for key in [WITHOUT_ANIMALS, BY_DAY] {
        assert!(rules.iter().any(|rule| rule.key == key && rule.effect == Effect::Catering), "{key}");
    }
}

#[test]
fn all_community_words_and_effects_are_used_and_every_named_day_exists() {
    let reference = all();
    let used = |community: &Community| {
        let has = |codes: &crate::domain::list::Codes| codes.contains(community.code());
        reference.days.iter().any(|day| has(&day.communities))
            || reference.weekly_rules.iter().any(|rule| has(&rule.communities))
    };
    assert!(Community::ALL.iter().all(used));
    assert!(Effect::ALL.iter().all(|effect| reference.days.iter().any(|day| day.effect == *effect)));
    let named = reference.weekly_rules.iter().flat_map(|rule| rule.only_during.iter().chain(&rule.not_after));
    for key in named {
        assert!(reference.days.iter().any(|day| day.key == *key), "{key}");
    }
    let friday = reference.weekly_rules.iter().find(|rule| rule.key == "fri_midday").unwrap();
    assert!(friday.weekdays.contains(Weekday::Friday.code()));
}

#[test]
fn every_province_has_a_region_and_the_mixed_municipalities_ask_the_school() {
    let places = all().places;
    assert_eq!(provinces(&places).len(), 12);
    assert!(places.iter().filter(|place| place.level == Level::Province).all(|place| place.region.is_some()));
    let suggest = |province, municipality| Region::suggest(province, municipality, &places);
    assert_eq!(suggest("Gelderland", "Arnhem"), Suggestion::Region(Region::South));
    assert_eq!(suggest("Gelderland", "Apeldoorn"), Suggestion::Region(Region::Middle));
    assert_eq!(suggest("Gelderland", "Hattem"), Suggestion::Region(Region::North));
    assert_eq!(suggest("Flevoland", "Zeewolde"), Suggestion::Region(Region::Middle));
    assert_eq!(suggest("Utrecht", "Utrecht"), Suggestion::Region(Region::Middle));
    let mixed = [
        ("Noord-Brabant", "Altena"),
        ("Gelderland", "Neder-Betuwe"),
        ("Gelderland", "Montferland"),
        ("Gelderland", "Tiel"),
        ("Utrecht", "De Ronde Venen"),
    ];
    for (province, municipality) in mixed {
        assert!(
            matches!(suggest(province, municipality), Suggestion::Mixed(note) if note.contains("vraag het de school"))
        );
    }
}

#[test]
fn the_help_page_has_its_five_contacts_and_parents_read_no_number_for_professionals() {
    let contacts = all().contacts;
    let keys = |chosen: &dyn Fn(&Contact) -> bool| -> Vec<String> {
        contacts.iter().filter(|contact| chosen(contact)).map(|contact| contact.key.clone()).collect()
    };
    assert_eq!(
        keys(&|contact| contact.for_help_page),
        ["alarm", "veilig_thuis", "kindertelefoon", "fier_chat", "nlww_phone", "nlww_whatsapp"]
    );
    assert_eq!(keys(&|contact| contact.for_parents), ["alarm", "veilig_thuis", "veilig_thuis_chat"]);
    assert_eq!(keys(&|contact| contact.is_also_from_abroad), ["nlww_phone", "nlww_whatsapp"]);
    assert!(contacts.iter().all(|contact| !contact.value.contains("trouwentegenjewil")));
    assert!(contacts.windows(2).all(|two| two[0].place < two[1].place));
}

#[test]
fn each_demo_place_has_parenting_support_and_school_attendance_with_numbers_that_reach_nobody() {
    let local = shipped_local_contacts().unwrap();
    for place in ["Utrecht", "Groningen", "Amsterdam", "Arnhem", "Eindhoven", "Tilburg", "Rotterdam", "Zwolle"] {
        assert_eq!(local.iter().filter(|contact| contact.is_in(place)).count(), 2, "{place}");
    }
    assert!(local.iter().all(|contact| contact.phone.contains("-000 00 0") && !contact.hours.hours().is_empty()));
}

#[test]
fn every_row_says_where_it_comes_from() {
    let reference = all();
    let sources = reference.holidays.iter().map(|row| &row.source);
    let sources = sources.chain(reference.windows.iter().map(|row| &row.source));
    let sources = sources.chain(reference.places.iter().map(|row| &row.source));
    let sources = sources.chain(reference.days.iter().map(|row| &row.source));
    let sources = sources.chain(reference.weekly_rules.iter().map(|row| &row.source));
    let mut sources = sources.chain(reference.contacts.iter().map(|row| &row.source));
    assert!(sources.all(|source| !source.is_empty()));
}

#[test]
fn a_wrong_row_is_named_by_file_line_and_reason() {
    let header = "school_year,kind,region,first_day,last_day,kind_of_date,source,verified_on\n";
    let good = "2026-2027,mei,zuid,2027-04-24,2027-05-02,vast,test,\n";
    let said = |rows: &str| holidays(&format!("{header}{rows}")).unwrap_err().to_string();
    assert_eq!(said(&format!("{good}{good}")), "holidays.csv, line 3: this row is there twice");
    let error = said(&format!("{good}{}", good.replace("zuid", "zuiden")));
    assert!(error.starts_with("holidays.csv, line 3: unknown Region: \"zuiden\""), "{error}");
    let error = said(&good.replace("2027-05-02", "2 mei"));
    assert!(error.starts_with("holidays.csv, line 2: "), "{error}");
    assert_eq!(said("2026-2027,mei,zuid\n"), "holidays.csv, line 2: 3 columns instead of 8");
    let error = said(&good.replace("2027-05-02", "2027-04-02"));
    assert_eq!(error, "holidays.csv, line 2: the dates or numbers of this row are not in order");
}
