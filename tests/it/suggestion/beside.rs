//! Evenings close to each other: the same people are asked again, and who plans hears it softly, of what is theirs to see.

use aantafel::domain::list::Codes;
use aantafel::domain::meeting::{MeetingId, State, Visibility};
use aantafel::domain::organisation::OrganisationId;
use aantafel::language::Language;

use chrono::Datelike;

use super::*;

const ASKED_AGAIN: &str = "heeft kort ervoor of erna nog een avond. Is dat niet te veel voor dezelfde mensen?";
/// On a card, where the question stands once above all of them.
const NEAR: &str = "Kort ervoor of erna:";
const SUNFLOWER: &str = "Zonnebloemavond, dinsdag 25 mei 2027";

/// An evening of the worker with De Jebena, on the 25th of May; another of both on the 26th, to look at; no other of theirs
/// is near.
fn in_a_row(world: &World) -> (Meeting, Meeting) {
    let host = world.organisation_of("gastvrouw@demo");
    let with_host = |own: &Meeting| own.head.host_id == host;
    let sunflower = moved(world, "werker@demo", "2027-05-25 19:30", "elders", with_host);
    let (id, is_open) = (sunflower.head.id.clone(), |own: &Meeting| own.head.state == State::Draft);
    let is_other = |own: &Meeting| own.head.id != id && is_open(own) && own.plan.has_place();
    let other = moved(world, "werker@demo", "2027-05-26 19:30", "elders", is_other);
    let late = (meeting::starts_at.eq(at("2028-01-01 10:00")), meeting::ends_at.eq(at("2028-01-01 12:00")));
    let near = meeting::starts_at.gt(at("2027-05-01 00:00")).and(meeting::starts_at.lt(at("2027-07-01 00:00")));
    let write = |db: &mut store::Db| {
        let rest = meeting::id.ne(&id).and(meeting::id.ne(&other.head.id));
        diesel::update(meeting::table.filter(rest).filter(near)).set(late).execute(db)?;
        let set = (meeting::host_id.eq(&host), meeting::working_title.eq("Vlinderavond"));
        Ok(diesel::update(meeting::table.find(&other.head.id)).set(set).execute(db)?)
    };
    assert_eq!(world.database().write_now(write).unwrap(), 1);
    (sunflower, other)
}

/// The text of what is not a menu, for each place where an evening is planned on the desk.
async fn places(world: &World, worker: &mut Browser, evening: &MeetingId) -> Vec<(&'static str, String)> {
    let offered = proposal::offer(world, &new_id(world), "gastvrouw@demo", "werker@demo");
    let wish = diesel::update(aantafel::schema::proposal_wish::table)
        .filter(aantafel::schema::proposal_wish::position.eq(1))
        .set((
            aantafel::schema::proposal_wish::starts_at.eq(at("2027-05-27 19:30")),
            aantafel::schema::proposal_wish::ends_at.eq(at("2027-05-27 21:30")),
        ));
    world.database().write_now(|db| Ok(wish.execute(db)?)).unwrap();
    let partner = world.organisation_of("gastvrouw@demo");
    let day = "date=2027-05-27&from=19:30&until=21:30&province=Utrecht&municipality=Utrecht&region=midden&languages=ti";
    let id = &offered.head.id;
    let mut said = Vec::new();
    for (place, address) in [
        ("search", format!("/desk/avonden?partner={partner}&person=&first=2027-05-27&last=2027-05-27")),
        ("form", format!("/desk/meetings/new?partner={partner}&{day}")),
        ("taking over", format!("/desk/voorstellen/{id}/overname?wens=1")),
        ("proposal", format!("/desk/voorstellen/{id}")),
        ("evening", paths::meeting(evening)),
        ("several", paths::filled("/desk/concepten/voorstellen", [("id", evening.as_str())])),
    ] {
        worker.open(&address).await;
        assert_eq!(worker.page.status, StatusCode::OK, "{place}");
        said.push((place, worker.page.all("main .note").join(" | ")));
    }
    let gone = diesel::update(aantafel::schema::proposal::table)
        .set(aantafel::schema::proposal::state.eq(aantafel::domain::proposal::ProposalState::Withdrawn));
    world.database().write_now(|db| Ok(gone.execute(db)?)).unwrap();
    said
}

fn new_id(world: &World) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0xa0);
    let _ = world;
    format!("01990000-0000-7000-8000-0000000000{:x}", NEXT.fetch_add(1, Ordering::Relaxed))
}

#[tokio::test]
async fn three_evenings_in_a_row_for_one_group_are_told_wherever_one_is_planned() {
    let world = World::new();
    let (sunflower, other) = in_a_row(&world);
    let mut worker = world.signed_in("werker@demo").await;
    for (place, said) in places(&world, &mut worker, &other.head.id).await {
        let asked =
            if ["search", "several"].contains(&place) { NEAR.to_owned() } else { format!("{HOST} {ASKED_AGAIN}") };
        assert!(said.contains(&asked) && said.contains(SUNFLOWER), "{place}: {said}");
        let is_itself = ["evening", "several"].contains(&place);
        assert_eq!(said.contains("Vlinderavond, woensdag 26 mei 2027"), !is_itself, "{place}: {said}");
    }
    assert!(worker.page.links().contains(&paths::meeting(&sunflower.head.id)), "one's own evening is a link");
    // A note, never a block: the evening is made.
    let partner = world.organisation_of("gastvrouw@demo");
    search(&mut worker, &world, "&first=2027-05-24&last=2027-06-12").await;
    let cards = worker.page.all("ol.cards > li");
    let place = |day: &str| cards.iter().position(|card| card.contains(day));
    assert!(place("2 juni") < place("27 mei"), "a day further away comes first: {cards:?}");
    let question = Language::dutch().phrases().evenings.near_hint.as_str();
    assert_eq!(worker.page.text().matches(question).count(), 1, "asked once for all of them");
    assert!(cards.iter().filter(|card| card.contains(NEAR)).count() > 1 && !cards.concat().contains(ASKED_AGAIN));
    assert!(worker.page.text().contains("is dicht bij een andere avond van de zelforganisatie"));
    let day = "date=2027-05-27&from=19:30&until=21:30&province=Utrecht&municipality=Utrecht&region=midden&languages=ti";
    let kit = "kit_1=opvoeden-in-twee-culturen";
    worker.open(&format!("/desk/meetings/new?partner={partner}&{day}&{kit}&venue=Buurthuis")).await;
    let form = worker.page.form("Maak de bijeenkomst").set("title", "opvoeden-in-twee-culturen/0");
    worker.send(form).await;
    assert!(worker.page.address.contains("gedaan=created"), "{}", worker.page.text());
    assert!(worker.page.text().contains(SUNFLOWER), "and its page says it");
}

#[tokio::test]
async fn an_evening_that_is_off_or_a_week_away_or_over_is_not_told() {
    let world = World::new();
    let (sunflower, other) = in_a_row(&world);
    let mut worker = world.signed_in("werker@demo").await;
    let mut set = async |starts: &str, state: State| {
        let row = (
            meeting::starts_at.eq(at(starts)),
            meeting::ends_at.eq(at(starts) + chrono::Duration::hours(2)),
            meeting::state.eq(state),
        );
        let write =
            |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&sunflower.head.id)).set(row).execute(db)?);
        world.database().write_now(write).unwrap();
        worker.open(&paths::meeting(&other.head.id)).await;
        worker.page.all("section[aria-labelledby=date]").concat()
    };
    assert!(set("2027-05-20 19:30", State::Draft).await.contains("Zonnebloemavond, donderdag 20 mei 2027"));
    assert!(!set("2027-05-19 19:30", State::Draft).await.contains("Zonnebloemavond"), "a week is a rhythm");
    assert!(!set("2027-05-25 19:30", State::Cancelled).await.contains("Zonnebloemavond"));
    assert!(set("2027-05-26 10:00", State::Draft).await.contains("Zonnebloemavond, woensdag 26 mei 2027"), "that day");
}

/// Of an evening of the host with others every page is, letter by letter, what it is without it, unless the public agenda
/// tells it; then that it is there on that day, and no more.
#[tokio::test]
async fn an_evening_of_the_host_with_others_is_told_only_where_the_public_agenda_tells_it() {
    let world = World::new();
    let (_, other) = in_a_row(&world);
    let host = world.organisation_of("gastvrouw@demo");
    let theirs = moved(&world, "werker.groningen@demo", "2029-05-26 20:00", "elders", |_| true);
    let set = |host: &OrganisationId, (visibility, is_out, is_named): (Visibility, bool, bool), starts: &str| {
        let row = (
            meeting::host_id.eq(host),
            meeting::visibility.eq(visibility),
            meeting::published_at.eq(is_out.then(|| world.clock.utc())),
            meeting::shows_organisation.eq(is_named),
            meeting::starts_at.eq(at(starts)),
            meeting::ends_at.eq(at(starts) + chrono::Duration::hours(2)),
            meeting::working_title.eq("Papegaaienavond"),
        );
        let write =
            |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&theirs.head.id)).set(row).execute(db)?);
        assert_eq!(world.database().write_now(write).unwrap(), 1);
    };
    let mut worker = world.signed_in("werker@demo").await;
    let public = (Visibility::Public, true, true);
    set(&host, public, "2029-05-26 13:00");
    let without = places(&world, &mut worker, &other.head.id).await;
    for hidden in
        [(Visibility::LinkOnly, true, true), (Visibility::Public, false, true), (Visibility::Public, true, false)]
    {
        for starts in ["2027-05-28 13:00", "2027-05-26 13:00"] {
            set(&host, hidden, starts);
            assert_eq!(places(&world, &mut worker, &other.head.id).await, without, "{hidden:?} {starts}");
        }
    }
    set(&host, public, "2027-05-28 13:00");
    for (place, said) in places(&world, &mut worker, &other.head.id).await {
        let told = format!("{HOST} heeft op 28 mei ook een bijeenkomst die op de openbare agenda staat.");
        assert!(said.contains(&told), "{place}: {said}");
        assert!(
            !said.contains("Papegaaienavond") && !said.contains("13.00"),
            "{place}: that it is, and no more: {said}"
        );
        assert!(!worker.page.html().contains(theirs.head.id.as_str()), "{place}");
    }
    // The broken variant: were all evenings of a host told, she would be the one to see this one; and so she is.
    set(&host, (Visibility::LinkOnly, false, false), "2027-05-28 13:00");
    let mut own = world.signed_in("gastvrouw@demo").await;
    let dutch = Language::dutch();
    own.open(&paths::host_of_meeting(dutch, &other.head.id, "wijzigen")).await;
    let said = own.page.text();
    let note = own.page.all("main .note").join(" | ");
    assert!(note.contains("28 mei") && note.contains(ASKED_AGAIN) && !note.contains("Papegaaien"), "{said}");
    own.open("/nl/wij/avonden?first=2027-05-27&last=2027-05-27").await;
    let card = own.page.all("ul.cards > li").concat();
    assert!(card.contains(NEAR) && card.contains("28 mei") && !card.contains("Papegaaien"), "{card}");
    assert!(own.page.links().contains(&paths::host_meeting(dutch, &theirs.head.id)));
}

#[tokio::test]
async fn an_evening_of_ones_own_elsewhere_at_that_hour_is_told_softly_by_its_town_wherever_one_is_planned() {
    let world = World::new();
    let (sunflower, other) = in_a_row(&world);
    let turkish = world.organisation_of("gast.turks@demo");
    let set = |starts: &str| {
        let row = (
            meeting::host_id.eq(&turkish),
            meeting::municipality.eq("Zwolle"),
            meeting::languages.eq(Codes::new(["nl", "tr"])),
            meeting::starts_at.eq(at(starts)),
            meeting::ends_at.eq(at(starts) + chrono::Duration::hours(2)),
        );
        let write =
            |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&sunflower.head.id)).set(row).execute(db)?);
        world.database().write_now(write).unwrap();
    };
    let mut worker = world.signed_in("werker@demo").await;
    let told = "Uw organisatie heeft op dat uur ook een avond in Zwolle.";
    set("2027-05-27 20:30");
    for (place, said) in places(&world, &mut worker, &other.head.id).await {
        assert_eq!(said.contains(told), !["evening", "several"].contains(&place), "{place}: {said}");
        assert!(!said.contains("Zonnebloemavond"), "another host: {place}: {said}");
    }
    set("2027-05-27 21:30");
    for (place, said) in places(&world, &mut worker, &other.head.id).await {
        assert!(!said.contains("Zwolle"), "it begins when this one ends: {place}: {said}");
    }
}

#[tokio::test]
async fn what_is_found_says_over_how_many_weeks_it_is_spread() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let said = search(&mut worker, &world, "").await;
    let weeks: std::collections::BTreeSet<_> = worker
        .page
        .links()
        .iter()
        .filter_map(|link| link.split_once("date=")?.1.get(..10)?.parse::<NaiveDate>().ok())
        .map(|day| day.iso_week())
        .collect();
    assert!(weeks.len() > 3, "{weeks:?}");
    assert!(said.contains(&format!("De avonden zijn over {} weken verspreid", weeks.len())), "{weeks:?} {said}");
    let said = search(&mut worker, &world, "&first=2027-05-25&last=2027-05-27").await;
    assert!(!said.contains("verspreid"), "one week is no spread: {said}");
}
