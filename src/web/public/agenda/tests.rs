//! The agenda's page at its fullest: twenty meetings, every filter.

use askama::Template;

use super::*;
use crate::domain::kit::Said;
use crate::domain::meeting::MeetingId;
use crate::domain::text::Text;
use crate::language::Lang;
use crate::web::public::face::Place;

/// The bar of product.md 7.1.
const MOST_BYTES: usize = 20_000;

fn face(language: Lang) -> Face {
    // The longest titles of the kits are of this length in every script.
    let title = match language.code {
        "ar" => "كيف نرافق أبناءنا بين المدرسة والأصدقاء",
        "ti" => "ንደቅና ኣብ ሞንጎ ቤት ትምህርትን ኣዕሩኽን ምሕጋዝ",
        _ => "Samen op weg tussen school, vrienden en familie",
    };
    Face {
        id: MeetingId::new(0, [7; 10]),
        language,
        title: Said { text: Text::new(title), language, is_read: true },
        starts_at: "2027-09-22T19:30:00".parse().unwrap(),
        ends_at: "2027-09-22T21:30:00".parse().unwrap(),
        municipality: "Hardinxveld-Giessendam".to_owned(),
        place: Some(Place {
            venue: "Wijkcentrum De Verre Horizon".to_owned(),
            room: "Zaal 2".to_owned(),
            address: "Straatweg 100".to_owned(),
            municipality: "Hardinxveld-Giessendam".to_owned(),
        }),
        spoken: vec![Language::dutch(), &LANGUAGES[2], &LANGUAGES[3]],
        key: "k7f3q2".to_owned(),
        is_public: true,
        is_cancelled: true,
        is_out: true,
        moved: None,
        sequence: 3,
        changed_at: "2027-01-01T00:00:00".parse().unwrap(),
    }
}

fn full_page(language: Lang, places: usize) -> String {
    let wish = Wish::read(Some("gemeente=Utrecht&taal=ar&vanaf=2027-05-12T19:30~k7f3q2"));
    let page = Page {
        language,
        t: language.phrases(),
        alternates: Language::written().map(|other| (other, paths::agenda(other) + &wish.query())).collect(),
        base_url: "https://aantafel.example".to_owned(),
        is_practical: false,
    };
    let places = (0..places).map(|number| format!("Alphen aan den Rijn {number}")).collect();
    let faces = vec![face(language); PAGE + 1];
    Index::new(page, "aantafel.example", &wish, places, faces).render().unwrap()
}

#[test]
fn a_full_page_is_under_20_kb_in_every_language_however_many_places_there_are() {
    for language in Language::written() {
        for places in [SHORT_LIST, 342] {
            let length = full_page(language, places).len();
            assert!(length < MOST_BYTES, "{language} with {places} places: {length} bytes");
        }
    }
}

#[test]
fn a_page_runs_no_script_and_carries_no_style_and_goes_on_after_its_last_meeting() {
    for language in Language::written() {
        let html = full_page(language, 3);
        for wrong in ["<script", " style=", " onclick", "javascript:", "http://", "<iframe", "<link rel=\"preload"] {
            assert!(!html.contains(wrong), "{language}: {wrong}");
        }
        assert!(html.contains("vanaf=2027-09-22T19:30~k7f3q2"), "{language}");
        assert_eq!(html.matches("<li class=\"card").count(), PAGE);
        assert!(html.contains("webcal://aantafel.example/"), "{language}");
    }
}
