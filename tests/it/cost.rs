//! Who pays what: filled in by either owner, part of what both agree to, and fixed once the evening is out.

use aantafel::domain::cost::{CostItem, Payer};
use aantafel::domain::meeting::{Meeting, Side, State};
use axum::http::StatusCode;

use crate::world::World;

fn the_same(world: &World, meeting: &Meeting) -> Meeting {
    world.meeting("werker@demo", |other| other.head.id == meeting.head.id)
}

#[tokio::test]
async fn what_one_side_fills_in_stands_above_the_other_sides_yes() {
    let world = World::new();
    let meeting = world
        .meeting("gastvrouw@demo", |meeting| meeting.head.state == State::Proposed && !meeting.has_agreed(Side::Host));
    let page = format!("/desk/meetings/{}", meeting.head.id);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("{page}/kosten")).await;
    let form = worker
        .page
        .form("Bewaar")
        .set("fee_payer", "support")
        .set("fee_amount", "€ 150,00")
        .set("fee_due", "2027-06-01")
        .set("food_payer", "municipality")
        .set("food_amount", "45.5")
        .set("room_payer", "free");
    worker.send(form).await;
    assert!(worker.page.text().contains("De andere organisatie ziet wie wat betaalt"), "{}", worker.page.text());
    let kept = the_same(&world, &meeting);
    let costs: Vec<_> = kept.costs.iter().map(|cost| (cost.item, cost.payer, cost.cents)).collect();
    assert_eq!(
        costs,
        [
            (CostItem::Fee, Payer::Support, 15000),
            (CostItem::Food, Payer::Municipality, 4550),
            (CostItem::Room, Payer::Free, 0)
        ]
    );
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&page).await;
    let said = host.page.text().replace('\u{a0}', " ");
    let (cost, yes) = (said.find("€ 150,00").expect("the fee"), said.find("Zeg ja").expect("the button"));
    assert!(cost < yes, "what she says yes to stands above the button: {said}");
    for words in ["uiterlijk 1 juni", "€ 45,50", "De gemeente", "Kost niemand iets"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    host.open(&format!("{page}/kosten")).await;
    let form = host.page.form("Bewaar");
    assert_eq!((form.value("fee_amount"), form.value("fee_due")), ("150,00", "2027-06-01"));
}

#[tokio::test]
async fn other_costs_take_back_the_other_sides_yes_and_the_same_costs_do_not() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Agreed);
    let edit = format!("/desk/meetings/{}/kosten", meeting.head.id);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&edit).await;
    let form = worker.page.form("Bewaar").set("room_payer", "host").set("room_amount", "60");
    worker.send(form).await;
    let changed = the_same(&world, &meeting);
    assert!(changed.has_agreed(Side::Support) && !changed.has_agreed(Side::Host));
    assert!(worker.page.text().contains("wie wat betaalt veranderde"), "{}", worker.page.text());
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    let yes = host.page.form("Zeg ja");
    host.send(yes).await;
    assert_eq!(the_same(&world, &meeting).head.state, State::Agreed);
    worker.open(&edit).await;
    let again = worker.page.form("Bewaar");
    worker.send(again).await;
    assert_eq!(the_same(&world, &meeting).head.state, State::Agreed, "nothing was changed, so nobody is asked again");
}

#[tokio::test]
async fn what_is_not_right_is_told_beside_its_field_and_stays() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/kosten", meeting.head.id)).await;
    let form = worker.page.form("Bewaar");
    for (fields, field, sentence) in [
        ([("fee_payer", "support"), ("fee_amount", "veel")], "fee_amount", "Schrijf een bedrag"),
        ([("fee_payer", "support"), ("fee_amount", "10000,01")], "fee_amount", "Ten hoogste 10.000 euro"),
        ([("fee_payer", ""), ("fee_amount", "45")], "fee_payer", "Kies ook wie dit betaalt"),
        ([("fee_payer", "free"), ("fee_amount", "45")], "fee_amount", "Dit kost niets"),
        ([("fee_payer", "de buurman"), ("fee_amount", "45")], "fee_payer", "Kies er één"),
    ] {
        let filled = fields.iter().fold(form.clone(), |form, (name, value)| form.set(name, value));
        worker.send(filled).await;
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        let said = worker.page.all(&format!("#{field}-problem")).join(" ");
        assert!(said.contains(sentence), "{fields:?}: {said}");
        assert_eq!(worker.page.form("Bewaar").value("fee_amount"), fields[1].1, "what was typed stays");
    }
    worker.send(form.set("fee_payer", "host").set("fee_amount", "5").set("fee_due", "morgen")).await;
    assert!(worker.page.has("#fee_due-problem"), "{}", worker.page.text());
    assert_eq!(the_same(&world, &meeting), meeting, "nothing changed");
}

#[tokio::test]
async fn who_saves_second_sees_what_there_is_and_keeps_what_was_typed() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft);
    let edit = format!("/desk/meetings/{}/kosten", meeting.head.id);
    let (mut worker, mut second) = (world.signed_in("werker@demo").await, world.signed_in("coordinator@demo").await);
    worker.open(&edit).await;
    second.open(&edit).await;
    let hers = worker.page.form("Bewaar").set("fee_payer", "support").set("fee_amount", "100");
    worker.send(hers).await;
    let his = second.page.form("Bewaar").set("fee_payer", "host").set("fee_amount", "75");
    second.send(his).await;
    assert_eq!(second.page.status, StatusCode::CONFLICT);
    let said = second.page.text().replace('\u{a0}', " ");
    assert!(said.contains("Iemand anders veranderde") && said.contains("€ 100,00"), "{said}");
    let again = second.page.form("Bewaar");
    assert_eq!(again.value("fee_amount"), "75");
    second.send(again).await;
    assert_eq!(the_same(&world, &meeting).costs[0].cents, 7500, "the second send was meant");
}

#[tokio::test]
async fn costs_of_an_evening_that_is_out_stay_as_they_were_agreed() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Published);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/kosten", meeting.head.id)).await;
    let form = worker.page.form("Bewaar").set("fee_payer", "support").set("fee_amount", "100");
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(worker.page.text().contains("Bel elkaar als dat anders moet"), "{}", worker.page.text());
    assert_eq!(the_same(&world, &meeting), meeting, "nothing changed");
}
