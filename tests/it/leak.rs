//! Walks all that a parent or a stranger can get, in every language: nothing for staff, and no loaded word, comes out.

use std::collections::{HashMap, HashSet};

use aantafel::domain::kit::{Kit, KitText, TipAudience};
use aantafel::domain::meeting::{Meeting, Visibility};
use aantafel::domain::neutral::stems;
use aantafel::domain::plan::Plan;
use aantafel::language::Language;
use aantafel::store::Scope;
use aantafel::web::paths;
use aantafel::{seed, store};

use crate::browser::Browser;
use crate::reader::{Output, addresses, everything, feeds, published, squeezed, walk_from};
use crate::world::World;

/// So many words in a row are no coincidence.
const RUN: usize = 6;
/// Beside the stems, in what stays behind on a shared phone.
const ALSO_LOADED: [&str; 3] = ["hulp", "help", "veilig"];

#[tokio::test]
async fn nothing_that_staff_read_comes_out() {
    let guarded = Guarded::new(&seed::kits().expect("kits"), &[TipAudience::Facilitator, TipAudience::Professional]);
    assert!(guarded.0.len() > 1_000, "the kits have more than {} runs for staff", guarded.0.len());
    for output in everything().await {
        assert_eq!(guarded.leaks(output), [""; 0], "{}", output.page.address);
    }
}

#[tokio::test]
async fn no_loaded_word_stands_in_a_title_an_address_a_file_name_a_calendar_or_a_property() {
    // The same links stand on every page: what was read once is not read again.
    let mut seen = HashSet::new();
    for output in everything().await {
        let new: Vec<_> = places(output).into_iter().filter(|place| seen.insert(place.clone())).collect();
        assert_eq!(loaded(new), [""; 0], "{}", output.page.address);
    }
}

#[tokio::test]
async fn the_walk_comes_everywhere() {
    let outputs = everything().await;
    let found: HashSet<&str> = outputs.iter().filter(|output| output.page.status.is_success()).map(address).collect();
    for meeting in published(&World::new()) {
        for address in addresses(&meeting) {
            assert!(found.contains(address.as_str()), "{address}");
        }
    }
    let count = |is: &dyn Fn(&Output) -> bool| outputs.iter().filter(|output| is(output)).count();
    for language in Language::written() {
        let in_it = |output: &&Output| output.paper.as_ref().is_some_and(|paper| paper.language == language.code);
        assert!(outputs.iter().filter(in_it).count() >= 5, "PDFs in {language}");
    }
    assert!(count(&|output| address(output).starts_with("/agenda/") && output.is_calendar()) >= 5, "secret feeds");
    assert!(
        count(&|output| output.page.status.is_client_error() && output.is_page()) >= 16,
        "pages of what went wrong"
    );
    assert_eq!(count(&|output| output.page.status.is_server_error()), 0);
}

#[tokio::test]
async fn a_planted_leak_is_caught_by_the_same_walk() {
    let world = World::new();
    let guarded = Guarded::new(&seed::kits().expect("kits"), &[TipAudience::Facilitator, TipAudience::Professional]);
    let (meeting, kit) = meeting_with_tips(&world);
    let staff = kit.contents.tips.iter().find(|tip| tip.audience == TipAudience::Facilitator).expect("a tip for staff");
    let tip = kit.contents.tips.iter().find(|tip| tip.audience == TipAudience::Parents).expect("a tip for parents");
    let slip = said(&kit, "nl", &format!("tip/{}", staff.id));
    replace(&world, &kit, &[(&format!("tip/{}", tip.id), &slip), ("public_title/0", "Avond over achterlating")]);

    let outputs = walk_of(&mut world.browser().await, &meeting).await;
    let leaking: Vec<&str> = outputs.iter().filter(|output| !guarded.leaks(output).is_empty()).map(address).collect();
    for end in ["/tips", "/tips.pdf"] {
        assert!(leaking.iter().any(|address| address.ends_with(end)), "{end}: {leaking:?}");
    }
    let loaded: Vec<String> = outputs.iter().flat_map(|output| loaded(places(output))).collect();
    for place in ["title", "calendar", "property"] {
        assert!(loaded.iter().any(|found| found.starts_with(place)), "{place}: {loaded:?}");
    }
}

#[tokio::test]
async fn hosts_never_read_what_is_for_professionals() {
    let world = World::new();
    let kits = seed::kits().expect("kits");
    // Some sentences are for facilitators in one kit and for professionals in another.
    let own = Guarded::new(&kits, &[TipAudience::Facilitator, TipAudience::Parents]);
    let guarded = Guarded(&Guarded::new(&kits, &[TipAudience::Professional]).0 - &own.0);
    for host in ["gastvrouw@demo", "gast.dari@demo"] {
        let meetings = world.meetings_of(host);
        let sheets = meetings
            .iter()
            .cycle()
            .zip(Language::written())
            .map(|(meeting, language)| format!("/desk/meetings/{}/draaiboek.pdf?taal={language}", meeting.head.id));
        let own = Language::written().map(paths::host);
        let from = std::iter::once("/desk".to_owned()).chain(own).chain(sheets).collect();
        let mut browser = world.signed_in(host).await;
        let is_hers = |address: &str| address.starts_with("/desk") || address.contains("/wij");
        let outputs = walk_from(&mut browser, from, is_hers).await;
        assert!(outputs.iter().filter(|output| address(output).contains("/wij/")).count() >= 20, "her own pages");
        assert!(outputs.iter().filter(|output| address(output).starts_with("/desk/kits/")).count() >= 12, "all kits");
        for output in &outputs {
            assert_eq!(guarded.leaks(output), [""; 0], "{host} reads {}", address(output));
        }
    }
    let mut worker = world.signed_in("werker@demo").await;
    let outputs = walk_from(&mut worker, vec!["/desk/kits/voor-scholen".to_owned()], |_| false).await;
    assert!(!guarded.leaks(&outputs[0]).is_empty(), "a worker does, so this test can see it");
}

#[tokio::test]
async fn a_withheld_place_and_a_hidden_name_stand_nowhere() {
    let world = World::new();
    let (meeting, _) = meeting_with_tips(&world);
    let hidden = ["Huize Zonderling", "Verborgenzaal", "Stillesteeg 77", "Koffiekring De Jebena"].map(squeezed);
    for shows in [true, false] {
        let meeting = changed(&world, &meeting, |meeting| {
            let plan = &mut meeting.plan;
            plan.venue = "Huize Zonderling".to_owned();
            plan.room = "Verborgenzaal".to_owned();
            plan.address = "Stillesteeg 77".to_owned();
            plan.room_key = Plan::room_key(&plan.municipality, &plan.venue, &plan.room);
            meeting.open(Visibility::Public, shows, shows, world.clock.utc()).expect("it is not over");
        });
        let mut outputs = walk_of(&mut world.browser().await, &meeting).await;
        let lists =
            Language::written().flat_map(|language| [format!("/{language}/"), format!("/{language}/agenda.ics")]);
        let lists = lists.chain(feeds(&world)).collect();
        outputs.extend(walk_from(&mut world.browser().await, lists, |address| address.contains("vanaf")).await);
        for word in &hidden {
            let holding = outputs.iter().filter(|output| squeezed(&output.said).contains(word));
            let holding: Vec<&str> = holding.map(address).collect();
            assert_eq!(holding.is_empty(), !shows, "{word} when it shows is {shows}: {holding:?}");
        }
    }
}

#[tokio::test]
async fn what_planners_write_for_each_other_stands_nowhere() {
    let outputs: Vec<(&str, String)> =
        everything().await.iter().map(|output| (address(output), squeezed(&output.said))).collect();
    for meeting in published(&World::new()) {
        let head = &meeting.head;
        let reasons = [&head.cancelled_because, &head.override_because, &head.override_by].into_iter().flatten();
        let people = meeting.people.iter().flat_map(|person| [&person.name, &person.phone]);
        let own = [&meeting.plan.note, &meeting.plan.parents_question].into_iter().chain(reasons).chain(people);
        for words in own.filter(|words| words.len() > 3).map(|words| squeezed(words)) {
            let holding = outputs.iter().filter(|(_, said)| said.contains(&words)).map(|(address, _)| *address);
            assert_eq!(holding.collect::<Vec<_>>(), [""; 0], "{words}");
        }
    }
}

/// Every run of six words of what some people may not read, in every language.
struct Guarded(HashSet<String>);

impl Guarded {
    fn new(kits: &[Kit], audiences: &[TipAudience]) -> Self {
        let runs = kits.iter().flat_map(|kit| {
            let tips = kit.contents.tips.iter().filter(|tip| audiences.contains(&tip.audience));
            let keys: HashSet<String> = tips.map(|tip| format!("tip/{}", tip.id)).collect();
            let texts = kit.texts().filter(move |(_, key, _)| keys.contains(*key));
            texts.flat_map(|(_, _, text)| runs(&text.text)).collect::<Vec<_>>()
        });
        Self(runs.collect())
    }

    fn leaks(&self, output: &Output) -> Vec<String> {
        let all = [output.said.as_str(), output.file_name()].map(runs).concat();
        all.into_iter().filter(|run| self.0.contains(run)).collect()
    }
}

fn runs(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

/// A place's name, what stands in it, and whether it is strict there.
type Place = (&'static str, String, bool);

/// All that stays behind on a shared phone.
fn places(output: &Output) -> Vec<Place> {
    let mut places = vec![("title", output.title(), false), ("address", address(output).to_owned(), true)];
    places.extend(output.page.links().into_iter().map(|link| ("address", link, true)));
    places.push(("file name", output.file_name().to_owned(), true));
    if output.is_calendar() {
        places.push(("calendar", output.said.clone(), true));
    }
    let properties = output.paper.iter().flat_map(|paper| &paper.properties);
    places.extend(properties.map(|property| ("property", property.clone(), false)));
    places
}

/// Loaded words, with where they stand.
fn loaded(places: Vec<Place>) -> Vec<String> {
    let found = places.into_iter().flat_map(|(place, text, is_strict)| {
        let text = text.to_lowercase();
        let more = ALSO_LOADED.into_iter().filter(|_| is_strict);
        let held: Vec<_> = stems().iter().copied().chain(more).filter(|stem| text.contains(stem)).collect();
        held.into_iter().map(move |stem| format!("{place}: {stem}"))
    });
    found.collect()
}

fn address(output: &Output) -> &str {
    &output.page.address
}

/// A public meeting of De Jebena with the kit of its first tips sheet.
fn meeting_with_tips(world: &World) -> (Meeting, Kit) {
    let slug = "opvoeden-in-twee-culturen";
    let is_it = |meeting: &Meeting| meeting.is_out() && meeting.kits.iter().any(|kit| kit.slug == slug);
    let meeting = world.meeting("gastvrouw@demo", |meeting| is_it(meeting) && !meeting.is_over(world.clock.wall()));
    let kit = seed::kits().expect("kits").into_iter().find(|kit| kit.slug == slug).expect("K01");
    (meeting, kit)
}

/// Puts a sentence into the tips for parents of a kit; a meeting that hands them out.
pub fn plant_in_tips(world: &World, sentence: &str) -> Meeting {
    let (meeting, kit) = meeting_with_tips(world);
    let tip = kit.contents.tips.iter().find(|tip| tip.audience == TipAudience::Parents).expect("a tip for parents");
    replace(world, &kit, &[(&format!("tip/{}", tip.id), sentence)]);
    meeting
}

/// All that hangs on this meeting's addresses.
async fn walk_of(browser: &mut Browser, meeting: &Meeting) -> Vec<Output> {
    let head = &meeting.head;
    walk_from(browser, addresses(meeting), |link| link.contains(&head.code) || link.contains(&head.secret)).await
}

fn said(kit: &Kit, language: &str, key: &str) -> String {
    let text = kit.texts().find(|(own, other, _)| *own == language && *other == key);
    text.expect("the kit has this text").2.text.clone()
}

/// Writes other Dutch texts into a kit of this database.
fn replace(world: &World, kit: &Kit, new: &[(&str, &str)]) {
    let texts = kit.texts().map(|(language, key, text)| {
        let new = new.iter().find(|(own, _)| language == "nl" && *own == key);
        let text = KitText { text: new.map_or(&*text.text, |(_, new)| new).to_owned(), ..text.clone() };
        ((language.to_owned(), key.to_owned()), text)
    });
    let planted = Kit::new(kit.slug.clone(), kit.contents.clone(), texts.collect::<HashMap<_, _>>());
    world.put_kit(&planted);
}

fn changed(world: &World, meeting: &Meeting, decide: impl FnOnce(&mut Meeting) + Clone) -> Meeting {
    let (scope, pen) = (Scope::without_viewer(&meeting.head.host_id), world.pen_of(&meeting.head.host_id));
    let done = world.database().write_now(|db| {
        let now = store::meeting::find(db, &meeting.head.id, &scope)?;
        store::meeting::change(db, &now.head.id, &scope, now.head.version, &pen, |meeting| {
            decide(meeting);
            Ok(())
        })?;
        store::meeting::find(db, &meeting.head.id, &scope)
    });
    done.expect("the meeting can be changed")
}
