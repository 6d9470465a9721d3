//! A crowd of applications (aanvragen) from one address at once: the limit holds exactly, over both instances.

use aantafel::domain::Refusal;
use aantafel::domain::region::Region;
use aantafel::store;
use aantafel::store::application::MOST_PER_HOUR;

use super::*;
use crate::join::{made, row, typed};

const MANY: usize = 50;

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_from_one_address_at_once_five_are_kept_and_the_rest_are_told_to_wait() {
    let world = World::new();
    let mut browser = world.browser().await;
    let mut forms = Vec::new();
    for number in 0..MANY {
        browser.open("/nl/meedoen").await;
        let form = typed(browser.page.form("Stuur")).set("name", &format!("Kring {number}"));
        forms.push((form, String::new()));
    }
    // A person needs longer than this to fill one in.
    world.clock.advance(chrono::Duration::seconds(20));
    let [here, there] = [world.instance().await.into_router(), world.instance().await.into_router()];
    let others = forms.split_off(MANY / 2);
    let (here, there) = tokio::join!(all_at_once(&here, forms), all_at_once(&there, others));
    let answers = [here, there].concat();
    let number = |wanted: StatusCode| answers.iter().filter(|(status, _)| *status == wanted).count();
    let most = usize::try_from(MOST_PER_HOUR).expect("few");
    assert_eq!((number(StatusCode::SEE_OTHER), number(StatusCode::TOO_MANY_REQUESTS)), (most, MANY - most));
    assert_eq!(made(&world).len(), most, "what was thanked for is kept, and nothing else");
    let waits = answers.iter().find(|(status, _)| *status == StatusCode::TOO_MANY_REQUESTS).expect("one that waits");
    assert!(waits.1.contains("Kring "), "what was typed stays");
}

/// The control beside it: who counts what came before, and only then counts itself, lets both in.
#[test]
fn counting_before_one_is_counted_would_let_more_in() {
    for (is_guarded, kept) in [(true, 1), (false, 2)] {
        let world = World::new();
        let (database, now) = (world.database(), world.clock.utc());
        for _ in 1..MOST_PER_HOUR {
            database.write_now(|db| store::sign_in::note_failure(db, "an address", now)).expect("a count");
        }
        let both_looked = Barrier::new(2);
        let send = |id: &str| {
            let row = row(&world, id, Region::Middle);
            let since = now - chrono::Duration::hours(1);
            let before = database.read_now(|db| store::sign_in::tries(db, "an address", since)).expect("a count");
            both_looked.wait();
            if is_guarded {
                return match database.write_now(|db| store::application::put(db, &row, "an address", now)) {
                    Ok(()) => 1,
                    Err(store::Error::Refused(Refusal::TooOften)) => 0,
                    Err(other) => panic!("{other}"),
                };
            }
            if before >= MOST_PER_HOUR {
                return 0;
            }
            let put = database.write_now(|db| {
                store::sign_in::note_failure(db, "an address", now)?;
                store::application::add(db, &row)
            });
            put.expect("an application can be kept");
            1
        };
        let number = std::thread::scope(|scope| {
            let other = scope.spawn(|| send("01990000-0000-7000-8000-0000000000ca"));
            send("01990000-0000-7000-8000-0000000000cb") + other.join().expect("no panic")
        });
        assert_eq!(number, kept, "counted in the transaction that keeps it: {is_guarded}");
    }
}
