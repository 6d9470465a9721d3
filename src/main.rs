//! The command line of the planner.

mod command;

use std::process::ExitCode;

use aantafel::clock::Clock;
use aantafel::config::{self, Config};
use aantafel::domain::account::Role;
use aantafel::domain::password;
use aantafel::fetch::{self, Fetcher};
use aantafel::mail::{self, Sender};
use aantafel::store::{self, Address, Database};
use aantafel::web::{self, App};
use aantafel::{seed, web::server};
use clap::{Args, Parser, Subcommand};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// Aan Tafel: plans dialogue evenings with parents before the school holiday.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Without a command the planner is served. A new database on this machine starts with the demo world."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Args)]
struct Settings {
    /// Address and port to listen on
    #[arg(long, global = true, env = "LISTEN", default_value = config::DEFAULT_LISTEN)]
    listen: String,
    /// Path of a SQLite file, or postgres://user@host/name
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true, default_value = config::DEFAULT_DATABASE_URL)]
    database_url: String,
    /// Scheme and host as parents type it [default: http:// and the address of --listen]
    #[arg(long, global = true, env = "BASE_URL")]
    base_url: Option<String>,
    /// Addresses or networks of your reverse proxies, with commas; only their X-Forwarded-For is believed
    #[arg(long, global = true, env = "TRUSTED_PROXIES", default_value = "")]
    trusted_proxies: String,
    /// Password of the demo accounts [default: made by chance and printed]
    #[arg(long, global = true, env = "DEMO_PASSWORD", hide_env_values = true)]
    demo_password: Option<String>,
    /// Mail server, such as smtp://user:password@host:587?tls=required; without one, messages wait on the desk
    #[arg(long, global = true, env = "SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// Address that messages come from; needed with --smtp-url
    #[arg(long, global = true, env = "MAIL_FROM")]
    mail_from: Option<String>,
    /// Start a new database without the demo world
    #[arg(long, global = true)]
    empty: bool,
    /// Coordinators must use a code of an app when they sign in
    #[arg(long, global = true, env = "REQUIRE_SECOND_STEP")]
    require_second_step: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the planner (what happens without a command); brings the tables up to date first
    Serve,
    /// Bring the tables up to date and stop
    Migrate,
    /// Load holidays, days, contacts and kits; safe to run twice
    Seed,
    /// Load the demo world into a new database and print its accounts
    Demo,
    /// Accounts of people who sign in
    Account {
        #[command(subcommand)]
        command: AccountCommand,
    },
    /// Look whether settings and database are in order
    Doctor,
    /// Print how long what is kept, with proof from the database
    Retention {
        /// Take away first what is past its time
        #[arg(long)]
        run: bool,
    },
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Add an account; asks for the password, or reads it from standard input
    Add {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// worker, host, coordinator or reader
        #[arg(long)]
        role: Role,
        /// Name of the organisation; made when there is none of that name
        #[arg(long)]
        organisation: String,
        /// Where a new organisation is
        #[arg(long, default_value = "")]
        municipality: String,
        #[arg(long, default_value = "")]
        province: String,
    },
    /// Take the second step away from an account whose app and recovery codes are lost; ends its sign-ins
    WithoutSecondStep {
        /// Its e-mail address, or its identifier when it has none
        #[arg(long)]
        account: String,
    },
}

type Trouble = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    tracing_subscriber::fmt().with_env_filter(written_down()).with_writer(std::io::stderr).init();
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("aantafel: {trouble}");
            ExitCode::FAILURE
        }
    }
}

/// What RUST_LOG asks for, but for the addresses of requests, which a library would write down: they hold secret links.
fn written_down() -> EnvFilter {
    let asked = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    asked.add_directive("tower_http::csrf::service=off".parse().expect("our own words are a directive"))
}

fn run(cli: &Cli) -> Result<(), Trouble> {
    let settings = &cli.settings;
    let config = Config::check(
        &settings.listen,
        &settings.database_url,
        settings.base_url.as_deref(),
        &settings.trusted_proxies,
        settings.demo_password.as_deref(),
        settings.empty,
    )?
    .requiring_second_step(settings.require_second_step)
    .with_mail(settings.smtp_url.as_deref(), settings.mail_from.as_deref())?;
    let clock = Clock::of_the_machine();
    match &cli.command {
        None | Some(Command::Serve) => serve(config, clock),
        Some(Command::Migrate) => open(&config).map(|_| println!("The tables are up to date.")),
        Some(Command::Seed) => {
            seed::reference_tables(&open(&config)?)?;
            println!("Holidays, days, regions, contacts and kits are loaded.");
            Ok(())
        }
        Some(Command::Demo) => demo(&open(&config)?, &config, &clock),
        Some(Command::Account { command }) => command::account::run(&open(&config)?, &clock, command),
        Some(Command::Doctor) => command::doctor::look(&open(&config)?, &config, &clock),
        Some(Command::Retention { run }) => command::retention::print(&open(&config)?, &clock, *run),
    }
}

/// Opens the database and says which one it was when that fails.
fn open(config: &Config) -> Result<Database, Trouble> {
    let address = Address::parse(&config.database_url);
    Database::open(&address).map_err(|cause| match (&address, cause) {
        (Address::Sqlite(path), store::Error::Busy) => {
            format!("DATABASE_URL={}: this file cannot be opened as a database; choose another path", path.display()).into()
        }
        (Address::Postgres(_), store::Error::Busy) => {
            "DATABASE_URL: PostgreSQL does not answer, or refuses the user; look whether it runs and the address is right \
             (sslmode=require needs a build with TLS, see README)"
                .into()
        }
        (_, cause) => Trouble::from(format!("DATABASE_URL: {cause}")),
    })
}

fn serve(config: Config, clock: Clock) -> Result<(), Trouble> {
    let proxies: server::TrustedProxies = config
        .trusted_proxies
        .parse()
        .map_err(|cause| format!("TRUSTED_PROXIES={:?} cannot be used: {cause}", config.trusted_proxies))?;
    let sender = config.smtp_url.as_deref().map(|url| Sender::new(url, &config.mail_from)).transpose()?;
    let database = open(&config)?;
    let is_new = !database.read_now(store::organisation::any)?;
    if is_new {
        seed::reference_tables(&database)?;
        if config.is_loopback() && !config.is_empty {
            demo(&database, &config, &clock)?;
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async move {
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(|cause| format!("LISTEN={}: {cause}; choose another address or port", config.listen))?;
        let base_url = config.base_url.clone();
        let app = App::open(database, clock, config).await?;
        tokio::spawn(web::keep_looking_around(app.clone()));
        tokio::spawn(web::clearing::keep(app.clone()));
        tokio::spawn(web::digest::keep_telling(app.clone()));
        tokio::spawn(fetch::keep_fetching(app.database.clone(), app.clock.clone(), Fetcher::new()));
        if let Some(sender) = sender {
            tokio::spawn(mail::keep_delivering(app.database.clone(), app.clock.clone(), sender));
        }
        println!("Aan Tafel is ready: {base_url}/  (desk: {base_url}/desk)");
        server::serve_until_signal(listener, app.into_router(), server::Limits::default(), proxies).await?;
        Ok(())
    });
    // A PDF that is still being made does not hold up the end.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    served
}

/// Loads the demo world and prints who can sign in.
fn demo(database: &Database, config: &Config, clock: &Clock) -> Result<(), Trouble> {
    if !config.is_loopback() {
        return Err(
            "the demo world belongs on this machine only: LISTEN and BASE_URL must be loopback addresses".into()
        );
    }
    if database.read_now(store::organisation::any)? {
        return Err("the demo world goes into a new database only: choose another path with DATABASE_URL".into());
    }
    seed::reference_tables(database)?;
    let password = config.demo_password.clone().unwrap_or_else(|| speakable(clock.chance()));
    seed::demo_world(database, clock, &password::hash(&password, clock.chance()))?;
    println!("This database holds the demo world: invented organisations, people and meetings.");
    println!("While it does, the planner answers to this machine only. Start with --empty for real use.\n");
    for account in database.read_now(store::account::demo)? {
        println!("  {:<28} {:<12} {}", account.email, account.role.code(), account.name);
    }
    println!("\n  password of all: {password}\n");
    Ok(())
}

/// A password that can be read aloud: five groups of four letters, 94 bits.
fn speakable(chance: [u8; 20]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters: Vec<char> = chance.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
