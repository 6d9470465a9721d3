//! A day that is proposed (wens) on the desk's board: for the two sides of the proposal, and for nobody else.

use super::*;
use crate::proposal;

const ID: &str = "01990000-0000-7000-8000-00000000000a";
const WISHED: &str = "Voorgesteld: wacht op antwoord";

/// What stands on the board of a proposal: drawn, and in the table.
async fn seen(world: &World, email: &str) -> (usize, usize) {
    let mut browser = world.signed_in(email).await;
    board_of(&mut browser, "?regio=alle").await;
    let link = format!("a[href='/desk/voorstellen/{ID}']");
    let page = &browser.page;
    let drawn = page.all(&format!("svg[role='group'] > {link} g.mark-wished")).len();
    let told = page.all(&format!("table.board-weeks td p > {link}")).len();
    assert_eq!(page.html().contains(ID), drawn + told > 0, "{email}: nowhere else");
    (drawn, told)
}

#[tokio::test]
async fn the_two_sides_see_a_proposed_day_and_others_never_do() {
    let world = World::new();
    assert_eq!(seen(&world, "werker@demo").await, (0, 0));
    let proposal = proposal::offer(&world, ID, "gastvrouw@demo", "werker@demo");
    for (email, days) in [
        ("werker@demo", 3),
        ("coordinator@demo", 3),
        ("gastvrouw@demo", 3),
        ("werker.groningen@demo", 0),
        ("gast.turks@demo", 0),
        ("gast.arabisch@demo", 0),
    ] {
        assert_eq!(seen(&world, email).await, (days, days), "{email}");
    }
    let mut worker = world.signed_in("werker@demo").await;
    board(&mut worker).await;
    let titles = worker.page.all("svg[role='group'] > a > title");
    let of_wish = titles.iter().filter(|title| title.contains(&format!("Voorstel van {HOST} ({WISHED})")));
    assert_eq!(of_wish.count(), 3, "{titles:?}");
    assert!(worker.page.all("ul.legend li").iter().any(|said| said == WISHED));
    worker.open("/desk/bord.pdf").await;
    assert!(squeezed(&paper(&worker.page.bytes).text).contains(&squeezed(WISHED)), "on paper too");
    let form = proposal::take_over(&mut worker, &proposal).await;
    worker.send(form).await;
    assert_eq!(seen(&world, "werker@demo").await, (0, 0), "it is an evening now");
    assert_eq!(seen(&world, "gastvrouw@demo").await, (0, 0));
}
