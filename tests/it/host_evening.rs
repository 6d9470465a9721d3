//! An evening in the host's room (avond): what must be ready, who sees it, a yes on the phone, and the words for parents.

mod asked;
mod interpreter;

use aantafel::domain::meeting::{Manner, Meeting, Side, State, Visibility};
use aantafel::domain::task::TaskItem;
use aantafel::language::{Language, date_in_words};
use aantafel::store;
use aantafel::web::paths;
use axum::http::StatusCode;

use crate::browser::{Browser, Form, Page};
use crate::world::World;

const HOST: &str = "gastvrouw@demo";
const WORKER: &str = "werker@demo";

fn of_state(world: &World, state: State) -> Meeting {
    let fits = |meeting: &Meeting| {
        let is_plain = meeting.staged.is_none() && meeting.plan.audience.is_parents();
        meeting.head.state == state && is_plain && !meeting.is_over(world.clock.wall())
    };
    world.meeting(HOST, fits)
}

fn again(world: &World, meeting: &Meeting) -> Meeting {
    world.meeting(HOST, |own| own.head.id == meeting.head.id)
}

fn form_to(page: &Page, end: &str) -> Form {
    let found = page.forms().into_iter().find(|form| form.action.ends_with(end));
    found.unwrap_or_else(|| panic!("no form {end} on {}: {}", page.address, page.text()))
}

fn is_done(world: &World, meeting: &Meeting, item: TaskItem) -> bool {
    let scope = world.scope_of(HOST);
    let tasks = world.database().read_now(|db| store::task::of_meeting(db, &scope, meeting)).expect("the list");
    tasks.iter().any(|task| task.item == item && task.done_at.is_some())
}

async fn open(browser: &mut Browser, language: &str, meeting: &Meeting) {
    let language = Language::find(language).expect("a language");
    browser.open(&paths::host_meeting(language, &meeting.head.id)).await;
    assert_eq!(browser.page.status, StatusCode::OK);
}

#[tokio::test]
async fn a_host_ticks_off_her_own_part_in_her_language_in_two_taps() {
    let world = World::new();
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    for language in Language::written() {
        let t = language.phrases();
        host.open(&paths::host(language)).await;
        let page = paths::host_meeting(language, &evening.head.id);
        assert!(host.page.links().iter().any(|link| link.starts_with(&page)), "one tap: {language}");
        open(&mut host, language.code, &evening).await;
        let list = host.page.all("section[aria-labelledby='ready'] > ul li");
        assert!(list.iter().any(|line| line.contains(t.task_item.room.as_str())), "{language}: {list:?}");
        assert!(
            !list.iter().any(|line| line.contains(t.task_item.print.as_str())),
            "{language}: the worker's is apart"
        );
        let apart = host.page.all("section[aria-labelledby='ready'] details li");
        assert!(apart.iter().any(|line| line.contains(t.task_item.print.as_str())), "{language}: {apart:?}");
        let tick = form_to(&host.page, "/klaar/room").set("done", "yes");
        host.send(tick).await;
        assert!(host.page.text().contains(t.host_done.ready.as_str()), "{language}: {}", host.page.text());
        assert!(is_done(&world, &evening, TaskItem::Room), "{language}");
        let back = form_to(&host.page, "/klaar/room").set("done", "no");
        host.send(back).await;
        assert!(host.page.text().contains(t.host_done.unready.as_str()), "{language}");
        assert!(!is_done(&world, &evening, TaskItem::Room), "{language}");
    }
    assert!(
        !host.page.forms().iter().any(|form| form.action.ends_with("/klaar/print")),
        "only her own part has buttons"
    );
    let tick = form_to(&host.page, "/klaar/room").set("done", "yes");
    host.send(tick).await;
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&paths::meeting(&evening.head.id)).await;
    assert!(worker.page.text().contains("vinkte af: Zaal"), "{}", worker.page.text());
}

#[tokio::test]
async fn a_tick_on_what_somebody_changed_meanwhile_is_told_and_does_nothing() {
    let world = World::new();
    let evening = of_state(&world, State::Agreed);
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    open(&mut host, "nl", &evening).await;
    let old = form_to(&host.page, "/klaar/room").set("done", "yes");
    worker.open(&paths::meeting(&evening.head.id)).await;
    let theirs = form_to(&worker.page, "/tasks/room").set("owner", "support");
    worker.send(theirs).await;
    host.send(old.clone()).await;
    assert_eq!(host.page.status, StatusCode::CONFLICT);
    assert!(host.page.has("#ready-problem") && host.page.text().contains("Er is net iets veranderd"));
    assert!(!is_done(&world, &evening, TaskItem::Room));
    let wrong = Form { action: old.action.replace("/room", "/dak"), ..old };
    assert_eq!(host.send(wrong).await.status, StatusCode::NOT_FOUND, "no such thing to do");
}

#[tokio::test]
async fn what_is_late_waits_on_her_first_page_after_a_yes_and_a_message() {
    let world = World::new();
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let nl = Language::dutch();
    let wait = nl.phrases().host.wait_task.as_str();
    host.open(&paths::host(nl)).await;
    assert!(!host.page.text().contains(wait), "nothing is late in November: {}", host.page.text());
    let month = evening.plan.starts_at - world.clock.wall() - chrono::Duration::days(30);
    world.clock.advance(month);
    let mut host = world.signed_in(HOST).await;
    host.open(&paths::host(nl)).await;
    let cards = host.page.all("section[aria-labelledby='waits'] li");
    let late = cards.iter().position(|card| card.contains(wait)).expect("it waits");
    let said = cards.iter().rposition(|card| card.contains(nl.phrases().host.wait_message.as_str()));
    assert!(said.is_none_or(|said| said < late), "what parents must hear comes first: {cards:?}");
    let page = format!("{}#ready", paths::host_meeting(nl, &evening.head.id));
    assert!(host.page.links().contains(&page), "{:?}", host.page.links());
}

#[tokio::test]
async fn the_host_closes_and_opens_an_evening_and_chooses_what_it_shows() {
    let world = World::new();
    let evening = of_state(&world, State::Published);
    // One instance: another looks for changes once a second.
    let app = world.instance().await;
    let (mut host, mut parent) = (Browser::new(app.clone()), Browser::new(app));
    host.sign_in(HOST).await;
    let (code, secret) = (format!("/ar/m/{}", evening.head.code), format!("/ar/m/{}", evening.head.secret));
    for (ticked, is_public, shows) in [
        (&[][..], false, false),
        (&["is_public", "shows_place", "shows_organisation"][..], true, true),
        (&["is_public"][..], true, false),
    ] {
        open(&mut host, "ti", &evening).await;
        let mut form = form_to(&host.page, "/zichtbaar");
        for name in ["is_public", "shows_place", "shows_organisation"] {
            form = form.without(name);
        }
        form = ticked.iter().fold(form, |form, name| form.set(name, "yes"));
        host.send(form).await;
        let said = Language::find("ti").expect("Tigrinya").phrases().host_done.opened.as_str();
        assert!(host.page.text().contains(said), "{}", host.page.text());
        let now = again(&world, &evening).head;
        assert_eq!(now.visibility == Visibility::Public, is_public);
        assert_eq!((now.shows_place, now.shows_organisation), (shows, shows));
        let status = parent.get(&code, &[]).await.status;
        assert_eq!(status == StatusCode::OK, is_public, "the code opens what is public: {ticked:?}");
        let own = if is_public { &code } else { &secret };
        let text = parent.open(own).await.text();
        assert_eq!(text.contains(&evening.plan.venue), shows, "{ticked:?}: {text}");
        assert_eq!(text.contains("Koffiekring De Jebena"), shows, "{ticked:?}: {text}");
        let agenda = parent.open(&format!("/ar/?gemeente={}", evening.plan.municipality)).await.html();
        assert_eq!(agenda.contains(&evening.head.code), is_public, "{ticked:?}");
    }
}

#[tokio::test]
async fn a_yes_that_the_worker_noted_is_taken_back_by_the_host_in_her_language() {
    let world = World::new();
    let is_asked = |meeting: &Meeting| meeting.head.state == State::Proposed && !meeting.has_agreed(Side::Host);
    let evening = world.meeting(HOST, is_asked);
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&paths::meeting(&evening.head.id)).await;
    let note = worker.page.form("Noteer het ja").set("spoke_with", "Saba").set("spoke_on", "2026-11-20");
    worker.send(note).await;
    let noted = again(&world, &evening);
    assert!(noted.has_agreed(Side::Host) && noted.agreement(Side::Host).is_some_and(|yes| yes.manner == Manner::Phone));
    let ar = Language::find("ar").expect("Arabic");
    let mut host = world.signed_in(HOST).await;
    open(&mut host, "ar", &evening).await;
    let note = host.page.all(".note").join(" ");
    assert!(
        note.contains("Saba") && note.contains("Opvoedsteunpunt De Lindeboom"),
        "with whom, and who says so: {note}"
    );
    let undo = host.page.form(ar.phrases().evening.phone_undo.as_str());
    host.send(undo.clone()).await;
    assert!(host.page.text().contains(ar.phrases().host_done.undone.as_str()), "{}", host.page.text());
    assert!(!again(&world, &evening).has_agreed(Side::Host));
    worker.open(&paths::meeting(&evening.head.id)).await;
    assert!(worker.page.text().contains("haalde het ja van de telefoon weg"), "{}", worker.page.text());
    host.send(undo).await;
    assert_eq!(host.page.status, StatusCode::CONFLICT, "once");
}

/// The ready texts in the languages of the evening, each with the address that opens WhatsApp.
async fn messages(host: &mut Browser, meeting: &Meeting) -> Vec<(String, String)> {
    host.open(&paths::host_of_meeting(Language::dutch(), &meeting.head.id, "bericht")).await;
    let texts = host.page.all("textarea.share");
    let links: Vec<String> =
        host.page.links().into_iter().filter(|link| link.starts_with("whatsapp://send?text=")).collect();
    assert!(!texts.is_empty() && texts.len() == links.len(), "{}", host.page.text());
    texts.into_iter().zip(links).collect()
}

/// What WhatsApp shows is what stands on the page, and it asks nobody on the way.
fn sends_the_same(messages: &[(String, String)]) {
    for (text, link) in messages {
        let query = link.strip_prefix("whatsapp://send?").expect("the app itself");
        let (name, sent) = form_urlencoded::parse(query.as_bytes()).next().expect("a text");
        assert_eq!((name.as_ref(), sent.as_ref()), ("text", text.as_str()));
        assert!(!query.contains('+') && !query.contains(' '), "spaces are %20: {query}");
    }
}

#[tokio::test]
async fn of_a_moved_evening_parents_read_what_it_was_and_what_it_is_in_each_language() {
    let world = World::new();
    let evening = of_state(&world, State::Published);
    let was = evening.plan.starts_at.date();
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    worker.open(&format!("/desk/meetings/{}/edit", evening.head.id)).await;
    let form = worker.page.form("Bewaar").set("date", "2027-05-25").set("acknowledged", "yes");
    worker.send(form.set("room", "Zaal die nog vrij is")).await;
    open(&mut host, "nl", &evening).await;
    let yes = host.page.form("Ja, dit is goed");
    host.send(yes).await;
    worker.open(&format!("/desk/meetings/{}/change", evening.head.id)).await;
    let release = worker.page.form("Geef vrij en bericht iedereen");
    worker.send(release).await;
    let moved = again(&world, &evening);
    assert_eq!(moved.plan.starts_at.date().to_string(), "2027-05-25", "{}", worker.page.text());
    let all = messages(&mut host, &moved).await;
    sends_the_same(&all);
    let written: Vec<_> = moved.plan.languages().into_iter().filter(|language| language.is_written).collect();
    assert_eq!(all.len(), written.len(), "one in each language of the evening that has sentences");
    for language in written {
        let t = language.phrases();
        let begins = t.announcement.moved_text.as_str();
        let (text, _) = all.iter().find(|(text, _)| text.starts_with(begins)).unwrap_or_else(|| panic!("{language}"));
        let [old, new] = [was, moved.plan.starts_at.date()].map(|date| date_in_words(language, date));
        let (old, new) = (text.find(&old).expect("what it was"), text.find(&new).expect("what it is"));
        assert!(old < new, "{language}: {text}");
        assert!(text.contains(&format!("/{language}/m/")), "{language} leads to its own page: {text}");
    }
}

#[tokio::test]
async fn of_a_cancelled_evening_parents_read_that_and_never_why() {
    let world = World::new();
    let evening = of_state(&world, State::Published);
    let mut host = world.signed_in(HOST).await;
    open(&mut host, "nl", &evening).await;
    let form = host.page.form("Zeg de avond af").set("reason", "De zaal staat onder water");
    host.send(form).await;
    let all = messages(&mut host, &evening).await;
    sends_the_same(&all);
    for (text, _) in &all {
        assert!(!text.contains("onder water"), "{text}");
        assert!(text.contains("http://127.0.0.1:8080/"), "{text}");
    }
    let dutch = all.iter().map(|(text, _)| text).find(|text| text.contains("Deze avond gaat niet door"));
    let date = date_in_words(Language::dutch(), evening.plan.starts_at.date());
    assert!(dutch.is_some_and(|text| text.contains(&date)), "{all:?}");
}

#[tokio::test]
async fn a_host_corrects_her_organisation_in_her_language_and_what_is_wrong_stands_beside_the_field() {
    let world = World::new();
    let ti = Language::find("ti").expect("Tigrinya");
    let (t, here) = (ti.phrases(), paths::host_page(ti, "organisatie"));
    let mut host = world.signed_in(HOST).await;
    let form = host.open(&here).await.form(t.evening.keep.as_str());
    assert_eq!(form.value("name"), "Koffiekring De Jebena");
    let wrong = form.clone().set("contact_phone", "bel maar").set("contact_email", "geen adres");
    host.send(wrong).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(host.page.has("#contact_phone-problem") && host.page.has("#contact_email-problem"));
    assert!(host.page.text().contains(t.problem.not_a_phone.as_str()), "{}", host.page.text());
    assert_eq!(host.page.form(t.evening.keep.as_str()).value("contact_phone"), "bel maar", "what was typed stays");
    host.send(form.clone().set("contact_name", "Saba en Miriam")).await;
    assert!(host.page.text().contains(t.host_done.saved.as_str()), "{}", host.page.text());
    let stale = host.send(form.set("contact_name", "Alleen Saba")).await.clone();
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains(t.problem.changed_meanwhile.as_str()));
    assert_eq!(stale.form(t.evening.keep.as_str()).value("contact_name"), "Alleen Saba");
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&format!("/desk/partners/{}", world.organisation_of(HOST))).await;
    assert!(worker.page.text().contains("Saba en Miriam"), "her partner sees it: {}", worker.page.text());
}
