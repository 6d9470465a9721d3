//! A gap on the board (gat): it opens a filled form, closes when its evening is planned, and is a partner's or a wish's.

use aantafel::domain::organisation::OrganisationKind;
use aantafel::domain::proposal::ProposalState;
use aantafel::schema::proposal as proposals;

use super::*;
use crate::proposal;

#[tokio::test]
async fn a_gap_opens_a_filled_form_is_gone_when_its_evening_is_planned_and_back_when_that_is_cancelled() {
    let world = World::new();
    also_somali(&world);
    let mut worker = world.signed_in("werker@demo").await;
    board(&mut worker).await;
    let gap = format!("Somalisch · Utrecht {HOST}");
    let is_open = |browser: &Browser| gaps(browser).contains(&gap);
    assert!(is_open(&worker), "{:?}", gaps(&worker));
    let partner = world.organisation_of("gastvrouw@demo");
    let links = worker.page.links();
    let search = links.iter().find(|link| link.starts_with("/desk/avonden?") && link.contains(partner.as_str()));
    worker.open(search.expect("the gap leads to a search")).await;
    let form = worker.page.form("Zoek avonden");
    assert_eq!((form.value("first"), form.value("last")), ("2027-04-24", "2027-06-19"), "the window");
    assert_eq!((form.value("partner"), form.value("municipality")), (partner.as_str(), "Utrecht"));
    let plan = worker.page.links().into_iter().find(|link| link.contains("/new?")).expect("an evening was found");
    worker.open(&plan).await;
    let form = worker.page.form("Maak de bijeenkomst");
    assert!(form.fields.contains(&("languages".to_owned(), "so".to_owned())), "the missing language is filled in");
    let form = form.set("venue", "Buurthuis De Kade").set("title", "opvoeden-in-twee-culturen/0");
    worker.send(form.set("kit_1", "opvoeden-in-twee-culturen")).await;
    assert!(worker.page.address.contains("gedaan=created"), "{}", worker.page.text());
    let made = worker.page.address.split('?').next().unwrap().to_owned();
    let said = board(&mut worker).await;
    assert!(!is_open(&worker) && said.contains("Avond met Koffiekring De Jebena"), "{:?}", gaps(&worker));
    worker.open(&made).await;
    let propose = worker.page.form("Stel voor");
    worker.send(propose).await;
    worker.open(&made).await;
    let cancel = worker.page.form("Zeg de avond af").set("reason", "De zaal is niet vrij");
    worker.send(cancel).await;
    assert_eq!(worker.page.status, StatusCode::OK);
    let said = board(&mut worker).await;
    assert!(is_open(&worker) && said.contains("Gaat niet door"), "{:?}", gaps(&worker));
}

#[tokio::test]
async fn an_open_wish_is_a_gap_until_it_is_decided_on_and_leads_to_its_own_form() {
    let world = World::new();
    let offered = proposal::offer(&world, "01990000-0000-7000-8000-00000000000a", "gastvrouw@demo", "werker@demo");
    let id = offered.head.id.clone();
    let set = |municipality: &str, state: ProposalState| {
        let row = (
            proposals::municipality.eq(municipality.to_owned()),
            proposals::languages.eq(Codes::new(["ti"])),
            proposals::state.eq(state),
        );
        let write = |db: &mut store::Db| Ok(diesel::update(proposals::table.find(&id)).set(row).execute(db)?);
        assert_eq!(world.database().write_now(write).unwrap(), 1);
    };
    set("Zeist", ProposalState::Open);
    let mut worker = world.signed_in("werker@demo").await;
    board(&mut worker).await;
    let gap = format!("Tigrinya · Zeist Wens van {HOST}");
    assert!(gaps(&worker).contains(&gap), "{:?}", gaps(&worker));
    let search = worker.page.links().into_iter().find(|link| link.contains("voorstel=")).expect("it leads to a search");
    worker.open(&search).await;
    let plan = worker.page.links().into_iter().find(|link| link.contains("/overname?")).expect("an evening was found");
    worker.open(&plan).await;
    let form = worker.page.form("Maak de bijeenkomst");
    assert_eq!((form.value("municipality"), form.value("audience")), ("Zeist", "mothers"));
    let mut other = world.signed_in("werker.groningen@demo").await;
    assert!(!board(&mut other).await.contains("Zeist"));
    set("Zeist", ProposalState::Withdrawn);
    board(&mut worker).await;
    assert!(!gaps(&worker).contains(&gap), "{:?}", gaps(&worker));
}

#[tokio::test]
async fn a_host_sees_her_own_organisation_on_it_and_plans_with_the_form() {
    let world = World::new();
    also_somali(&world);
    let mut host = world.signed_in("gastvrouw@demo").await;
    board(&mut host).await;
    assert!(gaps(&host).contains(&format!("Somalisch · Utrecht {HOST}")), "{:?}", gaps(&host));
    let plan = host.page.links().into_iter().find(|link| link.starts_with("/desk/meetings/new?")).expect("a form");
    host.open(&plan).await;
    let form = host.page.form("Maak de bijeenkomst");
    assert_eq!((form.value("municipality"), form.value("region")), ("Utrecht", "midden"));
    assert!(form.fields.contains(&("languages".to_owned(), "so".to_owned())));
}

#[tokio::test]
async fn those_who_ask_for_an_evening_are_the_partners_that_are_self_organisations() {
    let world = World::new();
    proposal::offer(&world, "01990000-0000-7000-8000-00000000000a", "gast.arabisch@demo", "werker.eindhoven@demo");
    let (somali, middle) = (world.organisation_of("gast.somali@demo"), world.organisation_of("werker@demo"));
    let write = |db: &mut store::Db| {
        let host = organisation::table.find(&somali);
        Ok(diesel::update(host).set(organisation::admitted_by.eq(&middle)).execute(db)?)
    };
    assert_eq!(world.database().write_now(write).unwrap(), 1);
    let mut seen = 0;
    for email in ["werker@demo", "werker.groningen@demo", "werker.eindhoven@demo"] {
        let scope = world.scope_of(email);
        let read = |db: &mut store::Db| Ok((store::partner::hosts(db, &scope)?, store::partner::list(db, &scope)?));
        let (hosts, mut partners) = world.database().read_now(read).unwrap();
        partners.retain(|one| one.kind == OrganisationKind::SelfOrganisation && one.is_admitted);
        assert_eq!(hosts, partners, "{email}");
        seen += hosts.len();
    }
    assert!(seen >= 5, "{seen} partners");
}
