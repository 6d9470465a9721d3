//! Hostile input into every field of every form and every address: never our trouble, and told beside the field.

mod alone;
mod dictionary;
mod fields;

use std::cell::RefCell;

use aantafel::domain::meeting::State;
use aantafel::domain::text::CleanText;
use aantafel::web::routes;
use axum::http::{Method, StatusCode};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::browser::{Browser, Form, Page};
use crate::permission::asking::{Asked, Things, Visit, Whose, somebody_allowed};
use crate::world::World;
use dictionary::{IN_ADDRESSES, STRINGS};
use fields::{LINES, OTHERS, PEOPLE, TEXTS};

fn typed_fields() -> impl Iterator<Item = &'static str> {
    LINES.into_iter().chain(TEXTS)
}

/// The browser has what a person can go on with: no trouble of ours, no markup of theirs.
fn check(page: &Page, what: &str) -> Result<(), String> {
    let status = page.status.as_u16();
    let fail = |why: &str| Err(format!("{what} answers {status}: {why}\n{}", page.text()));
    if !matches!(status, 200 | 303 | 304 | 400 | 403 | 404 | 405 | 409 | 410 | 413 | 422 | 429) {
        return fail("that is no answer to a person");
    }
    for (name, value) in &page.headers {
        if value.to_str().is_err() || ["x-planted", "planted"].contains(&name.as_str()) {
            return fail("a header came in from what was typed");
        }
    }
    if page.header("content-type").starts_with("text/html") && page.has("script, img[onerror], svg[onload], main style")
    {
        return fail("markup came in from what was typed");
    }
    if status >= 400 && !page.has("main h1") {
        return fail("there is no page that says what to do");
    }
    Ok(())
}

/// A refused form says beside each field what is wrong, and keeps what was typed.
fn check_refused(browser: &Browser, sent: &Form, typed: &[&str], what: &str) -> Result<(), String> {
    let page = &browser.page;
    let targets: Vec<String> = page
        .links()
        .into_iter()
        .filter_map(|link| link.strip_prefix('#').map(str::to_owned))
        .filter(|at| at != "main")
        .collect();
    if targets.is_empty() || !page.has(".problem, [role=alert]") {
        return Err(format!("{what}: refused without a reason: {}", page.text()));
    }
    for target in &targets {
        // Those two are about the whole form.
        if !["version", "acknowledged"].contains(&target.as_str()) && !page.has(&format!("[id='{target}']")) {
            return Err(format!("{what}: the sentence about {target} points nowhere"));
        }
    }
    let kept = page.form("Bewaar");
    for name in typed {
        if visible(kept.value(name)) != visible(sent.value(name)) {
            return Err(format!("{what}: {name} was {:?} and became {:?}", sent.value(name), kept.value(name)));
        }
    }
    Ok(())
}

/// A parser of HTML drops or replaces these; everything else must come back.
fn visible(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() && *c != '\u{fffd}').collect();
    text.trim().to_owned()
}

/// What was accepted is kept as the boundary cleans it, and comes back the same.
fn check_accepted(edit: &Form, sent: &Form, what: &str) -> Result<(), String> {
    for name in typed_fields() {
        let typed = sent.value(name);
        let clean = if TEXTS.contains(&name) { CleanText::lines(typed) } else { CleanText::line(typed) };
        // A title needs its text, and a person a name: without it the rest of the row goes.
        let is_row =
            name.starts_with("own_title") || name.starts_with("facilitator") || name.starts_with("interpreter");
        let kept = edit.value(name);
        let is_hidden = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        if kept.contains(is_hidden) {
            return Err(format!("{what}: {name} keeps what nobody sees: {kept:?}"));
        }
        if kept != clean.as_str() && !(is_row && kept.is_empty()) {
            return Err(format!("{what}: {name} was {typed:?}, is {kept:?}"));
        }
    }
    Ok(())
}

/// A worker who changes the same draft again and again.
struct Planner {
    browser: Browser,
    edit: String,
    form: Form,
}

impl Planner {
    async fn at(world: &World) -> Self {
        let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft);
        let mut browser = world.signed_in("werker@demo").await;
        let edit = format!("/desk/meetings/{}/edit", meeting.head.id);
        let form = browser.get(&edit, &[]).await.form("Bewaar").set("acknowledged", "yes");
        Self { browser, edit, form }
    }

    /// Sends the form with these fields changed, and looks at what comes of it. Whether it was taken.
    async fn try_with(&mut self, changed: &[(&str, &str)]) -> Result<bool, String> {
        let sent = changed.iter().fold(self.form.clone(), |form, (name, value)| form.set(name, value));
        let what = format!("{changed:?}").chars().take(600).collect::<String>();
        self.browser.post(&sent.action, &sent.fields).await;
        check(&self.browser.page, &what)?;
        let is_typed = |name: &&str| typed_fields().any(|own| own == *name);
        let typed: Vec<&str> = changed.iter().map(|(name, _)| *name).filter(is_typed).collect();
        match self.browser.page.status.as_u16() {
            // Whoever only looks at the date is told nothing yet.
            422 if sent.value("look").is_empty() => check_refused(&self.browser, &sent, &typed, &what).map(|()| false),
            303 => {
                let edit = self.browser.get(&self.edit, &[]).await.form("Bewaar");
                self.form = edit.clone().set("acknowledged", "yes");
                check_accepted(&edit, &sent, &what).map(|()| true)
            }
            _ => Ok(false),
        }
    }
}

#[tokio::test]
async fn every_field_of_the_planners_form_takes_or_refuses_whatever_is_typed() {
    let world = World::new();
    let mut planner = Planner::at(&world).await;
    let fields: Vec<&str> = typed_fields().chain(OTHERS).collect();
    for (name, _) in &planner.form.fields {
        let is_tried = fields.contains(&name.as_str())
            || name.starts_with("own_title_")
            || PEOPLE.iter().any(|place| name.starts_with(place));
        assert!(is_tried, "{name} is new in the form: add it to the fields that are tried");
    }
    let mut accepted = 0;
    for (number, text) in STRINGS.iter().enumerate() {
        let all: Vec<_> = typed_fields().map(|name| (name, *text)).collect();
        accepted += usize::from(planner.try_with(&all).await.expect("all fields at once"));
        // Over the whole dictionary every field has its turn three times.
        for turn in 0..2 {
            let name = fields[(number * 2 + turn) % fields.len()];
            accepted += usize::from(planner.try_with(&[(name, text)]).await.expect("one field"));
        }
    }
    assert!(accepted > 20, "harmless texts are taken: {accepted}");
    for sheet in ["draaiboek", "flyer", "flyer?taal=ar", "tips?taal=ti"] {
        planner.browser.get(&planner.edit.replace("edit", sheet), &[]).await;
        check(&planner.browser.page, sheet).expect("a sheet of what was accepted");
    }
}

#[test]
fn whatever_chance_types_into_the_planners_form_is_taken_or_refused() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let world = World::new();
    let planner = RefCell::new(runtime.block_on(Planner::at(&world)));
    let names: Vec<&str> = typed_fields().chain(OTHERS).collect();
    let text = prop_oneof![
        prop::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter),
        prop::sample::select(STRINGS.to_vec()).prop_map(str::to_owned),
        any::<i64>().prop_map(|number| number.to_string()),
        (-9999i32..99999, 0u8..20, 0u8..40).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
        (0u8..30, 0u8..70).prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}")),
    ];
    let some = prop::collection::vec((prop::sample::select(names), text), 1..6);
    let mut runner =
        TestRunner::new(Config { cases: 32, max_shrink_iters: 64, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&some, |changed| {
        let changed: Vec<(&str, &str)> = changed.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let tried = runtime.block_on(planner.borrow_mut().try_with(&changed));
        tried.map(drop).map_err(TestCaseError::fail)
    });
    outcome.expect("every answer is one that a person can go on with");
}

/// One in so many strings goes to a form; the next form takes others.
const STRIDE: usize = 4;

#[tokio::test]
async fn every_other_form_takes_or_refuses_whatever_is_typed() {
    let things = Things::find().await;
    let table = routes::all();
    let mut posts = 0;
    for (at, route) in table.table().iter().filter(|route| route.method == "POST").enumerate() {
        let asked = things.ask(route, Whose::Own).expect("every POST can be asked for one's own");
        let mut visit = Visit::start(somebody_allowed(route), asked.is_late).await;
        // Passwords are slow on purpose: a few strings will do.
        let stride = if asked.fields.iter().any(|(name, _)| name == "password") { 5 * STRIDE } else { STRIDE };
        for text in STRINGS.iter().skip(at % stride).step_by(stride) {
            let fields = asked.fields.iter().map(|(name, _)| (name.clone(), (*text).to_owned())).collect();
            let what = format!("{} with {text:?}", asked.address);
            let page = visit.send(&Asked { fields, ..asked.clone() }).await;
            check(&page, &what).expect("every form");
            let to = page.header("location");
            let is_ours = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
            assert!(to.is_empty() || is_ours, "{what} leads to {to}");
        }
        let fields = vec![("note".to_owned(), "x".repeat(1024 * 1024))];
        let page = visit.send(&Asked { fields, ..asked.clone() }).await;
        let is_signed_out = page.status == StatusCode::SEE_OTHER;
        assert!(page.status == StatusCode::PAYLOAD_TOO_LARGE || is_signed_out, "a mebibyte to {}", asked.address);
        posts += 1;
    }
    assert!(posts > 20, "only {posts} forms were tried");
}

#[tokio::test]
async fn a_broken_body_is_refused_with_a_page() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let many: Vec<_> = (0..1400).map(|number| (format!("field{number}"), String::new())).collect();
    assert_eq!(worker.post("/desk/taal", &many).await.status.as_u16(), 413, "too many fields");
    for body in ["%ff=%ff&form_token=%00", "&&&===", "\u{0}", "form_token", "%", "form_token=%zz"] {
        worker.request(Method::POST, "/desk/taal", Some(body.to_owned()), &[]).await;
        check(&worker.page, body).expect("a broken body");
        assert!(worker.page.status.is_client_error(), "{body:?}");
    }
}

#[tokio::test]
async fn every_address_and_query_is_answered_with_a_page() {
    let world = World::new();
    let id = world.meeting("werker@demo", |meeting| meeting.head.state == State::Published).head.id;
    let mut worker = world.signed_in("werker@demo").await;
    let mut addresses = Vec::new();
    for text in IN_ADDRESSES {
        for route in routes::all().table().iter().filter(|route| route.method == "GET" && route.path.contains('{')) {
            let path = route.path.replace("{lang}", "nl").replace("{id}", text).replace("{file}", text);
            addresses.push(path.replace("{slug}", text).replace("{code}", text));
        }
        addresses.push(format!("/{text}/"));
        addresses.push(format!("/desk/meetings/{id}/{text}"));
        addresses.extend(["gemeente", "taal", "vanaf", "x"].map(|name| format!("/ar/?{name}={text}&{name}={text}")));
        addresses.extend(["gemeente", "vanaf"].map(|name| format!("/ti/agenda.ics?{name}={text}")));
        addresses.push(format!("/desk/meetings?eerder={text}&eerder={text}"));
        addresses.push(format!("/desk/meetings/{id}?gedaan={text}&gedaan={text}"));
        addresses.push(format!("/desk/meetings/{id}/draaiboek?taal={text}"));
        addresses.push(format!("/desk/aanmelden?verder={text}&verder={text}"));
    }
    for address in &addresses {
        let Ok(uri) = address.parse::<axum::http::Uri>() else { panic!("{address} cannot be sent at all") };
        worker.get(&uri.to_string(), &[]).await;
        check(&worker.page, address).expect("every address");
    }
    for wish in ["nl;q=NaN", "*", ";;;,,,", "q=1", "ar;q=1e999, nl;q=-1", "\u{e9}", "nl-NL-x-\u{2028}"] {
        worker.get("/", &[("accept-language", wish)]).await;
        check(&worker.page, wish).expect("every wish");
        worker.get("/desk/aanmelden", &[("accept-language", wish), ("cookie", wish)]).await;
        check(&worker.page, wish).expect("every wish");
    }
}
