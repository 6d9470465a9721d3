//! The headers that guard every answer (beveiligingsheaders), on every kind of answer; and public pages that stay light.

use aantafel::config::Config;
use aantafel::domain::meeting::{Meeting, State};
use aantafel::language::Language;
use aantafel::web::App;
use axum::body::Body;
use axum::http::{Method, Request, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::browser::{Browser, Page};
use crate::meeting::plan;
use crate::world::World;

/// Bar S5 of security.md: these and no other values, on whatever is answered.
const GUARD: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()",
    ),
];
/// All that an answer may tell beside its guard; what is not here would tell of the machine.
const OTHERS: [&str; 17] = [
    "allow",
    "cache-control",
    "clear-site-data",
    "content-disposition",
    "content-encoding",
    "content-length",
    "content-type",
    "etag",
    "last-modified",
    "location",
    "referrer-policy",
    "retry-after",
    "set-cookie",
    "strict-transport-security",
    "vary",
    "x-robots-tag",
    "date",
];
/// The bar of product.md 7.1.
const MOST_BYTES: usize = 20_000;

fn check_guard(page: &Page, what: &str) {
    for (name, value) in GUARD {
        let sent: Vec<_> = page.headers.get_all(name).iter().collect();
        assert_eq!(sent, [value], "{what}: {name}");
    }
    let policy = page.header("referrer-policy");
    assert!(["no-referrer", "same-origin"].contains(&policy), "{what}: referrer-policy {policy}");
    assert_eq!(page.headers.get_all("referrer-policy").iter().count(), 1, "{what}");
    let kind = page.header("content-type");
    assert!(!kind.starts_with("text/") || kind.contains("charset=utf-8"), "{what}: {kind}");
    assert!(page.bytes.is_empty() || !kind.is_empty(), "{what} says what it is");
    for name in page.headers.keys() {
        let is_known = GUARD.iter().any(|(known, _)| name == known) || OTHERS.iter().any(|known| name == known);
        assert!(is_known, "{what} tells {name}");
    }
}

/// The status that is due, and what is asked for it.
type Asked<'a> = (u16, Method, String, &'a [(&'a str, &'a str)]);

#[tokio::test]
async fn every_kind_of_answer_has_the_whole_set() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| is_public(meeting) && meeting.plan.audience.is_parents());
    let code = &meeting.head.code;
    let mut parent = world.browser().await;
    let tag = parent.get("/nl/", &[]).await.header("etag").to_owned();
    let asked: [Asked; 17] = [
        (200, Method::GET, "/nl/".to_owned(), &[]),
        (200, Method::GET, "/nl/".to_owned(), &[("accept-encoding", "gzip")]),
        (304, Method::GET, "/nl/".to_owned(), &[("if-none-match", &tag)]),
        (200, Method::HEAD, "/nl/".to_owned(), &[]),
        (303, Method::GET, "/".to_owned(), &[]),
        (200, Method::GET, format!("/ar/m/{code}"), &[]),
        (200, Method::GET, format!("/ti/m/{code}.ics"), &[]),
        (200, Method::GET, format!("/nl/m/{code}/flyer.pdf"), &[]),
        (200, Method::GET, "/en/praktisch".to_owned(), &[]),
        (200, Method::GET, "/assets/icon.svg".to_owned(), &[]),
        (200, Method::GET, "/livez".to_owned(), &[]),
        (200, Method::GET, "/readyz".to_owned(), &[]),
        (200, Method::GET, "/desk/aanmelden".to_owned(), &[]),
        (303, Method::GET, "/desk".to_owned(), &[]),
        (404, Method::GET, "/wp-login.php".to_owned(), &[]),
        (400, Method::GET, "/nl/m/%ff".to_owned(), &[]),
        (405, Method::DELETE, "/nl/".to_owned(), &[]),
    ];
    for (status, method, address, headers) in asked {
        let page = parent.request(method.clone(), &address, None, headers).await;
        let what = format!("{method} {address}");
        assert_eq!(page.status.as_u16(), status, "{what}");
        check_guard(page, &what);
        assert!(status < 400 || page.has("main h1"), "{what} is a page that a person can read");
    }
    assert!(parent.get("/nl/", &[("accept-encoding", "gzip")]).await.header("content-encoding") == "gzip");
    assert_eq!(parent.request(Method::DELETE, "/nl/", None, &[]).await.header("allow"), "GET,HEAD");
    let sheet = parent.get("/nl/", &[]).await.html();
    let sheet =
        sheet.split("href=\"").find(|rest| rest.starts_with("/assets/") && rest.contains(".css\"")).expect("a sheet");
    let sheet = sheet.split('"').next().expect("an address").to_owned();
    assert!(parent.get(&sheet, &[]).await.header("cache-control").contains("immutable"));
    check_guard(&parent.page, &sheet);
    for (status, body, kind, site) in [
        (403, "email=x".to_owned(), "application/x-www-form-urlencoded", "same-origin"),
        (403, "email=x".to_owned(), "application/x-www-form-urlencoded", "cross-site"),
        (400, "email=x".to_owned(), "text/plain", "same-origin"),
        (413, "x".repeat(1024 * 1024), "application/x-www-form-urlencoded", "same-origin"),
    ] {
        let headers = [("content-type", kind), ("sec-fetch-site", site)];
        let page = parent.request(Method::POST, "/desk/aanmelden", Some(body), &headers).await;
        assert_eq!(page.status.as_u16(), status);
        check_guard(page, &format!("POST {status}"));
        assert!(page.has("main h1"), "{status} is a page that a person can read");
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn https_is_promised_for_two_years_and_only_by_https() {
    let world = World::new();
    let mut plain = world.browser().await;
    assert_eq!(plain.get("/nl/", &[]).await.header("strict-transport-security"), "");
    let config = Config::check("127.0.0.1:8080", &world.url, Some("https://aantafel.example"), "", None, false);
    let config = config.expect("settings");
    let app = App::open(world.database(), world.clock.clone(), config).await.expect("the planner opens");
    let mut https = Browser::new(app);
    for address in ["/nl/", "/nothing", "/desk/aanmelden", "/assets/icon.svg"] {
        let sent = https.get(address, &[]).await.header("strict-transport-security");
        assert_eq!(sent, "max-age=63072000; includeSubDomains", "{address}");
    }
}

#[tokio::test]
async fn what_is_somebodys_own_is_kept_nowhere_and_forms_say_where_they_come_from() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Published);
    let id = &meeting.head.id;
    let addresses = [
        "/desk".to_owned(),
        "/desk/kits".to_owned(),
        "/desk/organisatie".to_owned(),
        "/desk/avonden".to_owned(),
        "/desk/bord".to_owned(),
        "/desk/bord.pdf".to_owned(),
        "/desk/meetings".to_owned(),
        "/desk/meetings/new".to_owned(),
        format!("/desk/meetings/{id}"),
        format!("/desk/meetings/{id}/edit"),
        format!("/desk/meetings/{id}/copy"),
        format!("/desk/meetings/{id}/draaiboek"),
        format!("/desk/meetings/{id}/draaiboek.pdf"),
        "/desk/meetings/none".to_owned(),
    ];
    for address in &addresses {
        let page = worker.get(address, &[]).await;
        assert_eq!(page.header("cache-control"), "no-store", "{address}");
        let policy = if page.has("form[method=post]") { "same-origin" } else { "no-referrer" };
        assert_eq!(page.header("referrer-policy"), policy, "{address}");
        check_guard(page, address);
    }
    plan(&mut worker, "Een avond zonder datum", "", "Zaal 1").await;
    assert_eq!((worker.page.status.as_u16(), worker.page.header("cache-control")), (422, "no-store"));
    let mut visitor = world.browser().await;
    for language in Language::written() {
        let address = format!("/{language}/praktisch");
        assert_eq!(visitor.get(&address, &[]).await.header("cache-control"), "no-store", "{address}");
    }
    let page = visitor.get("/desk/aanmelden", &[]).await;
    assert_eq!((page.header("cache-control"), page.header("referrer-policy")), ("no-store", "same-origin"));
}

#[tokio::test]
async fn public_pages_are_light_need_no_script_and_set_no_cookie_even_for_who_is_signed_in() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| is_public(meeting) && meeting.plan.audience.is_parents());
    let code = &meeting.head.code;
    for mut browser in [world.browser().await, world.signed_in("werker@demo").await] {
        for language in Language::written() {
            let pages = [format!("/{language}/"), format!("/{language}/m/{code}"), format!("/{language}/praktisch")];
            let others = [
                format!("/{language}/agenda.ics"),
                format!("/{language}/m/{code}.ics"),
                format!("/{language}/m/{code}/flyer"),
                format!("/{language}/none"),
            ];
            for address in pages.iter().chain(&others) {
                let page = browser.get(address, &[]).await;
                assert_eq!(page.header("set-cookie"), "", "{address}");
                if pages.contains(address) {
                    assert_eq!(page.status.as_u16(), 200, "{address}");
                    assert!(page.bytes.len() < MOST_BYTES, "{address} has {} bytes", page.bytes.len());
                    assert!(!page.has("script, style, iframe, object, embed, [style]"), "{address}");
                    assert!(page.has("main h1") && page.has("main a[href], main form"), "{address} works as it is");
                    check_loads_only_ours(page, address);
                }
            }
        }
    }
}

/// What a browser fetches by itself comes from us.
fn check_loads_only_ours(page: &Page, address: &str) {
    let html = scraper::Html::parse_document(&page.html());
    let loading = scraper::Selector::parse("[src], link[href], form[action]").expect("a selector");
    for element in html.select(&loading) {
        let element = element.value();
        for name in ["src", "href", "action"] {
            let to = element.attr(name).unwrap_or("/");
            assert!(to.starts_with('/') && !to.starts_with("//"), "{address}: {name}={to}");
        }
        assert!(element.attrs().all(|(name, _)| !name.starts_with("on")), "{address}");
    }
}

fn is_public(meeting: &Meeting) -> bool {
    meeting.is_out() && !meeting.is_cancelled() && aantafel::web::paths::key(&meeting.head) == meeting.head.code
}

#[tokio::test]
async fn while_demo_accounts_exist_only_this_machine_is_answered() {
    let world = World::new();
    let router = world.instance().await.into_router();
    for (host, status) in [
        ("127.0.0.1:8080", 200),
        ("localhost", 200),
        ("LOCALHOST:9000", 200),
        ("[::1]:8080", 200),
        ("aantafel.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("localhost.evil.example:8080", 403),
        ("192.168.1.4:8080", 403),
        ("0.0.0.0", 403),
        ("", 403),
    ] {
        for address in ["/nl/", "/livez", "/desk/aanmelden"] {
            let request =
                Request::builder().uri(address).header(header::HOST, host).body(Body::empty()).expect("a request");
            let answer = router.clone().oneshot(request).await.expect("the router always answers");
            assert_eq!(answer.status().as_u16(), status, "{host} {address}");
            let (parts, body) = answer.into_parts();
            let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
            let page = Page { address: address.to_owned(), status: parts.status, headers: parts.headers, bytes };
            check_guard(&page, host);
            assert!(status == 200 || !page.html().contains("form_token"), "{host} {address} is told nothing");
        }
    }
    let bare = Request::builder().uri("/nl/").body(Body::empty()).expect("a request");
    assert_eq!(router.oneshot(bare).await.expect("an answer").status().as_u16(), 403, "without a host");
}
