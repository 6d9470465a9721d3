//! Calendars that a phone comes back to (agenda-abonnement): somebody's own, what left a filter, and who asks again.

mod again;
mod departed;
mod own;
mod same;
mod shown;

use aantafel::domain::meeting::{Meeting, Override, Side};
use aantafel::domain::plan::Plan;
use aantafel::language::Language;
use aantafel::store;

use crate::browser::Browser;
use crate::calendar_reader::{ReadEvent, assert_grammar, read_all};
use crate::world::World;

const WORKER: &str = "werker@demo";
const HOST: &str = "gastvrouw@demo";

/// Makes a new address of her own, where workers do, and reads it there.
pub async fn new_own(browser: &mut Browser) -> String {
    made_at(browser, "/desk/aanmeldingen", "/desk/aanmeldingen/agenda").await
}

/// The same, on a host's pages.
async fn new_hosts(browser: &mut Browser) -> String {
    made_at(browser, "/nl/wij/account", "/nl/wij/account/agenda").await
}

async fn made_at(browser: &mut Browser, page: &str, action: &str) -> String {
    browser.open(page).await;
    let forms = browser.page.forms();
    let form = forms.into_iter().find(|form| form.action == action).expect("she can make one here");
    browser.send(form).await;
    let text = browser.page.all("textarea#feed-address").concat();
    let (base, path) = text.split_at(crate::reader::BASE.len());
    assert_eq!(base, crate::reader::BASE, "{}", browser.page.text());
    path.to_owned()
}

async fn ics(browser: &mut Browser, address: &str) -> Vec<ReadEvent> {
    let page = browser.get(address, &[]).await;
    assert_eq!(page.status, 200, "{address}");
    assert_grammar(page.html());
    read_all(&page.html()).events
}

fn of<'a>(events: &'a [ReadEvent], meeting: &Meeting) -> Option<&'a ReadEvent> {
    let uid = format!("{}@127.0.0.1", meeting.head.id);
    let mut own = events.iter().filter(|event| event.uid == uid);
    let found = own.next();
    assert!(own.next().is_none(), "each meeting once");
    found
}

/// As both owners would change it together: what is out is staged and released.
fn change(world: &World, meeting: &Meeting, decide: impl Fn(&mut Plan) + Clone) -> Meeting {
    let by = world.account_of(WORKER);
    changed(world, meeting, move |own| {
        let mut plan = own.plan.clone();
        decide(&mut plan);
        plan.room_key = Plan::room_key(&plan.municipality, &plan.venue, &plan.room);
        let draft = aantafel::domain::meeting::Draft {
            plan,
            kits: own.kits.iter().map(|kit| kit.slug.clone()).collect(),
            titles: own.titles.clone(),
            people: own.people.clone(),
        };
        own.change(Side::Support, &by.id, draft, &[], world.clock.utc()).expect("it may change");
        if own.staged.is_some() {
            let both = Override { because: "beiden willen het".to_owned(), by: by.name.clone() };
            own.release(world.clock.wall(), world.clock.utc(), Some(both)).expect("it may go out");
        }
    })
}

/// Changes it by the domain's own rules; as it is then.
fn changed(world: &World, meeting: &Meeting, decide: impl FnOnce(&mut Meeting) + Clone) -> Meeting {
    let (scope, pen) = (world.scope_of(WORKER), world.pen_of(&world.organisation_of(WORKER)));
    let done = world.database().write_now(|db| {
        let now = store::meeting::find(db, &meeting.head.id, &scope)?;
        let decide = decide.clone();
        store::meeting::change(db, &now.head.id, &scope, now.head.version, &pen, |meeting| {
            decide(meeting);
            Ok(())
        })?;
        store::meeting::find(db, &meeting.head.id, &scope)
    });
    done.expect("the meeting can be changed")
}

/// Everybody finds it, its place shows, and nobody stages a change of it.
fn public(world: &World) -> Meeting {
    world.meeting(WORKER, |meeting| {
        meeting.is_listed()
            && !meeting.is_cancelled()
            && meeting.head.shows_place
            && meeting.staged.is_none()
            && meeting.plan.starts_at > world.clock.wall()
    })
}

fn dutch_feed() -> String {
    aantafel::web::paths::agenda_feed(Language::dutch())
}
