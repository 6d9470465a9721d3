//! Two organisations that have to do with each other (partners): both see the same facts, and others see none.

use aantafel::domain::Refusal;
use aantafel::domain::account::{Account, AccountId, Role};
use aantafel::domain::meeting::{Meeting, Saying, Side, State};
use aantafel::domain::organisation::{Organisation, OrganisationId, OrganisationKind};
use aantafel::schema::organisation;
use aantafel::store;
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::world::World;

#[tokio::test]
async fn both_sides_see_the_same_facts_of_each_other() {
    let world = World::new();
    let (support, host) = (world.organisation_of("werker@demo"), world.organisation_of("gastvrouw@demo"));
    for (viewer, owner, id, name) in [
        ("werker@demo", "gastvrouw@demo", &host, "Koffiekring De Jebena"),
        ("gastvrouw@demo", "coordinator@demo", &support, "Opvoedsteunpunt De Lindeboom"),
    ] {
        let mut browser = world.signed_in(viewer).await;
        browser.open("/desk/partners").await;
        assert!(browser.page.text().contains(name), "{viewer}: {}", browser.page.text());
        browser.open(&format!("/desk/partners/{id}")).await;
        let shown = browser.page.all("dl.facts > div");
        let mut own = world.signed_in(owner).await;
        own.open("/desk/organisatie").await;
        assert_eq!(own.page.all("dl.facts > div"), shown, "{owner} sees what {viewer} sees");
        assert!(shown.iter().any(|fact| fact.contains("Contact")), "{shown:?}");
    }
}

#[tokio::test]
async fn meetings_together_stand_there_with_whose_yes_there_is() {
    let world = World::new();
    let host = world.organisation_of("gastvrouw@demo");
    let together = world.meetings_of("werker@demo").into_iter().filter(|meeting| meeting.head.host_id == host).count();
    let mut browser = world.signed_in("werker@demo").await;
    browser.open(&format!("/desk/partners/{host}")).await;
    assert_eq!(browser.page.all("table.list tbody tr").len(), together);
    assert!(browser.page.text().contains("Beide ja"), "{}", browser.page.text());
}

#[tokio::test]
async fn who_is_no_partner_answers_as_one_that_does_not_exist() {
    let world = World::new();
    let mut browser = world.signed_in("werker@demo").await;
    let strangers = [world.organisation_of("gast.engels@demo"), world.organisation_of("werker.groningen@demo")];
    let own = world.organisation_of("werker@demo");
    let missing = "01990000-0000-7000-8000-000000000000";
    browser.get(&format!("/desk/partners/{missing}"), &[]).await;
    let nothing = browser.page.html();
    for id in strangers.iter().chain([&own]) {
        browser.get(&format!("/desk/partners/{id}"), &[]).await;
        assert_eq!((browser.page.status, browser.page.html()), (StatusCode::NOT_FOUND, nothing.clone()));
    }
}

#[tokio::test]
async fn what_a_host_corrects_her_partner_sees_and_an_old_form_is_told_so() {
    let world = World::new();
    let mut host = world.signed_in("gastvrouw@demo").await;
    let (mut first, mut second) = (host.open("/desk/organisatie/edit").await.form("Bewaar"), host.page.form("Bewaar"));
    first = first.set("contact_phone", "06-00000099").set("municipality", "Zeist");
    host.send(first).await;
    assert!(host.page.text().contains("De gegevens zijn bewaard"), "{}", host.page.text());
    second = second.set("contact_name", "Saba en Miriam");
    let page = host.post(&second.action, &second.fields).await.clone();
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("Iemand anders veranderde dit net"), "{}", page.text());
    let shown = page.all("main table td").join(" | ");
    for text in ["06-00000099", "Zeist", "Saba en Miriam"] {
        assert!(shown.contains(text), "both texts are shown: {text} in {shown}");
    }
    assert!(!shown.contains("Provincie"), "what is the same is no difference: {shown}");
    let again = page.form("Bewaar");
    assert_eq!(again.value("contact_name"), "Saba en Miriam", "what was typed stays");
    assert_eq!(
        again.value("contact_phone"),
        second.value("contact_phone"),
        "so the number would go back: it was shown"
    );
    host.send(again).await;
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/partners/{}", world.organisation_of("gastvrouw@demo"))).await;
    assert!(worker.page.text().contains("Saba en Miriam"), "{}", worker.page.text());
    let scope = world.scope_of("gastvrouw@demo");
    let told = world.database().read_now(|db| store::record::of_organisation(db, &scope, 10)).expect("a history");
    let changes = told.iter().filter(|one| one.record.action.code() == "organisation_changed").count();
    assert_eq!(changes, 2, "both changes are written down");
}

#[tokio::test]
async fn a_name_of_another_organisation_is_refused_beside_the_field() {
    let world = World::new();
    let mut host = world.signed_in("gastvrouw@demo").await;
    let form = host.open("/desk/organisatie/edit").await.form("Bewaar").set("name", "ouderkring onder de ACACIA");
    let page = host.post(&form.action, &form.fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("#name-problem"), "{}", page.text());
}

#[tokio::test]
async fn both_read_what_happened_between_them_and_of_which_evening() {
    let world = World::new();
    world.clock.advance(chrono::Duration::hours(1));
    let (support, host) = (world.organisation_of("werker@demo"), world.organisation_of("gastvrouw@demo"));
    let mut evening = world.meetings_of("werker@demo");
    evening.retain(|meeting| meeting.head.host_id == host && meeting.head.state == State::Agreed);
    let evening = evening.first().expect("the two agreed on an evening");
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}", evening.head.id)).await;
    let forms = worker.page.forms();
    let tick = forms.into_iter().find(|form| form.action.ends_with("/tasks/print/completion")).expect("a task");
    worker.send(tick).await;
    for (viewer, other) in [("werker@demo", &host), ("gastvrouw@demo", &support)] {
        let mut browser = world.signed_in(viewer).await;
        browser.open(&format!("/desk/partners/{other}")).await;
        let told = browser.page.all("section[aria-labelledby='history'] li");
        let newest = told.first().unwrap_or_else(|| panic!("{viewer} reads no history"));
        assert!(newest.contains("vinkte af: Bladen en kaartjes printen"), "{viewer}: {newest}");
        assert!(newest.contains("Marieke") && newest.ends_with(&evening.plan.working_title), "{viewer}: {newest}");
        assert!(newest.contains("21 november 2026"), "{viewer}: {newest}");
        assert!(browser.page.links().contains(&format!("/desk/meetings/{}", evening.head.id)));
    }
    let stranger = world.organisation_of("werker.groningen@demo");
    let mut browser = world.signed_in("gastvrouw@demo").await;
    assert_eq!(browser.get(&format!("/desk/partners/{stranger}"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_organisation_without_a_contact_person_says_so_and_its_own_people_can_fill_it_in() {
    let world = World::new();
    let host = world.organisation_of("gastvrouw@demo");
    let nobody =
        (organisation::contact_name.eq(""), organisation::contact_phone.eq(""), organisation::contact_email.eq(""));
    let emptied =
        world.database().write_now(|db| Ok(diesel::update(organisation::table.find(&host)).set(nobody).execute(db)?));
    assert_eq!(emptied.expect("it can be emptied"), 1);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/partners/{host}")).await;
    assert!(worker.page.text().contains("Er is nog geen contactpersoon ingevuld."), "{}", worker.page.text());
    let mut own = world.signed_in("gastvrouw@demo").await;
    own.open("/desk/organisatie").await;
    assert!(own.page.text().contains("Er is nog geen contactpersoon ingevuld."), "{}", own.page.text());
    let form = own.open("/desk/organisatie/edit").await.form("Bewaar");
    own.send(form.set("contact_name", "Saba Tesfay").set("contact_phone", "06-00000077")).await;
    worker.open(&format!("/desk/partners/{host}")).await;
    assert!(worker.page.text().contains("Saba Tesfay"), "{}", worker.page.text());
    assert!(worker.page.links().iter().any(|link| link.starts_with("tel:")), "one tap calls her");
}

#[test]
fn the_history_of_two_holds_what_they_share_and_nothing_else() {
    let world = World::new();
    let (scope, host) = (world.scope_of("werker@demo"), world.organisation_of("gastvrouw@demo"));
    let history = |id: &OrganisationId| {
        world.database().read_now(|db| store::partner::history(db, &scope, id, 500)).expect("a history")
    };
    let shared: Vec<String> = world
        .meetings_of("werker@demo")
        .into_iter()
        .filter(|meeting| meeting.head.host_id == host)
        .map(|meeting| meeting.head.id.to_string())
        .collect();
    let told = history(&host);
    assert!(told.len() >= shared.len(), "each meeting was made");
    for one in &told {
        let meeting = one.record.meeting_id.as_ref().map(ToString::to_string);
        assert!(meeting.is_some_and(|id| shared.contains(&id)), "{one:?}");
    }
    assert!(history(&world.organisation_of("gast.engels@demo")).is_empty(), "nothing is shared with a stranger");
}

/// Puts an organisation into a world that is a partner of these two, because it let them in.
pub fn partner_of_both(world: &World, id: &str, emails: [&str; 2]) {
    let id: OrganisationId = id.parse().expect("an identifier");
    let like = world.organisation_of("werker@demo");
    let owners = emails.map(|email| world.organisation_of(email));
    let put = world.database().write_now(|db| {
        let like = store::organisation::find(db, &like)?;
        let row = Organisation {
            id: id.clone(),
            kind: OrganisationKind::ParentingSupport,
            name: "Steunpunt De Partner".to_owned(),
            name_key: "steunpunt de partner".to_owned(),
            ..like
        };
        store::organisation::put(db, &row)?;
        for owner in &owners {
            diesel::update(organisation::table.find(owner)).set(organisation::admitted_by.eq(&id)).execute(db)?;
        }
        Ok(())
    });
    put.expect("a partner can be made");
}

/// A self-organisation that this account's organisation let in, and its host.
pub fn let_in(world: &World, ids: (&str, &str), email: &str) {
    let (by, like) = (world.organisation_of(email), world.organisation_of("gastvrouw@demo"));
    let (id, host): (OrganisationId, AccountId) = (ids.0.parse().expect("an id"), ids.1.parse().expect("an id"));
    let put = world.database().write_now(|db| {
        let row = Organisation {
            id: id.clone(),
            name: "Kring De Gast".to_owned(),
            name_key: "kring de gast".to_owned(),
            admitted_by: Some(by),
            ..store::organisation::find(db, &like)?
        };
        store::organisation::put(db, &row)?;
        let (name, email) = ("Semhar".to_owned(), String::new());
        store::account::put(db, &Account::new(host, id, Role::Host, name, email, world.clock.utc()))
    });
    put.expect("it can be let in");
}

#[tokio::test]
async fn a_draft_alone_makes_nobody_a_partner_and_hands_over_no_link() {
    let world = World::new();
    let host = world.organisation_of("gastvrouw@demo");
    let mut stranger = world.signed_in("werker.groningen@demo").await;
    crate::meeting::plan(&mut stranger, "Alleen een klad", "2027-05-20", "Zaal 1").await;
    let made = world.meeting("werker.groningen@demo", |meeting| meeting.plan.working_title == "Alleen een klad");
    assert_eq!(made.head.host_id, host, "anybody may draft with anybody");
    let account = world.account_of("gastvrouw@demo");
    for address in [format!("/desk/partners/{host}"), format!("/desk/partners/{host}/toegang")] {
        assert_eq!(stranger.get(&address, &[]).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let token = stranger.open("/desk/meetings/new").await.form("Maak de bijeenkomst").value("form_token").to_owned();
    let fields = [("form_token".to_owned(), token), ("account".to_owned(), account.id.to_string())];
    let page = stranger.post(&format!("/desk/partners/{host}/toegang"), &fields).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    // Her own yes makes them partners; a yes that the other side noted for her does not.
    let (by, of) = (world.account_of("werker.groningen@demo").id, world.organisation_of("werker.groningen@demo"));
    let (with, on) = ("Saba".to_owned(), world.clock.today());
    let (first, noted) = (Saying::SignedIn(by.clone()), Saying::Phone { by, of, with, on });
    let (scope, pen, at) = (world.scope_of("gastvrouw@demo"), world.pen_of(&host), world.clock.utc());
    let say = |decide: &dyn Fn(&mut Meeting) -> Result<(), Refusal>| {
        let version = world.meeting("gastvrouw@demo", |meeting| meeting.head.id == made.head.id).head.version;
        let kept = world.database().write_now(|db| {
            store::meeting::change(db, &made.head.id, &scope, version, &pen, |meeting| decide(meeting))
        });
        kept.expect("it can be kept");
    };
    say(&|meeting| meeting.agree(Side::Support, first.clone(), at));
    say(&|meeting| meeting.agree(Side::Host, noted.clone(), at));
    assert_eq!(stranger.get(&format!("/desk/partners/{host}"), &[]).await.status, StatusCode::NOT_FOUND);
    say(&|meeting| meeting.undo_phone(Side::Host, at));
    say(&|meeting| meeting.agree(Side::Host, Saying::SignedIn(account.id.clone()), at));
    assert_eq!(stranger.get(&format!("/desk/partners/{host}"), &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn only_who_let_a_host_in_hands_over_her_link_and_both_see_that_it_was_done() {
    let world = World::new();
    let (host, support) = (world.organisation_of("gastvrouw@demo"), world.organisation_of("werker@demo"));
    let admitted_by = |by: &OrganisationId| {
        let kept = world.database().write_now(|db| {
            Ok(diesel::update(organisation::table.find(&host)).set(organisation::admitted_by.eq(by)).execute(db)?)
        });
        kept.expect("it can be written down");
    };
    let mut worker = world.signed_in("werker@demo").await;
    let address = format!("/desk/partners/{host}/toegang");
    admitted_by(&world.organisation_of("werker.eindhoven@demo"));
    assert_eq!(worker.get(&address, &[]).await.status, StatusCode::NOT_FOUND, "a partner is not enough");
    admitted_by(&support);
    let form = worker.open(&address).await.forms().into_iter().find(|form| form.action == address).expect("a button");
    assert!(worker.send(form).await.text().contains("/in/"), "{}", worker.page.text());
    let mut hostess = world.signed_in("gastvrouw@demo").await;
    hostess.open(&format!("/desk/partners/{support}")).await;
    assert!(hostess.page.text().contains("maakte een nieuwe link om binnen te komen"), "{}", hostess.page.text());
}
