//! The messages of these tests, and what was wrong with how they arrived.

use std::collections::{HashMap, HashSet};

use aantafel::clock::Clock;
use aantafel::domain::meeting::MeetingId;
use aantafel::domain::message::{CalendarMethod, Message, MessageId, MessageKind, MessageState};
use aantafel::store::{self, Database};
use diesel::prelude::*;

use crate::sink::{Kept, property};
use crate::world::World;

/// Of one meeting to one address: seven requests, and then that it is cancelled.
const EACH: i32 = 8;

/// A parked message of this organisation, for tests of who may see it.
pub fn park(world: &World, id: &str, owner: &str) {
    let row = Message {
        id: id.parse().expect("an identifier"),
        organisation_id: Some(world.organisation_of(owner)),
        state: MessageState::Parked,
        ..message(&world.clock, None, 0, "lezer@example.org")
    };
    world.database().write_now(|db| store::outbox::put(db, &row)).expect("a message can be put");
}

/// Messages of so many meetings, put in the wrong order: that of the numbers is what counts.
pub fn fill(world: &World, meetings: usize) {
    let rows: Vec<Message> = (0..meetings)
        .flat_map(|at| {
            let id = MeetingId::new(world.clock.millis(), world.clock.chance());
            let to = format!("lezer{at}@example.org");
            (1..=EACH).rev().map(move |number| (id.clone(), number, to.clone()))
        })
        .map(|(id, number, to)| message(&world.clock, Some(&id), number, &to))
        .collect();
    let put = world.database().write_now(|db| rows.iter().try_for_each(|row| store::outbox::put(db, row)));
    put.expect("messages can be put");
}

pub fn message(clock: &Clock, meeting_id: Option<&MeetingId>, number: i32, to: &str) -> Message {
    let id = MessageId::new(clock.millis(), clock.chance());
    let method = if number == EACH { CalendarMethod::Cancel } else { CalendarMethod::Request };
    let uid = meeting_id.map_or_else(String::new, ToString::to_string);
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nSEQUENCE:{number}\r\nEND:VEVENT\r\n"
    );
    Message {
        message_id: format!("<{id}@aantafel.example>"),
        id,
        kind: MessageKind::Moved,
        organisation_id: None,
        account_id: None,
        meeting_id: meeting_id.cloned(),
        number,
        to_name: "Lezer".to_owned(),
        to_address: to.to_owned(),
        language: "nl".to_owned(),
        subject: format!("Bericht {number}"),
        text: "Dag".to_owned(),
        html: "<p>Dag</p>".to_owned(),
        calendar: Some(calendar),
        calendar_method: Some(method),
        state: MessageState::Waiting,
        tries: 0,
        due_at: clock.utc(),
        lease: None,
        leased_until: None,
        last_trouble: None,
        created_at: clock.utc(),
        sent_at: None,
    }
}

/// What is missing, came more often than senders died, changed its Message-ID, or came after what it should precede.
pub fn faults(kept: &[Kept], messages: usize, crashes: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut ids: HashMap<(String, String), HashSet<String>> = HashMap::new();
    let mut last: HashMap<String, (i32, String)> = HashMap::new();
    for kept in kept {
        let (calendar, method) = kept.mail().calendar().expect("each has an entry");
        let number: i32 = property(&calendar, "SEQUENCE").parse().expect("a number");
        ids.entry((kept.to.clone(), number.to_string())).or_default().insert(kept.mail().id());
        let before = last.insert(kept.to.clone(), (number, method));
        if let Some((before, _)) = before.filter(|(before, _)| *before > number) {
            found.push(format!("{}: {number} came after {before}", kept.to));
        }
    }
    if ids.len() != messages {
        found.push(format!("{} of {messages} arrived", ids.len()));
    }
    if kept.len() - ids.len() > crashes {
        found.push(format!("{} came twice, {crashes} senders died", kept.len() - ids.len()));
    }
    found
        .extend(ids.iter().filter(|(_, ids)| ids.len() > 1).map(|(which, _)| format!("{which:?}: another Message-ID")));
    let not_last = last.iter().filter(|(_, (_, method))| method != "CANCEL");
    found.extend(not_last.map(|(to, (number, _))| format!("{to}: {number} came after the last")));
    found
}

pub fn rows(database: &Database) -> Vec<Message> {
    use aantafel::schema::message;
    let read = database.read_now(|db| Ok(message::table.select(Message::as_select()).load(db)?));
    read.expect("messages can be read")
}

pub fn waiting(database: &Database) -> usize {
    rows(database).iter().filter(|row| row.state == MessageState::Waiting).count()
}
