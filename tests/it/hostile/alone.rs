//! One bad field in a form that is right otherwise (alleen dit veld): what another field would have hidden comes through.

use aantafel::web::routes;
use axum::http::Method;

use super::check;
use crate::permission::asking::{Asked, Things, Visit, Whose, somebody_allowed};

/// What a database refuses that a program lets through: no text, days and numbers out of its range.
const OUT_OF_RANGE: [&str; 5] = ["\u{0}", "a\u{0}b", "-9999-01-01", "2147483647", "-2147483648"];

/// Fields that are no part of `Asked`, but are sent by the pages.
const ALSO_SENT: [(&str, &str); 3] = [("/aanmeldingen/einde", "which"), ("/tasks/", "due_on"), ("", "version")];

#[tokio::test]
async fn every_field_alone_takes_or_refuses_what_is_out_of_range() {
    let things = Things::find().await;
    let mut tried = 0;
    for route in routes::all().table().iter().filter(|route| route.method == "POST") {
        let asked = things.ask(route, Whose::Own).expect("every POST can be asked for one's own");
        assert_eq!(asked.method, Method::POST);
        let mut names: Vec<String> = asked.fields.iter().map(|(name, _)| name.clone()).collect();
        names.extend(ALSO_SENT.iter().filter(|(at, _)| asked.address.contains(at)).map(|(_, name)| (*name).to_owned()));
        // Passwords are slow on purpose, and never reach a query.
        names.retain(|name| !name.contains("password"));
        names.sort();
        names.dedup();
        let mut visit = Visit::start(somebody_allowed(route), asked.is_late).await;
        for name in names {
            // Over all fields each of the others has its turn.
            for text in [OUT_OF_RANGE[0], OUT_OF_RANGE[1 + tried / 2 % (OUT_OF_RANGE.len() - 1)]] {
                let mut fields = asked.fields.clone();
                fields.retain(|(own, _)| *own != name);
                fields.push((name.clone(), text.to_owned()));
                let page = visit.send(&Asked { fields, ..asked.clone() }).await;
                check(&page, &format!("{} with {name}={text:?}", asked.address)).expect("every field");
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "only {tried} fields were tried");
}
