//! A card of a host's first page (kaart): it says itself how its evening stands and for whom it is.

use aantafel::domain::meeting::MeetingId;
use aantafel::domain::plan::MeetingAudience;
use aantafel::language::Lang;
use scraper::{Html, Selector};

use super::*;
use crate::browser::Page;

/// The badge, and all words, of the one card that leads to this evening.
fn card(page: &Page, language: Lang, id: &MeetingId) -> (String, String) {
    let (html, to) = (Html::parse_document(&page.html()), paths::host_meeting(language, id));
    let css = |css: &str| Selector::parse(css).expect("a selector");
    let (cards, link, badge) = (css("ul.entries > li.card"), css("h2 a"), css(".badge"));
    let is_it = |card: &scraper::ElementRef| {
        card.select(&link).any(|link| link.attr("href").is_some_and(|href| href.starts_with(&to)))
    };
    let cards: Vec<_> = html.select(&cards).filter(is_it).collect();
    let [card] = &cards[..] else { panic!("one card of {to} among {}", cards.len()) };
    let words = |text: scraper::element_ref::Text<'_>| text.collect::<String>().trim().to_owned();
    (card.select(&badge).map(|badge| words(badge.text())).collect(), words(card.text()))
}

#[tokio::test]
async fn each_card_says_how_its_evening_stands_and_for_whom_it_is() {
    let world = World::new();
    let evening = an_evening(&world, State::Published);
    let mut host = world.signed_in(HOST).await;
    let audiences = [(MeetingAudience::Mothers, "Moeders"), (MeetingAudience::Fathers, "Vaders")];
    for (state, name) in [
        (State::Draft, "Concept"),
        (State::Proposed, "Wacht op een ja"),
        (State::Agreed, "Beide zeiden ja"),
        (State::Published, "Staat vast"),
        (State::Held, "Geweest"),
        (State::Reported, "Geweest"),
    ] {
        for (audience, whom) in audiences {
            set_state(&world, &evening, state);
            let row = diesel::update(meeting::table.find(evening.head.id.clone())).set(meeting::audience.eq(audience));
            assert_eq!(world.database().write_now(|db| Ok(row.execute(db)?)).expect("it is kept"), 1);
            for language in ["nl", "ar", "ti"].map(|code| Language::find(code).expect("a language")) {
                let page = host.open(&paths::host(language)).await.clone();
                let (badge, said) = card(&page, language, &evening.head.id);
                let t = &language.phrases().audience;
                let [own, other] = audiences.map(|(one, _)| t.by_code(one.code()).expect("a name").as_str());
                let own = if audience == MeetingAudience::Mothers { [own, other] } else { [other, own] };
                assert!(said.contains(own[0]) && !said.contains(own[1]), "{language}, {audience}: {said}");
                if language.is_dutch() {
                    assert_eq!(badge, name, "{state}");
                    assert!(said.contains(whom), "{state}: {said}");
                }
                assert!(!badge.is_empty(), "{language}, {state}: {said}");
            }
        }
    }
}

#[tokio::test]
async fn a_card_of_what_was_called_off_says_so_while_parents_must_be_told() {
    let world = World::new();
    let evening = world.meeting(HOST, |own| own.is_cancelled() && own.plan.starts_at > world.clock.wall());
    let page = world.signed_in(HOST).await.open("/nl/wij").await.clone();
    let (badge, said) = card(&page, Language::dutch(), &evening.head.id);
    assert_eq!(badge, "Gaat niet door", "{said}");
    assert!(said.contains(Language::dutch().phrases().host.wait_message.as_str()), "{said}");
}

#[tokio::test]
async fn a_state_has_one_word_on_the_desk_and_on_her_own_pages() {
    let world = World::new();
    let evening = an_evening(&world, State::Published);
    let mut host = world.signed_in(HOST).await;
    let mut worker = world.signed_in(WORKER).await;
    let names = [
        (State::Draft, ["Concept", "Draft"]),
        (State::Proposed, ["Wacht op een ja", "Waits for a yes"]),
        (State::Agreed, ["Beide zeiden ja", "Both said yes"]),
        (State::Published, ["Staat vast", "Fixed"]),
        (State::Held, ["Geweest", "Over"]),
    ];
    for (number, code) in ["nl", "en"].into_iter().enumerate() {
        worker.open("/desk").await;
        let token = worker.page.forms().first().expect("a form").value("form_token").to_owned();
        worker.post("/desk/taal", &[("form_token".to_owned(), token), ("language".to_owned(), code.to_owned())]).await;
        for (state, said) in names {
            set_state(&world, &evening, state);
            let page = host.open(&format!("/{code}/wij")).await.clone();
            assert_eq!(card(&page, Language::find(code).expect("it is"), &evening.head.id).0, said[number], "{state}");
            worker.open(&paths::meeting(&evening.head.id)).await;
            let badges = worker.page.all("main header .badge");
            assert!(badges.iter().any(|badge| badge == said[number]), "{state}: {badges:?}");
        }
    }
}
