//! What a host reads before she says yes (past het?), and what both sides read after she asked for another day.

use aantafel::domain::meeting::MeetingId;
use aantafel::domain::reply::ReplyKind;
use aantafel::schema::meeting;
use diesel::prelude::*;

use super::*;

/// One that the worker proposed, to which the host's yes is asked.
fn asked(world: &World) -> Meeting {
    world.meeting(HOST, |own| {
        own.head.state == State::Proposed && own.has_agreed(Side::Support) && !own.has_agreed(Side::Host)
    })
}

#[tokio::test]
async fn before_her_yes_a_host_reads_where_for_whom_and_whether_the_day_fits() {
    let world = World::new();
    let evening = asked(&world);
    // Two days before an own evening, and on Orthodox Easter.
    let starts: chrono::NaiveDateTime = "2027-05-02T15:00:00".parse().expect("a moment");
    let near = world.meeting(HOST, |own| own.head.id != evening.head.id && own.head.state == State::Published);
    let move_to = |id: &MeetingId, starts: chrono::NaiveDateTime| {
        let hours = (meeting::starts_at.eq(starts), meeting::ends_at.eq(starts + chrono::Duration::hours(2)));
        let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(id)).set(hours).execute(db)?);
        world.database().write_now(write).expect("kept");
    };
    move_to(&evening.head.id, starts);
    move_to(&near.head.id, starts + chrono::Duration::days(2));
    let mut host = world.signed_in(HOST).await;
    for language in Language::written() {
        let t = language.phrases();
        open(&mut host, language.code, &evening).await;
        let said = host.page.all("main").concat();
        let at = |text: &str| said.find(text).unwrap_or_else(|| panic!("{language}: {text} in {said}"));
        let yes = at(t.evening.agree.as_str());
        assert!(at(&evening.plan.venue) < yes, "{language}: the place stands before the button");
        let next = host.page.all("section[aria-labelledby=next]").concat();
        let minded = host.page.all("section[aria-labelledby=next] .note").len();
        assert!(minded >= 2 && host.page.has("section[aria-labelledby=next] .badge"), "{language}: {next}");
        let near = paths::host_meeting(language, &near.head.id);
        assert!(host.page.has(&format!("section[aria-labelledby=next] .note a[href='{near}']")), "{language}: {next}");
        assert!(language.code != "nl" || next.contains("Pasen"), "{next}");
    }
    // Once she said it there is nothing to weigh.
    let yes = host.page.form(Language::written().last().expect("one").phrases().evening.agree.as_str());
    host.send(yes).await;
    open(&mut host, "nl", &evening).await;
    assert!(!host.page.all("section[aria-labelledby=next]").concat().contains("Pasen"), "{}", host.page.text());
}

#[tokio::test]
async fn who_asked_for_another_day_is_not_asked_for_her_yes_until_there_is_one() {
    let world = World::new();
    let evening = asked(&world);
    let title = evening.plan.working_title.as_str();
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    for language in Language::written() {
        open(&mut host, language.code, &evening).await;
        let form = form_to(&host.page, "/antwoord").set("kind", "other_date").set("text", "Liever op 12 juni");
        host.send(form).await;
        let t = language.phrases();
        open(&mut host, language.code, &evening).await;
        let next = host.page.all("section[aria-labelledby=next]").concat();
        assert!(next.contains(t.evening.asked_other_date.as_str()) && next.contains("Liever op 12 juni"), "{next}");
        let asks = t.evening.agree_text.of("");
        assert!(!next.contains(asks.trim()), "{language}: {next}");
        host.open(&paths::host(language)).await;
        let address = paths::host_meeting(language, &evening.head.id);
        let waits = |page: &Page| page.has(&format!("section[aria-labelledby=waits] a[href^='{address}']"));
        assert!(!waits(&host.page), "{language}: {}", host.page.text());
        assert!(host.page.text().contains(t.evening.asked_other_date.as_str()), "{language}: {}", host.page.text());
    }
    // On the desk too it waits for the worker alone.
    for (browser, is_hers) in [(&mut host, false), (&mut worker, true)] {
        browser.open("/desk/meetings").await;
        let rows = browser.page.all("tbody tr");
        let row = rows.iter().find(|row| row.contains(title)).expect("its row");
        assert_eq!(row.contains("Wacht op u"), is_hers, "{row}");
    }
    worker.open(&paths::meeting(&evening.head.id)).await;
    let said = worker.page.all("main section").concat();
    assert!(said.contains("vraagt een andere dag. Pas de datum aan.") && !said.contains("is aan zet"), "{said}");
    worker.open("/desk").await;
    assert!(worker.page.text().contains(title), "it waits for who is to move: {}", worker.page.text());
    // The worker sets another day: now her yes is asked again.
    worker.open(&format!("{}/edit", paths::meeting(&evening.head.id))).await;
    let form = worker.page.form("Bewaar").set("date", "2027-06-12").set("acknowledged", "yes");
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert!(again(&world, &evening).reply(Side::Host).is_none());
    open(&mut host, "nl", &evening).await;
    assert!(host.page.text().contains("wil deze avond met u houden"), "{}", host.page.text());
    host.open("/nl/wij").await;
    let waits = host.page.all("section[aria-labelledby=waits]").concat();
    assert!(waits.contains("vraagt of u ja zegt"), "{waits}");
}

#[tokio::test]
async fn a_question_to_be_called_stays_when_the_day_changes_and_a_day_that_stays_answers_nothing() {
    for (kind, date, is_left) in [
        (ReplyKind::CallMe, "2027-06-12", true),
        (ReplyKind::OtherDate, "2027-06-12", false),
        (ReplyKind::OtherDate, "", true),
    ] {
        let world = World::new();
        let evening = asked(&world);
        let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
        open(&mut host, "nl", &evening).await;
        let form = form_to(&host.page, "/antwoord").set("kind", kind.code()).set("text", "Liever later");
        host.send(form).await;
        worker.open(&format!("{}/edit", paths::meeting(&evening.head.id))).await;
        let form = worker.page.form("Bewaar").set("note", "Gebeld").set("acknowledged", "yes");
        worker.send(if date.is_empty() { form } else { form.set("date", date) }).await;
        assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
        assert_eq!(again(&world, &evening).reply(Side::Host).is_some(), is_left, "{kind:?} {date}");
    }
}
