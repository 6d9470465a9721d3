//! What is planted (uitgezet): a word of its own in every field, and every secret that the planner hands over.

use std::collections::BTreeMap;

use aantafel::domain::meeting::{Meeting, State};
use aantafel::domain::message::MessageKind;
use aantafel::language::Language;
use aantafel::mail;
use aantafel::schema::{account, message};
use aantafel::web::paths;
use diesel::prelude::*;

use crate::browser::Browser;
use crate::proposal::QUESTION;
use crate::sink::Sink;
use crate::world::{PASSWORD, World};

const WORKER: &str = "werker@demo";

pub struct Planted {
    words: BTreeMap<&'static str, String>,
    /// One that is out, one that was cancelled, and one that waits for a yes.
    pub meetings: Vec<Meeting>,
    /// Worker, host and coordinator.
    pub owners: Vec<Browser>,
}

impl Planted {
    /// Fills the forms as people would, and takes what they are given.
    pub async fn plant(world: &World, sink: &Sink) -> Self {
        let mut words = BTreeMap::from(TYPED.map(|(what, word)| (what, word.to_owned())));
        rename(world, WORKER, TYPED[7].1);
        let app = crate::mail::with_sender(world).await;
        let [mut worker, mut host, mut coordinator] = [(); 3].map(|()| Browser::new(app.clone()));
        worker.sign_in(WORKER).await;
        host.sign_in("gastvrouw@demo").await;
        coordinator.sign_in("coordinator@demo").await;
        words.insert("cookie", worker.cookies().values().next().expect("a cookie").clone());

        let mut meetings = Vec::new();
        for (number, date) in ["2027-05-20", "2027-05-27"].iter().enumerate() {
            meetings.push(bring_out(world, &mut worker, &mut host, number, date).await);
        }
        worker.open(&paths::meeting(&meetings[1].head.id)).await;
        let cancel = worker.page.form("Zeg de avond af").set("reason", TYPED[6].1);
        worker.send(cancel).await;

        crate::meeting::plan(&mut worker, "Nog een", "2027-06-01", "Zaal 9").await;
        press(&mut worker, "Stel voor").await;
        press(&mut worker, "Maak een antwoordlink").await;
        words.insert("link for an answer", token_after(&worker.page.all("textarea").join("\n"), "/a/"));
        let (token, pin) = crate::pack::make(world, &meetings[0]).await;
        words.extend([("link of the folder", token), ("digits of the folder", pin)]);
        let feed = crate::calendar::new_feed(&mut host).await;
        words.insert("address of the feed", token_after(&feed, "/agenda/"));
        let own = crate::feed::new_own(&mut worker).await;
        words.insert("address of her own feed", token_after(&own, "/agenda/"));

        worker.open(&format!("{}/edit", paths::meeting(&meetings[0].head.id))).await;
        let change = worker.page.form("Bewaar").set("room", "Zaal die nog vrij is").set("acknowledged", "yes");
        worker.send(change).await;
        coordinator.open(&format!("{}/change", paths::meeting(&meetings[0].head.id))).await;
        let release = coordinator.page.form("Geef vrij en bericht iedereen").set("override_because", TYPED[13].1);
        coordinator.send(release).await;
        assert!(coordinator.page.text().contains("vrijgegeven"), "{}", coordinator.page.text());
        meetings.push(world.meeting(WORKER, |meeting| meeting.plan.working_title == "Nog een"));
        host.open(&paths::host_meeting(Language::dutch(), &meetings[2].head.id)).await;
        let other = crate::answer::form(&host.page, "nl", "other_date").set("text", TYPED[14].1);
        host.send(other).await;
        crate::proposal::offer(world, "01990000-0000-7000-8000-00000000000a", "gastvrouw@demo", WORKER);

        let form = crate::join::typed(host.open("/nl/meedoen").await.form("Stuur"));
        world.clock.advance(chrono::Duration::seconds(20));
        let form = form.set("contact_email", TYPED[15].1);
        host.send(form.set("contact_name", TYPED[9].1).set("wish", TYPED[10].1)).await;
        assert_eq!(host.page.address, "/nl/meedoen/dank", "{}", host.page.text());
        crate::join::open_application(&mut coordinator, "Vereniging De Nieuwe Linde").await;
        let forms = coordinator.page.forms();
        let decline = forms.into_iter().find(|form| form.action.ends_with("/refusal")).expect("she decides on it");
        coordinator.send(decline.set("reason", TYPED[16].1)).await;
        assert!(coordinator.page.status.is_success(), "{}", coordinator.page.text());
        words.insert("link that signs in", asked_link(world, sink).await);
        let (secret, codes) = crate::second_step::switch_on(world, &mut coordinator).await;
        words.insert("secret of the second step", secret);
        words.insert("recovery code", codes.into_iter().next().expect("a code"));
        let meetings = meetings.iter().map(|meeting| again(world, meeting)).collect();
        Self { words, meetings, owners: vec![worker, host, coordinator] }
    }

    pub fn word(&self, what: &str) -> &str {
        &self.words[what]
    }

    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.keys().copied()
    }
}

/// What people type.
const TYPED: [(&str, &str); 18] = [
    ("working title", "Kanarietitel"),
    ("facilitator", "Kanarieleider"),
    ("interpreter", "Kanarietolk"),
    ("note", "Kanarienotitie"),
    ("question of parents", "Kanarievraag"),
    ("costs", "711,37"),
    ("reason of cancelling", "Kanariereden"),
    ("name of the worker", "Kanariewerker"),
    ("e-mail address of the worker", WORKER),
    ("contact of an application", "Kanariecontact"),
    ("wish of an application", "Kanariewens"),
    ("password", PASSWORD),
    ("password of the mail server", "Kanariemailgeheim"),
    ("reason of going on without a yes", "Kanarieoverstemd"),
    ("another day", "Kanariedag"),
    ("e-mail address of an application", "kanarie@example.org"),
    ("reason of declining", "Kanarieafwijzing"),
    ("question of a proposal", QUESTION),
];

/// Plans an evening with a word in each field, agreed to by both, and open for everybody.
async fn bring_out(world: &World, worker: &mut Browser, host: &mut Browser, number: usize, date: &str) -> Meeting {
    let (title, room) = (format!("{} {number}", TYPED[0].1), format!("Zaal {number}"));
    crate::meeting::plan(worker, &title, date, &room).await;
    let made = world.meeting(WORKER, |meeting| meeting.plan.working_title == title);
    let page = paths::meeting(&made.head.id);
    worker.open(&format!("{page}/edit")).await;
    let form = worker.page.form("Bewaar").set("facilitator_1_name", TYPED[1].1).set("interpreter_name", TYPED[2].1);
    let form = form.set("interpreter_independent", "yes").set("note", TYPED[3].1);
    worker.send(form.set("parents_question", TYPED[4].1).set("acknowledged", "yes")).await;
    worker.open(&format!("{page}/kosten")).await;
    let form = worker.page.form("Bewaar").set("fee_payer", "support").set("fee_amount", TYPED[5].1);
    worker.send(form.set("fee_due", "2027-06-01")).await;
    worker.open(&page).await;
    press(worker, "Stel voor").await;
    host.open(&page).await;
    press(host, "Zeg ja").await;
    press(host, "Open de uitnodiging").await;
    let form = host.page.form("Bewaar").set("is_public", "yes");
    host.send(form).await;
    let out = again(world, &made);
    assert_eq!((out.head.state, out.people.len(), out.costs.len()), (State::Published, 2, 1), "{}", host.page.text());
    out
}

/// Asks for a link as somebody who forgot her password; the mail brings it.
async fn asked_link(world: &World, sink: &Sink) -> String {
    let mut visitor = Browser::new(crate::mail::with_sender(world).await);
    let form = visitor.open("/nl/in").await.form("Stuur mij een link").set("link_email", WORKER);
    visitor.send(form).await;
    let is_asked = message::kind.eq(MessageKind::SignInLink);
    let waiting =
        || world.database().read_now(|db| Ok(message::table.filter(is_asked).count().get_result::<i64>(db)?));
    while waiting().expect("messages can be counted") == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    mail::deliver_due(&world.database(), &world.clock, &sink.sender()).await.expect("the outbox can be read");
    let texts = sink.kept().into_iter().filter_map(|kept| kept.mail().part("text/plain"));
    token_after(&texts.filter(|text| text.contains("/nl/in/")).collect::<String>(), "/nl/in/")
}

async fn press(browser: &mut Browser, button: &str) {
    let form = browser.page.form(button);
    browser.send(form).await;
    assert!(browser.page.status.is_success(), "{button}: {}", browser.page.text());
}

/// The letters and digits behind this part of a link.
fn token_after(text: &str, part: &str) -> String {
    let rest = text.split(part).nth(1).unwrap_or_else(|| panic!("no {part} in {text}"));
    let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    assert!(token.len() >= 32, "{token}");
    token
}

fn again(world: &World, meeting: &Meeting) -> Meeting {
    world.meeting(WORKER, |other| other.head.id == meeting.head.id)
}

fn rename(world: &World, email: &str, name: &str) {
    let id = world.account_of(email).id;
    let named = world
        .database()
        .write_now(|db| Ok(diesel::update(account::table.find(&id)).set(account::name.eq(name)).execute(db)?));
    assert_eq!(named.expect("a name can be kept"), 1);
}
