//! What leaves by mail (verzending): takes messages from the outbox one by one, and notes what became of each.
//!
//! Any instance may send any message. It takes a lease first, sends, and then notes that it went; who dies in between
//! leaves a lease that ends, and the message goes out once more under the same Message-ID. Nothing is sent while a
//! request waits for it.

mod envelope;
mod sender;

use std::time::Duration;

use crate::clock::Clock;
use crate::domain::message::{LONGEST_WAIT, Message, Trouble};
use crate::store::{self, Database};

pub use sender::{Sender, WrongServer};

/// So many are under way at once in one instance: one that hangs does not hold up the others.
const WORKERS: usize = 4;
/// How often a worker looks whether something is due.
const PAUSE: Duration = Duration::from_secs(2);

/// Sends what is due, for as long as the planner runs.
pub async fn keep_delivering(database: Database, clock: Clock, sender: Sender) {
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..WORKERS {
        let (database, clock, sender) = (database.clone(), clock.clone(), sender.clone());
        workers.spawn(async move {
            loop {
                if let Err(cause) = deliver_due(&database, &clock, &sender).await {
                    tracing::warn!(%cause, "could not look into the outbox");
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
    }
    workers.join_all().await;
}

/// Sends one after the other until nothing is due; says how many went out.
pub async fn deliver_due(database: &Database, clock: &Clock, sender: &Sender) -> Result<usize, store::Error> {
    let mut sent = 0;
    while let Some((message, lease)) = claim(database, clock).await? {
        if deliver(database, clock, sender, message, lease).await? {
            sent += 1;
        }
    }
    Ok(sent)
}

/// A message that is due, and the lease under which nobody else sends it.
async fn claim(database: &Database, clock: &Clock) -> Result<Option<(Message, String)>, store::Error> {
    let now = clock.utc();
    if !database.read(move |db| store::outbox::any_due(db, now)).await? {
        return Ok(None);
    }
    let lease: String = clock.chance::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    let token = lease.clone();
    let claimed = database.write(move |db| store::outbox::claim(db, now, &token)).await?;
    Ok(claimed.map(|message| (message, lease)))
}

async fn deliver(
    database: &Database,
    clock: &Clock,
    sender: &Sender,
    message: Message,
    lease: String,
) -> Result<bool, store::Error> {
    let outcome = if message.is_to_nobody() {
        Ok(())
    } else if message.created_at + LONGEST_WAIT < clock.utc() {
        Err(Trouble::TooOld)
    } else {
        sender.send(&message).await
    };
    let now = clock.utc();
    let (id, kind) = (message.id.clone(), message.kind);
    match outcome {
        Ok(()) => {
            database.write(move |db| store::outbox::sent(db, &message, &lease, now)).await?;
            Ok(true)
        }
        Err(trouble) => {
            tracing::warn!(message = %id, %kind, %trouble, "a message did not go out");
            database
                .write(move |db| match trouble {
                    Trouble::WrongAddress | Trouble::TooOld => store::outbox::park(db, &message, &lease, trouble),
                    _ => store::outbox::failed(db, &message, &lease, now, trouble),
                })
                .await?;
            Ok(false)
        }
    }
}
