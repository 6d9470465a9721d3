//! The whole story of two owners in two browsers: a worker at her desk, and a host on a phone in Tigrinya who has a link.

use aantafel::domain::meeting::{Meeting, State};
use aantafel::language::{Language, Phrases};
use aantafel::mail;
use chrono::Duration;

use super::{House, assert_fits, keep, sign_in};
use crate::chromium::{Chromium, Person};
use crate::sink::{Kept, Sink, property};
use crate::world::{World, skipped};

const GROUP: &str = "Kring De Regenboog";
const COORDINATOR: &str = "coordinator@demo";
const WORKER: &str = "werker@demo";
const HOST: &str = "semhar@kring.example";
const DESK: (u32, u32) = (1280, 1000);
/// Why the worker calls it off: for the other owner's page, and for no mailbox.
const REASON: &str = "De zaal heeft waterschade";

/// What a person gets in her mailbox, as it arrives there over SMTP.
struct Post<'a> {
    world: &'a World,
    sink: Sink,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_registers_and_both_agree_publish_move_and_cancel_and_read_the_mails_that_arrived() {
    let Some(chromium) = Chromium::start() else { return skipped("no chromium") };
    let world = World::new();
    let house = House::open(&world).await;
    let post = Post { world: &world, sink: Sink::start().await };
    let worker = chromium.person("nl", true).await;
    worker.hold(DESK).await;
    let host = chromium.person("ti", false).await;

    register(&host, &house, &world).await;
    admit(&worker, &house).await;
    worker.press("Afmelden").await;
    let link = post.link_for_host().await;
    propose(&host, &link).await;
    sign_in(&worker, &house, WORKER).await;
    adopt(&worker, &house).await;
    let evening = || world.meeting(WORKER, |meeting| meeting.plan.working_title == "Avond met de Regenboog");
    assert_eq!(evening().head.state, State::Proposed);
    say_yes(&host, &house, "18").await;
    assert_eq!(evening().head.state, State::Agreed);
    publish(&worker, &house, &evening()).await;
    let first = post.entry_for_host("REQUEST").await;
    move_it(&worker, &host, &house, &evening()).await;
    assert_eq!(evening().plan.starts_at.to_string(), "2027-05-26 19:00:00");
    let second = post.entry_for_host("REQUEST").await;
    cancel(&worker, &host, &house, &evening()).await;
    assert_eq!(evening().head.state, State::Cancelled);
    let last = post.entry_for_host("CANCEL").await;

    let entries = [&first, &second, &last];
    assert!(entries.iter().all(|entry| property(entry, "UID") == property(&first, "UID")), "one evening, one entry");
    let numbers = entries.map(|entry| property(entry, "SEQUENCE").parse::<i32>().expect("a number"));
    assert!(numbers[0] < numbers[1] && numbers[1] < numbers[2], "each one replaces the one before: {numbers:?}");
    assert_eq!(property(&first, "DTSTART"), "20270518T190000");
    assert_eq!(property(&second, "DTSTART"), "20270526T190000");
    assert_eq!(property(&last, "STATUS"), "CANCELLED");
    post.reads_of_each_step_in_two_languages();
    worker.leave().await;
    host.leave().await;
    house.close().await;
}

/// The sentences that the host reads.
fn t() -> &'static Phrases {
    Language::find("ti").expect("Tigrinya is there").phrases()
}

async fn register(host: &Person, house: &House, world: &World) {
    host.open(&format!("{}/", house.address)).await;
    assert_eq!(host.address().await, format!("{}/ti/", house.address), "the phone reads Tigrinya");
    host.press(t().site.join.as_str()).await;
    assert_fits(host).await;
    keep(host, "join-ti.png").await;
    host.fill_field("name", GROUP).await;
    host.fill_field("province", "Utrecht").await;
    host.fill_field("municipality", "Utrecht").await;
    host.tick("languages", "ትግርኛ").await;
    host.fill_field("contact_name", "Semhar G.").await;
    host.fill_field("contact_email", HOST).await;
    host.fill_field("wish", "ምስ ወለዲ ቅድሚ ክረምቲ ምዝርራብ").await;
    // Nobody fills in a form in no time.
    world.clock.advance(Duration::seconds(90));
    host.press(t().join.button.as_str()).await;
    assert!(host.reads().await.contains(t().join.thanks.as_str()), "{}", host.reads().await);
    assert_eq!(host.cookies().await, 0, "who only asks gets no cookie");
}

async fn admit(worker: &Person, house: &House) {
    sign_in(worker, house, COORDINATOR).await;
    // It waits for her on her first page.
    worker.press(GROUP).await;
    assert!(worker.reads().await.contains("ምስ ወለዲ ቅድሚ ክረምቲ ምዝርራብ"), "{}", worker.reads().await);
    worker.press("Laat deze organisatie toe").await;
    assert!(worker.reads().await.contains("Semhar G."), "{}", worker.reads().await);
    let message = worker.knows("document.querySelector('textarea').value").await;
    let message = message.as_str().expect("a message for her own WhatsApp").to_owned();
    assert!(message.contains("/ti/in/"), "it carries the link: {message}");
    assert!(message.chars().any(|letter| ('\u{1200}'..='\u{137f}').contains(&letter)), "in Tigrinya: {message}");
}

async fn propose(host: &Person, link: &str) {
    host.open(link).await;
    assert_fits(host).await;
    host.press(t().entry.go_in.as_str()).await;
    if host.address().await.ends_with("/wachtwoord") {
        host.press(t().entry.skip_password.as_str()).await;
    }
    assert!(host.address().await.contains("/ti/wij"), "{}", host.address().await);
    assert_fits(host).await;
    keep(host, "host-ti.png").await;
    host.press(t().host.propose.as_str()).await;
    assert_fits(host).await;
    host.fill_field("partner", "De Lindeboom").await;
    host.fill_field("date_1", "2027-05-18").await;
    host.fill_field("from_1", "19:00").await;
    host.fill_field("until_1", "21:00").await;
    let ticked = host.knows("Array.from(document.querySelectorAll('#languages :checked'), box => box.value)").await;
    assert_eq!(ticked, serde_json::json!(["ti"]), "the languages of her organisation");
    host.fill_field("expected", "14").await;
    host.fill_field("province", "Utrecht").await;
    host.fill_field("municipality", "Utrecht").await;
    host.fill_field("venue", "Buurthuis De Regenboog").await;
    host.fill_field("question", "ከመይ ጌርና ንመገሻ ምስ ደቅና ንዛረብ").await;
    host.press(t().proposal.send.as_str()).await;
    let sent = t().proposal.with_whom.of("Opvoedsteunpunt De Lindeboom");
    assert!(host.reads().await.contains(&sent), "{sent}: {}", host.reads().await);
}

async fn adopt(worker: &Person, house: &House) {
    worker.open(&format!("{}/desk", house.address)).await;
    assert!(worker.reads().await.contains(GROUP), "what waits stands first: {}", worker.reads().await);
    worker.press(&format!("Voorstel van {GROUP}")).await;
    worker.press("Neem deze datum over").await;
    let kept = worker.knows("['date','from','until','venue'].map(id => document.getElementById(id).value)").await;
    assert_eq!(kept, serde_json::json!(["2027-05-18", "19:00", "21:00", "Buurthuis De Regenboog"]), "as she wished");
    worker.fill("Naam van de avond voor uzelf", "Avond met de Regenboog").await;
    worker.fill("Zaal", "Zaal 1").await;
    worker.fill("Straat en nummer", "Proefstraat 0").await;
    worker.fill("Thema 1", "K01").await;
    worker.fill("Titel voor ouders", "opvoeden-in-twee-culturen/0").await;
    worker.press("Maak de bijeenkomst").await;
    if worker.address().await.ends_with("overname") || worker.heading().await == "Plan een bijeenkomst" {
        // The region is proposed, and confirmed by sending once more.
        worker.press("Maak de bijeenkomst").await;
    }
    assert!(worker.reads().await.contains("De bijeenkomst is gemaakt"), "{}", worker.reads().await);
    worker.press("Stel voor").await;
    assert!(worker.reads().await.contains("Voorgesteld"), "{}", worker.reads().await);
}

/// The evening that stands on this day of May waits for the host: she reads why, and says yes.
async fn say_yes(host: &Person, house: &House, day: &str) {
    host.open(&format!("{}/ti/wij", house.address)).await;
    assert!(host.reads().await.contains(day), "it waits for her: {}", host.reads().await);
    let waiting = host.knows("document.querySelector('.waits a').href").await;
    host.open(waiting.as_str().expect("an address")).await;
    assert_fits(host).await;
    host.press(t().evening.agree.as_str()).await;
    assert!(host.reads().await.contains(t().evening.yes.as_str()), "{}", host.reads().await);
}

async fn publish(worker: &Person, house: &House, evening: &Meeting) {
    worker.open(&format!("{}/desk/meetings/{}", house.address, evening.head.id)).await;
    assert!(worker.reads().await.contains("Beide organisaties zeiden ja"), "{}", worker.reads().await);
    worker.press("Open de uitnodiging").await;
    assert!(worker.reads().await.contains("De uitnodiging is open"), "{}", worker.reads().await);
}

async fn move_it(worker: &Person, host: &Person, house: &House, evening: &Meeting) {
    worker.open(&format!("{}/desk/meetings/{}/edit", house.address, evening.head.id)).await;
    worker.fill("Datum", "2027-05-26").await;
    worker.press("Bewaar").await;
    let said = worker.reads().await;
    assert!(said.contains("Ouders zien nog de oude gegevens") && said.contains("woensdag 26 mei 2027"), "{said}");
    say_yes(host, house, "18").await;
    worker.open(&format!("{}/desk/meetings/{}/change", house.address, evening.head.id)).await;
    keep(worker, "change.png").await;
    worker.press("Geef vrij en bericht iedereen").await;
    assert!(worker.reads().await.contains("De verandering is vrijgegeven"), "{}", worker.reads().await);

    // The host tells her parents, and ticks it off.
    host.open(&format!("{}/ti/wij/{}/bericht", house.address, evening.head.id)).await;
    assert_fits(host).await;
    let message = host.knows("document.getElementById('text-ti').value").await;
    assert!(message.as_str().is_some_and(|text| text.contains("26") && text.contains("/ti/m/")), "{message}");
    host.press(t().announcement.tick.as_str()).await;
    assert!(host.reads().await.contains(t().announcement.untick.as_str()), "{}", host.reads().await);
}

async fn cancel(worker: &Person, host: &Person, house: &House, evening: &Meeting) {
    worker.open(&format!("{}/desk/meetings/{}", house.address, evening.head.id)).await;
    worker.unfold("Zeg de avond af").await;
    worker.fill_field("reason", REASON).await;
    worker.press("Zeg de avond af").await;
    assert!(worker.reads().await.contains(REASON), "{}", worker.reads().await);
    host.open(&format!("{}/ti/wij/{}", house.address, evening.head.id)).await;
    assert!(host.reads().await.contains(REASON), "both owners read why: {}", host.reads().await);
}

impl Post<'_> {
    /// What the mail server got for the host by now, oldest first.
    async fn for_host(&self) -> Vec<Kept> {
        let (database, sender) = (self.world.database(), self.sink.sender());
        mail::deliver_due(&database, &self.world.clock, &sender).await.expect("the outbox can be read");
        self.kept()
    }

    fn kept(&self) -> Vec<Kept> {
        self.sink.kept().into_iter().filter(|kept| kept.to == HOST).collect()
    }

    /// The link of her first mail.
    async fn link_for_host(&self) -> String {
        let [admitted] = &self.for_host().await[..] else { panic!("one mail: {}", self.kept().len()) };
        let text = admitted.mail().part("text/plain").expect("a text");
        let link = text.split_whitespace().find(|word| word.contains("/ti/in/"));
        link.unwrap_or_else(|| panic!("a link: {text}")).to_owned()
    }

    /// The calendar entry of her newest mail, which says this.
    async fn entry_for_host(&self, wanted: &str) -> String {
        let newest = self.for_host().await.pop().expect("a mail");
        let (entry, method) =
            newest.mail().calendar().unwrap_or_else(|| panic!("no entry: {}", newest.mail().subject()));
        assert_eq!(method, wanted);
        assert_eq!(property(&entry, "ATTENDEE"), format!("mailto:{HOST}"));
        entry
    }

    fn reads_of_each_step_in_two_languages(&self) {
        let dutch = Language::dutch().phrases();
        let steps = |t: &'static Phrases| {
            [
                &t.message.admitted,
                &t.message.wish_adopted,
                &t.message.proposed,
                &t.message.published,
                &t.message.change_staged,
                &t.message.moved,
                &t.message.cancelled,
            ]
        };
        let beginning = |phrase: &'static aantafel::language::Phrase| {
            phrase.as_str().split('{').next().unwrap_or_default().trim().to_owned()
        };
        let kept = self.kept();
        let subjects: Vec<String> = kept.iter().map(|kept| kept.mail().subject()).collect();
        let mut at = 0;
        for (own, leading) in steps(t()).into_iter().zip(steps(dutch)) {
            let fits = |subject: &&String| subject.contains(&beginning(own)) && subject.contains(&beginning(leading));
            let found = subjects[at..].iter().position(|subject| fits(&subject));
            at += 1 + found.unwrap_or_else(|| panic!("{:?} after {at} in {subjects:#?}", beginning(leading)));
        }
        for kept in &kept {
            let (mail, whole) = (kept.mail(), String::from_utf8_lossy(&kept.bytes).into_owned());
            let text = mail.part("text/plain").expect("a text");
            assert!(mail.part("text/html").is_some_and(|html| html.contains("lang=\"ti\"")), "{}", mail.subject());
            assert!(!text.contains(REASON) && !whole.contains(REASON), "why stands on the page, not in a mailbox");
        }
    }
}
