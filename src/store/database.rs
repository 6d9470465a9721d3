//! The one door to the database: SQLite or PostgreSQL behind the same queries, off the request threads.

mod opener;

use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::Pool;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use tokio::sync::Semaphore;

use super::Error;
use opener::{Opener, openers};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Db {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

const MIGRATIONS: EmbeddedMigrations = embed_migrations!();
/// Any number will do, as long as every instance takes the same: it makes them migrate one after the other.
const MIGRATION_LOCK: i64 = 20_261_121;
const PATIENCE: Duration = Duration::from_secs(5);
const READERS: u32 = 6;
/// How often a write is begun that crosses others'.
const MOST_TIMES: u32 = 3;

/// Where the data lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Address {
    /// `postgres://...` is PostgreSQL; anything else is the path of a SQLite file.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Sqlite(PathBuf::from(text.strip_prefix("sqlite://").unwrap_or(text)))
        }
    }
}

/// The pools. Cloning shares them.
#[derive(Clone)]
pub struct Database {
    readers: Pool<Opener>,
    writers: Pool<Opener>,
    read_gate: Arc<Semaphore>,
    write_gate: Arc<Semaphore>,
}

impl Database {
    /// Opens the database, makes the SQLite file where there is none, and brings the tables up to date.
    pub fn open(address: &Address) -> Result<Self, Error> {
        if let Address::Sqlite(path) = address {
            make_private_file(path)?;
        }
        let openers = openers();
        let pool = |size| {
            Pool::builder()
                .thread_pool(openers.clone())
                .max_size(size)
                .min_idle(Some(1))
                .connection_timeout(PATIENCE)
                .test_on_check_out(false)
                .build(Opener(address.clone()))
        };
        let readers = pool(READERS)?;
        // SQLite has one writer; waiting in our own queue keeps the order fair and the tail short.
        let (writers, write_places) = match address {
            Address::Sqlite(_) => (pool(1)?, 1),
            Address::Postgres(_) => (readers.clone(), READERS as usize),
        };
        let database = Self {
            readers,
            writers,
            read_gate: Arc::new(Semaphore::new(READERS as usize)),
            write_gate: Arc::new(Semaphore::new(write_places)),
        };
        migrate(&mut *database.writers.get()?)?;
        Ok(database)
    }

    /// Runs queries that change nothing.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        run(&self.read_gate, &self.readers, work).await
    }

    /// Runs queries in one transaction: all of them count, or none. One that crossed another's is run again.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, Error> + Clone + Send + 'static,
    ) -> Result<T, Error> {
        run(&self.write_gate, &self.writers, move |db| db.in_transactions(&work)).await
    }

    /// [`Self::read`] for the command line and the tests, which have no threads to spare.
    pub fn read_now<T>(&self, work: impl FnOnce(&mut Db) -> Result<T, Error>) -> Result<T, Error> {
        work(&mut *self.readers.get()?)
    }

    /// [`Self::write`] for the command line and the tests.
    pub fn write_now<T>(&self, work: impl FnOnce(&mut Db) -> Result<T, Error> + Clone) -> Result<T, Error> {
        self.writers.get()?.in_transactions(&work)
    }
}

async fn run<T: Send + 'static>(
    gate: &Arc<Semaphore>,
    pool: &Pool<Opener>,
    work: impl FnOnce(&mut Db) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let turn = tokio::time::timeout(PATIENCE, gate.clone().acquire_owned());
    let turn = turn.await.map_err(|_| Error::Busy)?.expect("the gate is never closed");
    let pool = pool.clone();
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work(&mut *pool.get()?)
    });
    done.await.map_err(|cause| Error::Failed(Box::new(cause)))?
}

impl Db {
    /// Whoever was in the way goes on while this one begins anew, so few times are enough.
    fn in_transactions<T>(&mut self, work: &(impl FnOnce(&mut Self) -> Result<T, Error> + Clone)) -> Result<T, Error> {
        for _ in 1..MOST_TIMES {
            let done = self.in_transaction(work.clone());
            if !matches!(done, Err(Error::Crossed)) {
                return done;
            }
        }
        self.in_transaction(work.clone())
    }

    /// SQLite takes its write lock at the start: a later upgrade from reading fails at once when somebody else writes.
    fn in_transaction<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Self::Sqlite(db) => AnsiTransactionManager::begin_transaction_sql(db, "BEGIN IMMEDIATE")?,
            Self::Postgres(db) => AnsiTransactionManager::begin_transaction(db)?,
        }
        let done = work(self);
        let ended = self.end(done.is_ok());
        match (done, ended) {
            (Ok(value), Ok(())) => Ok(value),
            (Ok(_), Err(cause)) => Err(cause.into()),
            (Err(cause), _) => Err(cause),
        }
    }

    fn end(&mut self, keep: bool) -> QueryResult<()> {
        match (self, keep) {
            (Self::Sqlite(db), true) => AnsiTransactionManager::commit_transaction(db),
            (Self::Sqlite(db), false) => AnsiTransactionManager::rollback_transaction(db),
            (Self::Postgres(db), true) => AnsiTransactionManager::commit_transaction(db),
            (Self::Postgres(db), false) => AnsiTransactionManager::rollback_transaction(db),
        }
    }
}

/// Whether a commit is on disk before it is answered.
pub fn is_durable(db: &mut Db) -> Result<bool, Error> {
    #[derive(QueryableByName)]
    struct Number {
        #[diesel(sql_type = diesel::sql_types::Integer)]
        synchronous: i32,
    }
    #[derive(QueryableByName)]
    struct Word {
        #[diesel(sql_type = diesel::sql_types::Text)]
        synchronous: String,
    }
    // FULL is 2.
    Ok(match db {
        Db::Sqlite(db) => diesel::sql_query("PRAGMA synchronous").get_result::<Number>(db)?.synchronous >= 2,
        Db::Postgres(db) => {
            let setting = "SELECT current_setting('synchronous_commit') AS synchronous";
            diesel::sql_query(setting).get_result::<Word>(db)?.synchronous != "off"
        }
    })
}

/// Empties the log of SQLite into its file: what was removed is then gone from both. While somebody reads, it does what
/// can be done, and the next time the rest.
pub fn settle(db: &mut Db) -> Result<(), Error> {
    match db {
        Db::Sqlite(db) => Ok(db.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?),
        Db::Postgres(_) => Ok(()),
    }
}

fn migrate(db: &mut Db) -> Result<(), Error> {
    let lock = |db: &mut Db, what: &str| match db {
        Db::Postgres(db) => db.batch_execute(&format!("SELECT {what}({MIGRATION_LOCK})")),
        Db::Sqlite(_) => Ok(()),
    };
    lock(db, "pg_advisory_lock")?;
    let done = match db {
        // Two instances on one file: the second waits for the first's write lock and then finds nothing to do.
        Db::Sqlite(_) => db.in_transaction(|db| Ok(db.run_pending_migrations(MIGRATIONS).map(|_| ()))),
        Db::Postgres(_) => Ok(db.run_pending_migrations(MIGRATIONS).map(|_| ())),
    };
    let done = done?.map_err(Error::Failed).and_then(|()| guard_records(db));
    lock(db, "pg_advisory_unlock")?;
    done
}

/// What happened stays as it was written, whoever asks: the database itself refuses to change or remove a row.
fn guard_records(db: &mut Db) -> Result<(), Error> {
    let guards = match db {
        Db::Sqlite(_) => {
            "CREATE TRIGGER IF NOT EXISTS record_is_not_changed BEFORE UPDATE ON record \
             BEGIN SELECT RAISE(ABORT, 'rows of record are only added'); END; \
             CREATE TRIGGER IF NOT EXISTS record_is_not_removed BEFORE DELETE ON record \
             BEGIN SELECT RAISE(ABORT, 'rows of record are only added'); END;"
        }
        // Made once: making a trigger locks its table, which an instance that starts beside another should not do.
        Db::Postgres(_) => {
            "DO $guard$ BEGIN \
             IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'record_is_not_changed' \
               AND tgrelid = 'record'::regclass) THEN \
             CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
               $$ BEGIN RAISE EXCEPTION 'rows of record are only added'; END $$; \
             CREATE TRIGGER record_is_not_changed BEFORE UPDATE OR DELETE ON record \
               FOR EACH ROW EXECUTE FUNCTION refuse_change(); \
             CREATE TRIGGER record_is_not_emptied BEFORE TRUNCATE ON record \
               FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); \
             END IF; END $guard$;"
        }
    };
    Ok(db.batch_execute(guards)?)
}

/// Only the owner may read the file, whatever the umask says.
fn make_private_file(path: &Path) -> Result<(), Error> {
    let named = |cause: std::io::Error| {
        Error::Failed(
            format!("{}: {cause}. Choose a file in a folder that you may write, with DATABASE_URL.", path.display())
                .into(),
        )
    };
    std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path).map_err(named)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(named)
}
