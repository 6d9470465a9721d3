//! Opening connections (verbindingen): with the settings that every one of them keeps to.

use std::sync::Arc;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2;
use scheduled_thread_pool::{OnPoolDropBehavior, ScheduledThreadPool};

use super::{Address, Db};

/// Threads that open connections and put away idle ones: a connection that hangs while it is opened leaves the other.
const OPENERS: usize = 2;

/// Of our own, because r2d2's wait for their next round, half a minute, after the last pool is gone.
pub(super) fn openers() -> Arc<ScheduledThreadPool> {
    let threads = ScheduledThreadPool::builder().num_threads(OPENERS).thread_name_pattern("database-{}");
    Arc::new(threads.on_drop_behavior(OnPoolDropBehavior::DiscardPendingScheduled).build())
}

/// Opens connections for the pool.
pub(super) struct Opener(pub(super) Address);

impl r2d2::ManageConnection for Opener {
    type Connection = Db;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Db, r2d2::Error> {
        match &self.0 {
            Address::Sqlite(path) => {
                let mut db =
                    SqliteConnection::establish(&path.to_string_lossy()).map_err(r2d2::Error::ConnectionError)?;
                // The busy timeout comes first: without it, two that open a new file at once lock each other out.
                db.batch_execute(
                    "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                     PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; \
                     PRAGMA cache_size = -4000;",
                )
                .map_err(r2d2::Error::QueryError)?;
                Ok(Db::Sqlite(db))
            }
            Address::Postgres(url) => {
                let mut db = PgConnection::establish(url).map_err(r2d2::Error::ConnectionError)?;
                db.batch_execute(
                    "SET statement_timeout = '10s'; SET lock_timeout = '5s'; \
                     SET idle_in_transaction_session_timeout = '15s'; SET TIME ZONE 'UTC';",
                )
                .map_err(r2d2::Error::QueryError)?;
                Ok(Db::Postgres(db))
            }
        }
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), r2d2::Error> {
        db.batch_execute("SELECT 1").map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        std::thread::panicking()
            || match db {
                Db::Sqlite(db) => AnsiTransactionManager::is_broken_transaction_manager(db),
                Db::Postgres(db) => AnsiTransactionManager::is_broken_transaction_manager(db),
            }
    }
}
