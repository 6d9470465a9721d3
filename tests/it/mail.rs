//! The mails that people get: who hears of what, in which language, with which entry, and with no word too many.

mod moved;

use aantafel::documents::message::{self as letter, Evening, Late, Letter, Moment};
use aantafel::domain::account::Account;
use aantafel::domain::meeting::{Meeting, State};
use aantafel::domain::message::{Message, MessageKind, MessageState};
use aantafel::domain::neutral::stems;
use aantafel::language::Language;
use aantafel::mail;
use aantafel::store;
use aantafel::web::{App, digest, telling};
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::browser::Browser;
use crate::sink::{FROM, Kept, Sink, property};
use crate::world::World;

const WORKER: &str = "werker@demo";
const HOST: &str = "gastvrouw@demo";

#[tokio::test]
async fn the_other_owner_hears_of_each_step_and_accepts_in_the_calendar() {
    let world = World::new();
    speaks(&world, HOST, "ti");
    let draft = shared(&world, State::Draft);
    let app = with_sender(&world).await;
    let (mut worker, mut host) = (signed_in(&app, WORKER).await, signed_in(&app, HOST).await);
    let sink = Sink::start().await;
    let page = format!("/desk/meetings/{}", draft.head.id);

    press(&mut worker, &page, "Stel voor").await;
    let to_host = delivered(&world, &sink, HOST).await;
    let [proposed] = &to_host[..] else { panic!("one message: {}", to_host.len()) };
    let mail = proposed.mail();
    assert!(
        mail.subject().starts_with("ሓሳብ") && mail.subject().contains("Voorstel: bijeenkomst op"),
        "{}",
        mail.subject()
    );
    assert_eq!(mail.alternatives(), ["text/plain", "text/html"], "nothing is out yet, so nothing for a calendar");
    let text = mail.part("text/plain").expect("a text");
    assert!(
        text.contains(&format!("http://127.0.0.1:8080/ti/wij/{}", draft.head.id)) && text.contains("Zeg ja"),
        "{text}"
    );
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert_eq!(delivered(&world, &sink, WORKER).await.len(), 0, "who did it knows it");
    let colleague = delivered(&world, &sink, "coordinator@demo").await;
    assert!(colleague[0].mail().part("text/plain").expect("a text").contains("U hoeft niets te doen"));

    press(&mut host, &page, "Zeg ja").await;
    assert!(delivered(&world, &sink, WORKER).await[0].mail().subject().starts_with("Afgesproken"));

    press(&mut worker, &page, "Open de uitnodiging").await;
    let published = delivered(&world, &sink, HOST).await.pop().expect("a message");
    let mail = published.mail();
    assert_eq!(mail.alternatives(), ["text/plain", "text/html", "text/calendar"]);
    assert!(mail.encodings().iter().all(|encoding| encoding == "base64"), "{:?}", mail.encodings());
    let (request, method) = mail.calendar().expect("an entry");
    assert_eq!((method.as_str(), request.matches("METHOD:REQUEST\r\n").count()), ("REQUEST", 1));
    assert_eq!(property(&request, "ORGANIZER"), format!("mailto:{FROM}"));
    assert_eq!(property(&request, "ATTENDEE"), format!("mailto:{HOST}"));
    assert_eq!(mail.part("application/ics").expect("the file").replace("\r\n ", ""), request);

    let own = delivered(&world, &sink, WORKER).await.pop().expect("a message");
    let (own, method) = own.mail().calendar().expect("who did it has a calendar too");
    assert_eq!((method.as_str(), property(&own, "UID")), ("REQUEST", property(&request, "UID")));

    let now = again(&world, &draft);
    let address = format!("/nl/m/{}.ics", aantafel::web::paths::key(&now.head));
    let file = host.open(&address).await.html().replace("\r\n ", "");
    for name in ["UID", "SEQUENCE", "DTSTART", "DTEND"] {
        assert_eq!(property(&request, name), property(&file, name), "{name} of mail and download");
    }
    assert!(!file.contains("ATTENDEE") && !file.contains("ORGANIZER") && file.contains("METHOD:PUBLISH"));

    worker.open(&page).await;
    let cancel = worker.page.form("Zeg de avond af").set("reason", "De zaal is niet vrij");
    worker.send(cancel).await;
    let cancelled = delivered(&world, &sink, HOST).await.pop().expect("a message");
    let (cancel, method) = cancelled.mail().calendar().expect("an entry");
    assert_eq!((method.as_str(), property(&cancel, "STATUS").as_str()), ("CANCEL", "CANCELLED"));
    assert_eq!(property(&cancel, "UID"), property(&request, "UID"));
    let sequence = |calendar: &str| property(calendar, "SEQUENCE").parse::<i32>().expect("a number");
    assert!(sequence(&cancel) > sequence(&request));
    let own = delivered(&world, &sink, WORKER).await.pop().expect("a message");
    assert_eq!(own.mail().calendar().map(|(_, method)| method).as_deref(), Some("CANCEL"), "and it goes from hers");
    let said = cancelled.mail().part("text/plain").expect("a text");
    assert!(!said.contains("De zaal is niet vrij"), "why stands on the page, not in a mailbox");
}

#[tokio::test]
async fn a_name_in_arabic_arrives_as_it_is_and_a_line_end_in_a_name_makes_no_header() {
    let world = World::new();
    speaks(&world, HOST, "ar");
    let sink = Sink::start().await;
    for name in ["جمعية; الآباء", "Jan\r\nBcc: iedereen@example.org", ""] {
        rename(&world, HOST, name);
        let app = with_sender(&world).await;
        let account = account(&world, HOST);
        let put =
            world.database().write_now(|db| telling::tell_sign_in_link(&app, db, Some(&account), "/ar/in/geheim"));
        put.expect("a message can be put");
        mail::deliver_due(&world.database(), &world.clock, &sink.sender()).await.expect("the outbox can be read");
        let kept = sink.kept().pop().expect("a message");
        let mail = kept.mail();
        assert_eq!(mail.to_name(), name.replace("\r\n", " "));
        assert_eq!((mail.header("Bcc"), kept.to.as_str()), (String::new(), HOST));
        let text = mail.part("text/plain").expect("a text");
        assert!(text.contains("http://127.0.0.1:8080/ar/in/geheim") && text.contains("افتحوا الرابط"), "{text}");
    }
}

#[tokio::test]
async fn no_loaded_word_stands_in_any_message_in_any_language() {
    let moment = |text: &str| text.parse().expect("a moment");
    let now = Moment {
        starts_at: moment("2027-05-20T19:30:00"),
        ends_at: moment("2027-05-20T21:30:00"),
        whereabouts: "Utrecht, Buurthuis De Brug".to_owned(),
    };
    let late = [Late { starts_at: now.starts_at, municipality: "Utrecht".to_owned(), number: 3 }];
    let mut read = 0;
    for kind in MessageKind::ALL {
        for language in Language::written() {
            for is_asked in [true, false] {
                let written = letter::write(&Letter {
                    kind: *kind,
                    language,
                    to_name: "Semhar",
                    by: "Anna, Opvoedpunt",
                    evening: Some(Evening { now: now.clone(), was: Some(now.starts_at), becomes: Some(now.clone()) }),
                    together: &[now.clone(), now.clone()],
                    is_asked,
                    link: "https://aantafel.example/desk/meetings/1",
                    late: &late,
                    switch: "",
                });
                let all = [&written.subject, &written.text, &written.html].map(|text| text.to_lowercase()).concat();
                for word in stems().iter().chain(&["hulp", "help", "veilig"]) {
                    assert!(!all.contains(word), "{kind} in {language}: {word}");
                }
                assert!(written.subject.chars().count() < 150 && !written.subject.contains(['\n', '{']), "{kind}");
                read += 1;
            }
        }
    }
    assert_eq!(read, MessageKind::ALL.len() * Language::written().count() * 2);
    assert!("Avond over achterlating".to_lowercase().contains(stems()[0]), "a loaded word would be found");
}

#[tokio::test]
async fn without_a_mail_server_the_messages_can_be_read_and_sent_on_by_hand() {
    let world = World::new();
    let draft = shared(&world, State::Draft);
    let mut worker = world.signed_in(WORKER).await;
    press(&mut worker, &format!("/desk/meetings/{}", draft.head.id), "Stel voor").await;
    worker.open("/desk/post").await;
    assert!(worker.page.text().contains("verstuurt zelf geen e-mail"), "{}", worker.page.text());
    let to_host = messages(&world).into_iter().find(|row| row.to_address == HOST).expect("a message for the host");
    assert_eq!(to_host.state, MessageState::Waiting);
    worker.open(&format!("/desk/post/{}", to_host.id)).await;
    assert_eq!(worker.page.all("textarea")[0], to_host.text.trim(), "the text can be copied");
    assert!(
        !worker.page.html().contains(HOST) && worker.page.text().contains("g…@demo"),
        "a partner's address is not told"
    );
    let mut other = world.signed_in("werker.groningen@demo").await;
    assert_eq!(other.open(&format!("/desk/post/{}", to_host.id)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_that_lets_somebody_in_is_for_its_reader_and_gone_once_it_is_sent() {
    let world = World::new();
    let app = with_sender(&world).await;
    let (coordinator, colleague) = (account(&world, "coordinator@demo"), account(&world, WORKER));
    let pen = {
        let actor = aantafel::domain::record::Actor {
            account_id: Some(coordinator.id.clone()),
            organisation_id: coordinator.organisation_id.clone(),
            name: coordinator.name.clone(),
        };
        store::Pen::new(actor, &world.clock)
    };
    let put = world.database().write_now(|db| {
        telling::tell_invited(&app, db, &pen, &colleague, "/nl/in/geheim-een")?;
        telling::tell_sign_in_link(&app, db, Some(&colleague), "/nl/in/geheim-twee")
    });
    put.expect("messages can be put");
    let invited = messages(&world).into_iter().find(|row| row.kind == MessageKind::Invited).expect("a message");
    let asked = messages(&world).into_iter().find(|row| row.kind == MessageKind::SignInLink).expect("a message");
    for (who, may_read) in [("coordinator@demo", true), (WORKER, false)] {
        let mut browser = world.signed_in(who).await;
        browser.open(&format!("/desk/post/{}", invited.id)).await;
        assert_eq!(browser.page.html().contains("geheim-een"), may_read, "{who}");
        assert_eq!(browser.open(&format!("/desk/post/{}", asked.id)).await.status, StatusCode::NOT_FOUND, "{who}");
    }
    let sink = Sink::start().await;
    mail::deliver_due(&world.database(), &world.clock, &sink.sender()).await.expect("the outbox can be read");
    assert_eq!(sink.kept().len(), 2);
    for row in messages(&world) {
        assert!(!row.text.contains("geheim") && !row.html.contains("geheim"), "{}: {}", row.kind, row.text);
    }
}

#[tokio::test]
async fn what_is_late_is_told_once_a_day_by_one_instance_to_those_who_want_it() {
    let world = World::new();
    // In spring, shortly before the evenings of the demo world.
    world.clock.advance(chrono::Duration::days(150));
    let (here, there) = (with_sender(&world).await, with_sender(&world).await);
    let id = account(&world, "coordinator@demo").id;
    world.database().write_now(|db| store::account::set_digest(db, &id, false)).expect("a wish is kept");
    let told = here_and_there(&here, &there).await;
    let rows = messages(&world);
    assert!(told > 0 && told == rows.len(), "{told} told, {} messages", rows.len());
    assert!(rows.iter().any(|row| row.to_address == WORKER && row.kind == MessageKind::Overdue));
    assert!(rows.iter().all(|row| row.to_address != "coordinator@demo"), "who does not want it gets none");
    assert!(rows[0].text.contains("open"), "{}", rows[0].text);
    assert_eq!(here_and_there(&here, &there).await, 0, "once a day");
    world.clock.advance(chrono::Duration::days(1));
    assert_eq!(here_and_there(&here, &there).await, told, "and again the next day");
}

async fn here_and_there(here: &App, there: &App) -> usize {
    let (here, there) = tokio::join!(digest::tell_due(here), digest::tell_due(there));
    here.expect("an answer") + there.expect("an answer")
}

pub async fn with_sender(world: &World) -> App {
    let config = world.config().with_mail(None, Some(FROM)).expect("the settings are right");
    App::open(world.database(), world.clock.clone(), config).await.expect("the planner opens")
}

async fn signed_in(app: &App, email: &str) -> Browser {
    let mut browser = Browser::new(app.clone());
    browser.sign_in(email).await;
    browser
}

async fn press(browser: &mut Browser, page: &str, button: &str) {
    browser.open(page).await;
    let form = browser.page.form(button);
    browser.send(form).await;
    assert_eq!(browser.page.status, StatusCode::OK, "{button}: {}", browser.page.text());
}

/// Sends what is due; says what this reader got of it so far.
async fn delivered(world: &World, sink: &Sink, to: &str) -> Vec<Kept> {
    mail::deliver_due(&world.database(), &world.clock, &sink.sender()).await.expect("the outbox can be read");
    sink.kept().into_iter().filter(|kept| kept.to == to).collect()
}

/// A meeting of the worker and the host, still to come.
fn shared(world: &World, state: State) -> Meeting {
    let host = world.organisation_of(HOST);
    let coming = world.clock.wall();
    world.meeting(WORKER, |meeting| {
        meeting.head.state == state && meeting.head.host_id == host && meeting.plan.starts_at > coming
    })
}

fn again(world: &World, meeting: &Meeting) -> Meeting {
    world.meeting(WORKER, |now| now.head.id == meeting.head.id)
}

fn account(world: &World, email: &str) -> Account {
    let found = world.database().read_now(|db| store::account::find_by_email(db, email));
    found.expect("accounts can be read").expect("the account is in the demo world")
}

fn speaks(world: &World, email: &str, language: &str) {
    let id = account(world, email).id;
    world.database().write_now(|db| store::account::set_desk_language(db, &id, language)).expect("a language is kept");
}

fn rename(world: &World, email: &str, name: &str) {
    use aantafel::schema::account;
    let id = account(world, email).id;
    let named = world
        .database()
        .write_now(|db| Ok(diesel::update(account::table.find(&id)).set(account::name.eq(name)).execute(db)?));
    named.expect("a name can be kept");
}

fn messages(world: &World) -> Vec<Message> {
    use aantafel::schema::message;
    let read = world.database().read_now(|db| Ok(message::table.select(Message::as_select()).load(db)?));
    read.expect("messages can be read")
}
