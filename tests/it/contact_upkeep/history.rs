//! Upkeep is told (verslag): who corrected what, what it was and what it became; and no name of a person outside their organisation.

use aantafel::domain::upkeep::trace::Trace;
use aantafel::schema::{organisation, record};
use diesel::prelude::*;

use super::*;

const HISTORY: &str = "/desk/organisatie";
const UPKEEP: &str = "/desk/onderhoud";

#[tokio::test]
async fn the_history_tells_what_a_correction_of_each_sheet_was_and_became_in_both_languages() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    assert!(coordinator.open(UPKEEP).await.text().contains("Er is nog niets veranderd"));
    let form = coordinator.open(NUMBER).await.form(LOOK).set("value", "0800-2001").set("note_nl", "Vraag naar Saba");
    save(&mut coordinator, form.set("cost", "normal_rate").set("confirmed", "yes")).await;
    for (address, fields) in [
        ("/desk/vakanties/2026-2027", [("first-zomer-noord", "2027-07-03"), ("last-zomer-noord", "2027-08-15")]),
        ("/desk/dagen/eid_al_adha/2027", [("first_day", "2027-05-17"), ("last_day", "2027-05-20")]),
    ] {
        let form = coordinator.open(address).await.form("Kijk wat er verandert");
        let form = fields.iter().fold(form, |form, (name, value)| form.set(name, value));
        let page = coordinator.send(form).await.clone();
        coordinator.send(page.form(SAVE)).await;
    }
    let account = world.account_of("coordinator@demo").id;
    for (code, lines) in [
        (
            "nl",
            [
                "Veilig Thuis, nummer of adres: eerst 0800-2000, nu 0800-2001.",
                "Veilig Thuis, wat het kost: eerst Gratis, nu Gewoon tarief.",
                "Zomervakantie Noord, 2026-2027: eerst 10 juli \u{2013} 22 augustus 2027, nu 3 juli \u{2013} 15 augustus 2027.",
                "Offerfeest 2027: eerst 16\u{2013}19 mei 2027, kan 1 dag schelen, nu 17\u{2013}20 mei 2027, kan 1 dag schelen.",
            ],
        ),
        (
            "en",
            [
                "Veilig Thuis, number or address: first 0800-2000, now 0800-2001.",
                "Veilig Thuis, what it costs: first Free, now Normal rate.",
                "Summer holiday North, 2026-2027: first",
                "Eid al-Adha 2027: first",
            ],
        ),
    ] {
        world.database().write_now(|db| store::account::set_desk_language(db, &account, code)).expect("a language");
        for address in [HISTORY, UPKEEP] {
            let said = coordinator.open(address).await.text();
            for line in lines {
                assert!(said.contains(line), "{address} {line}: {said}");
            }
            assert!(!said.contains("Saba"), "what somebody wrote is not told: {said}");
        }
    }
    let details: Vec<String> = world
        .database()
        .read_now(|db| Ok(record::table.filter(record::meeting_id.is_null()).select(record::detail).load(db)?))
        .expect("the record");
    assert!(details.iter().any(|detail| Trace::read(detail).len() == 4), "{details:?}");
    assert!(details.iter().all(|detail| !detail.contains("Saba")), "nor kept: {details:?}");
}

#[tokio::test]
async fn others_see_what_was_corrected_by_which_organisation_and_not_by_whom_nor_near_anothers_home() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = coordinator.open(NUMBER).await.form(LOOK).set("value", "0800-2001");
    save(&mut coordinator, form).await;
    let form = coordinator.open("/desk/contacten/dichtbij/new").await.form(LOOK).set("name", "Inloop De Brug");
    save(&mut coordinator, form.set("phone", "030-000 00 97")).await;
    let own = coordinator.open(UPKEEP).await.text();
    let (account, id) = (world.account_of("coordinator@demo"), world.organisation_of("coordinator@demo"));
    let name: String = world
        .database()
        .read_now(|db| Ok(organisation::table.find(&id).select(organisation::name).first(db)?))
        .expect("the organisation");
    assert!(own.contains(&account.name) && own.contains("Inloop De Brug: nieuw, 030-000 00 97."), "{own}");
    let mut other = world.signed_in("coordinator.groningen@demo").await;
    let said = other.open(UPKEEP).await.text();
    assert!(said.contains("nu 0800-2001.") && said.contains(&name), "{said}");
    assert!(!said.contains(&account.name) && !said.contains("030-000 00 97"), "{said}");
    let history = other.open(HISTORY).await.text();
    assert!(!history.contains("0800-2001"), "that of an organisation is its own: {history}");
}
