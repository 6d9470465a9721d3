//! When people and rooms are free: typed or from a calendar, used by the search for evenings, and told to nobody.

mod calendar;
mod planning;

use aantafel::domain::account::Account;
use aantafel::domain::availability::{
    Address, Availability, AvailabilityId, Source, Subscription, Window, WindowId, dated, weekly,
};
use aantafel::domain::day::Weekday;
use aantafel::domain::plan::Plan;
use aantafel::schema::meeting_person;
use aantafel::store;
use axum::http::StatusCode;
use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

use crate::browser::{Browser, Form, Page};
use crate::rows;
use crate::world::World;

const PAGE: &str = "/desk/beschikbaarheid";
const OWN: &str = "/desk/beschikbaarheid/ik";

/// The form that goes there; of two, the one with this kind.
pub fn form_to(page: &Page, action: &str, kind: Option<&str>) -> Form {
    let is_it = |form: &Form| {
        form.action == action && kind.is_none_or(|kind| (kind == "weekly") == (form.value("kind") == "weekly"))
    };
    page.forms().into_iter().find(is_it).unwrap_or_else(|| panic!("no form to {action}: {}", page.text()))
}

async fn every_week(browser: &mut Browser, address: &str, days: &[&str], opens: &str, closes: &str) {
    let page = if address == OWN { PAGE } else { address };
    browser.open(page).await;
    let form = form_to(&browser.page, &format!("{address}/uren"), Some("weekly"));
    let form = days.iter().fold(form, |form, day| form.add("weekdays", day));
    browser.send(form.set("opens", opens).set("closes", closes)).await;
}

async fn put(browser: &mut Browser, address: &str, file: &[u8]) -> StatusCode {
    browser.open(if address == OWN { PAGE } else { address }).await;
    let form = form_to(&browser.page, &format!("{address}/bestand"), None);
    browser.send_files(form, &[("calendar", "agenda.ics", file)]).await.status
}

/// A calendar of one appointment, with words that nobody may keep.
pub fn ics(lines: &str) -> String {
    let lines = lines.replace('\n', "\r\n");
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:geheimnummer@example.org\r\n\
         SUMMARY:Tandarts Zilverspar\r\nLOCATION:Zilversparlaan 3\r\nATTENDEE;CN=Zilverspar:mailto:zilverspar@example.org\r\n\
         DESCRIPTION:Zilverspar\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

/// A room of an organisation, with hours on Tuesdays, a file that was read, and a calendar that is to be.
pub fn room(world: &World, id: &str, email: &str, window: &str) {
    let hall = if id.ends_with("f1") { "Zaal 2" } else { "Zaal 3" };
    let id: AvailabilityId = id.parse().expect("an identifier");
    let (scope, now) = (world.scope_of(email), world.clock.utc());
    let account = world.account_of(email);
    let row = Availability {
        account_id: None,
        room_key: Some(Plan::room_key("Utrecht", "Buurthuis De Kade", hall)),
        municipality: "Utrecht".to_owned(),
        venue: "Buurthuis De Kade".to_owned(),
        room: hall.to_owned(),
        ..Availability::of_account(id.clone(), account.organisation_id, account.id, now)
    };
    let window: WindowId = window.parse().expect("an identifier");
    let windows = [Window { id: window, ..tuesday(&id) }];
    let night = |hour| NaiveDate::from_ymd_opt(2027, 1, 6).and_then(|day| day.and_hms_opt(hour, 0, 0)).expect("a time");
    let taken = (night(3), night(4));
    let address = Address::parse("https://kalender.example.org/zaal.ics").expect("an address");
    let kept = world.database().write_now(|db| {
        store::availability::add_room(db, &scope, &row)?;
        store::availability::replace_busy(db, &id, Source::File, &[taken])?;
        store::availability::note_import(db, &id, Some(now), 1)?;
        store::availability::subscription::put(db, &Subscription::new(id.clone(), &address, now))?;
        store::availability::add_windows(db, &id, &windows)
    });
    assert!(kept.expect("a room can be kept"));
}

fn tuesday(of: &AvailabilityId) -> Window {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    weekly(WindowId::new(1, [1; 10]), of, Weekday::Tuesday, time(18), time(22)).expect("hours")
}

/// Takes the worker from the evenings that have her in the demo world: she is free.
pub fn free(world: &World) {
    let hers = meeting_person::table.filter(meeting_person::name.eq("Marieke de W."));
    assert!(world.database().write_now(|db| Ok(diesel::delete(hers).execute(db)?)).unwrap() > 0);
}

/// One's own, as if it had been typed: a day on which she cannot.
pub fn cannot(world: &World, email: &str, day: &str) -> Account {
    let (account, scope, now) = (world.account_of(email), world.scope_of(email), world.clock.utc());
    let id = AvailabilityId::new(7, world.clock.chance());
    let new = Availability::of_account(id, account.organisation_id.clone(), account.id.clone(), now);
    let day: NaiveDate = day.parse().expect("a day");
    let kept = world.database().write_now(|db| {
        let own = store::availability::own_or_new(db, &scope, &account.id, &new)?;
        let name = WindowId::new(7, world.clock.chance());
        let window = dated(name, &own.id, false, (day, day), None, world.clock.today()).expect("a day ahead");
        store::availability::add_windows(db, &own.id, &[window])
    });
    assert!(kept.expect("a day can be kept"));
    account
}

/// Every row that was added to the world.
fn added(world: &World, before: &[String]) -> String {
    rows::difference(before, &rows::all(&world.database())).join("\n")
}
