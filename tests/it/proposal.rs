//! A self-organisation proposes, and a worker takes it over or declines: once, and never for somebody else.

use std::sync::Barrier;

use aantafel::domain::Refusal;
use aantafel::domain::list::Codes;
use aantafel::domain::meeting::{MeetingId, State};
use aantafel::domain::plan::MeetingAudience;
use aantafel::domain::proposal::{Proposal, ProposalId, ProposalState, Proposing};
use aantafel::schema::proposal;
use aantafel::store::{self, Error};
use axum::http::StatusCode;
use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::browser::{Browser, Form};
use crate::race::{all_at_once, cookie_of};
use crate::world::World;

pub const QUESTION: &str = "Hoe praten we thuis over de reis?";

/// Keeps an open proposal of one account's organisation for another's.
pub fn offer(world: &World, id: &str, host: &str, support: &str) -> Proposal {
    let evening = |date: &str| {
        let date: NaiveDate = date.parse().unwrap();
        (date.and_hms_opt(19, 30, 0).unwrap(), date.and_hms_opt(21, 30, 0).unwrap())
    };
    let (host_id, support_id) = (world.organisation_of(host), world.organisation_of(support));
    let (scope, pen) = (world.scope_of(host), world.pen_of(&host_id));
    let kept = world.database().write_now(|db| {
        let account = store::account::find_by_email(db, host)?.expect("the host is there");
        let proposing = Proposing {
            languages: Codes::new(["ti", "nl"]),
            audience: MeetingAudience::Mothers,
            expected: 14,
            province: "Utrecht".to_owned(),
            municipality: "Utrecht".to_owned(),
            venue: "Buurthuis De Kade".to_owned(),
            parents_question: QUESTION.to_owned(),
            // In the window, in the May holiday, and too late.
            wishes: vec![evening("2027-05-20"), evening("2027-04-28"), evening("2027-07-01")],
        };
        let row = Proposal::new(id.parse().unwrap(), host_id, account.id, support_id, proposing, pen.now());
        store::proposal::put(db, &scope, &row, &pen)?;
        Ok(row)
    });
    kept.expect("a proposal can be kept")
}

const ID: &str = "01990000-0000-7000-8000-00000000000a";

fn offered(world: &World) -> Proposal {
    offer(world, ID, "gastvrouw@demo", "werker@demo")
}

fn now(world: &World) -> Proposal {
    let scope = world.scope_of("gastvrouw@demo");
    let id: ProposalId = ID.parse().unwrap();
    world.database().read_now(|db| store::proposal::find(db, &id, &scope)).expect("the proposal is there")
}

/// The planner's form with a wish filled in, and what a proposal does not say.
pub async fn take_over(browser: &mut Browser, proposal: &Proposal) -> Form {
    browser.open(&format!("/desk/voorstellen/{}/overname?wens=1", proposal.head.id)).await;
    browser
        .page
        .form("Maak de bijeenkomst")
        .set("region", "midden")
        .set("kit_1", "opvoeden-in-twee-culturen")
        .set("title", "opvoeden-in-twee-culturen/0")
}

#[tokio::test]
async fn a_worker_takes_over_a_wish_and_nobody_has_said_yes_yet() {
    let world = World::new();
    let proposal = offered(&world);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk").await;
    assert!(worker.page.text().contains("Voorstel van Koffiekring De Jebena"), "it waits: {}", worker.page.text());
    assert!(worker.page.html().contains("Voorstellen (1)"), "the menu counts it");
    worker.open("/desk/voorstellen").await;
    let row = worker.page.all("table.list tbody tr").concat();
    for said in ["20 mei, 28 april, 1 juli", "Moeders", QUESTION] {
        assert!(row.contains(said), "{said}: {row}");
    }
    worker.open(&format!("/desk/voorstellen/{}", proposal.head.id)).await;
    let said = worker.page.text();
    for words in [QUESTION, "Goede tijd", "Te laat", "meivakantie"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let cards = worker.page.all("section[aria-labelledby='wishes'] article");
    let known: Vec<bool> = cards.iter().map(|card| card.contains("zag dit ook toen zij de dag voorstelden")).collect();
    assert_eq!(known, [false, true, false], "only in the May holiday they were asked: {cards:?}");
    let form = take_over(&mut worker, &proposal).await;
    for (name, value) in [
        ("date", "2027-05-20"),
        ("from", "19:30"),
        ("audience", "mothers"),
        ("capacity", "14"),
        ("venue", "Buurthuis De Kade"),
        ("parents_question", QUESTION),
    ] {
        assert_eq!(form.value(name), value, "{name} is filled in");
    }
    let languages: Vec<&str> =
        form.fields.iter().filter(|(name, _)| name == "languages").map(|(_, value)| value.as_str()).collect();
    assert_eq!(languages, ["nl", "ti"]);
    worker.send(form.clone()).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt van het voorstel"), "{}", worker.page.text());
    let made = world.meeting("gastvrouw@demo", |meeting| meeting.plan.parents_question == QUESTION);
    assert_eq!((made.head.state, made.agreements.len()), (State::Draft, 0), "the host's yes is not assumed");
    let after = now(&world);
    assert_eq!((after.head.state, after.head.meeting_id), (ProposalState::Adopted, Some(made.head.id.clone())));
    worker.send(form).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt van het voorstel"), "sent again, it is the same");
    assert_eq!(world.meetings_of("werker@demo").iter().filter(|own| own.plan.parents_question == QUESTION).count(), 1);
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&format!("/desk/voorstellen/{}", proposal.head.id)).await;
    assert!(host.page.links().contains(&format!("/desk/meetings/{}", made.head.id)), "the host finds the meeting");
}

#[tokio::test]
async fn a_worker_declines_with_a_reason_that_the_host_reads() {
    let world = World::new();
    let proposal = offered(&world);
    let address = format!("/desk/voorstellen/{}", proposal.head.id);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&address).await;
    let form = worker.page.form("Wijs het voorstel af");
    for (reason, sentence) in
        [("", "Schrijf kort waarom."), ("Bel 06 12345678", "telefoonnummer"), (&*"lang ".repeat(200), "te lang")]
    {
        worker.send(form.clone().set("reason", reason)).await;
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
        assert!(worker.page.text().contains(sentence), "{reason}: {}", worker.page.text());
        assert!(worker.page.html().contains(reason.trim()), "what was typed stays");
    }
    assert_eq!(now(&world), proposal, "nothing changed");
    worker.send(form.set("reason", "Onze gespreksleider is er dan niet; in juni wel.")).await;
    assert!(worker.page.text().contains("Het voorstel is afgewezen"), "{}", worker.page.text());
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&address).await;
    assert!(host.page.text().contains("Onze gespreksleider is er dan niet; in juni wel."), "{}", host.page.text());
    worker.open(&format!("{address}/overname?wens=1")).await;
    assert_eq!(worker.page.address, address, "what is decided cannot be taken over");
}

#[tokio::test]
async fn who_comes_second_sees_that_a_colleague_took_it_and_keeps_what_was_typed() {
    let world = World::new();
    let proposal = offered(&world);
    let (mut worker, mut second) = (world.signed_in("werker@demo").await, world.signed_in("coordinator@demo").await);
    let hers = take_over(&mut worker, &proposal).await;
    let his = take_over(&mut second, &proposal).await.set("note", "Wat ik nog wilde zeggen");
    second.open(&format!("/desk/voorstellen/{}", proposal.head.id)).await;
    let decline = second.page.form("Wijs het voorstel af").set("reason", "De zaal is niet vrij");
    worker.send(hers).await;
    for form in [his.set("date", "2027-05-21"), decline] {
        let typed = if form.value("note").is_empty() { form.value("reason") } else { form.value("note") }.to_owned();
        second.send(form).await;
        assert_eq!(second.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(second.page.text().contains("Iemand anders besloot net over dit voorstel"), "{}", second.page.text());

        assert!(second.page.html().contains(&typed), "what was typed is there: {}", second.page.text());
    }
    assert_eq!(now(&world).head.state, ProposalState::Adopted);
    assert_eq!(made_of_it(&world), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_six_who_take_it_over_at_once_one_makes_a_meeting() {
    let world = World::new();
    let proposal = offered(&world);
    let mut worker = world.signed_in("werker@demo").await;
    let form = take_over(&mut worker, &proposal).await;
    let app = world.instance().await.into_router();
    let cookie = cookie_of(&worker);
    let id = || MeetingId::new(world.clock.millis(), world.clock.chance()).to_string();
    // Each in a room of its own: the room is not what keeps them apart.
    let forms = (0..6).map(|n| (form.clone().set("id", &id()).set("room", &format!("Zaal {n}")), cookie.clone()));
    let answers = all_at_once(&app, forms.collect()).await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::SEE_OTHER).count(), 1);
    for (status, page) in answers.iter().filter(|(status, _)| *status != StatusCode::SEE_OTHER) {
        assert_eq!(*status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("Iemand anders besloot net over dit voorstel"));
    }
    assert_eq!(made_of_it(&world), 1);
}

/// The control, on PostgreSQL: who looks whether it is open, and does not claim the row by its version, takes it twice.
/// SQLite has one writer, whose look and writing nobody can come between.
#[test]
fn looking_without_claiming_the_proposal_would_take_it_over_twice() {
    if std::env::var("TEST_DATABASE_URL").is_err() {
        return;
    }
    let world = World::new();
    offered(&world);
    let (both_looked, url) = (Barrier::new(2), world.url.clone());
    let adopt = || {
        let mut db = PgConnection::establish(&url).expect("the cluster answers");
        db.batch_execute("BEGIN").expect("a transaction");
        let open = proposal::table.filter(proposal::id.eq(ID).and(proposal::state.eq(ProposalState::Open)));
        let seen: i64 = open.count().get_result(&mut db).expect("a number");
        both_looked.wait();
        let adopted = proposal::state.eq(ProposalState::Adopted);
        let written = diesel::update(proposal::table.find(ID)).set(adopted).execute(&mut db).expect("written");
        db.batch_execute("COMMIT").expect("an end");
        (seen, written)
    };
    let both = std::thread::scope(|scope| {
        let first = scope.spawn(adopt);
        [adopt(), first.join().expect("no panic")]
    });
    assert_eq!(both, [(1, 1), (1, 1)], "both believe they took it");
}

#[test]
fn only_its_two_sides_find_a_proposal_and_only_the_right_side_decides() {
    let world = World::new();
    let proposal = offered(&world);
    let (id, database) = (proposal.head.id.clone(), world.database());
    for other in ["werker.groningen@demo", "gast.turks@demo"] {
        let (scope, pen) = (world.scope_of(other), world.pen_of(&world.organisation_of(other)));
        let found = database.read_now(|db| store::proposal::find(db, &id, &scope));
        assert!(matches!(found, Err(Error::NotFound)), "{other}");
        assert!(database.read_now(|db| store::proposal::list(db, &scope, 10)).unwrap().is_empty());
        let by = scope.organisation().clone();
        let changed = database.write_now(|db| {
            store::proposal::change(db, &id, &scope, 1, &pen, |row| row.decline(&by, "Nee", pen.now()))
        });
        assert!(matches!(changed, Err(Error::NotFound)), "{other}");
        let put = database.write_now(|db| store::proposal::put(db, &scope, &proposal, &pen));
        assert!(matches!(put, Err(Error::NotFound)), "{other} cannot propose for another");
    }
    let host = world.organisation_of("gastvrouw@demo");
    let (scope, pen) = (world.scope_of("gastvrouw@demo"), world.pen_of(&host));
    let declined = database
        .write_now(|db| store::proposal::change(db, &id, &scope, 1, &pen, |row| row.decline(&host, "Nee", pen.now())));
    assert!(matches!(declined, Err(Error::Refused(Refusal::ProposalChanged))), "a host does not decline her own");
    assert_eq!(now(&world), proposal, "nothing changed");
    let withdrawn = database
        .write_now(|db| store::proposal::change(db, &id, &scope, 1, &pen, |row| row.withdraw(&host, pen.now())));
    assert_eq!(withdrawn.unwrap().head.state, ProposalState::Withdrawn);
}

#[test]
fn neither_database_keeps_a_proposal_with_a_person_or_a_meeting_of_others() {
    let world = World::new();
    let proposal = offered(&world);
    let foreign = world.meeting("werker.groningen@demo", |_| true);
    let database = world.database();
    let set = |change: &dyn Fn(&mut aantafel::domain::proposal::ProposalHead)| {
        let mut head = proposal.head.clone();
        change(&mut head);
        database.write_now(|db| Ok(diesel::update(proposal::table.find(&head.id)).set(&head).execute(db)?))
    };
    assert!(set(&|head| head.meeting_id = Some(foreign.head.id.clone())).is_err(), "a meeting of others");
    let stranger = database.read_now(|db| store::account::find_by_email(db, "gast.turks@demo")).unwrap().unwrap();
    assert!(set(&|head| head.account_id = stranger.id.clone()).is_err(), "a person of others");
    assert!(set(&|head| head.expected = 15).is_ok());
}

#[tokio::test]
async fn taking_over_with_another_organisation_is_refused() {
    let world = World::new();
    let proposal = offered(&world);
    let mut worker = world.signed_in("werker@demo").await;
    let other = world.organisation_of("gast.turks@demo").to_string();
    let form = take_over(&mut worker, &proposal).await.set("partner", &other);
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(worker.page.text().contains("Dit voorstel is van een andere organisatie"), "{}", worker.page.text());
    assert_eq!(now(&world), proposal);
}

fn made_of_it(world: &World) -> usize {
    world.meetings_of("werker@demo").iter().filter(|meeting| meeting.plan.parents_question == QUESTION).count()
}
