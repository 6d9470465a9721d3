//! A real mail server on the loopback address (postbak) that takes everything, or behaves as badly as it is told to.

mod door;
mod reading;

use std::sync::{Arc, Mutex, PoisonError};

use aantafel::mail::Sender;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use door::Line;
pub use door::{CERTIFICATE, Door};
pub use reading::property;

/// The address that messages come from in the tests.
pub const FROM: &str = "post@aantafel.example";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Fine,
    /// 451 to every message.
    Later,
    /// 550 to every reader.
    Never,
    /// 554 to what is in every message.
    NotThis,
    /// 554 instead of a greeting.
    Unwelcome,
    /// 535 to every password.
    WrongPassword,
    /// 550 5.7.1 to every reader: it is not for us to send there.
    Forbidden,
    /// 553 5.7.1 to the address that messages come from.
    WrongSender,
    /// Takes the connection and says nothing.
    Hangs,
    /// Answers what is no SMTP.
    Garbage,
    /// Keeps the message, and goes away without saying so.
    DiesAfterKeeping,
}

/// A message as it arrived.
#[derive(Clone, Debug)]
pub struct Kept {
    pub to: String,
    pub bytes: Vec<u8>,
}

#[derive(Clone)]
pub struct Sink {
    pub port: u16,
    kept: Arc<Mutex<Vec<Kept>>>,
    mood: Arc<Mutex<Mood>>,
    door: Door,
    /// Of every so many messages, the answer to one waits until who sent it is gone.
    hold_back_each: Option<usize>,
    /// Told when an answer is held back.
    pub held_back: Arc<Notify>,
}

impl Sink {
    pub async fn start() -> Self {
        Self::start_beside(&Arc::default(), None).await
    }

    /// One that keeps its messages where others keep theirs, in the order in which they arrive.
    pub async fn start_beside(kept: &Arc<Mutex<Vec<Kept>>>, hold_back_each: Option<usize>) -> Self {
        Self::open(kept.clone(), hold_back_each, Door::default()).await
    }

    /// One that wants to know who comes, or to be spoken to in secret.
    pub async fn start_behind(door: Door) -> Self {
        Self::open(Arc::default(), None, door).await
    }

    async fn open(kept: Arc<Mutex<Vec<Kept>>>, hold_back_each: Option<usize>, door: Door) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let port = listener.local_addr().expect("an address").port();
        let mood = Arc::new(Mutex::new(Mood::Fine));
        let sink = Self { port, kept, mood, door, hold_back_each, held_back: Arc::default() };
        let own = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move {
                    let mut line = BufReader::new(Line::Open(stream));
                    own.greet(&mut line).await?;
                    own.serve(line).await
                });
            }
        });
        sink
    }

    pub fn behave(&self, mood: Mood) {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner) = mood;
    }

    fn mood(&self) -> Mood {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn sender(&self) -> Sender {
        Sender::new(&self.url(), FROM).expect("the address of the sink is right")
    }

    pub fn kept(&self) -> Vec<Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// `None` when that was all.
    async fn greet(&self, line: &mut BufReader<Line>) -> Option<()> {
        match self.mood() {
            Mood::Hangs => {
                line.read_to_end(&mut Vec::new()).await.ok()?;
                None
            }
            Mood::Garbage => {
                say(line, "HTTP/1.1 200 OK\r\n\r\n\u{fffd}<html>").await?;
                None
            }
            Mood::Unwelcome => {
                say(line, "554 nobody from there").await?;
                None
            }
            _ => say(line, "220 sink").await,
        }
    }

    async fn serve(&self, mut line: BufReader<Line>) -> Option<()> {
        let (mut to, mut is_signed_in) = (String::new(), self.door.mechanisms.is_empty());
        loop {
            let mut said = String::new();
            if line.read_line(&mut said).await.ok()? == 0 {
                return None;
            }
            self.door.hear(&said, line.get_ref());
            let word = said.split_whitespace().next().unwrap_or_default().to_uppercase();
            match word.as_str() {
                "EHLO" => {
                    let offer = self.door.offer(line.get_ref());
                    say(&mut line, &offer).await?;
                }
                "STARTTLS" => {
                    say(&mut line, "220 go on").await?;
                    line = BufReader::new(self.door.shut(line.into_inner()).await?);
                }
                "AUTH" => {
                    self.door.ask(&said, &mut line).await?;
                    is_signed_in = self.mood() != Mood::WrongPassword;
                    say(&mut line, if is_signed_in { "235 come in" } else { "535 5.7.8 who are you" }).await?;
                }
                "MAIL" if !is_signed_in => say(&mut line, "530 5.7.0 who are you").await?,
                "MAIL" if self.mood() == Mood::WrongSender => say(&mut line, "553 5.7.1 not your address").await?,
                "RCPT" => {
                    to = said.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    match self.mood() {
                        Mood::Later => say(&mut line, "451 come back later").await?,
                        Mood::Never => say(&mut line, "550 5.1.1 nobody of that name").await?,
                        Mood::Forbidden => say(&mut line, "550 5.7.1 not for you to send there").await?,
                        _ => say(&mut line, "250 yes").await?,
                    }
                }
                "DATA" => {
                    say(&mut line, "354 go on").await?;
                    let bytes = whole(&mut line).await?;
                    if self.mood() == Mood::NotThis {
                        say(&mut line, "554 not this").await?;
                        continue;
                    }
                    let number = {
                        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
                        kept.push(Kept { to: to.clone(), bytes });
                        kept.len()
                    };
                    if self.mood() == Mood::DiesAfterKeeping {
                        return None;
                    }
                    if self.hold_back_each.is_some_and(|each| number % each == 0) {
                        self.held_back.notify_one();
                        // Until the other end is gone: then the answer reaches nobody.
                        line.read_to_end(&mut Vec::new()).await.ok()?;
                    }
                    say(&mut line, "250 kept").await?;
                }
                "QUIT" => {
                    say(&mut line, "221 bye").await?;
                    return None;
                }
                _ => say(&mut line, "250 yes").await?,
            }
        }
    }
}

async fn say(line: &mut BufReader<Line>, words: &str) -> Option<()> {
    line.write_all(format!("{words}\r\n").as_bytes()).await.ok()?;
    line.flush().await.ok()
}

/// Until the line with a dot alone.
async fn whole(read: &mut BufReader<Line>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let mut line = Vec::new();
        if read.read_until(b'\n', &mut line).await.ok()? == 0 {
            return None;
        }
        match line.as_slice() {
            b".\r\n" => return Some(bytes),
            [b'.', rest @ ..] => bytes.extend_from_slice(rest),
            _ => bytes.extend_from_slice(&line),
        }
    }
}
