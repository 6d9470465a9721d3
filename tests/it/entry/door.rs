//! At the door itself (de deur): how often one may try, where one goes on to, and how long one stays in.

use std::net::IpAddr;

use aantafel::language::Language;
use aantafel::web::server::ClientAddress;
use axum::Extension;
use chrono::Duration;

use crate::browser::Browser;
use crate::world::{PASSWORD, World};

#[tokio::test]
async fn links_are_asked_five_times_an_hour_for_known_and_unknown_alike() {
    let world = World::new();
    for email in ["werker@demo", "nobody@demo"] {
        for number in 1..=6 {
            let mut visitor = from(&world, &format!("198.51.100.{number}")).await;
            let form = visitor.get("/en/in", &[]).await.form("Send me a link").set("link_email", email);
            let page = visitor.post(&form.action, &form.fields).await;
            let status = if number <= 5 { 200 } else { 429 };
            assert_eq!(page.status.as_u16(), status, "{email} {number}");
            assert_eq!(page.header("retry-after").is_empty(), number <= 5);
        }
    }
    let mut right = from(&world, "203.0.113.9").await;
    right.sign_in("werker@demo").await;
    world.clock.advance(Duration::minutes(61));
    let form = right.get("/nl/in?x", &[]).await.clone();
    assert_eq!(form.status.as_u16(), 303, "who is in goes on");
}

#[tokio::test]
async fn the_page_is_there_in_every_language_and_leads_on_to_our_own_pages_only() {
    let world = World::new();
    for language in Language::written() {
        let t = &language.phrases().entry;
        let mut visitor = world.browser().await;
        let address = format!("/{language}/in?verder=%2F{language}%2Fwij%3Fx%3D1");
        let page = visitor.get(&address, &[]).await.clone();
        assert!(page.html().contains(&format!("lang=\"{language}\" dir=\"{}\"", language.direction.code())));
        let form = page.form(t.button.as_str()).set("email", "gastvrouw@demo").set("password", "geraden geraden");
        let wrong = visitor.post(&form.action, &form.fields).await.clone();
        assert_eq!(wrong.status.as_u16(), 422);
        assert!(wrong.text().contains(t.wrong.as_str()), "{}", wrong.text());
        let form = wrong.form(t.button.as_str()).set("password", PASSWORD);
        let page = visitor.post(&form.action, &form.fields).await;
        assert_eq!(page.header("location"), format!("/{language}/wij?x=1"));
    }
    for language in Language::written().filter(|language| !language.is_dutch()) {
        for path in ["/in", "/in/x", "/wachtwoord"] {
            let page = world.browser().await.open(&format!("/{language}{path}")).await.clone();
            assert!(page.status.as_u16() < 500, "{path}");
        }
    }
}

/// S18: two hundred ways to say another place; each ends on a page of ours.
#[tokio::test]
async fn two_hundred_addresses_to_go_on_to_stay_ours() {
    let world = World::new();
    let (mut browser, mut tried) = (world.signed_in("werker@demo").await, 0);
    let hosts =
        ["evil.example", "evil.example/desk", "@evil.example", "evil.example:80", "127.0.0.1:8080.evil.example"];
    let heads = [
        "//",
        "///",
        "////",
        "/\\",
        "\\\\",
        "\\/",
        "/\t/",
        "/\n/",
        "http://",
        "https://",
        "HTTPS://",
        "https:",
        "https:/",
        "http:\\\\",
        "ftp://",
        "javascript:alert(1)//",
        "data:text/html,",
        "/desk//",
        "/desk/..//",
        "/desk/../../",
        "/desk@",
        "/desk\\@",
        "/desk%0d%0alocation:",
        "/desk/%5c%5c",
        "/nl/wij//",
        "/nl/wij/../",
        "/nl/wij@",
        "/xx/wij/",
        "/.//",
        "/%2f%2f",
        "/%09/",
        " //",
        "\u{2028}//",
        "/desk\u{0}//",
        "?next=//",
        "#//",
        "/nl/wijzer/",
        "/desking/",
        "//desk/",
        "/:/",
    ];
    for (head, host) in heads.iter().flat_map(|head| hosts.iter().map(move |host| (head, host))) {
        tried += 1;
        let asked = format!("{head}{host}");
        let encoded: String = form_urlencoded::byte_serialize(asked.as_bytes()).collect();
        for page in ["/desk/aanmelden", "/nl/in"] {
            let to = browser.get(&format!("{page}?verder={encoded}"), &[]).await.header("location").to_owned();
            let is_ours = ["/desk", "/nl/wij"]
                .iter()
                .any(|home| to.strip_prefix(home).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?'])));
            assert!(
                is_ours && !to.contains("//") && !to.contains("..") && !to.contains('\\'),
                "{asked:?} leads to {to:?}"
            );
        }
    }
    assert_eq!(tried, 200);
}

#[tokio::test]
async fn a_minute_decides_over_idle_and_absolute_ends() {
    let world = World::new();
    for (wait, is_in) in [(Duration::minutes(-1), true), (Duration::minutes(1), false)] {
        let mut worker = world.signed_in("werker@demo").await;
        world.clock.advance(Duration::hours(3) + wait);
        assert_eq!(worker.get("/desk", &[]).await.status.as_u16() == 200, is_in, "idle {wait}");
        let mut worker = world.signed_in("werker@demo").await;
        for _ in 0..11 {
            world.clock.advance(Duration::hours(1));
            worker.get("/desk", &[]).await;
        }
        world.clock.advance(Duration::hours(1) + wait);
        assert_eq!(worker.get("/desk", &[]).await.status.as_u16() == 200, is_in, "absolute {wait}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_sent_all_at_once_do_not_pass_together() {
    let world = World::new();
    let instances = [world.instance().await.into_router(), world.instance().await.into_router()];
    let mut browser = world.browser().await;
    let form =
        browser.get("/desk/aanmelden", &[]).await.form("Meld aan").set("email", "werker@demo").set("password", "mis");
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
    let mut sent = tokio::task::JoinSet::new();
    for number in 0..40 {
        let (router, body) = (instances[number % 2].clone(), body.clone());
        sent.spawn(async move {
            let request = axum::http::Request::post("/desk/aanmelden")
                .header("host", "127.0.0.1:8080")
                .header("content-type", "application/x-www-form-urlencoded")
                // Forged: without a trusted proxy it is nobody's word.
                .header("x-forwarded-for", format!("203.0.113.{number}"))
                .body(axum::body::Body::from(body));
            tower::ServiceExt::oneshot(router, request.expect("a request")).await.expect("an answer").status().as_u16()
        });
    }
    let answers = sent.join_all().await;
    assert_eq!(answers.iter().filter(|status| **status == 422).count(), 10, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 30, "{answers:?}");
}

/// A browser whose requests come from this address.
async fn from(world: &World, address: &str) -> Browser {
    let address: IpAddr = address.parse().expect("an address");
    let mut browser = world.browser().await;
    browser.route_through(|router| router.layer(Extension(ClientAddress(address))));
    browser
}
