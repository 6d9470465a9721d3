//! Good evenings for a host: found for her own community, chosen on a phone, proposed in her language.

use aantafel::domain::list::Codes;
use aantafel::language::{Language, date_in_words, day_and_month};
use aantafel::schema::{meeting, organisation};
use aantafel::store;
use aantafel::web::paths;
use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

use crate::browser::Page;
use crate::world::World;

const HOST: &str = "gastvrouw@demo";

/// The days that can be chosen on a page.
fn days(page: &Page) -> Vec<String> {
    let html = page.html();
    let boxes = html.split("name=\"day\" value=\"").skip(1);
    boxes.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

#[tokio::test]
async fn a_host_chooses_good_evenings_and_proposes_them_in_her_own_language() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    host.open("/ti/wij").await;
    assert!(host.page.links().contains(&"/ti/wij/avonden".to_owned()));
    host.open("/ti/wij/avonden").await;
    let t = Language::find("ti").unwrap().phrases();
    assert!(host.page.has("html[lang=ti]") && host.page.text().contains(t.evenings.title.as_str()));
    let found = days(&host.page);
    assert_eq!(found.len(), 10, "{}", host.page.text());
    assert!(found.is_sorted(), "in order of date: {found:?}");
    let days =
        ["2027-04-24", "2027-06-19"].map(|day| day_and_month(Language::find("ti").unwrap(), day.parse().unwrap()));
    let reason = t.assessment.in_window.with(&[("opens", &days[0]), ("closes", &days[1])]);
    assert_eq!(host.page.text().matches(reason.as_str()).count(), 1, "said once for all: {}", host.page.text());
    let no_feast = t.evenings.no_feast.as_str();
    assert_eq!(host.page.text().matches(no_feast).count(), 1, "and so is what is good about each");
    // The feast of her own community is no good evening.
    assert!(!found.contains(&"2027-05-02".to_owned()), "Orthodox Easter");
    let asking = host.page.form(t.evenings.propose.as_str());
    assert_eq!((asking.action.as_str(), asking.value("from")), ("/ti/wij/voorstel", "19:30"));
    let until = asking.value("until");
    host.open(&format!("/ti/wij/voorstel?from=19:30&until={until}&day={}&day={}", found[1], found[4])).await;
    assert_eq!(host.page.status, StatusCode::OK, "{}", host.page.address);
    let form = host.page.form(t.proposal.send.as_str());
    let filled = ["date_1", "from_1", "until_1", "date_2", "from_2", "until_2", "date_3"].map(|name| form.value(name));
    assert_eq!(filled, [&found[1], "19:30", "21:30", &found[4], "19:30", "21:30", ""]);
    assert!(!host.page.text().contains(t.evenings.too_many.as_str()));
    let partner = world.organisation_of("werker@demo");
    host.send(form.set("partner", partner.as_str())).await;
    assert!(host.page.text().contains(t.host_done.by_code("proposed").unwrap().as_str()), "{}", host.page.text());
    let scope = world.scope_of(HOST);
    let mine = world.database().read_now(|db| store::proposal::list(db, &scope, 1)).unwrap();
    let wished: Vec<_> =
        mine[0].wishes.iter().map(|wish| wish.starts_at.format("%Y-%m-%d %H:%M").to_string()).collect();
    assert_eq!(wished, [format!("{} 19:30", found[1]), format!("{} 19:30", found[4])]);
}

/// Working titles are Dutch, and the desk's own; a date is in the language that she reads.
#[tokio::test]
async fn her_other_evenings_are_named_by_their_dates_in_her_language_and_by_no_working_title() {
    let world = World::new();
    let mut own = world.meetings_of(HOST);
    own.retain(|own| own.plan.starts_at > world.clock.wall());
    own.sort_by_key(|own| !own.may_change());
    let dates = ["2027-05-25", "2027-05-26", "2027-05-26"].map(|day| day.parse::<NaiveDate>().unwrap());
    assert!(own.len() >= dates.len() && own[dates.len() - 1].may_change(), "{}", own.len());
    let far = std::iter::repeat(("2028-01-10".parse().unwrap(), 10));
    for (evening, (date, hour)) in own.iter().zip(dates.into_iter().zip([13, 17, 18]).chain(far)) {
        let starts = NaiveDate::and_hms_opt(&date, hour, 0, 0).unwrap();
        let hours = (meeting::starts_at.eq(starts), meeting::ends_at.eq(starts + TimeDelta::hours(2)));
        let write =
            |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&evening.head.id)).set(hours).execute(db)?);
        world.database().write_now(write).unwrap();
    }
    let arabic = Language::find("ar").unwrap();
    let t = &arabic.phrases().evenings;
    let mut host = world.signed_in(HOST).await;
    let mut notes = async |address: &str| {
        host.open(address).await;
        let names = host.page.all("main .note a > bdi");
        (host.page.all("main .note").join(" | "), names, host.page.text().contains(t.near_hint.as_str()))
    };
    let [first, second] = [dates[0], dates[1]].map(|date| day_and_month(arabic, date));
    let (card, names, is_asked) = notes("/ar/wij/avonden?first=2027-05-27&last=2027-05-27").await;
    assert_eq!(names[..3], [first.clone(), second.clone(), second.clone()], "{card}");
    assert!(card.contains(t.near.as_str()) && card.contains(&format!("{first}، {second}")) && is_asked, "{card}");
    let (form, names, _) = notes(&paths::host_of_meeting(arabic, &own[1].head.id, "wijzigen")).await;
    assert_eq!(names[..2], [format!("{second}، 18:00\u{2013}20:00"), first], "at the same time also the hours: {form}");
    for title in own.iter().map(|own| own.plan.working_title.as_str()) {
        assert!(!card.contains(title) && !form.contains(title), "{title}: {card} | {form}");
    }
    let (alone, _, is_asked) = notes("/ar/wij/avonden?first=2027-06-09&last=2027-06-09").await;
    let is_near = alone.contains(t.near.as_str());
    assert_eq!(is_asked, is_near, "asked only where an evening is close: {alone}");
}

/// A Tuesday that is good for one organisation is the feast of sacrifice for another.
#[tokio::test]
async fn a_feast_of_her_own_community_is_left_out_and_one_of_anothers_is_not() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    let feast = "2027-05-18".to_owned();
    host.open("/nl/wij/avonden?weekdays=di").await;
    let found = days(&host.page);
    assert!(found.contains(&feast) && found.len() < 10, "every good Tuesday is shown: {found:?}");
    let id = world.organisation_of(HOST);
    let muslim = organisation::communities.eq(Codes::new(["muslim"]));
    let write = |db: &mut store::Db| Ok(diesel::update(organisation::table.find(&id)).set(muslim).execute(db)?);
    world.database().write_now(write).unwrap();
    host.open("/nl/wij/avonden?weekdays=di").await;
    let left: Vec<String> = found.into_iter().filter(|day| *day != feast).collect();
    assert_eq!(days(&host.page), left, "{}", host.page.text());
}

#[tokio::test]
async fn a_day_on_which_she_has_an_evening_at_that_hour_is_left_out_and_one_at_another_hour_is_not() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    host.open("/nl/wij/avonden?weekdays=di").await;
    let found = days(&host.page);
    let day: NaiveDate = found.last().expect("a good Tuesday").parse().unwrap();
    let own = world.meeting(HOST, |own| own.may_change());
    for (hour, is_left_out) in [(20, true), (10, false)] {
        let starts = day.and_hms_opt(hour, 0, 0).unwrap();
        let hours = (meeting::starts_at.eq(starts), meeting::ends_at.eq(starts + TimeDelta::hours(2)));
        let write =
            |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&own.head.id)).set(hours).execute(db)?);
        world.database().write_now(write).unwrap();
        host.open("/nl/wij/avonden?weekdays=di").await;
        assert_eq!(!days(&host.page).contains(&day.to_string()), is_left_out, "{hour}: {}", host.page.text());
    }
}

#[tokio::test]
async fn only_the_days_and_hours_that_she_can_are_looked_at() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    host.open("/nl/wij/avonden?weekdays=do&from=09:30&until=11:30").await;
    let found = days(&host.page);
    assert!(!found.is_empty());
    for day in &found {
        let date: chrono::NaiveDate = day.parse().unwrap();
        assert_eq!(chrono::Datelike::weekday(&date), chrono::Weekday::Thu, "{day}");
    }
    assert!(host.page.text().contains("van 09.30 tot 11.30 uur"), "{}", host.page.text());
    assert!(host.page.form("Zoek").fields.contains(&("weekdays".to_owned(), "do".to_owned())), "what was chosen stays");
    host.open("/nl/wij/avonden?from=25:00&until=laat").await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(host.page.has("#from-problem") && host.page.has("#until-problem"));
    assert_eq!(host.page.form("Zoek").value("until"), "laat");
    host.open("/nl/wij/avonden?from=09:00&until=09:05").await;
    assert!(host.page.has("#until-problem"), "{}", host.page.text());
}

#[tokio::test]
async fn who_chooses_more_evenings_than_a_proposal_holds_is_told_which_are_in_it() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    let four = "day=2027-05-11&day=2027-05-12&day=2027-05-13&day=2027-05-14&from=10:00&until=12:00";
    host.open(&format!("/nl/wij/voorstel?{four}")).await;
    assert!(host.page.text().contains("U koos er meer dan drie"), "{}", host.page.text());
    let form = host.page.form("Stuur het voorstel");
    assert_eq!((form.value("date_3"), form.value("from_3")), ("2027-05-13", "10:00"));
    for hostile in ["day=%ff&day=x", "day=9999-99-99&from=%00", "day=2027-05-11&from=%3Cscript%3E", "&&=&day"] {
        host.open(&format!("/nl/wij/voorstel?{hostile}")).await;
        assert_eq!(host.page.status, StatusCode::OK, "{hostile}");
        assert!(!host.page.html().contains("<script"), "{hostile}");
    }
}

/// Typed by hand, a day that her community keeps is told before it is sent on; another's feast is not hers to mind.
#[tokio::test]
async fn a_day_on_which_her_parents_cannot_come_is_told_in_every_language_and_may_still_be_proposed() {
    let world = World::new();
    let (partner, scope) = (world.organisation_of("werker@demo"), world.scope_of(HOST));
    let kept = || world.database().read_now(|db| store::proposal::list(db, &scope, 50)).unwrap().len();
    let mut host = world.signed_in(HOST).await;
    for language in Language::written() {
        let (t, before) = (language.phrases(), kept());
        let feast = t.day.by_code("orthodox_easter").unwrap().as_str();
        let address = format!("/{}/voorstel?day=2027-05-18&day=2027-05-02", language.code);
        host.open(&address.replacen("/voorstel", "/wij/voorstel", 1)).await;
        assert!(!host.page.text().contains(feast), "{}: nothing before it was asked", language.code);
        let form = host.page.form(t.proposal.send.as_str()).set("partner", partner.as_str());
        host.send(form.clone()).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", language.code);
        let beside = host.page.all("#acknowledged-problem").join(" ");
        let days = ["2027-05-02", "2027-05-18"].map(|day| date_in_words(language, day.parse().unwrap()));
        assert!(beside.contains(feast) && beside.contains(&days[0]), "{beside}");
        assert!(!beside.contains(&days[1]), "the feast of another community: {beside}");
        assert_eq!(kept(), before);
        let again = host.page.form(t.proposal.send.as_str());
        assert_eq!(again.value("date_2"), "2027-05-02", "what was typed stays");
        host.send(again.set("acknowledged", "yes")).await;
        assert_eq!((host.page.status, kept()), (StatusCode::OK, before + 1), "{}", host.page.text());
    }
    host.open("/nl/wij/voorstel?day=2027-05-18").await;
    let (form, before) = (host.page.form("Stuur het voorstel").set("partner", partner.as_str()), kept());
    host.send(form).await;
    assert_eq!(kept(), before + 1, "{}", host.page.text());
}

#[tokio::test]
async fn whom_she_asks_is_filled_in_with_who_let_her_in_or_with_whom_her_last_evening_was() {
    let world = World::new();
    let own = world.organisation_of(HOST);
    let admitted = |by: Option<aantafel::domain::organisation::OrganisationId>| {
        let row = diesel::update(organisation::table.find(own.clone())).set(organisation::admitted_by.eq(by));
        assert_eq!(world.database().write_now(|db| Ok(row.execute(db)?)).unwrap(), 1);
    };
    let [worker, other] = ["werker@demo", "werker.groningen@demo"].map(|email| world.organisation_of(email));
    let asked = async || {
        let mut host = world.signed_in(HOST).await;
        host.open("/nl/wij/voorstel").await.form("Stuur het voorstel").value("partner").to_owned()
    };
    admitted(Some(other.clone()));
    assert_eq!(asked().await, other.as_str());
    admitted(None);
    let last =
        world.meetings_of(HOST).into_iter().filter(|own| !own.is_cancelled()).max_by_key(|own| own.plan.starts_at);
    assert_eq!(last.expect("she has an evening").head.support_id, worker);
    assert_eq!(asked().await, worker.as_str(), "with whom her last evening is");
    let row = diesel::update(organisation::table.find(worker.clone())).set(organisation::is_admitted.eq(false));
    assert_eq!(world.database().write_now(|db| Ok(row.execute(db)?)).unwrap(), 1);
    assert_eq!(asked().await, "", "who is no partner any more is not filled in");
}
