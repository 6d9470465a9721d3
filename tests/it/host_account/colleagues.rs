//! A host leads her colleagues (collega's): another role, taking away, letting in again; the last one stays.

use aantafel::domain::account::{AccountId, Role};
use aantafel::store;
use aantafel::web::paths;
use axum::http::StatusCode;

use super::{HOST, colleague, is_in, link_of, tigrinya};
use crate::browser::{Browser, Form};
use crate::rows;
use crate::world::World;

/// The form on the page of colleagues that does this to her.
fn form_of(browser: &Browser, id: &AccountId, what: &str) -> Form {
    let action = format!("/{id}/{what}");
    let found = browser.page.forms().into_iter().find(|form| form.action.ends_with(&action));
    found.unwrap_or_else(|| panic!("no {action}: {}", browser.page.text()))
}

/// Lemlem is asked in, and opens her link on her phone.
async fn lemlem_comes_in(world: &World, host: &mut Browser) -> (String, Browser) {
    let (ti, t) = (tigrinya(), tigrinya().phrases());
    let form = host.open(&paths::host_page(ti, "collegas")).await.form(t.colleague.send.as_str()).set("name", "Lemlem");
    host.send(form).await;
    let link = link_of(host);
    let mut phone = world.browser().await;
    let enter = phone.open(&link).await.form(t.entry.go_in.as_str());
    phone.send(enter).await;
    (link, phone)
}

#[tokio::test]
async fn a_host_gives_a_colleague_another_role_takes_her_away_and_lets_her_in_again_in_her_language() {
    let world = World::new();
    let (ti, t) = (tigrinya(), tigrinya().phrases());
    let page = paths::host_page(ti, "collegas");
    let mut host = world.signed_in(HOST).await;
    let (link, mut phone) = lemlem_comes_in(&world, &mut host).await;
    assert!(is_in(&mut phone).await, "{}", phone.page.text());
    let lemlem = colleague(&world, "Lemlem");
    host.open(&page).await;
    let of_herself = format!("/{}/", world.account_of(HOST).id);
    assert!(host.page.forms().iter().all(|form| !form.action.contains(&of_herself)), "of herself only leaving");

    let (reader, stale) = (form_of(&host, &lemlem.id, "rol"), form_of(&host, &lemlem.id, "toegang"));
    assert_eq!(reader.value("role"), "host");
    host.send(reader.set("role", "reader")).await;
    assert!(host.page.text().contains(t.host_done.role.as_str()), "{}", host.page.text());
    assert_eq!(colleague(&world, "Lemlem").role, Role::Reader);
    assert!(!is_in(&mut phone).await, "she is out, and comes in with her other rights");

    host.send(stale).await;
    assert!(host.page.text().contains(t.colleague.changed_meanwhile.as_str()), "{}", host.page.text());
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(colleague(&world, "Lemlem").is_active, "a form from before changes nothing");

    host.open(&page).await;
    let off = form_of(&host, &lemlem.id, "toegang").set("access", "off");
    host.send(off).await;
    assert!(host.page.text().contains(t.host_done.off.as_str()), "{}", host.page.text());
    assert!(!colleague(&world, "Lemlem").is_active);
    assert_eq!(world.browser().await.get(&link, &[]).await.status, StatusCode::GONE, "her link opens nothing");
    let on = form_of(&host, &lemlem.id, "toegang");
    assert_eq!(on.value("access"), "on");
    host.send(on).await;
    assert!(host.page.text().contains(t.host_done.on.as_str()), "{}", host.page.text());
    assert!(colleague(&world, "Lemlem").is_active);
    let written = rows::all(&world.database()).join("\n");
    for deed in ["role_changed", "account_switched_off", "account_switched_on"] {
        assert!(written.contains(deed), "{deed} is written down");
    }
}

#[tokio::test]
async fn the_last_host_who_can_come_in_is_not_taken_away_nor_made_a_reader() {
    let world = World::new();
    let (ti, t) = (tigrinya(), tigrinya().phrases());
    let page = paths::host_page(ti, "collegas");
    let mut host = world.signed_in(HOST).await;
    let (_, mut phone) = lemlem_comes_in(&world, &mut host).await;
    // Each sends the other away at once: one of them stays.
    let (first, second) = (world.account_of(HOST), colleague(&world, "Lemlem"));
    host.open(&page).await;
    phone.open(&page).await;
    let leading = |world: &World| {
        let scope = world.scope_of(HOST);
        let all = world.database().read_now(|db| store::colleague::list(db, &scope)).expect("a list");
        all.into_iter().filter(|one| one.is_active && one.role == Role::Host && one.used_at.is_some()).count()
    };
    for other in other_hosts(&world, &[&first.id, &second.id]) {
        let off = form_of(&host, &other, "toegang").set("access", "off");
        host.send(off).await;
        host.open(&page).await;
    }
    let (takes_second, takes_first) =
        (form_of(&host, &second.id, "toegang").set("access", "off"), form_of(&phone, &first.id, "rol"));
    host.send(takes_second).await;
    assert_eq!(leading(&world), 1, "{}", host.page.text());
    phone.send(takes_first.set("role", "reader")).await;
    assert_eq!(leading(&world), 1, "who was taken away does nothing any more: {}", phone.page.text());
    let version = world.account_of(HOST).version.to_string();
    let token = host.open(&page).await.form(t.colleague.send.as_str()).value("form_token").to_owned();
    for (what, field, value) in [("rol", "role", "reader"), ("toegang", "access", "off")] {
        let fields = [("form_token", token.as_str()), ("version", &version), (field, value)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        host.post(&format!("{page}/{}/{what}", first.id), &fields).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
        assert!(host.page.text().contains(t.colleague.last_host.as_str()), "{what}: {}", host.page.text());
    }
    assert_eq!(leading(&world), 1);
}

/// Hosts of the demo world beside these.
fn other_hosts(world: &World, known: &[&AccountId]) -> Vec<AccountId> {
    let scope = world.scope_of(HOST);
    let all = world.database().read_now(|db| store::colleague::list(db, &scope)).expect("a list");
    let others = all.into_iter().filter(|one| one.is_active && one.role == Role::Host && !known.contains(&&one.id));
    others.map(|one| one.id).collect()
}
