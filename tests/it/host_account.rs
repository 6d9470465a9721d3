//! The host's own things (aanmelding, collega's): where she is signed in, going out, asking a colleague in, in her language.

mod colleagues;

use aantafel::domain::account::{Account, Role};
use aantafel::language::Language;
use aantafel::store;
use aantafel::web::{digest, paths};
use axum::http::StatusCode;

use crate::browser::Browser;
use crate::rows;
use crate::world::World;

const HOST: &str = "gastvrouw@demo";
const WORKER: &str = "werker@demo";

fn tigrinya() -> aantafel::language::Lang {
    Language::find("ti").expect("Tigrinya")
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/ti/wij", &[]).await.status == StatusCode::OK
}

#[tokio::test]
async fn a_host_sees_where_she_is_signed_in_and_ends_one_or_all_in_her_language() {
    let world = World::new();
    let (ti, t) = (tigrinya(), tigrinya().phrases());
    let (mut here, mut lost, mut worker) =
        (world.signed_in(HOST).await, world.signed_in(HOST).await, world.signed_in(WORKER).await);
    here.open(&paths::host(ti)).await;
    let page = paths::host_page(ti, "aanmelding");
    assert!(here.page.links().contains(&page), "one tap from her first page");
    here.open(&page).await;
    assert_eq!(here.page.all("section[aria-labelledby='where'] > ul li").len(), 2, "{}", here.page.text());
    assert!(here.page.text().contains(t.account.this_one.as_str()));
    let end = here.page.form(t.account.end.as_str());
    let mut of_worker = end.clone();
    here.send(end).await;
    assert!(here.page.text().contains(t.host_done.ended.as_str()), "{}", here.page.text());
    assert!(!is_in(&mut lost).await && is_in(&mut here).await, "only the other one is out");
    let theirs = worker.cookies().values().next().map(|token| aantafel::web::token::hash(token)).expect("a cookie");
    here.open(&page).await;
    of_worker = of_worker
        .set("which", &theirs)
        .set("form_token", here.page.form(t.account.end_all.as_str()).value("form_token"));
    here.send(of_worker).await;
    assert_eq!(worker.get("/desk", &[]).await.status, StatusCode::OK, "another's is not hers to end");
    here.open(&page).await;
    let all = here.page.form(t.account.end_all.as_str());
    here.send(all).await;
    assert_eq!(here.page.address, "/ti/in", "she lands in her language");
    assert!(here.page.has("html[lang='ti']") && !is_in(&mut here).await);
}

#[tokio::test]
async fn who_goes_out_lands_on_a_page_in_the_language_she_was_reading() {
    let world = World::new();
    for (email, from, button, lands) in [
        (HOST, "/ti/wij", "ውጽኡ", "/ti/in"),
        (HOST, "/ar/wij/organisatie", "تسجيل الخروج", "/ar/in"),
        (HOST, "/desk", "Afmelden", "/nl/in"),
        (WORKER, "/desk", "Afmelden", "/desk/aanmelden"),
    ] {
        let mut browser = world.signed_in(email).await;
        let form = browser.open(from).await.form(button);
        browser.post(&form.action, &form.fields).await;
        assert_eq!(browser.page.header("location"), lands, "{from}");
        assert!(browser.page.header("clear-site-data").contains("cookies"), "{from}");
        assert_eq!(browser.get("/desk", &[]).await.status, StatusCode::SEE_OTHER, "{from}: out");
    }
}

/// The address in the ready message.
fn link_of(browser: &Browser) -> String {
    let message = browser.page.all("textarea.share").join("");
    let after = message.split("http://127.0.0.1:8080").nth(1).and_then(|rest| rest.split_whitespace().next());
    after.unwrap_or_else(|| panic!("no link in {message:?}")).to_owned()
}

fn colleague(world: &World, name: &str) -> Account {
    let scope = world.scope_of(HOST);
    let all = world.database().read_now(|db| store::colleague::list(db, &scope)).expect("a list");
    all.into_iter().find(|account| account.name == name).expect("she is there")
}

#[tokio::test]
async fn a_host_asks_a_colleague_in_without_e_mail_and_hands_over_a_link_in_her_language() {
    let world = World::new();
    let (ti, t) = (tigrinya(), tigrinya().phrases());
    let page = paths::host_page(ti, "collegas");
    let mut host = world.signed_in(HOST).await;
    host.open(&paths::host(ti)).await;
    assert!(host.page.links().contains(&page), "one tap from her first page");
    let form = host.open(&page).await.form(t.colleague.send.as_str());
    assert_eq!(form.value("language"), "ti", "her own language stands there");
    for (name, email, field, said) in [
        ("", "", "name", &t.problem.needed),
        ("Bel 06 12 34 56 78", "", "name", &t.colleague.only_a_name),
        ("Lemlem", "geen adres", "email", &t.problem.not_an_email),
        ("Lemlem", WORKER, "email", &t.colleague.email_taken),
    ] {
        host.send(form.clone().set("name", name).set("email", email)).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {email}");
        assert_eq!(host.page.all(&format!("#{field}-problem")), [said.as_str()], "{name} {email}");
        assert_eq!(host.page.form(t.colleague.send.as_str()).value("name"), name, "what was typed stays");
    }
    host.send(form.set("name", "Lemlem").set("language", "ar")).await;
    assert_eq!(host.page.status, StatusCode::OK);
    assert!(
        host.page.has("html[lang='ti']") && host.page.has("textarea[lang='ar'][dir='rtl']"),
        "{}",
        host.page.text()
    );
    assert!(
        host.page.has("figure.qr svg") && host.page.links().iter().any(|link| link.starts_with("whatsapp://send?"))
    );
    let link = link_of(&host);
    let row = colleague(&world, "Lemlem");
    assert_eq!((row.role, row.desk_language.as_str()), (Role::Host, "ar"));
    assert!(row.email.is_empty() && row.password_hash.is_none());
    let kept = rows::all(&world.database()).join("\n");
    let secret = link.rsplit('/').next().expect("a token");
    assert!(kept.contains("colleague_invited") && !kept.contains(secret), "only the hash of the link is kept");

    let mut phone = world.browser().await;
    let arabic = Language::find("ar").expect("Arabic").phrases();
    let enter = phone.open(&link).await.form(arabic.entry.go_in.as_str());
    phone.send(enter).await;
    assert_eq!(phone.page.address, "/ar/wij", "she begins on her own pages: {}", phone.page.text());
    assert!(phone.page.text().contains(arabic.host.title.as_str()));

    // The phone was lost: a new link ends the old one, and whoever has it.
    host.open(&page).await;
    let renew = host.page.form(t.colleague.new_link.as_str());
    host.send(renew).await;
    assert_ne!(link_of(&host), link);
    assert_eq!(phone.get("/ar/wij", &[]).await.status, StatusCode::SEE_OTHER, "the lost phone is out");
    assert_eq!(world.browser().await.get(&link, &[]).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn nobody_renews_the_link_of_somebody_of_another_organisation_or_of_who_is_switched_off() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    let form = host.open("/nl/wij/collegas").await.form("Maak een link").set("name", "Lemlem");
    let token = form.value("form_token").to_owned();
    host.send(form).await;
    let own = colleague(&world, "Lemlem");
    let stranger = world.account_of("gast.arabisch@demo");
    let scope = world.scope_of(HOST);
    let off = world.database().write_now(|db| {
        store::colleague::change(db, &scope, &own.id, own.version, store::colleague::Change::SwitchOff)
    });
    assert_eq!(off.expect("an answer"), store::colleague::Done::Kept);
    for id in [&own.id, &stranger.id] {
        let fields = [("form_token".to_owned(), token.clone())];
        let page = host.post(&format!("/nl/wij/collegas/{id}/link"), &fields).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{id}");
    }
    host.open("/nl/wij/collegas").await;
    let lemlem = host.page.all("ul.told > li").into_iter().find(|row| row.contains("Lemlem")).expect("she is listed");
    assert!(lemlem.contains("Kan niet meer naar binnen") && !lemlem.contains("Maak een nieuwe link"), "{lemlem}");
}

#[tokio::test]
async fn a_form_that_is_sent_twice_asks_one_colleague_in() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = host.open("/nl/wij/collegas").await.form("Maak een link").set("name", "Lemlem");
    let desk = coordinator.open("/desk/collegas").await.form("Maak de uitnodiging");
    let desk = desk.set("name", "Truus Bos").set("email", "truus@example.org").set("role", "worker");
    for (browser, form, name) in [(&mut host, form, "Lemlem"), (&mut coordinator, desk, "Truus Bos")] {
        for _ in 0..2 {
            browser.send(form.clone()).await;
            assert_eq!(browser.page.status, StatusCode::OK, "{}", browser.page.text());
        }
        let made = || {
            rows::all(&world.database()).iter().filter(|row| row.starts_with("account: ") && row.contains(name)).count()
        };
        assert_eq!(made(), 1, "{name}");
        assert!(browser.page.text().contains(name), "she finds who it was: {}", browser.page.text());
        browser.send(form.set("name", "Iemand Anders")).await;
        assert_eq!((browser.page.status, made()), (StatusCode::CONFLICT, 1), "another in the same form is told");
    }
}

#[tokio::test]
async fn the_overview_says_where_it_is_switched_off_and_only_a_form_does_that() {
    let world = World::new();
    let app = world.instance().await;
    world.clock.advance(chrono::Duration::days(180));
    digest::tell_due(&app).await.expect("told");
    let of = |email: &str| {
        let scope = world.scope_of(email);
        let all = world.database().read_now(|db| store::outbox::list(db, &scope, 500)).expect("messages");
        all.into_iter().filter(|message| message.to_address == email).collect::<Vec<_>>()
    };
    let wants = |email: &str| world.account_of(email).wants_digest;
    let language = world.account_of(HOST).desk_language;
    for (email, page) in [(HOST, format!("/{language}/wij/aanmelding")), (WORKER, "/desk/aanmeldingen".to_owned())] {
        let told = of(email);
        let message = told.first().unwrap_or_else(|| panic!("{email} is told what is late"));
        let link = format!("http://127.0.0.1:8080{page}#digest");
        assert!(message.text.contains(&link) && message.html.contains(&link), "{email}: {}", message.text);
        assert!(message.text.contains("Zet het dan zelf uit op deze pagina."), "{email}: {}", message.text);
        let mut visitor = world.browser().await;
        visitor.get(&page, &[]).await;
        assert_eq!(visitor.page.status, StatusCode::SEE_OTHER, "who is not signed in comes in first");
        assert!(visitor.page.header("location").contains("verder="), "{}", visitor.page.header("location"));
        let mut browser = world.signed_in(email).await;
        for _ in 0..2 {
            browser.open(&page).await;
            assert!(browser.page.has("#digest input[name='wants_digest'][checked]"), "{email}");
            assert!(wants(email), "looking changes nothing");
        }
        let form = browser.page.forms().into_iter().find(|form| form.action.ends_with("/overzicht")).expect("a form");
        browser.send(form.without("wants_digest")).await;
        assert!(!wants(email), "{email}: {}", browser.page.text());
        assert!(!browser.page.has("#digest input[checked]"), "{email}");
    }
    let before = of(HOST).len() + of(WORKER).len();
    world.clock.advance(chrono::Duration::days(1));
    digest::tell_due(&app).await.expect("told");
    assert_eq!(of(HOST).len() + of(WORKER).len(), before, "and then nothing comes any more");
}
