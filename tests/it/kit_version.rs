//! Versions of kits (versies): begun by a coordinator, changed, released; evenings that are out keep the one they had.

use aantafel::domain::kit::TipAudience;
use aantafel::domain::kit::translation::hash_of;
use aantafel::domain::permission::Action;
use aantafel::language::Language;
use aantafel::{seed, store};
use axum::http::StatusCode;

use crate::browser::{Browser, Page};
use crate::translation::{kit, send};
use crate::world::World;

const KIT: &str = "/desk/kits/puberteit";
const DRAFT: &str = "/desk/kits/puberteit/versies/2";
const HEAD: &str = "tip/k02-lijf-hoofd";

/// The kit that a route is asked for: one that has a draft where one is needed, and no draft where one is begun. What ends
/// a draft is asked of a kit of its own.
pub fn asked_of(path: &str) -> &'static str {
    match path.rsplit('/').next() {
        Some("versies") => "school",
        Some("weg") => "samengestelde-gezinnen",
        Some("vrijgave") => "hulp-vragen-is-gewoon",
        _ => "puberteit",
    }
}

/// The drafts that those routes find.
pub fn drafts(world: &World) {
    let kits = world.database().read_now(store::kit::all).expect("the kits");
    for slug in ["puberteit", "samengestelde-gezinnen", "hulp-vragen-is-gewoon"] {
        let draft = kits.iter().find(|kit| kit.slug == slug).expect("a kit").begin_version(2);
        let begun = world.database().write_now(|db| store::kit::version::begin(db, &draft));
        assert!(begun.expect("a draft can be kept"));
    }
}

/// What somebody sends to a form about that kit, by the pattern of its address.
pub fn fields(path: &str) -> Vec<(String, String)> {
    let shipped = seed::kits().expect("kits").into_iter().find(|kit| kit.slug == "puberteit").expect("the kit");
    let language = if path.contains("/vertalingen/") { "ti" } else { "nl" };
    let words = &shipped.text(language, HEAD).expect("a text").text;
    let fields = [
        (format!("text-{HEAD}"), "Andere woorden.".to_owned()),
        (format!("seen-{HEAD}"), format!("0 {}", hash_of(words))),
        ("revision".to_owned(), "1".to_owned()),
        ("next_review".to_owned(), "2028-03-01".to_owned()),
    ];
    let minutes = shipped.contents.agenda.iter().map(|item| (format!("minutes-{}", item.id), "20".to_owned()));
    fields.into_iter().chain(minutes).collect()
}

async fn begin(browser: &mut Browser) -> Page {
    let form = browser.open(KIT).await.form("Een nieuwe versie beginnen");
    browser.send(form).await.clone()
}

async fn write(browser: &mut Browser, key: &str, words: &str) -> Page {
    let page = browser.open(&format!("{DRAFT}/teksten")).await.clone();
    send(browser, &page.form("Bewaren").set(&format!("text-{key}"), words)).await
}

async fn release(browser: &mut Browser) -> Page {
    let form = browser.open(DRAFT).await.form("Deze versie vrijgeven");
    browser.send(form).await.clone()
}

#[tokio::test]
async fn a_draft_is_seen_by_staff_alone_until_it_is_released() {
    let world = World::new();
    let evening = world.meeting("werker@demo", |meeting| {
        meeting.head.published_at.is_some()
            && meeting.plan.title_kit == "puberteit"
            && meeting.head.cancelled_at.is_none()
    });
    let tips = format!("/nl/m/{}/tips", evening.head.secret);
    let mut coordinator = world.signed_in("coordinator@demo").await;
    assert!(begin(&mut coordinator).await.address.ends_with(DRAFT));
    write(&mut coordinator, HEAD, "Het hoofd is nog lang niet klaar met groeien.").await;
    assert!(!coordinator.open(&tips).await.text().contains("nog lang niet klaar"));
    assert!(!coordinator.open(KIT).await.text().contains("nog lang niet klaar"), "the newest that was released");
    assert!(coordinator.open(&format!("{KIT}?versie=2")).await.text().contains("nog lang niet klaar"));

    let page = release(&mut coordinator).await;
    assert!(page.text().contains("De nieuwe versie is vrijgegeven"), "{}", page.text());
    assert!(coordinator.open(KIT).await.text().contains("nog lang niet klaar"));
    assert!(!coordinator.open(&tips).await.text().contains("nog lang niet klaar"), "what is out keeps what it had");
    let mut worker = world.signed_in("werker@demo").await;
    let said = Language::dutch().desk().show.newer_version.as_str();
    let there = format!("/desk/meetings/{}", evening.head.id);
    assert!(worker.open(&there).await.text().contains(said), "and says that there is a newer one");
    let history = coordinator.open("/desk/organisatie").await.text();
    assert!(history.contains("gaf een nieuwe versie van een themakit vrij"), "{history}");
}

#[tokio::test]
async fn an_evening_that_goes_out_gets_the_newest_version() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    begin(&mut coordinator).await;
    let mut before = Vec::new();
    let app = world.instance().await;
    before.push(app.reference().newest("puberteit"));
    release(&mut coordinator).await;
    app.look_around().await.expect("another instance sees it");
    before.push(app.reference().newest("puberteit"));
    assert_eq!(before, [Some(1), Some(2)], "a draft is nobody's newest");
}

#[tokio::test]
async fn when_the_dutch_changes_its_translations_are_outdated_and_say_what_it_was() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let dutch = kit(&world, 1).text("nl", HEAD).expect("Dutch").text.clone();
    let mut reader = world.signed_in("lezer@demo").await;
    let form = reader.open("/desk/vertalingen/puberteit/1/ar").await.form("Bewaren").set("all", "1");
    send(&mut reader, &form).await;
    begin(&mut coordinator).await;
    write(&mut coordinator, HEAD, "Het hoofd is nog lang niet klaar met groeien.").await;
    let draft = kit(&world, 2);
    let coverage = draft.coverage(Language::find("ar").expect("Arabic"));
    assert_eq!((coverage.outdated, coverage.read), (1, coverage.all - 1));
    let page = reader.open("/desk/vertalingen/puberteit/2/ar").await.clone();
    assert!(page.text().contains(&format!("Het Nederlands was: {dutch}")), "{}", page.text());
    let form = page.form("Bewaren").set(&format!("ok-{HEAD}"), "1");
    send(&mut reader, &form).await;
    assert_eq!(kit(&world, 2).coverage(Language::find("ar").expect("Arabic")).read, coverage.all, "it still fits");
}

#[tokio::test]
async fn tips_go_and_come_and_minutes_change_in_the_draft_alone() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    begin(&mut coordinator).await;
    let form = coordinator.open(DRAFT).await.form("Bewaren");
    let form = form
        .add("removed", "k02-lijf-hoofd")
        .set("new_text", "Vraag wat uw kind nodig heeft.")
        .set("new_section", "lijf")
        .set("new_audience", "parents")
        .set("new_kind", "information")
        .set("minutes-quiz", "30");
    let page = coordinator.send(form).await.clone();
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let (old, new) = (kit(&world, 1), kit(&world, 2));
    assert!(old.text("ar", HEAD).is_some() && new.text("ar", HEAD).is_none(), "in every language");
    assert_eq!((old.contents.minutes, new.contents.minutes), (120, 125));
    let parents = new.for_parents(Language::dutch()).expect("parents");
    let tips: Vec<&str> = parents.sections[0].tips.iter().map(|tip| tip.said.text.as_str()).collect();
    assert_eq!(tips.last(), Some(&"Vraag wat uw kind nodig heeft."), "{tips:?}");
    assert_eq!(new.coverage(Language::find("ar").expect("Arabic")).missing, 1, "nobody wrote it in Arabic yet");
    let used: Vec<&String> = new.contents.tips.iter().flat_map(|tip| &tip.rows).collect();
    assert!(new.contents.source_rows.iter().all(|row| used.contains(&row)));
}

#[tokio::test]
async fn what_is_wrong_with_a_draft_is_said_beside_its_field_and_stays() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    begin(&mut coordinator).await;
    let form = coordinator.open(DRAFT).await.form("Bewaren");
    let tip = form.clone().set("new_section", "lijf").set("new_audience", "parents").set("new_kind", "information");
    for (wrong, said) in [
        (form.clone().set("reviewed_by", "GGD"), "wie het nakeek en wanneer"),
        (form.clone().set("reviewed_by", "GGD").set("reviewed_on", "2031-01-01"), "een dag die geweest is"),
        (form.clone().set("next_review", "2020-01-01"), "een dag die nog komt"),
        (form.clone().set("minutes-quiz", "veel"), "600"),
        (form.clone().set("new_text", "Praat samen."), "Kies"),
        (tip.clone().set("new_text", "Spreek een codewoord af."), "stap voor de veiligheid"),
        (tip.clone().set("new_text", "Bel 0612345678"), "telefoonnummer"),
        (tip.clone().set("new_text", "Praat samen.").set("new_kind", "safety_step"), "nooit voor ouders"),
        (tip.clone().set("new_text", "Praat samen.").set("new_kind", "figure"), "nooit voor ouders"),
    ] {
        let page = coordinator.send(wrong.clone()).await.clone();
        assert_eq!(page.status.as_u16(), 422, "{said}: {}", page.text());
        assert!(page.text().contains(said), "{said}: {}", page.text());
        assert_eq!(page.form("Bewaren").value("new_text"), wrong.value("new_text"), "what was typed stays");
    }
    assert_eq!(kit(&world, 2).revision, 1);
}

#[tokio::test]
async fn a_draft_with_something_missing_is_not_released() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    begin(&mut coordinator).await;
    world.clock.advance(chrono::Duration::days(200));
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let page = release(&mut coordinator).await;
    assert_eq!(page.status.as_u16(), 422);
    assert!(page.text().contains("een dag die nog komt"), "its next review is past: {}", page.text());
    assert!(kit(&world, 2).is_draft());
}

#[tokio::test]
async fn a_form_from_before_changes_and_releases_nothing() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    begin(&mut coordinator).await;
    let page = coordinator.open(DRAFT).await.clone();
    let (change, let_go) = (page.form("Bewaren").set("minutes-quiz", "30"), page.form("Deze versie vrijgeven"));
    coordinator.send(change.clone()).await;
    let page = coordinator.send(change.set("minutes-quiz", "40")).await.clone();
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.form("Bewaren").value("minutes-quiz"), "40", "what was typed stays");
    assert_eq!(kit(&world, 2).contents.minutes, 125);
    assert_eq!(coordinator.send(let_go).await.status, StatusCode::CONFLICT);
    assert!(kit(&world, 2).is_draft());
}

#[tokio::test]
async fn there_is_one_draft_of_a_kit_however_often_it_is_begun_and_it_can_be_thrown_away() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let twice = coordinator.open(KIT).await.form("Een nieuwe versie beginnen");
    coordinator.send(twice.clone()).await;
    coordinator.send(twice).await;
    let versions = |world: &World| {
        let kits = world.database().read_now(store::kit::all).expect("the kits");
        kits.iter().filter(|kit| kit.slug == "puberteit").count()
    };
    assert_eq!(versions(&world), 2);
    let second = kit(&world, 1).begin_version(3);
    let begun = world.database().write_now(|db| store::kit::version::begin(db, &second)).expect("an answer");
    assert!(!begun, "the database itself keeps a second draft out");
    let form = coordinator.open(DRAFT).await.form("Deze versie weggooien");
    coordinator.send(form).await;
    assert_eq!(versions(&world), 1);
    aantafel::seed::reference_tables(&world.database()).expect("the seeds load");
    assert_eq!(versions(&world), 1);
}

#[tokio::test]
async fn only_a_coordinator_leads_kits() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    begin(&mut coordinator).await;
    for email in ["werker@demo", "lezer@demo", "gastvrouw@demo"] {
        let mut other = world.signed_in(email).await;
        assert_eq!(other.get(DRAFT, &[]).await.status.as_u16(), 404, "{email}");
        assert!(!other.open(KIT).await.text().contains("Een nieuwe versie beginnen"));
    }
    assert!(!aantafel::domain::permission::may(
        aantafel::domain::account::Role::Worker,
        aantafel::domain::permission::Relation::None,
        Action::LeadKits
    ));
}

#[tokio::test]
async fn parents_of_an_evening_never_get_what_a_draft_marks_for_others() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    begin(&mut coordinator).await;
    let form = coordinator.open(DRAFT).await.form("Bewaren");
    let form = form
        .set("new_text", "Let op signalen thuis.")
        .set("new_section", "lijf")
        .set("new_audience", TipAudience::Professional.code())
        .set("new_kind", "information");
    coordinator.send(form).await;
    release(&mut coordinator).await;
    let kit = kit(&world, 2);
    let printed = format!("{:?} {:?}", kit.for_parents(Language::dutch()), kit.for_facilitator(Language::dutch(), &[]));
    assert!(!printed.contains("signalen thuis"));
    assert!(format!("{:?}", kit.for_professional(Language::dutch())).contains("signalen thuis"));
    let mut host = world.signed_in("gastvrouw@demo").await;
    assert!(!host.open(KIT).await.text().contains("signalen thuis"), "a host reads no texts for professionals");
}
