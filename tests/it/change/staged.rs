//! A yes to a staged change: noted on the phone and undone, kept through a small edit, and remembered with the right day.

use aantafel::domain::meeting::{Manner, State};
use aantafel::domain::record::Deed;
use aantafel::store;
use axum::http::StatusCode;

use super::{press, published, stage, the_host_says_yes, the_same};
use crate::world::World;

#[tokio::test]
async fn a_yes_to_a_change_on_the_phone_is_told_as_such_and_the_host_can_undo_it() {
    let world = World::new();
    let meeting = published(&world);
    let mut worker = stage(&world, &meeting).await;
    let (desk, host_page) = (format!("/desk/meetings/{}", meeting.head.id), format!("/nl/wij/{}", meeting.head.id));
    let note = |page: &crate::browser::Page| {
        page.form("Noteer het ja").set("spoke_with", "Saba").set("spoke_on", &world.clock.today().to_string())
    };
    worker.open(&desk).await;
    let form = note(&worker.page);
    worker.send(form).await;
    let staged = the_same(&world, &meeting).staged.expect("the change still waits");
    assert_eq!((staged.agreed_manner, staged.spoke_with.as_str()), (Some(Manner::Phone), "Saba"));

    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&host_page).await;
    assert!(host.page.text().contains("Saba"), "she reads with whom: {}", host.page.text());
    assert!(host.page.text().contains("aan de telefoon ja zei tegen de verandering"), "{}", host.page.text());
    assert!(!host.page.text().contains("zei ja tegen de verandering."), "nobody signed in for it");
    let undo = host.page.forms().into_iter().find(|form| form.action.ends_with("/terug")).expect("a way back");
    host.send(undo).await;
    let staged = the_same(&world, &meeting).staged.expect("the change waits again");
    assert_eq!((staged.agreed_at, staged.spoke_with.as_str()), (None, ""));
    worker.open(&format!("{desk}/change")).await;
    assert!(!worker.page.html().contains("change/release"), "nobody lets it out alone");
    assert_eq!(the_same(&world, &meeting).head.state, State::Published, "what is out stays out");

    // What is released cannot be undone any more.
    worker.open(&desk).await;
    let form = note(&worker.page);
    worker.send(form).await;
    worker.open(&format!("{desk}/change")).await;
    press(&mut worker, "Geef vrij en bericht iedereen").await;
    host.open(&host_page).await;
    assert!(host.page.forms().iter().all(|form| !form.action.ends_with("/terug")), "{}", host.page.text());
}

#[tokio::test]
async fn the_history_says_the_new_day_of_a_moved_evening() {
    let world = World::new();
    let meeting = published(&world);
    let mut worker = stage(&world, &meeting).await;
    the_host_says_yes(&world, &meeting).await;
    worker.open(&format!("/desk/meetings/{}/change", meeting.head.id)).await;
    press(&mut worker, "Geef vrij en bericht iedereen").await;
    let told =
        world.database().read_now(|db| store::record::of_meeting(db, &world.scope_of("werker@demo"), &meeting.head.id));
    let told = told.expect("the record can be read");
    let moved = told.iter().find(|told| told.record.action == Deed::Moved).expect("it moved");
    assert_eq!(moved.record.detail, "2027-05-25");
    assert_ne!(meeting.plan.starts_at.date().to_string(), moved.record.detail, "and that is another day than before");
    worker.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    assert!(worker.page.text().contains("Die is nu op dinsdag 25 mei 2027"), "{}", worker.page.text());
}

#[tokio::test]
async fn a_small_edit_keeps_the_yes_to_a_change_and_another_day_does_not() {
    let world = World::new();
    let meeting = published(&world);
    let mut worker = stage(&world, &meeting).await;
    the_host_says_yes(&world, &meeting).await;
    let edit = format!("/desk/meetings/{}/edit", meeting.head.id);
    for (field, value, is_kept) in [("note", "Neem krijt mee", true), ("date", "2027-05-26", false)] {
        worker.open(&edit).await;
        let form = worker.page.form("Bewaar").set(field, value).set("acknowledged", "yes");
        worker.send(form).await;
        assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
        let staged = the_same(&world, &meeting).staged.expect("the change still waits");
        assert_eq!(staged.agreed_at.is_some(), is_kept, "{field}");
    }
    let staged = the_same(&world, &meeting).staged.expect("the change still waits");
    assert_eq!(staged.plan.note, "Neem krijt mee", "what was written before is in it");
}
