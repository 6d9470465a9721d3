//! How an evening comes into a phone's calendar (uitleg): the page in every language, and where it is linked.

use aantafel::language::Language;
use aantafel::web::paths;
use scraper::{Html, Selector};

use crate::reader::published;
use crate::world::World;

#[tokio::test]
async fn the_page_tells_in_every_language_what_to_do_in_each_program() {
    let world = World::new();
    let mut browser = world.browser().await;
    for language in Language::written() {
        let page = browser.open(&paths::explanation(language)).await.clone();
        let t = language.phrases();
        let (text, links) = (page.text(), page.links());
        for sentence in
            [&t.explanation.shared, &t.explanation.look_first, &t.explanation.google_late, &t.explanation.stop]
        {
            assert!(text.contains(sentence.as_str()), "{language}: {sentence}");
        }
        assert_eq!(
            page.all("ul.cards h3"),
            ["iPhone, iPad, Mac", "Google", "Samsung, Android", "Outlook", "Thunderbird"]
        );
        let feed = paths::agenda_feed(language);
        assert!(links.contains(&format!("webcal://127.0.0.1:8080{feed}")), "{language}: one tap for the list");
        assert_eq!(page.all("textarea#address"), [format!("http://127.0.0.1:8080{feed}")], "{language}: to copy");
        assert!(page.bytes.len() < 20_000, "{language}: {} bytes", page.bytes.len());
        assert_eq!(
            browser.get(&paths::explanation(language), &[("if-none-match", page.header("etag"))]).await.status,
            304
        );
    }
}

/// Whoever comes from a secret calendar must not subscribe to the list of parents.
#[tokio::test]
async fn the_page_for_a_secret_address_offers_no_other_list_and_names_the_button_beside_it() {
    let world = World::new();
    let mut browser = world.browser().await;
    for language in Language::written() {
        let page = browser.open(&paths::own_explanation(language)).await.clone();
        let t = language.phrases();
        assert_eq!(page.status, 200, "{language}");
        let other = |link: &&String| link.contains("webcal:") || link.ends_with(".ics");
        assert_eq!(page.links().iter().find(other), None, "{language}");
        assert!(!page.has("textarea") && !page.html().contains("agenda.ics"), "{language}: no address at all");
        let steps = page.all("ul.cards ol li");
        assert_eq!(steps[0], t.own_feed.apple.of(&t.agenda.calendar), "{language}: the button of her own page");
        for sentence in [&t.own_feed.first_1, &t.own_feed.first_2, &t.own_feed.lost, &t.explanation.shared] {
            assert!(page.text().contains(sentence.as_str()), "{language}: {sentence}");
        }
        // The button of the list is named too, wherever it stands.
        let public = browser.open(&paths::explanation(language)).await.all("ul.cards ol li");
        assert_eq!(public[0], t.explanation.apple_1.of(&t.agenda.calendar), "{language}");
        assert_eq!(public[1..], steps[1..], "{language}: for the rest alike");
        let above = ["hierboven", "above", "ci-dessus", "yukarıdaki", "أعلاه", "jorîn", "kore", "ኣብ ላዕሊ", "ከላይ"];
        let all = [public, steps].concat().join(" ");
        assert_eq!(above.iter().find(|word| all.contains(**word)), None, "{language}: {all}");
    }
}

/// "Ga terug" is a link, to the page with the address; a word that is not ours leads to the evenings.
#[tokio::test]
async fn the_page_for_a_secret_address_leads_back_to_where_one_came_from_in_every_language() {
    let world = World::new();
    for (email, from, back) in [
        ("gastvrouw@demo", "/ti/wij/account", "/ti/wij/account#feed"),
        ("werker@demo", "/desk/organisatie", "/desk/organisatie"),
        ("werker@demo", "/desk/aanmeldingen", "/desk/aanmeldingen"),
    ] {
        let mut browser = world.signed_in(email).await;
        let links = browser.open(from).await.links();
        let there = links.into_iter().find(|link| link.contains("/agenda-uitleg/eigen")).expect("it is explained");
        assert!(browser.open(&there).await.links().contains(&back.to_owned()), "{from}: {there}");
        assert!(browser.page.all(&format!("ol a[href='{back}']")).len() == 1, "{from}: in the words of the step");
        let other = browser.page.links().into_iter().filter(|link| link.contains("/agenda-uitleg/eigen?van=")).count();
        assert_eq!(other, Language::written().count(), "{from}: another language leads back too");
    }
    let mut visitor = world.browser().await;
    for language in Language::written() {
        for van in ["", "?van=", "?van=https%3A%2F%2Fevil.example", "?van=%2Fdesk"] {
            let page = visitor.open(&format!("{}{van}", paths::own_explanation(language))).await;
            let back = page.all(&format!("ol a[href='{}']", paths::agenda(language)));
            assert_eq!(back, [language.phrases().own_feed.first_1.as_str()], "{language} {van}");
            assert!(!page.html().contains("evil"), "{language} {van}");
        }
    }
}

#[tokio::test]
async fn its_drawings_hold_no_words_and_turn_round_where_a_page_runs_from_the_right() {
    let world = World::new();
    let mut browser = world.browser().await;
    for language in Language::written() {
        let html = Html::parse_document(&browser.open(&paths::explanation(language)).await.html());
        let drawings: Vec<_> = html.select(&Selector::parse("main svg").unwrap()).collect();
        assert_eq!(drawings.len(), 7, "{language}: one for each way");
        for drawing in drawings {
            assert_eq!(drawing.attr("aria-hidden"), Some("true"));
            assert_eq!(drawing.text().collect::<String>().trim(), "", "{language}");
            assert_eq!(drawing.html().contains("matrix(-1 0 0 1 160 0)"), language.is_rtl(), "{language}");
        }
    }
}

#[tokio::test]
async fn the_agenda_a_meeting_and_every_page_with_a_secret_address_lead_to_it() {
    let world = World::new();
    let mut browser = world.browser().await;
    let meeting = published(&world)
        .into_iter()
        .find(|own| own.is_listed() && !own.is_cancelled() && !own.is_over(world.clock.wall()))
        .unwrap();
    for language in Language::written() {
        for page in [paths::agenda(language), paths::invitation(language, &meeting.head.code)] {
            assert!(browser.open(&page).await.links().contains(&paths::explanation(language)), "{page}");
        }
    }
    let mut host = world.signed_in("gastvrouw@demo").await;
    for page in ["/ar/wij/account", "/desk/aanmeldingen", "/desk/organisatie"] {
        let links = host.open(page).await.links();
        assert!(links.iter().any(|link| link.contains("/agenda-uitleg/eigen?van=")), "{page}: {links:?}");
        assert!(!links.iter().any(|link| link.ends_with("/agenda-uitleg")), "{page}: that one is of another list");
    }
}
