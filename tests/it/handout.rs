//! Every handout over HTTP, in every language: what arrives, that it prints what the page says, and when it is refused.

mod picture;
mod standing;

use std::collections::HashMap;

use aantafel::documents::handout::block::Format;
use aantafel::documents::handout::{Compose, KINDS, Kind};
use aantafel::domain::kit::{Kit, KitText, TipAudience};
use aantafel::domain::meeting::{Meeting, State, Visibility};
use aantafel::language::{Lang, Language};
use aantafel::schema::contact;
use aantafel::web::paths;
use aantafel::{seed, store};
use chrono::Months;
use diesel::prelude::*;

use crate::browser::Page;
use crate::reader::{assert_expected, missing, paper, pdf_text, published, squeezed};
use crate::world::World;

const MOST_BYTES: usize = 150 * 1024;
const NUMBER: &str = "0800-2000";

#[tokio::test]
async fn every_kind_in_every_language_prints_what_its_page_says_the_same_each_time() {
    let world = World::new();
    let (mut first, mut second) = (world.signed_in("gastvrouw@demo").await, world.signed_in("gastvrouw@demo").await);
    for (at, meeting) in
        ["Op reis deze zomer", "Moeders en vaders samen"].map(|title| titled(&world, title)).iter().enumerate()
    {
        for language in Language::written() {
            for kind in printed_kinds(language).filter(|kind| at == 0 || ["tips", "draaiboek"].contains(kind)) {
                let (page, file) = addresses(meeting, language, kind);
                let printed = first.get(&file, &[]).await.clone();
                assert_is_neutral_pdf(&printed, language, kind);
                if at == 0 && language.is_dutch() {
                    assert!(printed.bytes == second.get(&file, &[]).await.bytes, "{file}: the same bytes twice");
                }
                let shown = first.get(&page, &[]).await.clone();
                assert_eq!(shown.status, 200, "{page}");
                let Some(text) = pdf_text(&printed.bytes) else { return };
                assert_eq!(missing(&shown, &text, language), [""; 0], "{file}");
            }
        }
    }
}

#[tokio::test]
async fn every_sheet_of_every_meeting_is_small_and_can_be_read() {
    let world = World::new();
    let mut browser = world.browser().await;
    let mut seen = 0;
    for meeting in published(&world).into_iter().filter(|meeting| meeting.plan.audience.is_parents()) {
        for kind in ["tips", "flyer"] {
            let language = Language::written().nth(seen % Language::written().count()).expect("a language");
            let file = paths::handout_pdf(language, paths::key(&meeting.head), kind);
            let page = browser.get(&file, &[]).await;
            assert_is_neutral_pdf(page, language, kind);
            let is_hidden = meeting.head.visibility == Visibility::LinkOnly;
            assert_eq!(page.header("x-robots-tag") == "noindex", is_hidden, "{file}");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

#[tokio::test]
async fn the_phone_number_stands_whole_and_in_order_in_every_language() {
    let world = World::new();
    let meeting = titled(&world, "Op reis deze zomer");
    let mut browser = world.browser().await;
    for language in Language::written() {
        let (page, file) = addresses(&meeting, language, "tips");
        let shown = browser.open(&page).await;
        assert!(shown.all("[dir=ltr]").iter().any(|number| number == NUMBER), "{language}");
        let Some(text) = pdf_text(&browser.open(&file).await.bytes) else { return };
        assert!(text.lines().any(|line| line.contains(NUMBER)), "{language}: {text}");
        assert!(!text.contains("2000-0800") && !text.contains("0002"), "{language}: {text}");
    }
}

#[tokio::test]
async fn a_public_sheet_is_kept_by_its_tag() {
    let world = World::new();
    let meeting = titled(&world, "Op reis deze zomer");
    let mut browser = world.browser().await;
    for kind in ["tips", "flyer"] {
        let (page, file) = addresses(&meeting, Language::dutch(), kind);
        for address in [page, file] {
            let tag = browser.get(&address, &[]).await.header("etag").to_owned();
            assert!(tag.len() > 10, "{address}");
            let again = browser.get(&address, &[("if-none-match", &tag)]).await;
            assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{address}");
        }
    }
}

#[tokio::test]
async fn the_run_sheet_and_the_cards_are_for_the_owners_alone() {
    let world = World::new();
    let meeting = titled(&world, "Op reis deze zomer");
    let mut stranger = world.browser().await;
    let mut other = world.signed_in("werker.groningen@demo").await;
    let kinds = KINDS.iter().filter(|kind| !matches!(kind.compose, Compose::Parents(_)));
    let files: Vec<String> = kinds.flat_map(|kind| [kind.word.to_owned(), format!("{}.pdf", kind.word)]).collect();
    assert_eq!(files.len(), 8);
    for file in &files {
        for language in Language::written() {
            for key in [&meeting.head.code, &meeting.head.secret] {
                assert_eq!(stranger.get(&paths::handout(language, key, file), &[]).await.status, 404);
            }
        }
        let address = paths::of_meeting(&meeting.head.id, file);
        assert_eq!(stranger.get(&address, &[]).await.status, 303, "sign in first");
        assert_eq!(other.get(&address, &[]).await.status, 404, "not theirs");
    }
}

#[tokio::test]
async fn the_desk_prints_in_the_language_that_was_asked() {
    let world = World::new();
    let meeting = titled(&world, "Op reis deze zomer");
    for (account, own) in [("gastvrouw@demo", "nl"), ("gast.dari@demo", "en")] {
        let mut browser = world.signed_in(account).await;
        let meeting = if own == "nl" { meeting.clone() } else { world.meeting(account, Meeting::is_out) };
        let asked = [
            ("draaiboek", "", own),
            ("draaiboek", "?taal=ti", "ti"),
            ("tips", "", "nl"),
            ("tips", "?taal=ar", "ar"),
            ("flyer", "?taal=xx", "nl"),
        ];
        for (kind, query, language) in asked {
            let page = browser.get(&format!("{}{query}", paths::of_meeting(&meeting.head.id, kind)), &[]).await;
            assert!(page.has(&format!("html[lang={language}]")), "{kind}{query} for {account}");
            assert_eq!(page.header("cache-control"), "no-store");
            let file = browser
                .get(&format!("{}{query}", paths::of_meeting(&meeting.head.id, &format!("{kind}.pdf"))), &[])
                .await;
            assert_eq!(paper(&file.bytes).language, language, "{kind}.pdf{query}");
        }
    }
}

#[tokio::test]
async fn what_is_printed_before_publication_points_at_the_page_that_will_be_there() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Agreed);
    let mut worker = world.signed_in("werker@demo").await;
    let mut parent = world.browser().await;
    let targets = [
        ("tips", paths::handout(Language::dutch(), &meeting.head.secret, "tips")),
        ("flyer", paths::invitation(Language::dutch(), &meeting.head.secret)),
    ];
    for (kind, target) in &targets {
        let page = worker.open(&paths::of_meeting(&meeting.head.id, kind)).await;
        assert!(page.all("figure.qr a").concat().ends_with(target), "{kind}: {:?}", page.all("figure.qr a"));
        let file = worker.open(&paths::of_meeting(&meeting.head.id, &format!("{kind}.pdf"))).await;
        let text = pdf_text(&file.bytes).unwrap_or_default();
        assert!(text.is_empty() || squeezed(&text).contains(target), "{kind}: {text}");
        assert_eq!(parent.get(target, &[]).await.status, 404, "not out yet");
    }
    worker.open(&paths::meeting(&meeting.head.id)).await;
    worker.send(worker.page.form("Open de uitnodiging")).await;
    for (kind, target) in &targets {
        assert_eq!(world.browser().await.get(target, &[]).await.status, 200, "{kind}: what the paper says opens");
    }
}

#[tokio::test]
async fn a_number_that_nobody_tried_for_nineteen_months_stops_the_sheet() {
    let world = World::new();
    let meeting = titled(&world, "Op reis deze zomer");
    for (months, is_refused) in [(17, false), (19, true)] {
        confirm(&world, months);
        let mut browser = world.browser().await;
        for language in Language::written() {
            let sentence = language.phrases().handout.contacts_stale.as_str();
            let (page, file) = addresses(&meeting, language, "tips");
            let shown = browser.get(&page, &[]).await;
            assert_eq!(
                (shown.status.as_u16(), shown.text().contains(sentence)),
                (200, is_refused),
                "{language} {months}"
            );
            assert_eq!(shown.text().contains(NUMBER), !is_refused, "{language} {months}");
            let printed = browser.get(&file, &[]).await;
            let status = if is_refused { 409 } else { 200 };
            assert_eq!(
                (printed.status.as_u16(), printed.text().contains(sentence)),
                (status, is_refused),
                "{language} {months}"
            );
            let (_, flyer) = addresses(&meeting, language, "flyer");
            assert_eq!(browser.get(&flyer, &[]).await.status, 200, "a flyer names no numbers");
        }
    }
}

#[tokio::test]
async fn a_letter_that_no_font_has_is_refused_and_named_on_the_desk() {
    let world = World::new();
    let meeting = titled(&world, "Op reis deze zomer");
    plant_letter(&world, "met-vakantie-en-weer-terug", '家');
    let sentence = Language::dutch().phrases().handout.not_printable.as_str();
    let (_, file) = addresses(&meeting, Language::dutch(), "tips");
    let mut parent = world.browser().await;
    let page = parent.get(&file, &[]).await;
    assert_eq!(page.status, 409);
    let text = page.text();
    assert!(
        text.contains(sentence) && text.contains(NUMBER) && !text.contains("U+5BB6"),
        "the page goes on without the PDF: {text}"
    );
    let mut worker = world.signed_in("werker@demo").await;
    let page = worker.get(&paths::of_meeting(&meeting.head.id, "tips.pdf"), &[]).await;
    assert!(page.text().contains(sentence) && page.text().contains("U+5BB6"), "{}", page.text());
    assert_eq!(
        parent.get(&addresses(&meeting, Language::dutch(), "flyer").1, &[]).await.status,
        200,
        "the others print"
    );
}

#[tokio::test]
async fn the_text_of_a_tips_sheet() {
    let world = World::new();
    let meeting = titled(&world, "Op reis deze zomer");
    let mut browser = world.browser().await;
    for (code, expected) in [("nl", "handout-tips-nl.txt"), ("ar", "handout-tips-ar.txt")] {
        let language = Language::find(code).expect("a language");
        let (_, file) = addresses(&meeting, language, "tips");
        let Some(text) = pdf_text(&browser.open(&file).await.bytes) else { return };
        let steady = text.replace(&meeting.head.code, "CODE").replace('\u{c}', "---\n");
        assert_expected(expected, &steady);
    }
}

/// Every kind that is a PDF and asks no more than the meeting.
fn printed_kinds(language: Lang) -> impl Iterator<Item = &'static str> {
    let is_printed = |kind: &&Kind| kind.format != Format::Phone && !matches!(kind.compose, Compose::Owners(_));
    KINDS.iter().filter(is_printed).filter(move |kind| kind.is_made_in(language)).map(|kind| kind.word)
}

fn titled(world: &World, title: &str) -> Meeting {
    world.meeting("gastvrouw@demo", |meeting| meeting.plan.working_title == title)
}

/// The page and the PDF: of parents' kinds those in public, of facilitators' those on the desk.
fn addresses(meeting: &Meeting, language: Lang, kind: &str) -> (String, String) {
    let (id, key) = (&meeting.head.id, paths::key(&meeting.head));
    if matches!(Kind::find(kind).expect("a kind").compose, Compose::Facilitator(_)) {
        let of = |file: &str| format!("{}?taal={language}", paths::of_meeting(id, file));
        return (of(kind), of(&format!("{kind}.pdf")));
    }
    (paths::handout(language, key, kind), paths::handout_pdf(language, key, kind))
}

fn assert_is_neutral_pdf(page: &Page, language: Lang, kind: &str) {
    let address = &page.address;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "application/pdf"), "{address}");
    let name =
        page.header("content-disposition").strip_prefix("inline; filename=\"").and_then(|name| name.strip_suffix('"'));
    let name = name.expect("a file name");
    assert!(name.starts_with(kind) && name.ends_with(&format!("-{language}.pdf")), "{address}: {name}");
    assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)), "{address}: {name}");
    assert!(page.bytes.len() <= MOST_BYTES, "{address}: {} bytes", page.bytes.len());
    let paper = paper(&page.bytes);
    assert_eq!(paper.language, language.code, "{address}");
    let title = (Kind::find(kind).expect("a kind").title)(language.phrases());
    assert!(
        paper.title.starts_with(title.as_str()) && paper.title.len() > title.as_str().len(),
        "{address}: {}",
        paper.title
    );
}

/// Somebody tried every national number so many months ago.
fn confirm(world: &World, months: u32) {
    let day = world.clock.today() - Months::new(months);
    let done = world.database().write_now(|db| {
        diesel::update(contact::table).set(contact::confirmed_on.eq(day)).execute(db)?;
        store::revision::raise_reference(db)
    });
    done.expect("contacts can be confirmed");
}

/// Puts a letter into the first tip for parents.
fn plant_letter(world: &World, slug: &str, letter: char) {
    let kit = seed::kits().expect("kits").into_iter().find(|kit| kit.slug == slug).expect("a kit");
    let tip = kit.contents.tips.iter().find(|tip| tip.audience == TipAudience::Parents).expect("a tip");
    let planted = ("nl".to_owned(), format!("tip/{}", tip.id));
    let mut texts: HashMap<(String, String), KitText> =
        kit.texts().map(|(language, key, text)| ((language.to_owned(), key.to_owned()), text.clone())).collect();
    texts.get_mut(&planted).expect("a text").text.push(letter);
    let kit = Kit::new(kit.slug.clone(), kit.contents.clone(), texts);
    world.put_kit(&kit);
}
