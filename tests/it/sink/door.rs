//! The door of the mail server of the tests (deur): who may come in, and whether others can hear what is said.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use mail_parser::decoders::base64::base64_decode;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, BufReader, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

use super::say;

/// For 127.0.0.1, for a hundred years; the key beside it opens nothing else.
pub const CERTIFICATE: &[u8] = include_bytes!("certificate/certificate.pem");

/// What it wants, and what it heard. The one that wants nothing lets everybody in.
#[derive(Clone, Default)]
pub struct Door {
    /// The ways to sign in that it offers.
    pub mechanisms: &'static str,
    /// With which it offers STARTTLS.
    pub tls: Option<TlsAcceptor>,
    heard: Arc<Mutex<Vec<(bool, String)>>>,
    signed_in: Arc<Mutex<Vec<(String, String)>>>,
}

/// A connection, before and after STARTTLS.
pub enum Line {
    Open(TcpStream),
    Secret(Box<TlsStream<TcpStream>>),
}

impl Door {
    pub fn asking(mechanisms: &'static str) -> Self {
        Self { mechanisms, ..Self::default() }
    }

    /// One that speaks in secret, under a certificate that it made for itself.
    pub fn secret(mechanisms: &'static str) -> Self {
        let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificate/key.pem")).expect("a key");
        let certificate = CertificateDer::from_pem_slice(CERTIFICATE).expect("a certificate");
        let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key);
        let tls = Some(TlsAcceptor::from(Arc::new(config.expect("they belong together"))));
        Self { mechanisms, tls, ..Self::default() }
    }

    /// The first words of what was said where everybody can hear it.
    pub fn said_in_the_open(&self) -> Vec<String> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.iter().filter(|(is_secret, _)| !is_secret).map(|(_, word)| word.clone()).collect()
    }

    /// The names and passwords that were given.
    pub fn signed_in(&self) -> Vec<(String, String)> {
        self.signed_in.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn hear(&self, said: &str, line: &Line) {
        let word = said.split_whitespace().next().unwrap_or_default().to_uppercase();
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).push((line.is_secret(), word));
    }

    pub(super) fn offer(&self, line: &Line) -> String {
        let mut offered = vec!["250-sink".to_owned()];
        if self.tls.is_some() && !line.is_secret() {
            offered.push("250-STARTTLS".to_owned());
        } else if !self.mechanisms.is_empty() {
            offered.push(format!("250-AUTH {}", self.mechanisms));
        }
        offered.push("250 8BITMIME".to_owned());
        offered.join("\r\n")
    }

    /// `None` when the other end does not trust us.
    pub(super) async fn shut(&self, line: Line) -> Option<Line> {
        let Line::Open(stream) = line else { return None };
        let secret = self.tls.as_ref()?.accept(stream).await.ok()?;
        Some(Line::Secret(Box::new(secret)))
    }

    /// Asks for a name and a password, as `AUTH PLAIN` or `AUTH LOGIN`.
    pub(super) async fn ask(&self, said: &str, line: &mut BufReader<Line>) -> Option<()> {
        let mut words = said.split_whitespace().skip(1);
        let (name, password) = match words.next()? {
            "PLAIN" => {
                let given = decoded(words.next()?)?;
                let mut given = given.split('\0').skip(1);
                (given.next()?.to_owned(), given.next()?.to_owned())
            }
            "LOGIN" => {
                let mut given = Vec::new();
                // "Username:" and "Password:".
                for question in ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6"] {
                    say(line, question).await?;
                    let mut answer = String::new();
                    line.read_line(&mut answer).await.ok()?;
                    given.push(decoded(&answer)?);
                }
                (given.remove(0), given.remove(0))
            }
            _ => return None,
        };
        self.signed_in.lock().unwrap_or_else(PoisonError::into_inner).push((name, password));
        Some(())
    }
}

fn decoded(text: &str) -> Option<String> {
    String::from_utf8(base64_decode(text.trim().as_bytes())?).ok()
}

impl Line {
    fn is_secret(&self) -> bool {
        matches!(self, Self::Secret(_))
    }
}

impl AsyncRead for Line {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        match self.get_mut() {
            Self::Open(stream) => Pin::new(stream).poll_read(cx, buffer),
            Self::Secret(stream) => Pin::new(stream).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Line {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        match self.get_mut() {
            Self::Open(stream) => Pin::new(stream).poll_write(cx, bytes),
            Self::Secret(stream) => Pin::new(stream).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        match self.get_mut() {
            Self::Open(stream) => Pin::new(stream).poll_flush(cx),
            Self::Secret(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        match self.get_mut() {
            Self::Open(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Secret(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
