//! The statement (afspraak): both owners print what they agreed, nobody else does.

use aantafel::domain::cost::{Cost, CostItem, Payer};
use aantafel::domain::meeting::State;
use aantafel::language::Language;
use aantafel::schema::meeting_cost;
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::world::World;

#[tokio::test]
async fn both_owners_read_and_print_what_they_agreed() {
    let world = World::new();
    let host_id = world.organisation_of("gastvrouw@demo");
    let meeting =
        world.meeting("werker@demo", |meeting| meeting.head.state == State::Agreed && meeting.head.host_id == host_id);
    let cost = Cost {
        meeting_id: meeting.head.id.clone(),
        item: CostItem::Fee,
        payer: Payer::Municipality,
        cents: 17_550,
        due_on: meeting.plan.starts_at.date().succ_opt(),
    };
    let kept = world.database().write_now(|db| {
        diesel::delete(meeting_cost::table.filter(meeting_cost::meeting_id.eq(&meeting.head.id))).execute(db)?;
        Ok(diesel::insert_into(meeting_cost::table).values(&cost).execute(db)?)
    });
    assert_eq!(kept.expect("a cost"), 1);
    for email in ["werker@demo", "gastvrouw@demo"] {
        let mut browser = world.signed_in(email).await;
        for language in Language::written() {
            let address = format!("/desk/meetings/{}/afspraak?taal={language}", meeting.head.id);
            let page = browser.open(&address).await;
            let t = &language.phrases().statement;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text().contains(t.fee.as_str()) && page.text().contains("175"), "{email} {language}");
            assert!(page.has("bdi[dir='ltr']"), "amounts read one way only");
            let address = format!("/desk/meetings/{}/afspraak.pdf?taal={language}", meeting.head.id);
            let paper = browser.open(&address).await;
            assert_eq!(paper.header("content-type"), "application/pdf", "{email} {language}");
            assert!(
                paper.header("content-disposition").contains("afspraak-"),
                "{}",
                paper.header("content-disposition")
            );
        }
    }
    let mut other = world.signed_in("werker.groningen@demo").await;
    let page = other.open(&format!("/desk/meetings/{}/afspraak.pdf", meeting.head.id)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn parents_cannot_ask_for_it() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Published);
    let key = aantafel::web::paths::key(&meeting.head).to_owned();
    let mut browser = world.browser().await;
    for file in ["afspraak", "afspraak.pdf"] {
        assert_eq!(browser.open(&format!("/nl/m/{key}/{file}")).await.status, StatusCode::NOT_FOUND);
    }
}
