//! What belongs to two owners (eigenaren) cannot belong to anybody else: the keys of both databases say so.

use aantafel::domain::meeting::{Meeting, State};
use aantafel::store::Database;
use diesel::prelude::*;

use crate::world::World;

fn try_sql(database: &Database, statement: &str) -> Result<usize, String> {
    let done = database.write_now(|db| Ok(diesel::sql_query(statement).execute(db)?));
    done.map_err(|refused| refused.to_string().to_lowercase())
}

/// The same row twice: once for a stranger, which the database must refuse, and once for an owner, which it takes.
fn check(database: &Database, row: impl Fn(&str) -> String, stranger: &str, owner: &str) {
    let refused = try_sql(database, &row(stranger)).expect_err(&row(stranger));
    assert!(refused.contains("foreign key"), "{}: {refused}", row(stranger));
    assert_eq!(try_sql(database, &row(owner)), Ok(1), "{}", row(owner));
}

#[test]
fn no_child_of_a_meeting_belongs_to_an_organisation_that_owns_no_side_of_it() {
    let world = World::new();
    let database = world.database();
    let meeting: Meeting = world.meeting("werker@demo", |meeting| {
        meeting.head.state == State::Published && meeting.staged.is_none() && meeting.replies.is_empty()
    });
    let id = &meeting.head.id;
    let stranger = world.organisation_of("werker.groningen@demo").to_string();
    let (support, host) = (meeting.head.support_id.to_string(), meeting.head.host_id.to_string());
    let now = "2026-11-21 12:00:00";
    check(
        &database,
        |who| {
            format!(
                "INSERT INTO reply (meeting_id, organisation_id, kind, text, replied_at) VALUES ('{id}', '{who}', 'call_me', '', '{now}')"
            )
        },
        &stranger,
        &host,
    );
    check(
        &database,
        |who| {
            format!(
                "INSERT INTO answer_link (token_hash, meeting_id, organisation_id, created_at, expires_at) VALUES ('x', '{id}', '{who}', '{now}', '{now}')"
            )
        },
        &stranger,
        &host,
    );
    check(
        &database,
        |who| {
            format!(
                "INSERT INTO task (meeting_id, item, version, owner_id, days_before, is_needed) VALUES ('{id}', 'print', 1, '{who}', 14, TRUE)"
            )
        },
        &stranger,
        &host,
    );
    let yes = |who: &str| {
        format!(
            "UPDATE agreement SET noted_by_organisation = '{who}' WHERE meeting_id = '{id}' AND organisation_id = '{host}'"
        )
    };
    check(&database, yes, &stranger, &support);
}

#[test]
fn a_set_holds_meetings_of_the_same_two_owners_only() {
    let world = World::new();
    let database = world.database();
    let own = world.meeting("werker@demo", |meeting| meeting.head.state == State::Published);
    let other = world.meeting("werker.groningen@demo", |_| true);
    let now = "2026-11-21 12:00:00";
    let (support, host) = (&own.head.support_id, &own.head.host_id);
    let set = format!(
        "INSERT INTO meeting_set (id, support_id, host_id, created_at) VALUES ('set', '{support}', '{host}', '{now}')"
    );
    assert_eq!(try_sql(&database, &set), Ok(1));
    let put = |meeting: &Meeting, support: &str, host: &str| {
        let id = &meeting.head.id;
        format!(
            "INSERT INTO meeting_in_set (meeting_id, set_id, support_id, host_id) VALUES ('{id}', 'set', '{support}', '{host}')"
        )
    };
    for (support, host) in
        [(support.as_str(), host.as_str()), (other.head.support_id.as_str(), other.head.host_id.as_str())]
    {
        let refused = try_sql(&database, &put(&other, support, host)).expect_err("another owners' meeting");
        assert!(refused.contains("foreign key"), "{refused}");
    }
    assert_eq!(try_sql(&database, &put(&own, support.as_str(), host.as_str())), Ok(1));
}

#[test]
fn every_table_with_a_form_that_edits_it_counts_its_versions() {
    let world = World::new();
    let database = world.database();
    for table in ["account", "application", "meeting", "organisation", "proposal", "task"] {
        let asked = try_sql(&database, &format!("UPDATE {table} SET version = version + 0 WHERE 1 = 0"));
        assert_eq!(asked, Ok(0), "{table} has a version");
    }
}
