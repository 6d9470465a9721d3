//! Planning, agreeing, publishing and cancelling, as people do it on the desk.

use std::collections::HashMap;

use aantafel::domain::kit::{Kit, TipAudience, TipKind};
use aantafel::domain::meeting::State;
use aantafel::language::{Lang, Language};
use aantafel::web::paths;
use axum::http::StatusCode;

use crate::browser::Browser;
use crate::world::World;

/// Fills the planner's form with an evening that has no problems.
pub async fn plan(browser: &mut Browser, title: &str, date: &str, room: &str) {
    browser.open("/desk/meetings/new").await;
    let page = browser.page.clone();
    let partner = page.form("Maak de bijeenkomst");
    let html = page.html();
    let at = html.find("De Jebena").or_else(|| html.find("De Lindeboom")).expect("a partner");
    let before = &html[..at];
    let id = &before[before.rfind("value=\"").expect("a value") + 7..];
    let id = &id[..id.find('"').expect("its end")];
    let form = partner
        .set("partner", id)
        .set("acknowledged", "yes")
        .fill(&page, "Naam van de avond voor uzelf", title)
        .fill(&page, "Datum", date)
        .fill(&page, "Van", "19:30")
        .fill(&page, "Tot", "21:30")
        .fill(&page, "Provincie", "Utrecht")
        .fill(&page, "Gemeente", "Utrecht")
        .fill(&page, "Plek", "Buurthuis De Proef")
        .fill(&page, "Zaal", room)
        .fill(&page, "Straat en nummer", "Proefstraat 0")
        .fill(&page, "Vakantieregio van de scholen", "midden")
        .fill(&page, "Thema 1", "opvoeden-in-twee-culturen")
        .fill(&page, "Titel voor ouders", "opvoeden-in-twee-culturen/0")
        .fill(&page, "Voor wie", "parents_together")
        .add("languages", "ti");
    browser.send(form).await;
}

async fn press(browser: &mut Browser, button: &str) {
    let form = browser.page.form(button);
    browser.send(form).await;
}

fn path_of(browser: &Browser) -> String {
    browser.page.address.split('?').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_worker_plans_the_host_agrees_and_parents_find_it() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    plan(&mut worker, "Proefavond", "2027-05-24", "Zaal 1").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt"), "{}", worker.page.text());
    let path = path_of(&worker);
    press(&mut worker, "Stel voor").await;
    assert!(worker.page.text().contains("Voorgesteld"));
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open("/desk").await;
    assert!(host.page.text().contains("24 mei"), "what waits for the host stands first: {}", host.page.text());
    host.open(&path).await;
    press(&mut host, "Zeg ja").await;
    press(&mut host, "Open de uitnodiging").await;
    assert!(host.page.text().contains("De uitnodiging is open"), "{}", host.page.text());
    let mut parent = world.browser().await;
    parent.open("/ar/?gemeente=Utrecht&taal=ti").await;
    assert!(!parent.page.text().contains("Buurthuis De Proef"), "a new meeting answers to its link only");
    let form = host.page.form("Bewaar").set("is_public", "yes");
    host.send(form).await;
    let mut parent = world.browser().await;
    parent.open("/ar/?gemeente=Utrecht&taal=ti").await;
    assert!(parent.page.text().contains("Buurthuis De Proef"), "the host made it public: {}", parent.page.text());
}

#[tokio::test]
async fn a_change_of_date_takes_back_the_other_sides_yes_and_says_so() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Agreed);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/edit", meeting.head.id)).await;
    let form = worker.page.form("Bewaar").fill(&worker.page, "Van", "20:00").fill(&worker.page, "Tot", "22:00");
    worker.send(form).await;
    assert!(
        worker.page.text().contains("Het ja verviel op 21 november: de datum of tijd veranderde"),
        "{}",
        worker.page.text()
    );
    let changed = world.meeting("werker@demo", |other| other.head.id == meeting.head.id);
    assert_eq!(changed.head.state, State::Proposed);
    assert_eq!(changed.agreements.iter().filter(|yes| yes.withdrawn_at.is_some()).count(), 1);
}

#[tokio::test]
async fn nobody_publishes_alone() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Proposed);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk").await;
    let token = worker.page.form("Afmelden").value("form_token").to_owned();
    let fields = [("form_token".to_owned(), token), ("version".to_owned(), meeting.head.version.to_string())];
    worker.post(&format!("/desk/meetings/{}/publication", meeting.head.id), &fields).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(worker.page.text().contains("Nog niet beide organisaties hebben ja gezegd"), "{}", worker.page.text());
    assert_eq!(world.meeting("werker@demo", |other| other.head.id == meeting.head.id), meeting, "nothing changed");
}

/// A published evening for parents that has no kit which asks for a trained facilitator.
fn published_without_k06(world: &World) -> aantafel::domain::meeting::Meeting {
    world.meeting("werker@demo", |meeting| {
        meeting.head.state == State::Published
            && meeting.plan.audience.is_parents()
            && meeting
                .kits
                .iter()
                .all(|kit| !["met-vakantie-en-weer-terug", "wie-beslist-mee"].contains(&kit.slug.as_str()))
    })
}

#[tokio::test]
async fn after_publishing_too_k06_asks_for_a_trained_facilitator() {
    let world = World::new();
    let meeting = published_without_k06(&world);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/edit", meeting.head.id)).await;
    let form =
        worker.page.form("Bewaar").set("kit_4", "met-vakantie-en-weer-terug").set("facilitator_1_name", "Iemand");
    let untrained = form.clone().without("facilitator_1_trained").without("facilitator_2_trained");
    worker.send(untrained).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(worker.page.text().contains("K06 vraagt een gespreksleider"), "{}", worker.page.text());
    assert_eq!(world.meeting("werker@demo", |other| other.head.id == meeting.head.id), meeting, "nothing changed");
    worker.send(form.set("facilitator_1_trained", "yes")).await;
    assert!(worker.page.text().contains("Bewaard."), "{}", worker.page.text());
}

#[tokio::test]
async fn a_reason_that_is_too_long_is_refused_and_stays() {
    let world = World::new();
    let meeting = published_without_k06(&world);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    let reason = "lang ".repeat(120);
    let form = worker.page.form("Zeg de avond af").set("reason", reason.trim());
    worker.send(form).await;
    assert!(worker.page.text().contains("Dit is te lang") && worker.page.html().contains(reason.trim()));
    assert_eq!(world.meeting("werker@demo", |other| other.head.id == meeting.head.id), meeting, "nothing changed");
}

#[tokio::test]
async fn beside_each_language_stands_how_much_of_its_sheets_is_still_in_dutch() {
    let world = World::new();
    let arabic = Language::find("ar").expect("Arabic");
    let evening = world.meeting("werker@demo", |own| {
        let is_ahead = own.plan.starts_at > world.clock.wall() && !own.is_cancelled();
        is_ahead && own.plan.audience.is_parents() && own.kits.len() == 1
    });
    let kits = aantafel::seed::kits().expect("kits");
    let kit = kits.iter().find(|kit| kit.slug == evening.kits[0].slug).expect("its kit");
    assert_eq!(kit.in_dutch(Language::dutch()).0, 0, "Dutch is Dutch");
    // One text less in Arabic is one more in Dutch.
    let (before, all) = kit.in_dutch(arabic);
    let is_for_parents = |key: &str| {
        let tips = &kit.contents.tips;
        tips.iter().any(|tip| {
            tip.audience == TipAudience::Parents && tip.kind != TipKind::Law && key == format!("tip/{}", tip.id)
        })
    };
    let gone = kit.texts().find(|(language, key, _)| *language == "ar" && is_for_parents(key)).expect("a text").1;
    let kept = kit.texts().filter(|(language, key, _)| (*language, *key) != ("ar", gone));
    let texts: HashMap<_, _> =
        kept.map(|(language, key, text)| ((language.to_owned(), key.to_owned()), text.clone())).collect();
    let fewer = Kit::new(kit.slug.clone(), kit.contents.clone(), texts);
    assert_eq!(fewer.in_dutch(arabic), (before + 1, all));
    let mut worker = world.signed_in("werker@demo").await;
    let mut told = async |planted: &Kit| {
        world.put_kit(planted);
        worker.open(&paths::meeting(&evening.head.id)).await;
        let html = worker.page.html();
        let print = html.split("id=\"print\"").nth(1).expect("the sheets");
        let of = |language: Lang| {
            let start = format!("<h3><bdi lang=\"{}\"", language.code);
            let block =
                print.split(start.as_str()).nth(1).expect("a language").split("<h3>").next().expect("its sheets");
            block
                .split("Nog deels Nederlands: ")
                .nth(1)
                .map(|said| said.split(" teksten").next().unwrap_or("").to_owned())
        };
        (of(Language::dutch()), of(arabic))
    };
    let said = (before > 0).then(|| format!("{before} van de {all}"));
    assert_eq!(told(kit).await, (None, said));
}
