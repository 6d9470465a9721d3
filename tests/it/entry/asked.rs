//! A link that is asked for an address that nobody has (vraag van niemand): the same is written, and it leads nowhere.

use aantafel::domain::message::MessageState;
use aantafel::mail;
use aantafel::schema::message;
use diesel::prelude::*;

use super::*;
use crate::sink::Sink;

/// Asks for a link, and waits until it is written; says which tables have other rows then.
async fn ask(world: &World, email: &str) -> Vec<String> {
    let before = rows::all(&world.database());
    let mut visitor = world.browser().await;
    let form = visitor.get("/nl/in", &[]).await.form("Stuur mij een link").set("link_email", email);
    assert_eq!(visitor.post(&form.action, &form.fields).await.status.as_u16(), 200);
    for _ in 0..500 {
        let changed = rows::difference(&before, &rows::all(&world.database()));
        if changed.iter().any(|row| row.starts_with("+ message:")) {
            let mut tables: Vec<String> =
                changed.iter().filter_map(|row| row.split(':').next().map(str::to_owned)).collect();
            tables.retain(|table| table.starts_with('+'));
            return tables;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("nothing was written for {email}")
}

/// What waits for nobody: its text and its state.
fn to_nobody(world: &World) -> Vec<(String, MessageState)> {
    let of = message::table.filter(message::to_address.eq("")).select((message::text, message::state));
    world.database().read_now(|db| Ok(of.load(db)?)).expect("messages")
}

fn links(world: &World) -> usize {
    rows::all(&world.database()).iter().filter(|row| row.starts_with("sign_in_link:")).count()
}

#[tokio::test]
async fn an_address_that_nobody_has_leaves_the_same_rows_which_open_nothing_and_go_nowhere() {
    let world = World::new();
    let sink = Sink::start().await;
    ask(&world, "eerste@demo").await;
    assert_eq!(ask(&world, "niemand@demo").await, ask(&world, "werker@demo").await, "rows in the same tables");
    assert_eq!((to_nobody(&world), links(&world)), (Vec::new(), 1), "the next takes away what was for nobody");

    ask(&world, "niemand@demo").await;
    let all = to_nobody(&world);
    let [(text, MessageState::Waiting)] = &all[..] else { panic!("one that waits: {all:?}") };
    let at = text.find("/nl/in/").expect("a link like any other");
    let address = text[at..].split_whitespace().next().expect("an address").to_owned();
    let mut finder = world.browser().await;
    assert_eq!(finder.get(&address, &[]).await.status.as_u16(), 410, "it opens nothing");
    let token = finder.get("/nl/in", &[]).await.form("Stuur mij een link").value("form_token").to_owned();
    let page = finder.post(&address, &[("form_token".to_owned(), token)]).await;
    assert_eq!(page.status.as_u16(), 410, "{}", page.text());
    assert!(finder.cookies().is_empty(), "nobody is let in");

    mail::deliver_due(&world.database(), &world.clock, &sink.sender()).await.expect("the outbox can be read");
    let to: Vec<String> = sink.kept().into_iter().map(|kept| kept.to).collect();
    assert_eq!(to, ["werker@demo"], "what is for nobody is not sent");
    let [(text, MessageState::Sent)] = &to_nobody(&world)[..] else { panic!("it is done with") };
    assert!(!text.contains("/nl/in/"), "and its link is not kept");
}

#[tokio::test]
async fn however_many_addresses_nobody_has_there_is_one_row_for_them() {
    let world = World::new();
    for number in 0..20 {
        ask(&world, &format!("niemand{number}@demo")).await;
        assert_eq!((to_nobody(&world).len(), links(&world)), (1, 1), "after {number} more");
    }
}
