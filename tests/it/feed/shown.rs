//! A secret address is shown once (getoond): what a page that is loaded again says, and what a calendar says of drafts.

use aantafel::domain::meeting::State;
use aantafel::language::Language;
use aantafel::store;
use axum::http::StatusCode;

use super::{HOST, WORKER, ics, made_at, of};
use crate::world::World;

/// Whose, the page, and where the form on it leads.
const PLACES: [(&str, &str, &str); 3] = [
    (HOST, "/nl/wij/account", "/nl/wij/account/agenda"),
    (WORKER, "/desk/aanmeldingen", "/desk/aanmeldingen/agenda"),
    (WORKER, "/desk/organisatie", "/desk/organisatie/agenda"),
];
const ONCE: &str = "Een geheim adres laten we maar één keer zien";

#[tokio::test]
async fn a_page_that_is_loaded_again_tells_that_the_address_was_shown_and_the_address_lives_on() {
    let world = World::new();
    for (email, page, action) in PLACES {
        let (mut browser, mut phone) = (world.signed_in(email).await, world.browser().await);
        browser.open(page).await;
        let form = browser.page.forms().into_iter().find(|form| form.action == action).expect("she can make one");
        let first = made_at(&mut browser, page, action).await;
        assert!(!browser.page.text().contains(ONCE), "{page}: it stands there now");
        let open = browser.open(action).await.clone();
        assert_eq!(open.status, StatusCode::OK, "{page}: {}", open.text());
        assert!(open.address.starts_with(page) && open.text().contains(ONCE), "{}: {}", open.address, open.text());
        assert!(!open.html().contains(&first), "{page}: it is told by nobody");
        // The browser asks whether to send the form again, and does.
        browser.send(form).await;
        assert!(browser.page.text().contains(ONCE), "{page}: {}", browser.page.text());
        assert!(!browser.page.has("#feed-address"), "{page}: no second address");
        assert_eq!(phone.get(&first, &[]).await.status, StatusCode::OK, "{page}: a phone may have it by now");
        let second = made_at(&mut browser, page, action).await;
        assert_ne!(second, first);
        assert_eq!(phone.get(&first, &[]).await.status, StatusCode::NOT_FOUND, "{page}: asked for, it is made anew");
    }
}

#[tokio::test]
async fn the_field_with_the_address_holds_all_of_it_on_a_phone() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    let address = super::new_hosts(&mut host).await;
    // At 400 px some 27 letters fit a line.
    let lines = format!("https://aan-tafel.gemeente.example{address}").len().div_ceil(27);
    let rows = (1..9).find(|rows| host.page.has(&format!("textarea#feed-address[readonly][rows='{rows}']")));
    assert!(rows.is_some_and(|rows| rows >= lines), "{rows:?} rows for {lines} lines");
}

#[tokio::test]
async fn what_is_not_agreed_yet_says_so_before_its_title_in_calendars_of_people_alone() {
    let world = World::new();
    for code in ["nl", "ar"] {
        let (id, language) = (world.account_of(HOST).id, Language::find(code).expect("a language"));
        world.database().write_now(|db| store::account::set_desk_language(db, &id, code)).expect("it is kept");
        let (mut host, mut phone) = (world.signed_in(HOST).await, world.browser().await);
        let own = super::new_hosts(&mut host).await;
        let organisation = crate::calendar::new_feed(&mut host).await;
        let (own, organisation) = (ics(&mut phone, &own).await, ics(&mut phone, &organisation).await);
        let t = language.phrases();
        let draft = t.own_feed.not_agreed.of("").replace(['\u{2068}', '\u{2069}'], "").trim_end().to_owned();
        let proposed = format!("{}:", t.board.proposed);
        let mark_of = |summary: &str| [&draft, &proposed].into_iter().find(|mark| summary.starts_with(*mark)).cloned();
        let (mut marked, mut plain) = (0, 0);
        for meeting in world.meetings_of(HOST) {
            let Some(event) = of(&own, &meeting) else { continue };
            let expected = match meeting.head.state {
                State::Draft => Some(draft.clone()),
                State::Proposed => Some(proposed.clone()),
                _ => None,
            };
            assert_eq!(mark_of(&event.summary), expected, "{code} {}: {}", meeting.head.state, event.summary);
            if expected.is_some() { marked += 1 } else { plain += 1 }
        }
        assert!(marked > 1 && plain > 2, "{marked} and {plain}");
        assert!(!organisation.is_empty() && organisation.iter().all(|event| mark_of(&event.summary).is_none()));
    }
}
