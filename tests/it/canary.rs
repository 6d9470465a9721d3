//! Canaries (kanaries, S19): words of their own in every field and every secret, and a walk through all that comes out.

mod log;
mod planted;

use std::collections::BTreeSet;

use aantafel::domain::meeting::Meeting;
use aantafel::language::Language;
use aantafel::mail;
use aantafel::web::{paths, routes};

use crate::browser::Browser;
use crate::reader::{Output, addresses, is_mark, walk_from};
use crate::rows;
use crate::sink::{Kept, Sink};
use crate::world::World;
use planted::Planted;

/// Where words can come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Every page, file and calendar that needs no account, in every language.
    Public,
    /// The desks of a support organisation and of a self-organisation that have nothing to do with it.
    Strangers,
    /// The desk of a colleague who only reads translations.
    Reader,
    /// The desks and pages of the two owners, with their papers.
    Owners,
    Mail,
    Log,
    /// Every row of the database.
    Rows,
}

use Place::{Log, Mail, Owners, Public, Reader, Rows, Strangers};

/// Where each canary stands: these places, and no other. What is handed over once stands nowhere after that.
const STANDS: [(&str, &[Place]); 27] = [
    ("working title", &[Owners, Rows]),
    ("facilitator", &[Owners, Rows]),
    ("interpreter", &[Owners, Rows]),
    ("note", &[Owners, Rows]),
    ("question of parents", &[Owners, Rows]),
    ("costs", &[Owners]),
    ("reason of cancelling", &[Owners, Rows]),
    // Who did it, in the mail to the other owner; colleagues see each other.
    ("name of the worker", &[Reader, Owners, Mail, Rows]),
    ("e-mail address of the worker", &[Reader, Owners, Mail, Rows]),
    ("contact of an application", &[Owners, Mail, Rows]),
    ("wish of an application", &[Owners, Rows]),
    ("reason of going on without a yes", &[Owners, Rows]),
    ("another day", &[Owners, Rows]),
    ("e-mail address of an application", &[Owners, Mail, Rows]),
    ("reason of declining", &[Owners, Rows]),
    ("question of a proposal", &[Owners, Rows]),
    ("password", &[]),
    ("secret of the second step", &[Rows]),
    ("recovery code", &[]),
    ("cookie", &[]),
    ("link that signs in", &[Mail]),
    ("link for an answer", &[]),
    ("link of the folder", &[]),
    ("digits of the folder", &[]),
    ("address of the feed", &[]),
    ("address of her own feed", &[]),
    ("password of the mail server", &[]),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_word_and_each_secret_stands_where_it_may_and_nowhere_else() {
    let world = World::new();
    let sink = Sink::start().await;
    let mut planted = Planted::plant(&world, &sink).await;
    let mut found: Vec<(Place, Vec<Said>)> = vec![
        (Public, public(&world, &planted.meetings).await),
        (Strangers, desks(&world, &planted, &["werker.groningen@demo", "gast.arabisch@demo"]).await),
        (Reader, desks(&world, &planted, &["lezer@demo"]).await),
        (Owners, owners(&mut planted).await),
    ];
    mail::deliver_due(&world.database(), &world.clock, &sink.sender()).await.expect("the outbox can be read");
    found.push((Mail, sink.kept().iter().map(letter).collect()));
    let rows = rows::all(&world.database()).into_iter().map(|row| Said::new("row".to_owned(), row));
    found.push((Rows, rows.collect()));
    found.push((Log, vec![Said::new("log".to_owned(), log::of(&world, &planted).await)]));
    for (place, said) in &found {
        assert!(!said.is_empty(), "{place:?}");
    }
    let walked = [found[0].1.len(), found[3].1.len()];
    assert!(walked[0] > 150 && walked[1] > 60, "the walks come everywhere: {walked:?}");
    let mut wrong = Vec::new();
    for (what, places) in STANDS {
        let word = planted.word(what);
        for (place, said) in &found {
            let holding: Vec<&str> =
                said.iter().filter(|said| said.holds(word)).map(|said| said.address.as_str()).collect();
            if holding.is_empty() == places.contains(place) {
                wrong.push(format!("{what} ({word}) at {place:?}: {:?}", &holding[..holding.len().min(5)]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(planted.words().collect::<BTreeSet<_>>(), STANDS.map(|(what, _)| what).into(), "all are looked for");
}

#[tokio::test]
async fn a_planted_leak_to_parents_is_found_in_pages_and_papers() {
    let world = World::new();
    let word = "Kanariekit";
    let meeting = crate::leak::plant_in_tips(&world, &format!("Vraag naar {word}"));
    let holding: Vec<String> =
        public(&world, &[meeting]).await.into_iter().filter(|said| said.holds(word)).map(|said| said.address).collect();
    for end in ["/tips", "/tips.pdf"] {
        assert!(holding.iter().any(|address| address.ends_with(end)), "{end}: {holding:?}");
    }
}

/// One language that runs from the left and one from the right: the host's pages are made alike in all.
const TWO_WAYS: [&str; 2] = ["nl", "ar"];

/// Something that came out.
struct Said {
    address: String,
    text: String,
    /// The text without spaces and marks.
    squeezed: String,
}

impl Said {
    fn new(address: String, text: String) -> Self {
        Self { squeezed: squeezed(&text), address, text }
    }

    fn of(output: Output) -> Self {
        let headers = format!("{:?}", output.page.headers);
        Self::new(output.page.address, format!("{}\n{headers}", output.said))
    }

    /// However its lines are broken; digits count as a whole number only.
    fn holds(&self, word: &str) -> bool {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.text.split(|c: char| !c.is_alphanumeric()).any(|own| own == word);
        }
        self.squeezed.contains(&squeezed(word))
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).collect()
}

/// As somebody without an account: all that leads to these meetings, all that has an address of its own, and what is not there.
async fn public(world: &World, meetings: &[Meeting]) -> Vec<Said> {
    let mut from: Vec<String> = meetings.iter().flat_map(addresses).collect();
    let id = meetings[0].head.id.to_string();
    for route in routes::all().table().iter().filter(|route| route.method == "GET") {
        for language in Language::written() {
            let address = route.path.replace("{lang}", language.code).replace("{code}", &meetings[0].head.code);
            let address = address.replace("{id}", &id).replace("{file}", "flyer").replace("{token}", &"0".repeat(64));
            from.push(address.replace(['{', '}'], ""));
        }
    }
    from.sort();
    from.dedup();
    // Behind the secret stand the same handouts.
    let keys: Vec<&String> = meetings.iter().map(|meeting| &meeting.head.code).collect();
    let goes_on = |link: &str| {
        let is_ours = keys.iter().any(|key| link.contains(key.as_str()));
        !link.starts_with("/desk") && (!link.contains("/m/") || is_ours)
    };
    walk_from(&mut world.browser().await, from, goes_on).await.into_iter().map(Said::of).collect()
}

/// All that these people find from their desks, and what they get who ask for these meetings all the same.
async fn desks(world: &World, planted: &Planted, emails: &[&str]) -> Vec<Said> {
    let mut said = Vec::new();
    for email in emails {
        let mut browser = world.signed_in(email).await;
        let mut from: Vec<String> = TWO_WAYS.map(|code| paths::host(Language::find(code).expect("a language"))).into();
        from.push("/desk".to_owned());
        for meeting in &planted.meetings {
            let routes = routes::all();
            let asked = routes.table().iter().filter(|route| route.method == "GET" && route.path.contains("{id}"));
            let id = meeting.head.id.to_string();
            let address =
                |path: &str| path.replace("{id}", &id).replace("{lang}", "nl").replace("{file}", "draaiboek.pdf");
            from.extend(asked.map(|route| address(route.path)));
        }
        said.extend(walk(&mut browser, from, |_| true).await);
    }
    said
}

/// All that the owners find, with the papers of these meetings.
async fn owners(planted: &mut Planted) -> Vec<Said> {
    let ids: Vec<String> = planted.meetings.iter().map(|meeting| meeting.head.id.to_string()).collect();
    let mut said = Vec::new();
    for browser in &mut planted.owners {
        let mut from: Vec<String> = TWO_WAYS.map(|code| paths::host(Language::find(code).expect("a language"))).into();
        from.push("/desk".to_owned());
        for id in &ids {
            from.extend(
                ["", "/edit", "/kosten", "/draaiboek.pdf?taal=nl"].map(|end| format!("/desk/meetings/{id}{end}")),
            );
        }
        said.extend(walk(browser, from, |link| !is_of_a_meeting(link) || ids.iter().any(|id| link.contains(id))).await);
    }
    said
}

async fn walk(browser: &mut Browser, from: Vec<String>, goes_on: impl Fn(&str) -> bool) -> Vec<Said> {
    let is_hers = |link: &str| link.starts_with("/desk") || link.contains("/wij");
    let goes_on = |link: &str| is_hers(link) && !(link.contains(".pdf") && is_of_a_meeting(link)) && goes_on(link);
    walk_from(browser, from, goes_on).await.into_iter().map(Said::of).collect()
}

fn is_of_a_meeting(link: &str) -> bool {
    ["/desk/meetings/", "/wij/"].iter().any(|part| link.split(part).nth(1).is_some_and(|rest| rest.starts_with("01")))
}

/// Head and parts of a mail, as its reader's program decodes them.
fn letter(kept: &Kept) -> Said {
    let mail = kept.mail();
    let parts = ["text/plain", "text/html", "text/calendar", "application/ics"].map(|kind| mail.part(kind));
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| part.replace("\r\n ", "")).collect();
    Said::new(mail.subject(), format!("{}\n{}\n{}", kept.to, mail.subject(), parts.join("\n")))
}
