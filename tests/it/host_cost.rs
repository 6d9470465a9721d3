//! Who pays what, on the host's phone (kosten): seen and changed in her language, by the rules of the desk.

use aantafel::domain::cost::{CostItem, Payer};
use aantafel::domain::meeting::{Meeting, Side, State};
use aantafel::language::Language;
use aantafel::web::paths;
use axum::http::StatusCode;

use crate::browser::{Browser, Form};
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

async fn form_of(host: &mut Browser, meeting: &Meeting) -> Form {
    let ti = Language::find("ti").expect("Tigrinya");
    host.open(&paths::host_meeting(ti, &meeting.head.id)).await;
    let page = paths::host_of_meeting(ti, &meeting.head.id, "kosten");
    assert!(host.page.links().contains(&page), "one tap from the evening: {}", host.page.text());
    host.open(&page).await.form(ti.phrases().evening.keep.as_str())
}

/// Every item as nobody wrote it yet.
fn emptied(form: Form) -> Form {
    let names: Vec<String> = form.fields.iter().map(|(name, _)| name.clone()).collect();
    let ours = names.iter().filter(|name| ["_payer", "_amount", "_due"].iter().any(|end| name.ends_with(end)));
    ours.fold(form, |form, name| form.set(name, ""))
}

#[tokio::test]
async fn a_host_says_who_pays_what_in_her_language_and_the_other_sides_yes_ends() {
    let world = World::new();
    let t = Language::find("ti").expect("Tigrinya").phrases();
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await;
    assert!(host.page.has("html[lang='ti']") && host.page.text().contains(t.cost_item.interpreter.as_str()));
    let form = emptied(form).set("fee_payer", "support").set("fee_amount", "€ 45,50").set("fee_due", "2027-06-01");
    host.send(form.set("food_payer", "host").set("food_amount", "30").set("childcare_payer", "free")).await;
    assert!(host.page.text().contains(t.host_done.costs.as_str()), "{}", host.page.text());
    let now = again(&world, &evening);
    let of = |item| now.costs.iter().find(|cost| cost.item == item).map(|cost| (cost.payer, cost.cents));
    assert_eq!(of(CostItem::Fee), Some((Payer::Support, 4550)));
    assert_eq!(of(CostItem::Food), Some((Payer::Host, 3000)));
    assert_eq!(of(CostItem::Childcare), Some((Payer::Free, 0)));
    assert_eq!(of(CostItem::Room), None);
    assert!(now.has_agreed(Side::Host) && !now.has_agreed(Side::Support), "{:?}", now.agreements);
    let costs = host.page.all("section[aria-labelledby='costs']").join(" ");
    assert!(costs.contains(t.payer.own.as_str()) && costs.contains("45.50"), "{costs}");
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&paths::meeting(&evening.head.id)).await;
    assert!(worker.page.text().contains("45,50"), "{}", worker.page.text());
    let form = form_of(&mut host, &evening).await;
    assert_eq!((form.value("fee_amount"), form.value("fee_due")), ("45.50", "2027-06-01"), "as it was kept");
}

#[tokio::test]
async fn what_is_wrong_with_an_amount_stands_beside_it_in_her_language() {
    let world = World::new();
    let t = Language::find("ti").expect("Tigrinya").phrases();
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let form = emptied(form_of(&mut host, &evening).await);
    for (payer, amount, due, field, said) in [
        ("", "45", "", "room_payer", &t.cost.choose_payer),
        ("", "", "2027-06-01", "room_payer", &t.cost.choose_payer),
        ("koning", "45", "", "room_payer", &t.problem.choose),
        ("support", "veel", "", "room_amount", &t.cost.amount_wrong),
        ("support", "", "", "room_amount", &t.cost.amount_wrong),
        ("free", "45", "", "room_amount", &t.cost.free_costs_nothing),
        ("host", "45", "31-12", "room_due", &t.problem.date),
    ] {
        let sent = form.clone().set("room_payer", payer).set("room_amount", amount).set("room_due", due);
        host.send(sent).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{payer} {amount} {due}");
        assert_eq!(host.page.all(&format!("#{field}-problem")), [said.as_str()], "{payer} {amount} {due}");
        assert_eq!(host.page.form(t.evening.keep.as_str()).value("room_amount"), amount, "what was typed stays");
    }
    assert_eq!(again(&world, &evening), evening);
}

#[tokio::test]
async fn costs_on_a_form_that_is_too_old_are_shown_beside_those_of_the_other() {
    let world = World::new();
    let t = Language::find("ti").expect("Tigrinya").phrases();
    let evening = of_state(&world, State::Agreed);
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    let form = emptied(form_of(&mut host, &evening).await).set("fee_payer", "support").set("fee_amount", "60");
    worker.open(&paths::of_meeting(&evening.head.id, "kosten")).await;
    let theirs = worker.page.form("Bewaar").set("fee_payer", "municipality").set("fee_amount", "77,77");
    worker.send(theirs).await;
    let before = again(&world, &evening);
    host.send(form).await;
    assert_eq!(host.page.status, StatusCode::CONFLICT);
    assert_eq!(again(&world, &evening), before);
    assert!(host.page.text().contains(t.problem.changed_meanwhile.as_str()), "{}", host.page.text());
    let now = host.page.all("section[aria-labelledby='now']").join(" ");
    assert!(now.contains("77.77") && now.contains(t.payer.municipality.as_str()), "{now}");
    let form = host.page.form(t.evening.keep.as_str());
    assert_eq!((form.value("fee_payer"), form.value("fee_amount")), ("support", "60"));
    host.send(form).await;
    let fee = again(&world, &evening).costs.into_iter().find(|cost| cost.item == CostItem::Fee);
    assert_eq!(fee.map(|cost| (cost.payer, cost.cents)), Some((Payer::Support, 6000)), "{}", host.page.text());
}

#[tokio::test]
async fn once_the_invitation_is_out_the_costs_stay_and_another_organisation_has_no_such_page() {
    let world = World::new();
    let ti = Language::find("ti").expect("Tigrinya");
    let (agreed, out) = (of_state(&world, State::Agreed), of_state(&world, State::Published));
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &agreed).await.set("fee_payer", "host").set("fee_amount", "1");
    let page = paths::host_of_meeting(ti, &out.head.id, "kosten");
    host.open(&page).await;
    let fixed = ti.phrases().refusal.costs_agreed.of("Opvoedsteunpunt De Lindeboom");
    assert!(host.page.text().contains(&fixed) && !host.page.has("form.stack"), "{}", host.page.text());
    host.post(&page, &form.clone().set("version", &out.head.version.to_string()).fields).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(host.page.text().contains(&fixed), "{}", host.page.text());
    assert_eq!(again(&world, &out).costs, out.costs);
    let theirs = world.meeting("werker.groningen@demo", |meeting| meeting.head.state == State::Agreed);
    for id in [theirs.head.id.as_str(), "01990000-0000-7000-8000-000000000000"] {
        let address = format!("/ti/wij/{id}/kosten");
        assert_eq!(host.get(&address, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(host.post(&address, &form.fields).await.status, StatusCode::NOT_FOUND);
    }
}
