//! The host's pages: in every language, on a phone, five taps at most, and nothing on them that is not hers.

use std::collections::HashSet;

use aantafel::domain::meeting::{Meeting, Side, State, Visibility};
use aantafel::domain::proposal::ProposalState;
use aantafel::language::{Lang, Language};
use aantafel::store;
use aantafel::web::paths;
use scraper::{Html, Selector};

use crate::browser::{Browser, Page};
use crate::language::{dutch_in, is_fragile, texts, without_isolates};
use crate::world::World;

const HOST: &str = "gastvrouw@demo";
const WORKER: &str = "werker@demo";

/// Every page of the host in one language.
async fn pages(world: &World, browser: &mut Browser, language: Lang) -> Vec<Page> {
    let mut addresses = vec![paths::host(language)];
    addresses.extend(
        ["voorstel", "avonden", "bord", "aanmelding", "collegas", "account", "account/tweede-stap"]
            .map(|what| paths::host_page(language, what)),
    );
    for meeting in world.meetings_of(HOST) {
        addresses.push(paths::host_meeting(language, &meeting.head.id));
        addresses.push(paths::host_of_meeting(language, &meeting.head.id, "bericht"));
    }
    let agreed = an_evening(world, State::Agreed).head.id;
    addresses.extend(["wijzigen", "kosten"].map(|what| paths::host_of_meeting(language, &agreed, what)));
    let offered = "01990000-0000-7000-8000-00000000000a";
    addresses.push(paths::host_page(language, &format!("voorstel/{offered}")));
    let mut pages = Vec::new();
    for address in addresses {
        let page = browser.get(&address, &[]).await.clone();
        assert_eq!(page.status, 200, "{address}");
        pages.push(page);
    }
    pages
}

fn an_evening(world: &World, state: State) -> Meeting {
    let is_ahead = |meeting: &Meeting| meeting.plan.audience.is_parents() && !meeting.is_over(world.clock.wall());
    world.meeting(HOST, |meeting| meeting.head.state == state && meeting.staged.is_none() && is_ahead(meeting))
}

fn asked(world: &World) -> Meeting {
    world.meeting(HOST, |meeting| meeting.head.state == State::Proposed && !meeting.has_agreed(Side::Host))
}

fn again(world: &World, meeting: &Meeting) -> Meeting {
    world.meeting(HOST, |own| own.head.id == meeting.head.id)
}

#[tokio::test]
async fn every_page_of_a_host_is_whole_in_every_language() {
    let world = World::new();
    crate::proposal::offer(&world, "01990000-0000-7000-8000-00000000000a", HOST, WORKER);
    let mut browser = world.signed_in(HOST).await;
    let places: Vec<String> =
        world.meetings_of(HOST).into_iter().flat_map(|m| [m.plan.venue, m.plan.address]).collect();
    let (mut seen, mut said) = (0, HashSet::new());
    let switch = Selector::parse("details.languages form button").expect("a selector");
    for language in Language::written() {
        for page in pages(&world, &mut browser, language).await {
            let address = page.address.clone();
            let html = Html::parse_document(&page.html());
            assert!(page.has(&format!("html[lang='{language}'][dir='{}']", language.direction.code())), "{address}");
            assert!(page.has("main h1") && page.has("nav.menu"), "{address}");
            assert_eq!(page.header("cache-control"), "no-store", "{address}");
            assert_eq!(page.header("referrer-policy"), "same-origin", "{address}");
            assert!(page.all("nav.menu a").len() <= 4, "{address}: a menu of four words");
            let offered = html.select(&switch).map(|button| (button.attr("value"), button.attr("lang")));
            let others = Language::written().map(|other| (Some(other.code), Some(other.code)));
            assert!(offered.eq(others), "{address} leads to every language");
            for (text, around) in texts(&html) {
                let lang = around.iter().find_map(|element| element.value().attr("lang")).unwrap_or_default();
                let text = text.trim();
                let is_new = lang == language.code && said.insert((language.code, text.to_owned()));
                assert_eq!(
                    Some(text).filter(|_| is_new).and_then(|text| dutch_in(text, language)),
                    None,
                    "{address}: {text:?}"
                );
                let is_apart = around
                    .iter()
                    .any(|element| element.value().name() == "bdi" || element.value().attr("dir") == Some("ltr"))
                    || ["title", "option"].contains(&around[0].value().name());
                if language.is_rtl() && !is_apart {
                    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("http")).collect();
                    let bare = without_isolates(&lines.join("\n"));
                    let place = places.iter().find(|place| !place.is_empty() && bare.contains(place.as_str()));
                    assert!(!is_fragile(&bare) && place.is_none(), "{address}: {text:?}");
                }
            }
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen} pages");
}

#[tokio::test]
async fn who_signs_in_by_link_finds_her_own_language_and_the_switch_keeps_it() {
    let world = World::new();
    let mut browser = world.signed_in(HOST).await;
    let evening = an_evening(&world, State::Published);
    browser.open(&paths::host_meeting(Language::dutch(), &evening.head.id)).await;
    let switch = browser.page.form("ትግርኛ").set("language", "ti");
    browser.send(switch).await;
    let ti = Language::find("ti").unwrap();
    assert_eq!(browser.page.address, paths::host_meeting(ti, &evening.head.id), "the same page in the other language");
    let kept = world.database().read_now(|db| store::account::find_by_email(db, HOST)).unwrap().unwrap();
    assert_eq!(kept.desk_language, "ti");
}

#[tokio::test]
async fn nothing_that_a_host_does_takes_more_than_five_taps() {
    let ti = Language::find("ti").unwrap();
    let t = ti.phrases();
    // A tap is a link, a summary that opens, or a button.
    let world = World::new();
    let evening = asked(&world);
    let mut browser = world.signed_in(HOST).await;
    browser.open(&paths::host(ti)).await;
    let mut tap = Tap { browser, taps: 0 };
    tap.link(&paths::host_meeting(ti, &evening.head.id)).await;
    tap.button(t.evening.agree.as_str(), &[]).await;
    assert!(again(&world, &evening).has_agreed(Side::Host));
    assert!(tap.browser.page.text().contains(t.host_done.agreed.as_str()));
    assert_eq!(tap.taps, 2, "yes");

    let published = an_evening(&world, State::Published);
    tap.home(ti).await;
    tap.link(&paths::host_of_meeting(ti, &published.head.id, "bericht")).await;
    tap.button(t.announcement.tick.as_str(), &[]).await;
    assert_eq!(tap.taps, 2, "a message is sent on");
    assert!(tap.browser.page.text().contains(t.host_done.told.as_str()));

    tap.home(ti).await;
    tap.link(&paths::host_of_meeting(ti, &published.head.id, "bericht")).await;
    tap.link(&paths::host_meeting(ti, &published.head.id)).await;
    tap.summary(t.evening.cancel.as_str());
    tap.button(t.evening.cancel_send.as_str(), &[("reason", "ኣዳራሽ ክፉት ኣይኮነን")]).await;
    assert_eq!(tap.taps, 4, "cancelling");
    assert!(again(&world, &published).is_cancelled());

    tap.home(ti).await;
    tap.link(&paths::host_page(ti, "voorstel")).await;
    let partner = world.organisation_of(WORKER);
    // One tap chooses the organisation, one the day; languages and hours are filled in.
    tap.taps += 2;
    tap.button(t.proposal.send.as_str(), &[("partner", partner.as_str()), ("date_1", "2027-05-12")]).await;
    assert_eq!(tap.taps, 4, "a proposal");
    assert!(tap.browser.page.text().contains(t.host_done.proposed.as_str()), "{}", tap.browser.page.text());
}

/// Counts what a thumb does.
struct Tap {
    browser: Browser,
    taps: u32,
}

impl Tap {
    async fn home(&mut self, language: Lang) {
        self.browser.open(&paths::host(language)).await;
        self.taps = 0;
    }

    async fn link(&mut self, address: &str) {
        assert!(
            self.browser.page.links().iter().any(|link| link == address),
            "{} to {address}",
            self.browser.page.address
        );
        self.browser.open(address).await;
        self.taps += 1;
    }

    fn summary(&mut self, text: &str) {
        assert!(self.browser.page.all("summary").iter().any(|own| own == text), "{text}");
        self.taps += 1;
    }

    async fn button(&mut self, text: &str, fields: &[(&str, &str)]) {
        let form = self.browser.page.form(text);
        let form = fields.iter().fold(form, |form, (name, value)| form.set(name, value));
        let form = if text.contains(Language::find("ti").unwrap().phrases().announcement.tick.as_str()) {
            form.set("told", "yes")
        } else {
            form
        };
        self.browser.send(form).await;
        self.taps += 1;
    }
}

#[tokio::test]
async fn a_change_that_waits_shows_what_is_and_what_would_be() {
    let world = World::new();
    let evening = an_evening(&world, State::Published);
    let account = world.database().read_now(|db| store::account::find_by_email(db, WORKER)).unwrap().unwrap();
    let (scope, pen, now) = (world.scope_of(WORKER), world.pen_of(&world.organisation_of(WORKER)), world.clock.utc());
    world
        .database()
        .write_now(|db| {
            store::meeting::change(db, &evening.head.id, &scope, evening.head.version, &pen, |meeting| {
                let mut plan = meeting.plan.clone();
                plan.starts_at += chrono::Duration::days(1);
                plan.ends_at += chrono::Duration::days(1);
                let draft = aantafel::domain::meeting::Draft {
                    plan,
                    kits: meeting.kits.iter().map(|kit| kit.slug.clone()).collect(),
                    titles: meeting.titles.clone(),
                    people: meeting.people.clone(),
                };
                meeting.change(Side::Support, &account.id, draft, &[], now)
            })
        })
        .expect("the worker stages another day");
    let ar = Language::find("ar").unwrap();
    let t = ar.phrases();
    let mut browser = world.signed_in(HOST).await;
    browser.open(&paths::host(ar)).await;
    assert!(browser.page.text().contains("تريد"), "it waits on her first page");
    browser.open(&paths::host_meeting(ar, &evening.head.id)).await;
    assert_eq!(browser.page.all(".changes dt"), [t.meeting.when.as_str()], "only what differs");
    let day = aantafel::language::date_in_words(ar, evening.plan.starts_at.date());
    assert!(browser.page.all(".changes .was")[0].contains(&day));
    let yes = browser.page.form(t.evening.agree.as_str());
    browser.send(yes).await;
    assert!(again(&world, &evening).may_release());
}

#[tokio::test]
async fn what_was_changed_meanwhile_is_said_and_what_was_typed_stays() {
    let world = World::new();
    let evening = an_evening(&world, State::Published);
    let nl = Language::dutch();
    let mut browser = world.signed_in(HOST).await;
    browser.open(&paths::host_meeting(nl, &evening.head.id)).await;
    let old = browser.page.form("Zeg de avond af").set("reason", "De zaal is dicht");
    let open = browser.page.form("Bewaar").without("is_public");
    browser.send(open).await;
    assert_eq!(again(&world, &evening).head.visibility, Visibility::LinkOnly);
    browser.send(old).await;
    assert_eq!(browser.page.status, 409);
    assert!(browser.page.text().contains("Er is net iets veranderd"), "{}", browser.page.text());
    assert_eq!(browser.page.all("#reason"), ["De zaal is dicht"]);
    assert!(!again(&world, &evening).is_cancelled());
}

#[tokio::test]
async fn a_proposal_is_taken_once_corrected_beside_its_fields_and_can_be_taken_back() {
    let world = World::new();
    let mut browser = world.signed_in(HOST).await;
    browser.open("/nl/wij/voorstel").await;
    let partner = world.organisation_of(WORKER);
    let empty = browser.page.form("Stuur het voorstel").without("languages").set("partner", "");
    let empty = empty.set("question", "bel 0612345678");
    browser.send(empty).await;
    assert_eq!(browser.page.status, 422);
    for field in ["partner", "date_1", "languages", "question"] {
        assert!(browser.page.has(&format!("#{field}-problem")), "{field}: {}", browser.page.text());
    }
    assert_eq!(browser.page.all("#question"), ["bel 0612345678"]);
    let form = browser
        .page
        .form("Stuur het voorstel")
        .set("partner", partner.as_str())
        .set("date_1", "2027-05-12")
        .set("date_2", "2027-05-19")
        .set("languages", "ti")
        .set("question", "Hoe praat je met je tiener?");
    for _ in 0..2 {
        browser.send(form.clone()).await;
        assert!(browser.page.text().contains("Uw voorstel is verstuurd"), "{}", browser.page.text());
    }
    let scope = world.scope_of(HOST);
    let list = || world.database().read_now(|db| store::proposal::list(db, &scope, 20)).unwrap();
    let mine: Vec<_> = list().into_iter().filter(|row| row.head.parents_question.contains("tiener")).collect();
    assert_eq!(mine.len(), 1, "the same form sent twice is one proposal");
    assert_eq!(mine[0].wishes.len(), 2);
    assert_eq!(mine[0].wishes[1].starts_at.format("%H:%M").to_string(), "19:30", "the hours of the first day");
    browser.open(&format!("/nl/wij/voorstel/{}", mine[0].head.id)).await;
    let back = browser.page.form("Neem het voorstel terug");
    browser.send(back.clone()).await;
    assert!(browser.page.text().contains("Uw voorstel is teruggenomen"));
    assert_eq!(list().iter().find(|row| row.head.id == mine[0].head.id).unwrap().head.state, ProposalState::Withdrawn);
    browser.send(back).await;
    assert_eq!(browser.page.status, 409, "taking it back twice is told");
}
