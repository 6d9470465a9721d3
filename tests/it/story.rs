//! The first paragraph of the first issue, in a real Chromium on a phone: from a worker's sign-in to a parent's download.

use std::path::{Path, PathBuf};
use std::process::Command;

use aantafel::config::Config;
use aantafel::domain::meeting::State;
use aantafel::web::App;
use aantafel::web::server::{Limits, TrustedProxies, serve};
use axum::http::StatusCode;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::calendar_reader;
use crate::chromium::{Chromium, NARROW, PHONE, Person, fetch};
use crate::sink::FROM;
use crate::world::{PASSWORD, World, skipped};

mod two_owners;

/// A screen of the size of a picture in the README.
const DESK: (u32, u32) = (800, 1000);
const FOLD: u32 = 1300;

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_plans_an_evening_the_host_opens_it_and_a_parent_takes_it_home_in_arabic() {
    let Some(chromium) = Chromium::start() else { return skipped("no chromium") };
    let world = World::new();
    let house = House::open(&world).await;
    plan_and_propose(&chromium, &house).await;
    agree_and_open(&chromium, &house).await;
    let evening = world.meeting("werker@demo", |meeting| meeting.plan.working_title == "Voor de zomer");
    assert_eq!(evening.head.state, State::Published);
    assert_eq!(evening.kits.len(), 2, "both kits came along");
    find_and_take_home(&chromium, &house).await;
    house.close().await;
}

async fn plan_and_propose(chromium: &Chromium, house: &House) {
    let worker = chromium.person("nl", true).await;
    sign_in(&worker, house, "werker@demo").await;
    keep(&worker, "desk.png").await;
    worker.press("Plan een bijeenkomst").await;
    worker.fill("Samen met", "De Jebena").await;
    worker.fill("Naam van de avond voor uzelf", "Voor de zomer").await;
    worker.fill("Datum", "2027-05-20").await;
    worker.fill("Van", "19:30").await;
    worker.fill("Tot", "21:30").await;
    worker.fill("Provincie", "Utrecht").await;
    worker.fill("Gemeente", "Utrecht").await;
    worker.fill("Plek", "Buurthuis De Proef").await;
    worker.fill("Zaal", "Zaal 1").await;
    worker.fill("Straat en nummer", "Proefstraat 0").await;
    worker.fill("Thema 1", "K01").await;
    worker.fill("Thema 2", "K06").await;
    worker.fill("Titel voor ouders", "opvoeden-in-twee-culturen/0").await;
    worker.tick("languages", "ትግርኛ").await;
    worker.fill_field("facilitator_1_name", "Sara Test").await;
    worker.tick("facilitator_1", "Heeft training").await;
    assert_eq!(worker.sideways().await, 0, "the form fits a phone");
    worker.press("Maak de bijeenkomst").await;
    // The region is never derived in silence: it is proposed, and confirmed by sending once more.
    assert!(worker.reads().await.contains("hoort meestal bij regio Midden"), "{}", worker.reads().await);
    keep(&worker, "form.png").await;
    worker.press("Maak de bijeenkomst").await;
    assert!(worker.reads().await.contains("De bijeenkomst is gemaakt"), "{}", worker.reads().await);
    assert!(worker.reads().await.contains("8 weken en 2 dagen voor de zomervakantie"), "{}", worker.reads().await);
    worker.press("Stel voor").await;
    assert!(worker.reads().await.contains("Voorgesteld"), "{}", worker.reads().await);
    assert_eq!(worker.sideways().await, 0, "the page of a meeting fits a phone");
    worker.open(&format!("{}/desk/bord", house.address)).await;
    assert_fits(&worker).await;
    worker.leave().await;
}

async fn agree_and_open(chromium: &Chromium, house: &House) {
    let host = chromium.person("nl", true).await;
    sign_in(&host, house, "gastvrouw@demo").await;
    assert!(host.reads().await.contains("vraagt of u ja zegt"), "what waits for the host stands on her first page");
    host.open(&format!("{}/desk/meetings", house.address)).await;
    host.press("Voor de zomer").await;
    host.press("Zeg ja").await;
    assert!(host.reads().await.contains("Beide organisaties zeiden ja"), "{}", host.reads().await);
    host.tick("main", "Zet op de openbare agenda").await;
    host.press("Bewaar").await;
    host.press("Open de uitnodiging").await;
    assert!(host.reads().await.contains("De uitnodiging is open"), "{}", host.reads().await);
    host.leave().await;
}

async fn find_and_take_home(chromium: &Chromium, house: &House) {
    let parent = chromium.person("nl", false).await;
    parent.open("data:text/html,<title>still</title><main>-</main><script>document.title = 'runs'</script>").await;
    assert_eq!(parent.knows("document.title").await, "still", "the parent's browser runs no scripts");
    parent.open(&format!("{}/", house.address)).await;
    assert_eq!(parent.address().await, format!("{}/nl/", house.address), "the best language for this phone");
    parent.unfold("Nederlands").await;
    parent.press("العربية").await;
    assert_eq!(parent.knows("document.documentElement.dir").await, "rtl");
    parent.fill_field("gemeente", "Utrecht").await;
    parent.fill_field("taal", "ti").await;
    parent.press("عرض").await;
    assert!(parent.reads().await.contains("Buurthuis De Proef"), "{}", parent.reads().await);
    assert_fits(&parent).await;
    keep(&parent, "agenda-ar.png").await;
    let entry = "//li[contains(., 'Buurthuis De Proef')]//h2/a";
    let link = parent.knows(&format!("document.evaluate(\"{entry}\", document).iterateNext().href")).await;
    parent.open(link.as_str().expect("an address")).await;
    let title = parent.heading().await;
    assert_eq!(
        parent.knows("[document.documentElement.dir, document.documentElement.lang]").await,
        serde_json::json!(["rtl", "ar"])
    );
    assert_fits(&parent).await;
    keep(&parent, "meeting-ar.png").await;
    assert_eq!(parent.cookies().await, 0, "nothing is kept of a parent");
    let links = parent.links().await;
    let linked = |ending: &str| {
        links
            .iter()
            .find(|link| link.ends_with(ending))
            .unwrap_or_else(|| panic!("no link ends in {ending}: {links:?}"))
            .clone()
    };
    let (calendar, tips) = (linked(".ics"), linked("tips.pdf"));
    check_calendar(&calendar, &title).await;
    check_pdf(&tips, &title, "tips-ar.png").await;
    parent.unfold("العربية").await;
    parent.press("Nederlands").await;
    let title = parent.heading().await;
    assert_fits(&parent).await;
    keep(&parent, "meeting-nl.png").await;
    check_pdf(&tips.replace("/ar/", "/nl/"), &title, "tips-nl.png").await;
    check_pdf(&tips.replace("/ar/", "/nl/").replace("tips", "flyer"), &title, "flyer-nl.png").await;
    parent.leave().await;
}

async fn sign_in(person: &Person, house: &House, email: &str) {
    person.open(&format!("{}/desk", house.address)).await;
    person.fill("E-mailadres", email).await;
    person.fill("Wachtwoord", PASSWORD).await;
    person.press("Meld aan").await;
    // A host begins on her own pages.
    let home = if email.starts_with("gast") { "/nl/wij" } else { "/desk" };
    assert_eq!(person.address().await, format!("{}{home}", house.address), "{email} is in");
    assert_eq!(person.sideways().await, 0, "it fits a phone");
}

async fn assert_fits(person: &Person) {
    for size in [NARROW, PHONE] {
        person.hold(size).await;
        assert_eq!(person.sideways().await, 0, "{} at {}", person.address().await, size.0);
    }
}

async fn check_calendar(address: &str, title: &str) {
    let answer = fetch(address).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "text/calendar; charset=utf-8");
    let text = String::from_utf8(answer.into_body().to_vec()).expect("a calendar is UTF-8");
    calendar_reader::assert_grammar(&text);
    let events = calendar_reader::read(&text);
    let [event] = &events[..] else { panic!("one evening: {events:?}") };
    assert_eq!((event.starts, event.ends), (at(19, 30), at(21, 30)));
    assert_eq!(event.zone.as_deref(), Some("Europe/Amsterdam"));
    assert_eq!(event.summary, title, "the calendar says what the page says");
    assert!(event.location.as_deref().is_some_and(|place| place.contains("Buurthuis De Proef")), "{event:?}");
    assert_eq!(event.url.as_deref(), address.strip_suffix(".ics"), "the way back to the page");
}

async fn check_pdf(address: &str, title: &str, picture: &str) {
    let answer = fetch(address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    assert!(answer.body().starts_with(b"%PDF-"), "{address}");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("sheet.pdf");
    std::fs::write(&file, answer.body()).expect("the sheet is kept");
    let Ok(read) = Command::new("pdftotext").arg(&file).arg("-").output() else { return skipped("no pdftotext") };
    let text = String::from_utf8_lossy(&read.stdout).into_owned();
    assert!(letters(&text).contains(&letters(title)), "{address} says {title:?}: {text}");
    if is_wanted() {
        let wanted = ["-png", "-singlefile", "-scale-to-x", "600", "-scale-to-y", "-1"];
        let drawn = Command::new("pdftoppm").args(wanted).arg(&file).arg(expected(picture).with_extension("")).status();
        assert!(drawn.expect("pdftoppm is there").success());
    }
}

/// Without spaces and marks of direction, which readers of PDF put where they like.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2027, 5, 20).expect("a day");
    day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).expect("a time"))
}

/// Keeps a picture for the README, when asked with UPDATE_EXPECTED=1; the desk as on a table, public pages as on a phone.
async fn keep(person: &Person, name: &str) {
    if !is_wanted() {
        return;
    }
    let is_desk = person.address().await.contains("/desk");
    person.hold(if is_desk { DESK } else { PHONE }).await;
    let picture = person.picture(FOLD).await;
    std::fs::write(expected(name), picture).expect("the picture is kept");
    person.hold(PHONE).await;
}

fn is_wanted() -> bool {
    std::env::var("UPDATE_EXPECTED").as_deref() == Ok("1")
}

fn expected(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/expected");
    std::fs::create_dir_all(&folder).expect("the folder of the pictures");
    folder.join(name)
}

/// The planner on a socket of this machine, with the address that its own links have.
struct House {
    address: String,
    stop: oneshot::Sender<()>,
    served: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl House {
    async fn open(world: &World) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let listen = listener.local_addr().expect("its address");
        let address = format!("http://{listen}");
        let config = Config::check(&listen.to_string(), &world.url, Some(&address), "", None, false);
        let config = config.and_then(|config| config.with_mail(None, Some(FROM))).expect("settings");
        let app = App::open(world.database(), world.clock.clone(), config).await.expect("the planner opens");
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async move { drop(stopped.await) };
        let served =
            tokio::spawn(serve(listener, app.into_router(), Limits::default(), TrustedProxies::default(), until));
        Self { address, stop, served }
    }

    async fn close(self) {
        drop(self.stop);
        self.served.await.expect("the server ends").expect("and ends well");
    }
}
