//! Tags of a calendar elsewhere (kenmerken): told back where they were given, believed when asked for, and left out once a week.

use super::*;

/// The months that are kept move on, so that now and then all of it is read, whatever the tag says.
#[tokio::test]
async fn the_first_of_a_week_is_read_whole_and_all_others_with_the_tag() {
    let world = World::new();
    let server = Server::start(Calendar::Tagged(evening())).await;
    subscribed(&world, "werker@demo", &server.address("/a.ics"));
    let database = world.database();
    // The clock of the tests stands on a Saturday.
    for _ in 0..11 {
        assert_eq!(fetch_due(&database, &world.clock, &near()).await.unwrap(), 1);
        world.clock.advance(chrono::Duration::hours(6));
    }
    let whole: Vec<usize> =
        (0..).zip(server.asked()).filter(|(_, asked)| !asked.contains("if-none-match")).map(|(at, _)| at).collect();
    assert_eq!((whole.len(), whole[0], server.asked().len()), (2, 0, 11), "{whole:?}");
    assert!((5..=8).contains(&whole[1]), "on Monday: {whole:?}");
    assert_eq!(taken(&world), 1);
}

#[tokio::test]
async fn who_says_unchanged_without_being_asked_so_is_not_believed() {
    let world = World::new();
    let server = Server::start(Calendar::Status("304 Not Modified")).await;
    let row = subscribed(&world, "werker@demo", &server.address("/a.ics"));
    fetch_due(&world.database(), &world.clock, &near()).await.unwrap();
    let found = kept(&world, &row);
    assert_eq!((found.trouble, found.read_at, taken(&world)), (Some(Trouble::Unreachable), None, 0));
}

#[tokio::test]
async fn a_tag_counts_only_at_the_address_that_gave_it() {
    let world = World::new();
    let there = Server::start(Calendar::Tagged(evening())).await;
    let here = Server::start(Calendar::Tagged(evening())).await;
    let row = subscribed(&world, "werker@demo", &here.address("/hier.ics"));
    let database = world.database();
    fetch_due(&database, &world.clock, &near()).await.unwrap();
    assert_eq!(kept(&world, &row).etag.as_deref(), Some("\"eerste\""));
    here.now(Calendar::SentOn(there.address("/daar.ics")));
    world.clock.advance(chrono::Duration::hours(6));
    fetch_due(&database, &world.clock, &near()).await.unwrap();
    assert!(here.asked()[1].contains("if-none-match") && !there.asked()[0].contains("if-none-match"));
    assert_eq!((kept(&world, &row).etag, taken(&world)), (None, 1), "a tag of elsewhere is not kept");
    // Nor is an "unchanged" from there believed, when here gave a tag once.
    let tagged = Subscription { etag: Some("\"eerste\"".to_owned()), ..row };
    there.now(Calendar::Status("304 Not Modified"));
    assert_eq!(near().fetch(&tagged).await, Err(Trouble::Unreachable));
}
