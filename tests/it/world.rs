//! A fresh world for each test: the demo world on SQLite, or on PostgreSQL when TEST_DATABASE_URL names a cluster.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aantafel::clock::Clock;
use aantafel::config::Config;
use aantafel::domain::account::Account;
use aantafel::domain::kit::Kit;
use aantafel::domain::meeting::Meeting;
use aantafel::domain::organisation::OrganisationId;
use aantafel::domain::password;
use aantafel::domain::record::Actor;
use aantafel::seed;
use aantafel::store::{self, Address, Database, Pen, Scope};
use aantafel::web::App;
use chrono::{DateTime, Utc};

use crate::browser::Browser;

/// The password of everybody in the demo world.
pub const PASSWORD: &str = "een lange zin om te onthouden";
/// A Saturday in late autumn: the next summer holiday is that of 2027.
pub const NOW: &str = "2026-11-21T12:00:00Z";

/// One database with the demo world, and the clock that its instances share.
pub struct World {
    pub clock: Clock,
    pub url: String,
    /// Removes the database when the test ends.
    _place: Place,
}

impl World {
    /// A copy of the demo world that was seeded once.
    pub fn new() -> Self {
        let place = TEMPLATE.copy();
        let clock = Clock::still(now());
        // The demo world was made from the first draws of the same series: what a test makes must not repeat them.
        for _ in 0..1000 {
            clock.chance::<32>();
        }
        Self { clock, url: place.url(), _place: place }
    }

    pub fn database(&self) -> Database {
        Database::open(&Address::parse(&self.url)).expect("the database of the test opens")
    }

    pub fn config(&self) -> Config {
        Config::check("127.0.0.1:8080", &self.url, None, "", None, false).expect("the settings of the test are right")
    }

    /// One instance of the planner on this database.
    pub async fn instance(&self) -> App {
        App::open(self.database(), self.clock.clone(), self.config()).await.expect("the planner opens")
    }

    pub async fn browser(&self) -> Browser {
        Browser::new(self.instance().await)
    }

    /// A browser in which this account of the demo world is signed in.
    pub async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser().await;
        browser.sign_in(email).await;
        browser
    }

    /// The meetings of the organisation of this account.
    pub fn meetings_of(&self, email: &str) -> Vec<Meeting> {
        let database = self.database();
        let scope = self.scope_of(email);
        let far = DateTime::<Utc>::UNIX_EPOCH.naive_utc();
        let read = database.read_now(|db| {
            let listed = store::meeting::list(db, &scope, far, false, 500)?;
            listed.iter().map(|listed| store::meeting::find(db, &listed.head.id, &scope)).collect::<Result<Vec<_>, _>>()
        });
        read.expect("the meetings can be read")
    }

    /// Ships a kit with other words, as a new release of the planner would.
    pub fn put_kit(&self, kit: &Kit) {
        let put = self.database().write_now(|db| {
            let kept = store::kit::all(db)?;
            store::kit::put(db, kit, &kept)
        });
        put.expect("the kit can be written");
    }

    pub fn account_of(&self, email: &str) -> Account {
        let account = self.database().read_now(|db| store::account::find_by_email(db, email));
        account.expect("accounts can be read").expect("the account is in the demo world")
    }

    pub fn organisation_of(&self, email: &str) -> OrganisationId {
        self.account_of(email).organisation_id
    }

    /// What the organisation of this account may ask for.
    pub fn scope_of(&self, email: &str) -> Scope {
        Scope::without_viewer(&self.organisation_of(email))
    }

    /// Writes down what the organisation of this account does, without a name.
    pub fn pen_of(&self, organisation_id: &OrganisationId) -> Pen {
        let actor = Actor { account_id: None, organisation_id: organisation_id.clone(), name: String::new() };
        Pen::new(actor, &self.clock)
    }

    /// The first meeting of an account that fits.
    pub fn meeting(&self, email: &str, fits: impl Fn(&Meeting) -> bool) -> Meeting {
        self.meetings_of(email).into_iter().find(|meeting| fits(meeting)).expect("the demo world holds such a meeting")
    }
}

pub fn now() -> DateTime<Utc> {
    NOW.parse().expect("a moment")
}

/// Where a database lives.
enum Place {
    Sqlite { file: PathBuf, _folder: tempfile::TempDir },
    Postgres { cluster: String, name: String },
}

static TEMPLATE: LazyLock<Place> = LazyLock::new(|| {
    let place = Place::fresh();
    if let Place::Postgres { cluster, name } = &place {
        psql(cluster, &format!("CREATE DATABASE {name}"));
    }
    let database = Database::open(&Address::parse(&place.url())).expect("a new database opens");
    let hash = password::hash(PASSWORD, [1; 16]);
    seed::reference_tables(&database).expect("the reference tables load");
    seed::demo_world(&database, &Clock::still(now()), &hash).expect("the demo world loads");
    place
});

impl Place {
    fn fresh() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        match std::env::var("TEST_DATABASE_URL") {
            Ok(cluster) => Self::Postgres { cluster, name: format!("test_{}_{number}", std::process::id()) },
            Err(_) => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                Self::Sqlite { file: folder.path().join("test.db"), _folder: folder }
            }
        }
    }

    fn copy(&self) -> Self {
        let copy = Self::fresh();
        match (self, &copy) {
            (Self::Sqlite { file: from, .. }, Self::Sqlite { file: to, .. }) => copy_sqlite(from, to),
            (Self::Postgres { name: from, .. }, Self::Postgres { cluster, name }) => {
                psql(cluster, &format!("CREATE DATABASE {name} TEMPLATE {from}"));
            }
            _ => unreachable!("all databases of a run are of one kind"),
        }
        copy
    }

    fn url(&self) -> String {
        match self {
            Self::Sqlite { file, .. } => file.display().to_string(),
            // postgres:///postgres?host=...: the name of the database is the path.
            Self::Postgres { cluster, name } => cluster.replacen("/postgres?", &format!("/{name}?"), 1),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Postgres { cluster, name } = self {
            let _ = Command::new("psql")
                .args([cluster, "-qc", &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")])
                .output();
        }
    }
}

/// The template is not written to any more; its log was emptied into the file when its last connection closed, or is
/// beside it.
fn copy_sqlite(from: &Path, to: &Path) {
    for ending in ["", "-wal"] {
        let (from, to) = (format!("{}{ending}", from.display()), format!("{}{ending}", to.display()));
        if Path::new(&from).exists() {
            std::fs::copy(from, to).expect("the template can be copied");
        }
    }
}

/// PostgreSQL copies one template at a time, so copies wait for each other.
fn psql(cluster: &str, statement: &str) {
    for _ in 0..100 {
        let output = Command::new("psql").args([cluster, "-qc", statement]).output().expect("psql is there");
        if output.status.success() {
            return;
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("being accessed"), "{statement}: {said}");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{statement}: the template stays busy");
}

/// Says why a test did not run, unless it must: under CI=true what is missing is a failure.
pub fn skipped(why: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "under CI=true this may not be skipped: {why}");
    println!("skipped: {why}");
}
