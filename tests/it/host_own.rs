//! The host's own account (uw account), in her language: password, second step, what is kept of her, leaving and going for good.

use aantafel::domain::account::{Account, Role};
use aantafel::domain::sign_in_link::{Purpose, SignInLink};
use aantafel::language::{Lang, Language, Phrases};
use aantafel::store;
use aantafel::web::{paths, token};
use axum::http::StatusCode;
use chrono::Duration;

use crate::browser::{Browser, Form};
use crate::rows;
use crate::second_step::code;
use crate::world::{PASSWORD, World};

const HOST: &str = "gastvrouw@demo";
const WORKER: &str = "werker@demo";
const NEW: &str = "zeven blauwe stoelen in de zaal";
const COLLEAGUE: &str = "01990000-0000-7000-8000-0000000000e1";

fn tigrinya() -> (Lang, &'static Phrases) {
    let ti = Language::find("ti").expect("Tigrinya");
    (ti, ti.phrases())
}

async fn open(host: &mut Browser) {
    let (ti, _) = tigrinya();
    host.open(&paths::host_page(ti, "account")).await;
    assert_eq!(host.page.status, StatusCode::OK, "{}", host.page.text());
}

fn form_to(host: &Browser, end: &str) -> Form {
    let found = host.page.forms().into_iter().find(|form| form.action.ends_with(end));
    found.unwrap_or_else(|| panic!("no form {end}: {}", host.page.text()))
}

/// Another contact person of her organisation, who came in before.
fn colleague(world: &World) -> Account {
    let (id, of, now) = (COLLEAGUE.parse().expect("an identifier"), world.organisation_of(HOST), world.clock.utc());
    let mut row = Account::new(id, of, Role::Host, "Lemlem".to_owned(), String::new(), now);
    row.used_at = Some(now);
    assert!(world.database().write_now(|db| store::colleague::put(db, &row)).expect("a row"));
    row
}

async fn is_out(host: &mut Browser) -> bool {
    host.get("/ti/wij", &[]).await.status == StatusCode::SEE_OTHER
}

/// What the sign-in page says to this password.
async fn signs_in(world: &World, password: &str) -> bool {
    let (ti, t) = tigrinya();
    let mut browser = world.browser().await;
    let form = browser.open(&paths::entry(ti)).await.form(t.entry.button.as_str());
    browser.send(form.set("email", HOST).set("password", password)).await;
    browser.page.address.ends_with("/wij")
}

#[tokio::test]
async fn her_account_is_one_tap_from_every_page_and_from_her_sign_ins_and_speaks_her_language() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    for language in Language::written() {
        let page = paths::host_page(language, "account");
        for from in [paths::host(language), paths::host_page(language, "aanmelding")] {
            assert!(host.open(&from).await.links().contains(&page), "{from}");
        }
        host.open(&page).await;
        let (t, said) = (&language.phrases().own, host.page.text());
        for phrase in [&t.title, &t.change_password, &t.step, &t.file, &t.leave, &t.erase] {
            assert!(said.contains(phrase.as_str()), "{language}: {phrase}: {said}");
        }
        assert!(host.page.has(&format!("html[lang='{language}']")));
        assert!(host.page.links().iter().all(|link| !link.starts_with("/desk")), "nothing of it sends her to the desk");
    }
}

#[tokio::test]
async fn who_leaves_is_out_and_the_last_one_stays() {
    let world = World::new();
    let (_, t) = tigrinya();
    let (mut host, mut phone) = (world.signed_in(HOST).await, world.signed_in(HOST).await);
    open(&mut host).await;
    let leave = host.page.form(t.own.leave_button.as_str());
    host.send(leave.clone()).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(host.page.all("#leave-problem"), [t.own.last_host.as_str()]);
    assert!(host.page.has("details#leave[open]") && !is_out(&mut host).await);
    let own = world.account_of(HOST).id;
    let is_active = || world.database().read_now(|db| store::account::find(db, &own)).expect("her account").is_active;
    assert!(is_active());
    colleague(&world);
    host.send(leave).await;
    assert_eq!(host.page.address, "/ti/in", "{}", host.page.text());
    assert!(is_out(&mut host).await && is_out(&mut phone).await, "everywhere");
    assert!(!is_active() && !signs_in(&world, PASSWORD).await);
    assert!(rows::all(&world.database()).join("\n").contains("account_left"));
}

#[tokio::test]
async fn who_takes_her_account_away_is_sure_proves_it_and_leaves_no_name() {
    let world = World::new();
    let (_, t) = tigrinya();
    let mut host = world.signed_in(HOST).await;
    let name = world.account_of(HOST).name;
    open(&mut host).await;
    let form = form_to(&host, "/wissen").set("password", PASSWORD);
    let sure = form.clone().set("sure", "yes");
    for (sent, field, said) in [
        (form.clone(), "sure", &t.own.tick),
        (sure.clone().set("password", "iets anders"), "erase_password", &t.own.wrong_password),
        (sure.clone(), "sure", &t.own.last_host),
    ] {
        host.send(sent).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(host.page.all(&format!("#{field}-problem")), [said.as_str()]);
        assert!(host.page.has("details#erase[open]") && world.account_of(HOST).is_active);
    }
    colleague(&world);
    host.send(sure).await;
    assert_eq!(host.page.address, "/ti/in", "{}", host.page.text());
    assert!(is_out(&mut host).await);
    let gone = world.database().read_now(|db| store::account::find_by_email(db, HOST)).expect("an answer");
    assert!(gone.is_none(), "nobody has her address");
    let accounts: Vec<String> =
        rows::all(&world.database()).into_iter().filter(|row| row.starts_with("account")).collect();
    assert!(!accounts.is_empty() && !accounts.iter().any(|row| row.contains(&name)), "{accounts:?}");
}

#[tokio::test]
async fn without_a_password_only_who_came_in_just_now_takes_her_account_away() {
    let world = World::new();
    let (_, t) = tigrinya();
    colleague(&world);
    let mut host = world.signed_in(HOST).await;
    let id = world.account_of(HOST).id;
    world.database().write_now(|db| forget_password(db, &id)).expect("a row");
    world.clock.advance(Duration::minutes(16));
    open(&mut host).await;
    let form = form_to(&host, "/wissen").set("sure", "yes");
    assert!(!host.page.has("#erase_password"), "there is none to type");
    host.send(form).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(host.page.all("#sure-problem"), [t.own.sign_in_again.as_str()]);
    assert!(world.account_of(HOST).is_active);
}

fn forget_password(
    db: &mut store::Db,
    id: &aantafel::domain::account::AccountId,
) -> Result<(), aantafel::store::Error> {
    use aantafel::schema::account;
    use diesel::prelude::*;
    diesel::update(account::table.find(id)).set(account::password_hash.eq(None::<String>)).execute(db)?;
    Ok(())
}

#[tokio::test]
async fn the_file_holds_what_is_kept_of_her_and_nothing_of_others() {
    let world = World::new();
    colleague(&world);
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    open(&mut host).await;
    let file = "/ti/wij/account/bestand";
    assert!(host.page.links().contains(&file.to_owned()));
    let page = host.get(file, &[]).await.clone();
    assert!(page.header("content-disposition").starts_with("attachment;"), "{}", page.header("content-disposition"));
    assert_eq!(page.header("cache-control"), "no-store");
    let own = world.account_of(HOST);
    let text = page.html();
    assert!(text.contains(HOST) && text.contains(&own.name) && text.contains(own.id.as_str()));
    for other in [WORKER, "coordinator@demo", "gast.arabisch@demo"] {
        let other = world.account_of(other);
        assert!(!text.contains(&other.email) && !text.contains(other.id.as_str()), "{}: {text}", other.email);
    }
    assert!(!text.contains("Lemlem") && !text.contains(COLLEAGUE) && !text.contains("$argon2"), "{text}");
    assert_eq!(host.get("/desk/gegevens/bestand", &[]).await.html(), text, "the desk gives her the same");
    assert_eq!(worker.get(file, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn she_changes_her_password_and_comes_in_with_the_new_one_only() {
    let world = World::new();
    let (_, t) = tigrinya();
    let (mut host, mut phone) = (world.signed_in(HOST).await, world.signed_in(HOST).await);
    open(&mut host).await;
    let form = host.page.form(t.own.change_password.as_str()).set("password", PASSWORD).set("new_password", NEW);
    for (field, typed, said) in [
        ("new_password", "kort", &t.entry.password_short),
        ("new_password", "password1234", &t.entry.password_common),
        ("password", "iets anders", &t.own.wrong_password),
    ] {
        host.send(form.clone().set(field, typed)).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert_eq!(host.page.all(&format!("#{field}-problem")), [said.as_str()], "{typed}");
        assert!(!host.page.html().contains(typed) || typed == "password", "a password is never shown again");
    }
    host.send(form).await;
    assert!(host.page.text().contains(t.host_done.password.as_str()), "{}", host.page.text());
    assert!(!is_out(&mut host).await && is_out(&mut phone).await, "every other phone is out");
    assert!(signs_in(&world, NEW).await && !signs_in(&world, PASSWORD).await);
}

#[tokio::test]
async fn a_new_password_ends_the_links_of_other_phones_too_and_not_her_own() {
    let world = World::new();
    let (_, t) = tigrinya();
    let own = world.account_of(HOST);
    let links = [("kept", Purpose::Entry), ("mailed", Purpose::Asked)];
    for (secret, purpose) in links {
        let link = SignInLink::new(token::hash(secret), own.id.clone(), purpose, None, world.clock.utc());
        world.database().write_now(|db| store::sign_in_link::put(db, &link)).expect("a link");
    }
    let mut phone = world.browser().await;
    let enter = phone.open("/ti/in/kept").await.form(t.entry.go_in.as_str());
    phone.send(enter).await;
    assert!(!is_out(&mut phone).await, "{}", phone.page.text());
    let opens = async |secret: &str| {
        let mut anybody = world.browser().await;
        anybody.get(&format!("/ti/in/{secret}"), &[]).await.status == StatusCode::OK
    };
    assert!(opens("mailed").await);
    let mut host = world.signed_in(HOST).await;
    open(&mut host).await;
    let form = host.page.form(t.own.change_password.as_str()).set("password", PASSWORD).set("new_password", NEW);
    host.send(form).await;
    assert!(host.page.text().contains(t.host_done.password.as_str()), "{}", host.page.text());
    assert!(is_out(&mut phone).await);
    assert_eq!(phone.get("/ti/in/kept", &[]).await.status, StatusCode::GONE, "nor by the link it kept");
    assert!(!opens("mailed").await);
    assert!(!is_out(&mut host).await);
}

#[tokio::test]
async fn a_first_password_is_chosen_there_by_who_has_an_address_to_sign_in_with() {
    let world = World::new();
    let (_, t) = tigrinya();
    let mut host = world.signed_in(HOST).await;
    let own = world.account_of(HOST);
    world.database().write_now(|db| forget_password(db, &own.id)).expect("a row");
    open(&mut host).await;
    assert!(host.page.text().contains(t.own.no_password.as_str()) && !host.page.has("#password"));
    let form = host.page.form(t.entry.save_password.as_str()).set("new_password", NEW);
    host.send(form).await;
    assert!(host.page.text().contains(t.host_done.password.as_str()), "{}", host.page.text());
    assert!(signs_in(&world, NEW).await);
    open(&mut host).await;
    let form = host.page.form(t.own.change_password.as_str()).set("password", NEW).set("new_password", PASSWORD);
    world.database().write_now(|db| forget_email(db, &own.id)).expect("a row");
    open(&mut host).await;
    assert!(host.page.text().contains(t.own.needs_email.as_str()) && !host.page.has("#new_password"));
    host.send(form).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(host.page.all("#new_password-problem"), [t.own.needs_email.as_str()]);
}

fn forget_email(db: &mut store::Db, id: &aantafel::domain::account::AccountId) -> Result<(), aantafel::store::Error> {
    use aantafel::schema::account;
    use diesel::prelude::*;
    let none = (account::email.eq(""), account::email_key.eq(id.to_string()));
    diesel::update(account::table.find(id)).set(none).execute(db)?;
    Ok(())
}

#[tokio::test]
async fn she_switches_the_second_step_on_and_off_in_her_language() {
    let world = World::new();
    let (_, t) = tigrinya();
    let mut host = world.signed_in(HOST).await;
    open(&mut host).await;
    let page = "/ti/wij/account/tweede-stap";
    assert!(host.page.links().contains(&page.to_owned()));
    host.open(page).await;
    let secret = host.page.all("figure.qr code").join("").replace(' ', "");
    let form = host.page.form(t.own.switch_on.as_str());
    host.send(form.clone().set("code", "000000")).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(host.page.all("#code-problem"), [t.entry.code_wrong.as_str()]);
    assert!(!world.account_of(HOST).has_second_step());
    host.send(form.set("code", &code(&world, &secret))).await;
    let codes = host.page.all("ol.codes code");
    assert!(codes.len() == 10 && host.page.text().contains(t.own.recovery_text.as_str()), "{}", host.page.text());
    assert!(world.account_of(HOST).has_second_step());
    open(&mut host).await;
    assert!(host.page.text().contains(t.own.step_on.as_str()));
    let renew = host.open(page).await.form(t.own.recovery_new.as_str());
    host.send(renew.clone().set("code", "nee")).await;
    assert_eq!(host.page.all("#code-problem"), [t.entry.code_wrong.as_str()]);
    host.send(renew.clone().set("code", &codes[0])).await;
    let others = host.page.all("ol.codes code");
    assert!(others.len() == 10 && others != codes, "{}", host.page.text());
    let off = Form { action: format!("{page}/uit"), ..renew };
    host.send(off.clone().set("code", &codes[1])).await;
    assert!(world.account_of(HOST).has_second_step(), "an old recovery code opens nothing");
    host.send(off.set("code", &others[1])).await;
    assert!(!world.account_of(HOST).has_second_step(), "{}", host.page.text());
    assert_eq!(host.page.address, page);
}
