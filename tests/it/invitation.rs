//! The page of one meeting: who can find it, what it says when it is off or over, and whose title it bears.

use aantafel::domain::meeting::{Meeting, OwnTitle, State, Visibility};
use aantafel::language::Language;
use aantafel::web::paths;
use aantafel::{seed, store};
use axum::http::Method;
use chrono::Duration;

use crate::reader::published;
use crate::world::World;

#[tokio::test]
async fn a_meeting_with_a_secret_link_answers_to_its_secret_alone() {
    let world = World::new();
    let mut browser = world.browser().await;
    let hidden: Vec<Meeting> =
        published(&world).into_iter().filter(|meeting| meeting.head.visibility == Visibility::LinkOnly).collect();
    assert!(hidden.len() >= 3);
    for meeting in hidden {
        for language in Language::written() {
            let (code, secret) = (&meeting.head.code, &meeting.head.secret);
            for end in ["", ".ics", "/tips", "/tips.pdf", "/flyer"] {
                assert_eq!(browser.get(&format!("/{language}/m/{code}{end}"), &[]).await.status, 404, "{code}{end}");
            }
            let page = browser.get(&paths::invitation(language, secret), &[]).await;
            assert_eq!((page.status.as_u16(), page.header("x-robots-tag")), (200, "noindex"));
            assert!(page.has("meta[name=robots][content=noindex]") && page.header("cache-control").contains("private"));
            assert!(!page.html().contains(code), "the code is not told, because it opens nothing");
        }
        for list in ["/nl/", "/nl/agenda.ics"] {
            let page = browser.get(list, &[]).await;
            assert!(
                !page.html().contains(&meeting.head.secret) && !page.html().contains(meeting.head.id.as_str()),
                "{list}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_not_out_and_what_does_not_exist_answer_alike() {
    let world = World::new();
    let mut browser = world.browser().await;
    let inside = world.meetings_of("werker@demo").into_iter().filter(|meeting| !meeting.is_out());
    let addresses: Vec<String> = inside.flat_map(|meeting| [meeting.head.code, meeting.head.secret]).collect();
    assert!(addresses.len() >= 6);
    let nothing = browser.get("/ar/m/zzzzzz", &[]).await.clone();
    for key in addresses.iter().map(String::as_str).chain(["ZZZZZZ", "x", "zzzzzz0", "%00", "..%2f"]) {
        let page = browser.get(&format!("/ar/m/{key}"), &[]).await;
        assert_eq!((page.status.as_u16(), &page.bytes), (404, &nothing.bytes), "{key}");
    }
    let arabic = Language::find("ar").expect("Arabic").phrases();
    assert!(nothing.text().contains(arabic.failure.not_found_text.as_str()), "in the language of the address");
}

#[tokio::test]
async fn a_cancelled_meeting_says_so_and_offers_no_calendar() {
    let world = World::new();
    let mut browser = world.browser().await;
    let is_it = |meeting: &Meeting| meeting.head.state == State::Cancelled && meeting.is_out();
    let meeting = world.meeting("gastvrouw@demo", is_it);
    for language in Language::written() {
        let t = &language.phrases().meeting;
        let text = browser.open(&paths::invitation(language, paths::key(&meeting.head))).await.text();
        assert!(
            text.contains(t.cancelled.as_str()) && text.contains(t.ask_organisation.as_str()),
            "{language}: {text}"
        );
        assert!(!text.contains(t.just_come.as_str()) && !browser.page.has("a[type='text/calendar']"), "{language}");
        let flyer = browser.open(&paths::handout(language, paths::key(&meeting.head), "flyer")).await.text();
        assert!(flyer.contains(t.cancelled.as_str()), "{language}: {flyer}");
    }
    browser.open("/nl/").await;
    let entry = browser.page.all("li.card-off").concat();
    assert!(entry.contains(Language::dutch().phrases().agenda.cancelled.as_str()), "{entry}");
}

#[tokio::test]
async fn a_meeting_that_is_over_says_so_from_the_minute_it_ends() {
    let world = World::new();
    let mut browser = world.browser().await;
    let is_ahead =
        |meeting: &Meeting| meeting.head.state == State::Published && meeting.head.visibility == Visibility::Public;
    let meeting = world.meeting("gastvrouw@demo", is_ahead);
    let address = paths::invitation(Language::dutch(), &meeting.head.code);
    let t = &Language::dutch().phrases().meeting;
    world.clock.advance(meeting.plan.ends_at - world.clock.wall() - Duration::minutes(1));
    // Between autumn and the evening the clocks may have been put forward.
    world.clock.advance(meeting.plan.ends_at - world.clock.wall() - Duration::minutes(1));
    let text = browser.open(&address).await.text();
    assert!(!text.contains(t.over.as_str()) && text.contains(t.just_come.as_str()), "{text}");
    world.clock.advance(Duration::minutes(1));
    let text = browser.open(&address).await.text();
    assert!(text.contains(t.over.as_str()) && !text.contains(t.just_come.as_str()), "{text}");
}

#[tokio::test]
async fn an_own_title_shows_only_where_a_named_reader_read_it() {
    let world = World::new();
    let is_ahead =
        |meeting: &Meeting| meeting.head.state == State::Published && meeting.head.visibility == Visibility::Public;
    let meeting = world.meeting("gastvrouw@demo", is_ahead);
    let own = |language: &str, title: &str, read_by: &str| OwnTitle {
        meeting_id: meeting.head.id.clone(),
        language: language.to_owned(),
        title: title.to_owned(),
        read_by: read_by.to_owned(),
    };
    let titles =
        vec![own("nl", "Samen rond de tafel", "Saba"), own("ti", "ብሓባር", "Feven"), own("en", "Round the table", " ")];
    let (scope, pen) = (world.scope_of("gastvrouw@demo"), world.pen_of(&meeting.head.host_id));
    let changed = world.database().write_now(|db| {
        store::meeting::change(db, &meeting.head.id, &scope, meeting.head.version, &pen, |meeting| {
            meeting.titles = titles.clone();
            Ok(())
        })
    });
    changed.expect("titles can be written");
    let kit = seed::kits()
        .expect("kits")
        .into_iter()
        .find(|kit| kit.slug == meeting.plan.title_kit)
        .expect("the kit of the title");
    let number = usize::try_from(meeting.plan.title_number).expect("a place in the list");
    let mut browser = world.browser().await;
    for language in Language::written() {
        let listed = kit.public_title(number, language).expect("a neutral title").text.to_string();
        let title = match language.code {
            "nl" => "Samen rond de tafel",
            "ti" => "ብሓባር",
            _ => &listed,
        };
        browser.open(&paths::invitation(language, &meeting.head.code)).await;
        assert_eq!(browser.page.all("h1"), [title], "{language}");
        assert!(browser.page.all("title").concat().starts_with(title), "{language}");
        let ics = browser.open(&paths::invitation_calendar(language, &meeting.head.code)).await.html();
        assert!(ics.contains(&format!("SUMMARY:{}", title.replace(',', "\\,"))), "{language}: {ics}");
        browser.open(&paths::handout(language, &meeting.head.code, "flyer")).await;
        assert_eq!(browser.page.all("h1"), [title], "{language}");
    }
}

#[tokio::test]
async fn a_meeting_for_staff_has_a_page_and_no_sheets_for_parents() {
    let world = World::new();
    let mut browser = world.browser().await;
    let staff: Vec<Meeting> =
        published(&world).into_iter().filter(|meeting| !meeting.plan.audience.is_parents()).collect();
    assert!(staff.len() >= 2);
    for meeting in staff {
        let key = paths::key(&meeting.head);
        for language in Language::written() {
            let page = browser.open(&paths::invitation(language, key)).await;
            assert_eq!(page.status, 200);
            assert!(!page.links().iter().any(|link| link.contains("tips") || link.contains("flyer")), "{language}");
            for kind in ["tips", "flyer", "tips.pdf", "flyer.pdf", "draaiboek"] {
                assert_eq!(browser.get(&paths::handout(language, key, kind), &[]).await.status, 404, "{kind}");
            }
        }
    }
}

#[tokio::test]
async fn a_page_is_kept_by_its_tag_and_a_head_has_no_body() {
    let world = World::new();
    let mut browser = world.browser().await;
    for meeting in published(&world).iter().take(4) {
        let address = paths::invitation(Language::dutch(), paths::key(&meeting.head));
        let page = browser.get(&address, &[]).await.clone();
        assert!(page.bytes.len() <= 20 * 1024, "{} bytes", page.bytes.len());
        let again = browser.get(&address, &[("if-none-match", page.header("etag"))]).await;
        assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
        let head = browser.request(Method::HEAD, &address, None, &[]).await;
        assert_eq!((head.bytes.len(), head.header("etag")), (0, page.header("etag")));
        let packed = browser.get(&address, &[("accept-encoding", "gzip")]).await;
        assert_eq!(packed.header("content-encoding"), "gzip");
    }
}
