//! Where a host lands (aankomst) however she comes in, and that her pages and the desk tell her the same.

use aantafel::domain::sign_in_link::Purpose;
use aantafel::language::Language;
use aantafel::store;
use aantafel::web::entry::new_link;
use chrono::Duration;

use crate::browser::{Browser, Page};
use crate::second_step::{code, switch_on};
use crate::world::{PASSWORD, World};

const HOST: &str = "gastvrouw@demo";
const WORKER: &str = "werker@demo";

/// Her language from now on.
fn reads(world: &World, email: &str, code: &str) {
    let id = world.account_of(email).id;
    world.database().write_now(|db| store::account::set_desk_language(db, &id, code)).expect("it is kept");
}

/// Signs in on the desk's page, and stays at the answer.
async fn signs_in(browser: &mut Browser, page: &str, email: &str, then: &str) -> Page {
    let page = browser.get(page, &[]).await.clone();
    let form = page.forms().into_iter().find(|form| form.fields.iter().any(|(name, _)| name == "password"));
    let form = form.expect("a password is asked").set("email", email).set("password", PASSWORD).set("verder", then);
    browser.post(&form.action, &form.fields).await.clone()
}

#[tokio::test]
async fn a_host_lands_on_her_own_pages_in_her_language_and_who_asked_for_a_page_there() {
    let world = World::new();
    reads(&world, HOST, "ti");
    for (email, page, then, to) in [
        (HOST, "/desk/aanmelden", "", "/ti/wij"),
        (HOST, "/desk/aanmelden", "/desk", "/ti/wij"),
        (HOST, "/ar/in", "", "/ar/wij"),
        (HOST, "/nl/in", "/desk", "/ti/wij"),
        (HOST, "/desk/aanmelden", "https://evil.example", "/ti/wij"),
        (HOST, "/desk/aanmelden", "/desk/meetings?eerder=ja", "/desk/meetings?eerder=ja"),
        (HOST, "/nl/in", "/nl/wij/bord", "/nl/wij/bord"),
        (WORKER, "/desk/aanmelden", "", "/desk"),
        (WORKER, "/desk/aanmelden", "/desk", "/desk"),
        (WORKER, "/nl/in", "", "/desk"),
    ] {
        let mut browser = world.browser().await;
        let answer = signs_in(&mut browser, page, email, then).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, to), "{email} by {page}, for {then:?}");
        // Who is in already goes on to the same.
        let encoded: String = form_urlencoded::byte_serialize(then.as_bytes()).collect();
        let again = browser.get(&format!("{page}?verder={encoded}"), &[]).await;
        assert_eq!(again.header("location"), to, "{email} again, for {then:?}");
    }
}

#[tokio::test]
async fn after_a_link_or_a_second_step_she_lands_there_too() {
    let world = World::new();
    reads(&world, HOST, "ar");
    let (app, id) = (world.instance().await, world.account_of(HOST).id);
    let link = world.database().write_now(|db| new_link(&app, db, &id, Purpose::Asked, None)).expect("a link");
    let mut phone = world.browser().await;
    let form = phone.get(&link, &[]).await.form(Language::find("ar").unwrap().phrases().entry.go_in.as_str());
    assert_eq!(phone.post(&form.action, &form.fields).await.header("location"), "/ar/wij");
    let (secret, _) = switch_on(&world, &mut world.signed_in(HOST).await).await;
    world.clock.advance(Duration::seconds(30));
    for (page, then, to) in [
        ("/desk/aanmelden", "", "/ar/wij"),
        ("/desk/aanmelden", "/desk/meetings", "/desk/meetings"),
        ("/ti/in", "", "/ti/wij"),
        ("/nl/in", "/desk", "/ar/wij"),
    ] {
        let mut browser = world.browser().await;
        let asks = signs_in(&mut browser, page, HOST, then).await;
        let form = asks.forms().into_iter().find(|form| form.fields.iter().any(|(name, _)| name == "code"));
        let form = form.expect("a code is asked").set("code", &code(&world, &secret));
        assert_eq!(browser.post(&form.action, &form.fields).await.header("location"), to, "{page}, for {then:?}");
        world.clock.advance(Duration::seconds(30));
    }
}

#[tokio::test]
async fn the_desk_tells_a_host_what_her_own_pages_tell_and_each_leads_to_the_other() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    let hers = host.open("/nl/wij").await.clone();
    assert!(hers.links().contains(&"/desk".to_owned()));
    let waiting = |page: &Page, css: &str| {
        let html = scraper::Html::parse_document(&page.html());
        let links = scraper::Selector::parse(css).expect("a selector");
        html.select(&links).filter_map(|link| link.attr("href").map(str::to_owned)).collect::<Vec<_>>()
    };
    let own = waiting(&hers, "li.waits h2 a");
    assert!(!own.is_empty(), "{}", hers.text());
    let desk = host.open("/desk").await.clone();
    assert_eq!(waiting(&desk, "section[aria-labelledby='host-pages'] li a"), own, "one list");
    assert!(!desk.has("#waits") && !desk.has("#overdue"), "and no other: {}", desk.text());
    let coming = waiting(&hers, "section[aria-labelledby=coming] ul.entries h2 a");
    let next = waiting(&desk, "section[aria-labelledby=next] li a");
    assert!(!next.is_empty() && coming.starts_with(&next), "what comes is the same too: {next:?} of {coming:?}");
    for page in ["/desk", "/desk/meetings", "/desk/kits", "/desk/bord"] {
        assert!(host.open(page).await.has("header.top p a[href='/nl/wij']"), "{page}");
    }
    let mut worker = world.signed_in(WORKER).await;
    worker.open("/desk").await;
    assert!(
        worker.page.has("#waits") && !worker.page.has("header.top p a[href='/nl/wij']"),
        "a worker has her own desk"
    );
}
