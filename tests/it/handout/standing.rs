//! Whether an evening stands, on paper: a draft says that nothing is agreed, in every language, and what is agreed does not.

use aantafel::domain::meeting::State;
use aantafel::language::Language;
use aantafel::web::paths;

use crate::reader::{pdf_text, squeezed};
use crate::world::World;

#[tokio::test]
async fn what_is_not_agreed_says_so_on_every_paper_about_the_evening() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for (state, stands) in
        [(State::Draft, false), (State::Proposed, false), (State::Agreed, true), (State::Published, true)]
    {
        let meeting = world.meeting("werker@demo", |own| own.head.state == state && own.plan.audience.is_parents());
        for kind in ["flyer", "poster", "draaiboek"] {
            for language in Language::written() {
                let said = language.phrases().meeting.not_agreed.as_str();
                let of = |file: &str| format!("{}?taal={language}", paths::of_meeting(&meeting.head.id, file));
                let text = worker.open(&of(kind)).await.text();
                assert_eq!(text.contains(said), !stands, "{state} {kind} {language}: {text}");
                if language.is_dutch() {
                    let file = worker.open(&of(&format!("{kind}.pdf"))).await;
                    let Some(text) = pdf_text(&file.bytes) else { continue };
                    assert_eq!(squeezed(&text).contains(&squeezed(said)), !stands, "{state} {kind}: {text}");
                }
            }
        }
    }
}
