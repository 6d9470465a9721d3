//! "Iemand vertelt u iets": everybody who works on an evening finds it, it keeps nothing, and no parent's page says it.

use aantafel::language::Language;

use crate::reader::everything;
use crate::rows;
use crate::world::World;

#[tokio::test]
async fn a_host_reads_what_to_do_and_a_professional_the_five_steps_beside_it() {
    let world = World::new();
    for (email, steps) in [("werker@demo", 5), ("coordinator@demo", 5), ("gastvrouw@demo", 0), ("lezer@demo", 0)] {
        let mut browser = world.signed_in(email).await;
        let page = browser.open("/desk/verteld").await;
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.text().contains("Ga niet naar de familie."), "{email}");
        assert!(page.text().contains("0800-2000") && page.text().contains("112"), "{email}");
        assert!(!page.has("main a[href^='tel:']"), "a tap would write the call down");
        assert_eq!(page.all("section[aria-labelledby='steps'] li").len(), steps, "{email}");
        assert!(!page.has("main form"), "there is nothing to fill in");
    }
}

#[tokio::test]
async fn a_host_reads_it_in_every_language() {
    let world = World::new();
    let mut browser = world.signed_in("gastvrouw@demo").await;
    for language in Language::written() {
        let page = browser.open(&format!("/{language}/wij/verteld")).await;
        let t = &language.phrases().told;
        assert!(page.text().contains(t.family.as_str()), "{language}");
        assert_eq!(page.header("cache-control"), "no-store");
        let numbers = page.all("bdi[dir='ltr'].number");
        assert!(numbers.contains(&"070-345 43 19".to_owned()), "{language}: {numbers:?}");
    }
}

#[tokio::test]
async fn looking_at_it_keeps_nothing() {
    let world = World::new();
    let mut browser = world.signed_in("gastvrouw@demo").await;
    let database = world.database();
    let before = rows::all(&database);
    browser.open("/desk/verteld").await;
    browser.open("/ti/wij/verteld").await;
    assert_eq!(rows::difference(&before, &rows::all(&database)), [""; 0]);
}

#[tokio::test]
async fn no_public_page_says_any_of_it() {
    let sentences: Vec<&str> = Language::written()
        .flat_map(|language| {
            let t = &language.phrases().told;
            [&t.title, &t.intro, &t.listen, &t.secrecy, &t.family, &t.tonight, &t.advice, &t.write]
        })
        .map(|phrase| phrase.as_str())
        .collect();
    for output in everything().await {
        for sentence in &sentences {
            assert!(!output.said.contains(sentence), "{}: {sentence}", output.page.address);
        }
    }
}
