//! The board's drawing: each evening with its day and a link, what a screen reader hears, and what is folded under it.

use aantafel::language::{Language, month_name};
use chrono::Datelike;

use super::*;
use aantafel::web::board::sign::state_name;

#[tokio::test]
async fn each_evening_in_the_drawing_has_its_day_and_leads_to_its_page_also_by_keyboard() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    board(&mut worker).await;
    let page = &worker.page;
    let coming = world.meetings_of("werker@demo").into_iter().filter(|own| own.plan.starts_at > world.clock.wall());
    let mut seen = 0;
    for own in coming {
        let link = format!("svg a:not([tabindex])[href='/desk/meetings/{}']", own.head.id);
        assert_eq!(page.all(&format!("{link} text.day")), [own.plan.starts_at.day().to_string()]);
        let name = page.all(&format!("{link} > title")).concat();
        let (day, month) = (own.plan.starts_at.day(), month_name(Language::dutch(), own.plan.starts_at.date()));
        let state = state_name(own.head.state, Language::dutch()).to_owned();
        for said in [own.plan.working_title.clone(), format!("{day} {month}"), state] {
            assert!(name.contains(&said), "{said}: {name}");
        }
        assert!(!page.has(&format!("svg [aria-hidden] a[href='/desk/meetings/{}']", own.head.id)), "it is heard");
        seen += 1;
    }
    assert!(seen > 5, "{seen} evenings");
    // What is only seen is not passed on the way: it is said in the description, the list and the table.
    assert!(page.has("svg > g[aria-hidden='true'] text.week"));
    assert!(!page.has("svg [aria-hidden] a:not([tabindex='-1'])"));
}

#[tokio::test]
async fn the_drawings_say_what_they_are_and_the_weeks_are_folded_under_them() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    also_somali(&world);
    board(&mut worker).await;
    let page = &worker.page;
    assert_eq!(page.all("svg[role='group'] > desc").len(), 1);
    let named = "svg[aria-labelledby='midden-title'][aria-describedby='midden-desc'] > desc[id='midden-desc']";
    assert!(page.has(named) && page.has("svg > title[id='midden-title']"));
    let scope = "section[aria-labelledby='midden'] [role='region'][tabindex='0'][aria-label]";
    assert!(page.has(scope), "it can be moved sideways without a mouse");
    assert!(page.has("table.board-weeks > caption") && page.has("table.board-weeks tbody th[scope='row']"));
    assert_eq!(page.all("table.board-weeks thead th[scope='col']").len(), 2);
    assert!(page.has("details:not([open]) > table.board-weeks") && page.has("details:not([open]) > ul.legend"));
    assert!(!page.has("details ul.gaps") && page.has("ul.gaps"), "what is to be done is not folded away");
    assert!(!page.html().contains("style="), "nothing that the header refuses");
}
