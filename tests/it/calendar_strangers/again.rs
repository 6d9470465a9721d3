//! A meeting that comes again, moved or cancelled (verplaatst, afgezegd): what is in the calendar of somebody who had it.

use aantafel::domain::kit::Kit;
use aantafel::domain::meeting::{Meeting, State, Visibility};
use aantafel::language::Language;
use aantafel::seed;
use aantafel::web::server::{Limits, TrustedProxies, serve};
use aantafel::web::{App, paths};
use chrono::Duration;
use tokio::net::TcpListener;

use super::stranger::{FOLLOWER, Memory, Told, strangers};
use super::{Shelf, is_in_the_feed, told};
use crate::browser::Browser;
use crate::change::{move_it, published as movable};
use crate::reader::published;
use crate::world::World;

#[tokio::test]
async fn who_takes_it_again_has_it_once_as_it_is_now_and_sees_that_it_is_off() {
    let (world, kits) = (World::new(), seed::kits().expect("kits"));
    let (moves, goes) = one_that_moves_and_one_that_goes(&world);
    let before = Taken::now(&world, &kits, [&moves, &goes]).await;
    world.clock.advance(Duration::minutes(5));
    move_it(&world, &moves).await;
    cancel(&world, &goes).await;
    let after = Taken::now(&world, &kits, [&moves, &goes]).await;
    let [moved, gone, _] = &after.meetings;
    assert_eq!(
        (moved[0].sequence, moved[0].uid.clone()),
        (Some(moves.head.sequence + 1), before.meetings[0][0].uid.clone())
    );
    assert_ne!((moved[0].starts, &moved[0].place), (before.meetings[0][0].starts, &before.meetings[0][0].place));
    assert_eq!((gone[0].sequence > Some(goes.head.sequence), gone[0].status.as_deref()), (true, Some("CANCELLED")));

    for stranger in strangers() {
        let Some(memory) = stranger.memory else { continue };
        let mut shelf = Shelf::new();
        for (old, new) in before.parts().zip(after.parts()) {
            let kept = match memory {
                Memory::Replaces => new.1.clone(),
                Memory::Adds => [old.1.clone(), new.1.clone()].concat(),
            };
            shelf.put(&[old.0, new.0], kept);
        }
        shelf.is_read_by(stranger);
    }
}

/// vdirsyncer, and a real socket.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_follows_the_feed_has_what_the_feed_has_and_nothing_that_was() {
    let (world, kits) = (World::new(), seed::kits().expect("kits"));
    let (moves, goes) = one_that_moves_and_one_that_goes(&world);
    let app = world.instance().await;
    let host = listen(&app).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let feed = format!("http://{host}{} {}", paths::agenda_feed(Language::dutch()), folder.path().display());
    let is_followed = || {
        let Some(told) = FOLLOWER.read(std::slice::from_ref(&feed)) else { return };
        assert_eq!(told, [FOLLOWER.would_tell(&in_the_feed(&world, &kits))]);
        let files = std::fs::read_dir(folder.path().join("kept")).expect("its folder").count();
        assert_eq!(files, told[0].len(), "a file for each");
    };
    is_followed();
    world.clock.advance(Duration::minutes(5));
    move_it(&world, &moves).await;
    cancel(&world, &goes).await;
    app.look_around().await.expect("the database answers");
    is_followed();
}

/// The files of two meetings and the feed, as texts, and the meetings in each.
struct Taken {
    texts: [String; 3],
    meetings: [Vec<Told>; 3],
}

impl Taken {
    async fn now(world: &World, kits: &[Kit], two: [&Meeting; 2]) -> Self {
        let language = Language::dutch();
        let mut browser = world.browser().await;
        let [first, second] = two.map(|meeting| paths::invitation_calendar(language, &meeting.head.code));
        let [first, second, feed] = [first, second, paths::agenda_feed(language)];
        let texts =
            [text(&mut browser, &first).await, text(&mut browser, &second).await, text(&mut browser, &feed).await];
        let all = published(world);
        let again = |meeting: &Meeting| all.iter().find(|other| other.head.id == meeting.head.id).expect("it is out");
        let [first, second] = two.map(|meeting| vec![told(again(meeting), language, kits)]);
        Self { texts, meetings: [first, second, in_the_feed(world, kits)] }
    }

    fn parts(&self) -> impl Iterator<Item = (&String, &Vec<Told>)> {
        self.texts.iter().zip(&self.meetings)
    }
}

fn in_the_feed(world: &World, kits: &[Kit]) -> Vec<Told> {
    let all = published(world);
    let kept = all.iter().filter(|meeting| is_in_the_feed(meeting, world));
    kept.map(|meeting| told(meeting, Language::dutch(), kits)).collect()
}

fn one_that_moves_and_one_that_goes(world: &World) -> (Meeting, Meeting) {
    let moves = movable(world);
    let goes = world.meeting("werker@demo", |meeting| {
        meeting.head.id != moves.head.id
            && meeting.head.state == State::Published
            && meeting.head.visibility == Visibility::Public
            && meeting.plan.starts_at > world.clock.wall()
    });
    (moves, goes)
}

async fn cancel(world: &World, meeting: &Meeting) {
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    let form = worker.page.form("Zeg de avond af").set("reason", "De zaal is dicht.");
    worker.send(form).await;
    assert!(worker.page.status.is_success(), "{}", worker.page.text());
}

async fn text(browser: &mut Browser, address: &str) -> String {
    let page = browser.open(address).await;
    assert!(page.status.is_success(), "{address}");
    page.html()
}

/// The planner on a socket of this machine, until the test ends.
async fn listen(app: &App) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let host = listener.local_addr().expect("its address").to_string();
    let router = app.clone().into_router();
    let for_ever = std::future::pending();
    tokio::spawn(serve(listener, router, Limits::default(), TrustedProxies::default(), for_ever));
    host
}
