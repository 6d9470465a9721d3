//! What the program itself writes down (logboek) at its most talkative, while it is given every secret and fails.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use aantafel::web::paths;
use diesel::connection::SimpleConnection;

use super::planted::Planted;
use crate::browser::Browser;
use crate::sink::{Door, FROM, Mood, Sink};
use crate::world::{PASSWORD, World};

/// Starts the program on this database, uses every secret, breaks a table under it, and reads all that it wrote.
pub async fn of(world: &World, planted: &Planted) -> String {
    let sink = Sink::start_behind(Door::asking("PLAIN")).await;
    sink.behave(Mood::Never);
    let mail = format!("smtp://planner:{}@127.0.0.1:{}", planted.word("password of the mail server"), sink.port);
    let program = Program::start(world, &mail);
    let mut browser = Browser::over(&program.address);
    sign_in(&mut browser, "geen goed wachtwoord").await;
    sign_in(&mut browser, PASSWORD).await;
    assert!(!browser.cookies().is_empty(), "she is in: {}", browser.page.text());
    let id = &planted.meetings[0].head.id;
    let word = |what| planted.word(what);
    let addresses = [
        paths::meeting(id),
        format!("{}/edit", paths::meeting(id)),
        format!("/agenda/{}.ics", word("address of the feed")),
        format!("/agenda/{}.ics", word("address of her own feed")),
        format!("/nl/a/{}", word("link for an answer")),
        format!("/nl/in/{}", word("link that signs in")),
        format!("/nl/p/{}", word("link of the folder")),
    ];
    for address in &addresses {
        assert!(!browser.open(address).await.status.is_server_error(), "{address}");
    }
    let folder = browser.page.forms().into_iter().find(|form| form.action.contains("/p/")).expect("it asks for digits");
    browser.send(folder.set("pin", word("digits of the folder"))).await;
    let mut visitor = Browser::over(&program.address);
    let form = visitor.open("/nl/in").await.form("Stuur mij een link").set("link_email", "werker@demo");
    visitor.send(form).await;
    program.wait_for("a message did not go out").await;
    let broken = world.database().write_now(|db| Ok(db.batch_execute("ALTER TABLE attempt RENAME TO away")?));
    broken.expect("a table can be taken away");
    sign_in(&mut visitor, PASSWORD).await;
    assert!(visitor.page.status.is_server_error(), "{}", visitor.page.status);
    program.wait_for("a request failed").await;
    let mut log = program.end();
    // What went wrong is in it, so what is in a cause would be seen.
    assert!(log.contains("attempt"), "{log}");
    log += browser.cookies().values().find(|cookie| log.contains(cookie.as_str())).map_or("", |_| "COOKIE IN THE LOG");
    assert!(!log.contains("COOKIE IN THE LOG"), "{log}");
    log
}

async fn sign_in(browser: &mut Browser, password: &str) {
    let form = browser.open("/desk/aanmelden").await.form("Meld aan");
    let form = form.set("email", "werker@demo").set("password", password);
    browser.send(form).await;
}

/// The planner as a process, and what it wrote so far.
struct Program {
    child: Child,
    address: String,
    written: Arc<Mutex<String>>,
    reading: Vec<JoinHandle<()>>,
}

impl Program {
    fn start(world: &World, mail: &str) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr()).expect("a free port");
        let address = free.to_string();
        let mut child = Command::new(env!("CARGO_BIN_EXE_aantafel"))
            .env("DATABASE_URL", &world.url)
            .env("LISTEN", &address)
            .env("SMTP_URL", mail)
            .env("MAIL_FROM", FROM)
            .env("RUST_LOG", "trace")
            .env_remove("BASE_URL")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let written = Arc::new(Mutex::new(String::new()));
        let outputs: [Box<dyn Read + Send>; 2] = [
            Box::new(child.stdout.take().expect("its output is ours")),
            Box::new(child.stderr.take().expect("its log is ours")),
        ];
        let reading = outputs.map(|output| {
            let written = written.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    *written.lock().unwrap_or_else(PoisonError::into_inner) += &format!("{line}\n");
                }
            })
        });
        let program = Self { child, address, written, reading: reading.into() };
        for _ in 0..1000 {
            if program.written().contains("is ready") {
                return program;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it does not start: {}", program.written());
    }

    fn written(&self) -> String {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn wait_for(&self, words: &str) {
        for _ in 0..2000 {
            if self.written().contains(words) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it never writes {words:?}: {}", self.written());
    }

    /// Ends it in good order; what it wrote from beginning to end.
    fn end(mut self) -> String {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill is there");
        assert!(asked.success() && self.child.wait().expect("it ends").success());
        for thread in self.reading.drain(..) {
            thread.join().expect("no panic");
        }
        self.written()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
