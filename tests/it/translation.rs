//! The translation desk (vertalingen): written by one, read by another, approved by a third; outdated when the Dutch changes.

use aantafel::domain::kit::translation::KitText;
use aantafel::domain::kit::{Kit, TextState};
use aantafel::language::Language;
use aantafel::store;
use axum::http::StatusCode;

use crate::browser::{Browser, Form, Page};
use crate::world::World;

const SAVE: &str = "Bewaren";
const HEAD: &str = "tip/k02-lijf-hoofd";

/// Where the Tigrinya texts of a version of the kit about puberty are written.
fn there(version: i32) -> String {
    format!("/desk/vertalingen/puberteit/{version}/ti")
}

pub fn kit(world: &World, version: i32) -> Kit {
    let kits = world.database().read_now(store::kit::all).expect("the kits");
    kits.into_iter().find(|kit| kit.slug == "puberteit" && kit.contents.version == version).expect("the kit")
}

fn text(world: &World, version: i32, key: &str) -> KitText {
    kit(world, version).text("ti", key).cloned().expect("a text")
}

/// Sends a form with many texts as a browser does.
pub async fn send(browser: &mut Browser, form: &Form) -> Page {
    browser.send_files(form.clone(), &[]).await.clone()
}

async fn write(browser: &mut Browser, version: i32, key: &str, words: &str) -> Page {
    let form = browser.open(&there(version)).await.form(SAVE).set(&format!("text-{key}"), words);
    send(browser, &form).await
}

async fn tick(browser: &mut Browser, version: i32, key: &str) -> Page {
    let form = browser.open(&there(version)).await.form(SAVE).set(&format!("ok-{key}"), "1");
    send(browser, &form).await
}

fn offers_tick(page: &Page, key: &str) -> bool {
    page.has(&format!("input[name='ok-{key}']"))
}

#[tokio::test]
async fn a_text_is_written_read_by_another_and_approved_by_a_third() {
    let world = World::new();
    let mut author = world.signed_in("lezer@demo").await;
    let page = write(&mut author, 1, HEAD, "ሓንጎል ጌና ይዓቢ ኣሎ።").await;
    assert!(page.text().contains("Bewaard."), "{}", page.text());
    let written = text(&world, 1, HEAD);
    assert_eq!((written.text.as_str(), written.state, written.revision), ("ሓንጎል ጌና ይዓቢ ኣሎ።", TextState::Translated, 1));
    assert!(!offers_tick(&page, HEAD), "who wrote it does not read it");
    tick(&mut author, 1, HEAD).await;
    assert_eq!(text(&world, 1, HEAD).state, TextState::Translated, "nor when the tick is sent all the same");

    let mut reader = world.signed_in("gastvrouw@demo").await;
    assert!(offers_tick(reader.open(&there(1)).await, HEAD));
    tick(&mut reader, 1, HEAD).await;
    assert_eq!(text(&world, 1, HEAD).state, TextState::Read);
    tick(&mut reader, 1, HEAD).await;
    assert_eq!(text(&world, 1, HEAD).state, TextState::Read, "one pair of eyes does not count twice");

    let mut third = world.signed_in("werker.groningen@demo").await;
    tick(&mut third, 1, HEAD).await;
    let approved = text(&world, 1, HEAD);
    assert_eq!(approved.state, TextState::Approved);
    assert_eq!(approved.author, Some(world.account_of("lezer@demo").id));
    assert_eq!(approved.reader, Some(world.account_of("gastvrouw@demo").id));
    assert_eq!(approved.approver, Some(world.account_of("werker.groningen@demo").id));
    assert!(!offers_tick(third.open(&there(1)).await, HEAD), "what is approved is finished");

    write(&mut third, 1, HEAD, "ሓንጎል እውን ይዓቢ።").await;
    let again = text(&world, 1, HEAD);
    assert_eq!(
        (again.state, again.reader, again.approver),
        (TextState::Translated, None, None),
        "other words begin anew"
    );
    let page = reader.open(&there(1)).await.text();
    assert!(page.contains("21 november"), "the day of the last step: {page}");
    let history = author.open("/desk/organisatie").await.text();
    assert!(history.contains("schreef teksten van een themakit (ትግርኛ)"), "{history}");
}

#[tokio::test]
async fn everything_on_the_page_is_said_to_be_right_at_once_but_ones_own() {
    let world = World::new();
    let mut reader = world.signed_in("lezer@demo").await;
    write(&mut reader, 1, HEAD, "ሓንጎል ይዓቢ።").await;
    let form = reader.open(&there(1)).await.form(SAVE).set("all", "1");
    send(&mut reader, &form).await;
    let kit = kit(&world, 1);
    let tigrinya = Language::find("ti").expect("Tigrinya");
    let coverage = kit.coverage(tigrinya);
    assert_eq!((coverage.read, coverage.unread, coverage.all), (coverage.all - 1, 1, coverage.all));
    let table = reader.open("/desk/vertalingen").await.text();
    assert!(table.contains(&format!("{}/{}", coverage.all - 1, coverage.all)), "{table}");
}

#[tokio::test]
async fn what_nobody_read_carries_its_mark_until_somebody_does() {
    let world = World::new();
    let evening = world.meeting("werker@demo", |meeting| {
        meeting.head.published_at.is_some()
            && meeting.plan.title_kit == "puberteit"
            && meeting.head.cancelled_at.is_none()
    });
    let address = format!("/ti/m/{}/tips", evening.head.secret);
    let mark = Language::find("ti").expect("Tigrinya").phrases().handout.unread.as_str();
    let mut reader = world.signed_in("lezer@demo").await;
    assert!(reader.open(&address).await.text().contains(mark), "{}", reader.page.text());
    for slug in evening.kits.iter().map(|kit| kit.slug.clone()) {
        let there = format!("/desk/vertalingen/{slug}/1/ti");
        let form = reader.open(&there).await.form(SAVE).set("all", "1");
        send(&mut reader, &form).await;
    }
    assert!(!reader.open(&address).await.text().contains(mark), "{}", reader.page.text());
}

#[tokio::test]
async fn two_who_write_the_same_text_both_see_what_the_other_wrote() {
    let world = World::new();
    let (mut first, mut second) = (world.signed_in("lezer@demo").await, world.signed_in("gastvrouw@demo").await);
    let other = "tip/k02-lijf-hormonen";
    let late = second.open(&there(1)).await.form(SAVE);
    write(&mut first, 1, HEAD, "ቀዳማይ").await;
    let late = late.set(&format!("text-{HEAD}"), "ካልኣይ").set(&format!("text-{other}"), "ሳልሳይ");
    let page = send(&mut second, &late).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("ቀዳማይ"), "theirs: {}", page.text());
    let form = page.form(SAVE);
    assert_eq!(form.value(&format!("text-{HEAD}")), "ካልኣይ", "one's own stays in the field");
    assert_eq!(form.value(&format!("text-{other}")), "ሳልሳይ");
    assert_eq!(text(&world, 1, HEAD).text, "ቀዳማይ", "nothing was written over");
    assert_ne!(text(&world, 1, other).text, "ሳልሳይ", "all or nothing");
    send(&mut second, &form).await;
    assert_eq!((text(&world, 1, HEAD).text.as_str(), text(&world, 1, other).text.as_str()), ("ካልኣይ", "ሳልሳይ"));
}

#[tokio::test]
async fn a_text_that_somebody_else_changed_and_one_did_not_touch_stays_theirs() {
    let world = World::new();
    let (mut first, mut second) = (world.signed_in("lezer@demo").await, world.signed_in("gastvrouw@demo").await);
    let late = second.open(&there(1)).await.form(SAVE);
    write(&mut first, 1, HEAD, "ቀዳማይ").await;
    let late = late.set("text-tip/k02-lijf-hormonen", "ሳልሳይ").set(&format!("ok-{HEAD}"), "1");
    let page = send(&mut second, &late).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let theirs = text(&world, 1, HEAD);
    assert_eq!(
        (theirs.text.as_str(), theirs.state),
        ("ቀዳማይ", TextState::Translated),
        "a tick is for the words one read"
    );
}

#[tokio::test]
async fn what_may_not_reach_parents_is_refused_beside_its_field() {
    let world = World::new();
    let mut author = world.signed_in("lezer@demo").await;
    let title = "public_title/0";
    for (key, words, problem) in [
        (HEAD, "", "Vul dit in"),
        (HEAD, "ኣብ ኤርትራ ከምዚ የለን", "Noem geen land"),
        (HEAD, "In 2019 waren het er veel", "geen cijfers"),
        (HEAD, "Spreek een codewoord af", "stap voor de veiligheid"),
        (HEAD, "Dan volgt een boete", "maakt ouders bang"),
        (HEAD, "Bel 06 12 34 56 78", "telefoonnummer"),
        (HEAD, "Een stoornis", "nooit in deze kit"),
        (HEAD, "漢 ሓንጎል", "U+6F22"),
        (HEAD, &"ሓ".repeat(401), "400"),
        (title, "Over huwelijksdwang", "huwelijksdwang"),
    ] {
        let page = write(&mut author, 1, key, words).await;
        assert_eq!(page.status.as_u16(), 422, "{words}: {}", page.text());
        assert!(page.text().contains(problem), "{problem}: {}", page.text());
        assert_eq!(page.form(SAVE).value(&format!("text-{key}")), words, "what was typed stays");
        assert_eq!(text(&world, 1, key).revision, 0);
    }
}

#[tokio::test]
async fn another_language_version_or_kit_is_not_there() {
    let world = World::new();
    let mut author = world.signed_in("lezer@demo").await;
    for address in [
        "/desk/vertalingen/puberteit/1/nl",
        "/desk/vertalingen/puberteit/1/xx",
        "/desk/vertalingen/puberteit/2/ti",
        "/desk/vertalingen/puberteit/9999999999/ti",
        "/desk/vertalingen/niets/1/ti",
        "/desk/vertalingen/puberteit/1/ti/k02-1-ar.xlf",
    ] {
        let status = author.get(address, &[]).await.status.as_u16();
        assert!([404, 400].contains(&status), "{address} {status}");
    }
}

#[tokio::test]
async fn the_seeds_bring_better_texts_and_leave_the_work_of_people() {
    let world = World::new();
    let mut author = world.signed_in("lezer@demo").await;
    write(&mut author, 1, HEAD, "ሓንጎል ይዓቢ።").await;
    let other = "tip/k02-lijf-hormonen";
    let before = text(&world, 1, other);
    let database = world.database();
    let place = store::kit::text::Place::new(&kit(&world, 1), "ti", other);
    let older = KitText { text: "ገለ".to_owned(), ..before.clone() };
    assert!(database.write_now(move |db| store::kit::text::keep(db, &place, Some(0), &older)).expect("a text"));
    aantafel::seed::reference_tables(&database).expect("the seeds load again");
    assert_eq!(text(&world, 1, HEAD).text, "ሓንጎል ይዓቢ።", "somebody wrote it here");
    assert_eq!(text(&world, 1, other), before, "nobody did, so the shipped text is put right");
}

async fn fetch(browser: &mut Browser) -> String {
    let page = browser.get(&format!("{}/k02-1-ti.xlf", there(1)), &[]).await;
    assert_eq!(page.header("content-type"), "application/xliff+xml");
    page.html()
}

async fn bring(browser: &mut Browser, version: i32, file: &str) -> Page {
    let form = browser.open(&there(version)).await.form("Bestand bekijken");
    browser.post_files(&form, &[("file", "terug.xlf", file.as_bytes())]).await.clone()
}

#[tokio::test]
async fn a_file_goes_out_and_comes_back_into_the_fields_to_be_looked_at_and_saved() {
    let world = World::new();
    let mut author = world.signed_in("lezer@demo").await;
    let file = fetch(&mut author).await;
    assert!(bring(&mut author, 1, &file).await.text().contains("Er is niets te bewaren"));
    let before = text(&world, 1, HEAD).text;
    let page = bring(&mut author, 1, &file.replace(&before, "ሓንጎል እዩ።")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Eén tekst uit het bestand is anders"), "{}", page.text());
    assert!(page.text().contains(&before), "what stands there now is shown");
    assert_eq!(text(&world, 1, HEAD).text, before, "nothing is kept before somebody saves");
    let form = page.form(SAVE);
    assert_eq!(form.value(&format!("text-{HEAD}")), "ሓንጎል እዩ።");
    send(&mut author, &form).await;
    assert_eq!(text(&world, 1, HEAD).text, "ሓንጎል እዩ።");
}

#[tokio::test]
async fn a_file_for_something_else_is_refused_with_what_it_is_for() {
    let world = World::new();
    let mut author = world.signed_in("lezer@demo").await;
    let file = fetch(&mut author).await;
    for (wrong, said) in [
        (file.replace("puberteit/1", "puberteit/7"), "hoort bij versie 7. U bent bij versie 1"),
        (file.replace("puberteit/1", "school/1"), "hoort bij een ander thema"),
        (file.replace("trgLang=\"ti\"", "trgLang=\"ar\""), "Dit bestand is in"),
        (file.replace("</file>", ""), "niet heel: op regel"),
        (file.replace("<xliff", "<!DOCTYPE x><xliff"), "documenttype"),
        ("kleur;nl;ti".to_owned(), "geen XLIFF"),
        (String::new(), "Kies eerst een bestand"),
    ] {
        let page = bring(&mut author, 1, &wrong).await;
        assert_eq!(page.status.as_u16(), 422, "{said}");
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    let dutch = kit(&world, 1).text("nl", HEAD).expect("Dutch").text.clone();
    let before = text(&world, 1, HEAD).text;
    let page = bring(&mut author, 1, &file.replace(&dutch, "Iets anders.").replace(&before, "ካልእ።")).await;
    assert!(page.text().contains("gemaakt van ander Nederlands"), "{}", page.text());
    let stray = file.replace(HEAD, "tip/weg").replace(&before, "ኣብ ምንም።");
    assert!(
        bring(&mut author, 1, &stray).await.text().contains("ኣብ ምንም።"),
        "a text without a place is shown, not lost"
    );
}

#[tokio::test]
async fn what_was_typed_beside_a_file_is_given_back_when_the_sign_in_ended() {
    let world = World::new();
    let mut reader = world.signed_in("lezer@demo").await;
    let form = reader.open(&there(1)).await.form(SAVE).set(&format!("text-{HEAD}"), "ሓንጎል ጌና ይዓቢ ኣሎ።");
    let before = text(&world, 1, HEAD);
    let mut signed_out = world.browser().await;
    let page = signed_out.post_files(&form, &[("file", "texts.xlf", b"<xliff/>")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.all("textarea[readonly]").iter().any(|back| back.contains("ሓንጎል ጌና ይዓቢ ኣሎ።")), "{}", page.text());
    assert_eq!(text(&world, 1, HEAD), before, "and nothing was kept");
}
