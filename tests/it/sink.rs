//! A real mail server on the loopback address (postbak) that takes everything, or behaves as badly as it is told to.

use std::sync::{Arc, Mutex, PoisonError};

use aantafel::mail::Sender;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// The address that messages come from in the tests.
pub const FROM: &str = "post@aantafel.example";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Fine,
    /// 451 to every message.
    Later,
    /// 550 to every message.
    Never,
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
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let port = listener.local_addr().expect("an address").port();
        let mood = Arc::new(Mutex::new(Mood::Fine));
        let sink = Self { port, kept: kept.clone(), mood, hold_back_each, held_back: Arc::default() };
        let own = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move { own.serve(stream).await });
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

    async fn serve(&self, stream: TcpStream) -> Option<()> {
        let (read, mut write) = stream.into_split();
        let mut read = BufReader::new(read);
        match self.mood() {
            Mood::Hangs => {
                read.read_to_end(&mut Vec::new()).await.ok()?;
                return None;
            }
            Mood::Garbage => {
                say(&mut write, "HTTP/1.1 200 OK\r\n\r\n\u{fffd}<html>").await?;
                return None;
            }
            _ => say(&mut write, "220 sink").await?,
        }
        let mut to = String::new();
        loop {
            let mut line = String::new();
            if read.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            let word = line.split_whitespace().next().unwrap_or_default().to_uppercase();
            match word.as_str() {
                "EHLO" => say(&mut write, "250-sink\r\n250 8BITMIME").await?,
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    match self.mood() {
                        Mood::Later => say(&mut write, "451 come back later").await?,
                        Mood::Never => say(&mut write, "550 nobody of that name").await?,
                        _ => say(&mut write, "250 yes").await?,
                    }
                }
                "DATA" => {
                    say(&mut write, "354 go on").await?;
                    let bytes = whole(&mut read).await?;
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
                        read.read_to_end(&mut Vec::new()).await.ok()?;
                    }
                    say(&mut write, "250 kept").await?;
                }
                "QUIT" => {
                    say(&mut write, "221 bye").await?;
                    return None;
                }
                _ => say(&mut write, "250 yes").await?,
            }
        }
    }
}

impl Kept {
    pub fn mail(&self) -> Mail<'_> {
        Mail(MessageParser::default().parse(&self.bytes).expect("a mail that can be read"))
    }
}

/// A mail as another library reads it.
pub struct Mail<'a>(Message<'a>);

impl Mail<'_> {
    pub fn subject(&self) -> String {
        self.0.subject().expect("a subject").to_owned()
    }

    pub fn id(&self) -> String {
        self.0.message_id().expect("a Message-ID").to_owned()
    }

    pub fn to_name(&self) -> String {
        let to = self.0.to().and_then(|to| to.first()).expect("somebody");
        to.name().unwrap_or_default().to_owned()
    }

    pub fn header(&self, name: &'static str) -> String {
        self.0.header_raw(name).unwrap_or_default().trim().to_owned()
    }

    /// The kinds of the parts within the first `multipart/alternative`, in order.
    pub fn alternatives(&self) -> Vec<String> {
        let is_it = |part: &&mail_parser::MessagePart<'_>| part.is_content_type("multipart", "alternative");
        let found = self.0.parts.iter().find(is_it).expect("an alternative");
        let PartType::Multipart(inside) = &found.body else { panic!("an alternative has parts") };
        inside.iter().map(|at| kind(&self.0.parts[usize::try_from(*at).expect("a number")])).collect()
    }

    pub fn encodings(&self) -> Vec<String> {
        let leaves = self.0.parts.iter().filter(|part| !matches!(part.body, PartType::Multipart(_)));
        leaves.map(|part| part.content_transfer_encoding().unwrap_or_default().to_lowercase()).collect()
    }

    /// The text of the part of this kind.
    pub fn part(&self, of: &str) -> Option<String> {
        let found = self.0.parts.iter().find(|part| kind(part) == of)?;
        match &found.body {
            PartType::Text(text) | PartType::Html(text) => Some(text.to_string()),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                Some(String::from_utf8(bytes.to_vec()).expect("UTF-8"))
            }
            _ => None,
        }
    }

    /// The calendar entry unfolded, and the method that its part says it has.
    pub fn calendar(&self) -> Option<(String, String)> {
        let is_it = |part: &&mail_parser::MessagePart<'_>| part.is_content_type("text", "calendar");
        let found = self.0.parts.iter().find(is_it)?;
        let method = found.content_type()?.attribute("method").unwrap_or_default().to_owned();
        Some((self.part("text/calendar")?.replace("\r\n ", ""), method))
    }
}

/// The value of a property of the meeting's entry.
pub fn property(calendar: &str, name: &str) -> String {
    let lines = calendar.split("BEGIN:VEVENT").nth(1).unwrap_or(calendar).lines();
    let found = lines.filter_map(|line| line.split_once(':')).find(|(own, _)| own.split(';').next() == Some(name));
    found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
}

fn kind(part: &mail_parser::MessagePart<'_>) -> String {
    let Some(kind) = part.content_type() else { return String::new() };
    format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default())
}

async fn say(write: &mut OwnedWriteHalf, line: &str) -> Option<()> {
    write.write_all(format!("{line}\r\n").as_bytes()).await.ok()
}

/// Until the line with a dot alone.
async fn whole(read: &mut BufReader<OwnedReadHalf>) -> Option<Vec<u8>> {
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
