//! A meeting that is out moves (verplaatst): the mail of that, and what it makes of the entry in the reader's calendar.

use aantafel::domain::message::MessageKind;
use chrono::NaiveDate;

use super::*;

/// Of the worker's meetings that are out; the demo world holds none then, in a room that nobody else has.
const NEW_DATE: &str = "2027-05-25";

#[tokio::test]
async fn a_move_tells_the_other_owner_both_dates_and_moves_the_entry_in_her_calendar() {
    let world = World::new();
    speaks(&world, HOST, "ti");
    let meeting = out(&world);
    let app = with_sender(&world).await;
    let (mut worker, mut host) = (signed_in(&app, WORKER).await, signed_in(&app, HOST).await);
    let sink = Sink::start().await;
    let page = format!("/desk/meetings/{}", meeting.head.id);

    worker.open(&format!("{page}/edit")).await;
    let change = worker.page.form("Bewaar").set("date", NEW_DATE).set("room", "Zaal die nog vrij is");
    worker.send(change.set("acknowledged", "yes")).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    let staged = delivered(&world, &sink, HOST).await.pop().expect("she hears that something is to change");
    assert_eq!(staged.mail().calendar(), None, "her calendar changes when the change goes out, not before");

    let change = format!("{page}/change");
    press(&mut host, &change, "Zeg ja tegen de verandering").await;
    let before = delivered(&world, &sink, HOST).await.len();
    press(&mut worker, &change, "Geef vrij en bericht iedereen").await;
    let after = delivered(&world, &sink, HOST).await;
    let [moved] = &after[before..] else { panic!("one mail of the move: {}", after.len() - before) };
    let mail = moved.mail();
    let row = messages(&world).into_iter().find(|row| format!("<{}>", mail.id()) == row.message_id);
    assert_eq!(row.expect("the row of this mail").kind, MessageKind::Moved);
    assert!(mail.subject().contains("Veranderd: bijeenkomst op 25 mei"), "{}", mail.subject());

    let old = aantafel::language::date_in_words(Language::dutch(), meeting.plan.starts_at.date());
    let new = aantafel::language::date_in_words(Language::dutch(), NEW_DATE.parse::<NaiveDate>().expect("a date"));
    for part in ["text/plain", "text/html"] {
        let said = mail.part(part).expect("a part");
        assert!(said.contains(&new), "{part} has the new date: {said}");
        assert!(said.contains("Dit was") && said.contains(&old), "{part} has the old date: {said}");
    }

    let (request, method) = mail.calendar().expect("an entry");
    assert_eq!((method.as_str(), property(&request, "STATUS").as_str()), ("REQUEST", "CONFIRMED"));
    assert_eq!(property(&request, "UID"), uid(&mut world.browser().await, &meeting).await, "the entry that she has");
    assert_eq!(sequence(&request), meeting.head.sequence + 1);
    let hour = meeting.plan.starts_at.format("T%H%M%S");
    assert_eq!(property(&request, "DTSTART"), format!("20270525{hour}"));
    assert_eq!(
        delivered(&world, &sink, WORKER).await.iter().filter(|kept| is_of(kept, "Veranderd")).count(),
        1,
        "hers moves too"
    );

    worker.open(&page).await;
    let cancel = worker.page.form("Zeg de avond af").set("reason", "De zaal is niet vrij");
    worker.send(cancel).await;
    let cancelled = delivered(&world, &sink, HOST).await.pop().expect("a mail that it is off");
    let (cancel, method) = cancelled.mail().calendar().expect("an entry");
    assert_eq!((method.as_str(), property(&cancel, "UID")), ("CANCEL", property(&request, "UID")));
    assert!(sequence(&cancel) > sequence(&request), "{} after {}", sequence(&cancel), sequence(&request));
}

/// Nobody yet stages a change of it, and parents see it.
fn out(world: &World) -> Meeting {
    let host = world.organisation_of(HOST);
    world.meeting(WORKER, |meeting| {
        meeting.head.state == State::Published
            && meeting.head.host_id == host
            && meeting.staged.is_none()
            && meeting.plan.starts_at > world.clock.wall()
    })
}

/// By which the calendars that have this meeting know it.
async fn uid(browser: &mut Browser, meeting: &Meeting) -> String {
    let address = format!("/nl/m/{}.ics", aantafel::web::paths::key(&meeting.head));
    property(&browser.open(&address).await.html().replace("\r\n ", ""), "UID")
}

fn sequence(calendar: &str) -> i32 {
    property(calendar, "SEQUENCE").parse().expect("a number")
}

fn is_of(kept: &Kept, subject: &str) -> bool {
    kept.mail().subject().contains(subject)
}
