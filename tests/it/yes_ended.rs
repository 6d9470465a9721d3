//! What a side reads of a yes that ended and of a change that waits (het ja): whose it was, why, and only what differs.

use aantafel::domain::meeting::{Draft, Meeting, Side, Staged, State};
use aantafel::domain::plan::{MeetingAudience, Plan};
use aantafel::language::Language;
use aantafel::store;
use aantafel::web::paths;

use crate::browser::Browser;
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

/// What the planner stores of it now, after a change of the plan.
fn change(world: &World, evening: &Meeting, side: Side, email: &str, edit: impl Fn(&mut Meeting) + Copy) {
    let (account, scope) = (world.account_of(email), world.scope_of(email));
    let (pen, now) = (world.pen_of(&world.organisation_of(email)), world.clock.utc());
    let changed = world.database().write_now(|db| {
        store::meeting::change(db, &evening.head.id, &scope, evening.head.version, &pen, |meeting| {
            let mut wanted = meeting.clone();
            edit(&mut wanted);
            let kits = meeting.kits.iter().map(|kit| kit.slug.clone()).collect();
            let (titles, people) = (wanted.titles, wanted.people);
            meeting.change(side, &account.id, Draft { plan: wanted.plan, kits, titles, people }, &[], now)
        })
    });
    changed.expect("the change is taken");
}

async fn read(browser: &mut Browser, address: &str) -> String {
    browser.open(address).await.text()
}

#[tokio::test]
async fn a_change_for_other_people_says_what_comes_and_what_falls_away_each_beside_its_own_name() {
    let world = World::new();
    let evening = of_state(&world, State::Published);
    let (account, scope) = (world.account_of(WORKER), world.scope_of(WORKER));
    let (pen, now) = (world.pen_of(&account.organisation_id), world.clock.utc());
    // Parents who were invited stay invited now; a change that was staged before that rule can still wait.
    let staged = world.database().write_now(|db| {
        store::meeting::change(db, &evening.head.id, &scope, evening.head.version, &pen, |meeting| {
            let plan = Plan { audience: MeetingAudience::SchoolStaff, ..meeting.plan.clone() };
            meeting.staged = Some(Staged::new(account.organisation_id.clone(), account.id.clone(), plan, now));
            Ok(())
        })
    });
    staged.expect("a change that waits");
    let nl = Language::dutch();
    let t = nl.phrases();
    let mut host = world.signed_in(HOST).await;
    host.open(&paths::host_meeting(nl, &evening.head.id)).await;
    let names = host.page.all(".changes dt");
    let expected = [&t.meeting.for_whom, &t.meeting.school_phase, &t.meeting.childcare].map(|name| name.to_string());
    assert_eq!(names, expected, "the meal stays as it was");
    let lines = host.page.all(".changes > div");
    assert!(lines[0].contains(t.audience.school_staff.as_str()), "{lines:?}");
    assert!(lines[1..].iter().all(|line| !line.contains(t.evening.becomes.as_str())), "these fall away: {lines:?}");
    assert_eq!(host.page.all(".changes del").len(), 2, "struck out");
}

#[tokio::test]
async fn a_side_that_asks_for_another_day_reads_that_it_was_her_own_yes_and_that_nothing_changed() {
    let world = World::new();
    let evening = of_state(&world, State::Agreed);
    let nl = Language::dutch();
    let t = nl.phrases();
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    host.open(&paths::host_meeting(nl, &evening.head.id)).await;
    let other = host.page.form(t.evening.other_date_send.as_str()).set("text", "Op dinsdag");
    host.send(other).await;
    let now = world.meeting(HOST, |own| own.head.id == evening.head.id);
    assert!(!now.has_agreed(Side::Host) && now.has_agreed(Side::Support), "{}", host.page.text());
    let card = read(&mut host, &paths::host_meeting(nl, &evening.head.id)).await;
    assert!(card.contains(&t.evening.ended.of(&t.material.other_date)), "{card}");
    let desk = read(&mut worker, &paths::meeting(&evening.head.id)).await;
    for said in [&card, &desk] {
        assert!(!said.contains("andere organisatie verviel") && !said.contains(t.material.date.as_str()), "{said}");
        let saba = format!("van de kant van {} (", world.account_of(HOST).name);
        assert!(said.contains(&saba), "whose yes it was: {said}");
    }
    assert!(desk.contains("er is om een andere datum gevraagd. Kijk opnieuw."), "{desk}");
}

#[tokio::test]
async fn a_yes_on_the_phone_that_she_takes_back_is_told_as_her_own() {
    let world = World::new();
    let evening = world.meeting(HOST, |own| own.head.state == State::Proposed && !own.has_agreed(Side::Host));
    let nl = Language::dutch();
    let t = nl.phrases();
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    worker.open(&paths::meeting(&evening.head.id)).await;
    let note = worker.page.form("Noteer het ja").set("spoke_with", "Saba").set("spoke_on", "2026-11-20");
    worker.send(note).await;
    host.open(&paths::host_meeting(nl, &evening.head.id)).await;
    let undo = host.page.form(t.evening.phone_undo.as_str());
    host.send(undo).await;
    let history = read(&mut host, &paths::host_meeting(nl, &evening.head.id)).await;
    let saba = format!("van de kant van {} (", world.account_of(HOST).name);
    assert!(history.contains(&saba) && !history.contains("andere organisatie verviel"), "{history}");
    let desk = read(&mut worker, &paths::meeting(&evening.head.id)).await;
    assert!(desk.contains("het was niet goed genoteerd. Kijk opnieuw."), "{desk}");
    assert!(!desk.contains("genoteerd veranderde"), "{desk}");
}

#[tokio::test]
async fn what_needs_no_yes_is_kept_beside_the_change_of_the_other_side_and_she_reads_whose_change_she_sees() {
    let world = World::new();
    let evening = of_state(&world, State::Published);
    let day = chrono::Duration::days(1);
    change(&world, &evening, Side::Support, WORKER, |wanted| {
        wanted.plan.starts_at += day;
        wanted.plan.ends_at += day;
    });
    let again = || world.meeting(HOST, |own| own.head.id == evening.head.id);
    let nl = Language::dutch();
    let t = nl.phrases();
    let mut host = world.signed_in(HOST).await;
    let edit = paths::host_of_meeting(nl, &evening.head.id, "wijzigen");
    host.open(&edit).await;
    let partner = world.database().read_now(|db| store::organisation::find(db, &evening.head.support_id));
    let partner = partner.expect("the other owner").name;
    assert!(host.page.text().contains(&t.change.is_theirs.of(&partner)), "{}", host.page.text());
    let form = host.page.form(t.evening.keep.as_str()).set("capacity", "33").set("acknowledged", "yes");
    host.send(form).await;
    let said = host.page.text();
    assert!(said.contains(t.host_done.changed.as_str()), "{said}");
    assert!(!said.contains(t.host_done.change_staged.as_str()), "the other side asked her: {said}");
    let now = again();
    assert_eq!((now.plan.capacity, now.plan.starts_at), (33, evening.plan.starts_at), "kept, and nothing moved");
    let staged = now.staged.as_ref().expect("their change still waits for her");
    assert_eq!((staged.plan.capacity, staged.plan.starts_at), (33, evening.plan.starts_at + day));
    assert_eq!(now.staged_by(), Some(Side::Support));
    host.open(&edit).await;
    let own = host.page.form(t.evening.keep.as_str()).set("date", "2027-05-25").set("acknowledged", "yes");
    host.send(own.set("room", "Zaal die nog vrij is")).await;
    assert!(host.page.text().contains(t.host_done.change_staged.as_str()), "{}", host.page.text());
    assert_eq!(again().staged_by(), Some(Side::Host));
    assert!(read(&mut host, &edit).await.contains(t.change.is_own.as_str()));
}
