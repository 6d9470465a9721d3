//! The holiday region when a host changes her evening (vakantieregio): confirmed for a place, asked about at another.

use super::*;

/// A form that does not say for which place its region was confirmed carries it along in silence.
#[tokio::test]
async fn a_region_that_was_confirmed_for_one_place_is_asked_about_at_another_and_holds_where_nothing_moves() {
    let world = World::new();
    let (_, t) = tigrinya();
    let evening = of_state(&world, State::Agreed);
    assert_eq!((evening.plan.municipality.as_str(), evening.plan.region.code()), ("Utrecht", "midden"));
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await.set("room", ROOM);
    host.send(form.set("province", "Groningen").set("municipality", "Groningen")).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", host.page.text());
    let asks = t.problem.confirm_region.of(t.region.by_code("noord").expect("a name"));
    assert_eq!(host.page.all("#region-problem"), [asks]);
    assert_eq!(again(&world, &evening), evening, "nothing is kept before she said so");
    let form = host.page.form(t.evening.keep.as_str());
    assert_eq!(form.value("region"), "noord", "suggested");
    host.send(form).await;
    let moved = again(&world, &evening);
    assert_eq!((moved.plan.municipality.as_str(), moved.plan.region.code()), ("Groningen", "noord"));
    // There it is hers to choose another, and what she chose holds as long as the place does.
    let form = form_of(&mut host, &moved).await;
    host.send(form.set("region", "zuid")).await;
    assert_eq!(again(&world, &evening).plan.region.code(), "zuid", "{}", host.page.text());
    let form = form_of(&mut host, &moved).await;
    host.send(form.set("capacity", "31")).await;
    let kept = again(&world, &evening);
    assert_eq!((kept.plan.capacity, kept.plan.region.code()), (31, "zuid"), "{}", host.page.text());
    let form = form_of(&mut host, &moved).await;
    host.send(form.set("province", "Utrecht").set("municipality", "Utrecht")).await;
    assert_eq!(host.page.all("#region-problem").len(), 1, "hers was for Groningen: {}", host.page.text());
}
