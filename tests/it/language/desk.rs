//! The desk for somebody who reads neither Dutch nor English: Dutch throughout, and her own language stays hers.

use aantafel::language::Language;
use aantafel::store;

use crate::world::World;

#[tokio::test]
async fn a_host_who_reads_tigrinya_finds_no_half_translated_desk_and_keeps_her_language() {
    let world = World::new();
    let id = world.account_of("gastvrouw@demo").id;
    world.database().write_now(|db| store::account::set_desk_language(db, &id, "ti")).expect("a language is kept");
    let mut host = world.signed_in("gastvrouw@demo").await;
    let months = &Language::find("ti").expect("Tigrinya").phrases().month;
    let months = [&months.jan, &months.feb, &months.mar, &months.apr, &months.may, &months.jun, &months.nov];
    let meeting = world.meeting("gastvrouw@demo", |meeting| meeting.head.state.code() == "published");
    let pages = ["/desk".to_owned(), "/desk/voorstellen".to_owned(), "/desk/organisatie".to_owned()];
    let of_meeting = ["", "/edit", "/kosten"].map(|what| format!("/desk/meetings/{}{what}", meeting.head.id));
    for address in pages.iter().chain(&of_meeting) {
        host.open(address).await;
        let text = host.page.text();
        assert_eq!(host.page.status.as_u16(), 200, "{address}");
        assert!(host.page.has("html[lang='nl']"), "{address}");
        for month in months {
            assert!(!text.contains(month.as_str()), "{address}: {month}");
        }
        assert!(host.page.forms().iter().all(|form| form.action != "/desk/taal"), "{address} offers no English");
    }
    let token = host.page.forms().first().expect("a form").value("form_token").to_owned();
    let fields = [("form_token".to_owned(), token), ("language".to_owned(), "en".to_owned())];
    host.post("/desk/taal", &fields).await;
    assert_eq!(world.account_of("gastvrouw@demo").desk_language, "ti");
}
