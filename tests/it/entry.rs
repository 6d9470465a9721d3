//! Getting in by a link (binnenkomen): once, by a host's own phone again, and never told apart from what does not exist.

mod asked;
mod door;

use aantafel::domain::account::{Account, AccountId, Role};
use aantafel::domain::sign_in_link::Purpose;
use aantafel::language::Language;
use aantafel::store;
use aantafel::web::entry::new_link;
use chrono::Duration;

use crate::browser::{Browser, Page};
use crate::rows;
use crate::world::{PASSWORD, World};

const COOKIE: &str = "aantafel-loopback";

/// A link for somebody of the demo world, as a worker or the mail would hand it over.
async fn link(world: &World, email: &str, purpose: Purpose) -> String {
    let (app, account) = (world.instance().await, world.account_of(email));
    world.database().write_now(|db| new_link(&app, db, &account.id, purpose, None)).expect("a link")
}

/// Opens a link and presses its button; stays at the answer.
async fn go_in(browser: &mut Browser, address: &str, button: &str) -> Page {
    let form = browser.get(address, &[]).await.form(button);
    browser.post(&form.action, &form.fields).await.clone()
}

/// A host who has neither an e-mail address nor a password, and reads this language.
fn host_without_email(world: &World, language: &str) -> Account {
    let organisation = world.organisation_of("gastvrouw@demo");
    let id = AccountId::new(world.clock.millis(), world.clock.chance());
    let now = world.clock.utc();
    let mut row = Account::new(id, organisation, Role::Host, "Letebrhan".to_owned(), String::new(), now);
    row.desk_language = language.to_owned();
    world.database().write_now(|db| store::account::put(db, &row)).expect("an account");
    row
}

#[tokio::test]
async fn a_link_that_is_only_looked_at_is_not_used() {
    let world = World::new();
    let address = link(&world, "werker@demo", Purpose::Asked).await;
    let before = rows::all(&world.database());
    let mut scanner = world.browser().await;
    for _ in 0..3 {
        let page = scanner.get(&address, &[]).await;
        assert_eq!(page.status.as_u16(), 200);
        assert!(page.text().contains("U bent Marieke de Wit van"), "{}", page.text());
        assert_eq!((page.header("set-cookie"), page.header("cache-control")), ("", "no-store"));
    }
    assert_eq!(rows::difference(&before, &rows::all(&world.database())), Vec::<String>::new());
    let mut worker = world.browser().await;
    let page = go_in(&mut worker, &address, "Ga naar binnen").await;
    assert_eq!((page.status.as_u16(), page.header("location")), (303, "/desk"));
    assert!(!page.header("set-cookie").contains("Max-Age"), "it ends with the browser");
    assert_eq!(worker.get("/desk", &[]).await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_used_an_old_a_replaced_and_an_unknown_link_say_the_same() {
    let world = World::new();
    let used = link(&world, "werker@demo", Purpose::Asked).await;
    let mut worker = world.browser().await;
    go_in(&mut worker, &used, "Ga naar binnen").await;
    let old = link(&world, "coordinator@demo", Purpose::Asked).await;
    world.clock.advance(Duration::minutes(30));
    let replaced = link(&world, "gastvrouw@demo", Purpose::Entry).await;
    link(&world, "gastvrouw@demo", Purpose::Entry).await;
    let unknown = format!("/nl/in/{}", "0".repeat(64));
    let mut said = Vec::new();
    for address in [&used, &old, &replaced, &unknown, &"/nl/in/x".to_owned()] {
        let mut visitor = world.browser().await;
        let page = visitor.get(address, &[]).await.clone();
        assert_eq!(page.status.as_u16(), 410, "{address}");
        let text = page.text();
        assert!(text.contains("Deze link werkt niet meer") && text.contains("vraag hieronder een nieuwe"), "{text}");
        let token = page.form("Stuur mij een link").value("form_token").to_owned();
        let sent = visitor.post(address, &[("form_token".to_owned(), token)]).await;
        assert_eq!((sent.status.as_u16(), sent.header("set-cookie")), (410, ""), "{address}");
        said.push(page.html());
    }
    assert!(said.windows(2).all(|two| two[0] == two[1]), "told apart");
}

#[tokio::test]
async fn a_hosts_link_opens_for_one_phone_again_and_again_and_for_no_other() {
    let world = World::new();
    let host = host_without_email(&world, "ti");
    let app = world.instance().await;
    let renew = || world.database().write_now(|db| new_link(&app, db, &host.id, Purpose::Entry, None)).expect("a link");
    let address = renew();
    assert!(address.starts_with("/ti/in/"), "in her language: {address}");
    let button = Language::find("ti").expect("Tigrinya").phrases().entry.go_in.as_str();
    let mut phone = world.browser().await;
    let page = go_in(&mut phone, &address, button).await;
    assert_eq!(page.header("location"), "/ti/wij");
    assert!(page.header("set-cookie").contains("Max-Age=7776000"), "ninety days: {}", page.header("set-cookie"));
    let first = phone.cookies()[COOKIE].clone();
    let mut other = world.browser().await;
    assert_eq!(other.get(&address, &[]).await.status.as_u16(), 410, "another phone");
    world.clock.advance(Duration::days(80));
    assert_eq!(phone.get("/desk", &[]).await.status.as_u16(), 303, "the sign-in itself ended long ago");
    go_in(&mut phone, &address, button).await;
    assert_ne!(phone.cookies()[COOKIE], first, "a new identifier each time");
    let stolen = [("cookie", format!("{COOKIE}={first}"))];
    let stolen: Vec<(&str, &str)> = stolen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(world.browser().await.get(&address, &stolen).await.status.as_u16(), 410, "the one before opens nothing");
    let anew = renew();
    assert_eq!(phone.get("/desk", &[]).await.status.as_u16(), 303, "a renewed link ends her sign-ins");
    assert_eq!(phone.get(&address, &[]).await.status.as_u16(), 410, "and the link before");
    go_in(&mut phone, &anew, button).await;
    world.clock.advance(Duration::days(90));
    assert_eq!(phone.get(&anew, &[]).await.status.as_u16(), 410, "after ninety days it is over");
}

#[tokio::test]
async fn a_host_who_comes_in_another_way_keeps_the_key_of_her_phone_and_nobody_elses() {
    let world = World::new();
    let key = link(&world, "gastvrouw@demo", Purpose::Entry).await;
    let mut phone = world.browser().await;
    go_in(&mut phone, &key, "Ga naar binnen").await;
    let asked = link(&world, "gastvrouw@demo", Purpose::Asked).await;
    let page = go_in(&mut phone, &asked, "Ga naar binnen").await;
    assert!(page.header("set-cookie").contains("Max-Age=7776000"), "it stays: {}", page.header("set-cookie"));
    assert_eq!(phone.get(&key, &[]).await.status.as_u16(), 200, "the printed code still opens");
    // A colleague borrows the phone: what opens it then is not hers to keep.
    let colleague = link(&world, "werker@demo", Purpose::Asked).await;
    let page = go_in(&mut phone, &colleague, "Ga naar binnen").await;
    assert!(!page.header("set-cookie").contains("Max-Age"), "{}", page.header("set-cookie"));
    assert_eq!(phone.get(&key, &[]).await.status.as_u16(), 410);
}

#[tokio::test]
async fn signing_out_ends_the_key_of_that_phone() {
    let world = World::new();
    let address = link(&world, "gastvrouw@demo", Purpose::Entry).await;
    let mut phone = world.browser().await;
    go_in(&mut phone, &address, "Ga naar binnen").await;
    let cookie = format!("{COOKIE}={}", phone.cookies()[COOKIE]);
    let form = phone.get("/desk", &[]).await.form("Afmelden");
    assert!(phone.post(&form.action, &form.fields).await.header("clear-site-data").contains("cookies"));
    assert_eq!(phone.get(&address, &[("cookie", &cookie)]).await.status.as_u16(), 410);
}

#[tokio::test]
async fn the_database_keeps_only_the_hash_of_a_link() {
    let world = World::new();
    let address = link(&world, "gastvrouw@demo", Purpose::Entry).await;
    let secret = address.rsplit('/').next().expect("a token");
    assert_eq!(secret.len(), 64, "256 bits");
    assert!(!rows::all(&world.database()).join("\n").contains(secret));
}

#[tokio::test]
async fn asking_for_a_link_answers_alike_for_known_and_unknown_and_only_the_known_gets_one() {
    let world = World::new();
    let mut said = Vec::new();
    for email in ["werker@demo", "nobody@demo", "WERKER@demo "] {
        let mut visitor = world.browser().await;
        let form = visitor.get("/nl/in", &[]).await.form("Stuur mij een link").set("link_email", email);
        let page = visitor.post(&form.action, &form.fields).await;
        assert_eq!(page.status.as_u16(), 200);
        said.push((page.html(), format!("{:?}", page.headers)));
    }
    assert!(said.windows(2).all(|two| two[0] == two[1]), "told apart");
    let sent = || {
        let messages = rows::all(&world.database()).into_iter().filter(|row| row.starts_with("message:"));
        messages.filter(|row| row.contains("werker@demo") && row.contains("/nl/in/")).count()
    };
    for _ in 0..200 {
        if sent() == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(sent(), 2, "one for each time that the known address asked");
}

#[tokio::test]
async fn an_invitation_leads_to_a_password_and_a_host_may_do_without() {
    let world = World::new();
    let host = host_without_email(&world, "ar");
    let app = world.instance().await;
    let address =
        world.database().write_now(|db| new_link(&app, db, &host.id, Purpose::Invitation, None)).expect("a link");
    let t = &Language::find("ar").expect("Arabic").phrases().entry;
    let mut phone = world.browser().await;
    let page = go_in(&mut phone, &address, t.go_in.as_str()).await;
    assert_eq!(page.header("location"), "/ar/wachtwoord");
    let page = phone.open("/ar/wachtwoord").await.clone();
    assert!(page.links().contains(&"/ar/wij".to_owned()), "she may skip it");
    for (typed, problem) in
        [("kort", &t.password_short), ("wachtwoord123", &t.password_common), ("Letebrhan-2026", &t.password_own)]
    {
        let form = page.form(t.save_password.as_str()).set("new_password", typed);
        let said = phone.post(&form.action, &form.fields).await;
        assert_eq!(said.status.as_u16(), 422, "{typed}");
        assert!(said.text().contains(problem.as_str()), "{typed}: {}", said.text());
        assert!(!said.html().contains(typed), "a password is not sent back");
    }
    let before = phone.cookies()[COOKIE].clone();
    let form = page.form(t.save_password.as_str()).set("new_password", PASSWORD);
    assert_eq!(phone.post(&form.action, &form.fields).await.status.as_u16(), 303);
    assert_ne!(phone.cookies()[COOKIE], before, "a new identifier");
    assert_eq!(phone.get("/desk", &[("cookie", &format!("{COOKIE}={before}"))]).await.status.as_u16(), 303);
}

#[tokio::test]
async fn a_worker_hands_a_host_of_a_partner_her_link_once_and_it_prints_as_a_letter() {
    let world = World::new();
    let (mut worker, host) = (world.signed_in("werker@demo").await, host_without_email(&world, "ti"));
    let address = format!("/desk/partners/{}/toegang", host.organisation_id);
    let page = worker.open(&address).await.clone();
    assert!(page.text().contains("Letebrhan") && page.text().contains("Geen e-mail"), "{}", page.text());
    let form = page.form("Maak een link");
    let fields = [("form_token", form.value("form_token")), ("account", host.id.as_str())];
    let fields: Vec<_> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let page = worker.post(&address, &fields).await.clone();
    assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
    let message = page.all("textarea.share").join("");
    let link =
        message.split("http://127.0.0.1:8080").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link");
    assert!(link.starts_with("/ti/in/"), "{message}");
    assert!(page.has("article.letter[lang=ti] svg[role=img]"), "a code for her phone");
    assert!(page.has("article.letter [lang=nl]"), "and Dutch for who reads along");
    let mut phone = world.browser().await;
    let button = Language::find("ti").expect("Tigrinya").phrases().entry.go_in.as_str();
    assert_eq!(go_in(&mut phone, link, button).await.header("location"), "/ti/wij");
    let records = rows::all(&world.database()).into_iter().filter(|row| row.starts_with("record:"));
    assert_eq!(records.filter(|row| row.contains("link_renewed")).count(), 1);
}
