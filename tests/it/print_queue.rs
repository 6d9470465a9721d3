//! When everybody prints at once (drukte): a clear sentence, nobody kept from signing in, and no print that is not needed.

use std::time::Duration;

use aantafel::language::Language;
use aantafel::web::{App, paths};
use tokio::sync::SemaphorePermit;

use crate::browser::{Browser, Page};
use crate::world::World;

#[tokio::test]
async fn who_waited_too_long_for_a_print_is_told_so_in_the_language_of_the_page() {
    let world = World::new();
    let app = world.instance().await;
    let mut worker = Browser::new(app.clone());
    worker.sign_in("gastvrouw@demo").await;
    let [mut dutch, mut arabic] = [(); 2].map(|()| Browser::new(app.clone()));
    let meeting = world.meeting("gastvrouw@demo", |meeting| meeting.plan.working_title == "Op reis deze zomer");
    let of = |code: &str, kind: &str| {
        paths::handout_pdf(Language::find(code).expect("a language"), paths::key(&meeting.head), kind)
    };
    let run_sheet = paths::of_meeting(&meeting.head.id, "draaiboek.pdf");
    let all = taken(&app).await;
    let (nl, ar) = (of("nl", "flyer"), of("ar", "flyer"));
    // All three wait the same five seconds.
    tokio::join!(dutch.get(&nl, &[]), arabic.get(&ar, &[]), worker.get(&run_sheet, &[]));
    for (page, code) in [(&dutch.page, "nl"), (&arabic.page, "ar"), (&worker.page, "nl")] {
        assert_is_busy(page, code);
    }
    drop(all);
    for (browser, address) in [(&mut dutch, &nl), (&mut arabic, &ar), (&mut worker, &run_sheet)] {
        assert_eq!(browser.get(address, &[]).await.status, 200, "{address}: it is nobody's fault, and it passes");
    }
}

#[tokio::test]
async fn nobody_who_prints_keeps_others_from_signing_in() {
    let world = World::new();
    let app = world.instance().await;
    let _all = taken(&app).await;
    let mut browser = Browser::new(app.clone());
    // Were passwords tried in the queue of those who print, this would wait for ever: nothing is given back.
    let soon = tokio::time::timeout(Duration::from_secs(60), browser.sign_in("werker@demo"));
    soon.await.expect("passwords have a queue of their own");
    assert!(browser.page.has("nav"), "{}", browser.page.text());
    assert_eq!(app.heavy.available_permits(), 0);
}

#[tokio::test]
async fn what_is_kept_is_not_printed_again_whatever_is_added_to_its_address() {
    let world = World::new();
    let app = world.instance().await;
    let meeting = world.meeting("gastvrouw@demo", |meeting| meeting.plan.working_title == "Op reis deze zomer");
    let mut browser = Browser::new(app.clone());
    for kind in ["tips.pdf", "plaatje.png"] {
        let address = paths::handout(Language::dutch(), paths::key(&meeting.head), kind);
        let first = browser.get(&address, &[]).await.clone();
        assert_eq!(first.status, 200, "{address}");
        let _all = taken(&app).await;
        for added in ["?x=1", "?x=2", "?taal=ar", "?"] {
            let again = browser.get(&format!("{address}{added}"), &[]).await;
            assert_eq!(again.status, 200, "{address}{added}");
            assert!(again.bytes == first.bytes, "{address}{added}");
        }
    }
    // The agenda does ask something: what was kept of one question is no answer to another.
    let all = browser.get("/nl/", &[]).await.bytes.clone();
    assert!(browser.get("/nl/?gemeente=Utrecht", &[]).await.bytes != all);
}

#[tokio::test]
async fn who_has_the_file_is_told_so_without_a_print() {
    let world = World::new();
    let app = world.instance().await;
    let meeting = world.meeting("gastvrouw@demo", |meeting| meeting.plan.working_title == "Op reis deze zomer");
    let mut browser = Browser::new(app.clone());
    browser.sign_in("gastvrouw@demo").await;
    let own = |file: &str| paths::of_meeting(&meeting.head.id, file);
    let open = |file: &str| paths::handout(Language::dutch(), paths::key(&meeting.head), file);
    let addresses = [open("tips.pdf"), open("plaatje.png"), own("tips.pdf"), own("draaiboek.pdf"), own("afspraak.pdf")];
    let mut tags = Vec::new();
    for address in &addresses {
        let page = browser.get(address, &[]).await;
        assert_eq!(page.status, 200, "{address}");
        tags.push(page.header("etag").to_owned());
    }
    assert_eq!(tags[0], tags[2], "the same sheet has the same tag in both rooms");
    tags.iter().for_each(|tag| assert!(tag.len() > 20, "{tags:?}"));
    // Nothing is kept, and nobody can print.
    app.cache.forget();
    let _all = taken(&app).await;
    for (address, tag) in addresses.iter().zip(&tags) {
        for known in [tag.clone(), format!("\"other\", W/{tag}")] {
            let page = browser.get(address, &[("if-none-match", &known)]).await;
            assert_eq!((page.status.as_u16(), page.bytes.len()), (304, 0), "{address}");
            assert_eq!(page.header("etag"), tag, "{address}");
        }
    }
    let arabic = own("draaiboek.pdf?taal=ar");
    let page = browser.get(&arabic, &[("if-none-match", &tags[3])]).await;
    assert_eq!(page.status, 503, "another language is another file, and has to be printed");
}

/// Every place among those that print; until it is dropped.
async fn taken(app: &App) -> SemaphorePermit<'_> {
    let all = u32::try_from(app.heavy.available_permits()).expect("a few");
    assert!(all > 0);
    app.heavy.acquire_many(all).await.expect("the gate is never closed")
}

fn assert_is_busy(page: &Page, code: &str) {
    let language = Language::find(code).expect("a language");
    let t = &language.phrases().failure;
    assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, "5"), "{}", page.address);
    assert_eq!(page.header("cache-control"), "no-store", "{}", page.address);
    assert!(page.has(&format!("html[lang={code}]")), "{}", page.address);
    for sentence in [&t.busy, &t.busy_text] {
        assert!(page.text().contains(sentence.as_str()), "{}: {}", page.address, page.text());
    }
}
