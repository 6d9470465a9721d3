//! A host's first page (overzicht): what she can do stands first, long lists are folded, and what became of her proposals.

mod card;
mod news;

use aantafel::domain::meeting::{Meeting, State};
use aantafel::language::{Language, date_in_words};
use aantafel::schema::meeting;
use aantafel::web::paths;
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::calendar_reader::{assert_grammar, read};
use crate::proposal::{offer, take_over};
use crate::world::World;

const HOST: &str = "gastvrouw@demo";
const WORKER: &str = "werker@demo";
const ID: &str = "01990000-0000-7000-8000-00000000000a";

fn an_evening(world: &World, state: State) -> Meeting {
    world.meeting(HOST, |meeting| meeting.head.state == state && !meeting.is_over(world.clock.wall()))
}

/// How it stands from now on.
fn set_state(world: &World, of: &Meeting, state: State) {
    let row = diesel::update(meeting::table.find(of.head.id.clone())).set(meeting::state.eq(state));
    assert_eq!(world.database().write_now(|db| Ok(row.execute(db)?)).expect("it is kept"), 1, "{state}");
}

#[tokio::test]
async fn what_she_can_do_stands_before_the_lists_and_what_is_beyond_five_is_folded() {
    let world = World::new();
    let source = crate::series::set_on(&world, &an_evening(&world, State::Agreed), "2027-03-25");
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&format!("/desk/meetings/{}/reeks?aantal=12&weken=1", source.head.id)).await;
    let form = worker.page.form("Maak deze avonden");
    worker.send(form).await;
    let mut host = world.signed_in(HOST).await;
    for language in Language::written() {
        let t = language.phrases();
        let page = host.open(&paths::host(language)).await.clone();
        let html = page.html();
        let at = |what: &str| html.find(what).unwrap_or_else(|| panic!("{language}: {what}"));
        let first_card = at("class=\"card");
        for to in ["voorstel", "avonden", "account"] {
            let to = format!("<main{}", html.split("<main").nth(1).expect("a main"))
                .find(&format!("href=\"{}", paths::host_page(language, to)));
            assert!(to.is_some_and(|to| to + at("<main") < first_card), "{language}: before the lists");
        }
        assert!(
            html.contains(&format!("{}#feed\"", paths::host_page(language, "account"))),
            "{language}: her calendar"
        );
        // The drafts of the series ask nothing, so they are among what comes.
        let folded = page.all("section[aria-labelledby=coming] details ul.entries > li").len();
        let open = page.all("section[aria-labelledby=coming] > ul.entries > li").len();
        assert!(open == 5 && folded >= 7, "{language}: {open} and {folded}");
        let summaries = page.all("main details > summary");
        assert!(summaries.contains(&t.host.rest.of(folded)) || summaries.len() > 1, "{language}: {summaries:?}");
    }
}

#[tokio::test]
async fn a_proposal_shows_its_days_and_the_day_that_became_of_it() {
    let world = World::new();
    let proposal = offer(&world, ID, HOST, WORKER);
    let mut host = world.signed_in(HOST).await;
    host.open("/nl/wij").await;
    let card =
        host.page.all("ul.told > li").into_iter().find(|card| card.contains("Voorstel aan")).expect("a proposal");
    for day in ["20 mei", "28 april", "1 juli"] {
        assert!(card.contains(day), "{day}: {card}");
    }
    assert!(!card.contains("De avond is op"), "nobody chose: {card}");
    let mut worker = world.signed_in(WORKER).await;
    let form = take_over(&mut worker, &proposal).await;
    worker.send(form).await;
    let made = world.meeting(HOST, |meeting| meeting.plan.parents_question == crate::proposal::QUESTION);
    let day = date_in_words(Language::dutch(), made.plan.starts_at.date());
    for page in ["/nl/wij".to_owned(), format!("/nl/wij/voorstel/{ID}")] {
        host.open(&page).await;
        let said = host.page.text();
        let plan = format!("Er is een plan gemaakt voor {day}.");
        assert!(said.contains(&plan) && !said.contains("De avond is op"), "{page}: {said}");
        assert!(host.page.links().contains(&paths::host_meeting(Language::dutch(), &made.head.id)), "{page}");
    }
    for (state, is_firm) in
        [(State::Draft, false), (State::Proposed, false), (State::Agreed, true), (State::Published, true)]
    {
        set_state(&world, &made, state);
        host.open(&format!("/nl/wij/voorstel/{ID}")).await;
        assert_eq!(host.page.text().contains(&format!("De avond is op {day}")), is_firm, "{state}");
    }
}

#[tokio::test]
async fn what_just_became_of_a_proposal_stands_on_top() {
    let world = World::new();
    offer(&world, ID, HOST, WORKER);
    let mut host = world.signed_in(HOST).await;
    for (address, is_on_top) in [("/nl/wij?gedaan=proposed", true), ("/nl/wij", false)] {
        let html = host.open(address).await.html();
        let at = |id: &str| html.find(&format!("id=\"{id}\"")).expect("a heading");
        assert_eq!(at("proposals") < at("waits"), is_on_top, "{address}");
        assert_eq!(html.matches("id=\"proposals\"").count(), 1, "{address}: once");
    }
}

#[tokio::test]
async fn an_evening_comes_into_her_calendar_from_its_own_page() {
    let world = World::new();
    let nl = Language::dutch();
    let (mut host, mut phone) = (world.signed_in(HOST).await, world.browser().await);
    for state in [State::Draft, State::Proposed, State::Agreed, State::Published] {
        let evening = an_evening(&world, state);
        host.open(&paths::host_meeting(nl, &evening.head.id)).await;
        assert!(host.page.text().contains(nl.phrases().meeting.add.as_str()), "{state}");
        let file = host.page.links().into_iter().find(|link| link.ends_with(".ics")).expect("a file");
        let page = host.get(&file, &[]).await.clone();
        assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/calendar; charset=utf-8"));
        assert_grammar(page.html());
        let events = read(&page.html());
        let [event] = &events[..] else { panic!("{state}: one evening") };
        assert_eq!((event.starts, &event.description), (evening.plan.starts_at, &None), "{state}: neutral");
        let before = match state {
            State::Draft => Some("concept"),
            State::Proposed => Some("Wacht op een ja"),
            _ => None,
        };
        let said = event.summary.split_once(": ").map(|(before, _)| before);
        let is_said = said.is_some_and(|said| ["concept", "Wacht op een ja"].contains(&said));
        assert_eq!((said.filter(|_| is_said), is_said), (before, before.is_some()), "{state}: {}", event.summary);
        for word in [&evening.head.secret, &evening.plan.working_title, &evening.plan.note] {
            assert!(word.len() < 7 || !page.html().contains(word.as_str()), "{state}: {word}");
        }
        let is_out = evening.is_out();
        assert_eq!(phone.get(&file, &[]).await.status == StatusCode::OK, is_out, "{state}: before that for her alone");
        if !is_out {
            assert_eq!(page.header("cache-control"), "no-store");
            let mut stranger = world.signed_in("gast.arabisch@demo").await;
            assert_eq!(stranger.get(&file, &[]).await.status, StatusCode::NOT_FOUND, "{state}");
        }
    }
    let off = world.meeting(HOST, Meeting::is_cancelled);
    host.open(&paths::host_meeting(nl, &off.head.id)).await;
    assert!(!host.page.links().iter().any(|link| link.ends_with(".ics")), "not of what is called off");
}

#[tokio::test]
async fn the_sign_in_page_of_the_desk_has_both_its_languages_and_leads_hosts_to_their_own() {
    let world = World::new();
    let mut browser = world.browser().await;
    browser.open("/desk/aanmelden?verder=%2Fdesk%2Fmeetings").await;
    let links = browser.page.links();
    for language in Language::written() {
        assert!(links.contains(&paths::entry(language)), "{language}: {links:?}");
    }
    let other = links.into_iter().find(|link| link.contains("taal=en")).expect("the other language");
    browser.open(&other).await;
    assert!(browser.page.has("html[lang='en']") && browser.page.text().contains("Sign in"), "{}", browser.page.text());
    let wrong = browser.page.form("Sign in").set("email", HOST).set("password", "niet goed");
    browser.send(wrong).await;
    assert_eq!(browser.page.status, 422);
    assert!(browser.page.has("html[lang='en']"), "it stays: {}", browser.page.text());
    let right = browser.page.form("Sign in");
    assert_eq!(right.value("verder"), "/desk/meetings", "and so does where one goes on to");
    assert!(browser.page.links().iter().any(|link| link.contains("taal=nl")));
}

#[tokio::test]
async fn a_host_who_signs_in_at_the_desk_finds_her_own_pages_on_top() {
    let world = World::new();
    for (email, is_hers) in [(HOST, true), (WORKER, false)] {
        let mut browser = world.signed_in(email).await;
        browser.open("/desk").await;
        assert_eq!(browser.page.has("main h1 + section.card a.button[href='/nl/wij']"), is_hers, "{email}");
    }
}
