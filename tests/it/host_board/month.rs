//! The months of a host's board (maanden): folded, with what may be known of each before it is opened.

use super::*;
use crate::proposal::offer;

#[tokio::test]
async fn the_months_are_folded_but_the_first_good_one_and_the_page_leads_to_it_from_its_top() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    for code in ["nl", "ar", "ti"] {
        let page = board(&mut host, &format!("/{code}/wij/bord")).await;
        let months = page.all("details.board-month").len();
        let open = page.all("details.board-month[open]").len();
        assert!(months > 5 && open == 1, "{code}: {open} of {months}");
        let html = page.html();
        let at = |what: &str| html.find(what).unwrap_or_else(|| panic!("{code}: {what}"));
        assert!(at("href=\"#goede-tijd\"") < at("class=\"timeline\""), "{code}: first");
        let target = page.all("details.board-month[open] tr#goede-tijd a[href*='/avonden?first=']");
        assert!(target.len() == 1 && html.matches("id=\"goede-tijd\"").count() == 1, "{code}: it is there, and open");
        let first = page.all("details.board-month[open] a[href*='/avonden?first=']").len();
        assert!(first > 0 && first <= offers(&page).len(), "{code}: the first of them are in sight");
        let named = page.all("details.board-month > summary .badge-good").len();
        assert!(named > 1, "{code}: each good month says so while it is folded");
    }
}

/// How many evenings the months tell of together.
fn told(page: &Page) -> usize {
    let said = page.all("details.board-month > summary > .quiet");
    said.iter().filter_map(|said| said.split(' ').next()?.parse::<usize>().ok()).sum()
}

#[tokio::test]
async fn the_number_of_a_month_leaves_out_what_was_called_off_and_what_is_only_proposed() {
    let world = World::new();
    let own = coming(&world, HOST);
    let on = own.iter().filter(|own| own.head.state != State::Cancelled).count();
    let mut host = world.signed_in(HOST).await;
    assert_eq!(told(&board(&mut host, "/nl/wij/bord").await), on);
    offer(&world, "01990000-0000-7000-8000-00000000000a", HOST, "werker@demo");
    assert_eq!(told(&board(&mut host, "/nl/wij/bord").await), on, "three days are proposed, and none is an evening");
    let off = own.iter().find(|own| own.head.state == State::Published).expect("one is out");
    let id = off.head.id.clone();
    change(&world, off, |db| {
        diesel::update(meeting::table.find(&id)).set(meeting::state.eq(State::Cancelled)).execute(db)
    });
    let page = board(&mut host, "/nl/wij/bord").await;
    assert_eq!(told(&page), on - 1, "it stands there, and does not count");
    assert!(page.has(&format!("table.board-weeks a[href='{}']", paths::host_meeting(Language::dutch(), &id))));
}

#[tokio::test]
async fn evenings_beyond_those_that_are_named_count_and_proposed_days_beyond_them_are_told_apart() {
    let world = World::new();
    let nl = Language::dutch();
    let own = coming(&world, HOST);
    let on = own.iter().filter(|own| own.head.state != State::Cancelled).count();
    assert!(on >= 8 && own.len() > on, "{on} evenings, and one was called off");
    // All in one week.
    let day = "2027-05-19".parse::<NaiveDate>().expect("a day");
    for (hour, one) in (8..).zip(&own) {
        let (id, at) = (one.head.id.clone(), day.and_hms_opt(hour, 0, 0).expect("an hour"));
        let hours = (meeting::starts_at.eq(at), meeting::ends_at.eq(at + chrono::Duration::minutes(50)));
        change(&world, one, |db| diesel::update(meeting::table.find(&id)).set(hours).execute(db));
    }
    for number in 0..8 {
        offer(&world, &format!("01990000-0000-7000-8000-0000000000a{number}"), HOST, "werker@demo");
    }
    let mut host = world.signed_in(HOST).await;
    let page = board(&mut host, "/nl/wij/bord").await;
    assert_eq!(told(&page), on, "named or not");
    let row = page.all("table.board-weeks tr").into_iter().find(|row| row.contains("17") && row.contains("23 mei"));
    let row = row.expect("the week");
    let others = format!("en nog {} bijeenkomsten", own.len() - 6);
    assert!(row.contains(&others) && row.contains("en nog 2 voorgestelde dagen"), "{row}");
    let drawn = format!("svg[role='group'] > a[href='{}#proposals']", paths::host(nl));
    assert!(page.has(&format!("{drawn} g.mark-wished")), "its sign is that of a proposal");
    let labels = page.all(&format!("{drawn} text.day"));
    // Of each of the three weeks in which days are proposed.
    assert_eq!(labels, ["+2", "+2", "+2"]);
    assert_eq!(page.all(&format!("{drawn} > title"))[0], "en nog 2 voorgestelde dagen");
    assert_eq!(page.all("svg text.more"), [format!("+{}", own.len() - 6)], "and only evenings count as evenings");
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk/bord.pdf").await;
    let paper = crate::reader::squeezed(&crate::reader::paper(&worker.page.bytes).text);
    assert!(paper.contains(&crate::reader::squeezed("en nog 2 voorgestelde dagen")), "{paper}");
}
