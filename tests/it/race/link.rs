//! Many phones with one answer link (antwoordlink) at once: the link is used up by one of them, whatever instance it meets.

use aantafel::domain::record::Deed;
use aantafel::schema::answer_link;
use aantafel::store;
use aantafel::web::token;

use super::*;
use crate::answer::{asked, form};

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_phones_that_say_yes_by_one_link_at_once_one_is_heard() {
    for _ in 0..5 {
        let world = World::new();
        let meeting = asked(&world);
        let [here, there] = [world.instance().await.into_router(), world.instance().await.into_router()];
        let mut phone = world.browser().await;
        phone.open("/nl/a/geheim").await;
        let yes = vec![(form(&phone.page, "nl", "yes"), String::new()); 10];
        let (here, there) = tokio::join!(all_at_once(&here, yes.clone()), all_at_once(&there, yes));
        let mut answers: Vec<u16> = here.iter().chain(&there).map(|(status, _)| status.as_u16()).collect();
        answers.sort_unstable();
        assert_eq!(
            answers,
            [vec![303], vec![410; 19]].concat(),
            "one is thanked, the others read that it was answered"
        );
        let scope = world.scope_of("gastvrouw@demo");
        let told = world.database().read_now(|db| store::record::of_meeting(db, &scope, &meeting.head.id));
        let heard = told.expect("a record").iter().filter(|told| told.record.action == Deed::AgreedByLink).count();
        assert_eq!(heard, 1);
        assert_eq!(the_same(&world, &meeting).head.version, meeting.head.version + 1);
    }
}

/// The control beside it: who looks whether the link is still good, and only then uses it, hears both.
#[test]
fn looking_before_using_a_link_would_hear_both() {
    for (is_guarded, heard) in [(true, 1), (false, 2)] {
        let world = World::new();
        asked(&world);
        let both_looked = Barrier::new(2);
        let press = || {
            let (database, hash, now) = (world.database(), token::hash("geheim"), world.clock.utc());
            database.read_now(|db| store::answer_link::find(db, &hash, now).map(drop)).expect("the link is good");
            both_looked.wait();
            let used = database.write_now(|db| match is_guarded {
                true => store::answer_link::take(db, &hash, now),
                false => {
                    let own = answer_link::table.find(&hash);
                    diesel::update(own).set(answer_link::used_at.eq(now)).execute(db)?;
                    Ok(())
                }
            });
            match used {
                Ok(()) => 1,
                Err(store::Error::NotFound) => 0,
                Err(other) => panic!("{other}"),
            }
        };
        let number = std::thread::scope(|scope| {
            let other = scope.spawn(press);
            press() + other.join().expect("no panic")
        });
        assert_eq!(number, heard, "guarded by the statement itself: {is_guarded}");
    }
}
