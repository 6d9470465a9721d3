//! What the database itself guards: its file, its settings, its keys, and that a write counts whole or not at all.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use aantafel::domain::account::Account;
use aantafel::domain::meeting::{Agreement, Meeting, Saying, State};
use aantafel::schema::agreement;
use aantafel::store::{self, Address, Database, Db, Error, revision};
use diesel::prelude::*;

use crate::world::World;

/// A database in which nothing is yet, not even tables: a path where no file is, or a fresh one of the cluster.
pub struct NewDatabase {
    pub url: String,
    folder: tempfile::TempDir,
    on_cluster: Option<(String, String)>,
}

impl NewDatabase {
    pub fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("new_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = tempfile::tempdir().expect("a temporary folder");
        let Ok(cluster) = std::env::var("TEST_DATABASE_URL") else {
            return Self { url: folder.path().join("new.db").display().to_string(), folder, on_cluster: None };
        };
        let made =
            Command::new("createdb").args(["--maintenance-db", &cluster, &name]).output().expect("createdb is there");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let url = cluster.replacen("/postgres?", &format!("/{name}?"), 1);
        Self { url, folder, on_cluster: Some((cluster, name)) }
    }

    pub fn open(&self) -> Result<Database, Error> {
        Database::open(&Address::parse(&self.url))
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn is_postgres(&self) -> bool {
        self.on_cluster.is_some()
    }
}

impl Drop for NewDatabase {
    fn drop(&mut self) {
        if let Some((cluster, name)) = &self.on_cluster {
            let _ = Command::new("dropdb").args(["--force", "--maintenance-db", cluster, name]).output();
        }
    }
}

/// The threads of this process that work for databases, those of other tests among them.
fn threads() -> usize {
    let tasks = std::fs::read_dir("/proc/self/task").expect("Linux tells its threads").flatten();
    let name = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("comm")).unwrap_or_default();
    tasks.map(name).filter(|name| name.starts_with("database-") || name.starts_with("r2d2-")).count()
}

#[test]
fn a_database_that_is_closed_leaves_no_thread_behind() {
    let new = NewDatabase::new();
    let (times, before) = (100, threads());
    let mut open = Vec::new();
    for _ in 0..times {
        drop(new.open().expect("the database opens"));
        open.push(threads());
    }
    // Each has at least two while it is open; what other tests have open meanwhile is less than what would stay.
    assert!(*open.last().expect("as many as were opened") < before + times, "from {before}: {open:?}");
}

#[test]
fn nobody_else_reads_the_file_whatever_the_umask() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for umask in ["000", "022", "077"] {
        let file = folder.path().join(format!("{umask}.db"));
        let script = format!("umask {umask}; exec \"$0\" migrate");
        let mut planner = Command::new("sh");
        planner.args(["-c", &script, env!("CARGO_BIN_EXE_aantafel")]).env("DATABASE_URL", &file);
        assert!(planner.status().expect("a shell").success());
        assert_eq!(mode(&file), 0o600, "umask {umask}");
    }
}

#[test]
fn a_file_that_others_could_read_is_closed_when_it_is_opened_and_so_is_its_log() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("open.db");
    std::fs::write(&file, "").expect("a file");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o666)).expect("its mode");
    let database = Database::open(&Address::Sqlite(file.clone())).expect("an empty file is a new database");
    database.write_now(revision::raise).expect("something stands in the log");
    for ending in ["", "-wal", "-shm"] {
        assert_eq!(mode(&PathBuf::from(format!("{}{ending}", file.display()))), 0o600, "{ending}");
    }
}

#[test]
fn every_connection_of_sqlite_keeps_to_the_same_settings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = Database::open(&Address::Sqlite(folder.path().join("settings.db"))).expect("a new database");
    let wanted = [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("trusted_schema", "0")];
    for (name, value) in wanted {
        assert_eq!(database.read_now(|db| Ok(setting(db, name))).expect("a reader"), value, "{name} of a reader");
        assert_eq!(database.write_now(|db| Ok(setting(db, name))).expect("a writer"), value, "{name} of the writer");
    }
    assert!(database.read_now(store::database::is_durable).expect("a setting"));
}

#[test]
fn a_commit_is_durable_on_either_database() {
    assert!(World::new().database().read_now(store::database::is_durable).expect("a setting"));
}

#[test]
fn nobody_says_yes_for_an_organisation_that_is_not_theirs() {
    let world = World::new();
    let database = world.database();
    let draft =
        world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft && meeting.agreements.is_empty());
    let account =
        |email: &str| database.read_now(|db| store::account::find_by_email(db, email)).expect("read").expect("there");
    let (worker, host) = (account("werker@demo"), account("gastvrouw@demo"));
    let say_yes = |by: &Account| database.write_now(|db| put_agreement(db, &draft, by));
    let refused = say_yes(&host).expect_err("the key names the organisation and the account together").to_string();
    assert!(refused.to_lowercase().contains("foreign key"), "{refused}");
    say_yes(&worker).expect("the worker's own yes is kept");
}

#[test]
fn what_is_not_there_cannot_be_pointed_at() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| !meeting.kits.is_empty());
    let orphan = format!(
        "INSERT INTO sign_in (token_hash, account_id, created_at, seen_at) VALUES ('{}', 'nobody', '2026-11-21 12:00:00', '2026-11-21 12:00:00')",
        meeting.head.id
    );
    let refused =
        world.database().write_now(|db| Ok(diesel::sql_query(&orphan).execute(db)?)).expect_err("no such account");
    assert!(refused.to_string().to_lowercase().contains("foreign key"), "{refused}");
}

#[tokio::test]
async fn a_write_that_fails_leaves_nothing_and_the_next_one_works() {
    let world = World::new();
    let database = world.database();
    let before = database.read(revision::current).await.expect("revisions");
    let failed = database.write(|db| revision::raise(db).and(Err::<(), _>(Error::NotFound))).await;
    assert!(matches!(failed, Err(Error::NotFound)), "{failed:?}");
    assert_eq!(
        database.read(revision::current).await.expect("revisions"),
        before,
        "an error takes back what went before it"
    );
    database.write(revision::raise).await.expect("the next write works");
    assert_eq!(database.read(revision::current).await.expect("revisions").public, before.public + 1);
}

#[tokio::test]
async fn a_write_that_panics_leaves_nothing_and_uses_up_no_connection() {
    let world = World::new();
    let database = world.database();
    let before = database.read(revision::current).await.expect("revisions");
    // More often than there are connections in the pool.
    for _ in 0..8 {
        let failed = database.write(|db| revision::raise(db).map(|()| panic!("on purpose"))).await;
        assert!(matches!(failed, Err::<(), _>(Error::Failed(_))), "{failed:?}");
    }
    assert_eq!(database.read(revision::current).await.expect("revisions"), before);
    database.write(revision::raise).await.expect("the next write works");
    assert_eq!(database.read(revision::current).await.expect("revisions").public, before.public + 1);
}

fn put_agreement(db: &mut Db, meeting: &Meeting, by: &Account) -> Result<(), Error> {
    let side = meeting.head.support_id.clone();
    let saying = Saying::SignedIn(by.id.clone());
    let yes = Agreement::new(meeting.head.id.clone(), side, saying, meeting.head.created_at);
    diesel::insert_into(agreement::table).values(&yes).execute(db)?;
    Ok(())
}

fn mode(file: &Path) -> u32 {
    std::fs::metadata(file).expect("the file is there").permissions().mode() & 0o777
}

fn setting(db: &mut Db, name: &str) -> String {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = diesel::sql_types::Text)]
        value: String,
    }
    let asked = format!("SELECT CAST({name} AS TEXT) AS value FROM pragma_{name}()");
    diesel::sql_query(asked).get_result::<Setting>(db).expect("SQLite knows the setting").value
}
