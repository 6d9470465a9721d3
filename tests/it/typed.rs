//! What is typed on any keyboard is read (getypt): Arabic and Persian digits, a day as people write it; nothing typed is lost.

use aantafel::domain::meeting::{Meeting, Side, State};
use aantafel::language::Language;
use aantafel::store;
use aantafel::web::paths;
use axum::http::StatusCode;

use crate::second_step::code;
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

fn arabic(digits: &str) -> String {
    digits.chars().map(|c| c.to_digit(10).map_or(c, |own| char::from_u32(0x660 + own).expect("a digit"))).collect()
}

fn persian(digits: &str) -> String {
    digits.chars().map(|c| c.to_digit(10).map_or(c, |own| char::from_u32(0x6f0 + own).expect("a digit"))).collect()
}

#[tokio::test]
async fn a_host_types_days_hours_counts_and_amounts_in_the_digits_of_her_phone() {
    let world = World::new();
    let evening = of_state(&world, State::Proposed);
    let fa = Language::find("fa").expect("Persian");
    let t = fa.phrases();
    let again = || world.meeting(HOST, |own| own.head.id == evening.head.id);
    let mut host = world.signed_in(HOST).await;
    host.open(&paths::host_of_meeting(fa, &evening.head.id, "wijzigen")).await;
    let form = host.page.form(t.evening.keep.as_str());
    let form = form.set("date", &persian("25-05-2027")).set("from", &arabic("18:15")).set("until", &persian("20.30"));
    host.send(form.set("capacity", "٣٠").set("room", "Zaal die nog vrij is").set("acknowledged", "yes")).await;
    let plan = again().plan;
    assert_eq!(plan.starts_at.to_string(), "2027-05-25 18:15:00", "{}", host.page.text());
    assert_eq!((plan.ends_at.time().to_string().as_str(), plan.capacity), ("20:30:00", 30));
    host.open(&paths::host_of_meeting(fa, &evening.head.id, "kosten")).await;
    let form = host.page.form(t.evening.keep.as_str()).set("food_payer", "host");
    host.send(form.set("food_amount", "٤٥٫٥٠").set("food_due", "01-05-2027")).await;
    let costs = again().costs;
    let food = costs.iter().find(|cost| cost.item.code() == "food").unwrap_or_else(|| panic!("{}", host.page.text()));
    assert_eq!((food.cents, food.due_on.expect("a day").to_string().as_str()), (4550, "2027-05-01"));
}

#[tokio::test]
async fn a_phone_number_is_kept_as_a_phone_dials_it() {
    let world = World::new();
    let fa = Language::find("fa").expect("Persian");
    let mut host = world.signed_in(HOST).await;
    host.open(&paths::host_page(fa, "organisatie")).await;
    let form = host.page.forms().into_iter().find(|form| !form.value("contact_name").is_empty()).expect("her form");
    host.send(form.set("contact_phone", &persian("06 12 34 56 78"))).await;
    let id = world.organisation_of(HOST);
    let own = world.database().read_now(|db| store::organisation::find(db, &id)).expect("her organisation");
    assert_eq!(own.contact_phone, "06 12 34 56 78", "{}", host.page.text());
}

#[tokio::test]
async fn the_second_step_takes_the_digits_of_her_phone_and_opens_the_app_on_it() {
    let world = World::new();
    for (email, page, label) in [
        (HOST, "/ar/wij/account/tweede-stap", Language::find("ar").expect("Arabic").phrases().own.step_here.as_str()),
        (WORKER, "/desk/tweede-stap", "Open de app op deze telefoon"),
    ] {
        let mut browser = world.signed_in(email).await;
        browser.open(page).await;
        let secret = browser.page.all("figure.qr code").join("").replace(' ', "");
        let link = browser.page.links().into_iter().find(|link| link.starts_with("otpauth://totp/"));
        assert!(link.is_some_and(|link| link.contains(&format!("secret={secret}"))), "{}", browser.page.text());
        assert!(browser.page.all("a[href^=otpauth]").contains(&label.to_owned()));
        let form = browser.page.forms().into_iter().find(|form| form.fields.iter().any(|(name, _)| name == "code"));
        browser.send(form.expect("a form").set("code", &arabic(&code(&world, &secret)))).await;
        assert!(world.account_of(email).has_second_step(), "{}", browser.page.text());
    }
}

#[tokio::test]
async fn the_desk_reads_a_day_as_its_own_example_writes_it() {
    let world = World::new();
    let evening = of_state(&world, State::Agreed);
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&paths::of_meeting(&evening.head.id, "edit")).await;
    let form = worker.page.form("Bewaar").set("date", "26-05-2027").set("acknowledged", "yes");
    worker.send(form.set("room", "Zaal die nog vrij is")).await;
    let plan = world.meeting(HOST, |own| own.head.id == evening.head.id).plan;
    assert_eq!(plan.starts_at.date().to_string(), "2027-05-26", "{}", worker.page.text());
    let asked = world.meeting(HOST, |own| own.head.state == State::Proposed && !own.has_agreed(Side::Host));
    worker.open(&paths::meeting(&asked.head.id)).await;
    let note = worker.page.form("Noteer het ja").set("spoke_with", "Saba").set("spoke_on", "20-11-2026");
    worker.send(note).await;
    let noted = world.meeting(HOST, |own| own.head.id == asked.head.id);
    assert!(noted.has_agreed(Side::Host), "{}", worker.page.text());
}

#[tokio::test]
async fn what_was_typed_in_a_form_that_is_too_old_is_seen_at_once() {
    let world = World::new();
    let evening = of_state(&world, State::Agreed);
    let nl = Language::dutch();
    let t = nl.phrases();
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    host.open(&paths::host_meeting(nl, &evening.head.id)).await;
    assert!(!host.page.has("details[open]"), "nothing is typed yet");
    let other = host.page.form(t.evening.other_date_send.as_str()).set("text", "Op dinsdag");
    let cancel = host.page.form(t.evening.cancel_send.as_str()).set("reason", "De zaal is dicht");
    worker.open(&paths::of_meeting(&evening.head.id, "edit")).await;
    let theirs = worker.page.form("Bewaar").set("note", "Van de werker").set("acknowledged", "yes");
    worker.send(theirs).await;
    for (form, field) in [(other, "text"), (cancel, "reason")] {
        host.send(form).await;
        assert_eq!(host.page.status, StatusCode::CONFLICT);
        assert!(host.page.has(&format!("details[open] textarea#{field}")), "{field}: {}", host.page.html());
    }
}

#[tokio::test]
async fn who_gets_word_of_a_change_are_those_to_whom_is_written() {
    use aantafel::domain::account::{Account, Role};
    let world = World::new();
    let id = "01990000-0000-7000-8000-0000000000e2".parse().expect("an identifier");
    let (of, now) = (world.organisation_of(HOST), world.clock.utc());
    let row = Account::new(id, of, Role::Reader, "Lezeres Lemlem".to_owned(), "lemlem@demo".to_owned(), now);
    assert!(world.database().write_now(|db| store::colleague::put(db, &row)).expect("a row"));
    let evening = of_state(&world, State::Published);
    let nl = Language::dutch();
    let mut host = world.signed_in(HOST).await;
    host.open(&paths::host_of_meeting(nl, &evening.head.id, "wijzigen")).await;
    let form = host.page.form(nl.phrases().evening.keep.as_str()).set("date", "2027-05-25");
    host.send(form.set("room", "Zaal die nog vrij is")).await;
    let said = host.page.text();
    assert!(said.contains(&world.account_of(HOST).name) && !said.contains("Lezeres Lemlem"), "{said}");
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&paths::of_meeting(&evening.head.id, "change")).await;
    assert!(worker.page.text().contains("Wie bericht krijgt") && !worker.page.text().contains("Lezeres Lemlem"));
}
