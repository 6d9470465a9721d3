//! The public agenda through the browser: filters, pages without gap or repetition, and what a shared cache may keep.

use std::collections::BTreeSet;

use aantafel::domain::invitation;
use aantafel::domain::meeting::{Fresh, Meeting, MeetingId, Visibility};
use aantafel::domain::plan::Plan;
use aantafel::language::Language;
use aantafel::store;
use aantafel::web::paths;
use axum::http::Method;
use chrono::{Duration, NaiveDateTime};

use crate::browser::Browser;
use crate::reader::published;
use crate::world::World;

#[tokio::test]
async fn the_agenda_lists_every_public_meeting_that_is_still_to_come() {
    let world = World::new();
    let mut browser = world.browser().await;
    for language in Language::written() {
        let listed = listed(&mut browser, &paths::agenda(language)).await;
        assert_eq!(listed, coming(&world, |_| true), "{language}");
    }
}

#[tokio::test]
async fn a_place_and_a_spoken_language_narrow_the_agenda() {
    let world = World::new();
    let mut browser = world.browser().await;
    let in_utrecht = coming(&world, |meeting| meeting.plan.municipality == "Utrecht");
    let in_arabic = coming(&world, |meeting| meeting.plan.languages.contains("ar"));
    let both =
        coming(&world, |meeting| meeting.plan.municipality == "Groningen" && meeting.plan.languages.contains("ar"));
    assert!(in_utrecht.len() > 1 && in_arabic.len() > 1 && !both.is_empty());
    assert_eq!(listed(&mut browser, "/nl/?gemeente=Utrecht").await, in_utrecht);
    assert_eq!(listed(&mut browser, "/ar/?gemeente=%20utrecht").await, in_utrecht, "as people type it");
    assert_eq!(listed(&mut browser, "/ti/?taal=ar").await, in_arabic);
    assert_eq!(listed(&mut browser, "/nl/?taal=ar&gemeente=Groningen").await, both);
    assert_eq!(listed(&mut browser, "/nl/?gemeente=Nergens").await, BTreeSet::new());
    assert!(browser.page.text().contains(Language::dutch().phrases().agenda.none.as_str()));
    assert_eq!(
        listed(&mut browser, "/nl/?taal=klingon&vanaf=gisteren").await,
        coming(&world, |_| true),
        "what is wrong counts as not asked"
    );
    browser.open("/nl/?taal=ar").await;
    let language_links = browser.page.links().into_iter().filter(|link| link.contains("taal=ar")).count();
    assert!(language_links >= 4, "the other languages and the feed keep the filter");
}

#[tokio::test]
async fn the_agenda_can_start_at_a_day() {
    let world = World::new();
    let mut browser = world.browser().await;
    let starts: Vec<NaiveDateTime> = published(&world)
        .into_iter()
        .filter(|meeting| meeting.head.visibility == Visibility::Public)
        .map(|meeting| meeting.plan.starts_at)
        .collect();
    let day = starts.iter().max().expect("a meeting").date();
    let last = coming(&world, |meeting| meeting.plan.starts_at.date() >= day);
    assert_eq!(listed(&mut browser, &format!("/nl/?vanaf={day}")).await, last);
    assert_eq!(listed(&mut browser, "/nl/?vanaf=2001-01-01").await, coming(&world, |_| true), "what was is not listed");
}

#[tokio::test]
async fn forty_five_meetings_are_paged_without_gap_or_repetition() {
    let world = World::new();
    let day: NaiveDateTime = "2027-03-04T19:30:00".parse().expect("a time");
    // Five start at each moment: the code decides which of them ends a page.
    for number in 0..45_u8 {
        put_public(&world, number, day + Duration::days(i64::from(number / 5)));
    }
    let mut browser = world.browser().await;
    let mut address = "/nl/?gemeente=Urk".to_owned();
    let (mut pages, mut seen) = (Vec::new(), Vec::new());
    loop {
        browser.open(&address).await;
        let codes = codes(&browser);
        pages.push(codes.len());
        seen.extend(codes);
        assert!(browser.page.bytes.len() <= 20 * 1024, "{} bytes", browser.page.bytes.len());
        let times = browser.page.all("ul.entries time");
        assert!(!times.is_empty());
        let Some(next) = next(&browser) else { break };
        address = next;
    }
    assert_eq!(pages, [20, 20, 5]);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 45, "none twice, none left out");
    let order: Vec<(NaiveDateTime, String)> = seen.iter().map(|code| (start_of(&world, code), code.clone())).collect();
    assert!(order.is_sorted(), "in order of time");
}

#[tokio::test]
async fn the_first_address_goes_to_the_language_that_the_browser_likes_best() {
    let world = World::new();
    let mut browser = world.browser().await;
    let likes = [
        ("ar,nl;q=0.5", "/ar/"),
        ("ja-JP, ti;q=0.8, en;q=0.9", "/en/"),
        ("en;q=0, nl;q=0.1", "/nl/"),
        ("ja", "/nl/"),
        ("", "/nl/"),
        ("ar-SA", "/ar/"),
        ("ku-TR, tr;q=0.7", "/ku/"),
        ("kmr, tr;q=0.7", "/ku/"),
    ];
    for (liked, to) in likes {
        let page = browser.get("/", &[("accept-language", liked)]).await;
        assert_eq!(
            (page.status.as_u16(), page.header("location"), page.header("vary")),
            (303, to, "Accept-Language"),
            "{liked}"
        );
    }
    assert_eq!(browser.get("/", &[]).await.header("location"), "/nl/");
    assert_eq!(browser.get("/xx/", &[]).await.status, 404);
}

#[tokio::test]
async fn a_head_has_the_headers_of_the_page_and_no_body() {
    let world = World::new();
    let mut browser = world.browser().await;
    for address in ["/nl/", "/ar/praktisch", "/nl/agenda.ics"] {
        let page = browser.get(address, &[]).await.clone();
        let head = browser.request(Method::HEAD, address, None, &[]).await;
        assert_eq!((head.status, head.bytes.len()), (page.status, 0), "{address}");
        for name in ["content-type", "etag", "cache-control", "content-length"] {
            assert_eq!(head.header(name), page.header(name), "{address} {name}");
        }
    }
}

#[tokio::test]
async fn what_is_compressed_was_asked_for_and_says_the_same() {
    use std::io::Read;
    let world = World::new();
    let mut browser = world.browser().await;
    let plain = browser.get("/nl/", &[]).await.clone();
    assert_eq!((plain.header("content-encoding"), plain.header("vary")), ("", "Accept-Encoding"));
    for refused in ["br", "gzip;q=0", "identity"] {
        assert_eq!(
            browser.get("/nl/", &[("accept-encoding", refused)]).await.header("content-encoding"),
            "",
            "{refused}"
        );
    }
    let packed = browser.get("/nl/", &[("accept-encoding", "br, gzip")]).await.clone();
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() < plain.bytes.len() / 2);
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&packed.bytes[..]).read_to_end(&mut unpacked).expect("gzip");
    assert_eq!(unpacked, plain.bytes);
}

#[tokio::test]
async fn a_page_that_did_not_change_is_not_sent_again() {
    let world = World::new();
    let mut browser = world.browser().await;
    for address in ["/nl/", "/ar/agenda.ics"] {
        let tag = browser.get(address, &[]).await.header("etag").to_owned();
        assert!(tag.len() > 10, "{address}");
        let again = browser.get(address, &[("if-none-match", &tag)]).await;
        assert_eq!(
            (again.status.as_u16(), again.bytes.len(), again.header("etag")),
            (304, 0, tag.as_str()),
            "{address}"
        );
        assert_eq!(browser.get(address, &[("if-none-match", "\"other\"")]).await.status, 200, "{address}");
    }
    let tag = browser.get("/nl/", &[]).await.header("etag").to_owned();
    put_public(&world, 1, "2027-03-04T19:30:00".parse().expect("a time"));
    let mut another = world.browser().await;
    assert_eq!(another.get("/nl/", &[("if-none-match", &tag)]).await.status, 200, "a new meeting is a new page");
}

/// The codes on every page of the agenda, from this address on.
async fn listed(browser: &mut Browser, address: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut address = address.to_owned();
    loop {
        browser.open(&address).await;
        assert_eq!(browser.page.status, 200, "{address}");
        all.extend(codes(browser));
        let Some(next) = next(browser) else { return all };
        address = next;
    }
}

fn codes(browser: &Browser) -> Vec<String> {
    let links = browser.page.links();
    links.iter().filter_map(|link| Some(link.split_once("/m/")?.1.to_owned())).collect()
}

fn next(browser: &Browser) -> Option<String> {
    let html = scraper::Html::parse_document(&browser.page.html());
    let link = html.select(&scraper::Selector::parse("a[rel=next]").expect("a selector")).next()?;
    link.value().attr("href").map(str::to_owned)
}

/// Codes of the public meetings from today on that fit.
fn coming(world: &World, fits: impl Fn(&Meeting) -> bool) -> BTreeSet<String> {
    let midnight = world.clock.today().and_hms_opt(0, 0, 0).expect("midnight");
    let is_listed =
        |meeting: &Meeting| meeting.head.visibility == Visibility::Public && meeting.plan.starts_at >= midnight;
    let all = published(world).into_iter().filter(|meeting| is_listed(meeting) && fits(meeting));
    all.map(|meeting| meeting.head.code).collect()
}

/// A public meeting in Urk, like one of the demo world.
fn put_public(world: &World, number: u8, starts: NaiveDateTime) {
    let like = world.meeting("gastvrouw@demo", Meeting::is_out);
    let mut meeting = like.clone();
    // Two letters that no other number has.
    let chance = |at: usize| if at.is_multiple_of(2) { number / 28 } else { number % 28 };
    let fresh = Fresh {
        id: MeetingId::new(world.clock.millis() + 1, [number; 10]),
        code: invitation::new_code(std::array::from_fn(chance)),
        secret: invitation::new_secret(std::array::from_fn(chance)),
    };
    (meeting.head.id, meeting.head.code, meeting.head.secret) = (fresh.id.clone(), fresh.code, fresh.secret);
    meeting.head.visibility = Visibility::Public;
    let plan = &mut meeting.plan;
    (plan.starts_at, plan.ends_at, plan.municipality) = (starts, starts + Duration::hours(2), "Urk".to_owned());
    plan.room_key = Plan::room_key("Urk", "zaal", &number.to_string());
    meeting.kits.iter_mut().for_each(|kit| kit.meeting_id = fresh.id.clone());
    meeting.people.clear();
    meeting.titles.clear();
    meeting.agreements.clear();
    meeting.costs.clear();
    let pen = world.pen_of(&meeting.head.support_id);
    let put = world.database().write_now(|db| store::meeting::put(db, &meeting, &pen));
    assert_eq!(put.expect("the meeting can be kept"), store::meeting::Put::Kept, "each has an identifier of its own");
}

fn start_of(world: &World, code: &str) -> NaiveDateTime {
    let key = invitation::Key::parse(code).expect("a code");
    let found = world.database().read_now(|db| store::meeting::find_public(db, &key));
    found.expect("the code opens a meeting").plan.starts_at
}
