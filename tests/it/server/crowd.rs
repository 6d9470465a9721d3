//! A house to serve and the clients that come to it.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use aantafel::web::server::{ClientAddress, Limits, serve};
use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Far above what is expected: these boxes are shared.
pub(super) const CEILING: Duration = Duration::from_secs(20);
pub(super) const CHILD: &str = "AANTAFEL_SERVER_CHILD";
/// More than the two sockets' buffers hold.
static LARGE: [u8; 64 << 20] = [0; 64 << 20];

/// The test binary once more, serving with so many file handles.
pub(super) fn child(handles: &str) -> (Child, SocketAddr) {
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -n \"$0\"; exec \"$@\"", handles])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "server::a_server_of_its_own", "--nocapture"])
        .env(CHILD, "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let address = lines.map(Result::unwrap).find_map(|line| line.strip_prefix("listens at ")?.parse().ok());
    (child, address.expect("the child says where it listens"))
}

/// The child's memory, as Linux counts it.
/// What the process keeps by itself. Parts of the program's file, which come in as they are run, are not counted.
pub(super) fn resident_kib(child: &Child) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

pub(super) struct Server {
    pub(super) address: SocketAddr,
    pub(super) stop: oneshot::Sender<()>,
    pub(super) serving: JoinHandle<std::io::Result<()>>,
    pub(super) runtime: Runtime,
}

impl Server {
    pub(super) fn start(limits: Limits) -> Self {
        Self::start_behind(limits, "")
    }

    pub(super) fn start_behind(limits: Limits, proxies: &str) -> Self {
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let proxies = proxies.parse().unwrap();
        let stopped = async { stopped.await.unwrap_or(()) };
        let serving = runtime.spawn(serve(listener, house(), limits, proxies, stopped));
        Self { address, stop, serving, runtime }
    }
}

/// So short that a test can wait for the end.
pub(super) fn short() -> Limits {
    let short = Duration::from_millis(400);
    Limits { header_time: short, request_time: short, ..Limits::default() }
}

pub(super) fn house() -> Router {
    Router::new().fallback(|request: Request| async move {
        match request.uri().path() {
            "/slow" => pause("slow").await,
            "/endless" => std::future::pending().await,
            "/body" => to_bytes(request.into_body(), 10_000).await.unwrap().into_response(),
            "/large" => Bytes::from_static(&LARGE).into_response(),
            "/panic" => panic!("as asked"),
            "/who" => who(&request).into_response(),
            _ => "hello".into_response(),
        }
    })
}

async fn pause(text: &'static str) -> Response {
    tokio::time::sleep(Duration::from_millis(500)).await;
    text.into_response()
}

fn who(request: &Request) -> String {
    let vouched = ["x-forwarded-for", "x-real-ip", "forwarded"];
    let count: usize = vouched.iter().map(|name| request.headers().get_all(*name).iter().count()).sum();
    format!("{} {count}", request.extensions().get::<ClientAddress>().unwrap().0)
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Temper {
    Idle,
    DripsHeaders,
    DripsBody,
    StaysAfterAnAnswer,
}

pub(super) struct Crowd {
    clients: Vec<TcpStream>,
    drips: bool,
}

impl Temper {
    pub(super) fn crowd(self, address: SocketAddr, count: usize) -> Crowd {
        let opening = match self {
            Self::Idle => "",
            Self::DripsHeaders => "GET / HTTP/1.1\r\nHost: x\r\nA: ",
            Self::DripsBody => "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n",
            Self::StaysAfterAnAnswer => "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        };
        let enter = |_| {
            let mut client = connect(address);
            client.write_all(opening.as_bytes()).unwrap();
            if matches!(self, Self::StaysAfterAnAnswer) {
                assert_eq!(status(&answer(&mut client)), 200);
            }
            client.set_nonblocking(true).unwrap();
            client
        };
        Crowd { clients: (0..count).map(enter).collect(), drips: matches!(self, Self::DripsHeaders | Self::DripsBody) }
    }
}

impl Crowd {
    /// How many the server closed, and how often `meanwhile` held of how many times.
    pub(super) fn watch(&mut self, time: Duration, meanwhile: impl Fn() -> bool) -> (usize, (usize, usize)) {
        let (begin, mut held, mut asked) = (Instant::now(), 0, 0);
        while begin.elapsed() < time && self.closed() < self.clients.len() {
            held += usize::from(meanwhile());
            asked += 1;
            if self.drips {
                self.clients.iter_mut().for_each(|client| drop(client.write(b"x")));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        (self.closed(), (held, asked))
    }

    pub(super) fn closed(&mut self) -> usize {
        self.clients.iter_mut().map(|client| usize::from(is_closed(client))).sum()
    }
}

fn is_closed(client: &mut TcpStream) -> bool {
    loop {
        match client.read(&mut [0; 1024]) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() != ErrorKind::WouldBlock,
        }
    }
}

pub(super) fn eventually(mut holds: impl FnMut() -> bool) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < CEILING {
        if holds() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

pub(super) fn connect(address: SocketAddr) -> TcpStream {
    let client = TcpStream::connect(address).unwrap();
    client.set_read_timeout(Some(CEILING)).unwrap();
    client
}

/// A request whose answer has not come yet.
pub(super) fn open(address: SocketAddr, path: &str) -> TcpStream {
    let mut client = connect(address);
    client.write_all(format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes()).unwrap();
    client
}

/// A request whose body of so many bytes is still to be sent.
pub(super) fn open_body(address: SocketAddr, length: usize) -> TcpStream {
    let mut client = connect(address);
    client.set_nodelay(true).unwrap();
    client.write_all(format!("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n").as_bytes()).unwrap();
    client
}

/// The whole answer on a connection of its own; empty when there is none.
pub(super) fn ask(address: SocketAddr, head: &str) -> String {
    let mut client = connect(address);
    drop(client.write_all(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes()));
    answer(&mut client)
}

/// The next answer; empty when the server closed instead.
pub(super) fn answer(client: &mut TcpStream) -> String {
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(b"\r\n\r\n") {
        match client.read(&mut byte) {
            Ok(1) => text.push(byte[0]),
            _ => return String::new(),
        }
    }
    let head = String::from_utf8(text).unwrap();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |it| it.parse().unwrap());
    let mut body = vec![0; length];
    client.read_exact(&mut body).unwrap();
    head + std::str::from_utf8(&body).unwrap()
}

pub(super) fn status(answer: &str) -> u16 {
    answer.get(9..12).map_or(0, |code| code.parse().unwrap())
}
