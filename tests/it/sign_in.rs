//! Signing in and out (aanmelden): the cookie, how long it lasts, and what a guesser gets.

use std::net::IpAddr;

use aantafel::config::Config;
use aantafel::web::server::ClientAddress;
use aantafel::web::{App, token};
use axum::Extension;
use axum::http::Method;
use chrono::Duration;

use crate::browser::{Browser, Page};
use crate::rows;
use crate::world::{PASSWORD, World};

const LOOPBACK_COOKIE: &str = "aantafel-loopback";

/// Sends the sign-in form and stays at the answer.
async fn try_sign_in(browser: &mut Browser, email: &str, password: &str, then: &str) -> Page {
    browser.get("/desk/aanmelden", &[]).await;
    let page = browser.page.clone();
    let form =
        page.form("Meld aan").fill(&page, "E-mailadres", email).fill(&page, "Wachtwoord", password).set("verder", then);
    browser.post(&form.action, &form.fields).await.clone()
}

fn cookie_of(page: &Page) -> (String, String, Vec<String>) {
    let all: Vec<_> = page.headers.get_all("set-cookie").iter().collect();
    assert_eq!(all.len(), 1, "one cookie: {all:?}");
    let mut parts = all[0].to_str().expect("a cookie is ASCII").split("; ").map(str::to_owned);
    let (name, value) =
        parts.next().and_then(|pair| pair.split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned()))).expect("a pair");
    let mut attributes: Vec<String> = parts.collect();
    attributes.sort();
    (name, value, attributes)
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_and_over_https_it_says_so() {
    let world = World::new();
    let mut plain = world.browser().await;
    let page = try_sign_in(&mut plain, "werker@demo", PASSWORD, "").await;
    let (name, value, attributes) = cookie_of(&page);
    assert_eq!((name.as_str(), attributes.join(" ").as_str()), (LOOPBACK_COOKIE, "HttpOnly Path=/ SameSite=Lax"));
    assert!(value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()), "256 bits: {value}");
    let mut https = https_browser(&world).await;
    let page = try_sign_in(&mut https, "werker@demo", PASSWORD, "").await;
    let (name, other, attributes) = cookie_of(&page);
    assert_eq!(
        (name.as_str(), attributes.join(" ").as_str()),
        ("__Host-aantafel", "HttpOnly Path=/ SameSite=Lax Secure")
    );
    assert_ne!(value, other);
    assert_eq!(https.get("/desk", &[]).await.status.as_u16(), 200);
    let loopback_name = format!("{LOOPBACK_COOKIE}={other}");
    let mut thief = https_browser(&world).await;
    assert_eq!(
        thief.get("/desk", &[("cookie", &loopback_name)]).await.status.as_u16(),
        303,
        "the other name opens nothing"
    );
}

async fn https_browser(world: &World) -> Browser {
    let config = Config::check("127.0.0.1:8080", &world.url, Some("https://127.0.0.1:8443"), "", None, false);
    let config = config.expect("settings");
    Browser::new(App::open(world.database(), world.clock.clone(), config).await.expect("the planner opens"))
}

#[tokio::test]
async fn the_database_keeps_only_the_hash_of_the_cookie_and_of_the_password() {
    let world = World::new();
    let worker = world.signed_in("werker@demo").await;
    let cookie = &worker.cookies()[LOOPBACK_COOKIE];
    let rows = rows::all(&world.database()).join("\n");
    assert!(rows.contains(&token::hash(cookie)), "the hash finds the sign-in");
    assert!(!rows.contains(cookie.as_str()) && !rows.contains(PASSWORD));
    assert!(rows.contains("$argon2id$"));
}

#[tokio::test]
async fn three_idle_hours_or_twelve_in_all_end_a_sign_in() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    world.clock.advance(Duration::hours(3) - Duration::minutes(1));
    assert_eq!(worker.get("/desk", &[]).await.status.as_u16(), 200, "a minute before three hours");
    world.clock.advance(Duration::hours(3));
    assert_eq!(worker.get("/desk", &[]).await.status.as_u16(), 303, "three idle hours");
    let mut worker = world.signed_in("werker@demo").await;
    for hours in 1..12 {
        world.clock.advance(Duration::hours(1));
        assert_eq!(worker.get("/desk", &[]).await.status.as_u16(), 200, "at work for {hours} hours");
    }
    world.clock.advance(Duration::hours(1) - Duration::minutes(1));
    assert_eq!(worker.get("/desk", &[]).await.status.as_u16(), 200, "a minute before twelve hours");
    world.clock.advance(Duration::minutes(1));
    assert_eq!(worker.get("/desk", &[]).await.status.as_u16(), 303, "twelve hours, however busy");
    world.signed_in("lezer@demo").await;
    let kept = rows::all(&world.database()).iter().filter(|row| row.starts_with("sign_in:")).count();
    assert!(kept <= 2, "what ended long ago is swept away: {kept}");
}

#[tokio::test]
async fn each_sign_in_has_a_new_token_and_the_one_before_opens_nothing() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let before = worker.cookies()[LOOPBACK_COOKIE].clone();
    let form = worker.get("/desk", &[]).await.form("Afmelden");
    let fields = [("form_token", form.value("form_token")), ("email", "coordinator@demo"), ("password", PASSWORD)];
    let fields: Vec<_> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    assert_eq!(worker.post("/desk/aanmelden", &fields).await.status.as_u16(), 303);
    assert_ne!(worker.cookies()[LOOPBACK_COOKIE], before);
    let mut thief = world.browser().await;
    let cookie = format!("{LOOPBACK_COOKIE}={before}");
    assert_eq!(thief.get("/desk", &[("cookie", &cookie)]).await.status.as_u16(), 303);
}

#[tokio::test]
async fn a_token_that_somebody_planted_before_is_not_taken_over() {
    let world = World::new();
    let planted = format!("{LOOPBACK_COOKIE}={}", "a".repeat(64));
    let mut worker = world.browser().await;
    let form = worker.get("/desk/aanmelden", &[("cookie", &planted)]).await.form("Meld aan");
    let form = form.set("email", "werker@demo").set("password", PASSWORD);
    let mut body = form_urlencoded::Serializer::new(String::new());
    let body = body.extend_pairs(&form.fields).finish();
    let page = worker.request(Method::POST, "/desk/aanmelden", Some(body), &[("cookie", &planted)]).await.clone();
    assert_ne!(cookie_of(&page).1, "a".repeat(64));
    let mut thief = world.browser().await;
    assert_eq!(thief.get("/desk", &[("cookie", &planted)]).await.status.as_u16(), 303);
}

#[tokio::test]
async fn signing_out_ends_it_here_and_takes_everything_from_the_browser() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let cookie = format!("{LOOPBACK_COOKIE}={}", worker.cookies()[LOOPBACK_COOKIE]);
    let form = worker.get("/desk", &[]).await.form("Afmelden");
    let page = worker.post(&form.action, &form.fields).await;
    assert_eq!((page.status.as_u16(), page.header("location")), (303, "/desk/aanmelden"));
    assert_eq!(page.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
    assert!(worker.cookies().is_empty(), "the cookie is taken back");
    assert_eq!(worker.get("/desk", &[("cookie", &cookie)]).await.status.as_u16(), 303, "and would open nothing");
}

#[tokio::test]
async fn an_unknown_account_and_a_wrong_password_answer_alike() {
    let world = World::new();
    let mut browser = world.browser().await;
    let mut said = Vec::new();
    for (email, password) in
        [("werker@demo", "verkeerd verkeerd"), ("nobody@demo", "verkeerd verkeerd"), ("nobody@demo", PASSWORD)]
    {
        let page = try_sign_in(&mut browser, email, password, "").await;
        assert_eq!(page.status.as_u16(), 422);
        assert!(!page.html().contains(password), "a password is not sent back");
        assert!(page.html().contains(email), "what else was typed stays");
        let headers = format!("{:?}", page.headers).replace(&email.len().to_string(), "");
        said.push((headers, page.html().replace(email, "EMAIL")));
    }
    assert!(said.windows(2).all(|two| two[0] == two[1]), "{said:#?}");
}

/// A browser whose requests come from this address.
async fn from(world: &World, address: &str) -> Browser {
    let address: IpAddr = address.parse().expect("an address");
    let mut browser = world.browser().await;
    browser.route_through(|router| router.layer(Extension(ClientAddress(address))));
    browser
}

#[tokio::test]
async fn after_ten_wrong_tries_a_guesser_waits_and_the_right_person_elsewhere_does_not() {
    let world = World::new();
    let mut guesser = from(&world, "198.51.100.7").await;
    for number in 1..=10 {
        assert_eq!(try_sign_in(&mut guesser, "werker@demo", "geraden", "").await.status.as_u16(), 422, "try {number}");
    }
    for password in ["geraden", PASSWORD] {
        let page = try_sign_in(&mut guesser, "werker@demo", password, "").await;
        assert_eq!(page.status.as_u16(), 429, "{}", page.text());
        assert!(page.headers.get("set-cookie").is_none());
    }
    assert_eq!(try_sign_in(&mut guesser, " WERKER@demo", PASSWORD, "").await.status.as_u16(), 429, "another spelling");
    assert_eq!(
        try_sign_in(&mut guesser, "coordinator@demo", PASSWORD, "").await.status.as_u16(),
        303,
        "another account"
    );
    let mut right = from(&world, "203.0.113.9").await;
    assert_eq!(try_sign_in(&mut right, "werker@demo", PASSWORD, "").await.status.as_u16(), 303, "from elsewhere");
    let rows = rows::all(&world.database()).join("\n");
    assert!(!rows.contains("198.51.100.7"), "addresses are kept as hashes only");
    world.clock.advance(Duration::minutes(16));
    let mut guesser = from(&world, "198.51.100.7").await;
    assert_eq!(
        try_sign_in(&mut guesser, "werker@demo", PASSWORD, "").await.status.as_u16(),
        303,
        "a quarter of an hour later"
    );
}

#[tokio::test]
async fn one_address_that_tries_every_account_waits_too() {
    let world = World::new();
    let mut guesser = from(&world, "198.51.100.7").await;
    for number in 0..100 {
        let email = format!("nobody{number}@demo");
        assert_eq!(try_sign_in(&mut guesser, &email, "geraden", "").await.status.as_u16(), 422, "try {number}");
    }
    assert_eq!(try_sign_in(&mut guesser, "werker@demo", PASSWORD, "").await.status.as_u16(), 429);
}

#[tokio::test]
async fn after_signing_in_one_goes_on_where_one_was_and_never_off_the_desk() {
    let world = World::new();
    let mut worker = world.browser().await;
    let page = worker.get("/desk/meetings?eerder=ja", &[]).await;
    assert_eq!(page.header("location"), "/desk/aanmelden?verder=%2Fdesk%2Fmeetings%3Feerder%3Dja");
    let to = page.header("location").to_owned();
    assert_eq!(worker.get(&to, &[]).await.form("Meld aan").value("verder"), "/desk/meetings?eerder=ja");
    let page = try_sign_in(&mut worker, "werker@demo", PASSWORD, "/desk/meetings?eerder=ja").await;
    assert_eq!(page.header("location"), "/desk/meetings?eerder=ja");
    let elsewhere = [
        "https://evil.example/desk",
        "//evil.example",
        "/\\evil.example",
        "/desk/../../nl/",
        "/deskevil",
        "/desk\\@evil.example",
        "/desk/%0d%0aset-cookie:x=1",
        "/desk/\r\nset-cookie: x=1",
        "javascript:alert(1)",
        "/desk//evil.example",
        "/nl/",
        "\t//evil.example",
    ];
    for asked in elsewhere {
        let address =
            format!("/desk/aanmelden?verder={}", form_urlencoded::byte_serialize(asked.as_bytes()).collect::<String>());
        let page = worker.get(&address, &[]).await;
        assert_eq!(page.status.as_u16(), 303, "who is there already goes on");
        let to = page.header("location").to_owned();
        assert!(to == "/desk" || to.starts_with("/desk/%0d"), "{asked:?} leads to {to:?}");
        assert!(page.headers.get("x").is_none() && page.headers.get("set-cookie").is_none());
    }
    for asked in elsewhere {
        let mut browser = world.browser().await;
        let to = try_sign_in(&mut browser, "werker@demo", PASSWORD, asked).await.header("location").to_owned();
        assert!(to == "/desk" || to.starts_with("/desk/%0d"), "{asked:?} leads to {to:?}");
    }
}

#[tokio::test]
async fn a_form_whose_token_is_not_ours_gives_back_what_was_typed_and_no_password() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let form = worker.open("/desk/meetings/new").await.form("Maak de bijeenkomst");
    let (words, secret) = ("Neem de <b>grote</b> koffiekan mee\nen kopjes", "een geheime zin van mij");
    let form = form.set("note", words).set("password", secret).set("form_token", "x");
    let page = worker.post("/desk/meetings", &form.fields).await.clone();
    assert_eq!(page.status.as_u16(), 403);
    assert_eq!(page.all("textarea[readonly]"), [words], "it can be copied: {}", page.text());
    assert!(!page.html().contains("<b>grote") && !page.html().contains(secret));
    assert_eq!(page.header("cache-control"), "no-store");
    // From another site nothing is read, so nothing is said back.
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
    let body = Some("note=Bel+dit+nummer".to_owned());
    let page = worker.request(Method::POST, "/desk/meetings", body, &headers).await;
    assert!(page.status.as_u16() == 403 && !page.html().contains("Bel dit nummer"), "{}", page.text());
}
