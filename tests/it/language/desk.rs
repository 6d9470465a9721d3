//! The desk in Dutch and in English: who reads neither finds Dutch throughout, and who changes stays where she was.

use aantafel::language::Language;
use aantafel::schema::organisation;
use aantafel::store;
use diesel::prelude::*;

use crate::browser::Browser;
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

/// Chooses the desk's other language on the page that is open.
async fn other_language(browser: &mut Browser, then: Option<&str>) {
    let form = browser.page.forms().into_iter().find(|form| form.action == "/desk/taal").expect("the other language");
    let form = then.map_or(form.clone(), |then| form.set("verder", then));
    browser.send(form).await;
}

#[tokio::test]
async fn the_other_language_shows_the_same_page_again_and_leads_nowhere_else() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let own = world.meetings_of("werker@demo").remove(0).head.id;
    for address in ["/desk/bord?regio=noord&zomer=2027", "/desk/kits", &format!("/desk/meetings/{own}")] {
        for language in ["en", "nl"] {
            worker.open(address).await;
            other_language(&mut worker, None).await;
            assert_eq!(worker.page.address, address, "{language}");
            assert!(worker.page.has(&format!("html[lang='{language}']")), "{address}");
        }
    }
    // A form sends the blanks of a town as pluses.
    worker.open("/desk/avonden?municipality=Den+Haag").await;
    other_language(&mut worker, None).await;
    assert_eq!(worker.page.address, "/desk/avonden?municipality=Den%20Haag");
    assert_eq!(worker.page.form("Find evenings").value("municipality"), "Den Haag");
    other_language(&mut worker, None).await;
    for elsewhere in ["https://kwaad.example/", "//kwaad.example", "/desk/..//kwaad.example", "/nl/", "/desk/\u{202e}x"]
    {
        other_language(&mut worker, Some(elsewhere)).await;
        assert_eq!(worker.page.address, "/desk", "{elsewhere}");
    }
    // What was sent has no address to come back to.
    worker.open("/desk/meetings/new").await;
    let form = worker.page.forms().into_iter().find(|form| form.action == "/desk/meetings").expect("a form");
    worker.send(form).await;
    assert_eq!(worker.page.status.as_u16(), 422);
    assert!(!worker.page.has("input[name='verder']"));
}

#[tokio::test]
async fn themes_have_their_english_title_on_an_english_desk_where_they_have_one() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk/kits").await;
    assert!(worker.page.text().contains("Puberteit: wat verandert er?"), "{}", worker.page.text());
    worker.open("/desk/avonden").await;
    other_language(&mut worker, None).await;
    for address in ["/desk/avonden", "/desk/kits"] {
        worker.open(address).await;
        let said = worker.page.text();
        assert!(said.contains("K01 Raising children in two cultures"), "{said}");
        assert!(!said.contains("Puberteit: wat verandert er?"), "{said}");
    }
}

#[tokio::test]
async fn a_region_may_be_left_to_us_and_the_only_partner_is_chosen_already() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk/meetings/new").await;
    let form = worker.page.form("Maak de bijeenkomst");
    assert_eq!(form.value("partner"), "", "there are several");
    worker.send(form.clone().set("municipality", "").set("province", "").set("region", "")).await;
    assert!(worker.page.has("#municipality-problem") && worker.page.has("#province-problem"));
    assert!(!worker.page.has("#region-problem"), "it was said that it may be left: {}", worker.page.text());
    worker.send(form.set("municipality", "Utrecht").set("province", "Utrecht").set("region", "")).await;
    assert!(worker.page.text().contains("Klopt dat?"), "{}", worker.page.text());
    assert_eq!(worker.page.form("Maak de bijeenkomst").value("region"), "midden");
    let (own, other) = (world.organisation_of("werker@demo"), world.organisation_of("gastvrouw@demo"));
    let only = organisation::id.ne_all([own.clone(), other.clone()]);
    let write = |db: &mut store::Db| {
        diesel::update(organisation::table.filter(only)).set(organisation::is_admitted.eq(false)).execute(db)?;
        let host = organisation::table.find(&other);
        Ok(diesel::update(host).set(organisation::admitted_by.eq(None::<String>)).execute(db)?)
    };
    assert_eq!(world.database().write_now(write).unwrap(), 1);
    for address in ["/desk/meetings/new", "/desk/avonden"] {
        worker.open(address).await;
        assert!(worker.page.has(&format!("#partner option[value='{other}'][selected]")), "{address}");
    }
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open("/ti/wij/voorstel").await;
    assert!(host.page.has(&format!("#partner option[value='{own}'][selected]")), "{}", host.page.text());
}
