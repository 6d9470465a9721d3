//! A self-organisation asks to take part (meedoen): in every language, without an account; a coordinator lets it in or not.

mod admission;

use aantafel::domain::application::{Application, ApplicationId, ApplicationState};
use aantafel::domain::profile::Profile;
use aantafel::domain::region::Region;
use aantafel::domain::text::key;
use aantafel::language::Language;
use aantafel::store;
use axum::http::StatusCode;
use chrono::Duration;

use crate::browser::{Browser, Form};
use crate::world::World;

/// Seconds after which a person may have filled the form in.
const A_WHILE: Duration = Duration::seconds(20);

#[tokio::test]
async fn an_organisation_asks_in_each_language_and_hears_what_happens_next() {
    for language in Language::written() {
        let world = World::new();
        let mut browser = world.browser().await;
        let form = filled(&world, &mut browser, language.code).await;
        assert!(browser.page.has(&format!("html[lang='{language}'][dir='{}']", language.direction.code())));
        assert!(browser.page.bytes.len() < 20_000, "{language}: {} bytes", browser.page.bytes.len());
        let page = browser.send(form).await.clone();
        assert_eq!((page.status, page.address.as_str()), (StatusCode::OK, &*format!("/{language}/meedoen/dank")));
        let t = language.phrases();
        for said in [&t.join.thanks, &t.join.thanks_next, &t.join.thanks_link] {
            assert!(page.text().contains(said.as_str()), "{language}: {}", page.text());
        }
        assert!(browser.cookies().is_empty(), "no cookie is set");
        let [made] = &made(&world)[..] else { panic!("one application") };
        assert_eq!((made.language.as_str(), made.region), (language.code, Some(Region::Middle)));
        assert_eq!(made.wish, "Een avond in het voorjaar.");
        assert!(made.languages.contains("ti") && made.communities.contains("orthodox_tewahedo"));
    }
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() {
    let world = World::new();
    let mut browser = world.browser().await;
    let form = filled(&world, &mut browser, "nl").await;
    let wrong = [
        ("name", "", "name"),
        ("name", "Werkgroep tegen achterlating", "name"),
        ("name", "Kring 06 12 34 56 78", "name"),
        ("province", "Atlantis", "province"),
        ("municipality", "", "municipality"),
        ("contact_name", "", "contact_name"),
        ("contact_phone", "bel mij", "contact_phone"),
        ("contact_email", "geen adres", "contact_email"),
        ("wish", "Bel 06 12 34 56 78 voor mij", "wish"),
        ("wish", "geboren 03-04-2012", "wish"),
    ];
    for (name, value, beside) in wrong {
        let sent = form.clone().set(name, value);
        let page = browser.post(&sent.action, &sent.fields).await.clone();
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
        assert!(page.has(&format!("#{beside}-problem")), "{name}={value}: {}", page.text());
        let kept = page.form("Stuur");
        // What is no province cannot be chosen again.
        assert!(kept.value(name) == value || name == "province", "what was typed stays");
        assert_eq!(kept.value("key"), form.value("key"), "the mended form is the same form");
    }
    for without in ["languages", "contact_phone"] {
        let sent = form.clone().without(without);
        assert_eq!(
            browser.post(&sent.action, &sent.fields).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{without}"
        );
    }
    assert!(made(&world).is_empty());
    browser.send(form).await;
    assert_eq!(made(&world).len(), 1);
}

#[tokio::test]
async fn who_fills_in_what_people_do_not_see_is_thanked_and_forgotten() {
    let world = World::new();
    let mut browser = world.browser().await;
    let form = filled(&world, &mut browser, "nl").await.set("website", "https://example.org");
    assert_eq!(browser.post(&form.action, &form.fields).await.header("location"), "/nl/meedoen/dank");
    assert!(made(&world).is_empty());
}

#[tokio::test]
async fn who_is_too_fast_gets_the_form_again_and_can_send_it_after_a_moment() {
    let world = World::new();
    let mut browser = world.browser().await;
    let form = typed(browser.get("/nl/meedoen", &[]).await.form("Stuur"));
    world.clock.advance(Duration::seconds(2));
    let page = browser.post(&form.action, &form.fields).await.clone();
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Dat ging wel heel snel"), "{}", page.text());
    assert_eq!(page.form("Stuur").value("name"), form.value("name"));
    let forged = form.clone().set("shown", "0.00");
    assert_eq!(browser.post(&forged.action, &forged.fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(made(&world).is_empty());
    world.clock.advance(Duration::seconds(1));
    browser.send(page.form("Stuur")).await;
    assert_eq!(made(&world).len(), 1);
}

#[tokio::test]
async fn of_more_than_five_from_one_address_in_an_hour_the_rest_wait_and_keep_their_text() {
    let world = World::new();
    let mut browser = world.browser().await;
    for number in 0..5 {
        let form = filled(&world, &mut browser, "nl").await.set("name", &format!("Kring {number}"));
        browser.send(form).await;
        assert_eq!(browser.page.status, StatusCode::OK);
    }
    let form = filled(&world, &mut browser, "nl").await;
    let page = browser.post(&form.action, &form.fields).await.clone();
    assert_eq!((page.status, page.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "3600"));
    assert_eq!(page.form("Stuur").value("name"), form.value("name"));
    assert_eq!(made(&world).len(), 5);
    world.clock.advance(Duration::minutes(61));
    let form = filled(&world, &mut browser, "nl").await;
    browser.send(form).await;
    assert_eq!(made(&world).len(), 6);
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_application_and_with_another_name_it_is_asked_first() {
    let world = World::new();
    let mut browser = world.browser().await;
    let form = filled(&world, &mut browser, "nl").await;
    for _ in 0..8 {
        assert_eq!(browser.post(&form.action, &form.fields).await.header("location"), "/nl/meedoen/dank");
    }
    assert_eq!(made(&world).len(), 1, "and the limit counts it once");
    let other = form.clone().set("name", "Een andere kring");
    let page = browser.post(&other.action, &other.fields).await.clone();
    assert_eq!(page.status, StatusCode::CONFLICT);
    let kept = page.form("Stuur");
    assert_eq!(kept.value("name"), "Een andere kring");
    assert_ne!(kept.value("key"), form.value("key"));
    browser.send(kept).await;
    assert_eq!(made(&world).len(), 2);
}

#[tokio::test]
async fn who_is_signed_in_can_send_the_public_form_too() {
    let world = World::new();
    let mut browser = world.signed_in("werker@demo").await;
    let form = filled(&world, &mut browser, "nl").await;
    browser.send(form).await;
    assert_eq!(browser.page.address, "/nl/meedoen/dank", "{}", browser.page.text());
}

#[tokio::test]
async fn a_place_where_regions_meet_has_no_region_and_every_coordinator_sees_it() {
    let world = World::new();
    let mut browser = world.browser().await;
    let form = filled(&world, &mut browser, "nl").await;
    browser.send(form.set("province", "Gelderland").set("municipality", "Neder-Betuwe").set("name", "Kring A")).await;
    let form = filled(&world, &mut browser, "nl").await;
    browser.send(form.set("province", "Groningen").set("municipality", "Groningen").set("name", "Kring B")).await;
    let regions: Vec<_> = made(&world).iter().map(|one| (one.name.clone(), one.region)).collect();
    let north = ("Kring B".to_owned(), Some(Region::North));
    assert!(regions.contains(&north), "{regions:?}");
    let is_mixed = regions.contains(&("Kring A".to_owned(), None));
    let mut here = world.signed_in("coordinator@demo").await;
    let mut there = world.signed_in("coordinator.groningen@demo").await;
    let (here, there) = (here.open("/desk/aanvragen").await.text(), there.open("/desk/aanvragen").await.text());
    assert!(!here.contains("Kring B") && there.contains("Kring B"), "{here} {there}");
    if is_mixed {
        assert!(here.contains("Kring A") && there.contains("Kring A"), "{here} {there}");
    }
}

#[tokio::test]
async fn nothing_of_an_application_is_public() {
    for output in crate::reader::everything().await {
        for word in ["Granaatappel", "Het Kompas", "Yonas", "Rana"] {
            assert!(!output.said.contains(word), "{word} on {}", output.page.address);
        }
    }
}

#[tokio::test]
async fn every_public_page_leads_to_taking_part_to_privacy_and_to_accessibility() {
    let world = World::new();
    let mut browser = world.browser().await;
    for language in Language::written() {
        let from = format!("/{language}/");
        let links = browser.open(&from).await.links();
        for (path, title) in [
            ("meedoen", &language.phrases().join.title),
            ("privacy", &language.phrases().privacy.title),
            ("toegankelijkheid", &language.phrases().accessibility.title),
        ] {
            let address = format!("{from}{path}");
            assert!(links.contains(&address), "{from} leads to {address}");
            let page = browser.open(&address).await;
            assert_eq!(page.all("h1"), [title.as_str()], "{address}");
            assert!(page.bytes.len() < 20_000 && browser.cookies().is_empty(), "{address}");
        }
    }
}

/// Puts applications with these identifiers into a world, for other tests.
pub fn applications(world: &World, wanted: &[(&str, Region)]) {
    for (id, region) in wanted {
        let row = row(world, id, *region);
        world.database().write_now(|db| store::application::add(db, &row)).expect("an application can be kept");
    }
}

/// An application with this identifier.
pub fn row(world: &World, id: &str, region: Region) -> Application {
    let name = format!("Kring van {region} {}", &id[34..]);
    let profile = Profile {
        name_key: key(&name),
        name,
        province: "Utrecht".to_owned(),
        municipality: "Zeist".to_owned(),
        languages: aantafel::domain::list::Codes::new(["ti"]),
        communities: aantafel::domain::list::Codes::default(),
        contact_name: "Iemand".to_owned(),
        contact_phone: "0600000011".to_owned(),
        contact_email: String::new(),
    };
    let id: ApplicationId = id.parse().expect("an identifier");
    Application::new(id, profile, String::new(), Some(region), Language::dutch(), world.clock.utc())
}

/// The form with what a person would type, old enough to be sent.
async fn filled(world: &World, browser: &mut Browser, language: &str) -> Form {
    browser.open(&format!("/{language}/meedoen")).await;
    let button = Language::find(language).expect("a language").phrases().join.button.as_str();
    let form = typed(browser.page.form(button));
    world.clock.advance(A_WHILE);
    form
}

pub fn typed(form: Form) -> Form {
    form.set("name", "Vereniging De Nieuwe Linde")
        .set("province", "Utrecht")
        .set("municipality", "Zeist")
        .add("languages", "ti")
        .add("communities", "orthodox_tewahedo")
        .set("contact_name", "Miriam")
        .set("contact_phone", "06-00000012")
        .set("wish", "Een avond in het voorjaar.")
}

pub async fn open_application(browser: &mut Browser, name: &str) {
    browser.open("/desk/aanvragen").await;
    let (names, links) = (browser.page.all("table.list a"), browser.page.links());
    let at = names.iter().position(|own| own == name).expect("the application is in the list");
    let links: Vec<_> = links.into_iter().filter(|link| link.starts_with("/desk/aanvragen/")).collect();
    browser.open(&links[at]).await;
}

/// What was sent beside the two of the demo world.
pub fn made(world: &World) -> Vec<Application> {
    let mut all = all(world);
    all.retain(|one| !["Vrouwenkring De Granaatappel", "Vadergroep Het Kompas"].contains(&one.name.as_str()));
    all
}

fn application(world: &World, name: &str) -> Application {
    all(world).into_iter().find(|one| one.name == name).expect("the application is there")
}

fn all(world: &World) -> Vec<Application> {
    let scopes = ["coordinator@demo", "coordinator.groningen@demo"].map(|email| world.scope_of(email));
    let mut all: Vec<Application> = Vec::new();
    for scope in scopes {
        let listed = world.database().read_now(|db| store::application::list(db, &scope, 100)).expect("a list");
        all.extend(listed.into_iter().filter(|one| !all.iter().any(|known| known.id == one.id)).collect::<Vec<_>>());
    }
    all
}
