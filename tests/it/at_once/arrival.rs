//! A sign-in that crosses what ends every sign-in: with the old password nobody is in afterwards.

use aantafel::domain::account::SignIn;
use aantafel::schema::sign_in;
use aantafel::store::{self, Db};
use aantafel::web::entry::arrival::{Arrival, Let, Proven, let_in};
use axum::extract::FromRequestParts;
use axum::http::Request;
use diesel::prelude::*;

use super::at_once;
use crate::world::World;

#[tokio::test]
async fn who_proved_the_old_password_does_not_come_in_after_it_was_changed() {
    for is_changed in [false, true] {
        let world = World::new();
        let (app, account) = (world.instance().await, world.account_of("werker@demo"));
        if is_changed {
            // The password was looked at; then, in another browser, it is changed and every sign-in ended.
            let id = account.id.clone();
            let change = |db: &mut Db| {
                store::account::set_password(db, &id, "another")?;
                store::colleague::put_out(db, &id)
            };
            world.database().write_now(change).expect("another password");
        }
        let (mut parts, ()) = Request::new(()).into_parts();
        let arrival = Arrival::from_request_parts(&mut parts, &app).await.expect("a visitor");
        let door = aantafel::language::Language::dutch();
        let proven = Proven { account: account.clone(), link: None, then: String::new(), door };
        let came = let_in(&app, arrival, proven, None).await.expect("the database answers");
        let own = sign_in::table.filter(sign_in::account_id.eq(&account.id));
        let left: Vec<SignIn> =
            world.database().read_now(|db| Ok(own.select(SignIn::as_select()).load(db)?)).expect("sign-ins");
        match is_changed {
            false => assert!(matches!(came, Let::In(_)) && left.len() == 1, "without it they come in"),
            true => assert!(matches!(came, Let::Changed) && left.is_empty(), "{left:?}"),
        }
    }
}

/// The same through the door, over two connections: whoever is first, no sign-in with the old password is left.
#[test]
fn a_sign_in_and_a_change_of_the_password_at_once_leave_no_sign_in() {
    for sign_in_is_first in [true, false] {
        let world = World::new();
        let account = world.account_of("werker@demo");
        let now = world.clock.utc();
        let row = SignIn {
            token_hash: "a sign-in".to_owned(),
            account_id: account.id.clone(),
            created_at: now,
            seen_at: now,
            device: String::new(),
        };
        let done = at_once(&world, |db, number| {
            if (number == 0) == sign_in_is_first {
                if store::hold::unchanged_account(db, &account.id, account.version)? {
                    store::sign_in::put(db, &row)?;
                }
                return Ok(());
            }
            store::account::set_password(db, &account.id, "another")?;
            store::colleague::put_out(db, &account.id)
        });
        assert!(done.iter().all(Result::is_ok), "{done:?}");
        let own = sign_in::table.filter(sign_in::account_id.eq(&account.id)).count();
        assert_eq!(world.database().read_now(|db| Ok(own.get_result::<i64>(db)?)).expect("a number"), 0);
    }
}
