//! Who asks again (opnieuw vragen): by tag, by time, for the head alone, and with whatever Accept; public and secret alike.

use aantafel::language::Language;
use aantafel::web::paths;
use axum::http::{Method, StatusCode};
use chrono::{DateTime, Duration, Utc};

use super::{WORKER, dutch_feed, new_own, public};
use crate::browser::{Browser, Page};
use crate::world::World;

/// Every kind of calendar that goes out, with whether it is for everybody.
async fn calendars(world: &World) -> Vec<(String, bool)> {
    let mut worker = world.signed_in(WORKER).await;
    let (organisation, own) = (crate::calendar::new_feed(&mut worker).await, new_own(&mut worker).await);
    let file = paths::invitation_calendar(Language::dutch(), &public(world).head.code);
    vec![(dutch_feed(), true), (file, true), (organisation, false), (own, false)]
}

async fn ask(browser: &mut Browser, address: &str, headers: &[(&str, &str)]) -> Page {
    browser.get(address, headers).await.clone()
}

fn moment(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc2822(text).expect("a date of HTTP").to_utc()
}

#[tokio::test]
async fn every_calendar_says_what_it_is_and_when_it_changed_whoever_asks() {
    let world = World::new();
    for (address, is_public) in calendars(&world).await {
        let mut phone = world.browser().await;
        world.clock.advance(Duration::seconds(2));
        let first = ask(&mut phone, &address, &[]).await;
        assert_eq!(first.header("content-type"), "text/calendar; charset=utf-8", "{address}");
        assert!(moment(first.header("last-modified")) <= world.clock.now(), "never in the future");
        assert_eq!(first.header("cache-control").contains("private"), !is_public, "{address}");
        assert!(first.header("etag").starts_with('"'), "{address}: a tag that is no guess");
        for accept in ["text/html", "image/*", "application/json;q=1", "text/calendar;q=0", ";;;,", "", "*"] {
            let page = ask(&mut phone, &address, &[("accept", accept)]).await;
            assert_eq!((page.status, &page.bytes), (StatusCode::OK, &first.bytes), "{address} {accept:?}");
        }
        let head = phone.request(Method::HEAD, &address, None, &[]).await.clone();
        assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0), "{address}");
        let without_date = |page: &Page| {
            let mut headers = page.headers.clone();
            headers.remove("date");
            headers
        };
        assert_eq!(without_date(&head), without_date(&first), "{address}: the head is the head");
        let packed = ask(&mut phone, &address, &[("accept-encoding", "gzip")]).await;
        assert_eq!(packed.header("content-encoding"), "gzip", "{address}");
        assert!(packed.bytes.len() < first.bytes.len());
    }
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again_and_a_tag_goes_before_a_time() {
    let world = World::new();
    for (address, _) in calendars(&world).await {
        let mut phone = world.browser().await;
        world.clock.advance(Duration::minutes(2));
        let first = ask(&mut phone, &address, &[]).await;
        let (tag, time) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
        let (weak, earlier) = (format!("W/{tag}"), "Sun, 06 Nov 1994 08:49:37 GMT");
        let asked: [(&[(&str, &str)], u16); 9] = [
            (&[("if-none-match", &tag)], 304),
            (&[("if-none-match", &weak)], 304),
            (&[("if-none-match", "\"other\"")], 200),
            (&[("if-modified-since", &time)], 304),
            (&[("if-modified-since", earlier)], 200),
            (&[("if-modified-since", "gisteren")], 200),
            (&[("if-none-match", "\"other\""), ("if-modified-since", &time)], 200),
            (&[("if-none-match", &tag), ("if-modified-since", earlier)], 304),
            (&[("if-none-match", ""), ("if-modified-since", &time)], 200),
        ];
        for (headers, status) in asked {
            let page = ask(&mut phone, &address, headers).await;
            assert_eq!(page.status.as_u16(), status, "{address} {headers:?}");
            assert_eq!((page.header("etag"), page.header("last-modified")), (tag.as_str(), time.as_str()), "{address}");
            assert_eq!(page.bytes.is_empty(), status == 304, "{address} {headers:?}");
        }
    }
}

#[tokio::test]
async fn a_change_is_sent_to_who_asks_by_time_also_within_the_second() {
    let world = World::new();
    let meeting = public(&world);
    for (address, _) in calendars(&world).await {
        world.clock.advance(Duration::minutes(2));
        let mut phone = world.browser().await;
        let turn = |number: u32| {
            let now = world.clock.utc();
            super::changed(&world, &meeting, move |own| {
                let shows = !own.head.shows_place;
                assert!(number < 9);
                own.open(own.head.visibility, shows, true, now).expect("it is not over");
            });
        };
        let mut last = ask(&mut phone, &address, &[]).await;
        for number in 0..3 {
            // Two changes in one second: the time alone does not tell them apart.
            turn(number);
            let mut phone = world.browser().await;
            let time = last.header("last-modified").to_owned();
            let page = ask(&mut phone, &address, &[("if-modified-since", &time)]).await;
            assert_eq!(page.status, StatusCode::OK, "{address}: change {number} since {time}");
            assert_ne!(page.header("etag"), last.header("etag"));
            last = page;
        }
        world.clock.advance(Duration::minutes(1));
        let mut phone = world.browser().await;
        let settled = ask(&mut phone, &address, &[]).await;
        let time = settled.header("last-modified").to_owned();
        assert_eq!(ask(&mut phone, &address, &[("if-modified-since", &time)]).await.status, StatusCode::NOT_MODIFIED);
        // Tomorrow something may have fallen out of it.
        world.clock.advance(Duration::days(1));
        assert_eq!(ask(&mut phone, &address, &[("if-modified-since", &time)]).await.status, StatusCode::OK);
    }
}
