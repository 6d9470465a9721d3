//! The organisers' own lines (eigen regels): guarded, agreed on by both, and then on page and paper as they were written.

use aantafel::domain::meeting::{Meeting, State, Visibility};
use aantafel::domain::person::Duty;
use aantafel::domain::record::Deed;
use aantafel::language::Language;

use crate::browser::Browser;
use crate::world::World;

const FIRST: &str = "Neem gerust uw buurvrouw mee";
const SECOND: &str = "الشاي جاهز من الساعة 19.00";

fn find(world: &World, fits: impl Fn(&Meeting) -> bool) -> Meeting {
    let support = world.organisation_of("werker@demo");
    world.meeting("gastvrouw@demo", |meeting| meeting.head.support_id == support && fits(meeting))
}

async fn type_lines(browser: &mut Browser, [one, two]: [&str; 2]) {
    let form = browser.page.form("Bewaar").set("line_one", one).set("line_two", two).set("acknowledged", "yes");
    browser.send(form).await;
}

#[tokio::test]
async fn a_line_that_says_too_much_is_refused_beside_the_field_and_stays_there() {
    let world = World::new();
    let meeting = find(&world, |meeting| meeting.head.state == State::Agreed);
    let mut worker = world.signed_in("werker@demo").await;
    let edit = format!("/desk/meetings/{}/edit", meeting.head.id);
    let long = "ja ".repeat(21);
    let refused = [
        (long.trim_end(), "ten hoogste 60 tekens"),
        ("Bel 06 12 34 56 78", "telefoonnummer"),
        ("Mail saba@example.org", "e-mailadres"),
        ("Nummer 111222333", "burgerservicenummer"),
        ("Kijk op www.voorbeeld.nl", "webadres"),
        ("Kijk op voorbeeld.org/avond", "webadres"),
        ("Over achterlating", "achterlat"),
    ];
    for (text, said) in refused {
        worker.open(&edit).await;
        type_lines(&mut worker, ["Welkom", text]).await;
        let problem = worker.page.all("#line_two-problem").join(" ");
        assert!(worker.page.status == 422 && problem.contains(said), "{text}: {problem}");
        let form = worker.page.form("Bewaar");
        assert_eq!((form.value("line_one"), form.value("line_two")), ("Welkom", text), "what was typed stays");
    }
    worker.open(&edit).await;
    let form = worker.page.form("Bewaar").set("kit_1", "met-vakantie-en-weer-terug").set("line_one", "Nooit een boete");
    worker.send(form).await;
    assert!(worker.page.all("#line_one-problem").join(" ").contains("boete"), "a word of the theme's own list");
    assert_eq!(find(&world, |own| own.head.id == meeting.head.id).plan, meeting.plan, "nothing was kept");

    let mut host = world.signed_in("gastvrouw@demo").await;
    let change = format!("/ar/wij/{}/wijzigen", meeting.head.id);
    let form = host.open(&change).await.forms().into_iter().find(|form| form.action == change).expect("the form");
    host.send(form.set("line_one", "voorbeeld.nl").set("acknowledged", "yes")).await;
    assert!(host.page.all("#line_one-problem").join(" ").contains("عنوان موقع"), "{}", host.page.text());
}

#[tokio::test]
async fn before_it_is_out_another_line_asks_the_other_side_for_its_yes_again() {
    let world = World::new();
    let meeting = find(&world, |meeting| meeting.head.state == State::Agreed);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/edit", meeting.head.id)).await;
    type_lines(&mut worker, [FIRST, ""]).await;
    let now = find(&world, |own| own.head.id == meeting.head.id);
    assert_eq!(now.plan.lines(), [FIRST]);
    let ended = now.agreements.iter().find(|yes| yes.organisation_id == meeting.head.host_id).expect("the host's yes");
    assert_eq!(ended.withdrawn_because.as_deref(), Some("lines"));
    let mut host = world.signed_in("gastvrouw@demo").await;
    let said = host.open(&format!("/nl/wij/{}", meeting.head.id)).await.text();
    assert!(said.contains("een eigen regel op de flyer veranderde") && said.contains(FIRST), "{said}");
}

#[tokio::test]
async fn what_is_out_shows_new_lines_when_both_agreed_and_nobody_is_told_that_it_moved() {
    let world = World::new();
    let meeting = find(&world, |meeting| {
        meeting.head.state == State::Published
            && meeting.head.visibility == Visibility::Public
            && meeting.plan.audience.is_parents()
            && meeting.plan.childcare_places > 0
            && meeting.with_duty(Duty::Interpreter).next().is_some()
            && meeting.staged.is_none()
    });
    let page = format!("/nl/m/{}", meeting.head.code);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/edit", meeting.head.id)).await;
    type_lines(&mut worker, [FIRST, SECOND]).await;
    assert!(worker.page.text().contains(FIRST), "the change says what differs: {}", worker.page.text());
    let mut anyone = world.browser().await;
    for sheet in ["", "/flyer", "/poster", "/plaatje"] {
        assert!(!anyone.get(&format!("{page}{sheet}"), &[]).await.text().contains(FIRST), "{sheet}: not yet");
    }
    let mut host = world.signed_in("gastvrouw@demo").await;
    let told = host.open(&format!("/nl/wij/{}", meeting.head.id)).await.text();
    assert!(told.contains(FIRST), "she sees what would be printed: {told}");
    host.open(&format!("/desk/meetings/{}/change", meeting.head.id)).await;
    let yes = host.page.form("Zeg ja tegen de verandering");
    host.send(yes).await;
    worker.open(&format!("/desk/meetings/{}/change", meeting.head.id)).await;
    let release = worker.page.form("Geef vrij en bericht iedereen");
    worker.send(release).await;
    let now = find(&world, |own| own.head.id == meeting.head.id);
    assert_eq!((now.plan.lines(), &now.staged), (vec![FIRST.to_owned(), SECOND.to_owned()], &None));
    let calendar = |meeting: &Meeting| (meeting.head.sequence, meeting.head.moved_at, meeting.head.moved_from);
    assert_eq!(calendar(&now), calendar(&meeting), "no calendar moves");
    let records = world
        .database()
        .read_now(|db| aantafel::store::record::of_meeting(db, &world.scope_of("werker@demo"), &meeting.head.id));
    assert!(records.expect("the record").iter().all(|told| told.record.action != Deed::Moved));
    let mut anyone = world.browser().await;
    for sheet in ["", "/flyer", "/poster", "/plaatje"] {
        let said = anyone.get(&format!("{page}{sheet}"), &[]).await.text();
        assert!(said.contains(FIRST) && said.contains(SECOND), "{sheet}: {said}");
    }
    assert!(anyone.page.has("p bdi[dir='rtl']"), "the Arabic line reads its own way on a Dutch sheet");
    assert!(!anyone.get(&format!("{page}/tips"), &[]).await.text().contains(FIRST), "tips are the theme's");

    // With logos too a flyer keeps to its one side, in every language.
    crate::logo::give(&world, "gastvrouw@demo", include_bytes!("logo/photo.jpg"));
    crate::logo::give(&world, "werker@demo", include_bytes!("logo/grey.jpg"));
    let mut anyone = world.browser().await;
    for language in Language::written() {
        let flyer = anyone.get(&format!("/{language}/m/{}/flyer.pdf", meeting.head.code), &[]).await;
        assert!(flyer.status == 200 && flyer.bytes.len() < 300 * 1024, "{language}");
        let read = lopdf::Document::load_mem(&flyer.bytes).expect("a PDF");
        assert_eq!(read.get_pages().len(), 1, "{language}");
    }
}
