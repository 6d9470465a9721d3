//! What left a public calendar (vertrek): there it is off for sixty days, and nothing of what became of it is told.

use aantafel::domain::list::Codes;
use aantafel::domain::meeting::{Meeting, OwnTitle, Visibility};
use aantafel::schema::departure;
use chrono::Duration;
use diesel::prelude::*;

use super::{change, changed, dutch_feed, ics, of, public};
use crate::browser::Browser;
use crate::calendar_reader::ReadEvent;
use crate::world::World;

const NEW_TOWN: &str = "Zeewolde";
const NEW_VENUE: &str = "Huize Zonderling";

fn feed_of(town: &str) -> String {
    format!("{}?gemeente={}", dutch_feed(), town.replace(' ', "+"))
}

async fn found(browser: &mut Browser, address: &str, meeting: &Meeting) -> Option<ReadEvent> {
    of(&ics(browser, address).await, meeting).cloned()
}

fn away(world: &World, meeting: &Meeting) -> Meeting {
    change(world, meeting, |plan| {
        (plan.municipality, plan.venue) = (NEW_TOWN.to_owned(), NEW_VENUE.to_owned());
        (plan.starts_at, plan.ends_at) = (plan.starts_at + Duration::days(1), plan.ends_at + Duration::days(1));
    })
}

/// Off, above the number that phones have, when it was to be, and nowhere.
fn assert_gone(gone: &ReadEvent, before: &ReadEvent) {
    assert_eq!(gone.status.as_deref(), Some("CANCELLED"));
    assert!(gone.sequence > before.sequence && gone.stamp > before.stamp, "{before:?} {gone:?}");
    assert_eq!((gone.starts, gone.ends, gone.location.as_ref()), (before.starts, before.ends, None));
}

#[tokio::test]
async fn a_meeting_that_moved_away_is_off_in_the_calendar_of_the_old_town_for_sixty_days() {
    let world = World::new();
    let (meeting, mut phone) = (public(&world), world.browser().await);
    let old = feed_of(&meeting.plan.municipality);
    let before = found(&mut phone, &old, &meeting).await.expect("it is in it");
    world.clock.advance(Duration::minutes(1));
    let moved = away(&world, &meeting);
    let mut phone = world.browser().await;
    let gone = found(&mut phone, &old, &meeting).await.expect("it is still in it");
    assert_gone(&gone, &before);
    assert_eq!(gone.url, before.url, "its page tells where it is now");
    assert!(!phone.page.html().contains(NEW_TOWN) && !phone.page.html().contains(NEW_VENUE));
    // Also as somebody types it, though no meeting is left in that town.
    let typed = feed_of(&meeting.plan.municipality.to_lowercase());
    assert_eq!(found(&mut phone, &typed, &meeting).await.as_ref(), Some(&gone));
    for address in [dutch_feed(), feed_of(NEW_TOWN)] {
        let now = found(&mut phone, &address, &meeting).await.expect("here it is");
        assert_eq!((now.status.as_deref(), now.starts), (Some("CONFIRMED"), moved.plan.starts_at), "{address}");
        assert_eq!(now.sequence, gone.sequence, "one number for one meeting");
    }
    assert_eq!(found(&mut phone, &feed_of("Groningen"), &meeting).await, None, "and nowhere else");
    world.clock.advance(Duration::days(59));
    assert!(
        found(&mut world.browser().await, &old, &meeting).await.is_some(),
        "who comes back late still learns of it"
    );
    world.clock.advance(Duration::days(2));
    assert_eq!(found(&mut world.browser().await, &old, &meeting).await, None);
}

#[tokio::test]
async fn a_calendar_of_a_town_that_was_once_spelled_otherwise_still_has_its_meetings() {
    let world = World::new();
    let stays = public(&world);
    let town = stays.plan.municipality.clone();
    let shouted = town.to_uppercase();
    assert_ne!(town, shouted);
    let left = world.meeting("werker@demo", |own| {
        let is_ahead = own.plan.starts_at > world.clock.wall();
        is_ahead && own.is_listed() && !own.is_cancelled() && own.staged.is_none() && own.head.id != stays.head.id
    });
    change(&world, &left, |plan| plan.municipality.clone_from(&shouted));
    away(&world, &left);
    let mut phone = world.browser().await;
    for typed in [&town, &shouted, &town.to_lowercase()] {
        let now = found(&mut phone, &feed_of(typed), &stays).await.expect("it is still there");
        assert_eq!(now.status.as_deref(), Some("CONFIRMED"), "{typed}");
    }
}

#[tokio::test]
async fn a_meeting_that_comes_back_is_on_again_with_a_higher_number() {
    let world = World::new();
    let (meeting, old) = (public(&world), feed_of(&public(&world).plan.municipality));
    away(&world, &meeting);
    let gone = found(&mut world.browser().await, &old, &meeting).await.expect("it is in it");
    world.clock.advance(Duration::minutes(1));
    let (town, venue) = (meeting.plan.municipality.clone(), meeting.plan.venue.clone());
    change(&world, &meeting, move |plan| (plan.municipality, plan.venue) = (town.clone(), venue.clone()));
    let back = found(&mut world.browser().await, &old, &meeting).await.expect("it is in it");
    assert_eq!(back.status.as_deref(), Some("CONFIRMED"));
    assert!(back.sequence > gone.sequence && back.stamp > gone.stamp);
}

#[tokio::test]
async fn a_meeting_in_fewer_languages_is_off_in_the_calendar_of_the_one_that_went() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |own| {
        own.is_listed()
            && !own.is_cancelled()
            && own.staged.is_none()
            && own.plan.languages.iter().count() > 1
            && own.plan.starts_at > world.clock.wall()
    });
    let spoken: Vec<String> = meeting.plan.languages.iter().map(str::to_owned).collect();
    let feed = |code: &str| format!("{}?taal={code}", dutch_feed());
    let before = found(&mut world.browser().await, &feed(&spoken[0]), &meeting).await.expect("it is in it");
    world.clock.advance(Duration::minutes(1));
    let left = spoken[1].clone();
    change(&world, &meeting, move |plan| plan.languages = Codes::new([left.as_str()]));
    let mut phone = world.browser().await;
    assert_gone(
        &found(&mut phone, &feed(&spoken[0]), &meeting).await.expect("it is in it"),
        &ReadEvent { ..before.clone() },
    );
    let stays = found(&mut phone, &feed(&spoken[1]), &meeting).await.expect("here it stays");
    assert_eq!(stays.status.as_deref(), Some("CONFIRMED"));
}

#[tokio::test]
async fn what_is_found_by_its_link_alone_is_off_in_every_public_calendar_and_tells_nothing_new() {
    let world = World::new();
    let meeting = public(&world);
    let all = [dutch_feed(), feed_of(&meeting.plan.municipality)];
    let before = found(&mut world.browser().await, &all[0], &meeting).await.expect("it is in it");
    world.clock.advance(Duration::minutes(1));
    let now = world.clock.utc();
    changed(&world, &meeting, move |own| own.open(Visibility::LinkOnly, true, true, now).expect("it is not over"));
    // What becomes of it is for those who have its link.
    let id = meeting.head.id.clone();
    changed(&world, &meeting, move |own| {
        own.titles = vec![OwnTitle {
            meeting_id: id,
            language: "nl".to_owned(),
            title: "Avond bij Jansen".to_owned(),
            read_by: "Anna".to_owned(),
        }];
    });
    let hidden = away(&world, &meeting);
    let mut phone = world.browser().await;
    for address in &all {
        let gone = found(&mut phone, address, &meeting).await.expect("it is still in it");
        assert_gone(&gone, &before);
        assert_eq!(gone.url, None, "its page is no longer for everybody");
        let text = phone.page.html().replace("\r\n ", "");
        for word in [NEW_TOWN, NEW_VENUE, "Jansen", &hidden.head.secret, &hidden.head.code] {
            assert!(!text.contains(word), "{address}: {word}");
        }
    }
    assert_eq!(found(&mut phone, &feed_of(NEW_TOWN), &meeting).await, None, "nobody learns where it went");
    let file = format!("/nl/m/{}.ics", hidden.head.secret);
    let kept = found(&mut phone, &file, &meeting).await.expect("who has its link");
    assert_eq!((kept.status.as_deref(), kept.starts), (Some("CONFIRMED"), hidden.plan.starts_at));

    world.clock.advance(Duration::minutes(1));
    let now = world.clock.utc();
    let gone = found(&mut phone, &all[0], &meeting).await.expect("it is in it");
    changed(&world, &meeting, move |own| own.open(Visibility::Public, true, true, now).expect("it is not over"));
    let back = found(&mut world.browser().await, &all[0], &meeting).await.expect("it is in it");
    assert_eq!(back.status.as_deref(), Some("CONFIRMED"));
    assert!(back.sequence > gone.sequence, "{gone:?} {back:?}");
}

/// What these tests would see, were nothing kept of what left.
#[tokio::test]
async fn without_what_is_kept_a_phone_would_learn_nothing() {
    let world = World::new();
    let meeting = public(&world);
    away(&world, &meeting);
    let forgotten = world.database().write_now(|db| Ok(diesel::delete(departure::table).execute(db)?));
    assert_eq!(forgotten.expect("a row can be forgotten"), 1);
    let old = feed_of(&meeting.plan.municipality);
    assert_eq!(found(&mut world.browser().await, &old, &meeting).await, None);
}

#[tokio::test]
async fn what_was_never_found_leaves_nothing_behind_and_what_is_past_its_time_goes() {
    let world = World::new();
    let rows = || world.database().read_now(|db| Ok(departure::table.count().get_result::<i64>(db)?)).expect("rows");
    let secret = world.meeting("werker@demo", |own| {
        own.is_out()
            && own.head.visibility == Visibility::LinkOnly
            && !own.is_cancelled()
            && own.staged.is_none()
            && own.plan.starts_at > world.clock.wall()
    });
    change(&world, &secret, |plan| plan.municipality = NEW_TOWN.to_owned());
    assert_eq!(rows(), 0, "no public calendar had it");
    let meeting = public(&world);
    away(&world, &meeting);
    assert_eq!(rows(), 1);
    world.clock.advance(Duration::days(61));
    let town = meeting.plan.municipality.clone();
    change(&world, &meeting, move |plan| plan.municipality = town.clone());
    assert_eq!(rows(), 1, "the one before went when the next came");
}
