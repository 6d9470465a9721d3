//! A panic in a handler (R28): a page in the user's language, nothing half-written, and the next request works.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use aantafel::web::routes;
use axum::http::StatusCode;

use crate::permission::asking::{Things, Visit, Whose, somebody_allowed};
use crate::query_count::watch;
use crate::rows;

/// What is to go wrong in a database, by its address: at a commit, or at the n-th query from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trap {
    Commit,
    Query(u32),
    Sprung,
}

static TRAPS: Mutex<Option<HashMap<String, Trap>>> = Mutex::new(None);

fn traps() -> MutexGuard<'static, Option<HashMap<String, Trap>>> {
    TRAPS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn set(url: &str, trap: Trap) {
    traps().get_or_insert_default().insert(url.to_owned(), trap);
}

/// Whether the trap sprang; it is taken away.
fn sprang(url: &str) -> bool {
    traps().get_or_insert_default().remove(url) == Some(Trap::Sprung)
}

/// One query or commit of a connection; only those of a database with a trap are ever disturbed.
pub fn step(url: &str, is_commit: bool) {
    // A pool that opens a connection beside the request is not what is tried here.
    if std::thread::current().name().is_some_and(|name| name.starts_with("database-")) {
        return;
    }
    let mut traps = traps();
    let Some(trap) = traps.get_or_insert_default().get_mut(url) else { return };
    let is_now = match trap {
        Trap::Commit => is_commit,
        Trap::Query(1) => !is_commit,
        Trap::Query(left) => {
            *left -= u32::from(!is_commit);
            false
        }
        Trap::Sprung => false,
    };
    if is_now {
        *trap = Trap::Sprung;
        drop(traps);
        panic!("on purpose, in {url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_before_the_commit_of_any_form_leaves_nothing_and_the_next_send_works() {
    watch();
    let things = Things::find().await;
    let mut disturbed = 0;
    for route in routes::all().table().iter().filter(|route| route.method == "POST") {
        let asked = things.ask(route, Whose::Own).expect("every POST can be asked for one's own");
        let mut visit = Visit::start(somebody_allowed(route), asked.is_late).await;
        set(visit.url(), Trap::Commit);
        let page = visit.send(&asked).await;
        let about = format!("{} answers {}", asked.address, page.status);
        if !sprang(visit.url()) {
            assert!(page.status != StatusCode::INTERNAL_SERVER_ERROR, "{about} without a panic");
            continue;
        }
        disturbed += 1;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{about}");
        assert!(
            page.has("main h1") && page.all("code").len() == 1,
            "{about}: a page with a code to quote: {}",
            page.text()
        );
        assert!(!page.html().contains("on purpose"), "{about}: the cause is nobody's business");
        assert_eq!(rows::difference(&visit.rows, &rows::all(&visit.database)), Vec::<String>::new(), "{about}");
        let again = visit.send(&asked).await;
        assert!(!again.status.is_server_error(), "{} works again: {}", asked.address, again.status);
    }
    assert!(disturbed > 25, "only {disturbed} forms came as far as a commit");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_in_any_of_the_first_queries_of_a_page_is_told_and_forgotten() {
    watch();
    let things = Things::find().await;
    let mut visits: HashMap<&str, Visit> = HashMap::new();
    let mut disturbed = 0;
    for route in routes::all().table().iter().filter(|route| route.method == "GET") {
        let asked = things.ask(route, Whose::Own).expect("every page can be asked for");
        let somebody = somebody_allowed(route);
        let mut visit = match visits.remove(somebody) {
            Some(visit) => visit,
            None => Visit::start(somebody, asked.is_late).await,
        };
        for query in 1..=3 {
            set(visit.url(), Trap::Query(query));
            let page = visit.send(&asked).await;
            if !sprang(visit.url()) {
                break;
            }
            disturbed += 1;
            // Whether the database is well is what one of them tells.
            let is_told = page.status == StatusCode::INTERNAL_SERVER_ERROR || asked.address == "/readyz";
            assert!(is_told, "{} answers {} at query {query}", asked.address, page.status);
            let again = visit.send(&asked).await;
            assert!(!again.status.is_server_error(), "{} works again: {}", asked.address, again.status);
        }
        visits.insert(somebody, visit);
    }
    assert!(disturbed > 40, "only {disturbed} pages were disturbed");
}
