//! A form that comes in when the sign-in is over (afgelopen): refused, told in words, and what was typed is given back.

use super::asking::{Asked, Ended, somebody_allowed};
use super::*;
use crate::browser::Form;

/// Words that somebody typed, in every kind of field that holds words.
const TYPED: [(&str, &str); 6] = [
    ("note", "Neem de <b>grote</b> kan mee\nen kopjes"),
    ("reason", "De zaal is toch niet vrij"),
    ("text", "Kunnen we later beginnen?"),
    ("venue", "Buurthuis"),
    ("own_title_ar", "\u{644}\u{642}\u{627}\u{621}"),
    ("interpreter_name", "Mevrouw Haile"),
];
/// What nobody must see again, even when it looks like words.
const SECRETS: [(&str, &str); 7] = [
    ("password", "een geheime zin"),
    ("new_password", "een andere geheime zin"),
    ("code", "123 456"),
    ("pin", "98 76"),
    ("ticket", "wat al bewezen is"),
    ("email", "iemand @ geheim"),
    ("verder", "/desk en verder"),
];

/// The same with what was typed, in place of the fields that the handler takes.
fn typed(asked: &Asked) -> Asked {
    let fields = TYPED.iter().chain(&SECRETS).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Asked { fields: fields.collect(), ..asked.clone() }
}

fn is_guarded(policy: &str) -> bool {
    !["anyone", "visitor"].contains(&policy)
}

/// The sign-in page that the answer leads to.
fn way_in(page: &Page) -> String {
    page.links().into_iter().find(|link| link.contains("?verder=")).expect("a way in")
}

#[tokio::test]
async fn a_form_sent_after_the_sign_in_ended_is_refused_and_gives_back_what_was_typed() {
    let things = Things::find().await;
    let table = routes::all();
    let mut visits: BTreeMap<(&str, String), Visit> = BTreeMap::new();
    let mut refused = 0;
    for route in table.table().iter().filter(|route| route.method == "POST") {
        let who = somebody_allowed(route);
        // Who is let in without a sign-in has none that could end; a form of theirs can only be too old.
        if who.is_empty() {
            continue;
        }
        let mut first = None;
        for how in Ended::ALL {
            let mut visit = match visits.remove(&(who, format!("{how:?}"))) {
                Some(visit) => visit,
                None => {
                    let mut visit = Visit::start(who, false).await;
                    visit.end(who, how).await;
                    visit
                }
            };
            for whose in Whose::ALL {
                let Some(asked) = things.ask(route, whose) else { continue };
                let page = visit.send_with(Method::POST, &typed(&asked), &[]).await;
                let about = format!("{} {how:?} {whose:?}", asked.address);
                assert_eq!(page.status.as_u16(), 403, "{about}: {}", page.text());
                let back = page.all("textarea[readonly]").join("\n");
                for (name, value) in TYPED {
                    assert!(back.contains(value), "{about}: {name} is given back: {}", page.text());
                }
                for (name, value) in SECRETS {
                    assert!(!page.html().contains(value), "{about}: {name} is on the page");
                }
                assert!(!page.html().contains(&visit.token), "{about}: the token is on the page");
                assert!(page.has("main h1") && !page.html().contains("<b>grote"), "{about}: {}", page.text());
                assert_eq!(page.header("cache-control"), "no-store", "{about}");
                if is_guarded(route.policy) {
                    assert!(page.text().contains("niet meer aangemeld") && page.text().contains("niets bewaard"));
                    let to = way_in(&page);
                    let home = if route.path.starts_with("/{lang}") { "/nl/in?" } else { "/desk/aanmelden?" };
                    assert!(to.starts_with(home), "{about}: {to}");
                    let said = told(&page, if asked.name.len() > 2 { &asked.name } else { "" });
                    assert_eq!(first.get_or_insert(said.clone()), &said, "{about} is told apart");
                    refused += 1;
                }
            }
            let changed = rows::difference(&visit.rows, &rows::all(&visit.database));
            assert_eq!(changed, [""; 0], "{} {how:?}", route.path);
            visits.insert((who, format!("{how:?}")), visit);
        }
    }
    assert!(refused > 600, "{refused} forms were refused");
}

#[tokio::test]
async fn the_way_in_leads_back_to_the_page_with_the_form_and_no_field_of_words_is_lost() {
    // Of a change, which is taken back on the evening's page, of a colleague who needs no link, of who has a password
    // already, of a second step that is not on, of who leaves, and of a logo that is not there: one comes back near it.
    let elsewhere = [
        "/{lang}/wij/{id}/wijzigen/terug",
        "/{lang}/wij/account/tweede-stap/codes",
        "/{lang}/wij/account/tweede-stap/uit",
        "/{lang}/wij/collegas/{account}/link",
        "/{lang}/wachtwoord",
        "/desk/tweede-stap/codes",
        "/desk/tweede-stap/uit",
        "/desk/vertrek",
        "/desk/organisatie/logo/weg",
        "/{lang}/wij/organisatie/logo/weg",
        // Without a draft in its address there is nothing to be sure of.
        "/desk/concepten/weg",
        "/desk/concepten/voorstellen",
        // What was looked at is looked at anew; a calendar's address that was never made cannot end.
        "/desk/onderhoud",
        "/desk/aanmeldingen/agenda/weg",
        "/{lang}/wij/account/agenda/weg",
    ];
    let things = Things::find().await;
    let mut visits: BTreeMap<(&str, bool), Visit> = BTreeMap::new();
    let (mut missing, mut lost, mut shown) = (Vec::new(), Vec::new(), Vec::new());
    for route in routes::all().table().iter().filter(|route| route.method == "POST" && is_guarded(route.policy)) {
        let who = somebody_allowed(route);
        let asked = things.ask(route, Whose::Own).expect("every POST can be asked for one's own");
        let mut visit = match visits.remove(&(who, asked.is_late)) {
            Some(visit) => visit,
            None => Visit::start(who, asked.is_late).await,
        };
        visit.leave().await;
        let page = visit.send_with(Method::POST, &asked, &[]).await;
        let back = visit.sign_in_at(&way_in(&page), who).await;
        assert_eq!(back.status.as_u16(), 200, "{}: {} leads to {}", asked.address, way_in(&page), back.address);
        visit.leave().await;
        let Some(form) = back.forms().into_iter().find(|form| form.action == asked.address) else {
            missing.push(route.path);
            visits.insert((who, asked.is_late), visit);
            continue;
        };
        let (words, secrets) = (words_of(&back, &form), secrets_of(&back, &form));
        let is_late = asked.is_late;
        let filled = words.iter().chain(&secrets).map(|name| (name.clone(), format!("canary of {name}"))).collect();
        let page = visit.send_with(Method::POST, &Asked { fields: filled, ..asked }, &[]).await;
        visits.insert((who, is_late), visit);
        let given = page.all("textarea[readonly]").join("\n");
        let is_given = |name: &&String| given.contains(&format!("canary of {name}"));
        lost.extend(words.iter().filter(|name| !is_given(name)).map(|name| format!("{} {name}", route.path)));
        shown.extend(secrets.iter().filter(is_given).map(|name| format!("{} {name}", route.path)));
    }
    assert_eq!(missing, elsewhere, "forms that are not on the page that one comes back to");
    assert_eq!((lost, shown), (Vec::new(), Vec::new()), "words that were lost, and secrets that were shown");
}

/// The fields of a form into which somebody types words; an amount alone says nothing.
fn words_of(page: &Page, form: &Form) -> Vec<String> {
    let typed = ["textarea", "input[type=text]", "input:not([type])", "input[type=tel]"];
    named(page, form, &typed).into_iter().filter(|name| !is_secret(page, name)).collect()
}

/// The others: what they hold is for us alone.
fn secrets_of(page: &Page, form: &Form) -> Vec<String> {
    let words = words_of(page, form);
    form.fields.iter().map(|(name, _)| name.clone()).filter(|name| !words.contains(name)).collect()
}

fn is_secret(page: &Page, name: &str) -> bool {
    // Whoever has the address of a calendar reads it.
    let kinds = [
        "type=password",
        "type=hidden",
        "autocomplete=one-time-code",
        "inputmode=numeric",
        "name=email",
        "name=calendar_url",
    ];
    kinds.iter().any(|kind| page.has(&format!("input[name='{name}'][{kind}]"))) || name.ends_with("_amount")
}

fn named(page: &Page, form: &Form, kinds: &[&str]) -> Vec<String> {
    let is_of_kind = |name: &String| kinds.iter().any(|kind| page.has(&format!("{kind}[name='{name}']")));
    form.fields.iter().map(|(name, _)| name.clone()).filter(is_of_kind).collect()
}
