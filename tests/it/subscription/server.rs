//! A server with a calendar (agendaserver): over TLS on this machine, that answers as it is told.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// For 127.0.0.1.
pub const CERTIFICATE: &[u8] = include_bytes!("../sink/certificate/certificate.pem");

/// What it answers.
#[derive(Clone)]
pub enum Calendar {
    Whole(Vec<u8>),
    /// With a tag; who brings it back hears that nothing changed.
    Tagged(Vec<u8>),
    Status(&'static str),
    SentOn(String),
    /// Never.
    Hangs,
    /// A letter a tenth of a second, without end.
    Drips,
}

#[derive(Clone)]
pub struct Server {
    port: u16,
    calendar: Arc<Mutex<Calendar>>,
    asked: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    pub async fn start(calendar: Calendar) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let server = Self {
            port: listener.local_addr().expect("an address").port(),
            calendar: Arc::new(Mutex::new(calendar)),
            asked: Arc::default(),
            connections: Arc::default(),
        };
        let key = PrivateKeyDer::from_pem_slice(include_bytes!("../sink/certificate/key.pem")).expect("a key");
        let certificate = CertificateDer::from_pem_slice(CERTIFICATE).expect("a certificate");
        let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key);
        let tls = TlsAcceptor::from(Arc::new(config.expect("they belong together")));
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                own.connections.fetch_add(1, Ordering::SeqCst);
                let (own, tls) = (own.clone(), tls.clone());
                tokio::spawn(async move { own.answer(socket, tls).await });
            }
        });
        server
    }

    pub fn address(&self, path: &str) -> String {
        format!("https://127.0.0.1:{}{path}", self.port)
    }

    /// From here on.
    pub fn now(&self, calendar: Calendar) {
        *self.calendar.lock().unwrap_or_else(PoisonError::into_inner) = calendar;
    }

    /// The heads of all requests.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    async fn answer(&self, socket: TcpStream, tls: TlsAcceptor) -> Option<()> {
        let mut line = tls.accept(socket).await.ok()?;
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(line.read_u8().await.ok()?);
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(head.clone());
        let calendar = self.calendar.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let begin = |status: &str, more: &str, length: usize| {
            format!("HTTP/1.1 {status}\r\n{more}content-length: {length}\r\nconnection: close\r\n\r\n").into_bytes()
        };
        let tagged = "etag: \"eerste\"\r\nlast-modified: Sat, 21 Nov 2026 12:00:00 GMT\r\n";
        let answer = match calendar {
            Calendar::Whole(bytes) => [begin("200 OK", "", bytes.len()), bytes].concat(),
            Calendar::Tagged(_) if head.contains("\"eerste\"") => begin("304 Not Modified", tagged, 0),
            Calendar::Tagged(bytes) => [begin("200 OK", tagged, bytes.len()), bytes].concat(),
            Calendar::Status(status) => begin(status, "", 0),
            Calendar::SentOn(to) => begin("302 Found", &format!("location: {to}\r\n"), 0),
            Calendar::Hangs => {
                tokio::time::sleep(Duration::from_secs(60)).await;
                return None;
            }
            Calendar::Drips => {
                line.write_all(&begin("200 OK", "", 100_000)).await.ok()?;
                loop {
                    line.write_all(b"x").await.ok()?;
                    line.flush().await.ok()?;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        };
        line.write_all(&answer).await.ok()?;
        line.shutdown().await.ok()
    }
}
