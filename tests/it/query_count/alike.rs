//! Known and unknown, another's and nobody's (even vaak): the database is asked as often for either, so time tells nothing.

use aantafel::store::colleague::{self, Change};
use aantafel::web::routes;

use super::*;
use crate::permission::ROLES;
use crate::permission::asking::{Asked, Things, Visit, Whose, somebody_allowed};
use crate::world::PASSWORD;

#[tokio::test]
async fn signing_in_asks_as_often_for_an_unknown_account_as_for_a_known_one() {
    for (page, button) in [("/desk/aanmelden", "Meld aan"), ("/nl/in", "Meld aan")] {
        let world = world();
        let (off, scope) = (world.account_of("lezer@demo"), world.scope_of("lezer@demo"));
        let switched =
            world.database().write_now(|db| colleague::change(db, &scope, &off.id, off.version, Change::SwitchOff));
        assert_eq!(switched.expect("a change"), colleague::Done::Kept);
        let mut browser = world.browser().await;
        let form = browser.open(page).await.form(button);
        let mut asked = async |email: &str, password: &str| {
            let form = form.clone().set("email", email).set("password", password);
            let before = counted(&world.url);
            let status = browser.post(&form.action, &form.fields).await.status.as_u16();
            (status, counted(&world.url) - before)
        };
        // The first try from an address makes the row in which the next are counted.
        asked("eerste@demo", "verkeerd verkeerd").await;
        let unknown = asked("niemand@demo", "verkeerd verkeerd").await;
        assert!(unknown.0 == 422 && unknown.1 > 0, "{page}: {unknown:?}");
        assert_eq!(asked("werker@demo", "verkeerd verkeerd").await, unknown, "{page}: a known one");
        assert_eq!(asked("lezer@demo", PASSWORD).await, unknown, "{page}: one that was switched off");
        let right = asked("coordinator@demo", PASSWORD).await;
        assert!(right.0 == 303 && right.1 > unknown.1, "{page}: more is asked once they are in, and this sees it");
    }
}

#[tokio::test]
async fn asking_for_a_link_asks_as_often_for_an_unknown_address_as_for_a_known_one() {
    let world = world();
    let mut browser = world.browser().await;
    let form = browser.open("/nl/in").await.form("Stuur mij een link");
    let mut asked = async |email: &str| {
        let form = form.clone().set("link_email", email);
        let before = counted(&world.url);
        browser.post(&form.action, &form.fields).await;
        // The link is written after the answer.
        let mut after = 0;
        while after < counted(&world.url) {
            after = counted(&world.url);
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
        after - before
    };
    // The first makes the rows in which the next are counted, and finds none for nobody to take away.
    for email in ["eerste@demo", "tweede@demo"] {
        asked(email).await;
    }
    let unknown = asked("niemand@demo").await;
    assert!(unknown > 5, "{unknown}: the link is among them");
    assert_eq!(asked("werker@demo").await, unknown, "a known one");
}

#[tokio::test]
async fn what_is_anothers_is_looked_for_as_often_as_what_does_not_exist() {
    watch();
    let things = Things::find().await;
    let mut visits: HashMap<&str, Visit> = HashMap::new();
    let (mut alike, mut different, mut own_is_more) = (0, Vec::new(), 0);
    for route in routes::all().table() {
        let who = somebody_allowed(route);
        let asked = |whose| things.ask(route, whose);
        let (Some(other), Some(missing)) = (asked(Whose::Other), asked(Whose::Missing)) else { continue };
        if other.is_late {
            continue;
        }
        let mut visit = match visits.remove(who) {
            Some(visit) => visit,
            None => Visit::start(who, false).await,
        };
        let (other, missing) = (number(&mut visit, &other).await, number(&mut visit, &missing).await);
        if other.0 == 404 && missing.0 == 404 {
            alike += usize::from(other == missing);
            if other != missing {
                different.push(format!("{} {}: {} and {}", route.method, route.path, other.1, missing.1));
            }
            if route.method == "GET" {
                let own = number(&mut visit, &asked(Whose::Own).expect("one's own")).await;
                own_is_more += usize::from(own.1 > missing.1);
            }
        }
        visits.insert(who, visit);
    }
    assert_eq!(different, [""; 0], "queries for another's and for nobody's");
    assert!(alike > 40 && own_is_more > 10, "{alike} routes, and {own_is_more} where one's own is seen to take more");
    assert!(visits.len() < ROLES.len());
}

/// What it answers, and how many queries that took: asked once before, so that what is noted once a minute is noted.
async fn number(visit: &mut Visit, asked: &Asked) -> (u16, usize) {
    visit.send(asked).await;
    let before = counted(visit.url());
    let status = visit.send(asked).await.status.as_u16();
    (status, counted(visit.url()) - before)
}
